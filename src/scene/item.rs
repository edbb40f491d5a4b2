//! [`Item`]: one thing drawn.

use std::rc::Rc;

#[cfg(feature = "formats")]
use kurbo::Vec2;
use kurbo::{Point, Rect};

#[cfg(feature = "formats")]
use super::Dots;
use super::{Lines, MarkKey};
use crate::text::Weight;
use crate::theme::Color;

/// A line's looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// In CSS pixels.
    pub width: f64,
}

/// A shape's looks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// The colour inside, if any.
    pub fill: Option<Color>,
    /// The line around, if any; drawn over the fill, and behind that of a text.
    pub stroke: Option<Stroke>,
}

impl Style {
    /// Inside only.
    pub const fn fill(color: Color) -> Self {
        Self {
            fill: Some(color),
            stroke: None,
        }
    }

    /// Around only.
    pub const fn stroke(color: Color, width: f64) -> Self {
        Self {
            fill: None,
            stroke: Some(Stroke { color, width }),
        }
    }

    /// The same with a line around.
    pub const fn with_stroke(self, color: Color, width: f64) -> Self {
        Self {
            stroke: Some(Stroke { color, width }),
            ..self
        }
    }
}

/// Which point of a text its position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The left end.
    Left,
    /// The middle.
    Center,
    /// The right end.
    Right,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where: x by `align`, y at the baseline.
    pub at: Point,
    /// What `at` names.
    pub align: Align,
    /// Plain text.
    pub text: String,
    /// In CSS pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

/// The geometry of an item, in CSS pixels from the upper left corner.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Straight lines; filled by the even-odd rule. Shared, as a layout's lines stay the same while
    /// colours change.
    Path(Rc<Lines>),
    /// A rectangle.
    Rect(Rect),
    /// A circle by centre and radius.
    Circle(Point, f64),
    /// A text, coloured by the style's fill.
    Text(Text),
    /// Many circles, each a mark of its own: the item has no key. Shared, as a map that is moved has the
    /// same ones, all as far from where they were.
    #[cfg(feature = "formats")]
    Dots(Rc<Dots>, Vec2),
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(a), Self::Path(b)) => Rc::ptr_eq(a, b) || a == b,
            (Self::Rect(a), Self::Rect(b)) => a == b,
            (Self::Circle(a, r), Self::Circle(b, s)) => a == b && r == s,
            (Self::Text(a), Self::Text(b)) => a == b,
            #[cfg(feature = "formats")]
            (Self::Dots(a, by), Self::Dots(b, of)) => by == of && (Rc::ptr_eq(a, b) || a == b),
            _ => false,
        }
    }
}

impl Shape {
    /// The box around it; a text counts as a point, and many dots have none.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Path(lines) => lines.bounds(),
            Self::Rect(bounds) => *bounds,
            Self::Circle(c, r) => Rect::new(c.x - r, c.y - r, c.x + r, c.y + r),
            Self::Text(text) => Rect::from_points(text.at, text.at),
            #[cfg(feature = "formats")]
            Self::Dots(..) => Rect::ZERO,
        }
    }
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its geometry.
    pub shape: Shape,
    /// Its looks. An item without fill and stroke is not seen but can be pointed at.
    pub style: Style,
    /// What it stands for, if it is a mark.
    pub key: Option<MarkKey>,
    /// Its words, if it is a mark and words were asked for.
    pub words: Option<Rc<str>>,
    /// The mark that it moves with in a [transition](super::Transition), if it is none itself: it can't be pointed
    /// at.
    #[cfg(feature = "formats")]
    pub follows: Option<MarkKey>,
}

impl Item {
    /// Appends an item that stands for no case. Not inlined: items are large, and appended in many
    /// places.
    #[inline(never)]
    pub fn push(items: &mut Vec<Self>, shape: Shape, style: Style) {
        items.push(Self::plain(shape, style));
    }

    /// Appends an item that is seen of a mark, which is pointed at by another one: a bar, of which the whole column
    /// is the mark. In a transition it moves with the mark.
    #[inline]
    pub fn push_of(items: &mut Vec<Self>, shape: Shape, style: Style, mark: MarkKey) {
        #[cfg(feature = "formats")]
        items.push(Self::plain(shape, style).following(mark));
        #[cfg(not(feature = "formats"))]
        {
            let _ = mark;
            Self::push(items, shape, style);
        }
    }

    /// An item that stands for no case: an axis, a border.
    pub fn plain(shape: Shape, style: Style) -> Self {
        Self {
            shape,
            style,
            key: None,
            words: None,
            #[cfg(feature = "formats")]
            follows: None,
        }
    }

    /// The same, moving with a mark.
    #[cfg(feature = "formats")]
    pub fn following(mut self, key: MarkKey) -> Self {
        self.follows = Some(key);
        self
    }

    /// A mark.
    pub fn mark(shape: Shape, style: Style, key: MarkKey) -> Self {
        Self {
            key: Some(key),
            ..Self::plain(shape, style)
        }
    }
}
