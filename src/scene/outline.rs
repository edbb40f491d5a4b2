//! The outline: the scene as words, in the order in which they are read.

use kurbo::Rect;

#[cfg(feature = "formats")]
use super::Shape;
use super::{MarkKey, Scene};
use crate::theme::Color;

/// A mark as a screen reader gets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub key: MarkKey,
    /// Its words.
    pub words: String,
    /// Where it is drawn, in CSS pixels: the box around all items with this key.
    pub bounds: Rect,
    /// The colour of its first item, by which the legend has it.
    pub fill: Option<Color>,
}

/// All marks that have words, in order of their drawing; one for each key.
pub fn outline(scene: &Scene) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for item in scene.layers.iter().flat_map(|layer| layer.items.iter()) {
        #[cfg(feature = "formats")]
        if let Shape::Dots(dots, by) = &item.shape {
            let told = dots.told().map(|(key, words, bounds)| Mark {
                key,
                words: words.to_owned(),
                bounds: bounds + *by,
                fill: item.style.fill,
            });
            marks.extend(told);
            continue;
        }
        let (Some(key), Some(words)) = (item.key, &item.words) else {
            continue;
        };
        let bounds = item.shape.bounds();
        match marks.iter_mut().find(|mark| mark.key == key) {
            Some(mark) => mark.bounds = mark.bounds.union(bounds),
            None => marks.push(Mark {
                key,
                words: words.to_string(),
                bounds,
                fill: item.style.fill,
            }),
        }
    }
    marks
}
