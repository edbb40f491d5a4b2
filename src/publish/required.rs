//! Rule 14, and the header of the public file: rebuilt member by member.

use serde_json::{Map, Value};

use super::fields::is_language;
use super::finding::{Finding, Findings};
use super::identify::{Identifying, in_header};
use super::policy::{HEADER, Policy};
use super::rules::Rule;
use super::source::Source;

/// The header of the public file: of each member, what the policy has or the private file, as far as it is what case
/// JSON has there. Values of facets and stages that no case has any more are left out when it is written.
pub(super) fn header(
    source: &Source,
    policy: &Policy,
    identifying: &Identifying,
    found: &mut Findings,
) -> Map<String, Value> {
    let mut out = Map::new();
    for name in HEADER {
        if let Some(value) = member(source, policy, name) {
            in_header(name, &value, policy, identifying, found);
            out.insert(name.to_owned(), value);
        }
    }
    require(policy, &out, found);
    out
}

/// A member of it.
pub(super) fn member(source: &Source, policy: &Policy, name: &str) -> Option<Value> {
    let own = policy.header.get(name).filter(|value| !value.is_boolean());
    let kept = source.header.get(name).filter(|_| policy.keeps(name));
    rebuilt(name, own.or(kept)?)
}

/// What has to be in a header, and whether it is.
fn needed(header: &Map<String, Value>) -> [(&'static str, bool); 4] {
    let source = header.get("source");
    let has_name = match source {
        Some(Value::Object(members)) => members.get("name").is_some(),
        other => other.is_some(),
    };
    let licence =
        source.and_then(|source| source.get("licence")).is_some() || header.contains_key("licence");
    [
        ("source", has_name),
        ("licence", licence),
        ("caveat", header.contains_key("caveat")),
        ("coverage", header.contains_key("coverage")),
    ]
}

/// What a header lacks that has to be in one.
pub(super) fn lacking(header: &Map<String, Value>) -> Vec<&'static str> {
    let needed = needed(header).into_iter().filter(|(_, there)| !there);
    needed.map(|(name, _)| name).collect()
}

fn require(policy: &Policy, header: &Map<String, Value>, found: &mut Findings) {
    for name in lacking(header) {
        if !policy.is_on_for(Rule::Required, name) {
            continue;
        }
        let why = match name {
            "source" => "Without it nobody can ask or correct.",
            "licence" => "Without it nobody may use the data.",
            "caveat" => "Without it readers take what was found for all there is.",
            _ => "Without it readers take what was not looked at for nothing that happened.",
        };
        let finding = Finding::stop(
            "required",
            format!("header, {name}"),
            "nothing",
            format!("a {name}, in the private file or in the policy's header"),
            why,
        );
        found.add(policy, Rule::Required, finding);
    }
}

/// A member of the header with only what case JSON has there.
fn rebuilt(name: &str, value: &Value) -> Option<Value> {
    match name {
        "title" | "caveat" | "note" | "template" => texts(value),
        "licence" | "measure" => text(value),
        "source" => match value {
            Value::String(_) => text(value),
            _ => members(value, &[("name", texts), ("url", text), ("licence", text)]),
        },
        "coverage" => members(
            value,
            &[
                ("from", text),
                ("to", text),
                ("countries", list_of_texts),
                ("gaps", gaps),
            ],
        ),
        "facets" => list(value, |one| match one {
            Value::String(_) => text(one),
            _ => members(one, &[("name", text), ("label", texts), ("values", known)]),
        }),
        "stages" => list(value, |one| match one {
            Value::String(_) => text(one),
            _ => members(one, &[("name", text), ("label", texts), ("color", text)]),
        }),
        "annotations" => list(value, |one| {
            members(one, &[("date", text), ("value", numbers), ("label", texts)])
        }),
        "base" => members(value, &[("name", texts), ("countries", numbers_by_name)]),
        "scale" => members(value, &[("classes", classes), ("colors", list_of_texts)]),
        _ => None,
    }
}

