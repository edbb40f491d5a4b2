//! Where something is already.

use kurbo::{Point, Rect};

use crate::map::MapLayout;
use crate::scene::{Layer, Lines, MarkKey, Shape};

/// Side of a cell in CSS pixels: marks are kept free of labels this exactly.
const CELL: f64 = 4.0;
/// A larger circle of a place is an area in which cases are, and a label may lie on it.
const AREA: f64 = 48.0;
/// A country smaller than this on both sides, in CSS pixels, is seen only where nothing is over it.
const SMALL: f64 = 18.0;

/// What labels must not cover: marks in cells, as there may be very many, and other labels.
pub(super) struct Taken {
    seen: Rect,
    /// The cells' corner, which moves with the map, so that labels stay while it does.
    origin: Point,
    columns: usize,
    /// What covers each: nothing, one country's marks, or other marks.
    cells: Vec<Cover>,
    /// With the country that is there, if it is one.
    rects: Vec<(Cover, Rect)>,
}

/// What is somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cover {
    Nothing,
    Country([u8; 2]),
    Other,
}

impl Taken {
    /// Nothing but countries that are small.
    pub(super) fn new(layout: &MapLayout) -> Self {
        let size = layout.size;
        let zero = layout.px(Point::ZERO);
        let back = |at: f64| at.rem_euclid(CELL) - CELL;
        let columns = (size.width / CELL) as usize + 2;
        let lines = (size.height / CELL) as usize + 2;
        let mut taken = Self {
            seen: size.to_rect(),
            origin: Point::new(back(zero.x), back(zero.y)),
            columns,
            cells: vec![Cover::Nothing; columns * lines],
            rects: Vec::new(),
        };
        for unit in &layout.units {
            let own = Cover::Country(unit.code);
            if let Some(dot) = unit.dot {
                taken.push(own, Rect::from_center_size(dot, (8.0, 8.0)));
            } else if unit.bounds.width() < SMALL && unit.bounds.height() < SMALL {
                taken.push(own, unit.bounds);
            }
        }
        taken
    }

    /// Takes what round marks cover, and plain boxes, in which a legend is.
    pub(super) fn add_marks(&mut self, layers: &[Layer]) {
        for item in layers.iter().flat_map(|layer| layer.items.iter()) {
            match (&item.shape, item.key) {
                (Shape::Circle(_, radius), Some(MarkKey::Place(_))) if *radius > AREA => {}
                (Shape::Circle(..), Some(key)) => {
                    let cover = match key {
                        MarkKey::Country(code) => Cover::Country(code),
                        _ => Cover::Other,
                    };
                    self.mark(cover, item.shape.bounds().inflate(1.0, 1.0));
                }
                (Shape::Dots(dots, by), _) if dots.radius() <= AREA => {
                    for (at, _) in dots.marks() {
                        let size = 2.0 * (dots.radius() + 1.0);
                        self.mark(Cover::Other, Rect::from_center_size(at + *by, (size, size)));
                    }
                }
                (Shape::Rect(rect), None) => self.take(*rect),
                _ => {}
            }
        }
    }

    /// Nothing may lie there from now on.
    pub(super) fn take(&mut self, rect: Rect) {
        self.push(Cover::Other, rect);
    }

    fn push(&mut self, cover: Cover, rect: Rect) {
        if rect.overlaps(self.seen) {
            self.rects.push((cover, rect));
        }
    }

    fn mark(&mut self, cover: Cover, rect: Rect) {
        for line in self.lines(rect) {
            let cells = self.line(rect, line);
            for cell in self.cells.get_mut(cells).unwrap_or_default() {
                let same = *cell == Cover::Nothing || *cell == cover;
                *cell = if same { cover } else { Cover::Other };
            }
        }
    }

    /// Whether all of it is in sight, and nothing there.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.is_free_but_for(Cover::Nothing, rect)
    }

    /// Whether all of it is in sight, and nothing there but marks of a country.
    pub(super) fn is_free_for(&self, code: [u8; 2], rect: Rect) -> bool {
        self.is_free_but_for(Cover::Country(code), rect)
    }

    fn is_free_but_for(&self, own: Cover, rect: Rect) -> bool {
        let covered = |(cover, other): &(Cover, Rect)| *cover != own && other.overlaps(rect);
        let free = |cell: &Cover| *cell == Cover::Nothing || *cell == own;
        self.seen.contains_rect(rect.inflate(1.0, 1.0))
            && !self.rects.iter().any(covered)
            && self.lines(rect).all(|line| {
                let cells = self.cells.get(self.line(rect, line));
                cells.is_some_and(|cells| cells.iter().all(free))
            })
    }

    /// The lines of cells that a rectangle touches.
    fn lines(&self, rect: Rect) -> std::ops::RangeInclusive<usize> {
        let line = |y: f64| ((y - self.origin.y) / CELL).max(0.0) as usize;
        let last = (self.cells.len() / self.columns).saturating_sub(1);
        line(rect.y0)..=line(rect.y1).min(last)
    }

    /// The cells of a line that it touches.
    fn line(&self, rect: Rect, line: usize) -> std::ops::Range<usize> {
        let column = |x: f64| ((x - self.origin.x) / CELL).max(0.0) as usize;
        let first = column(rect.x0).min(self.columns);
        let until = (column(rect.x1) + 1).min(self.columns).max(first);
        line * self.columns + first..line * self.columns + until
    }
}

/// Whether anything of a shape lies in a rectangle.
pub(super) fn touches(shape: &Lines, rect: Rect) -> bool {
    let at = rect.center();
    let (mut odd, mut crosses) = (false, false);
    shape.each_piece(&mut |a, b| {
        if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x {
            odd = !odd;
        }
        crosses = crosses || reaches(a, b, rect);
    });
    odd || crosses
}

/// Whether a straight line passes through a rectangle.
fn reaches(a: Point, b: Point, rect: Rect) -> bool {
    if !Rect::from_points(a, b).inflate(1e-6, 1e-6).overlaps(rect) {
        return false;
    }
    // All corners on one side of it: it passes by.
    let side = |x: f64, y: f64| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) > 0.0;
    let first = side(rect.x0, rect.y0);
    a == b
        || [(rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)]
            .into_iter()
            .any(|(x, y)| side(x, y) != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f32, to: f32) -> Lines {
        let mut lines = Lines::rings();
        lines.push(&[[from, from], [to, from], [to, to], [from, to]]);
        lines
    }

    #[test]
    fn a_shape_touches_what_lies_in_it_around_it_and_across_its_edge() {
        let shape = square(10.0, 30.0);
        assert!(touches(&shape, Rect::new(15.0, 15.0, 20.0, 20.0)));
        assert!(touches(&shape, Rect::new(0.0, 0.0, 50.0, 50.0)));
        assert!(touches(&shape, Rect::new(25.0, 15.0, 50.0, 20.0)));
        assert!(!touches(&shape, Rect::new(31.0, 15.0, 50.0, 20.0)));
    }

    #[test]
    fn a_slanted_line_that_passes_by_a_corner_does_not_touch() {
        let mut line = Lines::open();
        line.push_line(Point::new(0.0, 10.0), Point::new(10.0, 0.0));
        assert!(!touches(&line, Rect::new(6.0, 6.0, 9.0, 9.0)));
        assert!(touches(&line, Rect::new(4.0, 4.0, 9.0, 9.0)));
    }
}
