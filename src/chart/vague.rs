//! What a time chart shows beside its bars: cases that are dated less exactly, and times that nobody
//! looked at.

use kurbo::{Point, Rect};

use super::timeline::{Covered, ROW, Timeline};
use crate::calendar::Day;
use crate::locale::fill;
#[cfg(feature = "formats")]
use crate::query::Withheld;
use crate::scale::time::Unit;
use crate::scene::{Align, Item, Lines, MarkKey, Shape, Style, Text, hatch, hatching};
use crate::text::Weight;

impl Timeline<'_> {
    pub(super) fn span_style(&self) -> Style {
        Style::fill(self.theme.none).with_stroke(self.theme.coast, 1.0)
    }

    /// A row's cell: first day, the day after the last one, and the sum.
    pub(super) fn span(&self, row: u8, index: u32) -> Option<(Day, Day, u64)> {
        let unit = *self.data.rows.get(usize::from(row))?;
        let spans = self
            .data
            .table
            .spans
            .iter()
            .find(|spans| spans.unit == unit)?;
        let &(first, sum) = spans.sums.get(index as usize)?;
        Some((first, unit.step(first, 1), sum))
    }

    /// The finest unit lies next to the bars.
    pub(super) fn span_rect(&self, plot: Rect, row: u8, index: u32) -> Option<Rect> {
        let (first, until, _) = self.span(row, index)?;
        let y = plot.y0 - ROW * f64::from(row + 1);
        let (x0, x1) = (self.x_of(plot, first), self.x_of(plot, until));
        Some(Rect::new(
            x0 + 1.0,
            y + 1.0,
            x1.max(x0 + 3.0) - 1.0,
            y + ROW - 3.0,
        ))
    }

    /// A cell for each time that cases lie in without being in a bar: "some time in 2021".
    pub(super) fn spans(&self, plot: Rect, words: bool, items: &mut Vec<Item>) {
        for row in 0..self.data.rows.len() as u8 {
            for index in 0.. {
                let (Some((_, _, sum)), Some(rect)) =
                    (self.span(row, index), self.span_rect(plot, row, index))
                else {
                    break;
                };
                let key = MarkKey::Span(row, index);
                let mut item = Item::mark(Shape::Rect(rect), self.span_style(), key);
                item.words = words.then(|| self.span_words(row, index).into());
                items.push(item);
                let number = self.locale.formats.number(sum);
                let size = self.theme.text_size - 1.0;
                // What is withheld, which only the whole build reads, is not 0.
                if (!crate::WHOLE || sum > 0)
                    && self.measure.width(&number, size, Weight::Regular) + 4.0 <= rect.width()
                {
                    let at = Point::new(rect.center().x, rect.center().y + size * 0.35);
                    self.text(at, Align::Center, number, Weight::Regular, items);
                }
            }
        }
    }

    pub(super) fn text(
        &self,
        at: Point,
        align: Align,
        text: String,
        weight: Weight,
        items: &mut Vec<Item>,
    ) {
        let text = Text {
            at,
            align,
            text,
            size: self.theme.text_size - 1.0,
            weight,
        };
        Item::push(items, Shape::Text(text), Style::fill(self.theme.ink));
    }

    /// What a cell says: "some time in 2021: 12 cases".
    pub(super) fn span_words(&self, row: u8, index: u32) -> String {
        let Some((first, until, sum)) = self.span(row, index) else {
            return String::new();
        };
        let messages = self.locale.messages;
        let unit = self.data.rows[usize::from(row)];
        let time = self.time(first, until - 1, unit);
        let time = fill(messages.some_time(), &[&time]);
        fill(
            messages.mark(),
            &[&time, &self.span_amount(unit, first, sum)],
        )
    }

    /// The sum of a cell in words.
    fn span_amount(&self, unit: Unit, first: Day, sum: u64) -> String {
        let words = self.amount(sum);
        #[cfg(feature = "formats")]
        {
            let mut spans = self.data.table.spans.iter();
            let found = spans.find(|spans| spans.unit == unit);
            let withheld = found.map_or_else(Default::default, |spans| spans.withheld(first));
            self.and_withheld(words, sum, withheld)
        }
        #[cfg(not(feature = "formats"))]
        {
            let _ = (unit, first);
            words
        }
    }

    /// A sum in words with that others are withheld.
    #[cfg(feature = "formats")]
    pub(super) fn and_withheld(&self, words: String, sum: u64, withheld: Withheld) -> String {
        let none = sum == 0 && withheld.numbers > 0;
        withheld.beside((!none).then_some(words), &self.locale)
    }

    /// The cells as a table: each time, and its sum.
    pub fn span_cells(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for row in 0..self.data.rows.len() as u8 {
            let sums = (0..).map_while(|index| self.span(row, index));
            let unit = self.data.rows[usize::from(row)];
            rows.extend(sums.map(|(first, until, sum)| {
                let time = self.time(first, until - 1, unit);
                let time = fill(self.locale.messages.some_time(), &[&time]);
                vec![time, self.span_amount(unit, first, sum)]
            }));
        }
        rows
    }

    /// Whether a bin's time was looked at.
    pub(super) fn covered(&self, bin: usize) -> Covered {
        let (from, until) = (self.data.bins.edges[bin], self.data.bins.edges[bin + 1]);
        let gaps = || self.data.gaps.iter();
        if gaps().any(|gap| gap.0 <= from && until <= gap.1) {
            Covered::Not
        } else if gaps().any(|gap| gap.0 < until && from < gap.1) {
            Covered::Partly
        } else {
            Covered::Whole
        }
    }

    /// Hatching over the times that nobody looked at.
    pub(super) fn gaps(&self, plot: Rect) -> Vec<Item> {
        let area = |&(from, until): &(Day, Day)| {
            Rect::new(
                self.x_of(plot, from),
                plot.y0,
                self.x_of(plot, until),
                plot.y1,
            )
        };
        let mut items = Vec::new();
        let style = hatching(self.theme);
        hatched(self.data.gaps.iter().map(area), style, &mut items);
        items
    }

    /// Hatching over the upper end of each part of a bar, as much as has an approximate or uncertain
    /// date.
    #[cfg(feature = "formats")]
    pub(super) fn doubts(&self, plot: Rect, gap: f64, per_count: f64, items: &mut Vec<Item>) {
        let table = &self.data.table;
        let mut ends = Vec::new();
        for bin in 0..self.data.bins.len() {
            let bar = self.column_rect(plot, bin).inset((-gap / 2.0, 0.0));
            let y = |count: u64| plot.y1 - per_count * count as f64;
            let mut top = 0;
            for (count, &doubtful) in table.bin(bin).iter().zip(table.doubtful(bin)) {
                top += count;
                if doubtful > 0 {
                    ends.push(Rect::new(bar.x0, y(top), bar.x1, y(top - doubtful)));
                }
            }
        }
        hatched(ends.into_iter(), self.doubt_style(), items);
    }
}

/// Appends one item that hatches boxes; none if no line fits into them.
pub(super) fn hatched(boxes: impl Iterator<Item = Rect>, style: Style, items: &mut Vec<Item>) {
    let mut lines = Lines::open();
    for rect in boxes {
        let shape = Lines::boxed(rect);
        hatch(&shape, shape.bounds(), &mut lines);
    }
    if !lines.is_empty() {
        Item::push(items, Shape::Path(lines.into()), style);
    }
}
