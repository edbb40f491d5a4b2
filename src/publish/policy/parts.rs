//! A policy as it is read: taken apart, with what is wrong with it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    HEADER, K, KWhere, Outcome, Policy, PublicTotals, Setting, THRESHOLD, migrants, same_names,
};
use crate::nearest::closest;
use crate::publish::finding::{Finding, meant};
use crate::publish::rules::{RULES, Rule, SEVERITIES, Severity};
use crate::publish::source::{names_in, written_names};

/// Members of a policy.
const MEMBERS: [&str; 16] = [
    "$schema",
    "fields",
    "texts",
    "k",
    "k_where",
    "keys",
    "region",
    "outcome",
    "tables",
    "threshold",
    "public_totals",
    "weights",
    "header",
    "seed",
    "rules",
    "note",
];

/// Words that ask for points to be moved.
const MOVES: [&str; 8] = [
    "displace",
    "displacement",
    "jitter",
    "noise",
    "random_offset",
    "randomise",
    "move_points",
    "perturb",
];

/// A policy, or what is wrong with it.
pub(super) fn policy(bytes: &[u8]) -> Result<Policy, Vec<Finding>> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("policy, line {}", error.line());
        vec![wrong(
            &place,
            "no JSON",
            "an object of JSON",
            "Check commas, quotes and brackets there.",
        )]
    })?;
    if written_names(bytes) != names_in(&value) {
        return Err(vec![wrong(
            "policy",
            "a name twice in one object",
            "each name once",
            "Only the last one would hold. Join the two.",
        )]);
    }
    let Value::Object(members) = value else {
        return Err(vec![wrong(
            "policy",
            named(&value),
            "an object with the member fields",
            "",
        )]);
    };
    let mut parts = Parts { wrong: Vec::new() };
    let policy = parts.policy(&members);
    if parts.wrong.is_empty() {
        Ok(policy)
    } else {
        Err(parts.wrong)
    }
}

fn wrong(place: &str, found: &str, expected: &str, mend: &str) -> Finding {
    Finding::stop("policy", place, found, expected, mend)
}

