//! What a figure counts: which cases of a map, which times nobody looked at.

use crate::calendar::Day;
use crate::data::{Coverage, Gap};
use crate::query::{Filter, Period};
use crate::scale::time::Bins;

/// Which cases a map counts: those of the window, whatever countries are chosen. Totals of different
/// times can't be added: of those it counts the ones of the last time, which comes with the filter.
pub(super) fn map_filter(chosen: Filter, times: &[Period]) -> (Filter, Option<(Day, Day)>) {
    let all = Filter {
        countries: None,
        ..chosen
    };
    if !crate::WHOLE {
        return (all, None);
    }
    let inside = |period: &&Period| {
        all.window
            .is_none_or(|w| w.from <= period.start && period.last < w.until)
    };
    let last = times
        .iter()
        .filter(inside)
        .max_by_key(|p| (p.last, p.start));
    let period = last.map(|period| (period.start, period.last));
    (Filter { period, ..all }, period)
}

/// The times that nobody looked at in any of some countries, or in all of them where there are none:
/// first day, and the day after the last one, within the bins.
pub(super) fn gaps(coverage: &Coverage, countries: &[[u8; 2]], bins: &Bins) -> Vec<(Day, Day)> {
    let (first, until) = (bins.edges[0], bins.edges[bins.len()]);
    let chosen = |code: &String| countries.iter().any(|chosen| code.as_bytes() == chosen);
    let all = |gap: &&Gap| {
        gap.countries.is_empty()
            || !countries.is_empty()
                && countries.len() == gap.countries.iter().filter(|code| chosen(code)).count()
    };
    let between = coverage
        .gaps
        .iter()
        .filter(all)
        .map(|gap| (gap.from, gap.to + 1));
    let before = coverage.from.map(|from| (first, from));
    let after = coverage.to.map(|to| (to + 1, until));
    before
        .into_iter()
        .chain(between)
        .chain(after)
        .map(|(from, to)| (from.max(first), to.min(until)))
        .filter(|(from, to)| from < to)
        .collect()
}
