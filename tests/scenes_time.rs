//! Time charts in each of their modes, as files that a person can open: `tests/scenes/time-*.svg`.
//!
//! `CASEPLOT_BLESS=1 cargo test --test scenes_time` writes them anew; look at each before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use std::path::PathBuf;

use kurbo::{Point, Rect};

use caseplot::calendar::{Day, civil, day_of};
use caseplot::data::Dataset;
use caseplot::locale::{DateStyle, EN, Formats, Locale, NativeFormats};
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::{Align, Detail, MarkKey, Scene, Shape, Style, Text, hit, outline};
use caseplot::text::{TableMeasure, TextMeasure};
use caseplot::theme::{DARK, LIGHT, Theme};
use caseplot::view::{Environment, Event, Figure, Kind, Options, State, Table, furnish, update};

use common::ENV;

/// Fiction: three kinds of help over two years, some of it in doubt, some known to a month or a year, numbers of
/// people that are "at least" or have an upper end, and a time that nobody looked at.
fn fiction() -> String {
    let mut cases = String::new();
    // Numbers that look like chance and are the same on every machine.
    let mut seed = 7_u32;
    let mut chance = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for i in 0..420 {
        // More in the second year.
        let year = 2020 + chance(5).div_ceil(3).min(1);
        let month = 1 + chance(12);
        let date = match i % 15 {
            0 => format!("{year}-{month:02}~"),
            7 => year.to_string(),
            _ => format!("{year}-{month:02}-{:02}", 1 + chance(28)),
        };
        if date.starts_with("2020-08") || date.starts_with("2020-09") {
            continue;
        }
        let help = [
            "food",
            "shelter",
            "food",
            "transport",
            "shelter",
            "legal advice",
            "food",
        ];
        let help = help[chance(7) as usize];
        let people = match chance(3) {
            0 => r#"{"min":1,"max":3}"#.to_owned(),
            n => n.to_string(),
        };
        let country = ["IT", "EL", "FR", "PL", "IT", "MT"][chance(6) as usize];
        cases.push_str(&format!(
            r#",{{"date":"{date}","country":"{country}","help":"{help}","people":{people}}}"#
        ));
    }
    format!(
        r#"{{"title":"Fiction: kinds of help over time","note":"Fiction. No such case happened.",
        "coverage":{{"from":"2020-01","to":"2021-12","gaps":[{{"from":"2020-08","to":"2020-09"}}]}},
        "facets":[{{"name":"help","label":"Kind of help","values":[{{"value":"transport","label":"Means of transport"}}]}}],
        "cases":[{}]}}"#,
        &cases[1..]
    )
}

fn environment(theme: &'static Theme) -> Environment<'static> {
    Environment { theme, ..ENV }
}

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

struct Drawing {
    width: f64,
    theme: &'static Theme,
    options: &'static [(&'static str, &'static str)],
    file: String,
}

impl Drawing {
    fn of(options: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            width: 640.0,
            theme: &LIGHT,
            options,
            file: fiction(),
        }
    }

    /// The other looks that each has to have: narrow and dark.
    fn narrow(self) -> Self {
        Self {
            width: 360.0,
            theme: &DARK,
            ..self
        }
    }

    fn figure(&self) -> Figure {
        let mut options = Options::default();
        for (name, value) in self.options {
            options.set(name, value).unwrap();
        }
        let mut figure = Figure::new(Kind::Timeline, options);
        figure.resize(self.width, None, None);
        figure
    }

    fn scene(&self) -> Scene {
        let (data, env) = (read(&self.file), environment(self.theme));
        let mut figure = self.figure();
        figure.fit(&data, &State::default(), self.width, None, &env);
        figure.scene(&data, &State::default(), None, Detail::Words, &env)
    }

    fn table(&self) -> Table {
        let (data, env) = (read(&self.file), environment(self.theme));
        self.figure().table(&data, &State::default(), &env)
    }

    /// What its marks say.
    fn told(&self) -> Vec<String> {
        let marks = outline(&self.scene());
        marks.into_iter().map(|mark| mark.words).collect()
    }

    fn svg(&self) -> String {
        let info = read(&self.file).info;
        let title = info.title.get("en");
        svg(&furnish(
            &self.scene(),
            title,
            "",
            &info,
            &environment(self.theme),
        ))
    }
}

