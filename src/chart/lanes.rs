//! A line for each case, through its dates by stage. Only the lines in sight are drawn: of a hundred
//! thousand cases some twenty.

mod marks;

use kurbo::{Point, Rect, Size};

pub use marks::STAGE_SHAPES;

use super::axis::Axes;
use crate::data::{Cases, NO_DATE, Staged};
use crate::locale::{Locale, fill};
use crate::scale::time::Bins;
use crate::scene::{Align, Detail, Item, Layer, Legend, MarkKey, Scene, Shape, Style, Text};
use crate::text::{TextMeasure, Weight};
use crate::theme::{Color, Theme};

/// What stands in a row, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The heading of a group, by its index.
    Group(u32),
    /// A case, by its row.
    Case(u32),
}

/// What lanes show.
#[derive(Debug, Clone, PartialEq)]
pub struct LanesData {
    /// Headings and cases, from top to bottom.
    pub lanes: Vec<Lane>,
    /// Groups: what each is called, and how many cases it has.
    pub groups: Vec<(String, u64)>,
    /// What cases are grouped by; empty where they are not.
    pub grouped_by: String,
    /// How many cases there are.
    pub cases: u64,
    /// Of those that would be shown, how many have no date at all.
    pub undated: u64,
    /// How many published totals are no single cases.
    pub totals: u64,
    /// The stages, in their order, with the colours that the file gives them.
    pub stages: Vec<(String, Option<Color>)>,
    /// What the legend explains, as it occurs.
    pub occurs: Occurs,
    /// The days of all cases, whatever a reader chooses, so that the axis stays.
    pub bins: Bins,
    /// How wide labels are at most, in CSS pixels.
    pub label_width: f64,
}

/// What of the looks of marks occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occurs {
    /// By stage, whether a case has it.
    pub stages: Vec<bool>,
    /// Dates of more than a day.
    pub vague: bool,
    /// Dates that are approximate or uncertain.
    pub doubt: bool,
    /// Dates without a known end or beginning.
    pub open: bool,
    /// Cases that have a date and no stages.
    pub alone: bool,
}

impl Occurs {
    /// Takes in what a case has.
    pub fn add(&mut self, dates: &[Staged]) {
        for date in dates {
            let stage = usize::from(date.stage);
            match self.stages.get_mut(stage) {
                Some(stage) => *stage = true,
                None => self.alone = true,
            }
            self.vague |= date.start < date.last;
            self.doubt |= date.doubt.is_doubtful();
            self.open |= date.doubt.is_open();
        }
    }
}

/// The stage of a case that has none, and only its date.
pub(crate) const NO_STAGE: u16 = u16::MAX;

/// The dates of a case: by stage, or its date alone, or none.
pub fn lane_dates(cases: &Cases, row: usize) -> std::borrow::Cow<'_, [Staged]> {
    let staged = cases.stages.of(row);
    if !staged.is_empty() {
        return staged.into();
    }
    let start = cases.start.get(row).copied().unwrap_or(NO_DATE);
    let alone = Staged {
        stage: NO_STAGE,
        doubt: crate::data::date::Doubt(cases.flags.get(row) & 15),
        start,
        last: start.saturating_add_unsigned(cases.span.get(row)),
    };
    Vec::from_iter((start != NO_DATE).then_some(alone)).into()
}

/// Lanes at one size and one place of their scroll.
pub struct Lanes<'a> {
    /// What they show.
    pub data: &'a LanesData,
    /// The cases.
    pub cases: &'a Cases,
    /// In CSS pixels.
    pub size: Size,
    /// How far they are scrolled, in CSS pixels.
    pub offset: f64,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
    /// Words and formats.
    pub locale: Locale<'a>,
    /// The short name of the case of a row.
    pub label: &'a dyn Fn(usize) -> String,
    /// All that is said of the case of a row.
    pub words: &'a dyn Fn(usize) -> String,
}

/// Height of a row, in CSS pixels: the least target of WCAG 2.2, 2.5.8. With the label above the line, more.
const ROW: f64 = 24.0;
const STACKED: f64 = 40.0;
/// Labels that take more of the width than this stand above their lines.
const LABELS: f64 = 0.3;
/// Space beside the first and the last day, for marks and the arrows of open ends.
const MARGIN: f64 = 22.0;

/// The height of the axis above the lanes.
fn axis_height(theme: &Theme) -> f64 {
    (theme.text_size * 2.25 + 13.0).round()
}

impl LanesData {
    /// The height of a row at a figure's width.
    pub fn row_height(&self, width: f64) -> f64 {
        if self.is_stacked(width) { STACKED } else { ROW }
    }

