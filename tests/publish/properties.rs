//! Random files and policies.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::{attack, file, records, run, told};
use caseplot::read::Reader;

/// What stands in columns that are never published, and nowhere else.
pub(crate) const SECRETS: [&str; 4] = ["Qzname", "Qznote", "Qzphone", "Qzcourt"];

fn date() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (2021..2024_i32, 1..13, 1..29).prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}"))),
        2 => (2021..2024_i32, 1..13).prop_map(|(y, m)| json!(format!("{y}-{m:02}"))),
        1 => (2021..2024_i32).prop_map(|y| json!(y.to_string())),
        1 => (2021..2024_i32, 1..12).prop_map(|(y, m)| json!(format!("{y}-{m:02}/{y}-{:02}", m + 1))),
        1 => (2021..2024_i32, 1..12).prop_map(|(y, m)| json!(format!("{y}-{m:02}~"))),
        1 => Just(json!("2022-02/..")),
        1 => Just(Value::Null),
    ]
}

fn people() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (1..4_u32).prop_map(|n| json!(n)),
        1 => (0..300_u32).prop_map(|n| json!(n)),
        1 => (1..30_u32).prop_map(|n| json!({ "min": n })),
        1 => (1..30_u32, 0..9_u32).prop_map(|(n, more)| json!({ "min": n, "max": n + more })),
        2 => Just(Value::Null),
        1 => Just(json!({ "suppressed": true })),
    ]
}

/// A case, of which the columns that are never published hold texts of their own.
fn case() -> impl Strategy<Value = Value> {
    let country = prop_oneof![
        6 => select(vec![json!("IT"), json!("GR"), json!("FR")]),
        1 => select(vec![json!("MT"), json!(["IT", "FR"]), Value::Null]),
    ];
    let charge = prop_oneof![6 => select(vec!["smuggling", "facilitation"]), 1 => select(vec!["espionage", "treason", "piracy"])];
    let facets = (
        charge,
        subsequence(vec!["food", "shelter", "rescue"], 0..3),
        prop_oneof![4 => Just("defender"), 1 => Just("migrant")],
        select(vec![
            json!("acquitted"),
            json!("convicted"),
            json!("pending"),
            Value::Null,
        ]),
        select(vec!["North", "South"]),
    );
    let precision = select(vec!["site", "city", "admin2", "admin1", "unknown"]);
    let point = proptest::option::weighted(0.7, (36..46_i32, 8..20_i32, 0..5000_i32, precision));
    (date(), country, people(), facets, point).prop_map(|(date, country, people, facets, point)| {
        let (charge, help, who, outcome, region) = facets;
        let mut case = json!({ "date": date, "country": country, "people": people, "charge": charge, "help": help, "who": who,
            "outcome": outcome, "region": region });
        if let Some((lat, lon, rest, precision)) = point {
            case["lat"] = json!(f64::from(lat) + f64::from(rest) / 10_000.0);
            case["lon"] = json!(f64::from(lon) + f64::from(rest) / 9_999.0);
            case["precision"] = json!(precision);
        }
        case
    })
}

/// A file with a secret of its own in each case.
pub(crate) fn cases(size: std::ops::Range<usize>) -> impl Strategy<Value = Value> {
    proptest::collection::vec(case(), size).prop_map(|mut cases| {
        for (at, case) in cases.iter_mut().enumerate() {
            if case["date"].is_null() && case["country"].is_null() {
                case["country"] = json!("IT");
            }
            let [name, note, phone, court] = SECRETS.map(|secret| format!("{secret}{at}x"));
            case["id"] = json!(format!("Qzid{at}x"));
            case["full_name"] = json!(name);
            case["note"] = json!(note);
            case["phone"] = json!(phone);
            case["court"] = json!({ "en": court });
        }
        json!(cases)
    })
}

pub(crate) fn policy() -> impl Strategy<Value = Value> {
    let fields = vec![
        "id", "date", "country", "point", "people", "charge", "help", "who", "region", "outcome",
    ];
    (
        subsequence(fields, 1..10),
        2..6_u32,
        any::<bool>(),
        1..5_u32,
    )
        .prop_map(|(chosen, k, regions, weight)| {
            let mut fields: Vec<&str> = chosen
                .iter()
                .copied()
                .filter(|field| *field != "point")
                .collect();
            if chosen.contains(&"point") {
                fields.extend(["lat", "lon"]);
            }
            if !fields.contains(&"date") && !fields.contains(&"country") {
                fields.push("date");
            }
            let mut policy = json!({ "fields": fields, "k": k });
            if fields.contains(&"charge") {
                policy["weights"] = json!({ "charge": weight });
            }
            if regions && fields.contains(&"region") {
                policy["region"] = json!("region");
            }
            policy
        })
}

