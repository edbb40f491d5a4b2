//! Dashes along a line.

use kurbo::{Point, Rect};

use super::Lines;

/// Length of a dash, and of a dash with the gap behind it, in CSS pixels.
const DASH: f64 = 3.5;
const STEP: f64 = 6.0;

/// Appends the dashes of a line through points, those of its pieces that come near `seen`. They are counted
/// from the first point, whatever is seen.
pub fn dash(points: &[Point], seen: Rect, out: &mut Lines) {
    // How far the line has come, less whole steps.
    let mut gone = 0.0;
    for piece in points.windows(2) {
        let (last, next) = (piece[0], piece[1]);
        let length = (next - last).hypot2().sqrt();
        if length > 0.0 && seen.overlaps(Rect::from_points(last, next)) {
            // A dash may have begun in the piece before this one.
            let mut from = -gone;
            while from < length {
                let (a, b) = (from.max(0.0), (from + DASH).min(length));
                if a < b {
                    out.push_line(last.lerp(next, a / length), last.lerp(next, b / length));
                }
                from += STEP;
            }
        }
        gone += length;
        // Not `%`, whose exactness costs the embed a kilobyte.
        gone -= (gone / STEP).floor() * STEP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dashes(points: &[(f64, f64)], seen: Rect) -> Lines {
        let mut lines = Lines::open();
        let points: Vec<Point> = points.iter().map(|&at| at.into()).collect();
        dash(&points, seen, &mut lines);
        lines
    }

    const ALL: Rect = Rect::new(-1e3, -1e3, 1e3, 1e3);

    #[test]
    fn dashes_go_on_round_a_corner() {
        let lines = dashes(&[(0.0, 0.0), (8.0, 0.0), (8.0, 8.0)], ALL);
        let parts: Vec<&[[f32; 2]]> = lines.parts().collect();
        assert_eq!(parts[0], [[0.0, 0.0], [3.5, 0.0]]);
        assert_eq!(parts[1], [[6.0, 0.0], [8.0, 0.0]]);
        assert_eq!(parts[2], [[8.0, 0.0], [8.0, 1.5]]);
        assert_eq!(parts[3], [[8.0, 4.0], [8.0, 7.5]]);
    }

    #[test]
    fn what_is_seen_does_not_depend_on_what_is_not() {
        let points = [(-500.0, 0.0), (-3.0, 0.0), (40.0, 0.0)];
        let (all, some) = (
            dashes(&points, ALL),
            dashes(&points, Rect::new(0.0, -5.0, 40.0, 5.0)),
        );
        let seen = |lines: &Lines| -> Vec<[f32; 2]> {
            lines
                .points()
                .iter()
                .copied()
                .filter(|at| at[0] > 0.0)
                .collect()
        };
        assert_eq!(seen(&all), seen(&some));
        assert!(some.points().len() < all.points().len());
    }
}
