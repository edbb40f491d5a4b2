//! Numbers that are withheld to protect people: what files write, what figures draw and say, and that no number
//! that is withheld can be found in any of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use std::path::PathBuf;

use caseplot::data::{Bounds, Dataset, Suppressed};
use caseplot::issue::Issue;
use caseplot::query::{Filter, Measure, by_country, tally};
use caseplot::read::{Reader, csv};
use caseplot::render::svg::svg;
use caseplot::scene::{Detail, Layer, MarkKey, Pattern, Scene, Shape, outline};
use caseplot::theme::LIGHT;
use caseplot::view::{
    Choices, Counted, Event, Figure, Kind, Options, State, furnish, line, update,
};
use common::{ENV, europe};

/// The file of the page for editors: fiction, where a country's number can be known, known in part, withheld, zero,
/// unknown, none reported or not looked at.
const FICTION: &str = include_str!("../www/data/fiction-withheld.json");

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

fn figure(kind: Kind, options: &[(&str, &str)]) -> Figure {
    let mut figure = Figure::new(kind, Options::default());
    for (name, value) in options {
        figure.set(name, value).unwrap();
    }
    figure.resize(640.0, None, Some(&europe()));
    figure
}

fn scene(figure: &mut Figure, data: &Dataset) -> Scene {
    figure.scene(data, &State::default(), None, Detail::Words, &ENV)
}

fn words(file: &str, options: &[(&str, &str)], country: [u8; 2]) -> String {
    let data = read(file);
    let mut figure = figure(Kind::Map, options);
    figure.words(&data, &State::default(), MarkKey::Country(country), &ENV)
}

fn withheld(people: Option<Bounds>, cases: Option<Bounds>) -> Option<Suppressed> {
    Some(Suppressed { people, cases })
}

const NONE: Bounds = Bounds {
    min: None,
    max: None,
};

