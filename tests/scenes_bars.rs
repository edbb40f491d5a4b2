//! Scenes of ranked bars and of totals, as files that a person can open: `tests/scenes/{breakdown,total}-*.svg`.
//!
//! `CASEPLOT_BLESS=1 cargo test --test scenes_bars` writes them anew; look at each before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

mod common;

use std::path::PathBuf;

use caseplot::data::Dataset;
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::{Detail, MarkKey, Scene, outline};
use caseplot::theme::{DARK, LIGHT, Theme};
use caseplot::view::{Environment, Event, Figure, Kind, Options, Piece, State, furnish, update};

use common::ENV;

/// Fiction: charges of which one is 88 %, numbers of people that are exact, at least, from one to another, or not
/// known, several kinds of help at once, an outcome that has an order.
fn fiction() -> String {
    let mut cases = Vec::new();
    for i in 0..100_usize {
        let charge = match i {
            0..78 => r#","charge":"facilitation""#,
            78..84 => r#","charge":"smuggling""#,
            84..89 => r#","charge":"membership""#,
            _ => "",
        };
        let people = match i % 10 {
            0 => r#","people":{"min":2}"#,
            1 => r#","people":{"min":1,"max":4}"#,
            2 => "",
            _ => r#","people":1"#,
        };
        let help = [r#""food""#, r#"["food","bed"]"#, r#""bed""#, "null"][i % 4];
        let outcome = ["open", "acquitted", "convicted", "open", "open"][i % 5];
        let country = ["IT", "IT", "EL", "FR", "PL", "IT", "MT", "DE"][i % 8];
        let act =
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"][(i * i + i / 7) % 12];
        cases.push(format!(
            r#"{{"date":"2021-{:02}","country":"{country}","help":{help},"outcome":"{outcome}","act":"act {act}"{charge}{people}}}"#,
            1 + i % 12
        ));
    }
    format!(
        r##"{{"title":"Fiction: what a breakdown can show","note":"Fiction. No such case happened.",
        "facets":[{{"name":"charge","label":"Charge","values":[
            {{"value":"facilitation","label":{{"en":"Facilitation of irregular entry, transit or stay in the territory of a Member State","ar":"تسهيل الدخول"}}}},
            {{"value":"smuggling","label":"Smuggling","color":"#884400"}}]}},
          {{"name":"outcome","label":"Outcome","values":["open","acquitted","convicted"]}}],
        "cases":[{}]}}"##,
        cases.join(",")
    )
}

fn published() -> String {
    std::fs::read_to_string("www/data/published-totals.json").unwrap()
}

fn published_2022() -> String {
    std::fs::read_to_string("www/data/published-2022.json").unwrap()
}

fn published_2023() -> String {
    std::fs::read_to_string("www/data/published-2023.json").unwrap()
}

fn read(file: &str) -> Dataset {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes());
    reader.finish().unwrap()
}

struct Drawing {
    kind: Kind,
    width: f64,
    theme: &'static Theme,
    language: &'static str,
    options: &'static [(&'static str, &'static str)],
    state: State,
    unfolded: bool,
    turned: Option<f64>,
}

impl Drawing {
    fn of(kind: Kind, options: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            kind,
            width: 640.0,
            theme: &LIGHT,
            language: "en",
            options,
            state: State::default(),
            unfolded: false,
            turned: None,
        }
    }

    fn env(&self) -> Environment<'static> {
        Environment {
            theme: self.theme,
            language: self.language,
            ..ENV
        }
    }

    fn figure(&self, data: &Dataset) -> Figure {
        let mut options = Options::default();
        for (name, value) in self.options {
            options.set(name, value).unwrap();
        }
        let mut figure = Figure::new(self.kind, options);
        if self.unfolded {
            assert!(figure.unfold(MarkKey::Rest(0)));
        }
        if let Some(part) = self.turned {
            figure.turn(part);
        }
        figure.fit(data, &self.state, self.width, None, &self.env());
        figure
    }

    fn scene(&self, data: &Dataset) -> Scene {
        self.figure(data)
            .scene(data, &self.state, None, Detail::Words, &self.env())
    }

    fn words(&self, data: &Dataset) -> Vec<String> {
        outline(&self.scene(data))
            .into_iter()
            .map(|mark| mark.words)
            .collect()
    }

    fn compare(&self, name: &str, file: &str) {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scenes/{name}.svg"));
        let data = read(file);
        let mut told = String::new();
        for words in self.words(&data) {
            told.push_str(&format!("<!-- {words} -->\n"));
        }
        let title = data.info.title.get(self.language);
        let scene = self.scene(&data);
        let drawn = told + &svg(&furnish(&scene, title, "", &data.info, &self.env()));
        if std::env::var_os("CASEPLOT_BLESS").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        if golden != drawn {
            let changed = path.with_extension("changed.svg");
            std::fs::write(&changed, &drawn).unwrap();
            panic!("{name} is drawn otherwise: see {}", changed.display());
        }
    }
}

