//! Tallies per country and per bin.

use super::filter::ends_before;
#[cfg(feature = "formats")]
use super::withheld::{Withheld, withheld_in};
use super::{Filter, Stack};
use crate::calendar::Day;
use crate::data::date::Doubt;
use crate::data::{AGGREGATE, Cases, Info, NO_DATE, OPEN, UNKNOWN};
use crate::locale::Messages;
use crate::scale::time::{Bins, Unit};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Cases.
    #[default]
    Cases,
    /// People, by the least number given.
    People,
}

impl Measure {
    /// What an editor asks for, or else what the file says, or else cases.
    pub fn of(asked: Option<Self>, info: &Info) -> Self {
        asked.unwrap_or(match info.measure.as_deref() {
            Some("people") => Self::People,
            _ => Self::Cases,
        })
    }

    /// What it is called: "Cases".
    pub fn name(self, messages: &Messages) -> &str {
        match self {
            Self::Cases => messages.measure_cases(),
            Self::People => messages.measure_people(),
        }
    }
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
    /// Cases that give no number of people, though nobody withholds it.
    pub unknown: u64,
    /// The sum of the best estimates; of the least numbers where none is given.
    pub people_best: u64,
    /// Numbers of cases that are withheld to protect people.
    #[cfg(feature = "formats")]
    pub withheld_cases: Withheld,
    /// Numbers of people that are.
    #[cfg(feature = "formats")]
    pub withheld_people: Withheld,
    /// The cases whose number of people is.
    #[cfg(feature = "formats")]
    pub withheld_of: u64,
}

impl Tally {
    /// The sum of no cases.
    pub const NONE: Self = Self {
        cases: 0,
        people_min: 0,
        people_max: Some(0),
        unknown: 0,
        people_best: 0,
        #[cfg(feature = "formats")]
        withheld_cases: Withheld::NONE,
        #[cfg(feature = "formats")]
        withheld_people: Withheld::NONE,
        #[cfg(feature = "formats")]
        withheld_of: 0,
    };

    pub(super) fn add(&mut self, cases: &Cases, row: usize) {
        let weight = u64::from(cases.weight.get(row));
        self.cases += weight;
        match cases.people_min.get(row) {
            UNKNOWN => self.unknown += weight,
            min => {
                self.unknown += u64::from(cases.without.get(row));
                self.people_min += u64::from(min);
                if crate::WHOLE {
                    let best = Some(cases.people_best.get(row)).filter(|&more| more != OPEN);
                    self.people_best += u64::from(min) + u64::from(best.unwrap_or(0));
                }
                self.people_max = self
                    .people_max
                    .zip(cases.people_max(row))
                    .map(|(a, b)| a + b);
            }
        }
        #[cfg(feature = "formats")]
        self.withhold(cases, row);
    }

    /// Whether it is of nothing: no case, and no number that is withheld.
    pub fn is_empty(&self) -> bool {
        #[cfg(feature = "formats")]
        if self.withholds() {
            return false;
        }
        self.cases == 0
    }

    /// Adds the sum of other cases.
    #[cfg(feature = "formats")]
    pub fn join(&mut self, other: &Self) {
        self.cases += other.cases;
        self.people_min += other.people_min;
        self.people_max = self.people_max.zip(other.people_max).map(|(a, b)| a + b);
        self.unknown += other.unknown;
        self.people_best += other.people_best;
        self.withheld_cases.join(&other.withheld_cases);
        self.withheld_people.join(&other.withheld_people);
        self.withheld_of += other.withheld_of;
    }

    /// The number that bars and colours show.
    pub fn value(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Cases => self.cases,
            Measure::People => self.people_min,
        }
    }
}

/// The cases that the filter holds for, by their rows, in order.
#[cfg(feature = "formats")]
pub fn rows(cases: &Cases, filter: &Filter) -> Vec<u32> {
    let mut rows = Vec::new();
    filter.prepare(cases).each(|row| rows.push(row as u32));
    rows
}

/// The sum over all cases that the filter holds for.
pub fn tally(cases: &Cases, filter: &Filter) -> Tally {
    #[cfg(feature = "formats")]
    if cases.is_exact() {
        return tally_exact(cases, filter, 0, |_| 0)[0];
    }
    let mut sum = Tally::NONE;
    filter.prepare(cases).each(|row| sum.add(cases, row));
    sum
}

