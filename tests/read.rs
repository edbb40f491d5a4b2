//! What files of cases can look like, and what is said of those that are wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::calendar::day_of;
use caseplot::data::{Dataset, NO_DATE, Share};
use caseplot::issue::{Issue, IssueKind};
use caseplot::query::{Filter, tally};
use caseplot::read::Reader;

fn try_read(bytes: &[u8]) -> caseplot::Result<Dataset> {
    let mut reader = Reader::new();
    reader.feed(bytes);
    reader.finish()
}

fn read(text: &str) -> Dataset {
    try_read(text.as_bytes()).unwrap()
}

/// The only issue, with the number of cases that were read all the same.
fn only_issue(text: &str) -> (Issue, usize) {
    let data = read(text);
    let issues: Vec<Issue> = data.issues.iter().cloned().collect();
    assert_eq!(issues.len(), 1, "{issues:?}");
    (issues[0].clone(), data.cases.len())
}

fn error(bytes: &[u8]) -> String {
    try_read(bytes).unwrap_err().to_string()
}

const GOOD: &str = r#"{"date":"2021-03-14","country":"IT","people":2}"#;

#[test]
fn a_bare_list_is_enough_and_cases_lie_in_order_of_their_days() {
    let data = read(r#"[{"date":"2021-05"},{"country":"FR"},{"date":"2021-03-14"}]"#);
    assert_eq!(
        data.cases.start,
        [day_of(2021, 3, 14), day_of(2021, 5, 1), NO_DATE]
    );
    assert_eq!(data.cases.last_day(1), day_of(2021, 5, 31));
    assert_eq!(data.cases.country_code(2), Some("FR"));
    assert!(data.issues.is_empty());
}

#[test]
fn what_a_file_says_of_itself_may_stand_before_or_behind_its_cases() {
    let header = r#""title":{"en":"T","it":"I"},"caveat":"c","measure":"people",
        "source":{"name":"S","url":"https://example.org","licence":"CC BY"},
        "coverage":{"from":"2021-01","to":"2022-03","countries":["IT","EL","Atlantis"]},
        "facets":[{"name":"charge","label":{"en":"Charge"},"values":[{"value":"b","label":{"en":"Bee"}},"a"]}],
        "unknown":{"x":[1,{"y":null}]}"#;
    let cases = r#""cases":[{"date":"2021-03","charge":"a"},{"date":"2021-04","charge":"b"}]"#;
    for text in [
        format!("{{{header},{cases}}}"),
        format!("{{{cases},{header}}}"),
    ] {
        let data = read(&text);
        let info = &data.info;
        assert_eq!((info.title.get("it"), info.caveat.get("it")), ("I", "c"));
        assert_eq!(info.measure.as_deref(), Some("people"));
        assert_eq!(
            (info.source.name.get("en"), &*info.source.licence),
            ("S", "CC BY")
        );
        assert_eq!(info.coverage.to, Some(day_of(2022, 3, 31)));
        assert_eq!(info.coverage.countries, ["IT", "GR"]);
        assert_eq!(info.facet_label("charge", "en"), "Charge");
        assert_eq!(info.value_label("charge", "b", "en"), "Bee");
        assert_eq!(data.cases.len(), 2);
    }
}

#[test]
fn an_empty_list_is_no_error() {
    for text in ["[]", " [ ] ", r#"{"cases":[]}"#] {
        assert_eq!(read(text).cases.len(), 0, "{text}");
    }
}

#[test]
fn truncated_json_keeps_the_good_cases_and_says_where_it_ends() {
    let (issue, cases) = only_issue(&format!("[{GOOD},{GOOD},{{\"date\":\"20"));
    assert_eq!((issue.kind, cases), (IssueKind::Truncated, 2));
    assert_eq!(issue.examples[0].byte, 2 * GOOD.len() as u64 + 14);
    assert!(
        issue.message().contains("the file ends in the middle"),
        "{}",
        issue.message()
    );
}

#[test]
fn a_byte_order_mark_and_utf_16_are_read() {
    let text = format!(
        "[{}]",
        GOOD.replace("\"IT\"", "\"IT\",\"charge\":\"Beihilfe für 1 €\"")
    );
    let units = || text.encode_utf16();
    let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for bytes in [
        with(b"\xef\xbb\xbf", text.clone().into_bytes()),
        with(b"\xff\xfe", units().flat_map(u16::to_le_bytes).collect()),
        with(b"\xfe\xff", units().flat_map(u16::to_be_bytes).collect()),
        units().flat_map(u16::to_le_bytes).collect(),
        units().flat_map(u16::to_be_bytes).collect(),
    ] {
        let data = try_read(&bytes).unwrap();
        assert_eq!(data.cases.facets[0].values, ["Beihilfe für 1 €"]);
    }
}

#[test]
fn what_is_no_file_of_cases_is_named() {
    let page = error(b"\n<!DOCTYPE html><title>404</title>");
    assert!(
        page.contains("an HTML page") && page.contains("Check the address"),
        "{page}"
    );
    assert!(error(b"").contains("the file is empty"));
    assert!(error(b"date,country\n2021,IT").contains("date,country"));
    assert!(error(br#"{"title":"x"}"#).contains("an object without \"cases\""));
    assert!(error(br#"{"cases":{"a":1}}"#).contains("without \"cases\""));
}

#[test]
fn a_broken_case_costs_nothing_but_itself() {
    for broken in [
        r#"{"date":"2021-03-14" "country":"IT"}"#,
        r#"{"date":}"#,
        r#"{"date":"2021-03-14","note":"a } in a text","x":[1,2}"#,
        r#"{"date":"2021-03-14","x":{"y":[{"z":1},{"z":2}]},,}"#,
        r#"{"date":"2021-03-14""#,
        "{\"date\":\"2021-03-14,\n\"country\":\"IT\"}",
        r#"{"a":01x}"#,
        "17",
        "\"text\"",
        "[1,2]",
        "null",
    ] {
        let text = format!("[{GOOD},{broken},{GOOD}]");
        let (issue, cases) = only_issue(&text);
        assert_eq!((issue.kind, cases), (IssueKind::Malformed, 2), "{broken}");
        assert_eq!(issue.examples[0].case, 2, "{broken}");
        assert_eq!(
            issue.examples[0].byte,
            1 + GOOD.len() as u64 + 1,
            "{broken}"
        );
    }
}

#[test]
fn fields_of_a_wrong_type_are_not_used_and_the_case_is_kept() {
    for (field, value) in [
        ("date", "20210314"),
        ("date", "{\"from\":1}"),
        ("country", "true"),
        ("lat", "\"north\""),
        ("lon", "[13]"),
    ] {
        let text =
            format!(r#"[{{"country":"IT","date":"2021","lat":1,"lon":1,"{field}":{value}}}]"#);
        let data = read(&text);
        let issue = data.issues.iter().next().unwrap();
        assert_eq!(
            (issue.kind, &*issue.field),
            (IssueKind::WrongType, field),
            "{text}"
        );
        assert_eq!(data.cases.len(), 1);
    }
}

#[test]
fn dates_that_are_none_are_named_with_the_form_to_use() {
    let (issue, cases) = only_issue(r#"[{"country":"IT","date":"04/03/2021"}]"#);
    assert_eq!((issue.kind, cases), (IssueKind::BadDate, 1));
    assert_eq!(
        issue.message(),
        "date: case 1 (byte 1), found “04/03/2021”: it is no date. Write 2021-03-14, or 2021-03, \
         or 2021, or 2021-03/2021-06."
    );
    let (issue, _) = only_issue(r#"[{"country":"IT","date":"2021-02-30"}]"#);
    assert_eq!(issue.kind, IssueKind::ImpossibleDate);
    let (issue, _) = only_issue(r#"[{"country":"IT","date":"{1960,1961-12}"}]"#);
    assert_eq!(issue.kind, IssueKind::DateLevel2);
    let (issue, _) = only_issue(r#"[{"country":"IT","date":"2021-03/open"}]"#);
    assert_eq!(issue.kind, IssueKind::OldDate);
}

#[test]
fn dates_of_exports_are_read_where_they_can_mean_one_thing_only() {
    let data = read(
        r#"[{"date":"14/03/2021"},{"date":"Fri, 01/02/2026 - 12:00"},{"date":1072828800},
            {"date":{"from":1072828800,"to":1072915200}},{"date":"2021-03-14 00:00:00.000"}]"#,
    );
    let days: Vec<String> = data
        .cases
        .start
        .iter()
        .map(|&day| caseplot::calendar::iso(day))
        .collect();
    assert_eq!(
        days,
        [
            "2003-12-31",
            "2003-12-31",
            "2021-03-14",
            "2021-03-14",
            "2026-01-02"
        ]
    );
    assert!(data.issues.is_empty(), "{:?}", data.issues);
}

#[test]
fn an_open_end_is_kept_and_lies_in_no_window() {
    let data = read(r#"[{"date":"2021-03/.."},{"date":"2021-03"}]"#);
    let window = caseplot::query::Window {
        from: 0,
        until: 50_000,
    };
    let filter = Filter {
        window: Some(window),
        ..Default::default()
    };
    assert_eq!(tally(&data.cases, &filter).cases, 1);
    assert!(!data.cases.is_closed(0) && data.cases.is_closed(1));
}

#[test]
fn dates_by_stage_are_kept_and_the_first_is_when_it_happened() {
    let data = read(
        r#"[{"dates":{"charged":"2021-05","act":"2021-03-14","decided":"2022"},"country":"IT"},
            {"dates":{"trial":"2022-02-30"},"country":"IT"}]"#,
    );
    assert_eq!(caseplot::calendar::iso(data.cases.start[0]), "2021-03-14");
    let stages = &data.cases.stages;
    let read: Vec<_> = stages
        .of(0)
        .iter()
        .map(|date| {
            (
                &*stages.names[usize::from(date.stage)],
                date.last - date.start,
            )
        })
        .collect();
    assert_eq!(read, [("charged", 30), ("act", 0), ("decided", 364)]);
    let messages: Vec<String> = data.issues.iter().map(Issue::message).collect();
    assert!(
        messages[0].contains("found “trial: 2022-02-30”"),
        "{messages:?}"
    );
}

/// The stages in their order, and what is wrong with them.
fn stages(json: &str) -> (Vec<String>, Vec<String>) {
    let data = read(json);
    let messages = data.issues.iter().map(Issue::message).collect();
    (data.cases.stages.names, messages)
}

#[test]
fn stages_come_in_the_order_of_the_header_wherever_it_stands() {
    let cases = r#""cases":[{"country":"IT","dates":{"decided":"2022","act":"2021-03"}}]"#;
    let declared = r#""stages":[{"name":"act","label":{"en":"Act"}},"charged","decided"]"#;
    for file in [
        format!("{{{declared},{cases}}}"),
        format!("{{{cases},{declared}}}"),
    ] {
        let (names, issues) = stages(&file);
        assert_eq!(
            (names, issues),
            (vec!["act".into(), "decided".into()], vec![])
        );
        let data = read(&file);
        assert_eq!(data.cases.stages.of(0)[0].stage, 0);
        assert_eq!(data.info.stage_label("act", "en-GB"), "Act");
        assert_eq!(data.info.stage_label("charged", "en"), "charged");
    }
}

#[test]
fn stages_that_nobody_declares_come_in_the_order_of_the_cases() {
    let (names, issues) = stages(
        r#"[{"dates":{"charged":"2021-04","decided":"2022"}},
            {"dates":{"act":"2021","charged":"2021-06","trial":"2022-01","decided":"2022-02"}},
            {"dates":{"appeal":"2023"}}]"#,
    );
    assert_eq!(names, ["act", "charged", "trial", "decided", "appeal"]);
    assert!(issues.is_empty(), "{issues:?}");
}

#[test]
fn a_stage_that_is_over_before_an_earlier_one_begins_is_told_with_its_case_and_kept() {
    let file = r#"{"stages":["act","charged","trial"],"cases":[
        {"dates":{"act":"2021","charged":"2021-04-12","trial":"2022"}},
        {"dates":{"act":"2021-05-02","charged":"2021-04-12/2021-04-30","trial":"2022"}}]}"#;
    let data = read(file);
    let messages: Vec<String> = data.issues.iter().map(Issue::message).collect();
    let byte = file.rfind("{\"dates\"").unwrap();
    let found = format!(
        "dates: case 2 (byte {byte}), found “charged (2021-04-30) before act (2021-05-02)”: "
    );
    assert!(messages[0].starts_with(&found), "{messages:?}");
    assert_eq!((messages.len(), data.cases.stages.of(1).len()), (1, 3));
}

#[test]
fn a_stage_that_the_header_does_not_name_is_told_with_the_nearest_and_kept() {
    let (names, issues) = stages(
        r#"{"stages":["act","charged"],"cases":[{"dates":{"chargd":"2021-04","act":"2021-03"}}]}"#,
    );
    assert_eq!(names, ["act", "chargd"]);
    assert!(
        issues[0].contains("found “chargd; nearest: charged; all: act, charged”"),
        "{issues:?}"
    );
    assert_eq!(issues.len(), 1);
}

#[test]
fn dates_that_are_no_object_and_dates_that_are_none_are_told_and_the_rest_is_kept() {
    let (names, issues) = stages(
        r#"[{"date":"2021","dates":"2021-04"},{"date":"2021","dates":{"act":"soon","charged":2021,"trial":"2022","decided":null}},
            {"date":"2021","dates":null},{"date":"2021","dates":""}]"#,
    );
    assert_eq!(names, ["trial"]);
    let starts = [
        "found “\"2021-04\"”: dates by stage are an object",
        "found “act: soon”: it is no date",
        "found “charged: 2021”: it has another type",
    ];
    for (issue, start) in issues.iter().zip(starts) {
        assert!(issue.contains(start), "{issue}");
    }
    assert_eq!(issues.len(), 3);
}

#[test]
fn fields_say_which_one_tells_the_date_of_which_stage() {
    let mut reader = Reader::new();
    reader.map_fields(
        r#"{"dates": {"act": "date_act", "charged": "date_charged", "decided": "ended"}}"#,
    );
    reader.feed(
        br#"[{"ended":"2022","date_charged":"14.3.2021","date_act":"2021-02?","country":"IT","charge":"a"},
             {"ended":"","date_charged":"2021-04","country":"IT","charge":"b"}]"#,
    );
    let data = reader.finish().unwrap();
    let stages = &data.cases.stages;
    assert_eq!(stages.names, ["act", "charged", "decided"]);
    let days: Vec<_> = stages
        .of(0)
        .iter()
        .map(|date| (date.stage, caseplot::calendar::iso(date.last)))
        .collect();
    assert_eq!(
        days,
        [
            (0, "2021-02-28".into()),
            (1, "2021-03-14".into()),
            (2, "2022-12-31".into())
        ]
    );
    assert!(stages.of(0)[0].doubt.is_doubtful() && !stages.of(0)[1].doubt.is_doubtful());
    assert_eq!(stages.of(1).len(), 1);
    assert!(data.issues.is_empty(), "{:?}", data.issues);
    assert_eq!(
        data.cases
            .facets
            .iter()
            .map(|facet| &*facet.name)
            .collect::<Vec<_>>(),
        ["charge"]
    );
}

#[test]
fn what_is_in_doubt_about_a_stage_is_not_in_doubt_about_the_case() {
    let doubtful = |json: &str| read(json).cases.flags.get(0) != 0;
    assert!(!doubtful(
        r#"[{"dates":{"act":"2021-03~"},"date":"2021-03-14"}]"#
    ));
    assert!(doubtful(r#"[{"dates":{"act":"2021-03~"}}]"#));
}

#[test]
fn a_record_can_stand_for_many_cases() {
    let data = read(
        r#"[{"date":"2021-03","country":"IT","cases":12,"people":{"min":20,"unknown":3}},
            {"date":"2021-04","country":"IT","cases":0,"people":2}]"#,
    );
    let sum = tally(&data.cases, &Default::default());
    assert_eq!(
        (sum.cases, sum.people_min, sum.people_max, sum.unknown),
        (13, 22, None, 3)
    );
    assert_eq!(
        data.issues.iter().next().unwrap().kind,
        IssueKind::BadWeight
    );
}

#[test]
fn names_and_numbers_of_countries_are_looked_up_and_spellings_known() {
    let mut reader = Reader::new();
    reader.name_countries(caseplot::locale::NativeFormats::country_code);
    reader.feed(
        r#"[{"country":"Italy"},{"country":"Iran (Islamic Republic of)"},{"country":380},
        {"country":"Côte d&#039;Ivoire"},{"country":"Viet Nam"},{"country":"Atlantis"}]"#
            .as_bytes(),
    );
    let data = reader.finish().unwrap();
    let codes: Vec<_> = (0..5)
        .map(|row| data.cases.country_code(row).unwrap())
        .collect();
    assert_eq!(codes, ["IT", "IR", "IT", "CI", "VN"]);
    assert_eq!(
        data.issues.iter().next().unwrap().kind,
        IssueKind::UnknownCountry
    );
}

#[test]
fn fields_say_what_is_what_and_a_wrong_name_is_told_with_the_nearest() {
    let mut reader = Reader::new();
    reader.map_fields(
        r#"{"date":["y","m"],"country":{"value":"DE"},"people":{"min":["dead","missing"]},
            "precision":{"field":"exact","codes":["site","country"]},"lat":"breite","lon":"lon","charg":"x"}"#,
    );
    reader.feed(br#"[{"y":2021,"m":"March","dead":"2","missing":3,"exact":2,"Breite":1,"lon":5}]"#);
    let data = reader.finish().unwrap();
    let cases = &data.cases;
    assert_eq!(
        (caseplot::calendar::iso(cases.start[0]), cases.span.get(0)),
        ("2021-03-01".into(), 30)
    );
    assert_eq!(
        (
            cases.country_code(0),
            cases.people_min.get(0),
            cases.people_max(0)
        ),
        (Some("DE"), 5, None)
    );
    assert_eq!(cases.precision.get(0), caseplot::data::Precision::Country);
    let told: Vec<String> = data.issues.iter().map(Issue::message).collect();
    assert!(told[0].starts_with("fields: found “charg”"), "{told:?}");
    assert!(
        told.iter()
            .any(|t| t.starts_with("breite: found “not found; nearest: Breite; all: y, m,")),
        "{told:?}"
    );
}

#[test]
fn a_guess_is_used_and_told_unless_a_preset_stands_for_it() {
    let file = br#"[{"event_date":"2021-03-14","latitude":"45.6","longitude":"13.7","fatalities":3,"time_precision":3}]"#;
    for (preset, told) in [(None, 1), (Some("acled"), 0), (Some("nonsense"), 2)] {
        let mut reader = Reader::new();
        preset
            .into_iter()
            .for_each(|preset| reader.map_fields(preset));
        reader.feed(file);
        let data = reader.finish().unwrap();
        assert_eq!(
            (data.cases.span.get(0), data.cases.people_min.get(0)),
            (30, 3),
            "{preset:?}"
        );
        assert_eq!(data.cases.people_max(0), None);
        assert_eq!(
            data.issues.iter().count(),
            told,
            "{preset:?} {:?}",
            data.issues
        );
    }
}

#[test]
fn our_own_names_in_capital_letters_are_ours_and_nothing_is_told_of_it() {
    let data =
        read(r#"[{"Country":"IT","Date":"2021-03-14","People":"4","Cases":"2","Charge":"a"}]"#);
    assert_eq!(
        (
            data.cases.country_code(0),
            data.cases.start.as_slice(),
            data.cases.people_min.get(0),
        ),
        (Some("IT"), [day_of(2021, 3, 14)].as_slice(), 4)
    );
    assert!(data.cases.facet("Charge").is_some());
    assert!(data.issues.is_empty(), "{:?}", data.issues);
}

#[test]
fn a_row_of_tags_is_no_case_and_tells_what_columns_are() {
    let data = read(
        r##"[{"when":"#date+start","where":"#country+code","n":"#affected"},{"when":"2021-03-14","where":"ITA","n":"4"}]"##,
    );
    assert_eq!(
        (
            data.cases.len(),
            data.cases.country_code(0),
            data.cases.people_min.get(0)
        ),
        (1, Some("IT"), 4)
    );
}

#[test]
fn lines_features_and_lists_of_any_name_hold_cases() {
    let lines = "{\"date\":\"2021-03-14\",\"country\":\"IT\"}\n{\"date\":\"2021-03-15\",\"country\":\"FR\"}\n";
    let features = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[13.77,45.65]},
        "properties":{"date":"2021-03-14","country":"IT","charge":"x"}},{"type":"Feature","geometry":null,"properties":{"date":"2021-03-15","country":"FR","charge":"y"}}]}"#;
    let other = r#"{"generated":"2026","incidents":[{"date":"2021-03-14","country":"IT"},{"date":"2021-03-15","country":"FR"}],"title":"T"}"#;
    for file in [lines, features, other] {
        let data = read(file);
        assert!(data.issues.is_empty(), "{:?}", data.issues);
        assert_eq!(
            (data.cases.len(), data.cases.country_code(1)),
            (2, Some("FR")),
            "{file}"
        );
    }
    let data = read(features);
    assert_eq!(
        (data.cases.lat.get(0), data.cases.lon.get(0)),
        (45.65, 13.77)
    );
    assert!(data.cases.lat.get(1).is_nan() && data.cases.facet("charge").is_some());
}

#[test]
fn what_looks_wrong_only_together_is_told_once() {
    let cases: Vec<String> = (0..60)
        .map(|i| {
            let date = if i % 3 == 0 {
                "2021-01-01".into()
            } else {
                format!("2021-{:02}-{:02}", 1 + i % 12, 2 + i * 7 % 26)
            };
            format!(
                r#"{{"id":"c{}","date":"{date}","lat":{},"lon":13}}"#,
                i / 2,
                i % 4
            )
        })
        .collect();
    let data = read(&format!("[{}]", cases.join(",")));
    let kinds: Vec<_> = data
        .issues
        .iter()
        .map(|issue| (issue.kind, issue.count))
        .collect();
    assert_eq!(
        kinds,
        [
            (IssueKind::OneDay, 20),
            (IssueKind::OnePlace, 60),
            (IssueKind::WholeDegrees, 60),
            (IssueKind::RepeatedId, 30)
        ]
    );
}

#[test]
fn countries_are_read_as_iso_and_the_union_write_them() {
    let text = r#"[{"country":"EL"},{"country":"GRC"},{"country":"gr"},{"country":["GR"]},{"country":"UK"},{"country":"XK"}]"#;
    let data = read(text);
    let codes: Vec<_> = (0..6)
        .map(|row| data.cases.country_code(row).unwrap())
        .collect();
    assert_eq!(codes, ["GR", "GR", "GR", "GR", "GB", "XK"]);
}

#[test]
fn an_unknown_country_is_named() {
    let (issue, cases) = only_issue(r#"[{"date":"2021","country":"Atlantis"}]"#);
    assert_eq!((issue.kind, cases), (IssueKind::UnknownCountry, 1));
    assert!(issue.message().contains("found “Atlantis”"));
}

#[test]
fn several_countries_are_one_count_for_all_of_them_together() {
    let set = |text: &str| {
        let data = read(&format!(r#"[{{"country":{text},"people":7}}]"#));
        assert_eq!((data.cases.len(), data.cases.country_code(0)), (1, None));
        let set = data.cases.sets.get(usize::from(data.cases.set.get(0)));
        let codes = set
            .into_iter()
            .flatten()
            .map(|&index| &*data.cases.countries[usize::from(index)]);
        let issues: Vec<&str> = data.issues.iter().map(|issue| issue.kind.code()).collect();
        (codes.collect::<Vec<_>>().join(" "), issues.join(" "))
    };
    let told = |codes: &str, issues: &str| (codes.to_owned(), issues.to_owned());
    assert_eq!(set(r#"["MT","FR"]"#), told("MT FR", ""));
    assert_eq!(
        set(r#"["ITA","EL","Italy"]"#),
        told("IT GR", "unknown-country")
    );
    assert_eq!(set(r#""MT; FR""#), told("MT FR", ""));
    assert_eq!(set(r#""IT/FR/EL""#), told("IT FR GR", ""));
    for one in [
        r#"["IT","ITA"]"#,
        r#"["IT",""]"#,
        r#""IT; IT""#,
        r#""GR / EL""#,
    ] {
        let data = read(&format!(r#"[{{"country":{one}}}]"#));
        assert!(
            data.cases.country_code(0).is_some() && data.cases.sets.is_empty(),
            "{one}"
        );
        assert!(data.issues.is_empty(), "{one}");
    }
    // Of two fields that name the country, the last one counts, and only that.
    let last = read(r#"[{"country":["MT","FR"],"country":"IT"}]"#);
    assert_eq!(
        (last.cases.country_code(0), last.cases.sets.len()),
        (Some("IT"), 0)
    );
    assert_eq!(set(r#"["IT","Atlantis"]"#), told("", "unknown-country"));
    let (issue, _) = only_issue(r#"[{"date":"2021","country":"Italy or Atlantis"}]"#);
    assert_eq!(issue.kind, IssueKind::UnknownCountry);
}

#[test]
fn a_percentage_without_a_count_is_kept_and_counts_nothing() {
    let row = |percent: &str| format!(r#"{{"date":"2021","percent":{percent},"charge":"entry"}}"#);
    let shares = [
        ("88", Share::Exactly(88.0)),
        (r#"{"about":60}"#, Share::About(60.0)),
        (r#"{"min":50.5}"#, Share::Between(Some(50.5), None)),
        (
            r#"{"min":50,"max":60}"#,
            Share::Between(Some(50.0), Some(60.0)),
        ),
        (r#""~60""#, Share::About(60.0)),
        (r#""50..""#, Share::Between(Some(50.0), None)),
        (r#""..60 %""#, Share::Between(None, Some(60.0))),
        (r#""50..60""#, Share::Between(Some(50.0), Some(60.0))),
    ];
    for (percent, expected) in shares {
        let data = read(&format!("[{},{GOOD}]", row(percent)));
        assert_eq!(data.cases.shares, [expected]);
        assert!(data.issues.is_empty());
        let sum = tally(&data.cases, &Filter::default());
        assert_eq!((sum.cases, sum.people_min, sum.unknown), (1, 2, 0));
    }
    let counted =
        read(r#"[{"date":"2021","percent":88,"people":3},{"date":"2021","percent":null}]"#);
    let sum = tally(&counted.cases, &Filter::default());
    assert_eq!(
        (sum.cases, sum.people_min, counted.cases.shares.len()),
        (2, 3, 0)
    );
    let of_cases = read(
        r#"[{"date":"2021","cases":120,"percent":40},{"date":"2021","percent":" "},{"date":"2021","percent":"88 %"}]"#,
    );
    assert_eq!(tally(&of_cases.cases, &Filter::default()).cases, 121);
    assert_eq!(of_cases.cases.shares, [Share::Exactly(88.0)]);
    assert!(of_cases.issues.is_empty() && !of_cases.cases.has_totals());
    for percent in [
        "101",
        "-1",
        "{}",
        r#"{"min":60,"max":50}"#,
        r#""most""#,
        r#""~""#,
        r#""..""#,
        r#""5..x""#,
    ] {
        let (issue, cases) = only_issue(&format!("[{}]", row(percent)));
        assert_eq!((issue.kind, cases), (IssueKind::BadPercent, 1), "{percent}");
    }
}

#[test]
fn swapped_and_impossible_places_are_not_used() {
    let kind = |lat: &str, lon: &str| {
        let (issue, cases) = only_issue(&format!(r#"[{{"date":"2021","lat":{lat},"lon":{lon}}}]"#));
        assert_eq!(cases, 1);
        issue.kind
    };
    assert_eq!(kind("113.77", "45.65"), IssueKind::Swapped);
    assert_eq!(kind("95", "200"), IssueKind::OutOfRange);
    assert_eq!(kind("45", "null"), IssueKind::OutOfRange);
    assert!(
        read(r#"[{"date":"2021","lat":45.65,"lon":13.77}]"#)
            .issues
            .is_empty()
    );
}

#[test]
fn people_are_exact_or_at_least_or_a_range_or_unknown() {
    let data = read(
        r#"[{"date":"2021-01-01","people":0},{"date":"2021-01-02","people":{"min":2}},
            {"date":"2021-01-03","people":{"min":2,"best":3,"max":5}},{"date":"2021-01-04","people":null},
            {"date":"2021-01-05"}]"#,
    );
    let cases = &data.cases;
    let people: Vec<_> = (0..5)
        .map(|row| (cases.people_min.get(row), cases.people_max(row)))
        .collect();
    let unknown = (caseplot::data::UNKNOWN, None);
    assert_eq!(
        people,
        [(0, Some(0)), (2, None), (2, Some(5)), unknown, unknown]
    );
    assert!(data.issues.is_empty());
}

#[test]
fn a_number_of_people_that_can_be_none_is_not_used() {
    for people in [
        "-1",
        "1.5",
        "\"3 of 4\"",
        "{\"min\":-2}",
        "[3]",
        "1e99",
        "true",
    ] {
        let (issue, cases) = only_issue(&format!(r#"[{{"date":"2021","people":{people}}}]"#));
        assert_eq!((issue.kind, cases), (IssueKind::BadCount, 1), "{people}");
    }
    for people in ["\"dozens\"", "{\"text\":\"dozens\"}"] {
        let (issue, _) = only_issue(&format!(r#"[{{"date":"2021","people":{people}}}]"#));
        assert_eq!(issue.kind, IssueKind::CountInWords);
    }
    let (issue, _) = only_issue(r#"[{"date":"2021","people":"1,022"}]"#);
    assert_eq!(issue.kind, IssueKind::Separators);
    let (issue, _) = only_issue(r#"[{"date":"2021","people":{"min":5,"max":2}}]"#);
    assert_eq!(issue.kind, IssueKind::MinOverMax);
}

#[test]
fn a_case_without_date_and_country_is_left_out_and_counted() {
    let text = format!(r#"[{GOOD},{{"charge":"x"}},{{}}]"#);
    let (issue, cases) = only_issue(&text);
    assert_eq!((issue.kind, issue.count, cases), (IssueKind::Nothing, 2, 1));
    assert_eq!(read(&text).issues.left_out(), 2);
}

#[test]
fn a_field_of_too_many_values_is_no_facet_unless_the_header_says_so() {
    let cases: Vec<String> = (0..10_000)
        .map(|i| format!(r#"{{"country":"IT","tag":"value {i}"}}"#))
        .collect();
    let cases = cases.join(",");
    let data = read(&format!("[{cases}]"));
    assert_eq!((data.cases.len(), data.cases.facets.len()), (10_000, 0));
    let data = read(&format!(
        r#"{{"facets":[{{"name":"tag"}}],"cases":[{cases}]}}"#
    ));
    let facet = data.cases.facet("tag").unwrap();
    assert_eq!(
        (facet.values.len(), &*facet.values[1_000]),
        (1_001, "other")
    );
    let issue = data.issues.iter().next().unwrap();
    assert_eq!((issue.kind, issue.count), (IssueKind::TooManyValues, 9_000));
}

#[test]
fn facets_are_texts_lists_and_yes_or_no_but_not_numbers() {
    let data = read(
        r#"[{"country":"IT","help":["food","shelter"],"ongoing":true,"age":31,"x":{"y":1}},
            {"country":"IT","help":"food"},{"country":"IT","help":["shelter","food"]}]"#,
    );
    let names: Vec<_> = data.cases.facets.iter().map(|facet| &*facet.name).collect();
    assert_eq!(names, ["help", "ongoing"]);
    let help = data.cases.facet("help").unwrap();
    assert_eq!(
        (&help.values[..], &help.sets[..]),
        (
            &["food".to_owned(), "shelter".into()][..],
            &[vec![0, 1]][..]
        )
    );
    assert_eq!(
        help.codes,
        [2, 0, 2],
        "the order within a list means nothing"
    );
    assert_eq!(data.cases.facet("ongoing").unwrap().values, ["yes"]);
}

#[test]
fn several_values_in_one_text_are_told_apart_where_the_file_says_so_or_it_is_plain() {
    let guessed = read(
        r#"[{"date":"2021","a":"x & y"},{"date":"2021","a":"x"},{"date":"2021","a":"y"},{"date":"2021","a":"R & D"}]"#,
    );
    assert_eq!(
        guessed.cases.facet("a").unwrap().sets.len(),
        0,
        "R and D are no values of their own"
    );
    let plain =
        read(r#"[{"date":"2021","a":"x & y"},{"date":"2021","a":"x"},{"date":"2021","a":"y"}]"#);
    assert_eq!(plain.cases.facet("a").unwrap().sets, [[0, 1]]);
    let said = read(
        r#"{"facets":[{"name":"a","separator":"+","values":["y"]}],"cases":[{"date":"2021","a":"x+y"}]}"#,
    );
    assert_eq!(said.cases.facet("a").unwrap().values, ["y", "x"]);
}

#[test]
fn markup_and_direction_marks_are_text_and_made_visible_where_they_are_reported() {
    let data = read("[{\"date\":\"\u{202e}<b>\",\"country\":\"IT\",\"charge\":\"<script>\"}]");
    assert_eq!(data.cases.facet("charge").unwrap().values, ["<script>"]);
    let message = data.issues.iter().next().unwrap().message();
    assert!(message.contains("found “\u{fffd}<b>”"), "{message}");
}

#[test]
fn a_record_of_over_a_megabyte_and_a_bottomless_one_are_passed_over() {
    let long = format!(r#"{{"note":"{}"}}"#, "x".repeat(3 << 20));
    let text = format!("[{GOOD},{long},{GOOD}]");
    let mut reader = Reader::new();
    text.as_bytes()
        .chunks(1 << 16)
        .for_each(|chunk| reader.feed(chunk));
    let data = reader.finish().unwrap();
    assert_eq!(data.cases.len(), 2);
    assert_eq!(data.issues.iter().next().unwrap().kind, IssueKind::TooLong);
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
    let data = read(&format!("[{GOOD},{deep},{GOOD}]"));
    assert_eq!(data.cases.len(), 2);
}

#[test]
fn bytes_that_are_no_utf_8_are_replaced_and_named() {
    let bytes = [
        b"[{\"country\":\"IT\",\"charge\":\"a".as_slice(),
        b"\xff",
        b"\"}]",
    ]
    .concat();
    let data = try_read(&bytes).unwrap();
    assert_eq!(data.cases.facets[0].values, ["a\u{fffd}"]);
    assert_eq!(data.issues.iter().next().unwrap().kind, IssueKind::NotUtf8);
}
