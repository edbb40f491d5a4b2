//! From a private file to a public one: each rule, random files, and attacks. All cases are made up: nobody of them is
//! real.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

#[path = "../common/mod.rs"]
mod common;

mod attack;
mod cells;
mod input;
mod properties;
mod report;
mod rules;
mod survey;

use std::collections::BTreeMap;

use caseplot::publish::{Finding, Published, Refused, Run, Severity, publish};
use serde_json::{Map, Value, json};

/// 20 January 2026.
pub(crate) const RUN: Run = Run {
    seed: 7,
    today: 20_473,
};

pub(crate) type Done = Result<Published, Box<Refused>>;

pub(crate) fn run(private: &Value, policy: &Value) -> Done {
    let bytes = [private, policy].map(|value| value.to_string().into_bytes());
    publish(&bytes[0], &bytes[1], &[], RUN)
}

/// A file of these cases with all that a public file needs.
pub(crate) fn file(cases: Value) -> Value {
    let mut out = json!({
        "title": "Fiction", "caveat": "Made up.", "source": { "name": "Nobody", "licence": "CC0" },
        "coverage": { "from": "2021", "to": "2023" }
    });
    out["cases"] = cases;
    out
}

/// The records of the public file.
pub(crate) fn records(published: &Published) -> Vec<Map<String, Value>> {
    records_of(&published.file)
}

pub(crate) fn records_of(file: &str) -> Vec<Map<String, Value>> {
    let file: Value = serde_json::from_str(file).unwrap();
    let cases = file["cases"].as_array().unwrap();
    cases
        .iter()
        .map(|case| case.as_object().unwrap().clone())
        .collect()
}

/// What records tell beside their ids, with how many tell it.
pub(crate) fn told(published: &Published) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for mut record in records(published) {
        record.remove("id");
        *out.entry(Value::Object(record).to_string()).or_default() += 1;
    }
    out
}

/// What a rule found.
pub(crate) fn of_rule<'a>(done: &'a Done, rule: &str) -> Vec<&'a Finding> {
    let report = match done {
        Ok(published) => &published.report,
        Err(refused) => &refused.report,
    };
    report
        .findings
        .iter()
        .filter(|one| one.rule == rule)
        .collect()
}

/// Whether a rule is in the way.
pub(crate) fn blocks(done: &Done, rule: &str) -> bool {
    done.is_err()
        && of_rule(done, rule)
            .iter()
            .any(|one| one.severity == Severity::Block)
}

/// The words of what is in the way, where something is.
pub(crate) fn words(done: Done) -> String {
    let refused = done.map(|published| published.file).unwrap_err();
    refused
        .report
        .blocks()
        .map(Finding::message)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Six cases of which three and three share everything, with fields of all kinds. Fiction.
pub(crate) fn six() -> Value {
    let case = |n: u32, country: &str, date: &str, charge: &str| {
        json!({
            "id": format!("2021-Rome-{n}"), "date": date, "country": country, "charge": charge, "outcome": "acquitted",
            "lat": 45.649_53, "lon": 13.776_77, "precision": "city", "place": "Trieste", "people": 1,
            "name": format!("Testperson Number{n}"), "note": format!("Nothing happened to nobody {n}."), "url": format!("https://news.example/{n}")
        })
    };
    json!([
        case(1, "IT", "2021-03-14", "smuggling"),
        case(2, "IT", "2021-03-14", "smuggling"),
        case(3, "IT", "2021-03-14", "smuggling"),
        case(4, "EL", "2022-05-01", "facilitation"),
        case(5, "EL", "2022-05-02", "facilitation"),
        case(6, "EL", "2022-05-28", "facilitation"),
    ])
}

/// The same with something changed in each case.
pub(crate) fn six_with(change: impl Fn(usize, &mut Value)) -> Value {
    let mut cases = six();
    for (at, case) in cases.as_array_mut().unwrap().iter_mut().enumerate() {
        change(at, case);
    }
    file(cases)
}
