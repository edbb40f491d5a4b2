//! Shapes at one size.

use std::rc::Rc;

#[cfg(feature = "formats")]
use kurbo::Vec2;
use kurbo::{Point, Rect, Size};

use crate::geo::{ArcKind, Basemap, ScreenArcs, Sight, Viewport};
#[cfg(feature = "formats")]
use crate::geo::{Fit, LonLat, Projection};
use crate::scene::{Lines, dash};

/// A country's shape in CSS pixels.
#[derive(Debug, Clone)]
pub struct UnitShape {
    /// Unit code.
    pub code: [u8; 2],
    /// All its rings, to be filled by the even-odd rule. Shared with every scene of this layout. Of what
    /// lies outside the figure, only so much is there that what lies inside is right.
    pub shape: Rc<Lines>,
    /// The box around all of it, outside the figure too.
    pub bounds: Rect,
    /// A point well inside its largest part.
    pub label: Point,
    /// Where its dot goes, if its shape is too small to be seen.
    pub dot: Option<Point>,
}

/// A base map, or a part of it, fitted into a size.
#[derive(Debug, Clone, Default)]
pub struct MapLayout {
    /// In CSS pixels.
    pub size: Size,
    /// Ascending by code.
    pub units: Vec<UnitShape>,
    /// Lines between two countries.
    pub borders: Rc<Lines>,
    /// Unit codes of the two that each of those lines parts.
    pub parted: Vec<[[u8; 2]; 2]>,
    /// Lines that are not settled, in dashes.
    pub status: Rc<Lines>,
    /// Lines between land and sea.
    pub coast: Rc<Lines>,
    /// Whom to credit on the map; empty when nobody asks for it.
    #[cfg(feature = "formats")]
    pub attribution: Rc<str>,
    /// Boxes under the map.
    #[cfg(feature = "formats")]
    pub insets: Rc<Vec<super::InsetShapes>>,
    /// How places come to be where they are.
    #[cfg(feature = "formats")]
    ground: Option<(Projection, Fit, Sight)>,
}

/// How far around the figure shapes are drawn, in CSS pixels: as far as the widest line reaches.
const AROUND: f64 = 8.0;

/// As far as this part of the figure, a map that is moved may show what lay beside it without anything of
/// it being looked for anew.
#[cfg(feature = "formats")]
const AHEAD: f64 = 0.25;

/// A country that is smaller than this on both sides, in CSS pixels, has a dot.
const TINY: f64 = 6.0;

/// How far a dot reaches, in CSS pixels.
const DOT: f64 = 6.0;

/// Points nearer than this to the last one, in CSS pixels, are not drawn.
const TOLERANCE: f32 = 0.35;

impl MapLayout {
    /// A map in a figure of a width and, if one is given, a height.
    pub fn sight(map: &Basemap, width: f64, height: Option<f64>) -> Sight {
        let frame = map.frame();
        let own = (width * frame.height() / frame.width()).round();
        Sight {
            frame,
            size: Size::new(width, height.unwrap_or(own)),
            closest: map.grid() / 2.0,
        }
    }