#[test]
fn a_record_says_what_it_withholds_and_what_is_public_of_it() {
    let bounds = |min, max| Bounds { min, max };
    for (fields, expected) in [
        (
            r#""people":{"suppressed":true}"#,
            withheld(Some(NONE), None),
        ),
        (
            r#""people":{"suppressed":true,"min":1,"max":4}"#,
            withheld(Some(bounds(Some(1), Some(4))), None),
        ),
        (
            r#""people":{"max":4,"suppressed":true,"min":null}"#,
            withheld(Some(bounds(None, Some(4))), None),
        ),
        (r#""people":"c""#, withheld(Some(NONE), None)),
        (
            r#""people":"<5""#,
            withheld(Some(bounds(None, Some(4))), None),
        ),
        (
            r#""cases":{"suppressed":true}"#,
            withheld(Some(NONE), Some(NONE)),
        ),
        (
            r#""cases":"<10","people":3"#,
            withheld(None, Some(bounds(None, Some(9)))),
        ),
        (r#""people":{"suppressed":false,"min":2}"#, None),
        (r#""people":"dozens""#, None),
        (r#""people":{"min":1,"max":4}"#, None),
    ] {
        let data = read(&format!(r#"[{{"country":"IT",{fields}}}]"#));
        assert_eq!(data.cases.suppressed_in(0), expected, "{fields}");
    }
}

#[test]
fn a_table_of_text_withholds_as_published_tables_do() {
    let table = "country,people,cases\nIT,<5,12\nFR,12,5\nDE,c,<10\nES,:c,3\n";
    let mut reader = Reader::new();
    csv::read(&mut reader, table.as_bytes()).unwrap();
    let data = reader.finish().unwrap();
    assert!(data.issues.is_empty());
    let sum = tally(&data.cases, &Filter::default());
    assert_eq!((sum.cases, sum.people_min, sum.unknown), (20, 12, 0));
    assert_eq!(sum.withheld(Measure::People).numbers, 3);
    assert_eq!(sum.withheld(Measure::Cases).max, Some(9));
    // The same with columns of other names, which are put together.
    let table = "country,low,high\nIT,<5,9\nFR,2,5\n";
    let mut reader = Reader::new();
    reader.map_fields(r#"{"people": {"min": "low", "max": "high"}}"#);
    csv::read(&mut reader, table.as_bytes()).unwrap();
    let data = reader.finish().unwrap();
    let sum = tally(&data.cases, &Filter::default());
    assert_eq!((sum.people_min, sum.people_max), (2, Some(5)));
    // What is public of a part is not public of the whole.
    assert_eq!(data.cases.suppressed_in(0), withheld(Some(NONE), None));
}

#[test]
fn a_file_that_gives_the_number_is_told_and_the_number_is_used_nowhere() {
    let file = r#"[{"country":"IT","date":"2021","people":{"suppressed":true,"min":317,"max":317}},
        {"country":"IT","people":{"suppressed":true,"min":9,"max":4}},
        {"country":"IT","people":{"suppressed":true,"max":-1}},
        {"country":"IT","cases":{"min":2}}]"#;
    let data = read(file);
    let codes: Vec<&str> = data.issues.iter().map(|issue| issue.kind.code()).collect();
    let expected = ["told-though", "min-over-max", "bad-count", "bad-weight"];
    assert_eq!(codes, expected);
    let message = data.issues.iter().map(Issue::message).next().unwrap();
    assert!(message.contains("Take min and max out of it"), "{message}");
    for kind in [Kind::Map, Kind::Timeline] {
        let mut figure = figure(kind, &[("measure", "people")]);
        let scene = scene(&mut figure, &data);
        let table = figure.table(&data, &State::default(), &ENV);
        let marks = outline(&scene)
            .into_iter()
            .map(|mark| mark.words.to_string());
        let words: Vec<String> = marks.chain(scene.notes.iter().cloned()).collect();
        let all = format!("{words:?}{:?}{table:?}", scene.legend);
        assert!(all.contains("withheld") && !all.contains("317"), "{kind:?}");
    }
    assert_eq!(
        line(&data, 0, &[], &ENV).amount,
        "number withheld to protect people"
    );
}

#[test]
fn a_part_of_a_total_beside_a_withheld_number_is_a_detail() {
    let data = read(
        r#"[{"country":"IT","kind":"aggregate","date":"2021","percent":10,"people":{"suppressed":true}}]"#,
    );
    assert!(data.cases.shares.is_empty());
    assert!(data.cases.has_totals());
}

#[test]
fn what_is_withheld_is_counted_by_nothing() {
    let data = read(
        r#"[{"country":"IT","people":{"suppressed":true,"min":1,"max":4}},
        {"country":"IT","cases":{"suppressed":true,"min":2}},{"country":"IT","people":3}]"#,
    );
    let counts = |measure| by_country(&data.cases, &Filter::default(), measure)[0];
    assert_eq!((counts(Measure::Cases), counts(Measure::People)), (2, 3));
}

#[test]
fn very_many_different_bounds_are_still_withheld() {
    let record = |n| format!(r#"{{"country":"IT","people":{{"suppressed":true,"max":{n}}}}}"#);
    let records: Vec<String> = (1..=600).map(record).collect();
    let data = read(&format!("[{}]", records.join(",")));
    assert!(data.cases.withheld.len() <= 257);
    assert!((0..600).all(|row| data.cases.suppressed_in(row).unwrap().people.is_some()));
    assert_eq!(data.cases.suppressed_in(599), withheld(Some(NONE), None));
}

#[test]
fn a_map_tells_withheld_from_zero_unknown_none_reported_and_not_looked_at() {
    let told = |code| words(FICTION, &[], code);
    assert_eq!(told(*b"FR"), "France: 117 people");
    assert_eq!(
        told(*b"IT"),
        "Italy: 48 people, and 1 number withheld to protect people"
    );
    assert_eq!(told(*b"PL"), "Poland: number withheld to protect people");
    assert_eq!(
        told(*b"MT"),
        "Malta: number withheld to protect people (1 to 4)"
    );
    assert_eq!(told(*b"PT"), "Portugal: 0 people");
    assert_eq!(told(*b"GR"), "Greece: named, without a figure");
    assert_eq!(told(*b"ES"), "Spain: none reported");
    assert_eq!(told(*b"UA"), "Ukraine: not covered");
}

#[test]
fn each_look_has_its_line_in_the_legend_and_no_two_are_alike() {
    let data = read(FICTION);
    for options in [&[][..], &[("marks", "symbols")], &[("marks", "grid")]] {
        let scene = scene(&mut figure(Kind::Map, options), &data);
        let swatches = &scene.legend.swatches;
        let withheld: Vec<_> = swatches
            .iter()
            .filter(|swatch| swatch.pattern == Pattern::Speckled)
            .collect();
        assert_eq!(withheld.len(), 1, "{options:?}");
        assert_eq!(withheld[0].label, "number withheld to protect people");
        for (at, swatch) in swatches.iter().enumerate() {
            let alike = |other: &&caseplot::scene::Swatch| {
                other.style == swatch.style && other.pattern == swatch.pattern
            };
            let same = swatches[at + 1..].iter().find(alike);
            assert_eq!(same.map(|other| &*other.label), None, "{}", swatch.label);
        }
    }
    // What the legend says of a country whose number is unknown is what the map shows, circles or not.
    for marks in ["choropleth", "symbols"] {
        let scene = scene(&mut figure(Kind::Map, &[("marks", marks)]), &data);
        let land = scene.layers.iter().find(|layer| layer.name == "land");
        let greece = Some(MarkKey::Country(*b"GR"));
        let items = &land.unwrap().items;
        let fill = items
            .iter()
            .find(|item| item.key == greece)
            .unwrap()
            .style
            .fill;
        let swatch = scene.legend.swatches.iter();
        let mut swatch = swatch.filter(|swatch| swatch.label == "named, without a figure");
        assert_eq!(swatch.next().unwrap().style.fill, fill, "{marks}");
    }
    // A ground for points tells nothing of numbers, but the notes do.
    let scene = scene(&mut figure(Kind::Map, &[("marks", "points")]), &data);
    let speckled = |swatch: &caseplot::scene::Swatch| swatch.pattern == Pattern::Speckled;
    assert!(!scene.legend.swatches.iter().any(speckled));
    let note = "4 numbers are withheld to protect people and are in no sum.";
    assert!(
        scene.notes.iter().any(|text| text == note),
        "{:?}",
        scene.notes
    );
}

/// The rings of the dots that the map draws over countries.
fn dots(scene: &Scene) -> usize {
    let lines = scene.layers.iter().find(|layer| layer.name == "lines");
    let items = lines.unwrap().items.iter();
    let dots = |item: &caseplot::scene::Item| match &item.shape {
        Shape::Path(lines) if item.style.fill == Some(LIGHT.muted) => lines.ends().len(),
        _ => 0,
    };
    items.map(dots).sum()
}

#[test]
fn countries_whose_number_is_withheld_are_speckled_as_long_as_it_is() {
    let file = r#"{"measure":"people","cases":[
        {"country":"FR","date":"2021","people":{"suppressed":true}},
        {"country":"FR","date":"2023","people":7}]}"#;
    let data = read(file);
    let mut figure = figure(Kind::Map, &[]);
    let all = figure.scene(&data, &State::default(), None, Detail::Words, &ENV);
    assert_eq!(dots(&all), 0);
    // A brush takes away what was known.
    let window = caseplot::query::Window {
        from: caseplot::calendar::day_of(2021, 1, 1),
        until: caseplot::calendar::day_of(2022, 1, 1),
    };
    let early = State {
        window: Some(window),
        ..State::default()
    };
    let scene = figure.scene(&data, &early, None, Detail::Picture, &ENV);
    assert!(dots(&scene) > 50, "{}", dots(&scene));
    let again = figure.scene(&data, &State::default(), None, Detail::Picture, &ENV);
    assert_eq!(dots(&again), 0);
}

#[test]
fn a_table_says_what_is_withheld_in_place_of_a_number() {
    let data = read(FICTION);
    let mut figure = figure(Kind::Map, &[]);
    let table = figure.table(&data, &State::default(), &ENV);
    let row = |name: &str| table.rows.iter().find(|row| row[0] == name).unwrap();
    assert_eq!(
        row("Malta")[2],
        "number withheld to protect people (1 to 4)"
    );
    assert_eq!(
        row("Italy")[2],
        "48 people, and 1 number withheld to protect people"
    );
    // Records that withhold how many cases they stand for.
    let cases = read(
        r#"[{"country":"IT","cases":{"suppressed":true}},{"country":"FR"},
        {"country":"FR","cases":"<5"}]"#,
    );
    figure.data_changed();
    let table = figure.table(&cases, &State::default(), &ENV);
    let cells: Vec<&str> = table.rows.iter().map(|row| &*row[1]).collect();
    assert_eq!(
        cells,
        [
            "1, and 1 number withheld to protect people (at most 4)",
            "number withheld to protect people"
        ]
    );
}

#[test]
fn a_time_chart_says_in_which_times_numbers_are_withheld() {
    let data = read(
        r#"{"measure":"people","cases":[
        {"date":"2021-03-04","people":12},{"date":"2021-03-09","people":{"suppressed":true}},
        {"date":"2021-05-01","people":{"suppressed":true,"min":1,"max":4}},
        {"date":"2021","people":{"suppressed":true}},{"date":"2021-08-01","people":2}]}"#,
    );
    let mut figure = figure(Kind::Timeline, &[("bin", "month")]);
    let scene = scene(&mut figure, &data);
    let words: Vec<String> = outline(&scene)
        .into_iter()
        .map(|mark| mark.words.to_string())
        .collect();
    for expected in [
        "March 2021: 12 people, and 1 number withheld to protect people",
        "May 2021: number withheld to protect people (1 to 4)",
        "April 2021: 0 people",
        "some time in 2021: number withheld to protect people",
    ] {
        assert!(words.iter().any(|words| words == expected), "{words:?}");
    }
    let note = "3 numbers are withheld to protect people and are in no sum.";
    assert!(scene.notes.iter().any(|text| text == note));
}

#[test]
fn a_published_total_that_is_withheld_is_no_zero() {
    let data = read(FICTION);
    let mut figure = figure(Kind::Timeline, &[]);
    let scene = scene(&mut figure, &data);
    let texts = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let texts = texts.filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    let texts: Vec<&str> = texts.collect();
    assert!(texts.contains(&"withheld"), "{texts:?}");
    assert!(texts.contains(&"165"), "{texts:?}");
}

#[test]
fn counts_for_several_countries_are_withheld_too() {
    let told = words(
        r#"{"measure":"people","cases":[{"country":["FR","IT"],"people":{"suppressed":true}},
            {"country":"FR","people":3}]}"#,
        &[],
        *b"FR",
    );
    assert_eq!(
        told,
        "France: 1 case, 3 people; together with Italy: number withheld to protect people"
    );
}

