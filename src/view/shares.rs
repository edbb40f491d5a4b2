//! What is published without a count, in words: percentages, and that numbers are withheld.

use super::Environment;
use super::list::{facets, place, time};
use crate::data::{Dataset, NO_VALUE, Share};
use crate::locale::fill;
use crate::query::{Filter, Measure, rows, tally};

/// As many percentages are told one by one.
pub(super) const NOTED: usize = 12;

/// What is said of the percentage of a row; nothing if it has none.
pub(super) fn share_words(data: &Dataset, row: usize, env: &Environment<'_>) -> Option<String> {
    let share = *data
        .cases
        .shares
        .get(usize::from(data.cases.share.get(row)))?;
    let messages = env.locale.messages;
    let percent = |n| env.locale.formats.percent(n);
    Some(match share {
        Share::Exactly(n) => percent(n),
        Share::About(n) => fill(messages.about(), &[&percent(n)]),
        Share::Between(Some(min), Some(max)) => {
            fill(messages.from_to(), &[&percent(min), &percent(max)])
        }
        Share::Between(Some(min), None) => fill(messages.at_least(), &[&percent(min)]),
        Share::Between(None, max) => fill(messages.at_most(), &[&percent(max.unwrap_or(100.0))]),
    })
}

/// How many numbers of what is counted are withheld, if any is.
pub(super) fn withheld_note(
    data: &Dataset,
    filter: &Filter,
    measure: Measure,
    env: &Environment<'_>,
) -> Option<String> {
    if data.cases.suppressed.is_uniform() {
        return None;
    }
    let numbers = tally(&data.cases, filter).withheld(measure).numbers;
    let noted = env.locale.messages.withheld_noted();
    (numbers > 0).then(|| env.locale.count(noted, numbers))
}

/// A sentence for each percentage among what is chosen, the latest last, but for those of a facet that is
/// drawn.
pub(super) fn share_notes(
    data: &Dataset,
    filter: &Filter,
    drawn: Option<usize>,
    env: &Environment<'_>,
) -> Vec<String> {
    let cases = &data.cases;
    if cases.share.is_uniform() {
        return Vec::new();
    }
    let all: Vec<usize> = (0..cases.facets.len()).collect();
    let note = |row: u32| {
        let row = row as usize;
        let facet = drawn.and_then(|facet| cases.facets.get(facet));
        if facet.is_some_and(|facet| facet.codes[row] != NO_VALUE) {
            return None;
        }
        let share = share_words(data, row, env)?;
        let of = facets(data, row, &all, env.language);
        let facets = of
            .iter()
            .map(|(label, values)| format!("{label}: {values}"));
        let place = Some(place(cases, row, env)).filter(|place| !place.is_empty());
        let of: Vec<String> = place.into_iter().chain(facets).collect();
        let (of, time) = (of.join("; "), time(cases, row, env));
        Some(fill(env.locale.messages.share_of(), &[&of, &time, &share]))
    };
    let noted = rows(cases, filter).into_iter().filter_map(note);
    let mut notes: Vec<String> = noted.take(NOTED + 1).collect();
    if notes.len() > NOTED {
        notes.truncate(NOTED);
        notes.push(env.locale.messages.more_shares().to_owned());
    }
    notes
}