/// The sum over some cases, by their rows.
pub fn tally_rows(cases: &Cases, rows: impl Iterator<Item = usize>) -> Tally {
    let mut sum = Tally::NONE;
    rows.for_each(|row| sum.add(cases, row));
    sum
}

/// Per country (in the order of `Cases::countries`), the whole sum.
pub fn tally_countries(cases: &Cases, filter: &Filter) -> Vec<Tally> {
    let mut sums = tally_groups(cases, filter, cases.countries.len(), |row| {
        cases.country[row].into()
    });
    sums.pop();
    sums
}

/// Per group, and at the end for cases of none, the whole sum. `group` gives a row's; any number from
/// `groups` on is none.
pub fn tally_groups(
    cases: &Cases,
    filter: &Filter,
    groups: usize,
    group: impl Fn(usize) -> usize,
) -> Vec<Tally> {
    #[cfg(feature = "formats")]
    if cases.is_exact() {
        return tally_exact(cases, filter, groups, group);
    }
    let mut sums = vec![Tally::NONE; groups + 1];
    filter.prepare(cases).each(|row| {
        sums[group(row).min(groups)].add(cases, row);
    });
    sums
}

/// The same of [exact](Cases::is_exact) cases: most files have no others, and a hand that brushes waits for these sums.
#[cfg(feature = "formats")]
fn tally_exact(
    cases: &Cases,
    filter: &Filter,
    groups: usize,
    group: impl Fn(usize) -> usize,
) -> Vec<Tally> {
    // How many cases, how many of unknown number, and how many people.
    let mut sums = vec![(0_u32, 0_u32, 0_u64); groups + 1];
    let known = !cases.people_min.is_uniform();
    filter.prepare(cases).each(|row| {
        let (count, unknown, people) = &mut sums[group(row).min(groups)];
        *count += 1;
        if known {
            match cases.people_min.get(row) {
                UNKNOWN => *unknown += 1,
                number => *people += u64::from(number),
            }
        }
    });
    let tally = |(count, unknown, people): (u32, u32, u64)| Tally {
        cases: count.into(),
        people_min: people,
        people_max: Some(people),
        unknown: if known { unknown } else { count }.into(),
        people_best: people,
        ..Tally::NONE
    };
    sums.into_iter().map(tally).collect()
}

/// Per value of a facet (in the order of `Facet::values`, and at the end for cases without one), the whole sum;
/// empty if there is no such facet. A case with several values counts for each of them.
#[cfg(feature = "formats")]
pub fn tally_values(cases: &Cases, filter: &Filter, facet: usize) -> Vec<Tally> {
    let Some(facet) = cases.facets.get(facet) else {
        return Vec::new();
    };
    let values = facet.values.len();
    let codes = values + facet.sets.len();
    let mut sums = tally_groups(cases, filter, codes, |row| facet.codes[row].into());
    let none = sums.pop();
    for (at, set) in facet.sets.iter().enumerate() {
        let sum = sums[values + at];
        for &value in set {
            sums[usize::from(value)].join(&sum);
        }
    }
    sums.truncate(values);
    sums.extend(none);
    sums
}

/// Per group, and at the end for cases of none, how many cases; otherwise as [`tally_groups`].
#[cfg(feature = "formats")]
pub fn count_groups(
    cases: &Cases,
    filter: &Filter,
    groups: usize,
    group: impl Fn(usize) -> usize,
) -> Vec<u64> {
    let mut counts = vec![0; groups + 1];
    let one = cases.weight.is_uniform();
    filter.prepare(cases).each(|row| {
        let weight = if one { 1 } else { cases.weight.get(row) };
        counts[group(row).min(groups)] += u64::from(weight);
    });
    counts
}