#[test]
fn a_rate_of_which_a_part_is_withheld_says_so() {
    let file = r#"{"measure":"people","base":{"countries":{"IT":59000000,"FR":68000000}},"cases":[
        {"country":"IT","people":59},{"country":"IT","people":{"suppressed":true}},
        {"country":"FR","people":{"suppressed":true}}]}"#;
    let options = [("rate", "1000000")];
    assert_eq!(
        words(file, &options, *b"IT"),
        "Italy: 2 cases, 59 people, and 1 number withheld to protect people; 1 per 1,000,000 inhabitants"
    );
    assert_eq!(
        words(file, &options, *b"FR"),
        "France: 1 case, number of people withheld to protect them"
    );
}

#[test]
fn the_whole_figure_is_as_it_was_looked_at() {
    let data = read(FICTION);
    let mut figure = figure(Kind::Map, &[]);
    let mut scene = scene(&mut figure, &data);
    // Land would drown what is decided here; of the lines, only dots and hatch are kept.
    let marks: Vec<_> = scene
        .layers
        .iter()
        .filter(|layer| layer.name == "lines")
        .flat_map(|layer| layer.items.iter())
        .filter(|item| [Some(LIGHT.muted)].contains(&item.style.fill))
        .cloned()
        .collect();
    let told: String = outline(&scene)
        .iter()
        .map(|mark| format!("<!-- {} -->\n", mark.words))
        .collect();
    for layer in &mut scene.layers {
        let items = match layer.name {
            "land" => Vec::new(),
            "lines" => marks.clone(),
            _ => continue,
        };
        *layer = Layer::new(layer.name, items);
    }
    let drawn = told
        + &svg(&furnish(
            &scene,
            data.info.title.get("en"),
            "",
            &data.info,
            &ENV,
        ));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenes/map-withheld.svg");
    if std::env::var_os("CASEPLOT_BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden != drawn {
        std::fs::write(path.with_extension("changed.svg"), &drawn).unwrap();
        panic!("map-withheld is drawn otherwise: see map-withheld.changed.svg");
    }
}

