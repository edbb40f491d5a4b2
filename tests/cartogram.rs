//! A map that turns into a cartogram, as a figure draws it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::calendar::day_of;
use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::scene::{Detail, Item, MarkKey, Scene, Shape, hatching, hit, outline};
use caseplot::theme::LIGHT;
use caseplot::view::{Cartogram, Figure, Kind, Options, State};
use common::{ENV, europe};
use kurbo::{Point, Rect, Vec2};

/// Fiction: Malta has most, early and late; Italy has some early, France some late, with points.
fn data() -> Dataset {
    let case = |date: &str, code: &str, n: u32| {
        let case = format!(
            r#"{{"date":"{date}","country":"{code}","lat":41.9,"lon":12.5,"precision":"city"}}"#
        );
        vec![case; n as usize].join(",")
    };
    let cases = [
        case("2021-02-03", "MT", 4),
        case("2021-09-03", "MT", 12),
        case("2021-02-03", "IT", 9),
        case("2021-09-03", "FR", 3),
    ];
    let file = format!(
        r#"{{"coverage":{{"countries":["MT","IT","FR","PL"]}},"cases":[{}]}}"#,
        cases.join(",")
    );
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

fn early() -> State {
    State {
        window: Some(Window {
            from: day_of(2021, 1, 1),
            until: day_of(2021, 6, 1),
        }),
        ..State::default()
    }
}

struct Drawn {
    figure: Figure,
    map: Basemap,
    data: Dataset,
}

impl Drawn {
    fn new(marks: &str) -> Self {
        let mut options = Options::default();
        options.set("marks", marks).unwrap();
        let map = europe();
        let mut figure = Figure::new(Kind::Map, options);
        figure.resize(640.0, None, Some(&map));
        let data = data();
        Self { figure, map, data }
    }

    fn scene(&mut self, state: &State) -> Scene {
        self.figure
            .scene(&self.data, state, None, Detail::Words, &ENV)
    }
}

fn land(scene: &Scene) -> &[Item] {
    let layers = &scene.layers;
    &layers
        .iter()
        .find(|layer| layer.name == "land")
        .unwrap()
        .items
}

fn country(scene: &Scene, code: &[u8; 2]) -> Rect {
    let key = Some(MarkKey::Country(*code));
    let item = land(scene).iter().find(|item| item.key == key).unwrap();
    item.shape.bounds()
}

fn words(scene: &Scene) -> Vec<(MarkKey, String)> {
    let marks = outline(scene);
    marks
        .into_iter()
        .map(|mark| (mark.key, mark.words))
        .collect()
}

fn texts(scene: &Scene) -> Vec<String> {
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let text = |item: &Item| match &item.shape {
        Shape::Text(text) => Some(text.text.clone()),
        _ => None,
    };
    items.filter_map(text).collect()
}

#[test]
fn a_cartogram_alone_is_what_is_seen_and_beside_a_map_it_waits_for_a_reader() {
    let turned = |marks: &str| {
        let drawn = Drawn::new(marks);
        (drawn.figure.cartogram(), drawn.figure.turned())
    };
    assert_eq!(turned("grid"), (Some((Cartogram::Grid, false)), 1.0));
    assert_eq!(
        turned("choropleth dorling"),
        (Some((Cartogram::Dorling, true)), 0.0)
    );
    assert_eq!(turned("points grid"), (Some((Cartogram::Grid, true)), 0.0));
    assert_eq!(turned("choropleth"), (None, 0.0));
}

#[test]
fn malta_is_as_large_as_france_on_a_grid_and_says_the_same() {
    let map = Drawn::new("choropleth").scene(&State::default());
    let grid = Drawn::new("grid").scene(&State::default());
    let (malta, france) = (country(&grid, b"MT"), country(&grid, b"FR"));
    assert!((malta.area() / france.area() - 1.0).abs() < 0.001 && malta.width() > 40.0);
    assert_eq!(words(&grid), words(&map));
    assert_eq!(
        hit(&grid, malta.center(), 0.0),
        Some(MarkKey::Country(*b"MT"))
    );
    for code in ["MT", "FR", "XK"] {
        assert!(texts(&grid).iter().any(|text| text == code), "{code}");
    }
    assert!(grid.notes.iter().any(|note| note.contains("square")));
}

#[test]
fn what_is_told_apart_on_a_map_is_told_apart_on_its_cartograms() {
    for marks in ["choropleth", "grid", "dorling"] {
        let scene = Drawn::new(marks).scene(&State::default());
        let fill = |code: &[u8; 2]| {
            let key = Some(MarkKey::Country(*code));
            let item = land(&scene).iter().find(|item| item.key == key).unwrap();
            item.style.fill
        };
        assert_eq!(fill(b"PL"), Some(LIGHT.none), "{marks}");
        assert_eq!(fill(b"SE"), None, "{marks}");
        assert!(LIGHT.sequential.map(Some).contains(&fill(b"MT")), "{marks}");
        let lines = scene
            .layers
            .iter()
            .find(|layer| layer.name == "lines")
            .unwrap();
        let hatched = lines
            .items
            .iter()
            .find(|item| item.style == hatching(&LIGHT));
        assert!(
            hatched.is_some_and(|item| item.shape.bounds().area() > 0.0),
            "{marks}"
        );
    }
}

#[test]
fn circles_stay_where_they_are_while_a_reader_filters_and_are_as_large_as_what_is_left() {
    let mut drawn = Drawn::new("dorling");
    let all = drawn.scene(&State::default());
    let few = drawn.scene(&early());
    for code in [b"MT", b"IT", b"FR", b"PL"] {
        let away = country(&all, code).center() - country(&few, code).center();
        assert!(away.hypot() < 0.5, "{away:?}");
    }
    let area = |scene: &Scene, code| country(scene, code).width().powi(2);
    assert!((area(&all, b"MT") / area(&few, b"MT") - 4.0).abs() < 0.05);
    assert!((area(&all, b"IT") / area(&few, b"IT") - 1.0).abs() < 0.01);
    assert!((area(&all, b"MT") / area(&all, b"IT") - 16.0 / 9.0).abs() < 0.02);
    // None is left of France: as small as Poland, where none was.
    assert!((country(&few, b"FR").width() - country(&few, b"PL").width()).abs() < 0.1);
    assert_eq!(
        country(&drawn.scene(&State::default()), b"MT"),
        country(&all, b"MT")
    );
}

#[test]
fn on_its_way_every_country_is_there_and_can_be_pointed_at() {
    let mut drawn = Drawn::new("choropleth grid");
    let before = drawn.scene(&State::default());
    for part in [0.01, 0.3, 0.6, 0.99] {
        drawn.figure.turn(part);
        let scene = drawn.scene(&State::default());
        assert_eq!(words(&scene), words(&before), "{part}");
        assert_eq!(texts(&scene), Vec::<String>::new());
        let malta = country(&scene, b"MT");
        assert_eq!(
            hit(&scene, malta.center(), 0.0),
            Some(MarkKey::Country(*b"MT")),
            "{part}"
        );
    }
    drawn.figure.turn(0.0);
    assert_eq!(drawn.scene(&State::default()), before);
}

#[test]
fn no_point_is_drawn_where_countries_are_not_where_they_are() {
    let mut drawn = Drawn::new("points symbols grid");
    let points = |scene: &Scene| {
        let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
        items
            .filter(|item| matches!(item.key, Some(MarkKey::Place(_))))
            .count()
    };
    let before = drawn.scene(&State::default());
    assert!(points(&before) > 0);
    drawn.figure.turn(1.0);
    let turned = drawn.scene(&State::default());
    assert_eq!(points(&turned), 0);
    assert_ne!(turned.legend.swatches, before.legend.swatches);
    drawn.figure.turn(0.0);
    assert_eq!(drawn.scene(&State::default()), before);
}

#[test]
fn an_editor_who_chooses_a_map_again_gets_it_and_can_have_it_turn_back() {
    let mut drawn = Drawn::new("dorling");
    let tiles = drawn.scene(&State::default());
    drawn.figure.set("marks", "choropleth").unwrap();
    drawn.figure.turn(1.0);
    assert_eq!(
        country(&drawn.scene(&State::default()), b"MT"),
        country(&tiles, b"MT")
    );
    drawn.figure.turn(0.0);
    assert_eq!(
        drawn.scene(&State::default()),
        Drawn::new("choropleth").scene(&State::default())
    );
    drawn.figure.set("marks", "grid").unwrap();
    assert_eq!(
        drawn.scene(&State::default()),
        Drawn::new("grid").scene(&State::default())
    );
}

#[test]
fn a_cartogram_is_moved_as_a_map_is() {
    let mut drawn = Drawn::new("grid");
    let whole = country(&drawn.scene(&State::default()), b"MT");
    drawn.figure.move_map(Vec2::ZERO, 2.0, whole.center());
    drawn.figure.resize(640.0, None, Some(&drawn.map));
    let larger = country(&drawn.scene(&State::default()), b"MT");
    assert!((larger.width() / whole.width() - 2.0).abs() < 0.01);
    let key = Some(MarkKey::Country(*b"FR"));
    assert!(drawn.figure.aim(key, false, &State::default(), &drawn.data));
    drawn.figure.fly(1.0);
    drawn.figure.resize(640.0, None, Some(&drawn.map));
    let france = country(&drawn.scene(&State::default()), b"FR");
    assert!(
        (france.center() - Point::new(320.0, 287.0)).hypot() < 160.0,
        "{france:?}"
    );
}

#[test]
fn a_map_without_a_size_or_a_case_has_a_cartogram_too() {
    for marks in ["grid", "dorling"] {
        let mut drawn = Drawn::new(marks);
        drawn.data = Dataset::default();
        assert_eq!(land(&drawn.scene(&State::default())).len(), 72);
        let mut options = Options::default();
        options.set("marks", marks).unwrap();
        drawn.figure = Figure::new(Kind::Map, options);
        assert!(land(&drawn.scene(&State::default())).is_empty());
    }
}