    /// What a viewport shows of a map.
    pub fn new(map: &Basemap, sight: &Sight, viewport: &Viewport) -> Self {
        let size = sight.size;
        let fit = viewport.fit(sight);
        let seen = size.to_rect().inflate(AROUND, AROUND);
        let arcs = ScreenArcs::new(map, &fit, TOLERANCE, seen);
        let users = users(map);
        let mut parted = Vec::new();
        let (mut borders, mut coast, mut status) = (Lines::open(), Lines::open(), Lines::open());
        for (index, arc) in map.arcs().enumerate() {
            let points = arcs.arc(index);
            match arc.kind {
                ArcKind::Border if !points.is_empty() => {
                    borders.push(points);
                    parted.push(users[index]);
                }
                // All of its points, so that dashes don't run along it as the map is moved.
                ArcKind::Status => {
                    let points: Vec<Point> = arc.points().map(|at| fit.to_px(at)).collect();
                    dash(&points, seen, &mut status);
                }
                ArcKind::Coast => coast.push(points),
                ArcKind::Border | ArcKind::Frame => {}
            }
        }
        let mut points = Vec::new();
        let frame = fit.rect_to_px(sight.frame);
        let shape = |(index, unit): (usize, &crate::geo::Unit)| {
            let mut shape = Lines::rings();
            for ring in map.rings(index) {
                points.clear();
                points.extend(arcs.ring(ring));
                shape.push(&points);
            }
            let label = fit.to_px(unit.label);
            if shape.is_empty() {
                // Too small for this base map: it is where its name goes.
                shape.push(&[[label.x as f32, label.y as f32]]);
            }
            let bounds = fit.rect_to_px(unit.bbox);
            let tiny = bounds.width() < TINY && bounds.height() < TINY;
            Some(UnitShape {
                code: unit.code.as_bytes().try_into().ok()?,
                shape: Rc::new(shape),
                bounds,
                label,
                dot: tiny.then(|| inside(bounds.center(), frame)),
            })
        };
        Self {
            size,
            units: map.units().iter().enumerate().filter_map(shape).collect(),
            borders: Rc::new(borders),
            parted,
            status: Rc::new(status),
            coast: Rc::new(coast),
            #[cfg(feature = "formats")]
            // That of a map with a level is a courtesy, which nobody asks for.
            attribution: if map.level().is_empty() {
                map.attribution().into()
            } else {
                Rc::default()
            },
            #[cfg(feature = "formats")]
            insets: Rc::default(),
            #[cfg(feature = "formats")]
            ground: Some((*map.projection(), fit, *sight)),
        }
    }

    /// The lines between countries that differ in something.
    pub fn between(&self, differ: &dyn Fn([u8; 2], [u8; 2]) -> bool) -> Lines {
        let mut lines = Lines::open();
        for (line, &[a, b]) in self.borders.parts().zip(&self.parted) {
            if differ(a, b) {
                lines.push(line);
            }
        }
        lines
    }

    /// Other shapes in the same place, with a line around each and no line that two share.
    #[cfg(feature = "formats")]
    pub(super) fn with_units(&self, units: Vec<UnitShape>) -> Self {
        let mut outlines = Lines::rings();
        for ring in units.iter().flat_map(|unit| unit.shape.parts()) {
            outlines.push(ring);
        }
        Self {
            size: self.size,
            units,
            coast: Rc::new(outlines),
            ground: self.ground,
            insets: Rc::clone(&self.insets),
            attribution: Rc::clone(&self.attribution),
            ..Self::default()
        }
    }

    /// A unit's shape, by its code; none if it is not on this map.
    pub fn unit(&self, code: [u8; 2]) -> Option<&UnitShape> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// Whether a unit is on the map or in a box under it.
    pub fn shows(&self, code: [u8; 2]) -> bool {
        #[cfg(feature = "formats")]
        if self.insets.iter().any(|inset| inset.shows(code)) {
            return true;
        }
        self.unit(code).is_some()
    }

    /// Tells where places are by longitude and latitude, in metres of the map's plane; none of those that are
    /// not on this map, whatever part of it is seen.
    #[cfg(feature = "formats")]
    pub fn metres(&self) -> impl Fn(f64, f64) -> Option<Point> + use<> {
        let ground = self.ground.map(|(projection, _, sight)| {
            let shown = sight.size.to_rect();
            (projection.forwards(), sight.whole(), shown)
        });
        move |lon, lat| {
            let (forward, whole, shown) = ground.as_ref()?;
            let at = forward(LonLat { lon, lat });
            shown.contains(whole.to_px(at)).then_some(at)
        }
    }

    /// The pixel of a point in metres, which may lie outside the figure.
    #[cfg(feature = "formats")]
    pub fn px(&self, at: Point) -> Point {
        self.ground.as_ref().map_or(at, |(_, fit, _)| fit.to_px(at))
    }

    /// The point in metres of a pixel.
    #[cfg(feature = "formats")]
    pub fn metres_at(&self, px: Point) -> Point {
        self.ground
            .as_ref()
            .map_or(px, |(_, fit, _)| fit.from_px(px))
    }

    /// What of the map's plane is seen, in metres.
    #[cfg(feature = "formats")]
    pub fn seen(&self) -> Rect {
        let corner = self.size.to_vec2().to_point();
        Rect::from_points(self.metres_at(Point::ZERO), self.metres_at(corner))
    }

