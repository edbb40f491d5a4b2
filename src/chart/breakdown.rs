//! Ranked bars, one below the other.

use kurbo::{Point, Rect, Size};

use crate::scene::{Align, Item, Layer, MarkKey, Shape, Style, Text};
use crate::text::{TextMeasure, Weight};
use crate::theme::Theme;

/// A bar with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub key: MarkKey,
    /// Its name.
    pub label: String,
    /// Its length, in the unit of the longest one.
    pub value: u64,
    /// Its number, as it stands behind it: "12 (40 %)".
    pub number: String,
    /// What a reader hears of it.
    pub words: String,
    /// Whether it is told apart from the others as one that is not chosen.
    pub dimmed: bool,
}

/// Ranked bars at one width.
pub struct Breakdown<'a> {
    /// From the top.
    pub bars: &'a [Bar],
    /// What the longest bar stands for, over all that a reader can choose: it holds while the filter changes.
    pub max: u64,
    /// Width in CSS pixels.
    pub width: f64,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
}

/// Height of a bar, and of all that belongs to it beside its label, in CSS pixels.
const THICK: f64 = 18.0;
const ROW: f64 = 30.0;
/// Above the bar there is a line for its label, where there is no room beside it.
const LINE: f64 = 18.0;
/// From this width on, labels stand beside the bars.
const BESIDE: f64 = 520.0;
/// How much of the width labels take at most.
const LABELS: f64 = 0.4;
const GAP: f64 = 8.0;

impl Breakdown<'_> {
    /// In CSS pixels.
    pub fn height(&self) -> f64 {
        self.row() * self.bars.len() as f64 + 4.0
    }

    fn beside(&self) -> bool {
        self.width >= BESIDE
    }

    fn row(&self) -> f64 {
        ROW + if self.beside() { 0.0 } else { LINE }
    }

    fn text_width(&self, text: &str, weight: Weight) -> f64 {
        self.measure.width(text, self.theme.text_size, weight)
    }

    /// Where bars lie: beside their labels and before their numbers.
    pub fn plot(&self) -> Rect {
        let longest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let numbers = longest(
            &mut self
                .bars
                .iter()
                .map(|bar| self.text_width(&bar.number, Weight::Bold)),
        );
        let labels = match self.beside() {
            true => {
                let widths = &mut self
                    .bars
                    .iter()
                    .map(|bar| self.text_width(&bar.label, Weight::Regular));
                longest(widths).min(self.width * LABELS) + GAP
            }
            false => 0.0,
        };
        let end = (self.width - numbers - GAP).max(labels + 20.0);
        Rect::new(labels, 2.0, end, self.height() - 2.0)
    }

    /// The whole row of a bar, which can be pointed at.
    fn row_rect(&self, index: usize) -> Rect {
        let top = 2.0 + self.row() * index as f64;
        Rect::new(0.0, top, self.width, top + self.row())
    }

    /// The bars with their labels, and what is in focus.
    pub fn layers(&self, focus: Option<MarkKey>, words: bool) -> Vec<Layer> {
        let plot = self.plot();
        let mut items = Vec::new();
        for (index, bar) in self.bars.iter().enumerate() {
            self.bar(bar, self.row_rect(index), plot, words, &mut items);
        }
        let at = focus.and_then(|key| self.bars.iter().position(|bar| bar.key == key));
        let focused = at.map(|index| {
            let ink = Style::stroke(self.theme.ink, 2.0);
            Item::plain(Shape::Rect(self.row_rect(index).inset(-1.0)), ink)
        });
        vec![
            Layer::new("bars", items),
            Layer::new("focus", focused.into_iter().collect()),
        ]
    }

    fn bar(&self, bar: &Bar, row: Rect, plot: Rect, words: bool, items: &mut Vec<Item>) {
        let theme = self.theme;
        let y0 = row.y1 - (ROW + THICK) / 2.0;
        let long = plot.width() * bar.value as f64 / self.max.max(1) as f64;
        let rect = Rect::new(plot.x0, y0, plot.x0 + long, y0 + THICK);
        let colors = &theme.categorical;
        let (fill, ink) = match bar.dimmed {
            true => (theme.hatch, theme.muted),
            false => (colors[0], theme.ink),
        };
        Item::push(items, Shape::Rect(rect), Style::fill(fill));
        let base = y0 + THICK / 2.0 + theme.text_size * 0.36;
        let number = Point::new(rect.x1 + GAP, base);
        let mut write = |at: Point, align, text: String, weight| {
            let text = Text {
                at,
                align,
                text,
                size: theme.text_size,
                weight,
            };
            Item::push(items, Shape::Text(text), Style::fill(ink));
        };
        write(number, Align::Left, bar.number.clone(), Weight::Bold);
        let regular = Weight::Regular;
        match self.beside() {
            true => {
                let room = plot.x0 - GAP;
                let label = self.shortened(&bar.label, room);
                write(Point::new(room, base), Align::Right, label, regular);
            }
            false => {
                let label = self.shortened(&bar.label, self.width);
                write(
                    Point::new(0.0, row.y0 + LINE - 2.0),
                    Align::Left,
                    label,
                    regular,
                );
            }
        }
        let mut mark = Item::mark(Shape::Rect(row), Style::default(), bar.key);
        mark.words = words.then(|| bar.words.as_str().into());
        items.push(mark);
    }

    /// A label as far as there is room for it; its words have all of it.
    fn shortened(&self, label: &str, room: f64) -> String {
        let fits = |text: &str| self.text_width(text, Weight::Regular) <= room;
        if fits(label) {
            return label.to_owned();
        }
        let mut short = label.to_owned();
        while short.pop().is_some() {
            let mut cut = short.trim_end().to_owned();
            cut.push('…');
            if fits(&cut) {
                return cut;
            }
        }
        short
    }

    /// In CSS pixels.
    pub fn size(&self) -> Size {
        Size::new(self.width, self.height())
    }
}
