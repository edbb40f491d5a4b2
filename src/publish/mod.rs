//! From a private file of cases to a public one that harms nobody.
//!
//! Whatever a file holds is public, whatever is drawn of it. So the public file is not the private one with something
//! taken out: it is written anew, from the fields that a [`Policy`] lists, each case as sharply as can be while enough
//! others share what is told of it. [`publish`] does that, and [`survey`] says before what a policy could list. Both touch
//! no file and no clock, so that a command, a page and a test can use them alike: `examples/publish.rs` and
//! `npx caseplot publish` are the same command, and `www/publish.html` is a page that has the engine in a worker.
//!
//! ```
//! use caseplot::publish::{Run, publish};
//!
//! // Fiction: nobody of this file is real.
//! let private = br#"{"source": "Nobody", "licence": "CC0", "caveat": "Made up.", "coverage": {"from": "2021", "to": "2021"},
//!     "cases": [{"date": "2021-03-14", "country": "IT", "name": "A"}, {"date": "2021-05-02", "country": "IT", "name": "B"},
//!               {"date": "2021-08-30", "country": "IT", "name": "C"}]}"#;
//! let policy = br#"{"fields": ["date", "country"], "k": 3}"#;
//! let published = publish(private, policy, &[], Run { seed: 1, today: 20_000 }).unwrap();
//! assert_eq!(published.file.matches(r#""date":"2021","country":"IT""#).count(), 3);
//! assert_eq!(published.report.after.smallest, 3);
//! ```

mod cells;
mod coarsen;
mod compare;
mod dates;
mod fields;
mod finding;
mod identify;
mod keys;
mod ongoing;
mod order;
mod people;
mod points;
mod policy;
mod report;
mod required;
mod risk;
mod rules;
mod source;
mod survey;
mod totals;
mod verify;
mod weak;
mod write;

pub use compare::{Change, Difference};
pub use finding::Finding;
pub(crate) use finding::counted;
pub use policy::{HEADER as POLICY_HEADER, KWhere, Outcome, Policy, PublicTotals, Setting};
pub use report::{Override, Report, TableReport, Told};
pub use risk::{FORMULA, Risk, SOURCES};
pub use rules::{Default as RuleDefault, RULES, Rule, SEVERITIES, Severity};
pub use survey::{Field, FieldKind, Survey, survey};

use crate::calendar::{Day, iso};
use crate::data::Dataset;
use cells::Tables;
use finding::Findings;
use identify::Identifying;
use keys::Key;
use source::Source;

/// What a run takes from outside.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// A number that nobody can guess, from the operating system or the browser. A policy's own comes first.
    pub seed: u64,
    /// Today.
    pub today: Day,
}

/// A file that may be published.
#[derive(Debug, Clone)]
pub struct Published {
    /// The public file: case JSON.
    pub file: String,
    /// Other public files: where tables are published, the second and later ones. They were protected together.
    pub more: Vec<String>,
    /// What was found and done.
    pub report: Report,
    /// The private cases, for pictures.
    pub before: Dataset,
    /// The public cases, for pictures.
    pub after: Dataset,
}

/// Nothing may be published, and why.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What was found: what blocks is among it.
    pub report: Report,
    /// The private cases, if they could be read.
    pub before: Option<Dataset>,
}

/// Makes a public file from a private one, as a policy has it. `before` are the files that were published before: of cases
/// one, of tables as many as there were.
///
/// # Errors
/// If the file or the policy can't be judged, or anything was found that blocks.
pub fn publish(
    private: &[u8],
    policy: &[u8],
    before: &[&[u8]],
    run: Run,
) -> Result<Published, Box<Refused>> {
    let mut report = Report {
        date: iso(run.today),
        ..Report::default()
    };
    let policy = match Policy::parse(policy) {
        Ok(policy) => policy,
        Err(wrong) => return Err(refused(report, wrong, None)),
    };
    report.k = policy.k;
    report.fields.clone_from(&policy.fields);
    report.overrides = overrides(&policy);
    let source = match Source::read(private) {
        Ok(source) => source,
        Err(wrong) => return Err(refused(report, wrong, None)),
    };
    let mut engine = Engine {
        source,
        policy,
        run,
        report,
        found: Findings::default(),
    };
    match engine.run(before) {
        Ok((mut files, after)) => {
            engine.report.findings = sorted(engine.found);
            Ok(Published {
                file: files.remove(0),
                more: files,
                report: engine.report,
                before: engine.source.data,
                after,
            })
        }
        Err(wrong) => {
            let found = engine.found.0.into_iter().chain(wrong).collect();
            Err(refused(engine.report, found, Some(engine.source.data)))
        }
    }
}