    fn is_stacked(&self, width: f64) -> bool {
        self.label_width > width * LABELS
    }

    /// The height of all rows and the axis.
    pub fn height(&self, width: f64, theme: &Theme) -> f64 {
        axis_height(theme) + self.row_height(width) * self.lanes.len().max(1) as f64
    }

    /// The height of a figure that has all rows or is no higher than `most`. In the latter case it ends within a row:
    /// who sees half a row knows that there are others.
    pub fn whole_rows(&self, width: f64, most: f64, theme: &Theme) -> f64 {
        let (axis, row) = (axis_height(theme), self.row_height(width));
        let rows = ((most - axis) / row).floor().max(1.0);
        let all = self.lanes.len().max(1) as f64;
        axis + row * if all > rows { rows - 0.5 } else { all }
    }

    /// How far to scroll, from `offset`, so that the lane of an index is in sight in a figure of some size.
    pub fn reveal(&self, index: usize, offset: f64, size: Size, theme: &Theme) -> f64 {
        let row = self.row_height(size.width);
        let seen = (size.height - axis_height(theme)).max(row);
        let top = row * index as f64;
        offset.min(top).max(top + row - seen)
    }
}

impl Lanes<'_> {
    /// Where the lines lie.
    pub fn plot(&self) -> Rect {
        let left = if self.data.is_stacked(self.size.width) {
            0.0
        } else {
            self.data.label_width + 10.0
        };
        let right = self.size.width.max(left + 40.0);
        let top = axis_height(self.theme);
        Rect::new(left.round(), top, right, self.size.height.max(top + 1.0))
    }

    /// Where the days lie.
    fn days(&self) -> Rect {
        self.plot().inset((-MARGIN, 0.0))
    }

    fn row_height(&self) -> f64 {
        self.data.row_height(self.size.width)
    }

    /// The box of a lane, which may be out of sight.
    fn row_rect(&self, index: usize) -> Rect {
        let (plot, row) = (self.plot(), self.row_height());
        let top = plot.y0 + row * index as f64 - self.offset;
        Rect::new(0.0, top, self.size.width, top + row)
    }

    /// The lanes in sight, by their index.
    pub fn in_sight(&self) -> std::ops::Range<usize> {
        let (plot, row) = (self.plot(), self.row_height());
        let first = (self.offset / row).max(0.0) as usize;
        let last = ((self.offset + plot.height()) / row).ceil().max(0.0) as usize;
        first.min(self.data.lanes.len())..last.min(self.data.lanes.len())
    }

    /// The whole figure. `kept` is the layer of the axis of an earlier scene of the same days and size.
    pub fn scene(&self, focus: Option<MarkKey>, detail: Detail, kept: Option<&Layer>) -> Scene {
        let plot = self.plot();
        let furniture = detail >= Detail::Furniture;
        let words = detail == Detail::Words;
        let axis = kept
            .cloned()
            .unwrap_or_else(|| Layer::new("axis", self.axis()));
        let mut lanes = self.lanes(words);
        lanes.extend(self.focus(focus));
        let below = Rect::new(0.0, plot.y0, self.size.width, plot.y1);
        Scene {
            size: self.size,
            plot,
            layers: vec![axis, Layer::clipped("lanes", lanes, below)],
            legend: if furniture {
                self.legend()
            } else {
                Legend::default()
            },
            summary: if words { self.summary() } else { String::new() },
            notes: if furniture { self.notes() } else { Vec::new() },
        }
    }

    fn axis(&self) -> Vec<Item> {
        let plot = self.plot();
        let axes = Axes {
            plot: Rect {
                y0: 0.0,
                y1: plot.y0,
                ..self.days()
            },
            bins: &self.data.bins,
            end: 1,
            percent: false,
            theme: self.theme,
            measure: self.measure,
            locale: self.locale,
        };
        let mut items = axes.above(plot.y1);
        let line = Rect::new(plot.x0, plot.y0 - 1.0, plot.x1, plot.y0);
        Item::push(&mut items, Shape::Rect(line), Style::fill(self.theme.muted));
        items
    }

    fn lanes(&self, words: bool) -> Vec<Item> {
        let mut items = Vec::new();
        for index in self.in_sight() {
            let rect = self.row_rect(index);
            match self.data.lanes.get(index) {
                Some(&Lane::Group(group)) => self.heading(group as usize, rect, &mut items),
                Some(&Lane::Case(row)) => self.lane(row as usize, rect, words, &mut items),
                None => {}
            }
        }
        items
    }

    fn heading(&self, group: usize, rect: Rect, items: &mut Vec<Item>) {
        let Some(words) = self.group_words(group) else {
            return;
        };
        let line = Rect::new(rect.x0, rect.y0, rect.x1, rect.y0 + 1.0);
        Item::push(items, Shape::Rect(line), Style::fill(self.theme.grid));
        let at = Point::new(0.0, rect.y1 - 7.0);
        let weight = Weight::Bold;
        let text = self.fitting(words, self.size.width, weight);
        self.text(at, Align::Left, text, weight, self.theme.ink, items);
    }

    /// What a heading says: "Italy: 12 cases".
    fn group_words(&self, group: usize) -> Option<String> {
        let (label, cases) = self.data.groups.get(group)?;
        let count = self.locale.count(self.locale.messages.cases(), *cases);
        Some(fill(self.locale.messages.mark(), &[label, &count]))
    }

    /// A case: its label, its line, and all of it can be pointed at.
    fn lane(&self, row: usize, rect: Rect, words: bool, items: &mut Vec<Item>) {
        let stacked = self.data.is_stacked(self.size.width);
        let size = self.theme.text_size;
        let label = (self.label)(row);
        let (at, align, y) = if stacked {
            let at = Point::new(0.0, rect.y0 + size + 3.0);
            (at, Align::Left, rect.y1 - 11.0)
        } else {
            let middle = rect.center().y;
            let at = Point::new(self.data.label_width, middle + size * 0.35);
            (at, Align::Right, middle)
        };
        let room = if stacked {
            self.size.width
        } else {
            self.data.label_width + 2.0
        };
        let label = self.fitting(label, room, Weight::Regular);
        self.text(at, align, label, Weight::Regular, self.theme.ink, items);
        self.line(&lane_dates(self.cases, row), y, items);
        let mut mark = Item::mark(Shape::Rect(rect), Style::default(), self.key(row));
        mark.words = words.then(|| (self.words)(row).into());
        items.push(mark);
    }

    fn text(
        &self,
        at: Point,
        align: Align,
        text: String,
        weight: Weight,
        color: Color,
        items: &mut Vec<Item>,
    ) {
        let text = Text {
            at,
            align,
            text,
            size: self.theme.text_size,
            weight,
        };
        Item::push(items, Shape::Text(text), Style::fill(color));
    }

    /// A text, cut where it would be wider than there is room: a heading can be as long as a value is.
    fn fitting(&self, text: String, room: f64, weight: Weight) -> String {
        let width = |text: &str| self.measure.width(text, self.theme.text_size, weight);
        if width(&text) <= room {
            return text;
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let fits = |end: &&usize| width(&[&text[..**end], "…"].concat()) <= room;
        let end = ends.iter().rev().find(fits).copied().unwrap_or(0);
        [&text[..end], "…"].concat()
    }

    /// The key of the case of a row.
    pub fn key(&self, row: usize) -> MarkKey {
        MarkKey::Case(self.cases.number(row))
    }

    fn focus(&self, focus: Option<MarkKey>) -> Vec<Item> {
        let mut items = Vec::new();
        let is = |index: &usize| match self.data.lanes.get(*index) {
            Some(&Lane::Case(row)) => Some(self.key(row as usize)) == focus,
            _ => false,
        };
        if let Some(index) = self.in_sight().find(is) {
            let around = self.row_rect(index).inset(-1.5);
            let halo = Style::stroke(self.theme.ground, 4.0);
            Item::push(&mut items, Shape::Rect(around), halo);
            let ink = Style::stroke(self.theme.ink, 1.5);
            Item::push(&mut items, Shape::Rect(around), ink);
        }
        items
    }

    fn summary(&self) -> String {
        let messages = self.locale.messages;
        if self.data.cases == 0 {
            return messages.lanes_empty().to_owned();
        }
        let edges = &self.data.bins.edges;
        let (first, last) = (edges.first(), edges.last());
        let (first, last) = (first.copied().unwrap_or(0), last.map_or(0, |day| day - 1));
        let cases = self.locale.count(messages.cases(), self.data.cases);
        let stages = self.data.stages.iter().zip(&self.data.occurs.stages);
        let occur = stages.filter(|(_, occurs)| **occurs);
        let names: Vec<&str> = occur.map(|((name, _), _)| name.as_str()).collect();
        let time = self.locale.time(first, last);
        fill(
            messages.lanes_summary(),
            &[&time, &cases, &names.join(", ")],
        )
    }

    fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (messages.lanes_undated(), self.data.undated),
            (messages.lanes_totals(), self.data.totals),
        ];
        let told = counts.into_iter().filter(|&(_, n)| n > 0);
        told.map(|(plural, n)| self.locale.count(plural, n))
            .collect()
    }
}
