//! Hatching: diagonal lines inside a shape, so that it is told apart without colour.

use kurbo::Point;

use super::Lines;
use crate::sort::sort_few;

/// Distance between two lines along the x axis, in CSS pixels.
const STEP: f64 = 7.0;

/// Appends lines that rise to the right and lie inside `shape` (even-odd rule). The lines of
/// neighbouring shapes meet, as they are counted from the origin.
pub fn hatch(shape: &Lines, out: &mut Lines) {
    let mut edges = Vec::new();
    shape.each_piece(&mut |a, b| edges.push((a, b)));
    let bounds = shape.bounds();
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
            out.push_line(at(pair[0]), at(pair[1]));
        }
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Rect;

    use super::*;

    #[test]
    fn lines_lie_inside_the_shape_and_not_in_its_hole() {
        let mut shape = Lines::rings();
        for (lo, hi) in [(0.0, 100.0), (30.0, 70.0)] {
            shape.push(&[[lo, lo], [hi, lo], [hi, hi], [lo, hi]]);
        }
        let mut lines = Lines::open();
        hatch(&shape, &mut lines);
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
}
