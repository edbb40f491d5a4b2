//! [`Lines`]: straight lines, open or closed.

use kurbo::{Point, Rect, Vec2};

/// Lines of straight pieces, in CSS pixels. A 32-bit float is exact to a thousandth of a pixel on
/// any screen, and a point takes a seventh of what it takes in a [`kurbo::BezPath`].
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    points: Vec<[f32; 2]>,
    /// Where each line ends in `points`.
    ends: Vec<u32>,
    closed: bool,
    bounds: Rect,
}

impl Lines {
    /// No lines yet; each of those to come ends where it ends.
    pub fn open() -> Self {
        Self {
            points: Vec::new(),
            ends: Vec::new(),
            closed: false,
            bounds: Rect::new(f64::MAX, f64::MAX, f64::MIN, f64::MIN),
        }
    }

    /// No rings yet; each of those to come goes back to where it began.
    pub fn rings() -> Self {
        Self {
            closed: true,
            ..Self::open()
        }
    }

    /// One ring: the sides of a rectangle.
    pub fn boxed(rect: Rect) -> Self {
        let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|at| at as f32);
        let mut ring = Self::rings();
        ring.push(&[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]);
        ring
    }

    /// One ring: corners from -1 to 1 around a place, so many pixels from it.
    #[cfg(feature = "formats")]
    pub fn around(corners: &[[f32; 2]], middle: Point, radius: f64) -> Self {
        let (x, y, radius) = (middle.x as f32, middle.y as f32, radius as f32);
        let corner = |[dx, dy]: &[f32; 2]| [x + dx * radius, y + dy * radius];
        let mut ring = Self::rings();
        ring.push(&corners.iter().map(corner).collect::<Vec<_>>());
        ring
    }

    /// Adds a line or a ring. One without points is left out.
    pub fn push(&mut self, line: &[[f32; 2]]) {
        if line.is_empty() {
            return;
        }
        self.points.extend_from_slice(line);
        self.ends.push(self.points.len() as u32);
        for &at in line {
            self.bounds = self.bounds.union_pt(point(at));
        }
    }

    /// Adds the straight line between two points.
    pub fn push_line(&mut self, from: Point, to: Point) {
        self.push(&[from, to].map(|at| [at.x as f32, at.y as f32]));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether each goes back to where it began.
    pub fn are_closed(&self) -> bool {
        self.closed
    }

    /// The points of all lines, one line after the other.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.points
    }

    /// Where each line ends in [`points`](Self::points).
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// The box around all points; empty, and not at any place, where there are none.
    pub fn bounds(&self) -> Rect {
        if self.is_empty() {
            Rect::ZERO
        } else {
            self.bounds
        }
    }

    /// The points of each line.
    pub fn parts(&self) -> impl Iterator<Item = &[[f32; 2]]> {
        let mut from = 0;
        self.ends.iter().map(move |&end| {
            let part = &self.points[from..end as usize];
            from = end as usize;
            part
        })
    }

    /// Calls `visit` with the ends of every piece, those that close a ring among them.
    pub fn each_piece(&self, visit: &mut dyn FnMut(Point, Point)) {
        for part in self.parts() {
            let mut last = part[if self.closed { part.len() - 1 } else { 0 }];
            for &at in part {
                visit(point(last), point(at));
                last = at;
            }
        }
    }

    /// The same elsewhere.
    pub fn moved(&self, by: Vec2) -> Self {
        let [x, y] = [by.x as f32, by.y as f32];
        Self {
            points: self
                .points
                .iter()
                .map(|at| [at[0] + x, at[1] + y])
                .collect(),
            bounds: self.bounds + by,
            ..self.clone()
        }
    }
}

impl Default for Lines {
    fn default() -> Self {
        Self::open()
    }
}

fn point([x, y]: [f32; 2]) -> Point {
    Point::new(x.into(), y.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(lines: &Lines) -> f64 {
        let mut sum = 0.0;
        lines.each_piece(&mut |from, to| sum += from.distance(to));
        sum
    }

    #[test]
    fn a_ring_has_the_piece_that_closes_it_and_an_open_line_has_not() {
        let corners = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]];
        let (mut ring, mut line) = (Lines::rings(), Lines::open());
        ring.push(&corners);
        line.push(&corners);
        assert_eq!((length(&ring), length(&line)), (12.0, 7.0));
        assert_eq!(line.bounds(), Rect::new(0.0, 0.0, 4.0, 3.0));
    }

    #[test]
    fn a_line_without_points_is_none() {
        let mut lines = Lines::open();
        lines.push(&[]);
        assert!(lines.is_empty());
        assert_eq!(lines.parts().count(), 0);
        assert_eq!(lines.bounds(), Rect::ZERO);
    }

    #[test]
    fn each_line_keeps_its_own_points_when_all_are_moved() {
        let mut lines = Lines::open();
        lines.push_line(Point::new(1.0, 1.0), Point::new(2.0, 2.0));
        lines.push(&[[5.0, 5.0]]);
        let moved = lines.moved(Vec2::new(10.0, 0.5));
        let parts: Vec<&[[f32; 2]]> = moved.parts().collect();
        assert_eq!(parts, [&[[11.0, 1.5], [12.0, 2.5]][..], &[[15.0, 5.5]][..]]);
        assert_eq!(moved.bounds(), Rect::new(11.0, 1.5, 15.0, 5.5));
    }
}
