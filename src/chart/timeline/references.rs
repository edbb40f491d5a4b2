//! What an editor marks: times and numbers, as lines or bands, with what they were.
//!
//! Labels of times stand above the plot in rows, so that none lies over another, and none over the line of one in
//! a row above. Where they don't fit, all are numbered, and the notes say what the numbers stand for.

mod place;

use kurbo::{Point, Rect};

pub(super) use place::Placed;

use place::LINE;

use super::layout::Layout;
use super::{ROW, Timeline};
use crate::data::At;
use crate::locale::fill;
use crate::scene::{Align, Item, Lines, Shape, Style, Text, dash};
use crate::text::Weight;

/// A time or a number that is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What is marked.
    pub at: At,
    /// What it was, in the reader's language; empty where nothing is said of it.
    pub label: String,
}

/// A band narrower than this is drawn as a line.
const THIN: f64 = 3.0;

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
            let style = Style::fill(self.theme.ink).with_stroke(self.theme.ground, 4.0);
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
                fill(messages.from_to(), &[&from, &to])
            }
        };
        if reference.label.is_empty() {
            return at;
        }
        fill(messages.mark(), &[&at, &reference.label])
    }

    /// All that is marked, in a sentence; empty if nothing is.
    pub(super) fn marked_words(&self) -> String {
        let marked = self
            .marked()
            .map(|(_, marked)| self.reference_words(marked));
        let marked = self.locale.apart(marked);
        if marked.is_empty() {
            return marked;
        }
        fill(self.locale.messages.marked(), &[&marked])
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
                    messages.numbered(),
                    &[&number, &self.reference_words(reference)],
                )
            }));
        }
        let outside = self.data.shown.references.iter();
        let outside = outside.filter(|reference| !self.is_inside(reference));
        notes.extend(outside.map(|reference| {
            let words = self.reference_words(reference);
            fill(messages.marked_outside(), &[&words])
        }));
        notes
    }
}

fn dashed(from: Point, to: Point, lines: &mut Lines) {
    let seen = Rect::from_points(from, to).inflate(1.0, 1.0);
    dash(&[from, to], seen, lines);
}
