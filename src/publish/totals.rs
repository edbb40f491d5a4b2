//! Rule 7: records that count others, which are published only if they were printed before.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{LINKS, raw};
use super::finding::{Finding, Findings};
use super::keys::members;
use super::policy::{Policy, same_names};
use super::rules::{Rule, Severity};
use super::source::Source;
use crate::calendar::Day;
use crate::data::{AGGREGATE, Cases, NEW, NO_DATE, ONGOING, OPEN, UNKNOWN};
use crate::json::Writer;

/// The totals among the records that are published, and what the rule finds.
pub(super) fn published(
    source: &Source,
    policy: &Policy,
    totals: &[usize],
    found: &mut Findings,
) -> Vec<usize> {
    let times = times(source, totals);
    let (public, not): (Vec<usize>, Vec<usize>) = totals.iter().partition(|&&row| {
        let by = by(source, row);
        let unit = unit(source, row, &times);
        let told = |printed: &Vec<String>| match unit {
            None => true,
            Some(unit) => printed
                .iter()
                .any(|name| name == unit || finer(unit).contains(&name.as_str())),
        };
        !policy.is_on(Rule::Totals)
            || policy
                .public_totals
                .iter()
                .any(|totals| same_names(&without_time(&totals.by), &by) && told(&totals.by))
    });
    if !not.is_empty() {
        let mut first = by(source, not[0]);
        first.extend(unit(source, not[0], &times).map(str::to_owned));
        let by = if first.is_empty() {
            "nothing".to_owned()
        } else {
            first.join(" and ")
        };
        let finding = Finding::stop(
            "totals",
            "kind, cases",
            format!("totals, the first of them by {by}, that public_totals does not name"),
            "totals that were printed before, each kind named with its source",
            "Name what they are totals by under public_totals in the policy, or take them out of the file.",
        );
        found.add(
            policy,
            Rule::Totals,
            finding.of_records(&source.numbers(&not)),
        );
    }
    let (told, not): (Vec<usize>, Vec<usize>) = public
        .into_iter()
        .partition(|&row| by(source, row).iter().all(|name| policy.has(name)));
    let mut note = |field: &str, what: String, then: &str, rows: &[usize]| {
        if !rows.is_empty() {
            let finding = Finding::stop("totals", field, what, "", then);
            let finding = finding.of_records(&source.numbers(rows));
            found.at_most(policy, Rule::Totals, Severity::Note, finding);
        }
    };
    note(
        "fields",
        "totals by fields that are not published".to_owned(),
        "They are left out: without the field they would say something else.",
        &not,
    );
    let printed = policy.public_totals.iter();
    let sources: Vec<&str> = printed.map(|totals| totals.source.as_str()).collect();
    note(
        "public_totals",
        format!("totals that were printed before ({})", sources.join("; ")),
        "They are left as they are.",
        &told,
    );
    told
}

/// By what totals are by beside their time, the different times that they are of.
type Times = BTreeMap<Vec<String>, BTreeSet<(Day, Day)>>;

fn times(source: &Source, totals: &[usize]) -> Times {
    let mut out = Times::new();
    for &row in totals {
        out.entry(by(source, row))
            .or_default()
            .extend(time(source, row));
    }
    out
}

/// The first and the last day of what a total counts.
fn time(source: &Source, row: usize) -> Option<(Day, Day)> {
    let cases = &source.data.cases;
    let start = cases.start[row];
    (start != NO_DATE).then(|| (start, cases.last_day(row)))
}

/// The unit of time that a total is by: none where all of its kind are of one time.
fn unit(source: &Source, row: usize, times: &Times) -> Option<&'static str> {
    let several = times
        .get(&by(source, row))
        .is_some_and(|times| times.len() > 1);
    let (first, last) = time(source, row).filter(|_| several)?;
    Some(if last - first < 364 { "month" } else { "year" })
}

/// Units that tell more than one of them.
fn finer(unit: &str) -> &'static [&'static str] {
    match unit {
        "year" => &["month", "date"],
        _ => &["date"],
    }
}

fn without_time(by: &[String]) -> Vec<String> {
    let times = ["date", "year", "month"];
    by.iter()
        .filter(|name| !times.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// What a total is by, beside its time.
fn by(source: &Source, row: usize) -> Vec<String> {
    let cases = &source.data.cases;
    let mut out = Vec::new();
    if cases.country_code(row).is_some() || usize::from(cases.set.get(row)) < cases.sets.len() {
        out.push("country".to_owned());
    }
    for facet in &cases.facets {
        let code = facet
            .codes
            .get(row)
            .copied()
            .unwrap_or(crate::data::NO_VALUE);
        if facet.values_of(code).next().is_some() {
            out.push(facet.name.clone());
        }
    }
    out
}

/// A total as it is written.
pub(super) fn record(source: &Source, policy: &Policy, row: usize) -> String {
    let cases = &source.data.cases;
    members(|out| {
        let flags = cases.flags.get(row);
        if cases.start[row] != NO_DATE && policy.has("date") {
            let doubt = crate::data::date::Doubt(flags);
            let text = crate::data::edtf::edtf(cases.start[row], cases.last_day(row), doubt);
            out.key("date").string(&text);
        }
        if flags & AGGREGATE != 0 {
            out.key("kind").string("aggregate");
        }
        for (flag, name) in [(NEW, "new"), (ONGOING, "ongoing")] {
            if flags & flag != 0 {
                out.key("counted").string(name);
            }
        }
        super::points::country(cases, row, out);
        numbers(cases, policy, row, out);
        for facet in &cases.facets {
            let code = facet
                .codes
                .get(row)
                .copied()
                .unwrap_or(crate::data::NO_VALUE);
            let values = facet
                .values_of(code)
                .filter_map(|value| facet.values.get(usize::from(value)));
            let values: Vec<&String> = values.collect();
            if !values.is_empty() {
                let out = out.key(&facet.name);
                out.array(|out| values.iter().for_each(|value| out.string(value)));
            }
        }
        for name in LINKS.iter().filter(|name| policy.has(name)) {
            raw(source, row, name, out);
        }
    })
}

fn numbers(cases: &Cases, policy: &Policy, row: usize, out: &mut Writer) {
    let withheld = cases.suppressed_in(row).unwrap_or_default();
    if let Some(bounds) = withheld.cases {
        bounds.write(out.key("cases"));
    } else if cases.weight.get(row) > 1 {
        out.key("cases").int(cases.weight.get(row).into());
    }
    if let Some(share) = cases.shares.get(usize::from(cases.share.get(row))) {
        share.write(out.key("percent"));
    }
    if !policy.has("people") {
        return;
    }
    if let Some(bounds) = withheld.people {
        return bounds.write(out.key("people"));
    }
    let min = cases.people_min.get(row);
    if min == UNKNOWN {
        return;
    }
    let (best, without) = (cases.people_best.get(row), cases.without.get(row));
    out.key("people").object(|out| {
        out.key("min").int(min.into());
        if let Some(max) = cases.people_max(row) {
            out.key("max").int(max);
        }
        if best != OPEN {
            out.key("best").int(u64::from(min) + u64::from(best));
        }
        if without > 0 {
            out.key("unknown").int(without.into());
        }
    });
}
