//! Names of lines and areas where they end, where there is room for them.

use kurbo::{Point, Rect, Size};

use super::lines::{MARK, mark};
use super::{Mode, Timeline};
use crate::scene::{Align, Item, Lines, Shape, Style, Text};
use crate::text::{Weight, wrap};

/// A part's name beside its end.
pub(super) struct Direct {
    part: usize,
    /// Where the part ends.
    end: f64,
    /// The top of the label.
    top: f64,
    lines: Vec<String>,
}

/// Height of a line of a label.
const LINE: f64 = 14.0;
/// Space between two labels.
const BETWEEN: f64 = 3.0;
/// Pixels from the plot to a label, with its sign between.
const INDENT: f64 = 24.0;
/// A label farther from its end than this does not tell whose it is.
const FARTHEST: f64 = 30.0;
/// With less than this for the plot, names stand in the legend.
const LEAST: f64 = 260.0;

impl Timeline<'_> {
    /// Pixels beside the plot that the names of the parts need; 0 where they stand in the legend.
    pub(super) fn direct_room(&self) -> f64 {
        let ends = matches!(self.mode(), Mode::Line | Mode::Area | Mode::Cumulative);
        if !ends || self.data.parts.len() < 2 || !self.is_single() {
            return 0.0;
        }
        let labels = self.data.parts.iter().flat_map(|label| self.wrapped(label));
        let widest = labels
            .map(|line| self.label_width(&line))
            .fold(0.0, f64::max);
        let room = (INDENT + widest + 4.0 - 12.0).ceil();
        if self.plot_beside(room, 0.0).width() < LEAST {
            return 0.0;
        }
        room
    }

    fn label_width(&self, text: &str) -> f64 {
        self.measure
            .width(text, self.theme.text_size, Weight::Regular)
    }

    fn wrapped(&self, label: &str) -> Vec<String> {
        let most = (self.size.width * 0.24).min(150.0);
        wrap(label, most, &|text| self.label_width(text))
    }

    /// The names at the ends of their parts; none if they would lie too far from them.
    pub(super) fn direct(&self, plot: Rect) -> Option<Vec<Direct>> {
        let last = self.data.bins.len() - 1;
        // A line that ends before the chart does has its end elsewhere.
        if self.runs().last()?.end <= last {
            return None;
        }
        let parts = self.data.table.bin(last);
        let y = |count: f64| plot.y1 - plot.height() * count / self.end() as f64;
        let mut base = 0;
        let mut labels = Vec::new();
        for (part, label) in self.data.parts.iter().enumerate() {
            let count = parts[part];
            let end = if self.mode() == Mode::Line {
                y(count as f64)
            } else {
                base += count;
                y(base as f64 - count as f64 / 2.0)
            };
            // What is nothing at the end has no end that could be named.
            if count == 0 && self.mode() != Mode::Line {
                return None;
            }
            let lines = self.wrapped(label);
            let top = end - LINE * lines.len() as f64 / 2.0;
            labels.push(Direct {
                part,
                end,
                top,
                lines,
            });
        }
        spread(&mut labels, plot.y0 - 6.0, plot.y1 + 6.0);
        let near = |label: &Direct| (label.middle() - label.end).abs() <= FARTHEST;
        let fits = labels.first()?.top >= plot.y0 - 8.0;
        (fits && labels.iter().all(near)).then_some(labels)
    }

    pub(super) fn direct_labels(&self, layout: &super::layout::Layout, items: &mut Vec<Item>) {
        let x = layout.plot.x1;
        for label in &layout.direct {
            let color = self.part_color(label.part);
            let middle = label.middle();
            let mut leader = Lines::open();
            leader.push_line(Point::new(x + 2.0, label.end), Point::new(x + 8.0, middle));
            let line = Style::stroke(self.theme.coast, 1.0);
            Item::push(items, Shape::Path(leader.into()), line);
            let at = Point::new(x + INDENT - 10.0, middle);
            let sign = if self.mode() == Mode::Line {
                let mut ring = Lines::rings();
                ring.push(&mark(label.part, at, MARK));
                Shape::Path(ring.into())
            } else {
                Shape::Rect(Rect::from_center_size(at, Size::new(9.0, 9.0)))
            };
            Item::push(items, sign, Style::fill(color));
            for (i, line) in label.lines.iter().enumerate() {
                let size = self.theme.text_size;
                let y = label.top + LINE * (i as f64 + 0.5) + size * 0.35;
                let text = Text {
                    at: Point::new(x + INDENT, y),
                    align: Align::Left,
                    text: line.clone(),
                    size,
                    weight: Weight::Regular,
                };
                Item::push(items, Shape::Text(text), Style::fill(self.theme.ink));
            }
        }
    }
}

impl Direct {
    fn height(&self) -> f64 {
        LINE * self.lines.len() as f64
    }

    fn middle(&self) -> f64 {
        self.top + self.height() / 2.0
    }
}

/// Puts labels into the order of their ends and moves them apart, no further than needed and not over `until`.
fn spread(labels: &mut [Direct], from: f64, until: f64) {
    crate::sort::sort_few(labels, |a, b| {
        a.end < b.end || a.end == b.end && a.part > b.part
    });
    let mut least = from;
    for label in labels.iter_mut() {
        label.top = label.top.max(least);
        least = label.top + label.height() + BETWEEN;
    }
    let mut most = until;
    for label in labels.iter_mut().rev() {
        label.top = label.top.min(most - label.height());
        most = label.top - BETWEEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ends: &[f64]) -> Vec<Direct> {
        let label = |(part, &end): (usize, &f64)| Direct {
            part,
            end,
            top: end - LINE / 2.0,
            lines: vec![String::new()],
        };
        ends.iter().enumerate().map(label).collect()
    }

    #[test]
    fn names_of_ends_near_each_other_do_not_overlap() {
        let mut labels = labels(&[50.0, 52.0, 51.0, 98.0, 99.0]);
        spread(&mut labels, 0.0, 100.0);
        let tops: Vec<f64> = labels.iter().map(|label| label.top).collect();
        assert!(
            tops.windows(2)
                .all(|w| w[1] - w[0] >= LINE + BETWEEN - 1e-9),
            "{tops:?}"
        );
        assert!(tops[4] + LINE <= 100.0);
        // In the order of their ends.
        let parts: Vec<usize> = labels.iter().map(|label| label.part).collect();
        assert_eq!(parts, [0, 2, 1, 3, 4]);
    }

    #[test]
    fn a_name_with_room_around_stays_at_its_end() {
        let mut labels = labels(&[20.0, 60.0]);
        spread(&mut labels, 0.0, 100.0);
        assert!(labels.iter().all(|label| label.middle() == label.end));
    }
}
