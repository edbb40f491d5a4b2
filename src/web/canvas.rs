//! A browser's canvas.

#[cfg(all(test, feature = "formats"))]
mod tests;

use kurbo::{Point, Rect};
use wasm_bindgen::prelude::*;
#[cfg(feature = "formats")]
use wasm_bindgen::{Clamped, JsCast};
use web_sys::CanvasRenderingContext2d;
#[cfg(feature = "formats")]
use web_sys::{HtmlCanvasElement, ImageData};

#[cfg(feature = "formats")]
use crate::locale::has_rtl_start;
use crate::render::canvas::Canvas2d;
#[cfg(feature = "formats")]
use crate::render::raster::{self, Drawn};
#[cfg(feature = "formats")]
use crate::scene::Item;
use crate::scene::{Align, Lines, Text};
use crate::text::Weight;
use crate::theme::Color;

#[wasm_bindgen]
extern "C" {
    /// A layer's canvas; see `pkg-template/sheet.js`.
    pub type JsSheet;

    /// Made when something is drawn for the first time, for it takes memory.
    #[wasm_bindgen(method, getter)]
    pub fn context(this: &JsSheet) -> CanvasRenderingContext2d;
    /// Adds lines to the context's path; `points` are pairs, `ends` count points.
    #[wasm_bindgen(method)]
    fn lines(this: &JsSheet, points: &[f32], ends: &[u32], closed: bool);

    /// A context, with what `web_sys` does not know of it.
    #[cfg(feature = "formats")]
    type Directed;
    #[cfg(feature = "formats")]
    #[wasm_bindgen(method, setter)]
    fn set_direction(this: &Directed, direction: &str);
}

/// Draws CSS pixels at the device's pixel ratio.
pub(super) struct Surface<'a> {
    pub(super) sheet: &'a JsSheet,
    pub(super) context: CanvasRenderingContext2d,
    pub(super) ratio: f64,
    pub(super) size: kurbo::Size,
    /// The theme's font, as CSS.
    pub(super) font: &'a dyn Fn(f64, bool) -> String,
    /// Of which size and weight the last text was: to set a font costs a canvas more than to write with it.
    #[cfg(feature = "formats")]
    pub(super) wrote: Option<(f64, Weight)>,
    /// Dots that were drawn last.
    #[cfg(feature = "formats")]
    pub(super) spare: &'a mut Option<Spare>,
}

impl Canvas2d for Surface<'_> {
    fn clear(&mut self) {
        let _ = self
            .context
            .set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0);
        self.context
            .clear_rect(0.0, 0.0, self.size.width + 1.0, self.size.height + 1.0);
        self.context.set_line_join("round");
    }

    fn only_over_painted(&mut self, only: bool) {
        let operation = if only { "source-atop" } else { "source-over" };
        let _ = self.context.set_global_composite_operation(operation);
    }

    fn set_fill(&mut self, color: Color) {
        self.context.set_fill_style_str(&color.css());
    }

    fn set_stroke(&mut self, color: Color, width: f64) {
        self.context.set_stroke_style_str(&color.css());
        self.context.set_line_width(width);
    }

    fn begin(&mut self) {
        self.context.begin_path();
    }

    fn lines(&mut self, lines: &Lines) {
        self.sheet.lines(
            lines.points().as_flattened(),
            lines.ends(),
            lines.are_closed(),
        );
    }

    fn rect(&mut self, rect: Rect) {
        self.context
            .rect(rect.x0, rect.y0, rect.width(), rect.height());
    }

    fn circle(&mut self, center: Point, radius: f64) {
        let _ = self
            .context
            .arc(center.x, center.y, radius, 0.0, core::f64::consts::TAU);
    }

    fn fill(&mut self) {
        self.context
            .fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
    }

    fn stroke(&mut self) {
        self.context.stroke();
    }

    fn fill_rect(&mut self, rect: Rect) {
        self.context
            .fill_rect(rect.x0, rect.y0, rect.width(), rect.height());
    }

    #[cfg(feature = "formats")]
    fn clip(&mut self, clip: Option<Rect>) {
        match clip {
            Some(rect) => {
                self.context.save();
                self.context.begin_path();
                self.rect(rect);
                self.context.clip();
            }
            None => {
                self.context.restore();
                self.wrote = None;
            }
        }
    }

    #[cfg(feature = "formats")]
    fn halo(&mut self, text: &Text) {
        self.set_text(text);
        let _ = self.context.stroke_text(&text.text, text.at.x, text.at.y);
    }

    fn text(&mut self, text: &Text) {
        self.set_text(text);
        let _ = self.context.fill_text(&text.text, text.at.x, text.at.y);
    }

    #[cfg(feature = "formats")]
    fn dots(&mut self, items: &[Item]) {
        // Nothing can be drawn where a browser gives no canvas; what else is drawn is there.
        let _ = self.lay(items);
    }
}

impl Surface<'_> {
    /// How the next text is drawn.
    fn set_text(&mut self, text: &Text) {
        #[cfg(feature = "formats")]
        let as_before =
            self.wrote.replace((text.size, text.weight)) == Some((text.size, text.weight));
        #[cfg(not(feature = "formats"))]
        let as_before = false;
        if !as_before {
            self.context
                .set_font(&(self.font)(text.size, text.weight == Weight::Bold));
        }
        self.context.set_text_align(match text.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        });
        // Its own, whatever that of the page is: "89+" has its plus behind it on a page that is read from the right
        // too. The small build writes numbers and dates, which read the same from either side.
        #[cfg(feature = "formats")]
        self.context
            .unchecked_ref::<Directed>()
            .set_direction(if has_rtl_start(&text.text) {
                "rtl"
            } else {
                "ltr"
            });
    }
}

/// A canvas that nobody sees, and what is drawn on it: pixels that are put on a canvas replace what is there.
#[cfg(feature = "formats")]
pub(super) struct Spare {
    canvas: HtmlCanvasElement,
    drawn: Drawn,
}

#[cfg(feature = "formats")]
impl Surface<'_> {
    fn lay(&mut self, items: &[Item]) -> Result<(), JsValue> {
        let Some(canvas) = self.context.canvas() else {
            return Ok(());
        };
        let surface = raster::Surface {
            ratio: self.ratio,
            width: canvas.width() as usize,
            height: canvas.height() as usize,
        };
        let placed = |spare: &Spare| spare.drawn.place(items, surface);
        if self.spare.as_ref().and_then(placed).is_none() {
            let (drawn, image) = Drawn::new(items, surface);
            let data = ImageData::new_with_u8_clamped_array(
                Clamped(image.pixels.as_flattened()),
                image.width as u32,
            )?;
            let canvas = match self.spare.take() {
                Some(spare) => spare.canvas,
                None => canvas.clone_node()?.unchecked_into(),
            };
            canvas.set_width(image.width as u32);
            canvas.set_height(image.height as u32);
            if let Some(context) = canvas.get_context("2d")? {
                let context: CanvasRenderingContext2d = context.unchecked_into();
                context.put_image_data(&data, 0.0, 0.0)?;
            }
            *self.spare = Some(Spare { canvas, drawn });
        }
        if let Some(spare) = self.spare.as_ref()
            && let Some(at) = placed(spare)
        {
            self.context.reset_transform()?;
            self.context
                .draw_image_with_html_canvas_element(&spare.canvas, at.x, at.y)?;
            self.context
                .set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0)?;
        }
        Ok(())
    }
}
