//! The schema, the types and the reader know the same fields.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't read its files has failed"
)]

use std::collections::BTreeSet;

use caseplot::read::{HEADER_NAMES, field_names};
use serde_json::Value;

const SCHEMA: &str = include_str!("../pkg-template/case.schema.json");
const TYPES: &str = include_str!("../pkg-template/index.d.ts");

fn properties(definition: &str) -> BTreeSet<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let properties = &schema["$defs"][definition]["properties"];
    properties.as_object().unwrap().keys().cloned().collect()
}

/// The members of an interface, by their lines `  name?: type;`.
fn members(interface: &str) -> BTreeSet<String> {
    let head = format!("export interface {interface} {{\n");
    let (_, body) = TYPES.split_once(&head).unwrap();
    let (body, _) = body.split_once("\n}\n").unwrap();
    let names = body.lines().filter_map(|line| line.strip_prefix("  "));
    let names = names.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let name = |line: &str| line.split([':', '?']).next().map(str::to_owned);
    names.filter_map(name).collect()
}

fn set<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    names.map(str::to_owned).collect()
}

#[test]
fn a_case_has_the_same_fields_in_the_schema_the_types_and_the_reader() {
    let read = set(field_names());
    assert_eq!(properties("case"), read);
    assert_eq!(members("Case"), read);
}

#[test]
fn a_file_has_the_same_members_in_the_schema_the_types_and_the_reader() {
    let read = set(HEADER_NAMES.into_iter().chain(["cases"]));
    assert_eq!(properties("file"), read);
    assert_eq!(members("CaseFile"), read);
}

#[test]
fn every_member_of_a_header_is_taken_in() {
    // Each value differs from what holds without it.
    let file = r##"{"title":"a","caveat":"b","note":"c","source":{"name":"d"},"licence":"e","measure":"people",
        "coverage":{"from":"2021","gaps":[{"from":"2021-02","to":"2021-03"}]},"facets":[{"name":"f","values":[{"value":"g","color":"#123456"}]}],
        "fields":{"details":["h"]},"base":{"name":"i","countries":{"IT":2.5}},"scale":{"classes":"equal","colors":["#000000","#ffffff"]},"annotations":[{"date":"2021","label":"j"}],"stages":[{"name":"act","label":"Act"}],"generalised":{"fields":{"date":{"month":3}}},"template":"j","cases":[{"date":"2021","h":"x"}]}"##;
    let mut reader = caseplot::read::Reader::new();
    reader.feed(file.as_bytes());
    let data = reader.finish().unwrap();
    let info = &data.info;
    assert!(!info.title.is_empty() && !info.caveat.is_empty() && !info.note.is_empty());
    assert!(!info.source.name.is_empty() && info.source.licence == "e");
    assert_eq!(info.measure.as_deref(), Some("people"));
    assert!(info.coverage.from.is_some() && info.coverage.gaps.len() == 1);
    assert!(info.facets[0].values[0].color.is_some());
    assert_eq!(info.base.of, [("IT".to_owned(), 2.5)]);
    assert!(info.scale.classes.is_some() && info.scale.colors.len() == 2);
    assert_eq!(info.stage_label("act", "en"), "Act");
    assert_eq!(info.template.get("en"), "j");
    assert!(data.cases.facet("h").is_none(), "h is a detail");
    assert_eq!(info.annotations.len(), 1);
    assert_eq!(info.generalised[0].field, "date");
    assert_eq!(HEADER_NAMES.len(), 15);
}
