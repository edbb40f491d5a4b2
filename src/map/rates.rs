//! Rates: the numbers of countries divided by how many there are to be counted.

use crate::locale::{Locale, fill};
use crate::scale::classes::PARTS;

/// Rates of countries.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// By unit code, for the units that have one.
    pub of: Vec<([u8; 2], Rated)>,
    /// What they are divided by.
    pub per: Per,
}

/// The rate of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// In [`PARTS`] of one.
    pub parts: u64,
    /// What it is divided by.
    pub base: u64,
    /// Whether the base is so small that one case more or less moves the rate by ten or more.
    pub tiny: bool,
}

/// What rates are divided by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Per {
    /// So many of something.
    Base {
        /// How many: 1,000,000.
        number: u64,
        /// Of what: inhabitants; empty where the file doesn't say.
        name: String,
    },
    /// The cases that say something of a facet, in percent.
    Share {
        /// The facet's label.
        facet: String,
        /// The value's label.
        value: String,
    },
}

impl Rated {
    /// `number` of `base`, times `per`: of inhabitants 1,000,000, in percent 100. None without a base.
    pub fn new(number: u64, base: f64, per: u64) -> Option<Self> {
        let rate = number as f64 * per as f64 / base;
        (base > 0.0 && rate.is_finite()).then(|| Self {
            parts: (rate * PARTS as f64).round() as u64,
            base: base as u64,
            tiny: base * 10.0 <= per as f64,
        })
    }
}

impl Rates {
    /// A unit's rate, if it has one.
    pub fn get(&self, code: [u8; 2]) -> Option<Rated> {
        let found = self.of.iter().find(|(known, _)| *known == code);
        found.map(|&(_, rate)| rate)
    }

    /// A rate as a number: `2.35`, or `25%`.
    pub fn number(&self, parts: u64, locale: &Locale<'_>) -> String {
        let n = parts as f64 / PARTS as f64;
        match self.per {
            // Where a class begins is an editor's own number.
            Per::Base { .. } if parts.is_multiple_of(PARTS) => locale.formats.number(parts / PARTS),
            Per::Base { .. } => locale.formats.decimal(n),
            Per::Share { .. } => locale.formats.percent(n),
        }
    }

    /// A rate in words: `2.35 per 1,000,000 inhabitants`, or `25% of 12 (Outcome: acquitted)`.
    pub fn words(&self, rate: Rated, locale: &Locale<'_>) -> String {
        let messages = locale.messages;
        let number = self.number(rate.parts, locale);
        let base = locale.formats.number(rate.base);
        let words = match &self.per {
            Per::Base { number: per, name } => {
                let name = or(name, messages.inhabitants());
                let per = locale.formats.number(*per);
                fill(messages.rate(), &[&number, &per, name])
            }
            Per::Share { facet, value } => fill(messages.share(), &[&number, &base, facet, value]),
        };
        self.marked(rate, words, locale)
    }

    /// A rate in a table, whose column says what it is.
    pub fn cell(&self, rate: Rated, locale: &Locale<'_>) -> String {
        self.marked(rate, self.number(rate.parts, locale), locale)
    }

    fn marked(&self, rate: Rated, words: String, locale: &Locale<'_>) -> String {
        if rate.tiny {
            fill(locale.messages.of_few(), &[&words])
        } else {
            words
        }
    }

    /// What they are, of what is measured: `Cases per 1,000,000 inhabitants`.
    pub fn title(&self, measured: &str, locale: &Locale<'_>) -> String {
        let messages = locale.messages;
        match &self.per {
            Per::Base { number, name } => {
                let number = locale.formats.number(*number);
                let name = or(name, messages.inhabitants());
                fill(messages.rate_title(), &[measured, &number, name])
            }
            Per::Share { facet, value } => fill(messages.share_title(), &[measured, facet, value]),
        }
    }

    /// Whether any is of a tiny base.
    pub fn has_tiny(&self) -> bool {
        self.of.iter().any(|(_, rate)| rate.tiny)
    }
}

fn or<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.is_empty() { other } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{EN, NativeFormats};

    const ENGLISH: Locale<'_> = Locale {
        messages: &EN,
        formats: &NativeFormats,
    };

    #[test]
    fn a_rate_of_a_small_country_says_that_one_case_moves_it() {
        let rates = Rates {
            of: Vec::new(),
            per: Per::Base {
                number: 1_000_000,
                name: String::new(),
            },
        };
        let words =
            |number, base| rates.words(Rated::new(number, base, 1_000_000).unwrap(), &ENGLISH);
        assert_eq!(words(12, 59_030_133.0), "0.203 per 1,000,000 inhabitants");
        assert_eq!(
            words(1, 33_698.0),
            "29.7 per 1,000,000 inhabitants (of few: one more or less changes it much)"
        );
        assert_eq!(Rated::new(1, 0.0, 100), None);
    }

    #[test]
    fn a_whole_number_is_written_whole() {
        let rates = Rates {
            of: Vec::new(),
            per: Per::Base {
                number: 1_000,
                name: String::new(),
            },
        };
        let written = [1_234 * PARTS, 1_234 * PARTS + 1, 2_500_000]
            .map(|parts| rates.number(parts, &ENGLISH));
        assert_eq!(written, ["1,234", "1,230", "2.5"]);
    }

    #[test]
    fn a_share_says_of_how_many() {
        let rates = Rates {
            of: Vec::new(),
            per: Per::Share {
                facet: "Outcome".to_owned(),
                value: "acquitted".to_owned(),
            },
        };
        let rate = Rated::new(3, 12.0, 100).unwrap();
        assert_eq!(
            rates.words(rate, &ENGLISH),
            "25 % of 12 (Outcome: acquitted)"
        );
        assert!(!rate.tiny && Rated::new(3, 10.0, 100).unwrap().tiny);
    }
}
