//! Tables: what is hidden can't be worked out. The arithmetic here is an attacker's: it knows all totals by one field.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::{Done, file, records_of, run, words};
use caseplot::publish::Published;

/// A cell of a table: the table, and by field the value that is written.
type Cell = (Vec<String>, Vec<String>);

/// What is printed: the number of a cell, or that it is hidden. Each table has a file of its own.
fn printed(done: &Published, tables: &[Vec<String>]) -> BTreeMap<Cell, Option<i64>> {
    let files: Vec<&String> = std::iter::once(&done.file).chain(&done.more).collect();
    assert_eq!(files.len(), tables.len());
    let mut out = BTreeMap::new();
    for (file, by) in files.into_iter().zip(tables) {
        for record in records_of(file) {
            let value = |name: &String| match name.as_str() {
                "year" => record["date"].to_string(),
                name => record.get(name).map_or_else(String::new, Value::to_string),
            };
            let number = record["cases"].as_i64();
            assert!(number.is_some() || record["cases"] == json!({ "suppressed": true }));
            let cell = (by.clone(), by.iter().map(value).collect());
            assert!(out.insert(cell, number).is_none(), "twice: {record:?}");
        }
    }
    out
}

/// What follows for the hidden cells of some tables: sums of cells that are known. A cell of the sum is a column.
struct System {
    cells: Vec<Cell>,
    rows: Vec<(Vec<i64>, i64)>,
}

impl System {
    /// All totals by one field of each table are known, with the joined values as they are printed.
    fn new(done: &Published, private: &[Value], tables: &[Vec<String>]) -> Self {
        let printed = printed(done, tables);
        let cells: Vec<Cell> = printed
            .iter()
            .filter(|(_, n)| n.is_none())
            .map(|(cell, _)| cell.clone())
            .collect();
        let mut rows = Vec::new();
        for by in tables {
            for (at, name) in by.iter().enumerate() {
                let of_table = printed.keys().filter(|(table, _)| table == by);
                let values: BTreeSet<&String> = of_table.map(|(_, values)| &values[at]).collect();
                for value in &values {
                    let is = |cell: &Cell| cell.0 == *by && cell.1[at] == **value;
                    let known: i64 = printed
                        .iter()
                        .filter(|(cell, _)| is(cell))
                        .filter_map(|(_, n)| *n)
                        .sum();
                    let total = private
                        .iter()
                        .filter(|case| axis(case, name, &values) == **value)
                        .count() as i64;
                    let row = cells.iter().map(|cell| i64::from(is(cell))).collect();
                    rows.push((row, total - known));
                }
            }
        }
        Self { cells, rows }
    }

    /// The cells that elimination over the rational numbers finds.
    fn solved(&self) -> Vec<&Cell> {
        let columns = self.cells.len();
        let mut rows: Vec<Vec<(i128, i128)>> = self
            .rows
            .iter()
            .map(|(row, sum)| {
                row.iter()
                    .chain([sum])
                    .map(|&n| (i128::from(n), 1))
                    .collect()
            })
            .collect();
        let mut pivots = Vec::new();
        for column in 0..columns {
            let from = pivots.len();
            let Some(at) = (from..rows.len()).find(|&row| rows[row][column].0 != 0) else {
                continue;
            };
            rows.swap(from, at);
            let scale = rows[from][column];
            rows[from] = rows[from].iter().map(|&n| divided(n, scale)).collect();
            let pivot = rows[from].clone();
            for (at, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != from) {
                let _ = at;
                let times = row[column];
                *row = row
                    .iter()
                    .zip(&pivot)
                    .map(|(&n, &p)| less(n, product(p, times)))
                    .collect();
            }
            pivots.push(column);
        }
        let alone = pivots.iter().enumerate().filter(|(row, column)| {
            (0..columns).all(|other| other == **column || rows[*row][other].0 == 0)
        });
        alone.map(|(_, column)| &self.cells[*column]).collect()
    }

    /// The cells that have one number left if no cell is below 0.
    fn squeezed(&self) -> Vec<&Cell> {
        let mut bounds = vec![(0_i64, i64::MAX / 4); self.cells.len()];
        for _ in 0..60 {
            for (row, sum) in &self.rows {
                let of = |bounds: &[(i64, i64)], most: bool| -> i64 {
                    row.iter()
                        .zip(bounds)
                        .filter(|(n, _)| **n > 0)
                        .map(|(_, bound)| if most { bound.1 } else { bound.0 })
                        .fold(0, i64::saturating_add)
                };
                for at in (0..row.len()).filter(|&at| row[at] > 0) {
                    let (low, high) = bounds[at];
                    let others = (
                        of(&bounds, false) - low,
                        of(&bounds, true).saturating_sub(high),
                    );
                    bounds[at] = (
                        low.max(sum.saturating_sub(others.1)),
                        high.min(sum - others.0),
                    );
                }
            }
        }
        let one = bounds
            .iter()
            .zip(&self.cells)
            .filter(|((low, high), _)| low >= high);
        one.map(|(_, cell)| cell).collect()
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.abs().max(1)
    } else {
        gcd(b, a % b)
    }
}

