//! Days by weeks: a column for each week, a row for each day of it, coloured by number.

mod layout;
mod words;

use std::rc::Rc;

use kurbo::{Point, Rect};

pub use layout::Week;

use super::timeline::{Covered, Timeline};
use crate::calendar::{Day, civil};
use crate::locale::{DateStyle, fill};
use crate::query::Window;
use crate::scale::color::ColorScale;
use crate::scale::time::Unit;
use crate::scene::{
    Align, Detail, Item, Layer, Legend, Lines, MarkKey, Scene, Shape, Style, Text, hatch, hatching,
    speckle,
};
use crate::text::Weight;
use crate::theme::Color;
use layout::{Band, HEAD, Layout};

/// A calendar of the days of a time chart's numbers, at its size.
pub struct Days<'a> {
    /// The numbers, with a day for each bin.
    pub timeline: Timeline<'a>,
    /// From the number of a day to its class.
    pub scale: &'a ColorScale,
    /// From few to many.
    pub palette: &'a [Color],
    /// How a week is written.
    pub week: &'a Week,
    /// Whether the file says what was looked at, so that a day without a case is one of which none was reported.
    pub told: bool,
    /// Whether the data has more days than are shown.
    pub cut: bool,
    /// The sum over cases that are dated so inexactly that they begin before the days that are shown, or after.
    pub beyond: u64,
}