fn chosen(facet: &str, value: &str) -> State {
    update(
        &State::default(),
        Event::ToggleValue(facet.to_owned(), value.to_owned()),
    )
}

const BARS: Kind = Kind::Breakdown;

#[test]
fn the_largest_share_is_seen_as_part_of_the_whole() {
    Drawing::of(BARS, &[("facet", "charge")]).compare("breakdown-charge", &fiction());
}

#[test]
fn numbers_of_people_are_at_least_and_up_to() {
    let drawing = Drawing::of(BARS, &[("facet", "charge"), ("measure", "people")]);
    drawing.compare("breakdown-people", &fiction());
}

#[test]
fn a_narrow_dark_breakdown_has_its_labels_above() {
    let drawing = Drawing {
        width: 320.0,
        theme: &DARK,
        ..Drawing::of(BARS, &[("facet", "charge")])
    };
    drawing.compare("breakdown-narrow-dark", &fiction());
}

#[test]
fn a_breakdown_is_mirrored_for_those_who_read_from_the_right() {
    let drawing = Drawing {
        language: "ar",
        ..Drawing::of(BARS, &[("facet", "charge")])
    };
    drawing.compare("breakdown-rtl", &fiction());
}

#[test]
fn bars_are_stacked_and_a_case_with_several_values_counts_for_each() {
    let drawing = Drawing::of(BARS, &[("facet", "help"), ("stack", "outcome")]);
    drawing.compare("breakdown-stacked", &fiction());
}

#[test]
fn parts_of_bars_are_told_apart_by_patterns_too_where_an_editor_wants_it() {
    let options = &[
        ("facet", "help"),
        ("stack", "outcome"),
        ("patterns", "true"),
    ];
    Drawing::of(BARS, options).compare("breakdown-patterns", &fiction());
    let chosen = Drawing {
        width: 320.0,
        theme: &DARK,
        state: chosen("help", "bed"),
        ..Drawing::of(BARS, options)
    };
    chosen.compare("breakdown-patterns-dark", &fiction());
}

#[test]
fn a_choice_elsewhere_leaves_an_outline_of_all() {
    let drawing = Drawing {
        state: chosen("outcome", "acquitted"),
        ..Drawing::of(BARS, &[("rows", "3")])
    };
    drawing.compare("breakdown-filtered", &fiction());
}

#[test]
fn others_open_in_their_place() {
    let closed = Drawing::of(BARS, &[("facet", "act"), ("rows", "5")]);
    let open = Drawing {
        unfolded: true,
        ..Drawing::of(BARS, &[("facet", "act"), ("rows", "5")])
    };
    closed.compare("breakdown-others", &fiction());
    let narrow = Drawing {
        width: 320.0,
        ..Drawing::of(BARS, &[("facet", "act"), ("rows", "2")])
    };
    narrow.compare("breakdown-others-narrow", &fiction());
    open.compare("breakdown-opened", &fiction());
    let data = read(&fiction());
    let (few, all) = (closed.words(&data), open.words(&data));
    assert_eq!((few.len(), all.len()), (6, 13));
    assert_eq!(few[..5], all[..5]);
    assert!(
        few[5].ends_with("Choose to show them one by one."),
        "{}",
        few[5]
    );
    assert!(
        all[5].ends_with("Choose to show them as one again."),
        "{}",
        all[5]
    );
}

#[test]
fn the_studys_88_percent_is_a_bar_of_88_percent() {
    let drawing = Drawing::of(BARS, &[("facet", "charge")]);
    drawing.compare("breakdown-published", &published());
    let words = drawing.words(&read(&published()));
    assert_eq!(
        words,
        [
            "Facilitation of entry, transit or stay, or smuggling (January 2021 – March 2022): 88 %, published without a count."
        ]
    );
}

#[test]
fn published_totals_by_country_are_bars_of_people_and_those_of_several_countries_are_one() {
    Drawing::of(BARS, &[]).compare("breakdown-totals", &published_2022());
}

