//! A plotters backend that draws into a [`Scene`](crate::scene::Scene)'s items.

use std::convert::Infallible;
use std::rc::Rc;

use kurbo::{Point, Rect};
use plotters::style::ShapeStyle;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::scene::{Item, Lines, Shape, Style};
use crate::theme::Color;

/// plotters counts in whole pixels; we report sizes this many times larger, so that a place is
/// exact to 1/64 CSS pixel.
pub(super) const FIXED: f64 = 64.0;

/// CSS pixels to the recorder's space.
pub(super) fn fixed(px: f64) -> i32 {
    (px * FIXED).round() as i32
}

/// Collects what plotters draws, as items.
pub(super) struct Recorder {
    size: (u32, u32),
    pub(super) items: Vec<Item>,
}

impl Recorder {
    /// For a figure of this size in CSS pixels.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            size: (fixed(width).unsigned_abs(), fixed(height).unsigned_abs()),
            items: Vec::new(),
        }
    }
}

/// A plotters style of one colour; stroke widths are in CSS pixels.
pub(super) fn line(color: Color) -> ShapeStyle {
    let [r, g, b] = color.channels();
    ShapeStyle {
        color: plotters::style::RGBAColor(r, g, b, 1.0),
        filled: false,
        stroke_width: 1,
    }
}

fn color(color: BackendColor) -> Color {
    let (r, g, b) = color.rgb;
    Color::rgb(u32::from_be_bytes([0, r, g, b]))
}

/// Back to CSS pixels.
fn px(fixed: i32) -> f64 {
    f64::from(fixed) / FIXED
}

/// A hairline is sharp only on the middle of a pixel.
fn crisp(a: f64, b: f64) -> (f64, f64) {
    if a == b {
        (a.floor() + 0.5, a.floor() + 0.5)
    } else {
        (a, b)
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, fill: BackendColor) -> Drawn {
        let side = 1.0 / FIXED;
        let rect = Rect::new(px(x), px(y), px(x) + side, px(y) + side);
        Item::push(&mut self.items, Shape::Rect(rect), Style::fill(color(fill)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let (x0, x1) = crisp(px(from.0), px(to.0));
        let (y0, y1) = crisp(px(from.1), px(to.1));
        let mut lines = Lines::open();
        lines.push_line(Point::new(x0, y0), Point::new(x1, y1));
        let stroke = Style::stroke(color(style.color()), f64::from(style.stroke_width()));
        Item::push(&mut self.items, Shape::Path(Rc::new(lines)), stroke);
        Ok(())
    }

    /// Texts are placed by our own layout, with the theme's font; plotters draws none.
    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }

    /// See [`draw_text`](Self::draw_text).
    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        _: &str,
        _: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((0, 0))
    }
}
