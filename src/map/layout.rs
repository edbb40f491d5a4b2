//! Shapes at one size.

use std::rc::Rc;

use kurbo::{Point, Size};

use crate::geo::{ArcKind, Basemap, Fit, ScreenArcs};
#[cfg(feature = "formats")]
use crate::geo::{LonLat, Projection};
use crate::scene::Lines;

/// A country's shape in CSS pixels.
#[derive(Debug, Clone)]
pub struct UnitShape {
    /// Unit code.
    pub code: [u8; 2],
    /// All its rings, to be filled by the even-odd rule. Shared with every scene of this layout.
    pub shape: Rc<Lines>,
    /// Where its dot goes, if its shape is too small to be seen.
    pub dot: Option<Point>,
}

/// A base map fitted into a size.
#[derive(Debug, Clone, Default)]
pub struct MapLayout {
    /// Width and height that were asked for.
    pub requested: (f64, Option<f64>),
    /// In CSS pixels.
    pub size: Size,
    /// Ascending by code.
    pub units: Vec<UnitShape>,
    /// Lines between two countries.
    pub borders: Rc<Lines>,
    /// Lines between land and sea.
    pub coast: Rc<Lines>,
    /// How places come to be where they are.
    #[cfg(feature = "formats")]
    ground: Option<(Projection, Fit)>,
}

/// A country that is smaller than this on both sides, in CSS pixels, has a dot.
const TINY: f64 = 6.0;

/// Points nearer than this to the last one, in CSS pixels, are not drawn.
const TOLERANCE: f32 = 0.35;

impl MapLayout {
    /// Fits the whole map into a width and, if one is given, a height.
    pub fn new(map: &Basemap, width: f64, height: Option<f64>) -> Self {
        let frame = map.frame();
        let own = (width * frame.height() / frame.width()).round();
        let size = Size::new(width, height.unwrap_or(own));
        let fit = Fit::new(frame, size.to_rect());
        let arcs = ScreenArcs::new(map, &fit, TOLERANCE);
        let (mut borders, mut coast) = (Lines::open(), Lines::open());
        for (index, arc) in map.arcs().enumerate() {
            let points = arcs.arc(index);
            match arc.kind {
                ArcKind::Border | ArcKind::Status => borders.push(points),
                ArcKind::Coast => coast.push(points),
                ArcKind::Frame => {}
            }
        }
        let mut points = Vec::new();
        let shape = |(index, unit): (usize, &crate::geo::Unit)| {
            let mut shape = Lines::rings();
            for ring in map.rings(index) {
                points.clear();
                points.extend(arcs.ring(ring));
                shape.push(&points);
            }
            if shape.is_empty() {
                // Too small for this base map: it is where its name goes.
                let label = fit.to_px(unit.label);
                shape.push(&[[label.x as f32, label.y as f32]]);
            }
            let bounds = shape.bounds();
            let tiny = bounds.width() < TINY && bounds.height() < TINY;
            Some(UnitShape {
                code: unit.code.as_bytes().try_into().ok()?,
                shape: Rc::new(shape),
                dot: tiny.then(|| bounds.center()),
            })
        };
        Self {
            requested: (width, height),
            size,
            units: map.units().iter().enumerate().filter_map(shape).collect(),
            borders: Rc::new(borders),
            coast: Rc::new(coast),
            #[cfg(feature = "formats")]
            ground: Some((*map.projection(), fit)),
        }
    }

    /// Where a place is, in CSS pixels; none if it is not on this map.
    #[cfg(feature = "formats")]
    pub fn px(&self, lon: f64, lat: f64) -> Option<Point> {
        let (projection, fit) = self.ground.as_ref()?;
        let at = fit.to_px(projection.forward(LonLat { lon, lat }));
        self.size.to_rect().contains(at).then_some(at)
    }

    /// How far it is from the middle of a country to its nearer sides, in kilometres; none if it is not on
    /// this map.
    #[cfg(feature = "formats")]
    pub fn radius_km(&self, code: [u8; 2]) -> Option<f64> {
        let unit = self.units.iter().find(|unit| unit.code == code)?;
        let bounds = unit.shape.bounds();
        let radius = bounds.width().min(bounds.height()) / 2.0;
        Some((radius / self.px_per_km()).max(1.0))
    }

    /// How many CSS pixels a kilometre is, in the middle of the map; 0 without one.
    #[cfg(feature = "formats")]
    pub fn px_per_km(&self) -> f64 {
        self.ground.as_ref().map_or(0.0, |(_, fit)| fit.scale * 1e3)
    }
}
