//! Hatching: diagonal lines inside a shape, so that it is told apart without colour.

use kurbo::{BezPath, PathEl, Point, Rect};

use crate::sort::sort_few;

/// Distance between two lines along the x axis, in CSS pixels.
const STEP: f64 = 7.0;

/// Appends lines that rise to the right and lie inside `path` (even-odd rule). The lines of
/// neighbouring shapes meet, as they are counted from the origin.
pub(super) fn hatch(path: &BezPath, bounds: Rect, out: &mut BezPath) {
    let edges = edges(path);
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
            out.move_to((pair[0], sum - pair[0]));
            out.line_to((pair[1], sum - pair[1]));
        }
    }
}

fn edges(path: &BezPath) -> Vec<(Point, Point)> {
    let mut edges = Vec::with_capacity(path.elements().len());
    let (mut first, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => (first, last) = (to, to),
            PathEl::ClosePath => edges.push((last, first)),
            PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                edges.push((last, to));
                last = to;
            }
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lie_inside_the_shape_and_not_in_its_hole() {
        let mut path = BezPath::new();
        for (lo, hi) in [(0.0, 100.0), (30.0, 70.0)] {
            path.move_to((lo, lo));
            path.line_to((hi, lo));
            path.line_to((hi, hi));
            path.line_to((lo, hi));
            path.close_path();
        }
        let mut lines = BezPath::new();
        hatch(&path, Rect::new(0.0, 0.0, 100.0, 100.0), &mut lines);
        let ends: Vec<Point> = lines
            .elements()
            .iter()
            .filter_map(PathEl::end_point)
            .collect();
        assert!(ends.len() > 40);
        for pair in ends.chunks(2) {
            let middle = pair[0].midpoint(pair[1]);
            assert!(
                Rect::new(0.0, 0.0, 100.0, 100.0)
                    .inset(1e-6)
                    .contains(middle)
            );
            assert!(
                !Rect::new(31.0, 31.0, 69.0, 69.0).contains(middle),
                "{middle:?}"
            );
        }
    }
}
