//! `cargo xtask fiction`: made-up cases for the pages.
//!
//! Nobody publishes real cases of this kind month by month, for good reasons; what a time chart of
//! them could look like can only be shown with cases that never happened. No person, town or
//! court in them is meant, and the file says so wherever it is drawn.

mod stages;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

const CASES: usize = 400;
/// What every made-up file says of itself.
const SAID: &str = "Fiction: every case in this figure is made up by a program. None of them happened; \
                    no real person, place or proceeding is meant, and no number says anything about a country.";
const SEED: u64 = 0x0063_6173_6570_6c6f;
const FIRST_YEAR: u64 = 2019;
const YEARS: u64 = 5;

/// Weights: how many of the cases there are, in relation to each other.
const COUNTRIES: [(&str, u64); 17] = [
    ("IT", 74),
    ("EL", 62),
    ("FR", 48),
    ("ES", 38),
    ("PL", 34),
    ("HR", 20),
    ("DE", 18),
    ("MT", 14),
    ("BE", 13),
    ("HU", 12),
    ("LV", 10),
    ("LT", 10),
    ("CY", 9),
    ("BG", 8),
    ("SI", 7),
    ("AT", 6),
    ("DK", 4),
];

const CHARGES: [(&str, &str, u64); 5] = [
    ("facilitation", "Facilitation of entry, transit or stay", 62),
    ("smuggling", "Smuggling", 16),
    ("membership", "Membership of an organisation", 9),
    ("obstruction", "Obstruction or disobedience", 8),
    ("other", "Other charges", 5),
];

const HELP: [(&str, &str, u64); 6] = [
    ("rescue", "Rescue at sea", 26),
    ("food", "Food, water, clothing", 24),
    ("shelter", "Shelter", 18),
    ("transport", "Transport", 17),
    ("advice", "Advice, translation", 9),
    ("medical", "Medical help", 6),
];

const OUTCOMES: [(&str, &str, u64); 4] = [
    ("ongoing", "Ongoing", 56),
    ("acquitted", "Acquitted or dropped", 32),
    ("convicted", "Convicted", 8),
    ("unknown", "Not known", 4),
];

/// The European Union, as the made-up list claims to have looked at it.
const COVERED: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Makes the text of a file.
type Make = fn() -> String;

/// The files, with what makes them.
const FILES: [(&str, Make); 2] = [
    ("fiction.json", file),
    ("fiction-stages.json", stages::file),
];

/// Writes the made-up cases to files in `folder`: the same bytes each time.
///
/// # Errors
/// When a file can't be written.
pub fn run(folder: &Path) -> Result<()> {
    for (name, file) in FILES {
        let (text, output) = (file(), folder.join(name));
        fs::write(&output, &text)
            .with_context(|| format!("{} can't be written", output.display()))?;
        println!(
            "made-up cases: wrote {} ({} bytes)",
            output.display(),
            text.len()
        );
    }
    Ok(())
}

/// The text of the file, a line a case.
fn file() -> String {
    let mut text = String::from("{\n");
    for (name, value) in header() {
        text.push_str(&format!("{}: {value},\n", Value::from(name)));
    }
    let mut random = Random(SEED);
    let mut cases: Vec<Map<String, Value>> = (0..CASES).map(|_| case(&mut random)).collect();
    // In order of time, the undated last; numbered after that, as an editor's list would be.
    cases.sort_by_key(|case| {
        case.get("date")
            .map_or_else(|| "~".into(), Value::to_string)
    });
    let lines: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(at, case)| line(at, case))
        .collect();
    text.push_str("\"cases\": [\n");
    text.push_str(&lines.join(",\n"));
    text.push_str("\n]}\n");
    text
}

fn line(at: usize, case: &Map<String, Value>) -> String {
    let mut line = format!("{{\"id\":\"f{:03}\"", at + 1);
    for name in ["date", "country", "people", "charge", "help", "outcome"] {
        if let Some(value) = case.get(name) {
            line.push_str(&format!(",\"{name}\":{value}"));
        }
    }
    line.push('}');
    line
}

