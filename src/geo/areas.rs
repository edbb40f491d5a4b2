//! Base maps of an editor's own areas: regions, provinces, zones of a sea.
//!
//! [`build`] takes rings as a file has them and makes a [`Basemap`] of them that fits one of ours: projected,
//! on a grid, with borders told from coasts where two areas have the same corners along their line. What is
//! wrong with a ring or an area is an [`AreaIssue`], and the rest is drawn.
//! [`read::areas`](crate::read::areas) reads GeoJSON and TopoJSON.

use std::fmt;

use kurbo::{Point, Rect};

use super::basemap::{ArcKind, ArcRef, Basemap, Polygon, Unit};
use super::projection::{LonLat, Projection};

/// An area as a file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Region {
    /// What tells it from the others, such as `EL30`; none if the file does not say.
    pub key: Option<String>,
    /// Its polygons: rings, the outer one first, of points. A point is longitude and latitude in degrees
    /// of WGS 84, or metres to the east and north in EPSG:3035, the same throughout the file.
    pub polygons: Vec<Vec<Vec<[f64; 2]>>>,
}

/// What a map of areas is to be like.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The plane it is drawn in.
    pub projection: Projection,
    /// Metres a step of the grid that corners are moved to; 1 or more.
    pub grid: u32,
    /// The rectangle it shows, in metres; around all areas if not given.
    pub frame: Option<Rect>,
    /// Whom to credit on the figure.
    pub attribution: String,
}

impl Plan {
    /// A map to be laid over another one: in its plane and frame, at a finer grid of 100 m.
    #[must_use]
    pub fn over(map: &Basemap) -> Self {
        Self {
            projection: *map.projection(),
            grid: 100,
            frame: Some(map.frame()),
            attribution: String::new(),
        }
    }
}

/// A map of areas, with what was wrong with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its units are the areas, ascending by key.
    pub map: Basemap,
    /// In the order of the file, each kind once an area.
    pub issues: Vec<AreaIssue>,
}

/// Something wrong with an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaIssue {
    /// What.
    pub kind: AreaIssueKind,
    /// The area's number in the file, from 1; 0 for the file as a whole.
    pub number: usize,
    /// Its key, if it has one.
    pub key: String,
}

/// Kinds of things wrong with areas, and what is done about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AreaIssueKind {
    /// A ring does not end where it begins, but near it: closed.
    Closed,
    /// A ring does not end near where it begins: left out, with its holes if it has any.
    Open,
    /// A ring has fewer than three different points: left out.
    TooFewPoints,
    /// A ring crosses itself: drawn as it is.
    CrossesItself,
    /// A point lies off the Earth: its ring is left out.
    OffTheEarth,
    /// Longitudes stand where latitudes should: taken to be swapped in all of the file.
    Swapped,
    /// The area has no key: left out.
    NoKey,
    /// Another area has the key: both are drawn as one.
    DuplicateKey,
    /// The area has no polygon: a dot cannot be drawn for it either.
    NoPolygon,
}

impl fmt::Display for AreaIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.number > 0 {
            write!(f, "Area {}", self.number)?;
            if !self.key.is_empty() {
                write!(f, " ({})", self.key)?;
            }
            f.write_str(": ")?;
        }
        f.write_str(match self.kind {
            AreaIssueKind::Closed => "a ring did not end at its first point, and was closed.",
            AreaIssueKind::Open => {
                "a ring ends far from its first point, and is left out; repeat the first point at its end."
            }
            AreaIssueKind::TooFewPoints => {
                "a ring has fewer than three different points, and is left out."
            }
            AreaIssueKind::CrossesItself => {
                "a ring crosses itself, and is drawn as it is; parts of it may look cut out."
            }
            AreaIssueKind::OffTheEarth => {
                "a point lies off the Earth, and its ring is left out; expected longitude from -180 to 180, \
                 then latitude from -90 to 90, or metres of EPSG:3035."
            }
            AreaIssueKind::Swapped => {
                "Points have their latitude first, and were taken so; expected longitude, then latitude."
            }
            AreaIssueKind::NoKey => "it has no key, and is left out.",
            AreaIssueKind::DuplicateKey => "its key stands before, and both are drawn as one area.",
            AreaIssueKind::NoPolygon => "it has no polygon, and is left out.",
        })
    }
}

