//! [`Draft`]: one case, before it is put into the columns.

use std::borrow::Cow;

use super::count::{Count, count};
#[cfg(feature = "formats")]
use super::parts::Parts;
use super::scan::{Cursor, Scalar, Scanned, number};
use crate::calendar::Day;
use crate::data::date::{Dated, NoDate, parse};
use crate::data::{NO_COUNTRY, NO_DATE, OPEN, Precision, SET, UNKNOWN};
#[cfg(feature = "formats")]
use crate::data::{Share, Suppressed};
use crate::issue::IssueKind;

/// A case as far as it is drawn. It is put into the columns only when the whole record was read.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) start: Day,
    pub(super) span: u32,
    pub(super) flags: u8,
    pub(super) country: u16,
    pub(super) people_min: u32,
    pub(super) people_more: u32,
    pub(super) people_best: u32,
    pub(super) weight: u32,
    pub(super) without: u32,
    pub(super) precision: Precision,
    pub(super) radius_km: f64,
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// Of several countries that it stands for together, those that are known.
    #[cfg(feature = "formats")]
    pub(super) together: Vec<u16>,
    /// What is told in several fields.
    #[cfg(feature = "formats")]
    pub(super) parts: Option<Box<Parts>>,
    /// A percentage instead of a count.
    #[cfg(feature = "formats")]
    pub(super) share: Option<Share>,
    /// What of it is withheld.
    #[cfg(feature = "formats")]
    pub(super) suppressed: Suppressed,
    /// What its country is counted per.
    #[cfg(feature = "formats")]
    pub(super) base: Option<f64>,
    /// How many bytes of JSON it was written in.
    #[cfg(feature = "formats")]
    pub(super) written: usize,
    /// A hash of its id, if it has one.
    pub(super) id: Option<u32>,
    /// Dates by stage, with the stage's index, in the order of the record.
    #[cfg(feature = "formats")]
    pub(super) stages: Vec<(u16, Dated)>,
    /// Whether it has dates by stage, which only a whole build reads.
    #[cfg(not(feature = "formats"))]
    pub(super) staged: bool,
    /// Facets and their values' codes.
    pub(super) facets: Vec<(u16, u16)>,
    /// Whether it has anything that few cases have.
    pub(super) rare: bool,
    /// Whether anything is wrong.
    pub(super) flawed: bool,
    /// What is wrong: the kind, the field, and what was found.
    pub(super) issues: Vec<(IssueKind, usize, Cow<'a, [u8]>)>,
}

/// A field's value where several types can stand.
pub(super) enum Found<'a> {
    Text(Cow<'a, [u8]>),
    Number(f64),
    #[cfg_attr(
        not(feature = "formats"),
        expect(dead_code, reason = "only other files say yes or no")
    )]
    Bool(bool),
    Nothing,
    /// A list or an object, passed over.
    Other,
}

impl Found<'_> {
    /// The number that it is, or that its text writes.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            Self::Text(text) => degrees(text),
            _ => None,
        }
    }
}

impl<'a> Draft<'a> {
    /// A case of which nothing is known; `facets` is an empty list to be filled.
    pub(super) fn new(facets: Vec<(u16, u16)>) -> Self {
        Self {
            start: NO_DATE,
            span: 0,
            flags: 0,
            country: NO_COUNTRY,
            people_min: UNKNOWN,
            people_more: 0,
            people_best: OPEN,
            weight: 1,
            without: 0,
            precision: Precision::Unknown,
            radius_km: f64::NAN,
            lat: f64::NAN,
            lon: f64::NAN,
            #[cfg(feature = "formats")]
            together: Vec::new(),
            #[cfg(feature = "formats")]
            parts: None,
            #[cfg(feature = "formats")]
            written: 0,
            #[cfg(feature = "formats")]
            share: None,
            #[cfg(feature = "formats")]
            suppressed: Suppressed::default(),
            #[cfg(feature = "formats")]
            base: None,
            id: None,
            #[cfg(feature = "formats")]
            stages: Vec::new(),
            #[cfg(not(feature = "formats"))]
            staged: false,
            facets,
            rare: false,
            flawed: false,
            issues: Vec::new(),
        }
    }

