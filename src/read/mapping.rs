//! Which field of a file is what: as the file or an editor says it, by the names of known data sets,
//! or by a guess.

use super::bytes::string;
use super::fields::{Role, canonical};
use super::header::Value;
use crate::data::Precision;
use crate::scale::time::Unit;

/// Which fields are what, before the first record is read.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    /// What was said, by the field's name.
    said: Vec<(Vec<u8>, Role)>,
    /// The known data set whose names hold.
    preset: Option<u8>,
    /// What was guessed from the names of the first record.
    guessed: Vec<(Vec<u8>, Role)>,
    /// The country of all cases, where no field tells it.
    pub(super) country: Option<String>,
    /// Whether cases are counted by an editor's own areas: one field tells them in place of the country.
    pub(super) areas: bool,
    /// Stages whose dates stand in fields of their own.
    stages: Vec<String>,
    /// Meanings of coded units of time and precisions: those of known data sets, then those said.
    steps: Vec<Vec<Option<Unit>>>,
    precisions: Vec<Vec<Precision>>,
}

const ACLED: u8 = 1;
const UCDP: u8 = 2;
const IOM: u8 = 4;
const PRESS: u8 = 8;
const UWAZI: u8 = 16;
const SHEET: u8 = 32;

/// Known data sets by the names that editors give them.
const PRESETS: [(&str, u8); 6] = [
    ("acled", ACLED),
    ("ucdp", UCDP),
    ("iom", IOM),
    ("press-freedom", PRESS),
    ("uwazi", UWAZI),
    ("spreadsheet", SHEET),
];

/// Names of fields, in small letters and digits only, with what they are and in which data sets.
/// The first one that a file has holds; of the least numbers of people, those that follow each other
/// are added.
const KNOWN: [(&str, Role, u8); 50] = [
    ("eventdate", Role::Date, ACLED | SHEET),
    ("incidentdate", Role::Date, IOM | SHEET),
    ("reporteddate", Role::Date, IOM),
    ("datestart", Role::Date, UCDP | SHEET),
    ("date", Role::Date, SHEET),
    ("startdate", Role::Date, SHEET),
    ("datum", Role::Date, SHEET),
    ("data", Role::Date, SHEET),
    ("fecha", Role::Date, SHEET),
    ("dateend", Role::DateTo, UCDP | SHEET),
    ("enddate", Role::DateTo, SHEET),
    ("dateprec", Role::Step(0), UCDP),
    ("timeprecision", Role::Step(1), ACLED),
    ("exactdateunknown", Role::Inexact, PRESS),
    ("year", Role::Part(0), SHEET),
    ("month", Role::Part(1), SHEET),
    ("day", Role::Part(2), SHEET),
    ("countryofincident", Role::Country, IOM),
    ("country", Role::Country, SHEET),
    ("countryname", Role::Country, SHEET),
    ("iso3", Role::Country, SHEET),
    ("iso2", Role::Country, SHEET),
    ("countrycode", Role::Country, SHEET),
    ("land", Role::Country, SHEET),
    ("paese", Role::Country, SHEET),
    ("pays", Role::Country, SHEET),
    ("pais", Role::Country, SHEET),
    ("locationcoodinates", Role::Point, IOM),
    ("coordinates", Role::Point, IOM | SHEET),
    ("geolocation", Role::Point, UWAZI | SHEET),
    ("latlon", Role::Point, SHEET),
    ("latitude", Role::Lat, ACLED | UCDP | PRESS | SHEET),
    ("longitude", Role::Lon, ACLED | UCDP | PRESS | SHEET),
    ("lat", Role::Lat, SHEET),
    ("lon", Role::Lon, SHEET),
    ("lng", Role::Lon, SHEET),
    ("totaldeadandmissing", Role::Bound(0), IOM),
    ("numberdead", Role::Bound(0), IOM),
    ("minimumestimatednumberofmissing", Role::Bound(0), IOM),
    ("fatalities", Role::Bound(0), ACLED),
    ("low", Role::Bound(0), UCDP),
    ("best", Role::Bound(1), UCDP),
    ("high", Role::Bound(2), UCDP),
    ("people", Role::People, SHEET),
    ("persons", Role::People, SHEET),
    ("victims", Role::People, SHEET),
    ("numberofpeople", Role::People, SHEET),
    ("cases", Role::Cases, SHEET),
    ("whereprec", Role::Precision(0), UCDP),
    ("geoprecision", Role::Precision(1), ACLED),
];

