//! Rule 11: proceedings that go on are told by country and month at most.

use super::finding::{Finding, Findings};
use super::keys::Key;
use super::policy::Policy;
use super::rules::{Rule, Severity};
use super::source::Source;

/// Keeps ongoing proceedings from being told sharper than by country and month.
pub(super) fn hold(
    source: &Source,
    policy: &Policy,
    rows: &[usize],
    keys: &mut [Key],
    found: &mut Findings,
) {
    let field = policy.outcome.field.as_str();
    if !source.knows(field) {
        let what = format!("no field “{field}” that tells what came of proceedings");
        let finding = Finding::stop(
            "ongoing",
            field,
            what,
            "",
            "If the cases are proceedings, name the field under outcome in the policy: those that go on are told by country and month then.",
        );
        return found.at_most(policy, Rule::Ongoing, Severity::Warn, finding);
    }
    let going: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|&row| is_open(source, policy, row))
        .collect();
    let sharp = going.iter().any(|&row| {
        keys.iter()
            .any(|key| least(key).is_some_and(|least| is_sharper(key, row, least)))
    });
    for key in keys {
        let Some(least) = least(key) else {
            continue;
        };
        for &row in &going {
            key.floor[row] = key.floor[row].max(least);
        }
    }
    if sharp {
        let finding = Finding::stop(
            "ongoing",
            field,
            "ongoing proceedings with a place or a day",
            "",
            "They are told by country and month at most.",
        );
        found.add(
            policy,
            Rule::Ongoing,
            finding.of_records(&source.numbers(&going)),
        );
    }
}

/// Whether something is told sharper than at a level.
fn is_sharper(key: &Key, row: usize, least: u8) -> bool {
    key.code(row, 0) != key.code(row, least)
}

/// The sharpest level that ongoing proceedings may have.
fn least(key: &Key) -> Option<u8> {
    match key.name.as_str() {
        "date" | "dates" => key.level("month"),
        "place" => key.level("country"),
        _ => None,
    }
}

/// Whether nothing came of a case so far, as far as the file tells.
fn is_open(source: &Source, policy: &Policy, row: usize) -> bool {
    let Some(facet) = source.data.cases.facet(&policy.outcome.field) else {
        let value = source
            .value(row, &policy.outcome.field)
            .and_then(serde_json::Value::as_str);
        return value.is_none_or(|value| is_open_word(policy, value));
    };
    let code = facet
        .codes
        .get(row)
        .copied()
        .unwrap_or(crate::data::NO_VALUE);
    let mut values = facet.values_of(code).peekable();
    values.peek().is_none()
        || values.any(|value| {
            let text = facet.values.get(usize::from(value));
            text.is_some_and(|text| is_open_word(policy, text))
        })
}

fn is_open_word(policy: &Policy, value: &str) -> bool {
    let value = value.trim().to_lowercase();
    value.is_empty() || policy.outcome.open.contains(&value)
}
