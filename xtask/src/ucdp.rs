//! `cargo xtask ucdp`: the facts of UCDP's georeferenced events as a file of cases.
//!
//! Taken over are dates, country, point and what it stands for, the estimates of deaths and the type
//! of violence. Names of parties, places and conflicts, articles and identifiers are left out.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::cases::{self, Row, cell};
use crate::day;

/// What the codes of `where_prec` stand for.
const PLACES: [&str; 7] = [
    "site", "city", "admin2", "admin1", "unknown", "country", "sea",
];

/// What the codes of `type_of_violence` stand for, with the labels.
const TYPES: [(&str, &str); 3] = [
    ("state-based", "State-based conflict"),
    ("non-state", "Non-state conflict"),
    ("one-sided", "One-sided violence"),
];

/// What was seen on the way.
#[derive(Debug, Default)]
struct Report {
    spans: usize,
    disordered: usize,
    deaths: [u64; 3],
}

/// What the code in a cell stands for; the codes count from 1.
fn coded<T: Copy>(row: &Row, name: &str, table: &[T]) -> Result<T> {
    let code: usize = cell(row, name)?.parse().with_context(|| name.to_owned())?;
    let known = code.checked_sub(1).and_then(|index| table.get(index));
    known
        .copied()
        .with_context(|| format!("{name}: {code} was never seen"))
}

/// The number of people of a case. Where the estimates are out of order, only the lowest is used.
fn people(low: u64, best: u64, high: u64, report: &mut Report) -> String {
    for (sum, n) in report.deaths.iter_mut().zip([low, best, high]) {
        *sum += n;
    }
    let ordered = low <= best && best <= high;
    let (best, max) = (ordered.then_some(best), ordered.then_some(high));
    report.disordered += usize::from(!ordered);
    if max == Some(low) && best == Some(low) {
        return low.to_string();
    }
    let named = |name: &str, n: Option<u64>| n.map(|n| format!(",\"{name}\":{n}"));
    format!(
        "{{\"min\":{low}{}{}}}",
        named("best", best).unwrap_or_default(),
        named("max", max).unwrap_or_default()
    )
}

/// The case of a row, as a line.
fn line(row: &Row, report: &mut Report) -> Result<String> {
    let (from, to) = (cell(row, "date_start")?, cell(row, "date_end")?);
    report.spans += usize::from(from != to);
    let country = match cell(row, "country")? {
        "Bangladesh" => "BD",
        "Myanmar (Burma)" => "MM",
        other => bail!("country: `{other}` was never seen"),
    };
    let estimate = |name: &str| -> Result<u64> {
        let text = cell(row, name)?;
        text.parse().with_context(|| format!("{name}: `{text}`"))
    };
    Ok(format!(
        "{{\"date\":\"{}\",\"country\":\"{country}\",{},\"precision\":\"{}\",\"people\":{},\"type\":\"{}\"}}",
        day::span(from, to)?,
        cases::point(row)?,
        coded(row, "where_prec", &PLACES)?,
        people(
            estimate("low")?,
            estimate("best")?,
            estimate("high")?,
            report
        ),
        coded(row, "type_of_violence", &TYPES)?.0,
    ))
}

