//! Rules 6 and 7: tables in place of cases, of which no small cell can be told or worked out.
//!
//! A cell below the threshold is hidden. A hidden cell beside a printed total is not hidden: it is the difference. So
//! each hidden cell needs a witness: another world, in which two cases have a value of each other's, that has the same
//! totals by every single field, the same printed cells in all tables at once, and another number in the hidden cell.
//! Whoever reads all that is printed can't tell the two worlds apart, by whatever arithmetic. Where there is no such
//! world, the cells that stand in its way and matter least are hidden too (secondary suppression, as hypercubes of
//! cells do it: S. Giessing, D. Repsilber, "Tools and Strategies to Protect Multiple Tables with the GHQUAR Cell
//! Suppression Engine", 2002).

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Findings, counted, meant};
use super::keys::Key;
use super::policy::{Policy, same_names};
use super::rules::Rule;
use crate::nearest::closest;

/// A field by which tables count, at one level.
#[derive(Debug)]
struct Axis {
    name: String,
    /// Index of its key.
    key: usize,
    /// By case, an index into the key's texts.
    codes: Vec<u32>,
}

/// A table of cases.
#[derive(Debug)]
pub(super) struct Table {
    /// What it counts by.
    pub(super) by: Vec<String>,
    axes: Vec<usize>,
    /// How many cases are in each cell that has any.
    cells: BTreeMap<Vec<u32>, u64>,
    /// The cells that are hidden, some of which may have no case.
    hidden: BTreeSet<Vec<u32>>,
    /// How many of them are hidden because they are small.
    pub(super) small: u64,
    /// Whether readers know all of it already.
    public: bool,
    /// Whether it is only known, and not written.
    elsewhere: bool,
}

/// Tables and what they count by.
#[derive(Debug)]
pub(super) struct Tables {
    axes: Vec<Axis>,
    pub(super) tables: Vec<Table>,
    rows: Vec<usize>,
}

/// Cells by their table.
type Changed = Vec<(usize, Vec<u32>)>;

/// As many pairs of cases are tried to find a witness for one cell.
const TRIES: usize = 6_000;

/// The key and the level of a field by which tables count.
fn place(keys: &[Key], name: &str) -> Option<(usize, u8)> {
    let (key, level) = match name {
        "country" => ("place", "country"),
        "year" | "month" => ("date", name),
        name => (name, "value"),
    };
    let at = keys.iter().position(|known| known.name == key)?;
    Some((at, keys[at].level(level)?))
}

/// The names of fields by which tables can count.
fn names(keys: &[Key]) -> Vec<&str> {
    let mut out = Vec::new();
    for key in keys {
        match key.name.as_str() {
            "place" => out.push("country"),
            "date" => out.extend(["year", "month"]),
            name if key.level("value").is_some() => out.push(name),
            _ => {}
        }
    }
    out
}

