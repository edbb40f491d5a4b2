//! Whom a map of an editor's own areas credits, on the map itself, as licences ask for.

use kurbo::{Point, Rect};

use super::MapLayout;
use crate::scene::{Align, Item, Shape, Style, Text};
use crate::text::{TextMeasure, Weight, wrap};
use crate::theme::Theme;

/// Size of the text, and the space around it, in CSS pixels.
const TEXT: f64 = 10.0;
const MARGIN: f64 = 4.0;

/// The credit in the lower right corner, on a ground of its own, in as many lines as it needs; nothing where
/// nobody asks for it.
pub fn credit(layout: &MapLayout, theme: &Theme, measure: &dyn TextMeasure) -> Vec<Item> {
    let width = |text: &str| measure.width(text, TEXT, Weight::Regular);
    let lines = wrap(&layout.attribution, layout.size.width * 0.6, &width);
    let mut items = Vec::new();
    if lines.is_empty() {
        return items;
    }
    let widest = lines
        .iter()
        .fold(0.0, |most: f64, line| most.max(width(line)));
    let step = TEXT * 1.3;
    let (right, bottom) = (layout.size.width - MARGIN, layout.size.height - MARGIN);
    let top = bottom - step * lines.len() as f64;
    let ground = Rect::new(
        right - widest - MARGIN,
        top - 2.0,
        right + MARGIN,
        bottom + MARGIN,
    );
    let style = Style::fill(theme.ground.with_alpha(200));
    Item::push(&mut items, Shape::Rect(ground), style);
    for (index, text) in lines.into_iter().enumerate() {
        let text = Text {
            at: Point::new(right, top + step * (index as f64 + 0.8)),
            align: Align::Right,
            text,
            size: TEXT,
            weight: Weight::Regular,
        };
        Item::push(&mut items, Shape::Text(text), Style::fill(theme.ink));
    }
    items
}

#[cfg(test)]
mod tests {
    use kurbo::Size;

    use super::*;
    use crate::text::TableMeasure;
    use crate::theme::LIGHT;

    #[test]
    fn a_long_credit_takes_several_lines_and_stays_on_the_map() {
        let layout = |attribution: &str| {
            let mut layout = MapLayout::default();
            layout.size = Size::new(300.0, 200.0);
            layout.attribution = attribution.into();
            layout
        };
        assert!(credit(&layout(""), &LIGHT, &TableMeasure).is_empty());
        let items = credit(
            &layout("© EuroGeographics for the administrative boundaries of the regions"),
            &LIGHT,
            &TableMeasure,
        );
        assert!(items.len() > 2);
        let on_map = Rect::new(0.0, 0.0, 300.0, 200.0);
        for item in items {
            let bounds = item.shape.bounds();
            assert_eq!(on_map.union(bounds), on_map);
        }
    }
}