fn compare(name: &str, drawing: &Drawing) {
    compare_text(&[name, ".svg"].concat(), &drawing.svg());
}

fn compare_text(name: &str, drawn: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/scenes")
        .join(name);
    if std::env::var_os("CASEPLOT_BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden != drawn {
        let changed = path.with_extension("changed.svg");
        std::fs::write(&changed, drawn).unwrap();
        let line = golden.lines().zip(drawn.lines()).position(|(a, b)| a != b);
        panic!(
            "{name} is drawn otherwise from line {line:?} on: see {}",
            changed.display()
        );
    }
}

#[test]
fn parts_stand_beside_each_other_where_they_are_grouped() {
    let options = &[("mode", "grouped"), ("stack", "help"), ("bin", "quarter")];
    compare("time-grouped", &Drawing::of(options));
    compare("time-grouped-dark", &Drawing::of(options).narrow());
}

#[test]
fn an_area_ends_where_nobody_looked() {
    let options = &[("mode", "area"), ("stack", "help"), ("bin", "month")];
    compare("time-area", &Drawing::of(options));
    let people = &[("mode", "area"), ("measure", "people"), ("bin", "month")];
    compare("time-area-dark", &Drawing::of(people).narrow());
}

#[test]
fn each_line_has_marks_of_its_own_shape_and_breaks_where_nobody_looked() {
    let options = &[("mode", "line"), ("stack", "help"), ("bin", "month")];
    compare("time-line", &Drawing::of(options));
    compare("time-line-dark", &Drawing::of(options).narrow());
}

#[test]
fn a_running_total_goes_on_level_where_nobody_looked() {
    let options = &[("mode", "cumulative"), ("stack", "help"), ("bin", "month")];
    let drawing = Drawing::of(options);
    compare("time-cumulative", &drawing);
    let told = drawing.told();
    assert!(
        told[0].starts_with("by the end of January 2020: "),
        "{told:?}"
    );
    assert!(told[23].contains("times not covered left out"), "{told:?}");
    let people = &[
        ("mode", "cumulative"),
        ("measure", "people"),
        ("bin", "month"),
    ];
    compare("time-cumulative-dark", &Drawing::of(people).narrow());
}

#[test]
fn shares_of_few_are_marked_and_the_words_say_the_numbers() {
    let options = &[("mode", "share"), ("stack", "help"), ("bin", "month")];
    let drawing = Drawing::of(options);
    compare("time-share", &drawing);
    compare("time-share-dark", &Drawing::of(options).narrow());
    let few = drawing.told();
    let few = few.iter().find(|words| words.contains("of few")).unwrap();
    assert!(few.contains(" cases (of few: "), "{few}");
    assert!(few.contains(" % ("), "{few}");
    // A month without a case has no parts.
    assert_eq!(drawing.table().rows[7][1], "not covered");
}

#[test]
fn a_mean_is_drawn_over_bars_and_not_across_a_gap() {
    let options = &[("mean", "3"), ("bin", "month")];
    let drawing = Drawing::of(options);
    compare("time-mean", &drawing);
    let table = drawing.table();
    assert_eq!(table.columns.last().unwrap(), "Mean of the last 3 months");
    let empty: Vec<usize> = (0..24)
        .filter(|&row| table.rows[row].last().unwrap().is_empty())
        .collect();
    // None before the third month, and none of a month that was not looked at or follows one at once.
    assert_eq!(empty, [0, 1, 7, 8, 9, 10]);
    assert!(drawing.told()[2].contains("; mean of the last 3 months: "));
}

#[test]
fn what_cannot_be_drawn_in_a_mode_is_said() {
    let notes = |options| Drawing::of(options).scene().notes.join(" ");
    assert!(notes(&[("mode", "share")]).contains("Without parts (stack)"));
    let mean = notes(&[("mode", "cumulative"), ("mean", "3")]);
    assert!(mean.contains("No mean is drawn"), "{mean}");
}