/// Looks whether tables count by fields that there are.
///
/// # Errors
/// What is wrong, with the name that was probably meant.
pub(super) fn check(keys: &[Key], policy: &Policy) -> Result<(), Vec<Finding>> {
    let mut wrong = Vec::new();
    for name in policy.tables.iter().flatten() {
        if place(keys, name).is_none() {
            let nearest = closest(name, names(keys).into_iter());
            wrong.push(Finding::stop(
                "policy",
                "policy, tables",
                format!("“{name}”, by which no table can count"),
                "country, year, month or a facet, whose field is listed under fields",
                meant(nearest),
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

impl Tables {
    /// Counts cases into the tables of a policy and hides what is small.
    pub(super) fn new(keys: &[Key], policy: &Policy, rows: &[usize], found: &mut Findings) -> Self {
        let mut out = Self {
            axes: Vec::new(),
            tables: Vec::new(),
            rows: rows.to_vec(),
        };
        let elsewhere = policy
            .public_totals
            .iter()
            .filter(|totals| totals.by.len() > 1);
        let elsewhere = elsewhere.filter(|totals| {
            let own = |by: &Vec<String>| same_names(by, &totals.by);
            !policy.tables.iter().any(own)
                && totals.by.iter().all(|name| place(keys, name).is_some())
        });
        let elsewhere: Vec<&Vec<String>> = elsewhere.map(|totals| &totals.by).collect();
        for by in policy.tables.iter().chain(elsewhere.iter().copied()) {
            let axes: Vec<Option<usize>> =
                by.iter().map(|name| out.axis(keys, policy, name)).collect();
            let axes: Option<Vec<usize>> = axes.into_iter().collect();
            let Some(axes) = axes else {
                out.left_out(policy, by, found);
                continue;
            };
            let public = policy
                .public_totals
                .iter()
                .any(|totals| same_names(&totals.by, by));
            let mut table = Table {
                by: by.clone(),
                axes,
                cells: BTreeMap::new(),
                hidden: BTreeSet::new(),
                small: 0,
                public,
                elsewhere: !policy.tables.contains(by),
            };
            for &row in rows {
                *table.cells.entry(out.cell(&table.axes, row)).or_default() += 1;
            }
            out.tables.push(table);
        }
        if policy.is_on(Rule::Cells) {
            out.hide(policy, found);
        }
        out
    }

    fn left_out(&self, policy: &Policy, by: &[String], found: &mut Findings) {
        let finding = Finding::stop(
            "cells",
            format!("table by {}", by.join(" and ")),
            "small cells that can't be hidden beside what is public",
            "",
            "The table is left out.",
        );
        found.add(policy, Rule::Cells, finding);
    }

    /// The cell of a table that a case is in.
    fn cell(&self, axes: &[usize], row: usize) -> Vec<u32> {
        axes.iter()
            .map(|&axis| self.axes[axis].codes[row])
            .collect()
    }

    /// An axis, of whose values those with few cases are joined: totals by one field are printed, or will be.
    fn axis(&mut self, keys: &[Key], policy: &Policy, name: &str) -> Option<usize> {
        if let Some(known) = self.axes.iter().position(|axis| axis.name == name) {
            return Some(known);
        }
        let (key, level) = place(keys, name)?;
        // What may not be told of a case is not counted either.
        let floor = keys[key].floor.iter().enumerate();
        let code = |(row, &floor): (usize, &u8)| keys[key].code(row, level.max(floor));
        let mut codes: Vec<u32> = floor.map(code).collect();
        // Who knows a table knows its totals too.
        let public = policy
            .public_totals
            .iter()
            .any(|totals| totals.by.iter().any(|by| by == name));
        if policy.is_on(Rule::Cells) && !public {
            let rest = keys[key].level("other").map_or(0, |level| {
                let others = &keys[key].codes[usize::from(level)];
                others.iter().copied().max().unwrap_or(0)
            });
            let year = keys[key].level("year").filter(|_| name == "month");
            match year.map(|year| &keys[key].codes[usize::from(year)]) {
                Some(years) => join_in(&mut codes, years, &self.rows, policy.threshold)?,
                None => join(&mut codes, &self.rows, policy.threshold, rest)?,
            }
        }
        self.axes.push(Axis {
            name: name.to_owned(),
            key,
            codes,
        });
        Some(self.axes.len() - 1)
    }

    fn hide(&mut self, policy: &Policy, found: &mut Findings) {
        for table in &mut self.tables {
            let small = |n: u64| n < policy.threshold && !table.public && table.axes.len() > 1;
            let cells = table.cells.iter().filter(|(_, n)| small(**n));
            table.hidden = cells.map(|(cell, _)| cell.clone()).collect();
            table.small = table.hidden.len() as u64;
        }
        let profiles = self.profiles();
        // What is hidden for one cell changes with its witness too, and needs no other.
        for at in 0..self.tables.len() {
            let small: Vec<Vec<u32>> = self.tables[at].hidden.iter().cloned().collect();
            for cell in small {
                match self.witness(at, &cell, &profiles) {
                    Some(cells) => {
                        for (table, cell) in cells {
                            self.tables[table].hidden.insert(cell);
                        }
                    }
                    None => {
                        // Without the table, its cells are not printed: nothing else becomes known by that.
                        self.tables[at].elsewhere = true;
                        self.tables[at].public = false;
                        self.tables[at].hidden = BTreeSet::new();
                        let by = self.tables[at].by.clone();
                        self.left_out(policy, &by, found);
                        break;
                    }
                }
            }
        }
        for table in self
            .tables
            .iter()
            .filter(|table| !table.elsewhere && !table.hidden.is_empty())
        {
            let others = table.hidden.len() as u64 - table.small.min(table.hidden.len() as u64);
            let what = format!(
                "{} under {}",
                counted(table.small, "cell", "cells"),
                policy.threshold
            );
            let mend = format!(
                "They are hidden, and {} that would have told them.",
                counted(others, "other", "others")
            );
            let place = format!("table by {}", table.by.join(" and "));
            found.add(
                policy,
                Rule::Cells,
                Finding::stop("cells", place, what, "", mend),
            );
        }
    }

    /// The different values that cases have on all axes.
    fn profiles(&self) -> Vec<Vec<u32>> {
        let all: Vec<usize> = (0..self.axes.len()).collect();
        let different: BTreeSet<Vec<u32>> =
            self.rows.iter().map(|&row| self.cell(&all, row)).collect();
        different.into_iter().collect()
    }

    /// The cells that have to be hidden so that another world has the same print and another number in a cell: those
    /// that two cases change which have a value of each other's. None if there is no such world.
    fn witness(&self, table: usize, cell: &[u32], profiles: &[Vec<u32>]) -> Option<Changed> {
        let axes = &self.tables[table].axes;
        let is_in = |profile: &&Vec<u32>| {
            axes.iter()
                .zip(cell)
                .all(|(&axis, &code)| profile[axis] == code)
        };
        let keys: BTreeSet<usize> = axes.iter().map(|&axis| self.axes[axis].key).collect();
        let mut best: Option<(u64, Changed)> = None;
        let mut tries = 0;
        for one in profiles.iter().filter(is_in) {
            for other in profiles {
                for &key in &keys {
                    tries += 1;
                    let Some(changed) = self.changed(one, other, key, (table, cell)) else {
                        continue;
                    };
                    let new = changed
                        .iter()
                        .filter(|(table, cell)| !self.tables[*table].hidden.contains(cell));
                    let cost: u64 = new
                        .map(|(table, cell)| {
                            1 + self.tables[*table].cells.get(cell).copied().unwrap_or(0)
                        })
                        .sum();
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, changed));
                    }
                    if cost == 0 {
                        return best.map(|(_, changed)| changed);
                    }
                }
                if tries > TRIES && best.is_some() {
                    return best.map(|(_, changed)| changed);
                }
            }
        }
        best.map(|(_, changed)| changed)
    }

    /// The cells that change if two cases have each other's value of a key; none if the cell in question does not
    /// change, or one that readers know.
    fn changed(
        &self,
        one: &[u32],
        other: &[u32],
        key: usize,
        wanted: (usize, &[u32]),
    ) -> Option<Changed> {
        let (mut one_then, mut other_then) = (one.to_vec(), other.to_vec());
        for (at, axis) in self.axes.iter().enumerate() {
            if axis.key == key {
                (one_then[at], other_then[at]) = (other[at], one[at]);
            }
        }
        let mut changed = Vec::new();
        let mut is_wanted = false;
        for (at, table) in self.tables.iter().enumerate() {
            if table.elsewhere && !table.public {
                continue;
            }
            let cell = |profile: &[u32]| -> Vec<u32> {
                table.axes.iter().map(|&axis| profile[axis]).collect()
            };
            let mut deltas: BTreeMap<Vec<u32>, i32> = BTreeMap::new();
            for (profile, by) in [
                (one, -1),
                (other, -1),
                (&one_then[..], 1),
                (&other_then[..], 1),
            ] {
                *deltas.entry(cell(profile)).or_default() += by;
            }
            for (cell, _) in deltas.into_iter().filter(|(_, delta)| *delta != 0) {
                if table.public || table.axes.len() < 2 {
                    return None;
                }
                is_wanted |= (at, cell.as_slice()) == wanted;
                changed.push((at, cell));
            }
        }
        is_wanted.then_some(changed)
    }

    /// The tables that are written.
    pub(super) fn written(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| !table.elsewhere)
    }

    /// The cells of a table: what is written of each field, and how many cases, or nothing where that is hidden.
    pub(super) fn cells<'a>(
        &'a self,
        table: &'a Table,
        keys: &'a [Key],
    ) -> impl Iterator<Item = (Vec<&'a str>, Option<u64>)> {
        let all: BTreeSet<&Vec<u32>> = table.cells.keys().chain(&table.hidden).collect();
        all.into_iter().map(move |cell| {
            let axes = table.axes.iter().zip(cell);
            let texts = axes.map(|(&axis, &code)| {
                let texts = &keys[self.axes[axis].key].texts;
                texts.get(code as usize).map_or("", String::as_str)
            });
            let number = table.cells.get(cell).copied();
            (
                texts.collect(),
                number.filter(|_| !table.hidden.contains(cell)),
            )
        })
    }
}

