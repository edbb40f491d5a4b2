//! Numbers that are withheld to protect people: sums are of the others, and say so.

use super::{Measure, Tally};
use crate::data::{Bounds, Cases};
use crate::locale::{Locale, fill};

/// Numbers that are withheld. They are in no sum, and no difference of sums tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// How many numbers are.
    pub numbers: u64,
    /// They are at least this much together, as far as bounds are public.
    pub min: u64,
    /// They are at most this much together; none if of one no upper bound is public.
    pub max: Option<u64>,
}

impl Withheld {
    /// Nothing is withheld.
    pub const NONE: Self = Self {
        numbers: 0,
        min: 0,
        max: Some(0),
    };

    /// What stands beside or in place of a sum of the other numbers, if there are any: "12 people, and 1 number
    /// withheld to protect people".
    pub fn beside(&self, known: Option<String>, locale: &Locale<'_>) -> String {
        match known {
            None => self.instead(locale.messages.withheld(), locale),
            Some(words) if self.numbers == 0 => words,
            Some(words) => {
                let numbers = locale.formats.number(self.numbers);
                let sentence = locale
                    .formats
                    .form(locale.messages.and_withheld(), self.numbers);
                self.instead(&fill(&sentence, &[&words, &numbers]), locale)
            }
        }
    }

    /// Adds other numbers that are withheld.
    pub(crate) fn join(&mut self, other: &Self) {
        self.numbers += other.numbers;
        self.min += other.min;
        self.max = self.max.zip(other.max).map(|(a, b)| a + b);
    }

    /// Adds a number of which this is public.
    pub(super) fn add(&mut self, bounds: Bounds) {
        self.numbers += 1;
        self.min += u64::from(bounds.min.unwrap_or(0));
        self.max = self
            .max
            .zip(bounds.max)
            .map(|(sum, max)| sum + u64::from(max));
    }

    /// What is public of them: "1 to 4".
    fn bounds(&self, locale: &Locale<'_>) -> Option<String> {
        let messages = locale.messages;
        let number = |n| locale.formats.number(n);
        match (self.min, self.max) {
            (0, None) => None,
            (min, None) => Some(fill(messages.at_least(), &[&number(min)])),
            (0, Some(max)) => Some(fill(messages.at_most(), &[&number(max)])),
            (min, Some(max)) => Some(fill(messages.from_to(), &[&number(min), &number(max)])),
        }
    }

    /// What stands in place of a number, and what is public of it.
    fn instead(&self, words: &str, locale: &Locale<'_>) -> String {
        match self.bounds(locale) {
            Some(bounds) => fill(locale.messages.withheld_bounds(), &[words, &bounds]),
            None => words.to_owned(),
        }
    }
}

/// What a record withholds of a measure, if anything.
pub(super) fn withheld_in(cases: &Cases, row: usize, measure: Measure) -> Option<Bounds> {
    let suppressed = cases.suppressed_in(row)?;
    match measure {
        Measure::Cases => suppressed.cases,
        Measure::People => suppressed.people,
    }
}

impl Default for Withheld {
    fn default() -> Self {
        Self::NONE
    }
}

impl Tally {
    /// Notes what a record withholds.
    pub(super) fn withhold(&mut self, cases: &Cases, row: usize) {
        let Some(suppressed) = cases.suppressed_in(row) else {
            return;
        };
        if let Some(bounds) = suppressed.people {
            self.withheld_people.add(bounds);
            let weight = u64::from(cases.weight.get(row));
            self.withheld_of += weight;
            self.unknown -= weight;
        }
        if let Some(bounds) = suppressed.cases {
            self.withheld_cases.add(bounds);
        }
    }

    /// The numbers of a measure that are withheld.
    pub fn withheld(&self, measure: Measure) -> Withheld {
        match measure {
            Measure::Cases => self.withheld_cases,
            Measure::People => self.withheld_people,
        }
    }

    /// Whether numbers of a measure are withheld, and no other is more than 0.
    pub fn is_withheld(&self, measure: Measure) -> bool {
        self.value(measure) == 0 && self.withheld(measure).numbers > 0
    }

    /// Whether the number of a measure is no less and no more than [`value`](Self::value).
    pub fn is_exact(&self, measure: Measure) -> bool {
        let is_known = match measure {
            Measure::Cases => true,
            Measure::People => self.unknown == 0 && self.people_max == Some(self.people_min),
        };
        is_known && self.withheld(measure).numbers == 0
    }

    /// Whether anything is withheld.
    pub fn withholds(&self) -> bool {
        self.withheld_cases.numbers + self.withheld_people.numbers > 0
    }

    /// Whether any number of people is known.
    fn knows_people(&self) -> bool {
        self.people_min > 0 || self.unknown + self.withheld_of < self.cases
    }

    /// How many people are known, and that others are withheld.
    pub(super) fn people_withheld(&self, locale: &Locale<'_>) -> String {
        let told = self.knows_people() || self.unknown > 0;
        let known = told.then(|| self.known_people(locale));
        self.withheld_people.beside(known, locale)
    }

    fn known_people(&self, locale: &Locale<'_>) -> String {
        let cases = self.cases - self.withheld_of;
        locale.people(self.people_min, self.people_max, self.unknown, cases)
    }

    /// The number of cases alone, as a table has it.
    pub fn cases_cell(&self, locale: &Locale<'_>) -> String {
        let none = self.cases == 0 && self.withheld_cases.numbers > 0;
        let number = (!none).then(|| locale.formats.number(self.cases));
        self.withheld_cases.beside(number, locale)
    }

    pub(super) fn words_withheld(&self, locale: &Locale<'_>, people: bool) -> String {
        let messages = locale.messages;
        let mut parts = Vec::new();
        if self.cases > 0 {
            parts.push(locale.count(messages.cases(), self.cases));
        }
        if people && self.knows_people() {
            parts.push(self.known_people(locale));
        } else if people && self.unknown == 0 && self.withheld_cases.numbers == 0 {
            let withheld = self.withheld_people;
            parts.push(withheld.instead(messages.withheld_people(), locale));
            return parts.join(", ");
        }
        let withheld = match people {
            true if self.withheld_people.numbers > self.withheld_cases.numbers => {
                &self.withheld_people
            }
            _ => &self.withheld_cases,
        };
        let known = (!parts.is_empty()).then(|| parts.join(", "));
        withheld.beside(known, locale)
    }
}
