//! Joins rings on a grid to a map: where they are cut into arcs, and which arcs two areas share.

use kurbo::{Point, Rect};

use super::super::basemap::{ArcKind, ArcRef, Basemap, Polygon, Unit};
use super::super::decode::FAR;
use super::{Plan, Rings, Shape, Step, doubled_area, sides};
use crate::sort::sort_few;

/// The space around all areas, as a part of their size, at each side.
const MARGIN: f64 = 0.02;

/// Joins shapes to a map.
pub(super) fn map(shapes: &[Shape<'_>], plan: &Plan) -> Basemap {
    let rings = shapes
        .iter()
        .flat_map(|shape| shape.polygons.iter().flatten());
    let cuts = Cuts::of(rings);
    // The arc that begins with each side, and the unit that had it last.
    let mut known: Vec<Option<(usize, usize)>> = vec![None; cuts.neighbours.len()];
    let grid = plan.grid.max(1);
    let mut map = Basemap::blank(plan.projection, grid);
    map.attribution.clone_from(&plan.attribution);
    for (unit, shape) in shapes.iter().enumerate() {
        let first = map.polygons.len() as u32;
        for rings in &shape.polygons {
            let first = map.ring_starts.len() as u32 - 1;
            for ring in rings {
                for (arc, reversed) in cuts.arcs(ring) {
                    let known = &mut known[cuts.side([arc[0], arc[1]])];
                    let number = known.map_or(map.kinds.len(), |(number, _)| number);
                    if let Some((_, user)) = *known {
                        map.kinds[number] = if user == unit {
                            ArcKind::Frame
                        } else {
                            ArcKind::Border
                        };
                    } else {
                        map.points.extend(arc);
                        map.arc_starts.push(map.points.len() as u32);
                        map.kinds.push(ArcKind::Coast);
                        *known = Some((number, unit));
                    }
                    map.refs.push(ArcRef::new(number, reversed));
                }
                map.ring_starts.push(map.refs.len() as u32);
            }
            map.polygons.push(Polygon {
                bbox: [0; 4],
                rings: first..first + rings.len() as u32,
            });
        }
        let label = label_of(&shape.polygons, f64::from(grid)).unwrap_or(shape.middle);
        map.units.push(Unit {
            code: shape.key.to_owned(),
            label,
            bbox: Rect::from_points(label, label),
            polygons: first..map.polygons.len() as u32,
        });
    }
    map.derive_boxes();
    let boxes = map.units.iter().map(|unit| unit.bbox);
    // Lines along the edge are seen whole.
    let margin = |all: Rect| all.inflate(all.width() * MARGIN, all.height() * MARGIN);
    let around = || boxes.reduce(|a, b| a.union(b)).map(margin);
    let frame = plan.frame.or_else(around).unwrap_or_default();
    let steps = |metres: f64| {
        (metres / f64::from(grid))
            .round()
            .clamp(-f64::from(FAR), f64::from(FAR)) as i32
    };
    let (left, bottom) = (steps(frame.x0), steps(frame.y0));
    map.frame = [
        left,
        bottom,
        (steps(frame.x1) - left).max(1),
        (steps(frame.y1) - bottom).max(1),
    ];
    map
}

/// Where rings are cut into arcs: at the points with more than two neighbours.
struct Cuts {
    /// Every point with each of its neighbours, ascending.
    neighbours: Vec<[Step; 2]>,
}

impl Cuts {
    fn of<'a>(rings: impl Iterator<Item = &'a Vec<Step>>) -> Self {
        let mut neighbours = Vec::new();
        for ring in rings {
            for [a, b] in sides(ring) {
                neighbours.extend([[a, b], [b, a]]);
            }
        }
        neighbours.sort_unstable();
        neighbours.dedup();
        Self { neighbours }
    }

    /// The place of a side among all. As arcs end where more than two sides meet, a side is of one arc.
    fn side(&self, side: [Step; 2]) -> usize {
        self.neighbours.partition_point(|pair| *pair < side)
    }

    fn is_cut(&self, point: Step) -> bool {
        let first = self.neighbours.partition_point(|pair| pair[0] < point);
        self.neighbours
            .get(first + 2)
            .is_some_and(|pair| pair[0] == point)
    }

    /// The arcs of a ring in the order it passes them, each in the direction that it has in all rings, and
    /// whether the ring passes it the other way.
    fn arcs(&self, ring: &[Step]) -> Vec<(Vec<Step>, bool)> {
        let start = ring.iter().position(|&point| self.is_cut(point));
        // A ring by itself begins at its least point, in whichever polygon it is met.
        let least = || (0..ring.len()).min_by_key(|&i| ring[i]);
        let start = start.or_else(least).unwrap_or_default();
        let mut arcs = Vec::new();
        let mut arc: Vec<Step> = Vec::new();
        for i in 0..=ring.len() {
            let point = ring[(start + i) % ring.len()];
            arc.push(point);
            if i == ring.len() || i > 0 && self.is_cut(point) {
                let mut turned = arc.clone();
                turned.reverse();
                let reversed = turned < arc;
                arcs.push((if reversed { turned } else { arc }, reversed));
                arc = vec![point];
            }
        }
        arcs
    }
}

/// A point well inside the largest polygon, in metres: the middle of the longest stretch inside it among a
/// few lines across.
fn label_of(polygons: &[Rings], grid: f64) -> Option<Point> {
    const LINES: i32 = 16;
    let largest = polygons
        .iter()
        .max_by_key(|rings| rings.first().map_or(0, |ring| doubled_area(ring).abs()))?;
    let ys = || largest.iter().flatten().map(|step| f64::from(step[1]));
    let (low, high) = (ys().fold(f64::MAX, f64::min), ys().fold(f64::MIN, f64::max));
    let mut best = (0.0, Point::ZERO);
    let mut crossings = Vec::new();
    for line in 1..LINES {
        let y = low + (high - low) * (f64::from(line) + 0.01) / f64::from(LINES);
        crossings.clear();
        for ring in largest {
            for [a, b] in sides(ring) {
                let ([ax, ay], [bx, by]) = (a.map(f64::from), b.map(f64::from));
                if (ay > y) != (by > y) {
                    crossings.push(ax + (bx - ax) * (y - ay) / (by - ay));
                }
            }
        }
        sort_few(&mut crossings, |a, b| a < b);
        for pair in crossings.chunks_exact(2) {
            // Near the middle, where there is room above and below.
            let middle = 1.0 - (2.0 * f64::from(line) / f64::from(LINES) - 1.0).abs() / 2.0;
            let room = (pair[1] - pair[0]) * middle;
            if room > best.0 {
                best = (room, Point::new((pair[0] + pair[1]) / 2.0, y));
            }
        }
    }
    (best.0 > 0.0).then(|| (best.1.to_vec2() * grid).to_point())
}
