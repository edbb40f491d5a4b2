//! Countries as squares of a grid, each as large as any other.

use kurbo::{Point, Vec2};

use super::{Homes, Tile};

/// Columns and rows of [`EUROPE`].
const EUROPE_SIZE: (usize, usize) = (11, 11);
/// Column and row of what a map of Europe shows, from the north-west on: near their neighbours, and north and
/// west of each other as they are, where both can be had.
const EUROPE: [(&[u8; 2], u8, u8); 72] = [
    (b"AD", 1, 6),
    (b"AL", 6, 8),
    (b"AM", 10, 6),
    (b"AT", 5, 5),
    (b"AZ", 10, 5),
    (b"BA", 5, 7),
    (b"BE", 3, 4),
    (b"BG", 7, 6),
    (b"BY", 8, 3),
    (b"CH", 3, 5),
    (b"CY", 8, 8),
    (b"CZ", 5, 4),
    (b"DE", 5, 3),
    (b"DK", 5, 2),
    (b"DZ", 2, 9),
    (b"EE", 7, 1),
    (b"EG", 7, 10),
    (b"EH", 0, 9),
    (b"ES", 1, 7),
    (b"FI", 7, 0),
    (b"FO", 2, 1),
    (b"FR", 2, 5),
    (b"GB", 2, 3),
    (b"GE", 9, 5),
    (b"GG", 1, 4),
    (b"GI", 1, 8),
    (b"GL", 0, 0),
    (b"GR", 7, 8),
    (b"HR", 5, 6),
    (b"HU", 6, 5),
    (b"IE", 1, 3),
    (b"IL", 8, 10),
    (b"IM", 2, 2),
    (b"IQ", 10, 8),
    (b"IR", 10, 7),
    (b"IS", 1, 0),
    (b"IT", 3, 6),
    (b"JE", 2, 4),
    (b"JO", 9, 10),
    (b"KZ", 9, 3),
    (b"LB", 8, 9),
    (b"LI", 4, 5),
    (b"LT", 7, 3),
    (b"LU", 4, 4),
    (b"LV", 7, 2),
    (b"LY", 5, 10),
    (b"MA", 1, 9),
    (b"MC", 2, 6),
    (b"MD", 7, 4),
    (b"ME", 5, 8),
    (b"MK", 7, 7),
    (b"MR", 0, 10),
    (b"MT", 4, 9),
    (b"NL", 4, 3),
    (b"NO", 5, 0),
    (b"PL", 6, 3),
    (b"PS", 9, 9),
    (b"PT", 0, 7),
    (b"RO", 7, 5),
    (b"RS", 6, 6),
    (b"RU", 8, 2),
    (b"SA", 10, 10),
    (b"SE", 6, 0),
    (b"SI", 4, 6),
    (b"SK", 6, 4),
    (b"SM", 3, 7),
    (b"SY", 9, 8),
    (b"TN", 3, 9),
    (b"TR", 8, 7),
    (b"UA", 8, 4),
    (b"VA", 3, 8),
    (b"XK", 6, 7),
];

/// A square is this part of its cell: a line of the ground stays around it.
const FILLED: f64 = 0.94;

/// The countries of a map, each a square: Europe as arranged by hand, any other map by itself.
pub fn grid(homes: &Homes) -> Vec<Tile> {
    let cells = by_hand(homes).unwrap_or_else(|| Plan::of(homes).cells());
    let (size, places) = cells;
    let (columns, rows) = (size.0.max(1) as f64, size.1.max(1) as f64);
    let frame = homes.frame;
    let side = (frame.width() / columns).min(frame.height() / rows);
    let corner = frame.center() + Vec2::new(-columns, rows) * (side / 2.0);
    let tile = |(&(code, _), (column, row)): (&([u8; 2], Point), (usize, usize))| Tile {
        code,
        center: corner + Vec2::new(column as f64 + 0.5, -0.5 - row as f64) * side,
        half: side / 2.0 * FILLED,
        round: false,
    };
    homes.units.iter().zip(places).map(tile).collect()
}

/// The number of columns and rows, and column and row of each unit in order.
type Cells = ((usize, usize), Vec<(usize, usize)>);

fn by_hand(homes: &Homes) -> Option<Cells> {
    let place = |(code, _): &([u8; 2], Point)| {
        let at = EUROPE.binary_search_by(|(known, ..)| known.cmp(&code));
        let (_, column, row) = EUROPE[at.ok()?];
        Some((usize::from(column), usize::from(row)))
    };
    let places: Option<Vec<(usize, usize)>> = homes.units.iter().map(place).collect();
    Some((EUROPE_SIZE, places?))
}

