//! [`Report`]: what was found, what was done, and what is left to risk.

use serde_json::{Value, json};

use super::compare::{Change, Difference};
use super::finding::{Finding, counted};
use super::risk::{FORMULA, Risk, SOURCES};
use super::rules::Severity;
use super::write::Used;

/// What was found and done. It holds no value of the private file, so it may go with the public one; what a run that
/// was refused found is the editor's alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The day of the run, as ISO 8601 has it.
    pub date: String,
    /// Whether nothing was written.
    pub refused: bool,
    /// At least as many cases share what is told of each.
    pub k: u32,
    /// The fields of the public file.
    pub fields: Vec<String>,
    /// The fields by which somebody may be found.
    pub keys: Vec<String>,
    /// What was found, the heaviest first.
    pub findings: Vec<Finding>,
    /// What the policy does otherwise than usual, each with its reason.
    pub overrides: Vec<Override>,
    /// How many cases there were at each step.
    pub steps: Vec<(&'static str, u64)>,
    /// The risk if the fields were published as they are in the private file.
    pub before: Risk,
    /// The risk in the public file.
    pub after: Risk,
    /// By key, what is told of cases and what is lost.
    pub told: Vec<Told>,
    /// The part of all bits of the keys that is lost.
    pub loss: f64,
    /// Tables in place of cases.
    pub tables: Vec<TableReport>,
    /// What readers will no longer see.
    pub hidden: Vec<String>,
    /// What changes against the file that was published before.
    pub difference: Option<Difference>,
}

/// What a policy does otherwise than usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The rule's name, with the fields that it holds for.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// What is told by a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The key.
    pub key: String,
    /// By level, of how many cases. `missing` are those of which the private file does not tell it.
    pub levels: Vec<(&'static str, u64)>,
    /// The part of its bits that is lost.
    pub loss: f64,
    /// Whether somebody may be found by it.
    pub protects: bool,
}

/// A table that is published in place of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    /// What it counts by.
    pub by: Vec<String>,
    /// How many cells have a case.
    pub cells: u64,
    /// How many are hidden as they are small.
    pub small: u64,
    /// How many are hidden in all.
    pub hidden: u64,
}

/// As many changes are listed.
const CHANGES: usize = 50;

impl Report {
    /// What forbids to write.
    pub fn blocks(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|one| one.severity == Severity::Block)
    }

    /// What came of the run, in a sentence.
    pub fn outcome(&self) -> String {
        if self.refused {
            return "Nothing was written: see what blocks above.".to_owned();
        }
        if self.tables.is_empty() {
            return format!(
                "published: {} of {} cases, the smallest group has {}",
                self.after.cases, self.before.cases, self.after.smallest
            );
        }
        let hidden: u64 = self.tables.iter().map(|table| table.hidden).sum();
        let tables = if self.tables.len() == 1 {
            "a table"
        } else {
            "tables"
        };
        format!("published: {tables} in place of cases, with {hidden} cells hidden")
    }

    /// The report as JSON.
    pub fn json(&self) -> String {
        let risk = |risk: &Risk| json!({ "mean": rounded(risk.mean), "below_k": rounded(risk.below_k), "smallest_group": risk.smallest, "combinations": risk.combinations, "cases": risk.cases });
        let findings: Vec<Value> = self.findings.iter().map(finding).collect();
        let overrides: Vec<Value> = self
            .overrides
            .iter()
            .map(|one| json!({ "what": one.what, "reason": one.reason }))
            .collect();
        let steps: Vec<Value> = self
            .steps
            .iter()
            .map(|(step, n)| json!({ "step": step, "cases": n }))
            .collect();
        let told: Vec<Value> = self
            .told
            .iter()
            .map(|one| {
                let levels: Vec<Value> = one.levels.iter().map(|(level, n)| json!({ "level": level, "cases": n })).collect();
                json!({ "key": one.key, "levels": levels, "loss": rounded(one.loss), "protects": one.protects })
            })
            .collect();
        let tables: Vec<Value> = self
            .tables
            .iter()
            .map(|one| json!({ "by": one.by, "cells": one.cells, "small": one.small, "hidden": one.hidden }))
            .collect();
        let mut out = json!({
            "report": "caseplot publish",
            "date": self.date,
            "refused": self.refused,
            "k": self.k,
            "fields": self.fields,
            "keys": self.keys,
            "findings": findings,
            "overrides": overrides,
            "steps": steps,
            "risk": { "formula": FORMULA, "sources": SOURCES, "before": risk(&self.before), "after": risk(&self.after) },
            "told": told,
            "loss": rounded(self.loss),
            "tables": tables,
            "no_longer_seen": self.hidden,
        });
        if let Some(difference) = &self.difference {
            out["compared"] = compared(difference);
        }
        let mut text = serde_json::to_string_pretty(&out).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The findings in an editor's words, a line each.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.findings
            .iter()
            .map(|one| format!("{} ({}): {}", one.severity.name(), one.rule, one.message()))
    }
}

fn rounded(n: f64) -> f64 {
    (n * 1e6).round() / 1e6
}

fn finding(one: &Finding) -> Value {
    json!({
        "rule": one.rule, "severity": one.severity.name(), "place": one.place, "found": one.found,
        "expected": one.expected, "mend": one.mend, "cases": one.cases, "records": one.records,
    })
}

fn compared(difference: &Difference) -> Value {
    let list = |changes: &[Change]| -> Vec<Value> {
        let changes = changes.iter().take(CHANGES);
        changes
            .map(|one| json!({ "told": one.told, "before": one.before, "now": one.now }))
            .collect()
    };
    json!({
        "more": difference.more.len(), "fewer": difference.fewer.len(), "sharper": difference.sharper, "small": difference.small,
        "more_cases": list(&difference.more), "fewer_cases": list(&difference.fewer),
    })
}

/// What readers will no longer see, in sentences. `changed` is what the private file tells sharper; `columns` are its
/// fields that the public one does not have.
pub(super) fn no_longer_seen(changed: &Used, columns: &[&str], left_out: u64) -> Vec<String> {
    let mut out = Vec::new();
    for (key, levels) in changed {
        for &(level, n) in levels {
            let cases = counted(n, "case", "cases");
            out.push(match (key.as_str(), level) {
                ("date" | "dates", "none" | "period") => format!("when {cases} happened"),
                ("date" | "dates", level) => {
                    format!("the day of {cases}, told by {level} at most")
                }
                ("place", "none") => format!("where {cases} happened"),
                ("place", level) => format!("the place of {cases}, told by {level} at most"),
                ("people", "none") => format!("how many people {cases} were about"),
                ("people", _) => {
                    format!("the exact number of people of {cases}, told in steps")
                }
                (key, "other") => format!("{key} of {cases}, told as “other”"),
                (key, _) => format!("{key} of {cases}"),
            });
        }
    }
    if left_out > 0 {
        out.push(format!("{} at all", counted(left_out, "case", "cases")));
    }
    if !columns.is_empty() {
        out.push(format!(
            "the {} {}",
            if columns.len() == 1 {
                "field"
            } else {
                "fields"
            },
            columns.join(", ")
        ));
    }
    out
}