/// A point in steps of the grid.
type Step = [i32; 2];
type Rings = Vec<Vec<Step>>;

/// An area on the grid.
struct Shape<'a> {
    key: &'a str,
    polygons: Vec<Rings>,
    /// Where its label goes when no ring is left, in metres.
    middle: Point,
}

/// Coordinates of more steps than this are no map's, as in files.
const FAR: f64 = (1 << 24) as f64;

/// Makes a base map of areas. Areas too small for the grid have their label point alone.
#[must_use]
pub fn build(regions: &[Region], plan: &Plan) -> Drawn {
    let mut work = Work {
        plan,
        order: order_of(regions, plan),
        issues: Vec::new(),
    };
    if work.order == Order::LatLon {
        work.issues.push(AreaIssue {
            kind: AreaIssueKind::Swapped,
            number: 0,
            key: String::new(),
        });
    }
    let mut shapes: Vec<Shape<'_>> = Vec::new();
    for (index, region) in regions.iter().enumerate() {
        let at = (index + 1, region.key.as_deref().unwrap_or_default());
        if at.1.is_empty() {
            work.tell(AreaIssueKind::NoKey, at);
            continue;
        }
        let Some((polygons, middle)) = work.shape(region, at) else {
            continue;
        };
        if let Some(before) = shapes.iter_mut().find(|shape| shape.key == at.1) {
            work.tell(AreaIssueKind::DuplicateKey, at);
            before.polygons.extend(polygons);
        } else {
            shapes.push(Shape {
                key: at.1,
                polygons,
                middle,
            });
        }
    }
    crate::sort::sort_few(&mut shapes, |a, b| a.key < b.key);
    Drawn {
        map: assembled(&shapes, plan),
        issues: work.issues,
    }
}

/// What the two numbers of a point are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    LonLat,
    LatLon,
    Metres,
}

/// What the numbers of most points can be.
fn order_of(regions: &[Region], plan: &Plan) -> Order {
    let (mut all, mut metres, mut fits, mut fits_swapped) = (0_u64, 0_u64, 0_u64, 0_u64);
    let drawn = |lon: f64, lat: f64| {
        on_earth(lon, lat)
            && plan
                .frame
                .is_none_or(|frame| frame.contains(plan.projection.forward(LonLat { lon, lat })))
    };
    for &[x, y] in regions
        .iter()
        .flat_map(|region| region.polygons.iter().flatten().flatten())
    {
        all += 1;
        let of_europe = |metres: f64| (0.0..1e7).contains(&metres);
        metres += u64::from((x.abs() > 360.0 || y.abs() > 360.0) && of_europe(x) && of_europe(y));
        fits += u64::from(drawn(x, y));
        fits_swapped += u64::from(drawn(y, x));
    }
    if 2 * metres > all {
        Order::Metres
    } else if 2 * fits < all && 2 * fits_swapped > all {
        Order::LatLon
    } else {
        Order::LonLat
    }
}

fn on_earth(lon: f64, lat: f64) -> bool {
    lon.abs() <= 180.0 && lat.abs() <= 90.0
}

struct Work<'a> {
    plan: &'a Plan,
    order: Order,
    issues: Vec<AreaIssue>,
}

