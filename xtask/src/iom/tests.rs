#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

/// A made-up incident, with some fields set otherwise.
fn incident(fields: &[(&str, &str)]) -> Value {
    let mut row = json!({
        "reported_date": "2020-02-29",
        "number_dead": "3",
        "number_missing": "",
        "total_dead_and_missing": "3",
        "cause_death": "Drowning ",
        "country_of_incident": "Côte d&#039;Ivoire",
        "location_coodinates": "5.31666, -4.0345",
        "migration_route": "A & B"
    });
    for (name, value) in fields {
        row[*name] = json!(value);
    }
    row
}

fn one(fields: &[(&str, &str)]) -> Result<(Row, Vec<Found>)> {
    row::read(&incident(fields))
}

fn numbers(dead: &str, missing: &str, total: &str) -> Result<(Row, Vec<Found>)> {
    one(&[
        ("number_dead", dead),
        ("number_missing", missing),
        ("total_dead_and_missing", total),
    ])
}

#[test]
fn an_incident_becomes_a_case_of_facts_only() {
    let (row, found) = one(&[
        ("location_description", "near a village"),
        ("url", "https://x/"),
    ])
    .unwrap();
    assert_eq!(found, []);
    let case: Value = serde_json::from_str(&row.to_string()).unwrap();
    assert_eq!(
        case,
        json!({
            "date": "2020-02-29", "country": "CI", "lat": 5.32, "lon": -4.03,
            "people": {"min": 3}, "route": "A & B", "cause": "drowning"
        })
    );
}

#[test]
fn an_empty_number_is_unknown_and_not_zero() {
    let (row, found) = numbers("", "", "0").unwrap();
    assert_eq!((row.people, found), (None, vec![Found::NoNumber]));
    let (row, found) = numbers("0", "", "0").unwrap();
    assert_eq!((row.people, found), (Some(0), vec![]));
}

#[test]
fn dead_and_missing_are_added_and_a_thousands_separator_is_read() {
    assert_eq!(
        numbers("22", "1,000", "1,022").unwrap().0.people,
        Some(1022)
    );
}

#[test]
fn a_negative_number_of_missing_gives_the_net_total_and_is_reported() {
    let (row, found) = numbers("56", "-13", "43").unwrap();
    assert_eq!((row.people, found), (Some(43), vec![Found::Negative]));
    assert!(numbers("1", "-2", "-1").is_err(), "fewer than nobody");
}

#[test]
fn a_total_that_is_not_the_sum_of_its_parts_stops_the_conversion() {
    let error = numbers("2", "3", "6").unwrap_err().to_string();
    assert!(error.contains("expected the sum 5"), "{error}");
}

#[test]
fn an_unknown_country_stops_the_conversion_and_a_mixed_one_is_left_open() {
    let error = one(&[("country_of_incident", "Atlantis")])
        .unwrap_err()
        .to_string();
    assert!(error.contains("`Atlantis`"), "{error}");
    let (row, found) = one(&[("country_of_incident", "Mixed/Unknown")]).unwrap();
    assert_eq!((row.country, found), (None, vec![Found::NoCountry]));
}

#[test]
fn a_day_that_does_not_exist_stops_the_conversion_and_no_day_is_left_open() {
    for wrong in [
        "2021-02-29",
        "2021-13-01",
        "2021-1-1",
        "01/02/2026",
        "2021-00-10",
    ] {
        assert!(one(&[("reported_date", wrong)]).is_err(), "{wrong}");
    }
    let (row, found) = one(&[("reported_date", "")]).unwrap();
    assert_eq!(found, [Found::NoDate]);
    assert!(!row.to_string().contains("date"));
}

#[test]
fn a_point_off_the_globe_stops_the_conversion() {
    for wrong in ["91, 0", "0, 181", "32", "north, west"] {
        assert!(one(&[("location_coodinates", wrong)]).is_err(), "{wrong}");
    }
    assert_eq!(
        one(&[("location_coodinates", "32, 12")]).unwrap().0.point,
        Some((3200, 1200))
    );
}

