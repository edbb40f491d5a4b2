//! Words and formats. Numbers, dates and country names come from [`Formats`] (in a page the
//! browser's own `Intl`), the sentences from [`Messages`]: English ones are here, those of every
//! other language in a file of `locales/`, which a page loads when it is read in that language.

#[macro_use]
mod messages;
mod en;
mod names;
mod native;
mod numbers;
#[cfg(feature = "formats")]
mod rtl;

pub use en::EN;
pub use messages::Messages;
pub use native::NativeFormats;
#[cfg(feature = "formats")]
pub use rtl::{has_rtl_start, is_rtl};

use crate::calendar::Day;
use crate::scale::time::Unit;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// 14 March 2021
    Day,
    /// March 2021
    Month,
    /// Mar
    MonthShort,
    /// 14 Mar
    DayShort,
    /// 2021
    Year,
}

/// Writes numbers, dates and names in a reader's language.
pub trait Formats {
    /// A whole number with its separators.
    fn number(&self, n: u64) -> String;
    /// The form of a message that goes with a number: of the forms between its bars, which are in the
    /// order zero, one, two, few, many, other of the plural categories of Unicode's CLDR, as far as
    /// whole numbers have them in the language. Of a message with one form, that one.
    fn form(&self, message: &str, n: u64) -> String;
    /// A date.
    fn date(&self, day: Day, style: DateStyle) -> String;
    /// The days from `first` to `last`, both included, in one expression.
    fn days(&self, first: Day, last: Day, style: DateStyle) -> String;
    /// A number of percent with its sign, and at most one decimal.
    #[cfg(feature = "formats")]
    fn percent(&self, n: f64) -> String;
    /// A number with at most three digits that tell something.
    #[cfg(feature = "formats")]
    fn decimal(&self, n: f64) -> String;
    /// The name of a country by its unit code; the code itself where there is none.
    fn country(&self, code: &str) -> String;
}

/// A language: its sentences and its formats.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    /// Sentences.
    pub messages: &'a Messages,
    /// Numbers, dates and names.
    pub formats: &'a dyn Formats,
}

impl Locale<'_> {
    /// The days from one to another, as exactly as they need it: whole years, months or days.
    pub fn time(&self, first: Day, last: Day) -> String {
        let style = if Unit::Year.divides(first, last) {
            DateStyle::Year
        } else if Unit::Month.divides(first, last) {
            DateStyle::Month
        } else {
            DateStyle::Day
        };
        self.formats.days(first, last, style)
    }

    /// A sentence with a number in it: `{0}` is `n`.
    pub fn count(&self, message: &str, n: u64) -> String {
        fill(&self.formats.form(message, n), &[&self.formats.number(n)])
    }

    /// What something says, and after that those of its parts that have something, each with its number in words.
    pub fn with_parts(
        &self,
        mut words: String,
        labels: &[String],
        parts: &[u64],
        number: impl Fn(u64) -> String,
    ) -> String {
        let mut and = self.messages.and_parts();
        for (label, &n) in labels.iter().zip(parts).filter(|&(_, &n)| n > 0) {
            words = fill(and, &[&words, label, &number(n)]);
            and = self.messages.and_part();
        }
        words
    }

    /// Texts one after the other, set apart as the language does it.
    #[cfg(feature = "formats")]
    pub fn apart(&self, texts: impl IntoIterator<Item = String>) -> String {
        let and = |all: String, next: String| fill(self.messages.aside(), &[&all, &next]);
        texts.into_iter().reduce(and).unwrap_or_default()
    }

    /// A number of people: at least `min`, at most `max`, and `unknown` cases without a number.
    pub fn people(&self, min: u64, max: Option<u64>, unknown: u64, cases: u64) -> String {
        let m = self.messages;
        if unknown >= cases && cases > 0 {
            return m.people_unknown().to_owned();
        }
        let sum = match max {
            Some(max) if max == min => self.count(m.people(), min),
            Some(max) => fill(
                &self.formats.form(m.people_range(), max),
                &[&self.formats.number(min), &self.formats.number(max)],
            ),
            None => self.count(m.people_at_least(), min),
        };
        if unknown == 0 {
            return sum;
        }
        fill(
            &self.formats.form(m.and_unknown(), unknown),
            &[&sum, &self.formats.number(unknown)],
        )
    }
}

