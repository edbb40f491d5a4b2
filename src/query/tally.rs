//! Tallies per country and per bin.

use super::filter::ends_before;
use super::{Filter, Stack};
use crate::data::{Cases, NO_DATE, UNKNOWN};
use crate::scale::time::Bins;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Cases.
    #[default]
    Cases,
    /// People, by the least number given.
    People,
}

/// How many cases, and how many people they are known to concern.
///
/// The sum rule: minimums are added; if one part has no known maximum, the sum is "at least";
/// cases without any number are counted beside it and never as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Cases.
    pub cases: u64,
    /// At least this many people.
    pub people_min: u64,
    /// At most this many people, in the cases that give a number; none if one has no upper end.
    pub people_max: Option<u64>,
    /// Cases that give no number of people.
    pub unknown: u64,
}

impl Tally {
    /// The sum of no cases.
    pub const NONE: Self = Self {
        cases: 0,
        people_min: 0,
        people_max: Some(0),
        unknown: 0,
    };

    fn add(&mut self, cases: &Cases, row: usize) {
        self.cases += 1;
        match cases.people_min.get(row) {
            UNKNOWN => self.unknown += 1,
            min => {
                self.people_min += u64::from(min);
                self.people_max = self
                    .people_max
                    .zip(cases.people_max(row))
                    .map(|(a, b)| a + b);
            }
        }
    }

    /// The number that bars and colours show.
    pub fn value(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Cases => self.cases,
            Measure::People => self.people_min,
        }
    }
}

/// The sum over all cases that the filter holds for.
pub fn tally(cases: &Cases, filter: &Filter) -> Tally {
    tally_rows(
        cases,
        filter.rows(cases).filter(|&row| filter.holds(cases, row)),
    )
}

/// The sum over some cases, by their rows.
pub fn tally_rows(cases: &Cases, rows: impl Iterator<Item = usize>) -> Tally {
    let mut sum = Tally::NONE;
    rows.for_each(|row| sum.add(cases, row));
    sum
}

/// Per country (in the order of `Cases::countries`), the whole sum.
pub fn tally_countries(cases: &Cases, filter: &Filter) -> Vec<Tally> {
    let mut sums = vec![Tally::NONE; cases.countries.len()];
    for row in filter.rows(cases) {
        if let Some(sum) = sums.get_mut(usize::from(cases.country[row]))
            && filter.holds(cases, row)
        {
            sum.add(cases, row);
        }
    }
    sums
}
/// Per country (in the order of `Cases::countries`, and at the end for cases without one), the
/// sum of the measure.
pub fn by_country(cases: &Cases, filter: &Filter, measure: Measure) -> Vec<u64> {
    let none = cases.countries.len();
    let mut sums = vec![0_u64; none + 1];
    let rows = filter.rows(cases);
    if measure == Measure::Cases && filter.holds_for_all(cases) {
        // The path of a brush over a million cases: no branch but the one that keeps it safe.
        let mut counts = vec![0_u32; none + 1];
        for &country in &cases.country[rows] {
            counts[usize::from(country).min(none)] += 1;
        }
        return counts.into_iter().map(u64::from).collect();
    }
    for row in rows.filter(|&row| filter.holds(cases, row)) {
        sums[usize::from(cases.country[row]).min(none)] += amount(cases, row, measure);
    }
    sums
}

fn amount(cases: &Cases, row: usize, measure: Measure) -> u64 {
    match measure {
        Measure::Cases => 1,
        Measure::People => match cases.people_min.get(row) {
            UNKNOWN => 0,
            min => u64::from(min),
        },
    }
}

/// Per value of a facet (in the order of `Facet::values`, and at the end for cases without one),
/// the sum of the measure; empty if there is no such facet.
pub fn by_value(cases: &Cases, filter: &Filter, measure: Measure, facet: usize) -> Vec<u64> {
    let Some(facet) = cases.facets.get(facet) else {
        return Vec::new();
    };
    let none = facet.values.len();
    let mut sums = vec![0; none + 1];
    let rows = filter.rows(cases);
    let every = filter.holds_for_all(cases) && measure == Measure::Cases;
    for (row, &code) in rows.clone().zip(&facet.codes[rows]) {
        let sum = &mut sums[usize::from(code).min(none)];
        if every {
            *sum += 1;
        } else if filter.holds(cases, row) {
            *sum += amount(cases, row, measure);
        }
    }
    sums
}

/// Sums per bin and part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BinTable {
    /// Parts of a bar.
    pub parts: usize,
    /// Sums, by bin, then by part.
    pub sums: Vec<u64>,
    /// Cases whose date is wider than a bin, so that they are in none.
    pub wider: u64,
    /// Cases without a date.
    pub undated: u64,
}

impl BinTable {
    /// The parts of a bin.
    pub fn bin(&self, bin: usize) -> &[u64] {
        &self.sums[bin * self.parts..(bin + 1) * self.parts]
    }

    /// The highest bin.
    pub fn max(&self) -> u64 {
        self.sums
            .chunks(self.parts.max(1))
            .map(|bin| bin.iter().sum())
            .max()
            .unwrap_or(0)
    }
}

/// Per bin, and per part of the stack if there is one, the sum of the measure. A case is in a bin
/// only if its whole date is: it is never spread, and never put on the first day.
pub fn by_bin(
    cases: &Cases,
    filter: &Filter,
    measure: Measure,
    bins: &Bins,
    stack: Option<&Stack>,
) -> BinTable {
    let parts = stack.map_or(1, |stack| stack.len().max(1));
    let mut table = BinTable {
        parts,
        sums: vec![0; bins.len() * parts],
        wider: 0,
        undated: 0,
    };
    let facet = stack.and_then(|stack| cases.facets.get(stack.facet));
    let slots = stack
        .zip(facet)
        .map(|(stack, facet)| stack.slots(facet.values.len()));
    let slot = |row: usize| match (&slots, facet) {
        (Some(slots), Some(facet)) => {
            usize::from(slots[usize::from(facet.codes[row]).min(slots.len() - 1)])
        }
        _ => 0,
    };
    let every = filter.holds_for_all(cases);
    let by_day = bins_by_day(bins);
    for row in filter.rows(cases) {
        let day = cases.start[row];
        if !every && !filter.holds(cases, row) {
            continue;
        }
        if day == NO_DATE {
            table.undated += 1;
            continue;
        }
        let place = day.wrapping_sub(bins.edges[0]).cast_unsigned();
        let Some(&bin) = by_day.get(place as usize) else {
            continue;
        };
        let bin = usize::from(bin);
        if ends_before(cases, row, bins.edges[bin + 1]) {
            table.sums[bin * parts + slot(row)] += amount(cases, row, measure);
        } else {
            table.wider += 1;
        }
    }
    table
}

/// The bin of each day from the first edge on: a look is faster than a search.
fn bins_by_day(bins: &Bins) -> Vec<u16> {
    let mut by_day = Vec::new();
    for (bin, &edge) in bins.edges.iter().enumerate().skip(1) {
        let days = edge.abs_diff(bins.edges[0]) as usize;
        by_day.resize(days, bin as u16 - 1);
    }
    by_day
}
