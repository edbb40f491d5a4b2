//! Shapes at one size.

use std::rc::Rc;

use kurbo::{BezPath, Point, Rect, Size};

use super::choropleth::bounds;
use crate::geo::{ArcKind, Basemap, Fit, ScreenArcs};

/// A country's shape in CSS pixels.
#[derive(Debug, Clone)]
pub struct UnitShape {
    /// Unit code.
    pub code: [u8; 2],
    /// All its rings, to be filled by the even-odd rule. Shared with every scene of this layout.
    pub path: Rc<BezPath>,
    /// The box around it.
    pub bounds: Rect,
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
    pub borders: Rc<BezPath>,
    /// Lines between land and sea.
    pub coast: Rc<BezPath>,
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
        let (mut borders, mut coast) = (BezPath::new(), BezPath::new());
        for (index, arc) in map.arcs().enumerate() {
            match arc.kind {
                ArcKind::Border => line(&mut borders, arcs.arc(index)),
                ArcKind::Coast => line(&mut coast, arcs.arc(index)),
                ArcKind::Frame => {}
            }
        }
        let shape = |(index, unit): (usize, &crate::geo::Unit)| {
            let mut path = BezPath::new();
            for ring in map.rings(index) {
                for (i, [x, y]) in arcs.ring(ring).enumerate() {
                    let at = Point::new(x.into(), y.into());
                    if i == 0 {
                        path.move_to(at);
                    } else {
                        path.line_to(at);
                    }
                }
                path.close_path();
            }
            let label = fit.to_px(unit.label);
            let drawn = !path.elements().is_empty();
            let bounds = if drawn {
                bounds(&path)
            } else {
                Rect::from_points(label, label)
            };
            let tiny = bounds.width() < TINY && bounds.height() < TINY;
            let code = unit.code.as_bytes().try_into().ok()?;
            let dot = tiny.then_some(if drawn { bounds.center() } else { label });
            Some(UnitShape {
                code,
                path: Rc::new(path),
                bounds,
                dot,
            })
        };
        Self {
            requested: (width, height),
            size,
            units: map.units().iter().enumerate().filter_map(shape).collect(),
            borders: Rc::new(borders),
            coast: Rc::new(coast),
        }
    }
}

fn line(path: &mut BezPath, points: &[[f32; 2]]) {
    for (i, &[x, y]) in points.iter().enumerate() {
        let at = Point::new(x.into(), y.into());
        if i == 0 {
            path.move_to(at);
        } else {
            path.line_to(at);
        }
    }
}