/// What an editor marks.
const MARKED: &str = r#"[{"date":"2020-03-15","label":"Borders are closed for the first time in this fiction"},
    {"date":"2020-05-02","label":"A law"},{"date":"2021-03/2021-06","label":{"en":"Trial of seven","it":"Processo"}},
    {"value":8,"label":"average of others"},{"value":[3,5],"label":"expected"},{"date":"1999","label":"too early"}]"#;

#[test]
fn a_summary_counts_what_is_dated_less_exactly_too_and_says_how_much_that_is() {
    let summary = |options, cases: &str| {
        let drawing = Drawing {
            file: format!(r#"{{"measure":"people","cases":[{cases}]}}"#),
            ..Drawing::of(options)
        };
        drawing.scene().summary
    };
    let exact = r#"{"date":"2021-01-05","people":2},{"date":"2021-02-11","people":3}"#;
    let vague = r#"{"date":"2021","people":4},{"date":"2021","people":1}"#;
    let undated = r#"{"people":9}"#;
    const MONTHS: &[(&str, &str)] = &[("bin", "month")];
    assert_eq!(
        summary(MONTHS, &[exact, vague, undated].join(",")),
        "Time chart, January 2021 – December 2021. at least 10 people. Highest: February 2021: at least 3 people. \
         dated less exactly: at least 5 people."
    );
    assert_eq!(
        summary(&[("bin", "year")], &[exact, vague].join(",")),
        "Time chart, 2021. at least 10 people. Highest: 2021: at least 10 people."
    );
    assert_eq!(
        summary(
            &[("bin", "month"), ("mode", "cumulative")],
            &[exact, vague].join(",")
        ),
        "Time chart of a running total, January 2021 – December 2021. By the end: 5 people. dated less exactly: at least 5 people."
    );
    // That no case has a date is said only where it is so, and a highest bar where there is one.
    assert_eq!(
        summary(MONTHS, vague),
        "January 2021 – December 2021: at least 5 people. dated less exactly: at least 5 people."
    );
    assert_eq!(
        summary(MONTHS, undated),
        "Time chart. No case with a date in what is shown."
    );
}

#[test]
fn what_is_marked_is_labelled_above_the_plot_without_overlap() {
    let options = &[("annotations", MARKED), ("bin", "month")];
    let drawing = Drawing::of(options);
    compare("time-marked", &drawing);
    let scene = drawing.scene();
    assert!(
        scene
            .summary
            .contains("Marked: 15 March 2020: Borders are closed"),
        "{}",
        scene.summary
    );
    assert!(
        scene
            .notes
            .iter()
            .any(|note| note.contains("1999: too early"))
    );
    let told = drawing.told();
    assert!(
        told.iter().any(|words| words.ends_with("; marked: A law")),
        "{told:?}"
    );
    let narrow = &[
        ("annotations", MARKED),
        ("bin", "month"),
        ("mode", "area"),
        ("stack", "help"),
    ];
    compare("time-marked-dark", &Drawing::of(narrow).narrow());
}

/// More than there is room for in words.
const MANY: &str = r#"[{"date":"2020-02","label":"The first of several things that happened one after the other"},
    {"date":"2020-04","label":"The second of several things that happened one after the other"},
    {"date":"2020-04-20","label":"The third of several things that happened one after the other"},
    {"date":"2020-06","label":"The fourth of several things that happened one after the other"},
    {"date":"2020-10","label":"The fifth of several things that happened one after the other"},
    {"date":"2021-12-30","label":"The last of several things that happened one after the other"}]"#;

#[test]
fn what_has_no_room_for_its_words_is_numbered_and_the_notes_explain_it() {
    let options = &[("annotations", MANY), ("bin", "month")];
    let drawing = Drawing::of(options).narrow();
    compare("time-numbered", &drawing);
    let notes = drawing.scene().notes;
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("(6) 30 December 2021: The last"))
    );
}

