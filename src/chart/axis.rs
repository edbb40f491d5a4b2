//! Axes: where bins and counts lie, their grid and their labels.

use std::ops::Range;

use kurbo::{Point, Rect};
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use super::recorder::{Recorder, fixed, line};
use crate::calendar::civil;
use crate::locale::{DateStyle, Locale};
use crate::scale::band::tick_step;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Align, Item, Shape, Style, Text};
use crate::text::{TextMeasure, Weight};
use crate::theme::Theme;

/// Counts from 0 to `end`, in whole steps.
struct CountAxis {
    end: i32,
    step: i32,
}

/// Edges of bins from 0 to `len`, of which some have a tick.
struct BinAxis<'a> {
    len: i32,
    ticks: &'a [i32],
}

fn interpolate(value: i32, len: i32, range: (i32, i32)) -> i32 {
    let share = f64::from(value) / f64::from(len.max(1));
    range.0 + (share * f64::from(range.1 - range.0)).round() as i32
}

impl Ranged for CountAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = i32;

    fn map(&self, value: &i32, range: (i32, i32)) -> i32 {
        interpolate(*value, self.end, range)
    }

    fn key_points<H: KeyPointHint>(&self, _: H) -> Vec<i32> {
        (0..=self.end / self.step.max(1))
            .map(|i| i * self.step)
            .collect()
    }

    fn range(&self) -> Range<i32> {
        0..self.end
    }
}

impl Ranged for BinAxis<'_> {
    type FormatOption = DefaultFormatting;
    type ValueType = i32;

    fn map(&self, value: &i32, range: (i32, i32)) -> i32 {
        interpolate(*value, self.len, range)
    }

    fn key_points<H: KeyPointHint>(&self, _: H) -> Vec<i32> {
        self.ticks.to_vec()
    }

    fn range(&self) -> Range<i32> {
        0..self.len
    }
}

/// What the axes of a time chart are made of.
pub(super) struct Axes<'a> {
    pub(super) plot: Rect,
    pub(super) bins: &'a Bins,
    pub(super) end: u64,
    /// Whether counts are percentages.
    #[cfg(feature = "formats")]
    pub(super) percent: bool,
    pub(super) theme: &'a Theme,
    pub(super) measure: &'a dyn TextMeasure,
    pub(super) locale: Locale<'a>,
}

/// Width that the labels of counts up to the end need.
pub(super) fn count_width(axes: &Axes<'_>) -> f64 {
    let text = axes.count_text(axes.end);
    axes.measure
        .width(&text, axes.theme.text_size, Weight::Regular)
}

/// Pixels from one count label to the next, at least.
const COUNT_ROOM: f64 = 36.0;

