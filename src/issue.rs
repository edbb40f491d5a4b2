//! Problems with single cases: they are counted, shown and drawn around.

use crate::json::{Writer, push_int};

/// What is wrong with a field of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueKind {
    /// The file ends in the middle.
    Truncated,
    /// The record can't be read as JSON.
    Malformed,
    /// The record is longer than any case.
    TooLong,
    /// The field holds another type than it can (text for a number).
    WrongType,
    /// The text has none of the forms of a date.
    BadDate,
    /// The date names a day that no calendar has.
    ImpossibleDate,
    /// The country is no code caseplot knows.
    UnknownCountry,
    /// Latitude or longitude lies out of range, or one of them is missing.
    OutOfRange,
    /// Latitude and longitude are swapped.
    Swapped,
    /// A negative or fractional number of people.
    BadCount,
    /// The least number of people is more than the most.
    MinOverMax,
    /// The case has neither date nor country.
    Nothing,
    /// A facet has more values than are kept.
    TooManyValues,
    /// Bytes that are not UTF-8 were replaced.
    NotUtf8,
    /// The date is of EDTF's level 2.
    DateLevel2,
    /// The date is written as the draft of EDTF of 2012 had it.
    OldDate,
    /// The number of cases that the record stands for is none.
    BadWeight,
    /// A part of a number of people is below 0.
    #[cfg(feature = "formats")]
    Negative,
    /// A number that is said to be withheld is given.
    #[cfg(feature = "formats")]
    ToldThough,
    /// The percentage is none.
    #[cfg(feature = "formats")]
    BadPercent,
    /// What a country is counted per is no number over 0.
    #[cfg(feature = "formats")]
    BadBase,
    /// Cases of one country say different numbers for what it is counted per.
    #[cfg(feature = "formats")]
    BaseDiffers,
    /// Countries with cases have nothing that they are counted per, while others have.
    #[cfg(feature = "formats")]
    NoBase,
    /// Classes or colours of the file's scale are none.
    #[cfg(feature = "formats")]
    BadScale,
    /// What is to be marked on time charts can't be.
    #[cfg(feature = "formats")]
    BadAnnotation,
    /// What is to be marked lies outside the time of the cases.
    #[cfg(feature = "formats")]
    AnnotationOutside,
    /// The radius is no length.
    BadRadius,
    /// The thousands are set apart.
    Separators,
    /// The number of people is told in words only.
    CountInWords,
    /// What fields mean was guessed from their names.
    #[cfg(feature = "formats")]
    Guessed,
    /// Dates by stage are no object.
    #[cfg(feature = "formats")]
    BadDates,
    /// A stage ends before one begins that comes earlier.
    #[cfg(feature = "formats")]
    StageOrder,
    /// The header names the stages, and not this one.
    #[cfg(feature = "formats")]
    UnknownStage,
    /// There are more stages than are kept.
    #[cfg(feature = "formats")]
    TooManyStages,
    /// A field that was named is not in the file.
    #[cfg(feature = "formats")]
    UnknownField,
    /// `fields` says something that it can't.
    #[cfg(feature = "formats")]
    BadFields,
    /// Very many cases have the same day.
    #[cfg(feature = "formats")]
    OneDay,
    /// Very many cases have the same point.
    #[cfg(feature = "formats")]
    OnePlace,
    /// Many points lie on whole degrees.
    #[cfg(feature = "formats")]
    WholeDegrees,
    /// Ids come twice, with different contents.
    #[cfg(feature = "formats")]
    RepeatedId,
    /// Characters as HTML writes them.
    #[cfg(feature = "formats")]
    Entities,
    /// Control characters that mean nothing in a text.
    #[cfg(feature = "formats")]
    ControlCharacters,
}

/// One place where a problem was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Number of the case in the file, from 1; 0 where no case is meant.
    pub case: u32,
    /// Byte offset, from 0, of the case in the input (in its UTF-8 form).
    pub byte: u64,
    /// What was found: at most 80 characters, without control or direction characters.
    pub found: String,
}

/// All cases with the same problem in the same field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// The field's name as the file writes it; empty when the whole case is meant.
    pub field: String,
    /// How many cases have it.
    pub count: u32,
    /// The first few of them.
    pub examples: Vec<Example>,
}

/// Everything that could not be read as it stands, in order of appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issues {
    kept: Vec<Issue>,
    /// Whether there is one, in a build that doesn't tell which.
    any: bool,
}

/// As many places of one problem are kept; the others are counted.
const EXAMPLES: usize = 5;
/// As many different problems are kept: a file of noise must not fill the memory.
const KINDS: usize = 200;