#[test]
fn what_is_published_as_about_so_much_says_about() {
    let drawing = Drawing::of(BARS, &[("facet", "help")]);
    assert!(drawing.words(&read(&published_2023()))[0].contains("about 60 %"));
}

#[test]
fn percentages_never_stand_among_counts_of_cases() {
    let file = r#"[{"date":"2021","help":"sea","people":3},{"date":"2022","help":"land","kind":"aggregate","percent":{"min":50}},
        {"date":"2022","help":"sea","kind":"aggregate","people":70}]"#;
    let drawing = Drawing::of(BARS, &[("facet", "help"), ("measure", "people")]);
    assert_eq!(
        drawing.words(&read(file)),
        [
            "sea: 1 case, 3 people, 100 %",
            "land (2022): at least 50 %, published without a count."
        ]
    );
}

#[test]
fn percentages_that_have_no_bar_are_told_in_notes() {
    let one = |n: usize| {
        let year = 1990 + n;
        format!(r#"{{"date":"{year}","help":"sea","kind":"aggregate","percent":{n}}}"#)
    };
    let file = |n: usize| format!("[{}]", (1..=n).map(one).collect::<Vec<_>>().join(","));
    let drawing = Drawing::of(BARS, &[("facet", "help")]);
    let notes = |n: usize| {
        let scene = drawing.scene(&read(&file(n)));
        let told = scene
            .notes
            .into_iter()
            .filter(|note| note.contains("ercentages") || note.contains('%'));
        told.collect::<Vec<String>>()
    };
    assert_eq!(notes(12), Vec::<String>::new());
    let told = notes(13);
    assert_eq!(told, ["sea (2003): 13 %, published without a count."]);
    let told = notes(30);
    assert_eq!(told.len(), 13);
    assert_eq!(told[12], "There are more percentages, which a list shows.");
}

#[test]
fn a_facet_that_there_is_not_is_said_with_the_nearest_one() {
    let drawing = Drawing::of(BARS, &[("facet", "chrage"), ("stack", "outcom")]);
    let scene = drawing.scene(&read(&fiction()));
    let said = "The data has no field “chrage”. Did you mean “charge”? It has: charge, outcome, help, act.";
    assert_eq!(scene.notes, [said]);
    assert_eq!(scene.summary, said);
    let stacked = Drawing::of(BARS, &[("facet", "charge"), ("stack", "outcom")]);
    let notes = stacked.scene(&read(&fiction())).notes;
    assert!(
        notes[0].starts_with("The data has no field “outcom”."),
        "{notes:?}"
    );
}

#[test]
fn a_breakdown_is_ordered_by_number_by_name_or_as_the_file_says() {
    let data = read(&fiction());
    let first = |options| {
        let words = Drawing::of(BARS, options).words(&data);
        let name = |words: &String| words.split(':').next().unwrap().to_owned();
        words.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(
        first(&[("facet", "outcome")]),
        ["open", "acquitted", "convicted"]
    );
    let named = first(&[("facet", "outcome"), ("sort", "label")]);
    assert_eq!(named, ["acquitted", "convicted", "open"]);
    let filed = first(&[("facet", "outcome"), ("sort", "file")]);
    assert_eq!(filed, ["open", "acquitted", "convicted"]);
}

#[test]
fn a_breakdown_of_nothing_draws_nothing_and_says_so() {
    let data = read("[]");
    for options in [&[][..], &[("facet", "charge"), ("stack", "help")][..]] {
        let scene = Drawing::of(BARS, options).scene(&data);
        assert!(outline(&scene).is_empty());
    }
    assert_eq!(
        Drawing::of(BARS, &[]).scene(&data).summary,
        "Ranked bars. No case in what is shown."
    );
}

#[test]
fn the_table_of_a_breakdown_has_numbers_and_shares_also_of_what_is_not_shown() {
    let data = read(&fiction());
    let drawing = Drawing::of(BARS, &[("facet", "act"), ("rows", "2")]);
    let table = drawing
        .figure(&data)
        .table(&data, &State::default(), &drawing.env());
    assert_eq!(table.columns, ["act", "Cases", "Share"]);
    assert_eq!(table.rows.len(), 12);
    assert!(table.rows.iter().all(|row| row[2].ends_with('%')));
}

const TOTAL: Kind = Kind::Total;

impl Drawing {
    /// The sentence, with its large number in stars and the first form of a plural for one, else the last one.
    fn sentence(&self, data: &Dataset) -> String {
        let pieces = self.figure(data).sentence(data, &self.state, &self.env());
        let text = |piece: Piece| match piece {
            Piece::Text(text) | Piece::Value(text) => text,
            Piece::Number(number) => format!("*{number}*"),
            Piece::Plural(1, forms) => forms[0].clone(),
            Piece::Plural(_, forms) => forms[forms.len() - 1].clone(),
        };
        pieces.into_iter().map(text).collect()
    }
}

#[test]
fn units_are_a_crowd_by_a_facet() {
    let options = &[
        ("units", "person"),
        ("stack", "charge"),
        ("measure", "people"),
    ];
    Drawing::of(TOTAL, options).compare("total-crowd", &fiction());
    let dots = Drawing {
        width: 320.0,
        theme: &DARK,
        ..Drawing::of(TOTAL, &[("units", "dot"), ("stack", "outcome")])
    };
    dots.compare("total-dots-narrow-dark", &fiction());
}

#[test]
fn dots_have_the_patterns_of_what_they_stand_for() {
    let options = &[("units", "dot"), ("stack", "outcome"), ("patterns", "true")];
    Drawing::of(TOTAL, options).compare("total-patterns", &fiction());
}

#[test]
fn figures_of_people_stay_whole_and_so_do_their_swatches() {
    let plain = &[("units", "person"), ("stack", "outcome")];
    let asked = &[
        ("units", "person"),
        ("stack", "outcome"),
        ("patterns", "true"),
    ];
    let scene = |options| Drawing::of(TOTAL, options).scene(&read(&fiction()));
    assert_eq!(scene(asked), scene(plain));
}

#[test]
fn units_stand_in_bars_and_on_their_way_there() {
    let options = &[
        ("units", "person"),
        ("stack", "charge"),
        ("arrange", "bars"),
    ];
    Drawing::of(TOTAL, options).compare("total-bars", &fiction());
    let half = Drawing {
        turned: Some(0.4),
        state: chosen("charge", "smuggling"),
        ..Drawing::of(TOTAL, options)
    };
    half.compare("total-turning", &fiction());
}

#[test]
fn a_sentence_says_at_least_where_that_is_what_is_known() {
    let people = Drawing::of(TOTAL, &[("measure", "people")]);
    assert_eq!(
        people.sentence(&read(&fiction())),
        "at least *100* people in 6 countries, 2021"
    );
    let cases = Drawing::of(TOTAL, &[]);
    assert_eq!(
        cases.sentence(&read(
            r#"[{"date":"2021","country":"IT","people":{"min":1,"max":3}}]"#
        )),
        "*1* case in 1 country, 2021"
    );
    let range = Drawing::of(TOTAL, &[("template", "{people} {people:person|people}")]);
    let few = r#"[{"date":"2021","people":{"min":1,"max":3}}]"#;
    assert_eq!(range.sentence(&read(few)), "*1–3* people");
    let unknown = r#"[{"date":"2021"}]"#;
    assert_eq!(
        range.sentence(&read(unknown)),
        "an unknown number of people"
    );
}

#[test]
fn a_sentence_is_of_published_totals_of_one_time_with_the_countries_of_sets() {
    let total = Drawing::of(TOTAL, &[]);
    assert_eq!(
        total.sentence(&read(&published_2022())),
        "at least *102* people in 8 countries, 2022"
    );
    assert_eq!(
        total.sentence(&read(&published())),
        "at least *142* people, 2024"
    );
    let notes = total.scene(&read(&published())).notes;
    assert!(notes[0].starts_with("Totals of 2024 only"), "{notes:?}");
}

#[test]
fn a_sentence_tells_parts_of_a_facet_also_those_that_are_published() {
    let template = &[(
        "template",
        "{share:charge=facilitation}, {cases:charge=smuggling}, {from}–{to}",
    )];
    let total = Drawing::of(TOTAL, template);
    assert_eq!(
        total.sentence(&read(&fiction())),
        "*88 %*, 6, January 2021–December 2021"
    );
    let study = &[("template", "{share:charge=facilitation-or-smuggling}")];
    assert_eq!(
        Drawing::of(TOTAL, study).sentence(&read(&published())),
        "*88 %*"
    );
    let notes = Drawing::of(TOTAL, study).scene(&read(&published())).notes;
    assert!(
        !notes.iter().any(|note| note.starts_with("Totals of")),
        "{notes:?}"
    );
}

#[test]
fn of_several_published_percentages_none_is_told_as_the_one() {
    let file = r#"[{"date":"2021","country":"IT","help":"sea","kind":"aggregate","percent":40},
        {"date":"2022","country":"FR","help":"sea","kind":"aggregate","percent":70}]"#;
    let total = Drawing::of(TOTAL, &[("template", "{share:help=sea} by sea")]);
    assert_eq!(
        total.sentence(&read(file)),
        "– (2 percentages are published) by sea"
    );
    let notes = total.scene(&read(file)).notes;
    let told = notes.iter().filter(|note| note.contains('%'));
    assert_eq!(told.count(), 2, "{notes:?}");
    let france = Drawing {
        state: update(&State::default(), Event::Toggle(*b"FR")),
        ..Drawing::of(TOTAL, &[("template", "{share:help=sea} by sea")])
    };
    assert_eq!(france.sentence(&read(file)), "*70 %* by sea");
}

#[test]
fn people_of_several_kinds_are_known_and_not_added() {
    let file = r#"[{"date":"2021","country":"IT","people":9,"who":"defender"},
        {"date":"2021","country":"IT","people":7,"who":"migrant"}]"#;
    let template = &[
        ("template", "{people} {people:person|people}"),
        ("measure", "cases"),
    ];
    assert_eq!(
        Drawing::of(TOTAL, template).sentence(&read(file)),
        "several kinds (not added up) of people"
    );
    let none = file
        .replace("\"people\":9,", "")
        .replace("\"people\":7,", "");
    assert_eq!(
        Drawing::of(TOTAL, template).sentence(&read(&none)),
        "an unknown number of people"
    );
}