fn refused(report: Report, found: Vec<Finding>, before: Option<Dataset>) -> Box<Refused> {
    Box::new(Refused {
        report: Report {
            refused: true,
            findings: sorted(Findings(found)),
            ..report
        },
        before,
    })
}

/// The heaviest first.
fn sorted(found: Findings) -> Vec<Finding> {
    let mut found = found.0;
    found.sort_by_key(|one| std::cmp::Reverse(one.severity));
    found
}

/// What a policy does otherwise than usual.
fn overrides(policy: &Policy) -> Vec<Override> {
    let texts = policy.texts.iter().map(|(field, reason)| Override {
        what: format!("text, {field}"),
        reason: reason.clone(),
    });
    let rules = policy.rules.iter().filter_map(|(rule, setting)| {
        let lighter = setting
            .severity
            .filter(|severity| *severity < rule.default().severity);
        let what = match (setting.off, lighter) {
            (true, _) if setting.fields.is_empty() => format!("{} switched off", rule.name()),
            (true, _) => format!(
                "{} switched off for {}",
                rule.name(),
                setting.fields.join(", ")
            ),
            (_, Some(severity)) => format!("{} made a {}", rule.name(), severity.name()),
            _ => return None,
        };
        let reason = setting.reason.clone();
        Some(Override { what, reason })
    });
    texts.chain(rules).collect()
}

/// One run.
struct Engine {
    source: Source,
    policy: Policy,
    run: Run,
    report: Report,
    found: Findings,
}

/// Cases with what may be told of them.
struct Work {
    keys: Vec<Key>,
    /// The rows that are cases.
    rows: Vec<usize>,
    /// By row, how many cases have to share what is told of it.
    needs: Vec<u32>,
    header: serde_json::Map<String, serde_json::Value>,
    totals: Vec<usize>,
    identifying: Identifying,
    /// The years that all cases lie in, as they are written.
    period: String,
}

impl Engine {
    /// The public files, at least one, and what the first one holds.
    fn run(&mut self, before: &[&[u8]]) -> Result<(Vec<String>, Dataset), Vec<Finding>> {
        fields::check(&self.source, &self.policy)?;
        let work = self.judge()?;
        let files = if self.policy.tables.is_empty() {
            vec![self.cases(work)?]
        } else {
            self.tables(work)?
        };
        if !before.is_empty() && self.policy.is_on(Rule::Compare) {
            let k = if self.policy.tables.is_empty() {
                u64::from(self.policy.k)
            } else {
                self.policy.threshold
            };
            let difference = compare::compare(before, &files, k)?;
            let numbers = [before.len(), files.len()];
            compare::tell(&difference, numbers, k, &self.policy, &mut self.found);
            self.report.difference = Some(difference);
        }
        if self.found.blocks() {
            return Err(Vec::new());
        }
        let after: Result<Vec<Dataset>, _> = files.iter().map(|file| verify::read(file)).collect();
        Ok((files, after?.swap_remove(0)))
    }

    /// What the rules find before anything is changed.
    fn judge(&mut self) -> Result<Work, Vec<Finding>> {
        let (source, policy, found) = (&self.source, &self.policy, &mut self.found);
        let allowed = fields::allowed(source, policy, found);
        let identifying = identify::identify(source, policy, &allowed, found);
        let (totals, rows): (Vec<usize>, Vec<usize>) =
            (0..source.len()).partition(|&row| source.is_total(row));
        self.report.steps = vec![
            ("records in the private file", source.found),
            ("of them with a date or a country", source.len() as u64),
            (
                "of them published totals and other counts",
                totals.len() as u64,
            ),
            ("of them single cases", rows.len() as u64),
        ];
        let totals = totals::published(source, policy, &totals, found);
        let period = dates::period(source, policy, self.run.today).unwrap_or_default();
        let mut keys = fields::keys(source, policy, &allowed, &period);
        if policy.is_on(Rule::Ongoing) {
            ongoing::hold(source, policy, &rows, &mut keys, found);
        }
        for key in &mut keys {
            key.count(&rows);
        }
        points::find(source, policy, &rows, found);
        weak::numbers(source, policy, &rows, found);
        weak::fields(source, policy, &keys, found);
        let header = required::header(source, policy, &identifying, found);
        let needs = self.needs();
        self.report.keys = keys
            .iter()
            .filter(|key| key.protects)
            .map(|key| key.name.clone())
            .collect();
        Ok(Work {
            keys,
            rows,
            needs,
            header,
            totals,
            identifying,
            period,
        })
    }

