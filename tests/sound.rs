//! What a time chart gives to the ear: the number of each bar, and what is known of it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::chart::{Known, Tones};
use caseplot::data::Dataset;
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::view::{Event, Figure, Kind, Options, State, update};
use common::ENV;

/// Fiction: seven months, of which nobody looked at the third.
const CASES: &str = r#"{"measure": "people",
    "coverage": {"from": "2021-01", "to": "2021-07", "gaps": [{"from": "2021-03", "to": "2021-03"}]},
    "cases": [
    {"date": "2021-01-04", "country": "IT", "people": 2, "charge": "a"},
    {"date": "2021-01-05", "country": "FR", "people": 1, "charge": "b"},
    {"date": "2021-04-04", "country": "IT", "people": {"min": 3, "max": 5}},
    {"date": "2021-05-04", "country": "IT", "people": {"min": 4}},
    {"date": "2021-06-04", "country": "IT"},
    {"date": "2021-07-04", "country": "IT", "people": {"suppressed": true}}]}"#;

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

fn tones_of(file: &str, options: &[(&str, &str)], state: &State) -> Option<Tones> {
    let data = read(file);
    let mut figure = Figure::new(Kind::Timeline, Options::default());
    for (name, value) in [("bin", "month")].iter().chain(options) {
        figure.set(name, value).unwrap();
    }
    figure.resize(640.0, None, None);
    figure.tones(&data, state, &ENV)
}

fn tones(options: &[(&str, &str)]) -> Tones {
    tones_of(CASES, options, &State::default()).unwrap()
}

fn known(tones: &Tones) -> Vec<(u64, u64, Known)> {
    let tone = |tone: &caseplot::chart::Tone| (tone.number, tone.more, tone.known);
    tones.tones.iter().map(tone).collect()
}

#[test]
fn the_ear_is_told_what_is_known_of_each_number() {
    use Known::{Gap, Least, Not, Whole};
    let tones = tones(&[]);
    assert_eq!(
        known(&tones),
        [
            (3, 0, Whole),
            (0, 0, Whole),
            (0, 0, Gap),
            (3, 2, Whole),
            (4, 0, Least),
            (0, 0, Not),
            (0, 0, Not),
        ]
    );
    assert_eq!(tones.top, 5);
    assert_eq!(tones.time, "January 2021 – July 2021");
    let highest = tones.highest.as_deref();
    assert_eq!(highest, Some("May 2021: at least 4 people"));
    let lowest = tones.lowest.as_deref();
    assert_eq!(lowest, Some("February 2021: 0 people"));
}

#[test]
fn each_kind_of_sound_has_an_example_with_its_words() {
    let examples = tones(&[]).examples;
    let examples: Vec<(usize, &str)> = examples
        .iter()
        .map(|(bin, words)| (*bin, words.as_str()))
        .collect();
    assert_eq!(
        examples,
        [
            (1, "0 people"),
            (2, "not covered"),
            (3, "3 to 5 people"),
            (4, "at least 4 people"),
            (5, "number of people unknown"),
        ]
    );
}

#[test]
fn a_whole_bar_is_heard_whatever_its_parts_are() {
    let plain = known(&tones(&[]));
    for mode in ["bars", "grouped", "area", "line", "share"] {
        assert_eq!(known(&tones(&[("stack", "charge"), ("mode", mode)])), plain);
    }
}

#[test]
fn a_running_total_is_heard_as_it_runs_and_is_a_least_number_after_a_gap() {
    let tones = tones(&[("mode", "cumulative"), ("measure", "cases")]);
    let heard: Vec<(u64, Known)> = tones
        .tones
        .iter()
        .map(|tone| (tone.number, tone.known))
        .collect();
    use Known::{Least, Whole};
    assert_eq!(
        heard,
        [
            (2, Whole),
            (2, Whole),
            (2, Least),
            (3, Least),
            (4, Least),
            (5, Least),
            (6, Least)
        ]
    );
}

#[test]
fn the_scale_stays_while_a_time_is_chosen_and_words_are_of_that_time() {
    let data = read(CASES);
    let mut figure = Figure::new(Kind::Timeline, Options::default());
    figure.set("bin", "month").unwrap();
    figure.resize(640.0, None, None);
    let window = figure.snap(&data, 0.0, 2.0);
    let state = update(&State::default(), Event::Brush(Window { ..window }));
    let tones = figure.tones(&data, &state, &ENV).unwrap();
    assert_eq!(tones.chosen, (0, 2));
    assert_eq!((tones.top, tones.tones.len()), (5, 7));
    assert_eq!(tones.highest.as_deref(), Some("January 2021: 3 people"));
    assert_eq!(tones.examples, [(1, "0 people".to_owned())]);
    let state = update(&State::default(), Event::Toggle(*b"FR"));
    let tones = figure.tones(&data, &state, &ENV).unwrap();
    assert_eq!(tones.top, 1);
}

#[test]
fn published_totals_and_small_charts_are_not_heard() {
    let totals = r#"[{"date": "2021", "country": "IT", "people": 3, "kind": "aggregate"},
        {"date": "2022", "country": "IT", "people": 4, "kind": "aggregate"}]"#;
    assert_eq!(tones_of(totals, &[], &State::default()), None);
    assert_eq!(
        tones_of(CASES, &[("by", "country")], &State::default()),
        None
    );
    let compare = &[("compare", "2020 2021")];
    assert_eq!(tones_of(CASES, compare, &State::default()), None);
}
