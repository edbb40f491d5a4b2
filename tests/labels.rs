//! Labels of the whole Europe map, at several sizes and zooms: where they may be, and where not.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::locale::{Formats, NativeFormats};
use caseplot::map::MapLayout;
use caseplot::read::Reader;
use caseplot::scene::{Detail, MarkKey, Scene, Shape, Text, hit};
use caseplot::text::{TableMeasure, TextMeasure};
use caseplot::theme::LIGHT;
use caseplot::view::{Figure, Kind, Options, State};
use common::{ENV, europe};
use kurbo::{Point, Rect, Vec2};

/// Fiction: cases in many countries, small ones among them.
fn data() -> Dataset {
    let codes = [
        "IT", "IT", "IT", "EL", "EL", "MT", "CY", "LU", "SM", "VA", "LI", "FR", "DE", "NL", "BE",
        "AL", "PT", "SI", "CH", "GB", "IE", "DK", "EE", "XK", "MK", "BA", "IS", "TR", "UA", "MC",
    ];
    let case = |code: &&str| format!(r#"{{"country":"{code}","lat":41.9,"lon":12.5}}"#);
    let cases: Vec<String> = codes.iter().map(case).collect();
    let mut reader = Reader::new();
    reader.feed(format!("[{}]", cases.join(",")).as_bytes());
    reader.finish().unwrap()
}

/// A part of the map that somebody looks at: how large, and where its middle is in the whole.
#[derive(Debug, Clone, Copy)]
struct View {
    width: f64,
    zoom: f64,
    middle: (f64, f64),
}

const VIEWS: [View; 9] = [
    View {
        width: 320.0,
        zoom: 1.0,
        middle: (0.5, 0.5),
    },
    View {
        width: 640.0,
        zoom: 1.0,
        middle: (0.5, 0.5),
    },
    View {
        width: 1280.0,
        zoom: 1.0,
        middle: (0.5, 0.5),
    },
    View {
        width: 640.0,
        zoom: 2.0,
        middle: (0.5, 0.6),
    },
    View {
        width: 900.0,
        zoom: 3.0,
        middle: (0.6, 0.75),
    },
    View {
        width: 900.0,
        zoom: 5.0,
        middle: (0.62, 0.78),
    },
    View {
        width: 900.0,
        zoom: 8.0,
        middle: (0.48, 0.85),
    },
    View {
        width: 360.0,
        zoom: 6.0,
        middle: (0.57, 0.66),
    },
    View {
        width: 768.0,
        zoom: 4.0,
        middle: (0.1, 0.1),
    },
];

struct Drawn {
    figure: Figure,
    map: Basemap,
    data: Dataset,
    width: f64,
}

impl Drawn {
    fn new(view: View, options: &[(&str, &str)]) -> Self {
        let mut chosen = Options::default();
        for (name, value) in options {
            chosen.set(name, value).unwrap();
        }
        let map = europe();
        let mut figure = Figure::new(Kind::Map, chosen);
        let size = figure.resize(view.width, None, Some(&map));
        let middle = Point::new(view.middle.0 * size.width, view.middle.1 * size.height);
        figure.move_map(Vec2::ZERO, view.zoom, middle);
        let to_middle = Point::new(size.width / 2.0, size.height / 2.0) - middle;
        figure.move_map(to_middle, 1.0, Point::ZERO);
        figure.resize(view.width, None, Some(&map));
        let width = view.width;
        Self {
            figure,
            map,
            data: data(),
            width,
        }
    }

    fn moved(&mut self, by: Vec2) {
        self.figure.move_map(by, 1.0, Point::ZERO);
        self.figure.resize(self.width, None, Some(&self.map));
    }

    fn scene(&mut self) -> Scene {
        self.figure
            .scene(&self.data, &State::default(), None, Detail::Picture, &ENV)
    }
}

/// The box of a text, as wide as it is and as high as its capitals.
fn rect(text: &Text) -> Rect {
    let width = TableMeasure.width(&text.text, text.size, text.weight);
    let middle = Point::new(text.at.x, text.at.y - text.size * 0.35);
    Rect::from_center_size(middle, (width, text.size))
}

/// Labels have a halo; other texts, of a legend, have none.
fn labels(scene: &Scene) -> Vec<Text> {
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let texts = items.filter(|item| item.style.stroke.is_some());
    texts
        .filter_map(|item| match &item.shape {
            Shape::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// Units with their boxes, as they are drawn.
fn units(scene: &Scene) -> Vec<([u8; 2], Rect)> {
    let land = scene
        .layers
        .iter()
        .find(|layer| layer.name == "land")
        .unwrap();
    let unit = |item: &caseplot::scene::Item| match item.key {
        Some(MarkKey::Country(code)) => (code, item.shape.bounds()),
        _ => unreachable!(),
    };
    land.items.iter().map(unit).collect()
}

const EVERY: [&[(&str, &str)]; 4] = [
    &[("labels", "names")],
    &[("labels", "names value")],
    &[("labels", "value")],
    &[
        ("labels", "names value"),
        ("marks", "choropleth symbols points"),
    ],
];

#[test]
fn no_two_labels_overlap_and_none_leaves_the_figure() {
    for view in VIEWS {
        for options in EVERY {
            let scene = Drawn::new(view, options).scene();
            let texts = labels(&scene);
            assert!(!texts.is_empty(), "{view:?} {options:?}");
            for (index, text) in texts.iter().enumerate() {
                let here = rect(text);
                let inside = scene.size.to_rect().union(here) == scene.size.to_rect();
                assert!(inside, "{view:?} {text:?}");
                for other in &texts[index + 1..] {
                    assert!(!here.overlaps(rect(other)), "{view:?} {text:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn a_name_lies_on_its_own_country_or_on_the_sea() {
    for view in VIEWS {
        let scene = Drawn::new(view, &[("labels", "names")]).scene();
        for text in labels(&scene) {
            let middle = rect(&text).center();
            if let Some(MarkKey::Country(code)) = hit(&scene, middle, 0.0) {
                let name = NativeFormats.country(std::str::from_utf8(&code).unwrap());
                assert!(name.contains(&text.text), "{view:?} {text:?} on {name}");
            }
        }
    }
}

/// Whether a box crosses a circle, or its edge does.
fn crosses(text: Rect, circle: Rect) -> bool {
    let corners = [
        (text.x0, text.y0),
        (text.x0, text.y1),
        (text.x1, text.y0),
        (text.x1, text.y1),
    ];
    let reach = circle.width() / 2.0;
    let away = |corner: (f64, f64)| (Point::from(corner) - circle.center()).hypot();
    circle.overlaps(text) && corners.into_iter().any(|corner| away(corner) > reach)
}

#[test]
fn no_label_covers_a_small_country_or_crosses_a_round_mark() {
    for view in VIEWS {
        for options in EVERY {
            let scene = Drawn::new(view, options).scene();
            let units = units(&scene).into_iter().map(|(_, bounds)| bounds);
            let small: Vec<Rect> = units
                .filter(|bounds| bounds.width() < 16.0 && bounds.height() < 16.0)
                .collect();
            let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
            let marks = items.filter(|item| item.key.is_some());
            let circles: Vec<Rect> = marks
                .filter(|item| matches!(item.shape, Shape::Circle(_, radius) if radius <= 48.0))
                .map(|item| item.shape.bounds())
                .collect();
            for text in labels(&scene) {
                let here = rect(&text);
                let named = circles.iter().any(|circle| circle.contains_rect(here));
                let covered = small.iter().find(|other| other.overlaps(here) && !named);
                let crossed = circles.iter().find(|circle| crosses(here, **circle));
                assert_eq!(
                    (covered, crossed),
                    (None, None),
                    "{view:?} {options:?} {text:?}"
                );
            }
        }
    }
}

#[test]
fn more_countries_are_named_as_one_comes_closer() {
    let named = |zoom| {
        let view = View {
            width: 640.0,
            zoom,
            middle: (0.6, 0.65),
        };
        let mut drawn = Drawn::new(view, &[("labels", "names")]);
        let scene = drawn.scene();
        let seen = |bounds: &Rect| bounds.overlaps(scene.size.to_rect());
        let units = units(&scene)
            .iter()
            .filter(|(_, bounds)| seen(bounds))
            .count();
        labels(&scene).len() as f64 / units as f64
    };
    let parts = [1.0, 2.0, 4.0].map(named);
    assert!(parts.is_sorted(), "{parts:?}");
    assert!(parts[2] > 2.0 * parts[0], "{parts:?}");
}

#[test]
fn labels_go_with_the_map_when_it_is_moved() {
    let view = View {
        width: 900.0,
        zoom: 3.0,
        middle: (0.55, 0.6),
    };
    let mut drawn = Drawn::new(view, &[("labels", "names value")]);
    let before = labels(&drawn.scene());
    let by = Vec2::new(13.0, -8.0);
    drawn.moved(by);
    let scene = drawn.scene();
    let after = labels(&scene);
    let well_inside = scene.size.to_rect().inset(-150.0);
    let inner = before
        .iter()
        .filter(|text| well_inside.contains_rect(rect(text)));
    let mut count = 0;
    for text in inner {
        let goes =
            |other: &&Text| other.text == text.text && (other.at - (text.at + by)).hypot() < 0.01;
        assert!(after.iter().any(|other| goes(&other)), "{text:?}");
        count += 1;
    }
    assert!(count > 8, "{count}");
}

#[test]
fn a_country_that_is_seen_in_part_has_its_name_in_that_part() {
    // Northern Italy only: the middle of the country is out of sight.
    let view = View {
        width: 900.0,
        zoom: 7.0,
        middle: (0.42, 0.585),
    };
    let mut drawn = Drawn::new(view, &[("labels", "names")]);
    let texts = labels(&drawn.scene());
    assert!(texts.iter().any(|text| text.text == "Italy"), "{texts:?}");
}

#[test]
fn a_map_without_room_has_no_labels_and_does_not_fail() {
    let layout = MapLayout::default();
    let labels = caseplot::map::Labels {
        layout: &layout,
        rooms: &[],
        theme: &LIGHT,
    };
    assert!(labels.items(Vec::new(), &[]).is_empty());
}