#[test]
fn a_field_that_is_missing_or_no_text_stops_the_conversion() {
    let mut row = incident(&[]);
    row["number_dead"] = json!(3);
    assert!(row::read(&row).is_err());
    assert!(row::read(&json!({})).is_err());
    assert!(row::read(&json!("text")).is_err());
}

#[test]
fn causes_are_grouped_by_their_words() {
    for (text, kind) in [
        ("Presumed drowning", "drowning"),
        ("Vehicle_Accident", "vehicle"),
        ("Fell from train", "vehicle"),
        ("Cardiac arrest", "sickness"),
        ("Heat stroke", "harsh"),
        ("Brain stroke", "sickness"),
        ("Shot by border guards", "violence"),
        ("Electrocution", "accident"),
        ("Unknown (skeletal remains)", cause::MIXED_OR_UNKNOWN),
        ("Undetermined", cause::MIXED_OR_UNKNOWN),
        (
            "Sickness and lack of access to medicines, Starvation",
            cause::MIXED_OR_UNKNOWN,
        ),
        ("", cause::MIXED_OR_UNKNOWN),
    ] {
        assert_eq!(cause::kind(text), kind, "{text}");
    }
}

#[test]
fn the_table_of_countries_is_in_order_and_names_no_country_twice() {
    assert!(countries::NAMES.is_sorted_by(|a, b| a.0 < b.0));
    let codes: BTreeMap<_, _> = countries::NAMES
        .iter()
        .map(|(name, code)| (code, name))
        .collect();
    assert_eq!(codes.len(), countries::NAMES.len());
}

#[test]
fn a_year_that_breaks_off_leaves_a_gap_and_the_last_one_ends_the_coverage() {
    let days = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let covered = [
        days("2022-01-02", "2022-12-30"),
        days("2023-01-01", "2023-07-31"),
        days("2024-01-01", "2024-03-05"),
    ];
    assert_eq!(gaps(&covered).unwrap(), [days("2023-08-01", "2023-12-31")]);
    let text = write::file(&mut [], &covered).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["coverage"]["to"], "2024-03-05");
    assert!(
        file["caveat"]["en"]
            .as_str()
            .unwrap()
            .contains("2023-08-01")
    );
}

#[test]
fn cases_stand_in_order_of_time_with_the_undated_last() {
    let mut rows: Vec<Row> = ["", "2021-05-01", "2020-01-01"]
        .iter()
        .map(|day| one(&[("reported_date", day)]).unwrap().0)
        .collect();
    let text = write::file(&mut rows, &[("2020-01-01".into(), "2021-05-01".into())]).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let days: Vec<&str> = (0..3)
        .map(|i| file["cases"][i]["date"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(days, ["2020-01-01", "2021-05-01", "-"]);
}

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_publishers_whole_files_where_they_are_give_the_file_of_the_pages_byte_for_byte() {
    let input = root().join("../shared/data/iom-missing-migrants");
    if !input.is_dir() {
        println!("not run: the publisher's files are not beside the repository");
        return;
    }
    let output = std::env::temp_dir().join(format!("caseplot-iom-{}.json", std::process::id()));
    run(&input, &output).unwrap();
    let written = fs::read_to_string(&output).unwrap();
    fs::remove_file(&output).unwrap();
    let committed = fs::read_to_string(root().join("www/data/missing-migrants.json")).unwrap();
    assert!(
        written == committed,
        "run `cargo xtask iom` and look at what changed"
    );
}

#[test]
fn the_file_of_the_pages_holds_nothing_but_facts() {
    let text = fs::read_to_string(root().join("www/data/missing-migrants.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 17_000, "{}", cases.len());
    let known = ["date", "country", "lat", "lon", "people", "route", "cause"];
    for case in cases {
        let case = case.as_object().unwrap();
        assert!(
            case.keys().all(|name| known.contains(&name.as_str())),
            "{case:?}"
        );
    }
    assert!(text.len() < 2_500_000, "{} bytes", text.len());
}
