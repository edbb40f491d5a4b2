//! [`ScreenArcs`]: a base map's arcs in pixels, with no more points than the screen can show.

use kurbo::Rect;

use super::basemap::{ArcRef, Basemap};
use super::transform::Fit;

/// A point this many pixels off the straight line between its neighbours is on it: it can't be seen.
const STRAIGHT: f32 = 0.05;

/// Every arc of a base map in pixels, thinned. Rings that share an arc share its thinned points,
/// so neighbours still fit.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreenArcs {
    points: Vec<[f32; 2]>,
    /// Where each arc begins in `points`, and the end of the last.
    starts: Vec<u32>,
}

impl ScreenArcs {
    /// Brings a map's arcs to the pixels of `fit` and drops each point that is less than
    /// `tolerance` pixels from the last one kept, or on the straight line between its neighbours.
    /// About a third of a pixel can't be seen.
    ///
    /// Of what lies outside `seen` (pixels), only so much is kept that what lies inside is the same.
    /// The ends of arcs stay, and an arc around an island keeps at least three corners.
    #[must_use]
    pub fn new(map: &Basemap, fit: &Fit, tolerance: f32, seen: Rect) -> Self {
        let mut thinned = Self {
            points: Vec::with_capacity(map.point_count()),
            starts: vec![0],
        };
        let (scale, grid) = (fit.scale, map.grid());
        // One multiplication and addition a coordinate.
        let per_step = scale * grid;
        for arc in 0..map.arc_count() {
            let steps = map.steps_of(arc);
            let px = |&[x, y]: &[i32; 2]| {
                [
                    (f64::from(x) * per_step + fit.dx) as f32,
                    (fit.dy - f64::from(y) * per_step) as f32,
                ]
            };
            let first = thinned.points.len();
            thin(
                &mut thinned.points,
                steps.iter().map(px),
                tolerance * tolerance,
                &seen,
            );
            // What begins out of sight and keeps no corner has none in sight.
            let begins = steps.first().map_or(0, |first| sides(px(first), &seen));
            let closed = steps.len() >= 4 && steps.first() == steps.last();
            if thinned.points.len() - first < 4 && closed && begins == 0 {
                thinned.points.truncate(first);
                let corners = [0, steps.len() / 3, 2 * steps.len() / 3, steps.len() - 1];
                thinned.points.extend(corners.map(|i| px(&steps[i])));
            }
            thinned.starts.push(thinned.points.len() as u32);
        }
        thinned
    }

    /// The points of an arc, its two ends among them; none for an arc there is not.
    #[must_use]
    pub fn arc(&self, arc: usize) -> &[[f32; 2]] {
        let ends = self.starts.get(arc..arc + 2).unwrap_or(&[0, 0]);
        self.points
            .get(ends[0] as usize..ends[1] as usize)
            .unwrap_or_default()
    }

    /// The points of a ring (see [`Basemap::rings`]), each once: the first does not come again at
    /// the end.
    pub fn ring<'a>(&'a self, ring: &'a [ArcRef]) -> impl Iterator<Item = [f32; 2]> + 'a {
        ring.iter().flat_map(|&at| {
            let points = self.arc(at.arc());
            let count = points.len().saturating_sub(1);
            (0..count).map(move |i| {
                if at.reversed() {
                    points[count - i]
                } else {
                    points[i]
                }
            })
        })
    }

    /// How many points are left.
    #[must_use]
    pub fn point_count(&self) -> usize {
        self.points.len()
    }
}

/// Appends what is kept of a line of points.
fn thin(
    out: &mut Vec<[f32; 2]>,
    line: impl ExactSizeIterator<Item = [f32; 2]>,
    tolerance2: f32,
    seen: &Rect,
) {
    let first = out.len();
    let mut line = line.map(|point| (point, sides(point, seen))).peekable();
    // The sides on which the last kept point lies, and all that were left out since.
    let mut unseen = 0;
    while let Some((point, beyond)) = line.next() {
        if let ([.., near], Some((_, next))) = (&out[first..], line.peek()) {
            // A straight line between two points on one side of what is seen stays on that side.
            let passes = unseen & beyond & next != 0;
            if passes || distance2(*near, point) < tolerance2 {
                unseen &= beyond;
                continue;
            }
        }
        unseen = beyond;
        if let [.., before, near] = out[first..]
            && is_straight(before, near, point)
        {
            out.pop();
        }
        out.push(point);
    }
}

