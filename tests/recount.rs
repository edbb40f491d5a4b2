//! What `draw --tally` prints of published files, against a second count that shares nothing with the
//! library: `tests/recount/recount.py`.
//!
//! The files lie beside the repository, not in it. Where they or Python are missing, the test says so
//! and passes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod tallies;

use std::fs;
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tallies::{Counts, ROOT, count, counts, json, run};

/// What both count. Issues are told by the library alone.
const COUNTED: &[&str] = &["cases", "people", "countries", "months", "dates", "places"];

/// The preset that an editor names for the files of a folder; for other folders none is needed.
const PRESETS: &[(&str, &str)] = &[("iom-missing-migrants", "iom"), ("ucdp-ged", "ucdp")];

/// Of a file whose every count is wrong, so many are told.
const TOLD: usize = 12;

#[test]
fn published_files_are_counted_as_the_recount_counts_them() {
    let data = Path::new(ROOT).join("../shared/data");
    let missing = if !data.is_dir() {
        "there is no folder ../shared/data"
    } else if run(Command::new("python3").arg("--version")).is_err() {
        "python3 can't be run"
    } else {
        let wrong: Vec<String> = files(&data).iter().flat_map(|f| differences(f)).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        return;
    };
    // Past the test runner, which shows what a test prints only if it fails.
    writeln!(stderr(), "recount: nothing was compared, {missing}").unwrap();
}

/// The files of cases in the folders of a folder.
fn files(data: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let all = fs::read_dir(folder).unwrap();
        all.map(|entry| entry.unwrap().path()).collect()
    };
    let folders = entries(data).into_iter().filter(|path| path.is_dir());
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| entries(&folder))
        .filter(|file| file.extension().is_some_and(|e| e == "json" || e == "csv"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no files of cases in {}", data.display());
    files
}

/// Where the two counts of a file differ, or why one of them is missing.
fn differences(file: &Path) -> Vec<String> {
    let folder = file.parent().and_then(Path::file_name).unwrap();
    let folder = folder.to_str().unwrap();
    let name = format!("{folder}/{}", file.file_name().unwrap().to_str().unwrap());
    let recount = match recount(file) {
        Ok(recount) => recount,
        Err(why) => return vec![format!("{name}: recount failed: {why}")],
    };
    let preset = PRESETS.iter().find(|(of, _)| *of == folder);
    // By the names of a known data set, and by a guess.
    let readings = [preset.map(|preset| preset.1), None];
    let told = readings.map(|preset| match ours(file, preset) {
        Ok(ours) => told(&format!("{name} ({preset:?})"), &ours, &recount),
        Err(why) => vec![format!("{name} ({preset:?}): count failed: {why}")],
    });
    told.concat()
}

fn told(name: &str, ours: &Counts, recount: &Counts) -> Vec<String> {
    let mut keys: Vec<&String> = ours.keys().chain(recount.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.retain(|key| ours.get(*key) != recount.get(*key));
    let mut told: Vec<String> = keys
        .iter()
        .take(TOLD)
        .map(|key| {
            let (ours, recount) = (shown(ours.get(*key)), shown(recount.get(*key)));
            format!("{name}: {key}: ours {ours}, recount {recount}")
        })
        .collect();
    if keys.len() > TOLD {
        told.push(format!("{name}: and {} keys more", keys.len() - TOLD));
    }
    told
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

fn ours(file: &Path, preset: Option<&str>) -> Result<Counts, String> {
    let preset = preset.map(|preset| ["--fields", preset]);
    let options = preset.as_ref().map_or(&[][..], |preset| preset);
    Ok(counts(&json(&mut count(file, options))?, COUNTED))
}

fn recount(file: &Path) -> Result<Counts, String> {
    let mut python = Command::new("python3");
    python.arg("tests/recount/recount.py").arg(file);
    Ok(counts(&json(&mut python)?, COUNTED))
}