impl IssueKind {
    /// A short name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::TooLong => "too-long",
            Self::WrongType => "wrong-type",
            Self::BadDate => "bad-date",
            Self::ImpossibleDate => "impossible-date",
            Self::UnknownCountry => "unknown-country",
            Self::OutOfRange => "out-of-range",
            Self::Swapped => "swapped",
            Self::BadCount => "bad-count",
            Self::MinOverMax => "min-over-max",
            Self::Nothing => "nothing",
            Self::TooManyValues => "too-many-values",
            Self::NotUtf8 => "not-utf8",
            Self::DateLevel2 => "date-level-2",
            Self::OldDate => "old-date",
            Self::BadWeight => "bad-weight",
            #[cfg(feature = "formats")]
            Self::Negative => "negative",
            #[cfg(feature = "formats")]
            Self::ToldThough => "told-though",
            #[cfg(feature = "formats")]
            Self::BadPercent => "bad-percent",
            #[cfg(feature = "formats")]
            Self::BadBase => "bad-base",
            #[cfg(feature = "formats")]
            Self::BaseDiffers => "base-differs",
            #[cfg(feature = "formats")]
            Self::NoBase => "no-base",
            #[cfg(feature = "formats")]
            Self::BadScale => "bad-scale",
            #[cfg(feature = "formats")]
            Self::BadAnnotation => "bad-annotation",
            #[cfg(feature = "formats")]
            Self::AnnotationOutside => "annotation-outside",
            Self::BadRadius => "bad-radius",
            Self::Separators => "separators",
            Self::CountInWords => "count-in-words",
            #[cfg(feature = "formats")]
            Self::Guessed => "guessed",
            #[cfg(feature = "formats")]
            Self::BadDates => "bad-dates",
            #[cfg(feature = "formats")]
            Self::StageOrder => "stage-order",
            #[cfg(feature = "formats")]
            Self::UnknownStage => "unknown-stage",
            #[cfg(feature = "formats")]
            Self::TooManyStages => "too-many-stages",
            #[cfg(feature = "formats")]
            Self::UnknownField => "unknown-field",
            #[cfg(feature = "formats")]
            Self::BadFields => "bad-fields",
            #[cfg(feature = "formats")]
            Self::OneDay => "one-day",
            #[cfg(feature = "formats")]
            Self::OnePlace => "one-place",
            #[cfg(feature = "formats")]
            Self::WholeDegrees => "whole-degrees",
            #[cfg(feature = "formats")]
            Self::RepeatedId => "repeated-id",
            #[cfg(feature = "formats")]
            Self::Entities => "entities",
            #[cfg(feature = "formats")]
            Self::ControlCharacters => "control-characters",
        }
    }

    /// Whether such a case is left out of the figure altogether.
    pub fn leaves_out(self) -> bool {
        matches!(
            self,
            Self::Truncated | Self::Malformed | Self::TooLong | Self::Nothing
        )
    }
}

impl Issue {
    /// A sentence for the editor, in English: where, what was found, what was expected and how to mend
    /// it. In a page, the texts come from the package.
    #[cfg(any(test, not(target_arch = "wasm32")))]
    pub fn message(&self) -> String {
        self.message_with(crate::locale::issue_text(self.kind.code()))
    }

    /// The sentence, with what was expected and how to mend it in any language.
    pub fn message_with(&self, remedy: &str) -> String {
        let mut out = String::new();
        if !self.field.is_empty() {
            out.push_str(&self.field);
            out.push_str(": ");
        }
        if let Some(example) = self.examples.first() {
            if example.case > 0 {
                out.push_str("case ");
                push_int(&mut out, example.case.into());
                out.push_str(" (byte ");
                push_int(&mut out, example.byte);
                out.push(')');
            } else if example.byte > 0 {
                out.push_str("byte ");
                push_int(&mut out, example.byte);
            } else if self.count > 1 {
                push_int(&mut out, self.count.into());
                out.push_str(" cases");
            }
            if self.count > 1 && example.case > 0 {
                out.push_str(" and ");
                push_int(&mut out, (self.count - 1).into());
                out.push_str(" more");
            }
            if !example.found.is_empty() {
                out.push_str(if out.is_empty() || out.ends_with(": ") {
                    ""
                } else {
                    ", "
                });
                out.push_str("found “");
                out.push_str(&example.found);
                out.push('”');
            }
            if !out.is_empty() && !out.ends_with(": ") {
                out.push_str(": ");
            }
        }
        out.push_str(remedy);
        out.push('.');
        out
    }

