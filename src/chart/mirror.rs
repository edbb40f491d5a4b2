//! The same figure for readers who read from the right.

use std::rc::Rc;

use kurbo::{Point, Rect};

use crate::scene::{Align, Item, Lines, Shape, Text};

/// Items as in a mirror that stands at the side of a width; texts are not turned, but begin where they ended.
pub(super) fn mirrored(items: Vec<Item>, width: f64) -> Vec<Item> {
    let over = |item: Item| Item {
        shape: shape(item.shape, width),
        ..item
    };
    items.into_iter().map(over).collect()
}

fn shape(shape: Shape, width: f64) -> Shape {
    match shape {
        Shape::Rect(of) => Shape::Rect(Rect::new(width - of.x1, of.y0, width - of.x0, of.y1)),
        Shape::Circle(at, radius) => Shape::Circle(Point::new(width - at.x, at.y), radius),
        Shape::Text(text) => Shape::Text(Text {
            at: Point::new(width - text.at.x, text.at.y),
            align: match text.align {
                Align::Left => Align::Right,
                Align::Center => Align::Center,
                Align::Right => Align::Left,
            },
            ..text
        }),
        Shape::Path(lines) => Shape::Path(Rc::new(path(&lines, width))),
        many @ Shape::Dots(..) => many,
    }
}

fn path(lines: &Lines, width: f64) -> Lines {
    let mut over = if lines.are_closed() {
        Lines::rings()
    } else {
        Lines::open()
    };
    for part in lines.parts() {
        let part: Vec<[f32; 2]> = part.iter().map(|&[x, y]| [width as f32 - x, y]).collect();
        over.push(&part);
    }
    over
}
