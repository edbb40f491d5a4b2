//! [`Viewport`]: which part of a base map is seen.

use kurbo::{Point, Rect, Size, Vec2};

use super::transform::Fit;

/// Which part of a base map is seen. It does not depend on a figure's size: a map that is made wider
/// shows the same middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// How many times as large as the whole map in its figure; at least 1.
    zoom: f64,
    /// The middle, in metres from that of the map's frame.
    away: Vec2,
}

/// A map in a figure: what a viewport is a part of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight {
    /// What the map shows, in metres.
    pub frame: Rect,
    /// Of the figure, in CSS pixels.
    pub size: Size,
    /// Fewer metres than this a pixel can't stand for: the map has no more detail.
    pub closest: f64,
}

impl Sight {
    /// All of the map.
    #[must_use]
    pub fn whole(&self) -> Fit {
        Fit::new(self.frame, self.size.to_rect())
    }

    /// How far one can zoom in.
    pub(crate) fn most(&self) -> f64 {
        (self.whole().metres_per_px() / self.closest).max(1.0)
    }
}

impl Default for Viewport {
    /// All of the map.
    fn default() -> Self {
        Self {
            zoom: 1.0,
            away: Vec2::ZERO,
        }
    }
}

impl Viewport {
    /// How many times as large as the whole map in its figure; at least 1.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Where the map lies in the figure.
    #[must_use]
    pub fn fit(&self, sight: &Sight) -> Fit {
        let (scale, from) = (
            sight.whole().scale * self.zoom,
            sight.frame.center() + self.away,
        );
        Fit {
            scale,
            dx: sight.size.width / 2.0 - from.x * scale,
            dy: sight.size.height / 2.0 + from.y * scale,
        }
    }

    /// Moved by a hand that goes `by` pixels. Nobody gets lost: what is seen stays within what the whole
    /// map shows.
    #[must_use]
    pub fn moved(&self, by: Vec2, sight: &Sight) -> Self {
        let scale = sight.whole().scale * self.zoom;
        Self {
            zoom: self.zoom,
            away: self.away + Vec2::new(-by.x, by.y) / scale,
        }
        .held(sight)
    }

    /// `factor` times as large, about a pixel that stays where it is, as far as there is detail.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: Point, sight: &Sight) -> Self {
        let zoom = (self.zoom * factor).min(sight.most()).max(1.0);
        let stays = self.fit(sight).from_px(about);
        let larger = Self { zoom, ..*self };
        let goes = larger.fit(sight).to_px(stays);
        larger.moved(about - goes, sight)
    }

    /// The one in which a rectangle in metres fills most of the figure.
    #[must_use]
    pub fn onto(target: Rect, sight: &Sight) -> Self {
        let (target, room) = (
            target,
            sight
                .size
                .to_rect()
                .inflate(-sight.size.width * MARGIN, -sight.size.height * MARGIN),
        );
        let zoom = Fit::new(target, room).scale / sight.whole().scale;
        Self {
            zoom: zoom.min(sight.most()).max(1.0),
            away: target.center() - sight.frame.center(),
        }
        .held(sight)
    }

    /// What lies between this and another one, `t` of the way. How much of the map is seen changes evenly, as
    /// does its middle, so that the point that both see at the same pixel stays there.
    #[must_use]
    pub fn towards(&self, to: &Self, t: f64, sight: &Sight) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * t;
        Self {
            zoom: 1.0 / between(1.0 / self.zoom, 1.0 / to.zoom),
            away: self.away + (to.away - self.away) * t,
        }
        .held(sight)
    }

    fn held(&self, sight: &Sight) -> Self {
        let whole = sight.whole().scale;
        let within = |away: f64, pixels: f64| {
            let reach = pixels / whole * (1.0 - 1.0 / self.zoom) / 2.0;
            // Not `clamp`, which brings the formatting of numbers along: a tenth of the embed.
            away.min(reach).max(-reach)
        };
        Self {
            zoom: self.zoom,
            away: Vec2::new(
                within(self.away.x, sight.size.width),
                within(self.away.y, sight.size.height),
            ),
        }
    }
}

/// Of a target's surroundings, this part of the figure is left on each side.
const MARGIN: f64 = 0.12;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sight(width: f64, height: f64) -> Sight {
        Sight {
            frame: Rect::new(2e6, 7e5, 7.5e6, 5.5e6),
            size: Size::new(width, height),
            closest: 150.0,
        }
    }

    #[test]
    fn a_viewport_begins_with_the_whole_map() {
        let sight = sight(900.0, 800.0);
        assert_eq!(Viewport::default().fit(&sight), sight.whole());
    }

    #[test]
    fn what_one_flies_to_is_in_the_middle_and_fills_the_figure() {
        let sight = sight(900.0, 800.0);
        let target = Rect::new(4.4e6, 1.5e6, 4.8e6, 1.9e6);
        let seen = Viewport::onto(target, &sight)
            .fit(&sight)
            .rect_to_px(target);
        assert!((seen.center() - Point::new(450.0, 400.0)).hypot() < 1e-6);
        assert!((seen.height() / 800.0 - (1.0 - 2.0 * MARGIN)).abs() < 1e-9);
    }

    #[test]
    fn a_flight_begins_and_ends_where_it_should() {
        let sight = sight(900.0, 800.0);
        let to = Viewport::onto(Rect::new(4.4e6, 1.5e6, 4.8e6, 1.9e6), &sight);
        let from = Viewport::default();
        let near = |a: Viewport, b: Viewport| {
            (a.zoom - b.zoom).abs() < 1e-6 && (a.away - b.away).hypot() < 1.0
        };
        assert!(near(from.towards(&to, 0.0, &sight), from));
        assert!(near(from.towards(&to, 1.0, &sight), to));
        assert!(near(to.towards(&to, 0.5, &sight), to));
    }

    proptest! {
        #[test]
        fn nobody_gets_lost(steps in prop::collection::vec((-2e3..2e3, -2e3..2e3, 0.1..8.0), 1..12),
                            width in 200.0..2e3, height in 200.0..2e3) {
            let sight = sight(width, height);
            let whole = sight.whole();
            let mut viewport = Viewport::default();
            for (x, y, factor) in steps {
                viewport = viewport.moved(Vec2::new(x, y), &sight).zoomed(factor, Point::new(x, y), &sight);
                let fit = viewport.fit(&sight);
                prop_assert!(fit.metres_per_px() >= sight.closest * 0.999 || viewport.zoom() == 1.0);
                for corner in [Point::ZERO, Point::new(width, height)] {
                    let at = whole.to_px(fit.from_px(corner));
                    prop_assert!(sight.size.to_rect().inflate(1e-6, 1e-6).contains(at), "{at:?}");
                }
            }
        }

        #[test]
        fn zooming_in_keeps_the_pixel_it_is_about(x in 0.0..900.0, y in 0.0..800.0, factor in 1.0..9.0) {
            let sight = sight(900.0, 800.0);
            let before = Viewport::default();
            let about = Point::new(x, y);
            let after = before.zoomed(factor, about, &sight);
            let moved = after.fit(&sight).to_px(before.fit(&sight).from_px(about));
            prop_assert!((moved - about).hypot() < 1e-6);
        }
    }
}
