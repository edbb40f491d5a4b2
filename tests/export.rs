//! The chosen cases as files that can be read again.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails with the message of what it unwraps"
)]

mod common;

use std::collections::BTreeMap;

use caseplot::calendar::day_of;
use caseplot::data::{Coverage, Dataset};
use caseplot::query::{Filter, Measure, Window, tally, tally_countries};
use caseplot::read::{Reader, csv};
use caseplot::view::{Event, State, export, update};

use common::ENV;

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

/// Fiction: what it says is only meant to be written and read again.
const FILE: &str = r#"{"title": {"en": "Fiction", "de": "Erfunden"}, "caveat": "Most go unreported.",
    "source": {"name": "Nobody", "url": "https://example.org", "licence": "CC0"}, "generalised": {"k": 3, "fields": {"date": {"month": 4, "year": 2}, "charge": {"other": true}}},
    "facets": [{"name": "charge", "label": {"en": "Charge"}, "values": [{"value": "f", "label": {"en": "Facilitation"}}]}],
    "cases": [
        {"date": "2021-03~", "country": "IT", "people": {"min": 2}, "charge": "f", "lat": 45.65, "lon": 13.77, "precision": "city"},
        {"date": "2021-03-14", "country": "EL", "people": {"min": 2, "max": 5, "best": 3}, "charge": ["f", "=HYPERLINK(\"x\")"]},
        {"date": "2021/..", "country": ["IT", "FR"], "charge": "a, \"b\""},
        {"date": "2022", "country": "MT", "people": 117, "kind": "aggregate", "counted": "new"},
        {"country": "FR", "cases": 12, "people": {"min": 30, "unknown": 4}},
        {"date": "2022", "percent": {"about": 88}, "charge": "f"},
        {"date": "2023-01", "percent": {"min": 50.5}, "charge": "f"},
        {"date": "2023-02", "percent": {"min": 5, "max": 6}, "charge": "f"},
        {"date": "2023-03", "percent": 7.25, "charge": "f"},
        {"date": "2020", "country": "PL", "people": {"suppressed": true, "max": 4}},
        {"date": "2020", "country": "CY", "kind": "aggregate", "cases": {"suppressed": true}}
    ]}"#;

