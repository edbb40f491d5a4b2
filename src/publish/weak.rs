//! What a policy protects less than it could.

use super::finding::{Finding, Findings};
use super::keys::Key;
use super::policy::{self, Policy};
use super::rules::{Rule, Severity};
use super::source::Source;

/// Numbers of the policy that protect less than the usual ones.
pub(super) fn numbers(source: &Source, policy: &Policy, rows: &[usize], found: &mut Findings) {
    let mut tell = |rule: Rule, place: &str, what: String| {
        let mend = "See that this is meant, and that it is enough for these people.";
        let finding = Finding::stop(rule.name(), place, what, "", mend);
        found.at_most(policy, rule, Severity::Warn, finding);
    };
    let has_tables = !policy.tables.is_empty();
    if has_tables && policy.threshold < policy::THRESHOLD {
        let what = format!(
            "{}, less than the usual {}",
            policy.threshold,
            policy::THRESHOLD
        );
        tell(Rule::Cells, "policy, threshold", what);
    }
    if has_tables || !policy.is_on(Rule::Anonymity) {
        return;
    }
    if policy.k < policy::K {
        let what = format!("{}, less than the usual {}", policy.k, policy::K);
        tell(Rule::Anonymity, "policy, k", what);
    }
    let usual = policy::migrants();
    let is_less = |row: usize| {
        source.has_value(row, &usual.field, &usual.value) && policy.need(source, row) < usual.k
    };
    if rows.iter().any(|&row| is_less(row)) {
        let what = format!(
            "less than the usual {} where {} is {}",
            usual.k, usual.field, usual.value
        );
        tell(Rule::Anonymity, "policy, k_where", what);
    }
}

/// Fields that are written and protect nobody.
pub(super) fn fields(source: &Source, policy: &Policy, keys: &[Key], found: &mut Findings) {
    let names: Vec<&str> = keys
        .iter()
        .filter(|key| !key.protects)
        .map(|key| key.name.as_str())
        .collect();
    if names.is_empty() || !policy.is_on(Rule::Anonymity) {
        return;
    }
    let points = names.contains(&"place") && policy.has("lat") && source.knows("lat");
    let (severity, mend) = if points {
        (
            Severity::Block,
            "A point finds a case, however many share the rest. Put lat and lon under keys, take them out of fields, or say under rules, anonymity, with a lighter severity and a reason, why nobody is found by them.",
        )
    } else {
        (
            Severity::Warn,
            "Whoever knows it of somebody finds the case, however many share the rest.",
        )
    };
    let finding = Finding::stop(
        "anonymity",
        names.join(", "),
        "what is published of each case and is no key",
        "",
        mend,
    );
    found.at_most(policy, Rule::Anonymity, severity, finding);
}