    /// `{code, field, count, left_out, message, examples: [{case, byte, found}]}`
    pub fn write_json(&self, out: &mut Writer, message: &str) {
        out.object(|out| {
            out.key("code").string(self.kind.code());
            out.key("field").string(&self.field);
            out.key("count").int(u64::from(self.count));
            out.key("left_out").int(if self.kind.leaves_out() {
                self.count.into()
            } else {
                0
            });
            out.key("message").string(message);
            out.key("examples").array(|out| {
                for example in &self.examples {
                    out.object(|out| {
                        out.key("case").int(example.case.into());
                        out.key("byte").int(example.byte);
                        out.key("found").string(&example.found);
                    });
                }
            });
        });
    }
}

impl Issues {
    /// Notes a problem. `found` is what stands there, as it stands.
    pub fn add(&mut self, kind: IssueKind, field: &str, case: u32, byte: u64, found: &[u8]) {
        if !crate::WHOLE {
            self.any = true;
            return;
        }
        self.note(kind, field, case, byte, shown(found, 80));
    }

    fn note(&mut self, kind: IssueKind, field: &str, case: u32, byte: u64, found: String) {
        let known = self
            .kept
            .iter()
            .position(|issue| issue.kind == kind && issue.field == field);
        let at = known.unwrap_or_else(|| {
            if self.kept.len() < KINDS {
                let field = shown(field.as_bytes(), 80);
                self.kept.push(Issue {
                    kind,
                    field,
                    count: 0,
                    examples: Vec::new(),
                });
            }
            self.kept.len() - 1
        });
        let issue = &mut self.kept[at];
        issue.count += 1;
        if issue.examples.len() < EXAMPLES {
            issue.examples.push(Example { case, byte, found });
        }
    }

    /// Notes a problem that `count` cases have together.
    #[cfg(feature = "formats")]
    pub fn add_many(&mut self, kind: IssueKind, field: &str, count: u32, found: &[u8]) {
        self.note(kind, field, 0, 0, shown(found, 600));
        if let Some(issue) = self
            .kept
            .iter_mut()
            .find(|i| i.kind == kind && i.field == field)
        {
            issue.count += count - 1;
        }
    }

    /// In order of appearance.
    pub fn iter(&self) -> impl Iterator<Item = &Issue> {
        self.kept.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && !self.any
    }

    /// How many cases are left out of the figure.
    pub fn left_out(&self) -> u64 {
        self.kept
            .iter()
            .filter(|issue| issue.kind.leaves_out())
            .map(|i| u64::from(i.count))
            .sum()
    }
}

/// Found text as it can be shown anywhere: short, and without characters that hide or reorder.
fn shown(found: &[u8], most: usize) -> String {
    let head = &found[..found.len().min(4 * most)];
    let text = String::from_utf8_lossy(head);
    let mut chars = text.chars();
    let mut out: String = chars
        .by_ref()
        .map(|c| match c {
            c if c.is_control() => ' ',
            '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => '\u{fffd}',
            c => c,
        })
        .take(most)
        .collect();
    if chars.next().is_some() || found.len() > head.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_place_what_was_found_and_how_to_mend_it() {
        let mut issues = Issues::default();
        issues.add(IssueKind::ImpossibleDate, "date", 7, 812, b"2021-02-30");
        issues.add(IssueKind::ImpossibleDate, "date", 9, 999, b"2021-13-01");
        let messages: Vec<String> = issues.iter().map(Issue::message).collect();
        assert_eq!(
            messages,
            [
                "date: case 7 (byte 812) and 1 more, found “2021-02-30”: no calendar has this day. \
              Check day and month."
            ]
        );
    }

    #[test]
    fn found_text_can_neither_hide_nor_reorder_nor_flood() {
        let found = format!("a\u{202e}b\n{}", "x".repeat(500));
        let text = shown(found.as_bytes(), 80);
        assert!(text.starts_with("a\u{fffd}b x"));
        assert_eq!(text.chars().count(), 81);
        assert_eq!(shown(&[0xff, b'a'], 80), "\u{fffd}a");
    }

    #[test]
    fn a_flood_of_problems_is_counted_but_not_kept() {
        let mut issues = Issues::default();
        for case in 0..10_000 {
            issues.add(IssueKind::WrongType, &format!("field {case}"), case, 0, b"");
        }
        assert_eq!(issues.iter().count(), KINDS);
        let total: u32 = issues.iter().map(|issue| issue.count).sum();
        assert_eq!(total, 10_000);
    }
}
