//! One record, decoded.

use std::borrow::Cow;

use super::facets::FacetColumn;
use super::fields::{Fields, Role};
use super::interner::Interner;
use super::scan::{Cursor, Raw, Scalar, Scanned, Stop};
use crate::calendar::Day;
use crate::data::date::{NoDate, parse};
use crate::data::{NO_COUNTRY, NO_DATE, OPEN, UNKNOWN, country};
use crate::issue::IssueKind;

/// A case as far as it is drawn. It is put into the columns only when the whole record was read.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) start: Day,
    pub(super) span: u32,
    pub(super) country: u16,
    pub(super) people_min: u32,
    pub(super) people_more: u32,
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// Whether it stands for several countries together.
    pub(super) set: bool,
    /// Facets and their values' codes.
    pub(super) facets: Vec<(u16, u16)>,
    /// What is wrong: the kind, the field, and what was found.
    pub(super) issues: Vec<(IssueKind, usize, Cow<'a, [u8]>)>,
}

/// What records have in common.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) fields: Fields,
    pub(super) facets: Vec<FacetColumn>,
    /// Countries as the file writes them.
    pub(super) written: Interner,
    /// For each of them, its unit's index in `units`, or [`NO_COUNTRY`].
    pub(super) unit_of: Vec<u16>,
    pub(super) units: Vec<String>,
    facet_count: u16,
    spare: Vec<(u16, u16)>,
}

impl Shared {
    /// The facet of a name that the header declares.
    pub(super) fn declare(&mut self, name: &str) -> Option<&mut FacetColumn> {
        let index = self.fields.index(name.as_bytes(), &mut self.facet_count)?;
        let Role::Facet(facet) = self.fields.role(index) else {
            return None;
        };
        self.grow_facets();
        self.facets.get_mut(usize::from(facet))
    }

    /// The names of the facets, by their index.
    pub(super) fn facet_names(&self) -> Vec<String> {
        self.fields.facet_names()
    }

    fn grow_facets(&mut self) {
        self.facets
            .resize_with(usize::from(self.facet_count), FacetColumn::default);
    }

    /// The list of a draft that is no longer needed, to be filled again.
    pub(super) fn give_back(&mut self, list: Vec<(u16, u16)>) {
        self.spare = list;
    }

