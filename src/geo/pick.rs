//! Which unit of a base map a point lies in.

use kurbo::{Point, Vec2};

use super::basemap::{ArcRef, Basemap};

impl Basemap {
    /// The unit that holds a point in metres; small units before the large ones around them.
    ///
    /// Boxes are tested first, then the rings by the even-odd rule: a few microseconds.
    #[must_use]
    pub fn unit_at(&self, at: Point) -> Option<usize> {
        self.by_size
            .iter()
            .map(|&unit| unit as usize)
            .find(|&unit| self.unit_holds(unit, at))
    }

    /// The unit that holds a point in metres, or else the nearest one whose outline, or whose
    /// label point when it is too small to have one, is at most `within` metres away. For points
    /// on a coast that the map's detail leaves in the sea.
    #[must_use]
    pub fn unit_near(&self, at: Point, within: f64) -> Option<usize> {
        self.unit_at(at).or_else(|| {
            let near = |&unit: &u32| {
                let distance = self.distance_to(unit as usize, at, within);
                (distance <= within).then_some((unit as usize, distance))
            };
            let nearest = self
                .by_size
                .iter()
                .filter_map(near)
                .min_by(|a, b| a.1.total_cmp(&b.1));
            nearest.map(|(unit, _)| unit)
        })
    }

    /// Whether a unit holds a point in metres.
    pub fn unit_holds(&self, unit: usize, at: Point) -> bool {
        let unit = &self.units[unit];
        if !unit.bbox.contains(at) {
            return false;
        }
        let (x, y) = (at.x / self.grid(), at.y / self.grid());
        let polygons = &self.polygons[unit.polygons.start as usize..unit.polygons.end as usize];
        polygons.iter().any(|polygon| {
            let [left, bottom, right, top] = polygon.bbox.map(f64::from);
            (left..=right).contains(&x)
                && (bottom..=top).contains(&y)
                && polygon
                    .rings
                    .clone()
                    .filter(|&ring| self.crosses_oddly(self.ring(ring), x, y))
                    .count()
                    % 2
                    == 1
        })
    }

    /// Whether a line to the right of a point in steps crosses a ring an odd number of times.
    fn crosses_oddly(&self, ring: &[ArcRef], x: f64, y: f64) -> bool {
        let mut odd = false;
        for at in ring {
            for pair in self.steps_of(at.arc()).windows(2) {
                let ([x0, y0], [x1, y1]) = (pair[0].map(f64::from), pair[1].map(f64::from));
                if (y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0 {
                    odd = !odd;
                }
            }
        }
        odd
    }

    /// How far a point in metres is from a unit's outline, in metres; infinite when its box is
    /// farther than `within` already.
    fn distance_to(&self, unit: usize, at: Point, within: f64) -> f64 {
        let bbox = self.units[unit].bbox;
        if !bbox.inflate(within, within).contains(at) {
            return f64::INFINITY;
        }
        if self.units[unit].polygons.is_empty() {
            return (at - self.units[unit].label).hypot();
        }
        let mut nearest = f64::INFINITY;
        for at_arc in self.rings(unit).flatten() {
            for pair in self.steps_of(at_arc.arc()).windows(2) {
                let [a, b] = [pair[0], pair[1]].map(|[x, y]| {
                    Point::new(f64::from(x) * self.grid(), f64::from(y) * self.grid())
                });
                nearest = nearest.min(from_segment(at, a, b).hypot2());
            }
        }
        nearest.sqrt()
    }
}

/// From the nearest point of a segment to a point.
fn from_segment(at: Point, a: Point, b: Point) -> Vec2 {
    let (along, away) = (b - a, at - a);
    let length2 = along.hypot2();
    let t = if length2 > 0.0 {
        (away.dot(along) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    away - along * t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_from_a_segment_is_to_its_nearest_point() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(10.0, 0.0));
        assert_eq!(from_segment(Point::new(4.0, 3.0), a, b).hypot(), 3.0);
        assert_eq!(from_segment(Point::new(-3.0, 4.0), a, b).hypot(), 5.0);
        assert_eq!(from_segment(Point::new(3.0, 4.0), a, a).hypot(), 5.0);
    }
}
