//! What a figure counts that tells cases apart: single cases, or published totals of one time, never both.

use super::numbers::map_filter;
use crate::calendar::Day;
use crate::data::{AGGREGATE, Dataset};
use crate::query::{Filter, Period, periods};

/// Which kinds of records there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kinds {
    /// Whether any is a single case.
    single: bool,
    /// Whether any is a published total.
    totals: bool,
    /// The times of the totals.
    times: Vec<Period>,
}

impl Kinds {
    pub(super) fn of(data: &Dataset) -> Self {
        let cases = &data.cases;
        let is_single =
            |row: usize| cases.flags.get(row) & AGGREGATE == 0 && cases.weight.get(row) > 0;
        Self {
            single: (0..cases.len()).any(is_single),
            totals: cases.has_totals(),
            times: periods(cases, &Filter::default()),
        }
    }

    /// Whether what is counted are published totals.
    pub(super) fn are_totals(&self) -> bool {
        self.totals && !self.single
    }

    /// Whether there are totals of several times, of which those of one are counted.
    pub(super) fn have_several_times(&self) -> bool {
        self.are_totals() && self.times.len() > 1
    }

    /// What is counted of some cases: single ones where there are any, as totals would count them twice; else
    /// the totals of the last time, as those of different times can't be added.
    pub(super) fn counted(&self, filter: Filter) -> (Filter, Option<(Day, Day)>) {
        if !self.are_totals() {
            let single = self.totals;
            return (Filter { single, ..filter }, None);
        }
        let countries = filter.countries.clone();
        let (filter, time) = map_filter(filter, &self.times);
        (
            Filter {
                countries,
                ..filter
            },
            time,
        )
    }
}
