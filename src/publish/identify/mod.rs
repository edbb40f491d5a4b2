//! Rule 1: what names people or finds them, by the names of columns and by what stands in them.

pub(super) mod names;
mod values;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use names::{Trait, words};

use super::fields::OTHER;
use super::finding::{Finding, Findings, counted};
use super::policy::Policy;
use super::rules::{Rule, Severity};
use super::source::{Source, texts};

/// This part of a column's values, in percent, makes it a column of such values.
const MANY: usize = 20;
/// This part of them has to look like names.
const NAMES: usize = 60;
/// About as many values tell what a column holds.
const SAMPLE: usize = 2_000;
/// What is found in a text that is published, of one that is not.
const REPEATED: &str = "words that a column of names, addresses or numbers holds too";
/// The same of a part of a name.
const PART: &str = "words that are a part of a name in a column that is left out";
/// A text of more words is no name, address or number.
const LONG: usize = 12;
/// Fewer values than this are no pattern.
const FEW: usize = 8;

/// What a column holds.
#[derive(Debug)]
struct Column {
    name: String,
    /// By its name or by most of its values.
    kind: Option<Trait>,
    /// The records of which the value tells something.
    hits: BTreeMap<Trait, Vec<u32>>,
}

/// Texts that identify people, as words in small letters without accents: none of them may be in what is published.
#[derive(Debug, Default)]
pub(super) struct Identifying {
    texts: HashSet<String>,
    longest: usize,
    /// Single words of names.
    parts: HashSet<String>,
}

impl Identifying {
    fn add(&mut self, text: &str) {
        let words = words(text);
        let length = words.iter().map(|word| word.chars().count()).sum::<usize>();
        // What is short is a word of many texts, but for a name of two; and one we write ourselves names nobody.
        let is_letters = |word: &String| word.chars().all(char::is_alphabetic);
        let is_name = words.len() > 1 && length >= 4 && words.iter().all(is_letters);
        if (1..=LONG).contains(&words.len()) && (length >= 5 || is_name) && words != [OTHER] {
            self.longest = self.longest.max(words.len());
            self.texts.insert(words.join(" "));
        }
    }

    /// Takes the single words of a name, as far as it looks like one.
    fn add_parts(&mut self, text: &str) {
        if values::looks_like_a_name(text) {
            let words = words(text).into_iter();
            self.parts
                .extend(words.filter(|word| word.chars().count() >= 4));
        }
    }

    /// Whether a text holds a single word of a name.
    fn has_part(&self, text: &str) -> bool {
        !self.parts.is_empty() && words(text).iter().any(|word| self.parts.contains(word))
    }

    /// Whether a text holds one of them.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if self.texts.is_empty() {
            return false;
        }
        let words = words(text);
        (1..=self.longest).any(|length| {
            words
                .windows(length)
                .any(|window| self.texts.contains(&window.join(" ")))
        })
    }
}

/// Looks at all columns. What is published and identifies somebody is found as heavy as the policy has it; what is
/// not published is told.
pub(super) fn identify(
    source: &Source,
    policy: &Policy,
    allowed: &[String],
    found: &mut Findings,
) -> Identifying {
    let is_published = |name: &str| allowed.iter().any(|field| field == name);
    let columns: Vec<Column> = source
        .columns
        .iter()
        .map(|name| column(source, name, is_published(name)))
        .collect();
    let mut identifying = Identifying::default();
    for column in &columns {
        let name = column.name.as_str();
        // A birth date that is read as the date of the case is published as one.
        if names::of_column(name).is_some()
            && source.meaning(name).is_some_and(|means| policy.has(means))
            && policy.is_on_for(Rule::Identify, name)
        {
            published_one(policy, column, found);
            continue;
        }
        let published = is_published(name);
        if let Some(kind) = column.kind
            && !published
        {
            remember(source, column, kind, &mut identifying);
            dropped(policy, column, kind, found);
            counted_twice(source, policy, name, found);
        }
        if published && policy.is_on_for(Rule::Identify, name) {
            published_one(policy, column, found);
        }
    }
    if policy.is_on(Rule::Identify) {
        repeated(source, policy, allowed, &identifying, found);
    }
    identifying
}