fn text(value: &Value) -> Option<Value> {
    value
        .as_str()
        .filter(|text| !text.is_empty())
        .map(Value::from)
}

fn texts(value: &Value) -> Option<Value> {
    let Value::Object(members) = value else {
        return text(value);
    };
    let texts = members.iter().filter(|(language, _)| is_language(language));
    let texts: Map<String, Value> = texts
        .filter_map(|(language, value)| Some((language.clone(), text(value)?)))
        .collect();
    (!texts.is_empty()).then_some(Value::Object(texts))
}

type Part = fn(&Value) -> Option<Value>;

fn members(value: &Value, known: &[(&str, Part)]) -> Option<Value> {
    let from = value.as_object()?;
    let members = known
        .iter()
        .filter_map(|(name, part)| Some(((*name).to_owned(), part(from.get(*name)?)?)));
    let out: Map<String, Value> = members.collect();
    (!out.is_empty()).then_some(Value::Object(out))
}

fn list(value: &Value, part: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    let out: Vec<Value> = value.as_array()?.iter().filter_map(part).collect();
    (!out.is_empty()).then_some(Value::Array(out))
}

fn list_of_texts(value: &Value) -> Option<Value> {
    list(value, text)
}

fn gaps(value: &Value) -> Option<Value> {
    list(value, |gap| {
        members(
            gap,
            &[("from", text), ("to", text), ("countries", list_of_texts)],
        )
    })
}

fn known(value: &Value) -> Option<Value> {
    list(value, |one| match one {
        Value::String(_) => text(one),
        _ => members(one, &[("value", text), ("label", texts), ("color", text)]),
    })
}

fn numbers(value: &Value) -> Option<Value> {
    match value {
        Value::Number(_) => Some(value.clone()),
        _ => list(value, |one| one.is_number().then(|| one.clone())),
    }
}

fn numbers_by_name(value: &Value) -> Option<Value> {
    let numbers = value
        .as_object()?
        .iter()
        .filter(|(_, value)| value.is_number());
    let out: Map<String, Value> = numbers
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    (!out.is_empty()).then_some(Value::Object(out))
}

fn classes(value: &Value) -> Option<Value> {
    text(value).or_else(|| numbers(value))
}

/// Leaves out of the header what speaks of facets, values and stages that the public file does not have.
pub(super) fn prune(header: &mut Map<String, Value>, has: impl Fn(&str, Option<&str>) -> bool) {
    let name_of = |one: &Value, name: &str| -> String {
        let text = one
            .as_str()
            .or_else(|| one.get(name).and_then(Value::as_str));
        text.unwrap_or_default().to_owned()
    };
    if let Some(Value::Array(facets)) = header.get_mut("facets") {
        facets.retain(|facet| has(&name_of(facet, "name"), None));
        for facet in facets.iter_mut() {
            let name = name_of(facet, "name");
            if let Some(Value::Array(values)) = facet.get_mut("values") {
                values.retain(|value| has(&name, Some(&name_of(value, "value"))));
            }
        }
    }
    if let Some(Value::Array(stages)) = header.get_mut("stages") {
        stages.retain(|stage| has("dates", Some(&name_of(stage, "name"))));
    }
    for name in ["facets", "stages"] {
        if header
            .get(name)
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        {
            header.remove(name);
        }
    }
    // A sentence about a facet or a value that is not there would say nothing, or what was left out.
    let template = header
        .get("template")
        .map(ToString::to_string)
        .unwrap_or_default();
    let parts = ["share:", "cases:", "people:"];
    let mut asked = parts.iter().flat_map(|part| template.split(part).skip(1));
    let is_gone = asked.any(|rest| {
        let end = rest.find(['|', '}']).unwrap_or(rest.len());
        let asked = rest[..end].split_once('=');
        asked.is_some_and(|(name, value)| !has(name.trim(), Some(value.trim())))
    });
    if is_gone {
        header.remove("template");
    }
}
