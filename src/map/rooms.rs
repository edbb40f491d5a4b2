//! Room for a text in each country: where, and how large.

use kurbo::{Point, Rect, Size};

use crate::geo::Basemap;

/// A rectangle inside a country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Its middle, in metres of the map's plane.
    pub center: Point,
    /// Its sides, in metres.
    pub size: Size,
}

/// What room a country has.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRooms {
    /// Unit code.
    pub code: [u8; 2],
    /// The largest rectangle of each shape that a text may have.
    pub rooms: Vec<Room>,
    /// What lies inside it.
    pub(super) cells: Cells,
}

/// Width to height of the texts that there are.
const ASPECTS: [f64; 6] = [1.0, 1.6, 2.5, 4.0, 6.0, 9.0];

impl UnitRooms {
    /// What room each country of a map has. It depends on neither the part that is seen nor its size, so
    /// that names stay where they are while the map is moved.
    pub fn of(map: &Basemap) -> Vec<Self> {
        let units = map.units().iter().enumerate();
        let rooms = units.filter_map(|(index, unit)| {
            let cells = Cells::of(map, index);
            let room = |&aspect: &f64| cells.largest(aspect, unit.label);
            Some(Self {
                code: unit.code.as_bytes().try_into().ok()?,
                rooms: ASPECTS.iter().filter_map(room).collect(),
                cells,
            })
        });
        rooms.collect()
    }

    /// What room there is in a square, or in a circle, of this half side or radius.
    pub fn plain(code: [u8; 2], center: Point, half: f64, round: bool) -> Self {
        let room = |&aspect: &f64| {
            let (width, height) = if round {
                let diagonal = (1.0 + aspect * aspect).sqrt();
                (2.0 * half * aspect / diagonal, 2.0 * half / diagonal)
            } else {
                (2.0 * half, 2.0 * half / aspect)
            };
            Room {
                center,
                size: Size::new(width, height),
            }
        };
        Self {
            code,
            rooms: ASPECTS.iter().map(room).collect(),
            cells: Cells::default(),
        }
    }

    /// The largest of its rooms, in square metres.
    pub fn area(&self) -> f64 {
        let areas = self.rooms.iter().map(|room| room.size.area());
        areas.fold(0.0, f64::max)
    }
}

/// So many cells lie along the longer side of a country's largest part.
const CELLS: usize = 60;

/// The largest part of a country, in square cells: those that lie inside.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cells {
    /// The lower left corner, in metres.
    origin: Point,
    /// Of a cell, in metres.
    pub(super) side: f64,
    /// From south to north, a bit a cell: the first is the westernmost.
    rows: Vec<u64>,
}

impl Cells {
    fn of(map: &Basemap, unit: usize) -> Self {
        let rings: Vec<Vec<Point>> = map
            .rings(unit)
            .map(|ring| map.ring_points(ring).collect())
            .collect();
        let boxes = rings.iter().map(|ring| bounds(ring));
        let Some(part) = boxes.max_by(|a, b| a.area().total_cmp(&b.area())) else {
            return Self::default();
        };
        let side = part.width().max(part.height()) / CELLS as f64;
        if side <= 0.0 {
            return Self::default();
        }
        let origin = part.origin();
        let lines = (part.height() / side).ceil() as usize + 1;
        let corner = |line: usize| corners(&rings, origin, side, origin.y + line as f64 * side);
        let corners: Vec<u64> = (0..lines).map(corner).collect();
        let rows = corners.windows(2).map(|pair| {
            let sides = pair[0] & pair[1];
            sides & (sides >> 1)
        });
        Self {
            origin,
            side,
            rows: rows.collect(),
        }
    }

    /// The rectangle of `columns` and `lines` from a cell on.
    fn rect(&self, column: usize, line: usize, columns: usize, lines: usize) -> Rect {
        let at = |column: usize, line: usize| {
            Point::new(
                self.origin.x + column as f64 * self.side,
                self.origin.y + line as f64 * self.side,
            )
        };
        Rect::from_points(at(column, line), at(column + columns, line + lines))
    }

    /// All rectangles of `columns` and `lines` that lie inside it, and inside a part of the plane.
    pub(super) fn inside(
        &self,
        columns: usize,
        lines: usize,
        seen: Rect,
    ) -> impl Iterator<Item = Rect> {
        let cell = |metres: f64| (metres / self.side).clamp(0.0, 64.0);
        let west = cell(seen.x0 - self.origin.x).ceil() as usize;
        let east = cell(seen.x1 - self.origin.x) as usize;
        let south = cell(seen.y0 - self.origin.y).ceil() as usize;
        let north = cell(seen.y1 - self.origin.y) as usize;
        let rows = self.rows.get(south..north.min(self.rows.len()));
        let fits = columns > 0 && lines > 0 && west + columns <= east;
        let rows = rows.filter(|_| fits).unwrap_or_default();
        rows.windows(lines.max(1))
            .enumerate()
            .flat_map(move |(line, rows)| {
                let all = rows.iter().fold(u64::MAX, |all, row| all & row);
                // A bit is left where as many follow it.
                let first = (1..columns).fold(all, |first, next| first & (all >> next));
                let starts = west..(east + 1).saturating_sub(columns);
                starts
                    .filter(move |column| first >> column & 1 == 1)
                    .map(move |column| self.rect(column, south + line, columns, lines))
            })
    }

