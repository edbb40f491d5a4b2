//! What boxes under a map tell of the places in them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::map::Insets;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, MarkKey, Shape};
use caseplot::theme::LIGHT;
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};
use std::rc::Rc;

/// Fiction: Malta's rate is of few, and the Netherlands' is not.
fn data() -> Dataset {
    let file = r#"{"base":{"countries":{"MT":90000,"NL":17000000}},"cases":[
        {"date":"2021","country":"MT","cases":12},{"date":"2021","country":"NL","cases":34}]}"#;
    read(file)
}

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

/// What lies under the map.
fn under(options: &[(&str, &str)]) -> Vec<Item> {
    under_of(&data(), options)
}

fn under_of(data: &Dataset, options: &[(&str, &str)]) -> Vec<Item> {
    let mut figure = Figure::new(Kind::Map, Options::default());
    for (name, value) in options {
        figure.set(name, value).unwrap();
    }
    let near = Basemap::decode(include_bytes!("../assets/europe-fine.bin")).unwrap();
    let (boxes, unknown) = Insets::new("MT NL", &Rc::new(near), Vec::new());
    assert!(unknown.is_empty());
    figure.set_insets(boxes);
    let map = europe();
    let whole = figure.resize(480.0, None, Some(&map));
    let scene = figure.scene(data, &State::default(), None, Detail::Words, &ENV);
    let alone = 480.0 * map.frame().height() / map.frame().width();
    assert!(whole.height > alone + 50.0);
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let under = items.filter(|item| item.shape.bounds().center().y > alone + 1.0);
    under.cloned().collect()
}

fn texts(items: &[Item]) -> Vec<&str> {
    let texts = items.iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn rings(items: &[Item]) -> usize {
    let ring = |item: &&Item| {
        let line = item.style.stroke.map(|stroke| stroke.color);
        matches!(item.shape, Shape::Circle(..))
            && item.style.fill.is_none()
            && line == Some(LIGHT.ink)
    };
    items.iter().filter(ring).count()
}

#[test]
fn a_rate_of_few_has_its_ring_in_a_box_too() {
    assert_eq!(rings(&under(&[("rate", "1000000")])), 1);
    assert_eq!(rings(&under(&[])), 0);
}

#[test]
fn numbers_are_written_in_boxes_where_they_were_asked_for() {
    let names = ["Malta", "Netherlands"];
    assert_eq!(texts(&under(&[])), names);
    let told = under(&[("labels", "value")]);
    let told = texts(&told);
    assert!(told.contains(&"12") && told.contains(&"34"), "{told:?}");
    let rates = under(&[("labels", "value"), ("rate", "1000000")]);
    let rates = texts(&rates);
    assert!(rates.contains(&"133") && rates.contains(&"2"), "{rates:?}");
}

#[test]
fn points_in_a_place_that_has_a_box_are_drawn_in_it_too() {
    let data = read(
        r#"[{"country":"MT","lat":35.9,"lon":14.45,"precision":"city"},
        {"country":"MT","lat":36.04,"lon":14.24},
        {"country":"MT","lat":35.9,"lon":14.4,"precision":"admin1"},
        {"country":"IT","lat":41.9,"lon":12.5,"precision":"city"}]"#,
    );
    let items = under_of(&data, &[("marks", "points")]);
    let place = |item: &&Item| matches!(item.key, Some(MarkKey::Place(_)));
    let places: Vec<&Item> = items.iter().filter(place).collect();
    // One dot and one ring; the area is larger than the box, and is on the map only.
    assert_eq!(places.len(), 2, "{places:?}");
    let apart = places[0].shape.bounds().center() - places[1].shape.bounds().center();
    assert!(apart.hypot() > 10.0, "{apart:?}");
    let clusters = under_of(&data, &[("marks", "clusters")]);
    assert!(clusters.iter().all(|item| !place(&item)));
}
