//! The rules by which a file is made public: what each of them does unless a policy says otherwise.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It has to be known.
    Note,
    /// Somebody should look at it.
    Warn,
    /// It was mended in the public file.
    Mend,
    /// Nothing is written.
    Block,
}

/// All severities with their names in a policy, the lightest first.
pub const SEVERITIES: [(&str, Severity); 4] = [
    ("note", Severity::Note),
    ("warn", Severity::Warn),
    ("mend", Severity::Mend),
    ("block", Severity::Block),
];

impl Severity {
    /// Its name in policies and reports.
    pub fn name(self) -> &'static str {
        let known = SEVERITIES.iter().find(|(_, severity)| *severity == self);
        known.map_or("", |(name, _)| name)
    }

    /// The severity of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let known = SEVERITIES.iter().find(|(known, _)| *known == name);
        known.map(|&(_, severity)| severity)
    }
}

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// What names people or finds them: names, birth dates, addresses, phones, e-mails, plates, case files.
    Identify,
    /// Points are no finer than their stated precision.
    Precision,
    /// Points without a stated precision are those of a town at best.
    Unstated,
    /// As many cases as are asked for share each combination of keys.
    Anonymity,
    /// Keys are made coarser, case by case, until they do.
    Coarsen,
    /// Small cells of tables are hidden, with others that would tell them.
    Cells,
    /// Totals that the publisher has printed already, by name.
    Totals,
    /// Free text is left out unless it is named.
    Text,
    /// Links lead to people.
    Links,
    /// Ids and the order of cases are new.
    Order,
    /// Ongoing proceedings are told by country and month at most.
    Ongoing,
    /// Points are never moved at random.
    Displacement,
    /// The file is compared with the one published before.
    Compare,
    /// Source, licence, caveat and coverage are there.
    Required,
    /// The file says what was done.
    Generalised,
}

/// What holds for a rule unless a policy says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Default {
    /// The rule.
    pub rule: Rule,
    /// Its number in the list that the guide gives.
    pub number: u8,
    /// Its name in policies and reports.
    pub name: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Whether a policy may switch it off.
    pub optional: bool,
}

const fn rule(
    rule: Rule,
    number: u8,
    name: &'static str,
    severity: Severity,
    optional: bool,
) -> Default {
    Default {
        rule,
        number,
        name,
        severity,
        optional,
    }
}

/// All rules, in the order of the guide.
pub const RULES: [Default; 15] = [
    rule(Rule::Identify, 1, "identify", Severity::Block, true),
    rule(Rule::Precision, 2, "precision", Severity::Mend, true),
    rule(Rule::Unstated, 3, "unstated", Severity::Mend, true),
    rule(Rule::Anonymity, 4, "anonymity", Severity::Block, true),
    rule(Rule::Coarsen, 5, "coarsen", Severity::Mend, true),
    rule(Rule::Cells, 6, "cells", Severity::Mend, true),
    rule(Rule::Totals, 7, "totals", Severity::Block, true),
    rule(Rule::Text, 8, "text", Severity::Block, true),
    rule(Rule::Links, 9, "links", Severity::Warn, true),
    rule(Rule::Order, 10, "order", Severity::Mend, true),
    rule(Rule::Ongoing, 11, "ongoing", Severity::Warn, true),
    rule(
        Rule::Displacement,
        12,
        "displacement",
        Severity::Block,
        false,
    ),
    rule(Rule::Compare, 13, "compare", Severity::Warn, true),
    rule(Rule::Required, 14, "required", Severity::Block, true),
    rule(Rule::Generalised, 15, "generalised", Severity::Note, false),
];

impl Rule {
    /// What holds for it unless a policy says otherwise.
    pub fn default(self) -> Default {
        let known = RULES.iter().find(|known| known.rule == self);
        known.copied().unwrap_or(RULES[0])
    }

    /// Its name in policies and reports.
    pub fn name(self) -> &'static str {
        self.default().name
    }

    /// The rule of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let known = RULES.iter().find(|known| known.name == name);
        known.map(|known| known.rule)
    }
}
