//! What is said of the cases that have a line.

use super::order::By;
use crate::chart::{Lane, LanesData, lane_dates};
use crate::data::{Cases, Dataset, SET, Staged, UNKNOWN};
use crate::locale::fill;
use crate::text::Weight;
use crate::view::list::{amount, dated, place};
use crate::view::{Environment, Table};
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
        (Some(number), Some(By::Country)) => fill(messages.part(), &[messages.case(), &number]),
        (Some(number), _) => fill(
            messages.lane_label(),
            &[&short_place(cases, row, env), &number],
        ),
        (None, _) => short_place(cases, row, env),
    }
}

/// Where: the names of several countries together are too long for a label.
fn short_place(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    if cases.flags.get(row) & SET != 0 {
        return env.locale.messages.many_countries().to_owned();
    }
    place(cases, row, env)
}

/// How wide the labels are at most: each place once, with the longest number.
pub(super) fn label_width(
    cases: &Cases,
    rows: &[u32],
    group: Option<By>,
    env: &Environment<'_>,
) -> f64 {
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
            env.locale.messages.part(),
            &[env.locale.messages.case(), number],
        ),
        (Some(number), _) => fill(
            env.locale.messages.lane_label(),
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
        Some(number) => fill(messages.lane(), &[&number, &place]),
        None => place,
    };
    let dates: Vec<String> = lane_dates(cases, row)
        .iter()
        .map(|date| stage_words(data, date, env))
        .collect();
    let words = fill(messages.mark(), &[&name, &dates.join(", ")]);
    if cases.weight.get(row) > 1 || cases.people_min.get(row) != UNKNOWN {
        return env.locale.apart([words, amount(cases, row, env)]);
    }
    words
}

fn stage_words(data: &Dataset, date: &Staged, env: &Environment<'_>) -> String {
    let time = dated(date.start, date.last, date.doubt, env);
    match data.cases.stages.names.get(usize::from(date.stage)) {
        Some(name) => fill(
            env.locale.messages.part(),
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
    let mut columns = vec![messages.case().to_owned(), messages.country().to_owned()];
    if lanes.occurs.alone {
        columns.push(messages.date().to_owned());
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
                || messages.no_value().to_owned(),
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
            .count(messages.lanes_more(), (lines - MOST_ROWS) as u64);
        let mut last = vec![more];
        last.resize(columns.len(), String::new());
        rows.push(last);
    }
    Table { columns, rows }
}
