//! What a case says beside what is drawn of it: kept where it stands, and read when somebody opens it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::data::Dataset;
use caseplot::read::{Reader, csv, details, in_utf8};
use proptest::prelude::*;

fn reader() -> Reader {
    let mut reader = Reader::new();
    reader.keep_records();
    reader
}

fn read(bytes: &[u8], chunk: usize) -> Dataset {
    let mut reader = reader();
    bytes.chunks(chunk).for_each(|bytes| reader.feed(bytes));
    reader.finish().unwrap()
}

fn table(bytes: &[u8]) -> Dataset {
    let mut reader = reader();
    csv::read(&mut reader, bytes).unwrap();
    reader.finish().unwrap()
}

/// The number of each case in the file and a field of it, in the order of their days.
fn opened(data: &Dataset, file: &[u8], field: &str) -> Vec<(u32, String)> {
    let records = &data.cases.records;
    let text = in_utf8(file, records.encoding);
    let open = |row| {
        let range = records.range(row).unwrap();
        let record = &text[range.start as usize..range.end as usize];
        let found = details(&records.form, record, "en").into_iter();
        let texts = found.filter(|detail| detail.name == field);
        let text: Vec<String> = texts.flat_map(|detail| detail.texts).collect();
        (records.number(row).unwrap(), text.join(", "))
    };
    (0..data.cases.len()).map(open).collect()
}

/// Three cases in another order than that of their days, of which the second can't be read.
const CASES: &str = r#"[
  {"date": "2021-05", "note": "á first"}, 17,
  {"note": "b second \"x\"", "date": "2021-03-14"}, {"date": "2021-04", "note": "c third"} ]"#;
const ORDER: [(u32, &str); 3] = [(3, "b second \"x\""), (4, "c third"), (1, "á first")];

fn wide(text: &str, mark: &str, big: bool) -> Vec<u8> {
    let units = mark.encode_utf16().chain(text.encode_utf16());
    let bytes = units.map(|unit| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    });
    bytes.flatten().collect()
}

#[test]
fn a_case_is_opened_in_every_encoding_and_however_its_bytes_came() {
    let order: Vec<(u32, String)> = ORDER.map(|(n, text)| (n, text.to_owned())).to_vec();
    for file in [
        CASES.as_bytes().to_vec(),
        format!("\u{feff}{CASES}").into_bytes(),
        wide(CASES, "\u{feff}", false),
        wide(CASES, "\u{feff}", true),
        wide(CASES, "", false),
    ] {
        for chunk in [1, 7, 4_096] {
            assert_eq!(opened(&read(&file, chunk), &file, "note"), order);
        }
    }
}

#[test]
fn a_case_is_opened_in_lines_features_and_an_object() {
    let cases = [("2021-05", "a"), ("2021-03", "b")];
    let expected = [(2, "b".to_owned()), (1, "a".to_owned())];
    let records = |write: &dyn Fn(&str, &str) -> String, between: &str| {
        let records: Vec<String> = cases.iter().map(|(date, note)| write(date, note)).collect();
        records.join(between)
    };
    let plain = |date: &str, note: &str| format!(r#"{{"date": "{date}", "note": "{note}"}}"#);
    let feature = |date: &str, note: &str| {
        let properties = plain(date, note);
        format!(r#"{{"type": "Feature", "geometry": null, "properties": {properties}}}"#)
    };
    for file in [
        records(&plain, "\n"),
        format!(r#"{{"title": "T", "cases": [{}]}}"#, records(&plain, ", ")),
        format!(
            r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
            records(&feature, ",")
        ),
    ] {
        let data = read(file.as_bytes(), 11);
        assert_eq!(opened(&data, file.as_bytes(), "note"), expected, "{file}");
    }
}

#[test]
fn a_row_of_a_table_is_opened_in_every_encoding() {
    let text = "date;note\n2021-05;\"a\nä; \"\"b\"\"\"\n\n2021-03;c\n";
    let western: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let expected = [(2, "c".to_owned()), (1, "a\nä; \"b\"".to_owned())];
    for file in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        western,
        wide(text, "\u{feff}", false),
    ] {
        assert_eq!(opened(&table(&file), &file, "note"), expected);
    }
}

#[test]
fn nothing_is_kept_unless_it_is_asked_for() {
    let mut reader = Reader::new();
    reader.feed(CASES.as_bytes());
    let data = reader.finish().unwrap();
    assert_eq!(
        (data.cases.records.range(0), data.cases.records.number(0)),
        (None, None)
    );
}

#[test]
fn entities_and_control_characters_are_mended_for_show_and_reported() {
    let file = r#"{"facets": [{"name": "charge", "label": "Charge &amp; co", "values": ["b &lt; c"]}], "cases": [
        {"date": "2021-01", "charge": "A &amp; B", "note": "&quot;x&quot;"},
        {"date": "2021-02", "charge": "A & B", "note": "50 \u0080"},
        {"date": "2021-03", "charge": ["b &lt; c", "A &amp; B"], "note": "fine & well"}]}"#;
    let data = read(file.as_bytes(), 64);
    assert_eq!(data.cases.facets[0].values, ["b < c", "A & B"]);
    assert_eq!(data.info.facet_label("charge", "en"), "Charge & co");
    let notes: Vec<String> = opened(&data, file.as_bytes(), "note")
        .into_iter()
        .map(|(_, note)| note)
        .collect();
    assert_eq!(notes, ["\"x\"", "50 €", "fine & well"]);
    let told: Vec<(&str, &str, u32)> = data
        .issues
        .iter()
        .map(|issue| (issue.kind.code(), issue.field.as_str(), issue.count))
        .collect();
    assert_eq!(
        told,
        [
            ("entities", "charge", 2),
            ("entities", "note", 1),
            ("control-characters", "note", 1)
        ]
    );
}

proptest! {
    #[test]
    fn every_case_is_found_again_by_its_place(
        notes in proptest::collection::vec("[a-z\"\\\\{}\\[\\],: é]{0,12}", 1..20),
        months in proptest::collection::vec(1..=12_u32, 20),
        chunk in 1_usize..60,
    ) {
        let record = |(note, month): (&String, &u32)| {
            serde_json::json!({"date": format!("2021-{month:02}"), "note": format!("x{note}x")}).to_string()
        };
        let records: Vec<String> = notes.iter().zip(&months).map(record).collect();
        let file = format!("[{}]", records.join(" ,\n"));
        let data = read(file.as_bytes(), chunk);
        let mut found = opened(&data, file.as_bytes(), "note");
        found.sort_unstable();
        let expected: Vec<(u32, String)> =
            notes.iter().zip(1..).map(|(note, n)| (n, format!("x{note}x"))).collect();
        prop_assert_eq!(found, expected);
    }
}