#[test]
fn a_wrong_annotation_is_named_and_the_others_are_drawn() {
    let mut options = Options::default();
    let error = options.set("annotations", r#"[{"date":"2021"},{"date":"soon"}]"#);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("annotations 2.date: soon"), "{error}");
    assert_eq!(options.annotations.len(), 1);
}

/// Finnish: long names of months, also where they are short, and numbers with spaces.
struct Finnish;

const KUUT: [&str; 12] = [
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras",
    "joulu",
];

impl Formats for Finnish {
    fn form(&self, message: &str, n: u64) -> String {
        NativeFormats.form(message, n)
    }

    fn number(&self, n: u64) -> String {
        NativeFormats.number(n).replace(',', "\u{a0}")
    }
    fn date(&self, day: Day, style: DateStyle) -> String {
        let date = civil(day);
        let month = [KUUT[date.month as usize - 1], "kuu"].concat();
        match style {
            DateStyle::Day => format!("{}. {month}ta {}", date.day, date.year),
            DateStyle::Month => format!("{month} {}", date.year),
            DateStyle::MonthShort => month,
            DateStyle::DayShort => format!("{}. {month}ta", date.day),
            DateStyle::Year => date.year.to_string(),
        }
    }
    fn days(&self, first: Day, last: Day, style: DateStyle) -> String {
        [self.date(first, style), self.date(last, style)].join("–")
    }
    fn percent(&self, n: f64) -> String {
        NativeFormats.percent(n)
    }
    fn decimal(&self, n: f64) -> String {
        NativeFormats.decimal(n)
    }
    fn country(&self, code: &str) -> String {
        NativeFormats.country(code)
    }
}

/// The axes of a chart of two dates, each with so many cases.
fn axes(from: &str, to: &str, cases: u64, width: f64, formats: &dyn Formats) -> Scene {
    let file = format!(
        r#"[{{"date":"{from}","cases":{cases}}},{{"date":"{to}","cases":{}}}]"#,
        cases.div_ceil(2)
    );
    let locale = Locale {
        messages: &EN,
        formats,
    };
    let env = Environment {
        locale,
        ..environment(&LIGHT)
    };
    let mut figure = Figure::new(Kind::Timeline, Options::default());
    figure.resize(width, Some(150.0), None);
    figure.scene(&read(&file), &State::default(), None, Detail::Picture, &env)
}

/// The spans that axes are looked at for, and how many cases.
const SPANS: [(&str, &str, u64); 12] = [
    ("2021-03-14", "2021-03-14", 1),
    ("2021-12-30", "2022-01-02", 3),
    ("2021-02-20", "2021-04-12", 7),
    ("2020-12-01", "2021-04-05", 24),
    ("2020-11-15", "2022-02-20", 60),
    ("2019-07-01", "2022-03-31", 150),
    ("2014-01-05", "2025-06-30", 999),
    ("1989-05-01", "2018-12-31", 4_200),
    ("1950-01-01", "2024-12-31", 38_000),
    ("1826-06-01", "2026-06-01", 1_000_000),
    ("2021-01-01", "2021-12-31", 12),
    ("2021", "2022", 5),
];

/// Charts under each other, as one picture.
fn column(width: f64, formats: &dyn Formats) -> String {
    let mut out = String::new();
    for (from, to, cases) in SPANS {
        out.push_str(&svg(&axes(from, to, cases, width, formats)));
    }
    out
}

#[test]
fn axes_tell_their_years_from_one_day_to_two_centuries() {
    compare_text("time-axes.html", &column(640.0, &NativeFormats));
    compare_text("time-axes-narrow.html", &column(360.0, &NativeFormats));
    compare_text("time-axes-finnish.html", &column(480.0, &Finnish));
}

#[test]
fn no_label_of_an_axis_lies_over_another_or_is_cut() {
    for (width, formats) in [
        (640.0, &NativeFormats as &dyn Formats),
        (360.0, &NativeFormats),
        (480.0, &Finnish),
        (220.0, &Finnish),
    ] {
        for (from, to, cases) in SPANS {
            let scene = axes(from, to, cases, width, formats);
            let labels = scene.layers[0]
                .items
                .iter()
                .filter_map(|item| match &item.shape {
                    Shape::Text(text) => Some(label_box(text)),
                    _ => None,
                });
            let labels: Vec<Rect> = labels.collect();
            assert!(!labels.is_empty());
            for (i, label) in labels.iter().enumerate() {
                assert!(
                    label.x0 >= 0.0 && label.x1 <= width && label.y1 <= 150.0,
                    "{from} {to} {width}: {label:?}"
                );
                let over = labels[..i].iter().find(|other| other.overlaps(*label));
                assert!(
                    over.is_none(),
                    "{from} {to} {width}: {label:?} lies over {over:?}"
                );
            }
            // Whatever the span, a year of it is told.
            let year = |date: &str| date[..4].parse::<i32>().unwrap();
            let told = scene.layers[0]
                .items
                .iter()
                .filter_map(|item| match &item.shape {
                    Shape::Text(text) => text.text.parse::<i32>().ok(),
                    _ => None,
                });
            let mut years = told.filter(|told| (1_000..=year(to)).contains(told));
            assert!(
                years.any(|told| told + 1 >= year(from)),
                "{from} {to} {width}: no year"
            );
        }
    }
}

fn label_box(text: &Text) -> Rect {
    let width = TableMeasure.width(&text.text, text.size, text.weight);
    let left = match text.align {
        Align::Left => text.at.x,
        Align::Center => text.at.x - width / 2.0,
        Align::Right => text.at.x - width,
    };
    Rect::new(left, text.at.y - 0.75 * text.size, left + width, text.at.y)
}

#[test]
fn periods_are_compared_by_the_year_that_was_looked_at() {
    let options = &[("compare", "2020 2021-01/2021-06")];
    let drawing = Drawing::of(options);
    compare("time-compare", &drawing);
    let told = drawing.told();
    // August and September of 2020 were not looked at.
    assert!(
        told[0].ends_with("305 of 366 days were looked at"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("January 2021 – June 2021: "),
        "{told:?}"
    );
    let parts = &[
        ("compare", "2020 2021"),
        ("stack", "help"),
        ("measure", "people"),
    ];
    compare("time-compare-dark", &Drawing::of(parts).narrow());
    assert_eq!(drawing.table().rows[0][3..], ["305", "366"]);
}

#[test]
fn a_period_without_a_published_total_is_not_one_without_cases() {
    let file = r#"{"measure":"people","cases":[{"kind":"aggregate","date":"2015/2019","people":{"min":171}},
        {"kind":"aggregate","date":"2021-01/2022-03","people":{"min":89}}]}"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("compare", "2015/2019 2020 2021-01/2022-03")])
    };
    assert_eq!(drawing.told()[1], "2020: not covered");
    let rows = drawing.table().rows;
    let years: Vec<&str> = rows.iter().map(|row| &*row[1]).collect();
    assert_eq!(years, ["34.2 a year", "not covered", "71.4 a year"]);
}

