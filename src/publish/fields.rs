//! The fields of the public file, each rebuilt from what the policy lists.

use serde_json::Value;

use super::finding::{Finding, Findings, meant};
use super::keys::{Key, members};
use super::points::Places;
use super::policy::{KWhere, Policy, migrants};
use super::rules::{Rule, Severity};
use super::source::{Source, TOLD, is_ours};
use super::{dates, people};
use crate::data::Facet;
use crate::json::Writer;
use crate::nearest::closest;

/// The levels of a facet.
pub(super) const FACET: [&str; 3] = ["value", "other", "none"];
/// The levels of what is there or not.
const TEXT: [&str; 2] = ["text", "none"];
/// What stands for values that too few cases have.
pub(super) const OTHER: &str = "other";
/// Fields of free text.
pub(super) const TEXTS: [&str; 3] = ["title", "note", "place"];
/// Fields of links.
pub(super) const LINKS: [&str; 2] = ["url", "source"];
/// Looks whether a policy can be carried out on a file at all: fields that there are, points by both coordinates.
///
/// # Errors
/// What is wrong, with the name that was probably meant.
pub(super) fn check(source: &Source, policy: &Policy) -> Result<(), Vec<Finding>> {
    let mut wrong = Vec::new();
    for field in &policy.fields {
        if source.knows(field) || is_ours(field) {
            continue;
        }
        let names = source.names().into_iter();
        wrong.push(unknown(
            "fields",
            field,
            "a field of the private file",
            names,
        ));
    }
    if policy.has("lat") != policy.has("lon") {
        wrong.push(Finding::stop(
            "policy",
            "policy, fields",
            "one of lat and lon",
            "both or none",
            "A point needs both.",
        ));
    }
    if !["date", "dates", "country"]
        .iter()
        .any(|name| policy.has(name))
    {
        wrong.push(Finding::stop(
            "policy",
            "policy, fields",
            "neither date nor country",
            "at least one of them",
            "Without, no case can be drawn.",
        ));
    }
    let names = || source.names().into_iter().chain(["year", "month"]);
    for name in policy.public_totals.iter().flat_map(|totals| &totals.by) {
        if !source.knows(name) && !names().any(|known| known == name) {
            let expected = "year, month, country or a facet";
            wrong.push(unknown("public_totals", name, expected, names()));
        }
    }
    if let Some(region) = policy.region.as_ref().filter(|name| is_ours(name)) {
        wrong.push(Finding::stop(
            "policy",
            "policy, region",
            format!("“{region}”, which is something else"),
            "a field of your own that names regions",
            "Texts, links and ids don't get past their rules as regions.",
        ));
    }
    let outcome = policy.outcome.field.as_str();
    if outcome != "outcome" && !source.knows(source.named(outcome)) {
        let expected = "the field that tells what came of proceedings";
        let names = source.names().into_iter();
        wrong.push(unknown("outcome", outcome, expected, names));
    }
    wrong.extend(policy.k_where.iter().filter_map(|one| nobody(source, one)));
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What is wrong with a name that a member of the policy says.
fn unknown<'a>(
    member: &str,
    name: &str,
    expected: &str,
    names: impl Iterator<Item = &'a str>,
) -> Finding {
    let found = format!("“{name}”, which no case has");
    let place = format!("policy, {member}");
    Finding::stop(
        "policy",
        place,
        found,
        expected,
        meant(closest(name, names)),
    )
}

/// What is wrong with an entry that asks for more of cases of which there is none, unless it is the usual one.
fn nobody(source: &Source, one: &KWhere) -> Option<Finding> {
    if *one == migrants()
        || (0..source.len()).any(|row| source.has_value(row, &one.field, &one.value))
    {
        return None;
    }
    let facets = &source.data.cases.facets;
    let known = facets.iter().find(|facet| facet.name == one.field);
    let (found, expected, nearest) = match known {
        Some(facet) => (
            format!("“{}”, which no case has in {}", one.value, one.field),
            "a value that cases have",
            closest(&one.value, facet.values.iter().map(String::as_str)),
        ),
        None => (
            format!("“{}”, which is no facet of the file", one.field),
            "a facet",
            closest(&one.field, facets.iter().map(|facet| facet.name.as_str())),
        ),
    };
    let mend = meant(nearest);
    Some(Finding::stop(
        "policy",
        "policy, k_where",
        found,
        expected,
        mend,
    ))
}

/// Whether a field is free text: whatever is no facet and nothing that case JSON knows otherwise.
pub(super) fn is_text(source: &Source, field: &str) -> bool {
    if TEXTS.contains(&field) {
        return true;
    }
    let is_known = source.data.cases.facet(field).is_some() || is_ours(field);
    !is_known && source.says(field)
}

/// Whether a field holds links or sources: by its name, or because something in it is nothing but a link.
pub(super) fn is_link(source: &Source, field: &str) -> bool {
    let is_one = |text: &str| {
        let text = text.trim().to_lowercase();
        let begins = ["http://", "https://", "www."];
        begins.iter().any(|begin| text.starts_with(begin)) && !text.contains(char::is_whitespace)
    };
    LINKS.contains(&field)
        || !TEXTS.contains(&field)
            && (0..source.len()).any(|row| source.texts(row, field).iter().any(|text| is_one(text)))
}

