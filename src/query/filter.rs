//! [`Filter`]: which cases count.

use std::ops::Range;

use crate::calendar::Day;
use crate::data::{Cases, NO_DATE};

/// An interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first day.
    pub from: Day,
    /// The day after its last.
    pub until: Day,
}

/// Which cases count: those that every given condition holds for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The whole date of the case lies in this window. A case of which only the year is known is
    /// in no single month.
    pub window: Option<Window>,
    /// The case's country is one of these (indices into `Cases::countries`).
    pub countries: Option<Vec<u16>>,
}

impl Filter {
    /// The rows that can be in the window.
    pub(super) fn rows(&self, cases: &Cases) -> Range<usize> {
        match self.window {
            None => 0..cases.start.len(),
            Some(_) if !cases.ordered => 0..cases.start.len(),
            Some(Window { from, until }) => {
                let from = cases.start.partition_point(|&day| day < from);
                let until = cases.start.partition_point(|&day| day < until);
                from..until.max(from)
            }
        }
    }

    /// Whether a row of [`rows`](Self::rows) counts.
    pub(super) fn holds(&self, cases: &Cases, row: usize) -> bool {
        self.window.is_none_or(|window| {
            cases.start[row] >= window.from && ends_before(cases, row, window.until)
        }) && self
            .countries
            .as_ref()
            .is_none_or(|set| set.contains(&cases.country[row]))
    }

    /// Whether [`holds`](Self::holds) is true for every row of [`rows`](Self::rows).
    pub(super) fn holds_for_all(&self, cases: &Cases) -> bool {
        self.countries.is_none()
            && (self.window.is_none() || cases.ordered && cases.span.is_uniform())
    }
}

/// Whether a case's date ends before a day.
pub(super) fn ends_before(cases: &Cases, row: usize, until: Day) -> bool {
    let start = cases.start[row];
    start != NO_DATE && i64::from(start) + i64::from(cases.span.get(row)) < i64::from(until)
}
