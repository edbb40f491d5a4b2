//! Scenes as files that a person can open: `tests/scenes/*.svg`.
//!
//! `CASEPLOT_BLESS=1 cargo test --test scenes` writes them anew; look at each before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use std::path::PathBuf;

use caseplot::calendar::{Day, day_of};
use caseplot::data::{Dataset, Sorter};
use caseplot::geo::{Basemap, Viewport, insets};
use caseplot::map::{Insets, MapLayout};
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::{Detail, Layer, MarkKey, Shape, outline};
use caseplot::theme::{DARK, LIGHT, Theme};
use caseplot::view::{Environment, Figure, Kind, Options, State, furnish};

use common::{ENV, europe};

/// Fiction, with everything a figure has to show: partial dates, "at least", a set of countries, a
/// value too many, coverage.
fn fiction() -> String {
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
    format!(
        r#"{{"title":"Fiction: what a figure can show","note":"Fiction. No such case happened.",
        "caveat":"A caveat that is long enough to need a second line under a narrow figure.",
        "source":{{"name":"made up <for> a test","licence":"CC0"}},
        "coverage":{{"countries":["IT","EL","FR","PL","MT","DE","ES","SM"]}},
        "facets":[{{"name":"charge","label":"Charge","values":[{{"value":"entry","label":"Facilitation of entry"}}]}}],
        "cases":[{cases}{{"country":["IT","FR"]}},{{"country":"US"}},{{"charge":"left out"}}]}}"#
    )
}

