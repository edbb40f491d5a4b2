//! A figure on its way from one scene to another: marks move, and a reader sees which became which.

use wasm_bindgen::prelude::*;

use super::Cases;
use super::canvas::JsSheet;
use super::figure::Figure;
use crate::scene::{Detail, MarkKey, Scene, Transition};

/// The way that a figure is on.
pub(super) struct Way {
    transition: Transition,
    /// How much of it is seen, from 0 to 1.
    at: f64,
}

#[wasm_bindgen]
impl Figure {
    /// Begins to move from what is drawn to what has to be; false where nothing has a way to go, and all is as it was.
    /// What is pointed at from now on is where it will be.
    pub fn depart(&mut self, cases: &Cases, focus: &str) -> bool {
        let to = self.scene(cases, MarkKey::parse(focus), Detail::Picture);
        let Some(from) = self.seen() else {
            return false;
        };
        let Some(transition) = Transition::new(&from, &to) else {
            return false;
        };
        self.way = Some(Way {
            transition,
            at: 0.0,
        });
        self.drawn = Some(to);
        true
    }

    /// Draws it after a part of the way, from 0 to 1.
    pub fn go(&mut self, part: f64, ratio: f64) {
        let Some(mut way) = self.way.take() else {
            return;
        };
        way.at = part;
        let size = self.view.size();
        for (place, layer) in way.transition.at(part) {
            if layer.items.is_empty() {
                self.wipe(place);
            }
            self.draw_layer(place, &layer, None, size, ratio);
        }
        self.way = Some(way);
    }

    /// Ends the way, if there is one, with empty canvases: what is on them lies between two scenes. Says whether there
    /// was one.
    pub(super) fn arrive(&mut self) -> bool {
        let there = self.way.take().is_some();
        if there {
            (0..self.sheets.len()).for_each(|place| self.wipe(place));
        }
        there
    }

    fn wipe(&self, place: usize) {
        let context = self.sheets.get(place).map(JsSheet::context);
        if let Some(context) = context
            && let Some(canvas) = context.canvas()
        {
            let _ = context.reset_transform();
            context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
        }
    }

    /// What is on the canvases: on the way, what lies between two scenes.
    fn seen(&self) -> Option<Scene> {
        let mut scene = self.drawn.clone()?;
        if let Some(way) = &self.way {
            for (place, layer) in way.transition.at(way.at) {
                if let Some(there) = scene.layers.get_mut(place) {
                    *there = layer;
                }
            }
        }
        Some(scene)
    }
}
