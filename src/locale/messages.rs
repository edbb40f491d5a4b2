//! The sentences of a language.

use std::borrow::Cow;

use super::en::{COUNT, EN, Key};

/// The sentences of a language, one for each method. `{0}`, `{1}` are to be filled with numbers
/// already written, names or other sentences ([`fill`](super::fill)). Of a sentence that goes with
/// a number there is a form for each plural category of the language, with `|` between them
/// ([`Locale::form`](super::Locale::form)).
#[derive(Debug, Clone)]
pub struct Messages {
    text: Cow<'static, str>,
    /// Where each sentence ends; 0 where there is none.
    ends: [u32; COUNT],
}

impl Messages {
    /// The sentences of a text that has one in each line, in the order of [`Messages::NAMES`]. Of
    /// those that are not there the English ones stand.
    pub fn read(lines: String) -> Self {
        let ends = ends(&lines);
        Self {
            text: Cow::Owned(lines),
            ends,
        }
    }

    pub(super) const fn constant(lines: &'static str) -> Self {
        Self {
            text: Cow::Borrowed(lines),
            ends: ends(lines),
        }
    }

    pub(super) fn text(&self, key: Key) -> &str {
        let at = key as usize;
        let before = at.checked_sub(1).map(|at| self.ends[at] as usize + 1);
        let range = before.unwrap_or(0)..self.ends[at] as usize;
        let own = self.text.get(range).filter(|text| !text.is_empty());
        own.unwrap_or_else(|| EN.text(key))
    }

    /// The sentences with their names, in their order.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        Self::NAMES.iter().copied().zip(self.text.lines())
    }
}

/// Where the lines of a text end.
const fn ends(text: &str) -> [u32; COUNT] {
    let bytes = text.as_bytes();
    let mut ends = [0; COUNT];
    let (mut line, mut at) = (0, 0);
    while at < bytes.len() && line < COUNT {
        if bytes[at] == b'\n' {
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
            END,
        }

        pub(super) const COUNT: usize = Key::END as usize;

        /// English.
        #[cfg(not(feature = "formats"))]
        pub static EN: super::Messages = super::Messages::constant(concat!($($english_a, "\n",)*));
        /// English.
        #[cfg(feature = "formats")]
        pub static EN: super::Messages =
            super::Messages::constant(concat!($($english_a, "\n",)* $($english_b, "\n",)*));

        #[expect(missing_docs, reason = "each sentence says itself what it is for")]
        impl super::Messages {
            /// The sentences' names, in their order: those of the small build first, of which there
            /// are [`Messages::SMALL`].
            #[cfg(not(target_arch = "wasm32"))]
            pub const NAMES: &[&str] = &[
                $(stringify!($a),)*
                $(#[cfg(feature = "formats")] stringify!($b),)*
            ];

            /// How many sentences the small build has.
            #[cfg(not(target_arch = "wasm32"))]
            pub const SMALL: usize = [$(stringify!($a)),*].len();

            $($(#[$of_a])* pub fn $a(&self) -> &str { self.text(Key::$a) })*
            $(
                #[cfg(feature = "formats")]
                $(#[$of_b])*
                pub fn $b(&self) -> &str { self.text(Key::$b) }
            )*
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_read_a_line_each_and_those_that_lack_are_english() {
        let german = Messages::read("{0} Fall|{0} Fälle\n{0} Person|{0} Personen\n".to_owned());
        assert_eq!(german.cases(), "{0} Fall|{0} Fälle");
        assert_eq!(german.people(), "{0} Person|{0} Personen");
        assert_eq!(german.people_at_least(), EN.people_at_least());
        assert_eq!(german.period(), EN.period());
    }

    #[test]
    fn a_text_that_breaks_off_in_a_sentence_has_those_before() {
        let cut = Messages::read("{0} Fall|{0} Fälle\n{0} Per".to_owned());
        assert_eq!(cut.cases(), "{0} Fall|{0} Fälle");
        assert_eq!(cut.people(), EN.people());
        assert_eq!(Messages::read(String::new()).cases(), EN.cases());
    }

    #[test]
    fn every_sentence_has_a_name_of_its_own_and_none_holds_a_line_break() {
        assert_eq!(Messages::NAMES.len(), COUNT);
        assert_eq!(EN.text.lines().count(), COUNT);
        assert_eq!(Messages::NAMES[Messages::SMALL - 1], "period");
    }
}