/// Fiction: counts of which the upper end is known, dates that are a month, a quarter or a year, sets of
/// values, and times that nobody looked at.
fn vague() -> String {
    let mut cases = String::new();
    for i in 0..40_i32 {
        let (month, day) = (1 + i * 5 % 12, 1 + i * 11 % 28);
        let date = match i % 8 {
            0 => format!("2021-{month:02}"),
            1 if i > 20 => "2021".to_owned(),
            2 if i > 20 => "2021-01/2021-03".to_owned(),
            3 if i > 30 => format!("2021-{month:02}/.."),
            _ => format!("2021-{month:02}-{day:02}"),
        };
        let people = match i % 3 {
            0 => format!(r#"{{"min":{},"max":{}}}"#, 1 + i % 4, 3 + i % 7),
            1 => format!(r#"{{"min":{}}}"#, 1 + i % 3),
            _ => (i % 5).to_string(),
        };
        let help = [r#""food""#, r#"["food","shelter"]"#, r#""shelter""#, "null"][i as usize % 4];
        let comma = if i > 0 { "," } else { "" };
        cases.push_str(&format!(
            r#"{comma}{{"date":"{date}","country":"IT","people":{people},"help":{help}}}"#
        ));
    }
    format!(
        r##"{{"title":"Fiction: dates and numbers that are not exact","note":"Fiction. No such case happened.",
        "coverage":{{"from":"2021-02","to":"2021-11","gaps":[{{"from":"2021-07-10","to":"2021-08"}}]}},
        "facets":[{{"name":"help","label":"Kind of help","values":[{{"value":"food","label":"Food","color":"#884400"}}]}}],
        "cases":[{cases}]}}"##
    )
}

/// What PICUM and the Greens/EFA study published of people facing proceedings: totals of times that
/// overlap and differ in length, some by country, four countries named without a figure.
fn totals() -> String {
    let total = |date: &str, country: &str, people: &str| {
        format!(r#"{{"kind":"aggregate","counted":"ongoing","date":"{date}"{country}{people}}}"#)
    };
    let of = |date, n: u32| total(date, "", &format!(r#","people":{{"min":{n}}}"#));
    let at = |date, code: &str, n: u32| {
        let country = format!(r#","country":"{code}""#);
        total(date, &country, &format!(r#","people":{{"min":{n}}}"#))
    };
    let named = |date, code: &str| total(date, &format!(r#","country":"{code}""#), "");
    let rows = [
        of("2015/2019", 171),
        of("2021-01/2022-03", 89),
        total(
            "2021-01/2022-03",
            r#","charge":"Facilitation or smuggling""#,
            r#","percent":88"#,
        ),
        of("2022", 102),
        at("2022", "IT", 48),
        at("2022", "EL", 35),
        at("2022", "PL", 12),
        total(
            "2022",
            r#","country":["MT","FR","DE","ES","LT"]"#,
            r#","people":{"min":7}"#,
        ),
        at("2023", "IT", 74),
        at("2023", "EL", 31),
        at("2023", "PL", 6),
        at("2023", "MT", 3),
        at("2023", "LV", 2),
        at("2023", "CY", 1),
        total("2023", "", r#","help":"on land","percent":{"about":60}"#),
        of("2024", 142),
        at("2024", "EL", 62),
        at("2024", "IT", 29),
        at("2024", "PL", 17),
        at("2024", "FR", 17),
        named("2024", "BG"),
        named("2024", "CY"),
        named("2024", "MT"),
        named("2024", "LV"),
    ];
    format!(
        r#"{{"title":"People facing proceedings for helping migrants","measure":"people",
        "source":{{"name":"PICUM; Greens/EFA study of 2022"}},"cases":[{}]}}"#,
        rows.join(",")
    )
}

fn environment(theme: &'static Theme) -> Environment<'static> {
    Environment { theme, ..ENV }
}

/// What a reader chose who brushed the time from one day to another, which is excluded.
fn brushed(from: Day, until: Day) -> State {
    State {
        window: Some(Window { from, until }),
        ..State::default()
    }
}

struct Drawing {
    kind: Kind,
    width: f64,
    theme: &'static Theme,
    options: &'static [(&'static str, &'static str)],
    state: State,
    focus: Option<MarkKey>,
    file: fn() -> String,
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
            file: fiction,
        }
    }

    fn data(&self) -> Dataset {
        let mut reader = Reader::new();
        reader.feed((self.file)().as_bytes());
        reader.finish().unwrap()
    }

    /// As SVG. A base map's shapes would drown what is decided here: of a map, land is told in
    /// words and lines are left out.
    fn svg(&self, data: &Dataset) -> String {
        let basemap = europe();
        let env = environment(self.theme);
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
            // Tiles are few.
            let tiles = ["grid", "dorling"];
            let tiled = self.options.iter().any(|(_, value)| tiles.contains(value));
            let drawn = if tiled { "land" } else { "" };
            for name in ["land", "lines", "focus"]
                .into_iter()
                .filter(|&name| name != drawn)
            {
                for layer in scene.layers.iter_mut().filter(|layer| layer.name == name) {
                    *layer = Layer::new(name, Vec::new());
                }
            }
        }
        told + &svg(&furnish(
            &scene,
            data.info.title.get(env.language),
            "",
            &data.info,
            &env,
        ))
    }
}

fn compare(name: &str, drawing: &Drawing) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scenes/{name}.svg"));
    let drawn = drawing.svg(&drawing.data());
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
        ..State::default()
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
        ..State::default()
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

#[test]
fn what_is_dated_less_exactly_stands_over_its_time_and_ranges_are_lighter() {
    let people = Drawing {
        options: &[("measure", "people"), ("bin", "month")],
        focus: Some(MarkKey::Span(1, 0)),
        file: vague,
        ..Drawing::of(Kind::Timeline)
    };
    compare("timeline-vague", &people);
}

/// Fiction: some of its dates are approximate, uncertain or both.
fn doubtful() -> String {
    let date = |i: i32| {
        let doubt = ["", "", "~", "", "?", "", "%"][i as usize % 7];
        format!(
            r#"{{"date":"2021-{:02}{doubt}","country":"IT"}}"#,
            1 + i * i % 12
        )
    };
    let cases: Vec<String> = (0..60).map(date).collect();
    format!(
        r#"{{"title":"Fiction: dates that may be others","note":"Fiction. No such case happened.","cases":[{}]}}"#,
        cases.join(",")
    )
}

#[test]
fn dates_that_may_be_others_are_hatched() {
    let drawing = Drawing {
        options: &[("bin", "month")],
        file: doubtful,
        ..Drawing::of(Kind::Timeline)
    };
    compare("timeline-doubtful", &drawing);
}

#[test]
fn cases_with_several_values_are_one_part_and_the_file_gives_colours() {
    let stacked = Drawing {
        options: &[("stack", "help"), ("bin", "month")],
        theme: &DARK,
        width: 360.0,
        file: vague,
        ..Drawing::of(Kind::Timeline)
    };
    compare("timeline-several", &stacked);
}

/// Fiction: points of every exactness, several at one place, one outside the map, one without a point.
fn places() -> String {
    let mut cases = Vec::new();
    for i in 0..70 {
        let (lat, lon, precision) = match i % 10 {
            0 => (41.9, 12.5, "\"city\""),
            1 => (45.65, 13.77, "\"site\""),
            2 => (48.1, 11.6, "null"),
            3 => (47.5, 9.0, "\"admin1\""),
            4 => (46.5, 2.5, "\"country\""),
            5 => (35.5, 12.6, "\"sea\""),
            6 => (50.1 + f64::from(i) / 20.0, 14.4, "\"city\""),
            7 => (38.0, 23.7, "\"admin2\""),
            8 => (40.4, -3.7, "\"city\""),
            _ => (20.0, -100.0, "\"city\""),
        };
        let code = ["IT", "IT", "DE", "CH", "FR", "MT", "CZ", "EL", "ES", "MX"][i as usize % 10];
        cases.push(format!(
            r#"{{"date":"2021-{:02}","country":"{code}","lat":{lat},"lon":{lon},"precision":{precision},"people":{{"min":{}}}}}"#,
            1 + i % 12,
            1 + i % 3
        ));
    }
    for _ in 0..140 {
        cases.push(
            r#"{"date":"2021-07","country":"PL","lat":52.2,"lon":21.0,"precision":"city"}"#
                .to_owned(),
        );
    }
    cases.push(
        r#"{"date":"2021-07","country":"SE","lat":59.3,"lon":18.1,"radius_km":120}"#.to_owned(),
    );
    cases.push(r#"{"date":"2021-07","country":"SE"}"#.to_owned());
    format!(
        r#"{{"title":"Fiction: cases at places","note":"Fiction. No such case happened.","cases":[{}]}}"#,
        cases.join(",")
    )
}

#[test]
fn how_exact_a_place_is_decides_how_a_case_is_drawn_there() {
    let points = Drawing {
        file: places,
        options: &[("marks", "points")],
        ..Drawing::of(Kind::Map)
    };
    compare("map-points", &points);
    let both = Drawing {
        file: places,
        options: &[("marks", "choropleth points")],
        theme: &DARK,
        ..Drawing::of(Kind::Map)
    };
    compare("map-points-dark", &both);
}

#[test]
fn cases_near_each_other_are_one_circle_with_their_number() {
    let clusters = Drawing {
        file: places,
        options: &[("marks", "clusters")],
        focus: Some(MarkKey::Cluster(0, 0)),
        ..Drawing::of(Kind::Map)
    };
    compare("map-clusters", &clusters);
    let both = Drawing {
        file: places,
        options: &[("marks", "choropleth clusters")],
        theme: &DARK,
        width: 360.0,
        ..Drawing::of(Kind::Map)
    };
    compare("map-clusters-dark", &both);
}

#[test]
fn hexagons_count_what_is_known_as_exactly_as_they_are_wide() {
    let density = Drawing {
        file: places,
        options: &[("marks", "density")],
        ..Drawing::of(Kind::Map)
    };
    compare("map-density", &density);
    let both = Drawing {
        file: places,
        options: &[("marks", "choropleth density")],
        theme: &DARK,
        width: 360.0,
        ..Drawing::of(Kind::Map)
    };
    compare("map-density-dark", &both);
}

#[test]
fn the_area_of_a_circle_is_the_number_of_its_country() {
    let symbols = Drawing {
        options: &[("marks", "symbols"), ("measure", "people")],
        ..Drawing::of(Kind::Map)
    };
    compare("map-symbols", &symbols);
    let both = Drawing {
        options: &[("marks", "choropleth symbols")],
        theme: &DARK,
        width: 360.0,
        ..Drawing::of(Kind::Map)
    };
    compare("map-symbols-dark", &both);
}

#[test]
fn labels_say_names_and_numbers_where_there_is_room() {
    let names = Drawing {
        options: &[("labels", "names value")],
        width: 900.0,
        ..Drawing::of(Kind::Map)
    };
    compare("map-labels", &names);
    let values = Drawing {
        options: &[("labels", "names value"), ("marks", "choropleth symbols")],
        theme: &DARK,
        ..Drawing::of(Kind::Map)
    };
    compare("map-labels-dark", &values);
}

fn tiles(options: &'static [(&'static str, &'static str)], theme: &'static Theme) -> Drawing {
    Drawing {
        options,
        theme,
        width: if theme == &DARK { 360.0 } else { 640.0 },
        ..Drawing::of(Kind::Map)
    }
}

#[test]
fn a_grid_gives_each_country_a_square_of_one_size() {
    compare(
        "map-grid",
        &tiles(&[("marks", "grid"), ("labels", "value")], &LIGHT),
    );
    compare("map-grid-dark", &tiles(&[("marks", "grid")], &DARK));
}

#[test]
fn the_area_of_a_countrys_own_circle_is_its_number() {
    compare(
        "map-dorling",
        &tiles(&[("marks", "dorling"), ("labels", "names value")], &LIGHT),
    );
    compare(
        "map-dorling-dark",
        &tiles(&[("marks", "dorling"), ("measure", "people")], &DARK),
    );
}

#[test]
fn points_stay_with_their_cases_when_these_are_put_into_order() {
    let file = r#"[{"date":"2021-09","country":"IT","lat":41.9,"lon":12.5,"precision":"city"},
        {"date":"2021-02","country":"FR","lat":48.8,"lon":2.3,"precision":"city"},
        {"date":"2021-05","country":"PL"}]"#;
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    let mut data = reader.end().unwrap();
    let basemap = europe();
    let env = environment(&LIGHT);
    let mut options = Options::default();
    options.set("marks", "points").unwrap();
    let mut figure = Figure::new(Kind::Map, options);
    figure.resize(640.0, None, Some(&basemap));
    figure.scene(&data, &State::default(), None, Detail::Words, &env);
    let mut sorter = Sorter::default();
    while !sorter.step(&mut data.cases) {}
    let state = brushed(day_of(2021, 1, 1), day_of(2021, 4, 1));
    let scene = figure.scene(&data, &state, None, Detail::Words, &env);
    let words: Vec<String> = outline(&scene).into_iter().map(|mark| mark.words).collect();
    let places: Vec<&String> = words
        .iter()
        .filter(|words| words.contains("town"))
        .collect();
    assert_eq!(places, ["France: 1 case, in this town or closer"]);
}

#[test]
fn published_totals_are_as_long_as_their_times_and_never_added() {
    let chart = Drawing {
        file: totals,
        ..Drawing::of(Kind::Timeline)
    };
    compare("timeline-totals", &chart);
    let map = Drawing {
        file: totals,
        ..Drawing::of(Kind::Map)
    };
    compare("map-totals", &map);
    let state = brushed(day_of(2022, 1, 1), day_of(2024, 1, 1));
    compare("map-totals-2023", &Drawing { state, ..map });
    let state = brushed(day_of(2022, 1, 1), day_of(2023, 1, 1));
    compare("map-totals-2022", &Drawing { state, ..map });
}

/// The same fiction, with made-up numbers that countries are counted per: Italy's is missing.
fn based() -> String {
    fiction().replacen(
        '{',
        r#"{"base":{"name":"made-up inhabitants","countries":{"EL":500000,"FR":4000000,"PL":250000,"MT":90000,"SM":30000}},"#,
        1,
    )
}

#[test]
fn dots_are_whole_at_the_edge_of_a_map_and_small_on_a_small_one() {
    let world = Basemap::decode(include_bytes!("../assets/world.bin")).unwrap();
    for (map, width, largest) in [
        (europe(), 330.0, 5.0),
        (europe(), 640.0, 5.0),
        (world, 330.0, 3.0),
    ] {
        let sight = MapLayout::sight(&map, width, None);
        let layout = MapLayout::new(&map, &sight, &Viewport::default());
        let whole = layout.size.to_rect().inset(-largest);
        let mut dots = layout.units.iter().filter_map(|unit| unit.dot);
        assert!(dots.all(|dot| whole.contains(dot)), "{width}");
        let mut figure = Figure::new(Kind::Map, Options::default());
        let data = Drawing::of(Kind::Map).data();
        figure.resize(width, None, Some(&map));
        let scene = figure.scene(&data, &State::default(), None, Detail::Picture, &ENV);
        let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
        let radii = items.filter_map(|item| match item.shape {
            Shape::Circle(_, radius) => Some(radius),
            _ => None,
        });
        assert_eq!(radii.fold(0.0, f64::max), largest, "{width}");
    }
}

#[test]
fn a_rate_is_told_in_colours_and_marked_where_it_is_of_few() {
    let rate = Drawing {
        file: based,
        options: &[("rate", "1000000")],
        ..Drawing::of(Kind::Map)
    };
    compare("map-rate", &rate);
    let share = Drawing {
        options: &[("rate", "charge=stay"), ("marks", "choropleth symbols")],
        theme: &DARK,
        ..Drawing::of(Kind::Map)
    };
    compare("map-share-dark", &share);
}

#[test]
fn a_map_whose_data_gives_no_base_counts_and_says_so() {
    let drawing = Drawing {
        options: &[("rate", "1000000")],
        ..Drawing::of(Kind::Map)
    };
    let drawn = drawing.svg(&drawing.data());
    assert!(drawn.contains("this map shows no rate"), "{drawn}");
    assert!(drawn.contains("Cases by country"), "{drawn}");
}

#[test]
fn classes_and_colours_are_an_editors_or_the_files() {
    let smooth = Drawing {
        options: &[("classes", "continuous"), ("colors", "#fff7ec #7f0000")],
        ..Drawing::of(Kind::Map)
    };
    compare("map-continuous", &smooth);
    let drawn = |options| {
        let drawing = Drawing {
            file: || fiction().replacen('{', r#"{"scale":{"classes":[2,9]},"#, 1),
            options,
            ..Drawing::of(Kind::Map)
        };
        drawing.svg(&drawing.data())
    };
    let told = |drawn: &str, class: &str| drawn.contains(&[">", class, "<"].concat());
    assert!(told(&drawn(&[]), "2–8"));
    assert!(told(&drawn(&[("classes", "4")]), "4 or more"));
}

#[test]
fn classes_of_equal_number_are_of_the_countries_on_the_map() {
    // Fiction: far more in a country that this map does not show.
    let file = || {
        let case = |country: &str, cases: u32| {
            format!(r#"{{"date":"2021","country":"{country}","cases":{cases}}}"#)
        };
        let here = ["IT", "FR", "ES", "DE", "PL"].iter().zip([2, 4, 6, 8, 10]);
        let mut cases: Vec<String> = here.map(|(country, n)| case(country, n)).collect();
        cases.extend(["US", "MX", "BR", "AU", "JP"].map(|country| case(country, 900)));
        format!("[{}]", cases.join(","))
    };
    let drawing = Drawing {
        file,
        options: &[("classes", "quantile")],
        ..Drawing::of(Kind::Map)
    };
    let drawn = drawing.svg(&drawing.data());
    assert!(drawn.contains(">4–5<") && drawn.contains(">10<"), "{drawn}");
}

/// A map's figure and its data, of a file.
fn map_of(file: &str, options: &[(&str, &str)]) -> (Figure, Dataset) {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    let mut chosen = Options::default();
    for (name, value) in options {
        chosen.set(name, value).unwrap();
    }
    let basemap = europe();
    let mut figure = Figure::new(Kind::Map, chosen);
    figure.resize(640.0, None, Some(&basemap));
    (figure, reader.finish().unwrap())
}

#[test]
fn the_hatch_of_a_country_without_a_number_follows_the_window() {
    let file = r#"[{"date":"2020","country":"IT","people":2},{"date":"2021","country":"IT"}]"#;
    let (mut figure, data) = map_of(file, &[("measure", "people")]);
    let env = environment(&LIGHT);
    let mut lines = |state: &State| {
        let scene = figure.scene(&data, state, None, Detail::Picture, &env);
        scene.layers[1].items.len()
    };
    let early = brushed(day_of(2020, 1, 1), day_of(2021, 1, 1));
    let late = brushed(day_of(2021, 1, 1), day_of(2022, 1, 1));
    let plain = lines(&early);
    assert_eq!(lines(&late), plain + 1);
    assert_eq!(lines(&early), plain);
}

#[test]
fn a_case_in_an_outermost_region_is_a_circle_in_its_box() {
    let file = r#"[{"date":"2020","country":"RE"},{"date":"2021","country":"RE"},{"date":"2021","country":"FR"}]"#;
    let (mut figure, data) = map_of(file, &[("marks", "symbols")]);
    let finer = Basemap::decode(include_bytes!("../assets/europe-fine.bin")).unwrap();
    let far = insets::decode(include_bytes!("../assets/insets.bin")).unwrap();
    let (boxes, unknown) = Insets::new("RE", &finer.into(), far);
    assert!(unknown.is_empty());
    figure.set_insets(boxes);
    let basemap = europe();
    let size = figure.resize(640.0, None, Some(&basemap));
    let scene = figure.scene(
        &data,
        &State::default(),
        None,
        Detail::Words,
        &environment(&LIGHT),
    );
    assert_eq!(scene.size, size);
    let front = scene.layers.last().unwrap();
    let circle = front.items.iter().find(|item| {
        item.key == Some(MarkKey::Country(*b"RE")) && matches!(item.shape, Shape::Circle(..))
    });
    assert!(circle.unwrap().shape.bounds().y0 > scene.plot.y1);
    assert!(
        scene.notes.iter().all(|note| !note.contains("outside")),
        "{:?}",
        scene.notes
    );
    // It is told once, as what it is.
    let told: Vec<String> = outline(&scene).into_iter().map(|mark| mark.words).collect();
    assert!(told.contains(&"Réunion: 2 cases".to_owned()), "{told:?}");
}

#[test]
fn no_people_is_told_from_an_unknown_number_and_from_no_case() {
    let file = r#"[{"date":"2020","country":"IT","people":2},{"date":"2020","country":"FR","people":0},
        {"date":"2020","country":"PL"},{"date":"2020","country":"ES","people":{"min":0}}]"#;
    let (mut figure, data) = map_of(file, &[("measure", "people"), ("labels", "value")]);
    let scene = figure.scene(
        &data,
        &State::default(),
        None,
        Detail::Words,
        &environment(&LIGHT),
    );
    let fill = |code: &[u8; 2]| {
        let land = scene.layers[0].items.iter();
        let mut here = land.filter(|item| item.key == Some(MarkKey::Country(*code)));
        here.next().unwrap().style.fill
    };
    let [italy, france, poland, germany] = [b"IT", b"FR", b"PL", b"DE"].map(fill);
    assert_eq!(france, Some(LIGHT.ground));
    let all = [italy, france, poland, germany];
    assert!(
        (0..4).all(|i| all[..i].iter().all(|other| *other != all[i])),
        "{all:?}"
    );
    // "At least none" says nothing.
    assert_eq!(fill(b"ES"), poland);
    let told: Vec<String> = outline(&scene).into_iter().map(|mark| mark.words).collect();
    assert!(
        told.contains(&"France: 1 case, 0 people".to_owned()),
        "{told:?}"
    );
    let legend: Vec<&str> = scene
        .legend
        .swatches
        .iter()
        .map(|swatch| &*swatch.label)
        .collect();
    assert!(legend.contains(&"0"), "{legend:?}");
}
