//! Places at their levels: the point that its precision allows, a town, a district, a region, a country.

use super::finding::{Finding, Findings};
use super::keys::{Key, members};
use super::policy::Policy;
use super::rules::Rule;
use super::source::Source;
use crate::data::{Cases, PRECISIONS, Precision};
use crate::json::Writer;

/// The levels of a place.
pub(super) const LEVELS: [&str; 6] = ["stated", "city", "district", "region", "country", "none"];
/// How much it matters to keep each of them.
const WEIGHTS: [f64; 6] = [0.5, 0.7, 1.0, 2.0, 6.0, 1.0];
/// As a place stands in the file.
const STATED: usize = 0;
const DISTRICT: usize = 2;
const REGION: usize = 3;
const COUNTRY: usize = 4;

/// What rules 2 and 3 find of points.
pub(super) fn find(source: &Source, policy: &Policy, rows: &[usize], found: &mut Findings) {
    if !(policy.has("lat") && policy.has("lon")) {
        return;
    }
    let cases = &source.data.cases;
    let placed = rows
        .iter()
        .copied()
        .filter(|&row| !cases.lat.get(row).is_nan());
    let (unstated, stated): (Vec<usize>, Vec<usize>) =
        placed.partition(|&row| cases.precision.get(row) == Precision::Unknown);
    if policy.is_on(Rule::Unstated) && !unstated.is_empty() {
        let finding = Finding::stop(
            "unstated",
            "lat, lon",
            "points that do not say what they stand for",
            "",
            "They are taken for those of a town at best.",
        );
        found.add(
            policy,
            Rule::Unstated,
            finding.of_records(&source.numbers(&unstated)),
        );
    }
    if !policy.is_on(Rule::Precision) {
        return;
    }
    let is_finer = |row: usize| {
        let precision = self::stated(cases, row, true);
        let scale = 10_f64.powi(decimals(precision, true).cast_signed());
        let area = matches!(precision, Precision::Admin1 | Precision::Country);
        let off = |value: f32| {
            (f64::from(value) * scale - (f64::from(value) * scale).round()).abs() > 1e-3
        };
        area || off(cases.lat.get(row)) || off(cases.lon.get(row))
    };
    let finer: Vec<usize> = stated.into_iter().filter(|&row| is_finer(row)).collect();
    if !finer.is_empty() {
        let finding = Finding::stop(
            "precision",
            "lat, lon",
            "points with more decimals than what they stand for",
            "",
            "They are cut: a town's to two decimals, a district's to one; of regions and countries none is left.",
        );
        found.add(
            policy,
            Rule::Precision,
            finding.of_records(&source.numbers(&finer)),
        );
    }
}

/// What of a place is published.
pub(super) struct Places<'a> {
    source: &'a Source,
    /// Whether points are cut to their precision.
    cut: bool,
    /// Whether points without one are those of a town.
    town: bool,
    point: bool,
    radius: bool,
    country: bool,
    text: bool,
    region: Option<&'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source, policy: &'a Policy, allowed: &[String]) -> Self {
        Self {
            source,
            cut: policy.is_on(Rule::Precision),
            town: policy.is_on(Rule::Unstated),
            point: policy.has("lat") && policy.has("lon"),
            radius: policy.has("radius_km"),
            country: policy.has("country"),
            text: allowed.iter().any(|field| field == "place"),
            region: policy
                .region
                .as_deref()
                .filter(|name| allowed.iter().any(|field| field == name)),
        }
    }

    /// Whether anything of a place is published.
    pub(super) fn any(&self) -> bool {
        self.point || self.country || self.text || self.region.is_some()
    }

    /// The places of the cases.
    pub(super) fn key(&self) -> Key {
        let mut key = Key::new("place", &LEVELS, self.source.len(), |row, level| {
            members(|out| self.write(row, level, out))
        });
        key.weights = WEIGHTS.to_vec();
        key
    }

    fn write(&self, row: usize, level: usize, out: &mut Writer) {
        let cases = &self.source.data.cases;
        if self.country && level <= COUNTRY {
            country(cases, row, out);
        }
        if let Some(region) = self.region.filter(|_| level <= REGION) {
            super::fields::raw(self.source, row, region, out);
        }
        if self.text && level < DISTRICT {
            super::fields::raw(self.source, row, "place", out);
        }
        if !self.point || level >= REGION {
            return;
        }
        let Some((lat, lon, precision)) = self.point(row, level) else {
            return;
        };
        let decimals = decimals(precision, self.cut);
        out.key("lat").fixed(lat, decimals);
        out.key("lon").fixed(lon, decimals);
        let name = PRECISIONS.iter().find(|(_, known)| *known == precision);
        out.key("precision")
            .string(name.map_or("", |(name, _)| name));
        let radius = cases.radius_km.get(row);
        if self.radius && level == STATED && !radius.is_nan() {
            out.key("radius_km").fixed(radius.into(), 0);
        }
    }

    /// A case's point with what it stands for at a level; none where that is an area.
    fn point(&self, row: usize, level: usize) -> Option<(f64, f64, Precision)> {
        let cases = &self.source.data.cases;
        let (lat, lon) = (cases.lat.get(row), cases.lon.get(row));
        if lat.is_nan() || lon.is_nan() {
            return None;
        }
        let stated = stated(cases, row, self.town);
        let precision = match (stated, level) {
            (Precision::Admin1 | Precision::Country, STATED) if !self.cut => stated,
            (Precision::Admin1 | Precision::Country, _) => return None,
            (_, STATED) => stated,
            // Somewhere at sea or on a route is as coarse as a district, and no town.
            (Precision::Sea | Precision::Route, _) => stated,
            (_, DISTRICT) => Precision::Admin2,
            (Precision::Admin2, _) => stated,
            _ => Precision::City,
        };
        Some((lat.into(), lon.into(), precision))
    }
}

/// What a case's point stands for.
pub(super) fn stated(cases: &Cases, row: usize, town: bool) -> Precision {
    match cases.precision.get(row) {
        Precision::Unknown if town => Precision::City,
        precision => precision,
    }
}

/// Decimals of a degree that a precision allows: the second is about a kilometre, the first about ten.
pub(super) fn decimals(precision: Precision, cut: bool) -> u32 {
    match precision {
        _ if !cut => 5,
        Precision::Site => 4,
        Precision::City | Precision::Unknown => 2,
        _ => 1,
    }
}

/// The countries that a case is counted for.
pub(super) fn country(cases: &Cases, row: usize, out: &mut Writer) {
    if let Some(code) = cases.country_code(row) {
        out.key("country").string(code);
        return;
    }
    let Some(set) = cases.sets.get(usize::from(cases.set.get(row))) else {
        return;
    };
    let codes = set
        .iter()
        .filter_map(|&country| cases.countries.get(usize::from(country)));
    let mut codes: Vec<&String> = codes.collect();
    codes.sort_unstable();
    out.key("country")
        .array(|out| codes.iter().for_each(|code| out.string(code)));
}