fn reduced((n, d): (i128, i128)) -> (i128, i128) {
    let by = gcd(n, d) * d.signum();
    (n / by, d / by)
}

fn product(a: (i128, i128), b: (i128, i128)) -> (i128, i128) {
    reduced((a.0 * b.0, a.1 * b.1))
}

fn divided(a: (i128, i128), b: (i128, i128)) -> (i128, i128) {
    product(a, (b.1, b.0))
}

fn less(a: (i128, i128), b: (i128, i128)) -> (i128, i128) {
    reduced((a.0 * b.1 - b.0 * a.1, a.1 * b.1))
}

/// What a table writes for a case: its value, or what stands for those that were joined.
fn axis(case: &Value, name: &str, written: &BTreeSet<&String>) -> String {
    let own = match name {
        "year" => json!(case["date"].as_str().unwrap()[..4]).to_string(),
        name => case[name].to_string(),
    };
    if written.contains(&own) {
        return own;
    }
    match name {
        "year" => json!("2021/2023").to_string(),
        "country" => String::new(),
        _ => json!("other").to_string(),
    }
}

fn private() -> impl Strategy<Value = Vec<Value>> {
    let case = (
        select(vec!["IT", "IT", "IT", "GR", "GR", "FR"]),
        prop_oneof![8 => select(vec!["smuggling", "facilitation"]), 2 => select(vec!["espionage", "treason", "piracy"])],
        select(vec!["acquitted", "acquitted", "convicted", "fined"]),
        2021..2024_u32,
    );
    let case = case.prop_map(|(country, charge, outcome, year)| json!({ "country": country, "charge": charge, "outcome": outcome, "date": year.to_string() }));
    proptest::collection::vec(case, 20..150).prop_map(|mut cases| {
        for (country, n) in [("IT", 6), ("GR", 6), ("FR", 6)] {
            cases.extend((0..n).map(|_| json!({ "country": country, "charge": "smuggling", "outcome": "acquitted", "date": "2021" })));
        }
        cases
    })
}

fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let all = [
        ["country", "charge"],
        ["charge", "outcome"],
        ["country", "outcome"],
        ["country", "year"],
        ["charge", "year"],
    ];
    let tables = proptest::sample::subsequence(all.to_vec(), 1..5);
    tables.prop_map(|tables| {
        tables
            .iter()
            .map(|by| by.map(str::to_owned).to_vec())
            .collect()
    })
}