    /// Whether it stands for several countries together.
    pub(super) fn is_set(&self) -> bool {
        self.flags & SET != 0
    }

    /// Notes what is wrong with a field.
    pub(super) fn flaw(&mut self, kind: IssueKind, field: usize, found: Cow<'a, [u8]>) {
        self.flawed = true;
        if crate::WHOLE {
            self.issues.push((kind, field, found));
        }
    }

    pub(super) fn wrong(&mut self, kind: IssueKind, field: usize, found: &'a [u8]) -> Scanned<()> {
        self.flaw(kind, field, Cow::Borrowed(found));
        Ok(())
    }

    pub(super) fn date(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        cursor.peek()?;
        if let Some(day) = cursor.pass_day() {
            self.set_date(field, Cow::Borrowed(day));
            return Ok(());
        }
        let start = cursor.at;
        match found(cursor)? {
            Found::Text(text) => self.set_date(field, text),
            Found::Nothing => {}
            #[cfg(feature = "formats")]
            value if self.seconds(field, &value, cursor.since(start)) => {}
            _ => return self.wrong(IssueKind::WrongType, field, cursor.since(start)),
        }
        Ok(())
    }

    fn set_date(&mut self, field: usize, text: Cow<'a, [u8]>) {
        if text.is_empty() {
            return;
        }
        let date = parse(&text);
        #[cfg(feature = "formats")]
        let date = date.or_else(|no| super::parts::local(&text, false).ok_or(no));
        match date {
            Ok(date) => self.put_date(field, text, date),
            Err(no) => self.flaw(no_date(no), field, text),
        }
    }

    pub(super) fn put_date(&mut self, field: usize, text: Cow<'a, [u8]>, date: Dated) {
        self.start = date.start;
        self.span = date.last.abs_diff(date.start);
        self.flags |= date.doubt.0;
        self.rare |= date.doubt.0 != 0;
        if date.old {
            self.flaw(IssueKind::OldDate, field, text);
        }
    }

