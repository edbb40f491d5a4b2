//! One record, decoded.

use std::borrow::Cow;

#[cfg(feature = "formats")]
use super::bytes::{find, split};
use super::draft::{Draft, Found, found, no_date, whole};
use super::facets::{FacetColumn, SEVERAL};
#[cfg(not(feature = "formats"))]
use super::fields::canonical;
use super::fields::{Fields, Role};
use super::interner::Interner;
#[cfg(feature = "formats")]
use super::mapping::Mapping;
use super::scan::{Cursor, Raw, Scalar, Scanned, Stop};
#[cfg(feature = "formats")]
use crate::data::SET;
use crate::data::date::parse;
use crate::data::{AGGREGATE, NEW, NO_COUNTRY, NO_DATE, ONGOING, Precision, country};
use crate::issue::IssueKind;
#[cfg(feature = "formats")]
use crate::sort::sort_few;

/// What records have in common.
#[derive(Debug, Default)]
pub(super) struct Shared {
    #[cfg(feature = "formats")]
    pub(super) mapping: Mapping,
    pub(super) fields: Fields,
    pub(super) facets: Vec<FacetColumn>,
    /// Names of the stages that dates have.
    pub(super) stages: Interner,
    /// Countries as the file writes them.
    pub(super) written: Interner,
    /// For each of them, its unit's index in `units`, or [`NO_COUNTRY`].
    pub(super) unit_of: Vec<u16>,
    pub(super) units: Vec<String>,
    pub(super) names: Names,
    /// Whether records are features, with their fields in `properties`.
    #[cfg(feature = "formats")]
    pub(super) geojson: bool,
    facet_count: u16,
    spare: Vec<(u16, u16)>,
}

/// The unit code of a country's name, in small letters.
type NameToCode = Box<dyn Fn(&str) -> Option<[u8; 2]>>;

/// How names of countries are looked up.
#[derive(Default)]
pub(super) struct Names(pub(super) Option<NameToCode>);

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Names")
    }
}

impl Shared {
    /// The facet of a name that the header declares.
    pub(super) fn declare(&mut self, name: &str) -> Option<&mut FacetColumn> {
        let index = self.index(name.as_bytes())?;
        let Role::Facet(facet) = self.fields.role(index) else {
            return None;
        };
        self.grow_facets();
        self.facets.get_mut(usize::from(facet))
    }

    fn index(&mut self, name: &[u8]) -> Option<usize> {
        #[cfg(feature = "formats")]
        let role = |name: &[u8]| self.mapping.role(name);
        #[cfg(not(feature = "formats"))]
        let role = canonical;
        self.fields.index(name, role, &mut self.facet_count)
    }

    fn grow_facets(&mut self) {
        self.facets
            .resize_with(usize::from(self.facet_count), FacetColumn::default);
    }

    /// The list of a draft that is no longer needed, to be filled again.
    pub(super) fn give_back(&mut self, list: Vec<(u16, u16)>) {
        self.spare = list;
    }

    /// Learns the names of the first record, at the cursor. True if it is a row of tags.
    #[cfg(feature = "formats")]
    pub(super) fn meet(&mut self, mut cursor: Cursor<'_>) -> Scanned<bool> {
        let mut record = Vec::new();
        self.names_of(&mut cursor, &mut record)?;
        if self.geojson {
            self.mapping.features();
        }
        Ok(self.mapping.meet(&record))
    }

    /// Collects the names and texts of the object at the cursor.
    #[cfg(feature = "formats")]
    fn names_of(
        &self,
        cursor: &mut Cursor<'_>,
        record: &mut Vec<(Vec<u8>, Vec<u8>)>,
    ) -> Scanned<()> {
        cursor.members(|cursor, name| {
            let name = name.text().into_owned();
            if self.geojson && name == b"properties" && cursor.peek()? == b'{' {
                self.names_of(cursor, record)?;
            } else {
                let value = match found(cursor)? {
                    Found::Text(value) => value.into_owned(),
                    _ => Vec::new(),
                };
                record.push((name, value));
            }
            Ok(())
        })
    }

