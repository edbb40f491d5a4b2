//! Lanes and calendars as files that a person can open: `tests/scenes/{lanes,days}-*.svg`; and what they say.
//!
//! `CASEPLOT_BLESS=1 cargo test --test scenes_lanes` writes them anew; look at each before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use std::path::PathBuf;

use caseplot::calendar::day_of;
use caseplot::data::{Dataset, Sorter};
use caseplot::query::Window;
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::{Detail, MarkKey, Scene, Shape, hit, outline};
use caseplot::text::TableMeasure;
use caseplot::theme::{DARK, LIGHT, Theme};
use caseplot::view::{Environment, Figure, Kind, Options, State, Table, furnish};
use kurbo::Point;

use common::ENV;

/// Fiction: cases whose dates are days, months, years, intervals, open or in doubt, without stages, and a total.
const STAGES: &str = r##"{"title":"Fiction: from the act to the decision","note":"Fiction. No such case happened.",
    "stages":[{"name":"act","label":"Act"},{"name":"charged","label":"Charged"},{"name":"trial","label":"Trial","color":"#884400"},
        {"name":"decided","label":"Decided"}],
    "facets":[{"name":"charge","label":"Charge","values":[{"value":"entry","label":"Facilitation of entry"},"stay"]}],
    "cases":[
    {"country":"IT","charge":"stay","people":2,"dates":{"act":"2021-03","charged":"2021-04-12","trial":"2022"}},
    {"country":"EL","charge":"entry","dates":{"act":"2020-11-02","charged":"2020-11-30","trial":"2021-05-03/2021-05-20","decided":"2021-06-01"}},
    {"country":"IT","charge":"stay","dates":{"act":"2021-08-14","trial":"2022-03/.."}},
    {"country":"FR","charge":["entry","stay"],"dates":{"act":"2020~","charged":"2021-10-05","decided":"2022-09"}},
    {"country":"FR","date":"2021-12-24"},
    {"country":["IT","FR"],"charge":"entry","dates":{"act":"../2020-06","decided":"2022-10-10"}},
    {"country":"MT","charge":"entry","people":{"min":3},"dates":{"act":"2019-03-28","charged":"2019-03-30"}},
    {"country":"PL","charge":"stay"},
    {"kind":"aggregate","country":"PL","date":"2021","people":12}]}"##;

/// Fiction: days, some of a month only, one of a year, one in doubt, and a time that nobody looked at.
fn days() -> String {
    let mut cases = String::new();
    for i in 0..150_i32 {
        let (month, day) = (1 + i % 6, 1 + i * 13 % 28);
        let date = match i % 30 {
            3 => format!("2021-{month:02}"),
            7 => "2021".to_owned(),
            11 => format!("2021-{month:02}-{day:02}?"),
            _ if i % 5 == 0 => "2021-02-09".to_owned(),
            _ => format!("2021-{month:02}-{day:02}"),
        };
        cases.push_str(&format!(
            r#"{{"date":"{date}","country":"IT","people":{}}},"#,
            i % 4
        ));
    }
    format!(
        r#"{{"title":"Fiction: half a year","note":"Fiction. No such case happened.",
        "coverage":{{"from":"2020-12-10","to":"2021-07-04","gaps":[{{"from":"2021-05-10","to":"2021-05-23"}}]}},
        "cases":[{cases}{{"country":"FR"}}]}}"#
    )
}

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.keep_records();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

