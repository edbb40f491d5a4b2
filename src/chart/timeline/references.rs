//! What an editor marks: times and numbers, as lines or bands, with what they were.
//!
//! Labels of times stand above the plot in rows, so that none lies over another, and none over the line of one in
//! a row above. Where they don't fit, all are numbered, and the notes say what the numbers stand for.

use kurbo::{Point, Rect};

use super::layout::Layout;
use super::{ROW, Timeline};
use crate::data::At;
use crate::locale::fill;
use crate::scene::{Align, Item, Lines, Shape, Style, Text, dash};
use crate::text::{Weight, wrap};

/// A time or a number that is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What is marked.
    pub at: At,
    /// What it was, in the reader's language; empty where nothing is said of it.
    pub label: String,
}

/// Height of a line of a label.
const LINE: f64 = 14.0;
/// Space between two labels of a row.
const APART: f64 = 10.0;
/// As many rows of labels at most.
const ROWS: usize = 4;
/// The part of a figure's height that labels take at most.
const MOST: f64 = 0.3;
/// A band narrower than this is drawn as a line.
const THIN: f64 = 3.0;

/// Where the labels of times stand.
#[derive(Default)]
pub(super) struct Placed {
    /// What they take above the plot.
    pub(super) height: f64,
    /// Whether they are numbers, which the notes explain.
    numbered: bool,
    labels: Vec<Label>,
}

struct Label {
    /// Where its line is.
    x: f64,
    left: f64,
    right: f64,
    row: usize,
    /// From the foot of the lowest row to its own.
    above: f64,
    lines: Vec<String>,
}

impl Label {
    /// Whether it can stand in a row beside those that have one.
    fn fits(&self, row: usize, others: &[Self]) -> bool {
        let covers = |label: &Self, x: f64| label.left - 4.0 < x && x < label.right + 4.0;
        others.iter().all(|other| {
            if other.row == row {
                other.right + APART <= self.left || self.right + APART <= other.left
            } else if other.row > row {
                !covers(self, other.x)
            } else {
                !covers(other, self.x)
            }
        })
    }
}