    /// Reads the object at the cursor.
    pub(super) fn record<'a>(&mut self, cursor: &mut Cursor<'a>) -> Scanned<Draft<'a>> {
        let mut facets = std::mem::take(&mut self.spare);
        facets.clear();
        let mut draft = Draft {
            start: NO_DATE,
            span: 0,
            country: NO_COUNTRY,
            people_min: UNKNOWN,
            people_more: 0,
            lat: f64::NAN,
            lon: f64::NAN,
            set: false,
            facets,
            issues: Vec::new(),
        };
        self.fields.rewind();
        cursor.expect(b'{')?;
        if cursor.peek()? == b'}' {
            cursor.at += 1;
            return Ok(draft);
        }
        loop {
            cursor.peek()?;
            let field = match self.fields.pass_next(cursor) {
                None => {
                    let name = cursor.string()?;
                    cursor.expect(b':')?;
                    self.fields.index(&name.text(), &mut self.facet_count)
                }
                next => next,
            };
            match field {
                None => cursor.skip()?,
                Some(field) => self.field(&mut draft, field, cursor)?,
            }
            if !cursor.more(b'}')? {
                break;
            }
        }
        self.check_place(&mut draft);
        Ok(draft)
    }

    fn field<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        match self.fields.role(field) {
            Role::Detail => cursor.skip(),
            Role::Date => draft.date(field, cursor),
            Role::Country => self.country(draft, field, cursor),
            Role::Lat => draft.number(field, cursor).map(|value| draft.lat = value),
            Role::Lon => draft.number(field, cursor).map(|value| draft.lon = value),
            Role::People => draft.people(field, cursor),
            Role::Facet(facet) => self.facet(draft, facet, field, cursor),
        }
    }

    fn country<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let first = cursor.peek()?;
        if first == b'"' {
            let text = cursor.string()?;
            draft.country = self.unit(draft, field, text);
            return Ok(());
        }
        if first != b'[' {
            return match cursor.scalar()? {
                Scalar::Null => Ok(()),
                _ => draft.wrong(IssueKind::WrongType, field, &[]),
            };
        }
        let start = cursor.at;
        let texts = texts(cursor)?;
        match texts.as_slice() {
            [] => {}
            [one] => draft.country = self.unit(draft, field, *one),
            _ => {
                draft.set = true;
                draft.wrong(IssueKind::SetOfCountries, field, cursor.since(start))?;
            }
        }
        Ok(())
    }

    fn unit<'a>(&mut self, draft: &mut Draft<'a>, field: usize, text: Raw<'a>) -> u16 {
        let text = text.text();
        let known = self.written.len();
        let Some(code) = self.written.code(&text, super::interner::MOST) else {
            return NO_COUNTRY;
        };
        if usize::from(code) == known {
            let unit = country::resolve(&text);
            let index = unit.map_or(NO_COUNTRY, |unit| self.unit_index(unit));
            self.unit_of.push(index);
        }
        let unit = self.unit_of[usize::from(code)];
        if unit == NO_COUNTRY {
            draft.issues.push((IssueKind::UnknownCountry, field, text));
        }
        unit
    }

    fn unit_index(&mut self, unit: [u8; 2]) -> u16 {
        let known = self.units.iter().position(|known| known.as_bytes() == unit);
        known.unwrap_or_else(|| {
            self.units.push(unit.map(char::from).iter().collect());
            self.units.len() - 1
        }) as u16
    }

    fn facet<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        facet: u16,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        self.grow_facets();
        let column = &mut self.facets[usize::from(facet)];
        if column.dropped {
            return cursor.skip();
        }
        let text: Cow<'a, [u8]> = match cursor.peek()? {
            b'[' => {
                let start = cursor.at;
                match texts(cursor) {
                    Ok(texts) => joined(&texts).into(),
                    Err(Stop::Cut) => return Err(Stop::Cut),
                    // A list of other things than texts is a detail.
                    Err(Stop::Bad) => {
                        cursor.at = start;
                        return cursor.skip();
                    }
                }
            }
            b'{' => return cursor.skip(),
            b'"' => cursor.string()?.text(),
            _ => match cursor.scalar()? {
                Scalar::Text(text) => text.text(),
                Scalar::Bool(true) => Cow::Borrowed(b"true"),
                Scalar::Bool(false) => Cow::Borrowed(b"false"),
                // Numbers are quantities: a detail until an editor declares otherwise.
                Scalar::Number(_) | Scalar::Null => return Ok(()),
            },
        };
        if text.is_empty() {
            return Ok(());
        }
        if let Some(code) = column.code(&text) {
            if code.not_utf8 {
                draft.issues.push((IssueKind::NotUtf8, field, text.clone()));
            }
            if code.rest {
                draft.issues.push((IssueKind::TooManyValues, field, text));
            }
            draft.facets.push((facet, code.code));
        }
        Ok(())
    }

    fn check_place(&mut self, draft: &mut Draft<'_>) {
        let (lat, lon) = (draft.lat, draft.lon);
        if lat.is_nan() && lon.is_nan() {
            return;
        }
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            return;
        }
        let swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
        let kind = if swapped {
            IssueKind::Swapped
        } else {
            IssueKind::OutOfRange
        };
        (draft.lat, draft.lon) = (f64::NAN, f64::NAN);
        let Some(field) = self.fields.index(b"lat", &mut self.facet_count) else {
            return;
        };
        let mut found = String::new();
        for (value, separator) in [(lat, ", "), (lon, "")] {
            if value.is_nan() {
                found.push('?');
            } else {
                crate::json::push_fixed(&mut found, value, 5);
            }
            found.push_str(separator);
        }
        draft
            .issues
            .push((kind, field, Cow::Owned(found.into_bytes())));
    }
}

impl<'a> Draft<'a> {
    fn wrong(&mut self, kind: IssueKind, field: usize, found: &'a [u8]) -> Scanned<()> {
        self.issues.push((kind, field, Cow::Borrowed(found)));
        Ok(())
    }

    fn date(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        cursor.peek()?;
        if let Some(day) = cursor.pass_day() {
            return self.set_date(field, Cow::Borrowed(day));
        }
        let start = cursor.at;
        if matches!(cursor.peek()?, b'{' | b'[') {
            cursor.skip()?;
            return self.wrong(IssueKind::WrongType, field, cursor.since(start));
        }
        let text = match cursor.scalar()? {
            Scalar::Text(text) => text.text(),
            Scalar::Null => return Ok(()),
            _ => return self.wrong(IssueKind::WrongType, field, cursor.since(start)),
        };
        self.set_date(field, text)
    }