fn tabled(cases: &[Value], tables: &[Vec<String>], public: &Value) -> Done {
    let list: Vec<Value> = tables.iter().map(|by| json!({ "by": by })).collect();
    let fields = ["date", "country", "charge", "outcome"];
    let policy = json!({ "fields": fields, "tables": list, "public_totals": public });
    run(&file(json!(cases)), &policy)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn months_beside_years_leave_no_small_number_to_be_worked_out(
        counts in proptest::collection::vec(prop_oneof![3 => 0..4_usize, 2 => 5..9_usize], 36),
    ) {
        let of_month = |(at, &n): (usize, &usize)| vec![json!({ "date": format!("{}-{:02}", 2021 + at / 12, at % 12 + 1), "country": "IT" }); n];
        let cases: Vec<Value> = counts.iter().enumerate().flat_map(of_month).collect();
        let policy = json!({ "fields": ["date", "country"], "tables": [{ "by": ["month"] }, { "by": ["year"] }] });
        let Ok(done) = run(&file(json!(cases)), &policy) else {
            return Ok(());
        };
        let numbers = |file: &str| -> Vec<(String, i64)> {
            let records = records_of(file);
            records.iter().map(|one| (one["date"].as_str().unwrap().to_owned(), one["cases"].as_i64().unwrap())).collect()
        };
        let (months, years) = (numbers(&done.file), numbers(&done.more[0]));
        prop_assert!(months.iter().chain(&years).all(|(_, n)| *n >= 5), "{months:?} {years:?}");
        for (year, all) in years {
            let known: i64 = months.iter().filter(|(date, _)| if year.len() > 4 { *date == year } else { date.starts_with(&year) && !date.contains('/') }).map(|(_, n)| n).sum();
            prop_assert_eq!(known, all, "{}: {:?}", year, months);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn no_hidden_cell_follows_from_what_is_printed(
        mut cases in private(), tables in tables(), few in proptest::option::of(1..5_usize),
    ) {
        // A country with few cases, of which the number was printed before.
        let mut public = json!([]);
        if let Some(few) = few {
            public = json!([{ "by": ["country"], "source": "Annual report" }]);
            let case = json!({ "country": "MT", "charge": "smuggling", "outcome": "fined", "date": "2022" });
            cases.extend(vec![case; few]);
        }
        let done = tabled(&cases, &tables, &public).unwrap();
        let written: Vec<Vec<String>> = done.report.tables.iter().map(|table| table.by.clone()).collect();
        let system = System::new(&done, &cases, &written);
        prop_assert_eq!(system.solved(), Vec::<&Cell>::new());
        prop_assert_eq!(system.squeezed(), Vec::<&Cell>::new());
        for (cell, n) in printed(&done, &written) {
            prop_assert!(n.is_none_or(|n| n >= 5), "{cell:?}: {n:?}");
        }
    }
}

/// Two countries and two charges, of which one pair has two cases only. Fiction.
fn pair(few: usize) -> Vec<Value> {
    let cases = [
        ("IT", "smuggling", 9),
        ("IT", "facilitation", 8),
        ("GR", "smuggling", 7),
        ("GR", "facilitation", few),
    ];
    cases
        .iter()
        .flat_map(|&(country, charge, n)| vec![json!({ "country": country, "charge": charge, "date": "2021", "outcome": "acquitted" }); n])
        .collect()
}

#[test]
fn a_small_cell_is_hidden_with_others_that_would_tell_it() {
    let by = vec![vec!["country".to_owned(), "charge".to_owned()]];
    let done = tabled(&pair(2), &by, &json!([])).unwrap();
    let table = &done.report.tables[0];
    assert_eq!((table.cells, table.small, table.hidden), (4, 1, 4));
    let done = tabled(&pair(6), &by, &json!([])).unwrap();
    assert_eq!(done.report.tables[0].hidden, 0);
    assert!(
        done.file.contains(
            r#""kind":"aggregate","date":"2021/2023","cases":9,"country":"IT","charge":"smuggling""#
        ),
        "{}",
        done.file
    );
}

#[test]
fn a_small_cell_that_is_hidden_alone_is_worked_out_by_the_attack_of_these_tests() {
    let cell = |country: &str| {
        (
            vec!["country".to_owned(), "charge".to_owned()],
            vec![country.to_owned(), "x".to_owned()],
        )
    };
    let system = System {
        cells: vec![cell("a"), cell("b")],
        rows: vec![(vec![1, 0], 2), (vec![1, 1], 5)],
    };
    assert_eq!(system.solved().len(), 2);
    let system = System {
        cells: vec![cell("a"), cell("b")],
        rows: vec![(vec![1, 1], 0)],
    };
    assert!(system.solved().is_empty());
    assert_eq!(system.squeezed().len(), 2);
}

#[test]
fn without_the_rule_small_cells_are_printed() {
    let policy = json!({ "fields": ["date", "country", "charge"], "tables": [{ "by": ["country", "charge"] }],
        "rules": { "cells": { "on": false, "reason": "All these numbers stand in the annual report." } } });
    let done = run(&file(json!(pair(2))), &policy).unwrap();
    assert!(
        done.file.contains("\"cases\":2,\"country\":\"GR\""),
        "{}",
        done.file
    );
}

#[test]
fn a_table_that_was_printed_before_is_left_as_it_is() {
    let policy = json!({ "fields": ["date", "country", "charge"], "tables": [{ "by": ["country", "charge"] }],
        "public_totals": [{ "by": ["charge", "country"], "source": "Annual report" }] });
    let done = run(&file(json!(pair(2))), &policy).unwrap();
    assert_eq!(done.report.tables[0].hidden, 0);
    assert!(done.file.contains("\"cases\":2"));
}

#[test]
fn a_small_row_is_joined_with_others_unless_its_total_was_printed_before() {
    let mut cases = pair(8);
    cases.extend(vec![
        json!({ "country": "MT", "charge": "smuggling", "date": "2021" });
        3
    ]);
    let by = json!([{ "by": ["country"] }]);
    let policy = json!({ "fields": ["date", "country", "charge"], "tables": by });
    let done = run(&file(json!(cases)), &policy).unwrap();
    assert!(!done.file.contains("MT"), "{}", done.file);
    let policy = json!({ "fields": ["date", "country", "charge"], "tables": by, "public_totals": [{ "by": ["country"], "source": "Annual report" }] });
    let done = run(&file(json!(cases)), &policy).unwrap();
    assert!(
        done.file.contains("\"cases\":3,\"country\":\"MT\""),
        "{}",
        done.file
    );
}

#[test]
fn each_table_is_a_file_of_its_own_so_that_no_case_counts_twice() {
    let by = [["country", "charge"], ["country", "outcome"]];
    let by: Vec<Vec<String>> = by.iter().map(|by| by.map(str::to_owned).to_vec()).collect();
    let done = tabled(&pair(6), &by, &json!([])).unwrap();
    assert_eq!(done.more.len(), 1);
    for file in [&done.file, &done.more[0]] {
        let sum: i64 = records_of(file)
            .iter()
            .filter_map(|record| record["cases"].as_i64())
            .sum();
        assert_eq!(sum, 30);
    }
}

#[test]
fn cells_come_in_an_order_that_does_not_tell_that_of_the_private_file() {
    let by = vec![vec!["country".to_owned(), "charge".to_owned()]];
    let mut turned = pair(6);
    turned.reverse();
    let files = [pair(6), turned].map(|cases| tabled(&cases, &by, &json!([])).unwrap().file);
    assert_eq!(files[0], files[1]);
}

#[test]
fn a_table_by_a_field_that_is_not_published_is_refused() {
    let policy =
        json!({ "fields": ["date", "country"], "tables": [{ "by": ["country", "charge"] }] });
    assert!(words(run(&file(json!(pair(2))), &policy)).contains("charge"));
}
