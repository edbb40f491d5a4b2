//! Somebody who has the private file and looks for its cases in the public one. Nothing here is taken from the engine:
//! what a record tells is compared with what a case is.

use std::collections::HashMap;

use caseplot::calendar::Day;
use caseplot::data::date::parse;
use serde_json::{Map, Value, json};

use crate::{file, records, run};

/// Each different record of a public file, with how many originals may be it.
pub(crate) fn matches(originals: &[Value], records: &[Map<String, Value>]) -> Vec<(String, usize)> {
    let mut known: HashMap<String, usize> = HashMap::new();
    for record in records {
        let mut record = record.clone();
        record.remove("id");
        let told = Value::Object(record.clone()).to_string();
        known.entry(told).or_insert_with(|| {
            originals
                .iter()
                .filter(|original| may_be(original, &record))
                .count()
        });
    }
    known.into_iter().collect()
}

/// How many records may be an original.
pub(crate) fn found(original: &Value, records: &[Map<String, Value>]) -> usize {
    records
        .iter()
        .filter(|record| may_be(original, record))
        .count()
}

/// Whether an original may be what a record tells.
fn may_be(original: &Value, record: &Map<String, Value>) -> bool {
    record.iter().all(|(name, told)| {
        let own = &original[name];
        match name.as_str() {
            "id" | "precision" | "lon" => true,
            "date" => is_within(own, told),
            "lat" => is_near(original, record),
            "people" => holds(told, own),
            _ => is_same(own, told) || told == "other" && !own.is_null() && *own != json!([]),
        }
    })
}

/// Whether a value or a list is the same, in any order; a list of one is what is in it.
fn is_same(own: &Value, told: &Value) -> bool {
    let sorted = |value: &Value| {
        let mut list = value
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![value.clone()]);
        list.sort_by_key(Value::to_string);
        list
    };
    sorted(own) == sorted(told)
}

fn days(value: &Value) -> Option<(Day, Day)> {
    let date = parse(value.as_str()?.as_bytes()).ok()?;
    Some((date.start, date.last))
}

fn is_within(own: &Value, told: &Value) -> bool {
    match (days(own), days(told)) {
        (Some(own), Some(told)) => told.0 <= own.0 && own.1 <= told.1,
        _ => false,
    }
}

/// Whether the point that is told may be the case's, cut to what it stands for.
fn is_near(original: &Value, record: &Map<String, Value>) -> bool {
    let step = match record["precision"].as_str().unwrap() {
        "site" => 0.0001,
        "city" | "unknown" => 0.01,
        _ => 0.1,
    };
    ["lat", "lon"].iter().all(
        |name| match (original[*name].as_f64(), record[*name].as_f64()) {
            (Some(own), Some(told)) => (own - told).abs() <= step / 2.0 + 1e-5,
            _ => false,
        },
    )
}

/// The least and the most of a number of people.
fn bounds(value: &Value) -> Option<(u64, u64)> {
    if let Some(n) = value.as_u64() {
        return Some((n, n));
    }
    let min = value["min"].as_u64()?;
    Some((min, value["max"].as_u64().unwrap_or(u64::MAX)))
}

fn holds(told: &Value, own: &Value) -> bool {
    match (bounds(told), bounds(own)) {
        (Some(told), Some(own)) => told.0 <= own.0 && own.1 <= told.1,
        (None, _) => own["suppressed"] == true,
        _ => false,
    }
}

#[test]
fn an_attacker_with_the_private_file_finds_nobody() {
    // Fiction: towns are real, and nothing happened there.
    let towns = [
        ("IT", 45.65, 13.77),
        ("IT", 35.5, 12.6),
        ("GR", 39.1, 26.55),
        ("FR", 50.95, 1.86),
    ];
    let cases: Vec<Value> = (0..80)
        .map(|at: usize| {
            let (country, lat, lon) = towns[at * 7 % 11 % 4];
            let charge = ["smuggling", "facilitation", "smuggling", "obstruction", "espionage"][at * 3 % 17 % 5];
            json!({ "date": format!("202{}-{:02}-{:02}", at % 3 + 1, at * 5 % 12 + 1, at * 11 % 28 + 1), "country": country, "lat": lat, "lon": lon,
                "precision": "city", "charge": charge, "who": if at.is_multiple_of(9) { "migrant" } else { "defender" }, "people": at % 4 + 1, "outcome": "acquitted" })
        })
        .collect();
    let fields = json!(["date", "country", "lat", "lon", "charge", "people", "who"]);
    // Published as it is, almost everybody is found.
    let off = |name: &str| json!({ "on": false, "reason": "Only to see what happens without.", "name": name });
    let naked = json!({ "fields": fields, "rules": { "anonymity": { "on": false, "reason": off("x")["reason"] } } });
    let naked = run(&file(json!(cases)), &naked).unwrap();
    let alone = matches(&cases, &records(&naked))
        .iter()
        .filter(|(_, n)| *n < 3)
        .count();
    assert!(alone > 60, "{alone}");
    let done = run(&file(json!(cases)), &json!({ "fields": fields })).unwrap();
    assert_eq!(records(&done).len(), 80);
    for (told, n) in matches(&cases, &records(&done)) {
        assert!(n >= 3, "{n}: {told}");
    }
    for case in &cases {
        let n = found(case, &records(&done));
        let least = if case["who"] == "migrant" { 5 } else { 3 };
        assert!(n >= least, "{n}: {case}");
    }
}