/// Per group, and at the end for cases of none, at least how many people; [`UNKNOWN`] where no case gives a number.
/// Otherwise as [`tally_groups`].
#[cfg(feature = "formats")]
pub fn people_groups(
    cases: &Cases,
    filter: &Filter,
    groups: usize,
    group: impl Fn(usize) -> usize,
) -> Vec<u32> {
    let mut sums = vec![UNKNOWN; groups + 1];
    filter.prepare(cases).each(|row| {
        let least = cases.people_min.get(row);
        if least != UNKNOWN {
            let sum = &mut sums[group(row).min(groups)];
            let known = if *sum == UNKNOWN { 0 } else { *sum };
            *sum = known.saturating_add(least).min(UNKNOWN - 1);
        }
    });
    sums
}

/// Per country (in the order of `Cases::countries`, and at the end for cases without one), the
/// sum of the measure.
pub fn by_country(cases: &Cases, filter: &Filter, measure: Measure) -> Vec<u64> {
    let none = cases.countries.len();
    let mut sums = vec![0_u64; none + 1];
    let filter = filter.prepare(cases);
    let rows = filter.rows();
    if measure == Measure::Cases && filter.holds_for_all() && cases.weight.is_uniform() {
        // The path of a brush over a million cases: no branch but the one that keeps it safe.
        let mut counts = vec![0_u32; none + 1];
        for &country in &cases.country[rows] {
            counts[usize::from(country).min(none)] += 1;
        }
        return counts.into_iter().map(u64::from).collect();
    }
    let country = &*cases.country;
    filter.each(|row| {
        sums[usize::from(country[row]).min(none)] += amount(cases, row, measure);
    });
    sums
}

pub(super) fn amount(cases: &Cases, row: usize, measure: Measure) -> u64 {
    match measure {
        Measure::Cases => cases.weight.get(row).into(),
        Measure::People => match cases.people_min.get(row) {
            UNKNOWN => 0,
            min => u64::from(min),
        },
    }
}

/// Per value of a facet (in the order of `Facet::values`, then of `Facet::sets`, and at the end for
/// cases without one), the sum of the measure; empty if there is no such facet. A case with several
/// values is in their set only: no sum over all of these counts it twice.
pub fn by_code(cases: &Cases, filter: &Filter, measure: Measure, facet: usize) -> Vec<u64> {
    let Some(facet) = cases.facets.get(facet) else {
        return Vec::new();
    };
    let none = facet.values.len() + facet.sets.len();
    let mut sums = vec![0; none + 1];
    let codes = &*facet.codes;
    filter.prepare(cases).each(|row| {
        sums[usize::from(codes[row]).min(none)] += amount(cases, row, measure);
    });
    sums
}

/// Per value of a facet (in the order of `Facet::values`, and at the end for cases without one), the
/// sum of the measure; empty if there is no such facet. A case with several values counts for each of
/// them, so that the sum of all may be more than there is.
pub fn by_value(cases: &Cases, filter: &Filter, measure: Measure, facet: usize) -> Vec<u64> {
    let codes = by_code(cases, filter, measure, facet);
    let Some(facet) = cases.facets.get(facet) else {
        return codes;
    };
    let (values, rest) = codes.split_at(facet.values.len());
    let mut sums = values.to_vec();
    for (set, sum) in facet.sets.iter().zip(rest) {
        for &value in set {
            sums[usize::from(value)] += sum;
        }
    }
    sums.extend(rest.last());
    sums
}

/// Sums per bin and part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BinTable {
    /// Parts of a bar.
    pub parts: usize,
    /// Sums, by bin, then by part.
    pub sums: Vec<u64>,
    /// By bin, how much more there may be, as far as an upper end is known; empty where the measure is
    /// exact.
    pub(super) more: Vec<u64>,
    /// By bin, whether a number has no known upper end; as long as `more`.
    pub(super) open: Vec<bool>,
    /// By bin, then by part, how much of it has a date that is approximate or uncertain; empty where
    /// none is.
    pub(super) doubtful: Vec<u64>,
    /// By bin, what is withheld to protect people; empty where nothing is.
    #[cfg(feature = "formats")]
    pub(super) withheld: Vec<Withheld>,
    /// Cases whose date is wider than a bin, by the time that they are known to lie in.
    pub spans: Vec<Spans>,
    /// Cases in none of the spans either: an end of their date is open, or it is longer than a year.
    pub wider: u64,
    /// Cases without a date.
    pub undated: u64,
}

