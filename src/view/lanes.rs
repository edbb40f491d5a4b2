//! Which cases have a line, in which order and groups, and what is said of them.

use super::list::{amount, dated, place};
use super::{Environment, Table};
use crate::calendar::Day;
use crate::chart::{Lane, LanesData, Occurs, lane_dates};
use crate::data::{AGGREGATE, Cases, Dataset, NO_DATE, SET, Staged, UNKNOWN};
use crate::locale::fill;
use crate::query::{Filter, rows};
use crate::scale::time::{Bins, Unit};
use crate::sort::{order, sort_few};
use crate::text::Weight;

/// By what cases are put into order or into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
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
    pub(super) fn parse(name: &str, data: &Dataset) -> Option<Self> {
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

/// The lanes of the cases that a filter holds for.
pub(super) fn lanes(
    data: &Dataset,
    filter: &Filter,
    sort: By,
    group: Option<By>,
    env: &Environment<'_>,
) -> LanesData {
    let cases = &data.cases;
    let all = rows(cases, filter);
    let total = |row: &u32| cases.flags.get(*row as usize) & AGGREGATE != 0;
    let (totals, single): (Vec<u32>, Vec<u32>) = all.into_iter().partition(total);
    let weight = |rows: &[u32]| {
        rows.iter()
            .map(|&row| u64::from(cases.weight.get(row as usize)))
            .sum()
    };
    let ends: Vec<(Day, Day)> = single
        .iter()
        .map(|&row| ends(cases, row as usize))
        .collect();
    let has = |at: &usize| ends.get(*at).is_some_and(|(first, _)| *first != NO_DATE);
    let (dated, undated): (Vec<usize>, Vec<usize>) = (0..single.len()).partition(has);
    let undated: Vec<u32> = undated.iter().map(|&at| single[at]).collect();
    let rows: Vec<u32> = dated.iter().map(|&at| single[at]).collect();
    let ends: Vec<(Day, Day)> = dated.iter().map(|&at| ends[at]).collect();
    let mut occurs = Occurs {
        stages: vec![false; cases.stages.names.len()],
        ..Occurs::default()
    };
    for &row in &rows {
        occurs.add(&lane_dates(cases, row as usize));
    }
    let mut found = LanesData {
        lanes: Vec::new(),
        groups: Vec::new(),
        grouped_by: group.map_or_else(String::new, |by| by_label(data, by, env)),
        cases: weight(&rows),
        undated: weight(&undated),
        totals: totals.len() as u64,
        stages: stages(data, env.language),
        occurs,
        bins: days(cases),
        label_width: label_width(cases, &rows, group, env),
    };
    let ranks = Ranks::new(data, env);
    let mut sorted: Vec<u32> = (0..rows.len() as u32).collect();
    sorted = by_keys(sorted, |at| ends[at].0);
    if sort != By::Date {
        sorted = by_keys(sorted, |at| match sort {
            By::Duration => ends[at].0.saturating_sub(ends[at].1),
            _ => ranks.rank(sort, rows[at] as usize),
        });
    }
    let Some(group) = group else {
        found.lanes = sorted
            .iter()
            .map(|&at| Lane::Case(rows[at as usize]))
            .collect();
        return found;
    };
    sorted = by_keys(sorted, |at| ranks.rank(group, rows[at] as usize));
    let mut last = None;
    for at in sorted {
        let row = rows[at as usize];
        let rank = ranks.rank(group, row as usize);
        if last != Some(rank) {
            last = Some(rank);
            found.lanes.push(Lane::Group(found.groups.len() as u32));
            found.groups.push((ranks.label(group, rank, env), 0));
        }
        if let Some((_, count)) = found.groups.last_mut() {
            *count += u64::from(cases.weight.get(row as usize));
        }
        found.lanes.push(Lane::Case(row));
    }
    found
}

/// Indices in the order of their keys; equal ones stay as they are.
fn by_keys(indices: Vec<u32>, key: impl Fn(usize) -> i32) -> Vec<u32> {
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

/// The days from the first to the last of all single cases.
fn days(cases: &Cases) -> Bins {
    let single = (0..cases.len()).filter(|&row| cases.flags.get(row) & AGGREGATE == 0);
    let ends = single
        .map(|row| ends(cases, row))
        .filter(|(first, _)| *first != NO_DATE);
    let all = ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    let (first, last) = all.unwrap_or((0, 0));
    Bins::new(first, last, Unit::Day)
}

/// The stages with their labels and colours.
fn stages(data: &Dataset, language: &str) -> Vec<(String, Option<crate::theme::Color>)> {
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
        _ => env.locale.messages.country.to_owned(),
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
                    None if at == facet.values.len() => messages.several.to_owned(),
                    None => messages.no_value.to_owned(),
                }
            }
            _ => match self.names.get(at) {
                Some(name) => name.clone(),
                None if at == self.names.len() => messages.many_countries.to_owned(),
                None => messages.no_place.to_owned(),
            },
        }
    }
}

/// The number of a case in the file.
fn number(cases: &Cases, row: usize, env: &Environment<'_>) -> Option<String> {
    let number = cases.records.number(row)?;
    Some(env.locale.formats.number(number.into()))
}

