//! Very many cases at points: what is drawn, hit and told.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod common;

use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, MarkKey, Scene, Shape, hit, outline};
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};
use kurbo::Point;

/// Fiction: `count` cases in a square of Europe, each at a place of its own, all of one precision.
fn fiction(count: u32, precision: &str) -> Dataset {
    let mut cases = String::new();
    for i in 0..count {
        let (lat, lon) = (
            40.0 + f64::from(i / 64) * 0.1,
            2.0 + f64::from(i % 64) * 0.25,
        );
        let comma = if i > 0 { "," } else { "" };
        cases.push_str(&format!(
            r#"{comma}{{"date":"2021-05","country":"IT","lat":{lat},"lon":{lon},"precision":"{precision}"}}"#
        ));
    }
    let mut reader = Reader::new();
    reader.feed(format!("[{cases}]").as_bytes());
    reader.finish().unwrap()
}

fn basemap() -> Basemap {
    europe()
}

fn figure(marks: &str) -> Figure {
    let mut options = Options::default();
    options.set("marks", marks).unwrap();
    let mut figure = Figure::new(Kind::Map, options);
    figure.resize(640.0, None, Some(&basemap()));
    figure
}

fn scene(data: &Dataset, detail: Detail) -> Scene {
    figure("points").scene(data, &State::default(), None, detail, &ENV)
}

fn points(scene: &Scene) -> &[Item] {
    let layer = scene.layers.iter().find(|layer| layer.name == "points");
    &layer.unwrap().items
}

fn circles(items: &[Item]) -> Vec<(Point, MarkKey)> {
    let each = items.iter().flat_map(|item| match (&item.shape, item.key) {
        (Shape::Circle(at, _), Some(key)) => vec![(*at, key)],
        (Shape::Dots(dots, _), _) => dots.marks().collect(),
        _ => Vec::new(),
    });
    each.collect()
}

#[test]
fn many_dots_are_one_shape_and_lie_where_single_ones_would() {
    let (few, many) = (fiction(2_000, "city"), fiction(2_001, "city"));
    let (few, many) = (scene(&few, Detail::Picture), scene(&many, Detail::Picture));
    let is_dots = |item: &Item| matches!(item.shape, Shape::Dots(..));
    assert!(!points(&few).iter().any(is_dots));
    assert!(points(&many).iter().all(is_dots));
    let (few, many) = (circles(points(&few)), circles(points(&many)));
    assert_eq!((few.len(), many.len()), (2_000, 2_001));
    // Places are numbered in an order of their own.
    for (at, _) in few {
        let same = many.iter().any(|(raster, _)| at.distance(*raster) < 0.001);
        assert!(same, "{at:?}");
    }
}

#[test]
fn each_of_many_dots_can_be_pointed_at_and_says_what_it_stands_for() {
    let data = fiction(3_000, "city");
    let scene = scene(&data, Detail::Picture);
    for (at, key) in circles(points(&scene)).into_iter().step_by(97) {
        // A neighbour's box may be as near as its own.
        let found = hit(&scene, at, 6.0);
        assert!(
            matches!(found, Some(MarkKey::Place(_))),
            "{key:?} {found:?}"
        );
    }
    let across = |(at, _): &(Point, MarkKey)| at.x - at.y;
    let corner = circles(points(&scene)).into_iter();
    let corner = corner
        .min_by(|a, b| across(a).total_cmp(&across(b)))
        .unwrap();
    let beside = corner.0 + (-6.0, 6.0);
    assert_eq!(hit(&scene, beside, 6.0), Some(corner.1));
}

#[test]
fn the_outline_of_very_many_places_tells_of_some_and_says_how_many_it_does_not_tell() {
    let data = fiction(3_000, "city");
    let scene = scene(&data, Detail::Words);
    let told = outline(&scene);
    let of_places = told
        .iter()
        .filter(|mark| matches!(mark.key, MarkKey::Place(_)));
    assert_eq!(of_places.count(), 200);
    let more = "2,800 more places are drawn, which have fewer cases and are not told here.";
    assert!(scene.summary.ends_with(more), "{}", scene.summary);
}

#[test]
fn many_areas_are_drawn_as_large_as_few_are() {
    let (few, many) = (fiction(1_900, "admin2"), fiction(2_100, "admin2"));
    let (few, many) = (scene(&few, Detail::Picture), scene(&many, Detail::Picture));
    let radius = |item: &Item| match &item.shape {
        Shape::Circle(_, radius) => *radius,
        Shape::Dots(dots, _) => dots.radius(),
        _ => 0.0,
    };
    let (few, many) = (&points(&few)[0], &points(&many)[0]);
    assert!(matches!(many.shape, Shape::Dots(..)));
    assert!((radius(few) - radius(many)).abs() <= 0.5);
    assert_eq!(few.style, many.style);
}

/// Fiction: places of one to forty cases, thick in the middle.
fn towns(count: u32) -> Dataset {
    let mut cases = Vec::new();
    for i in 0..count {
        let angle = f64::from(i) * 2.4;
        let away = f64::from(i) / f64::from(count) * 9.0;
        let (lat, lon) = (48.0 + away * angle.sin(), 11.0 + 1.5 * away * angle.cos());
        let code = ["IT", "DE", "AT"][i as usize % 3];
        for _ in 0..1 + i * i % 40 {
            cases.push(format!(
                r#"{{"date":"2021-05","country":"{code}","lat":{lat:.3},"lon":{lon:.3},"precision":"city","people":2}}"#
            ));
        }
    }
    let mut reader = Reader::new();
    reader.feed(format!("[{}]", cases.join(",")).as_bytes());
    reader.finish().unwrap()
}

