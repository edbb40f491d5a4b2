//! Countries as circles whose area is their number (Dorling, "Area cartograms: their use and creation", 1996).

use std::f64::consts::PI;

use kurbo::{Point, Vec2};

use super::{Homes, Tile};

/// Where circles lie, and how large a number is.
#[derive(Debug, Clone, PartialEq)]
pub struct Dorling {
    /// Ascending by code.
    places: Vec<([u8; 2], Point)>,
    /// The radius of 1, in metres.
    unit: f64,
    /// That of a country without a number.
    none: f64,
}

/// All circles together take at most this part of the frame,
const FILLED: f64 = 0.26;
/// and the largest one's radius is at most this part of its shorter side.
const LARGEST: f64 = 0.14;
/// The radius of a country without a number, as a part of the shorter side.
const NONE: f64 = 0.009;
/// What stays between two circles, likewise.
const GAP: f64 = 0.004;
/// This part of both sides, in the upper left corner, is left to the legend.
const LEGEND: f64 = 0.25;
/// Circles are moved so often: at first home and apart, at last only apart.
const STEPS: usize = 240;
const APART: usize = 90;
/// In a step a circle goes this part of its way home.
const HOMEWARD: f64 = 0.04;

impl Dorling {
    /// Finds a place for every country. `most` is the largest number that it can have, 0 where there is none:
    /// so much room is kept, and circles stay where they are while a reader filters.
    pub fn new(homes: &Homes, most: &dyn Fn([u8; 2]) -> u64) -> Self {
        let frame = homes.frame;
        let short = frame.width().min(frame.height());
        let numbers: Vec<u64> = homes.units.iter().map(|&(code, _)| most(code)).collect();
        let sum = numbers.iter().map(|&n| n as f64).sum::<f64>().max(1.0);
        let largest = numbers.iter().copied().max().unwrap_or(0).max(1) as f64;
        let filling = (FILLED * frame.area() / PI / sum).sqrt();
        let unit = filling.min(LARGEST * short / largest.sqrt());
        let mut dorling = Self {
            places: homes.units.clone(),
            unit,
            none: NONE * short,
        };
        let radii: Vec<f64> = numbers.iter().map(|&n| dorling.radius(n)).collect();
        dorling.settle(homes, &radii, GAP * short);
        // Where there was no room for all of them, all are smaller.
        let part = dorling.clear(&radii);
        dorling.unit *= part;
        dorling.none *= part;
        dorling
    }

    /// The radius of a number, in metres; that of 0 is that of a country without one.
    pub fn radius(&self, n: u64) -> f64 {
        if n == 0 {
            self.none
        } else {
            self.unit * (n as f64).sqrt()
        }
    }

    /// The circles of what is counted now.
    pub fn tiles(&self, number: &dyn Fn([u8; 2]) -> u64) -> Vec<Tile> {
        let tile = |&(code, center): &([u8; 2], Point)| Tile {
            code,
            center,
            half: self.radius(number(code)),
            round: true,
        };
        self.places.iter().map(tile).collect()
    }

    /// What part of their radii circles can have without overlapping, at most 1.
    fn clear(&self, radii: &[f64]) -> f64 {
        let mut part: f64 = 1.0;
        for second in 1..radii.len() {
            for first in 0..second {
                let away = self.places[second].1 - self.places[first].1;
                let sum = radii[first] + radii[second];
                if away.hypot2() < sum * sum {
                    part = part.min(away.hypot2().sqrt() / sum);
                }
            }
        }
        part
    }

