//! Writing base-map files; for the tools that make them. Readers only decode.

use super::basemap::{ArcRef, Basemap};
use super::bytes::{put_text, put_varint, put_zigzag};
use super::decode::{MAGIC, VERSION};
use super::projection::Projection;
use crate::error::Error;

/// What a base-map file holds, in plain lists. All coordinates are in steps of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The plane.
    pub projection: Projection,
    /// Metres a step; 1 or more.
    pub grid: u32,
    /// Left, bottom, width, height.
    pub frame: [i32; 4],
    /// Which detail this is.
    pub level: String,
    /// Whom to credit.
    pub attribution: String,
    /// Units and areas, ascending by code.
    pub units: Vec<UnitParts>,
    /// At least two points each.
    pub arcs: Vec<Vec<[i32; 2]>>,
}

/// A unit or an area of a base-map file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitParts {
    /// Its code.
    pub code: String,
    /// Its label point.
    pub label: [i32; 2],
    /// Its polygons: rings, the outer one first, of arc references. A reference is an index in
    /// [`Parts::arcs`], or the complement (`!index`) of one to pass it backwards. Arcs of a ring
    /// meet end to end, and the last meets the first.
    pub polygons: Vec<Vec<Vec<i32>>>,
}

/// The columns after the topology.
#[derive(Default)]
struct Columns {
    lengths: Vec<u8>,
    starts: [Vec<u8>; 2],
    steps: [Vec<u8>; 2],
    last_start: [i32; 2],
}

/// The bytes of a base-map file. Arcs are renumbered and turned to the order and direction in
/// which units first pass them; an arc that no unit passes is left out.
#[must_use]
pub fn encode(parts: &Parts) -> Vec<u8> {
    let mut out = header(parts);
    let mut columns = Columns {
        last_start: [parts.frame[0], parts.frame[1]],
        ..Columns::default()
    };
    // The new number of each arc, and whether it was first met backwards.
    let mut numbers: Vec<Option<(u32, bool)>> = vec![None; parts.arcs.len()];
    let mut met = 0;
    for unit in &parts.units {
        put_varint(&mut out, unit.polygons.len() as u32);
        for polygon in &unit.polygons {
            put_varint(&mut out, polygon.len() as u32);
            for ring in polygon {
                put_varint(&mut out, ring.len() as u32);
                for (i, &reference) in ring.iter().enumerate() {
                    let (arc, backwards) = arc_of(reference);
                    if let Some((number, turned)) = numbers[arc] {
                        let forwards = u32::from(backwards == turned);
                        put_varint(&mut out, 1 + 2 * (met - 1 - number) + forwards);
                    } else {
                        numbers[arc] = Some((met, backwards));
                        met += 1;
                        out.push(0);
                        columns.put(&parts.arcs[arc], backwards, i == 0, i + 1 == ring.len());
                    }
                }
            }
        }
    }
    let Columns {
        lengths,
        starts: [x, y],
        steps: [dx, dy],
        ..
    } = columns;
    for column in [lengths, x, y, dx, dy] {
        out.extend(column);
    }
    out
}

impl Columns {
    /// Appends an arc, less what its ring tells.
    fn put(&mut self, arc: &[[i32; 2]], backwards: bool, begins: bool, ends: bool) {
        let mut points = arc.to_vec();
        if backwards {
            points.reverse();
        }
        put_varint(&mut self.lengths, points.len() as u32 - 2);
        let stored = if ends { points.len() - 1 } else { points.len() };
        for axis in [0, 1] {
            if begins {
                put_zigzag(
                    &mut self.starts[axis],
                    points[0][axis] - self.last_start[axis],
                );
                self.last_start[axis] = points[0][axis];
            }
            for pair in points[..stored].windows(2) {
                put_zigzag(&mut self.steps[axis], pair[1][axis] - pair[0][axis]);
            }
        }
    }
}

/// Everything before the topology.
fn header(parts: &Parts) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    out.push(parts.projection.id());
    #[cfg(feature = "formats")]
    if let Projection::Local { lon, lat } = parts.projection {
        put_zigzag(&mut out, lon);
        put_zigzag(&mut out, lat);
    }
    put_varint(&mut out, parts.grid);
    let [left, bottom, width, height] = parts.frame;
    put_zigzag(&mut out, left);
    put_zigzag(&mut out, bottom);
    put_varint(&mut out, width as u32);
    put_varint(&mut out, height as u32);
    put_text(&mut out, &parts.level);
    put_text(&mut out, &parts.attribution);
    put_varint(&mut out, parts.units.len() as u32);
    for unit in &parts.units {
        put_varint(&mut out, unit.code.len() as u32);
    }
    for unit in &parts.units {
        out.extend_from_slice(unit.code.as_bytes());
    }
    for (axis, origin) in [left, bottom].into_iter().enumerate() {
        for unit in &parts.units {
            put_zigzag(&mut out, unit.label[axis] - origin);
        }
    }
    out
}

/// The arc of a reference and whether it is passed backwards.
fn arc_of(reference: i32) -> (usize, bool) {
    if reference < 0 {
        (!reference as usize, true)
    } else {
        (reference as usize, false)
    }
}

impl Parts {
    /// What a file holds: encoded again, the parts give the same bytes.
    ///
    /// # Errors
    ///
    /// As [`Basemap::decode`].
    pub fn decode(bytes: &[u8]) -> crate::Result<Self> {
        Basemap::entries(bytes)
            .map(|entries| entries.parts())
            .map_err(Error::Basemap)
    }
}

impl Basemap {
    fn parts(&self) -> Parts {
        let reference = |at: &ArcRef| {
            let arc = at.arc() as i32;
            if at.reversed() { !arc } else { arc }
        };
        let steps = |metres: f64| (metres / self.grid()).round() as i32;
        let units = self.units.iter().map(|unit| UnitParts {
            code: unit.code.clone(),
            label: [steps(unit.label.x), steps(unit.label.y)],
            polygons: self.polygons[unit.polygons.start as usize..unit.polygons.end as usize]
                .iter()
                .map(|polygon| {
                    let rings = polygon.rings.clone();
                    rings
                        .map(|ring| self.ring(ring).iter().map(reference).collect())
                        .collect()
                })
                .collect(),
        });
        Parts {
            projection: self.projection,
            grid: self.grid,
            frame: self.frame,
            level: self.level.clone(),
            attribution: self.attribution.clone(),
            units: units.collect(),
            arcs: (0..self.arc_count())
                .map(|arc| self.steps_of(arc).to_vec())
                .collect(),
        }
    }
}