    /// A latitude or longitude.
    pub(super) fn degrees(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<f64> {
        cursor.peek()?;
        let value = cursor.pass_plain_number();
        if !value.is_nan() {
            return Ok(value);
        }
        let start = cursor.at;
        let value = found(cursor)?;
        let empty = |text: &[u8]| text.trim_ascii().is_empty();
        match (value.number(), &value) {
            (Some(value), _) => return Ok(value),
            (_, Found::Nothing) => return Ok(f64::NAN),
            (_, Found::Text(text)) if empty(text) => return Ok(f64::NAN),
            _ => {}
        }
        self.wrong(IssueKind::WrongType, field, cursor.since(start))?;
        Ok(f64::NAN)
    }

    /// A number, a text, `{min}`, `{min, max}` or `{min, best, max}`; or `{suppressed}`, with `min` and `max` where
    /// they are public.
    pub(super) fn people(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        let first = cursor.peek()?;
        let start = cursor.at;
        if let Some(n) = whole(cursor.pass_plain_number()) {
            (self.people_min, self.people_more) = (n, 0);
            return Ok(());
        }
        cursor.at = start;
        let (mut min, mut best, mut max) = (None, None, None);
        let (mut good, mut words) = (true, None);
        #[cfg(feature = "formats")]
        let mut suppressed = false;
        match first {
            b'{' => cursor.members(|cursor, name| {
                match (name.bytes, found(cursor)?) {
                    (_, Found::Nothing) => {}
                    (b"min", Found::Number(n)) => min = Some(n),
                    (b"max", Found::Number(n)) => max = Some(n),
                    (b"best", Found::Number(n)) if crate::WHOLE => best = Some(n),
                    (b"best", Found::Number(_)) => {}
                    (b"unknown", Found::Number(n)) => {
                        self.without = whole(n).unwrap_or(0);
                        self.rare = true;
                    }
                    (b"text", Found::Text(text)) => words = Some(text),
                    #[cfg(feature = "formats")]
                    (b"suppressed", Found::Bool(yes)) => suppressed = yes,
                    _ => good = false,
                }
                Ok(())
            })?,
            b'"' => {
                let text = cursor.string()?.text();
                return self.words(field, text);
            }
            _ => match found(cursor)? {
                Found::Nothing => return Ok(()),
                Found::Number(n) => (min, max) = (Some(n), Some(n)),
                _ => good = false,
            },
        }
        if !good {
            return self.wrong(IssueKind::BadCount, field, cursor.since(start));
        }
        #[cfg(feature = "formats")]
        if suppressed {
            return match self.withhold_people(min, max) {
                Some(kind) => self.wrong(kind, field, cursor.since(start)),
                None => Ok(()),
            };
        }
        if let (None, Some(text)) = (min, words) {
            return self.words(field, text);
        }
        match self.count(min, best, max) {
            Some(kind) => self.wrong(kind, field, cursor.since(start)),
            None => Ok(()),
        }
    }

    /// A number of people in a text.
    fn words(&mut self, field: usize, text: Cow<'a, [u8]>) -> Scanned<()> {
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        if !crate::WHOLE {
            self.flawed = true;
            return Ok(());
        }
        #[cfg(feature = "formats")]
        if let Some(bounds) = super::suppressed::withheld(&text) {
            self.suppressed.people = Some(bounds);
            self.rare = true;
            return Ok(());
        }
        let kind = match count(&text) {
            Count::Between(min, max) => self.count(Some(min), None, max),
            Count::Grouped(n) => {
                self.count(Some(n), None, Some(n));
                Some(IssueKind::Separators)
            }
            Count::Words => Some(IssueKind::CountInWords),
            Count::Wrong => Some(IssueKind::BadCount),
        };
        if let Some(kind) = kind {
            self.flaw(kind, field, text);
        }
        Ok(())
    }

    /// Takes the least, the best and the greatest number of people; what is wrong with them.
    pub(super) fn count(
        &mut self,
        min: Option<f64>,
        best: Option<f64>,
        max: Option<f64>,
    ) -> Option<IssueKind> {
        let all = [min, best, max].map(|n| n.map(whole));
        if all.contains(&Some(None)) {
            return Some(IssueKind::BadCount);
        }
        let [min, best, max] = all.map(Option::flatten);
        let min = min?;
        self.people_min = min;
        self.people_more = max.map_or(OPEN, |max| max.saturating_sub(min));
        self.rare |= best.is_some();
        self.people_best = best.and_then(|best| best.checked_sub(min)).unwrap_or(OPEN);
        let least = best.unwrap_or(min);
        if least < min || max.is_some_and(|max| max < least) {
            // Nobody knows which of them is wrong: the least is the most careful.
            (self.people_best, self.people_more) = (OPEN, OPEN);
            return Some(IssueKind::MinOverMax);
        }
        None
    }
}

/// Why a text is no date, as an issue.
pub(super) fn no_date(no: NoDate) -> IssueKind {
    match no {
        NoDate::Form => IssueKind::BadDate,
        NoDate::Impossible => IssueKind::ImpossibleDate,
        NoDate::Level2 => IssueKind::DateLevel2,
    }
}

/// A number of people: whole, not negative, and less than half of mankind.
#[inline(always)]
pub(super) fn whole(n: f64) -> Option<u32> {
    (n >= 0.0 && n.fract() == 0.0 && n < 4e9).then_some(n as u32)
}

/// A number in a text, with a point or a comma before its decimals.
pub(super) fn degrees(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    number(text).or_else(|| {
        let comma = text.iter().position(|&b| b == b',')?;
        {
            let mut text = text.to_vec();
            text[comma] = b'.';
            number(&text)
        }
    })
}

/// The value at the cursor, whatever its type.
pub(super) fn found<'a>(cursor: &mut Cursor<'a>) -> Scanned<Found<'a>> {
    if matches!(cursor.peek()?, b'{' | b'[') {
        cursor.skip()?;
        return Ok(Found::Other);
    }
    Ok(match cursor.scalar()? {
        Scalar::Text(text) => Found::Text(text.text()),
        Scalar::Number(n) => Found::Number(n),
        Scalar::Bool(yes) => Found::Bool(yes),
        Scalar::Null => Found::Nothing,
    })
}
