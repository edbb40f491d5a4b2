//! What files of cases can look like, and what is said of those that are wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::calendar::day_of;
use caseplot::data::{Dataset, NO_DATE};
use caseplot::issue::{Issue, IssueKind};
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
        ("country", "380"),
        ("lat", "\"45.6\""),
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
    let (issue, cases) = only_issue(r#"[{"country":"IT","date":"14/03/2021"}]"#);
    assert_eq!((issue.kind, cases), (IssueKind::BadDate, 1));
    assert_eq!(
        issue.message(),
        "date: case 1 (byte 1), found “14/03/2021”: it is no date. Write 2021-03-14, or 2021-03, \
         or 2021, or 2021-03/2021-06."
    );
    let (issue, _) = only_issue(r#"[{"country":"IT","date":"2021-02-30"}]"#);
    assert_eq!(issue.kind, IssueKind::ImpossibleDate);
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
fn an_unknown_country_is_named_and_a_set_of_countries_is_given_to_none() {
    let (issue, cases) = only_issue(r#"[{"date":"2021","country":"Atlantis"}]"#);
    assert_eq!((issue.kind, cases), (IssueKind::UnknownCountry, 1));
    assert!(issue.message().contains("found “Atlantis”"));
    let (issue, cases) = only_issue(r#"[{"country":["MT","FR"],"people":7}]"#);
    assert_eq!((issue.kind, cases), (IssueKind::SetOfCountries, 1));
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
        "\"dozens\"",
        "{\"min\":-2}",
        "[3]",
        "1e99",
        "true",
    ] {
        let (issue, cases) = only_issue(&format!(r#"[{{"date":"2021","people":{people}}}]"#));
        assert_eq!((issue.kind, cases), (IssueKind::BadCount, 1), "{people}");
    }
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
            {"country":"IT","help":"food"}]"#,
    );
    let names: Vec<_> = data.cases.facets.iter().map(|facet| &*facet.name).collect();
    assert_eq!(names, ["help", "ongoing"]);
    assert_eq!(
        data.cases.facet("help").unwrap().values,
        ["food, shelter", "food"]
    );
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
