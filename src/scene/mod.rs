//! The one middle language: everything drawn is a [`Scene`].
//!
//! Layers of items in CSS pixels, each item with its resolved style, and, where it stands for
//! cases, a [`MarkKey`] and its words. Canvas, SVG, hit test and outline read the same scene and
//! decide nothing.

#[cfg(feature = "formats")]
mod between;
mod dash;
#[cfg(feature = "formats")]
mod dots;
mod hatch;
mod hit;
mod item;
mod lines;
mod outline;
#[cfg(feature = "formats")]
mod patterned;
#[cfg(feature = "formats")]
mod speckle;

#[cfg(feature = "formats")]
pub use between::Transition;
pub use dash::dash;
#[cfg(feature = "formats")]
pub use dots::Dots;
pub use hatch::{hatch, hatching};
pub use hit::hit;
pub use item::{Align, Item, Shape, Stroke, Style, Text};
pub use lines::Lines;
pub use outline::{Mark, outline};
#[cfg(feature = "formats")]
pub use patterned::{patterned, patterned_legend};
#[cfg(feature = "formats")]
pub use speckle::speckle;

use std::rc::Rc;

use kurbo::{Rect, Size};

/// Names what a mark stands for. It stays the same while the mark moves or changes colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKey {
    /// A country, by its unit code (two capital letters), or an editor's own area (a digit or a small letter, and
    /// a capital).
    Country([u8; 2]),
    /// A bin of time, by its place from the left.
    Bin(u32),
    /// A time that cases lie in which are dated less exactly than the bins, by its row and its place
    /// in it. Of small time charts beside each other, a bin of one, by the chart and the bin.
    Span(u8, u32),
    /// A time that totals are published for, by its place in their order.
    Period(u32),
    /// A place where cases are, by its number among all of them.
    #[cfg(feature = "formats")]
    Place(u32),
    /// Places that are one at a scale, by the scale and the place that names them.
    #[cfg(feature = "formats")]
    Cluster(u8, u32),
    /// A value of a facet, by its place among them; the last number there is stands for cases that say nothing of
    /// it.
    #[cfg(feature = "formats")]
    Value(u16),
    /// What stands beside the values of a facet, or beside countries: several of them together.
    #[cfg(feature = "formats")]
    Rest(u16),
    /// A percentage that is published without a count, by its place among them.
    #[cfg(feature = "formats")]
    Share(u16),
    /// A hexagon, by the scale and its place in the plane.
    #[cfg(feature = "formats")]
    Hexagon(u8, u32),
    /// One case, by the number of its record in the file.
    #[cfg(feature = "formats")]
    Case(u32),
}

impl MarkKey {
    /// A short name, safe in an HTML id: `IT`, `b12`, `s1-3`, `p2`, `l7`, `v3`, `o0`, `q2`, `c2-7`, `r17`.
    pub fn name(self) -> String {
        match self {
            Self::Country(code) => code.iter().map(|&b| char::from(b)).collect(),
            Self::Bin(index) => numbered("b", index),
            Self::Period(index) => numbered("p", index),
            #[cfg(feature = "formats")]
            Self::Place(index) => numbered("l", index),
            #[cfg(feature = "formats")]
            Self::Value(value) => numbered("v", value.into()),
            #[cfg(feature = "formats")]
            Self::Case(number) => numbered("r", number),
            #[cfg(feature = "formats")]
            Self::Rest(part) => numbered("o", part.into()),
            #[cfg(feature = "formats")]
            Self::Share(index) => numbered("q", index.into()),
            #[cfg(feature = "formats")]
            Self::Cluster(level, place) => leveled("c", level, place),
            #[cfg(feature = "formats")]
            Self::Hexagon(level, place) => leveled("h", level, place),
            Self::Span(row, index) => {
                let mut name = numbered("s", row.into());
                name.push_str(&numbered("-", index));
                name
            }
        }
    }

