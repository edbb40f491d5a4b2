//! Hatching: diagonal lines inside a shape, so that it is told apart without colour.

use kurbo::{Point, Rect};

use super::{Lines, Style};
use crate::sort::sort_few;
use crate::theme::Theme;

/// Distance between two lines along the x axis, in CSS pixels.
const STEP: f64 = 7.0;

/// How lines are drawn over what nobody looked at and what has no number: thin, in a colour that is told from every
/// ground that they lie on (WCAG 2.2, 1.4.11).
pub fn hatching(theme: &Theme) -> Style {
    Style::stroke(theme.muted, 0.5)
}

/// Appends lines that rise to the right and lie inside `shape` (even-odd rule) and inside `seen`, where a shape
/// may be much larger. The lines of neighbouring shapes meet, as they are counted from the origin.
pub fn hatch(shape: &Lines, seen: Rect, out: &mut Lines) {
    let mut edges = Vec::new();
    shape.each_piece(&mut |a, b| edges.push((a, b)));
    let bounds = shape.bounds().intersect(seen);
    // On a rising line x + y is the same everywhere.
    let first = ((bounds.x0 + bounds.y0) / STEP).ceil() as i64;
    let last = ((bounds.x1 + bounds.y1) / STEP).floor() as i64;
    let mut crossings: Vec<f64> = Vec::new();
    for index in first..=last {
        let sum = index as f64 * STEP;
        crossings.clear();
        for &(a, b) in &edges {
            let (da, db) = (a.x + a.y - sum, b.x + b.y - sum);
            if (da < 0.0) != (db < 0.0) {
                crossings.push(a.x + (b.x - a.x) * da / (da - db));
            }
        }
        sort_few(&mut crossings, |a, b| a < b);
        for pair in crossings.chunks_exact(2) {
            let at = |x: f64| Point::new(x, sum - x);
            let from = pair[0].max(seen.x0).max(sum - seen.y1);
            let to = pair[1].min(seen.x1).min(sum - seen.y0);
            if from < to {
                out.push_line(at(from), at(to));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lie_inside_the_shape_and_not_in_its_hole() {
        let mut shape = Lines::rings();
        for (lo, hi) in [(0.0, 100.0), (30.0, 70.0)] {
            shape.push(&[[lo, lo], [hi, lo], [hi, hi], [lo, hi]]);
        }
        let mut lines = Lines::open();
        hatch(&shape, shape.bounds(), &mut lines);
        assert!(lines.parts().count() > 20);
        lines.each_piece(&mut |from, to| {
            let middle = from.midpoint(to);
            assert!(
                Rect::new(0.0, 0.0, 100.0, 100.0)
                    .inset(1e-4)
                    .contains(middle)
            );
            assert!(
                !Rect::new(31.0, 31.0, 69.0, 69.0).contains(middle),
                "{middle:?}"
            );
        });
    }

    #[test]
    fn of_a_shape_much_larger_than_the_figure_only_what_is_seen_is_hatched() {
        let mut shape = Lines::rings();
        shape.push(&[[-9e4, -9e4], [9e4, -9e4], [9e4, 9e4], [-9e4, 9e4]]);
        let seen = Rect::new(0.0, 0.0, 300.0, 200.0);
        let mut lines = Lines::open();
        hatch(&shape, seen, &mut lines);
        assert_eq!(lines.parts().count(), 71);
        lines.each_piece(&mut |from, to| {
            let around = seen.inflate(1e-3, 1e-3);
            assert!(
                around.contains(from) && around.contains(to),
                "{from:?} {to:?}"
            );
        });
    }
}
