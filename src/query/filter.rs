//! [`Filter`]: which cases count.

use std::ops::Range;

use crate::calendar::Day;
use crate::data::{AGGREGATE, Cases, Facet, NO_DATE, NO_VALUE};

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
    /// Of each of these facets (indices into `Cases::facets`), the case has one of the values, or none where
    /// `NO_VALUE` is among them.
    pub facets: Vec<(usize, Vec<u16>)>,
    /// The case's point lies in this box.
    pub place: Option<PlaceBox>,
    /// A value of one of the case's facets holds this text; empty for no condition. Capitals from A to
    /// Z are as good as small letters: the tables for all others weigh 10 kB. Other fields are not
    /// searched: they are not kept.
    #[cfg(feature = "formats")]
    pub text: String,
    /// The case is a published total of exactly this time: first and last day.
    pub period: Option<(Day, Day)>,
    /// The case is none of the published totals.
    #[cfg(feature = "formats")]
    pub single: bool,
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

/// A filter with what it asks of each code of a column worked out, so that a row costs a look.
pub(super) struct Prepared<'a> {
    filter: &'a Filter,
    cases: &'a Cases,
    /// By a country's index, and at the end for none, whether it is among those asked for.
    countries: Option<Vec<bool>>,
    /// Of each facet with a condition.
    facets: Vec<Codes<'a>>,
    /// Of each facet that has values with the text that is asked for.
    #[cfg(feature = "formats")]
    text: Option<Vec<Codes<'a>>>,
}

/// A facet's codes, and by each code, and at the end for none, whether it is wanted.
type Codes<'a> = (&'a [u16], Vec<bool>);

impl Filter {
    pub(super) fn prepare<'a>(&'a self, cases: &'a Cases) -> Prepared<'a> {
        let none = cases.countries.len();
        let countries = self.countries.as_ref().map(|wanted| {
            let mut here = vec![false; none + 1];
            for &country in wanted {
                here[usize::from(country).min(none)] = true;
            }
            here
        });
        Prepared {
            filter: self,
            cases,
            countries,
            facets: if crate::WHOLE {
                self.codes(cases)
            } else {
                Vec::new()
            },
            #[cfg(feature = "formats")]
            text: self.found(cases),
        }
    }

    fn codes<'a>(&self, cases: &'a Cases) -> Vec<Codes<'a>> {
        let facet = |(facet, wanted): &(usize, Vec<u16>)| {
            let Some(facet) = cases.facets.get(*facet) else {
                return (&[][..], Vec::new());
            };
            // Looked up, as tens of thousands of values may be wanted.
            let none = facet.values.len();
            let mut here = vec![false; none + 1];
            for &value in wanted {
                here[usize::from(value).min(none)] = true;
            }
            codes_of(facet, |value| here[usize::from(value).min(none)])
        };
        self.facets.iter().map(facet).collect()
    }

    #[cfg(feature = "formats")]
    fn found<'a>(&self, cases: &'a Cases) -> Option<Vec<Codes<'a>>> {
        let text = self.text.trim_ascii().as_bytes();
        let facet = |facet: &'a Facet| {
            let here = |part: &[u8]| part.eq_ignore_ascii_case(text);
            let holds = |value: &String| value.as_bytes().windows(text.len()).any(here);
            let values: Vec<bool> = facet.values.iter().map(holds).collect();
            let any = values.contains(&true);
            any.then(|| codes_of(facet, |value| values.get(usize::from(value)) == Some(&true)))
        };
        (!text.is_empty()).then(|| cases.facets.iter().filter_map(facet).collect())
    }
}

/// What is wanted of a facet: the codes of wanted values, and of sets with one.
fn codes_of(facet: &Facet, wanted: impl Fn(u16) -> bool) -> Codes<'_> {
    let codes = 0..(facet.values.len() + facet.sets.len()) as u16;
    let has = |code| facet.values_of(code).any(&wanted);
    let none = wanted(NO_VALUE);
    (&facet.codes, codes.map(has).chain([none]).collect())
}

