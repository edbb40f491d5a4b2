//! Numbers over time, stacked by a facet, with a brush: a histogram, or one of the other [`Mode`]s.

#[cfg(feature = "formats")]
mod areas;
mod bars;
mod brush;
#[cfg(feature = "formats")]
mod direct;
#[cfg(feature = "formats")]
mod grouped;
#[cfg(feature = "formats")]
mod layout;
#[cfg(feature = "formats")]
mod legend;
#[cfg(feature = "formats")]
mod lines;
#[cfg(feature = "formats")]
mod mean;
#[cfg(feature = "formats")]
mod mode;
#[cfg(feature = "formats")]
mod references;
#[cfg(feature = "formats")]
mod shares;
#[cfg(feature = "formats")]
mod sound;
#[cfg(feature = "formats")]
mod withheld;
mod words;

#[cfg(feature = "formats")]
pub use mode::{Mode, Shown};
#[cfg(feature = "formats")]
pub use references::Reference;
#[cfg(feature = "formats")]
pub use sound::{Known, Tone, Tones};

use kurbo::{Rect, Size};

use super::axis::{Axes, count_width};
use crate::calendar::Day;
use crate::locale::Locale;
use crate::query::{BinTable, Measure, Period, Window};
use crate::scale::band::axis_end;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Item, Layer, Legend, MarkKey, Scene, Shape, Style};
use crate::text::TextMeasure;
use crate::theme::{Color, Theme};

/// The numbers that a time chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineData {
    /// Bins from the first to the last day.
    pub bins: Bins,
    /// Sums per bin and part.
    pub table: BinTable,
    /// Labels of the parts, from the bottom; empty where bars are not stacked.
    pub parts: Vec<String>,
    /// Colours that the file gives to parts.
    pub colors: Vec<Option<Color>>,
    /// Whether the last part stands for what has no colour of its own.
    pub last_is_rest: bool,
    /// What the parts are parts of: the facet's label.
    pub stacked_by: String,
    /// What is counted.
    pub measure: Measure,
    /// The highest bar over all countries, so that the axis stays while the filter changes.
    pub max: u64,
    /// The units of the rows over the bars, over all countries, in which cases stand that are dated
    /// less exactly than the bars.
    pub rows: Vec<Unit>,
    /// Times that were not looked at: first day, and the day after the last one.
    pub gaps: Vec<(Day, Day)>,
    /// Times that totals are published for, which are drawn instead of bins.
    pub periods: Vec<Period>,
    /// How the numbers are shown.
    #[cfg(feature = "formats")]
    pub shown: Shown,
}

/// A time chart at one size.
pub struct Timeline<'a> {
    /// Its numbers.
    pub data: &'a TimelineData,
    /// In CSS pixels.
    pub size: Size,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
    /// Words and formats.
    pub locale: Locale<'a>,
}

/// Height of a row over the bars, in CSS pixels.
pub(super) const ROW: f64 = 18.0;

/// How much of a time was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Covered {
    Whole,
    Partly,
    Not,
}