    /// Whether anything of a circle can be seen.
    #[cfg(feature = "formats")]
    pub fn sees(&self, center: Point, radius: f64) -> bool {
        self.size.to_rect().inflate(radius, radius).contains(center)
    }

    /// Whether anything of a circle can be seen, now or when the map is moved a little: a quarter of the figure.
    #[cfg(feature = "formats")]
    pub fn nearly_sees(&self, center: Point, radius: f64) -> bool {
        let more = self.size * AHEAD;
        let around = self.size.to_rect().inflate(more.width, more.height);
        around.inflate(radius, radius).contains(center)
    }

    /// How far what is seen now lies from where it was in another layout, if that has the same scale and a
    /// move of at most a quarter of the figure from it.
    #[cfg(feature = "formats")]
    pub fn moved_since(&self, then: &Fit) -> Option<Vec2> {
        let (_, now, _) = self.ground.as_ref()?;
        let by = Vec2::new(now.dx - then.dx, now.dy - then.dy);
        let most = self.size * AHEAD;
        let near = by.x.abs() <= most.width && by.y.abs() <= most.height;
        (near && now.scale == then.scale).then_some(by)
    }

    /// How many times as large as the whole map it is seen; 1 without one.
    #[cfg(feature = "formats")]
    pub fn zoom(&self) -> f64 {
        let zoom = |(_, fit, sight): &(Projection, Fit, Sight)| fit.scale / sight.whole().scale;
        self.ground.as_ref().map_or(1.0, zoom)
    }

    /// How many times as large it can be seen; 1 without one.
    #[cfg(feature = "formats")]
    pub fn closest(&self) -> f64 {
        self.ground
            .as_ref()
            .map_or(1.0, |(_, _, sight)| sight.most())
    }

    /// How many CSS pixels a metre is where the whole map is seen; 1 without one.
    #[cfg(feature = "formats")]
    pub fn whole_scale(&self) -> f64 {
        self.ground
            .as_ref()
            .map_or(1.0, |(_, _, sight)| sight.whole().scale)
    }

    /// The boxes that show a part of the map's own plane, each with how that lies in it.
    #[cfg(feature = "formats")]
    pub(super) fn boxes(&self) -> impl Iterator<Item = (&super::InsetShapes, Fit)> {
        let plane = self.ground.map(|(plane, ..)| plane);
        let boxes = self.insets.iter();
        boxes.filter_map(move |inset| Some((inset, inset.fit(&plane?)?)))
    }

    /// How the plane's metres lie in the figure; none without a map.
    #[cfg(feature = "formats")]
    pub fn fit(&self) -> Option<Fit> {
        self.ground.map(|(_, fit, _)| fit)
    }

    /// How far it is from the middle of a country to its nearer sides, in kilometres; none if it is not on
    /// this map.
    #[cfg(feature = "formats")]
    pub fn radius_km(&self, code: [u8; 2]) -> Option<f64> {
        let unit = self.unit(code)?;
        let radius = unit.bounds.width().min(unit.bounds.height()) / 2.0;
        Some((radius / self.px_per_km()).max(1.0))
    }

    /// How many CSS pixels a kilometre is, in the middle of the map; 0 without one.
    #[cfg(feature = "formats")]
    pub fn px_per_km(&self) -> f64 {
        self.ground
            .as_ref()
            .map_or(0.0, |(_, fit, _)| fit.scale * 1e3)
    }
}

/// The place nearest to a dot's where the edge of the map doesn't cut it: what there is of its country ends there.
fn inside(dot: Point, frame: Rect) -> Point {
    let frame = frame.inset(-DOT);
    let near = |at: f64, low: f64, high: f64| at.min(high).max(low);
    Point::new(
        near(dot.x, frame.x0, frame.x1),
        near(dot.y, frame.y0, frame.y1),
    )
}

/// Of each arc, the codes of the units on its sides.
fn users(map: &Basemap) -> Vec<[[u8; 2]; 2]> {
    let mut users = vec![[[0; 2]; 2]; map.arc_count()];
    for (index, unit) in map.units().iter().enumerate() {
        let &[a, b] = unit.code.as_bytes() else {
            continue;
        };
        for at in map.rings(index).flatten() {
            let [first, second] = &mut users[at.arc()];
            if *first == [0; 2] {
                *first = [a, b];
            } else {
                *second = [a, b];
            }
        }
    }
    users
}
