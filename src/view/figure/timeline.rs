//! What a [`Figure`] does as a time chart.

use std::rc::Rc;

use super::super::State;
use super::super::numbers::gaps;
use super::super::words::{facet_label, part_colors, part_labels, stack_of};
use super::{Environment, Figure};
#[cfg(feature = "formats")]
use crate::chart::{Mode, Reference, Shown};
use crate::chart::{Timeline, TimelineData};
#[cfg(feature = "formats")]
use crate::data::At;
use crate::data::Dataset;
use crate::query::{Filter, Measure, Stack, Window, by_bin, by_code, periods};
use crate::scale::time::Bins;
use crate::scene::MarkKey;
#[cfg(feature = "formats")]
use crate::sort::sort_few;

/// Where the brush is.
#[derive(Debug, Clone, PartialEq)]
pub struct Brush {
    /// Its first edge, in bins; 0 where nothing is brushed.
    pub from: usize,
    /// Its last edge, in bins; `len` where nothing is brushed.
    pub until: usize,
    /// How many bins there are.
    pub len: usize,
    /// The window in words; empty where nothing is brushed.
    pub words: String,
    /// Its first bin in words.
    pub first: String,
    /// Its last bin in words.
    pub last: String,
    /// Where the bars lie, in CSS pixels.
    pub plot: kurbo::Rect,
}

