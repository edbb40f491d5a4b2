//! Which part of a map a [`Figure`] shows.

use kurbo::{Point, Rect, Vec2};

use super::super::State;
use super::Figure;
use crate::data::Dataset;
use crate::geo::Viewport;
use crate::scene::MarkKey;

/// What a map shows of the country that one flies to, at least, in metres: its neighbours tell where it is.
const SURROUNDINGS: f64 = 150_000.0;
/// What lies in this part of the figure at each side only is out of sight.
const EDGE: f64 = 0.1;

impl Figure {
    /// What the reader sees of the map.
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// Shows what another figure of the same map shows, after the next [`resize`](Self::resize).
    #[cfg(feature = "formats")]
    pub fn see(&mut self, viewport: Viewport) {
        self.viewport = viewport;
    }

    /// How many times as large as the whole map it can be seen; at least 1.
    pub fn closest(&self) -> f64 {
        self.laid.as_ref().map_or(1.0, |(sight, _)| sight.most())
    }

    /// Moves the map by pixels, and makes it `factor` times as large about a pixel. It is seen after the next
    /// [`resize`](Self::resize).
    pub fn move_map(&mut self, by: Vec2, factor: f64, about: Point) {
        if let Some((sight, _)) = &self.laid {
            self.viewport = self.viewport.moved(by, sight).zoomed(factor, about, sight);
        }
    }

    /// Makes ready to fly to a mark, or to the whole map without a key. With `near`, the map keeps its size, and
    /// stays where it is if the mark is in sight. Says whether that is somewhere else; never for a mark that is
    /// not there.
    pub fn aim(&mut self, key: Option<MarkKey>, near: bool, state: &State, data: &Dataset) -> bool {
        let Some((sight, viewport)) = self.laid else {
            return false;
        };
        let to = match self.bounds(key, state, data) {
            Some((bounds, middle)) if near => {
                let inner = sight.size * (1.0 - 2.0 * EDGE);
                let edge = (sight.size - inner) / 2.0;
                let inner = Rect::from_origin_size((edge.width, edge.height), inner);
                // Of what is larger than the figure, the box may be in sight and nothing else.
                let fits = bounds.width() < inner.width() && bounds.height() < inner.height();
                if inner.contains(middle) || fits && inner.overlaps(bounds) {
                    viewport
                } else {
                    viewport.moved(inner.center() - middle, &sight)
                }
            }
            Some((bounds, _)) => {
                let fit = viewport.fit(&sight);
                let corner = Point::new(bounds.x1, bounds.y1);
                let target = Rect::from_points(fit.from_px(bounds.origin()), fit.from_px(corner));
                let more = |side: f64| ((SURROUNDINGS - side) / 2.0).max(0.0);
                let (x, y) = (more(target.width()), more(target.height()));
                Viewport::onto(target.inflate(x, y), &sight)
            }
            None if near || key.is_some() => viewport,
            None => Viewport::default(),
        };
        #[cfg(feature = "formats")]
        let to = match key.and_then(|key| self.opening(key, state, data)) {
            Some(target) if !near => Viewport::onto(target, &sight),
            _ => to,
        };
        let elsewhere = to != viewport;
        if elsewhere {
            self.flight = (viewport, to);
        }
        elsewhere
    }

    /// Brings the map `t` of the way to what it was [aimed](Self::aim) at.
    pub fn fly(&mut self, t: f64) {
        if let Some((sight, _)) = &self.laid {
            let (from, to) = &self.flight;
            self.viewport = from.towards(to, t, sight);
        }
    }

    /// The box around a mark and a point well inside it, in CSS pixels.
    fn bounds(
        &mut self,
        key: Option<MarkKey>,
        state: &State,
        data: &Dataset,
    ) -> Option<(Rect, Point)> {
        match key? {
            MarkKey::Country(code) => {
                let unit = self.layout.unit(code)?;
                Some((unit.bounds, unit.label))
            }
            #[cfg(feature = "formats")]
            MarkKey::Place(index) => {
                let at = self.points(data, state).place(index)?.point();
                let at = self.layout.px(at);
                Some((Rect::from_points(at, at), at))
            }
            #[cfg(feature = "formats")]
            MarkKey::Cluster(..) => {
                let shown = self.clusters(data, state);
                let at = shown.circles.of(key?)?;
                let at = self.layout.px(shown.circles.clusters.get(at)?.at);
                Some((Rect::from_points(at, at), at))
            }
            #[cfg(feature = "formats")]
            MarkKey::Hexagon(..) => self.hexagon_bounds(data, state, key?),
            _ => {
                let _ = (state, data);
                None
            }
        }
    }
}
