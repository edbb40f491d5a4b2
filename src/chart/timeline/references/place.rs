//! Where the labels of marked times stand: in rows, so that none lies over another.

use kurbo::Rect;

use super::super::Timeline;
use super::Reference;
use crate::text::wrap;

/// Height of a line of a label.
pub(super) const LINE: f64 = 14.0;
/// Space between two labels of a row.
const APART: f64 = 10.0;
/// As many rows of labels at most.
const ROWS: usize = 4;
/// The part of a figure's height that labels take at most.
const MOST: f64 = 0.3;

/// Where the labels of times stand.
#[derive(Default)]
pub(in crate::chart::timeline) struct Placed {
    /// What they take above the plot.
    pub(in crate::chart::timeline) height: f64,
    /// Whether they are numbers, which the notes explain.
    pub(super) numbered: bool,
    pub(super) labels: Vec<Label>,
}

pub(super) struct Label {
    /// Where its line is.
    pub(super) x: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    row: usize,
    /// From the foot of the lowest row to its own.
    pub(super) above: f64,
    pub(super) lines: Vec<String>,
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
    /// Where labels stand over a plot of this width; its height is not settled yet.
    pub(in crate::chart::timeline) fn place_references(&self, plot: Rect) -> Placed {
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
    pub(super) fn by_place(&self, plot: Rect) -> Vec<(f64, usize, &Reference)> {
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