/// Sums over cases that are dated to a coarser unit than the bins have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    /// The unit.
    pub unit: Unit,
    /// First day of each unit with a case, and the sum of the measure; in order.
    pub sums: Vec<(Day, u64)>,
    /// What is withheld in them to protect people, by the first days of those where anything is.
    #[cfg(feature = "formats")]
    pub withheld: Vec<(Day, Withheld)>,
}

#[cfg(feature = "formats")]
impl Spans {
    fn withhold(&mut self, first: Day, bounds: crate::data::Bounds) {
        let known = self.withheld.iter().position(|&(day, _)| day == first);
        let at = known.unwrap_or_else(|| {
            self.withheld.push((first, Withheld::NONE));
            self.withheld.len() - 1
        });
        self.withheld[at].1.add(bounds);
    }

    /// What is withheld in the unit that begins with a day.
    pub fn withheld(&self, first: Day) -> Withheld {
        let found = self.withheld.iter().find(|(day, _)| *day == first);
        found.map_or(Withheld::NONE, |&(_, withheld)| withheld)
    }
}

impl BinTable {
    /// The parts of a bin.
    pub fn bin(&self, bin: usize) -> &[u64] {
        &self.sums[bin * self.parts..(bin + 1) * self.parts]
    }

    /// How much more there may be in a bin; 0 where that is not known for all of its cases.
    pub fn more(&self, bin: usize) -> u64 {
        match self.more.get(bin) {
            Some(&more) if !self.open[bin] => more,
            _ => 0,
        }
    }

    /// Whether a bin's number has no known upper end.
    pub fn is_open(&self, bin: usize) -> bool {
        self.open.get(bin) == Some(&true)
    }

    /// What of a bin is withheld to protect people.
    #[cfg(feature = "formats")]
    pub fn withheld(&self, bin: usize) -> Withheld {
        self.withheld.get(bin).copied().unwrap_or_default()
    }

    /// By part, how much of a bin has a date that is approximate or uncertain; empty where none has.
    pub fn doubtful(&self, bin: usize) -> &[u64] {
        let parts = bin * self.parts..(bin + 1) * self.parts;
        self.doubtful.get(parts).unwrap_or_default()
    }

    /// The highest bin, with what may be more.
    pub fn max(&self) -> u64 {
        let bins = 0..self.sums.len() / self.parts.max(1);
        bins.map(|bin| self.bin(bin).iter().sum::<u64>() + self.more(bin))
            .max()
            .unwrap_or(0)
    }

    /// The sum over all cases that are dated less exactly than the bins.
    pub fn unplaced(&self) -> u64 {
        let spans = self.spans.iter().flat_map(|spans| &spans.sums);
        self.wider + spans.map(|&(_, sum)| sum).sum::<u64>()
    }
}

