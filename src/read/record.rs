//! One record, decoded.

use std::borrow::Cow;

use super::draft::{Draft, Found, found, whole};
use super::facets::{FacetColumn, SEVERAL};
#[cfg(not(feature = "formats"))]
use super::fields::canonical;
use super::fields::{Fields, Role};
use super::interner::Interner;
#[cfg(feature = "formats")]
use super::mapping::Mapping;
use super::scan::{Cursor, Raw, Scalar, Scanned, Stop};
#[cfg(feature = "formats")]
use super::stages::Staging;
#[cfg(not(feature = "formats"))]
use crate::data::NO_DATE;
use crate::data::{AGGREGATE, NEW, ONGOING, Precision};
use crate::issue::IssueKind;

/// What records have in common.
#[derive(Debug, Default)]
pub(super) struct Shared {
    #[cfg(feature = "formats")]
    pub(super) mapping: Mapping,
    pub(super) fields: Fields,
    pub(super) facets: Vec<FacetColumn>,
    #[cfg(feature = "formats")]
    pub(super) stages: Staging,
    /// Countries as the file writes them.
    pub(super) written: Interner,
    /// For each of them, its unit's index in `units`, or [`NO_COUNTRY`].
    pub(super) unit_of: Vec<u16>,
    pub(super) units: Vec<String>,
    /// Keys of an editor's own areas, where those stand for countries.
    #[cfg(feature = "formats")]
    pub(super) areas: Vec<String>,
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
        {
            draft.settle_stages();
            draft.settle_suppressed();
            draft.settle_share();
        }
        // When it happened, its stages tell only to a whole build.
        #[cfg(not(feature = "formats"))]
        if draft.staged && draft.start == NO_DATE {
            draft.flawed = true;
        }
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
            // Percentages are for the whole build to show; dates by stage too, but nothing here is about them.
            #[cfg(not(feature = "formats"))]
            Role::Stages | Role::Percent => {
                draft.flawed |= role == Role::Percent;
                draft.staged = true;
                return cursor.skip();
            }
            #[cfg(feature = "formats")]
            Role::Stages => return draft.stages(&mut self.stages, field, cursor),
            #[cfg(feature = "formats")]
            Role::Percent => return draft.percent(field, cursor),
            #[cfg(feature = "formats")]
            Role::Cases if cursor.peek()? == b'{' => return draft.cases_withheld(field, cursor),
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
            // An empty cell of a table says nothing.
            #[cfg(feature = "formats")]
            (Role::Cases | Role::Radius, Found::Text(text)) if text.trim_ascii().is_empty() => None,
            #[cfg(feature = "formats")]
            (Role::Cases, Found::Text(text)) if draft.withhold_cases(text) => None,
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
            (Role::Stage(index), value) => {
                let name = self.mapping.stage(index);
                draft.stage(
                    &mut self.stages,
                    name.as_bytes(),
                    field,
                    value,
                    cursor.since(start),
                );
                None
            }
            #[cfg(feature = "formats")]
            (Role::Base, value) => match value.number().filter(|&n| n > 0.0) {
                Some(n) => {
                    draft.base = Some(n);
                    None
                }
                None => Some(IssueKind::BadBase),
            },
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
}

/// The list of texts at the cursor.
pub(super) fn texts<'a>(cursor: &mut Cursor<'a>) -> Scanned<Vec<Raw<'a>>> {
    let mut texts = Vec::new();
    cursor.elements(|cursor| {
        texts.push(cursor.string()?);
        Ok(())
    })?;
    Ok(texts)
}

fn joined(texts: &[Raw<'_>]) -> Vec<u8> {
    let texts: Vec<Cow<'_, [u8]>> = texts.iter().map(|text| text.text()).collect();
    texts.join(SEVERAL)
}