impl Days<'_> {
    /// The height that the days need in a width.
    pub fn height(&self, width: f64) -> f64 {
        self.layout(width).height
    }

    fn layout(&self, width: f64) -> Layout {
        let bins = &self.timeline.data.bins;
        let first = bins.edges.first().copied().unwrap_or(0);
        let until = bins.edges.last().copied().unwrap_or(1);
        let counts = self.timeline.data.rows.contains(&Unit::Month);
        let size = self.timeline.theme.text_size;
        let label = |name: &String| {
            self.timeline
                .measure
                .width(name, size - 1.0, Weight::Regular)
        };
        let names = self.week.names.iter().map(label).fold(0.0, f64::max);
        Layout::new(
            first,
            until,
            width,
            self.week.first,
            names.ceil() + 6.0,
            counts,
        )
    }

    fn own(&self) -> Layout {
        self.layout(self.timeline.size.width)
    }

    fn bins(&self) -> usize {
        self.timeline.data.bins.len()
    }

    fn day(&self, bin: usize) -> Day {
        self.timeline.data.bins.edges.get(bin).copied().unwrap_or(0)
    }

    fn sum(&self, bin: usize) -> u64 {
        self.timeline.data.table.bin(bin).iter().sum()
    }

    /// Whether numbers of a day are withheld, and no other is more than 0.
    fn is_withheld(&self, bin: usize) -> bool {
        self.sum(bin) == 0 && self.timeline.data.table.withheld(bin).numbers > 0
    }

    /// Whether numbers of the cases that are dated to a month only are withheld, and no other is more than 0.
    fn is_month_withheld(&self, month: Day, sum: u64) -> bool {
        let mut spans = self.timeline.data.table.spans.iter();
        let spans = spans.find(|spans| spans.unit == Unit::Month);
        sum == 0 && spans.is_some_and(|spans| spans.withheld(month).numbers > 0)
    }

    /// The whole figure. `kept` is the layer of days of an earlier scene of the same numbers and size.
    pub fn scene(
        &self,
        window: Option<Window>,
        focus: Option<MarkKey>,
        detail: Detail,
        kept: Option<&Layer>,
    ) -> Scene {
        let layout = self.own();
        let (furniture, words) = (detail >= Detail::Furniture, detail == Detail::Words);
        let days = kept
            .cloned()
            .unwrap_or_else(|| Layer::new("days", self.days(&layout, words)));
        let size = self.timeline.size;
        Scene {
            size,
            plot: Rect::from_origin_size(Point::ZERO, size),
            layers: vec![
                days,
                Layer::new("choice", self.choice(&layout, window, focus)),
            ],
            legend: if furniture {
                self.legend()
            } else {
                Legend::default()
            },
            summary: if words { self.summary() } else { String::new() },
            notes: if furniture { self.notes() } else { Vec::new() },
        }
    }

    fn days(&self, layout: &Layout, words: bool) -> Vec<Item> {
        let mut items = Vec::new();
        for band in &layout.bands {
            self.head(layout, band, &mut items);
        }
        let (mut hatched, mut doubtful) = (Lines::open(), Lines::open());
        let mut dots = Lines::rings();
        for bin in 0..self.bins() {
            let Some(cell) = layout.cell(self.day(bin)) else {
                continue;
            };
            let style = self.style(bin);
            let covered = self.timeline.covered(bin);
            if self.is_withheld(bin) {
                speckle_box(cell, &mut dots);
            } else if covered == Covered::Not {
                hatch_box(cell, &mut hatched);
            }
            if self
                .timeline
                .data
                .table
                .doubtful(bin)
                .iter()
                .any(|&n| n > 0)
            {
                hatch_box(cell, &mut doubtful);
            }
            let mut item = Item::mark(Shape::Rect(cell), style, MarkKey::Bin(bin as u32));
            item.words = words.then(|| self.timeline.words(bin).into());
            items.push(item);
        }
        let theme = self.timeline.theme;
        for (lines, style) in [
            (hatched, hatching(theme)),
            (doubtful, Style::stroke(theme.ground, 1.5)),
        ] {
            if !lines.is_empty() {
                Item::push(&mut items, Shape::Path(Rc::new(lines)), style);
            }
        }
        if !dots.is_empty() {
            Item::push(
                &mut items,
                Shape::Path(Rc::new(dots)),
                Style::fill(theme.muted),
            );
        }
        let mut borders = Lines::open();
        for band in &layout.bands {
            for month in band.months().skip(1) {
                layout.border(band, month, &mut borders);
            }
        }
        let muted = Style::stroke(theme.muted, 1.0);
        Item::push(&mut items, Shape::Path(Rc::new(borders)), muted);
        self.counts(layout, words, &mut items);
        items
    }

    /// The look of a day: of its class, of none, or of one that nobody looked at. That of none has dots where its
    /// numbers are withheld.
    fn style(&self, bin: usize) -> Style {
        let theme = self.timeline.theme;
        match self.color(self.sum(bin)) {
            Some(color) => Style::fill(color).with_stroke(theme.muted, 0.5),
            None if self.timeline.covered(bin) == Covered::Not && !self.is_withheld(bin) => {
                Style::stroke(theme.muted, 0.5)
            }
            None => Style::fill(theme.none),
        }
    }

    fn color(&self, count: u64) -> Option<Color> {
        let place = self.scale.position(count)? * self.palette.len().saturating_sub(1) as f64;
        let below = place.floor();
        let (a, b) = (below as usize, below as usize + 1);
        let first = *self.palette.get(a)?;
        Some(
            self.palette
                .get(b)
                .map_or(first, |next| first.mix(*next, place - below)),
        )
    }

    /// Above a band: months, and years where they change; beside it the days of the week.
    fn head(&self, layout: &Layout, band: &Band, items: &mut Vec<Item>) {
        let formats = self.timeline.locale.formats;
        let mut free = f64::MIN;
        let mut shown = None;
        for month in band.months() {
            let x = layout.month_x(band, month);
            let year = civil(month).year;
            let new = shown != Some(year);
            let (text, size) = (
                formats.date(month, DateStyle::MonthShort),
                self.timeline.theme.text_size,
            );
            let year_text = new.then(|| formats.date(month, DateStyle::Year));
            let width = |text: &str, weight| self.timeline.measure.width(text, size, weight);
            let wide = width(&text, Weight::Regular).max(
                year_text
                    .as_deref()
                    .map_or(0.0, |year| width(year, Weight::Bold)),
            );
            if x < free || x + wide > layout.width {
                continue;
            }
            free = x + wide + 6.0;
            shown = Some(year);
            if let Some(year) = year_text {
                self.text(
                    Point::new(x, band.y + 11.0),
                    Align::Left,
                    year,
                    Weight::Bold,
                    items,
                );
            }
            let at = Point::new(x, band.y + HEAD - 6.0);
            self.text(at, Align::Left, text, Weight::Regular, items);
        }
        for (row, name) in self
            .week
            .names
            .iter()
            .cycle()
            .skip(self.week.first as usize)
            .take(7)
            .enumerate()
        {
            // With less room, every other one.
            if layout.side < 15.0 && row % 2 == 1 {
                continue;
            }
            let y = band.y + HEAD + layout.side * (row as f64 + 0.5) + 4.0;
            let at = Point::new(layout.left - 6.0, y);
            self.text(at, Align::Right, name.clone(), Weight::Regular, items);
        }
    }

    fn text(&self, at: Point, align: Align, text: String, weight: Weight, items: &mut Vec<Item>) {
        let theme = self.timeline.theme;
        let size = theme.text_size - if align == Align::Right { 1.0 } else { 0.0 };
        let text = Text {
            at,
            align,
            text,
            size,
            weight,
        };
        Item::push(items, Shape::Text(text), Style::fill(theme.muted));
    }

    /// Below each month, what is dated to it and to no day of it.
    fn counts(&self, layout: &Layout, words: bool, items: &mut Vec<Item>) {
        for (key, month, sum) in self.month_counts() {
            let Some(rect) = layout.below(month) else {
                continue;
            };
            let style =
                Style::fill(self.timeline.theme.none).with_stroke(self.timeline.theme.coast, 1.0);
            let mut item = Item::mark(Shape::Rect(rect), style, key);
            item.words = words.then(|| self.timeline.mark_words(key).into());
            items.push(item);
            if self.is_month_withheld(month, sum) {
                let mut dots = Lines::rings();
                speckle_box(rect, &mut dots);
                let style = Style::fill(self.timeline.theme.muted);
                Item::push(items, Shape::Path(Rc::new(dots)), style);
                continue;
            }
            let number = fill(
                self.timeline.locale.messages.and_so_many(),
                &[&self.timeline.locale.formats.number(sum)],
            );
            let wide = self.timeline.measure.width(
                &number,
                self.timeline.theme.text_size - 1.0,
                Weight::Regular,
            );
            if wide + 2.0 <= rect.width() {
                let at = Point::new(rect.center().x, rect.y1 - 3.5);
                self.timeline
                    .text(at, Align::Center, number, Weight::Regular, items);
            }
        }
    }

    /// The cases that are dated to a month only: key, the month's first day, and the sum.
    fn month_counts(&self) -> Vec<(MarkKey, Day, u64)> {
        let months = self
            .timeline
            .data
            .rows
            .iter()
            .position(|&unit| unit == Unit::Month);
        let Some(row) = months.map(|row| row as u8) else {
            return Vec::new();
        };
        let spans = (0..).map_while(|index| Some((index, self.timeline.span(row, index)?)));
        spans
            .map(|(index, (first, _, sum))| (MarkKey::Span(row, index), first, sum))
            .collect()
    }

    /// What is not chosen is dimmed, and the first and the last chosen day have a line.
    fn choice(&self, layout: &Layout, window: Option<Window>, focus: Option<MarkKey>) -> Vec<Item> {
        let theme = self.timeline.theme;
        let mut items = Vec::new();
        if let Some(window) = window {
            let veil = Style::fill(theme.veil);
            for bin in 0..self.bins() {
                let day = self.day(bin);
                let chosen = window.from <= day && day < window.until;
                if let (false, Some(cell)) = (chosen, layout.cell(day)) {
                    Item::push(&mut items, Shape::Rect(cell), veil);
                }
            }
            let mut edges = Lines::open();
            for band in &layout.bands {
                for day in [window.from, window.until] {
                    layout.border(band, day, &mut edges);
                }
            }
            let ink = Style::stroke(theme.ink, 2.0);
            Item::push(&mut items, Shape::Path(Rc::new(edges)), ink);
        }
        if let Some(cell) = focus.and_then(|key| self.mark_rect(layout, key)) {
            let halo = Style::stroke(theme.ground, 4.0);
            Item::push(&mut items, Shape::Rect(cell), halo);
            Item::push(&mut items, Shape::Rect(cell), Style::stroke(theme.ink, 2.0));
        }
        items
    }

    fn mark_rect(&self, layout: &Layout, key: MarkKey) -> Option<Rect> {
        match key {
            MarkKey::Bin(bin) if (bin as usize) < self.bins() => {
                layout.cell(self.day(bin as usize))
            }
            MarkKey::Span(..) => {
                let counts = self.month_counts();
                let (_, month, _) = counts.into_iter().find(|(known, ..)| *known == key)?;
                layout.below(month)
            }
            _ => None,
        }
    }

    /// The bin of the day at a place, or of the nearest one.
    pub fn bin_at(&self, at: Point) -> usize {
        let day = self.own().day_at(at) - self.day(0);
        (day.max(0) as usize).min(self.bins().saturating_sub(1))
    }
}

fn hatch_box(cell: Rect, lines: &mut Lines) {
    let shape = Lines::boxed(cell);
    hatch(&shape, shape.bounds(), lines);
}

/// Dots in a cell, none of them over its edge.
fn speckle_box(cell: Rect, dots: &mut Lines) {
    let inner = cell.inset(-1.5);
    speckle(&Lines::boxed(inner), inner, dots);
}