impl Table {
    /// How many cells are hidden.
    pub(super) fn hidden(&self) -> u64 {
        self.hidden.len() as u64
    }

    /// How many cells have a case.
    pub(super) fn filled(&self) -> u64 {
        self.cells.len() as u64
    }
}

/// Joins months within their years, and years as a table by years does: what the months leave of a year's total is no
/// small number then.
fn join_in(codes: &mut [u32], years: &[u32], rows: &[usize], threshold: u64) -> Option<()> {
    let mut years = years.to_vec();
    join(&mut years, rows, threshold, 0)?;
    let mut of_year: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &row in rows {
        of_year.entry(years[row]).or_default().push(row);
    }
    for (year, rows) in of_year {
        if year == 0 {
            rows.iter().for_each(|&row| codes[row] = 0);
        } else {
            join(codes, &rows, threshold, year)?;
        }
    }
    Some(())
}

/// Joins values that fewer cases have than a threshold, and as many others as it takes for the rest to reach it.
/// None if all cases together don't.
fn join(codes: &mut [u32], rows: &[usize], threshold: u64, rest: u32) -> Option<()> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    for &row in rows {
        *counts.entry(codes[row]).or_default() += 1;
    }
    let mut by_size: Vec<(u64, u32)> = counts.iter().map(|(&code, &n)| (n, code)).collect();
    by_size.sort_unstable();
    let mut joined: BTreeSet<u32> = by_size
        .iter()
        .filter(|(n, _)| *n < threshold)
        .map(|&(_, code)| code)
        .collect();
    if joined.is_empty() {
        return Some(());
    }
    joined.insert(rest);
    let sum = |joined: &BTreeSet<u32>| {
        joined
            .iter()
            .filter_map(|code| counts.get(code))
            .sum::<u64>()
    };
    for &(_, code) in &by_size {
        if sum(&joined) >= threshold {
            break;
        }
        joined.insert(code);
    }
    if sum(&joined) < threshold {
        return None;
    }
    for &row in rows {
        if joined.contains(&codes[row]) {
            codes[row] = rest;
        }
    }
    Some(())
}