impl Figure {
    /// A time chart of these numbers at the figure's size.
    pub(super) fn timeline<'a>(
        &self,
        numbers: &'a TimelineData,
        env: &Environment<'a>,
    ) -> Timeline<'a> {
        Timeline {
            data: numbers,
            size: self.size,
            theme: env.theme,
            measure: env.measure,
            locale: env.locale,
        }
    }

    /// The numbers of the time chart, which follow all that is chosen but the window.
    pub(super) fn timeline_data(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Rc<TimelineData> {
        if let Some((of, numbers)) = &self.numbers
            && of.is_same_over_time(state)
        {
            return Rc::clone(numbers);
        }
        let filter = self.chosen(data, state);
        let numbers = Rc::new(self.count_bins(data, filter, &state.countries, env));
        self.numbers = Some((state.clone(), Rc::clone(&numbers)));
        self.kept = None;
        numbers
    }

    /// The numbers of the cases that a filter holds for, whatever its window, with the gaps of some countries.
    #[cfg_attr(not(feature = "formats"), inline(always))]
    pub(super) fn count_bins(
        &mut self,
        data: &Dataset,
        mut filter: Filter,
        countries: &[[u8; 2]],
        env: &Environment<'_>,
    ) -> TimelineData {
        let measure = self.measure(data);
        let bins = self.bins(data);
        let stack = self.stack(data);
        let base = self.all(data);
        filter.window = None;
        let table = by_bin(&data.cases, &filter, measure, &bins, stack.as_ref());
        #[cfg(feature = "formats")]
        let mode = self.options.mode;
        let (max, rows) = self
            .all
            .get_or_insert_with(|| {
                let whole;
                let all = if filter == base {
                    &table
                } else {
                    #[cfg(feature = "formats")]
                    let parts = stack.as_ref().filter(|_| mode.sets_apart());
                    #[cfg(not(feature = "formats"))]
                    let parts = None;
                    whole = by_bin(&data.cases, &base, measure, &bins, parts);
                    &whole
                };
                (
                    #[cfg(feature = "formats")]
                    mode.most(all),
                    #[cfg(not(feature = "formats"))]
                    all.max(),
                    all.spans.iter().map(|spans| spans.unit).collect(),
                )
            })
            .clone();
        #[cfg(feature = "formats")]
        let (table, shown) = (mode.table(table), self.shown(data, env));
        #[cfg(feature = "formats")]
        let max = shown.most(max);
        let gaps = gaps(&data.info.coverage, countries, &bins);
        // Single cases and totals would count the same people twice.
        let single = table.sums.iter().any(|&sum| sum > 0) || table.unplaced() > 0;
        let periods = if single {
            Vec::new()
        } else {
            periods(&data.cases, &filter)
        };
        let name = stack
            .as_ref()
            .map(|stack| facet_label(data, stack, env.language));
        TimelineData {
            bins,
            table,
            parts: stack
                .as_ref()
                .map_or_else(Vec::new, |stack| part_labels(data, stack, env)),
            colors: stack
                .as_ref()
                .map_or_else(Vec::new, |stack| part_colors(data, stack)),
            last_is_rest: stack.is_some_and(|stack| stack.others || stack.none),
            stacked_by: name.unwrap_or_default(),
            measure,
            max: periods
                .iter()
                .map(|p| p.sum.value(measure))
                .max()
                .unwrap_or(0)
                .max(max),
            rows,
            gaps,
            periods,
            #[cfg(feature = "formats")]
            shown,
        }
    }

    /// How an editor wants the numbers to be shown; what is marked, times in their order before numbers.
    #[cfg(feature = "formats")]
    fn shown(&self, data: &Dataset, env: &Environment<'_>) -> Shown {
        let options = &self.options;
        let all = data.info.annotations.iter().chain(&options.annotations);
        let mut references: Vec<Reference> = all
            .map(|annotation| Reference {
                at: annotation.at,
                label: annotation.label.get(env.language).to_owned(),
            })
            .collect();
        sort_few(&mut references, |a, b| match (a.at, b.at) {
            (At::Days(a, _), At::Days(b, _)) => a < b,
            (At::Days(..), At::Value(..)) => true,
            (At::Value(a, _), At::Value(b, _)) => a < b,
            (At::Value(..), At::Days(..)) => false,
        });
        Shown {
            mode: options.mode,
            mean: options.mean,
            references,
        }
    }

    /// The sums of the stack's parts, in its order, over the cases that are chosen now; empty for
    /// a figure without a stack, and for one whose parts are not in the legend.
    pub fn totals(&mut self, data: &Dataset, state: &State) -> Vec<u64> {
        #[cfg(feature = "formats")]
        if self.labelled {
            return Vec::new();
        }
        let measure = self.measure(data);
        let Some(stack) = self.stack(data) else {
            return Vec::new();
        };
        let filter = self.chosen(data, state);
        let sums = by_code(&data.cases, &filter, measure, stack.facet);
        data.cases
            .facets
            .get(stack.facet)
            .map_or_else(Vec::new, |facet| stack.fold(facet, &sums))
    }

    pub(super) fn stack(&mut self, data: &Dataset) -> Option<Stack> {
        let name = self.options.stack.as_deref()?;
        if self.stack.is_none() {
            self.stack = stack_of(data, name);
        }
        self.stack.clone()
    }

    /// Bins over all cases and over the time that was looked at, of a unit that most dates fit in.
    pub(super) fn bins(&mut self, data: &Dataset) -> Bins {
        if let Some(bins) = &self.bins {
            return bins.clone();
        }
        let cases = &data.cases;
        let (first, last) = data.info.coverage.with(cases.extent());
        let base = self.all(data);
        #[cfg(feature = "formats")]
        let bars = match self.options.mode {
            // A small chart has room for a third of the bars.
            _ if self.options.by.is_some() => 3,
            Mode::Grouped => self.stack(data).map_or(1, |stack| stack.len()),
            _ => 1,
        };
        let unit = self.options.bin.unwrap_or_else(|| {
            #[cfg(feature = "formats")]
            let unit = Bins::unit_for_groups(first, last, bars);
            #[cfg(not(feature = "formats"))]
            let unit = Bins::unit_for(first, last);
            if cases.span.is_uniform() {
                return unit;
            }
            // If most fit in none, that which leaves out the fewest.
            let mut best = (u64::MAX, unit);
            for unit in crate::scale::time::UNITS.into_iter().filter(|&u| u >= unit) {
                let bins = Bins::new(first, last, unit);
                let table = by_bin(cases, &base, Measure::Cases, &bins, None);
                let placed: u64 = table.sums.iter().sum();
                let unplaced = table.unplaced();
                if unplaced < best.0 {
                    best = (unplaced, unit);
                }
                if unplaced * 9 <= placed {
                    break;
                }
            }
            best.1
        });
        self.bins.insert(Bins::new(first, last, unit)).clone()
    }

    /// The time of a mark of a time chart.
    pub fn window_of(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> Option<Window> {
        let numbers = self.timeline_data(data, state, env);
        let (from, until) = self.timeline(&numbers, env).days_of(key)?;
        Some(Window { from, until })
    }

    /// The window that edges `from` and `until` (in bins, fractions allowed) snap to; at least one
    /// bin wide.
    pub fn snap(&mut self, data: &Dataset, from: f64, until: f64) -> Window {
        let bins = self.bins(data);
        let (a, b) = (
            bins.nearest_edge(from.min(until)),
            bins.nearest_edge(from.max(until)),
        );
        let (a, b) = if a == b {
            let bin = (from.min(until).max(0.0) as usize).min(bins.len() - 1);
            (bin, bin + 1)
        } else {
            (a, b)
        };
        Window {
            from: bins.edges[a],
            until: bins.edges[b],
        }
    }

    /// Where the brush is.
    pub fn brush(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Brush {
        let numbers = self.timeline_data(data, state, env);
        let timeline = self.timeline(&numbers, env);
        let bins = &numbers.bins;
        let (from, until) = state.window.map_or((0, bins.len()), |w| timeline.edges(w));
        Brush {
            from,
            until,
            len: bins.len(),
            words: state
                .window
                .map_or_else(String::new, |w| timeline.days(w.from, w.until - 1)),
            first: timeline.period(from.min(bins.len() - 1)),
            last: timeline.period(until.max(1) - 1),
            plot: timeline.plot(),
        }
    }
}
