//! Reading base-map files; [`basemap`](super::basemap) says what stands in them.

use kurbo::{Point, Rect};

use super::basemap::{ArcKind, ArcRef, Basemap, Polygon, Unit};
use super::bytes::{CUT_SHORT, Flaw, Reader, flaw, text_of};
use super::projection::Projection;
use crate::error::Error;

type Result<T> = std::result::Result<T, Flaw>;

/// What a base-map file begins with.
pub(super) const MAGIC: [u8; 4] = *b"CPbm";

/// The version of the format.
pub(super) const VERSION: u8 = 2;

/// Coordinates of more steps than this are no map's; sums of a few of them stay in range.
pub(super) const FAR: i32 = 1 << 24;

const OPEN_RING: Flaw = flaw("a ring in it does not close");
const TOO_FAR: Flaw = flaw("a point in it lies off every map");

/// Whether two units, ascending, have not settled their line by a treaty: that between Israel and Palestine is
/// the armistice line of 1949, and Serbia and five members of the European Union do not recognise Kosovo. It
/// is drawn as [`ArcKind::Status`] on every map, as the European Union's own maps have it.
fn is_unsettled(a: &[u8], b: &[u8]) -> bool {
    matches!((a, b), (b"IL", b"PS") | (b"RS", b"XK"))
}

impl Basemap {
    /// Reads a base map's bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Basemap`] when the bytes are no base map, one of a later version or an unknown
    /// projection, cut short, or contradict themselves. Never panics, and never takes more memory
    /// than a few times the length of `bytes`.
    pub fn decode(bytes: &[u8]) -> crate::Result<Self> {
        let mut map = Self::entries(bytes).map_err(Error::Basemap)?;
        map.finish();
        Ok(map)
    }

    /// What a file holds, each area still beside its owner; kinds and boxes are not worked out.
    // The page's build calls it once.
    #[cfg_attr(not(feature = "formats"), inline(always))]
    pub(super) fn entries(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new(bytes);
        let mut map = header(&mut reader)?;
        topology(&mut reader, &mut map)?;
        geometry(&mut reader, &mut map)?;
        if reader.remaining() > 0 {
            return Err(flaw("something follows its end"));
        }
        Ok(map)
    }

    /// Works out what a file does not say, and makes each area a part of the unit before it that owns it.
    pub(super) fn finish(&mut self) {
        self.derive_kinds();
        let mut unit = 0;
        for entry in 1..self.units.len() {
            if owner_of(&self.units[entry].code) == self.units[unit].code.as_bytes() {
                self.units[unit].polygons.end = self.units[entry].polygons.end;
            } else {
                unit += 1;
                self.units.swap(unit, entry);
            }
        }
        self.units.truncate(unit + 1);
        self.derive_boxes();
    }

    /// What a line between two entries is, which stand in this order.
    fn line_between(&self, first: usize, second: usize) -> ArcKind {
        let a = owner_of(&self.units[first].code);
        let b = owner_of(&self.units[second].code);
        if a == b || is_unsettled(a, b) {
            ArcKind::Status
        } else {
            ArcKind::Border
        }
    }

    /// Tells borders, coasts and the frame's edges apart.
    fn derive_kinds(&mut self) {
        let mut users: Vec<Option<usize>> = vec![None; self.kinds.len()];
        for unit in 0..self.units.len() {
            let arcs: Vec<usize> = self.rings(unit).flatten().map(|at| at.arc()).collect();
            for arc in arcs {
                match users[arc] {
                    Some(other) if other != unit => {
                        self.kinds[arc] = self.line_between(other, unit);
                    }
                    _ => users[arc] = Some(unit),
                }
            }
        }
        let [left, bottom, width, height] = self.frame;
        let (right, top) = (left + width, bottom + height);
        for arc in 0..self.kinds.len() {
            let on_edge = |pair: &[[i32; 2]]| {
                let both = |axis: usize, edge| pair[0][axis] == edge && pair[1][axis] == edge;
                both(0, left) || both(0, right) || both(1, bottom) || both(1, top)
            };
            if self.steps_of(arc).windows(2).all(on_edge) {
                self.kinds[arc] = ArcKind::Frame;
            }
        }
    }