/// What a value is, in words.
fn named(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Takes a policy apart and collects what is wrong with it.
struct Parts {
    wrong: Vec<Finding>,
}

impl Parts {
    fn policy(&mut self, members: &Map<String, Value>) -> Policy {
        self.names("policy", members, &MEMBERS);
        let list =
            |parts: &mut Self, name: &str| members.get(name).map(|value| parts.texts(name, value));
        let fields = list(self, "fields").unwrap_or_default();
        if fields.is_empty() && !members.contains_key("fields") {
            self.say(
                "fields",
                "nothing",
                "a list of the fields that may be published, such as [\"date\", \"country\"]",
                "What is not listed is not written.",
            );
        }
        let k = self.whole("k", members.get("k"), 2).unwrap_or(K.into());
        let threshold = members.get("threshold");
        let threshold = self.whole("threshold", threshold, 2).unwrap_or(THRESHOLD);
        let seed = members.get("seed").and_then(|value| {
            let seed = value.as_u64();
            if seed.is_none() {
                self.say(
                    "seed",
                    named(value),
                    "a whole number",
                    "Leave it out: a new one is made for each run.",
                );
            }
            seed
        });
        let keys = list(self, "keys");
        if keys.as_ref().is_some_and(Vec::is_empty) && members["keys"].is_array() {
            self.say(
                "keys",
                "an empty list",
                "at least one field",
                "Nobody would be protected by anything. Leave it out: all fields that are published are keys then.",
            );
        }
        let policy = Policy {
            texts: self.reasons(members.get("texts")),
            k: u32::try_from(k).unwrap_or(u32::MAX),
            k_where: self.k_where(members.get("k_where")),
            region: self.text("region", members.get("region")),
            outcome: self.outcome(members.get("outcome")),
            tables: self.tables(members.get("tables")),
            threshold,
            public_totals: self.totals(members.get("public_totals")),
            weights: self.weights(members.get("weights")),
            header: self.header(members.get("header")),
            rules: self.rules(members.get("rules")),
            fields,
            keys,
            seed,
        };
        self.listed(&policy);
        policy
    }

    /// What is named elsewhere has to be among the fields.
    fn listed(&mut self, policy: &Policy) {
        let texts = policy.texts.keys().map(|name| ("texts", name));
        let keys = policy.keys.iter().flatten().map(|name| ("keys", name));
        let weights = policy.weights.keys().map(|name| ("weights", name));
        let region = policy.region.iter().map(|name| ("region", name));
        for (member, name) in texts.chain(keys).chain(weights).chain(region) {
            if !policy.has(name) {
                let known = closest(name, policy.fields.iter().map(String::as_str));
                self.say(
                    member,
                    &format!("“{name}”, which fields does not list"),
                    "a field that is published",
                    &meant(known),
                );
            }
        }
        let mut seen = Vec::new();
        for name in &policy.fields {
            if seen.contains(&name) {
                self.say("fields", &format!("“{name}” twice"), "each field once", "");
            }
            seen.push(name);
        }
    }

    fn say(&mut self, place: &str, found: &str, expected: &str, mend: &str) {
        let place = if place == "policy" {
            place.to_owned()
        } else {
            format!("policy, {place}")
        };
        self.wrong.push(wrong(&place, found, expected, mend));
    }

    /// Looks whether all names of members are known.
    fn names(&mut self, place: &str, members: &Map<String, Value>, known: &[&str]) {
        for name in members.keys() {
            if known.contains(&name.as_str()) {
                continue;
            }
            if MOVES.contains(&name.to_lowercase().as_str()) {
                self.wrong.push(Finding {
                    rule: Rule::Displacement.name(),
                    ..wrong(
                        &format!("policy, {name}"),
                        "points to be moved at random",
                        "areas: a moved point looks exact and is not",
                        "Leave it out. Points are cut to what they stand for, and coarsened to districts, regions and countries.",
                    )
                });
                continue;
            }
            let nearest = closest(name, known.iter().copied());
            self.say(
                place,
                &format!("the unknown name “{name}”"),
                "a name that the policy's schema has",
                &meant(nearest),
            );
        }
    }

    fn text(&mut self, place: &str, value: Option<&Value>) -> Option<String> {
        match value? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            other => {
                self.say(place, named(other), "a text", "");
                None
            }
        }
    }

    fn texts(&mut self, place: &str, value: &Value) -> Vec<String> {
        let list = value.as_array();
        let texts: Option<Vec<String>> = list.and_then(|list| {
            let text = |one: &Value| one.as_str().map(str::to_owned);
            list.iter().map(text).collect()
        });
        if texts.is_none() {
            self.say(place, named(value), "a list of texts", "");
        }
        texts.unwrap_or_default()
    }

    fn whole(&mut self, place: &str, value: Option<&Value>, least: u64) -> Option<u64> {
        let value = value?;
        let number = value.as_u64().filter(|n| *n >= least && *n <= 1_000_000);
        if number.is_none() {
            let expected = format!("a whole number from {least} on");
            let found = match value {
                Value::Number(n) => n.to_string(),
                other => named(other).to_owned(),
            };
            self.say(
                place,
                &found,
                &expected,
                "Of one case alone nobody is hidden.",
            );
        }
        number
    }

    fn object<'a>(
        &mut self,
        place: &str,
        value: Option<&'a Value>,
    ) -> Option<&'a Map<String, Value>> {
        let value = value?;
        if value.as_object().is_none() {
            self.say(place, named(value), "an object", "");
        }
        value.as_object()
    }

    fn objects<'a>(
        &mut self,
        place: &str,
        value: Option<&'a Value>,
        known: &[&str],
    ) -> Vec<&'a Map<String, Value>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let list: Option<Vec<_>> = value
            .as_array()
            .and_then(|list| list.iter().map(Value::as_object).collect());
        if list.is_none() {
            self.say(place, named(value), "a list of objects", "");
        }
        let list = list.unwrap_or_default();
        for members in &list {
            self.names(place, members, known);
        }
        list
    }

    /// Fields with reasons.
    fn reasons(&mut self, value: Option<&Value>) -> BTreeMap<String, String> {
        let members = self.object("texts", value);
        let mut out = BTreeMap::new();
        for (name, reason) in members.into_iter().flatten() {
            match reason.as_str().filter(|reason| is_reason(reason)) {
                Some(reason) => {
                    out.insert(name.clone(), reason.to_owned());
                }
                None => self.no_reason(&format!("texts, {name}")),
            }
        }
        out
    }

    fn no_reason(&mut self, place: &str) {
        self.say(
            place,
            "no reason",
            "a sentence that says why this harms nobody",
            "It is kept in the report.",
        );
    }

    fn k_where(&mut self, value: Option<&Value>) -> Vec<KWhere> {
        let Some(value) = value else {
            return vec![migrants()];
        };
        let list = self.objects("k_where", Some(value), &["field", "value", "k"]);
        let mut out = Vec::new();
        for members in list {
            let field = self.text("k_where, field", members.get("field"));
            let value = self.text("k_where, value", members.get("value"));
            let k = self.whole("k_where, k", members.get("k"), 2);
            match (field, value, k) {
                (Some(field), Some(value), Some(k)) => out.push(KWhere {
                    field,
                    value,
                    k: u32::try_from(k).unwrap_or(u32::MAX),
                }),
                _ => self.say(
                    "k_where",
                    "an incomplete entry",
                    "field, value and k in each",
                    "",
                ),
            }
        }
        out
    }

    fn outcome(&mut self, value: Option<&Value>) -> Outcome {
        let mut outcome = Outcome {
            field: "outcome".to_owned(),
            open: Vec::new(),
        };
        if let Some(members) = self.object("outcome", value) {
            self.names("outcome", members, &["field", "open"]);
            if let Some(field) = self.text("outcome, field", members.get("field")) {
                outcome.field = field;
            }
            if let Some(open) = members.get("open") {
                let open = self.texts("outcome, open", open);
                outcome.open = open
                    .iter()
                    .map(|value| value.trim().to_lowercase())
                    .collect();
            }
        }
        outcome
    }

    fn tables(&mut self, value: Option<&Value>) -> Vec<Vec<String>> {
        let list = self.objects("tables", value, &["by"]);
        let mut out: Vec<Vec<String>> = Vec::new();
        for members in list {
            let by = members.get("by");
            let by = by
                .map(|by| self.texts("tables, by", by))
                .unwrap_or_default();
            let mut sorted = by.clone();
            sorted.sort();
            sorted.dedup();
            if !(1..=2).contains(&by.len()) || sorted.len() != by.len() {
                self.say(
                    "tables, by",
                    &format!("a table by {} fields", by.len()),
                    "one or two different fields",
                    "A cross of three has almost only cells that must be hidden: make several of two.",
                );
            } else if out.iter().any(|known| same_names(known, &by)) {
                self.say("tables, by", "the same table twice", "each table once", "");
            } else {
                out.push(by);
            }
        }
        out
    }

    fn totals(&mut self, value: Option<&Value>) -> Vec<PublicTotals> {
        let list = self.objects("public_totals", value, &["by", "source"]);
        let mut out = Vec::new();
        for members in list {
            let by = members.get("by");
            let by = by
                .map(|by| self.texts("public_totals, by", by))
                .unwrap_or_default();
            match self.text("public_totals, source", members.get("source")) {
                Some(source) => out.push(PublicTotals { by, source }),
                None => self.say(
                    "public_totals",
                    "totals without a source",
                    "where they were printed, in each",
                    "Only what is public already may be left as it is.",
                ),
            }
        }
        out
    }

    fn weights(&mut self, value: Option<&Value>) -> BTreeMap<String, f64> {
        let members = self.object("weights", value);
        let mut out = BTreeMap::new();
        for (name, value) in members.into_iter().flatten() {
            match value.as_f64().filter(|n| (0.01..=100.0).contains(n)) {
                Some(weight) => {
                    out.insert(name.clone(), weight);
                }
                None => self.say(
                    &format!("weights, {name}"),
                    named(value),
                    "a number from 0.01 to 100",
                    "",
                ),
            }
        }
        out
    }

    fn header(&mut self, value: Option<&Value>) -> BTreeMap<String, Value> {
        let Some(members) = self.object("header", value) else {
            return BTreeMap::new();
        };
        self.names("header", members, &HEADER);
        let members = members.iter();
        members
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn rules(&mut self, value: Option<&Value>) -> BTreeMap<Rule, Setting> {
        let mut out = BTreeMap::new();
        let Some(members) = self.object("rules", value) else {
            return out;
        };
        self.names("rules", members, &RULES.map(|rule| rule.name));
        for (name, value) in members {
            let Some(rule) = Rule::parse(name) else {
                continue;
            };
            let place = format!("rules, {name}");
            if let Some(members) = self.object(&place, Some(value)) {
                let setting = self.setting(rule, &place, members);
                out.insert(rule, setting);
            }
        }
        out
    }

    fn setting(&mut self, rule: Rule, place: &str, members: &Map<String, Value>) -> Setting {
        self.names(place, members, &["on", "severity", "fields", "reason"]);
        let on = match members.get("on") {
            None => true,
            Some(Value::Bool(on)) => *on,
            Some(other) => {
                self.say(place, named(other), "true or false for on", "");
                true
            }
        };
        let severity = members.get("severity").and_then(|value| {
            let severity = value.as_str().and_then(Severity::parse);
            if severity.is_none() {
                let names = SEVERITIES.map(|(name, _)| name);
                let found = value.as_str().unwrap_or(named(value));
                let mend = meant(closest(found, names.iter().copied()));
                self.say(
                    &format!("{place}, severity"),
                    &format!("“{found}”"),
                    &names.join(", "),
                    &mend,
                );
            }
            severity
        });
        let fields = members.get("fields");
        let fields = fields.map(|fields| self.texts(place, fields));
        let reason = members.get("reason").and_then(Value::as_str);
        let reason = reason.unwrap_or_default().to_owned();
        let lighter = severity.is_some_and(|severity| severity < rule.default().severity);
        if (!on || lighter) && !rule.default().optional {
            self.say(
                place,
                "a rule that can't be switched off or made lighter",
                "nothing, or a heavier severity",
                "It protects people whatever else is decided.",
            );
        } else if (!on || lighter) && !is_reason(&reason) {
            self.no_reason(place);
        }
        Setting {
            off: !on,
            severity,
            fields: fields.unwrap_or_default(),
            reason,
        }
    }
}

/// A reason is a few words, not a full stop to get past a check.
fn is_reason(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 8
}