#[test]
fn a_case_that_may_be_of_several_periods_is_one_case_that_is_not_counted() {
    let file = r#"{"measure":"people","cases":[
        {"date":"2020-03-05","people":9,"help":["food","shelter"]},
        {"date":"2019-12/2020-01","people":30,"help":["food","shelter"]},
        {"date":"2020/2021","people":40},
        {"country":"IT","people":50}]}"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("compare", "2020 2021"), ("stack", "help")])
    };
    let notes = drawing.scene().notes;
    let note = "3 cases may be of a period, but are dated less exactly, or not at all: they are not counted.";
    assert!(notes.iter().any(|said| said == note), "{notes:?}");
}

#[test]
fn a_country_with_gaps_of_its_own_has_bars_that_are_not_cut() {
    let file = r#"{"coverage":{"from":"2020","to":"2021","gaps":[{"from":"2020-02","to":"2020-12","countries":["IT"]}]},
        "cases":[{"date":"2020-01-05","country":"IT","cases":50},{"date":"2021-01-05","country":"IT","cases":100},
        {"date":"2021-01-05","country":"FR","cases":60}]}"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("compare", "2020 2021")])
    };
    let (data, env, mut figure) = (read(&drawing.file), environment(&LIGHT), drawing.figure());
    figure.fit(&data, &State::default(), 640.0, None, &env);
    figure.scene(&data, &State::default(), None, Detail::Picture, &env);
    let state = update(&State::default(), Event::Toggle(*b"IT"));
    let scene = figure.scene(&data, &state, None, Detail::Words, &env);
    let told = outline(&scene);
    assert!(told[0].words.contains("31 of 366 days"), "{told:?}");
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let bar = Style::fill(LIGHT.categorical[0]);
    let bars = items.filter_map(|item| match &item.shape {
        Shape::Rect(rect) if item.style == bar => Some(rect.width()),
        _ => None,
    });
    let widths: Vec<f64> = bars.collect();
    // 589 in a year, and 100.
    assert!(widths[0] > 5.5 * widths[1], "{widths:?}");
}

