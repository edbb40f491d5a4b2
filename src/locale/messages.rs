//! The sentences of a language.

use std::borrow::Cow;

use super::en::{COUNT, ENGLISH, Key};
use crate::scale::time::Unit;

/// The sentences of a language, one for each method. `{0}`, `{1}` are to be filled with numbers
/// already written, names or other sentences ([`fill`](super::fill)). Of a sentence that goes with
/// a number there is a form for each plural category of the language, with `|` between them
/// ([`Formats::form`](super::Formats::form)).
#[derive(Debug)]
pub struct Messages {
    text: Cow<'static, str>,
    /// Where each sentence ends.
    ends: [u32; COUNT],
}

impl Messages {
    /// The sentences of a text that has one in each line, in the order of [`Messages::NAMES`]; the
    /// English ones if it has not all of them.
    pub fn read(lines: String) -> Self {
        let ends = ends(&lines);
        if ends[COUNT - 1] == 0 {
            return ENGLISH;
        }
        Self {
            text: Cow::Owned(lines),
            ends,
        }
    }

    pub(super) const fn of(lines: &'static str) -> Self {
        Self {
            text: Cow::Borrowed(lines),
            ends: ends(lines),
        }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        let before = at.checked_sub(1).map_or(0, |at| self.ends[at] as usize + 1);
        let range = before..self.ends[at] as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// What is counted in each unit of time: "Cases per month".
    pub fn per(&self, unit: Unit) -> &str {
        self.text(Key::per_day as usize + unit as usize)
    }

    /// What is said of the names and borders of every map that has them, whatever cases it shows.
    pub fn statuses(&self) -> [&str; 3] {
        [
            self.status(),
            self.status_of_kosovo(),
            self.status_of_palestine(),
        ]
    }

    /// A level by its place in [`COARSE`](crate::data::COARSE): "month"; it must be one of the first six.
    pub fn coarse_level(&self, at: usize) -> &str {
        self.text(Key::to_month as usize + at)
    }

    /// A number of units of time: "3 months".
    #[cfg(feature = "formats")]
    pub fn units(&self, unit: Unit) -> &str {
        self.text(Key::n_days as usize + unit as usize)
    }

    /// The sentences with their names, in their order.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        Self::NAMES.iter().copied().zip(self.text.lines())
    }
}

/// Where the lines of a text end.
const fn ends(text: &str) -> [u32; COUNT] {
    let bytes = text.as_bytes();
    let mut ends = [0; COUNT];
    let (mut line, mut at) = (0, 0);
    while at <= bytes.len() && line < COUNT {
        if at == bytes.len() || bytes[at] == b'\n' {
            ends[line] = at as u32;
            line += 1;
        }
        at += 1;
    }
    ends
}

/// Declares the sentences, with the English ones: those of the small build, and those that only the
/// whole one says.
macro_rules! messages {
    (
        $(#[$about_small:meta])*
        small { $($(#[$of_a:meta])* $a:ident: $english_a:literal,)* }
        $(#[$about_whole:meta])*
        whole { $($(#[$of_b:meta])* $b:ident: $english_b:literal,)* }
    ) => {
        /// The place of a sentence among all.
        #[expect(non_camel_case_types, reason = "each is named as its method is")]
        #[derive(Clone, Copy)]
        pub(super) enum Key {
            $($a,)*
            $(#[cfg(feature = "formats")] $b,)*
            End,
        }

        pub(super) const COUNT: usize = Key::End as usize;

        #[cfg(not(feature = "formats"))]
        const TEXT: &str = concat!($($english_a, "\n",)*);
        #[cfg(feature = "formats")]
        const TEXT: &str = concat!($($english_a, "\n",)* $($english_b, "\n",)*);

        pub(super) const ENGLISH: super::Messages = super::Messages::of(TEXT);

        /// English.
        pub static EN: super::Messages = ENGLISH;

        #[expect(missing_docs, reason = "each sentence says itself what it is for")]
        impl super::Messages {
            /// The sentences' names, in their order: those of the small build first, of which there
            /// are [`SMALL`](Self::SMALL).
                    pub const NAMES: &[&str] = &[
                $(stringify!($a),)*
                $(#[cfg(feature = "formats")] stringify!($b),)*
            ];

            /// How many sentences the small build has.
                    pub const SMALL: usize = [$(stringify!($a)),*].len();

            $($(#[$of_a])* pub fn $a(&self) -> &str { self.text(Key::$a as usize) })*
            $(
                #[cfg(feature = "formats")]
                $(#[$of_b])*
                pub fn $b(&self) -> &str { self.text(Key::$b as usize) }
            )*
        }
    };
}

#[cfg(test)]
mod tests {
    use super::super::EN;
    use super::*;

    #[test]
    fn sentences_are_read_a_line_each_and_the_last_line_needs_no_end() {
        let lines: Vec<String> = (0..COUNT).map(|at| format!("Satz {at}")).collect();
        for text in [lines.join("\n"), lines.join("\n") + "\n"] {
            let german = Messages::read(text);
            assert_eq!(german.cases(), "Satz 0");
            assert_eq!(german.people(), "Satz 1");
            assert_eq!(german.text(COUNT - 1), format!("Satz {}", COUNT - 1));
        }
    }

    #[test]
    fn a_language_that_does_not_say_all_is_english() {
        for text in ["", "{0} Fall|{0} Fälle\n{0} Person|{0} Personen"] {
            let read = Messages::read(text.to_owned());
            assert_eq!(read.cases(), EN.cases());
            assert_eq!(read.period(), EN.period());
        }
    }

    #[test]
    fn units_of_time_stand_in_their_order() {
        assert_eq!(EN.per(Unit::Day), EN.per_day());
        assert_eq!(EN.per(Unit::Year), EN.per_year());
        assert_eq!(EN.units(Unit::Day), EN.n_days());
        assert_eq!(EN.units(Unit::Year), EN.n_years());
    }

    #[test]
    fn every_sentence_has_a_name_of_its_own_and_none_holds_a_line_break() {
        assert_eq!(Messages::NAMES.len(), COUNT);
        assert_eq!(EN.text.lines().count(), COUNT);
        assert_eq!(Messages::NAMES[Messages::SMALL - 1], "period");
    }
}