fn discs(scene: &Scene) -> Vec<(Point, f64, MarkKey)> {
    let each = points(scene)
        .iter()
        .filter_map(|item| match (&item.shape, item.key) {
            (Shape::Circle(at, radius), Some(key)) => Some((*at, *radius, key)),
            _ => None,
        });
    each.collect()
}

#[test]
fn no_circle_of_several_cases_lies_over_another_at_any_scale() {
    let data = towns(300);
    let mut figure = figure("clusters");
    for zoom in [1.0, 1.3, 1.9, 2.1, 3.9, 4.0] {
        let now = figure.viewport().zoom();
        figure.move_map(kurbo::Vec2::ZERO, zoom / now, Point::new(320.0, 300.0));
        figure.resize(640.0, None, Some(&basemap()));
        let scene = figure.scene(&data, &State::default(), None, Detail::Picture, &ENV);
        let discs = discs(&scene);
        assert!(discs.len() >= 8, "{}", discs.len());
        for (i, (a, radius, key)) in discs.iter().enumerate() {
            for (b, other, of) in &discs[..i] {
                assert!(a.distance(*b) > radius + other, "{key:?} {of:?} at {zoom}");
            }
        }
    }
}

#[test]
fn numbers_of_all_circles_come_to_all_cases_at_every_scale() {
    let data = towns(120);
    let mut figure = figure("clusters");
    let all = data.cases.len() as u64;
    for _ in 0..4 {
        let scene = figure.scene(&data, &State::default(), None, Detail::Picture, &ENV);
        let number = |item: &Item| match &item.shape {
            Shape::Text(text) => text.text.replace(',', "").parse::<u64>().ok(),
            _ => None,
        };
        let numbered: u64 = points(&scene).iter().filter_map(number).sum();
        let marks = discs(&scene).len() as u64;
        let texts = points(&scene).iter().filter_map(number).count() as u64;
        // What has no number is a single case.
        let sum = numbered + marks - texts;
        let in_sight = figure.viewport().zoom() == 1.0;
        assert!(
            if in_sight { sum == all } else { sum <= all },
            "{sum} of {all}"
        );
        figure.move_map(kurbo::Vec2::ZERO, 1.5, Point::new(320.0, 300.0));
        figure.resize(640.0, None, Some(&basemap()));
    }
}

#[test]
fn choosing_a_circle_comes_so_close_that_it_opens_and_the_focus_stays_with_its_place() {
    let data = towns(300);
    let mut figure = figure("clusters");
    let state = State::default();
    let largest = |scene: &Scene| {
        let marks = discs(scene);
        let is_cluster = |key: &MarkKey| matches!(key, MarkKey::Cluster(..));
        marks.into_iter().map(|(_, _, key)| key).find(is_cluster)
    };
    let mut steps = 0;
    let first = figure.scene(&data, &state, None, Detail::Picture, &ENV);
    let mut key = largest(&first).unwrap();
    while let MarkKey::Cluster(level, _) = key {
        if !figure.opens(&data, &state, key) {
            break;
        }
        let words = figure.words(&data, &state, key, &ENV);
        assert!(words.ends_with(" Choose to come closer."), "{words}");
        assert!(figure.aim(Some(key), false, &state, &data));
        figure.fly(1.0);
        figure.resize(640.0, None, Some(&basemap()));
        let heir = figure.heir(&data, &state, key).unwrap();
        let scene = figure.scene(&data, &state, None, Detail::Words, &ENV);
        assert!(
            outline(&scene).iter().any(|mark| mark.key == heir),
            "{heir:?}"
        );
        assert!(
            !matches!(heir, MarkKey::Cluster(now, _) if now <= level),
            "{key:?} {heir:?}"
        );
        key = heir;
        steps += 1;
    }
    assert!(steps > 0);
}

#[test]
fn a_circle_says_how_many_cases_people_and_places_in_which_countries() {
    let file = r#"[{"date":"2021","country":"IT","lat":45.6,"lon":13.7,"precision":"city","people":2},
        {"date":"2021","country":"IT","lat":45.7,"lon":13.8,"precision":"city","people":{"min":3}},
        {"date":"2021","country":"SI","lat":45.8,"lon":13.9,"precision":"admin1"},
        {"date":"2021","country":"HR","lat":45.4,"lon":14.0}]"#;
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    let data = reader.finish().unwrap();
    let mut figure = figure("clusters");
    let scene = figure.scene(&data, &State::default(), None, Detail::Words, &ENV);
    let told = outline(&scene)
        .into_iter()
        .find(|mark| matches!(mark.key, MarkKey::Cluster(..)));
    assert_eq!(
        told.unwrap().words,
        "4 cases, at least 5 people, and 2 cases with unknown number, at 4 places: Italy, Slovenia, Croatia; \
         1 of them somewhere in an area; 1 of them where it was not said how exact the place is. \
         Choose to come closer."
    );
}
