//! [`Basemap`]: the shapes of countries, ready to draw, and the file that holds them.
//!
//! Neighbours share the arc between them, so they fit without gaps however an arc is simplified,
//! and an arc says by its users what it is: a border has two, a coast one.
//!
//! # The file
//!
//! Numbers are LEB128 varints; *signed* ones are folded first (zigzag: 0, -1, 1, -2 …). A text is
//! its length in bytes and its UTF-8. Coordinates are whole *steps* of the grid in the
//! projection's plane, y to the north: metres are steps times the grid.
//!
//! | part | holds |
//! |---|---|
//! | magic | the four bytes `CPbm` |
//! | version | one byte, 2 |
//! | projection | one byte: [`Projection::id`]; after 3, longitude and latitude of its origin in hundredths of a degree (signed) |
//! | grid | metres a step |
//! | frame | left and bottom (signed), width and height, in steps |
//! | level | text: which detail this is, such as `europe/2000` |
//! | attribution | text: whom to credit |
//! | entries | their number, then the lengths of their codes, then the codes, ascending: a unit, or after it an area of it |
//! | labels | x of every entry's label point, then y of every one, in steps from the frame's left bottom corner (signed) |
//! | topology | per entry its number of polygons; per polygon its number of rings; per ring its number of arcs, then the arcs |
//! | lengths | per arc, its number of points less two |
//! | starts | x, then y (signed) of the first point of each arc that begins its ring, from the one before (the first from the frame's corner) |
//! | steps | x, then y (signed) from each point of every arc to the next |
//!
//! An arc is 0 when it is met for the first time; arcs are numbered in that order and lie along
//! the ring that meets them first. An arc met before is 1 + 2 *b* + *f*: *b* tells how many arcs
//! back from the newest one it is, and *f* is 1 when it is passed forwards. The first ring of a
//! polygon is its outside, the others its holes. What the ring tells already is not stored: where
//! a new arc begins that follows another in its ring, and the last step of a new arc that ends
//! its ring.
//!
//! An *area* is a part of a unit that others hold or claim. Its code is its owner's here, a stroke and its
//! name: `UA/crimea`. Decoded, it is part of its owner (or a unit, where its owner is not on the map), and
//! the line between the two is [`ArcKind::Status`]. `assets/SOURCE.md` lists the areas of our maps.

use std::ops::Range;

use kurbo::{Point, Rect};

use super::projection::Projection;

/// A map's countries in a projected plane, at one level of detail.
#[derive(Debug, Clone, PartialEq)]
pub struct Basemap {
    pub(super) projection: Projection,
    /// Metres a step.
    pub(super) grid: u32,
    /// Left, bottom, width, height in steps.
    pub(super) frame: [i32; 4],
    pub(super) level: String,
    pub(super) attribution: String,
    /// Ascending by code.
    pub(super) units: Vec<Unit>,
    #[cfg(feature = "formats")]
    pub(super) areas: Vec<super::ownership::Area>,
    pub(super) polygons: Vec<Polygon>,
    /// Where each ring begins in `refs`, and the end of the last.
    pub(super) ring_starts: Vec<u32>,
    pub(super) refs: Vec<ArcRef>,
    /// Where each arc begins in `points`, and the end of the last.
    pub(super) arc_starts: Vec<u32>,
    pub(super) kinds: Vec<ArcKind>,
    /// In steps.
    pub(super) points: Vec<[i32; 2]>,
    /// Units by the area of their box, smallest first.
    pub(super) by_size: Vec<u32>,
}

/// A country, or what else a base map counts by.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// ISO 3166-1 alpha-2, or `XK` for Kosovo.
    pub code: String,
    /// A point well inside its largest part, in metres: where a label or a dot goes.
    pub label: Point,
    /// The smallest box around it, in metres. A unit too small for the grid has no polygons and
    /// an empty box at its label point.
    pub bbox: Rect,
    pub(super) polygons: Range<u32>,
}

/// A piece of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Polygon {
    /// Left, bottom, right, top in steps.
    pub(super) bbox: [i32; 4],
    pub(super) rings: Range<u32>,
}

/// What an arc is, and so how it is stroked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArcKind {
    /// Between a unit and the sea, or land that no unit has.
    Coast,
    /// Between two units.
    Border,
    /// Around an area within the unit that has it here, or between two units that have not settled their
    /// line: to be told from a border.
    Status,
    /// Where the map's frame cuts a unit, or an editor's area is put together of two: no line in the world,
    /// never stroked.
    Frame,
}

/// An arc of a ring, and the direction it is passed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArcRef(pub(super) u32);

impl ArcRef {
    pub(super) fn new(arc: usize, reversed: bool) -> Self {
        Self((arc as u32) << 1 | u32::from(reversed))
    }