impl Timeline<'_> {
    /// Where the bars lie.
    pub fn plot(&self) -> Rect {
        #[cfg(feature = "formats")]
        return self.layout().plot;
        #[cfg(not(feature = "formats"))]
        self.plot_beside(0.0, 0.0)
    }

    /// The highest number that the axis has room for.
    pub(super) fn end(&self) -> u64 {
        #[cfg(feature = "formats")]
        if self.mode() == Mode::Share {
            return 100;
        }
        axis_end(self.data.max)
    }

    /// Where the bars lie, if so many pixels are taken at the right and above.
    fn plot_beside(&self, beside: f64, above: f64) -> Rect {
        let left = count_width(&self.axes(Rect::ZERO)) + 10.0;
        let foot = self.theme.text_size * 2.25 + 12.0;
        let right = self.size.width - 12.0 - beside;
        let bottom = (self.size.height - foot).max(20.0);
        let top = 8.0 + above + ROW * self.data.rows.len() as f64;
        Rect::new(
            left.min(right - 20.0).round(),
            top.min(bottom - 10.0),
            right,
            bottom,
        )
    }

    /// The whole figure. `kept` is the layer of axes and bars of an earlier scene of the same
    /// numbers and size.
    pub fn scene(
        &self,
        window: Option<Window>,
        focus: Option<MarkKey>,
        detail: Detail,
        kept: Option<&Layer>,
    ) -> Scene {
        #[cfg(feature = "formats")]
        let layout = self.layout();
        #[cfg(feature = "formats")]
        let plot = layout.plot;
        #[cfg(not(feature = "formats"))]
        let plot = self.plot();
        let furniture = detail >= Detail::Furniture;
        let words = detail == Detail::Words;
        let chart = kept.cloned().unwrap_or_else(|| {
            let mut items = self.gaps(plot);
            #[cfg(feature = "formats")]
            self.reference_bands(&layout, &mut items);
            items.append(&mut self.axes(plot).items(self.size));
            if self.is_single() {
                #[cfg(feature = "formats")]
                self.marks(&layout, &mut items);
                #[cfg(not(feature = "formats"))]
                self.bars(plot, &mut items);
                let bins = 0..self.data.bins.len();
                items.extend(bins.map(|bin| self.column(plot, bin, words)));
                self.spans(plot, words, &mut items);
            }
            #[cfg(feature = "formats")]
            {
                self.periods(plot, words, &mut items);
                self.references(&layout, &mut items);
            }
            Layer::new("chart", items)
        });
        Scene {
            size: self.size,
            plot,
            layers: vec![chart, Layer::new("brush", self.brush(plot, window, focus))],
            legend: if furniture {
                #[cfg(feature = "formats")]
                let legend = self.whole_legend(&layout);
                #[cfg(not(feature = "formats"))]
                let legend = self.legend();
                legend
            } else {
                Legend::default()
            },
            summary: if words {
                #[cfg(feature = "formats")]
                let summary = self.whole_summary();
                #[cfg(not(feature = "formats"))]
                let summary = self.summary();
                summary
            } else {
                String::new()
            },
            notes: if furniture {
                #[cfg(feature = "formats")]
                let notes = self.whole_notes(&layout);
                #[cfg(not(feature = "formats"))]
                let notes = self.notes();
                notes
            } else {
                Vec::new()
            },
        }
    }

    fn axes(&self, plot: Rect) -> Axes<'_> {
        Axes {
            plot,
            bins: &self.data.bins,
            end: self.end(),
            #[cfg(feature = "formats")]
            percent: self.mode() == Mode::Share,
            theme: self.theme,
            measure: self.measure,
            locale: self.locale,
        }
    }

    /// The whole height over a bin can be pointed at, since a bar may be a pixel high.
    fn column(&self, plot: Rect, bin: usize, words: bool) -> Item {
        let shape = Shape::Rect(self.column_rect(plot, bin));
        let mut item = Item::mark(shape, Style::default(), MarkKey::Bin(bin as u32));
        item.words = words.then(|| self.words(bin).into());
        item
    }

    pub(super) fn column_rect(&self, plot: Rect, bin: usize) -> Rect {
        let step = plot.width() / self.data.bins.len() as f64;
        let x = plot.x0 + step * bin as f64;
        Rect::new(x, plot.y0, x + step, plot.y1)
    }

    /// Whether it shows single cases, and no published totals.
    pub fn is_single(&self) -> bool {
        !crate::WHOLE || self.data.periods.is_empty()
    }

    /// The days of a mark: first, and the day after the last one.
    pub fn days_of(&self, key: MarkKey) -> Option<(Day, Day)> {
        let data = self.data;
        match key {
            MarkKey::Bin(bin) => {
                let edges = data.bins.edges.get(bin as usize..bin as usize + 2)?;
                Some((edges[0], edges[1]))
            }
            MarkKey::Span(row, index) => self
                .span(row, index)
                .map(|(first, until, _)| (first, until)),
            MarkKey::Period(index) if crate::WHOLE => {
                let period = data.periods.get(index as usize)?;
                Some((period.start, period.last + 1))
            }
            _ => None,
        }
    }

    /// The box of a mark that is in focus.
    fn mark_rect(&self, plot: Rect, key: MarkKey) -> Option<Rect> {
        match key {
            MarkKey::Bin(bin) => ((bin as usize) < self.data.bins.len())
                .then(|| self.column_rect(plot, bin as usize)),
            MarkKey::Span(row, index) => self.span_rect(plot, row, index),
            #[cfg(feature = "formats")]
            MarkKey::Period(index) => self.period_rect(plot, index as usize),
            _ => None,
        }
    }

    /// Where a day begins, from left to right.
    pub(super) fn x_of(&self, plot: Rect, day: Day) -> f64 {
        let edges = &self.data.bins.edges;
        let bin = edges
            .partition_point(|&edge| edge <= day)
            .clamp(1, edges.len() - 1)
            - 1;
        let share = f64::from(day - edges[bin]) / f64::from(edges[bin + 1] - edges[bin]);
        let step = plot.width() / self.data.bins.len() as f64;
        plot.x0 + step * (bin as f64 + share.clamp(0.0, 1.0))
    }

    fn part_color(&self, part: usize) -> Color {
        if let Some(Some(color)) = self.data.colors.get(part) {
            return *color;
        }
        let colors = &self.theme.categorical;
        if self.data.last_is_rest && part + 1 == self.data.table.parts {
            return colors[colors.len() - 1];
        }
        colors[part % colors.len()]
    }
}
