//! [`survey`]: which fields a private file has, for whoever is about to write a policy. No value of it is told.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::fields::{is_link, is_text};
use super::finding::{Finding, Findings};
use super::identify::{Identifying, suspects};
use super::keys::Key;
use super::policy::Policy;
use super::required::{header, lacking};
use super::source::{Source, is_ours};
use super::{dates, people};
use crate::data::{NO_COUNTRY, NO_VALUE};

/// What a private file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// How many records are single cases.
    pub cases: u64,
    /// How many count others.
    pub totals: u64,
    /// What a public file must say of itself and this one does not: `source`, `licence`, `caveat`, `coverage`.
    pub lacks: Vec<&'static str>,
    /// What a policy can list: what case JSON knows first, then the file's own fields.
    pub fields: Vec<Field>,
}

/// A field that a policy can list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FieldKind,
    /// How many records have something there.
    pub cases: u64,
    /// How many different things they have.
    pub values: u64,
    /// What there is in it that names or finds people, in words.
    pub identifies: Option<String>,
}

/// What a field is to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Case JSON knows it, as it does dates, places and people.
    Known,
    /// A text of which there are few.
    Facet,
    /// Free text, which needs a reason.
    Text,
    /// Links and sources of single cases, which are left out.
    Link,
}

impl FieldKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Facet => "facet",
            Self::Text => "text",
            Self::Link => "link",
        }
    }
}

impl Survey {
    /// The survey as JSON.
    pub fn json(&self) -> String {
        let field = |one: &Field| json!({ "name": one.name, "kind": one.kind.name(), "cases": one.cases, "values": one.values, "identifies": one.identifies });
        let fields: Vec<Value> = self.fields.iter().map(field).collect();
        json!({ "cases": self.cases, "totals": self.totals, "lacks": self.lacks, "fields": fields })
            .to_string()
    }
}

/// Looks at a private file before there is a policy.
///
/// # Errors
/// If it can't be judged, and why.
pub fn survey(private: &[u8]) -> Result<Survey, Vec<Finding>> {
    let source = Source::read(private)?;
    let policy = Policy::parse(br#"{"fields": []}"#)?;
    let mut unheard = Findings::default();
    let header = header(&source, &policy, &Identifying::default(), &mut unheard);
    let totals = (0..source.len()).filter(|&row| source.is_total(row));
    let totals = totals.count() as u64;
    let mut suspects = suspects(&source);
    let mut seen = HashSet::new();
    let names: Vec<&str> = source.names();
    // What is read as a date is told as one, and not a second time as a text.
    let own = |name: &&str| source.meaning(name).is_none();
    let fields = names
        .into_iter()
        .filter(own)
        .filter(|&name| seen.insert(name));
    let fields = fields.filter_map(|name| {
        let (cases, values) = count(&source, name);
        (cases > 0).then(|| Field {
            name: name.to_owned(),
            kind: kind(&source, name),
            cases,
            values,
            identifies: suspects.remove(name),
        })
    });
    Ok(Survey {
        cases: source.len() as u64 - totals,
        totals,
        lacks: lacking(&header),
        fields: fields.collect(),
    })
}

fn kind(source: &Source, name: &str) -> FieldKind {
    if is_link(source, name) {
        FieldKind::Link
    } else if is_text(source, name) {
        FieldKind::Text
    } else if is_ours(name) {
        FieldKind::Known
    } else {
        FieldKind::Facet
    }
}

/// How many records have something in a field, and how many different things.
fn count(source: &Source, name: &str) -> (u64, u64) {
    let cases = &source.data.cases;
    let sharp = |key: &Key, row: usize| {
        let code = key.code(row, 0);
        (code > 0).then_some(u64::from(code))
    };
    let number = |value: f32| (!value.is_nan()).then_some(u64::from(value.to_bits()));
    let placed = |row: usize| !cases.lat.get(row).is_nan();
    let of = |value: &dyn Fn(usize) -> Option<u64>| {
        let said: Vec<u64> = (0..cases.len()).filter_map(value).collect();
        (said.len() as u64, different(said))
    };
    match name {
        "date" => {
            let key = dates::date(cases, "");
            of(&|row| sharp(&key, row))
        }
        "dates" => {
            let key = dates::dates(cases);
            of(&|row| sharp(&key, row))
        }
        "people" => {
            let key = people::people(cases);
            of(&|row| sharp(&key, row))
        }
        "country" => of(&|row| {
            let code = cases.country[row];
            (code != NO_COUNTRY).then_some(u64::from(code))
        }),
        "lat" => of(&|row| number(cases.lat.get(row))),
        "lon" => of(&|row| number(cases.lon.get(row))),
        "precision" => of(&|row| placed(row).then(|| cases.precision.get(row) as u64)),
        "radius_km" => of(&|row| number(cases.radius_km.get(row))),
        "id" => (cases.len() as u64, cases.len() as u64),
        name => match cases.facet(name) {
            Some(facet) => of(&|row| {
                let code = facet.codes.get(row).copied().unwrap_or(NO_VALUE);
                (code != NO_VALUE).then_some(u64::from(code))
            }),
            None => as_written(source, name),
        },
    }
}

/// The same of a field that figures don't read.
fn as_written(source: &Source, name: &str) -> (u64, u64) {
    let said = (0..source.len()).map(|row| source.texts(row, name).join("\n"));
    let said: Vec<String> = said.filter(|text| !text.trim().is_empty()).collect();
    (said.len() as u64, different(said))
}

fn different<T: Eq + std::hash::Hash>(said: Vec<T>) -> u64 {
    said.into_iter().collect::<HashSet<T>>().len() as u64
}