/// What is said of these records together: cases and people, and people alone.
fn said_of(records: &str) -> [String; 2] {
    let data = read(&["[", records, "]"].concat());
    assert!(data.issues.is_empty());
    let sum = tally(&data.cases, &Filter::default());
    [sum.words(&ENV.locale, true), sum.people_words(&ENV.locale)]
}

const WITHHELD: &str = r#"{"country":"IT","people":{"suppressed":true}}"#;
const BOUND: &str = r#"{"country":"IT","people":{"suppressed":true,"min":1,"max":4}}"#;
const TWELVE: &str = r#"{"country":"IT","people":12}"#;
const UNKNOWN: &str = r#"{"country":"IT"}"#;
const CASES: &str = r#"{"country":"IT","cases":{"suppressed":true}}"#;

#[test]
fn a_number_that_is_withheld_is_neither_zero_nor_unknown() {
    assert_eq!(
        said_of(WITHHELD),
        [
            "1 case, number of people withheld to protect them",
            "number withheld to protect people"
        ]
    );
}

#[test]
fn bounds_that_are_public_are_told_and_added_to_no_sum() {
    assert_eq!(
        said_of(BOUND)[1],
        "number withheld to protect people (1 to 4)"
    );
    let both = [BOUND, TWELVE, BOUND].join(",");
    assert_eq!(
        said_of(&both),
        [
            "3 cases, 12 people, and 2 numbers withheld to protect people (2 to 8)",
            "12 people, and 2 numbers withheld to protect people (2 to 8)"
        ]
    );
    let few = r#"{"country":"IT","people":"<5"}"#;
    assert_eq!(
        said_of(few)[1],
        "number withheld to protect people (at most 4)"
    );
}