    /// Whether a point lies in a cell that lies inside.
    pub(super) fn contains(&self, at: Point) -> bool {
        let (x, y) = (at.x - self.origin.x, at.y - self.origin.y);
        let row = self.rows.get((y / self.side).max(0.0) as usize);
        let column = (x / self.side).clamp(0.0, 63.0) as u32;
        x >= 0.0 && y >= 0.0 && row.is_some_and(|row| row >> column & 1 == 1)
    }

    /// The largest rectangle of a shape; of several, the nearest to a point.
    fn largest(&self, aspect: f64, near: Point) -> Option<Room> {
        let lines = |columns: usize| (columns as f64 / aspect).ceil() as usize;
        let all = self.rect(0, 0, 64, 64);
        let mut columns = 0;
        for step in [32, 16, 8, 4, 2, 1] {
            let more = columns + step;
            if self.inside(more, lines(more), all).next().is_some() {
                columns = more;
            }
        }
        let away = |rect: &Rect| (rect.center() - near).hypot2();
        let found = self
            .inside(columns, lines(columns), all)
            .min_by(|a, b| away(a).total_cmp(&away(b)))?;
        Some(Room {
            center: found.center(),
            size: found.size(),
        })
    }
}

fn bounds(ring: &[Point]) -> Rect {
    let mut points = ring.iter();
    let first = points.next().copied().unwrap_or_default();
    let around = Rect::from_points(first, first);
    points.fold(around, |bounds, &at| bounds.union_pt(at))
}

/// Which of the corners along a line of cells lie inside some rings, by the even-odd rule; a bit each.
fn corners(rings: &[Vec<Point>], origin: Point, side: f64, y: f64) -> u64 {
    let mut inside = 0;
    for ring in rings {
        let Some(&last) = ring.last() else { continue };
        let mut from = last;
        for &to in ring {
            if (from.y > y) != (to.y > y) {
                let x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
                // All corners east of it change sides.
                let first = ((x - origin.x) / side).ceil().max(0.0) as u32;
                inside ^= u64::MAX.checked_shl(first).unwrap_or(0);
            }
            from = to;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn europe() -> Basemap {
        Basemap::decode(include_bytes!("../../assets/europe.bin")).unwrap()
    }

    fn encloses(map: &Basemap, unit: usize, at: Point) -> bool {
        let mut odd = false;
        for ring in map.rings(unit) {
            let points: Vec<Point> = map.ring_points(ring).collect();
            let mut from = *points.last().unwrap();
            for to in points {
                if (from.y > at.y) != (to.y > at.y) {
                    let x = from.x + (to.x - from.x) * (at.y - from.y) / (to.y - from.y);
                    odd ^= at.x < x;
                }
                from = to;
            }
        }
        odd
    }

    #[test]
    fn every_room_lies_inside_its_country() {
        let map = europe();
        let rooms = UnitRooms::of(&map);
        assert!(rooms.len() > 60);
        for unit in rooms {
            let index = map
                .unit_index(std::str::from_utf8(&unit.code).unwrap())
                .unwrap();
            for room in &unit.rooms {
                let rect = Rect::from_center_size(room.center, room.size * 0.99);
                let corners = [
                    rect.origin(),
                    Point::new(rect.x1, rect.y0),
                    Point::new(rect.x1, rect.y1),
                    Point::new(rect.x0, rect.y1),
                    rect.center(),
                ];
                for corner in corners {
                    assert!(encloses(&map, index, corner), "{:?} {room:?}", unit.code);
                }
            }
        }
    }

    #[test]
    fn a_wide_room_is_wider_and_lower_than_a_square_one() {
        let rooms = UnitRooms::of(&europe());
        let france = rooms.iter().find(|unit| unit.code == *b"FR").unwrap();
        let (square, wide) = (france.rooms[0], france.rooms[5]);
        assert!(square.size.width > 4e5 && square.size.width <= square.size.height * 1.001);
        assert!(wide.size.width > square.size.width && wide.size.height < square.size.height);
    }

    #[test]
    fn a_text_in_a_circle_reaches_its_edge_at_the_corners_only() {
        let circle = UnitRooms::plain(*b"MT", Point::ZERO, 10.0, true);
        for room in circle.rooms {
            let half_diagonal = room.size.to_vec2().hypot() / 2.0;
            assert!((half_diagonal - 10.0).abs() < 1e-9);
        }
    }
}