    /// The arc's number.
    #[must_use]
    pub fn arc(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether the ring passes the arc from its last point to its first.
    #[must_use]
    pub fn reversed(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A line between two points where units meet, or around a whole island.
#[derive(Debug, Clone, Copy)]
pub struct Arc<'a> {
    /// What it is.
    pub kind: ArcKind,
    pub(super) grid: u32,
    pub(super) steps: &'a [[i32; 2]],
}

impl Arc<'_> {
    /// Its points in metres, at least two; around an island the first again at the end.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = Point> + ExactSizeIterator {
        let grid = f64::from(self.grid);
        self.steps
            .iter()
            .map(move |&[x, y]| Point::new(f64::from(x) * grid, f64::from(y) * grid))
    }

    /// Whether it ends where it begins.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.steps.first() == self.steps.last()
    }
}

impl Basemap {
    /// A map of nothing, to be filled.
    pub(super) fn blank(projection: Projection, grid: u32) -> Self {
        Self {
            projection,
            grid,
            frame: [0; 4],
            level: String::new(),
            attribution: String::new(),
            units: Vec::new(),
            #[cfg(feature = "formats")]
            areas: Vec::new(),
            polygons: Vec::new(),
            ring_starts: vec![0],
            refs: Vec::new(),
            arc_starts: vec![0],
            kinds: Vec::new(),
            points: Vec::new(),
            by_size: Vec::new(),
        }
    }

    /// The plane its coordinates lie in.
    #[must_use]
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The rectangle it shows, in metres; shapes are cut off there.
    #[must_use]
    pub fn frame(&self) -> Rect {
        let [x, y, width, height] = self.frame;
        self.rect([x, y, x.saturating_add(width), y.saturating_add(height)])
    }

    /// The grid its points lie on, in metres.
    #[must_use]
    pub fn grid(&self) -> f64 {
        f64::from(self.grid)
    }

    /// Which detail this is, such as `europe/2000`.
    #[must_use]
    pub fn level(&self) -> &str {
        &self.level
    }

    /// Whom to credit on the figure; empty when nobody asks for it.
    #[must_use]
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// Its units, ascending by code.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Where in [`units`](Self::units) a code is.
    #[must_use]
    pub fn unit_index(&self, code: &str) -> Option<usize> {
        self.units
            .binary_search_by(|unit| unit.code.as_str().cmp(code))
            .ok()
    }

    /// How many arcs there are.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.kinds.len()
    }

    /// How many points all arcs have together.
    #[must_use]
    pub fn point_count(&self) -> usize {
        self.points.len()
    }

    /// All arcs, in the order that [`ArcRef::arc`] counts in.
    pub fn arcs(&self) -> impl ExactSizeIterator<Item = Arc<'_>> {
        self.kinds
            .iter()
            .zip(self.arc_starts.windows(2))
            .map(|(&kind, ends)| Arc {
                kind,
                grid: self.grid,
                steps: self
                    .points
                    .get(ends[0] as usize..ends[1] as usize)
                    .unwrap_or_default(),
            })
    }

    /// The rings of a unit, outer ones and holes alike (fill with the even-odd rule): the arcs of
    /// each in the order they are passed. None for a unit there is not.
    pub fn rings(&self, unit: usize) -> impl Iterator<Item = &[ArcRef]> {
        let polygons = self
            .units
            .get(unit)
            .map_or(0..0, |unit| unit.polygons.clone());
        let polygons = self
            .polygons
            .get(polygons.start as usize..polygons.end as usize)
            .unwrap_or_default();
        polygons
            .iter()
            .flat_map(|polygon| polygon.rings.clone())
            .map(|ring| self.ring(ring))
    }

    /// The points of a ring in metres, each once: the first does not come again at the end.
    pub fn ring_points<'a>(&'a self, ring: &'a [ArcRef]) -> impl Iterator<Item = Point> + 'a {
        self.ring_steps(ring)
            .map(|[x, y]| Point::new(f64::from(x) * self.grid(), f64::from(y) * self.grid()))
    }

    /// The points of a ring in steps, each once.
    pub(super) fn ring_steps<'a>(
        &'a self,
        ring: &'a [ArcRef],
    ) -> impl Iterator<Item = [i32; 2]> + 'a {
        ring.iter().flat_map(|&at| {
            let steps = self.steps_of(at.arc());
            // An arc's last point is the next one's first.
            let count = steps.len().saturating_sub(1);
            (0..count).map(move |i| {
                if at.reversed() {
                    steps[count - i]
                } else {
                    steps[i]
                }
            })
        })
    }

    pub(super) fn ring(&self, ring: u32) -> &[ArcRef] {
        let ends = self
            .ring_starts
            .get(ring as usize..ring as usize + 2)
            .unwrap_or(&[0, 0]);
        self.refs
            .get(ends[0] as usize..ends[1] as usize)
            .unwrap_or_default()
    }

    pub(super) fn steps_of(&self, arc: usize) -> &[[i32; 2]] {
        let ends = self.arc_starts.get(arc..arc + 2).unwrap_or(&[0, 0]);
        self.points
            .get(ends[0] as usize..ends[1] as usize)
            .unwrap_or_default()
    }

    /// A box of steps in metres.
    pub(super) fn rect(&self, [x0, y0, x1, y1]: [i32; 4]) -> Rect {
        let metres = |steps: i32| f64::from(steps) * self.grid();
        Rect::new(metres(x0), metres(y0), metres(x1), metres(y1))
    }
}