#[test]
fn a_sum_of_which_a_part_is_withheld_says_so_beside_what_is_unknown() {
    let all = [TWELVE, WITHHELD, UNKNOWN].join(",");
    assert_eq!(
        said_of(&all)[1],
        "12 people, and 1 case with unknown number, and 1 number withheld to protect people"
    );
    let neither = [WITHHELD, UNKNOWN].join(",");
    assert_eq!(
        said_of(&neither)[1],
        "number of people unknown, and 1 number withheld to protect people"
    );
}

#[test]
fn cases_that_are_withheld_are_told_once_with_their_people() {
    let words = "number withheld to protect people";
    assert_eq!(said_of(CASES), [words, words]);
    let some = [CASES, TWELVE].join(",");
    assert_eq!(
        said_of(&some),
        [
            "1 case, 12 people, and 1 number withheld to protect people",
            "12 people, and 1 number withheld to protect people"
        ]
    );
}

#[test]
fn what_is_withheld_is_in_no_sum() {
    let all = [BOUND, TWELVE, CASES].join(",");
    let cases = read(&["[", &all, "]"].concat()).cases;
    let sum = tally(&cases, &Filter::default());
    assert_eq!((sum.cases, sum.people_min), (2, 12));
    assert_eq!(sum.people_max, Some(12));
    assert!(!sum.is_withheld(Measure::People));
    assert_eq!(sum.withheld(Measure::Cases).numbers, 1);
    assert_eq!(sum.withheld(Measure::People).numbers, 2);
}

/// Fiction: counts of people by country and charge, some withheld.
const CHARGES: &str = r#"{"measure":"people","cases":[
    {"country":"IT","date":"2021-03-04","people":12,"charge":"f"},
    {"country":"IT","date":"2021-03-05","people":{"suppressed":true},"charge":"f"},
    {"country":"FR","date":"2021-05-02","people":{"suppressed":true},"charge":"s"},
    {"country":"ES","date":"2021-05-03","people":{"suppressed":true}}]}"#;

