//! [`Policy`]: what an editor decided, in a small file that goes with the data.

mod parts;

use std::collections::BTreeMap;

use serde_json::Value;

use super::finding::Finding;
use super::rules::{Rule, Severity};
use super::source::Source;

/// What may be published, and how much it is to be protected.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The fields that the public file has, by the names of case JSON or of the private file. No other is written.
    pub fields: Vec<String>,
    /// Fields of free text among them, each with the reason why it may be published.
    pub texts: BTreeMap<String, String>,
    /// At least as many cases share each combination of keys.
    pub k: u32,
    /// Where more are asked for.
    pub k_where: Vec<KWhere>,
    /// The fields by which somebody may be found: all that are published, unless they are listed.
    pub keys: Option<Vec<String>>,
    /// The field that names regions.
    pub region: Option<String>,
    /// Where it stands what came of proceedings.
    pub outcome: Outcome,
    /// Tables that are published in place of cases.
    pub tables: Vec<Vec<String>>,
    /// Cells of tables below this number are hidden.
    pub threshold: u64,
    /// Totals that the publisher has printed already.
    pub public_totals: Vec<PublicTotals>,
    /// How much it matters to keep a field sharp: 1 unless it is said.
    pub weights: BTreeMap<String, f64>,
    /// Members of the header: `true` keeps the private file's, `false` leaves it out, anything else is written.
    pub header: BTreeMap<String, Value>,
    /// Makes runs repeatable. Whoever knows it and the private order knows which case is which.
    pub seed: Option<u64>,
    /// What is other than usual about rules.
    pub rules: BTreeMap<Rule, Setting>,
}

/// Where more cases than usual have to share a combination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KWhere {
    /// A facet.
    pub field: String,
    /// One of its values.
    pub value: String,
    /// So many.
    pub k: u32,
}

/// Where it stands what came of proceedings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// A facet.
    pub field: String,
    /// Its values that mean that nothing did so far, beside an empty one and the words that are known, in small letters.
    pub open: Vec<String>,
}

/// Totals that the publisher has printed already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicTotals {
    /// What they are totals by: `country`, `year`, `month`, facets. Nothing for a total of all.
    pub by: Vec<String>,
    /// Where they were printed.
    pub source: String,
}

/// What is other than usual about a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setting {
    /// Whether it is switched off.
    pub off: bool,
    /// How much its findings weigh.
    pub severity: Option<Severity>,
    /// The only fields that it is switched off or made lighter for; all if there is none.
    pub fields: Vec<String>,
    /// Why.
    pub reason: String,
}

impl Setting {
    /// Whether it is about all fields that a place names.
    fn covers(&self, place: &str) -> bool {
        let place = place.strip_prefix("header, ").unwrap_or(place);
        let listed = |name: &str| self.fields.iter().any(|field| field == name);
        self.fields.is_empty() || place.split(", ").all(listed)
    }
}

/// How many cases share what is told of each, and below which number a cell is hidden, unless a policy says otherwise.
pub(super) const K: u32 = 3;
pub(super) const THRESHOLD: u64 = 5;

/// Members of a header that a policy may speak of. How the private file's fields were called is of no use in the
/// public one, whose fields have the names of case JSON.
pub const HEADER: [&str; 13] = [
    "title",
    "caveat",
    "note",
    "source",
    "licence",
    "measure",
    "coverage",
    "facets",
    "base",
    "scale",
    "stages",
    "annotations",
    "template",
];

/// Those that are kept unless a policy says otherwise.
const KEPT: [&str; 7] = [
    "title", "caveat", "source", "licence", "measure", "coverage", "facets",
];

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// What is wrong with it, with the name that was probably meant where one is unknown.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        parts::policy(bytes)
    }

    /// How much the findings of a rule weigh at a place: a field, several of them with commas between, a member of the
    /// header.
    pub fn severity(&self, rule: Rule, place: &str) -> Severity {
        let setting = self.rules.get(&rule).filter(|one| one.covers(place));
        let chosen = setting.and_then(|setting| setting.severity);
        chosen.unwrap_or(rule.default().severity)
    }

    /// Whether a rule is switched off or made lighter for a field.
    pub(super) fn is_eased(&self, rule: Rule, field: &str) -> bool {
        let setting = self.rules.get(&rule).filter(|one| one.covers(field));
        setting.is_some_and(|one| one.off || self.severity(rule, field) < rule.default().severity)
    }

    /// Whether a rule holds.
    pub fn is_on(&self, rule: Rule) -> bool {
        let setting = self.rules.get(&rule);
        setting.is_none_or(|setting| !setting.off || !setting.fields.is_empty())
    }

    /// Whether a rule holds for a field.
    pub fn is_on_for(&self, rule: Rule, field: &str) -> bool {
        let Some(setting) = self.rules.get(&rule).filter(|setting| setting.off) else {
            return true;
        };
        !setting.fields.is_empty() && !setting.fields.iter().any(|known| known == field)
    }

    /// Whether a field is published.
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known == field)
    }

    /// Whether a field may find somebody.
    pub fn is_key(&self, field: &str) -> bool {
        let listed = self.keys.as_ref();
        listed.is_none_or(|keys| keys.iter().any(|key| key == field))
    }

    /// Whether the member of the header is the private file's.
    pub fn keeps(&self, member: &str) -> bool {
        match self.header.get(member) {
            Some(Value::Bool(keep)) => *keep,
            Some(_) => false,
            None => KEPT.contains(&member),
        }
    }

    /// How many cases have to share what is told of one.
    pub(super) fn need(&self, source: &Source, row: usize) -> u32 {
        let more = self.k_where.iter();
        let more = more.filter(|one| source.has_value(row, &one.field, &one.value));
        more.map(|one| one.k).fold(self.k, u32::max)
    }

    /// How much it matters to keep a field sharp.
    pub(super) fn weight(&self, field: &str) -> f64 {
        self.weights.get(field).copied().unwrap_or(1.0)
    }
}

/// Where more are asked for unless a policy says otherwise.
pub(super) fn migrants() -> KWhere {
    KWhere {
        field: "who".to_owned(),
        value: "migrant".to_owned(),
        k: 5,
    }
}

/// Whether two lists hold the same names in any order.
pub(super) fn same_names(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|name| b.contains(name))
}
