//! Base maps of an editor's own areas: regions, provinces, zones of a sea.
//!
//! [`build`] takes rings as a file has them and makes a [`Basemap`] of them that fits one of ours: projected,
//! on a grid, with borders told from coasts where two areas have the same corners along their line. What is
//! wrong with a ring or an area is an [`AreaIssue`], and the rest is drawn.
//! [`read::areas`](crate::read::areas) reads GeoJSON and TopoJSON.

mod issue;
mod joined;

pub use issue::{AreaIssue, AreaIssueKind};

use kurbo::{Point, Rect};

use super::basemap::Basemap;
use super::decode::FAR;
use super::projection::{LonLat, Projection};

/// An area as a file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Region {
    /// What tells it from the others, such as `EL30`; none if the file does not say.
    pub key: Option<String>,
    /// Its name; empty if the file does not say.
    pub name: String,
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

/// A map of areas, with what was wrong with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its units are the areas, ascending by key.
    pub map: Basemap,
    /// In the order of the file, each kind once an area.
    pub issues: Vec<AreaIssue>,
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
        map: joined::map(&shapes, plan),
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

/// Where areas are expected on a map of Europe, in metres of EPSG:3035: from the Azores and the Canary Islands to
/// the Caucasus and Svalbard.
const EUROPE: Rect = Rect::new(0.8e6, 0.7e6, 7.6e6, 6.9e6);

/// What the numbers of most points can be.
fn order_of(regions: &[Region], plan: &Plan) -> Order {
    let (mut all, mut metres, mut fits, mut fits_swapped) = (0_u64, 0_u64, 0_u64, 0_u64);
    let europe = (plan.projection == Projection::LaeaEurope).then_some(EUROPE);
    let expected = plan.frame.or(europe);
    let drawn = |lon: f64, lat: f64| {
        let at = || plan.projection.forward(LonLat { lon, lat });
        on_earth(lon, lat) && expected.is_none_or(|expected| expected.contains(at()))
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
                // Before the grid moves corners over sides that run close by.
                if crosses_itself(&placed) {
                    self.tell(AreaIssueKind::CrossesItself, at);
                }
                let whole = bounds_of(&placed);
                bounds = Some(bounds.map_or(whole, |bounds| bounds.union(whole)));
                let steps = self.snapped(&placed);
                if steps.is_empty() && i == 0 {
                    break;
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
        let far = f64::from(FAR) * f64::from(self.plan.grid.max(1));
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

/// The sides of a ring, the one that closes it first.
fn sides(ring: &[Step]) -> impl Iterator<Item = [Step; 2]> + '_ {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    before.zip(ring).map(|(&a, &b)| [a, b])
}

/// Twice the area in a ring of points.
fn doubled_area(ring: &[Step]) -> i64 {
    let cross =
        |[a, b]: [Step; 2]| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1]);
    sides(ring).map(cross).sum()
}

/// Whether two sides of a ring cross; where they only touch they don't. Gives up, and finds none, in a ring
/// that is folded so often that it would take long.
fn crosses_itself(ring: &[Point]) -> bool {
    // In decimetres, exact whole numbers; none is so far that a product of two would not fit.
    const FARTHEST: f64 = (1 << 29) as f64;
    let decimetres = |metres: f64| (metres * 10.0).round().clamp(-FARTHEST, FARTHEST) as i32;
    let ring: Vec<Step> = ring
        .iter()
        .map(|at| [decimetres(at.x), decimetres(at.y)])
        .collect();
    let mut sides: Vec<[Step; 2]> = sides(&ring)
        .map(|[a, b]| if a < b { [a, b] } else { [b, a] })
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
