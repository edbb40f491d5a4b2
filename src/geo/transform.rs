//! [`Fit`]: from a base map's metres to a figure's pixels.

use kurbo::{Affine, Point, Rect};

/// A uniform scale with y turned over: metres, y to the north, to CSS pixels, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Pixels per metre; above 0.
    pub scale: f64,
    /// Pixel x of metre 0.
    pub dx: f64,
    /// Pixel y of metre 0.
    pub dy: f64,
}

impl Fit {
    /// The largest scale at which all of `frame` (metres) lies in `into` (pixels), centred. Empty
    /// rectangles are taken to be one unit wide or high, so the scale is always finite and above
    /// 0.
    #[must_use]
    pub fn new(frame: Rect, into: Rect) -> Self {
        let across = into.width().max(1.0) / frame.width().max(1.0);
        let down = into.height().max(1.0) / frame.height().max(1.0);
        let scale = across.min(down);
        let (from, to) = (frame.center(), into.center());
        Self {
            scale,
            dx: to.x - from.x * scale,
            dy: to.y + from.y * scale,
        }
    }

    /// The pixel of a point in metres.
    #[must_use]
    pub fn to_px(&self, at: Point) -> Point {
        Point::new(at.x * self.scale + self.dx, self.dy - at.y * self.scale)
    }

    /// The point in metres of a pixel.
    #[must_use]
    pub fn from_px(&self, at: Point) -> Point {
        Point::new((at.x - self.dx) / self.scale, (self.dy - at.y) / self.scale)
    }

    /// The pixels that a rectangle in metres covers.
    #[must_use]
    pub fn rect_to_px(&self, rect: Rect) -> Rect {
        Rect::from_points(
            self.to_px(Point::new(rect.x0, rect.y0)),
            self.to_px(Point::new(rect.x1, rect.y1)),
        )
    }

    /// Metres a pixel stands for.
    #[must_use]
    pub fn metres_per_px(&self) -> f64 {
        1.0 / self.scale
    }

    /// The same as an affine map.
    #[must_use]
    pub fn to_affine(&self) -> Affine {
        Affine::new([self.scale, 0.0, 0.0, -self.scale, self.dx, self.dy])
    }

    /// This fit drawn `factor` times as large about a fixed pixel.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: Point) -> Self {
        Self {
            scale: self.scale * factor,
            dx: about.x + (self.dx - about.x) * factor,
            dy: about.y + (self.dy - about.y) * factor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_frame_is_centred_and_north_is_up() {
        let fit = Fit::new(
            Rect::new(0.0, 0.0, 1000.0, 1000.0),
            Rect::new(10.0, 20.0, 210.0, 120.0),
        );
        assert_eq!(fit.metres_per_px(), 10.0);
        assert_eq!(fit.to_px(Point::new(0.0, 1000.0)), Point::new(60.0, 20.0));
        assert_eq!(fit.to_px(Point::new(1000.0, 0.0)), Point::new(160.0, 120.0));
        assert_eq!(
            fit.rect_to_px(Rect::new(0.0, 0.0, 100.0, 50.0)),
            Rect::new(60.0, 115.0, 70.0, 120.0)
        );
    }

    #[test]
    fn empty_rectangles_give_a_finite_scale() {
        let fit = Fit::new(Rect::ZERO, Rect::ZERO);
        assert!(fit.scale.is_finite() && fit.scale > 0.0);
    }

    proptest! {
        #[test]
        fn pixels_come_back_to_metres(x in -2e7..2e7, y in -2e7..2e7, width in 1.0..4000.0, height in 1.0..4000.0,
                                      factor in 1.0..40.0) {
            let fit = Fit::new(Rect::new(2e6, 1e6, 7e6, 5e6), Rect::new(0.0, 0.0, width, height))
                .zoomed(factor, Point::new(12.0, 34.0));
            let at = Point::new(x, y);
            prop_assert!((fit.from_px(fit.to_px(at)) - at).hypot() < 1e-6);
            prop_assert!((fit.to_affine() * at - fit.to_px(at)).hypot() < 1e-6);
        }

        #[test]
        fn zooming_keeps_the_pixel_it_is_about(factor in 0.1..50.0, x in 0.0..900.0, y in 0.0..800.0) {
            let fit = Fit::new(Rect::new(2e6, 1e6, 7e6, 5e6), Rect::new(0.0, 0.0, 900.0, 800.0));
            let about = Point::new(x, y);
            let zoomed = fit.zoomed(factor, about);
            prop_assert!((zoomed.to_px(fit.from_px(about)) - about).hypot() < 1e-6);
        }
    }
}