#[test]
fn a_sentence_follows_what_is_chosen() {
    let total = Drawing {
        state: chosen("charge", "smuggling"),
        ..Drawing::of(TOTAL, &[])
    };
    assert!(
        total
            .sentence(&read(&fiction()))
            .starts_with("*6* cases in ")
    );
}

#[test]
fn a_template_of_the_file_is_in_the_readers_language() {
    let file = r#"{"template":{"en":"{cases} in all","ar":"{cases} !"},"cases":[{"date":"2021"}]}"#;
    let total = Drawing::of(TOTAL, &[]);
    assert_eq!(total.sentence(&read(file)), "*1* in all");
    let arabic = Drawing {
        language: "ar",
        ..Drawing::of(TOTAL, &[])
    };
    assert_eq!(arabic.sentence(&read(file)), "*1* !");
}

#[test]
fn an_unknown_word_is_said_with_what_there_is_and_the_rest_is_filled() {
    let data = read(&fiction());
    let said = |template: &'static str| {
        let options: &'static [(&str, &str)] = Vec::leak(vec![("template", template)]);
        let total = Drawing::of(TOTAL, options);
        (total.sentence(&data), total.scene(&data).notes.join(" "))
    };
    let (sentence, note) = said("{poeple} in {countries}");
    assert_eq!(sentence, "… in 6");
    assert_eq!(
        note,
        "The sentence’s {poeple} is no word that can be filled. Did you mean “people”? Words are: cases, people, countries, from, to, time, share:facet=value."
    );
    let (_, note) = said("{share:chrage=smuggling}");
    assert!(note.contains("Did you mean “charge”?"), "{note}");
    let (_, note) = said("{share:charge=theft}");
    assert!(
        note.ends_with("It has: facilitation, smuggling, membership."),
        "{note}"
    );
}