/// The file of cases, and what is to be said of it.
///
/// # Errors
/// When a row holds what was never seen.
pub fn convert(rows: &[Row]) -> Result<(String, String)> {
    let mut report = Report::default();
    let mut lines = cases::lines(rows, |row| line(row, &mut report))?;
    // A line begins with its date.
    lines.sort();
    let types: Vec<Value> = TYPES
        .iter()
        .map(|(value, label)| json!({"value": value, "label": {"en": label}}))
        .collect();
    let header = [
        (
            "title",
            json!({"en": "People killed in organised violence in Myanmar and Bangladesh"}),
        ),
        (
            "source",
            json!({
                "name": {"en": "UCDP Georeferenced Event Dataset 19.1, Uppsala Conflict Data Program"},
                "url": "https://ucdp.uu.se/downloads/",
                "licence": "CC BY-IGO, changed"
            }),
        ),
        (
            "caveat",
            json!({"en": "Deaths are estimates, from the lowest to the highest. For many events only a time, a \
            district or a country is known."}),
        ),
        (
            "note",
            json!({"en": "Changed by us: facts only, no names or texts; points rounded to 0.01°; a best \
            or highest estimate that does not fit the others left out."}),
        ),
        ("measure", json!("people")),
        (
            "coverage",
            json!({"from": "1989", "to": "2018", "countries": ["BD", "MM"]}),
        ),
        (
            "facets",
            json!([{"name": "type", "label": {"en": "Type of violence"}, "values": types}]),
        ),
    ];
    let [low, best, high] = report.deaths;
    let words = format!(
        "{} events, none left out\n{} known to a time of several days: written as an interval\n\
         {} with estimates out of order: written with the lowest only\n\
         deaths in the table, added up: low {low}, best {best}, high {high}",
        rows.len(),
        report.spans,
        report.disordered
    );
    Ok((cases::file(&header, &lines), words))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::project::root;

    /// A made-up table of one event.
    fn table(country: &str, days: &str, estimates: &str, codes: &str) -> Result<(String, String)> {
        let text = format!(
            "country,date_start,date_end,low,best,high,where_prec,type_of_violence,latitude,longitude,side_a\n\
             {country},{days},{estimates},{codes},21.4567,92,Somebody\n"
        );
        convert(&cases::rows(&text)?)
    }

    fn case(days: &str, estimates: &str, codes: &str) -> Value {
        let (text, _) = table("Myanmar (Burma)", days, estimates, codes).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        file["cases"][0].clone()
    }

    #[test]
    fn an_event_becomes_a_case_of_facts_only() {
        assert_eq!(
            case("2004-06-01,2004-06-30", "3,5,9", "3,1"),
            json!({
                "date": "2004-06", "country": "MM", "lat": 21.46, "lon": 92, "precision": "admin2",
                "people": {"min": 3, "best": 5, "max": 9}, "type": "state-based"
            })
        );
    }

    #[test]
    fn an_estimate_that_does_not_fit_the_others_is_left_out() {
        for (estimates, expected) in [
            ("4,4,4", json!(4)),
            ("0,0,0", json!(0)),
            ("2,2,1", json!({"min": 2})),
            ("1,0,3", json!({"min": 1})),
            ("0,21,16", json!({"min": 0})),
        ] {
            let case = case("2004-06-02,2004-06-02", estimates, "5,3");
            assert_eq!(case["people"], expected, "{estimates}");
        }
    }

    #[test]
    fn what_was_never_seen_stops_the_conversion() {
        for (country, days, codes) in [
            ("Atlantis", "2004-06-01,2004-06-01", "1,1"),
            ("Bangladesh", "2004-06-02,2004-06-01", "1,1"),
            ("Bangladesh", "2004-06-31,2004-07-01", "1,1"),
            ("Bangladesh", "2004-06-01,2004-06-01", "0,1"),
            ("Bangladesh", "2004-06-01,2004-06-01", "8,1"),
            ("Bangladesh", "2004-06-01,2004-06-01", "1,4"),
        ] {
            assert!(
                table(country, days, "1,1,1", codes).is_err(),
                "{country} {days} {codes}"
            );
        }
    }

    #[test]
    fn the_publishers_table_where_it_is_gives_the_file_of_the_pages_byte_for_byte() {
        let input = root().join("../shared/data/ucdp-ged/ged191-bangladesh-myanmar.csv");
        let Ok(text) = fs::read_to_string(input) else {
            println!("not run: the publisher's table is not beside the repository");
            return;
        };
        let (written, _) = convert(&cases::rows(&text).unwrap()).unwrap();
        let file = root().join("www/data/ucdp-myanmar-bangladesh.json");
        assert!(
            written == fs::read_to_string(file).unwrap(),
            "run `cargo xtask ucdp` and look at what changed"
        );
    }
}
