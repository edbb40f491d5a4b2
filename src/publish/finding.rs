//! What was found in a file or a policy, in an editor's words.

use super::policy::Policy;
use super::rules::{Rule, Severity};

/// Something that was found. It holds no value of the private file: a report may go with the public one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name; `policy` or `file` where one of them can't be used.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where: a field, a member of the policy, a byte.
    pub place: String,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to mend it; empty where nothing has to be done.
    pub mend: String,
    /// How many cases it concerns.
    pub cases: u64,
    /// The numbers of the first of their records in the private file, from 1.
    pub records: Vec<u32>,
}

/// As many records are named.
const NAMED: usize = 5;

impl Finding {
    /// Something that stops everything.
    pub(super) fn stop(
        of: &'static str,
        place: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            rule: of,
            severity: Severity::Block,
            place: place.into(),
            found: found.into(),
            expected: expected.into(),
            mend: mend.into(),
            cases: 0,
            records: Vec::new(),
        }
    }

    /// The same with the records that it concerns, by their numbers.
    pub(super) fn of_records(mut self, records: &[u32]) -> Self {
        self.cases = records.len() as u64;
        self.records = records.iter().copied().take(NAMED).collect();
        self
    }

    /// A sentence for an editor.
    pub fn message(&self) -> String {
        let mut out = format!("{}: found {}", self.place, self.found);
        if self.cases > 0 {
            out.push_str(&format!(" ({})", counted(self.cases, "case", "cases")));
        }
        if !self.records.is_empty() {
            let numbers: Vec<String> = self.records.iter().map(u32::to_string).collect();
            out.push_str(&format!(" in record {}", numbers.join(", ")));
            if self.cases > self.records.len() as u64 {
                out.push_str(", …");
            }
        }
        if !self.expected.is_empty() {
            out.push_str(&format!("; expected {}", self.expected));
        }
        out.push('.');
        if !self.mend.is_empty() {
            out.push_str(&format!(" {}", self.mend));
        }
        out
    }
}

/// A sentence that names what was probably meant, if anything was.
pub(super) fn meant(name: &str) -> String {
    if name.is_empty() {
        return String::new();
    }
    format!("Perhaps “{name}” was meant.")
}

/// A number of things in words.
pub(crate) fn counted(n: u64, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

/// What the rules found so far.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    /// Notes what a rule found, as heavy as the policy has it.
    pub(super) fn add(&mut self, policy: &Policy, rule: Rule, finding: Finding) {
        let severity = policy.severity(rule, &finding.place);
        self.weigh(rule, severity, finding);
    }

    /// Notes what a rule found, as heavy as it is where the policy does not make it heavier.
    pub(super) fn at_most(
        &mut self,
        policy: &Policy,
        rule: Rule,
        severity: Severity,
        finding: Finding,
    ) {
        let chosen = policy.severity(rule, &finding.place);
        let raised = chosen > rule.default().severity;
        let severity = if raised { chosen } else { chosen.min(severity) };
        self.weigh(rule, severity, finding);
    }

    fn weigh(&mut self, rule: Rule, severity: Severity, finding: Finding) {
        self.0.push(Finding {
            rule: rule.name(),
            severity,
            ..finding
        });
    }

    /// Whether anything stands that forbids to write.
    pub(super) fn blocks(&self) -> bool {
        self.0.iter().any(|one| one.severity == Severity::Block)
    }
}
