//! The public file, written member by member: nothing of the private one is copied.

use serde_json::{Map, Value, json};

use super::cells::Tables;
use super::keys::{Key, members};
use super::order::order;
use super::policy::Policy;
use super::required::prune;
use super::rules::{RULES, Rule};
use super::source::Source;
use crate::calendar::iso;
use crate::data::Bounds;

/// What is written beside cases.
pub(super) struct Around<'a> {
    pub(super) source: &'a Source,
    pub(super) policy: &'a Policy,
    pub(super) keys: &'a [Key],
    pub(super) header: Map<String, Value>,
    /// What was done to the cases.
    pub(super) generalised: Value,
    /// Published totals, by row.
    pub(super) totals: &'a [usize],
}

/// What is written of a case, beside its id.
pub(super) fn told(keys: &[Key], levels: &[Vec<u8>], row: usize) -> String {
    let texts = keys
        .iter()
        .zip(levels)
        .map(|(key, levels)| key.text(row, levels[row]));
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(",")
}

/// The public file with these cases.
pub(super) fn cases(around: &Around<'_>, levels: &[Vec<u8>], rows: &[usize], seed: u64) -> String {
    let (policy, keys) = (around.policy, around.keys);
    let mut rows = rows.to_vec();
    let renewed = policy.is_on(Rule::Order);
    if renewed {
        let dated = keys
            .iter()
            .position(|key| key.name == "date" || key.name == "dates");
        order(
            &mut rows,
            |row| {
                dated
                    .map_or("", |at| keys[at].text(row, levels[at][row]))
                    .to_owned()
            },
            seed,
        );
    }
    let mut records = Vec::with_capacity(rows.len());
    for (at, &row) in rows.iter().enumerate() {
        let told = told(keys, levels, row);
        if !policy.has("id") {
            records.push(told);
            continue;
        }
        let id = if renewed {
            members(|out| out.key("id").string(&format!("c{}", at + 1)))
        } else {
            members(|out| super::fields::raw(around.source, row, "id", out))
        };
        records.push(if id.is_empty() {
            told
        } else {
            [id, told].join(",")
        });
    }
    records.extend(totals(around));
    file(around, &records)
}

/// The public files with these tables, each in one of its own: in one file, each case would be counted once for each
/// table. Totals that were printed before come last.
pub(super) fn tables(around: &Around<'_>, tables: &Tables, period: &str) -> Vec<String> {
    let keys = around.keys;
    // What was looked at, or the years of the cases.
    let coverage = around.header.get("coverage");
    let end = |name: &str| coverage?.get(name)?.as_str();
    let time = match (end("from"), end("to")) {
        (Some(from), Some(to)) => format!("{from}/{to}"),
        _ => period.to_owned(),
    };
    let mut files = Vec::new();
    for table in tables.written() {
        let mut records = Vec::new();
        let mut cells: Vec<_> = tables.cells(table, keys).collect();
        // In the order of the private file they would tell what came first there.
        cells.sort();
        for (texts, number) in cells {
            let dated = texts.iter().any(|text| text.starts_with("\"date\":"));
            let kind = members(|out| {
                out.key("kind").string("aggregate");
                if !dated && !time.is_empty() {
                    out.key("date").string(&time);
                }
                match number {
                    Some(n) => out.key("cases").int(n),
                    None => Bounds::default().write(out.key("cases")),
                }
            });
            let texts = texts.into_iter().filter(|text| !text.is_empty());
            let parts: Vec<&str> = std::iter::once(kind.as_str()).chain(texts).collect();
            records.push(parts.join(","));
        }
        files.push(file(around, &records));
    }
    if !around.totals.is_empty() {
        files.push(file(around, &totals(around)));
    }
    files
}

/// Totals that were printed before.
fn totals(around: &Around<'_>) -> Vec<String> {
    let rows = around.totals.iter();
    rows.map(|&row| super::totals::record(around.source, around.policy, row))
        .collect()
}

