//! Scenes as files that a person can open: `tests/scenes/*.svg`.
//!
//! `CASEPLOT_BLESS=1 cargo test --test scenes` writes them anew; look at each before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use std::path::PathBuf;

use caseplot::calendar::day_of;
use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::{Detail, Layer, MarkKey, outline};
use caseplot::text::TableMeasure;
use caseplot::theme::{DARK, LIGHT, Theme};
use caseplot::view::{Environment, Figure, Kind, Options, State, furnish};

/// Fiction, with everything a figure has to show: partial dates, "at least", a set of countries, a
/// value too many, coverage.
fn fiction() -> Dataset {
    let mut cases = String::new();
    for i in 0..60_i32 {
        let country = ["IT", "EL", "FR", "PL", "MT", "IT", "SM"][i as usize % 7];
        let charge = ["entry", "stay", "smuggling", "stay"][i as usize % 4];
        let (year, month, day) = (2020 + i % 3, 1 + i * 7 % 12, 1 + i * 5 % 28);
        let date = match i % 5 {
            0 => format!("{year}-{month:02}"),
            1 if i > 40 => year.to_string(),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let people = match i % 4 {
            0 => format!(r#""people":{},"#, i % 6),
            1 => format!(r#""people":{{"min":{}}},"#, 1 + i % 3),
            _ => String::new(),
        };
        cases.push_str(&format!(
            r#"{{{people}"date":"{date}","country":"{country}","charge":"{charge}"}},"#
        ));
    }
    let file = format!(
        r#"{{"title":"Fiction: what a figure can show","note":"Fiction. No such case happened.",
        "caveat":"A caveat that is long enough to need a second line under a narrow figure.",
        "source":{{"name":"made up <for> a test","licence":"CC0"}},
        "coverage":{{"countries":["IT","EL","FR","PL","MT","DE","ES","SM"]}},
        "facets":[{{"name":"charge","label":"Charge","values":[{{"value":"entry","label":"Facilitation of entry"}}]}}],
        "cases":[{cases}{{"country":["IT","FR"]}},{{"country":"US"}},{{"charge":"left out"}}]}}"#
    );
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

struct Drawing {
    kind: Kind,
    width: f64,
    theme: &'static Theme,
    options: &'static [(&'static str, &'static str)],
    state: State,
    focus: Option<MarkKey>,
}

impl Drawing {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            width: 640.0,
            theme: &LIGHT,
            options: &[],
            state: State::default(),
            focus: None,
        }
    }

    /// As SVG. A base map's shapes would drown what is decided here: of a map, land is told in
    /// words and lines are left out.
    fn svg(&self, data: &Dataset) -> String {
        let basemap = Basemap::decode(include_bytes!("../assets/europe.bin")).unwrap();
        let env = Environment {
            theme: self.theme,
            measure: &TableMeasure,
            locale: Locale {
                messages: &EN,
                formats: &NativeFormats,
            },
            language: "en",
        };
        let mut options = Options::default();
        for (name, value) in self.options {
            options.set(name, value).unwrap();
        }
        let mut figure = Figure::new(self.kind, options);
        figure.resize(self.width, None, Some(&basemap));
        let mut scene = figure.scene(data, &self.state, self.focus, Detail::Words, &env);
        let mut told = String::new();
        if self.kind == Kind::Map {
            for mark in outline(&scene) {
                told.push_str(&format!("<!-- {} -->\n", mark.words));
            }
            for name in ["land", "lines", "focus"] {
                for layer in scene.layers.iter_mut().filter(|layer| layer.name == name) {
                    *layer = Layer::new(name, Vec::new());
                }
            }
        }
        told + &svg(&furnish(&scene, &data.info, &env))
    }
}

fn compare(name: &str, drawing: &Drawing) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scenes/{name}.svg"));
    let drawn = drawing.svg(&fiction());
    if std::env::var_os("CASEPLOT_BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden != drawn {
        let changed = path.with_extension("changed.svg");
        std::fs::write(&changed, &drawn).unwrap();
        let line = golden.lines().zip(drawn.lines()).position(|(a, b)| a != b);
        panic!(
            "{name} is drawn otherwise from line {line:?} on: see {}",
            changed.display()
        );
    }
}

fn march_to_june() -> Window {
    Window {
        from: day_of(2021, 3, 1),
        until: day_of(2021, 7, 1),
    }
}

#[test]
fn a_map_tells_none_reported_from_not_covered_and_gives_small_countries_a_dot() {
    compare("map-coverage", &Drawing::of(Kind::Map));
}

#[test]
fn a_map_of_a_window_counts_people_by_the_least_number() {
    let state = State {
        window: Some(march_to_june()),
        countries: Vec::new(),
    };
    compare(
        "map-people",
        &Drawing {
            options: &[("measure", "people")],
            state,
            ..Drawing::of(Kind::Map)
        },
    );
}

#[test]
fn a_time_chart_counts_what_fits_in_no_bar_beside_it() {
    compare(
        "timeline-months",
        &Drawing {
            options: &[("stack", "charge")],
            ..Drawing::of(Kind::Timeline)
        },
    );
}

#[test]
fn a_time_chart_of_years_has_room_for_every_date() {
    compare(
        "timeline-years",
        &Drawing {
            options: &[("bin", "year")],
            width: 320.0,
            ..Drawing::of(Kind::Timeline)
        },
    );
}

#[test]
fn a_brush_dims_what_lies_outside_it_and_the_focus_is_drawn() {
    let state = State {
        window: Some(march_to_june()),
        countries: vec![*b"IT"],
    };
    compare(
        "timeline-brushed",
        &Drawing {
            options: &[("stack", "charge"), ("bin", "quarter")],
            theme: &DARK,
            state,
            focus: Some(MarkKey::Bin(2)),
            ..Drawing::of(Kind::Timeline)
        },
    );
}
