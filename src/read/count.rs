//! Numbers of people as they are written: digits, "at least 5", "1,022", "dozens".

use super::bytes::split_once;
use super::scan::number;

/// A number of people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// Between two numbers; without the second there is no known end.
    Between(f64, Option<f64>),
    /// The same, written with separators between the thousands.
    Grouped(f64),
    /// Words that give no number ("dozens" is 12 to one publisher and 24 to another).
    Words,
    /// What can be no number of people.
    Wrong,
}

/// Words before a number that make it the least.
const AT_LEAST: [&[u8]; 10] = [
    b"at least",
    b"minimum",
    b"mindestens",
    b"min.",
    b"min",
    b"almeno",
    b"au moins",
    b"al menos",
    b">=",
    "≥".as_bytes(),
];
/// Words before a number that is less than the least.
const OVER: [&[u8]; 3] = [b"more than", b"over", b">"];
/// What stands between two numbers.
const BETWEEN: [&[u8]; 3] = [b"-", "–".as_bytes(), b" to "];

/// Reads a number of people from a text.
pub(super) fn count(text: &[u8]) -> Count {
    let text = text.trim_ascii();
    // Before plain numbers: no number of people has decimals, so 1.022 is a thousand.
    if let Some(n) = grouped(text) {
        return Count::Grouped(n);
    }
    if let Some(n) = number(text) {
        return exact(n);
    }
    let lower = text.to_ascii_lowercase();
    let behind = |words: &[&[u8]]| {
        let rest = words.iter().find_map(|word| lower.strip_prefix(*word));
        rest.and_then(digits)
    };
    if let Some(n) = behind(&AT_LEAST).or_else(|| digits(lower.strip_suffix(b"+")?)) {
        return Count::Between(n, None);
    }
    if let Some(n) = behind(&OVER) {
        return Count::Between(n + 1.0, None);
    }
    for between in BETWEEN {
        if let Some((a, b)) = split_once(&lower, between)
            && let (Some(a), Some(b)) = (digits(a), digits(b))
            && a <= b
        {
            return Count::Between(a, Some(b));
        }
    }
    if text.iter().any(u8::is_ascii_digit) {
        Count::Wrong
    } else {
        Count::Words
    }
}

fn exact(n: f64) -> Count {
    if n >= 0.0 && n.fract() == 0.0 {
        Count::Between(n, Some(n))
    } else {
        Count::Wrong
    }
}

fn digits(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    if text.iter().all(u8::is_ascii_digit) {
        number(text)
    } else {
        grouped(text)
    }
}

/// A whole number whose thousands are set apart by commas, points, apostrophes or spaces.
fn grouped(text: &[u8]) -> Option<f64> {
    let mut groups = text.split(|b| b",.' ".contains(b));
    let first = groups
        .next()
        .filter(|group| (1..=3).contains(&group.len()))?;
    let mut all = first.to_vec();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        all.extend_from_slice(group);
    }
    let plain = all.len() > first.len() && all.iter().all(u8::is_ascii_digit);
    plain.then(|| number(&all)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_stays_at_least_and_a_range_a_range() {
        for (text, expected) in [
            ("5", Count::Between(5.0, Some(5.0))),
            ("at least 5", Count::Between(5.0, None)),
            ("Mindestens 12", Count::Between(12.0, None)),
            ("≥3", Count::Between(3.0, None)),
            ("20+", Count::Between(20.0, None)),
            ("more than 5", Count::Between(6.0, None)),
            ("5-10", Count::Between(5.0, Some(10.0))),
            ("5 to 10", Count::Between(5.0, Some(10.0))),
            ("5 – 10", Count::Between(5.0, Some(10.0))),
            ("at least 1,200", Count::Between(1_200.0, None)),
        ] {
            assert_eq!(count(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn separated_thousands_are_one_number() {
        for text in ["1,022", "1.022", "1 022", "1'022"] {
            assert_eq!(count(text.as_bytes()), Count::Grouped(1_022.0), "{text}");
        }
        assert_eq!(count(b"12,5"), Count::Wrong);
    }

    #[test]
    fn words_stay_words_and_nothing_is_below_zero() {
        for text in ["dozens", "hundreds", "several"] {
            assert_eq!(count(text.as_bytes()), Count::Words, "{text}");
        }
        for text in ["-1", "-13", "2.5", "3 of 4", "10-5"] {
            assert_eq!(count(text.as_bytes()), Count::Wrong, "{text}");
        }
    }
}