    /// The key of a [name](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        match name.as_bytes() {
            &[a, b] if a.is_ascii_alphanumeric() && b.is_ascii_uppercase() => {
                Some(Self::Country([a, b]))
            }
            [b'b', ..] => name.get(1..)?.parse().ok().map(Self::Bin),
            [b'p', ..] if crate::WHOLE => name.get(1..)?.parse().ok().map(Self::Period),
            #[cfg(feature = "formats")]
            [b'l', ..] => name.get(1..)?.parse().ok().map(Self::Place),
            #[cfg(feature = "formats")]
            [b'v', ..] => name.get(1..)?.parse().ok().map(Self::Value),
            #[cfg(feature = "formats")]
            [b'r', ..] => name.get(1..)?.parse().ok().map(Self::Case),
            #[cfg(feature = "formats")]
            [b'o', ..] => name.get(1..)?.parse().ok().map(Self::Rest),
            #[cfg(feature = "formats")]
            [b'q', ..] => name.get(1..)?.parse().ok().map(Self::Share),
            #[cfg(feature = "formats")]
            [kind @ (b'c' | b'h'), level @ b'0'..=b'9', b'-', ..] => {
                let place = name.get(3..)?.parse().ok()?;
                let level = level - b'0';
                Some(match kind {
                    b'c' => Self::Cluster(level, place),
                    _ => Self::Hexagon(level, place),
                })
            }
            #[cfg(feature = "formats")]
            [b's', b'0'..=b'9', ..] => {
                let (row, index) = name.get(1..)?.split_once('-')?;
                Some(Self::Span(row.parse().ok()?, index.parse().ok()?))
            }
            #[cfg(not(feature = "formats"))]
            [b's', row @ b'0'..=b'9', b'-', ..] => {
                let index = name.get(3..)?.parse().ok()?;
                Some(Self::Span(row - b'0', index))
            }
            _ => None,
        }
    }
}

/// A number of one digit and another one.
#[cfg(feature = "formats")]
fn leveled(letter: &str, level: u8, number: u32) -> String {
    let mut name = numbered(letter, level.into());
    name.push_str(&numbered("-", number));
    name
}

fn numbered(letter: &str, number: u32) -> String {
    let mut name = letter.to_owned();
    crate::json::push_int(&mut name, u64::from(number));
    name
}

/// A named slice of a drawing. Layers are drawn in order, each on a surface of its own, so that
/// one may change without the others being drawn again.
#[derive(Debug, Clone)]
pub struct Layer {
    /// What is in it, for a person who reads the SVG.
    pub name: &'static str,
    /// In the order of drawing. Shared, as most layers are the same in the next scene.
    pub items: Rc<Vec<Item>>,
    /// Whether items lie beside each other, never over each other: one that changes colour can then
    /// be painted over itself, and the others need not be drawn again.
    pub tiling: bool,
    /// What is seen of it, where that is not all: what is scrolled lies beside it too.
    #[cfg(feature = "formats")]
    pub clip: Option<Rect>,
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        #[cfg(feature = "formats")]
        if self.clip != other.clip {
            return false;
        }
        Rc::ptr_eq(&self.items, &other.items) || self.items == other.items
    }
}

/// One line of a legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Swatch {
    /// What the colour stands for.
    pub label: String,
    /// How marks of this kind look.
    pub style: Style,
    /// What is drawn over the colour of marks of this kind, or what their shape is.
    pub pattern: Pattern,
}

/// What tells marks apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pattern {
    /// Nothing.
    #[default]
    Plain,
    /// Lines that rise to the right.
    Hatched,
    /// Dots.
    #[cfg(feature = "formats")]
    Speckled,
    /// Nothing; they are circles.
    #[cfg(feature = "formats")]
    Round,
    /// Nothing; they are small circles.
    #[cfg(feature = "formats")]
    Dot,
    /// Lines that fall to the right. This and all that follow are those of parts.
    #[cfg(feature = "formats")]
    Falling,
    /// Dots near each other.
    #[cfg(feature = "formats")]
    Dotted,
    /// Level lines.
    #[cfg(feature = "formats")]
    Level,
    /// Upright lines.
    #[cfg(feature = "formats")]
    Upright,
    /// Level and upright lines.
    #[cfg(feature = "formats")]
    Checked,
    /// Level lines in pieces.
    #[cfg(feature = "formats")]
    Dashed,
    /// Dots far from each other.
    #[cfg(feature = "formats")]
    Sparse,
}