/// The fields of the policy that may be written, and what the rules on text and links find.
pub(super) fn allowed(source: &Source, policy: &Policy, found: &mut Findings) -> Vec<String> {
    let mut out = Vec::new();
    for field in &policy.fields {
        let is_text = is_text(source, field) && policy.region.as_ref() != Some(field);
        let is_read = policy.texts.contains_key(field) || !policy.is_on_for(Rule::Text, field);
        if is_text && is_read {
            out.push(field.clone());
        } else if is_link(source, field) && policy.is_on_for(Rule::Links, field) {
            found.at_most(
                policy,
                Rule::Links,
                Severity::Warn,
                Finding::stop(
                    "links",
                    field,
                    "links or sources of single cases",
                    "",
                    "They are left out, but for published totals: whoever follows one reads the name.",
                ),
            );
        } else if is_text {
            found.add(
                policy,
                Rule::Text,
                Finding::stop(
                    "text",
                    field,
                    "free text, or a field with too many values for a facet",
                    "its name under texts in the policy, with the reason why it may be published",
                    "Read all of it, or take it out of fields: people are found by what is told of them.",
                ),
            );
        } else {
            out.push(field.clone());
        }
    }
    out
}

/// All that is written of cases, at all levels. What somebody may be found by protects; the rest is written as it is.
pub(super) fn keys(source: &Source, policy: &Policy, allowed: &[String], period: &str) -> Vec<Key> {
    let cases = &source.data.cases;
    let mut keys = Vec::new();
    let places = Places::new(source, policy, allowed);
    if policy.has("date") {
        keys.push(weighed(dates::date(cases, period), policy, &["date"]));
    }
    if policy.has("dates") {
        keys.push(weighed(dates::dates(cases), policy, &["dates"]));
    }
    if places.any() {
        let mut names = vec!["country", "place", "lat", "lon"];
        names.extend(policy.region.as_deref());
        keys.push(weighed(places.key(), policy, &names));
    }
    if policy.has("people") {
        keys.push(weighed(people::people(cases), policy, &["people"]));
    }
    for field in allowed {
        let name = field.as_str();
        if TOLD.contains(&name) || policy.region.as_deref() == Some(name) {
            continue;
        }
        let key = match cases.facet(name) {
            Some(facet) if !LINKS.contains(&name) => facet_key(facet, cases.len()),
            _ if name == "kind" => continue,
            _ if name == "counted" => continue,
            _ => Key::new(name, &TEXT, cases.len(), |row, _| {
                members(|out| raw(source, row, name, out))
            }),
        };
        let mut key = weighed(key, policy, &[name]);
        // Whoever asks for links asks for what leads to one case each.
        key.protects &= !LINKS.contains(&name);
        keys.push(key);
    }
    keys
}

/// A key with the weight of its fields, which protects if one of them is a key.
fn weighed(mut key: Key, policy: &Policy, names: &[&str]) -> Key {
    let published = names.iter().filter(|name| policy.has(name));
    let weight = published.clone().map(|name| policy.weight(name));
    let weight = weight.fold(f64::NEG_INFINITY, f64::max);
    if weight.is_finite() {
        for own in &mut key.weights {
            *own *= weight;
        }
    }
    key.protects = published.clone().any(|name| policy.is_key(name));
    key
}

fn facet_key(facet: &Facet, rows: usize) -> Key {
    let name = facet.name.as_str();
    let mut key = Key::new(name, &FACET, rows, |row, level| {
        let code = facet
            .codes
            .get(row)
            .copied()
            .unwrap_or(crate::data::NO_VALUE);
        let mut values: Vec<&str> = facet
            .values_of(code)
            .filter_map(|value| facet.values.get(usize::from(value)))
            .map(String::as_str)
            .collect();
        // In the order of the private file they would tell which came first there.
        values.sort_unstable();
        members(|out| match (&values[..], level) {
            ([], _) => {}
            (_, 1..) => out.key(name).string(OTHER),
            ([one], _) => out.key(name).string(one),
            (several, _) => out
                .key(name)
                .array(|out| several.iter().for_each(|value| out.string(value))),
        })
    });
    key.weights = vec![3.0, 0.5, 1.0];
    key
}

/// Writes a field as the private file has it, as far as it is text, a number, yes or no, a list of texts or a text for
/// each language. Nothing else passes.
pub(super) fn raw(source: &Source, row: usize, field: &str, out: &mut Writer) {
    let Some(value) = source.value(row, field) else {
        return;
    };
    match value {
        Value::String(text) if !text.is_empty() => out.key(field).string(text),
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            out.key(field).fixed(number, 6);
        }
        Value::Bool(yes) => out.key(field).bool(*yes),
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            if !texts.is_empty() {
                let out = out.key(field);
                out.array(|out| texts.iter().for_each(|text| out.string(text)));
            }
        }
        Value::Object(members) => {
            let texts: Vec<(&String, &str)> = members
                .iter()
                .filter_map(|(language, text)| Some((language, text.as_str()?)))
                .filter(|(language, _)| is_language(language))
                .collect();
            if !texts.is_empty() {
                out.key(field).object(|out| {
                    for (language, text) in texts {
                        out.key(language).string(text);
                    }
                });
            }
        }
        _ => {}
    }
}

/// Whether a name is a language's (BCP 47, as far as its letters go).
pub(super) fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    letters
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