    /// Works out the boxes of polygons and units, and the units' order by size.
    pub(super) fn derive_boxes(&mut self) {
        for polygon in 0..self.polygons.len() {
            // Holes lie inside the first ring.
            let mut bbox = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
            for [x, y] in self.ring_steps(self.ring(self.polygons[polygon].rings.start)) {
                bbox = [
                    bbox[0].min(x),
                    bbox[1].min(y),
                    bbox[2].max(x),
                    bbox[3].max(y),
                ];
            }
            self.polygons[polygon].bbox = bbox;
        }
        for unit in 0..self.units.len() {
            let polygons = self.units[unit].polygons.clone();
            let boxes = self.polygons[polygons.start as usize..polygons.end as usize].iter();
            let boxes = boxes.map(|polygon| self.rect(polygon.bbox));
            if let Some(bbox) = boxes.reduce(|a, b| a.union(b)) {
                self.units[unit].bbox = bbox;
            }
        }
        let mut order: Vec<u32> = (0..self.units.len() as u32).collect();
        let area = |unit: u32| self.units[unit as usize].bbox.area();
        crate::sort::sort_few(&mut order, |&a, &b| area(a) < area(b));
        self.by_size = order;
    }

    /// Where a ring's passage of an arc begins (`at_end` false) or ends.
    fn end_of(&self, at: ArcRef, at_end: bool) -> Result<[i32; 2]> {
        let steps = self.steps_of(at.arc());
        let point = if at.reversed() == at_end {
            steps.first()
        } else {
            steps.last()
        };
        point.copied().ok_or(OPEN_RING)
    }
}

/// The code of the unit that an entry is, or is an area of.
fn owner_of(code: &str) -> &[u8] {
    let bytes = code.as_bytes();
    let stroke = bytes.iter().position(|&b| b == b'/');
    &bytes[..stroke.unwrap_or(bytes.len())]
}

/// Reads everything before the topology.
fn header(reader: &mut Reader<'_>) -> Result<Basemap> {
    if reader.take(MAGIC.len()) != Ok(&MAGIC[..]) {
        return Err(flaw("it is no base map"));
    }
    if reader.byte()? != VERSION {
        return Err(flaw("its version is not known"));
    }
    let projection = projection(reader)?;
    let mut map = Basemap::blank(projection, reader.varint()?);
    map.frame = [
        near(reader.zigzag()?)?,
        near(reader.zigzag()?)?,
        size(reader.varint()?)?,
        size(reader.varint()?)?,
    ];
    if map.grid == 0 {
        return Err(flaw("its grid has no size"));
    }
    map.level = reader.text()?.to_owned();
    map.attribution = reader.text()?.to_owned();
    map.units = units(reader, &map)?;
    #[cfg(feature = "formats")]
    map.list_areas();
    Ok(map)
}

/// Reads which plane the coordinates lie in.
fn projection(reader: &mut Reader<'_>) -> Result<Projection> {
    let id = reader.byte()?;
    #[cfg(feature = "formats")]
    if id == Projection::LOCAL {
        let [lon, lat] = [reader.zigzag()?, reader.zigzag()?];
        return Projection::local(lon, lat).ok_or(flaw("its projection has no such origin"));
    }
    Projection::from_id(id).ok_or(flaw("its projection is not known"))
}

/// Reads the units' codes and label points.
fn units(reader: &mut Reader<'_>, map: &Basemap) -> Result<Vec<Unit>> {
    let count = reader.count()?;
    let lengths = (0..count)
        .map(|_| reader.count())
        .collect::<Result<Vec<_>>>()?;
    let mut units: Vec<Unit> = Vec::with_capacity(count);
    for length in lengths {
        let code = text_of(reader.take(length)?)?;
        if units.last().is_some_and(|last| last.code.as_str() >= code) {
            return Err(flaw("its units are out of order"));
        }
        units.push(Unit {
            code: code.to_owned(),
            label: Point::ZERO,
            bbox: Rect::ZERO,
            polygons: 0..0,
        });
    }
    for unit in &mut units {
        unit.label.x = f64::from(near(near(reader.zigzag()?)? + map.frame[0])?) * map.grid();
    }
    for unit in &mut units {
        unit.label.y = f64::from(near(near(reader.zigzag()?)? + map.frame[1])?) * map.grid();
        unit.bbox = Rect::from_points(unit.label, unit.label);
    }
    Ok(units)
}

/// Reads which arcs make which rings.
fn topology(reader: &mut Reader<'_>, map: &mut Basemap) -> Result<()> {
    let mut met = 0;
    for unit in 0..map.units.len() {
        let first = map.polygons.len() as u32;
        for _ in 0..reader.count()? {
            let first = map.ring_starts.len() as u32 - 1;
            let rings = reader.count()?;
            for _ in 0..rings {
                let refs = reader.count()?;
                for _ in 0..refs {
                    map.refs.push(reference(reader.varint()?, &mut met)?);
                }
                map.ring_starts.push(map.refs.len() as u32);
                if refs == 0 {
                    return Err(OPEN_RING);
                }
            }
            if rings == 0 {
                return Err(flaw("a polygon in it has no ring"));
            }
            map.polygons.push(Polygon {
                bbox: [0; 4],
                rings: first..first + rings as u32,
            });
        }
        map.units[unit].polygons = first..map.polygons.len() as u32;
    }
    map.kinds = vec![ArcKind::Coast; met as usize];
    Ok(())
}

