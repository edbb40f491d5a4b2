//! Labels beside their countries, and the lines between both.

use std::rc::Rc;

use kurbo::{ParamCurveNearest, Point, Rect, Size, Vec2};

use super::taken::{Taken, touches};
use super::{Disc, Ground, Labels, Spot, Wish, held, size_of};
use crate::map::UnitShape;
use crate::scene::{Item, Lines, Shape, Style};

/// How far from its dot or the middle of its country a label is tried, where there is no room on it, in CSS
/// pixels, and in such steps.
const AWAY: (f64, f64) = (7.0, 70.0);
const STEP: f64 = 7.0;
/// The line from a label to its country is at most so long, and left out where both almost touch.
const LEAD: (f64, f64) = (9.0, 32.0);

impl Labels<'_> {
    /// Beside a country with cases that is too small for it: on the sea, for on a neighbour it would be read
    /// as the name of that. The nearest place counts, with the line to it where one is needed.
    pub(super) fn beside(
        &self,
        wish: &Wish,
        discs: &[Disc],
        taken: &Taken,
    ) -> Option<(usize, Spot, Option<[Point; 2]>)> {
        let unit = self.layout.unit(wish.code)?;
        let disc = discs.iter().find(|disc| disc.code == wish.code);
        let center = disc.map_or(unit.label, |disc| disc.center);
        if !wish.reported || !self.layout.sees(center, 0.0) {
            return None;
        }
        let radius = disc.map_or(0.0, |disc| disc.radius);
        for (form, lines) in wish.forms.iter().enumerate() {
            let size = size_of(lines);
            let mut away = radius.max(AWAY.0);
            while away < radius + AWAY.1 {
                for direction in DIRECTIONS {
                    let rect = placed(center, size, direction, away);
                    let spot = Spot {
                        rect,
                        on: Ground::Sea,
                    };
                    if taken.is_free(rect) && self.is_sea(rect) {
                        let lead = lead(rect, unit, center, radius);
                        let others = discs.iter().filter(|other| other.code != wish.code);
                        let good = lead.is_none_or(|line| is_short(line) && !crosses(line, others));
                        if good {
                            return Some((form, spot, lead));
                        }
                    }
                }
                away += STEP;
            }
        }
        None
    }

    /// Whether no country is under a rectangle.
    fn is_sea(&self, rect: Rect) -> bool {
        let units = self.layout.units.iter();
        let near: Vec<&UnitShape> = units.filter(|unit| unit.bounds.overlaps(rect)).collect();
        // Well inside a country it needs no long look.
        let at = self.layout.metres_at(rect.center());
        let is_land = |unit: &&UnitShape| {
            let rooms = self.rooms_of(unit.code);
            rooms.is_some_and(|rooms| rooms.cells.contains(at))
        };
        !near.iter().any(is_land) && !near.iter().any(|unit| touches(&unit.shape, rect))
    }

    /// The line from a label to its country.
    pub(super) fn lead(&self, [from, to]: [Point; 2], items: &mut Vec<Item>) {
        let mut line = Lines::open();
        line.push_line(from, to);
        let line = Shape::Path(Rc::new(line));
        let halo = Style::stroke(self.theme.ground, 2.5);
        Item::push(items, line.clone(), halo);
        Item::push(items, line, Style::stroke(self.theme.ink, 1.0));
    }
}

/// The line from a label to the edge of its country's circle, or to its coast, on the way to a point of it;
/// none where they almost touch.
fn lead(rect: Rect, unit: &UnitShape, to: Point, radius: f64) -> Option<[Point; 2]> {
    let from = held(to, rect);
    let way = to - from;
    let length = way.hypot2().sqrt();
    let end = if radius > 0.0 {
        length - radius
    } else {
        length * coast(&unit.shape, from, to)
    };
    let at = |length_of: f64| from + way * (length_of / length);
    (end > LEAD.0).then(|| [at(2.0), at(end + 1.0)])
}

