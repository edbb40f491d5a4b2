//! Each rule, with a file on which it decides.

use serde_json::{Value, json};

use crate::{RUN, blocks, file, of_rule, records, run, six, six_with, told, words};
use caseplot::publish::{Severity, publish};

#[test]
fn what_no_policy_lists_is_not_written() {
    let done = run(
        &six_with(|_, case| case["secret"] = json!("Zyxwvut")),
        &json!({ "fields": ["country"] }),
    )
    .unwrap();
    for record in records(&done) {
        assert_eq!(record.keys().collect::<Vec<_>>(), ["country"]);
    }
    for value in [
        "Zyxwvut",
        "Testperson",
        "Trieste",
        "Rome",
        "smuggling",
        "news.example",
        "Nothing happened",
    ] {
        assert!(!done.file.contains(value), "{value}");
    }
}

#[test]
fn a_column_that_names_people_blocks_where_it_would_be_published_and_is_told_where_not() {
    let private = six_with(|at, case| case["Avvocato"] = json!(["Anna A", "Bea B"][at % 2]));
    let done = run(&private, &json!({ "fields": ["country", "Avvocato"] }));
    assert!(blocks(&done, "identify"));
    let done = run(&private, &json!({ "fields": ["country"] }));
    let found = of_rule(&done, "identify");
    assert!(
        done.is_ok()
            && found
                .iter()
                .any(|one| one.place == "Avvocato" && one.severity == Severity::Note)
    );
}

#[test]
fn a_value_that_finds_a_person_blocks_whatever_its_column_is_called() {
    for value in [
        "m@example.org",
        "+39 055 123 4567",
        "AB123CD",
        "Via Roma 12",
        "Js 123/21",
        "geb. 3.5.1984",
        "Maria Rossi",
        "behind 45.649526, 13.776818",
    ] {
        let private =
            six_with(|at, case| case["remark"] = json!(if at == 4 { value } else { "as above" }));
        let policy = json!({ "fields": ["country", "remark"] });
        let done = run(&private, &policy);
        assert!(blocks(&done, "identify"), "{value}");
        let found = of_rule(&done, "identify");
        let one = found.iter().find(|one| one.place == "remark").unwrap();
        assert_eq!(one.records, [5], "{value}");
        assert!(!words(done).contains(value), "a report holds no value");
    }
}

#[test]
fn words_of_a_column_of_names_block_in_another_one_and_in_the_header() {
    let private = six_with(|at, case| {
        case["charge"] = json!(if at == 0 {
            "as Testperson Number1"
        } else {
            "smuggling"
        });
    });
    assert!(blocks(
        &run(&private, &json!({ "fields": ["country", "charge"] })),
        "identify"
    ));
    let mut private = file(six());
    private["caveat"] = json!("With thanks to Testperson Number3");
    let done = run(&private, &json!({ "fields": ["country"] }));
    assert!(blocks(&done, "identify"));
    let policy = json!({ "fields": ["country"], "header": { "caveat": "Made up." } });
    assert!(run(&private, &policy).is_ok());
}

#[test]
fn points_have_no_more_decimals_than_what_they_stand_for() {
    for (precision, lat) in [
        ("site", 45.6495),
        ("city", 45.65),
        ("admin2", 45.6),
        ("sea", 45.6),
    ] {
        let private = six_with(|_, case| case["precision"] = json!(precision));
        let done = run(&private, &json!({ "fields": ["country", "lat", "lon"] }));
        assert_eq!(of_rule(&done, "precision").len(), 1);
        let lats: Vec<f64> = records(&done.unwrap())
            .iter()
            .map(|record| record["lat"].as_f64().unwrap())
            .collect();
        assert!(
            lats.iter().all(|&there| (there - lat).abs() < 1e-9),
            "{precision}: {lats:?}"
        );
    }
    for precision in ["admin1", "country"] {
        let private = six_with(|_, case| case["precision"] = json!(precision));
        let done = run(&private, &json!({ "fields": ["country", "lat", "lon"] })).unwrap();
        assert!(!done.file.contains("\"lat\""), "{precision}");
    }
}

#[test]
fn a_point_that_does_not_say_what_it_stands_for_is_that_of_a_town_at_best() {
    let private = six_with(|_, case| case["precision"] = Value::Null);
    let done = run(&private, &json!({ "fields": ["country", "lat", "lon"] }));
    assert_eq!(of_rule(&done, "unstated")[0].cases, 6);
    let records = records(&done.unwrap());
    assert!(
        records
            .iter()
            .all(|record| record["precision"] == "city" && record["lat"] == 45.65)
    );
}

#[test]
fn fewer_than_k_that_share_something_block_points_and_warn_of_areas_where_nothing_is_coarsened() {
    let private = six_with(|at, case| case["charge"] = json!(format!("charge {at}")));
    let rules =
        json!({ "coarsen": { "on": false, "reason": "Only to see what happens without." } });
    let done = run(
        &private,
        &json!({ "fields": ["country", "lat", "lon", "charge"], "rules": rules }),
    );
    assert!(blocks(&done, "anonymity"));
    let done = run(
        &private,
        &json!({ "fields": ["country", "charge"], "rules": rules }),
    );
    assert_eq!(of_rule(&done, "anonymity")[0].severity, Severity::Warn);
    assert!(done.is_ok());
}

