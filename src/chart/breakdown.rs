//! Ranked bars, one below the other.

use kurbo::{Point, Rect};

use super::mirror::mirrored;
use crate::scene::{Align, Item, Layer, Lines, MarkKey, Shape, Style, Text};
use crate::text::{TextMeasure, Weight, shorten, wrap};
use crate::theme::{Color, Theme};

/// A bar with its words. Lengths are parts of the axis, from 0 to 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// What it stands for; none has no mark.
    pub key: Option<MarkKey>,
    /// Its name.
    pub label: String,
    /// What stands below the name, in small letters; may be empty.
    pub under: String,
    /// What it is made of, from where it begins.
    pub parts: Vec<(Color, f64)>,
    /// How much longer it may be.
    pub more: f64,
    /// How long it is whatever a reader chooses elsewhere; drawn if it is longer than the bar.
    pub all: f64,
    /// Whether the axis ends at the whole that it is a part of, which is drawn as a frame.
    pub framed: bool,
    /// Its number: "12 (40 %)".
    pub number: String,
    /// What a reader hears of it.
    pub words: String,
    /// Whether it is told apart from the others as one that is not chosen.
    pub dimmed: bool,
    /// Whether it is set apart from what is above it.
    pub apart: bool,
    /// For one that stands for others: whether they are shown.
    pub opened: Option<bool>,
    /// What stands above it, as the heading of the bars from it on; may be empty.
    pub heading: String,
}

/// Ranked bars at one width.
pub struct Breakdown<'a> {
    /// From the top.
    pub bars: &'a [Bar],
    /// Width in CSS pixels.
    pub width: f64,
    /// Whether a reader reads from the right.
    pub rtl: bool,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
}

/// Height of a bar, and the least of all that belongs to it beside its label, in CSS pixels.
const THICK: f64 = 18.0;
const ROW: f64 = 30.0;
/// Height of a line of text.
const LINE: f64 = 17.0;
/// Above bars that are set apart, and around the line above them.
const APART: f64 = 12.0;
/// From this width on, labels stand beside the bars.
const BESIDE: f64 = 520.0;
/// How much of the width labels take at most.
const LABELS: f64 = 0.4;
const GAP: f64 = 8.0;
/// Room for the arrow of what opens.
const ARROW: f64 = 16.0;
/// A part wider than this, in CSS pixels, ends with a line.
const HAIRLINE_FROM: f64 = 3.0;
/// A label has no more lines than this.
const LINES: usize = 3;

/// Where the bars and their texts lie.
struct Places {
    plot: Rect,
    /// Of each bar, its label in lines, and its whole row.
    rows: Vec<(Vec<String>, Rect)>,
}

