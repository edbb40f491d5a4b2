//! Bars of the parts beside each other.

use kurbo::Rect;

use super::Timeline;
use super::bars::gap;
use crate::chart::vague::hatched;
use crate::scene::{Item, MarkKey, Shape, Style};

impl Timeline<'_> {
    pub(super) fn grouped(&self, plot: Rect, items: &mut Vec<Item>) {
        let table = &self.data.table;
        let per_count = plot.height() / self.end() as f64;
        let parts = table.parts.max(1) as f64;
        let mut ends = Vec::new();
        for part in 0..table.parts {
            let style = Style::fill(self.part_color(part));
            for bin in 0..self.data.bins.len() {
                let count = table.bin(bin)[part];
                if count == 0 {
                    continue;
                }
                let column = self.column_rect(plot, bin);
                // The space between two groups is wider than that between two bars of one.
                let between = gap(column.width()) + column.width() / 8.0;
                let wide = (column.width() - between) / parts;
                let x = column.x0 + between / 2.0 + wide * part as f64;
                let apart = if wide >= 4.0 { 0.5 } else { 0.0 };
                let y = |count: u64| plot.y1 - per_count * count as f64;
                let bar = Rect::new(x + apart, y(count), x + wide - apart, plot.y1);
                Item::push_of(items, Shape::Rect(bar), style, MarkKey::Bin(bin as u32));
                match table.doubtful(bin).get(part) {
                    Some(&doubtful) if doubtful > 0 => {
                        ends.push(Rect {
                            y1: y(count - doubtful),
                            ..bar
                        });
                    }
                    _ => {}
                }
            }
        }
        hatched(ends.into_iter(), self.doubt_style(), items);
    }

    /// Lines over what may have another date.
    pub(in crate::chart) fn doubt_style(&self) -> Style {
        Style::stroke(self.theme.ground, 1.5)
    }
}