#[test]
fn choosing_a_period_is_choosing_its_time() {
    let drawing = Drawing::of(&[("compare", "2020 2021")]);
    let (data, env, mut figure) = (read(&drawing.file), environment(&LIGHT), drawing.figure());
    let event = figure.choose(&data, &State::default(), MarkKey::Period(1), &env);
    let state = update(&State::default(), event.unwrap());
    let window = state.window.unwrap();
    assert_eq!(
        (window.from, window.until),
        (day_of(2021, 1, 1), day_of(2022, 1, 1))
    );
    assert!(figure.selected(&data, &state, MarkKey::Period(1), &env));
    assert!(!figure.selected(&data, &state, MarkKey::Period(0), &env));
}

#[test]
fn small_charts_have_the_same_axes_and_those_of_most_cases_come_first() {
    let options = &[("by", "country"), ("mode", "area"), ("bin", "quarter")];
    let drawing = Drawing::of(options);
    compare("time-by", &drawing);
    let told = drawing.told();
    assert!(told[0].starts_with("Italy: "), "{told:?}");
    assert!(told[0].contains("; highest: "), "{told:?}");
    let parts = &[("by", "help"), ("bin", "quarter"), ("measure", "people")];
    compare("time-by-dark", &Drawing::of(parts).narrow());
    // A bin in a chart can be pointed at, and chooses its chart.
    let (data, env, mut figure) = (read(&drawing.file), environment(&LIGHT), drawing.figure());
    figure.fit(&data, &State::default(), 640.0, None, &env);
    let scene = figure.scene(&data, &State::default(), None, Detail::Picture, &env);
    let key = hit(&scene, Point::new(60.0, 90.0), 0.0);
    assert!(matches!(key, Some(MarkKey::Span(0, _))), "{key:?}");
    let words = figure.words(&data, &State::default(), key.unwrap(), &env);
    assert!(words.starts_with("Italy, "), "{words}");
    let event = figure.choose(&data, &State::default(), key.unwrap(), &env);
    assert_eq!(event, Some(Event::Toggle(*b"IT")));
}

