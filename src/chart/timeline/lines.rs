//! A line a part, each with marks of its own shape.

use std::f64::consts::TAU;

use kurbo::{Point, Rect};

use super::Timeline;
use crate::scene::{Item, Lines, Shape, Style};

/// Pixels from one mark of a line to the next, at least.
const APART: f64 = 28.0;
/// Half the width of a mark, in CSS pixels.
pub(super) const MARK: f64 = 3.5;
/// What the marks of lines look like, as characters, in the order of the parts.
const SIGNS: [&str; 8] = ["●", "■", "▲", "◆", "▼", "✚", "✕", "★"];

/// The mark of a part as a character, for a legend of text.
pub(super) fn sign(part: usize) -> &'static str {
    SIGNS[part % SIGNS.len()]
}

/// The mark of a part at a place.
pub(super) fn mark(part: usize, at: Point, radius: f64) -> Vec<[f32; 2]> {
    // Corners at equal angles from the top, with how far out each is.
    let (corners, out): (usize, &[f64]) = match part % SIGNS.len() {
        0 => (16, &[1.0]),
        1 => (8, &[0.0, 1.25]),
        2 => (3, &[1.35]),
        3 => (4, &[1.35]),
        4 => (6, &[0.0, 1.35]),
        5 | 6 => return cross(at, radius, part % SIGNS.len() == 6),
        _ => (10, &[1.5, 0.65]),
    };
    let corner = |i: usize| {
        let (angle, out) = (TAU * i as f64 / corners as f64, radius * out[i % out.len()]);
        // The same on every machine: a hundredth of a pixel is enough.
        [at.x + out * angle.sin(), at.y - out * angle.cos()].map(|n| n as f32)
    };
    (0..corners)
        .filter(|i| out[i % out.len()] > 0.0)
        .map(corner)
        .collect()
}

/// A cross of two bars, upright or leaning.
fn cross(at: Point, radius: f64, leaning: bool) -> Vec<[f32; 2]> {
    let (far, near) = (1.3 * radius, 0.45 * radius);
    let corners = [
        (-near, -far),
        (near, -far),
        (near, -near),
        (far, -near),
        (far, near),
        (near, near),
        (near, far),
        (-near, far),
        (-near, near),
        (-far, near),
        (-far, -near),
        (-near, -near),
    ];
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let turned = |(x, y): (f64, f64)| {
        let (x, y) = if leaning {
            ((x - y) * half, (x + y) * half)
        } else {
            (x, y)
        };
        [(at.x + x) as f32, (at.y + y) as f32]
    };
    corners.map(turned).to_vec()
}

impl Timeline<'_> {
    /// Where a number of a bin lies: over its middle.
    pub(super) fn over_middle(&self, plot: Rect, bin: usize, count: f64) -> Point {
        let y = plot.y1 - plot.height() * count / self.end() as f64;
        Point::new(self.column_rect(plot, bin).center().x, y)
    }

    pub(super) fn lines(&self, plot: Rect, items: &mut Vec<Item>) {
        if self.data.parts.is_empty() {
            self.range_band(plot, items);
        }
        // The most frequent part comes first, and lies on top.
        for part in (0..self.data.table.parts).rev() {
            self.line(plot, part, items);
        }
    }

    fn line(&self, plot: Rect, part: usize, items: &mut Vec<Item>) {
        let table = &self.data.table;
        let at = |bin: usize| self.over_middle(plot, bin, table.bin(bin)[part] as f64);
        let color = self.part_color(part);
        let mut line = Lines::open();
        let (mut full, mut hollow) = (Lines::rings(), Lines::rings());
        for run in self.runs() {
            let points: Vec<[f32; 2]> = run
                .clone()
                .map(|bin| [at(bin).x as f32, at(bin).y as f32])
                .collect();
            let alone = run.len() == 1;
            if !alone {
                line.push(&points);
            }
            for bin in run {
                let doubtful = table.doubtful(bin).get(part).is_some_and(|&n| n > 0);
                let marks = if doubtful {
                    &mut hollow
                } else if alone || self.has_mark(plot, bin, part) {
                    &mut full
                } else {
                    continue;
                };
                marks.push(&mark(part, at(bin), MARK));
            }
        }
        let mut push = |lines: Lines, style| {
            if !lines.is_empty() {
                Item::push(items, Shape::Path(lines.into()), style);
            }
        };
        push(line, Style::stroke(color, 2.0));
        push(full, Style::fill(color).with_stroke(self.theme.ground, 1.0));
        push(
            hollow,
            Style::fill(self.theme.ground).with_stroke(color, 1.5),
        );
    }

    /// Whether a line has a mark at a bin: as many as don't touch, those of each line at bins of its own.
    fn has_mark(&self, plot: Rect, bin: usize, part: usize) -> bool {
        let step = plot.width() / self.data.bins.len() as f64;
        let every = (APART / step).ceil().max(1.0) as usize;
        bin % every == part * every / self.data.table.parts.max(1)
    }
}
