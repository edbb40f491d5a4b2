//! A sum in words.

use super::{Measure, Tally};
use crate::locale::Locale;

impl Tally {
    /// How many cases, and people if numbers of them can be added and any is known: "3 cases, 12 people".
    pub fn words(&self, locale: &Locale<'_>, people: bool) -> String {
        #[cfg(feature = "formats")]
        if self.withholds() {
            return self.words_withheld(locale, people);
        }
        let mut words = locale.count(locale.messages.cases(), self.cases);
        if people && self.unknown < self.cases {
            words.push_str(", ");
            words.push_str(&self.people_words(locale));
        }
        words
    }

    /// What a measure counts: "3 cases", or "at least 89 people".
    pub fn measured(&self, measure: Measure, locale: &Locale<'_>) -> String {
        match measure {
            Measure::Cases => self.words(locale, false),
            Measure::People => self.people_words(locale),
        }
    }

    /// How many people: "at least 89 people, and 4 cases with unknown number".
    pub fn people_words(&self, locale: &Locale<'_>) -> String {
        #[cfg(feature = "formats")]
        if self.withheld_people.numbers > 0 {
            return self.people_withheld(locale);
        }
        locale.people(self.people_min, self.people_max, self.unknown, self.cases)
    }
}