    /// Moves circles until no two overlap, near their homes: always in the same order, and so to the same end.
    fn settle(&mut self, homes: &Homes, radii: &[f64], gap: f64) {
        let places = &mut self.places;
        for step in 0..STEPS {
            if step < STEPS - APART {
                for ((_, at), (_, home)) in places.iter_mut().zip(&homes.units) {
                    *at += (*home - *at) * HOMEWARD;
                }
            }
            for second in 1..places.len() {
                for first in 0..second {
                    let away = places[second].1 - places[first].1;
                    let least = radii[first] + radii[second] + gap;
                    if away.x.abs() >= least || away.y.abs() >= least {
                        continue;
                    }
                    let length = away.hypot2().sqrt();
                    if length >= least {
                        continue;
                    }
                    // What lies at one point goes apart in a direction of its own.
                    let direction = if length > 0.0 {
                        away / length
                    } else {
                        Vec2::from_angle(second as f64)
                    };
                    // The smaller one goes further.
                    let (a, b) = (radii[first] * radii[first], radii[second] * radii[second]);
                    let push = direction * (least - length);
                    places[first].1 -= push * (b / (a + b));
                    places[second].1 += push * (a / (a + b));
                }
            }
            for ((_, at), radius) in places.iter_mut().zip(radii) {
                let room = homes.frame.inflate(-radius - gap, -radius - gap);
                at.x = at.x.min(room.x1).max(room.x0);
                at.y = at.y.min(room.y1).max(room.y0);
                // Out of the legend's corner by the shorter way.
                let right = homes.frame.x0 + LEGEND * homes.frame.width() + radius - at.x;
                let down = at.y + radius - (homes.frame.y1 - LEGEND * homes.frame.height());
                if right > 0.0 && down > 0.0 {
                    if right < down {
                        at.x += right;
                    } else {
                        at.y -= down;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::Basemap;

    fn homes(bytes: &[u8]) -> Homes {
        Homes::of(&Basemap::decode(bytes).unwrap())
    }

    fn europe() -> Homes {
        homes(include_bytes!("../../../assets/europe.bin"))
    }

    /// How much two circles overlap at most, as a part of the frame's shorter side.
    fn overlap(homes: &Homes, tiles: &[Tile]) -> f64 {
        let mut most: f64 = 0.0;
        for (index, a) in tiles.iter().enumerate() {
            for b in &tiles[..index] {
                most = most.max(a.half + b.half - a.center.distance(b.center));
            }
        }
        most / homes.frame.width().min(homes.frame.height())
    }

    /// Few have many, most have few, some none.
    fn skewed(code: [u8; 2]) -> u64 {
        match u64::from(code[0]) * 31 % 17 * (u64::from(code[1]) % 5) {
            n if n > 50 => n * 9,
            n if n > 20 => n,
            n if n > 8 => 1,
            _ => 0,
        }
    }

    #[test]
    fn no_two_circles_overlap_and_none_leaves_the_frame() {
        for homes in [europe(), homes(include_bytes!("../../../assets/world.bin"))] {
            for most in [&skewed as &dyn Fn([u8; 2]) -> u64, &|_| 1, &|_| 0] {
                let tiles = Dorling::new(&homes, most).tiles(most);
                let overlap = overlap(&homes, &tiles);
                assert!(overlap < 1e-9, "{overlap}");
                let largest = tiles.iter().map(|tile| tile.half).fold(0.0, f64::max);
                let side = homes.frame.width().min(homes.frame.height());
                assert!(largest / side > 0.008, "{largest}");
                for tile in tiles {
                    let inner = homes.frame.inflate(1.0 - tile.half, 1.0 - tile.half);
                    assert!(inner.contains(tile.center), "{tile:?}");
                }
            }
        }
    }

    #[test]
    fn circles_are_near_their_homes() {
        let homes = europe();
        let tiles = Dorling::new(&homes, &skewed).tiles(&skewed);
        let away = tiles
            .iter()
            .zip(&homes.units)
            .map(|(tile, (_, home))| tile.center.distance(*home));
        let mean = away.sum::<f64>() / tiles.len() as f64 / homes.frame.height();
        assert!(mean < 0.04, "{mean}");
    }

    #[test]
    fn the_area_of_a_circle_is_its_number() {
        let dorling = Dorling::new(&europe(), &skewed);
        let area = |n| dorling.radius(n) * dorling.radius(n);
        assert!((area(100) / area(1) - 100.0).abs() < 1e-6);
        assert!((area(7) / area(14) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn circles_stay_where_they_are_while_their_numbers_become_smaller() {
        let dorling = Dorling::new(&europe(), &skewed);
        let (all, half) = (
            dorling.tiles(&skewed),
            dorling.tiles(&|code| skewed(code) / 2),
        );
        for (before, after) in all.iter().zip(&half) {
            assert_eq!(before.center, after.center);
            assert!(after.half <= before.half.max(dorling.none));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_numbers_are_settled_the_same_way_each_time(numbers in prop::collection::vec(0_u64..1_000_000, 72)) {
            let homes = europe();
            let most = |code: [u8; 2]| {
                let at = homes.units.iter().position(|(known, _)| *known == code);
                numbers[at.unwrap()]
            };
            let found = Dorling::new(&homes, &most);
            prop_assert!(overlap(&homes, &found.tiles(&most)) < 1e-9);
            prop_assert_eq!(&found, &Dorling::new(&homes, &most));
        }
    }
}