/// The texts that a figure draws.
fn texts(scene: &Scene) -> Vec<String> {
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let texts = items.filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text.text.to_string()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn bars_say_what_is_withheld_and_have_no_share_of_it() {
    let data = read(CHARGES);
    let mut figure = figure(Kind::Breakdown, &[("facet", "charge")]);
    let scene = scene(&mut figure, &data);
    let texts = texts(&scene);
    for expected in ["f", "12+", "s", "withheld"] {
        assert!(texts.iter().any(|text| text == expected), "{texts:?}");
    }
    assert!(!texts.iter().any(|text| text.contains('%') || text == "0"));
    let words: Vec<String> = outline(&scene)
        .into_iter()
        .map(|mark| mark.words.to_string())
        .collect();
    assert!(
        words
            .iter()
            .any(|words| words == "s: 1 case, number of people withheld to protect them"),
        "{words:?}"
    );
    let table = figure.table(&data, &State::default(), &ENV);
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let alone = "number withheld to protect people";
    let both = "12 people, and 1 number withheld to protect people";
    assert_eq!(rows, [["f", both], ["s", alone], ["not stated", alone]]);
    // Cases of which only that they are withheld is known are a bar too.
    let data = read(
        r#"[{"country":"IT","charge":"f"},{"country":"IT","charge":"s","cases":{"suppressed":true}},
        {"country":"IT","cases":{"suppressed":true}}]"#,
    );
    figure.data_changed();
    let table = figure.table(&data, &State::default(), &ENV);
    let rows: Vec<[&str; 2]> = table.rows.iter().map(|row| [&*row[0], &*row[1]]).collect();
    assert_eq!(rows, [["f", "1"], ["s", alone], ["not stated", alone]]);
    let scene = self::scene(&mut figure, &data);
    assert!(!self::texts(&scene).iter().any(|text| text.contains('%')));
}

