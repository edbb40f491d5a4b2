//! A table aggregated by a SQL engine is drawn as its cases one by one would be: what
//! `draw --tally` prints of it, against the totals that `examples/aggregate/duckdb_example.py` counts
//! before it aggregates.
//!
//! `cargo xtask test` installs DuckDB. Where it is missing, the test says so and passes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod tallies;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{Write as _, stderr};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tallies::{count, counts, json, run};

/// What both count.
const COUNTED: &[&str] = &["cases", "people", "countries", "months"];

/// Made-up cases. The rarest of the groups hold one, the most frequent some hundreds.
const CASES: u64 = 200_000;

/// So many wrong counts are told.
const TOLD: usize = 12;

#[test]
fn a_table_that_duckdb_aggregated_is_counted_as_its_cases() {
    let python = std::env::var_os("CASEPLOT_PYTHON").unwrap_or_else(|| "python3".into());
    if run(Command::new(&python).args(["-c", "import duckdb"])).is_err() {
        // Past the test runner, which shows what a test prints only if it fails.
        writeln!(
            stderr(),
            "aggregate: nothing was compared, {} has no duckdb: `cargo xtask test` installs it, \
             or name a Python that has it in CASEPLOT_PYTHON",
            Path::new(&python).display()
        )
        .unwrap();
        return;
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("aggregate.json");
    let expected = aggregated(&python, &file);
    let told = json(&mut count(&file, &[])).unwrap_or_else(|why| panic!("{why}"));

    assert_eq!(expected["cases"], CASES);
    let (wanted, found) = (counts(&expected, COUNTED), counts(&told, COUNTED));
    let names: BTreeSet<&String> = wanted.keys().chain(found.keys()).collect();
    let different: Vec<String> = names
        .into_iter()
        .filter(|name| wanted.get(*name) != found.get(*name))
        .take(TOLD)
        .map(|name| format!("{name}: {:?}, not {:?}", found.get(name), wanted.get(name)))
        .collect();
    assert!(different.is_empty(), "\n{}", different.join("\n"));
    assert_eq!(told["issues"], Value::Array(Vec::new()));
    has_what_is_hard_to_add_up(&expected, &file);
}

/// Else the test would pass by saying little.
fn has_what_is_hard_to_add_up(expected: &Value, file: &Path) {
    for name in ["countries", "months"] {
        let parts: Vec<&Value> = expected[name].as_object().unwrap().values().collect();
        let open = parts.iter().filter(|part| part["people"]["max"].is_null());
        let open = open.count();
        assert!(
            open > 0 && open < parts.len(),
            "{open} {name} have no upper end"
        );
        let cases: u64 = parts
            .iter()
            .map(|part| part["cases"].as_u64().unwrap())
            .sum();
        assert!(cases < CASES, "{name}: some cases have none");
    }
    let file: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let rows = file["cases"].as_array().unwrap();
    assert!(rows.len() < 20_000, "{} rows", rows.len());
    assert!(
        rows.iter().any(|row| row.get("people").is_none()),
        "a row of which no case gives a number"
    );
}

/// Writes the aggregated table and returns the totals of its cases.
fn aggregated(python: &OsStr, file: &Path) -> Value {
    let mut command = Command::new(python);
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg("examples/aggregate/duckdb_example.py")
        .args(["--check", "--rows", &CASES.to_string(), "--out"])
        .arg(file);
    json(&mut command).unwrap_or_else(|why| panic!("{why}"))
}