/// The short name of a case: where, and its number in the file.
pub(super) fn lane_label(
    cases: &Cases,
    row: usize,
    group: Option<By>,
    env: &Environment<'_>,
) -> String {
    let messages = env.locale.messages;
    let number = number(cases, row, env);
    match (number, group) {
        (Some(number), Some(By::Country)) => fill(messages.part, &[messages.case, &number]),
        (Some(number), _) => fill(
            messages.lane_label,
            &[&short_place(cases, row, env), &number],
        ),
        (None, _) => short_place(cases, row, env),
    }
}

/// Where: the names of several countries together are too long for a label.
fn short_place(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    if cases.flags.get(row) & SET != 0 {
        return env.locale.messages.many_countries.to_owned();
    }
    place(cases, row, env)
}

/// How wide the labels are at most: each place once, with the longest number.
fn label_width(cases: &Cases, rows: &[u32], group: Option<By>, env: &Environment<'_>) -> f64 {
    let mut met = vec![false; cases.countries.len() + 2];
    let mut examples: Vec<usize> = Vec::new();
    let mut longest: Option<usize> = None;
    for &row in rows {
        let row = row as usize;
        let none = cases.countries.len() + usize::from(cases.flags.get(row) & SET != 0);
        let place = usize::from(cases.country[row]).min(none);
        if let Some(met) = met.get_mut(place).filter(|met| !**met) {
            *met = true;
            examples.push(row);
        }
        if longest.is_none_or(|known| cases.records.number(row) > cases.records.number(known)) {
            longest = Some(row);
        }
    }
    let width = |text: &str| {
        env.measure
            .width(text, env.theme.text_size, Weight::Regular)
    };
    let number = longest.and_then(|row| number(cases, row, env));
    // Digits differ in width.
    let number = number.map(|number| number.replace(|c: char| c.is_ascii_digit(), "8"));
    let labels = examples.into_iter().map(|row| match (&number, group) {
        (Some(number), Some(By::Country)) => fill(
            env.locale.messages.part,
            &[env.locale.messages.case, number],
        ),
        (Some(number), _) => fill(
            env.locale.messages.lane_label,
            &[&short_place(cases, row, env), number],
        ),
        (None, _) => short_place(cases, row, env),
    });
    labels.map(|label| width(&label)).fold(0.0, f64::max).ceil()
}

/// All that is said of a case: "Case 17, Italy: act March 2021, charged 12 April 2021; 2 people".
pub(super) fn lane_words(data: &Dataset, row: usize, env: &Environment<'_>) -> String {
    let (cases, messages) = (&data.cases, env.locale.messages);
    let place = place(cases, row, env);
    let name = match number(cases, row, env) {
        Some(number) => fill(messages.lane, &[&number, &place]),
        None => place,
    };
    let dates: Vec<String> = lane_dates(cases, row)
        .iter()
        .map(|date| stage_words(data, date, env))
        .collect();
    let mut words = fill(messages.mark, &[&name, &dates.join(", ")]);
    if cases.weight.get(row) > 1 || cases.people_min.get(row) != UNKNOWN {
        words.push_str("; ");
        words.push_str(&amount(cases, row, env));
    }
    words
}

fn stage_words(data: &Dataset, date: &Staged, env: &Environment<'_>) -> String {
    let time = dated(date.start, date.last, date.doubt, env);
    match data.cases.stages.names.get(usize::from(date.stage)) {
        Some(name) => fill(
            env.locale.messages.part,
            &[data.info.stage_label(name, env.language), &time],
        ),
        None => time,
    }
}

/// A table of more rows than this would hold up the page.
const MOST_ROWS: usize = 2_000;

/// The cases with a column for each stage.
pub(super) fn lanes_table(data: &Dataset, lanes: &LanesData, env: &Environment<'_>) -> Table {
    let (cases, messages) = (&data.cases, env.locale.messages);
    let mut columns = vec![messages.case.to_owned(), messages.country.to_owned()];
    if lanes.occurs.alone {
        columns.push(messages.date.to_owned());
    }
    let occurs = |stage: &usize| lanes.occurs.stages.get(*stage) == Some(&true);
    let stages: Vec<usize> = (0..lanes.stages.len()).filter(occurs).collect();
    columns.extend(stages.iter().map(|&stage| lanes.stages[stage].0.clone()));
    let rows = lanes.lanes.iter().filter_map(|lane| match lane {
        Lane::Case(row) => Some(*row as usize),
        Lane::Group(_) => None,
    });
    let line = |row: usize| {
        let dates = lane_dates(cases, row);
        let of = |stage: usize| {
            let date = dates.iter().find(|date| usize::from(date.stage) == stage);
            date.map_or_else(
                || messages.no_value.to_owned(),
                |date| dated(date.start, date.last, date.doubt, env),
            )
        };
        let name = number(cases, row, env).unwrap_or_default();
        let mut cells = vec![name, place(cases, row, env)];
        if lanes.occurs.alone {
            cells.push(of(usize::from(crate::chart::NO_STAGE)));
        }
        cells.extend(stages.iter().map(|&stage| of(stage)));
        cells
    };
    let mut rows: Vec<Vec<String>> = rows.take(MOST_ROWS + 1).map(line).collect();
    if rows.len() > MOST_ROWS {
        rows.truncate(MOST_ROWS);
        let lines = lanes
            .lanes
            .iter()
            .filter(|lane| matches!(lane, Lane::Case(_)))
            .count();
        let more = env
            .locale
            .count(&messages.lanes_more, (lines - MOST_ROWS) as u64);
        let mut last = vec![more];
        last.resize(columns.len(), String::new());
        rows.push(last);
    }
    Table { columns, rows }
}
