//! The last look, at what is shipped and not at what was meant: the file is read again, and what it tells is counted.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::finding::Finding;
use super::identify::Identifying;
use super::keys::Key;
use super::policy::Policy;
use super::rules::Rule;
use super::source::texts;
use crate::data::Dataset;
use crate::issue::IssueKind;
use crate::read::Reader;

/// What looks odd of many cases together is no fault of a file that was rounded on purpose.
const ODD: [IssueKind; 4] = [
    IssueKind::OneDay,
    IssueKind::OnePlace,
    IssueKind::WholeDegrees,
    IssueKind::AnnotationOutside,
];

fn fault(place: &str, found: String) -> Vec<Finding> {
    vec![Finding::stop(
        "file",
        place,
        found,
        "a public file that holds what was decided",
        "Nothing was written. This is a fault of caseplot: please report it, without the file.",
    )]
}

/// Reads the public file again.
///
/// # Errors
/// If it can't be read as it was meant.
pub(super) fn read(file: &str) -> Result<Dataset, Vec<Finding>> {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    let data = reader
        .finish()
        .map_err(|error| fault("public file", error.to_string()))?;
    let issue = data.issues.iter().find(|issue| !ODD.contains(&issue.kind));
    match issue {
        Some(issue) => Err(fault("public file", issue.kind.code().to_owned())),
        None => Ok(data),
    }
}

/// Counts how many records share what they tell by keys, from what is written, and looks for words of columns that are
/// left out. `least` is how many have to share it.
///
/// # Errors
/// If fewer do, a field is there that no policy lists, or such words are found.
pub(super) fn records(
    file: &str,
    keys: &[Key],
    policy: &Policy,
    least: u64,
    identifying: &Identifying,
) -> Result<(), Vec<Finding>> {
    let file: Value =
        serde_json::from_str(file).map_err(|error| fault("public file", error.to_string()))?;
    let list = file.get("cases").and_then(Value::as_array);
    let records: Vec<&Map<String, Value>> = list
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect();
    let own = [
        "id",
        "precision",
        "kind",
        "cases",
        "percent",
        "counted",
        "date",
    ];
    let unlisted = records
        .iter()
        .flat_map(|record| record.keys())
        .find(|name| !own.contains(&name.as_str()) && !policy.has(name));
    if let Some(name) = unlisted {
        return Err(fault(
            name,
            "a field that the policy does not list".to_owned(),
        ));
    }
    let mut open: BTreeSet<&str> = keys
        .iter()
        .filter(|key| !key.protects)
        .map(|key| key.name.as_str())
        .collect();
    if open.contains("place") {
        open.extend(policy.region.as_deref());
    }
    let mut counts: HashMap<String, u64> = HashMap::new();
    let is_case = |record: &&&Map<String, Value>| {
        !["kind", "cases", "percent"]
            .iter()
            .any(|name| record.contains_key(*name))
    };
    for record in records.iter().filter(is_case) {
        let told = record
            .iter()
            .filter(|(name, _)| *name != "id" && !is_open(name, &open));
        let told: Vec<String> = told
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        *counts.entry(told.join("\n")).or_default() += 1;
    }
    if counts.values().any(|&n| n < least) {
        return Err(fault(
            "public file",
            format!("cases that fewer than {least} share what is told of them"),
        ));
    }
    let members = records.iter().flat_map(|record| record.iter());
    let different: BTreeSet<_> = members
        .filter(|(name, _)| !policy.is_eased(Rule::Identify, name))
        .flat_map(|(_, value)| texts(value))
        .collect();
    if different.iter().any(|text| identifying.is_in(text)) {
        return Err(fault(
            "public file",
            "words of a column that is left out".to_owned(),
        ));
    }
    Ok(())
}

/// Whether a member belongs to a key that protects nobody.
fn is_open(name: &str, open: &BTreeSet<&str>) -> bool {
    let place = ["country", "place", "lat", "lon", "precision", "radius_km"];
    open.contains(name) || open.contains("place") && place.contains(&name)
}