    /// By row, how many cases have to share what is told of it.
    fn needs(&self) -> Vec<u32> {
        let source = &self.source;
        let need = |row| self.policy.need(source, row);
        (0..source.len()).map(need).collect()
    }

    /// The public file with cases.
    fn cases(&mut self, work: Work) -> Result<String, Vec<Finding>> {
        let Work {
            keys,
            rows,
            needs,
            header,
            totals,
            identifying,
            ..
        } = work;
        let protects = self.policy.is_on(Rule::Anonymity);
        let of_rows: Vec<u32> = rows.iter().map(|&row| needs[row]).collect();
        let most = of_rows.iter().copied().max().unwrap_or(0);
        if protects && !rows.is_empty() && rows.len() < most as usize {
            return Err(vec![too_few(most, rows.len())]);
        }
        let sharp: Vec<Vec<u8>> = keys.iter().map(|key| vec![0; key.floor.len()]).collect();
        self.report.before = risk::risk(&risk::combinations(&keys, &sharp, &rows), &of_rows);
        let coarsens = protects && self.policy.is_on(Rule::Coarsen);
        let mut told = rows.clone();
        let levels = loop {
            let levels = if coarsens {
                coarsen::coarsen(&keys, &told, &needs)
            } else {
                keys.iter().map(|key| key.floor.clone()).collect()
            };
            // Without a date and a country, nothing can be drawn of a case.
            told.retain(|&row| drawable(&keys, &levels, row));
            let of_told: Vec<u32> = told.iter().map(|&row| needs[row]).collect();
            self.report.after = risk::risk(&risk::combinations(&keys, &levels, &told), &of_told);
            // Whoever is left of a group of which some can't be drawn has to be hidden among others.
            if !coarsens || self.report.after.below_k == 0.0 {
                break levels;
            }
            let most = of_told.iter().copied().max().unwrap_or(0);
            if told.len() < most as usize {
                return Err(vec![too_few(most, told.len())]);
            }
        };
        self.tell(&keys, &levels, &told, (rows.len() - told.len()) as u64);
        self.anonymity(&keys, protects);
        if told.is_empty() && totals.is_empty() {
            return Err(vec![Finding::stop(
                "coarsen",
                "cases",
                "no case of which anything may be told",
                "at least one, or a total that was printed before",
                "Publish no file but a sentence, or fewer and coarser fields.",
            )]);
        }
        let used = write::levels_used(&keys, &levels, &told, false);
        let counts = [rows.len() as u64, told.len() as u64];
        let around = write::Around {
            source: &self.source,
            policy: &self.policy,
            keys: &keys,
            header,
            generalised: write::generalised(&self.policy, &used, self.run.today, counts, None),
            totals: &totals,
        };
        let seed = self.policy.seed.unwrap_or(self.run.seed);
        let file = write::cases(&around, &levels, &told, seed);
        if !self.found.blocks() {
            let holds = protects && self.report.after.below_k == 0.0;
            let least = if holds { u64::from(self.policy.k) } else { 0 };
            verify::records(&file, &keys, &self.policy, least, &identifying)?;
        }
        Ok(file)
    }

    /// The public files with tables.
    fn tables(&mut self, work: Work) -> Result<Vec<String>, Vec<Finding>> {
        let Work {
            keys,
            rows,
            header,
            totals,
            identifying,
            period,
            ..
        } = work;
        cells::check(&keys, &self.policy)?;
        let tables = Tables::new(&keys, &self.policy, &rows, &mut self.found);
        self.report.tables = tables
            .written()
            .map(|table| TableReport {
                by: table.by.clone(),
                cells: table.filled(),
                small: table.small,
                hidden: table.hidden(),
            })
            .collect();
        let counts = [rows.len() as u64, rows.len() as u64];
        let around = write::Around {
            source: &self.source,
            policy: &self.policy,
            keys: &keys,
            header,
            generalised: write::generalised(
                &self.policy,
                &Vec::new(),
                self.run.today,
                counts,
                Some(&tables),
            ),
            totals: &totals,
        };
        self.report.hidden = vec!["single cases: there are tables in their place".to_owned()];
        let files = write::tables(&around, &tables, &period);
        if files.is_empty() {
            return Err(vec![Finding::stop(
                "cells",
                "policy, tables",
                "no table that could be protected",
                "at least one",
                "Count by fields of fewer values, or publish no table but a sentence.",
            )]);
        }
        if !self.found.blocks() {
            for file in &files {
                verify::records(file, &keys, &self.policy, 0, &identifying)?;
            }
        }
        Ok(files)
    }