impl Pattern {
    /// The class of its swatch in a page's style sheet; empty for none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Hatched => "hatched",
            #[cfg(feature = "formats")]
            Self::Speckled => "speckled",
            #[cfg(feature = "formats")]
            Self::Round => "round",
            #[cfg(feature = "formats")]
            Self::Dot => "dot",
            #[cfg(feature = "formats")]
            Self::Falling => "falling",
            #[cfg(feature = "formats")]
            Self::Dotted => "dotted",
            #[cfg(feature = "formats")]
            Self::Level => "level",
            #[cfg(feature = "formats")]
            Self::Upright => "upright",
            #[cfg(feature = "formats")]
            Self::Checked => "checked",
            #[cfg(feature = "formats")]
            Self::Dashed => "dashed",
            #[cfg(feature = "formats")]
            Self::Sparse => "sparse",
        }
    }
}

/// How much a scene holds. Words cost time: a step of a brush does without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// What is drawn.
    Picture,
    /// And the legend and the notes.
    Furniture,
    /// And the summary, and what each mark says.
    Words,
}

/// What the colours stand for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legend {
    /// What is measured.
    pub title: String,
    /// In the order in which they are read.
    pub swatches: Vec<Swatch>,
    /// The corners of each swatch's marks, if those are no squares: as many as there are swatches, or none.
    #[cfg(feature = "formats")]
    pub shapes: Vec<Corners>,
}

impl Legend {
    /// A legend whose marks are squares.
    pub fn new(title: String, swatches: Vec<Swatch>) -> Self {
        Self {
            title,
            swatches,
            #[cfg(feature = "formats")]
            shapes: Vec::new(),
        }
    }
}

/// The corners of a mark around its middle, from -1 to 1; none of a square.
#[cfg(feature = "formats")]
pub type Corners = &'static [[f32; 2]];

/// A figure at one size.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// In CSS pixels.
    pub size: Size,
    /// The area in which marks lie; the rest is for axes.
    pub plot: Rect,
    /// From back to front; always the same number for a kind of figure.
    pub layers: Vec<Layer>,
    /// What the colours stand for.
    pub legend: Legend,
    /// The whole figure in a sentence or two.
    pub summary: String,
    /// Sentences that must stand with the figure (what it does not show).
    pub notes: Vec<String>,
}

impl Layer {
    /// A layer of these items.
    pub fn new(name: &'static str, items: Vec<Item>) -> Self {
        Self {
            name,
            items: Rc::new(items),
            tiling: false,
            #[cfg(feature = "formats")]
            clip: None,
        }
    }

    /// A layer of which only a part is seen.
    #[cfg(feature = "formats")]
    pub fn clipped(name: &'static str, items: Vec<Item>, clip: Rect) -> Self {
        Self {
            clip: Some(clip),
            ..Self::new(name, items)
        }
    }

    /// Puts items behind those that are there.
    #[cfg(feature = "formats")]
    pub fn prepend(&mut self, mut items: Vec<Item>) {
        items.extend(self.items.iter().cloned());
        self.items = Rc::new(items);
    }

    /// Puts items over those that are there.
    #[cfg(feature = "formats")]
    pub fn append(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.items = Rc::new(self.items.iter().cloned().chain(items).collect());
        }
    }

    /// A layer of items that don't overlap.
    pub fn tiling(name: &'static str, items: Vec<Item>) -> Self {
        Self {
            tiling: true,
            ..Self::new(name, items)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_key_survives_being_named() {
        for key in [
            MarkKey::Country(*b"IT"),
            MarkKey::Country(*b"0A"),
            MarkKey::Country(*b"bC"),
            MarkKey::Bin(0),
            MarkKey::Bin(119),
            MarkKey::Span(2, 14),
            MarkKey::Span(10, 5),
            MarkKey::Span(11, u32::MAX),
            MarkKey::Period(3),
            MarkKey::Place(7),
            MarkKey::Value(u16::MAX),
            MarkKey::Case(17),
            MarkKey::Rest(0),
            MarkKey::Share(12),
            MarkKey::Cluster(4, 123_456),
            MarkKey::Hexagon(0, u32::MAX),
        ] {
            assert_eq!(MarkKey::parse(&key.name()), Some(key));
        }
    }

    #[test]
    fn other_names_are_no_mark_keys() {
        for name in [
            "", "it", "b", "bx", "ITA", "é", "s1", "s-1", "s256-1", "s1-", "p", "c12", "c1-",
        ] {
            assert_eq!(MarkKey::parse(name), None, "{name}");
        }
    }
}