/// Per bin, and per part of the stack if there is one, the sum of the measure. A case is in a bin
/// only if its whole date is: it is never spread, and never put on the first day. Published totals
/// are in no bin: see [`periods`](super::periods).
pub fn by_bin(
    cases: &Cases,
    filter: &Filter,
    measure: Measure,
    bins: &Bins,
    stack: Option<&Stack>,
) -> BinTable {
    let parts = stack.map_or(1, |stack| stack.len().max(1));
    let people = measure == Measure::People;
    let room = if people { bins.len() } else { 0 };
    let flagged = crate::WHOLE && !cases.flags.is_uniform();
    let mut table = BinTable {
        parts,
        sums: vec![0; bins.len() * parts],
        more: vec![0; room],
        open: vec![false; room],
        doubtful: vec![0; if flagged { bins.len() * parts } else { 0 }],
        #[cfg(feature = "formats")]
        withheld: match cases.suppressed.is_uniform() {
            true => Vec::new(),
            false => vec![Withheld::NONE; bins.len()],
        },
        ..BinTable::default()
    };
    let facet = stack.and_then(|stack| cases.facets.get(stack.facet));
    let slots = stack.zip(facet).map(|(stack, facet)| stack.slots(facet));
    let slot = |row: usize| match (&slots, facet) {
        (Some(slots), Some(facet)) => {
            usize::from(slots[usize::from(facet.codes[row]).min(slots.len() - 1)])
        }
        _ => 0,
    };
    let filter = filter.prepare(cases);
    let plain = cases.is_plain();
    let by_day = bins_by_day(bins);
    let mut wide = Vec::new();
    // As slices: a vector is asked through a function, as this code is built to be small.
    let (start, edges, sums) = (&*cases.start, &*bins.edges, &mut *table.sums);
    let whole = cases.flags.is_uniform();
    let each_is_one = measure == Measure::Cases && cases.weight.is_uniform();
    filter.each(|row| {
        let day = start[row];
        if !whole && cases.flags.get(row) & AGGREGATE != 0 {
            return;
        }
        if day == NO_DATE {
            table.undated += u64::from(cases.weight.get(row));
            return;
        }
        let place = day.wrapping_sub(edges[0]).cast_unsigned();
        let Some(&bin) = by_day.as_slice().get(place as usize) else {
            return;
        };
        let bin = usize::from(bin);
        let last = i64::from(day) + i64::from(cases.span.get(row));
        if !plain && (last >= i64::from(edges[bin + 1]) || !whole && !cases.is_closed(row)) {
            wide.push(row);
            return;
        }
        sums[bin * parts + slot(row)] += if each_is_one {
            1
        } else {
            amount(cases, row, measure)
        };
        if flagged && Doubt(cases.flags.get(row)).is_doubtful() {
            table.doubtful[bin * parts + slot(row)] += amount(cases, row, measure);
        }
        #[cfg(feature = "formats")]
        if let Some(withheld) = table.withheld.get_mut(bin)
            && let Some(bounds) = withheld_in(cases, row, measure)
        {
            withheld.add(bounds);
        }
        if people {
            let unknown = cases.people_min.get(row) == UNKNOWN;
            // A number that is withheld is said apart.
            #[cfg(feature = "formats")]
            if unknown && withheld_in(cases, row, measure).is_some() {
                return;
            }
            match cases.people_more.get(row) {
                more if !unknown && more != OPEN => table.more[bin] += u64::from(more),
                _ => table.open[bin] = true,
            }
        }
    });
    for row in wide {
        table.widen(cases, row, measure, bins.unit);
    }
    table
}

impl BinTable {
    /// Counts a case that is in no bin for the finest unit that its whole date lies in.
    fn widen(&mut self, cases: &Cases, row: usize, measure: Measure, finer: Unit) {
        let amount = amount(cases, row, measure);
        let day = cases.start[row];
        let coarser = [Unit::Month, Unit::Quarter, Unit::Year].into_iter();
        let holds = |unit: &Unit| ends_before(cases, row, unit.step(unit.floor(day), 1));
        let Some(unit) = coarser.filter(|unit| *unit > finer).find(holds) else {
            self.wider += u64::from(cases.weight.get(row));
            return;
        };
        let spans = match self.spans.iter().position(|spans| spans.unit == unit) {
            Some(at) => &mut self.spans[at],
            None => {
                let at = self
                    .spans
                    .iter()
                    .take_while(|spans| spans.unit < unit)
                    .count();
                let spans = Spans {
                    unit,
                    sums: Vec::new(),
                    #[cfg(feature = "formats")]
                    withheld: Vec::new(),
                };
                self.spans.insert(at, spans);
                &mut self.spans[at]
            }
        };
        let first = unit.floor(day);
        let sums = &mut spans.sums;
        match sums.binary_search_by_key(&first, |&(day, _)| day) {
            Ok(at) => sums[at].1 += amount,
            Err(at) => sums.insert(at, (first, amount)),
        }
        #[cfg(feature = "formats")]
        if let Some(bounds) = withheld_in(cases, row, measure) {
            spans.withhold(first, bounds);
        }
    }
}

/// The bin of each day from the first edge on: a look is faster than a search.
fn bins_by_day(bins: &Bins) -> Vec<u16> {
    /// More days than ten thousand years have are of no chart.
    const DAYS: usize = 4_000_000;
    let mut by_day = Vec::new();
    for (bin, &edge) in bins.edges.iter().enumerate().skip(1) {
        let days = edge.abs_diff(bins.edges[0]) as usize;
        by_day.resize(days.min(DAYS), bin as u16 - 1);
    }
    by_day
}
