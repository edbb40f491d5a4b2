//! What is told of a private file before there is a policy.

use caseplot::publish::{Field, FieldKind, Survey, survey};
use serde_json::{Value, json};

use crate::{file, six, six_with};

fn of(private: &Value) -> Survey {
    survey(private.to_string().as_bytes()).unwrap()
}

fn field(survey: &Survey, name: &str) -> Field {
    let known = survey.fields.iter().find(|one| one.name == name);
    known.cloned().unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn it_names_each_field_once_with_how_many_cases_and_different_values_it_has() {
    let told = of(&six_with(|at, case| {
        if at == 0 {
            case["charge"] = Value::Null;
        }
    }));
    assert_eq!((told.cases, told.totals), (6, 0));
    for (name, kind, cases, values) in [
        ("date", FieldKind::Known, 6, 4),
        ("country", FieldKind::Known, 6, 2),
        ("lat", FieldKind::Known, 6, 1),
        ("people", FieldKind::Known, 6, 1),
        ("charge", FieldKind::Facet, 5, 2),
        ("place", FieldKind::Text, 6, 1),
        ("note", FieldKind::Text, 6, 6),
        ("url", FieldKind::Link, 6, 6),
    ] {
        let found = field(&told, name);
        assert_eq!(
            (found.kind, found.cases, found.values),
            (kind, cases, values),
            "{name}"
        );
    }
    let mut names: Vec<&str> = told.fields.iter().map(|one| one.name.as_str()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(
        !names.contains(&"radius_km"),
        "nothing of it is in the file"
    );
}

#[test]
fn it_says_what_the_rule_on_names_would_find_and_shows_no_value() {
    let told = of(&six_with(|at, case| {
        case["remark"] = json!(if at == 2 {
            "as Testperson Number3 said"
        } else {
            "none"
        });
        case["reach"] = json!(if at == 1 {
            "someone@mail.example"
        } else {
            "by post"
        });
    }));
    assert_eq!(
        field(&told, "name").identifies.as_deref(),
        Some("names of people")
    );
    let remark = field(&told, "remark").identifies.unwrap();
    assert!(
        remark.starts_with("words that") && remark.ends_with("in 1 case"),
        "{remark}"
    );
    let reach = field(&told, "reach").identifies.unwrap();
    assert_eq!(reach, "what looks like e-mail addresses in 1 case");
    assert_eq!(field(&told, "charge").identifies, None);
    let json = told.json();
    for value in ["Testperson", "Trieste", "smuggling", "mail.example", "2021"] {
        assert!(!json.contains(value), "{value}: {json}");
    }
}

#[test]
fn it_says_what_the_header_lacks_and_which_records_count_others() {
    assert_eq!(of(&file(six())).lacks, Vec::<&str>::new());
    let mut cases = six();
    cases[5]["cases"] = json!(40);
    let told =
        of(&json!({ "source": { "url": "https://nobody.example" }, "caveat": 7, "cases": cases }));
    assert_eq!(told.lacks, ["source", "licence", "caveat", "coverage"]);
    assert_eq!((told.cases, told.totals), (5, 1));
}

#[test]
fn a_file_that_can_not_be_judged_is_told_as_by_a_run() {
    for bytes in [
        "",
        "[]",
        "<html>",
        r#"{"generalised": {}, "cases": [{"country": "IT"}]}"#,
    ] {
        let wrong = survey(bytes.as_bytes()).unwrap_err();
        assert!(!wrong[0].message().is_empty(), "{bytes}");
    }
    let table = "Date;Country;Name\n2021-03-01;Italy;A Bcdef\n";
    let told = survey(table.as_bytes()).unwrap();
    assert_eq!(field(&told, "country").cases, 1);
    assert_eq!(
        field(&told, "Name").identifies.as_deref(),
        Some("names of people")
    );
}

#[test]
fn a_column_that_is_read_as_a_date_or_a_country_is_told_once() {
    let names = |bytes: &str| -> Vec<String> {
        let told = survey(bytes.as_bytes()).unwrap();
        told.fields.into_iter().map(|one| one.name).collect()
    };
    let table = "Datum;Land;Latitude;Longitude;Name\n2021-03-01;Italy;45.65;13.77;A Bcdef\n";
    assert_eq!(
        names(table),
        ["id", "date", "country", "lat", "lon", "precision", "Name"]
    );
    let said = r#"{"fields": {"date": "when"}, "cases": [{"when": "2021", "country": "IT", "charge": "x"}]}"#;
    assert_eq!(names(said), ["id", "date", "country", "charge"]);
}
