//! The numbers of bars, and their order.

use super::super::by::By;
use super::super::counted::Kinds;
use super::super::words::stack_of;
use super::super::{Asked, State};
use super::shown;
use crate::calendar::Day;
use crate::data::NO_VALUE;
use crate::query::{Broken, Measure, Stack, Tally, tally};
use crate::scene::MarkKey;
use crate::sort::{most_first, sort_few};
use crate::view::Sort;

/// A bar's numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) key: MarkKey,
    pub(super) label: String,
    /// Of what is chosen elsewhere.
    pub(super) now: Tally,
    /// Of all.
    pub(super) all: Tally,
    /// Its parts, if bars are stacked.
    pub(super) parts: Vec<u64>,
}

/// The numbers of all bars.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counts {
    /// In order, with those that have no case in what is chosen.
    pub(super) rows: Vec<Row>,
    /// Those that are not shown before a reader opens them, together: of what is chosen and of all.
    pub(super) others: (Tally, Tally),
    /// Cases that say nothing, if there are any.
    pub(super) none: Option<Row>,
    /// What shares are shares of: cases that say something, of what is chosen and of all.
    pub(super) stated: (Tally, Tally),
    /// Whether parts of it make sense. Published totals of a facet are parts of a whole that isn't known, and a
    /// whole that is known only as at least so many has no percentages.
    pub(super) has_shares: bool,
    /// Whether a case can have several values.
    pub(super) several: bool,
    /// Whether published totals are counted.
    pub(super) totals: bool,
    /// The time of the totals, where there are several.
    pub(super) time: Option<(Day, Day)>,
    /// Whether something is chosen in other figures.
    pub(super) filtered: bool,
    /// What bars are stacked by.
    pub(super) stack: Option<Stack>,
}

impl Counts {
    pub(super) fn new(of: &Asked<'_>, by: By<'_>, kinds: &Kinds) -> Self {
        let cases = &of.data.cases;
        let others = by.others(of.state);
        let (all, _) = kinds.counted(of.all.clone());
        let (filter, time) = kinds.counted(of.filter(&others));
        let query = by.query();
        let whole = query.tally(cases, &all);
        let now = match all == filter {
            true => whole.clone(),
            false => query.tally(cases, &filter),
        };
        let stack = of
            .options
            .stack
            .as_deref()
            .and_then(|name| stack_of(of.data, name));
        let mut parts = stack.as_ref().map_or_else(Vec::new, |stack| {
            query.parts(cases, &filter, of.measure, stack)
        });
        let none_parts = parts.pop().unwrap_or_default();
        let mut parts = parts.into_iter();
        let mut rows = Vec::new();
        for (group, (now, all)) in now.groups.iter().zip(&whole.groups).enumerate() {
            let parts = parts.next().unwrap_or_default();
            if all.is_empty() && now.is_empty() {
                continue;
            }
            let key = by.key(of, group);
            rows.push(row(key, by.label(of, key), now, all, parts));
        }
        let key = MarkKey::Value(NO_VALUE);
        let label = by.label(of, key);
        let none =
            (!whole.none.is_empty()).then(|| row(key, label, &now.none, &whole.none, none_parts));
        let several = match by {
            By::Countries => false,
            By::Facet(at, _) => !cases.facets[at].sets.is_empty(),
        };
        let totals = kinds.are_totals();
        let mut counts = Self {
            rows,
            others: (Tally::NONE, Tally::NONE),
            none,
            has_shares: (!totals || matches!(by, By::Countries)) && has_parts(&whole, of.measure),
            stated: (now.stated, whole.stated),
            several,
            totals,
            time: time.filter(|_| kinds.have_several_times()),
            filtered: others != State::default(),
            stack,
        };
        counts.order(of);
        let others = &counts.rows[shown(of.options, counts.rows.len())..];
        if !others.is_empty() {
            counts.others = sum_of(others, of, by, kinds);
        }
        counts
    }

    fn order(&mut self, of: &Asked<'_>) {
        let (rows, measure) = (&mut self.rows, of.measure);
        match of.options.bar_order().0 {
            Sort::File => {}
            Sort::Label => {
                let small = |row: &Row| row.label.to_ascii_lowercase();
                let mut named: Vec<(String, Row)> =
                    rows.drain(..).map(|row| (small(&row), row)).collect();
                sort_few(&mut named, |a, b| a.0 < b.0);
                *rows = named.into_iter().map(|(_, row)| row).collect();
            }
            Sort::Number => {
                // The order among all holds for those that are equal now.
                for number in [
                    |row: &Row, _| row.all.cases,
                    |row: &Row, measure| row.all.value(measure),
                    |row: &Row, _| row.now.cases,
                    |row: &Row, measure| row.now.value(measure),
                ] {
                    let order = most_first(rows.iter().map(|row| number(row, measure)));
                    *rows = order.iter().map(|&at| rows[at as usize].clone()).collect();
                }
            }
        }
    }

    /// The longest that a bar can be, over all that a reader can choose.
    pub(super) fn most(&self, measure: Measure) -> u64 {
        let all = self.rows.iter().chain(&self.none);
        let ends = all.map(|row| end(&row.all, measure).max(end(&row.now, measure)));
        ends.max().unwrap_or(0)
    }

    /// What the axis ends at, and whether it is the whole that bars are parts of: where one of them is half of
    /// it or more, that is seen at a glance.
    pub(super) fn axis(&self, measure: Measure) -> (u64, bool) {
        let (most, whole) = (self.most(measure), self.stated.1.value(measure));
        match self.has_shares && most <= whole && 2 * most >= whole {
            true => (whole, true),
            false => (most, false),
        }
    }
}

/// Whether any case says something, and the sum of those that do is exact.
fn has_parts(of: &Broken, measure: Measure) -> bool {
    of.stated.cases > 0 && of.stated.is_exact(measure)
}

/// The upper end of a sum, as far as it is known.
pub(super) fn end(sum: &Tally, measure: Measure) -> u64 {
    let least = sum.value(measure);
    match measure {
        Measure::Cases => least,
        Measure::People => sum.people_max.unwrap_or(least).max(least),
    }
}

/// The sum of several rows of a facet, each case once; of countries, of which a case has one, their sum.
fn sum_of(rows: &[Row], of: &Asked<'_>, by: By<'_>, kinds: &Kinds) -> (Tally, Tally) {
    let mut filters = [of.filter(&by.others(of.state)), of.all.clone()];
    let By::Facet(at, _) = by else {
        let mut sums = (Tally::NONE, Tally::NONE);
        for row in rows {
            sums.0.join(&row.now);
            sums.1.join(&row.all);
        }
        return sums;
    };
    let values = rows.iter().filter_map(|row| match row.key {
        MarkKey::Value(value) => Some(value),
        _ => None,
    });
    let values: Vec<u16> = values.collect();
    let [now, all] = filters.each_mut().map(|filter| {
        filter.facets.push((at, values.clone()));
        tally(&of.data.cases, &kinds.counted(std::mem::take(filter)).0)
    });
    (now, all)
}

fn row(key: MarkKey, label: String, now: &Tally, all: &Tally, parts: Vec<u64>) -> Row {
    Row {
        key,
        label,
        now: *now,
        all: *all,
        parts,
    }
}