impl Breakdown<'_> {
    /// In CSS pixels.
    pub fn height(&self) -> f64 {
        self.places().plot.y1 + 2.0
    }

    /// Where bars lie: beside their labels and before their numbers.
    pub fn plot(&self) -> Rect {
        self.places().plot
    }

    /// The bars with their labels, and what is in focus.
    pub fn layers(&self, focus: Option<MarkKey>, words: bool) -> Vec<Layer> {
        let places = self.places();
        let mut items = Vec::new();
        let mut focused = Vec::new();
        for (bar, (lines, row)) in self.bars.iter().zip(&places.rows) {
            self.bar(bar, lines, *row, places.plot, &mut items);
            let Some(key) = bar.key else { continue };
            let mut mark = Item::mark(Shape::Rect(*row), Style::default(), key);
            mark.words = words.then(|| bar.words.as_str().into());
            items.push(mark);
            if focus == Some(key) {
                let ink = Style::stroke(self.theme.ink, 2.0);
                Item::push(&mut focused, Shape::Rect(row.inset(-1.0)), ink);
            }
        }
        if self.rtl {
            items = mirrored(items, self.width);
            focused = mirrored(focused, self.width);
        }
        vec![Layer::new("bars", items), Layer::new("focus", focused)]
    }

    fn size(&self) -> f64 {
        self.theme.text_size + 1.0
    }

    fn text_width(&self, text: &str, weight: Weight) -> f64 {
        self.measure.width(text, self.size(), weight)
    }

    fn beside(&self) -> bool {
        self.width >= BESIDE
    }

    fn places(&self) -> Places {
        let number = |bar: &Bar| match bar.parts.is_empty() {
            // It has all the room of a bar.
            true => 0.0,
            false => self.text_width(&bar.number, Weight::Bold),
        };
        let numbers = self.bars.iter().map(number).fold(0.0, f64::max);
        let label = |bar: &Bar| {
            let long = self.text_width(&bar.label, Weight::Regular);
            long + arrow(bar)
        };
        let labels = match self.beside() {
            true => {
                let longest = self.bars.iter().map(label).fold(0.0, f64::max);
                // Rounded up: a text as wide as its room fits.
                longest.min(self.width * LABELS).ceil() + GAP
            }
            false => 0.0,
        };
        let mut y = 2.0;
        let rows = self.bars.iter().map(|bar| {
            let most = if self.beside() {
                labels - GAP
            } else {
                self.width
            };
            let lines = self.lines(&bar.label, most - arrow(bar));
            y += self.above(bar);
            let high = self.row_height(bar, &lines);
            y += high;
            (lines, Rect::new(0.0, y - high, self.width, y))
        });
        let rows = rows.collect();
        let end = (self.width - numbers - GAP).max(labels + 20.0);
        Places {
            plot: Rect::new(labels, 2.0, end, y),
            rows,
        }
    }

    /// How much is above a bar's row.
    fn above(&self, bar: &Bar) -> f64 {
        let apart = if bar.apart { APART } else { 0.0 };
        let heading = if bar.heading.is_empty() {
            0.0
        } else {
            LINE + 6.0
        };
        apart + heading
    }

    fn row_height(&self, bar: &Bar, lines: &[String]) -> f64 {
        let texts = lines.len() + usize::from(!bar.under.is_empty());
        let texts = LINE * texts as f64;
        match (self.beside(), bar.parts.is_empty() && bar.opened.is_some()) {
            (true, _) => ROW.max(texts + 10.0),
            (false, true) => ROW.max(texts + 8.0),
            (false, false) => texts + ROW,
        }
    }

    /// A label in lines, the last one shortened if there are too many; its words have all of it.
    fn lines(&self, label: &str, most: f64) -> Vec<String> {
        let width = |text: &str| self.text_width(text, Weight::Regular);
        let mut lines = wrap(label, most, &width);
        if lines.len() > LINES {
            let rest = lines.split_off(LINES - 1).join(" ");
            lines.push(rest);
        }
        lines
            .iter()
            .map(|line| shorten(line, most, &width))
            .collect()
    }

    fn write(
        &self,
        at: Point,
        align: Align,
        text: &str,
        weight: Weight,
        ink: Color,
        items: &mut Vec<Item>,
    ) {
        let text = Text {
            at,
            align,
            text: text.to_owned(),
            size: self.size(),
            weight,
        };
        Item::push(items, Shape::Text(text), Style::fill(ink));
    }

    fn bar(&self, bar: &Bar, lines: &[String], row: Rect, plot: Rect, items: &mut Vec<Item>) {
        self.heading(bar, row, items);
        self.label(bar, lines, row, plot, items);
        if bar.parts.is_empty() && bar.number.is_empty() {
            return;
        }
        let middle = match self.beside() {
            true => row.center().y,
            false => row.y1 - ROW / 2.0 - 1.0,
        };
        let band = |from: f64, until: f64| {
            let x = |at: f64| plot.x0 + plot.width() * at.clamp(0.0, 1.0);
            Rect::new(
                x(from),
                middle - THICK / 2.0,
                x(until),
                middle + THICK / 2.0,
            )
        };
        if bar.framed {
            let frame = Style::fill(self.theme.none).with_stroke(self.theme.coast, 1.0);
            Item::push(items, Shape::Rect(band(0.0, 1.0)), frame);
        }
        let mut end = 0.0;
        for &(color, long) in &bar.parts {
            let color = if bar.dimmed {
                color.with_alpha(72)
            } else {
                color
            };
            if long > 0.0 {
                let rect = band(end, end + long);
                Item::push(items, Shape::Rect(rect), Style::fill(color));
            }
            end += long;
        }
        // Parts of one bar are told apart by a line too, which would hide one as narrow as itself.
        let mut edge = 0.0;
        for (_, long) in bar.parts.iter().take(bar.parts.len().max(1) - 1) {
            let part = band(edge, edge + long);
            edge += long;
            if part.width() > HAIRLINE_FROM {
                let line = Rect {
                    x0: part.x1 - 1.0,
                    ..part
                };
                Item::push(items, Shape::Rect(line), Style::fill(self.theme.border));
            }
        }
        if bar.more > 0.0 {
            let rect = band(end, end + bar.more);
            Item::push(
                items,
                Shape::Rect(rect),
                Style::fill(self.theme.range).with_stroke(self.theme.muted, 0.5),
            );
            end += bar.more;
        }
        if bar.all > end + 1e-9 {
            let outline = band(0.0, bar.all).inset(-0.5);
            Item::push(
                items,
                Shape::Rect(outline),
                Style::stroke(self.theme.coast, 1.0),
            );
            end = bar.all;
        }
        let x = if bar.framed {
            plot.x1
        } else {
            band(0.0, end).x1
        };
        let after = if end > 0.0 || bar.framed { GAP } else { 0.0 };
        let at = match lines.last() {
            // Without a bar, it stands behind the label.
            Some(line) if bar.parts.is_empty() && !self.beside() => Point::new(
                arrow(bar) + self.text_width(line, Weight::Regular) + GAP,
                row.y0 + 3.0 + LINE * (lines.len() as f64 - 0.5),
            ),
            _ => Point::new(x + after, middle),
        };
        let faint = bar.dimmed || end == 0.0;
        let ink = if faint {
            self.theme.muted
        } else {
            self.theme.ink
        };
        let base = at + (0.0, self.size() * 0.36);
        self.write(base, Align::Left, &bar.number, Weight::Bold, ink, items);
    }

    fn heading(&self, bar: &Bar, row: Rect, items: &mut Vec<Item>) {
        let top = row.y0 - self.above(bar);
        if bar.apart {
            let y = top + APART / 2.0;
            let line = Rect::new(0.0, y - 0.5, self.width, y + 0.5);
            Item::push(items, Shape::Rect(line), Style::fill(self.theme.grid));
        }
        if !bar.heading.is_empty() {
            let at = Point::new(0.0, row.y0 - 8.0);
            let muted = self.theme.muted;
            let width = |text: &str| self.text_width(text, Weight::Bold);
            let heading = shorten(&bar.heading, self.width, &width);
            self.write(at, Align::Left, &heading, Weight::Bold, muted, items);
        }
    }

    fn label(&self, bar: &Bar, lines: &[String], row: Rect, plot: Rect, items: &mut Vec<Item>) {
        let under = (!bar.under.is_empty()).then_some(&bar.under);
        let texts = lines.len() + usize::from(under.is_some());
        let (x, align, top) = match self.beside() {
            true => {
                let high = LINE * texts as f64;
                (plot.x0 - GAP, Align::Right, row.center().y - high / 2.0)
            }
            false => (arrow(bar), Align::Left, row.y0 + 3.0),
        };
        let ink = if bar.dimmed {
            self.theme.muted
        } else {
            self.theme.ink
        };
        let inks = lines.iter().map(|line| (line, ink));
        let all = inks.chain(under.map(|under| (under, self.theme.muted)));
        for (at, (text, ink)) in all.enumerate() {
            let base = top + LINE * (at as f64 + 0.5) + self.size() * 0.36;
            self.write(
                Point::new(x, base),
                align,
                text,
                Weight::Regular,
                ink,
                items,
            );
        }
        if let Some(open) = bar.opened {
            let longest = lines
                .iter()
                .map(|line| self.text_width(line, Weight::Regular));
            let left = match self.beside() {
                true => x - longest.fold(0.0, f64::max) - ARROW,
                false => 0.0,
            };
            let tip = Point::new(left + 5.0, top + LINE / 2.0);
            Item::push(items, arrowhead(tip, open), Style::fill(ink));
        }
    }
}

