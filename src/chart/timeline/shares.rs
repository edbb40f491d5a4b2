//! Each bin as a hundred: what part of it is what.

use kurbo::{Point, Rect};

use super::bars::gap;
use super::{Mode, Timeline};
use crate::chart::vague::hatched;
use crate::locale::fill;
use crate::scene::{Item, MarkKey, Shape, Style};

/// Of fewer than this, one case more or less moves a share by ten percent or nearly.
const FEW: u64 = 10;

impl Timeline<'_> {
    pub(super) fn shares(&self, plot: Rect, items: &mut Vec<Item>) {
        let table = &self.data.table;
        let step = plot.width() / self.data.bins.len() as f64;
        let mut ends = Vec::new();
        for bin in (0..self.data.bins.len()).filter(|&bin| table.sum(bin) > 0) {
            let bar = self.column_rect(plot, bin).inset((-gap(step) / 2.0, 0.0));
            let per_count = plot.height() / table.sum(bin) as f64;
            let y = |count: u64| plot.y1 - per_count * count as f64;
            let mut base = 0;
            for (part, &count) in table.bin(bin).iter().enumerate() {
                let top = base + count;
                // Parts are told apart by a hairline too, not by colour alone.
                let apart = if y(base) - y(top) > 3.0 { 1.0 } else { 0.0 };
                let rect = Rect {
                    y0: y(top) + apart,
                    y1: y(base),
                    ..bar
                };
                if count > 0 {
                    let style = Style::fill(self.part_color(part));
                    Item::push_of(items, Shape::Rect(rect), style, MarkKey::Bin(bin as u32));
                }
                let doubtful = table.doubtful(bin).get(part).copied().unwrap_or(0);
                if doubtful > 0 {
                    ends.push(Rect {
                        y1: y(top - doubtful),
                        ..rect
                    });
                }
                base = top;
            }
        }
        hatched(ends.into_iter(), self.doubt_style(), items);
        self.rings(plot, items);
    }

    /// A ring in each bar that is of few.
    fn rings(&self, plot: Rect, items: &mut Vec<Item>) {
        let step = plot.width() / self.data.bins.len() as f64;
        let radius = (step / 2.0 - 1.0).clamp(0.8, 4.0);
        for bin in (0..self.data.bins.len()).filter(|&bin| self.is_of_few(bin)) {
            let x = self.column_rect(plot, bin).center().x;
            let ring = Shape::Circle(Point::new(x, plot.y0 + radius + 3.0), radius);
            Item::push(items, ring, self.ring_style());
        }
    }

    pub(super) fn ring_style(&self) -> Style {
        Style::fill(self.theme.ground).with_stroke(self.theme.ink, 1.5)
    }

    /// Whether the parts of a bin are shares of so few that one case more or less changes them much.
    pub(super) fn is_of_few(&self, bin: usize) -> bool {
        let sum = self.data.table.sum(bin);
        self.mode() == Mode::Share && sum > 0 && sum < FEW
    }

    /// The number of a part of a bin in words, with its share where shares are drawn.
    pub fn part_number(&self, bin: usize, n: u64) -> String {
        let formats = self.locale.formats;
        let number = formats.number(n);
        let sum = self.data.table.sum(bin);
        if self.mode() != Mode::Share || sum == 0 {
            return number;
        }
        let percent = formats.percent(100.0 * n as f64 / sum as f64);
        fill(self.locale.messages.percent_and(), &[&percent, &number])
    }
}