#[test]
fn more_units_than_can_be_told_apart_stand_for_several_each() {
    let file = r#"[{"date":"2021","people":40000},{"date":"2021","people":3,"charge":"x"}]"#;
    let total = Drawing::of(
        TOTAL,
        &[("units", "dot"), ("measure", "people"), ("stack", "charge")],
    );
    let scene = total.scene(&read(file));
    assert!(
        scene
            .notes
            .contains(&"One dot stands for 100 people.".to_owned()),
        "{:?}",
        scene.notes
    );
    assert_eq!(
        total.words(&read(file)),
        ["x: 1 case, 3 people", "not stated: 1 case, 40,000 people"]
    );
}

#[test]
fn a_total_without_units_draws_nothing_and_its_table_has_the_numbers() {
    let data = read(&fiction());
    let total = Drawing::of(TOTAL, &[]);
    assert_eq!(total.scene(&data).size.height, 0.0);
    let table = total
        .figure(&data)
        .table(&data, &State::default(), &total.env());
    assert_eq!(table.columns, ["Total", "Number"]);
    assert_eq!(table.rows[0], ["Cases", "100"]);
    assert_eq!(
        table.rows[1],
        [
            "People (at least)",
            "at least 100 people, and 10 cases with unknown number"
        ]
    );
}