/// An arrangement that is looked for: cells that are as near as can be to where units should be.
struct Plan {
    columns: usize,
    rows: usize,
    /// Where units should be, in cells.
    wanted: Vec<Point>,
}

/// So many cells there are for a unit: with fewer, all would be where they are not.
const CELLS_A_UNIT: f64 = 1.5;
/// It is improved at most so often.
const ROUNDS: usize = 24;

impl Plan {
    fn of(homes: &Homes) -> Self {
        let cells = (homes.units.len().max(1) as f64 * CELLS_A_UNIT).max(1.0);
        let frame = homes.frame;
        let aspect = (frame.width() / frame.height().max(1.0)).clamp(0.1, 10.0);
        let columns = (cells * aspect).sqrt().ceil();
        let rows = (cells / columns).ceil();
        let points: Vec<Point> = homes.units.iter().map(|&(_, at)| at).collect();
        let across = ranks(&points, |at| at.x);
        let down = ranks(&points, |at| -at.y);
        // Half way between where they are and even: where countries are small, they get more room.
        let wanted = points
            .iter()
            .zip(across.iter().zip(&down))
            .map(|(at, (x, y))| {
                let part = Point::new(
                    (at.x - frame.x0) / frame.width().max(1.0),
                    (frame.y1 - at.y) / frame.height().max(1.0),
                );
                let even = part.midpoint(Point::new(*x, *y));
                Point::new(even.x * columns - 0.5, even.y * rows - 0.5)
            });
        Self {
            wanted: wanted.collect(),
            columns: columns as usize,
            rows: rows as usize,
        }
    }

    /// How far a unit is from where it should be, squared.
    fn away(&self, unit: usize, cell: usize) -> f64 {
        let at = Point::new((cell % self.columns) as f64, (cell / self.columns) as f64);
        (at - self.wanted[unit]).hypot2()
    }