/// Whether nothing else stands in the way of a random file than too few cases.
fn only_too_few(said: &str) -> bool {
    said.lines().all(|line| {
        line.contains("that have to share each combination")
            || line.contains("no case of which anything may be told")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn enough_cases_share_all_that_is_told_of_each_and_nobody_is_found_with_the_private_file_in_hand(
        cases in cases(3..70), policy in policy(),
    ) {
        let done = match run(&file(cases.clone()), &policy) {
            Ok(done) => done,
            Err(refused) => {
                let said: Vec<String> = refused.report.blocks().map(caseplot::publish::Finding::message).collect();
                prop_assert!(only_too_few(&said.join("\n")), "{said:?}");
                return Ok(());
            }
        };
        let k = policy["k"].as_u64().unwrap() as usize;
        for (told, n) in told(&done) {
            prop_assert!(n >= k, "{n} share {told}");
        }
        let mut reader = Reader::new();
        reader.feed(done.file.as_bytes());
        let data = reader.finish().unwrap();
        let odd = ["one-day", "one-place", "whole-degrees"];
        let issues: Vec<&str> = data.issues.iter().map(|issue| issue.kind.code()).filter(|code| !odd.contains(code)).collect();
        prop_assert!(issues.is_empty(), "{issues:?}");
        prop_assert_eq!(data.cases.len(), records(&done).len());
        let originals: Vec<Value> = cases.as_array().unwrap().clone();
        for (record, found) in attack::matches(&originals, &records(&done)) {
            prop_assert!(found >= k, "{found} originals match {record}");
        }
        // Who is a migrant is hidden among five, of those that are told and those that are left out.
        let left_out = originals.len() - records(&done).len();
        let migrants = originals.iter().filter(|case| case["who"] == "migrant");
        for migrant in migrants {
            let found = attack::found(migrant, &records(&done));
            prop_assert!(found + left_out >= k.max(5), "{found} records match {migrant}");
        }
    }

    #[test]
    fn no_value_of_a_field_that_is_left_out_is_anywhere_in_the_public_file(cases in cases(5..50), policy in policy()) {
        let Ok(done) = run(&file(cases.clone()), &policy) else {
            return Ok(());
        };
        for secret in SECRETS.iter().chain(["Qzid", "full_name", "phone", "court"].iter()) {
            prop_assert!(!done.file.contains(secret), "{secret}");
            prop_assert!(!done.report.json().contains(&format!("{secret}1x")), "{secret}");
        }
        let fields: Vec<&str> = policy["fields"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for (field, values) in [("charge", ["smuggling", "espionage"]), ("help", ["food", "shelter"]), ("who", ["migrant\",", "defender"]), ("region", ["North", "South"])] {
            let records: String = records(&done).into_iter().map(|record| Value::Object(record).to_string()).collect();
            for value in values.iter().filter(|_| !fields.contains(&field)) {
                prop_assert!(!records.contains(value), "{field}: {value}");
            }
        }
        // A value that no case is told to have stands nowhere else either.
        let all: BTreeMap<String, usize> = told(&done);
        for value in ["espionage", "treason", "piracy"] {
            let is_told = all.keys().any(|told| told.contains(value));
            prop_assert_eq!(is_told, done.file.contains(value), "{}", value);
        }
    }

    #[test]
    fn where_enough_cases_share_a_value_and_the_rest_is_enough_too_it_is_told(counts in proptest::collection::vec(1..9_usize, 2..5), k in 2..5_usize) {
        let charges = ["smuggling", "facilitation", "espionage", "treason"];
        let both = counts.iter().zip(charges);
        let cases: Vec<Value> = both.flat_map(|(&n, charge)| vec![json!({ "country": "IT", "charge": charge }); n]).collect();
        let few: usize = counts.iter().filter(|n| **n < k).sum();
        let Ok(done) = run(&file(json!(cases)), &json!({ "fields": ["country", "charge"], "k": k })) else {
            prop_assert!(cases.len() < k);
            return Ok(());
        };
        let told = told(&done);
        let is_told = |charge: &str| told.keys().any(|told| told.contains(charge));
        let untold = counts.iter().zip(charges).filter(|(n, charge)| **n >= k && !is_told(charge));
        let untold: Vec<usize> = untold.map(|(n, _)| *n).collect();
        if few == 0 || few >= k {
            prop_assert!(untold.is_empty(), "{told:?}");
        } else {
            // One more value goes with the rest, and no larger one than it takes.
            prop_assert_eq!(untold.len(), usize::from(counts.iter().any(|n| *n >= k)), "{:?}", told);
            let least = counts.iter().copied().filter(|n| *n >= k).min();
            prop_assert!(untold.iter().all(|n| Some(*n) == least), "{told:?}");
        }
    }
}
