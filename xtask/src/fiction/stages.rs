//! Made-up proceedings: what became of each case, stage by stage.

use serde_json::{Map, Value, json};

use super::{CHARGES, COUNTRIES, Random, SAID, SEED, labels, weights};

const CASES: usize = 300;
/// Stages in their order, with their labels and how many months they come after the one before, at least and in
/// addition at most.
const STAGES: [(&str, &str, u64, u64); 5] = [
    ("act", "Act", 0, 0),
    ("charged", "Charged", 1, 8),
    ("trial", "Trial", 2, 22),
    ("decided", "Decided", 1, 11),
    ("appeal", "Appeal decided", 4, 18),
];
/// The list ends with this month, counted from January 2019.
const MONTHS: u64 = 60;
const OUTCOMES: [(&str, &str, u64); 4] = [
    ("acquitted", "Acquitted or dropped", 60),
    ("convicted", "Convicted", 16),
    ("ongoing", "Ongoing", 0),
    ("unknown", "Not known", 24),
];

/// The text of the file, a line a case.
pub(super) fn file() -> String {
    let mut text = String::from("{\n");
    for (name, value) in header() {
        text.push_str(&format!("{}: {value},\n", Value::from(name)));
    }
    let mut random = Random(SEED ^ 1);
    let lines: Vec<String> = (0..CASES).map(|at| line(at, &mut random)).collect();
    text.push_str("\"cases\": [\n");
    text.push_str(&lines.join(",\n"));
    text.push_str("\n]}\n");
    text
}

fn header() -> [(&'static str, Value); 6] {
    let stage =
        |(name, label, ..): &(&str, &str, u64, u64)| json!({"name": name, "label": {"en": label}});
    [
        (
            "title",
            json!({"en": "Fiction: proceedings for helping migrants, from the act to the decision"}),
        ),
        ("note", json!({"en": SAID})),
        (
            "source",
            json!({"name": {"en": "made up by caseplot, for show"}, "licence": "CC0"}),
        ),
        ("measure", json!("cases")),
        ("stages", STAGES.iter().map(stage).collect()),
        (
            "facets",
            json!([
                {"name": "charge", "label": {"en": "Charge"}, "values": labels(&CHARGES)},
                {"name": "outcome", "label": {"en": "Outcome"}, "values": labels(&OUTCOMES)}
            ]),
        ),
    ]
}

fn line(at: usize, random: &mut Random) -> String {
    let mut month = random.below(MONTHS);
    let mut dates = Map::new();
    let mut ongoing = false;
    for (index, (name, _, least, more)) in STAGES.into_iter().enumerate() {
        month += least + if more > 0 { random.below(more + 1) } else { 0 };
        // Some proceedings end early, and few are appealed.
        let ends = index > 1 && random.below(if index == 4 { 2 } else { 9 }) == 0;
        if month >= MONTHS || ends {
            ongoing = !ends;
            break;
        }
        // Of some stages nobody knows when they were.
        if index == 0 || random.below(8) > 0 {
            dates.insert(name.to_owned(), json!(date(month, index, random)));
        }
    }
    let outcome = if ongoing {
        "ongoing"
    } else {
        random.pick(&weights(&OUTCOMES))
    };
    let (country, charge) = (random.pick(&COUNTRIES), random.pick(&weights(&CHARGES)));
    let when = match dates.get("act").filter(|_| random.below(20) == 0) {
        // Of some cases no more is known than when they began.
        Some(act) => format!("\"date\":{act}"),
        None => format!("\"dates\":{}", ordered(&dates)),
    };
    format!(
        "{{\"id\":\"p{:03}\",{when},\"country\":\"{country}\",\"charge\":\"{charge}\",\"outcome\":\"{outcome}\"}}",
        at + 1
    )
}

/// The dates in the order of the stages.
fn ordered(dates: &Map<String, Value>) -> String {
    let told = STAGES
        .iter()
        .filter_map(|(name, ..)| Some(format!("\"{name}\":{}", dates.get(*name)?)));
    format!("{{{}}}", told.collect::<Vec<_>>().join(","))
}

/// A day, a month or a year; of a trial now and then the months from its first to its last day, or only its first.
fn date(month: u64, stage: usize, random: &mut Random) -> String {
    let written = |month: u64| format!("{}-{:02}", 2019 + month / 12, month % 12 + 1);
    let day = random.below(28) + 1;
    match random.below(20) {
        0..=4 => written(month),
        5 if stage == 0 => (2019 + month / 12).to_string(),
        6 | 7 if stage == 2 => format!(
            "{}/{}",
            written(month),
            written(month + 1 + random.below(3))
        ),
        8 if stage == 2 => format!("{}/..", written(month)),
        9 if stage == 0 => format!("{}~", written(month)),
        _ => format!("{}-{day:02}", written(month)),
    }
}