#[test]
fn five_share_what_is_told_where_migrants_are_among_them() {
    let countries = ["IT", "FR", "DE", "PL", "MT"];
    let who = |at: usize| if at < 6 { "migrant" } else { "defender" };
    let cases: Vec<Value> = (0..16)
        .map(|at| json!({ "date": format!("202{}", at / 3 % 2 + 1), "country": countries[at / 3 % 5], "who": who(at) }))
        .collect();
    let done = run(
        &file(json!(cases)),
        &json!({ "fields": ["date", "country"] }),
    )
    .unwrap();
    assert_eq!(done.report.after.below_k, 0.0);
    // Three migrants in Italy, and three in France: they have to be with others.
    let told = told(&done);
    assert!(
        !told
            .keys()
            .any(|told| told.contains("IT") || told.contains("FR")),
        "{told:?}"
    );
    assert!(told.keys().any(|told| told.contains("DE")), "{told:?}");
}

#[test]
fn each_case_is_told_as_sharply_as_enough_others_share_it() {
    let done = run(
        &file(six()),
        &json!({ "fields": ["date", "country", "charge"] }),
    )
    .unwrap();
    let told = told(&done);
    assert_eq!(
        told[r#"{"charge":"smuggling","country":"IT","date":"2021-03-14"}"#],
        3
    );
    assert_eq!(
        told[r#"{"charge":"facilitation","country":"GR","date":"2022-05"}"#],
        3
    );
    assert_eq!(
        (done.report.after.smallest, done.report.after.below_k),
        (3, 0.0)
    );
    assert!(done.report.before.below_k > 0.4);
    assert!(
        done.report
            .hidden
            .contains(&"the day of 3 cases, told by month at most".to_owned())
    );
}

#[test]
fn a_rare_value_becomes_other_and_is_gone_from_the_header_too() {
    let mut private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["charge"] = json!(
            [
                "smuggling",
                "smuggling",
                "smuggling",
                "espionage",
                "treason",
                "piracy"
            ][at]
        );
    });
    private["facets"] = json!([{ "name": "charge", "values": [
        { "value": "smuggling", "label": "Smuggling" }, { "value": "espionage", "label": "Espionage" }] }]);
    let done = run(&private, &json!({ "fields": ["country", "charge"] })).unwrap();
    assert_eq!(told(&done)[r#"{"charge":"other","country":"IT"}"#], 3);
    for rare in ["espionage", "Espionage", "treason", "piracy"] {
        assert!(!done.file.contains(rare), "{rare}");
    }
    assert!(done.file.contains(r#""label":"Smuggling""#));
}

#[test]
fn a_place_goes_from_town_to_region_to_country() {
    let region = ["North", "North", "North", "South", "South", "South"];
    let private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["region"] = json!(region[at]);
        case["lat"] = json!(40.0 + at as f64);
    });
    let policy = json!({ "fields": ["country", "region", "lat", "lon"], "region": "region" });
    let done = run(&private, &policy).unwrap();
    assert_eq!(
        told(&done).into_keys().collect::<Vec<_>>(),
        [
            r#"{"country":"IT","region":"North"}"#,
            r#"{"country":"IT","region":"South"}"#
        ]
    );
}

#[test]
fn a_total_is_published_only_if_it_was_printed_before() {
    let mut cases = six();
    cases
        .as_array_mut()
        .unwrap()
        .push(json!({ "date": "2023", "country": "MT", "kind": "aggregate", "people": 3 }));
    let private = file(cases);
    let done = run(
        &private,
        &json!({ "fields": ["date", "country", "people"] }),
    );
    assert!(blocks(&done, "totals"));
    let policy = json!({ "fields": ["date", "country", "people"], "public_totals": [{ "by": ["country", "year"], "source": "Report of 2024" }] });
    let done = run(&private, &policy).unwrap();
    let total = records(&done).pop().unwrap();
    assert_eq!(
        Value::Object(total),
        json!({ "date": "2023", "country": "MT", "kind": "aggregate", "people": { "min": 3, "max": 3 } })
    );
}

#[test]
fn free_text_is_published_only_by_name_and_with_a_reason() {
    let private = six_with(|_, case| case["note"] = json!("Acquitted in the first instance."));
    let done = run(&private, &json!({ "fields": ["country", "note"] }));
    assert!(blocks(&done, "text"));
    let policy = json!({ "fields": ["country", "note"], "texts": { "note": "Read by two editors, word by word." } });
    let done = run(&private, &policy).unwrap();
    assert_eq!(done.file.matches("first instance").count(), 6);
    assert_eq!(
        done.report.overrides[0].reason,
        "Read by two editors, word by word."
    );
    // A text that one case has tells of that case alone.
    let policy = json!({ "fields": ["country", "place"], "texts": { "place": "Towns of over a million only." } });
    let private = six_with(|at, case| {
        case["place"] = json!(if at == 2 { "Nowhereville" } else { "Anytown" });
    });
    assert!(
        !run(&private, &policy)
            .unwrap()
            .file
            .contains("Nowhereville")
    );
}

#[test]
fn links_of_single_cases_are_left_out_unless_they_are_asked_for() {
    let policy = json!({ "fields": ["country", "url"] });
    let done = run(&file(six()), &policy);
    assert_eq!(of_rule(&done, "links")[0].severity, Severity::Warn);
    assert!(!done.unwrap().file.contains("news.example"));
    let policy = json!({ "fields": ["country", "url"], "rules": { "links": { "on": false, "reason": "All of them asked for it in writing." } } });
    assert!(
        run(&file(six()), &policy)
            .unwrap()
            .file
            .contains("news.example/3")
    );
}

#[test]
fn a_field_of_links_is_left_out_whatever_it_is_called_and_however_many_share_one() {
    for link in ["https://news.example/trial", "WWW.news.example/trial"] {
        let private = six_with(|_, case| case["article"] = json!(link));
        let policy = json!({ "fields": ["country", "article"] });
        let done = run(&private, &policy);
        assert_eq!(of_rule(&done, "links")[0].place, "article");
        assert!(!done.unwrap().file.contains("news.example"));
        let rules = json!({ "links": { "on": false, "fields": ["article"], "reason": "They name nobody, we have read them." } });
        let policy = json!({ "fields": ["country", "article"], "rules": rules });
        assert!(run(&private, &policy).unwrap().file.contains(link));
    }
}

#[test]
fn links_of_printed_totals_are_kept() {
    let mut cases = six();
    cases.as_array_mut().unwrap().push(json!({ "date": "2023", "country": "MT", "kind": "aggregate", "url": "https://picture.example/report" }));
    let policy = json!({ "fields": ["date", "country", "url"], "public_totals": [{ "by": ["country"], "source": "Report of 2024" }] });
    let done = run(&file(cases), &policy).unwrap();
    assert!(done.file.contains("picture.example/report") && !done.file.contains("news.example"));
}

#[test]
fn ids_and_order_are_new_and_differ_from_run_to_run() {
    let private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["people"] = json!([1, 2, 1, 2, 1, 2][at]);
        case["date"] = json!("2021");
    });
    let policy = json!({ "fields": ["id", "date", "people"], "k": 3 });
    let order = |seed| {
        let bytes = [&private, &policy].map(|value| value.to_string().into_bytes());
        let done = publish(
            &bytes[0],
            &bytes[1],
            &[],
            caseplot::publish::Run { seed, ..RUN },
        )
        .unwrap();
        let ids: Vec<Value> = records(&done)
            .iter()
            .map(|record| record["id"].clone())
            .collect();
        assert_eq!(ids, ["c1", "c2", "c3", "c4", "c5", "c6"]);
        records(&done)
            .iter()
            .map(|record| record["people"].to_string())
            .collect::<String>()
    };
    let orders: std::collections::BTreeSet<String> = (0..20).map(order).collect();
    assert!(orders.len() > 5, "{orders:?}");
    assert!(!run(&private, &policy).unwrap().file.contains("Rome"));
    let fixed = json!({ "fields": ["id", "date", "people"], "seed": 3 });
    let of = |seed| {
        publish(
            private.to_string().as_bytes(),
            fixed.to_string().as_bytes(),
            &[],
            caseplot::publish::Run { seed, ..RUN },
        )
        .unwrap()
        .file
    };
    assert_eq!(of(1), of(2));
}