/// What was expected and how to mend it, for an issue of a code, in English.
#[cfg(any(test, not(target_arch = "wasm32")))]
pub(crate) fn issue_text(code: &str) -> &'static str {
    // The package ships the same file. Its texts hold no other escape than that of a quote, which
    // `no_text_needs_more_than_it_can_read` sees to.
    const TEXTS: &str = include_str!("issues.en.json");
    let texts = TEXTS
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\": \""));
    let found = texts.into_iter().find(|(known, _)| *known == code);
    found.map_or("", |(_, text)| {
        text.trim_end_matches(',').trim_end_matches('"')
    })
}

/// A template with its `{0}` to `{9}` filled.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template.chars();
    while let Some(sign) = rest.next() {
        if sign != '{' {
            out.push(sign);
            continue;
        }
        let index = rest.next().and_then(|digit| digit.to_digit(10));
        rest.next();
        let value = index.and_then(|i| values.get(i as usize));
        out.push_str(value.copied().unwrap_or_default());
        // Dates of some languages end in an abbreviation: "2021 г."
        #[cfg(feature = "formats")]
        if out.ends_with('.') {
            rest = rest.as_str().strip_prefix('.').map_or(rest, str::chars);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Locale<'_> = Locale {
        messages: &EN,
        formats: &NativeFormats,
    };

    #[test]
    fn one_case_is_not_one_cases() {
        assert_eq!(ENGLISH.count(EN.cases(), 1), "1 case");
        assert_eq!(ENGLISH.count(EN.cases(), 1_200), "1,200 cases");
        assert_eq!(ENGLISH.count(EN.cases(), 0), "0 cases");
    }

    #[test]
    fn a_language_has_as_many_forms_as_it_needs() {
        struct Polish;
        impl Formats for Polish {
            fn form(&self, message: &str, n: u64) -> String {
                let form = match (n, n % 10, n % 100) {
                    (1, ..) => 0,
                    (_, 2..=4, 12..=14) => 2,
                    (_, 2..=4, _) => 1,
                    _ => 2,
                };
                message.split('|').nth(form).unwrap_or_default().to_owned()
            }
            fn number(&self, n: u64) -> String {
                n.to_string()
            }
            fn percent(&self, _: f64) -> String {
                String::new()
            }
            fn decimal(&self, _: f64) -> String {
                String::new()
            }
            fn date(&self, _: Day, _: DateStyle) -> String {
                String::new()
            }
            fn days(&self, _: Day, _: Day, _: DateStyle) -> String {
                String::new()
            }
            fn country(&self, code: &str) -> String {
                code.to_owned()
            }
        }
        let polish = Locale {
            messages: &EN,
            formats: &Polish,
        };
        let cases = |n| polish.count("{0} przypadek|{0} przypadki|{0} przypadków", n);
        assert_eq!(
            [1, 2, 5, 12, 22].map(cases),
            [
                "1 przypadek",
                "2 przypadki",
                "5 przypadków",
                "12 przypadków",
                "22 przypadki"
            ]
        );
    }

    #[test]
    fn a_number_of_people_says_how_surely_it_is_known() {
        assert_eq!(ENGLISH.people(3, Some(3), 0, 2), "3 people");
        assert_eq!(ENGLISH.people(3, Some(5), 0, 2), "3 to 5 people");
        assert_eq!(ENGLISH.people(89, None, 0, 9), "at least 89 people");
        assert_eq!(
            ENGLISH.people(89, None, 4, 90),
            "at least 89 people, and 4 cases with unknown number"
        );
        assert_eq!(ENGLISH.people(0, Some(0), 2, 2), "number of people unknown");
    }

    #[test]
    fn a_template_is_filled_even_where_values_are_missing() {
        assert_eq!(fill("{0} of {1}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("{0} of {1}", &["1"]), "1 of ");
        assert_eq!(fill("{", &[]), "");
    }

    #[test]
    fn a_sentence_has_one_full_stop_where_a_value_ends_in_one() {
        assert_eq!(
            fill("График, {0}. {1}.", &["2021 г.", "5"]),
            "График, 2021 г. 5."
        );
    }
}
