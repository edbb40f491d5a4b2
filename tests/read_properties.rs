//! Reading, with random input.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::data::Dataset;
use caseplot::issue::IssueKind;
use caseplot::query::{Filter, tally};
use caseplot::read::Reader;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read_in_chunks(bytes: &[u8], sizes: &[usize]) -> caseplot::Result<Dataset> {
    let mut reader = Reader::new();
    let mut rest = bytes;
    let mut sizes = sizes.iter().copied().chain(std::iter::repeat(usize::MAX));
    while !rest.is_empty() {
        let size = sizes.next().unwrap_or(1).clamp(1, rest.len());
        reader.feed(&rest[..size]);
        rest = &rest[size..];
    }
    reader.finish()
}

/// A good case: its date, country and people can all be read.
fn case() -> impl Strategy<Value = Value> {
    let date = prop_oneof![
        (1990..2030_i32, 1..13, 1..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (1990..2030_i32, 1..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (1990..2030_i32).prop_map(|y| y.to_string()),
    ];
    let country = prop_oneof![Just("IT"), Just("EL"), Just("FRA"), Just("xk")];
    let people = prop_oneof![
        Just(Value::Null),
        (0..50_u32).prop_map(|n| json!(n)),
        (0..50_u32).prop_map(|n| json!({ "min": n })),
        (0..50_u32, 0..9_u32).prop_map(|(n, more)| json!({ "min": n, "max": n + more })),
    ];
    (
        date,
        country,
        people,
        "\\PC{0,12}",
        any::<(bool, bool)>(),
        -90.0..90.0_f64,
        -180.0..180.0_f64,
    )
        .prop_map(
            |(date, country, people, charge, (placed, staged), lat, lon)| {
                let mut case =
                    json!({ "date": date, "country": country, "people": people, "charge": charge });
                if staged {
                    case["dates"] = json!({ "act": case["date"], "decided": null });
                }
                if placed {
                    case["lat"] = json!(lat);
                    case["lon"] = json!(lon);
                }
                case
            },
        )
}

fn sum(cases: &[Value], key: &str) -> u64 {
    cases
        .iter()
        .filter_map(|case| case["people"][key].as_u64().or(case["people"].as_u64()))
        .sum()
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail_other_than_with_words(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        sizes in proptest::collection::vec(1..40_usize, 0..40),
    ) {
        if let Err(error) = read_in_chunks(&bytes, &sizes) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn chunks_make_no_difference(
        cases in proptest::collection::vec(case(), 0..12),
        sizes in proptest::collection::vec(1..60_usize, 0..60),
        pretty in any::<bool>(),
    ) {
        let file = json!({ "title": "T", "cases": cases, "note": { "en": "ü" } });
        let text = if pretty { serde_json::to_string_pretty(&file) } else { serde_json::to_string(&file) };
        let bytes = text.unwrap().into_bytes();
        let (whole, chunked) = (read_in_chunks(&bytes, &[]), read_in_chunks(&bytes, &sizes));
        // NaN differs from itself: compared as text.
        prop_assert_eq!(format!("{whole:?}"), format!("{chunked:?}"));
    }

    #[test]
    fn looking_at_what_was_read_so_far_changes_nothing(
        cases in proptest::collection::vec(case(), 1..12),
        size in 1..400_usize,
    ) {
        let bytes = json!(cases).to_string().into_bytes();
        let mut reader = Reader::new();
        for chunk in bytes.chunks(size) {
            reader.feed(chunk);
            reader.look();
            let cases = &reader.so_far().cases;
            prop_assert_eq!(tally(cases, &Filter::default()).cases, cases.len() as u64);
            prop_assert!(cases.facets.iter().all(|facet| facet.codes.len() == cases.len()));
        }
        let (whole, looked) = (read_in_chunks(&bytes, &[]), reader.finish());
        prop_assert_eq!(format!("{whole:?}"), format!("{looked:?}"));
    }

    #[test]
    fn good_cases_are_counted_as_serde_json_reads_them(cases in proptest::collection::vec(case(), 0..40)) {
        let data = read_in_chunks(json!(cases).to_string().as_bytes(), &[]).unwrap();
        // Any text may hold what has to be mended for show.
        let mut issues = data.issues.iter();
        let mended = |kind| matches!(kind, IssueKind::Entities | IssueKind::ControlCharacters);
        prop_assert!(issues.all(|issue| mended(issue.kind)), "{:?}", data.issues);
        let all = tally(&data.cases, &Filter::default());
        let unknown = cases.iter().filter(|case| case["people"].is_null()).count() as u64;
        prop_assert_eq!((all.cases, all.unknown), (cases.len() as u64, unknown));
        prop_assert_eq!(all.people_min, sum(&cases, "min"));
        let open = cases.iter().any(|case| case["people"].get("min").is_some() && case["people"].get("max").is_none());
        prop_assert_eq!(all.people_max, (!open).then(|| sum(&cases, "max")));
    }

    #[test]
    fn a_changed_byte_costs_no_case_before_it(
        cases in proptest::collection::vec(case(), 1..12),
        share in 0.0..1.0_f64,
        byte in any::<u8>(),
        sizes in proptest::collection::vec(1..60_usize, 0..60),
    ) {
        let records: Vec<String> = cases.iter().map(Value::to_string).collect();
        let mut bytes = format!("[{}]", records.join(",")).into_bytes();
        // The first four bytes tell the encoding.
        let at = 4 + ((bytes.len() - 4) as f64 * share) as usize;
        bytes[at] = byte;
        let mut end = 1;
        let before = records.iter().take_while(|record| { end += record.len() + 1; end <= at }).count();
        if let Ok(data) = read_in_chunks(&bytes, &sizes) {
            let left_out = data.issues.left_out();
            prop_assert!(data.cases.len() >= before, "{} of {before}, {left_out} left out", data.cases.len());
        } else {
            prop_assert_eq!(before, 0);
        }
    }
}