#[test]
fn cases_come_in_the_order_of_the_dates_that_are_told() {
    let private =
        six_with(|at, case| case["date"] = json!(format!("202{}-01-0{}", 3 - at / 2, at % 2 + 1)));
    let done = run(&private, &json!({ "fields": ["date"], "k": 2 })).unwrap();
    let dates: Vec<String> = records(&done)
        .iter()
        .map(|record| record["date"].to_string())
        .collect();
    assert!(dates.is_sorted(), "{dates:?}");
}

#[test]
fn ongoing_proceedings_are_told_by_country_and_month_at_most() {
    let policy = json!({ "fields": ["date", "country", "lat", "lon"] });
    let same = |outcome: Value| {
        six_with(move |_, case| {
            case["date"] = json!("2021-03-14");
            case["country"] = json!("IT");
            case["outcome"] = outcome.clone();
        })
    };
    let closed = run(&same(json!("acquitted")), &policy).unwrap();
    assert_eq!(
        told(&closed).into_keys().next().unwrap(),
        r#"{"country":"IT","date":"2021-03-14","lat":45.65,"lon":13.78,"precision":"city"}"#
    );
    for outcome in [Value::Null, json!("pending"), json!("In corso")] {
        let mut private = same(outcome.clone());
        // One has an outcome, so that the file knows of outcomes.
        let known = json!({ "date": "2021-03-14", "country": "IT", "outcome": "acquitted" });
        private["cases"].as_array_mut().unwrap().push(known);
        let done = run(&private, &policy);
        assert_eq!(of_rule(&done, "ongoing")[0].cases, 6, "{outcome}");
        assert_eq!(
            told(&done.unwrap()).into_keys().next().unwrap(),
            r#"{"country":"IT","date":"2021-03"}"#
        );
    }
    let done = run(&six_with(|_, case| case["outcome"] = Value::Null), &policy);
    assert_eq!(
        of_rule(&done, "ongoing").len(),
        1,
        "that it can't be told is told"
    );
}