fn is_short([from, to]: [Point; 2]) -> bool {
    (to - from).hypot2() < LEAD.1 * LEAD.1
}

/// Whether a line crosses any circle.
fn crosses<'d>([from, to]: [Point; 2], mut discs: impl Iterator<Item = &'d Disc>) -> bool {
    let line = kurbo::Line::new(from, to);
    discs.any(|disc| {
        let nearest = line.nearest(disc.center, 1e-6);
        nearest.distance_sq < disc.radius * disc.radius
    })
}

/// How far along a line from the sea it meets a shape, from 0 to 1; 1 if it does not.
fn coast(shape: &Lines, from: Point, to: Point) -> f64 {
    let way = to - from;
    let mut nearest: f64 = 1.0;
    shape.each_piece(&mut |a, b| {
        let piece = b - a;
        let cross = way.cross(piece);
        let along = (a - from).cross(piece) / cross;
        let within = (a - from).cross(way) / cross;
        // Of parallel lines both are not numbers, or not finite.
        if (0.0..=1.0).contains(&within) && along >= 0.0 {
            nearest = nearest.min(along);
        }
    });
    nearest
}

/// Where one looks for a label first: beside what it names, then above and below, then aslant.
const DIRECTIONS: [Vec2; 8] = [
    Vec2::new(1.0, 0.0),
    Vec2::new(-1.0, 0.0),
    Vec2::new(0.0, 1.0),
    Vec2::new(0.0, -1.0),
    Vec2::new(0.7, 0.7),
    Vec2::new(-0.7, 0.7),
    Vec2::new(0.7, -0.7),
    Vec2::new(-0.7, -0.7),
];

/// A text whose edge is so far away from a point in a direction.
fn placed(center: Point, text: Size, direction: Vec2, away: f64) -> Rect {
    let reach = text / 2.0 + Size::new(away, away);
    let by = Vec2::new(direction.x * reach.width, direction.y * reach.height);
    Rect::from_center_size(center + by, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::LIGHT;

    #[test]
    fn a_text_beside_a_point_has_its_edge_as_far_away_as_it_should() {
        let text = Size::new(30.0, 12.0);
        let [east, west, south, ..] =
            DIRECTIONS.map(|direction| placed(Point::new(15.0, 15.0), text, direction, 7.0));
        assert_eq!(east, Rect::new(22.0, 9.0, 52.0, 21.0));
        assert_eq!(west, Rect::new(-22.0, 9.0, 8.0, 21.0));
        assert_eq!(south, Rect::new(0.0, 22.0, 30.0, 34.0));
    }

    #[test]
    fn a_line_to_a_country_ends_at_its_coast_or_at_its_circle() {
        let mut shape = Lines::rings();
        shape.push(&[[0.0, 0.0], [40.0, 0.0], [40.0, 40.0], [0.0, 40.0]]);
        let unit = UnitShape {
            code: *b"MT",
            bounds: shape.bounds(),
            shape: Rc::new(shape),
            label: Point::new(20.0, 20.0),
            dot: None,
        };
        let text = |x: f64| Rect::new(x, 15.0, x + 30.0, 25.0);
        let [from, to] = lead(text(60.0), &unit, unit.label, 0.0).unwrap();
        assert_eq!((from, to), (Point::new(58.0, 20.0), Point::new(39.0, 20.0)));
        let [_, to] = lead(text(60.0), &unit, unit.label, 10.0).unwrap();
        assert_eq!(to, Point::new(29.0, 20.0));
        assert_eq!(lead(text(45.0), &unit, unit.label, 0.0), None);
    }

    #[test]
    fn no_line_to_a_country_crosses_the_dot_of_another() {
        let dot = |y| Disc {
            code: *b"VA",
            center: Point::new(10.0, y),
            radius: 5.0,
            color: LIGHT.none,
        };
        let line = [Point::ZERO, Point::new(20.0, 0.0)];
        assert!(crosses(line, [dot(4.0)].iter()));
        assert!(!crosses(line, [dot(6.0)].iter()));
    }
}
