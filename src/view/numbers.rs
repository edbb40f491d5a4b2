//! What a figure counts: which cases of a map, which times nobody looked at.

#[cfg(feature = "formats")]
use super::words::code_of;
use crate::calendar::Day;
#[cfg(feature = "formats")]
use crate::data::Cases;
use crate::data::{Coverage, Gap};
#[cfg(feature = "formats")]
use crate::map::{Shared, Standing};
use crate::query::{Filter, Period};
#[cfg(feature = "formats")]
use crate::query::{Tally, Together, together};
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

/// What a map can show of cases, whatever a reader chooses: those of each time that totals are published for, or
/// all where there is none.
#[cfg(feature = "formats")]
pub(super) fn showable(base: &Filter, times: &[Period]) -> Vec<Filter> {
    let of = |time: &Period| Filter {
        period: Some((time.start, time.last)),
        ..base.clone()
    };
    let filters: Vec<Filter> = times.iter().map(of).collect();
    if filters.is_empty() {
        return vec![base.clone()];
    }
    filters
}

/// What is counted for several countries together. Those that are in no other count get a standing.
#[cfg(feature = "formats")]
pub(super) fn shared(
    cases: &Cases,
    filter: &Filter,
    standing: &mut Vec<([u8; 2], Standing)>,
) -> Shared {
    let code = |country: u16| code_of(cases.countries.get(usize::from(country))?);
    let of = |set: Together| {
        let codes = set.countries.into_iter().filter_map(code).collect();
        (codes, set.sum)
    };
    let counts: Vec<(Vec<[u8; 2]>, Tally)> = together(cases, filter).into_iter().map(of).collect();
    let mut only = Vec::new();
    for &code in counts.iter().flat_map(|(codes, _)| codes) {
        if !standing.iter().any(|(known, _)| *known == code) {
            standing.push((code, Standing::Unnumbered));
            only.push(code);
        }
    }
    Shared { counts, only }
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