#[test]
fn nothing_is_ever_moved_at_random() {
    for name in ["displace", "jitter", "noise"] {
        let done = run(&file(six()), &json!({ "fields": ["country"], name: 500 }));
        assert!(blocks(&done, "displacement"), "{name}");
    }
    let policy = json!({ "fields": ["country"], "rules": { "displacement": { "on": false, "reason": "We would like to have it." } } });
    assert!(run(&file(six()), &policy).is_err());
    // Points are where they were, cut.
    let done = run(
        &file(six()),
        &json!({ "fields": ["country", "lat", "lon"] }),
    )
    .unwrap();
    assert!(
        records(&done)
            .iter()
            .all(|record| record["lat"] == 45.65 && record["lon"] == 13.78)
    );
}

#[test]
fn the_version_before_is_compared() {
    let policy = json!({ "fields": ["date", "country"] }).to_string();
    let publish_with = |cases: Value, before: &[&[u8]]| {
        publish(
            file(cases).to_string().as_bytes(),
            policy.as_bytes(),
            before,
            RUN,
        )
    };
    let first = publish_with(six(), &[]).unwrap();
    let same = publish_with(six(), &[first.file.as_bytes()]).unwrap();
    let difference = same.report.difference.unwrap();
    assert!(difference.more.is_empty() && difference.fewer.is_empty());
    // A seventh case joins three: it is the only one that is new.
    let mut seven = six();
    seven
        .as_array_mut()
        .unwrap()
        .push(json!({ "date": "2021-03-14", "country": "IT", "outcome": "acquitted" }));
    let done = publish_with(seven, &[first.file.as_bytes()]);
    assert_eq!(of_rule(&done, "compare")[0].severity, Severity::Warn);
    let difference = done.unwrap().report.difference.unwrap();
    assert_eq!(
        (
            difference.small,
            difference.more[0].before,
            difference.more[0].now
        ),
        (1, 3, 4)
    );
    // What was told by month is told by day now.
    let sharper = six_with(|at, case| {
        if at > 2 {
            case["date"] = json!("2022-05-09");
        }
    });
    let done = publish(
        sharper.to_string().as_bytes(),
        policy.as_bytes(),
        &[first.file.as_bytes()],
        RUN,
    )
    .unwrap();
    assert_eq!(done.report.difference.unwrap().sharper, 1);
    assert!(publish_with(six(), &[b"nonsense"]).is_err());
}

#[test]
fn a_file_without_source_licence_caveat_or_coverage_is_not_published() {
    for name in ["source", "caveat", "coverage"] {
        let mut private = file(six());
        private.as_object_mut().unwrap().remove(name);
        let done = run(&private, &json!({ "fields": ["country"] }));
        assert!(blocks(&done, "required"), "{name}");
    }
    let mut private = file(six());
    private["source"] = json!("Nobody");
    assert!(words(run(&private, &json!({ "fields": ["country"] }))).contains("licence"));
    let policy = json!({ "fields": ["country"], "header": { "licence": "CC0" } });
    assert!(
        run(&private, &policy)
            .unwrap()
            .file
            .contains("\"licence\":\"CC0\"")
    );
}

#[test]
fn the_public_file_says_what_was_done() {
    let done = run(&file(six()), &json!({ "fields": ["date", "country"] })).unwrap();
    let said: Value = serde_json::from_str(&done.file).unwrap();
    let said = &said["generalised"];
    assert_eq!(
        (&said["k"], &said["date"]),
        (&json!(3), &json!("2026-01-20"))
    );
    assert_eq!(said["fields"]["date"], json!({ "day": 3, "month": 3 }));
    assert_eq!(said["fields"]["place"], json!({ "country": 6 }));
    assert_eq!(said["cases"], json!({ "read": 6, "published": 6 }));
    let words = caseplot::view::coarse_note(&done.after.info, &crate::common::ENV).unwrap();
    assert!(
        words.ends_with("dates (month), places (country)."),
        "{words}"
    );
    let policy = json!({ "fields": ["country"], "rules": { "generalised": { "on": false, "reason": "We would rather not say it." } } });
    assert!(run(&file(six()), &policy).is_err());
}

#[test]
fn a_heavier_severity_blocks_and_a_lighter_one_needs_a_reason() {
    let policy = |rules: Value| json!({ "fields": ["country", "lat", "lon"], "rules": rules });
    let done = run(
        &file(six()),
        &policy(json!({ "precision": { "severity": "block" } })),
    );
    assert!(blocks(&done, "precision"));
    let done = run(
        &file(six()),
        &policy(json!({ "precision": { "severity": "note" } })),
    );
    assert!(words(done).contains("reason"));
    let done = run(
        &file(six()),
        &policy(json!({ "precision": { "on": false, "reason": "ok" } })),
    );
    assert!(words(done).contains("reason"));
    let done = run(
        &file(six()),
        &policy(json!({ "precision": { "on": false, "reason": "All points are of town halls." } })),
    );
    assert_eq!(
        done.as_ref().unwrap().report.overrides[0].what,
        "precision switched off"
    );
    assert!(done.unwrap().file.contains("45.6495"));
}

