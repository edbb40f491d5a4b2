//! Cartograms: countries that are as large as each other, or as their numbers, and not where they are.
//!
//! A cartogram is another [`MapLayout`]: its units have squares or circles for shapes, so that colours, hatch,
//! outlines and what is pointed at are those of any map. It lies in the plane of the map that it stands for, and
//! a map turns into it shape by shape.

mod dorling;
mod grid;
mod morph;

use std::f64::consts::TAU;
use std::rc::Rc;

use kurbo::{Point, Rect};

use super::{MapLayout, UnitRooms, UnitShape};
use crate::geo::Basemap;
use crate::scene::Lines;

pub use dorling::Dorling;
pub use grid::grid;
pub use morph::Morph;

/// Where the countries of a map are, and the rectangle in which they are rearranged.
#[derive(Debug, Clone, PartialEq)]
pub struct Homes {
    /// In metres of the map's plane.
    pub frame: Rect,
    /// Unit codes with the points where names go, ascending by code.
    pub units: Vec<([u8; 2], Point)>,
}

impl Homes {
    /// Those of a base map.
    pub fn of(map: &Basemap) -> Self {
        let units = map.units().iter().filter_map(|unit| {
            let code = unit.code.as_bytes().try_into().ok()?;
            Some((code, unit.label))
        });
        Self {
            frame: map.frame(),
            units: units.collect(),
        }
    }
}

/// What stands for a country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    /// Unit code.
    pub code: [u8; 2],
    /// In metres of the map's plane.
    pub center: Point,
    /// Half of a square's side, or a circle's radius, in metres.
    pub half: f64,
    /// Whether it is a circle.
    pub round: bool,
}

/// The sides of a circle are this far off, in CSS pixels.
const OFF: f64 = 0.08;

impl Tile {
    /// Its outline in CSS pixels.
    fn ring(&self, map: &MapLayout) -> Vec<[f32; 2]> {
        let center = map.px(self.center);
        let half = self.half * map.px_per_km() / 1e3;
        let at = |x: f64, y: f64| [(center.x + x * half) as f32, (center.y + y * half) as f32];
        if !self.round {
            return [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
                .map(|(x, y)| at(x, y))
                .to_vec();
        }
        // As 1 - cos x is about x²/2.
        let corners = (TAU / 2.0 * (half / (2.0 * OFF)).sqrt())
            .ceil()
            .clamp(12.0, 400.0);
        let corner = |index: usize| {
            let (y, x) = (index as f64 / corners * TAU).sin_cos();
            at(x, y)
        };
        (0..corners as usize).map(corner).collect()
    }
}

/// The layout of tiles, ascending by code, in the place of a map.
pub fn layout(tiles: &[Tile], map: &MapLayout) -> MapLayout {
    let unit = |tile: &Tile| {
        let mut shape = Lines::rings();
        shape.push(&tile.ring(map));
        UnitShape {
            code: tile.code,
            bounds: shape.bounds(),
            shape: Rc::new(shape),
            label: map.px(tile.center),
            dot: None,
        }
    };
    map.with_units(tiles.iter().map(unit).collect())
}

/// What room for texts tiles have.
pub fn rooms(tiles: &[Tile]) -> Vec<UnitRooms> {
    let rooms = |tile: &Tile| UnitRooms::plain(tile.code, tile.center, tile.half, tile.round);
    tiles.iter().map(rooms).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_lies_where_its_middle_is_and_is_as_large_as_it_should() {
        let map = Basemap::decode(include_bytes!("../../assets/europe.bin")).unwrap();
        let sight = MapLayout::sight(&map, 600.0, None);
        let base = MapLayout::new(&map, &sight, &Default::default());
        let tile = |round| Tile {
            code: *b"IT",
            center: map.frame().center(),
            half: map.frame().width() / 20.0,
            round,
        };
        for round in [false, true] {
            let drawn = layout(&[tile(round)], &base);
            let unit = drawn.unit(*b"IT").unwrap();
            let middle = base.size.to_rect().center();
            assert!((unit.bounds.center() - middle).hypot() < 0.6);
            assert!(
                (unit.bounds.width() - 60.0).abs() < 0.2,
                "{:?}",
                unit.bounds
            );
            assert!(drawn.borders.is_empty());
            assert_eq!(drawn.coast.points().len(), unit.shape.points().len());
        }
    }
}
