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

    /// How many times as large as the whole map one can see it.
    #[must_use]
    pub fn most(&self) -> f64 {
        (self.whole().metres_per_px() / self.closest).max(1.0)
    }

    fn limited(&self, zoom: f64) -> f64 {
        zoom.min(self.most()).max(1.0)
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

    /// The middle of what is seen, in metres from that of the map's frame.
    #[must_use]
    pub fn away(&self) -> Vec2 {
        self.away
    }

    /// So many times as large, with another middle; it must be [`held`](Self::held) within a map.
    #[cfg(feature = "formats")]
    #[must_use]
    pub fn new(zoom: f64, away: Vec2) -> Self {
        Self { zoom, away }
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

    /// `factor` times as large, as far as there is detail, about a pixel that stays where it is, if the map
    /// fills the figure there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: Point, sight: &Sight) -> Self {
        let zoom = sight.limited(self.zoom * factor);
        let goes = (about - sight.size.to_rect().center()) * (zoom / self.zoom - 1.0);
        Self { zoom, ..*self }.moved(-goes, sight)
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
            zoom,
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

    /// The same within limits: as close as there is detail, and nothing but the map, or all of it in the middle
    /// where the figure is larger.
    #[must_use]
    pub fn held(&self, sight: &Sight) -> Self {
        let zoom = sight.limited(self.zoom);
        let seen = sight.size / (sight.whole().scale * zoom);
        // Not `clamp`, which brings the formatting of numbers along: a tenth of the embed.
        let within = |away: f64, all: f64, seen: f64| {
            let reach = ((all - seen) / 2.0).max(0.0);
            away.min(reach).max(-reach)
        };
        Self {
            zoom,
            away: Vec2::new(
                within(self.away.x, sight.frame.width(), seen.width),
                within(self.away.y, sight.frame.height(), seen.height),
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

    #[test]
    fn what_was_seen_in_one_figure_is_held_within_the_map_in_another() {
        let wide = sight(900.0, 200.0);
        let east = Viewport::default()
            .zoomed(8.0, Point::new(560.0, 100.0), &wide)
            .moved(Vec2::new(-2e3, 0.0), &wide);
        let narrow = sight(200.0, 900.0);
        let held = east.held(&narrow);
        assert!(held.fit(&narrow).rect_to_px(narrow.frame).x1 > 200.0 - 1e-6);
        let coarse = Sight {
            closest: 15e3,
            ..narrow
        };
        assert!((east.held(&coarse).zoom() - coarse.most()).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn nobody_gets_lost(steps in prop::collection::vec((-2e3..2e3, -2e3..2e3, 0.1..8.0), 1..12),
                            width in 200.0..2e3, height in 200.0..2e3) {
            let sight = sight(width, height);
            let mut viewport = Viewport::default();
            for (x, y, factor) in steps {
                viewport = viewport.moved(Vec2::new(x, y), &sight).zoomed(factor, Point::new(x, y), &sight);
                let fit = viewport.fit(&sight);
                prop_assert!(fit.metres_per_px() >= sight.closest * 0.999 || viewport.zoom() == 1.0);
                let (map, figure) = (fit.rect_to_px(sight.frame), sight.size.to_rect());
                for (map, figure) in [((map.x0, map.x1), (figure.x0, figure.x1)), ((map.y0, map.y1), (figure.y0, figure.y1))] {
                    let (before, after) = (figure.0 - map.0, map.1 - figure.1);
                    let fills = before > -1e-6 && after > -1e-6;
                    let in_the_middle = (before - after).abs() < 1e-6 && before < 1e-6;
                    prop_assert!(fills || in_the_middle, "{map:?} in {figure:?}");
                }
                prop_assert_eq!(viewport.held(&sight), viewport);
            }
        }

        #[test]
        fn zooming_in_keeps_the_pixel_it_is_about(x in 0.0..900.0, y in 0.0..780.0, factor in 1.0..9.0) {
            let sight = sight(900.0, 900.0 * 4.8 / 5.5);
            let before = Viewport::default();
            let about = Point::new(x, y);
            let after = before.zoomed(factor, about, &sight);
            let moved = after.fit(&sight).to_px(before.fit(&sight).from_px(about));
            prop_assert!((moved - about).hypot() < 1e-6);
        }
    }
}
