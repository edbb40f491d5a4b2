//! Rule 13: what changes between the file that was published before and the new one, for whoever keeps both.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::finding::{Finding, Findings, counted};
use super::points::decimals;
use super::policy::Policy;
use super::rules::{Rule, Severity};
use crate::data::Precision;
use crate::data::date::parse;

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Combinations that more cases have than before: how many before, how many now.
    pub more: Vec<Change>,
    /// Combinations that fewer cases have than before.
    pub fewer: Vec<Change>,
    /// How many combinations are new and tell sharper what one told that fewer cases have now.
    pub sharper: u64,
    /// How many combinations changed by fewer cases than are asked for: whoever compares sees these alone.
    pub small: u64,
}

/// A combination of what is told of cases, in both files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As it is written.
    pub told: String,
    /// How many cases had it before.
    pub before: u64,
    /// How many have it now.
    pub now: u64,
}

type Records = BTreeMap<String, (Map<String, Value>, u64)>;

/// The records of published files, without what is new in each, counted.
fn records<'a>(mut files: impl Iterator<Item = &'a [u8]>) -> Option<Records> {
    let mut out = Records::new();
    files.try_for_each(|file| count(file, &mut out))?;
    Some(out)
}

fn count(bytes: &[u8], out: &mut Records) -> Option<()> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    // A private file that was given by mistake would be told in the report.
    file.get("generalised")?;
    let list = file.get("cases")?.as_array()?;
    for record in list {
        let mut members = record.as_object()?.clone();
        members.remove("id");
        // A cell of a table counts others.
        let cases = members.get("cases").and_then(Value::as_u64);
        if cases.is_some() {
            members.remove("cases");
        }
        let told = Value::Object(members.clone()).to_string();
        out.entry(told).or_insert((members, 0)).1 += cases.unwrap_or(1);
    }
    Some(())
}

/// As many pairs are compared to find what became sharper.
const PAIRS: usize = 4_000_000;

/// Compares what was published with what will be, of which a change by fewer cases than `k` is a small one.
///
/// # Errors
/// If one before is no published file.
pub(super) fn compare(
    before: &[&[u8]],
    now: &[String],
    k: u64,
) -> Result<Difference, Vec<Finding>> {
    let unread = || {
        vec![Finding::stop(
            "file",
            "the version before",
            "no file that was made public",
            "the public file as it was written and published before, with its member generalised",
            "Take that file, or compare with none.",
        )]
    };
    let (old, new) = (
        records(before.iter().copied()).ok_or_else(unread)?,
        records(now.iter().map(String::as_bytes)).unwrap_or_default(),
    );
    let mut out = Difference::default();
    let all: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for told in all {
        let count = |records: &Records| records.get(told).map_or(0, |(_, n)| *n);
        let (before, now) = (count(&old), count(&new));
        let change = Change {
            told: told.clone(),
            before,
            now,
        };
        if before != now && before > 0 && now > 0 && before.abs_diff(now) < k {
            out.small += 1;
        }
        match before.cmp(&now) {
            std::cmp::Ordering::Less => out.more.push(change),
            std::cmp::Ordering::Greater => out.fewer.push(change),
            std::cmp::Ordering::Equal => {}
        }
    }
    let fresh = out.more.iter().filter(|change| change.before == 0);
    let most = PAIRS / out.fewer.len().max(1);
    out.sharper = fresh
        .take(most)
        .filter(|change| {
            let sharp = &new[&change.told].0;
            out.fewer
                .iter()
                .any(|one| is_sharper(sharp, &old[&one.told].0))
        })
        .count() as u64;
    Ok(out)
}

/// Whether what one record tells is all that another one tells, and more.
fn is_sharper(sharp: &Map<String, Value>, vague: &Map<String, Value>) -> bool {
    sharp != vague
        && vague.iter().all(|(name, value)| {
            let own = sharp.get(name);
            own == Some(value)
                || *value == super::fields::OTHER && own.is_some()
                || own.is_some_and(|own| is_within(own, value) || are_within(own, value))
                // A cell that was hidden has a number now.
                || name == "cases" && own.is_none()
                || ["lat", "lon", "precision"].contains(&name.as_str()) && is_nearer(sharp, vague)
        })
}

/// Whether a number of people lies in another one; in one that is withheld lies any.
fn are_within(sharp: &Value, vague: &Value) -> bool {
    let bounds = |value: &Value| match value.as_u64() {
        Some(n) => Some((n, n)),
        None => Some((
            value.get("min")?.as_u64()?,
            value.get("max").map_or(Some(u64::MAX), Value::as_u64)?,
        )),
    };
    match (bounds(sharp), bounds(vague)) {
        (Some(sharp), Some(vague)) => vague.0 <= sharp.0 && sharp.1 <= vague.1,
        (Some(_), None) => vague.get("suppressed").is_some(),
        _ => false,
    }
}

/// Whether the point of a record may be that of another one, told with more decimals.
fn is_nearer(sharp: &Map<String, Value>, vague: &Map<String, Value>) -> bool {
    let step = |record: &Map<String, Value>| {
        let name = record.get("precision")?.as_str()?;
        let precision = Precision::parse(name.as_bytes());
        Some(0.1_f64.powi(decimals(precision, true).cast_signed()))
    };
    let number = |record: &Map<String, Value>, name: &str| record.get(name)?.as_f64();
    let (Some(sharp_step), Some(step)) = (step(sharp), step(vague)) else {
        return false;
    };
    sharp_step < step
        && ["lat", "lon"].iter().all(|name| {
            let both = number(sharp, name).zip(number(vague, name));
            both.is_some_and(|(a, b)| (a - b).abs() <= (step + sharp_step) / 2.0 + 1e-9)
        })
}

/// Whether a date lies in another one.
fn is_within(sharp: &Value, vague: &Value) -> bool {
    let date = |value: &Value| parse(value.as_str()?.as_bytes()).ok();
    match (date(sharp), date(vague)) {
        (Some(sharp), Some(vague)) => vague.start <= sharp.start && sharp.last <= vague.last,
        _ => false,
    }
}

/// Tells what changes between so many files before and now.
pub(super) fn tell(
    difference: &Difference,
    files: [usize; 2],
    k: u64,
    policy: &Policy,
    found: &mut Findings,
) {
    let what = format!(
        "{} that more cases have than before and {} that fewer have; {} changed by fewer cases than {}, {} told sharper than before",
        counted(difference.more.len() as u64, "combination", "combinations"),
        difference.fewer.len(),
        difference.small,
        k,
        difference.sharper,
    );
    let danger = difference.small + difference.sharper > 0;
    let mend = if danger {
        "Whoever keeps the version before learns of these cases alone. Publish when more have changed, or with coarser fields."
    } else {
        ""
    };
    let severity = if danger {
        Severity::Warn
    } else {
        Severity::Note
    };
    let finding = Finding::stop("compare", "the version before", what, "", mend);
    found.at_most(policy, Rule::Compare, severity, finding);
    let [before, now] = files;
    if before < now {
        let what = format!(
            "{}, and {now} are made now",
            counted(before as u64, "file", "files")
        );
        let mend = "Give all files of the version before: whoever keeps them compares them all.";
        let finding = Finding::stop("compare", "the version before", what, "", mend);
        found.at_most(policy, Rule::Compare, Severity::Warn, finding);
    }
}
