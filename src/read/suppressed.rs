//! Numbers that are withheld to protect people, as files write them.

use super::draft::{Draft, Found, found, whole};
use super::scan::{Cursor, Scanned, number};
use crate::data::{Bounds, OPEN, Suppressed, UNKNOWN};
use crate::issue::IssueKind;

/// As published tables write it, in small letters: `:c` is Eurostat's flag for confidential, `[c]` that of the
/// United Kingdom's government statisticians.
const WRITTEN: [&[u8]; 7] = [
    b"c",
    b":c",
    b": c",
    b"[c]",
    b"suppressed",
    b"withheld",
    b"confidential",
];
/// Numbers below this one are withheld where a table writes `<5`: offices set it from 3 to 20. What is below a
/// larger number is a guess, and nobody is protected.
const MOST: u32 = 20;

/// What a text tells of a number that it withholds; none if it is no such text. Of `<5`, that it is at most 4.
pub(super) fn withheld(text: &[u8]) -> Option<Bounds> {
    let text = text.trim_ascii().to_ascii_lowercase();
    if WRITTEN.contains(&&*text) {
        return Some(Bounds::default());
    }
    let digits = text.strip_prefix(b"<")?.trim_ascii_start();
    let under = number(digits).filter(|_| digits.iter().all(u8::is_ascii_digit))?;
    let under = whole(under).filter(|under| (2..=MOST).contains(under))?;
    Some(Bounds {
        min: None,
        max: Some(under - 1),
    })
}

impl<'a> Draft<'a> {
    /// Withholds the number of people, of which these bounds are public; what is wrong with them. A file that
    /// gives the number itself is told so, and the number is not used.
    pub(super) fn withhold_people(
        &mut self,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Option<IssueKind> {
        let (bounds, wrong) = bounds(min, max);
        self.suppressed.people = Some(bounds);
        self.rare = true;
        wrong
    }

    /// Withholds the number of cases that a text stands for; false if it does not say so.
    pub(super) fn withhold_cases(&mut self, text: &[u8]) -> bool {
        let bounds = withheld(text);
        self.suppressed.cases = bounds.or(self.suppressed.cases);
        bounds.is_some()
    }

    /// `{suppressed: true}` for a number of cases, with `min` and `max` where they are public.
    pub(super) fn cases_withheld(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        let start = cursor.at;
        let (mut suppressed, mut min, mut max) = (false, None, None);
        cursor.members(|cursor, name| {
            match (name.bytes, found(cursor)?) {
                (b"suppressed", Found::Bool(yes)) => suppressed = yes,
                (b"min", Found::Number(n)) => min = Some(n),
                (b"max", Found::Number(n)) => max = Some(n),
                _ => {}
            }
            Ok(())
        })?;
        let wrong = if suppressed {
            let (bounds, wrong) = bounds(min, max);
            self.suppressed.cases = Some(bounds);
            wrong
        } else {
            Some(IssueKind::BadWeight)
        };
        match wrong {
            Some(kind) => self.wrong(kind, field, cursor.since(start)),
            None => Ok(()),
        }
    }

    /// Takes withheld numbers out of all that is counted. Where the number of cases is withheld, that of people
    /// is too, unless it is given.
    pub(super) fn settle_suppressed(&mut self) {
        let Suppressed { people, cases } = self.suppressed;
        if cases.is_some() {
            self.weight = 0;
            if people.is_none() && self.people_min == UNKNOWN {
                self.suppressed.people = Some(Bounds::default());
            }
        }
        if self.suppressed.people.is_some() {
            (self.people_min, self.people_more) = (UNKNOWN, 0);
            (self.people_best, self.without) = (OPEN, 0);
        }
    }
}

/// The bounds as far as they are whole numbers in order, and what is wrong with them.
fn bounds(min: Option<f64>, max: Option<f64>) -> (Bounds, Option<IssueKind>) {
    let read = [min, max].map(|n| n.map(whole));
    let [min, max] = read.map(Option::flatten);
    let none = Bounds::default();
    if read.contains(&Some(None)) {
        (none, Some(IssueKind::BadCount))
    } else if min.zip(max).is_some_and(|(min, max)| min > max) {
        (none, Some(IssueKind::MinOverMax))
    } else if min.is_some() && min == max {
        (none, Some(IssueKind::ToldThough))
    } else {
        (Bounds { min, max }, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tables_write_for_a_withheld_number_is_known_and_nothing_else() {
        let none = Some(Bounds::default());
        let under = |n| {
            Some(Bounds {
                min: None,
                max: Some(n),
            })
        };
        for (text, expected) in [
            ("c", none),
            (":c", none),
            (": C ", none),
            ("[c]", none),
            ("Suppressed", none),
            ("<5", under(4)),
            ("< 10", under(9)),
            ("<20", under(19)),
            // Too large to be withheld, or nothing is below it.
            ("<21", None),
            ("<1", None),
            ("<0", None),
            ("<", None),
            ("<-5", None),
            ("<5.5", None),
            // What other tables mean otherwise.
            ("*", None),
            ("x", None),
            ("..", None),
            (":", None),
            ("", None),
            ("5", None),
            ("dozens", None),
        ] {
            assert_eq!(withheld(text.as_bytes()), expected, "{text}");
        }
    }
}
