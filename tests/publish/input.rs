//! Files and policies that can't be judged: a clear word, and no output.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{RUN, file, of_rule, run, six, words};
use caseplot::publish::{RULES, publish};

#[test]
fn a_policy_with_a_slip_names_what_was_meant() {
    for (policy, meant) in [
        (json!({ "fields": ["contry"] }), "country"),
        (json!({ "field": ["country"] }), "fields"),
        (
            json!({ "fields": ["country"], "rules": { "identifi": {} } }),
            "identify",
        ),
        (
            json!({ "fields": ["country"], "rules": { "links": { "severity": "warm" } } }),
            "warn",
        ),
        (
            json!({ "fields": ["country", "charge"], "keys": ["chrage"] }),
            "charge",
        ),
        (
            json!({ "fields": ["country"], "header": { "tittle": "x" } }),
            "title",
        ),
        (
            json!({ "fields": ["country", "charge"], "tables": [{ "by": ["charg"] }] }),
            "charge",
        ),
        (
            json!({ "fields": ["country"], "k_where": [{ "field": "chrage", "value": "x", "k": 4 }] }),
            "charge",
        ),
        (
            json!({ "fields": ["country"], "k_where": [{ "field": "charge", "value": "smugling", "k": 4 }] }),
            "smuggling",
        ),
        (
            json!({ "fields": ["country"], "public_totals": [{ "by": ["country", "chrage"], "source": "Report of 2024" }] }),
            "charge",
        ),
        (
            json!({ "fields": ["country"], "outcome": { "field": "outcom" } }),
            "outcome",
        ),
    ] {
        let said = words(run(&file(six()), &policy));
        assert!(said.contains(&format!("“{meant}”")), "{policy}: {said}");
    }
}

#[test]
fn a_policy_of_other_types_is_told_so() {
    for policy in [
        json!([]),
        json!({}),
        json!({ "fields": "country" }),
        json!({ "fields": ["country"], "k": 1 }),
        json!({ "fields": ["country"], "k": "3" }),
        json!({ "fields": ["country"], "seed": "today" }),
        json!({ "fields": ["country"], "weights": { "country": 0 } }),
        json!({ "fields": ["country", "country"] }),
        json!({ "fields": ["country"], "keys": [] }),
        json!({ "fields": ["country", "note"], "region": "note" }),
        json!({ "fields": ["country", "url"], "region": "url" }),
        json!({ "fields": ["charge"] }),
        json!({ "fields": ["country", "lat"] }),
        json!({ "fields": ["country"], "public_totals": [{ "by": ["country"] }] }),
        json!({ "fields": ["country"], "tables": [{ "by": ["country", "year", "charge"] }] }),
    ] {
        let done = run(&file(six()), &policy);
        assert!(!of_rule(&done, "policy").is_empty(), "{policy}");
        assert!(done.is_err());
    }
}

#[test]
fn a_policy_that_says_something_twice_is_refused() {
    for policy in [
        r#"{"fields": ["country"], "k": 5, "k": 2}"#,
        r#"{"fields": ["country"], "rules": {"links": {"on": true, "on": true}}}"#,
    ] {
        let private = file(six()).to_string();
        let said = words(publish(private.as_bytes(), policy.as_bytes(), &[], RUN));
        assert!(said.contains("a name twice"), "{said}");
    }
}

#[test]
fn more_than_there_are_can_not_share_anything() {
    let said = words(run(&file(six()), &json!({ "fields": ["country"], "k": 7 })));
    assert!(
        said.contains("7 cases") && said.contains("6 cases"),
        "{said}"
    );
}

#[test]
fn ids_that_come_twice_are_refused() {
    let mut cases = six();
    cases[3]["id"] = cases[1]["id"].clone();
    let said = words(run(&file(cases), &json!({ "fields": ["country"] })));
    assert!(said.contains("record 4"), "{said}");
}

