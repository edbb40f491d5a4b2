//! The look of countries whose numbers are withheld to protect people.

use std::rc::Rc;

use super::{Choropleth, Standing};
use crate::scene::{Item, Lines, Pattern, Shape, Style, Swatch, speckle};

/// Radius of the dot in a small country's circle, in CSS pixels.
const DOT: f64 = 1.8;

impl Choropleth<'_> {
    /// Whether its numbers are withheld, and the map would tell them.
    pub(super) fn is_speckled(&self, code: [u8; 2]) -> bool {
        self.standing(code) == Standing::Suppressed && !self.tells_none()
    }

    /// Dots over countries whose numbers are withheld.
    pub(super) fn speckles(&self) -> Option<Item> {
        let mut dots = Lines::rings();
        for unit in &self.layout.units {
            if self.is_speckled(unit.code) {
                speckle(&unit.shape, self.layout.size.to_rect(), &mut dots);
            }
        }
        self.speckle_item(dots)
    }

    /// Dots as one item; none where there are none.
    pub(super) fn speckle_item(&self, dots: Lines) -> Option<Item> {
        let shape = Shape::Path(Rc::new(dots));
        let empty = shape.bounds().area() <= 0.0;
        (!empty).then(|| Item::plain(shape, Style::fill(self.theme.muted)))
    }

    /// A dot in the circle of each country that is too small for a pattern.
    pub(super) fn speckle_dots(&self, items: &mut Vec<Item>) {
        for unit in &self.layout.units {
            if let Some(at) = unit.dot.filter(|_| self.is_speckled(unit.code)) {
                let style = Style::fill(self.theme.ink);
                Item::push(items, Shape::Circle(at, DOT), style);
            }
        }
    }

    /// What is said of them, where there are any.
    pub(super) fn suppressed_swatch(&self) -> Option<Swatch> {
        let any = self.has(Standing::Suppressed) && !self.tells_none();
        any.then(|| Swatch {
            label: self.locale.messages.withheld().to_owned(),
            style: Style::fill(self.theme.none).with_stroke(self.theme.muted, 1.0),
            pattern: Pattern::Speckled,
        })
    }
}
