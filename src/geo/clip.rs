//! What of shapes lies in a rectangle.

use kurbo::Rect;

/// The part of a ring inside a rectangle, as one ring that may run along the rectangle's sides more than once
/// (Sutherland and Hodgman, "Reentrant polygon clipping", 1974): right to be filled, not to be stroked.
pub fn ring(points: &[[f32; 2]], within: Rect) -> Vec<[f32; 2]> {
    let mut kept = points.to_vec();
    for side in sides(within) {
        let ring = std::mem::take(&mut kept);
        let Some(mut last) = ring.last().copied() else {
            break;
        };
        for next in ring {
            if let Some([from, to]) = side.cut(last, next) {
                if kept.last() != Some(&from) {
                    kept.push(from);
                }
                if to != from {
                    kept.push(to);
                }
            }
            last = next;
        }
    }
    kept
}

/// The parts of a line inside a rectangle.
pub fn line(points: &[[f32; 2]], within: Rect, out: &mut dyn FnMut(&[[f32; 2]])) {
    let mut part: Vec<[f32; 2]> = Vec::new();
    for piece in points.windows(2) {
        let inside = sides(within)
            .iter()
            .try_fold([piece[0], piece[1]], |[a, b], side| side.cut(a, b));
        if part
            .last()
            .is_some_and(|last| inside.is_none_or(|[from, _]| from != *last))
        {
            out(&part);
            part.clear();
        }
        if let Some([from, to]) = inside {
            if part.is_empty() {
                part.push(from);
            }
            part.push(to);
        }
    }
    if !part.is_empty() {
        out(&part);
    }
}

/// All that lies on one side of a line along an axis.
#[derive(Clone, Copy)]
struct Side {
    axis: usize,
    at: f32,
    above: bool,
}

fn sides(within: Rect) -> [Side; 4] {
    let [x0, y0, x1, y1] = [within.x0, within.y0, within.x1, within.y1].map(|n| n as f32);
    [(0, x0, true), (0, x1, false), (1, y0, true), (1, y1, false)].map(|(axis, at, above)| Side {
        axis,
        at,
        above,
    })
}

impl Side {
    fn holds(self, at: [f32; 2]) -> bool {
        if self.above {
            at[self.axis] >= self.at
        } else {
            at[self.axis] <= self.at
        }
    }

    /// What of a piece lies here.
    fn cut(self, from: [f32; 2], to: [f32; 2]) -> Option<[[f32; 2]; 2]> {
        let crossing = || {
            let t = (self.at - from[self.axis]) / (to[self.axis] - from[self.axis]);
            let mut at = [0, 1].map(|i| from[i] + (to[i] - from[i]) * t);
            at[self.axis] = self.at;
            at
        };
        match (self.holds(from), self.holds(to)) {
            (true, true) => Some([from, to]),
            (true, false) => Some([from, crossing()]),
            (false, true) => Some([crossing(), to]),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOX: Rect = Rect::new(10.0, 10.0, 20.0, 30.0);

    fn area(ring: &[[f32; 2]]) -> f32 {
        let next = ring.iter().cycle().skip(1);
        let twice: f32 = ring
            .iter()
            .zip(next)
            .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
            .sum();
        twice.abs() / 2.0
    }

    #[test]
    fn a_ring_around_the_rectangle_becomes_the_rectangle() {
        let clipped = ring(&[[0.0, 0.0], [50.0, 0.0], [50.0, 50.0], [0.0, 50.0]], BOX);
        assert_eq!(area(&clipped), 200.0);
        assert!(ring(&[[0.0, 0.0], [5.0, 0.0], [5.0, 5.0]], BOX).is_empty());
    }

    #[test]
    fn a_line_comes_in_and_goes_out_more_than_once() {
        let points = [
            [0.0, 15.0],
            [25.0, 15.0],
            [25.0, 20.0],
            [12.0, 20.0],
            [12.0, 40.0],
        ];
        let mut parts = Vec::new();
        line(&points, BOX, &mut |part| parts.push(part.to_vec()));
        assert_eq!(
            parts,
            [
                vec![[10.0, 15.0], [20.0, 15.0]],
                vec![[20.0, 20.0], [12.0, 20.0], [12.0, 30.0]]
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_lies_inside_and_a_triangle_loses_what_lies_outside(
            points in prop::array::uniform3(prop::array::uniform2(0.0..40.0_f32)),
        ) {
            let clipped = ring(&points, BOX);
            for at in &clipped {
                prop_assert!(BOX.inflate(1e-3, 1e-3).contains((f64::from(at[0]), f64::from(at[1]))));
            }
            // By counting: the area on a fine grid.
            let inside = |x: f32, y: f32| {
                let mut odd = false;
                for (i, a) in points.iter().enumerate() {
                    let b = points[(i + 1) % 3];
                    if (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] {
                        odd = !odd;
                    }
                }
                odd
            };
            let steps = (0..100).flat_map(|i| (0..200).map(move |j| (i, j)));
            let count = steps.filter(|&(i, j)| inside(10.05 + i as f32 / 10.0, 10.05 + j as f32 / 10.0)).count();
            prop_assert!((area(&clipped) - count as f32 / 100.0).abs() < 2.0, "{} {count}", area(&clipped));
        }
    }
}