/// Tags of the Humanitarian Exchange Language (hxlstandard.org) with what their column is.
const TAGS: [(&str, Role); 8] = [
    ("#date+start", Role::Date),
    ("#date+end", Role::DateTo),
    ("#date", Role::Date),
    ("#country+code", Role::Country),
    ("#country", Role::Country),
    ("#geo+lat", Role::Lat),
    ("#geo+lon", Role::Lon),
    ("#affected", Role::People),
];

/// UCDP GED codebook 19.1, `where_prec`: 5 is a larger or fuzzy area.
const UCDP_PLACES: [Precision; 7] = [
    Precision::Site,
    Precision::City,
    Precision::Admin2,
    Precision::Admin1,
    Precision::Unknown,
    Precision::Country,
    Precision::Sea,
];
/// ACLED codebook, `geo_precision`: town, part of a region, province.
const ACLED_PLACES: [Precision; 3] = [Precision::City, Precision::Admin2, Precision::Admin1];
/// UCDP, `date_prec`: 4 is a month; the others are told by the two dates.
const UCDP_TIMES: [Option<Unit>; 4] = [None, None, None, Some(Unit::Month)];
/// ACLED, `time_precision`: a day, a week, a month.
const ACLED_TIMES: [Option<Unit>; 3] = [None, Some(Unit::Week), Some(Unit::Month)];

impl Mapping {
    /// Takes what an editor says. The names that mean nothing come back.
    pub(super) fn say(&mut self, fields: &Value) -> Vec<String> {
        if let Value::Text(preset) = fields {
            return self.preset(preset).into_iter().collect();
        }
        let Value::Object(members) = fields else {
            return vec![String::new()];
        };
        let mut wrong = Vec::new();
        for (role, value) in members {
            let known = match (role.as_str(), value) {
                ("preset", Value::Text(name)) => {
                    wrong.extend(self.preset(name));
                    true
                }
                ("date", _) => self.date(value),
                ("dates", Value::Object(stages)) => self.dates(stages),
                ("dates", _) => self.all(Some(value), Role::Stages),
                ("people", _) => self.people(value),
                ("country", Value::Object(_)) => {
                    self.country = Some(value.text("value").to_owned());
                    true
                }
                ("precision", Value::Object(_)) => {
                    let codes = value.list("codes").iter().map(Value::as_text);
                    self.precisions.push(
                        codes
                            .map(|name| Precision::parse(name.as_bytes()))
                            .collect(),
                    );
                    let role = Role::Precision(self.precisions.len() as u8 + 1);
                    self.all(value.get("field"), role)
                }
                ("country", _) => self.all(Some(value), Role::Country),
                ("area", _) => {
                    self.areas = true;
                    self.all(Some(value), Role::Country)
                }
                ("point", _) => self.all(Some(value), Role::Point),
                ("lat", _) => self.all(Some(value), Role::Lat),
                ("lon", _) => self.all(Some(value), Role::Lon),
                ("cases", _) => self.all(Some(value), Role::Cases),
                ("precision", _) => self.all(Some(value), Role::Precision(u8::MAX)),
                ("base", _) => self.all(Some(value), Role::Base),
                ("radius_km", _) => self.all(Some(value), Role::Radius),
                ("facets", _) => self.all(Some(value), Role::Facet(u16::MAX)),
                ("details", _) => self.all(Some(value), Role::Detail),
                _ => false,
            };
            if !known {
                wrong.push(role.clone());
            }
        }
        wrong
    }