fn environment(theme: &'static Theme) -> Environment<'static> {
    Environment { theme, ..ENV }
}

/// A figure of some cases in a width.
struct Shown {
    data: Dataset,
    figure: Figure,
    state: State,
    theme: &'static Theme,
}

impl Shown {
    fn new(kind: Kind, file: &str, width: f64, options: &[(&str, &str)]) -> Self {
        let mut set = Options::default();
        for (name, value) in options {
            set.set(name, value).unwrap();
        }
        let mut shown = Self {
            data: read(file),
            figure: Figure::new(kind, set),
            state: State::default(),
            theme: &LIGHT,
        };
        shown.fit(width, None);
        shown
    }

    fn fit(&mut self, width: f64, height: Option<f64>) {
        let env = environment(self.theme);
        self.figure
            .fit(&self.data, &self.state, width, height, &env);
    }

    fn scene(&mut self, focus: Option<MarkKey>) -> Scene {
        let env = environment(self.theme);
        self.figure
            .scene(&self.data, &self.state, focus, Detail::Words, &env)
    }

    fn words(&mut self) -> Vec<String> {
        let marks = outline(&self.scene(None));
        marks.into_iter().map(|mark| mark.words).collect()
    }

    fn table(&mut self) -> Table {
        let env = environment(self.theme);
        self.figure.table(&self.data, &self.state, &env)
    }

    fn brushed(mut self, from: (i32, i32, i32), until: (i32, i32, i32)) -> Self {
        let day = |(y, m, d)| day_of(y, m, d);
        self.state.window = Some(Window {
            from: day(from),
            until: day(until),
        });
        self
    }

    fn compare(&mut self, name: &str, focus: Option<MarkKey>) {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scenes/{name}.svg"));
        let scene = self.scene(focus);
        let info = &self.data.info;
        let drawn = svg(&furnish(
            &scene,
            info.title.get("en"),
            "",
            info,
            &environment(self.theme),
        ));
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
}

// ---- lanes --------------------------------------------------------------------------------------

#[test]
fn each_case_has_a_line_through_its_stages_as_exactly_as_they_are_known() {
    Shown::new(Kind::Lanes, STAGES, 640.0, &[]).compare("lanes", Some(MarkKey::Case(3)));
}

#[test]
fn on_a_phone_labels_stand_above_the_lines_and_groups_have_a_heading() {
    let mut shown = Shown::new(
        Kind::Lanes,
        STAGES,
        320.0,
        &[("group-by", "charge"), ("sort", "duration")],
    );
    shown.theme = &DARK;
    shown.compare("lanes-grouped-dark", None);
}

#[test]
fn a_lane_says_its_case_its_place_and_all_its_stages() {
    let words = Shown::new(Kind::Lanes, STAGES, 640.0, &[]).words();
    assert_eq!(
        words[0],
        "Case 7, Malta: Act 28 March 2019, Charged 30 March 2019; at least 3 people"
    );
    assert!(
        words.contains(
            &"Case 1, Italy: Act March 2021, Charged 12 April 2021, Trial 2022; 2 people"
                .to_owned()
        ),
        "{words:?}"
    );
    assert!(
        words.contains(&"Case 3, Italy: Act 14 August 2021, Trial March 2022 or later".to_owned()),
        "{words:?}"
    );
    assert!(
        words.contains(&"Case 5, France: 24 December 2021".to_owned()),
        "{words:?}"
    );
}

#[test]
fn lanes_come_in_the_order_that_an_editor_chose() {
    let numbers = |options: &[(&str, &str)]| -> Vec<u32> {
        let marks = outline(&Shown::new(Kind::Lanes, STAGES, 640.0, options).scene(None));
        let number = |key| match key {
            MarkKey::Case(number) => number,
            other => panic!("{other:?} is no case"),
        };
        marks.into_iter().map(|mark| number(mark.key)).collect()
    };
    assert_eq!(numbers(&[]), [7, 4, 6, 2, 1, 3, 5]);
    assert_eq!(numbers(&[("sort", "duration")]), [4, 6, 1, 3, 2, 7, 5]);
    assert_eq!(numbers(&[("sort", "country")]), [4, 5, 2, 1, 3, 7, 6]);
    assert_eq!(numbers(&[("sort", "charge")]), [7, 6, 2, 1, 3, 4, 5]);
    assert_eq!(
        numbers(&[("group-by", "country"), ("sort", "duration")]),
        [4, 5, 2, 1, 3, 7, 6]
    );
}

#[test]
fn what_has_no_line_is_said() {
    let notes = Shown::new(Kind::Lanes, STAGES, 640.0, &[])
        .scene(None)
        .notes;
    assert!(
        notes.contains(&"1 case has no date and no line.".to_owned()),
        "{notes:?}"
    );
    assert!(
        notes.contains(&"1 published total is no single case and has no line.".to_owned()),
        "{notes:?}"
    );
}

#[test]
fn an_order_that_cannot_be_is_said_with_the_nearest_name_and_dates_hold() {
    let options = [("sort", "chrage"), ("group-by", "duration")];
    let mut shown = Shown::new(Kind::Lanes, STAGES, 640.0, &options);
    let scene = shown.scene(None);
    let said = "sort=\"chrage\": the data has no facet of this name, so it is not used. Nearest: \"charge\".";
    assert!(scene.notes.contains(&said.to_owned()), "{:?}", scene.notes);
    assert!(
        scene
            .notes
            .iter()
            .any(|note| note.starts_with("group-by=\"duration\"")),
        "{:?}",
        scene.notes
    );
    assert_eq!(outline(&scene)[0].key, MarkKey::Case(7));
}

#[test]
fn a_window_leaves_the_cases_that_happened_in_it_and_the_axis_and_the_height_stay() {
    let mut all = Shown::new(Kind::Lanes, STAGES, 640.0, &[]);
    let mut some = Shown::new(Kind::Lanes, STAGES, 640.0, &[]).brushed((2021, 1, 1), (2022, 1, 1));
    let (whole, part) = (all.scene(None), some.scene(None));
    let keys: Vec<MarkKey> = outline(&part).into_iter().map(|mark| mark.key).collect();
    assert_eq!(keys, [1, 3, 5].map(MarkKey::Case));
    assert_eq!((whole.size, &whole.layers[0]), (part.size, &part.layers[0]));
    let env = environment(&LIGHT);
    assert_eq!(
        some.figure.chosen_words(&some.data, &some.state, &env),
        "3 of 7 cases"
    );
}

#[test]
fn a_table_has_a_column_for_each_stage_that_occurs() {
    let table = Shown::new(Kind::Lanes, STAGES, 640.0, &[]).table();
    assert_eq!(
        table.columns,
        [
            "Case", "Country", "Date", "Act", "Charged", "Trial", "Decided"
        ]
    );
    let row = table.rows.iter().find(|row| row[0] == "4").unwrap();
    let expected = [
        "4",
        "France",
        "not stated",
        "2020 (approximate or uncertain)",
        "5 October 2021",
        "not stated",
        "September 2022",
    ];
    assert_eq!(row, &expected);
    assert_eq!(table.rows.len(), 7);
}

/// As many cases as a list of years has.
fn many(n: u32) -> String {
    let case = |i: u32| {
        let (year, month, day) = (2015 + i % 8, 1 + i * 5 % 12, 1 + i * 11 % 28);
        format!(
            r#"{{"country":"IT","dates":{{"act":"{year}-{month:02}-{day:02}","charged":"{}"}}}}"#,
            year + 1
        )
    };
    format!("[{}]", (0..n).map(case).collect::<Vec<_>>().join(","))
}

#[test]
fn of_thousands_of_cases_only_those_in_sight_are_drawn_wherever_it_is_scrolled() {
    let mut shown = Shown::new(Kind::Lanes, &many(5_000), 640.0, &[]);
    let env = environment(&LIGHT);
    let extent = shown.figure.extent(&shown.data, &shown.state, &env);
    assert!(extent > 5_000.0 * 24.0, "{extent}");
    let mut last = None;
    for offset in [0.0, 7.0, 60_000.0, 1e9] {
        shown.figure.scroll(offset);
        let scene = shown.scene(None);
        let marks = outline(&scene);
        assert!((15..=18).contains(&marks.len()), "{}", marks.len());
        let items: usize = scene.layers.iter().map(|layer| layer.items.len()).sum();
        assert!(items < 300, "{items}");
        assert!(last != Some(marks[0].key) || offset == 7.0);
        last = Some(marks[0].key);
    }
    let (before, all) = shown.figure.sight(&shown.data, &shown.state, &env).unwrap();
    assert_eq!(
        (before + outline(&shown.scene(None)).len(), all),
        (5_000, 5_000)
    );
    // At the end of the scroll the last case lies at the foot.
    let scene = shown.scene(None);
    let foot = outline(&scene).last().unwrap().bounds.y1;
    assert!((foot - scene.size.height).abs() < 0.5, "{foot}");
}

#[test]
fn a_lane_below_the_axis_cannot_be_hit_through_it() {
    let mut shown = Shown::new(Kind::Lanes, &many(100), 640.0, &[]);
    shown.figure.scroll(12.0);
    let scene = shown.scene(None);
    let below = scene.layers[1].clip.unwrap();
    assert_eq!(hit(&scene, Point::new(300.0, below.y0 - 2.0), 6.0), None);
    assert!(hit(&scene, Point::new(300.0, below.y0 + 2.0), 6.0).is_some());
}

#[test]
fn keys_go_from_case_to_case_over_headings_and_scroll_to_them() {
    let mut shown = Shown::new(Kind::Lanes, STAGES, 320.0, &[("group-by", "country")]);
    shown.fit(320.0, Some(140.0));
    let env = environment(&LIGHT);
    let mut at = None;
    let mut met = Vec::new();
    for _ in 0..9 {
        let (key, offset) = shown
            .figure
            .beside(&shown.data, &shown.state, at, 1, &env)
            .unwrap();
        shown.figure.scroll(offset);
        let seen = outline(&shown.scene(Some(key)));
        let mark = seen.iter().find(|mark| mark.key == key).unwrap();
        assert!(
            mark.bounds.y0 >= 39.0 && mark.bounds.y1 <= 140.5,
            "{mark:?}"
        );
        met.push(key);
        at = Some(key);
    }
    let expected = [4, 5, 2, 1, 3, 7, 6, 6, 6].map(MarkKey::Case);
    assert_eq!(met, expected);
    let first = shown
        .figure
        .beside(&shown.data, &shown.state, at, -1_000_000, &env)
        .unwrap();
    assert_eq!(first, (MarkKey::Case(4), 0.0));
}

#[test]
fn a_key_names_the_same_case_before_and_after_cases_are_put_into_order() {
    let mut reader = Reader::new();
    reader.keep_records();
    reader.feed(STAGES.as_bytes());
    let mut shown = Shown::new(Kind::Lanes, STAGES, 640.0, &[]);
    shown.data = reader.end().unwrap();
    let before = shown.words();
    let mut sorter = Sorter::default();
    while !sorter.step(&mut shown.data.cases) {}
    assert_eq!(shown.words(), before);
    let env = environment(&LIGHT);
    let words = shown
        .figure
        .words(&shown.data, &shown.state, MarkKey::Case(5), &env);
    assert_eq!(words, "Case 5, France: 24 December 2021");
}

#[test]
fn labels_are_never_cut_nor_do_they_reach_into_the_lines() {
    for width in [320.0, 500.0, 900.0] {
        let mut shown = Shown::new(Kind::Lanes, STAGES, width, &[]);
        let scene = shown.scene(None);
        let plot = scene.plot;
        for item in scene.layers[1].items.iter() {
            let Shape::Text(text) = &item.shape else {
                continue;
            };
            let wide = caseplot::text::TextMeasure::width(
                &TableMeasure,
                &text.text,
                text.size,
                text.weight,
            );
            let (left, right) = match text.align {
                caseplot::scene::Align::Right => (text.at.x - wide, text.at.x),
                _ => (text.at.x, text.at.x + wide),
            };
            assert!(
                left >= 0.0 && right <= width && !text.text.ends_with('…'),
                "{text:?}"
            );
            assert!(plot.x0 == 0.0 || right <= plot.x0, "{text:?}");
        }
    }
}

// ---- calendar -----------------------------------------------------------------------------------

#[test]
fn a_calendar_tells_none_reported_from_not_covered_and_puts_no_month_on_a_day() {
    Shown::new(Kind::Calendar, &days(), 640.0, &[]).compare("days", Some(MarkKey::Bin(61)));
}

#[test]
fn a_calendar_on_a_phone_has_two_rows_of_weeks_and_dims_what_is_not_chosen() {
    let mut shown = Shown::new(
        Kind::Calendar,
        &days(),
        320.0,
        &[("measure", "people"), ("colors", "#440000 #ffaa00")],
    );
    shown.theme = &DARK;
    let mut shown = shown.brushed((2021, 2, 9), (2021, 4, 21));
    shown.compare("days-people-dark", None);
}

#[test]
fn a_day_says_its_number_and_a_month_what_is_dated_to_it_only() {
    let words = Shown::new(Kind::Calendar, &days(), 640.0, &[]).words();
    assert!(
        words.contains(&"9 February 2021: 30 cases".to_owned()),
        "{words:?}"
    );
    assert!(
        words.contains(&"12 May 2021: not covered".to_owned()),
        "{words:?}"
    );
    assert!(
        words
            .iter()
            .any(|words| words == "some time in April 2021: 5 cases"),
        "{words:?}"
    );
}

#[test]
fn what_stands_on_no_day_is_said() {
    let notes = Shown::new(Kind::Calendar, &days(), 640.0, &[])
        .scene(None)
        .notes;
    for note in [
        "Dated to a month only, so on no day: 5 cases, told below the month.",
        "Dated less exactly than to a month, so on no day: 5 cases.",
        "1 case has no date.",
    ] {
        assert!(notes.contains(&note.to_owned()), "{notes:?}");
    }
}

#[test]
fn days_are_chosen_alone_or_from_one_to_another() {
    let mut shown = Shown::new(Kind::Calendar, &days(), 640.0, &[]);
    let env = environment(&LIGHT);
    let first = day_of(2020, 12, 10);
    let day = |day| Window {
        from: first + day,
        until: first + day + 1,
    };
    let event = shown
        .figure
        .choose(&shown.data, &shown.state, MarkKey::Bin(5), &env)
        .unwrap();
    let chosen = caseplot::view::update(&shown.state, event);
    assert_eq!(chosen.window, Some(day(5)));
    let again = shown
        .figure
        .choose(&shown.data, &chosen, MarkKey::Bin(5), &env)
        .unwrap();
    assert_eq!(caseplot::view::update(&chosen, again), State::default());
    let window = shown
        .figure
        .window_between(&shown.data, &shown.state, (9.0, 4.0), &env);
    assert_eq!(
        window,
        Window {
            from: first + 4,
            until: first + 9
        }
    );
    let scene = shown.scene(None);
    for mark in outline(&scene)
        .iter()
        .filter(|mark| matches!(mark.key, MarkKey::Bin(_)))
    {
        let bin = shown
            .figure
            .bin_at(&shown.data, &shown.state, mark.bounds.center(), &env)
            .unwrap();
        assert_eq!(MarkKey::Bin(bin as u32), mark.key);
        assert_eq!(hit(&scene, mark.bounds.center(), 6.0), Some(mark.key));
    }
}

#[test]
fn of_many_years_the_last_three_are_shown_and_that_is_said() {
    let file = r#"[{"date":"2010-05-03"},{"date":"2019-04-01"},{"date":"2020-02-29"}]"#;
    let mut shown = Shown::new(Kind::Calendar, file, 900.0, &[]);
    let notes = shown.scene(None).notes;
    let said = "The data has more than three years, which a time chart shows better. Here are 1 March 2017 – 29 February 2020.";
    assert!(notes.contains(&said.to_owned()), "{notes:?}");
    assert_eq!(shown.words().len(), 1_096);
    let mut before =
        Shown::new(Kind::Calendar, file, 900.0, &[]).brushed((2010, 5, 1), (2010, 6, 1));
    assert!(before.words().contains(&"3 May 2010: 1 case".to_owned()));
}