    /// Each unit in the nearest free cell; then any two change places, and any one its own, where that is
    /// better for both together.
    fn cells(&self) -> Cells {
        const FREE: usize = usize::MAX;
        let mut held = vec![FREE; self.columns * self.rows];
        let mut cell_of = Vec::new();
        for unit in 0..self.wanted.len() {
            let free = (0..held.len()).filter(|&cell| held[cell] == FREE);
            let nearer = |a: &usize, b: &usize| self.away(unit, *a).total_cmp(&self.away(unit, *b));
            let cell = free.min_by(nearer).unwrap_or_default();
            held[cell] = unit;
            cell_of.push(cell);
        }
        for _ in 0..ROUNDS {
            let mut better = false;
            for unit in 0..cell_of.len() {
                for cell in 0..held.len() {
                    let (from, other) = (cell_of[unit], held[cell]);
                    let mut gain = self.away(unit, from) - self.away(unit, cell);
                    if other != FREE {
                        gain += self.away(other, cell) - self.away(other, from);
                    }
                    if gain > 1e-9 {
                        held.swap(from, cell);
                        cell_of[unit] = cell;
                        if other != FREE {
                            cell_of[other] = from;
                        }
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
        let place = |cell: usize| (cell % self.columns, cell / self.columns);
        let places = cell_of.into_iter().map(place).collect();
        ((self.columns, self.rows), places)
    }
}

/// For each point, the part of all points that come before it.
fn ranks(points: &[Point], key: impl Fn(&Point) -> f64) -> Vec<f64> {
    let rank = |at: &Point| {
        let before = points.iter().filter(|other| key(other) < key(at)).count();
        (before as f64 + 0.5) / points.len() as f64
    };
    points.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{ArcKind, Basemap};

    fn map(bytes: &[u8]) -> Basemap {
        Basemap::decode(bytes).unwrap()
    }

    fn europe() -> Basemap {
        map(include_bytes!("../../../assets/europe.bin"))
    }

    fn world() -> Basemap {
        map(include_bytes!("../../../assets/world.bin"))
    }

    fn distinct(cells: &Cells) -> bool {
        let mut places = cells.1.clone();
        places.sort_unstable();
        places.dedup();
        let within = |&(column, row): &(usize, usize)| column < cells.0.0 && row < cells.0.1;
        places.len() == cells.1.len() && places.iter().all(within)
    }

    /// Of the pairs that lie clearly north or west of each other, the part that still does.
    fn kept(homes: &Homes, cells: &Cells) -> f64 {
        let (mut all, mut kept) = (0_usize, 0);
        let least = homes.frame.size() * 0.12;
        for (index, &(_, a)) in homes.units.iter().enumerate() {
            for (other, &(_, b)) in homes.units.iter().enumerate() {
                let (here, there) = (cells.1[index], cells.1[other]);
                if b.x - a.x > least.width {
                    all += 1;
                    kept += usize::from(here.0 < there.0);
                }
                if a.y - b.y > least.height {
                    all += 1;
                    kept += usize::from(here.1 < there.1);
                }
            }
        }
        kept as f64 / all as f64
    }

    /// Pairs of units with a border between them.
    fn neighbours(map: &Basemap) -> Vec<(usize, usize)> {
        let kinds: Vec<ArcKind> = map.arcs().map(|arc| arc.kind).collect();
        let mut users = vec![Vec::new(); kinds.len()];
        for unit in 0..map.units().len() {
            for reference in map.rings(unit).flatten() {
                users[reference.arc()].push(unit);
            }
        }
        let both = users.iter().filter_map(|users| match users[..] {
            [a, b] if a != b => Some((a.min(b), a.max(b))),
            _ => None,
        });
        let mut pairs: Vec<(usize, usize)> = both.collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn europe_is_arranged_by_hand_and_no_two_countries_share_a_cell() {
        let map = europe();
        assert!(EUROPE.is_sorted_by_key(|(code, ..)| code));
        let cells = by_hand(&Homes::of(&map)).unwrap();
        assert!(distinct(&cells));
    }

    #[test]
    fn neighbours_in_europe_are_near_each_other() {
        let map = europe();
        let cells = by_hand(&Homes::of(&map)).unwrap();
        let pairs = neighbours(&map);
        assert!(pairs.len() > 90, "{}", pairs.len());
        let away = |&(a, b): &(usize, usize)| {
            let (a, b) = (cells.1[a], cells.1[b]);
            Vec2::new(a.0 as f64 - b.0 as f64, a.1 as f64 - b.1 as f64).hypot()
        };
        let names = |&(a, b): &(usize, usize)| [a, b].map(|unit| map.units()[unit].code.clone());
        let far: Vec<_> = pairs
            .iter()
            .filter(|pair| away(pair) > 3.7)
            .map(names)
            .collect();
        assert_eq!(far, Vec::<[String; 2]>::new());
        let mean = pairs.iter().map(away).sum::<f64>() / pairs.len() as f64;
        assert!(mean < 1.8, "{mean}");
    }

    #[test]
    fn what_is_north_or_west_mostly_stays_so() {
        let homes = Homes::of(&europe());
        let hand = kept(&homes, &by_hand(&homes).unwrap());
        assert!(hand > 0.9, "{hand}");
        let homes = Homes::of(&world());
        let found = kept(&homes, &Plan::of(&homes).cells());
        assert!(found > 0.9, "{found}");
    }

    #[test]
    fn any_other_map_finds_its_own_arrangement_and_always_the_same() {
        let homes = Homes::of(&world());
        assert_eq!(by_hand(&homes), None);
        let cells = Plan::of(&homes).cells();
        assert!(distinct(&cells));
        assert_eq!(cells, Plan::of(&homes).cells());
        for count in [0, 1, 2, 5] {
            let few = Homes {
                units: homes.units[..count].to_vec(),
                ..homes
            };
            assert!(distinct(&Plan::of(&few).cells()));
            assert_eq!(grid(&few).len(), count);
        }
    }

    #[test]
    fn units_at_one_point_get_a_cell_each() {
        let units = (b'A'..=b'Z').map(|letter| ([b'X', letter], Point::new(5.0, 5.0)));
        let homes = Homes {
            frame: kurbo::Rect::new(0.0, 0.0, 10.0, 10.0),
            units: units.collect(),
        };
        assert!(distinct(&Plan::of(&homes).cells()));
    }

    #[test]
    fn all_squares_are_as_large_and_inside_the_frame() {
        for map in [europe(), world()] {
            let tiles = grid(&Homes::of(&map));
            let frame = map.frame().inflate(1.0, 1.0);
            for tile in &tiles {
                let square =
                    kurbo::Rect::from_center_size(tile.center, (2.0 * tile.half, 2.0 * tile.half));
                assert!(frame.contains_rect(square), "{tile:?}");
                assert_eq!(tile.half, tiles[0].half);
            }
        }
    }
}