#[test]
fn an_unknown_number_of_people_is_neither_none_nor_left_out_without_a_word() {
    let file = r#"{"measure":"people","cases":[
        {"date":"2021-01-04"},
        {"date":"2021-02-04","people":3},{"date":"2021-02-05"},
        {"date":"2021-03-04","people":3},
        {"date":"2021-04-04","people":{"min":1,"max":2}},{"date":"2021-04-05","people":2},
        {"date":"2021-05-04","people":{"min":1,"max":2}},{"date":"2021-05-05"},
        {"date":"2021-06-04","people":0}
    ]}"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("bin", "month")])
    };
    let told = drawing.told();
    let expected = [
        "January 2021: number of people unknown",
        "February 2021: at least 3 people",
        "March 2021: 3 people",
        "April 2021: 3 to 4 people",
        "May 2021: at least 1 person",
        "June 2021: 0 people",
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_is_written_in_small_charts_is_not_dimmed_with_those_that_are_not_chosen() {
    let drawing = Drawing::of(&[("by", "country"), ("bin", "quarter")]);
    let (data, env, mut figure) = (read(&drawing.file), environment(&LIGHT), drawing.figure());
    let state = update(&State::default(), Event::Toggle(*b"IT"));
    figure.fit(&data, &state, 640.0, None, &env);
    let scene = figure.scene(&data, &state, None, Detail::Picture, &env);
    let items: Vec<_> = scene
        .layers
        .iter()
        .flat_map(|layer| layer.items.iter())
        .collect();
    let is_text = |at: &usize| matches!(items[*at].shape, Shape::Text(_));
    let mut veils = 0;
    for (at, veil) in items.iter().enumerate() {
        if veil.style.fill != Some(LIGHT.veil) {
            continue;
        }
        veils += 1;
        let below = (0..at).filter(is_text);
        for text in below.filter(|&text| {
            veil.shape
                .bounds()
                .contains(items[text].shape.bounds().center())
        }) {
            assert!(items[at..].contains(&items[text]), "{:?}", items[text]);
        }
    }
    assert!(veils > 2, "{veils}");
}

#[test]
fn more_than_twelve_countries_have_one_chart_for_all_others() {
    let codes = [
        "IT", "FR", "ES", "DE", "PL", "MT", "EL", "HU", "AT", "BE", "NL", "SE", "DK", "FI",
    ];
    let cases = codes.iter().enumerate().map(|(i, code)| {
        format!(
            r#"{{"date":"2021-0{}-01","country":"{code}","cases":{}}}"#,
            1 + i % 9,
            30 - i
        )
    });
    let file = format!("[{}]", cases.collect::<Vec<_>>().join(","));
    let drawing = Drawing {
        file,
        ..Drawing::of(&[("by", "country")])
    };
    let table = drawing.table();
    assert_eq!(table.columns.len(), 13);
    assert_eq!(table.columns.last().unwrap(), "other");
    let others = drawing.told().pop().unwrap();
    // The last three: 19, 18 and 17.
    assert!(others.starts_with("other: 54 cases"), "{others}");
}

#[test]
fn what_is_in_no_small_chart_is_counted_once_and_said() {
    let file = r#"{"measure":"people","cases":[
        {"date":"2021-01-05","country":"IT","people":9},
        {"date":"2021-02-05","country":"FR"},
        {"date":"2021","country":"IT","people":40},
        {"country":"IT","people":4},
        {"date":"2021-03-05","country":["IT","FR"],"people":4},
        {"date":"2021-03-06","people":4}]}"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("by", "country"), ("bin", "month")])
    };
    // No number is known of France: that is not none.
    assert_eq!(drawing.table().columns[1..], ["Italy", "France"]);
    let notes = drawing.scene().notes;
    for note in [
        "2 cases are dated less exactly, or not at all, and are in no chart.",
        "2 cases are of several countries, or of none, and are in no chart.",
    ] {
        assert!(notes.iter().any(|said| said == note), "{notes:?}");
    }
    let file = r#"[{"date":"2021-01-05","help":"food"},{"date":"2021","help":["food","shelter"]}]"#;
    let drawing = Drawing {
        file: file.to_owned(),
        ..Drawing::of(&[("by", "help"), ("bin", "month")])
    };
    let notes = drawing.scene().notes;
    let once = "1 case is dated less exactly, or not at all, and is in no chart.";
    assert!(notes.iter().any(|note| note == once), "{notes:?}");
}

