//! An editor's own areas, keyed to the cases that are counted by them.

use super::areas::regions;
use crate::data::{Cases, area};
use crate::geo::Basemap;
use crate::geo::areas::{AreaIssueKind, Plan, build};

/// A base map of an editor's own areas.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAreas {
    /// Its units have the codes of [`Cases::areas`], and areas without cases those after them.
    pub map: Basemap,
    /// Unit codes with the names of their areas; with the key where the file has no name.
    pub names: Vec<([u8; 2], String)>,
    /// What is wrong, in sentences; drawing goes on.
    pub problems: Vec<String>,
}

/// As many keys are named in a sentence.
const NAMED: usize = 12;

/// Makes a base map of a GeoJSON `FeatureCollection` or a TopoJSON topology for cases that are counted by its
/// areas. `key` is the property that holds what the cases write.
///
/// # Errors
/// As [`regions`].
pub fn keyed(bytes: &[u8], key: &str, plan: &Plan, cases: &Cases) -> crate::Result<OwnAreas> {
    let mut regions = regions(bytes, key)?;
    let mut keys = cases.areas.clone();
    let mut names: Vec<([u8; 2], String)> = Vec::new();
    let mut met = vec![false; keys.len()];
    let mut over = 0;
    let written: Vec<String> = regions
        .iter()
        .map(|region| region.key.clone().unwrap_or_default())
        .collect();
    for (region, key) in regions.iter_mut().zip(&written) {
        if key.is_empty() {
            continue;
        }
        let known = keys.iter().position(|known| known == key);
        let number = known.unwrap_or(keys.len());
        let Some(code) = area::code(number) else {
            region.key = None;
            over += 1;
            continue;
        };
        if known.is_none() {
            keys.push(key.clone());
        }
        if let Some(met) = met.get_mut(number) {
            *met = true;
        }
        if !names.iter().any(|(known, _)| *known == code) {
            let name = if region.name.is_empty() {
                key
            } else {
                &region.name
            };
            names.push((code, name.clone()));
        }
        region.key = Some(code.map(char::from).iter().collect());
    }
    let drawn = build(&regions, plan);
    let mut problems = unmatched(&cases.areas, &met);
    if over > 0 {
        problems.push(format!(
            "{over} areas are left out: expected at most {}.",
            area::MOST
        ));
    }
    let mut told = 0;
    for mut issue in drawn.issues {
        if let Some(key) = issue.number.checked_sub(1).and_then(|at| written.get(at)) {
            // Those that are too many have a key.
            if issue.kind == AreaIssueKind::NoKey && !key.is_empty() {
                continue;
            }
            issue.key.clone_from(key);
        }
        told += 1;
        if told <= NAMED {
            problems.push(issue.to_string());
        }
    }
    if told > NAMED {
        let more = told - NAMED;
        problems.push(format!(
            "{more} more problems with areas are not told here."
        ));
    }
    // What has no shape has a name all the same: that of its key.
    for (number, key) in cases.areas.iter().enumerate() {
        if let Some(code) = area::code(number).filter(|_| !met[number]) {
            names.push((code, key.clone()));
        }
    }
    Ok(OwnAreas {
        map: drawn.map,
        names,
        problems,
    })
}

/// Says which of the cases' areas the file has not.
fn unmatched(areas: &[String], met: &[bool]) -> Vec<String> {
    let lost: Vec<&str> = areas
        .iter()
        .zip(met)
        .filter(|&(_, &met)| !met)
        .map(|(key, _)| &**key)
        .collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let more = lost.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let named = lost[..lost.len().min(NAMED)].join(", ");
    vec![format!(
        "{} of the {} areas that cases name are not in the file of areas, and their cases are not on the map: \
         {named}{more}. Check areas-key, and the field that fields names as area.",
        lost.len(),
        areas.len(),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;
    use crate::geo::Projection;
    use crate::read::Reader;

    const AREAS: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"nuts":"EL30","NUTS_NAME":"Attiki"},"geometry":{"type":"Polygon","coordinates":[[[23,37],[24,37],[24,38],[23,38],[23,37]]]}},
        {"type":"Feature","properties":{"nuts":"EL41"},"geometry":{"type":"Polygon","coordinates":[[[25,39],[26.5,39],[26.5,40],[25,40],[25,39]]]}},
        {"type":"Feature","properties":{"nuts":"EL42"},"geometry":{"type":"Polygon","coordinates":[[[27,36],[28,36],[28,37],[27,37]]]}}]}"#;

    fn cases() -> Dataset {
        let mut reader = Reader::new();
        reader.map_fields(r#"{"area":"region"}"#);
        reader.feed(
            br#"[{"date":"2021","country":"EL","region":"EL41"},{"date":"2021","country":"EL","region":"EL99"},
                {"date":"2022","country":"EL","region":"EL41"},{"date":"2022","country":"EL"}]"#,
        );
        reader.finish().unwrap()
    }

    fn plan() -> Plan {
        Plan {
            projection: Projection::LaeaEurope,
            grid: 100,
            frame: None,
            attribution: String::new(),
        }
    }

    #[test]
    fn cases_are_counted_by_areas_and_those_without_an_area_by_none() {
        let data = cases();
        assert!(data.issues.is_empty(), "{:?}", data.issues);
        assert_eq!(data.cases.areas, ["EL41", "EL99"]);
        let none = crate::data::NO_COUNTRY;
        assert_eq!(data.cases.country[..], [0, 1, 0, none]);
    }

    #[test]
    fn of_very_many_areas_those_that_can_be_told_apart_are_drawn_and_the_rest_is_counted() {
        let area = |i: usize| {
            let x = 1.0 + i as f64 / 100.0;
            format!(
                r#"{{"properties":{{"id":"R{i}"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},45],[{x},46],[{x},45.5],[{x},45]]]}}}}"#
            )
        };
        let areas: Vec<String> = (0..area::MOST + 60).map(area).collect();
        let file = format!(r#"{{"features":[{}]}}"#, areas.join(","));
        let own = keyed(file.as_bytes(), "id", &plan(), &Cases::default()).unwrap();
        assert!(
            own.problems[0].starts_with("60 areas are left out"),
            "{:?}",
            own.problems
        );
        assert!(own.problems.len() <= NAMED + 2, "{}", own.problems.len());
        assert!(
            own.problems
                .iter()
                .all(|problem| !problem.contains("no key"))
        );
    }

    #[test]
    fn areas_have_the_codes_of_their_cases_and_keys_that_match_none_are_told() {
        let data = cases();
        let own = keyed(AREAS.as_bytes(), "nuts", &plan(), &data.cases).unwrap();
        let codes: Vec<&str> = own.map.units().iter().map(|unit| &*unit.code).collect();
        assert_eq!(codes, ["0A", "0C", "0D"]);
        assert_eq!(data.cases.countries[0], "0A");
        let name = |code: &[u8; 2]| {
            own.names
                .iter()
                .find(|(known, _)| known == code)
                .map(|(_, name)| &**name)
        };
        assert_eq!(name(b"0C"), Some("Attiki"));
        assert_eq!(name(b"0A"), Some("EL41"));
        assert_eq!(name(b"0B"), Some("EL99"));
        assert_eq!(
            own.problems,
            [
                "1 of the 2 areas that cases name are not in the file of areas, and their cases are not on the map: EL99. \
                 Check areas-key, and the field that fields names as area.",
                "Area 3 (EL42): a ring did not end at its first point, and was closed.",
            ]
        );
    }
}
