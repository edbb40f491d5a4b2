//! Bars: the parts of each bin on each other.

use kurbo::Rect;

use super::{Timeline, TimelineData};
use crate::scene::{Item, MarkKey, Shape, Style};

impl Timeline<'_> {
    pub(super) fn bars(&self, plot: Rect, items: &mut Vec<Item>) {
        let TimelineData { bins, table, .. } = self.data;
        let step = plot.width() / bins.len() as f64;
        let gap = gap(step);
        let per_count = plot.height() / self.end() as f64;
        let mut base = vec![0_u64; bins.len()];
        for part in 0..table.parts {
            let style = Style::fill(self.part_color(part));
            for (bin, base) in base.iter_mut().enumerate() {
                let count = table.bin(bin)[part];
                if count == 0 {
                    continue;
                }
                let x = plot.x0 + step * bin as f64;
                let y1 = plot.y1 - per_count * *base as f64;
                *base += count;
                let mut y0 = plot.y1 - per_count * *base as f64;
                // Parts are told apart by a hairline too, not by colour alone.
                if table.parts > 1 && y1 - y0 > 3.0 {
                    y0 += 1.0;
                }
                let rect = Rect::new(x + gap / 2.0, y0, x + step - gap / 2.0, y1);
                Item::push_of(items, Shape::Rect(rect), style, MarkKey::Bin(bin as u32));
            }
        }
        for (bin, base) in base.into_iter().enumerate() {
            let x = plot.x0 + step * bin as f64;
            let top = plot.y1 - per_count * base as f64;
            let more = per_count * table.more(bin) as f64;
            if more > 0.0 {
                let rect = Rect::new(x + gap / 2.0, top - more, x + step - gap / 2.0, top);
                let style = Style::fill(self.theme.range).with_stroke(self.theme.muted, 0.5);
                Item::push_of(items, Shape::Rect(rect), style, MarkKey::Bin(bin as u32));
            }
        }
        #[cfg(feature = "formats")]
        self.doubts(plot, gap, per_count, items);
    }
}

/// The space between two bars that are `step` CSS pixels apart.
pub(super) fn gap(step: f64) -> f64 {
    if step >= 8.0 {
        2.0
    } else if step >= 3.0 {
        1.0
    } else {
        0.0
    }
}