#[test]
fn published_totals_have_no_small_charts_and_are_not_said_to_be_none() {
    let total = r#"{"kind":"aggregate","date":"2021","country":"IT","people":89}"#;
    let drawing = Drawing {
        file: format!("[{total}]"),
        ..Drawing::of(&[("by", "country")])
    };
    let scene = drawing.scene();
    let said = "Published totals are of times of their own, and are in no small chart.";
    assert_eq!(scene.notes, [said]);
    assert_eq!(scene.summary, said);
    assert!(drawing.told().is_empty());
    let drawing = Drawing {
        file: format!(r#"[{total},{{"date":"2021","country":"FR"}}]"#),
        ..Drawing::of(&[("by", "country")])
    };
    assert_eq!(drawing.table().columns[1..], ["France"]);
    assert!(drawing.scene().notes.iter().any(|note| note == said));
}

#[test]
fn small_charts_by_a_facet_that_there_is_not_name_those_that_there_are() {
    let notes = Drawing::of(&[("by", "hlep")]).scene().notes;
    assert!(notes[0].contains("no field hlep"), "{notes:?}");
    assert!(notes[0].contains("country, help"), "{notes:?}");
}

#[test]
fn periods_that_are_none_are_named() {
    let mut options = Options::default();
    for wrong in ["2020", "soon 2021", "2021/.. 2020"] {
        let error = options.set("compare", wrong).unwrap_err().to_string();
        assert!(
            error.contains(wrong) && error.contains("2015/2019"),
            "{error}"
        );
    }
    assert!(options.compare.is_empty());
}

/// Fiction: as many kinds as a theme has colours, each in every month of two years, and one as often as it takes for
/// what is rare to be in what stands for all others.
fn of_many_kinds() -> String {
    let mut cases = Vec::new();
    for month in 0..24 {
        for kind in 0..10 {
            let date = format!("{}-{:02}", 2020 + month / 12, 1 + month % 12);
            let count = if kind < 7 {
                3 + (month * (kind + 2) + kind) % 5
            } else {
                1
            };
            cases.push(format!(
                r#"{{"date":"{date}","country":"IT","act":"act {kind}","cases":{count}}}"#
            ));
        }
    }
    format!(
        r#"{{"title":"Fiction: many kinds","note":"Fiction.","cases":[{}]}}"#,
        cases.join(",")
    )
}

#[test]
fn parts_are_told_apart_by_patterns_too_where_an_editor_wants_it() {
    let bars = &[("stack", "help"), ("patterns", "true")];
    compare("time-patterns", &Drawing::of(bars));
    let area = &[("stack", "help"), ("patterns", "true"), ("mode", "area")];
    compare("time-patterns-area-dark", &Drawing::of(area).narrow());
    let many = Drawing {
        file: of_many_kinds(),
        ..Drawing::of(&[("stack", "act"), ("patterns", "true")])
    };
    compare("time-patterns-many", &many);
    compare("time-patterns-many-dark", &many.narrow());
}

#[test]
fn a_brush_leaves_patterns_as_they_are() {
    let drawing = Drawing::of(&[("stack", "help"), ("patterns", "true")]);
    let (data, env) = (read(&drawing.file), environment(&LIGHT));
    let mut figure = drawing.figure();
    let mut chart = |state: &State| {
        let scene = figure.scene(&data, state, None, Detail::Picture, &env);
        scene.layers[0].clone()
    };
    let before = chart(&State::default());
    let window = Window {
        from: day_of(2021, 2, 1),
        until: day_of(2021, 5, 1),
    };
    let brushed = update(&State::default(), Event::Brush(window));
    assert_eq!(chart(&brushed), before);
    assert_eq!(chart(&State::default()), before);
    let lines = before.items.iter().filter(|item| {
        let stroke = item.style.stroke.map(|stroke| (stroke.color, stroke.width));
        stroke == Some((LIGHT.border, 1.2))
    });
    assert_eq!(lines.count(), 2);
}

#[test]
fn swatches_name_their_patterns_and_lines_have_marks_instead() {
    let patterns = |options| {
        let legend = Drawing::of(options).scene().legend;
        let names = legend.swatches.iter().map(|swatch| swatch.pattern.name());
        names.take(4).collect::<Vec<_>>()
    };
    let bars = &[("stack", "help"), ("patterns", "true")];
    assert_eq!(patterns(bars), ["", "falling", "dotted", "level"]);
    let lines = |asked| {
        Drawing {
            width: 300.0,
            ..Drawing::of(asked)
        }
        .scene()
    };
    assert_eq!(
        lines(&[("stack", "help"), ("mode", "line"), ("patterns", "true")]),
        lines(&[("stack", "help"), ("mode", "line")])
    );
}

#[test]
fn each_small_chart_has_patterns_too_and_so_have_periods() {
    let count = |options| {
        let scene = Drawing::of(options).scene();
        let strokes = scene.layers[0].items.iter().map(|item| item.style.stroke);
        let lines = strokes
            .flatten()
            .filter(|stroke| (stroke.color, stroke.width) == (LIGHT.border, 1.2));
        lines.count()
    };
    let small = &[
        ("stack", "help"),
        ("by", "country"),
        ("bin", "year"),
        ("patterns", "true"),
    ];
    assert!(count(small) >= 5);
    let periods = &[
        ("stack", "help"),
        ("compare", "2020 2021"),
        ("patterns", "true"),
    ];
    assert_eq!(count(periods), 4);
}