/// What a column holds: of one that is published all of it is looked at, of another one as much as tells what it is.
fn column(source: &Source, name: &str, published: bool) -> Column {
    let step = if published {
        1
    } else {
        source.len() / SAMPLE + 1
    };
    let mut hits: BTreeMap<Trait, Vec<u32>> = BTreeMap::new();
    let (mut filled, mut like_names) = (0, 0);
    let mut different = HashSet::new();
    let mut known: HashMap<String, Option<Trait>> = HashMap::new();
    for row in (0..source.len()).step_by(step) {
        let Some(value) = source.value(row, name) else {
            continue;
        };
        let mut texts = texts(value);
        texts.retain(|text| !text.trim().is_empty());
        let Some(first) = texts.first() else {
            continue;
        };
        filled += 1;
        let is_new = different.insert(first.to_string());
        like_names += usize::from(is_new && values::looks_like_a_name(first));
        let kind = match value {
            // Numbers are counts, codes and coordinates.
            Value::Number(_) => None,
            _ => texts.iter().find_map(|text| {
                if let Some(kind) = known.get(text.as_ref()) {
                    return *kind;
                }
                let kind = values::of_text(text);
                known.insert(text.to_string(), kind);
                kind
            }),
        };
        if let Some(kind) = kind {
            hits.entry(kind).or_default().push(source.number(row));
        }
    }
    let most = hits.iter().max_by_key(|(_, rows)| rows.len());
    let by_values = most.filter(|(_, rows)| rows.len() * 100 >= filled * MANY && rows.len() >= 2);
    // Names that nobody listed: almost every value is another one, and they look like nothing else.
    let unlisted = different.len() >= FEW
        && different.len() * 10 >= filled * 8
        && like_names * 100 >= different.len() * NAMES;
    let by_values = by_values
        .map(|(&kind, _)| kind)
        .or(unlisted.then_some(Trait::Name));
    Column {
        name: name.to_owned(),
        kind: names::of_column(name).or(by_values),
        hits,
    }
}

fn remember(source: &Source, column: &Column, kind: Trait, identifying: &mut Identifying) {
    // A year of birth or an age is a number of other things too.
    if kind == Trait::Birth {
        return;
    }
    for row in 0..source.len() {
        for text in source.texts(row, &column.name) {
            identifying.add(&text);
            if kind == Trait::Name {
                identifying.add_parts(&text);
            }
        }
    }
}

/// The name of a column as a report may show it: in sheets with a column for each person, it names one.
pub(super) fn shown(column: &str) -> &str {
    match values::of_text(column) {
        Some(_) => "(one whose name tells of somebody)",
        None => column,
    }
}

fn dropped(policy: &Policy, column: &Column, kind: Trait, found: &mut Findings) {
    let finding = Finding::stop(
        "identify",
        shown(&column.name),
        format!("{}, by the column's name or by its values", kind.words()),
        "",
        "It is not in the public file.",
    );
    found.at_most(policy, Rule::Identify, Severity::Note, finding);
}

/// Tells of people who are in several records, as far as a column says who they are: one that has almost as many values
/// as records. They count as several.
fn counted_twice(source: &Source, policy: &Policy, column: &str, found: &mut Findings) {
    let whose = [Trait::Name, Trait::Phone, Trait::Mail, Trait::Document];
    let is_whose = names::of_column(column).is_some_and(|kind| whose.contains(&kind));
    if !is_whose || !policy.is_on(Rule::Anonymity) {
        return;
    }
    let (again, people) = source.again(column, |texts| words(&texts.join(" ")).join(" "));
    if again.is_empty() || again.len() * 4 > people {
        return;
    }
    let finding = Finding::stop(
        "anonymity",
        shown(column),
        "what an earlier record has too",
        "",
        "If it says whom a case is about, join the records of one person: counted several times, somebody hides among themselves.",
    );
    found.at_most(
        policy,
        Rule::Anonymity,
        Severity::Warn,
        finding.of_records(&again),
    );
}

