//! Speckling: dots inside a shape, so that it is told apart without colour, from what is hatched too.

use kurbo::{Point, Rect};

use super::Lines;
use crate::sort::sort_few;

/// Distance between two rows of dots, and between two dots of a row, in CSS pixels.
const ROW: f64 = 4.0;
const APART: f64 = 7.0;
/// Radius of a dot, in CSS pixels.
const RADIUS: f64 = 1.2;

/// Appends dots, as rings, whose middles lie inside `shape` (even-odd rule) and inside `seen`, where a shape may be
/// much larger. The dots of neighbouring shapes are those of one pattern. A shape that is seen and too small for
/// any of it has one dot.
pub fn speckle(shape: &Lines, seen: Rect, out: &mut Lines) {
    let mut edges = Vec::new();
    shape.each_piece(&mut |a, b| edges.push((a, b)));
    let bounds = shape.bounds().intersect(seen);
    let before = out.ends().len();
    let (first, last) = (bounds.y0 / ROW, bounds.y1 / ROW);
    for row in first.ceil() as i64..=last.floor() as i64 {
        let y = row as f64 * ROW;
        // Every other row lies between the dots of its neighbours.
        let shift = if row % 2 == 0 { 0.0 } else { APART / 2.0 };
        for (from, to) in inside(&edges, y) {
            let (from, to) = (from.max(seen.x0), to.min(seen.x1));
            let (first, last) = ((from - shift) / APART, (to - shift) / APART);
            for column in first.ceil() as i64..=last.floor() as i64 {
                dot(Point::new(column as f64 * APART + shift, y), out);
            }
        }
    }
    if out.ends().len() == before && bounds.width() >= 0.0 && bounds.height() >= 0.0 {
        let y = bounds.center().y;
        let widest = inside(&edges, y)
            .into_iter()
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        if let Some((from, to)) = widest {
            dot(Point::new((from + to) / 2.0, y), out);
        }
    }
}

/// From where to where a row lies inside edges.
fn inside(edges: &[(Point, Point)], y: f64) -> Vec<(f64, f64)> {
    let crosses = |(a, b): &&(Point, Point)| (a.y < y) != (b.y < y);
    let at = |(a, b): &(Point, Point)| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
    let mut crossings: Vec<f64> = edges.iter().filter(crosses).map(at).collect();
    sort_few(&mut crossings, |a, b| a < b);
    let pairs = crossings.chunks_exact(2);
    pairs.map(|pair| (pair[0], pair[1])).collect()
}

/// A ring of eight sides.
fn dot(at: Point, out: &mut Lines) {
    let (near, far) = (RADIUS * 0.414_2, RADIUS);
    let corners = [
        (near, far),
        (far, near),
        (far, -near),
        (near, -far),
        (-near, -far),
        (-far, -near),
        (-far, near),
        (-near, far),
    ];
    let corners = corners.map(|(x, y)| [(at.x + x) as f32, (at.y + y) as f32]);
    out.push(&corners);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(lo: f32, hi: f32) -> Lines {
        let mut shape = Lines::rings();
        shape.push(&[[lo, lo], [hi, lo], [hi, hi], [lo, hi]]);
        shape
    }

    /// The middles of the dots.
    fn dots(shape: &Lines, seen: Rect) -> Vec<Point> {
        let mut out = Lines::rings();
        speckle(shape, seen, &mut out);
        let middle = |ring: &[[f32; 2]]| {
            let sum = ring.iter().fold([0.0, 0.0], |sum, at| {
                [sum[0] + f64::from(at[0]), sum[1] + f64::from(at[1])]
            });
            Point::new(sum[0] / 8.0, sum[1] / 8.0)
        };
        out.parts().map(middle).collect()
    }

    #[test]
    fn dots_lie_inside_the_shape_and_not_in_its_hole() {
        let mut shape = square(0.0, 100.0);
        shape.push(&[[30.0, 30.0], [70.0, 30.0], [70.0, 70.0], [30.0, 70.0]]);
        let dots = dots(&shape, shape.bounds());
        assert!(dots.len() > 200, "{}", dots.len());
        for at in dots {
            assert!(
                Rect::new(0.0, 0.0, 100.0, 100.0)
                    .inflate(1e-3, 1e-3)
                    .contains(at)
            );
            assert!(!Rect::new(30.1, 30.1, 69.9, 69.9).contains(at), "{at:?}");
        }
    }

    #[test]
    fn a_shape_that_lies_between_all_dots_has_one_of_its_own() {
        let small = square(1.0, 2.5);
        let dots = dots(&small, Rect::new(0.0, 0.0, 100.0, 100.0));
        assert_eq!(dots.len(), 1);
        assert!((dots[0] - Point::new(1.75, 1.75)).hypot() < 1e-3);
    }

    #[test]
    fn of_a_shape_much_larger_than_the_figure_only_what_is_seen_is_speckled() {
        let shape = square(-9e4, 9e4);
        let seen = Rect::new(0.0, 0.0, 70.0, 40.0);
        let found = dots(&shape, seen);
        assert!((100..130).contains(&found.len()), "{}", found.len());
        assert!(
            found
                .iter()
                .all(|&at| seen.inflate(1e-3, 1e-3).contains(at))
        );
        let beside = Rect::new(-20.0, -20.0, -10.0, -10.0);
        assert!(dots(&square(0.0, 9.0), beside).is_empty());
    }
}
