//! A histogram over time, stacked by a facet, with a brush.

use kurbo::{Point, Rect, Size};

use super::axis::{Axes, count_width};
use crate::calendar::Day;
use crate::locale::{DateStyle, Locale, fill};
use crate::query::{BinTable, Measure, Period, Window};
use crate::scale::band::axis_end;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Item, Layer, Legend, MarkKey, Scene, Shape, Style, Swatch};
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
        let end = axis_end(self.data.max);
        let left = count_width(end, self.theme, self.measure, self.locale) + 10.0;
        let foot = self.theme.text_size * 2.25 + 12.0;
        let right = self.size.width - 12.0;
        let bottom = (self.size.height - foot).max(20.0);
        let top = 8.0 + ROW * self.data.rows.len() as f64;
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
        let plot = self.plot();
        let furniture = detail >= Detail::Furniture;
        let words = detail == Detail::Words;
        let chart = kept.cloned().unwrap_or_else(|| {
            let mut items = self.gaps(plot);
            items.append(&mut self.axes(plot).items(self.size));
            if self.is_single() {
                self.bars(plot, words, &mut items);
                self.spans(plot, words, &mut items);
            }
            #[cfg(feature = "formats")]
            self.periods(plot, words, &mut items);
            Layer::new("chart", items)
        });
        Scene {
            size: self.size,
            plot,
            layers: vec![chart, Layer::new("brush", self.brush(plot, window, focus))],
            legend: if furniture {
                self.legend()
            } else {
                Legend::default()
            },
            summary: if words { self.summary() } else { String::new() },
            notes: if furniture { self.notes() } else { Vec::new() },
        }
    }

    fn axes(&self, plot: Rect) -> Axes<'_> {
        Axes {
            plot,
            bins: &self.data.bins,
            end: axis_end(self.data.max),
            theme: self.theme,
            measure: self.measure,
            locale: self.locale,
        }
    }

    fn bars(&self, plot: Rect, words: bool, items: &mut Vec<Item>) {
        let TimelineData { bins, table, .. } = self.data;
        let step = plot.width() / bins.len() as f64;
        let gap = if step >= 8.0 {
            2.0
        } else if step >= 3.0 {
            1.0
        } else {
            0.0
        };
        let per_count = plot.height() / axis_end(self.data.max) as f64;
        let mut base = vec![0_u64; bins.len()];
        for part in 0..table.parts {
            let style = Style::fill(self.part_color(part));
            for (bin, base) in base.iter_mut().enumerate() {
                let count = table.bin(bin)[part];
                if count == 0 {
                    continue;
                }
                let x = plot.x0 + step * bin as f64;
                let y1 = plot.y1 - per_count * *base as f64;
                *base += count;
                let mut y0 = plot.y1 - per_count * *base as f64;
                // Parts are told apart by a hairline too, not by colour alone.
                if table.parts > 1 && y1 - y0 > 3.0 {
                    y0 += 1.0;
                }
                let rect = Rect::new(x + gap / 2.0, y0, x + step - gap / 2.0, y1);
                Item::push(items, Shape::Rect(rect), style);
            }
        }
        for (bin, base) in base.into_iter().enumerate() {
            let x = plot.x0 + step * bin as f64;
            let top = plot.y1 - per_count * base as f64;
            let more = per_count * table.more(bin) as f64;
            if more > 0.0 {
                let rect = Rect::new(x + gap / 2.0, top - more, x + step - gap / 2.0, top);
                let style = Style::fill(self.theme.range).with_stroke(self.theme.muted, 0.5);
                Item::push(items, Shape::Rect(rect), style);
            }
        }
        #[cfg(feature = "formats")]
        self.doubts(plot, gap, per_count, items);
        items.extend((0..bins.len()).map(|bin| self.column(plot, bin, words)));
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

    fn brush(&self, plot: Rect, window: Option<Window>, focus: Option<MarkKey>) -> Vec<Item> {
        let mut items = Vec::new();
        if let Some((from, until)) = window.map(|window| self.edges(window)) {
            let veil = Style::fill(self.theme.veil);
            let step = plot.width() / self.data.bins.len() as f64;
            let (x0, x1) = (plot.x0 + step * from as f64, plot.x0 + step * until as f64);
            for rect in [
                Rect::new(plot.x0, plot.y0, x0, plot.y1),
                Rect::new(x1, plot.y0, plot.x1, plot.y1),
            ] {
                Item::push(&mut items, Shape::Rect(rect), veil);
            }
            let ink = Style::fill(self.theme.ink);
            let along = Rect::new(x0, plot.y1 - 1.0, x1, plot.y1 + 2.0);
            Item::push(&mut items, Shape::Rect(along), ink);
            for x in [x0, x1] {
                let edge = Rect::new(x - 0.75, plot.y0, x + 0.75, plot.y1 + 2.0);
                Item::push(&mut items, Shape::Rect(edge), ink);
                items.extend(self.handle(Point::new(x, plot.center().y)));
            }
        }
        if let Some(around) = focus.and_then(|key| self.mark_rect(plot, key)) {
            let around = around.inset(1.0);
            let halo = Style::stroke(self.theme.ground, 4.0);
            Item::push(&mut items, Shape::Rect(around), halo);
            Item::push(
                &mut items,
                Shape::Rect(around),
                Style::stroke(self.theme.ink, 2.0),
            );
        }
        items
    }

    /// A grip with two lines on it.
    fn handle(&self, at: Point) -> [Item; 3] {
        let grip = Rect::from_center_size(at, Size::new(10.0, 26.0));
        let line = |dx: f64| {
            let rect = Rect::from_center_size(Point::new(at.x + dx, at.y), Size::new(1.0, 12.0));
            Item::plain(Shape::Rect(rect), Style::fill(self.theme.ink))
        };
        let style = Style::fill(self.theme.ground).with_stroke(self.theme.ink, 1.5);
        [Item::plain(Shape::Rect(grip), style), line(-1.5), line(1.5)]
    }

    /// First and last edge of the window, in bins.
    pub fn edges(&self, window: Window) -> (usize, usize) {
        let edges = &self.data.bins.edges;
        let from = edges
            .partition_point(|&edge| edge < window.from)
            .min(self.data.bins.len());
        let until = edges
            .partition_point(|&edge| edge < window.until)
            .min(self.data.bins.len());
        (from, until.max(from))
    }

    /// The days of a bin in words.
    pub fn period(&self, bin: usize) -> String {
        let edges = &self.data.bins.edges;
        self.time(edges[bin], edges[bin + 1] - 1, self.data.bins.unit)
    }

    /// A unit of time in words.
    pub(super) fn time(&self, first: Day, last: Day, unit: Unit) -> String {
        let formats = self.locale.formats;
        match unit {
            Unit::Day => formats.date(first, DateStyle::Day),
            Unit::Month => formats.date(first, DateStyle::Month),
            Unit::Year => formats.date(first, DateStyle::Year),
            Unit::Week => formats.days(first, last, DateStyle::Day),
            Unit::Quarter => formats.days(first, last, DateStyle::Month),
        }
    }

    pub(crate) fn days(&self, first: i32, last: i32) -> String {
        let style = match self.data.bins.unit {
            Unit::Day | Unit::Week => DateStyle::Day,
            Unit::Month | Unit::Quarter => DateStyle::Month,
            Unit::Year => DateStyle::Year,
        };
        self.locale.formats.days(first, last, style)
    }

    /// A sum in words, in the measure, with its upper end if that is known.
    fn between(&self, n: u64, max: Option<u64>) -> String {
        match self.data.measure {
            Measure::Cases => self.amount(n),
            Measure::People => self.locale.people(n, max, 0, 1),
        }
    }

    /// A sum in words, in the measure.
    pub fn amount(&self, n: u64) -> String {
        let messages = self.locale.messages;
        match self.data.measure {
            Measure::Cases => self.locale.count(&messages.cases, n),
            Measure::People => self.locale.count(&messages.people_at_least, n),
        }
    }

    /// What a mark says.
    pub fn mark_words(&self, key: MarkKey) -> String {
        match key {
            MarkKey::Bin(bin) if (bin as usize) < self.data.bins.len() => self.words(bin as usize),
            MarkKey::Span(row, index) => self.span_words(row, index),
            #[cfg(feature = "formats")]
            MarkKey::Period(index) => {
                let period = self.data.periods.get(index as usize);
                period.map_or_else(String::new, |period| self.period_words(period))
            }
            _ => String::new(),
        }
    }

    /// What a bin says: "March 2021: 12 cases; facilitation 9, smuggling 3".
    pub fn words(&self, bin: usize) -> String {
        let messages = self.locale.messages;
        let parts = self.data.table.bin(bin);
        let mut words = fill(messages.mark, &[&self.period(bin), &self.sum_words(bin)]);
        let mut sign = "; ";
        for (label, &n) in self.data.parts.iter().zip(parts).filter(|&(_, &n)| n > 0) {
            words.push_str(sign);
            words.push_str(&fill(
                messages.part,
                &[label, &self.locale.formats.number(n)],
            ));
            sign = ", ";
        }
        words
    }

    /// The sum of a bin, with its upper end as far as it is known, and whether its time was looked at.
    pub fn sum_words(&self, bin: usize) -> String {
        let messages = self.locale.messages;
        let table = &self.data.table;
        let sum = table.bin(bin).iter().sum();
        let known = (!table.is_open(bin)).then(|| sum + table.more(bin));
        let words = match self.covered(bin) {
            Covered::Not if sum == 0 => messages.not_covered.to_owned(),
            Covered::Partly => fill(messages.partly, &[&self.between(sum, known)]),
            _ => self.between(sum, known),
        };
        #[cfg(feature = "formats")]
        {
            let doubtful = table.doubtful(bin).iter().sum();
            if doubtful > 0 {
                let doubtful = self.locale.formats.number(doubtful);
                return fill(messages.doubtful, &[&words, &doubtful]);
            }
        }
        words
    }

    /// What bars count, per unit: "Cases per month".
    pub fn title(&self) -> String {
        let messages = self.locale.messages;
        let what = self.data.measure.name(messages);
        let per = messages.per_unit[self.data.bins.unit as usize];
        #[cfg(feature = "formats")]
        let per = if self.is_single() {
            per
        } else {
            messages.per_period
        };
        fill(per, &[what])
    }

    /// The title, and what the parts of the bars are: "Cases per month, by Charge".
    fn subtitle(&self) -> String {
        let title = self.title();
        if self.data.stacked_by.is_empty() {
            return title;
        }
        fill(
            self.locale.messages.by_facet,
            &[&title, &self.data.stacked_by],
        )
    }

    fn legend(&self) -> Legend {
        let swatch = |(part, label): (usize, &String)| Swatch {
            label: label.clone(),
            style: Style::fill(self.part_color(part)),
            hatched: false,
        };
        let mut swatches: Vec<Swatch> = self.data.parts.iter().enumerate().map(swatch).collect();
        let messages = self.locale.messages;
        let mut add = |wanted, label: &str, style, hatched| {
            if wanted {
                let label = label.to_owned();
                swatches.push(Swatch {
                    label,
                    style,
                    hatched,
                });
            }
        };
        let ranges = (0..self.data.bins.len()).any(|bin| self.data.table.more(bin) > 0);
        add(ranges, messages.range, Style::fill(self.theme.range), false);
        #[cfg(feature = "formats")]
        add(
            (0..self.data.bins.len())
                .any(|bin| self.data.table.doubtful(bin).iter().any(|&n| n > 0)),
            messages.doubt,
            Style::fill(match self.data.parts.len() {
                0 => self.part_color(0),
                _ => self.theme.muted,
            })
            .with_stroke(self.theme.ground, 1.0),
            true,
        );
        add(
            !self.data.rows.is_empty(),
            messages.vague,
            self.span_style(),
            false,
        );
        let line = Style::stroke(self.theme.coast, 1.0);
        add(!self.data.gaps.is_empty(), messages.not_covered, line, true);
        Legend {
            title: self.subtitle(),
            swatches,
        }
    }

    fn summary(&self) -> String {
        let TimelineData { bins, table, .. } = self.data;
        let sum = |bin: usize| table.bin(bin).iter().sum::<u64>();
        let highest = (0..bins.len())
            .rev()
            .max_by_key(|&bin| sum(bin))
            .filter(|&bin| sum(bin) > 0);
        let Some(highest) = highest else {
            return self.locale.messages.timeline_empty.to_owned();
        };
        let peak = fill(
            self.locale.messages.mark,
            &[&self.period(highest), &self.amount(sum(highest))],
        );
        let span = self.days(bins.edges[0], bins.edges[bins.len()] - 1);
        let total = self.amount((0..bins.len()).map(sum).sum());
        fill(
            self.locale.messages.timeline_summary,
            &[&span, &total, &peak],
        )
    }

    fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (&messages.wider, self.data.table.wider),
            (&messages.undated, self.data.table.undated),
        ];
        let notes = counts
            .into_iter()
            .filter(|&(_, n)| n > 0)
            .map(|(plural, n)| self.locale.count(plural, n));
        #[cfg(feature = "formats")]
        let several = self.data.periods.len() > 1;
        #[cfg(feature = "formats")]
        let notes = notes.chain(several.then(|| messages.not_added.to_owned()));
        notes.collect()
    }
}