#[test]
fn a_rule_may_be_switched_off_for_one_field_alone() {
    let private = six_with(|at, case| {
        case["judge"] = json!(["none", "one"][at / 3]);
        case["person"] = json!(["none", "one"][at / 3]);
    });
    let off = json!({ "identify": { "on": false, "fields": ["judge"], "reason": "Says only whether there was one." } });
    let done = run(
        &private,
        &json!({ "fields": ["country", "judge", "person"], "rules": off }),
    );
    let places: Vec<&str> = of_rule(&done, "identify")
        .iter()
        .filter(|one| one.severity == Severity::Block)
        .map(|one| one.place.as_str())
        .collect();
    assert_eq!(places, ["person"]);
    assert!(
        run(
            &private,
            &json!({ "fields": ["country", "judge"], "rules": off })
        )
        .is_ok()
    );
}

#[test]
fn numbers_of_people_are_told_in_steps_where_too_few_share_them() {
    let private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["people"] = json!([5, 6, 7, 40, 60, 99][at]);
    });
    let done = run(
        &private,
        &json!({ "fields": ["country", "people"], "weights": { "people": 5 } }),
    )
    .unwrap();
    let told = told(&done);
    assert_eq!(
        told.get(r#"{"country":"IT","people":{"max":9,"min":5}}"#),
        Some(&3),
        "{told:?}"
    );
    assert!(!done.file.contains("40"));
}

#[test]
fn a_rule_that_is_made_lighter_for_one_field_blocks_for_the_others() {
    let private = six_with(|at, case| {
        case["judge"] = json!(["none", "one"][at / 3]);
        case["full_name"] = json!("Nobody Atall");
    });
    let rules = json!({ "identify": { "severity": "warn", "fields": ["judge"], "reason": "Says only whether there was one." } });
    let policy = |fields: Value| json!({ "fields": fields, "rules": rules });
    let done = run(&private, &policy(json!(["country", "judge", "full_name"])));
    assert!(blocks(&done, "identify"));
    let done = run(&private, &policy(json!(["country", "judge"])));
    assert!(done.is_ok(), "{}", words(done));
}

#[test]
fn more_share_what_is_told_of_migrants_whichever_letters_are_capitals() {
    for (field, value) in [("who", "Migrant"), ("Who", "migrant"), ("WHO", " MIGRANT")] {
        let cases: Vec<Value> = (0..9)
            .map(|at| json!({ "country": "IT", field: if at < 3 { value } else { "defender" } }))
            .collect();
        let policy = json!({ "fields": ["country", field] });
        let done = run(&file(json!(cases)), &policy).unwrap();
        assert_eq!(done.report.after.smallest, 9, "{field} {value}");
    }
}

#[test]
fn where_more_are_asked_for_is_said_only_of_values_that_the_public_file_tells() {
    let private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["illness"] = json!(["Qzillness", "none"][at / 3]);
    });
    let policy = |fields: Value| json!({ "fields": fields, "k_where": [{ "field": "illness", "value": "Qzillness", "k": 3 }] });
    let done = run(&private, &policy(json!(["country"]))).unwrap();
    assert!(!done.file.contains("illness"), "{}", done.file);
    let done = run(&private, &policy(json!(["country", "illness"]))).unwrap();
    let said: Value = serde_json::from_str(&done.file).unwrap();
    assert_eq!(said["generalised"]["k_where"][0]["value"], "Qzillness");
}

#[test]
fn proceedings_go_on_whatever_words_stand_around_that_and_however_the_field_is_written() {
    let sharp = |field: &str, outcome: &str, policy: Value| {
        let private = six_with(|_, case| {
            case["date"] = json!("2021-03-14");
            case["country"] = json!("IT");
            case.as_object_mut().unwrap().remove("outcome");
            case[field] = json!(outcome);
        });
        run(&private, &policy).unwrap().file.contains("2021-03-14")
    };
    let usual = json!({ "fields": ["date", "country"] });
    let own = json!({ "fields": ["date", "country"], "outcome": { "field": "outcome", "open": ["Running"] } });
    for (field, outcome, policy) in [
        ("outcome", "Pending trial", &usual),
        ("outcome", "first instance (in corso)", &usual),
        ("Outcome", "pending", &usual),
        ("outcome", "running", &own),
        // To name more words is not to take others away.
        ("outcome", "pending", &own),
    ] {
        assert!(!sharp(field, outcome, policy.clone()), "{field} {outcome}");
    }
    for outcome in ["acquitted on appeal", "dependent", "reopened and acquitted"] {
        assert!(sharp("outcome", outcome, usual.clone()), "{outcome}");
    }
}

#[test]
fn points_that_are_no_key_block_unless_a_reason_is_given_and_other_fields_warn() {
    let private = six_with(|at, case| case["lat"] = json!(45.0 + at as f64));
    let policy = |rules: Value| json!({ "fields": ["country", "date", "lat", "lon"], "keys": ["date"], "rules": rules });
    let done = run(&private, &policy(json!({})));
    assert!(blocks(&done, "anonymity"));
    let reason = "Town halls, where everybody is asked to come.";
    let lighter = json!({ "anonymity": { "severity": "warn", "reason": reason } });
    let done = run(&private, &policy(lighter)).unwrap();
    assert_eq!(done.report.overrides[0].reason, reason);
    let keys = json!({ "fields": ["country", "date"], "keys": ["country"] });
    let done = run(&private, &keys);
    assert_eq!(of_rule(&done, "anonymity")[0].severity, Severity::Warn);
    assert!(done.is_ok());
}

