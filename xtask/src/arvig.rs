//! `cargo xtask arvig`: the facts of ARVIG, anti-refugee violence in Germany, as a file of cases.
//!
//! Taken over are date, point, kinds and state. The chronicle's texts, names of places and sources
//! stay where they are.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::cases::{self, Row, cell};
use crate::day;

/// The authors' kinds, what the file calls them and their labels, in the order in which figures stack
/// them.
const KINDS: [(&str, &str, &str); 6] = [
    ("miscellaneous attack", "attack", "Miscellaneous attack"),
    ("assault", "assault", "Assault"),
    ("demonstration", "demonstration", "Demonstration"),
    ("arson", "arson", "Arson"),
    ("suspicion", "suspicion", "Suspicion"),
    ("other", "other", "Other"),
];

/// The states with the ends of their ISO 3166-2 codes and their English names.
const STATES: [(&str, &str, &str); 16] = [
    ("Baden-Württemberg", "BW", "Baden-Württemberg"),
    ("Bayern", "BY", "Bavaria"),
    ("Berlin", "BE", "Berlin"),
    ("Brandenburg", "BB", "Brandenburg"),
    ("Bremen", "HB", "Bremen"),
    ("Hamburg", "HH", "Hamburg"),
    ("Hessen", "HE", "Hesse"),
    ("Mecklenburg-Vorpommern", "MV", "Mecklenburg-Vorpommern"),
    ("Niedersachsen", "NI", "Lower Saxony"),
    ("Nordrhein-Westfalen", "NW", "North Rhine-Westphalia"),
    ("Rheinland-Pfalz", "RP", "Rhineland-Palatinate"),
    ("Saarland", "SL", "Saarland"),
    ("Sachsen", "SN", "Saxony"),
    ("Sachsen-Anhalt", "ST", "Saxony-Anhalt"),
    ("Schleswig-Holstein", "SH", "Schleswig-Holstein"),
    ("Thüringen", "TH", "Thuringia"),
];

/// What the file calls one of the authors' words.
fn value(words: &[(&str, &'static str, &str)], text: &str) -> Result<&'static str> {
    let known = words.iter().find(|(word, _, _)| *word == text);
    known
        .map(|&(_, value, _)| value)
        .with_context(|| format!("`{text}` was never seen"))
}

/// The kinds of one cell.
fn kinds(cell: &str) -> Result<Vec<&'static str>> {
    cell.split(" & ").map(|kind| value(&KINDS, kind)).collect()
}

/// The case of a row, as a line.
fn line(row: &Row) -> Result<String> {
    let date = cell(row, "date")?;
    day::parse(date).with_context(|| format!("date: `{date}`"))?;
    let kinds = kinds(cell(row, "category_en")?)?;
    let kinds = match kinds.as_slice() {
        [one] => Value::from(*one),
        several => Value::from(several),
    };
    Ok(format!(
        "{{\"date\":\"{date}\",\"country\":\"DE\",{},\"category\":{kinds},\"state\":\"{}\"}}",
        cases::point(row)?,
        value(&STATES, cell(row, "state")?)?
    ))
}

/// The file of cases, and what is to be said of it.
///
/// # Errors
/// When there is no row, or a row holds what was never seen.
pub fn convert(rows: &[Row]) -> Result<(String, String)> {
    let mut lines = cases::lines(rows, line)?;
    // A line begins with its date.
    lines.sort();
    let mut days: Vec<&str> = rows.iter().flat_map(|row| cell(row, "date")).collect();
    days.sort_unstable();
    let (first, last) = days.first().zip(days.last()).context("there is no row")?;
    let several = lines.iter().filter(|line| line.contains('[')).count();
    let copies = rows.len() - rows.iter().collect::<BTreeSet<_>>().len();
    let facet = |name: &str, label: &str, words: &[(&str, &str, &str)]| {
        let values: Vec<Value> = words
            .iter()
            .map(|(_, value, label)| json!({"value": value, "label": {"en": label}}))
            .collect();
        json!({"name": name, "label": {"en": label}, "values": values})
    };
    let header = [
        (
            "title",
            json!({"en": "Attacks and demonstrations against refugees in Germany"}),
        ),
        (
            "source",
            json!({
                "name": {"en": "ARVIG, David Benček and Julia Strasheim, from the chronicle of Mut gegen rechte Gewalt"},
                "url": "https://github.com/davben/arvig",
                "licence": "CC0"
            }),
        ),
        (
            "caveat",
            json!({"en": "Only what the chronicle recorded. From 2016 it takes in demonstrations only where \
            laws may have been broken. Events are reported late: the last months are incomplete."}),
        ),
        (
            "note",
            json!({"en": "Changed by us: facts only, no texts or names of places; points, which are those of \
            towns or boroughs, rounded to 0.01°; states as codes; two kinds in one cell as a list."}),
        ),
        ("measure", json!("cases")),
        (
            "coverage",
            json!({"from": first, "to": last, "countries": ["DE"]}),
        ),
        (
            "facets",
            json!([
                facet("category", "Kind", &KINDS),
                facet("state", "State", &STATES)
            ]),
        ),
    ];
    let words = format!(
        "{} events, {first} to {last}, none left out\n{several} of several kinds: written as a list\n\
         {copies} like another row in every column: kept",
        rows.len()
    );
    Ok((cases::file(&header, &lines), words))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::project::root;

    /// A made-up table of rows that differ in date, state and kinds.
    fn table(rows: &[(&str, &str, &str)]) -> Result<(String, String)> {
        let mut text = String::from("date,location,state,longitude,latitude,category_en,source\n");
        for (date, state, kinds) in rows {
            text.push_str(&format!(
                "{date},Somewhere,{state},13.6049,52.5,{kinds},x\n"
            ));
        }
        convert(&cases::rows(&text)?)
    }

    #[test]
    fn a_row_becomes_a_case_of_facts_only_in_order_of_time() {
        let (text, words) = table(&[
            ("2016-05-02", "Bayern", "arson & miscellaneous attack"),
            ("2015-12-31", "Berlin", "suspicion"),
            ("2015-12-31", "Berlin", "suspicion"),
        ])
        .unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let one = json!({"date": "2015-12-31", "country": "DE", "lat": 52.5, "lon": 13.6,
            "category": "suspicion", "state": "BE"});
        let two = json!({"date": "2016-05-02", "country": "DE", "lat": 52.5, "lon": 13.6,
            "category": ["arson", "attack"], "state": "BY"});
        assert_eq!(file["cases"], json!([one, one, two]));
        assert_eq!(file["coverage"]["to"], "2016-05-02");
        assert!(words.contains("\n1 of several kinds") && words.contains("\n1 like another"));
    }

    #[test]
    fn what_was_never_seen_stops_the_conversion() {
        for row in [
            ("2015-02-29", "Berlin", "arson"),
            ("2015-02-28", "Atlantis", "arson"),
            ("2015-02-28", "Berlin", "arson & flood"),
        ] {
            assert!(table(&[row]).is_err(), "{row:?}");
        }
        assert!(table(&[]).is_err());
    }

    #[test]
    fn the_authors_table_where_it_is_gives_the_file_of_the_pages_byte_for_byte() {
        let input = root().join("../shared/data/arvig/arvig.csv");
        let Ok(text) = fs::read_to_string(input) else {
            println!("not run: the authors' table is not beside the repository");
            return;
        };
        let (written, _) = convert(&cases::rows(&text).unwrap()).unwrap();
        let committed = fs::read_to_string(root().join("www/data/arvig.json")).unwrap();
        assert!(
            written == committed,
            "run `cargo xtask arvig` and look at what changed"
        );
    }
}
