//! How a map turns into a cartogram.

use std::rc::Rc;

use kurbo::{Point, Vec2};

use crate::map::{MapLayout, UnitShape};
use crate::scene::Lines;

/// A map on its way into a cartogram, or back.
#[derive(Debug, Clone)]
pub struct Morph {
    map: MapLayout,
    units: Vec<Turning>,
}

/// A country on its way.
#[derive(Debug, Clone)]
struct Turning {
    code: [u8; 2],
    /// Its largest ring, and what becomes of each of its points.
    from: Vec<Point>,
    to: Vec<Point>,
    /// Its other rings: islands and holes, which go with it, become smaller and are gone.
    others: Vec<Vec<Point>>,
    middle: Point,
    label: Point,
}

/// A ring has so many points on its way.
const POINTS: usize = 72;
/// Islands and holes are gone this far on the way: where they came to lie on each other, they would be holes.
const GONE: f64 = 0.4;
/// What was a dot on the map begins as large as that, in CSS pixels.
const DOT: f64 = 5.0;

impl Morph {
    /// From a map into a cartogram of the same units.
    pub fn new(map: &MapLayout, cartogram: &MapLayout) -> Self {
        let units = cartogram.units.iter().filter_map(|to| {
            let from = map.unit(to.code)?;
            Some(Turning::new(from, to))
        });
        Self {
            units: units.collect(),
            map: map.clone(),
        }
    }

    /// What is seen `t` of the way, from 0 to 1.
    pub fn at(&self, t: f64) -> MapLayout {
        self.map
            .with_units(self.units.iter().map(|unit| unit.at(t)).collect())
    }
}

impl Turning {
    fn new(from: &UnitShape, to: &UnitShape) -> Self {
        let mut rings: Vec<Vec<Point>> = from.shape.parts().map(points).collect();
        let target = to.shape.parts().next().map(points).unwrap_or_default();
        let largest = (0..rings.len())
            .max_by(|&a, &b| area(&rings[a]).abs().total_cmp(&area(&rings[b]).abs()));
        let mut ring = match (largest, from.dot) {
            (Some(at), None) => rings.swap_remove(at),
            _ => Vec::new(),
        };
        if ring.len() < 3 {
            let at = from.dot.unwrap_or(from.label);
            let corner = |index: usize| at + Vec2::from_angle(index as f64) * DOT;
            ring = (0..6).map(corner).collect();
        }
        let from_ring = even(&ring);
        Self {
            code: to.code,
            to: matched(&from_ring, even(&target)),
            from: from_ring,
            others: rings,
            middle: to.bounds.center(),
            label: from.label,
        }
    }

    fn at(&self, t: f64) -> UnitShape {
        let mut shape = Lines::rings();
        let ring = self
            .from
            .iter()
            .zip(&self.to)
            .map(|(from, to)| px(from.lerp(*to, t)));
        shape.push(&ring.collect::<Vec<_>>());
        let goes = (self.middle - self.label) * t;
        let left = 1.0 - t / GONE;
        for other in self.others.iter().filter(|_| left > 0.0) {
            let middle = middle(other);
            let ring = other.iter().map(|at| px(middle.lerp(*at, left) + goes));
            shape.push(&ring.collect::<Vec<_>>());
        }
        UnitShape {
            code: self.code,
            bounds: shape.bounds(),
            shape: Rc::new(shape),
            label: self.label.lerp(self.middle, t),
            dot: None,
        }
    }
}

fn points(ring: &[[f32; 2]]) -> Vec<Point> {
    ring.iter()
        .map(|&[x, y]| Point::new(x.into(), y.into()))
        .collect()
}

fn px(at: Point) -> [f32; 2] {
    [at.x as f32, at.y as f32]
}

fn middle(ring: &[Point]) -> Point {
    let sum = ring.iter().fold(Vec2::ZERO, |sum, at| sum + at.to_vec2());
    (sum / ring.len().max(1) as f64).to_point()
}

/// Twice the area of a ring, above 0 where it goes clockwise on the screen.
fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.to_vec2().cross(b.to_vec2()))
        .sum()
}