#[test]
fn cases_that_can_not_be_drawn_leave_nobody_alone_in_their_group() {
    let case =
        |date: Value, charge: &str| json!({ "date": date, "country": "IT", "charge": charge });
    let mut cases = vec![
        case(json!("2021"), "smuggling"),
        case(Value::Null, "smuggling"),
        case(Value::Null, "smuggling"),
    ];
    cases.extend((0..5).map(|_| case(json!("2022"), "facilitation")));
    let policy = json!({ "fields": ["date", "charge"], "keys": ["charge"] });
    let done = run(&file(json!(cases)), &policy).unwrap();
    assert_eq!(
        (done.report.after.smallest, done.report.after.cases),
        (6, 6)
    );
    assert!(!done.file.contains("smuggling"), "{}", done.file);
    let few = run(&file(json!(cases[..4])), &policy);
    assert!(words(few).contains("2 cases in the file"));
}

#[test]
fn totals_by_year_that_were_printed_do_not_let_totals_by_month_pass() {
    let with = |dates: [&str; 2]| {
        let mut cases = six();
        let total =
            |date: &str| json!({ "date": date, "country": "MT", "kind": "aggregate", "cases": 1 });
        cases.as_array_mut().unwrap().extend(dates.map(total));
        file(cases)
    };
    let policy = |by: Value| json!({ "fields": ["date", "country"], "public_totals": [{ "by": by, "source": "Report of 2024" }] });
    for (dates, by, passes) in [
        (["2021-01", "2021-02"], json!(["country", "year"]), false),
        (["2021-01", "2021-02"], json!(["country"]), false),
        (["2021-01", "2021-02"], json!(["country", "month"]), true),
        (["2021", "2022"], json!(["country"]), false),
        (["2021", "2022"], json!(["country", "year"]), true),
    ] {
        let done = run(&with(dates), &policy(by.clone()));
        assert_eq!(blocks(&done, "totals"), !passes, "{dates:?} {by}");
        assert_eq!(done.is_ok(), passes, "{dates:?} {by}");
    }
}

#[test]
fn a_private_file_as_the_version_before_is_refused_and_told_nowhere() {
    let private = file(six()).to_string();
    let policy = json!({ "fields": ["date", "country"] }).to_string();
    let before = [private.as_bytes()];
    let done = publish(private.as_bytes(), policy.as_bytes(), &before, RUN);
    let refused = done.map(|done| done.report.json()).unwrap_err();
    assert!(!refused.report.json().contains("Testperson"));
    assert!(
        refused
            .report
            .blocks()
            .any(|one| one.expected.contains("generalised"))
    );
}

/// What changes between two files that a policy makes public.
fn changed(policy: &Value, before: &Value, now: &Value) -> caseplot::publish::Difference {
    let first = run(before, policy).unwrap();
    let [now, policy] = [now, policy].map(|value| value.to_string().into_bytes());
    let done = publish(&now, &policy, &[first.file.as_bytes()], RUN);
    let is_danger = of_rule(&done, "compare")[0].severity == Severity::Warn;
    let difference = done.unwrap().report.difference.unwrap();
    assert_eq!(is_danger, difference.small + difference.sharper > 0);
    difference
}

#[test]
fn numbers_and_points_that_get_sharper_than_in_the_version_before_are_seen() {
    let italy = |change: &dyn Fn(usize, &mut Value)| {
        six_with(|at, case| {
            case["country"] = json!("IT");
            change(at, case);
        })
    };
    let policy = json!({ "fields": ["country", "people"] });
    let before = italy(&|at, case| case["people"] = json!([5, 6, 7, 5, 6, 7][at]));
    let now = italy(&|_, case| case["people"] = json!(6));
    assert_eq!(changed(&policy, &before, &before).sharper, 0);
    assert_eq!(changed(&policy, &before, &now).sharper, 1);
    assert_eq!(changed(&policy, &now, &before).sharper, 0);
    let policy = json!({ "fields": ["country", "lat", "lon"] });
    let before = italy(&|_, case| case["precision"] = json!("admin2"));
    let now = italy(&|_, case| case["precision"] = json!("city"));
    assert_eq!(changed(&policy, &before, &now).sharper, 1);
    assert_eq!(changed(&policy, &now, &before).sharper, 0);
    let elsewhere = italy(&|_, case| case["lat"] = json!(41.9));
    assert_eq!(changed(&policy, &before, &elsewhere).sharper, 0);
}

#[test]
fn a_cell_of_a_table_that_changes_by_few_cases_is_seen_in_the_version_after() {
    let years = |last: usize| {
        let cases = (0..6 + last)
            .map(|at| json!({ "date": if at < 6 { "2021" } else { "2022" }, "country": "IT" }));
        file(json!(cases.collect::<Vec<Value>>()))
    };
    let policy = json!({ "fields": ["date", "country"], "tables": [{ "by": ["year"] }] });
    assert_eq!(changed(&policy, &years(6), &years(7)).small, 1);
    assert_eq!(changed(&policy, &years(6), &years(16)).small, 0);
}