#[test]
fn ids_that_come_twice_are_refused_however_their_column_is_written() {
    for name in ["ID", "case_id", "Record ID", "uuid"] {
        let mut cases = six();
        for (at, case) in cases.as_array_mut().unwrap().iter_mut().enumerate() {
            case[name] = json!(at);
        }
        cases[3][name] = json!("1");
        let said = words(run(&file(cases), &json!({ "fields": ["country"] })));
        assert!(
            said.contains(&format!("{name}: found")) && said.contains("record 4"),
            "{said}"
        );
    }
}

#[test]
fn two_fields_of_one_name_are_refused() {
    let header = json!({ "source": "Nobody", "licence": "CC0", "caveat": "Made up.", "coverage": { "from": "2021", "to": "2021" } });
    let policy = json!({ "fields": ["country", "charge"], "header": header }).to_string();
    let run = |bytes: &str| publish(bytes.as_bytes(), policy.as_bytes(), &[], RUN);
    let list = |record: &str| format!("[{}]", [record; 3].join(","));
    let features = |record: &str| {
        format!(
            r#"{{"type": "FeatureCollection", "features": {}}}"#,
            list(record)
        )
    };
    for bytes in [
        list(r#"{"country": "IT", "charge": "Maria Rossi", "charge": "smuggling"}"#),
        list(
            r#"{"country": "IT", "charge": "Maria Rossi", "properties": {"charge": "smuggling"}}"#,
        ),
        list(r#"{"country": "IT", "charge": "a", "note": {"en": "a \" : \\", "en": "b"}}"#),
        features(
            r#"{"type": "Feature", "geometry": null, "charge": "Maria Rossi", "properties": {"country": "IT", "charge": "a"}}"#,
        ),
        "date,country,charge,charge\n".to_owned() + &"2021,IT,Maria Rossi,smuggling\n".repeat(3),
    ] {
        let said = words(run(&bytes));
        assert!(
            said.contains("Rename or remove one of them"),
            "{bytes}: {said}"
        );
    }
    for bytes in [
        list(
            r#"{"country": "IT", "charge": "a: \"b\\", "note": {"en": "c:"}, "list": [{"d": 1}, {"d": 2}]}"#,
        ),
        features(
            r#"{"type": "Feature", "geometry": null, "properties": {"country": "IT", "type": "x", "charge": "a"}}"#,
        ),
        "date,country,charge,,\n".to_owned() + &"2021,IT,smuggling,,\n".repeat(3),
    ] {
        let done = run(&bytes);
        assert!(done.is_ok(), "{bytes}: {}", words(done));
    }
}

#[test]
fn a_file_that_was_published_is_refused() {
    let policy = json!({ "fields": ["country"] });
    let first = run(&file(six()), &policy).unwrap();
    let again = publish(
        first.file.as_bytes(),
        policy.to_string().as_bytes(),
        &[],
        RUN,
    );
    assert!(words(again).contains("already"));
}

#[test]
fn a_file_that_is_cut_or_garbled_is_refused() {
    let whole = file(six()).to_string();
    let policy = json!({ "fields": ["country"] }).to_string();
    for bytes in [
        "",
        "[]",
        "{}",
        "<html>",
        &whole[..whole.len() / 2],
        &whole.replace("\"IT\",", "\"IT\""),
        r#"[{"country": "IT"}, 7, {"country": "IT"}]"#,
    ] {
        let done = publish(bytes.as_bytes(), policy.as_bytes(), &[], RUN);
        assert!(!of_rule(&done, "file").is_empty(), "{bytes}");
        assert!(done.is_err());
    }
}

#[test]
fn a_table_of_text_and_lines_of_records_are_published_too() {
    let policy = json!({ "fields": ["date", "country", "charge"], "header": {
        "source": "Nobody", "licence": "CC0", "caveat": "Made up.", "coverage": { "from": "2021", "to": "2021" } } });
    let table = "Date;Country;Name;charge\n2021-03-01;Italy;A Bcdef;smuggling\n2021-03-02;Italy;B Cdefg;smuggling\n2021-03-03;Italy;C Defgh;smuggling\n";
    let lines = "{\"date\":\"2021-03-01\",\"country\":\"IT\",\"charge\":\"smuggling\"}\n".repeat(3);
    for bytes in [table, &lines] {
        let done = publish(bytes.as_bytes(), policy.to_string().as_bytes(), &[], RUN).unwrap();
        assert_eq!(
            done.file
                .matches("\"country\":\"IT\",\"charge\":\"smuggling\"")
                .count(),
            3,
            "{}",
            done.file
        );
        assert!(!done.file.contains("Bcdef"));
    }
}

#[test]
fn the_schema_of_policies_knows_all_rules_and_members() {
    let schema: Value =
        serde_json::from_str(include_str!("../../pkg-template/policy.schema.json")).unwrap();
    let rules = schema["properties"]["rules"]["properties"]
        .as_object()
        .unwrap();
    let names: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(
        rules
            .keys()
            .map(String::as_str)
            .collect::<std::collections::BTreeSet<_>>(),
        names
    );
    let header = schema["properties"]["header"]["properties"]
        .as_object()
        .unwrap();
    let known: std::collections::BTreeSet<&str> =
        caseplot::publish::POLICY_HEADER.into_iter().collect();
    assert_eq!(
        header
            .keys()
            .map(String::as_str)
            .collect::<std::collections::BTreeSet<_>>(),
        known
    );
    // Whatever member the schema has is one, and nothing else is.
    for name in schema["properties"].as_object().unwrap().keys() {
        let done = run(&file(six()), &json!({ "fields": ["country"], name: 0.5 }));
        let unknown = of_rule(&done, "policy")
            .iter()
            .any(|one| one.found.contains("unknown name"));
        assert!(!unknown, "{name}");
    }
    let guide = include_str!("../../docs/publish.md");
    for rule in RULES {
        let line = format!("| {} | `{}` |", rule.number, rule.name);
        let line = guide
            .lines()
            .find(|text| text.starts_with(&line))
            .unwrap_or_else(|| panic!("{}", rule.name));
        assert!(
            line.contains(&format!("| {} |", rule.severity.name())),
            "{line}"
        );
    }
}

/// A file or a policy with a part of it cut out, doubled or changed.
fn spoiled(text: String) -> impl Strategy<Value = Vec<u8>> {
    let bytes = text.into_bytes();
    let length = bytes.len();
    (
        0..length,
        0..40_usize,
        proptest::collection::vec(any::<u8>(), 0..6),
    )
        .prop_map(move |(at, cut, with)| {
            let end = (at + cut).min(length);
            [&bytes[..at], &with, &bytes[end..]].concat()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_makes_it_fail(
        private in prop_oneof![spoiled(file(six()).to_string()), proptest::collection::vec(any::<u8>(), 0..200), Just(file(six()).to_string().into_bytes())],
        policy in prop_oneof![
            spoiled(json!({ "fields": ["id", "date", "country", "lat", "lon", "charge"], "k": 3, "tables": [{ "by": ["country", "charge"] }],
                "public_totals": [{ "by": ["year"], "source": "there" }], "rules": { "links": { "severity": "block" } } }).to_string()),
            spoiled(json!({ "fields": ["date", "country"], "k_where": [{ "field": "charge", "value": "smuggling", "k": 4 }] }).to_string()),
            Just(json!({ "fields": ["date", "country", "people", "charge"] }).to_string().into_bytes()),
        ],
        before in proptest::option::of(prop_oneof![spoiled(file(six()).to_string()), proptest::collection::vec(any::<u8>(), 0..50)]),
    ) {
        let done = publish(&private, &policy, &before.iter().map(Vec::as_slice).collect::<Vec<_>>(), RUN);
        let report = match &done {
            Ok(published) => &published.report,
            Err(refused) => &refused.report,
        };
        prop_assert_eq!(done.is_err(), report.blocks().count() > 0);
        prop_assert!(serde_json::from_str::<Value>(&report.json()).is_ok());
    }
}
