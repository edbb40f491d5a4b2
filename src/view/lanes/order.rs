//! Which cases have a line, in which order and groups.

use super::words::label_width;
use crate::calendar::Day;
use crate::chart::{Lane, LanesData, Occurs, lane_dates};
use crate::data::{AGGREGATE, Cases, Dataset, NO_DATE, SET};
use crate::query::{Filter, rows};
use crate::scale::time::{Bins, Unit};
use crate::sort::{order, sort_few};
use crate::theme::Color;
use crate::view::Environment;

/// By what cases are put into order or into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum By {
    /// The first day of the first stage.
    Date,
    /// How long it took from the first day of the first stage to the last day of the last one, the longest first.
    Duration,
    /// The country's name.
    Country,
    /// The values of a facet, by its index.
    Facet(usize),
}

impl By {
    /// What an option names; none if the data has no facet of the name.
    pub(in super::super) fn parse(name: &str, data: &Dataset) -> Option<Self> {
        Some(match name {
            "" | "date" => Self::Date,
            "duration" => Self::Duration,
            "country" => Self::Country,
            _ => Self::Facet(
                data.cases
                    .facets
                    .iter()
                    .position(|facet| facet.name == name)?,
            ),
        })
    }
}

/// The lanes of all cases that a filter holds for: it is done once, and what a reader chooses is taken out of them.
pub(in super::super) fn lanes(
    data: &Dataset,
    filter: &Filter,
    sort: By,
    group: Option<By>,
    env: &Environment<'_>,
) -> LanesData {
    let cases = &data.cases;
    let all = rows(cases, filter);
    let ends: Vec<(Day, Day)> = all.iter().map(|&row| ends(cases, row as usize)).collect();
    let ranks = Ranks::new(data, env);
    let has_line = |&at: &u32| ends[at as usize].0 != NO_DATE && !is_total(cases, all[at as usize]);
    let mut sorted: Vec<u32> = (0..all.len() as u32).filter(has_line).collect();
    sorted = by_keys(&sorted, |at| ends[at].0);
    match sort {
        By::Date => {}
        By::Duration => sorted = by_keys(&sorted, |at| ends[at].0.saturating_sub(ends[at].1)),
        sort => sorted = by_keys(&sorted, |at| ranks.rank(sort, all[at] as usize)),
    }
    if let Some(group) = group {
        sorted = by_keys(&sorted, |at| ranks.rank(group, all[at] as usize));
    }
    let mut lanes = Vec::with_capacity(sorted.len());
    let mut groups = Vec::new();
    let mut last = None;
    let mut occurs = Occurs {
        stages: vec![false; cases.stages.names.len()],
        ..Occurs::default()
    };
    for &at in &sorted {
        let row = all[at as usize];
        if let Some(group) = group {
            let rank = ranks.rank(group, row as usize);
            if last.replace(rank) != Some(rank) {
                lanes.push(Lane::Group(groups.len() as u32));
                groups.push((ranks.label(group, rank, env), 0));
            }
        }
        occurs.add(&lane_dates(cases, row as usize));
        lanes.push(Lane::Case(row));
    }
    let days = sorted.iter().map(|&at| ends[at as usize]);
    let days = days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    let (first, last) = days.unwrap_or((0, 0));
    let lined: Vec<u32> = sorted.iter().map(|&at| all[at as usize]).collect();
    let whole = LanesData {
        lanes,
        groups,
        grouped_by: group.map_or_else(String::new, |by| by_label(data, by, env)),
        cases: 0,
        undated: 0,
        totals: 0,
        stages: stages(data, env.language),
        occurs,
        bins: Bins::new(first, last, Unit::Day),
        label_width: label_width(cases, &lined, group, env),
    };
    chosen(&whole, cases, &all)
}

/// Of these lanes those of some rows, with what is counted of them.
pub(in super::super) fn chosen(whole: &LanesData, cases: &Cases, rows: &[u32]) -> LanesData {
    let mut here = vec![false; cases.len()];
    for &row in rows {
        here[row as usize] = true;
    }
    let mut found = LanesData {
        lanes: Vec::with_capacity(rows.len()),
        groups: Vec::new(),
        grouped_by: whole.grouped_by.clone(),
        cases: 0,
        undated: 0,
        totals: 0,
        stages: whole.stages.clone(),
        occurs: whole.occurs.clone(),
        bins: whole.bins.clone(),
        label_width: whole.label_width,
    };
    let mut heading = None;
    for lane in &whole.lanes {
        match *lane {
            Lane::Group(group) => heading = whole.groups.get(group as usize),
            Lane::Case(row) if here[row as usize] => {
                if let Some((label, _)) = heading.take() {
                    found.lanes.push(Lane::Group(found.groups.len() as u32));
                    found.groups.push((label.clone(), 0));
                }
                found.lanes.push(*lane);
                let weight = u64::from(cases.weight.get(row as usize));
                found.cases += weight;
                if let Some((_, count)) = found.groups.last_mut() {
                    *count += weight;
                }
            }
            Lane::Case(_) => {}
        }
    }
    for &row in rows {
        if is_total(cases, row) {
            found.totals += 1;
        } else if ends(cases, row as usize).0 == NO_DATE {
            found.undated += u64::from(cases.weight.get(row as usize));
        }
    }
    found
}