#[test]
fn a_text_without_a_reason_of_its_own_is_left_out_however_light_the_rule_is() {
    let rules = json!({ "text": { "severity": "warn", "reason": "We would like to be told, not stopped." } });
    let policy = json!({ "fields": ["country", "title", "note", "place"], "rules": rules });
    let private = six_with(|_, case| {
        for field in ["title", "note", "place"] {
            case[field] = json!(format!("Qz{field}"));
        }
    });
    let done = run(&private, &policy);
    assert_eq!(of_rule(&done, "text").len(), 3);
    let file = done.unwrap().file;
    assert!(!file.contains("Qz"), "{file}");
}

#[test]
fn a_year_of_one_case_alone_does_not_bound_the_years_that_are_told() {
    let years = [
        "1987", "2021", "2021", "2021", "2022", "2022", "2022", "2024",
    ];
    let cases = |years: &[&str]| {
        let case = |year: &&str| json!({ "date": format!("{year}-03-14"), "country": "IT" });
        json!(years.iter().map(case).collect::<Vec<Value>>())
    };
    let open = json!({ "caveat": "Made up.", "source": "Nobody", "licence": "CC0", "coverage": { "countries": ["IT"] } });
    for policy in [
        json!({ "fields": ["date", "country"], "header": open }),
        json!({ "fields": ["country"], "header": open, "tables": [{ "by": ["country"] }] }),
    ] {
        let done = run(&json!({ "cases": cases(&years) }), &policy).unwrap();
        // No later than today, 2026.
        assert!(done.file.contains(r#""date":"1980/2026""#), "{}", done.file);
    }
    // What enough cases share and what was looked at is said as it is.
    let policy = json!({ "fields": ["date", "country"], "k": 3, "header": open });
    let done = run(&json!({ "cases": cases(&years[1..7]) }), &policy).unwrap();
    assert!(
        done.file.contains(r#""date":"2021-03-14""#),
        "{}",
        done.file
    );
    let done = run(
        &file(cases(&years[1..6])),
        &json!({ "fields": ["date", "country"], "k": 4 }),
    )
    .unwrap();
    assert!(done.file.contains(r#""date":"2021/2023""#), "{}", done.file);
}

#[test]
fn words_of_a_column_of_names_are_seen_without_their_accents_and_a_part_of_a_name_is_told() {
    let with = |name: &str, charge: &str| {
        let private = six_with(|_, case| {
            case["full_name"] = json!(name);
            case["charge"] = json!(charge);
        });
        run(&private, &json!({ "fields": ["country", "charge"] }))
    };
    for (name, charge) in [
        ("François Müllér", "as FRANCOIS MULLER"),
        ("Franc\u{327}ois Muller", "as François Muller"),
        ("Ng Li", "with Ng Li"),
        ("İnci Işık", "with inci isik"),
    ] {
        assert!(blocks(&with(name, charge), "identify"), "{name}");
    }
    let done = with("Zora Qzettler", "Qzettler and others");
    let found = of_rule(&done, "identify");
    let told = found.iter().find(|one| one.place == "charge").unwrap();
    assert_eq!((told.severity, told.cases), (Severity::Warn, 6));
    assert!(!told.message().contains("Qzettler"));
    let quiet = with("Zora Qzettler", "smuggling");
    assert!(
        of_rule(&quiet, "identify")
            .iter()
            .all(|one| one.place != "charge")
    );
}

#[test]
fn a_sentence_about_a_value_that_no_case_is_told_to_have_is_left_out() {
    let mut private =
        six_with(|at, case| case["charge"] = json!(["smuggling", "Qzrare"][usize::from(at == 5)]));
    let policy = json!({ "fields": ["charge", "country"], "header": { "template": true }, "weights": { "charge": 20 } });
    private["template"] = json!("In {share:charge=Qzrare} of the cases");
    assert!(!run(&private, &policy).unwrap().file.contains("Qzrare"));
    private["template"] = json!({ "en": "In {share:charge=smuggling} of the cases" });
    private["cases"][5]["charge"] = json!("smuggling");
    assert!(
        run(&private, &policy)
            .unwrap()
            .file
            .contains("{share:charge=smuggling}")
    );
}

#[test]
fn ongoing_proceedings_are_not_told_by_town_or_court_whatever_the_field_is_called() {
    let private = |outcome: &str| {
        six_with(|_, case| {
            case["outcome"] = json!(outcome);
            case["Court"] = json!("Qzcourt");
            case["city_of_arrest"] = json!("Qzcity");
            case["help"] = json!("food");
        })
    };
    let policy = json!({ "fields": ["country", "Court", "city_of_arrest", "help"] });
    let done = run(&private("pending"), &policy).unwrap();
    assert!(
        !done.file.contains("Qz") && done.file.contains("food"),
        "{}",
        done.file
    );
    let done = run(&private("acquitted"), &policy).unwrap();
    assert!(done.file.contains("Qzcourt") && done.file.contains("Qzcity"));
    let table = json!({ "fields": ["country", "Court"], "tables": [{ "by": ["Court"] }] });
    assert!(
        !run(&private("pending"), &table)
            .unwrap()
            .file
            .contains("Qz")
    );
    assert!(
        run(&private("acquitted"), &table)
            .unwrap()
            .file
            .contains("Qzcourt")
    );
}

#[test]
fn somebody_who_is_in_several_records_is_told_of_where_a_column_says_who_is_who() {
    let names = ["A", "B", "C", "D", "E", "A"];
    let private = six_with(|at, case| {
        case["full_name"] = json!(format!("Nobody {}", names[at]));
        // One lawyer has many cases.
        case["lawyer"] = json!(["Nobody F", "Nobody G"][at % 2]);
    });
    let done = run(&private, &json!({ "fields": ["country"] }));
    let found = of_rule(&done, "anonymity");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].place.as_str(), found[0].severity),
        ("full_name", Severity::Warn)
    );
    assert_eq!(found[0].records, [6]);
}

#[test]
fn numbers_that_protect_less_than_the_usual_ones_are_told() {
    let places = |policy: Value, who: &str| -> Vec<String> {
        let private = six_with(|_, case| case["who"] = json!(who));
        let done = run(&private, &policy);
        let rules = ["anonymity", "cells"].map(|rule| of_rule(&done, rule));
        let found = rules.into_iter().flatten();
        let found = found.filter(|one| one.place.starts_with("policy"));
        found
            .map(|one| format!("{} {}", one.place, one.severity.name()))
            .collect()
    };
    let fields = json!(["country", "who"]);
    for (policy, who, expected) in [
        (json!({ "fields": fields }), "migrant", vec![]),
        (
            json!({ "fields": fields, "k": 2 }),
            "defender",
            vec!["policy, k warn"],
        ),
        (
            json!({ "fields": fields, "k_where": [] }),
            "defender",
            vec![],
        ),
        (
            json!({ "fields": fields, "k_where": [] }),
            "migrant",
            vec!["policy, k_where warn"],
        ),
        (
            json!({ "fields": fields, "k_where": [], "k": 5 }),
            "migrant",
            vec![],
        ),
        (
            json!({ "fields": fields, "tables": [{ "by": ["country"] }], "threshold": 2 }),
            "migrant",
            vec!["policy, threshold warn"],
        ),
    ] {
        assert_eq!(places(policy.clone(), who), expected, "{policy}");
    }
}

#[test]
fn a_file_of_which_nothing_may_be_told_is_not_written() {
    let totals = json!([{ "date": "2021", "country": "MT", "charge": "x", "kind": "aggregate", "cases": 3 }]);
    let policy = json!({ "fields": ["date", "country"], "public_totals": [{ "by": ["country", "charge"], "source": "Report of 2024" }] });
    assert!(words(run(&file(totals), &policy)).contains("no case of which anything may be told"));
    let alone = json!([{ "country": "IT" }, { "country": "FR" }, { "country": "MT" }]);
    let said = words(run(&file(alone), &json!({ "fields": ["country"] })));
    assert!(
        said.contains("no case of which anything may be told"),
        "{said}"
    );
}

#[test]
fn a_birth_date_that_is_read_as_the_date_of_the_case_blocks() {
    let private = six_with(|_, case| {
        case["birth_date"] = case["date"].clone();
        case.as_object_mut().unwrap().remove("date");
    });
    // What fields mean has to stand before them.
    let private = private
        .to_string()
        .replacen('{', r#"{"fields":{"date":"birth_date"},"#, 1);
    let run = |fields: Value| {
        let policy = json!({ "fields": fields }).to_string();
        publish(private.as_bytes(), policy.as_bytes(), &[], RUN)
    };
    assert!(blocks(&run(json!(["country", "date"])), "identify"));
    assert!(run(json!(["country"])).is_ok());
}

#[test]
fn names_that_stand_before_a_colon_are_read_too() {
    let private = six_with(|_, case| {
        case["full_name"] = json!("Zora Qzettler");
        case["dates"] = json!({ "Arrest of Zora Qzettler": "2021-03-14" });
    });
    let done = run(&private, &json!({ "fields": ["country", "dates"] }));
    assert!(blocks(&done, "identify"));
}

#[test]
fn a_column_of_names_may_say_other() {
    let charges = ["a", "b", "c", "d", "e", "f"];
    let private = six_with(|at, case| {
        case["country"] = json!("IT");
        case["charge"] = json!(charges[at]);
        case["lawyer"] = json!(["other", "Nobody Atall"][at % 2]);
    });
    let done = run(&private, &json!({ "fields": ["country", "charge"] })).unwrap();
    assert_eq!(told(&done)[r#"{"charge":"other","country":"IT"}"#], 6);
}

#[test]
fn a_report_does_not_name_whoever_has_a_column() {
    let private = six_with(|at, case| {
        case["Maria Qzrossi"] = json!(format!("+39 055 123 456{at}"));
        case["Marta Qzbianchi"] = json!("x");
    });
    let done = run(&private, &json!({ "fields": ["country"] })).unwrap();
    assert!(!done.report.json().contains("Qz"), "{}", done.report.json());
}