    /// A case of which nothing is known yet.
    pub(super) fn draft<'a>(&mut self) -> Draft<'a> {
        let mut facets = std::mem::take(&mut self.spare);
        facets.clear();
        Draft::new(facets)
    }

    /// Reads the object at the cursor. The draft is filled where it is: it is large, and moving it costs
    /// as much as reading a field.
    pub(super) fn record<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        self.fields.rewind();
        self.members(draft, cursor)?;
        #[cfg(feature = "formats")]
        if let Some(parts) = draft.parts.take() {
            parts.assemble(draft, &self.mapping);
        }
        #[cfg(feature = "formats")]
        draft.settle_share();
        self.check_place(draft);
        Ok(())
    }

    /// Reads all members of the object at the cursor.
    fn members<'a>(&mut self, draft: &mut Draft<'a>, cursor: &mut Cursor<'a>) -> Scanned<()> {
        cursor.expect(b'{')?;
        if cursor.peek()? == b'}' {
            cursor.at += 1;
            return Ok(());
        }
        loop {
            cursor.peek()?;
            let field = match self.fields.pass_next(cursor) {
                None => {
                    let name = cursor.string()?;
                    cursor.expect(b':')?;
                    self.index(&name.text())
                }
                next => next,
            };
            match field {
                None => cursor.skip()?,
                #[cfg(feature = "formats")]
                Some(field) => self.looked_at(draft, field, cursor)?,
                #[cfg(not(feature = "formats"))]
                Some(field) => self.field(draft, field, cursor)?,
            }
            if !cursor.more(b'}')? {
                return Ok(());
            }
        }
    }

    /// Reads a field, and looks at what was left in a text that is shown as it is.
    #[cfg(feature = "formats")]
    fn looked_at<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let start = cursor.at;
        self.field(draft, field, cursor)?;
        if matches!(self.fields.role(field), Role::Detail | Role::Facet(_)) {
            draft.look(field, cursor.since(start));
        }
        Ok(())
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
            Role::Lat => draft.degrees(field, cursor).map(|value| draft.lat = value),
            Role::Lon => draft.degrees(field, cursor).map(|value| draft.lon = value),
            Role::People => draft.people(field, cursor),
            Role::Facet(facet) => self.facet(draft, facet, field, cursor),
            role => self.rare(draft, role, field, cursor),
        }
    }

    /// What few files have.
    #[inline(never)]
    fn rare<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        role: Role,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let start = cursor.at;
        draft.rare = true;
        match role {
            // Dates by stage and percentages are for the whole build to show.
            Role::Stages | Role::Percent if !crate::WHOLE => {
                draft.flawed = true;
                return cursor.skip();
            }
            Role::Stages => return self.stages(draft, field, cursor),
            #[cfg(feature = "formats")]
            Role::Percent => return draft.percent(field, cursor),
            #[cfg(feature = "formats")]
            Role::Properties if cursor.peek()? == b'{' => return self.members(draft, cursor),
            _ => {}
        }
        let value = found(cursor)?;
        let wrong = match (role, &value) {
            (_, Found::Nothing) => None,
            (Role::Id, value) if crate::WHOLE => {
                draft.id = match value {
                    Found::Text(text) => Some(super::interner::hash(text)),
                    Found::Number(n) => Some(n.to_bits() as u32 ^ (n.to_bits() >> 32) as u32),
                    _ => None,
                };
                None
            }
            (Role::Cases, value) => match value.number().and_then(whole) {
                Some(n) if n > 0 => {
                    draft.weight = n;
                    None
                }
                _ => Some(IssueKind::BadWeight),
            },
            (Role::Kind, Found::Text(kind)) => {
                if **kind == *b"aggregate" {
                    draft.flags |= AGGREGATE;
                }
                None
            }
            (Role::Counted, Found::Text(counted)) if crate::WHOLE => {
                draft.flags |= match &**counted {
                    b"new" => NEW,
                    b"ongoing" => ONGOING,
                    _ => 0,
                };
                None
            }
            (Role::Radius, value) if crate::WHOLE => match value.number().filter(|&km| km > 0.0) {
                Some(km) => {
                    draft.radius_km = km;
                    None
                }
                None => Some(IssueKind::BadRadius),
            },
            (Role::Precision(table), value) if crate::WHOLE => {
                #[cfg(not(feature = "formats"))]
                let _ = table;
                draft.precision = match (value.number(), value) {
                    #[cfg(feature = "formats")]
                    (Some(code), _) => self.mapping.precision(table, code),
                    (None, Found::Text(name)) => Precision::parse(name),
                    _ => Precision::Unknown,
                };
                None
            }
            #[cfg(feature = "formats")]
            (role, value) => draft.foreign(role, field, value, cursor.since(start)),
            #[cfg(not(feature = "formats"))]
            _ => Some(IssueKind::WrongType),
        };
        match wrong {
            Some(kind) => draft.wrong(kind, field, cursor.since(start)),
            None => Ok(()),
        }
    }

    fn stages<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let start = cursor.at;
        if cursor.peek()? != b'{' {
            cursor.skip()?;
            return draft.wrong(IssueKind::WrongType, field, cursor.since(start));
        }
        cursor.members(|cursor, name| {
            if let Found::Text(text) = found(cursor)? {
                match (parse(&text), self.stages.code(&name.text(), 32)) {
                    (Ok(date), Some(stage)) => draft.stages.push((stage, date)),
                    (Ok(_), None) => {}
                    (Err(no), _) => draft.flaw(no_date(no), field, text),
                }
            }
            Ok(())
        })?;
        // What happened first is when the case happened, unless the file says it otherwise.
        let first = draft
            .stages
            .iter()
            .map(|(_, date)| *date)
            .min_by_key(|date| date.start);
        if let Some(date) = first.filter(|_| draft.start == NO_DATE) {
            draft.put_date(field, Cow::Borrowed(&[]), date);
        }
        Ok(())
    }

    fn country<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let first = cursor.peek()?;
        let start = cursor.at;
        #[cfg(feature = "formats")]
        if draft.is_set() {
            // Where two fields name the country, the last one counts.
            draft.flags &= !SET;
            draft.together.clear();
        }
        if first == b'"' {
            let text = cursor.string()?.text();
            #[cfg(feature = "formats")]
            if self.several(draft, &text) {
                return Ok(());
            }
            draft.country = self.unit(draft, field, text);
            return Ok(());
        }
        if first != b'[' {
            return match cursor.scalar()? {
                Scalar::Number(_) => {
                    let digits = Cow::Borrowed(cursor.since(start));
                    draft.country = self.unit(draft, field, digits);
                    Ok(())
                }
                Scalar::Null => Ok(()),
                _ => draft.wrong(IssueKind::WrongType, field, &[]),
            };
        }
        let texts = texts(cursor)?;
        match texts.as_slice() {
            [] => {}
            [one] => draft.country = self.unit(draft, field, one.text()),
            // Sets of countries are for the whole build to show.
            #[cfg(not(feature = "formats"))]
            _ => draft.flawed = true,
            #[cfg(feature = "formats")]
            several => {
                let mut units = Vec::new();
                let texts = several.iter().map(|text| text.text());
                for text in texts.filter(|text| !text.trim_ascii().is_empty()) {
                    units.push(self.unit(draft, field, text));
                }
                together(draft, units);
            }
        }
        Ok(())
    }

    /// Takes a text that names several countries, each of them known. False if it is none.
    #[cfg(feature = "formats")]
    fn several<'a>(&mut self, draft: &mut Draft<'a>, text: &[u8]) -> bool {
        const BETWEEN: [&[u8]; 6] = [b";", b"|", b",", b"/", b" and ", b" & "];
        if !BETWEEN.iter().any(|sign| find(text, sign).is_some()) || self.known(text).is_some() {
            return false;
        }
        let units = BETWEEN.iter().find_map(|sign| {
            let parts = split(text, sign).filter(|part| !part.is_empty());
            let units: Option<Vec<u16>> = parts.map(|part| self.known(part)).collect();
            units.filter(|units| units.len() > 1)
        });
        let several = units.is_some();
        together(draft, units.unwrap_or_default());
        several
    }

    /// The unit of a country as the file writes it, if it is known.
    #[cfg(feature = "formats")]
    fn known(&mut self, text: &[u8]) -> Option<u16> {
        let unit = self.resolve(text)?;
        Some(self.unit_index(unit))
    }

    /// The country of all cases, where no field tells it.
    #[cfg(feature = "formats")]
    pub(super) fn constant_country(&mut self) -> u16 {
        let Some(text) = &self.mapping.country else {
            return NO_COUNTRY;
        };
        let unit = country::resolve(text.as_bytes());
        unit.map_or(NO_COUNTRY, |unit| self.unit_index(unit))
    }

    fn unit<'a>(&mut self, draft: &mut Draft<'a>, field: usize, text: Cow<'a, [u8]>) -> u16 {
        let known = self.written.len();
        let Some(code) = self.written.code(&text, super::interner::MOST) else {
            return NO_COUNTRY;
        };
        if usize::from(code) == known {
            let unit = self.resolve(&text);
            let index = unit.map_or(NO_COUNTRY, |unit| self.unit_index(unit));
            self.unit_of.push(index);
        }
        let unit = self.unit_of[usize::from(code)];
        if unit == NO_COUNTRY && !text.trim_ascii().is_empty() {
            draft.flaw(IssueKind::UnknownCountry, field, text);
        }
        unit
    }

    /// The unit code of a country's code or name.
    fn resolve(&self, text: &[u8]) -> Option<[u8; 2]> {
        country::resolve(text).or_else(|| {
            if !crate::WHOLE {
                return None;
            }
            let name = country::plain_name(text);
            let look_up = || self.names.0.as_ref()?(std::str::from_utf8(&name).ok()?);
            #[cfg(feature = "formats")]
            let look_up = || country::spelling(&name).or_else(look_up);
            look_up()
        })
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
                Scalar::Bool(true) => Cow::Borrowed(b"yes"),
                Scalar::Bool(false) => Cow::Borrowed(b"no"),
                // Numbers are quantities: a detail until an editor declares otherwise.
                Scalar::Number(_) | Scalar::Null => return Ok(()),
            },
        };
        if text.is_empty() {
            return Ok(());
        }
        if let Some(code) = column.code(&text) {
            if code.not_utf8 {
                draft.flaw(IssueKind::NotUtf8, field, text.clone());
            }
            if code.rest {
                draft.flaw(IssueKind::TooManyValues, field, text);
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
        draft.flawed = true;
        if !crate::WHOLE {
            return;
        }
        let place = |role| match role {
            #[cfg(feature = "formats")]
            Role::Point => true,
            role => role == Role::Lat,
        };
        let Some(field) = self.fields.of_role(place) else {
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
        draft.flaw(kind, field, Cow::Owned(found.into_bytes()));
    }
}

/// A record stands for these countries together, of which some may not be known.
#[cfg(feature = "formats")]
fn together(draft: &mut Draft<'_>, mut units: Vec<u16>) {
    sort_few(&mut units, |a, b| a < b);
    units.dedup();
    match units.as_slice() {
        [] => return,
        [one] => {
            draft.country = *one;
            return;
        }
        _ => units.retain(|&unit| unit != NO_COUNTRY),
    }
    if units.len() < 2 {
        // Which the others are, nobody knows.
        units.clear();
    }
    draft.flags |= SET;
    draft.rare = true;
    draft.together = units;
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
    texts.join(SEVERAL)
}