/// Whether a row is a published total, which is no single case.
fn is_total(cases: &Cases, row: u32) -> bool {
    cases.flags.get(row as usize) & AGGREGATE != 0
}

/// Indices in the order of their keys; equal ones stay as they are.
fn by_keys(indices: &[u32], key: impl Fn(usize) -> i32) -> Vec<u32> {
    let keys: Vec<i32> = indices.iter().map(|&at| key(at as usize)).collect();
    order(&keys)
        .into_iter()
        .map(|at| indices[at as usize])
        .collect()
}

/// The first and the last day that a case has; [`NO_DATE`] if it has none.
fn ends(cases: &Cases, row: usize) -> (Day, Day) {
    let dates = lane_dates(cases, row);
    let first = dates.iter().map(|date| date.start).min();
    let last = dates.iter().map(|date| date.last).max();
    (first.unwrap_or(NO_DATE), last.unwrap_or(NO_DATE))
}

/// The stages with their labels and colours.
fn stages(data: &Dataset, language: &str) -> Vec<(String, Option<Color>)> {
    let stage = |name: &String| {
        let known = data.info.stages.iter().find(|known| known.value == *name);
        let label = data.info.stage_label(name, language).to_owned();
        (label, known.and_then(|known| known.color))
    };
    data.cases.stages.names.iter().map(stage).collect()
}

fn by_label(data: &Dataset, by: By, env: &Environment<'_>) -> String {
    match by {
        By::Facet(facet) => {
            let name = data
                .cases
                .facets
                .get(facet)
                .map_or("", |facet| facet.name.as_str());
            data.info.facet_label(name, env.language).to_owned()
        }
        _ => env.locale.messages.country().to_owned(),
    }
}

/// In which order countries and values come.
struct Ranks<'a> {
    data: &'a Dataset,
    /// Names of countries, in their order.
    names: Vec<String>,
    /// By a country's index, its place among the names.
    countries: Vec<i32>,
}

impl<'a> Ranks<'a> {
    fn new(data: &'a Dataset, env: &Environment<'_>) -> Self {
        let codes = data.cases.countries.iter();
        let mut names: Vec<(String, usize)> = codes
            .map(|code| env.locale.formats.country(code))
            .zip(0..)
            .collect();
        sort_few(&mut names, |a, b| a.0 < b.0);
        let mut countries = vec![0; names.len()];
        for (rank, (_, index)) in names.iter().enumerate() {
            countries[*index] = rank as i32;
        }
        Self {
            data,
            names: names.into_iter().map(|(name, _)| name).collect(),
            countries,
        }
    }

    /// The place of a case: those of several countries or values come behind the others, those of none last.
    fn rank(&self, by: By, row: usize) -> i32 {
        let cases = &self.data.cases;
        match by {
            By::Facet(facet) => {
                let Some(facet) = cases.facets.get(facet) else {
                    return 0;
                };
                let code = facet
                    .codes
                    .get(row)
                    .map_or(usize::MAX, |&code| usize::from(code));
                let several = facet.values.len();
                (code.min(several) + usize::from(code >= several + facet.sets.len())) as i32
            }
            _ => {
                let several = self.countries.len() as i32;
                let none = several + i32::from(cases.flags.get(row) & SET == 0);
                let country = self.countries.get(usize::from(cases.country[row]));
                country.copied().unwrap_or(none)
            }
        }
    }

    /// What the cases of a place have in common.
    fn label(&self, by: By, rank: i32, env: &Environment<'_>) -> String {
        let messages = env.locale.messages;
        let at = rank as usize;
        match by {
            By::Facet(facet) => {
                let Some(facet) = self.data.cases.facets.get(facet) else {
                    return String::new();
                };
                match facet.values.get(at) {
                    Some(value) => self
                        .data
                        .info
                        .value_label(&facet.name, value, env.language)
                        .to_owned(),
                    None if at == facet.values.len() => messages.several().to_owned(),
                    None => messages.no_value().to_owned(),
                }
            }
            _ => match self.names.get(at) {
                Some(name) => name.clone(),
                None if at == self.names.len() => messages.many_countries().to_owned(),
                None => messages.no_place().to_owned(),
            },
        }
    }
}
