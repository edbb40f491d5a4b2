//! English formats for drawing without a browser.

use super::{DateStyle, Formats};
use crate::calendar::{Day, civil};

/// English, as a European publisher writes it. No data of the operating system is used, so that
/// a drawing is the same everywhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct NativeFormats;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl NativeFormats {
    /// The unit code of a country's English name in small letters, or of its number in ISO 3166-1.
    pub fn country_code(name: &str) -> Option<[u8; 2]> {
        super::names::code_of_name(name).or_else(|| super::numbers::code_of_number(name))
    }
}

impl Formats for NativeFormats {
    fn form(&self, message: &str, n: u64) -> String {
        let (one, other) = message.split_once('|').unwrap_or((message, message));
        if n == 1 { one } else { other }.to_owned()
    }

    fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    #[cfg(feature = "formats")]
    fn percent(&self, n: f64) -> String {
        let mut out = String::new();
        crate::json::push_fixed(&mut out, n, 1);
        out.push_str(" %");
        out
    }

    #[cfg(feature = "formats")]
    fn decimal(&self, n: f64) -> String {
        if n >= 999.5 {
            // As `Intl` does: 12,345 is 12,300.
            let step = 10_f64.powi(n.log10().floor() as i32 - 2);
            return self.number(((n / step).round() * step) as u64);
        }
        let before = if n < 1e-9 {
            0
        } else {
            n.log10().floor() as i32
        };
        let mut out = String::new();
        crate::json::push_fixed(&mut out, n, (2 - before).max(0).unsigned_abs());
        out
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        let date = civil(day);
        let month = MONTHS[date.month as usize - 1];
        match style {
            DateStyle::Day => format!("{} {month} {}", date.day, date.year),
            DateStyle::Month => format!("{month} {}", date.year),
            DateStyle::MonthShort => month[..3].to_owned(),
            DateStyle::DayShort => format!("{} {}", date.day, &month[..3]),
            DateStyle::Year => date.year.to_string(),
        }
    }

    fn days(&self, first: Day, last: Day, style: DateStyle) -> String {
        let (a, b) = (self.date(first, style), self.date(last, style));
        if a == b { a } else { format!("{a} – {b}") }
    }

    fn country(&self, code: &str) -> String {
        super::names::english_name(code).unwrap_or(code).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day_of;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let written = [0, 999, 1_000, 1_234_567].map(|n| NativeFormats.number(n));
        assert_eq!(written, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_number_with_decimals_has_three_digits_that_tell_something() {
        let numbers = [
            0.0,
            0.000_123_4,
            0.203_28,
            1.0,
            9.996,
            12.345,
            999.4,
            12_345.0,
        ];
        let written = numbers.map(|n| NativeFormats.decimal(n));
        assert_eq!(
            written,
            ["0", "0.000123", "0.203", "1", "10", "12.3", "999", "12,300"]
        );
    }

    #[test]
    fn a_range_within_one_unit_is_written_once() {
        let (a, b) = (day_of(2021, 3, 1), day_of(2021, 3, 31));
        assert_eq!(NativeFormats.days(a, b, DateStyle::Month), "March 2021");
        assert_eq!(
            NativeFormats.days(a, b, DateStyle::Day),
            "1 March 2021 – 31 March 2021"
        );
    }
}