impl Work<'_> {
    /// Notes what is wrong with an area, once a kind.
    fn tell(&mut self, kind: AreaIssueKind, (number, key): (usize, &str)) {
        let known = self
            .issues
            .iter()
            .rev()
            .take_while(|issue| issue.number == number);
        if known.into_iter().all(|issue| issue.kind != kind) {
            self.issues.push(AreaIssue {
                kind,
                number,
                key: key.to_owned(),
            });
        }
    }

    /// A region's polygons on the grid, and the middle of its box in metres; none if it has no sound ring.
    fn shape(&mut self, region: &Region, at: (usize, &str)) -> Option<(Vec<Rings>, Point)> {
        let mut polygons = Vec::new();
        let mut bounds: Option<Rect> = None;
        for polygon in &region.polygons {
            let mut rings = Rings::new();
            for (i, ring) in polygon.iter().enumerate() {
                let placed = match self.placed(ring) {
                    Ok((placed, kind)) => {
                        if let Some(kind) = kind {
                            self.tell(kind, at);
                        }
                        placed
                    }
                    Err(kind) => {
                        self.tell(kind, at);
                        // Its holes would be filled.
                        if i == 0 {
                            break;
                        }
                        continue;
                    }
                };
                let whole = bounds_of(&placed);
                bounds = Some(bounds.map_or(whole, |bounds| bounds.union(whole)));
                let steps = self.snapped(&placed);
                if steps.is_empty() && i == 0 {
                    break;
                }
                if crosses_itself(&steps) {
                    self.tell(AreaIssueKind::CrossesItself, at);
                }
                if !steps.is_empty() {
                    rings.push(steps);
                }
            }
            if !rings.is_empty() {
                polygons.push(rings);
            }
        }
        if region.polygons.is_empty() {
            self.tell(AreaIssueKind::NoPolygon, at);
        }
        Some((polygons, bounds?.center()))
    }

    /// A ring in metres, each point once, and what was mended.
    fn placed(
        &self,
        ring: &[[f64; 2]],
    ) -> Result<(Vec<Point>, Option<AreaIssueKind>), AreaIssueKind> {
        let first = ring.first().ok_or(AreaIssueKind::TooFewPoints)?;
        let second = ring.iter().find(|&point| point != first);
        let third = ring
            .iter()
            .find(|&point| point != first && Some(point) != second);
        if third.is_none() {
            return Err(AreaIssueKind::TooFewPoints);
        }
        let mut placed = Vec::with_capacity(ring.len());
        for &point in ring {
            placed.push(self.place(point).ok_or(AreaIssueKind::OffTheEarth)?);
        }
        if ring.last() == Some(first) {
            placed.pop();
            return Ok((placed, None));
        }
        // What misses its last side only has a gap like its other sides.
        let longest = placed
            .windows(2)
            .map(|side| side[0].distance(side[1]))
            .fold(0.0, f64::max);
        let gap = match placed[..] {
            [first, .., last] => first.distance(last),
            _ => 0.0,
        };
        if gap <= 2.0 * longest {
            Ok((placed, Some(AreaIssueKind::Closed)))
        } else {
            Err(AreaIssueKind::Open)
        }
    }

    /// Where a point lies in the plane.
    fn place(&self, [x, y]: [f64; 2]) -> Option<Point> {
        let projection = &self.plan.projection;
        let point = match self.order {
            Order::Metres if *projection == Projection::LaeaEurope => Point::new(x, y),
            Order::Metres => projection.forward(Projection::LaeaEurope.inverse(Point::new(x, y))?),
            order => {
                let (lon, lat) = if order == Order::LatLon {
                    (y, x)
                } else {
                    (x, y)
                };
                on_earth(lon, lat).then(|| projection.forward(LonLat { lon, lat }))?
            }
        };
        let far = FAR * f64::from(self.plan.grid.max(1));
        (point.x.abs() < far && point.y.abs() < far).then_some(point)
    }

    /// A ring on the grid without repeated points and spikes; empty if nothing is left of it.
    fn snapped(&self, ring: &[Point]) -> Vec<Step> {
        let grid = f64::from(self.plan.grid.max(1));
        let mut kept: Vec<Step> = Vec::with_capacity(ring.len());
        for point in ring {
            let step = [point.x, point.y].map(|metres| (metres / grid).round() as i32);
            match kept[..] {
                [.., last] if last == step => {}
                [.., before, _] if before == step => drop(kept.pop()),
                _ => kept.push(step),
            }
        }
        loop {
            match kept[..] {
                [first, .., last] if first == last => drop(kept.pop()),
                [first, .., before, _] if first == before => drop(kept.pop()),
                [_, second, .., last] if second == last => drop(kept.remove(0)),
                _ => break,
            }
        }
        if doubled_area(&kept) == 0 {
            kept.clear();
        }
        kept
    }
}