    fn set_date(&mut self, field: usize, text: Cow<'a, [u8]>) -> Scanned<()> {
        if text.is_empty() {
            return Ok(());
        }
        let kind = match parse(&text) {
            Ok(date) => {
                self.start = date.start;
                self.span = date.last.abs_diff(date.start);
                return Ok(());
            }
            Err(NoDate::Form) => IssueKind::BadDate,
            Err(NoDate::Impossible) => IssueKind::ImpossibleDate,
        };
        self.issues.push((kind, field, text));
        Ok(())
    }

    /// A latitude or longitude.
    fn number(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<f64> {
        let first = cursor.peek()?;
        let value = cursor.pass_plain_number();
        if !value.is_nan() {
            return Ok(value);
        }
        let start = cursor.at;
        if matches!(first, b'{' | b'[') {
            cursor.skip()?;
        } else {
            match cursor.scalar()? {
                Scalar::Number(value) => return Ok(value),
                Scalar::Null => return Ok(f64::NAN),
                _ => {}
            }
        }
        self.wrong(IssueKind::WrongType, field, cursor.since(start))?;
        Ok(f64::NAN)
    }

    /// A number, `{min}`, `{min, max}` or `{min, best, max}`.
    fn people(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        let first = cursor.peek()?;
        let start = cursor.at;
        if let Some(n) = whole(cursor.pass_plain_number()) {
            (self.people_min, self.people_more) = (n, 0);
            return Ok(());
        }
        cursor.at = start;
        let (mut min, mut max) = (None, None);
        let mut good = true;
        match first {
            b'{' => {
                cursor.at += 1;
                let mut more = cursor.peek()? != b'}';
                cursor.at += usize::from(!more);
                while more {
                    let name = cursor.string()?;
                    cursor.expect(b':')?;
                    if matches!(cursor.peek()?, b'{' | b'[') {
                        cursor.skip()?;
                        good = false;
                    } else {
                        let value = cursor.scalar()?;
                        match (name.bytes, value) {
                            (_, Scalar::Null) => {}
                            (b"min", Scalar::Number(n)) => min = Some(n),
                            (b"max", Scalar::Number(n)) => max = Some(n),
                            (b"best", Scalar::Number(_)) => {}
                            _ => good = false,
                        }
                    }
                    more = cursor.more(b'}')?;
                }
            }
            b'[' => {
                cursor.skip()?;
                good = false;
            }
            _ => match cursor.scalar()? {
                Scalar::Number(n) => (min, max) = (Some(n), Some(n)),
                Scalar::Null => return Ok(()),
                _ => good = false,
            },
        }
        let (least, most) = (min.map(whole), max.map(whole));
        good &= least != Some(None) && most != Some(None);
        if !good {
            return self.wrong(IssueKind::BadCount, field, cursor.since(start));
        }
        let (Some(least), most) = (least.flatten(), most.flatten()) else {
            return Ok(());
        };
        self.people_min = least;
        self.people_more = most.map_or(OPEN, |most| most.saturating_sub(least));
        if most.is_some_and(|most| most < least) {
            self.people_more = OPEN;
            return self.wrong(IssueKind::MinOverMax, field, cursor.since(start));
        }
        Ok(())
    }
}

/// A number of people: whole, not negative, and less than half of mankind.
fn whole(n: f64) -> Option<u32> {
    (n >= 0.0 && n.fract() == 0.0 && n < 4e9).then_some(n as u32)
}

/// The list of texts at the cursor.
fn texts<'a>(cursor: &mut Cursor<'a>) -> Scanned<Vec<Raw<'a>>> {
    let mut texts = Vec::new();
    cursor.expect(b'[')?;
    if cursor.peek()? == b']' {
        cursor.at += 1;
        return Ok(texts);
    }
    loop {
        texts.push(cursor.string()?);
        if !cursor.more(b']')? {
            return Ok(texts);
        }
    }
}

fn joined(texts: &[Raw<'_>]) -> Vec<u8> {
    let texts: Vec<Cow<'_, [u8]>> = texts.iter().map(|text| text.text()).collect();
    texts.join(&b", "[..])
}
