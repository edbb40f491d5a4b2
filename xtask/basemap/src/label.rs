//! Where a label goes: the point of a polygon that is farthest from its outline.
//!
//! The search halves squares and leaves out those that can't hold a better point than the best
//! known, after Agafonkin's "A new algorithm for finding a visual center of a polygon" (2016).

use std::collections::BinaryHeap;

use crate::snap::{Step, doubled_area, ring_points};

/// A square with what is known of it; ordered by the best distance it may hold.
struct Cell {
    centre: [f64; 2],
    half: f64,
    distance: f64,
}

impl Cell {
    fn new(centre: [f64; 2], half: f64, rings: &[Vec<Step>]) -> Self {
        Self {
            centre,
            half,
            distance: inside_distance(centre, rings),
        }
    }

    /// No point of the square is farther from the outline than this.
    fn best(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Cell {}
impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Cell {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.best().total_cmp(&other.best())
    }
}

/// The label point of a unit's largest polygon; `None` for a unit without polygons.
pub(crate) fn of(polygons: &[Vec<Vec<i32>>], arcs: &[Vec<Step>]) -> Option<Step> {
    let points =
        |polygon: &Vec<Vec<i32>>| polygon.iter().map(|ring| ring_points(ring, arcs)).collect();
    let polygons = polygons.iter().map(points);
    let largest = polygons.max_by_key(|rings: &Vec<Vec<Step>>| doubled_area(&rings[0]).abs())?;
    Some(farthest_inside(&largest))
}

/// The point of a polygon that is farthest from its outline, to a step of the grid.
fn farthest_inside(rings: &[Vec<Step>]) -> Step {
    let bounds = |axis: usize| {
        let values = rings[0].iter().map(|point| f64::from(point[axis]));
        values.fold((f64::MAX, f64::MIN), |(low, high), v| {
            (low.min(v), high.max(v))
        })
    };
    let ((x0, x1), (y0, y1)) = (bounds(0), bounds(1));
    let half = (x1 - x0).min(y1 - y0) / 2.0;
    let mut queue = BinaryHeap::new();
    let (columns, rows) = (
        ((x1 - x0) / (2.0 * half)).ceil() as u32,
        ((y1 - y0) / (2.0 * half)).ceil() as u32,
    );
    for (i, j) in (0..columns).flat_map(|i| (0..rows).map(move |j| (i, j))) {
        let centre = [
            x0 + half * f64::from(2 * i + 1),
            y0 + half * f64::from(2 * j + 1),
        ];
        queue.push(Cell::new(centre, half, rings));
    }
    let mut best = Cell::new([(x0 + x1) / 2.0, (y0 + y1) / 2.0], 0.0, rings);
    while let Some(cell) = queue.pop() {
        if cell.best() < best.distance + 1.0 {
            break;
        }
        for (sx, sy) in [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)] {
            let half = cell.half / 2.0;
            queue.push(Cell::new(
                [cell.centre[0] + sx * half, cell.centre[1] + sy * half],
                half,
                rings,
            ));
        }
        if cell.distance > best.distance {
            best = cell;
        }
    }
    best.centre.map(|steps| steps.round() as i32)
}

/// How far a point is from the outline; negative outside.
fn inside_distance([x, y]: [f64; 2], rings: &[Vec<Step>]) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for pair in rings.iter().flat_map(|ring| ring.windows(2)) {
        let ([ax, ay], [bx, by]) = (pair[0].map(f64::from), pair[1].map(f64::from));
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
        let (dx, dy) = (bx - ax, by - ay);
        let t = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        nearest = nearest.min((x - ax - t * dx).hypot(y - ay - t * dy));
    }
    if inside { nearest } else { -nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_an_l_lies_in_its_wide_part() {
        let ring = vec![
            [0, 0],
            [100, 0],
            [100, 40],
            [10, 40],
            [10, 100],
            [0, 100],
            [0, 0],
        ];
        let [x, y] = farthest_inside(&[ring]);
        assert!((19..=81).contains(&x) && (18..=22).contains(&y), "{x} {y}");
    }

    #[test]
    fn the_label_keeps_clear_of_a_hole() {
        let outer = vec![[0, 0], [100, 0], [100, 60], [0, 60], [0, 0]];
        let hole = vec![[20, 10], [20, 50], [60, 50], [60, 10], [20, 10]];
        let [x, _] = farthest_inside(&[outer, hole]);
        assert!(x > 75, "{x}");
    }
}
