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

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{Write as _, stderr};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

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
    let (expected, told) = (aggregated(&python, &file), tallied(&file));

    assert_eq!(expected["cases"], CASES);
    let (wanted, found) = (counts(&expected), counts(&told));
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
    json(&mut command)
}

fn tallied(file: &Path) -> Value {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["run", "--quiet", "--example", "draw", "--"])
        .arg(file)
        .arg("--tally");
    json(&mut command)
}

type Counts = BTreeMap<String, Value>;

/// A tally as `countries.IT.people.min` → 4.
fn counts(tally: &Value) -> Counts {
    let mut counts = Counts::new();
    for name in ["cases", "people", "countries", "months"] {
        flatten(name, &tally[name], &mut counts);
    }
    counts
}

fn flatten(name: &str, value: &Value, counts: &mut Counts) {
    if let Value::Object(members) = value {
        for (member, value) in members {
            flatten(&format!("{name}.{member}"), value, counts);
        }
    } else {
        counts.insert(name.to_owned(), value.clone());
    }
}

fn json(command: &mut Command) -> Value {
    let printed = run(command).unwrap_or_else(|why| panic!("{why}"));
    serde_json::from_slice(&printed).unwrap()
}

fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let ended = command.current_dir(ROOT).stdin(Stdio::null()).output();
    let ended = ended.map_err(|error| error.to_string())?;
    if ended.status.success() {
        Ok(ended.stdout)
    } else {
        let said = String::from_utf8_lossy(&ended.stderr);
        Err(format!("{}, {}", ended.status, said.trim()))
    }
}
