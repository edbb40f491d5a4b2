//! The cases themselves, one by one, in words.

use super::Environment;
use super::choices::in_order;
use super::shares::share_words;
use super::words::country_names;
use crate::calendar::Day;
use crate::data::date::Doubt;
use crate::data::{AGGREGATE, Cases, Dataset, Facet, NO_DATE, NO_VALUE, SET, UNKNOWN};
use crate::locale::fill;
use crate::query::{Filter, Measure, by_value, rows, tally_rows};
use crate::sort::sort_few;

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

/// In which order a list shows cases. Those that are equal come the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The latest first, undated ones last.
    #[default]
    Latest,
    /// The earliest first, undated ones last.
    Earliest,
    /// By the names of countries; cases of none last.
    Country,
    /// The most people first, by the least number known; unknown numbers last.
    People,
    /// By the values of a facet, as they are offered for a choice; cases of none last.
    Facet(usize),
}

impl Order {
    /// From `date`, `-date` (the latest first), `country`, `people` or the name of a facet; none for anything else.
    pub fn parse(text: &str, data: &Dataset) -> Option<Self> {
        match text {
            "-date" | "" => Some(Self::Latest),
            "date" => Some(Self::Earliest),
            "country" => Some(Self::Country),
            "people" => Some(Self::People),
            name => {
                let facets = &data.cases.facets;
                facets
                    .iter()
                    .position(|facet| facet.name == name)
                    .map(Self::Facet)
            }
        }
    }
}

/// The rows of the cases that a list shows, in an order. All cases must lie in the order of their days.
pub fn listed_by(data: &Dataset, filter: &Filter, order: Order, env: &Environment<'_>) -> Vec<u32> {
    let cases = &data.cases;
    let latest = || listed(cases, filter);
    /// Behind all others.
    const LAST: i32 = i32::MAX;
    let rank = |ranks: &[i32], code: u16| ranks.get(usize::from(code)).copied().unwrap_or(LAST);
    match order {
        Order::Latest => latest(),
        Order::Earliest => rows(cases, filter),
        Order::Country => {
            let ranks = ranks(country_order(cases, env));
            by_key(&latest(), |row| rank(&ranks, cases.country[row]))
        }
        Order::People => by_key(&latest(), |row| match cases.people_min.get(row) {
            UNKNOWN => LAST,
            people => -(people.min(1 << 30) as i32),
        }),
        Order::Facet(at) => {
            let facet = &cases.facets[at];
            let counts = by_value(cases, &Filter::default(), Measure::Cases, at);
            let ranks = ranks(in_order(data, facet, &counts[..facet.values.len()]));
            by_key(&latest(), |row| {
                let values = facet.values_of(facet.codes[row]);
                values
                    .map(|value| rank(&ranks, value))
                    .min()
                    .unwrap_or(LAST)
            })
        }
    }
}

/// Rows in the order of their keys.
fn by_key(rows: &[u32], key: impl Fn(usize) -> i32) -> Vec<u32> {
    let keys: Vec<i32> = rows.iter().map(|&row| key(row as usize)).collect();
    let order = crate::sort::order(&keys).into_iter();
    order.map(|at| rows[at as usize]).collect()
}

/// By each index its place in an order.
fn ranks(order: Vec<u32>) -> Vec<i32> {
    let mut ranks = vec![0; order.len()];
    for (rank, at) in (0..).zip(order) {
        ranks[at as usize] = rank;
    }
    ranks
}

/// Countries by their names.
fn country_order(cases: &Cases, env: &Environment<'_>) -> Vec<u32> {
    let name = |code: &String| env.locale.formats.country(code);
    let mut order: Vec<(String, u32)> = cases.countries.iter().map(name).zip(0..).collect();
    sort_few(&mut order, |a, b| a.0 < b.0);
    order.into_iter().map(|(_, at)| at).collect()
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
        return env.locale.messages.no_date().to_owned();
    }
    dated(first, last, Doubt(cases.flags.get(row)), env)
}

/// A date, as exactly as it is known.
pub(super) fn dated(first: Day, last: Day, doubt: Doubt, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let mut time = env.locale.time(first, last);
    for (bit, words) in [
        (Doubt::OPEN_END, messages.or_later()),
        (Doubt::OPEN_START, messages.or_earlier()),
    ] {
        if doubt.0 & bit != 0 {
            time = fill(words, &[&time]);
        }
    }
    if doubt.is_doubtful() {
        time = fill(messages.in_doubt(), &[&time]);
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
                None => messages.many_countries().to_owned(),
            }
        }
        // A total of all countries has none of its own.
        None if flags & AGGREGATE != 0 => String::new(),
        None => messages.no_place().to_owned(),
    }
}

pub(super) fn amount(cases: &Cases, row: usize, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let sum = tally_rows(cases, std::iter::once(row));
    let total = cases.flags.get(row) & AGGREGATE != 0;
    let mut parts = Vec::new();
    if total {
        parts.push(messages.published_total().to_owned());
    }
    if sum.cases > 1 {
        parts.push(env.locale.count(messages.cases(), sum.cases));
    }
    parts.push(match total && sum.unknown == sum.cases && sum.cases > 0 {
        true => messages.named_only().to_owned(),
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

#[cfg(test)]
mod tests {
    use super::super::ENV;
    use super::*;
    use crate::read::Reader;

    #[test]
    fn cases_are_listed_in_the_order_that_is_asked_for() {
        let file = br#"{"facets": [{"name": "charge", "values": ["z", "a"]}], "cases": [
            {"date": "2021", "country": "FR", "people": 3, "charge": "a"},
            {"date": "2022", "country": "AT", "charge": ["a", "z"]},
            {"date": "2023", "country": "FR", "people": {"min": 9}},
            {"date": "2024", "people": 3, "charge": "a"},
            {"country": "DE", "people": 0, "charge": "b"}]}"#;
        let mut reader = Reader::new();
        reader.feed(file);
        let data = reader.finish().unwrap();
        let by = |order| {
            let order = Order::parse(order, &data)?;
            Some(listed_by(&data, &Filter::default(), order, &ENV))
        };
        assert_eq!(by(""), Some(vec![3, 2, 1, 0, 4]));
        assert_eq!(by("-date"), by(""));
        assert_eq!(by("date"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(by("country"), Some(vec![1, 2, 0, 4, 3]));
        assert_eq!(by("people"), Some(vec![2, 3, 0, 4, 1]));
        assert_eq!(by("charge"), Some(vec![1, 3, 0, 4, 2]));
        assert_eq!(by("weather"), None);
    }
}
