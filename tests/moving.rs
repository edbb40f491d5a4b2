//! Maps that readers move, and what they point at then.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::data::Dataset;
use caseplot::read::Reader;
use caseplot::scene::{Detail, MarkKey, Scene, hit};
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};
use kurbo::{Point, Vec2};

const SPAIN: MarkKey = MarkKey::Country(*b"ES");

/// Fiction.
fn cases() -> Dataset {
    let mut reader = Reader::new();
    reader.feed(br#"[{"date":"2021","country":"ES"},{"date":"2021","country":"IT"}]"#);
    reader.finish().unwrap()
}

fn figure(marks: &str, height: Option<f64>) -> Figure {
    let mut options = Options::default();
    options.set("marks", marks).unwrap();
    let mut figure = Figure::new(Kind::Map, options);
    figure.resize(640.0, height, Some(&europe()));
    figure
}

fn scene(figure: &mut Figure) -> Scene {
    figure.scene(&cases(), &State::default(), None, Detail::Picture, &ENV)
}

#[test]
fn a_map_in_a_figure_of_another_shape_stays_in_it() {
    let map = europe();
    let mut figure = figure("choropleth", Some(150.0));
    figure.move_map(Vec2::new(-3e3, 0.0), 1.5, Point::new(320.0, 75.0));
    figure.resize(640.0, Some(150.0), Some(&map));
    let countries = |figure: &mut Figure| {
        let scene = scene(figure);
        (0..64)
            .filter(|x| hit(&scene, Point::new(f64::from(*x) * 10.0, 75.0), 0.0).is_some())
            .count()
    };
    assert!(countries(&mut figure) > 5);
    // And in one that is narrower than what was seen.
    figure.move_map(Vec2::new(-3e3, 0.0), 3.0, Point::new(320.0, 75.0));
    figure.resize(160.0, Some(600.0), Some(&map));
    let scene = scene(&mut figure);
    let seen =
        (0..60).filter(|y| hit(&scene, Point::new(80.0, f64::from(*y) * 10.0), 0.0).is_some());
    assert!(seen.count() > 5);
}

#[test]
fn a_mark_that_is_not_there_is_nowhere_to_go() {
    let data = cases();
    let mut figure = figure("choropleth", None);
    figure.move_map(Vec2::ZERO, 4.0, Point::new(100.0, 500.0));
    figure.resize(640.0, None, Some(&europe()));
    let mut aim = |key, near| figure.aim(key, near, &State::default(), &data);
    assert!(!aim(Some(MarkKey::Country(*b"US")), true));
    assert!(!aim(Some(MarkKey::Country(*b"US")), false));
    assert!(!aim(None, true));
    assert!(aim(None, false));
    assert!(aim(Some(MarkKey::Country(*b"NO")), true));
}

#[test]
fn a_country_under_the_legend_of_circles_can_be_pointed_at() {
    let mut figure = figure("symbols", None);
    // Spain in the corner.
    figure.aim(Some(SPAIN), false, &State::default(), &cases());
    figure.fly(1.0);
    figure.resize(640.0, None, Some(&europe()));
    figure.move_map(Vec2::new(-280.0, -200.0), 1.0, Point::ZERO);
    figure.resize(640.0, None, Some(&europe()));
    let scene = scene(&mut figure);
    assert_eq!(hit(&scene, Point::new(40.0, 40.0), 6.0), Some(SPAIN));
}
