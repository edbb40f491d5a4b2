//! `cargo xtask iom`: the facts of IOM's Missing Migrants Project as a file of cases.
//!
//! Only facts are taken over: date, country, point, how many people, kind of cause, route. No
//! prose, no links to articles. What can't be taken over is printed with its number, never mended
//! in silence.

mod cause;
mod countries;
mod row;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::day;
use row::{Found, Row};

/// Reads the publisher's year files (`2014.json` and so on) in `input` and writes all their
/// incidents as one file of cases to `output`.
///
/// # Errors
/// When there is no year file, one of them can't be read or is no list of incidents, a field holds
/// what was never seen in it (an unknown country, a date that is none), or `output` can't be
/// written.
pub fn run(input: &Path, output: &Path) -> Result<()> {
    let mut report = Report::default();
    let mut rows = Vec::new();
    for (year, file) in year_files(input)? {
        let text = fs::read_to_string(&file)
            .with_context(|| format!("{} can't be read", file.display()))?;
        let found = read(&text, &mut report).with_context(|| file.display().to_string())?;
        report.year(&year, &found);
        rows.extend(found);
    }
    report.repeated(&rows);
    let text = write::file(&mut rows, &report.covered)?;
    fs::write(output, &text).with_context(|| format!("{} can't be written", output.display()))?;
    println!("{}", report.words(rows.len()));
    println!("wrote {} ({} bytes)", output.display(), text.len());
    Ok(())
}

/// The year files of a folder, in order of their years.
fn year_files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        let year = name.strip_suffix(".json").unwrap_or_default().to_owned();
        if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
            files.push((year, path));
        } else {
            println!("not read: {name} (not a year's JSON file)");
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("{} holds no year file such as 2014.json", folder.display());
    }
    Ok(files)
}

/// The incidents of one file's text.
fn read(text: &str, report: &mut Report) -> Result<Vec<Row>> {
    let list: Value = serde_json::from_str(text)?;
    let list = list
        .as_array()
        .context("the file is no list of incidents")?;
    let mut rows = Vec::with_capacity(list.len());
    for (index, incident) in list.iter().enumerate() {
        let (row, found) = row::read(incident)
            .with_context(|| format!("incident {} of {}", index + 1, list.len()))?;
        for what in found {
            *report.found.entry(what).or_default() += 1;
        }
        rows.push(row);
    }
    Ok(rows)
}

/// What was seen on the way.
#[derive(Debug, Default)]
struct Report {
    found: BTreeMap<Found, usize>,
    /// For each year's file, the first and the last day in it.
    covered: Vec<(String, String)>,
    years: Vec<String>,
}

impl Report {
    fn year(&mut self, year: &str, rows: &[Row]) {
        let mut days: Vec<&str> = rows.iter().map(|row| row.date.as_str()).collect();
        days.retain(|day| !day.is_empty());
        days.sort_unstable();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            self.years
                .push(format!("{year}: {} incidents, none dated", rows.len()));
            return;
        };
        self.years.push(format!(
            "{year}: {} incidents, {first} to {last}",
            rows.len()
        ));
        self.covered.push(((*first).to_owned(), (*last).to_owned()));
    }

    /// Rows that are the same in all that is written may be one incident twice or two alike:
    /// leaving one out could lose people, so both are kept and the number is said.
    fn repeated(&mut self, rows: &[Row]) {
        let mut seen = BTreeMap::new();
        for row in rows {
            *seen.entry(row.to_string()).or_insert(0_usize) += 1;
        }
        let again: usize = seen.values().map(|n| n - 1).sum();
        if again > 0 {
            self.found.insert(Found::Repeated, again);
        }
    }

    fn words(&self, written: usize) -> String {
        let mut lines = self.years.clone();
        lines.extend(
            self.found
                .iter()
                .map(|(what, n)| format!("{n} {}", what.words())),
        );
        lines.push(format!("{written} incidents written, none left out"));
        lines.join("\n")
    }
}

/// Two days of a gap in what the publisher's files cover: from the day after one file's last day
/// to the day before the next file's first.
fn gaps(covered: &[(String, String)]) -> Result<Vec<(String, String)>> {
    let mut gaps = Vec::new();
    for pair in covered.windows(2) {
        let [(_, last), (next, _)] = pair else {
            continue;
        };
        let (year, month_day) = last.split_once('-').context("a day without a month")?;
        ensure!(next.starts_with(char::is_numeric), "`{next}` is no day");
        // Some days without an incident at the end of a year are no gap: nothing else was missing.
        if month_day < "12-01" {
            gaps.push((day::after(last)?, format!("{year}-12-31")));
        }
    }
    Ok(gaps)
}

#[cfg(test)]
mod tests;