    /// Reports what is told of cases and what is lost.
    fn tell(&mut self, keys: &[Key], levels: &[Vec<u8>], told: &[usize], left_out: u64) {
        let used = write::levels_used(keys, levels, told, false);
        let sums = |key: &Key, levels: &[u8]| {
            let lost: f64 = told.iter().map(|&row| key.loss(row, levels[row])).sum();
            let all: f64 = told.iter().map(|&row| key.loss(row, key.last())).sum();
            (lost, all)
        };
        let both: Vec<(f64, f64)> = keys
            .iter()
            .zip(levels)
            .map(|(key, levels)| sums(key, levels))
            .collect();
        let part = |(lost, all): (f64, f64)| if all > 0.0 { lost / all } else { 0.0 };
        self.report.loss = part(
            both.iter()
                .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1)),
        );
        self.report.told = used
            .into_iter()
            .zip(both)
            .zip(keys)
            .map(|(((name, levels), both), key)| Told {
                key: name,
                levels,
                loss: part(both),
                protects: key.protects,
            })
            .collect();
        let changed = write::levels_used(keys, levels, told, true);
        let columns = self.source.columns.iter().map(String::as_str);
        let gone = columns.filter(|name| !self.policy.has(name));
        let gone: Vec<&str> = gone.map(identify::shown).collect();
        self.report.hidden = report::no_longer_seen(&changed, &gone, left_out);
        self.report.steps.push((
            "left out, as neither date nor country may be told",
            left_out,
        ));
        self.report.steps.push(("published", told.len() as u64));
        if left_out > 0 {
            let finding = Finding::stop(
                "coarsen",
                "cases",
                format!("{left_out} of which neither date nor country may be told"),
                "",
                "They are left out. Fewer or coarser fields, or weights, keep more of them.",
            );
            self.found
                .at_most(&self.policy, Rule::Coarsen, Severity::Warn, finding);
        }
    }

    /// What is left of cases that too few share.
    fn anonymity(&mut self, keys: &[Key], protects: bool) {
        let (before, after) = (self.report.before, self.report.after);
        if !protects {
            return;
        }
        if after.below_k > 0.0 {
            let has_points = self.policy.has("lat") && keys.iter().any(|key| key.name == "place");
            let severity = if has_points {
                Severity::Block
            } else {
                Severity::Warn
            };
            let finding = Finding::stop(
                "anonymity",
                "cases",
                format!(
                    "{} % of the cases shared by fewer than k",
                    percent(after.below_k)
                ),
                format!(
                    "{} or more that share each combination of {}",
                    self.policy.k,
                    self.report.keys.join(", ")
                ),
                "Let rule coarsen do it, or publish fewer fields.",
            );
            self.found
                .at_most(&self.policy, Rule::Anonymity, severity, finding);
            return;
        }
        if before.below_k > 0.0 {
            let finding = Finding::stop(
                "coarsen",
                "cases",
                format!(
                    "{} % of the cases shared by fewer than k, as they are in the private file",
                    percent(before.below_k)
                ),
                "",
                format!(
                    "They are told more coarsely: the smallest group left has {}.",
                    counted(after.smallest, "case", "cases")
                ),
            );
            self.found
                .at_most(&self.policy, Rule::Coarsen, Severity::Mend, finding);
        }
    }
}

fn percent(part: f64) -> String {
    let mut out = String::new();
    crate::json::push_fixed(&mut out, part * 100.0, 1);
    out
}

fn too_few(most: u32, cases: usize) -> Finding {
    Finding::stop(
        "policy",
        "policy, k",
        format!(
            "{most} cases that have to share each combination, and {} in the file",
            counted(cases as u64, "case", "cases")
        ),
        "no more than there are cases",
        "So few cases can't hide each other: publish no file of them, but a sentence.",
    )
}

/// Whether a case keeps a date or a country.
fn drawable(keys: &[Key], levels: &[Vec<u8>], row: usize) -> bool {
    let both = keys.iter().zip(levels);
    both.into_iter().any(|(key, levels)| {
        let text = key.text(row, levels[row]);
        match key.name.as_str() {
            "date" | "dates" => !text.is_empty(),
            "place" => text.contains("\"country\":"),
            _ => false,
        }
    })
}
