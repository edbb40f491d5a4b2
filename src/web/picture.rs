//! A figure as a picture of its own, with all that must stand with it, for readers who take it along.

use wasm_bindgen::prelude::*;

use super::Cases;
use super::canvas::{JsSheet, Surface};
use super::figure::{Figure, environment};
use crate::json::Writer;
use crate::locale::Locale;
use crate::render::{canvas, svg};
use crate::scene::{Layer, Scene};
use crate::text::{RoomyMeasure, TextMeasure, Weight};
use crate::view::{Environment, MARGIN, furnish, grounded, swatches};

/// A figure with its title, legend, notes, caveat and source, on the theme's ground.
#[wasm_bindgen]
pub struct Picture(Scene);

#[wasm_bindgen]
impl Picture {
    /// In CSS pixels.
    pub fn width(&self) -> f64 {
        self.0.size.width
    }

    /// In CSS pixels.
    pub fn height(&self) -> f64 {
        self.0.size.height
    }

    /// As an SVG document whose words are in a language (BCP 47).
    pub fn svg(&self, language: &str) -> String {
        svg::picture(&self.0, language)
    }
}

#[wasm_bindgen]
impl Figure {
    /// What is seen now, without a mark in focus. `title` stands above it, and the sentence that it is, if it is one.
    pub fn picture(&mut self, cases: &Cases, title: &str, sentence: &str) -> Picture {
        let env = environment!(self);
        let scene = self.view.still(cases.data(), &cases.state, &env);
        Picture(furnish(&scene, title, sentence, &cases.data().info, &env))
    }

    /// What a page puts words of its own around: `{svg, legend, swatches: [{label, svg}], notes: [text]}`. The
    /// picture is as wide as there is room; `legend` is the title of the legend.
    pub fn parts(&mut self, cases: &Cases) -> String {
        let env = environment!(self);
        let scene = self.view.still(cases.data(), &cases.state, &env);
        let legend = &scene.legend;
        let mut out = Writer::new();
        out.object(|out| {
            // A sentence alone has no picture.
            if scene.size.height > 0.0 {
                out.key("svg").string(&svg::fluid(&grounded(&scene, &env)));
            }
            out.key("legend").string(&legend.title);
            out.key("swatches").array(|out| {
                let pictures = swatches(legend, &env);
                for (swatch, picture) in legend.swatches.iter().zip(&pictures) {
                    out.object(|out| {
                        out.key("label").string(&swatch.label);
                        out.key("svg").string(&svg::picture(picture, ""));
                    });
                }
            });
            out.key("notes").array(|out| {
                for note in &scene.notes {
                    out.string(note);
                }
            });
        });
        out.finish()
    }

    /// How much wider a picture is than the figure in it, in CSS pixels.
    pub fn around() -> f64 {
        2.0 * MARGIN
    }

    /// How wide a text is drawn where there is no canvas to measure it, in CSS pixels.
    pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        RoomyMeasure.width(text, size, weight)
    }

    /// Draws a picture onto one canvas, as many pixels large in each direction as `ratio` times its size.
    pub fn paint(&self, picture: &Picture, sheet: &JsSheet, ratio: f64) {
        let font = |size, bold| self.formats.font(size, bold);
        let mut surface = Surface {
            sheet,
            context: sheet.context(),
            ratio,
            size: picture.0.size,
            font: &font,
            wrote: None,
            spare: &mut None,
        };
        let layers = picture.0.layers.iter();
        let items = layers.flat_map(|layer| layer.items.iter().cloned());
        canvas::draw(&Layer::new("picture", items.collect()), &mut surface);
    }
}
