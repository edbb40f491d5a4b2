//! The cases that a mark stands for, as a list of them shows them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::calendar::day_of;
use caseplot::data::{Dataset, Sorter};
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, Layer, MarkKey, Shape, outline};
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};

/// Fiction: six cases, the latest of which come first, and one without a date.
const CASES: &str = r#"[
    {"id":1,"date":"2021-09","country":"IT","lat":41.9,"lon":12.5,"precision":"city"},
    {"id":2,"date":"2021-02","country":"FR","lat":48.8,"lon":2.3,"precision":"city"},
    {"id":3,"date":"2021-05","country":"IT","lat":41.9,"lon":12.5,"precision":"city"},
    {"id":4,"date":"2021-01","country":"IT"},
    {"id":5,"country":"IT","lat":45.6,"lon":13.8,"precision":"site"},
    {"id":6,"date":"2021-03","country":["IT","FR"]}]"#;

fn read() -> Dataset {
    let mut reader = Reader::new();
    reader.keep_records();
    reader.feed(CASES.as_bytes());
    reader.end().unwrap()
}

fn put_into_order(data: &mut Dataset) {
    let mut sorter = Sorter::default();
    while !sorter.step(&mut data.cases) {}
}

fn map() -> Figure {
    map_of("choropleth points")
}

fn map_of(marks: &str) -> Figure {
    let mut options = Options::default();
    options.set("marks", marks).unwrap();
    let mut figure = Figure::new(Kind::Map, options);
    figure.resize(640.0, None, Some(&europe()));
    figure
}

/// The numbers of the records that a mark stands for.
fn of(figure: &mut Figure, data: &Dataset, state: &State, key: MarkKey) -> Vec<u32> {
    let rows = figure.cases_of(data, state, key);
    let number = |row: u32| data.cases.records.number(row as usize).unwrap();
    rows.into_iter().map(number).collect()
}

#[test]
fn a_country_stands_for_its_own_cases_whatever_is_chosen_beside_it() {
    let mut data = read();
    put_into_order(&mut data);
    let mut figure = map();
    let italy = MarkKey::Country(*b"IT");
    let mut state = State {
        countries: vec![*b"FR"],
        ..State::default()
    };
    assert_eq!(of(&mut figure, &data, &state, italy), [1, 3, 4, 5]);
    let spain = MarkKey::Country(*b"ES");
    assert!(of(&mut figure, &data, &state, spain).is_empty());
    state.window = Some(Window {
        from: day_of(2021, 2, 1),
        until: day_of(2021, 7, 1),
    });
    assert_eq!(of(&mut figure, &data, &state, italy), [3]);
}

#[test]
fn a_place_keeps_its_key_and_its_cases_when_these_are_put_into_order() {
    let mut data = read();
    let mut figure = map();
    let state = State::default();
    let places: Vec<MarkKey> = (0..4).map(MarkKey::Place).collect();
    let mut found = |data: &Dataset| -> Vec<Vec<u32>> {
        let sorted = |mut numbers: Vec<u32>| {
            numbers.sort_unstable();
            numbers
        };
        let of = |&key: &MarkKey| sorted(of(&mut figure, data, &state, key));
        places.iter().map(of).collect()
    };
    let before = found(&data);
    put_into_order(&mut data);
    assert_eq!(found(&data), before);
    assert_eq!(before.iter().filter(|cases| !cases.is_empty()).count(), 3);
    assert!(before.contains(&vec![1, 3]));
    assert!(before.contains(&vec![5]));
}

#[test]
fn a_circle_of_several_places_and_a_hexagon_stand_for_the_cases_in_them() {
    let mut data = read();
    put_into_order(&mut data);
    // All that have a point, each once, whatever they are joined in.
    for marks in ["clusters", "density"] {
        let mut figure = map_of(marks);
        let scene = figure.scene(&data, &State::default(), None, Detail::Words, &ENV);
        let keys = outline(&scene).into_iter().map(|mark| mark.key);
        let keys = keys.filter(|key| !matches!(key, MarkKey::Country(_)));
        let mut all: Vec<u32> = Vec::new();
        for key in keys {
            let of = of(&mut figure, &data, &State::default(), key);
            assert!(!of.is_empty(), "{key:?}");
            all.extend(of);
        }
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3, 5], "{marks}");
    }
}

#[test]
fn the_dots_of_small_countries_lie_behind_what_lies_at_points() {
    let mut reader = Reader::new();
    reader.feed(br#"[{"date":"2021","country":"MT","lat":35.9,"lon":14.5,"precision":"city"}]"#);
    let data = reader.finish().unwrap();
    let dots = |marks: &str| -> Vec<&'static str> {
        let mut figure = map_of(marks);
        figure.resize(320.0, None, Some(&europe()));
        let scene = figure.scene(&data, &State::default(), None, Detail::Picture, &ENV);
        let malta = Some(MarkKey::Country(*b"MT"));
        let layers = scene.layers.iter();
        let has = |layer: &&Layer| {
            let is_dot = |item: &Item| item.key == malta && matches!(item.shape, Shape::Circle(..));
            layer.items.iter().any(is_dot)
        };
        layers.filter(has).map(|layer| layer.name).collect()
    };
    assert_eq!(dots("choropleth"), ["front"]);
    assert_eq!(dots("choropleth clusters"), ["lines"]);
    // A dot of the country would look as one of a case does.
    assert!(dots("points").is_empty());
}

#[test]
fn what_is_no_mark_of_a_map_stands_for_no_case() {
    let mut data = read();
    put_into_order(&mut data);
    for key in [
        MarkKey::Bin(0),
        MarkKey::Place(99),
        MarkKey::Country(*b"US"),
    ] {
        assert!(of(&mut map(), &data, &State::default(), key).is_empty());
    }
}