impl Prepared<'_> {
    /// The rows that can be in the window.
    pub(super) fn rows(&self) -> Range<usize> {
        let start = &self.cases.start;
        match self.filter.window {
            Some(Window { from, until }) if self.cases.ordered => {
                let from = start.partition_point(|&day| day < from);
                let until = start.partition_point(|&day| day < until);
                from..until.max(from)
            }
            _ => 0..start.len(),
        }
    }

    /// Calls `act` with each row that counts, in their order.
    pub(super) fn each(&self, mut act: impl FnMut(usize)) {
        let mut rows = self.rows();
        if !crate::WHOLE {
            rows.filter(|&row| self.holds(row)).for_each(act);
        } else if self.holds_for_all() {
            rows.for_each(act);
        } else {
            let rare = self.filter.place.is_some() || self.filter.period.is_some();
            #[cfg(feature = "formats")]
            let rare = rare || self.filter.single;
            let mut kept = [false; BLOCK];
            let mut found = [0; BLOCK];
            while !rows.is_empty() {
                let block = rows.start..rows.end.min(rows.start + BLOCK);
                rows.start = block.end;
                let first = block.start;
                let found = self.among(block, &mut kept, &mut found);
                for &offset in found {
                    let row = first + usize::from(offset);
                    if !rare || self.rest(row) {
                        act(row);
                    }
                }
            }
        }
    }

    /// The rows of a block, by their distance from its first, that the columns hold for. Each condition
    /// is a loop of its own, and none of them has a branch to be guessed.
    fn among<'k>(
        &self,
        block: Range<usize>,
        kept: &mut [bool; BLOCK],
        found: &'k mut [u16; BLOCK],
    ) -> &'k [u16] {
        let cases = self.cases;
        let kept = &mut kept[..block.len()];
        kept.fill(true);
        if let Some(wanted) = &self.countries {
            keep(kept, &cases.country[block.clone()], wanted);
        }
        for (codes, wanted) in &self.facets {
            keep(kept, codes.get(block.clone()).unwrap_or_default(), wanted);
        }
        #[cfg(feature = "formats")]
        if let Some(facets) = &self.text {
            let mut found = [false; BLOCK];
            for (codes, wanted) in facets {
                let codes = codes.get(block.clone()).unwrap_or_default();
                for (found, &code) in found.iter_mut().zip(codes) {
                    *found |= wanted[usize::from(code).min(wanted.len() - 1)];
                }
            }
            for (kept, found) in kept.iter_mut().zip(found) {
                *kept &= found;
            }
        }
        if let Some(window) = self.filter.window
            && !(cases.ordered && cases.is_plain())
        {
            let start = &cases.start[block.clone()];
            let closed = cases.flags.is_uniform();
            for ((kept, &start), row) in kept.iter_mut().zip(start).zip(block) {
                // The day of no date is after every window.
                let last = i64::from(start) + i64::from(cases.span.get(row));
                *kept &= start >= window.from
                    && last < i64::from(window.until)
                    && (closed || cases.is_closed(row));
            }
        }
        let mut count = 0;
        for (offset, &kept) in kept.iter().enumerate() {
            found[count & (BLOCK - 1)] = offset as u16;
            count += usize::from(kept);
        }
        &found[..count]
    }

    /// Whether a row of [`rows`](Self::rows) counts, for a filter of window and countries.
    fn holds(&self, row: usize) -> bool {
        let cases = self.cases;
        let here =
            |wanted: &Vec<bool>| wanted[usize::from(cases.country[row]).min(wanted.len() - 1)];
        self.filter
            .window
            .is_none_or(|window| lies_in(cases, row, window))
            && self.countries.as_ref().is_none_or(here)
    }

    /// The conditions that few filters have.
    fn rest(&self, row: usize) -> bool {
        let cases = self.cases;
        let near = |place: PlaceBox| place.holds(cases.lat.get(row), cases.lon.get(row));
        let period = |days| {
            cases.flags.get(row) & AGGREGATE != 0 && (cases.start[row], cases.last_day(row)) == days
        };
        #[cfg(feature = "formats")]
        if self.filter.single && cases.flags.get(row) & AGGREGATE != 0 {
            return false;
        }
        self.filter.place.is_none_or(near) && self.filter.period.is_none_or(period)
    }

    /// Whether every row of [`rows`](Self::rows) counts.
    pub(super) fn holds_for_all(&self) -> bool {
        let filter = self.filter;
        let window = filter.window.is_none() || self.cases.ordered && self.cases.is_plain();
        let rare = crate::WHOLE
            && (!filter.facets.is_empty() || filter.place.is_some() || filter.period.is_some());
        #[cfg(feature = "formats")]
        let rare = rare || self.text.is_some() || filter.single;
        window && filter.countries.is_none() && !rare
    }
}

/// Rows that are looked at together.
const BLOCK: usize = 1 << 10;

/// Takes out what has no wanted code; the last of `wanted` is that of no code.
fn keep(kept: &mut [bool], codes: &[u16], wanted: &[bool]) {
    let none = wanted.len().saturating_sub(1);
    for (i, kept) in kept.iter_mut().enumerate() {
        let code = codes
            .get(i)
            .map_or(none, |&code| usize::from(code).min(none));
        *kept &= wanted.get(code) == Some(&true);
    }
}

/// Whether a case's whole date lies in a window.
fn lies_in(cases: &Cases, row: usize, window: Window) -> bool {
    cases.start[row] >= window.from && ends_before(cases, row, window.until)
}

/// Whether a case's date ends before a day.
#[cfg_attr(feature = "formats", inline(always))]
pub(super) fn ends_before(cases: &Cases, row: usize, until: Day) -> bool {
    let start = cases.start.as_slice()[row];
    start != NO_DATE
        && cases.is_closed(row)
        && i64::from(start) + i64::from(cases.span.get(row)) < i64::from(until)
}
