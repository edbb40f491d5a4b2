//! What circles of near cases and hexagons count: cases, or people where a figure counts people.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::data::Dataset;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, MarkKey, Scene, Shape};
use caseplot::theme::LIGHT;
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};

/// Fiction: in Rome five cases of at least 40 people, in Paris two of which nobody knows how many, in Oslo one of
/// seven, in Lisbon one of none.
fn data() -> Dataset {
    let at = |lat: f64, lon: f64, people: &str| {
        format!(r#"{{"country":"IT","lat":{lat},"lon":{lon},"precision":"city"{people}}}"#)
    };
    let cases = [
        at(41.9, 12.5, r#","people":{"min":30}"#),
        at(41.9, 12.5, r#","people":4"#),
        at(41.91, 12.51, r#","people":6"#),
        at(41.91, 12.51, ""),
        at(41.91, 12.51, r#","people":{"suppressed":true,"min":1}"#),
        at(48.8, 2.3, ""),
        at(48.81, 2.31, ""),
        at(59.9, 10.7, r#","people":7"#),
        at(38.7, -9.1, r#","people":0"#),
    ];
    let mut reader = Reader::new();
    reader.feed(format!("[{}]", cases.join(",")).as_bytes());
    reader.finish().unwrap()
}

fn drawn(options: &[(&str, &str)]) -> Scene {
    let mut figure = Figure::new(Kind::Map, Options::default());
    for (name, value) in options {
        figure.set(name, value).unwrap();
    }
    figure.resize(640.0, None, Some(&europe()));
    figure.scene(&data(), &State::default(), None, Detail::Words, &ENV)
}

fn points(scene: &Scene) -> &[Item] {
    let layer = scene.layers.iter().find(|layer| layer.name == "points");
    &layer.unwrap().items
}

fn numbers(scene: &Scene) -> Vec<String> {
    let texts = points(scene).iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text.text.clone()),
        _ => None,
    });
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

#[test]
fn circles_count_people_where_the_figure_does_and_an_unknown_number_is_none() {
    let cases = drawn(&[("marks", "clusters")]);
    assert_eq!(numbers(&cases), ["2", "5"]);
    assert_eq!(cases.legend.title, "Cases, near ones together");
    let people = drawn(&[("marks", "clusters"), ("measure", "people")]);
    assert_eq!(numbers(&people), ["0", "40", "7", "?"]);
    assert_eq!(people.legend.title, "People (at least), near ones together");
    let labels: Vec<&str> = people.legend.swatches.iter().map(|s| &*s.label).collect();
    assert!(
        labels.contains(&"people (at least) in cases near each other"),
        "{labels:?}"
    );
    let rome = points(&people)
        .iter()
        .filter_map(|item| item.words.as_deref());
    let rome = rome.filter(|words| words.contains("40 people")).count();
    assert_eq!(rome, 1);
}

#[test]
fn the_largest_circle_is_that_of_the_most_people() {
    let scene = drawn(&[("marks", "clusters"), ("measure", "people")]);
    let radius = |item: &Item| match item.shape {
        Shape::Circle(_, radius) if item.key.is_some() => Some(radius),
        _ => None,
    };
    let mut radii: Vec<f64> = points(&scene).iter().filter_map(radius).collect();
    assert!(radii.is_sorted_by(|a, b| a >= b), "{radii:?}");
    radii.dedup();
    assert!((radii[0] - 24.0).abs() < 1e-9, "{radii:?}");
}

#[test]
fn hexagons_count_people_too_and_are_hollow_where_none_is_known() {
    let people = drawn(&[("marks", "density"), ("measure", "people")]);
    assert!(
        people
            .legend
            .title
            .starts_with("People (at least) in hexagons about")
    );
    let labels: Vec<&str> = people.legend.swatches.iter().map(|s| &*s.label).collect();
    assert!(
        labels.contains(&"cases, but no number of people, or none"),
        "{labels:?}"
    );
    let hexagons = points(&people).iter();
    let hexagons = hexagons.filter(|item| matches!(item.key, Some(MarkKey::Hexagon(..))));
    let hollow = hexagons
        .filter(|item| item.style.fill == Some(LIGHT.ground))
        .count();
    // Paris and Lisbon.
    assert_eq!(hollow, 2);
    let cases = drawn(&[("marks", "density")]);
    let hollow = points(&cases)
        .iter()
        .filter(|item| item.style.fill == Some(LIGHT.ground));
    assert_eq!(hollow.count(), 0);
    assert!(cases.legend.title.starts_with("Cases in hexagons about"));
}

#[test]
fn where_each_case_is_at_its_place_circles_count_cases() {
    let scene = drawn(&[("marks", "points clusters"), ("measure", "people")]);
    assert_eq!(numbers(&scene), ["2", "5"]);
}