#[test]
fn no_share_stands_beside_a_number_that_is_only_at_least_so_many() {
    let share = |people: &str| {
        let data = read(&format!(
            r#"{{"measure":"people","cases":[
            {{"country":"IT","charge":"f","people":{people}}},{{"country":"IT","charge":"s","people":3}}]}}"#
        ));
        let mut figure = figure(Kind::Breakdown, &[("facet", "charge")]);
        let texts = texts(&scene(&mut figure, &data));
        texts.iter().any(|text| text.contains('%'))
    };
    assert!(share("12"));
    assert!(!share(r#"{"min":12}"#) && !share(r#"{"min":12,"max":20}"#) && !share("null"));
}

#[test]
fn a_sentence_says_that_its_number_is_withheld() {
    let told = |file: &str, template: &str| {
        let data = read(file);
        let mut figure = figure(Kind::Total, &[("template", template)]);
        let pieces = figure.sentence(&data, &State::default(), &ENV);
        let text = |piece: &caseplot::view::Piece| match piece {
            caseplot::view::Piece::Text(text)
            | caseplot::view::Piece::Number(text)
            | caseplot::view::Piece::Value(text) => text.clone(),
            caseplot::view::Piece::Plural(n, forms) => {
                forms[usize::from(*n != 1 && forms.len() > 1)].clone()
            }
        };
        pieces.iter().map(text).collect::<String>()
    };
    let sentence = "{people} {people:person|people} in {countries}, {share:charge=f}";
    assert_eq!(told(CHARGES, sentence), "at least 12 people in 3, –");
    let alone = r#"[{"country":"IT","people":{"suppressed":true}}]"#;
    assert_eq!(
        told(alone, "{people} {people:person|people}"),
        "a withheld number of people"
    );
    let cases = r#"[{"country":"IT","cases":{"suppressed":true}}]"#;
    assert_eq!(
        told(cases, "{cases} {cases:case|cases} in {countries}"),
        "a withheld number of cases in 1"
    );
    let data = read(cases);
    let mut figure = figure(Kind::Total, &[]);
    let table = figure.table(&data, &State::default(), &ENV);
    assert_eq!(table.rows[0][1], "number withheld to protect people");
}

#[test]
fn units_of_a_part_that_is_withheld_are_said_to_be() {
    let data = read(CHARGES);
    let options = [("units", "person"), ("stack", "charge")];
    let mut figure = figure(Kind::Total, &options);
    let table = figure.table(&data, &State::default(), &ENV);
    let rows: Vec<[&str; 2]> = table.rows.iter().map(|row| [&*row[0], &*row[1]]).collect();
    assert_eq!(
        rows,
        [["f", "12+"], ["s", "withheld"], ["not stated", "withheld"]]
    );
    let notes = scene(&mut figure, &data).notes;
    let note = "3 numbers are withheld to protect people and are in no sum.";
    assert!(notes.iter().any(|text| text == note), "{notes:?}");
}

#[test]
fn a_filter_says_what_is_withheld_and_greys_none_of_it() {
    let data = read(CHARGES);
    let state = State::default();
    let choices = Choices::of(&data, "charge country", None, None);
    let lists = choices.lists(&data, &state, &ENV, false);
    let told: Vec<_> = lists[0]
        .values
        .iter()
        .map(|choice| (&*choice.value, &*choice.number, &*choice.words, choice.none))
        .collect();
    let alone = "number withheld to protect people";
    let both = "12 people, and 1 number withheld to protect people";
    let expected = [
        ("f", "12+", both, false),
        ("s", "withheld", alone, false),
        ("", "withheld", alone, false),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_is_shown_is_no_zero_where_it_is_withheld() {
    let data = read(CHARGES);
    let shown = |code| {
        let state = update(&State::default(), Event::Toggle(code));
        Counted::of(&data, None, None).words(&data, &state, &ENV)
    };
    assert_eq!(shown(*b"FR"), "number withheld to protect people, France");
    assert_eq!(
        shown(*b"IT"),
        "12 people, and 1 number withheld to protect people of 12 people, and 3 numbers withheld to protect people, Italy"
    );
    let cases = read(r#"[{"country":"IT"},{"country":"FR","cases":{"suppressed":true}}]"#);
    let counted = Counted::of(&cases, None, None);
    let state = update(&State::default(), Event::Toggle(*b"FR"));
    assert_eq!(
        counted.words(&cases, &state, &ENV),
        "number withheld to protect people, France"
    );
}

#[test]
fn periods_compared_say_what_is_withheld_in_place_of_a_number_of_a_year() {
    let data = read(
        r#"{"measure":"people","coverage":{"from":"2020","to":"2022"},"cases":[
        {"date":"2020-03-04","people":12},{"date":"2020-05-02","people":{"suppressed":true}},
        {"date":"2021-05-02","people":{"suppressed":true}}]}"#,
    );
    let mut figure = figure(Kind::Timeline, &[("compare", "2020 2021 2022")]);
    let table = figure.table(&data, &State::default(), &ENV);
    let rows: Vec<[&str; 2]> = table.rows.iter().map(|row| [&*row[1], &*row[2]]).collect();
    let beside = "at least 12 people, and 1 number withheld to protect people";
    assert_eq!(
        rows[..2],
        [
            ["at least 12 a year", beside],
            ["withheld", "number withheld to protect people"],
        ]
    );
    assert_eq!(table.rows[2][1], "0 a year");
}

#[test]
fn a_country_whose_numbers_are_withheld_has_its_small_chart() {
    let data = read(CHARGES);
    let mut figure = figure(Kind::Timeline, &[("by", "country"), ("bin", "month")]);
    let scene = scene(&mut figure, &data);
    let texts = texts(&scene);
    assert_eq!(texts.iter().filter(|text| *text == "withheld").count(), 2);
    assert!(texts.iter().any(|text| text == "12+"), "{texts:?}");
    let words = |code| figure.words(&data, &State::default(), MarkKey::Country(code), &ENV);
    let mut words = words;
    assert_eq!(words(*b"FR"), "France: number withheld to protect people");
    assert!(words(*b"IT").contains("12 people, and 1 number withheld to protect people"));
}

/// Fiction: a number a month, that of April withheld.
const MONTHS: &str = r#"{"measure":"people","cases":[
    {"date":"2021-02-04","people":4},{"date":"2021-03-04","people":2},
    {"date":"2021-04-04","people":{"suppressed":true}},
    {"date":"2021-05-04","people":6},{"date":"2021-06-04","people":8},{"date":"2021-07-04","people":8}]}"#;

