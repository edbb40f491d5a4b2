//! Cases told apart by country or by the values of a facet.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::data::Dataset;
use caseplot::query::{By, Filter, Measure, Stack, Tally};
use caseplot::read::Reader;

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

const SEVERAL: &str = r#"[{"date": "2021", "help": ["food", "bed"], "country": "IT", "outcome": "open"},
    {"date": "2021", "help": "food", "country": "IT", "outcome": "acquitted"},
    {"date": "2021", "country": ["IT", "FR"], "outcome": "open"}]"#;

fn cases(sums: &[Tally]) -> Vec<u64> {
    sums.iter().map(|sum| sum.cases).collect()
}

#[test]
fn a_case_with_several_values_counts_for_each_but_is_stated_once() {
    let data = read(SEVERAL);
    let help = By::Facet(0).tally(&data.cases, &Filter::default());
    assert_eq!(
        (cases(&help.groups), help.stated.cases, help.none.cases),
        (vec![2, 1], 2, 1)
    );
}

#[test]
fn a_set_of_countries_is_a_group_of_its_own() {
    let data = read(SEVERAL);
    let by = By::Countries.tally(&data.cases, &Filter::default());
    assert_eq!(by.groups.last().unwrap().cases, 1);
    assert_eq!((by.stated.cases, by.none.cases), (3, 0));
}

#[test]
fn parts_of_a_group_are_counted_with_those_of_its_sets() {
    let data = read(SEVERAL);
    let outcome = data
        .cases
        .facets
        .iter()
        .position(|f| f.name == "outcome")
        .unwrap();
    let stack = Stack::new(outcome, &data.cases.facets[outcome], true);
    let parts = By::Facet(0).parts(&data.cases, &Filter::default(), Measure::Cases, &stack);
    assert_eq!(parts, [vec![1, 1], vec![1, 0], vec![1, 0]]);
}

#[test]
fn a_total_that_says_nothing_of_a_facet_is_not_among_those_that_say_nothing() {
    let data = read(
        r#"[{"date": "2024", "people": 142, "kind": "aggregate"},
        {"date": "2024", "people": 88, "kind": "aggregate", "help": "sea"}]"#,
    );
    let help = By::Facet(0).tally(&data.cases, &Filter::default());
    assert_eq!((help.groups[0].people_min, help.none.cases), (88, 0));
}
