//! A figure as a picture of its own, with all that must stand with it, for readers who take it along.

use wasm_bindgen::prelude::*;

use super::Cases;
use super::canvas::{JsSheet, Surface};
use super::figure::Figure;
use super::whole::bare;
use crate::render::{canvas, svg};
use crate::scene::{Detail, Layer, Scene};
use crate::view::{Counted, Piece, State, furnish};

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

    /// As an SVG document.
    pub fn svg(&self) -> String {
        svg::svg(&self.0)
    }
}

#[wasm_bindgen]
impl Figure {
    /// What is seen now, without a mark in focus. `title` stands above it.
    pub fn picture(&mut self, cases: &Cases, title: &str) -> Picture {
        let mut scene = self.scene(cases, None, Detail::Words);
        let data = cases.data();
        let env = bare(&self.formats, &self.language);
        let sentence = self.view.sentence(data, &cases.state, &env);
        let mut said: Vec<String> = plain(&sentence).into_iter().collect();
        // Part of the cases must not pass for all of them.
        if cases.state != State::default() {
            let measure = self.view.measure(data);
            let who = self.view.options().who.as_deref();
            said.push(Counted::of(data, Some(measure), who).words(data, &cases.state, &env));
        }
        said.append(&mut scene.notes);
        scene.notes = said;
        let info = &data.info;
        Picture(furnish(&scene, title, info, &self.environment()))
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

/// A sentence as text, if there is one; of a plural its last form, which languages with one form have too.
fn plain(pieces: &[Piece]) -> Option<String> {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Number(text) | Piece::Value(text) => text.clone(),
        Piece::Plural(count, forms) => {
            let form = if *count == 1 {
                forms.first()
            } else {
                forms.last()
            };
            form.cloned().unwrap_or_default()
        }
    };
    (!pieces.is_empty()).then(|| pieces.iter().map(text).collect())
}