impl Timeline<'_> {
    /// What is marked within the chart, with its number.
    fn marked(&self) -> impl Iterator<Item = (usize, &Reference)> {
        let inside = self.data.shown.references.iter();
        let inside = inside.filter(|reference| self.is_inside(reference));
        inside.enumerate().map(|(i, reference)| (i + 1, reference))
    }

    fn is_inside(&self, reference: &Reference) -> bool {
        let edges = &self.data.bins.edges;
        match reference.at {
            At::Days(first, last) => last >= edges[0] && first < edges[edges.len() - 1],
            At::Value(from, _) => from <= self.end() as f64,
        }
    }

    /// The left and right end of a time.
    fn across(&self, plot: Rect, reference: &Reference) -> Option<(f64, f64)> {
        let At::Days(first, last) = reference.at else {
            return None;
        };
        let (x0, x1) = (self.x_of(plot, first), self.x_of(plot, last + 1));
        if first == last || x1 - x0 < THIN {
            let middle = (x0 + x1) / 2.0;
            return Some((middle, middle));
        }
        Some((x0, x1))
    }

    /// The upper and lower end of a number.
    fn between_heights(&self, plot: Rect, reference: &Reference) -> Option<(f64, f64)> {
        let At::Value(from, to) = reference.at else {
            return None;
        };
        let end = self.end() as f64;
        let y = |value: f64| plot.y1 - plot.height() * value.min(end) / end;
        Some((y(to), y(from)))
    }

    fn reference_width(&self, text: &str) -> f64 {
        let size = self.theme.text_size - 1.0;
        self.measure.width(text, size, Weight::Regular)
    }

    /// Where labels stand over a plot of this width; its height is not settled yet.
    pub(super) fn place_references(&self, plot: Rect) -> Placed {
        if self.data.shown.references.is_empty() {
            return Placed::default();
        }
        let most = (plot.width() * 0.45).min(150.0);
        let width = |text: &str| self.reference_width(text);
        let mut labels = Some(Vec::new());
        // From the right: a label that has to make room goes up, and lies over the lines of those before it.
        for (x, _, reference) in self.by_place(plot).into_iter().rev() {
            let lines = wrap(&reference.label, most, &width);
            if !lines.is_empty() {
                labels = labels.and_then(|labels| self.with_label(labels, x, lines));
            }
        }
        let fits = self.value_labels(plot, false).is_some();
        match labels.map(|labels| in_rows(labels, false)) {
            Some(placed) if fits && placed.height <= MOST * self.size.height => placed,
            _ => self.numbers(plot),
        }
    }

    /// Times that are marked, from left to right: where their lines are, and their numbers.
    fn by_place(&self, plot: Rect) -> Vec<(f64, usize, &Reference)> {
        let of = |(number, reference)| {
            let (x0, x1) = self.across(plot, reference)?;
            Some(((x0 + x1) / 2.0, number, reference))
        };
        let mut places: Vec<_> = self.marked().filter_map(of).collect();
        crate::sort::sort_few(&mut places, |a, b| a.0 < b.0);
        places
    }

    /// Puts a label into the lowest row that has room over its line, or to the right or left of it; none if no row
    /// has.
    fn with_label(&self, mut labels: Vec<Label>, x: f64, lines: Vec<String>) -> Option<Vec<Label>> {
        let mut label = self.label(x, x, lines);
        let width = label.right - label.left;
        if width > self.size.width - 4.0 {
            return None;
        }
        let middles = [x, x + width / 2.0 + 1.0, x - width / 2.0 - 1.0];
        let places = (0..ROWS).flat_map(|row| middles.map(|middle| (row, middle)));
        for (row, middle) in places {
            label.row = row;
            (label.left, label.right) = self.within(middle, width);
            if label.fits(row, &labels) {
                labels.push(label);
                return Some(labels);
            }
        }
        None
    }

    /// A label about a place, in the lowest row.
    fn label(&self, x: f64, middle: f64, lines: Vec<String>) -> Label {
        let (left, right) = self.within(middle, self.widest(&lines));
        Label {
            x,
            left,
            right,
            row: 0,
            above: 0.0,
            lines,
        }
    }

    /// The left and right end of what is so wide about a place, within the figure.
    fn within(&self, middle: f64, width: f64) -> (f64, f64) {
        let last = self.size.width - 2.0 - width;
        let left = (middle - width / 2.0).min(last).max(2.0);
        (left, left + width)
    }

    fn widest(&self, lines: &[String]) -> f64 {
        let widths = lines.iter().map(|line| self.reference_width(line));
        widths.fold(0.0, f64::max)
    }

    /// Numbers in one row; of those too near each other, one label.
    fn numbers(&self, plot: Rect) -> Placed {
        let mut groups: Vec<(f64, Vec<usize>)> = Vec::new();
        let text = |numbers: &[usize]| {
            let texts = numbers
                .iter()
                .map(|&n| self.locale.formats.number(n as u64));
            texts.collect::<Vec<String>>().join(", ")
        };
        for (x, number, _) in self.by_place(plot) {
            let right = groups.last().map_or(f64::MIN, |(at, numbers)| {
                at + self.reference_width(&text(numbers)) / 2.0
            });
            match groups.last_mut() {
                Some((_, numbers)) if right + APART > x - 4.0 => numbers.push(number),
                _ => groups.push((x, vec![number])),
            }
        }
        let label = |(x, numbers): (f64, Vec<usize>)| self.label(x, x, vec![text(&numbers)]);
        in_rows(groups.into_iter().map(label).collect(), true)
    }

    /// Bands and the ground of lines, behind the marks.
    pub(super) fn reference_bands(&self, layout: &Layout, items: &mut Vec<Item>) {
        let plot = layout.plot;
        let style = Style::fill(self.theme.muted.with_alpha(34));
        for (_, reference) in self.marked() {
            let (x0, x1) = self.across(plot, reference).unwrap_or((plot.x0, plot.x1));
            let heights = self.between_heights(plot, reference);
            let (y0, y1) = heights.unwrap_or((plot.y0, plot.y1));
            if x1 - x0 >= THIN && y1 - y0 >= 1.0 {
                let band = Rect::new(x0, y0, x1, y1);
                Item::push(items, Shape::Rect(band), style);
            }
        }
    }

    /// Lines and labels, over the marks.
    pub(super) fn references(&self, layout: &Layout, items: &mut Vec<Item>) {
        if self.data.shown.references.is_empty() {
            return;
        }
        let plot = layout.plot;
        let foot = plot.y0 - ROW * self.data.rows.len() as f64 - 6.0;
        let mut lines = Lines::open();
        for (x, _, reference) in self.by_place(plot) {
            let label = layout.placed.labels.iter().find(|label| label.x == x);
            let top = label.map_or(foot, |label| foot - label.above);
            let is_band = self.across(plot, reference).is_some_and(|(x0, x1)| x0 < x1);
            let until = if is_band { plot.y0 } else { plot.y1 };
            dashed(Point::new(x, top + 2.0), Point::new(x, until), &mut lines);
        }
        for (_, reference) in self.marked() {
            if let Some((y0, y1)) = self.between_heights(plot, reference) {
                let ends = if y1 - y0 < 1.0 {
                    vec![y0]
                } else {
                    vec![y0, y1]
                };
                for y in ends.into_iter().map(|y| y.round() - 0.5) {
                    dashed(Point::new(plot.x0, y), Point::new(plot.x1, y), &mut lines);
                }
            } else if let Some((x0, x1)) = self.across(plot, reference)
                && x0 < x1
            {
                // A band's upper edge, which its label hangs on.
                let edge = Rect::new(x0, plot.y0 - 1.0, x1, plot.y0 + 1.0);
                Item::push(items, Shape::Rect(edge), Style::fill(self.theme.muted));
            }
        }
        if !lines.is_empty() {
            let shape = Shape::Path(lines.into());
            let halo = Style::stroke(self.theme.ground, 3.0);
            Item::push(items, shape.clone(), halo);
            Item::push(items, shape, Style::stroke(self.theme.ink, 1.25));
        }
        self.reference_labels(layout, foot, items);
    }

    fn reference_labels(&self, layout: &Layout, foot: f64, items: &mut Vec<Item>) {
        let weight = if layout.placed.numbered {
            Weight::Bold
        } else {
            Weight::Regular
        };
        for label in &layout.placed.labels {
            let x = (label.left + label.right) / 2.0;
            let over = label.lines.len();
            for (i, line) in label.lines.iter().enumerate() {
                let y = foot - label.above - 3.0 - LINE * (over - 1 - i) as f64;
                let at = Point::new(x, y);
                self.text(at, Align::Center, line.clone(), weight, items);
            }
        }
        let numbered = layout.placed.numbered;
        for text in self
            .value_labels(layout.plot, numbered)
            .into_iter()
            .flatten()
        {
            let style = Style::fill(self.theme.ink).with_stroke(self.theme.ground, 3.0);
            Item::push(items, Shape::Text(text), style);
        }
    }

    /// Labels of numbers beside their lines; none if one has no room. `numbered`: any place is good enough.
    fn value_labels(&self, plot: Rect, numbered: bool) -> Option<Vec<Text>> {
        let mut taken: Vec<Rect> = Vec::new();
        let mut texts = Vec::new();
        for (number, reference) in self.marked() {
            let Some((y0, y1)) = self.between_heights(plot, reference) else {
                continue;
            };
            let text = if numbered {
                self.locale.formats.number(number as u64)
            } else {
                reference.label.clone()
            };
            if text.is_empty() {
                continue;
            }
            let width = self.reference_width(&text);
            let boxes = [(y0 - LINE - 1.0, true), (y1 + 1.0, true)];
            let all = boxes
                .into_iter()
                .chain([(y0 - LINE - 1.0, false), (y1 + 1.0, false)]);
            let all = all.map(|(y, right)| {
                let x = if right {
                    plot.x1 - 4.0 - width
                } else {
                    plot.x0 + 4.0
                };
                Rect::new(x, y, x + width, y + LINE)
            });
            let free = |place: &Rect| {
                place.y0 >= plot.y0 - 2.0
                    && place.y1 <= plot.y1
                    && taken.iter().all(|other| !other.overlaps(*place))
            };
            let wide = width > 0.6 * plot.width() && !numbered;
            let place = all.clone().find(free).filter(|_| !wide);
            let place = place.or_else(|| all.clone().next().filter(|_| numbered))?;
            taken.push(place);
            texts.push(Text {
                at: Point::new(place.x0, place.y1 - 3.5),
                align: Align::Left,
                text,
                size: self.theme.text_size - 1.0,
                weight: if numbered {
                    Weight::Bold
                } else {
                    Weight::Regular
                },
            });
        }
        Some(texts)
    }

    /// What is marked, in words: "November 2021: border closed".
    fn reference_words(&self, reference: &Reference) -> String {
        let formats = self.locale.formats;
        let messages = self.locale.messages;
        let at = match reference.at {
            At::Days(first, last) => self.locale.time(first, last),
            At::Value(from, to) if from == to => formats.decimal(from),
            At::Value(from, to) => {
                let (from, to) = (formats.decimal(from), formats.decimal(to));
                fill(messages.from_to, &[&from, &to])
            }
        };
        if reference.label.is_empty() {
            return at;
        }
        fill(messages.mark, &[&at, &reference.label])
    }

    /// All that is marked, in a sentence; empty if nothing is.
    pub(super) fn marked_words(&self) -> String {
        let marked = self
            .marked()
            .map(|(_, marked)| self.reference_words(marked));
        let marked: Vec<String> = marked.collect();
        if marked.is_empty() {
            return String::new();
        }
        fill(self.locale.messages.marked, &[&marked.join("; ")])
    }

    /// What is marked in a bin's time.
    pub(super) fn marked_in(&self, bin: usize) -> Vec<&str> {
        let (from, until) = (self.data.bins.edges[bin], self.data.bins.edges[bin + 1]);
        let here = |reference: &&Reference| match reference.at {
            At::Days(first, last) => last >= from && first < until,
            At::Value(..) => false,
        };
        let marked = self.data.shown.references.iter().filter(here);
        marked
            .map(|reference| &*reference.label)
            .filter(|label| !label.is_empty())
            .collect()
    }

    /// What the numbers stand for, and what is marked outside the chart.
    pub(super) fn reference_notes(&self, layout: &Layout) -> Vec<String> {
        let messages = self.locale.messages;
        let mut notes = Vec::new();
        if layout.placed.numbered {
            notes.extend(self.marked().map(|(number, reference)| {
                let number = self.locale.formats.number(number as u64);
                fill(
                    messages.numbered,
                    &[&number, &self.reference_words(reference)],
                )
            }));
        }
        let outside = self.data.shown.references.iter();
        let outside = outside.filter(|reference| !self.is_inside(reference));
        notes.extend(outside.map(|reference| {
            let words = self.reference_words(reference);
            fill(messages.marked_outside, &[&words])
        }));
        notes
    }
}

/// Gives each row the height of its highest label.
fn in_rows(mut labels: Vec<Label>, numbered: bool) -> Placed {
    let mut above = 0.0;
    for row in 0..ROWS {
        let lines = labels.iter().filter(|label| label.row == row);
        let Some(most) = lines.map(|label| label.lines.len()).max() else {
            continue;
        };
        for label in labels.iter_mut().filter(|label| label.row == row) {
            label.above = above;
        }
        above += LINE * most as f64 + 4.0;
    }
    Placed {
        height: if above > 0.0 { above + 4.0 } else { 0.0 },
        numbered,
        labels,
    }
}

fn dashed(from: Point, to: Point, lines: &mut Lines) {
    let seen = Rect::from_points(from, to).inflate(1.0, 1.0);
    dash(&[from, to], seen, lines);
}