/// Reads a reference to an arc; `met` arcs were met before.
fn reference(word: u32, met: &mut u32) -> Result<ArcRef> {
    let Some(known) = word.checked_sub(1) else {
        *met += 1;
        return Ok(ArcRef::new(*met as usize - 1, false));
    };
    let arc = met.checked_sub(1 + (known >> 1));
    let arc = arc.ok_or(flaw("a ring in it has an unknown arc"))?;
    Ok(ArcRef::new(arc as usize, known & 1 == 0))
}

/// Which part of an arc its ring tells.
#[derive(Clone, Copy, Default)]
struct Told {
    /// Its first point: that of no ring, but where the arc before it ends.
    start: bool,
    /// Its last point: where its ring begins.
    end: bool,
}

/// Reads the points of the arcs.
fn geometry(reader: &mut Reader<'_>, map: &mut Basemap) -> Result<()> {
    let told = told_by_rings(map);
    // Every step takes two bytes at least, one in each column.
    let budget = reader.remaining();
    let mut lengths = Vec::with_capacity(told.len());
    let mut total = 0_usize;
    for told in &told {
        let length = reader.varint()? as usize + 2;
        total += length - 1 - usize::from(told.end);
        if total > budget {
            return Err(CUT_SHORT);
        }
        lengths.push(length);
    }
    let firsts = told.iter().filter(|told| !told.start).count();
    let mut columns = [const { Vec::new() }; 4];
    for (column, count) in columns.iter_mut().zip([firsts, firsts, total, total]) {
        *column = column_of(reader, count)?;
    }
    let [x, y, dx, dy] = columns;
    let mut starts = x.into_iter().zip(y);
    let mut steps = dx.into_iter().zip(dy);
    let mut start = [map.frame[0], map.frame[1]];
    for ring in 0..map.ring_starts.len() - 1 {
        let refs = map.ring(ring as u32).to_vec();
        for (i, &at) in refs.iter().enumerate() {
            let arc = at.arc();
            if arc + 1 == map.arc_starts.len() {
                let from = if i > 0 {
                    map.end_of(refs[i - 1], true)?
                } else {
                    start = walk(start, starts.next().ok_or(CUT_SHORT)?)?;
                    start
                };
                let mut here = from;
                map.points.push(here);
                for _ in 0..lengths[arc] - 1 - usize::from(told[arc].end) {
                    here = walk(here, steps.next().ok_or(CUT_SHORT)?)?;
                    map.points.push(here);
                }
                if told[arc].end {
                    let close = if i > 0 {
                        map.end_of(refs[0], false)?
                    } else {
                        from
                    };
                    map.points.push(close);
                }
                map.arc_starts.push(map.points.len() as u32);
            } else if i > 0 && map.end_of(refs[i - 1], true)? != map.end_of(at, false)? {
                return Err(OPEN_RING);
            }
        }
        let (first, last) = (refs[0], refs[refs.len() - 1]);
        if map.end_of(last, true)? != map.end_of(first, false)? {
            return Err(OPEN_RING);
        }
    }
    Ok(())
}

/// What the rings tell of each arc.
fn told_by_rings(map: &Basemap) -> Vec<Told> {
    let mut told = Vec::with_capacity(map.kinds.len());
    for ring in 0..map.ring_starts.len() - 1 {
        let refs = map.ring(ring as u32);
        for (i, at) in refs.iter().enumerate() {
            if at.arc() == told.len() {
                told.push(Told {
                    start: i > 0,
                    end: i + 1 == refs.len(),
                });
            }
        }
    }
    told
}

/// Reads a column of signed numbers.
fn column_of(reader: &mut Reader<'_>, count: usize) -> Result<Vec<i32>> {
    if count > reader.remaining() {
        return Err(CUT_SHORT);
    }
    (0..count).map(|_| near(reader.zigzag()?)).collect()
}

/// A point a step away.
fn walk(from: [i32; 2], (dx, dy): (i32, i32)) -> Result<[i32; 2]> {
    Ok([near(from[0] + dx)?, near(from[1] + dy)?])
}

/// A coordinate that some map may have.
fn near(steps: i32) -> Result<i32> {
    if (-FAR..=FAR).contains(&steps) {
        Ok(steps)
    } else {
        Err(TOO_FAR)
    }
}

/// A width or height that some map may have.
fn size(steps: u32) -> Result<i32> {
    near(i32::try_from(steps).map_err(|_| TOO_FAR)?)
}
