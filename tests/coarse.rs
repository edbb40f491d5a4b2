//! Files that were made less exact to protect people, as `publish` makes them: what figures make of them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod common;

use caseplot::data::Dataset;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Scene};
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

fn drawn(kind: Kind, marks: &str, data: &Dataset) -> Scene {
    let mut options = Options::default();
    if !marks.is_empty() {
        options.set("marks", marks).unwrap();
    }
    let mut figure = Figure::new(kind, options);
    figure.resize(640.0, None, Some(&europe()));
    figure.scene(data, &State::default(), None, Detail::Words, &ENV)
}

/// Fiction: some cases at points, others of which the country is told alone.
fn places(levels: &str) -> Dataset {
    read(&format!(
        r#"{{"generalised":{{"k":3,"fields":{{"place":{levels}}}}},"cases":[
            {{"country":"IT","lat":45.6,"lon":13.8,"precision":"city"}},{{"country":"IT","lat":45.6,"lon":13.8,"precision":"city"}},
            {{"country":"EL"}},{{"country":"EL"}},{{"country":"EL"}}]}}"#
    ))
}

fn swatches(scene: &Scene) -> Vec<&str> {
    let swatches = scene.legend.swatches.iter();
    swatches.map(|swatch| swatch.label.as_str()).collect()
}

#[test]
fn where_places_are_told_by_country_a_map_of_points_colours_countries_too() {
    for marks in ["points", "clusters", "density"] {
        let mixed = drawn(Kind::Map, marks, &places(r#"{"city":2,"country":3}"#));
        let both = drawn(
            Kind::Map,
            &format!("choropleth {marks}"),
            &places(r#"{"city":2,"country":3}"#),
        );
        assert_eq!(mixed.layers, both.layers, "{marks}");
        assert_eq!(mixed.legend, both.legend, "{marks}");
        assert!(swatches(&mixed).contains(&"3"), "{:?}", swatches(&mixed));
    }
}

#[test]
fn a_map_of_points_stays_one_where_no_place_is_told_by_an_area_alone() {
    for levels in [r#"{"stated":2,"none":3}"#, r#"{"city":2,"district":3}"#] {
        let scene = drawn(Kind::Map, "points", &places(levels));
        assert!(!swatches(&scene).contains(&"3"), "{:?}", swatches(&scene));
    }
}

#[test]
fn if_no_unit_of_time_has_room_for_nearly_all_cases_bars_are_of_that_which_leaves_out_the_fewest() {
    // Eight cases are told by year, three by the years of the file alone: no bar can have these.
    let years = |year: &str| format!(r#"{{"date":"{year}","country":"IT"}}"#);
    let cases: Vec<String> = [
        "2021", "2022", "2021", "2023", "2022", "2021", "2022", "2023",
    ]
    .into_iter()
    .chain(["2021/2023"; 3])
    .map(years)
    .collect();
    let data = read(&format!(r#"{{"cases":[{}]}}"#, cases.join(",")));
    let scene = drawn(Kind::Timeline, "", &data);
    assert_eq!(scene.legend.title, "Cases per year");
    let bars = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let words: Vec<&str> = bars.filter_map(|item| item.words.as_deref()).collect();
    assert!(words.contains(&"2021: 3 cases"), "{words:?}");
    assert_eq!(
        scene.notes,
        ["3 cases have open or long dates and are in no bar."]
    );
}