fn published_one(policy: &Policy, column: &Column, found: &mut Findings) {
    let mend = "Take the field out of fields. If it identifies nobody, say so under rules, identify, with fields and a reason.";
    let mut add = |what: String, records: &[u32]| {
        let expected = "nothing that names or finds a person";
        let finding =
            Finding::stop("identify", &column.name, what, expected, mend).of_records(records);
        found.add(policy, Rule::Identify, finding);
    };
    if let Some(kind) = column.kind {
        let what = format!(
            "what the column's name or its values say are {}",
            kind.words()
        );
        return add(what, &[]);
    }
    for (kind, records) in &column.hits {
        add(format!("what looks like {}", kind.words()), records);
    }
}

/// Looks whether the values of columns that are not published stand in those that are.
fn repeated(
    source: &Source,
    policy: &Policy,
    allowed: &[String],
    identifying: &Identifying,
    found: &mut Findings,
) {
    for name in allowed {
        if !policy.is_on_for(Rule::Identify, name) {
            continue;
        }
        let records = repeats(source, name, |text| identifying.is_in(text));
        if !records.is_empty() {
            let finding = Finding::stop(
                "identify",
                name,
                REPEATED,
                "nothing of the columns that are left out",
                "Take the words out of it, or the field out of fields.",
            );
            found.add(policy, Rule::Identify, finding.of_records(&records));
            continue;
        }
        let records = repeats(source, name, |text| identifying.has_part(text));
        if !records.is_empty() {
            let mend = "Many names are words of other texts too: look whether somebody is meant.";
            let finding = Finding::stop("identify", name, PART, "", mend).of_records(&records);
            found.at_most(policy, Rule::Identify, Severity::Warn, finding);
        }
    }
}

/// The records whose field holds what identifies somebody, by their numbers.
fn repeats(source: &Source, name: &str, holds: impl Fn(&str) -> bool) -> Vec<u32> {
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    let mut records = Vec::new();
    for row in 0..source.len() {
        let texts = source.texts(row, name);
        let is = texts
            .iter()
            .any(|text| *known.entry(text.to_string()).or_insert_with(|| holds(text)));
        if is {
            records.push(source.number(row));
        }
    }
    records
}

/// By column, what the rule finds in it if all others that identify people are left out, in words.
pub(super) fn suspects(source: &Source) -> BTreeMap<String, String> {
    let columns = source.columns.iter();
    let columns: Vec<Column> = columns.map(|name| column(source, name, true)).collect();
    let mut identifying = Identifying::default();
    for column in &columns {
        if let Some(kind) = column.kind {
            remember(source, column, kind, &mut identifying);
        }
    }
    let words = |column: &Column| {
        if let Some(kind) = column.kind {
            return Some(kind.words().to_owned());
        }
        if let Some((kind, records)) = column.hits.iter().next() {
            let cases = counted(records.len() as u64, "case", "cases");
            return Some(format!("what looks like {} in {cases}", kind.words()));
        }
        let is_in = |text: &str| identifying.is_in(text);
        let records = repeats(source, &column.name, is_in).len() as u64;
        let cases = counted(records, "case", "cases");
        (records > 0).then(|| format!("{REPEATED}, in {cases}"))
    };
    let found = columns
        .iter()
        .filter_map(|column| Some((column.name.clone(), words(column)?)));
    found.collect()
}

/// What is found in texts of the header.
pub(super) fn in_header(
    name: &str,
    value: &Value,
    policy: &Policy,
    identifying: &Identifying,
    found: &mut Findings,
) {
    if !policy.is_on_for(Rule::Identify, name) {
        return;
    }
    let texts = texts(value);
    // A publisher names itself.
    let own = name == "source" || name == "licence";
    let kind = texts
        .iter()
        .find_map(|text| values::of_text(text))
        .filter(|_| !own);
    let repeats = texts.iter().any(|text| identifying.is_in(text));
    if kind.is_some() || repeats {
        let what = kind.map_or(REPEATED.to_owned(), |kind| {
            format!("what looks like {}", kind.words())
        });
        let finding = Finding::stop(
            "identify",
            format!("header, {name}"),
            what,
            "nothing that names or finds a person",
            "Write another text into the policy's header, or say under rules, identify, with fields and a reason that this is nobody's.",
        );
        found.add(policy, Rule::Identify, finding);
    }
}