fn header() -> [(&'static str, Value); 7] {
    [
        (
            "title",
            json!({"en": "Fiction: people facing proceedings for helping migrants"}),
        ),
        ("note", json!({"en": SAID})),
        (
            "source",
            json!({"name": {"en": "made up by caseplot, for show"}, "licence": "CC0"}),
        ),
        ("measure", json!("people")),
        ("updated", json!("2024-01-15")),
        (
            "coverage",
            json!({
                "from": FIRST_YEAR.to_string(),
                "to": (FIRST_YEAR + YEARS - 1).to_string(),
                "countries": COVERED
            }),
        ),
        (
            "facets",
            json!([
                {"name": "charge", "label": {"en": "Charge"}, "values": labels(&CHARGES)},
                {"name": "help", "label": {"en": "Kind of help"}, "values": labels(&HELP)},
                {"name": "outcome", "label": {"en": "Outcome"}, "values": labels(&OUTCOMES)}
            ]),
        ),
    ]
}

fn labels(values: &[(&str, &str, u64)]) -> Vec<Value> {
    let label =
        |(value, label, _): &(&str, &str, u64)| json!({"value": value, "label": {"en": label}});
    values.iter().map(label).collect()
}

fn case(random: &mut Random) -> Map<String, Value> {
    let mut case = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            case.insert(name.to_owned(), value);
        }
    };
    put("date", date(random).map(Value::from));
    let country = random.pick(&COUNTRIES);
    put("country", Some(json!(country)));
    put("people", people(random));
    put("charge", Some(json!(random.pick(&weights(&CHARGES)))));
    put("help", Some(help(random, country)));
    put("outcome", Some(json!(random.pick(&weights(&OUTCOMES)))));
    case
}

fn weights<const N: usize>(
    values: &[(&'static str, &'static str, u64); N],
) -> [(&'static str, u64); N] {
    values.map(|(value, _, weight)| (value, weight))
}

/// A day, a month, a year or nothing, as lists of cases have them; more in later years and in
/// summer.
fn date(random: &mut Random) -> Option<String> {
    let year = FIRST_YEAR + random.pick(&[(0, 12), (1, 13), (2, 20), (3, 25), (4, 30)]);
    let months = [5, 5, 7, 8, 9, 11, 12, 12, 10, 8, 7, 6];
    let month = random.pick(&std::array::from_fn::<_, 12, _>(|at| (at + 1, months[at])));
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28,
        _ => 31,
    };
    let day = random.below(length) + 1;
    match random.below(100) {
        0 => None,
        1..=6 => Some(year.to_string()),
        7..=44 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    }
}

/// How many people: mostly one to four, now and then a large trial, often `at least`.
fn people(random: &mut Random) -> Option<Value> {
    let most = random.pick(&[(1, 52), (3, 30), (6, 13), (16, 5)]);
    let number = random.below(most) + 1;
    match random.below(100) {
        0..=5 => None,
        6..=23 => Some(json!({"min": number})),
        24..=28 => Some(json!({"min": number, "max": number + 1 + random.below(3)})),
        _ => Some(json!(number)),
    }
}

/// One kind of help or two; nobody is rescued at sea where there is none.
fn help(random: &mut Random, country: &str) -> Value {
    let mut kinds = weights(&HELP);
    if matches!(country, "AT" | "HU") {
        kinds[0].1 = 0;
    }
    let first = random.pick(&kinds);
    let second = random.pick(&kinds);
    if random.below(4) == 0 && second != first {
        json!([first, second])
    } else {
        json!([first])
    }
}

/// `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): the
/// same cases on every machine and in every year.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`; the bias is some 1e-17 for ends as small as ours.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of the values, as often as its weight says.
    fn pick<T: Copy, const N: usize>(&mut self, values: &[(T, u64); N]) -> T {
        let mut left = self.below(values.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in values {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        values[N - 1].0
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that can't go on says so by panicking"
    )]

    use super::*;

    #[test]
    fn the_same_cases_are_made_up_each_time_and_are_those_of_the_pages() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/data");
        for (name, file) in FILES {
            let committed = fs::read_to_string(folder.join(name)).unwrap();
            assert!(
                file() == committed,
                "run `cargo xtask fiction` and look at what changed in {name}"
            );
        }
    }

    #[test]
    fn the_file_says_that_it_is_fiction_wherever_it_is_drawn() {
        for (name, file) in FILES {
            let file: Value = serde_json::from_str(&file()).unwrap();
            for field in ["title", "note"] {
                let text = file[field]["en"].as_str().unwrap();
                assert!(text.starts_with("Fiction:"), "{name}, {field}: {text}");
            }
        }
    }

    #[test]
    fn dates_and_numbers_are_as_mixed_as_in_real_lists() {
        let file: Value = serde_json::from_str(&file()).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let dated = |length: usize| {
            let is = |case: &&Value| case["date"].as_str().unwrap_or_default().len() == length;
            cases.iter().filter(is).count()
        };
        assert_eq!(cases.len(), CASES);
        for (length, least) in [(0, 1), (4, 10), (7, 100), (10, 150)] {
            assert!(dated(length) >= least, "{length}: {}", dated(length));
        }
        assert!(cases.iter().any(|case| case["people"].is_null()));
        assert!(cases.iter().any(|case| case["people"]["min"].is_number()));
        assert!(
            cases
                .iter()
                .all(|case| case.get("place").is_none() && case.get("lat").is_none())
        );
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // The first numbers for the seed 1234567, as given with the reference implementation.
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