    /// The name if there is no such preset.
    fn preset(&mut self, name: &str) -> Option<String> {
        match PRESETS.iter().find(|(known, _)| *known == name) {
            Some(&(_, bit)) => {
                self.preset = Some(bit);
                None
            }
            None => Some(name.to_owned()),
        }
    }

    fn date(&mut self, value: &Value) -> bool {
        match value {
            Value::List(parts) if parts.len() <= 3 => {
                for (index, part) in parts.iter().enumerate() {
                    self.all(Some(part), Role::Part(index as u8));
                }
                true
            }
            Value::Object(_) => {
                let codes = value.list("codes").iter();
                self.steps
                    .push(codes.map(|unit| Unit::parse(unit.as_text())).collect());
                let step = Role::Step(self.steps.len() as u8 + 1);
                let order = match value.text("order") {
                    "mdy" => Role::MonthFirst,
                    _ => Role::Date,
                };
                self.all(value.get("precision"), step);
                self.all(value.get("to"), Role::DateTo);
                self.all(value.get("inexact"), Role::Inexact);
                self.all(value.get("from"), order)
            }
            _ => self.all(Some(value), Role::Date),
        }
    }

    /// Stages, each with the field of its date.
    fn dates(&mut self, stages: &[(String, Value)]) -> bool {
        stages.iter().fold(true, |all, (stage, field)| {
            let index = self.stages.len().min(usize::from(u8::MAX));
            self.stages.push(stage.clone());
            self.all(Some(field), Role::Stage(index as u8)) && all
        })
    }

    /// The stages whose dates stand in fields of their own, in the order that was said.
    pub(super) fn stages(&self) -> &[String] {
        &self.stages
    }

    /// The name of one of them.
    pub(super) fn stage(&self, index: u8) -> &str {
        self.stages
            .get(usize::from(index))
            .map_or("", String::as_str)
    }

    fn people(&mut self, value: &Value) -> bool {
        let Value::Object(_) = value else {
            return self.all(Some(value), Role::People);
        };
        let said = ["min", "best", "max"].into_iter().zip(0..);
        said.fold(false, |any, (name, bound)| {
            self.all(value.get(name), Role::Bound(bound)) || any
        })
    }

    /// Gives a role to a field, or to each of a list.
    fn all(&mut self, fields: Option<&Value>, role: Role) -> bool {
        match fields {
            Some(Value::Text(name)) => self.said.push((name.clone().into_bytes(), role)),
            Some(Value::List(list)) => {
                for field in list {
                    self.all(Some(field), role);
                }
            }
            _ => return false,
        }
        true
    }

    /// Records are features of GeoJSON.
    pub(super) fn features(&mut self) {
        for (name, role) in [
            ("geometry", Role::Geometry),
            ("properties", Role::Properties),
            ("type", Role::Detail),
        ] {
            self.guessed.push((name.as_bytes().to_vec(), role));
        }
    }