/// On which sides of a rectangle a point lies outside: a bit for each.
fn sides(at: [f32; 2], seen: &Rect) -> u8 {
    let (x, y) = (f64::from(at[0]), f64::from(at[1]));
    let bits = [x < seen.x0, x > seen.x1, y < seen.y0, y > seen.y1];
    bits.iter().fold(0, |all, &bit| all << 1 | u8::from(bit))
}

/// Whether `b` lies on the way from `a` to `c`, without turning back.
fn is_straight(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> bool {
    let (u, v) = ([b[0] - a[0], b[1] - a[1]], [c[0] - b[0], c[1] - b[1]]);
    let (cross, dot) = (u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1]);
    // The cross product is the distance of b from the line times the line's length.
    dot > 0.0 && cross * cross <= STRAIGHT * STRAIGHT * distance2(a, c)
}

fn distance2(a: [f32; 2], b: [f32; 2]) -> f32 {
    (b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thinned(line: &[[f32; 2]], tolerance: f32) -> Vec<[f32; 2]> {
        let mut out = vec![[9.0, 9.0]];
        let all = Rect::new(-1e9, -1e9, 1e9, 1e9);
        thin(&mut out, line.iter().copied(), tolerance * tolerance, &all);
        out.split_off(1)
    }

    #[test]
    fn points_too_near_the_last_kept_one_go_and_the_ends_stay() {
        let line = [[0.0, 0.0], [0.1, 0.2], [0.3, 1.0], [2.0, 0.0], [2.1, 0.1]];
        assert_eq!(
            thinned(&line, 0.5),
            [[0.0, 0.0], [0.3, 1.0], [2.0, 0.0], [2.1, 0.1]]
        );
    }

    #[test]
    fn a_straight_line_keeps_its_ends_alone() {
        let line = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [5.0, 5.0]];
        assert_eq!(thinned(&line, 0.5), [[0.0, 0.0], [5.0, 5.0]]);
    }

    #[test]
    fn a_spike_is_not_taken_for_a_straight_line() {
        let line = [[0.0, 0.0], [5.0, 0.0], [1.0, 0.0]];
        assert_eq!(thinned(&line, 0.5), line);
    }

    #[test]
    fn a_long_gentle_bend_does_not_become_straight_bit_by_bit() {
        let line: Vec<[f32; 2]> = (0..200)
            .map(|i| (i as f32, (i * i) as f32 / 400.0).into())
            .collect();
        let kept = thinned(&line, 0.35);
        let away = |p: [f32; 2], a: [f32; 2], b: [f32; 2]| {
            let cross = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
            cross.abs() / distance2(a, b).sqrt()
        };
        for point in line {
            let after = kept.partition_point(|k| k[0] < point[0]).max(1);
            assert!(
                away(point, kept[after - 1], kept[after]) < 0.35,
                "{point:?}"
            );
        }
    }

    #[test]
    fn of_what_is_not_seen_only_the_way_around_stays() {
        let seen = Rect::new(0.0, 0.0, 10.0, 10.0);
        // Out at the left, round below, and in again from the right.
        let line = [
            [5.0, 5.0],
            [-5.0, 5.0],
            [-9.0, 8.0],
            [-6.0, 15.0],
            [-5.0, 20.0],
            [2.0, 17.0],
            [5.0, 19.0],
            [15.0, 20.0],
            [19.0, 9.0],
            [15.0, 5.0],
            [5.0, 5.0],
        ];
        let mut out = Vec::new();
        thin(&mut out, line.iter().copied(), 0.1, &seen);
        assert_eq!(
            out,
            [
                [5.0, 5.0],
                [-5.0, 5.0],
                [-5.0, 20.0],
                [15.0, 20.0],
                [15.0, 5.0],
                [5.0, 5.0]
            ]
        );
    }

    #[test]
    fn a_line_of_two_equal_points_stays_a_line() {
        assert_eq!(
            thinned(&[[1.0, 1.0], [1.0, 1.0]], 0.35),
            [[1.0, 1.0], [1.0, 1.0]]
        );
        assert_eq!(thinned(&[], 0.35), [[0.0; 2]; 0]);
    }
}