fn bounds_of(points: &[Point]) -> Rect {
    let boxes = points.iter().map(|&point| Rect::from_points(point, point));
    boxes.reduce(|a, b| a.union(b)).unwrap_or_default()
}

/// Twice the area in a ring of points.
fn doubled_area(ring: &[Step]) -> i64 {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let cross = |(a, b): (&Step, &Step)| {
        i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])
    };
    before.zip(ring).map(cross).sum()
}

/// Whether two sides of a ring cross; where they only touch they don't. Gives up, and finds none, in a ring
/// that is folded so often that it would take long.
fn crosses_itself(ring: &[Step]) -> bool {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let mut sides: Vec<[Step; 2]> = before
        .zip(ring)
        .map(|(&a, &b)| if a < b { [a, b] } else { [b, a] })
        .collect();
    sides.sort_unstable();
    let mut patience = 200 * ring.len() + 100_000;
    for (i, side) in sides.iter().enumerate() {
        let later = sides[i + 1..].iter();
        for other in later.take_while(|other| other[0][0] <= side[1][0]) {
            if cross(side, other) {
                return true;
            }
            patience -= 1;
            if patience == 0 {
                return false;
            }
        }
    }
    false
}

fn cross(a: &[Step; 2], b: &[Step; 2]) -> bool {
    let parts = |line: &[Step; 2], ends: &[Step; 2]| {
        let [from, to] = line.map(|step| step.map(i64::from));
        let side = |at: Step| {
            let [x, y] = at.map(i64::from);
            ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])).signum()
        };
        side(ends[0]) * side(ends[1]) < 0
    };
    parts(a, b) && parts(b, a)
}

/// Joins shapes to a map.
fn assembled(shapes: &[Shape<'_>], plan: &Plan) -> Basemap {
    let rings = shapes
        .iter()
        .flat_map(|shape| shape.polygons.iter().flatten());
    let cuts = Cuts::of(rings);
    // The arc that begins with each side, and the unit that had it last.
    let mut known: Vec<Option<(usize, usize)>> = vec![None; cuts.neighbours.len()];
    let grid = plan.grid.max(1);
    let mut map = Basemap {
        projection: plan.projection,
        grid,
        frame: [0; 4],
        level: String::new(),
        attribution: plan.attribution.clone(),
        units: Vec::with_capacity(shapes.len()),
        areas: Vec::new(),
        polygons: Vec::new(),
        ring_starts: vec![0],
        refs: Vec::new(),
        arc_starts: vec![0],
        kinds: Vec::new(),
        points: Vec::new(),
        by_size: Vec::new(),
    };
    let mut around: Option<Rect> = None;
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
    for unit in &map.units {
        around = Some(around.map_or(unit.bbox, |all| all.union(unit.bbox)));
    }
    let frame = plan.frame.or(around).unwrap_or_default();
    let steps = |metres: f64| (metres / f64::from(grid)).round().clamp(-FAR, FAR) as i32;
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
            let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
            for (&a, &b) in before.zip(ring) {
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
            let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
            for (a, b) in before.zip(ring) {
                let ([ax, ay], [bx, by]) = (a.map(f64::from), b.map(f64::from));
                if (ay > y) != (by > y) {
                    crossings.push(ax + (bx - ax) * (y - ay) / (by - ay));
                }
            }
        }
        crate::sort::sort_few(&mut crossings, |a, b| a < b);
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