fn file(around: &Around<'_>, records: &[String]) -> String {
    let mut header = around.header.clone();
    let used = Values::new(records);
    prune(&mut header, |name, value| used.has(name, value));
    let mut generalised = around.generalised.clone();
    if let Some(Value::Array(mut list)) = generalised
        .as_object_mut()
        .and_then(|members| members.remove("k_where"))
    {
        // A field or a value that no case is told to have is nobody's business.
        let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
        list.retain(|one| used.has(&text(one, "field"), Some(&text(one, "value"))));
        if !list.is_empty() {
            generalised["k_where"] = list.into();
        }
    }
    let mut out = String::from("{");
    for (name, value) in &header {
        crate::json::push_string(&mut out, name);
        out.push_str(&format!(":{value},\n"));
    }
    out.push_str(&format!("\"generalised\":{generalised},\n\"cases\":[\n"));
    for (at, record) in records.iter().enumerate() {
        out.push_str(if at > 0 { ",\n{" } else { "{" });
        out.push_str(record);
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

/// The fields and their values that are in the public file.
struct Values(std::collections::BTreeMap<String, std::collections::BTreeSet<String>>);

impl Values {
    fn new(records: &[String]) -> Self {
        let mut out = Self(std::collections::BTreeMap::new());
        let different: std::collections::BTreeSet<&String> = records.iter().collect();
        for record in different {
            let members: Map<String, Value> =
                serde_json::from_str(&format!("{{{record}}}")).unwrap_or_default();
            for (name, value) in members {
                let values = out.0.entry(name).or_default();
                match value {
                    Value::String(text) => {
                        values.insert(text);
                    }
                    Value::Array(list) => {
                        values.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    Value::Object(members) => values.extend(members.keys().cloned()),
                    Value::Bool(yes) => {
                        values.insert(if yes { "yes" } else { "no" }.to_owned());
                    }
                    _ => {}
                }
            }
        }
        out
    }

    fn has(&self, name: &str, value: Option<&str>) -> bool {
        let values = self.0.get(name);
        values.is_some_and(|values| value.is_none_or(|value| values.contains(value)))
    }
}

/// By key, how many cases are told at each level.
pub(super) type Used = Vec<(String, Vec<(&'static str, u64)>)>;

/// How many cases are told at each level of each key: the coarsest that says what is written. Of all, or only of those
/// that the private file tells sharper.
pub(super) fn levels_used(
    keys: &[Key],
    levels: &[Vec<u8>],
    rows: &[usize],
    only_changed: bool,
) -> Used {
    let of = |(key, levels): (&Key, &Vec<u8>)| {
        let mut counts = vec![0_u64; key.levels.len()];
        let mut missing = 0;
        for &row in rows {
            let code = key.code(row, levels[row]);
            if only_changed && key.code(row, 0) == code {
                continue;
            }
            if key.code(row, 0) == 0 {
                missing += 1;
                continue;
            }
            let same = (0..=key.last()).rev();
            let same = same.into_iter().find(|&level| key.code(row, level) == code);
            counts[usize::from(same.unwrap_or(0))] += 1;
        }
        let both = key.levels.iter().copied().zip(counts);
        let mut out: Vec<(&'static str, u64)> = both.filter(|(_, n)| *n > 0).collect();
        if missing > 0 {
            out.push(("missing", missing));
        }
        (key.name.clone(), out)
    };
    keys.iter().zip(levels).map(of).collect()
}

/// What the file says was done to it.
pub(super) fn generalised(
    policy: &Policy,
    used: &Used,
    today: i32,
    cases: [u64; 2],
    tables: Option<&Tables>,
) -> Value {
    let mut fields = Map::new();
    for (name, levels) in used {
        // Whether something is missing or not told is nobody's business.
        let mut counts = Map::new();
        for &(level, n) in levels {
            let level = if level == "missing" { "none" } else { level };
            let sum = counts.get(level).and_then(Value::as_u64).unwrap_or(0) + n;
            counts.insert(level.to_owned(), sum.into());
        }
        fields.insert(name.clone(), counts.into());
    }
    let off = RULES.iter().filter(|rule| {
        policy
            .rules
            .get(&rule.rule)
            .is_some_and(|setting| setting.off)
    });
    let off: Vec<&str> = off.map(|rule| rule.name).collect();
    let mut out =
        json!({ "date": iso(today), "cases": { "read": cases[0], "published": cases[1] } });
    if let Some(tables) = tables {
        let list: Vec<Value> = tables
            .written()
            .map(|table| json!({ "by": table.by, "hidden": table.hidden() }))
            .collect();
        out["threshold"] = policy.threshold.into();
        out["tables"] = list.into();
    } else {
        if policy.is_on(Rule::Anonymity) {
            out["k"] = policy.k.into();
        }
        let more: Vec<Value> = policy
            .k_where
            .iter()
            .map(|one| json!({ "field": one.field, "value": one.value, "k": one.k }))
            .collect();
        out["k_where"] = more.into();
        out["fields"] = fields.into();
    }
    if !off.is_empty() {
        out["rules_off"] = off.into();
    }
    out
}
