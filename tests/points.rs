//! Very many cases at points: what is drawn, hit and told.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, MarkKey, Scene, Shape, hit, outline};
use caseplot::text::TableMeasure;
use caseplot::theme::LIGHT;
use caseplot::view::{Environment, Figure, Kind, Options, State};
use kurbo::Point;

const ENV: Environment<'static> = Environment {
    theme: &LIGHT,
    measure: &TableMeasure,
    locale: Locale {
        messages: &EN,
        formats: &NativeFormats,
    },
    language: "en",
};

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

fn scene(data: &Dataset, detail: Detail) -> Scene {
    let basemap = Basemap::decode(include_bytes!("../assets/europe.bin")).unwrap();
    let mut options = Options::default();
    options.set("marks", "points").unwrap();
    let mut figure = Figure::new(Kind::Map, options);
    figure.resize(640.0, None, Some(&basemap));
    figure.scene(data, &State::default(), None, detail, &ENV)
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
    for ((at, key), (raster, same)) in few.iter().zip(&many) {
        assert!(
            key == same && at.distance(*raster) < 0.001,
            "{at:?} {raster:?}"
        );
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
    let corner = circles(points(&scene)).first().copied().unwrap();
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