/// A ring with [`POINTS`] points that lie as far from each other, going clockwise.
fn even(ring: &[Point]) -> Vec<Point> {
    let mut ring = ring.to_vec();
    if area(&ring) < 0.0 {
        ring.reverse();
    }
    let Some(&first) = ring.first() else {
        return vec![Point::ZERO; POINTS];
    };
    ring.push(first);
    let length: f64 = ring.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let step = length / POINTS as f64;
    let mut even = Vec::with_capacity(POINTS);
    let (mut gone, mut pieces) = (0.0, ring.windows(2));
    let mut piece = pieces.next();
    while even.len() < POINTS {
        let Some(&[from, to]) = piece.and_then(|piece| piece.first_chunk()) else {
            even.push(first);
            continue;
        };
        let here = from.distance(to);
        let left = step * even.len() as f64 - gone;
        if left <= here {
            let t = if here > 0.0 { left / here } else { 0.0 };
            even.push(from.lerp(to, t));
        } else {
            gone += here;
            piece = pieces.next();
        }
    }
    even
}

/// The same ring begun where its points have the least way from those of another.
fn matched(from: &[Point], mut to: Vec<Point>) -> Vec<Point> {
    let (a, b) = (middle(from).to_vec2(), middle(&to).to_vec2());
    let apart = |turn: usize| -> f64 {
        let turned = to.iter().cycle().skip(turn);
        let pairs = from.iter().zip(turned);
        pairs
            .map(|(from, to)| ((from.to_vec2() - a) - (to.to_vec2() - b)).hypot2())
            .sum()
    };
    let best = (0..to.len()).min_by(|&x, &y| apart(x).total_cmp(&apart(y)));
    to.rotate_left(best.unwrap_or_default());
    to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Basemap;
    use crate::map::cartogram::{Homes, grid, layout};

    fn both() -> (MapLayout, MapLayout) {
        let map = Basemap::decode(include_bytes!("../../../assets/europe.bin")).unwrap();
        let sight = MapLayout::sight(&map, 600.0, None);
        let base = MapLayout::new(&map, &sight, &Default::default());
        let tiles = layout(&grid(&Homes::of(&map)), &base);
        (base, tiles)
    }

    #[test]
    fn a_country_begins_as_on_the_map_and_ends_as_its_tile() {
        let (map, tiles) = both();
        let morph = Morph::new(&map, &tiles);
        let (start, end) = (morph.at(0.0), morph.at(1.0));
        assert_eq!(start.units.len(), map.units.len());
        for ((from, to), (first, last)) in map
            .units
            .iter()
            .zip(&tiles.units)
            .zip(start.units.iter().zip(&end.units))
        {
            assert_eq!((from.code, from.code), (first.code, last.code));
            let near = |a: kurbo::Rect, b: kurbo::Rect, by: f64| a.inflate(by, by).contains_rect(b);
            assert!(near(last.bounds, to.bounds, 2.0) && near(to.bounds, last.bounds, 0.01));
            if from.dot.is_none() {
                // Points that lie as far from each other cut its corners.
                assert!(near(from.bounds, first.bounds, 1.0), "{:?}", from.code);
            }
        }
    }

    #[test]
    fn on_the_way_nothing_jumps() {
        let (map, tiles) = both();
        let morph = Morph::new(&map, &tiles);
        let (before, after) = (morph.at(0.5), morph.at(0.51));
        for (a, b) in before.units.iter().zip(&after.units) {
            for (from, to) in a.shape.points().iter().zip(b.shape.points()) {
                let gone = (from[0] - to[0]).hypot(from[1] - to[1]);
                assert!(gone < 12.0, "{:?} {gone}", a.code);
            }
        }
    }

    #[test]
    fn a_ring_is_parted_evenly_and_begun_where_it_has_the_least_way() {
        let square = [(0.0, 0.0), (18.0, 0.0), (18.0, 18.0), (0.0, 18.0)].map(Point::from);
        let ring = even(&square);
        assert_eq!(ring.len(), POINTS);
        assert!(
            ring.windows(2)
                .all(|pair| (pair[0].distance(pair[1]) - 1.0).abs() < 1e-9)
        );
        let mut turned = ring.clone();
        turned.rotate_left(17);
        assert_eq!(matched(&ring, turned), ring);
        let mut back = square;
        back.reverse();
        assert!(area(&even(&back)) > 0.0);
    }

    #[test]
    fn a_ring_without_length_is_as_many_points_at_one_place() {
        let at = Point::new(3.0, 4.0);
        assert_eq!(even(&[at]), vec![at; POINTS]);
        assert_eq!(even(&[]).len(), POINTS);
    }
}
