//! Tells what was read of a file of cases, for programs that count by other ways, and what one record says.
//!
//! ```text
//! cargo run --release --example count -- FILE [--fields FIELDS]
//! cargo run --release --example count -- FILE [--fields FIELDS] --case 17
//! ```
//!
//! FILE can be JSON in any of the forms that the elements read, CSV or TSV. `--fields` is as the elements have it.
//! `--case` prints all that one record says, by its number in the file, as issues name it.

#[path = "shared/reading.rs"]
mod reading;

use std::collections::BTreeMap;
use std::process::ExitCode;

use caseplot::calendar::civil;
use caseplot::data::{Cases, Dataset, NO_DATE, PRECISIONS};
use caseplot::json::Writer;
use caseplot::query::{Filter, Tally, tally, tally_rows};
use caseplot::read::{details, in_utf8};
use caseplot::scale::time::Unit;

use reading::{Failure, read};

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("count: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut given: impl Iterator<Item = String>) -> Result<String, Failure> {
    let (mut file, mut fields, mut case) = (None, None, None);
    while let Some(argument) = given.next() {
        let mut value = || {
            let value = given.next();
            value.ok_or_else(|| format!("{argument} needs a value"))
        };
        match &*argument {
            "--fields" => fields = Some(value()?),
            "--case" => case = Some(value()?.parse()?),
            flag if flag.starts_with("--") => {
                return Err(format!("there is no {flag}: expected --fields or --case").into());
            }
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or("name a file of cases, for example: count cases.json")?;
    let data = read(&file, fields.as_deref())?;
    match case {
        Some(number) => case_words(&file, &data, number),
        None => Ok(tally_json(&data)),
    }
}

/// All that the record of a case says; `number` is its number in the file, as issues name it.
fn case_words(file: &str, data: &Dataset, number: u32) -> Result<String, Failure> {
    let records = &data.cases.records;
    let mut rows = 0..data.cases.len();
    let row = rows
        .find(|&row| records.number(row) == Some(number))
        .ok_or_else(|| format!("{file}: no case {number} was read"))?;
    let bytes = std::fs::read(file)?;
    let text = in_utf8(&bytes, records.encoding);
    let range = records.range(row).unwrap_or_default();
    let record = text.get(range.start as usize..range.end as usize);
    let record = record.unwrap_or_default();
    let mut out = String::new();
    for field in details(&records.form, record, "en") {
        let texts = field.texts.join("\n  ");
        out.push_str(&format!("{}: {texts}\n", field.name));
    }
    Ok(out)
}

/// What was read: `{cases, people, countries, months, dates, places, issues}`.
fn tally_json(data: &Dataset) -> String {
    let cases = &data.cases;
    let all = tally(cases, &Filter::default());
    let mut out = Writer::new();
    out.object(|out| {
        write_sum(out, &all);
        let country = |row| cases.country_code(row).map(str::to_owned);
        write_groups(out, "countries", cases, country);
        write_groups(out, "months", cases, |row| month(cases, row));
        write_groups(out, "dates", cases, |row| {
            Some(date_precision(cases, row).to_owned())
        });
        write_groups(out, "places", cases, |row| {
            Some(place_precision(cases, row).to_owned())
        });
        out.key("issues").array(|out| {
            for issue in data.issues.iter() {
                issue.write_json(out, &issue.message());
            }
        });
    });
    let mut text = out.finish();
    text.push('\n');
    text
}

/// A sum for each of the groups that cases are in.
fn write_groups(
    out: &mut Writer,
    name: &str,
    cases: &Cases,
    group: impl Fn(usize) -> Option<String>,
) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in 0..cases.len() {
        if let Some(group) = group(row) {
            groups.entry(group).or_default().push(row);
        }
    }
    out.key(name).object(|out| {
        for (name, rows) in &groups {
            let sum = tally_rows(cases, rows.iter().copied());
            out.key(name).object(|out| write_sum(out, &sum));
        }
    });
}

/// The month that the whole date lies in.
fn month(cases: &Cases, row: usize) -> Option<String> {
    let (first, last) = (cases.start[row], cases.last_day(row));
    if first == NO_DATE || !cases.is_closed(row) {
        return None;
    }
    let (a, b) = (civil(first), civil(last));
    ((a.year, a.month) == (b.year, b.month)).then(|| format!("{:04}-{:02}", a.year, a.month))
}

fn date_precision(cases: &Cases, row: usize) -> &'static str {
    let (first, last) = (cases.start[row], cases.last_day(row));
    let is = |unit: Unit| unit.floor(first) == first && unit.step(first, 1) - 1 == last;
    if first == NO_DATE {
        return "none";
    }
    match [Unit::Day, Unit::Month, Unit::Year]
        .into_iter()
        .find(|&unit| is(unit))
    {
        Some(unit) if cases.is_closed(row) => unit.name(),
        _ => "interval",
    }
}

fn place_precision(cases: &Cases, row: usize) -> &'static str {
    if cases.lat.get(row).is_nan() {
        return "none";
    }
    let precision = cases.precision.get(row);
    let known = PRECISIONS.iter().find(|(_, known)| *known == precision);
    known.map_or("unknown", |(name, _)| name)
}

fn write_sum(out: &mut Writer, sum: &Tally) {
    out.key("cases").int(sum.cases);
    out.key("people").object(|out| {
        out.key("min").int(sum.people_min);
        match sum.people_max {
            Some(max) => out.key("max").int(max),
            None => out.key("max").null(),
        }
        out.key("unknown").int(sum.unknown);
    });
}
