//! The file of cases.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::row::Row;
use super::{cause, gaps};
use crate::cases;

/// The text of the file: what it says about itself, then a line a case, oldest first; cases
/// without a date come last.
///
/// # Errors
/// When no row has a date.
pub(super) fn file(rows: &mut [Row], covered: &[(String, String)]) -> Result<String> {
    let by = |row: &Row| (row.date.is_empty(), row.date.clone());
    rows.sort_by_cached_key(by);
    let header = header(covered)?;
    let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
    Ok(cases::file(&header, &lines))
}

fn header(covered: &[(String, String)]) -> Result<Vec<(&'static str, Value)>> {
    let first = covered.iter().map(|(first, _)| first).min();
    let last = covered.iter().map(|(_, last)| last).max();
    let (first, last) = first.zip(last).context("no incident has a date")?;
    let gaps = gaps(covered)?;
    let kinds: Vec<Value> = cause::KINDS
        .iter()
        .map(|(value, label)| json!({"value": value, "label": {"en": label}}))
        .collect();
    Ok(vec![
        (
            "title",
            json!({"en": "People who died or went missing on migration routes"}),
        ),
        (
            "source",
            json!({
                "name": {"en": "IOM's Missing Migrants Project"},
                "url": "https://missingmigrants.iom.int/",
                "licence": "CC BY 4.0, changed"
            }),
        ),
        ("caveat", json!({"en": caveat(&gaps, last)})),
        (
            "note",
            json!({"en": "Changed by us: facts only, no texts or links; points rounded to 0.01°; \
                causes of death grouped into seven kinds; dead and missing added up."}),
        ),
        ("measure", json!("people")),
        ("updated", json!(last)),
        (
            "coverage",
            json!({
                "from": first,
                "to": last,
                "gaps": gaps.iter().map(|(from, to)| json!({"from": from, "to": to})).collect::<Vec<_>>()
            }),
        ),
        (
            "facets",
            json!([
                {"name": "cause", "label": {"en": "Cause of death"}, "values": kinds},
                {"name": "route", "label": {"en": "Route"}}
            ]),
        ),
    ])
}

fn caveat(gaps: &[(String, String)], last: &str) -> String {
    let mut text = String::from(
        "All numbers are minimum estimates, and most places are approximate: many deaths are never \
         recorded.",
    );
    for (from, to) in gaps {
        text.push_str(&format!(
            " From {from} to {to} these files hold nothing: it was not looked at, not free of deaths."
        ));
    }
    text.push_str(&format!(" They end on {last}."));
    text
}
