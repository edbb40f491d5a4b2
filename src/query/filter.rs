//! [`Filter`]: which cases count.

use std::ops::Range;

use crate::calendar::Day;
use crate::data::{AGGREGATE, Cases, NO_DATE};

/// An interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first day.
    pub from: Day,
    /// The day after its last.
    pub until: Day,
}

/// Which cases count: those that every given condition holds for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// The whole date of the case lies in this window. A case of which only the year is known is
    /// in no single month.
    pub window: Option<Window>,
    /// The case's country is one of these (indices into `Cases::countries`).
    pub countries: Option<Vec<u16>>,
    /// Of each of these facets (indices into `Cases::facets`), the case has one of the values.
    pub facets: Vec<(usize, Vec<u16>)>,
    /// The case's point lies in this box.
    pub place: Option<PlaceBox>,
    /// The case is a published total of exactly this time: first and last day.
    pub period: Option<(Day, Day)>,
}

/// A box of degrees, edges included. One that crosses the antimeridian has its west edge east of its
/// east edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceBox {
    /// Least longitude.
    pub west: f32,
    /// Least latitude.
    pub south: f32,
    /// Greatest longitude.
    pub east: f32,
    /// Greatest latitude.
    pub north: f32,
}

impl PlaceBox {
    fn holds(&self, lat: f32, lon: f32) -> bool {
        let inside = (self.south..=self.north).contains(&lat);
        let (after, before) = (lon >= self.west, lon <= self.east);
        inside
            && if self.west <= self.east {
                after && before
            } else {
                after || before
            }
    }
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
        let inside = |window: Window| {
            cases.start[row] >= window.from && ends_before(cases, row, window.until)
        };
        let here = |set: &Vec<u16>| set.contains(&cases.country[row]);
        self.window.is_none_or(inside)
            && self.countries.as_ref().is_none_or(here)
            && self.rest(cases, row)
    }

    /// The conditions that few filters have.
    fn rest(&self, cases: &Cases, row: usize) -> bool {
        if !crate::WHOLE {
            return true;
        }
        let has = |(facet, values): &(usize, Vec<u16>)| {
            let facet = cases.facets.get(*facet);
            facet.is_some_and(|facet| {
                facet
                    .values_of(facet.codes[row])
                    .any(|v| values.contains(&v))
            })
        };
        let period = |days| {
            cases.flags.get(row) & AGGREGATE != 0 && (cases.start[row], cases.last_day(row)) == days
        };
        self.facets.iter().all(has)
            && self
                .place
                .is_none_or(|place| place.holds(cases.lat.get(row), cases.lon.get(row)))
            && self.period.is_none_or(period)
    }

    /// Whether [`holds`](Self::holds) is true for every row of [`rows`](Self::rows).
    pub(super) fn holds_for_all(&self, cases: &Cases) -> bool {
        let window = self.window.is_none() || cases.ordered && cases.is_plain();
        window
            && self.countries.is_none()
            && self.facets.is_empty()
            && self.place.is_none()
            && self.period.is_none()
    }
}

/// Whether a case's date ends before a day.
pub(super) fn ends_before(cases: &Cases, row: usize, until: Day) -> bool {
    let start = cases.start[row];
    start != NO_DATE
        && cases.is_closed(row)
        && i64::from(start) + i64::from(cases.span.get(row)) < i64::from(until)
}
