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

/// What is the same whatever readers choose.
#[derive(Debug)]
pub(super) struct Lasting {
    kinds: Kinds,
    /// What each group that has a case is called in the reader's language.
    labels: Vec<Option<String>>,
    /// The sums of all.
    whole: Broken,
    /// What bars are stacked by.
    pub(super) stack: Option<Stack>,
    /// How a time chart would stack the values that bars are of.
    pub(super) own: Option<Stack>,
}

impl Lasting {
    pub(super) fn new(of: &Asked<'_>, by: By<'_>) -> Self {
        let kinds = Kinds::of(of.data);
        let (all, _) = kinds.counted(of.all.clone());
        let whole = by.query().tally(&of.data.cases, &all);
        let groups = whole.groups.iter().enumerate();
        let label =
            |(group, all): (_, &Tally)| (!all.is_empty()).then(|| by.label(of, by.key(of, group)));
        let stack = of.options.stack.as_deref();
        Self {
            labels: groups.map(label).collect(),
            stack: stack.and_then(|name| stack_of(of.data, name)),
            own: match by {
                By::Facet(_, name) => stack_of(of.data, name),
                By::Countries => None,
            },
            kinds,
            whole,
        }
    }
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
}

impl Counts {
    pub(super) fn new(of: &Asked<'_>, by: By<'_>, lasting: &Lasting) -> Self {
        let Lasting { kinds, whole, .. } = lasting;
        let cases = &of.data.cases;
        let others = by.others(of.state);
        let (filter, time) = kinds.counted(of.filter(&others));
        let query = by.query();
        let filtered = others != State::default();
        let counted;
        let now = match filtered {
            false => whole,
            true => {
                counted = query.tally(cases, &filter);
                &counted
            }
        };
        let mut parts = lasting.stack.as_ref().map_or_else(Vec::new, |stack| {
            query.parts(cases, &filter, of.measure, stack)
        });
        let none_parts = parts.pop().unwrap_or_default();
        let mut parts = parts.into_iter();
        let mut rows = Vec::new();
        let groups = now.groups.iter().zip(&whole.groups);
        for (group, ((now, all), label)) in groups.zip(&lasting.labels).enumerate() {
            let parts = parts.next().unwrap_or_default();
            // Published totals of another time may be of a group that those of the last time are not of.
            if all.is_empty() && now.is_empty() {
                continue;
            }
            let key = by.key(of, group);
            let label = label.clone().unwrap_or_else(|| by.label(of, key));
            rows.push(row(key, label, now, all, parts));
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
            has_shares: (!totals || matches!(by, By::Countries)) && has_parts(whole, of.measure),
            stated: (now.stated, whole.stated),
            several,
            totals,
            time: time.filter(|_| kinds.have_several_times()),
            filtered,
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
                    let mut old: Vec<Option<Row>> = rows.drain(..).map(Some).collect();
                    let next = order.into_iter();
                    rows.extend(next.filter_map(|at| old[at as usize].take()));
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

/// The sum of several rows, each case once: their sum, unless cases have several values of the facet.
fn sum_of(rows: &[Row], of: &Asked<'_>, by: By<'_>, kinds: &Kinds) -> (Tally, Tally) {
    let facet = match by {
        By::Facet(at, _) => Some(at),
        By::Countries => None,
    };
    let several = |&at: &usize| !of.data.cases.facets[at].sets.is_empty();
    let Some(at) = facet.filter(several) else {
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
    let mut filters = [of.filter(&by.others(of.state)), of.all.clone()];
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
