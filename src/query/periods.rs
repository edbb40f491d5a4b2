//! Published totals, each of a time of its own.

use super::{Filter, Tally, tally};
use crate::calendar::Day;
use crate::data::{AGGREGATE, Cases, NEW, NO_COUNTRY, NO_DATE, ONGOING, SET};

/// The published totals of one time. Those of different times are never added: they overlap, or count
/// the same people twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Day,
    /// Last day.
    pub last: Day,
    /// The total of the time: the one that is given for all countries, or else the sum of theirs.
    pub sum: Tally,
    /// Whether it counts what began in the time; none where it is not told.
    pub new: Option<bool>,
}

/// The times that totals are published for, in order of their first days, then of their last.
/// `filter` restricts what they are sums of.
pub fn periods(cases: &Cases, filter: &Filter) -> Vec<Period> {
    let mut days: Vec<(Day, Day)> = Vec::new();
    if !crate::WHOLE || cases.flags.is_uniform() {
        return Vec::new();
    }
    let dated =
        |row: &usize| cases.flags.get(*row) & AGGREGATE != 0 && cases.start[*row] != NO_DATE;
    for row in (0..cases.len()).filter(dated) {
        let of = (cases.start[row], cases.last_day(row));
        if let Err(at) = days.binary_search(&of) {
            days.insert(at, of);
        }
    }
    let period = |(start, last)| {
        let filter = Filter {
            period: Some((start, last)),
            ..filter.clone()
        };
        let of = |&row: &usize| (cases.start[row], cases.last_day(row)) == (start, last);
        let all = |row: usize| cases.country[row] == NO_COUNTRY && cases.flags.get(row) & SET == 0;
        let mut whole = Tally::NONE;
        filter.prepare(cases).each(|row| {
            if all(row) {
                whole.add(cases, row);
            }
        });
        let sum = if filter.countries.is_none() && !whole.is_empty() {
            whole
        } else {
            tally(cases, &filter)
        };
        let flags = (0..cases.len())
            .filter(dated)
            .filter(of)
            .fold(0, |flags, row| flags | cases.flags.get(row));
        let new = match (flags & NEW != 0, flags & ONGOING != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        Period {
            start,
            last,
            sum,
            new,
        }
    };
    days.into_iter()
        .map(period)
        .filter(|period| !period.sum.is_empty())
        .collect()
}