    /// Learns the names of the first record, with its texts, and guesses what is not said. True if
    /// the record is a row of tags, and no case.
    pub(super) fn meet(&mut self, record: &[(Vec<u8>, Vec<u8>)]) -> bool {
        let tags = record.iter().filter(|(_, text)| is_tag(text)).count();
        let said: Vec<Role> = record
            .iter()
            .filter_map(|(name, _)| self.said_role(name).or_else(|| canonical(name)))
            .collect();
        let mut taken = said;
        let mut last = None;
        for (index, &(alias, role, presets)) in KNOWN.iter().enumerate() {
            let part = matches!(role, Role::Bound(0) | Role::Part(1 | 2));
            let added = part && last.is_some_and(|at| at + 1 == index);
            let allowed = self.preset.is_none_or(|preset| presets & preset != 0);
            let same = |known: &Role| claims(*known) == claims(role);
            if !allowed || taken.iter().any(same) && !added {
                continue;
            }
            let named = |(name, _): &&(Vec<u8>, Vec<u8>)| plain(name) == alias.as_bytes();
            if let Some((name, _)) = record.iter().find(named) {
                self.guessed.push((name.clone(), role));
                taken.push(role);
                // The whole is not added to its parts.
                last = (alias != "totaldeadandmissing").then_some(index);
            }
        }
        if tags > 1 {
            for &(tag, role) in &TAGS {
                let tagged = |(_, text): &&(Vec<u8>, Vec<u8>)| {
                    let rest = text.strip_prefix(tag.as_bytes());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"+"))
                };
                if let Some((name, _)) = record.iter().find(tagged)
                    && !taken.iter().any(|known| claims(*known) == claims(role))
                {
                    self.guessed.push((name.clone(), role));
                    taken.push(role);
                }
            }
        }
        tags > 1
    }

    fn said_role(&self, name: &[u8]) -> Option<Role> {
        let said = self.said.iter().find(|(known, _)| known == name)?;
        Some(said.1)
    }

    /// What a field is; none if nothing says it, so that it may be a facet.
    pub(super) fn role(&self, name: &[u8]) -> Option<Role> {
        let guessed = || self.guessed.iter().find(|(known, _)| known == name);
        let by_name = || canonical(name).or_else(|| guessed().map(|&(_, role)| role));
        self.said_role(name).or_else(|| match by_name() {
            Some(Role::Country) if self.areas => Some(Role::Detail),
            role => role,
        })
    }

    /// What was guessed, in words: `date is reported_date, lat is latitude`; empty if nothing was,
    /// or a preset stands for it.
    pub(super) fn guess(&self) -> String {
        let mut words = String::new();
        let ours = |role: &Role| matches!(role, Role::Geometry | Role::Properties | Role::Detail);
        // Our own name in other letters is no guess.
        let guessed = self
            .guessed
            .iter()
            .filter(|(name, role)| !ours(role) && plain(name) != role.name().as_bytes());
        for (name, role) in guessed.filter(|_| self.preset.is_none()) {
            if !words.is_empty() {
                words.push_str(", ");
            }
            words.push_str(role.name());
            words.push_str(": ");
            words.push_str(&string(name));
        }
        words
    }

    /// Fields that were named but are none of `names`.
    pub(super) fn missing<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a [u8]> {
        let said = self.said.iter().map(|(name, _)| name.as_slice());
        said.filter(|name| !names.iter().any(|known| known.as_bytes() == *name))
    }

    /// The unit that a code stands for.
    pub(super) fn step(&self, table: u8, code: f64) -> Option<Unit> {
        let index = (code - 1.0) as usize;
        match table {
            0 => *UCDP_TIMES.get(index)?,
            1 => *ACLED_TIMES.get(index)?,
            said => *self.steps.get(usize::from(said) - 2)?.get(index)?,
        }
    }

    /// The precision that a code stands for.
    pub(super) fn precision(&self, table: u8, code: f64) -> Precision {
        let index = (code - 1.0) as usize;
        let known = match table {
            0 => UCDP_PLACES.get(index),
            1 => ACLED_PLACES.get(index),
            said => self
                .precisions
                .get(usize::from(said).wrapping_sub(2))
                .and_then(|codes| codes.get(index)),
        };
        known.copied().unwrap_or(Precision::Unknown)
    }
}

/// Roles with the same number exclude each other: a date is in one field or in parts.
fn claims(role: Role) -> u8 {
    match role {
        Role::Date | Role::MonthFirst | Role::Stages | Role::Part(_) => 0,
        Role::Country => 3,
        Role::Point | Role::Lat => 4,
        Role::Lon => 5,
        Role::People | Role::Bound(0) => 6,
        Role::Bound(bound) => 6 + bound,
        Role::DateTo => 9,
        Role::Step(_) => 10,
        Role::Precision(_) => 11,
        Role::Inexact => 12,
        Role::Cases => 13,
        _ => u8::MAX,
    }
}

/// A name without what spellings differ in.
fn plain(name: &[u8]) -> Vec<u8> {
    let same = name.iter().filter(|b| b.is_ascii_alphanumeric());
    same.map(u8::to_ascii_lowercase).collect()
}

fn is_tag(text: &[u8]) -> bool {
    matches!(text, [b'#', first, ..] if first.is_ascii_lowercase())
}