/// Room for an arrow, if a bar has one.
fn arrow(bar: &Bar) -> f64 {
    bar.opened.map_or(0.0, |_| ARROW)
}

/// A triangle that points down where others are shown, and else to where the text goes.
fn arrowhead(at: Point, open: bool) -> Shape {
    let [x, y] = [at.x as f32, at.y as f32];
    let mut lines = Lines::rings();
    match open {
        true => lines.push(&[[x - 5.0, y - 3.0], [x + 5.0, y - 3.0], [x, y + 4.0]]),
        false => lines.push(&[[x - 3.0, y - 5.0], [x + 4.0, y], [x - 3.0, y + 5.0]]),
    }
    Shape::Path(lines.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TableMeasure;
    use crate::theme::LIGHT;

    fn bar(label: &str) -> Bar {
        Bar {
            key: Some(MarkKey::Value(0)),
            label: label.to_owned(),
            parts: vec![(LIGHT.ink, 0.5)],
            number: "12 (50 %)".to_owned(),
            ..Bar::default()
        }
    }

    fn chart(bars: &[Bar], width: f64, rtl: bool) -> Breakdown<'_> {
        Breakdown {
            bars,
            width,
            rtl,
            theme: &LIGHT,
            measure: &TableMeasure,
        }
    }

    #[test]
    fn a_long_label_takes_up_to_three_lines_and_the_row_as_much_height() {
        let (short, long) = ([bar("entry")], [bar(&"assistance of entry ".repeat(20))]);
        let (one, three) = (chart(&short, 640.0, false), chart(&long, 640.0, false));
        assert_eq!(three.places().rows[0].0.len(), 3);
        assert!(three.places().rows[0].0[2].ends_with('…'));
        assert!(three.height() > one.height());
        let plot = three.plot();
        assert!(plot.x0 <= 640.0 * LABELS + 2.0 * GAP);
    }

    #[test]
    fn a_narrow_figure_has_its_labels_above_the_bars() {
        let bars = [bar("entry")];
        assert_eq!(chart(&bars, 320.0, false).plot().x0, 0.0);
        assert!(chart(&bars, 640.0, false).plot().x0 > 0.0);
    }

    #[test]
    fn a_narrow_part_is_not_hidden_by_the_line_that_parts_it_from_the_next() {
        let part = |long| (LIGHT.ink, long);
        let bars = [Bar {
            parts: vec![part(0.5), part(0.004), part(0.004), part(0.004)],
            ..bar("entry")
        }];
        let layers = chart(&bars, 320.0, false).layers(None, false);
        let filled = |color| {
            let items = layers[0].items.iter();
            items.filter(move |item| {
                item.style.fill == Some(color) && item.shape.bounds().area() > 0.0
            })
        };
        assert_eq!(filled(LIGHT.border).count(), 1);
    }

    #[test]
    fn a_heading_is_no_wider_than_the_figure() {
        let bars = [Bar {
            heading: "assistance of entry ".repeat(20),
            ..bar("2021")
        }];
        let layers = chart(&bars, 320.0, false).layers(None, false);
        let texts = layers[0].items.iter().filter_map(|item| match &item.shape {
            Shape::Text(text) => Some(text),
            _ => None,
        });
        for text in texts {
            let end = text.at.x + TableMeasure.width(&text.text, text.size, text.weight);
            assert!(end <= 320.0, "{}", text.text);
        }
    }

    #[test]
    fn bars_grow_from_the_right_where_one_reads_from_there() {
        let bars = [bar("entry")];
        let first = |rtl| {
            chart(&bars, 640.0, rtl).layers(None, false)[0]
                .items
                .clone()
        };
        let filled = |items: &[Item]| {
            let rect = items
                .iter()
                .find_map(|item| match (&item.shape, item.style.fill) {
                    (Shape::Rect(rect), Some(_)) => Some(*rect),
                    _ => None,
                });
            rect.unwrap()
        };
        let (ltr, rtl) = (filled(&first(false)), filled(&first(true)));
        assert!((rtl.x1 - (640.0 - ltr.x0)).abs() < 1e-9);
        assert!((rtl.width() - ltr.width()).abs() < 1e-9);
    }

    #[test]
    fn a_bar_longer_than_the_axis_ends_with_it() {
        let mut one = bar("entry");
        one.parts = vec![(LIGHT.ink, 0.8), (LIGHT.muted, 0.7)];
        let bars = [one];
        let chart = chart(&bars, 640.0, false);
        let plot = chart.plot();
        for item in chart.layers(None, false)[0].items.iter() {
            if let (Shape::Rect(rect), Some(_)) = (&item.shape, item.style.fill) {
                assert!(rect.x1 <= plot.x1 + 1.0, "{rect:?}");
            }
        }
    }
}