#[test]
fn what_is_written_as_json_is_read_as_the_same_cases() {
    let data = read(FILE);
    let written = export::json(&data, &State::default(), "2026-01-02", &ENV);
    let again = read(&written);
    assert_eq!(again.issues.iter().count(), 0, "{written}");
    assert_eq!(again.cases.len(), data.cases.len());
    let countries = |data: &Dataset| {
        let sums = tally_countries(&data.cases, &Filter::default());
        data.cases
            .countries
            .iter()
            .cloned()
            .zip(sums)
            .collect::<BTreeMap<_, _>>()
    };
    let sums = |data: &Dataset| {
        let all = Filter::default();
        let facets: Vec<_> = data
            .cases
            .facets
            .iter()
            .map(|f| (f.name.clone(), f.codes.clone()))
            .collect();
        (
            tally(&data.cases, &all),
            countries(data),
            facets,
            data.cases.shares.clone(),
            (0..data.cases.len())
                .map(|row| data.cases.suppressed_in(row))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(sums(&again), sums(&data));
    assert_eq!(again.info.generalised, data.info.generalised);
    assert_eq!(again.info.generalised[0].levels, 3);
    for row in 0..data.cases.len() {
        let date = |data: &Dataset| {
            (
                data.cases.start[row],
                data.cases.last_day(row),
                data.cases.flags.get(row),
            )
        };
        assert_eq!(date(&again), date(&data), "{row}");
    }
    let said: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(said["title"], "Fiction");
    assert_eq!(said["source"]["licence"], "CC0");
    assert_eq!(said["exported"], "2026-01-02");
    let cases = said["cases"].as_array().unwrap();
    let italy = cases
        .iter()
        .find(|case| case["date"] == "2021-03~")
        .unwrap();
    assert_eq!(
        *italy,
        serde_json::json!({
            "date": "2021-03~", "country": "IT", "lat": 45.65, "lon": 13.77, "precision": "city",
            "people": {"min": 2}, "charge": ["f"]
        })
    );
}

#[test]
fn only_what_is_chosen_is_written_and_the_file_says_what_that_is() {
    let data = read(FILE);
    let state = update(&State::default(), Event::Toggle(*b"GR"));
    let written = export::json(&data, &state, "2026-01-02", &ENV);
    let said: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(said["chosen"], "country=GR");
    assert_eq!(said["cases"].as_array().unwrap().len(), 1);
    assert_eq!(
        export::csv(&data, &state, "2026-01-02", &ENV)
            .lines()
            .count(),
        2
    );
}

#[test]
fn a_table_has_source_and_licence_in_every_row_and_no_formula() {
    let data = read(FILE);
    let table = export::csv(&data, &State::default(), "2026-01-02", &ENV);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "date,country,lat,lon,precision,radius_km,people_min,people_max,cases,percent,kind,counted,charge,source,licence,exported"
    );
    let line = |start: &str| {
        lines
            .iter()
            .find(|line| line.starts_with(start))
            .unwrap()
            .to_string()
    };
    assert_eq!(
        line("2021-03~"),
        "2021-03~,IT,45.65,13.77,city,,2,,1,,,,f,Nobody https://example.org,CC0,2026-01-02"
    );
    // A percentage counts nothing, and what is withheld isn't one case.
    assert!(line("2022,,").starts_with("2022,,,,,,,,,~88,aggregate,,f,"));
    assert!(line("2020,CY").starts_with("2020,CY,,,,,c,,c,,aggregate,,,"));
    assert!(line("2020,PL").starts_with("2020,PL,,,,,c,,1,,,,,"));
    assert!(line("2021-03-14").contains(r#","f|=HYPERLINK(""x"")","#));
    let formula = read(r#"[{"date": "2021", "charge": "=1+1"}, {"date": "2021", "charge": "-5"}]"#);
    let table = export::csv(&formula, &State::default(), "", &ENV);
    assert!(
        table.contains("\"'=1+1\"") && table.contains(",-5,"),
        "{table}"
    );
}

#[test]
fn a_written_table_is_read_as_as_many_cases_and_people() {
    let data = read(FILE);
    let table = export::csv(&data, &State::default(), "2026-01-02", &ENV);
    let mut reader = Reader::new();
    reader.map_fields(r#"{"people": {"min": "people_min", "max": "people_max"}}"#);
    csv::read(&mut reader, table.as_bytes()).unwrap();
    let again = reader.finish().unwrap();
    assert_eq!(again.cases.len(), data.cases.len());
    let people = |data: &Dataset| tally(&data.cases, &Filter::default()).people_min;
    assert_eq!(people(&again), people(&data));
    assert_eq!(again.issues.iter().count(), 0);
    let cases = |data: &Dataset| tally(&data.cases, &Filter::default()).cases;
    assert_eq!(cases(&again), cases(&data));
    assert_eq!(again.cases.shares, data.cases.shares);
    let withheld = |data: &Dataset| {
        let sum = tally(&data.cases, &Filter::default());
        [Measure::Cases, Measure::People].map(|measure| sum.withheld(measure).numbers)
    };
    assert_eq!(withheld(&again), withheld(&data));
}

/// Fiction with what was looked at, and with dates by stage.
const LOOKED: &str = r#"{"coverage": {"from": "2019-02", "to": "2022", "countries": ["IT", "FR", "EL"],
    "gaps": [{"from": "2020-03", "to": "2020-05"}, {"from": "2021", "to": "2021-06-15", "countries": ["FR"]}]},
    "stages": [{"name": "arrest", "label": {"en": "Arrest"}}, "trial"],
    "cases": [
        {"country": "IT", "dates": {"trial": "2021-05?", "arrest": "2019-03-04"}},
        {"country": "FR", "dates": {"arrest": "2021/.."}},
        {"country": "EL", "date": "2021-08", "dates": {"trial": "2022"}},
        {"country": "IT", "date": "2020"}
    ]}"#;

fn again(data: &Dataset, state: &State) -> Dataset {
    let written = export::json(data, state, "2026-01-02", &ENV);
    let again = read(&written);
    assert_eq!(again.issues.iter().count(), 0, "{written}");
    again
}

#[test]
fn what_was_looked_at_and_the_dates_by_stage_are_written_and_read_again() {
    let data = read(LOOKED);
    let again = again(&data, &State::default());
    assert_eq!(again.info.coverage, data.info.coverage);
    assert_eq!(again.info.coverage.gaps.len(), 2);
    assert_eq!(again.cases.stages.names, ["arrest", "trial"]);
    assert_eq!(again.info.stages[0].label.get("en"), "Arrest");
    let dates = |data: &Dataset| {
        let of = |row| (data.cases.start[row], data.cases.stages.of(row).to_vec());
        (0..data.cases.len()).map(of).collect::<Vec<_>>()
    };
    assert_eq!(dates(&again), dates(&data));
}

#[test]
fn what_was_not_chosen_is_written_as_not_looked_at() {
    let data = read(LOOKED);
    let mut state = update(&State::default(), Event::Toggle(*b"IT"));
    state.window = Some(Window {
        from: day_of(2019, 1, 1),
        until: day_of(2021, 1, 1),
    });
    let coverage = again(&data, &state).info.coverage;
    assert_eq!(coverage.countries, ["IT"]);
    // No earlier than it was looked at, and no later than is chosen.
    assert_eq!(coverage.from, Some(day_of(2019, 2, 1)));
    assert_eq!(coverage.to, Some(day_of(2020, 12, 31)));
    assert_eq!(
        again(&read("[]"), &state).info.coverage,
        Coverage::default()
    );
}