#[test]
fn lines_and_areas_end_where_numbers_are_withheld_and_no_mean_goes_across() {
    let data = read(MONTHS);
    for (mode, pieces) in [("line", 2), ("area", 2), ("cumulative", 1)] {
        let mut figure = figure(Kind::Timeline, &[("bin", "month"), ("mode", mode)]);
        let scene = scene(&mut figure, &data);
        let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
        let color = LIGHT.part(0, false);
        let drawn = items.filter_map(|item| match &item.shape {
            Shape::Path(lines) if mode == "line" => {
                let stroke = item.style.stroke.filter(|stroke| stroke.color == color);
                stroke.map(|_| lines.ends().len())
            }
            Shape::Path(lines) => (item.style.fill == Some(color)).then(|| lines.ends().len()),
            _ => None,
        });
        assert_eq!(drawn.max(), Some(pieces), "{mode}");
    }
    let options = [("bin", "month"), ("mode", "line"), ("mean", "2")];
    let mut figure = figure(Kind::Timeline, &options);
    let words: Vec<String> = outline(&scene(&mut figure, &data))
        .into_iter()
        .map(|mark| mark.words.to_string())
        .collect();
    let mean = |month: &str| {
        let words = words.iter().find(|words| words.starts_with(month)).unwrap();
        words.contains("mean of")
    };
    let means = ["March", "April", "May", "June"].map(mean);
    assert_eq!(means, [true, false, false, true], "{words:?}");
}

#[test]
fn times_of_which_all_is_withheld_are_dotted_and_have_no_bar() {
    let data = read(MONTHS);
    for (mode, dotted) in [
        ("bars", true),
        ("line", true),
        ("area", true),
        ("cumulative", false),
    ] {
        let mut figure = figure(Kind::Timeline, &[("bin", "month"), ("mode", mode)]);
        let scene = scene(&mut figure, &data);
        let mut swatches = scene.legend.swatches.iter();
        let told = swatches.any(|swatch| swatch.pattern == Pattern::Speckled);
        let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
        let dots: Vec<_> = items
            .filter(|item| {
                matches!(item.shape, Shape::Path(_)) && item.style.fill == Some(LIGHT.muted)
            })
            .map(|item| item.shape.bounds())
            .collect();
        assert_eq!((told, dots.len()), (dotted, usize::from(dotted)), "{mode}");
        for dots in dots {
            // Not as high as a bar of any number would be, but over the whole plot, and within it.
            assert_eq!(dots.union(scene.plot), scene.plot);
            assert!(dots.height() > 0.9 * scene.plot.height());
        }
    }
}

#[test]
fn days_whose_numbers_are_withheld_are_speckled_and_none_is_said_to_be_none() {
    let data = read(
        r#"{"measure":"people","coverage":{"from":"2021-03-01","to":"2021-03-03"},"cases":[
        {"date":"2021-03-01","people":12},{"date":"2021-03-02","people":{"suppressed":true}},
        {"date":"2021-03","people":{"suppressed":true}}]}"#,
    );
    let mut figure = figure(Kind::Calendar, &[]);
    let scene = scene(&mut figure, &data);
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    let dots = items.filter_map(|item| match &item.shape {
        Shape::Path(lines) if item.style.fill == Some(LIGHT.muted) => Some(lines.ends().len()),
        _ => None,
    });
    // In the day, and in the box below the month.
    assert_eq!(dots.filter(|&dots| dots > 0).count(), 2);
    assert!(!texts(&scene).iter().any(|text| text == "+0"));
    let lines = |label: &str| {
        let swatches = scene.legend.swatches.iter();
        swatches.filter(|swatch| swatch.label == label).count()
    };
    assert_eq!(lines("number withheld to protect people"), 1);
    assert!(
        scene
            .summary
            .contains("12 people, and 2 numbers withheld to protect people")
    );
    let speckled = |swatch: &&caseplot::scene::Swatch| swatch.pattern == Pattern::Speckled;
    assert_eq!(scene.legend.swatches.iter().filter(speckled).count(), 1);
}