impl Axes<'_> {
    /// Grid, ticks and labels.
    pub(super) fn items(&self, size: kurbo::Size) -> Vec<Item> {
        let ticks = self.ticks();
        let edges: Vec<i32> = ticks.iter().map(|tick| tick.edge).collect();
        let most = (self.plot.height() / COUNT_ROOM).max(1.0) as u64;
        let (end, step) = (clamp(self.end), clamp(tick_step(self.end, most)));
        let plane = Cartesian2d::<BinAxis<'_>, CountAxis>::new(
            BinAxis {
                len: self.bins.len() as i32,
                ticks: &edges,
            },
            CountAxis { end, step },
            (
                fixed(self.plot.x0)..fixed(self.plot.x1),
                fixed(self.plot.y1)..fixed(self.plot.y0),
            ),
        );
        let mut recorder = Recorder::new(size.width, size.height);
        let mut labels = Vec::new();
        let (grid, base) = (line(self.theme.grid), line(self.theme.muted));
        let drawn = plane.draw_mesh(most as usize, edges.len(), |mesh| match mesh {
            MeshLine::YMesh((_, y), _, &count) => {
                labels.push(self.count_label(count, f64::from(y) / super::recorder::FIXED));
                mesh.draw(&mut recorder, if count == 0 { &base } else { &grid })
            }
            MeshLine::XMesh((x, _), ..) => {
                let (top, foot) = (fixed(self.plot.y1), fixed(self.plot.y1 + 6.0));
                MeshLine::<BinAxis<'_>, CountAxis>::XMesh((x, top), (x, foot), &0)
                    .draw(&mut recorder, &base)
            }
        });
        debug_assert!(drawn.is_ok(), "a recorder never fails");
        let mut items = recorder.items;
        items.append(&mut labels);
        items.extend(ticks.iter().flat_map(|tick| self.tick_labels(tick)));
        items
    }

    /// Labels of time in the plot's own height, and from its foot down to `bottom` a line at each tick.
    #[cfg(feature = "formats")]
    pub(super) fn above(&self, bottom: f64) -> Vec<Item> {
        let strip = self.plot;
        let ticks = self.ticks();
        // One line of labels stands near the lines, as the lower one of two does.
        let two = ticks.iter().any(|tick| tick.year.is_some());
        let down = if two {
            0.0
        } else {
            self.theme.text_size * 1.25
        };
        let labels = Axes {
            plot: Rect {
                y1: strip.y0 + down,
                ..strip
            },
            ..*self
        };
        let mut lines = crate::scene::Lines::open();
        for tick in &ticks {
            let x = (strip.x0 + self.bin_width() * f64::from(tick.edge)).floor() + 0.5;
            lines.push_line(Point::new(x, strip.y1), Point::new(x, bottom));
        }
        let grid = Style::stroke(self.theme.grid, 1.0);
        let mut items = vec![Item::plain(Shape::Path(lines.into()), grid)];
        items.extend(ticks.iter().flat_map(|tick| labels.tick_labels(tick)));
        items
    }

    fn label(&self, at: Point, align: Align, text: String, weight: Weight) -> Item {
        let size = self.theme.text_size;
        let text = Text {
            at,
            align,
            text,
            size,
            weight,
        };
        Item::plain(Shape::Text(text), Style::fill(self.theme.muted))
    }

    fn count_text(&self, count: u64) -> String {
        #[cfg(feature = "formats")]
        if self.percent {
            return self.locale.formats.percent(count as f64);
        }
        self.locale.formats.number(count)
    }

    fn count_label(&self, count: i32, y: f64) -> Item {
        let text = self.count_text(u64::from(count.unsigned_abs()));
        let at = Point::new(self.plot.x0 - 8.0, y + self.theme.text_size * 0.35);
        self.label(at, Align::Right, text, Weight::Regular)
    }

    fn tick_labels(&self, tick: &Tick) -> Vec<Item> {
        let size = self.theme.text_size;
        let x = self.plot.x0 + self.bin_width() * f64::from(tick.edge);
        // A label names the period that begins at its tick: it stands to the right of it, or in
        // the middle where the period is one bar.
        let (x, align) = if tick.centered {
            (x + self.bin_width() / 2.0, Align::Center)
        } else {
            (x + 3.0, Align::Left)
        };
        let first = Point::new(x, self.plot.y1 + 7.0 + size);
        let mut items = vec![self.label(first, align, tick.text.clone(), Weight::Regular)];
        if let Some(year) = &tick.year {
            let second = Point::new(x, first.y + size * 1.25);
            items.push(self.label(second, align, year.clone(), Weight::Bold));
        }
        items
    }

    pub(super) fn bin_width(&self) -> f64 {
        self.plot.width() / self.bins.len() as f64
    }

    /// Whether a unit's first day is one that every `every`-th tick falls on. Days are counted from the first bin,
    /// so that a few days have a tick whatever days of the week they are.
    fn is_nth(&self, first: i32, unit: Unit, every: i32) -> bool {
        match unit {
            Unit::Year => civil(first).year.rem_euclid(every) == 0,
            Unit::Day => (first - self.bins.edges[0]).rem_euclid(every) == 0,
            _ => true,
        }
    }

    /// Ticks as close as their labels allow.
    fn ticks(&self) -> Vec<Tick> {
        let formats = self.locale.formats;
        let (unit, every) = self.tick_unit();
        let style = match unit {
            Unit::Day | Unit::Week => DateStyle::DayShort,
            Unit::Month | Unit::Quarter => DateStyle::MonthShort,
            Unit::Year => DateStyle::Year,
        };
        let mut ticks: Vec<Tick> = Vec::new();
        let mut year_shown = None;
        let mut right = f64::MIN;
        for (edge, &day) in self.bins.edges[..self.bins.len()].iter().enumerate() {
            // A week that holds the first of a month is not the first of it: bins that do not
            // begin with the tick's unit have their tick at the first bin that begins in it.
            let before = edge.checked_sub(1).map(|e| unit.floor(self.bins.edges[e]));
            let first = unit.floor(day);
            if before == Some(first) || !self.is_nth(first, unit, every) {
                continue;
            }
            let x = self.bin_width() * edge as f64;
            if x < right {
                // A unit that begins before the first bin gives way: of most of it nothing is shown.
                let cut = ticks.len() == 1 && unit.floor(self.bins.edges[0]) < self.bins.edges[0];
                if !cut {
                    continue;
                }
                ticks.clear();
                year_shown = None;
            }
            let text = formats.date(day, style);
            let year = civil(day).year;
            let with_year = unit != Unit::Year && year_shown != Some(year);
            let year_text = with_year.then(|| formats.date(day, DateStyle::Year));
            let width = |text: &str, weight| self.measure.width(text, self.theme.text_size, weight);
            let needed = width(&text, Weight::Regular)
                .max(year_text.as_deref().map_or(0.0, |y| width(y, Weight::Bold)));
            let centered = unit == self.bins.unit && every == 1;
            if !centered && x + needed + 3.0 > self.plot.width() + 12.0 {
                continue;
            }
            right = x + needed + 10.0;
            year_shown = Some(year);
            ticks.push(Tick {
                edge: edge as i32,
                text,
                year: year_text,
                centered,
            });
        }
        ticks
    }

    /// The finest unit, and every how many of it, whose labels have room.
    fn tick_unit(&self) -> (Unit, i32) {
        const STEPS: [(Unit, i32, f64); 11] = [
            (Unit::Day, 1, 1.0),
            (Unit::Day, 7, 7.0),
            (Unit::Month, 1, 30.4),
            (Unit::Quarter, 1, 91.3),
            (Unit::Year, 1, 365.25),
            (Unit::Year, 2, 730.5),
            (Unit::Year, 5, 1_826.0),
            (Unit::Year, 10, 3_652.0),
            (Unit::Year, 20, 7_305.0),
            (Unit::Year, 50, 18_262.0),
            (Unit::Year, 100, 36_525.0),
        ];
        let days = f64::from(self.bins.edges[self.bins.len()] - self.bins.edges[0]);
        let per_day = self.plot.width() / days.max(1.0);
        STEPS
            .into_iter()
            .find(|&(unit, _, length)| {
                let style = if unit == Unit::Year { "2000" } else { "30 Sep" };
                let room = self
                    .measure
                    .width(style, self.theme.text_size, Weight::Regular)
                    + 12.0;
                length * per_day >= room && (unit >= self.bins.unit || self.bins.unit == Unit::Week)
            })
            .map_or((Unit::Year, 1_000), |(unit, every, _)| (unit, every))
    }
}

struct Tick {
    edge: i32,
    text: String,
    year: Option<String>,
    centered: bool,
}

fn clamp(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
