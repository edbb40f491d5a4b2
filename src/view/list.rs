//! The cases themselves, one by one, in words.

use super::Environment;
use super::shares::share_words;
use super::words::country_names;
use crate::calendar::Day;
use crate::data::date::Doubt;
use crate::data::{AGGREGATE, Cases, Dataset, Facet, NO_DATE, NO_VALUE, SET};
use crate::locale::fill;
use crate::query::{Filter, rows, tally_rows};

/// What a list says of a case before it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When, as exactly as it is known.
    pub time: String,
    /// In which country.
    pub place: String,
    /// How many people, and of what, if it is more than one case.
    pub amount: String,
    /// The facets that it says something of: each one's label, and its values' with commas between them.
    pub facets: Vec<(String, String)>,
}

/// The rows of the cases that a list shows: the latest first, undated ones last. All cases must lie in
/// the order of their days.
pub fn listed(cases: &Cases, filter: &Filter) -> Vec<u32> {
    let mut rows = rows(cases, filter);
    let dated = rows.partition_point(|&row| cases.start[row as usize] != NO_DATE);
    if let Some(dated) = rows.get_mut(..dated) {
        dated.reverse();
    }
    rows
}

/// What is said of the case of a row, with the facets that are [`telling`].
pub fn line(data: &Dataset, row: usize, telling: &[usize], env: &Environment<'_>) -> Line {
    Line {
        time: time(&data.cases, row, env),
        place: place(&data.cases, row, env),
        amount: share_words(data, row, env).unwrap_or_else(|| amount(&data.cases, row, env)),
        facets: facets(data, row, telling, env.language),
    }
}

pub(super) fn time(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    let (first, last) = (cases.start[row], cases.last_day(row));
    if first == NO_DATE {
        return env.locale.messages.no_date.to_owned();
    }
    dated(first, last, Doubt(cases.flags.get(row)), env)
}

/// A date, as exactly as it is known.
pub(super) fn dated(first: Day, last: Day, doubt: Doubt, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let mut time = env.locale.time(first, last);
    for (bit, words) in [
        (Doubt::OPEN_END, messages.or_later),
        (Doubt::OPEN_START, messages.or_earlier),
    ] {
        if doubt.0 & bit != 0 {
            time = fill(words, &[&time]);
        }
    }
    if doubt.is_doubtful() {
        time = fill(messages.in_doubt, &[&time]);
    }
    time
}

pub(super) fn place(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let flags = cases.flags.get(row);
    match cases.country_code(row) {
        Some(code) => env.locale.formats.country(code),
        None if flags & SET != 0 => {
            let set = cases.sets.get(usize::from(cases.set.get(row)));
            match set.map(|set| country_names(cases, set, env)) {
                Some(names) => names,
                None => messages.many_countries.to_owned(),
            }
        }
        // A total of all countries has none of its own.
        None if flags & AGGREGATE != 0 => String::new(),
        None => messages.no_place.to_owned(),
    }
}

pub(super) fn amount(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let sum = tally_rows(cases, std::iter::once(row));
    let total = cases.flags.get(row) & AGGREGATE != 0;
    let mut parts = Vec::new();
    if total {
        parts.push(messages.published_total.to_owned());
    }
    if sum.cases > 1 {
        parts.push(env.locale.count(&messages.cases, sum.cases));
    }
    parts.push(match total && sum.unknown == sum.cases && sum.cases > 0 {
        true => messages.named_only.to_owned(),
        false => sum.people_words(&env.locale),
    });
    parts.join(", ")
}

/// The facets that tell cases apart: those that the file declares, and those whose values come back. A
/// text that differs in every case is for who opens it.
pub fn telling(data: &Dataset) -> Vec<usize> {
    let tells = |facet: &Facet| {
        let declared = data
            .info
            .facets
            .iter()
            .any(|known| known.name == facet.name);
        let said = facet.codes.iter().filter(|&&code| code != NO_VALUE).count();
        declared || facet.values.len() * 2 <= said
    };
    let facets = data.cases.facets.iter().enumerate();
    let telling = facets.filter(|(_, facet)| tells(facet));
    telling.map(|(index, _)| index).collect()
}

pub(super) fn facets(
    data: &Dataset,
    row: usize,
    telling: &[usize],
    language: &str,
) -> Vec<(String, String)> {
    let facets = telling
        .iter()
        .filter_map(|&index| data.cases.facets.get(index));
    let said = facets.filter_map(|facet| {
        let codes = facet.values_of(*facet.codes.get(row)?);
        let values = codes.filter_map(|code| facet.values.get(usize::from(code)));
        let labels: Vec<&str> = values
            .map(|value| data.info.value_label(&facet.name, value, language))
            .collect();
        let label = data.info.facet_label(&facet.name, language);
        (!labels.is_empty()).then(|| (label.to_owned(), labels.join(", ")))
    });
    said.collect()
}
