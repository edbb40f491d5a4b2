//! Areas of the parts on each other: of the bins, or of what there was until the end of each.

use std::ops::Range;

use kurbo::Rect;

use super::{Covered, Mode, Timeline};
use crate::scene::{Item, Lines, Shape, Style, hatch};

impl Timeline<'_> {
    /// Whether a number can be drawn of a bin: it was looked at and its number isn't withheld, or it has cases all
    /// the same.
    pub(super) fn is_known(&self, bin: usize) -> bool {
        let table = &self.data.table;
        let told = self.covered(bin) != Covered::Not && table.withheld(bin).numbers == 0;
        table.sum(bin) > 0 || told
    }

    /// The bins between times that nobody looked at or whose numbers are withheld; a running total goes on through them.
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        let len = self.data.bins.len();
        if self.mode() == Mode::Cumulative {
            return std::iter::once(0..len).collect();
        }
        let mut runs: Vec<Range<usize>> = Vec::new();
        for bin in (0..len).filter(|&bin| self.is_known(bin)) {
            match runs.last_mut() {
                Some(run) if run.end == bin => run.end += 1,
                _ => runs.push(bin..bin + 1),
            }
        }
        runs
    }

    pub(super) fn areas(&self, plot: Rect, items: &mut Vec<Item>) {
        let table = &self.data.table;
        let zero = |_: usize| 0;
        let top = |part: usize| move |bin: usize| table.bin(bin)[..=part].iter().sum::<u64>();
        for part in 0..table.parts {
            let style = Style::fill(self.part_color(part));
            let shape = match part.checked_sub(1) {
                Some(below) => self.band(plot, &top(below), &top(part)),
                None => self.band(plot, &zero, &top(part)),
            };
            Item::push(items, Shape::Path(shape.into()), style);
        }
        self.doubtful_bands(plot, items);
        // Parts are told apart by a line too, not by colour alone.
        for part in 1..table.parts {
            let mut lines = Lines::open();
            for run in self.runs() {
                lines.push(&self.edge(plot, run, &top(part - 1)));
            }
            let line = Style::stroke(self.theme.border.with_alpha(170), 0.75);
            Item::push(items, Shape::Path(lines.into()), line);
        }
        self.range_band(plot, items);
        if self.mode() == Mode::Cumulative {
            items.append(&mut self.gaps(plot));
        }
    }

    /// How much more there may be, over the sums.
    pub(super) fn range_band(&self, plot: Rect, items: &mut Vec<Item>) {
        let table = &self.data.table;
        if (0..self.data.bins.len()).all(|bin| table.more(bin) == 0) {
            return;
        }
        let least = |bin: usize| table.sum(bin);
        let most = |bin: usize| table.sum(bin) + table.more(bin);
        let shape = self.band(plot, &least, &most);
        let style = Style::fill(self.theme.range).with_stroke(self.theme.muted, 0.5);
        Item::push(items, Shape::Path(shape.into()), style);
    }

    /// Hatching over the upper end of each part, as much as has an approximate or uncertain date.
    fn doubtful_bands(&self, plot: Rect, items: &mut Vec<Item>) {
        let table = &self.data.table;
        if self.mode() == Mode::Cumulative {
            return;
        }
        let mut lines = Lines::open();
        for part in 0..table.parts {
            let doubtful = |bin: usize| table.doubtful(bin).get(part).copied().unwrap_or(0);
            if (0..self.data.bins.len()).all(|bin| doubtful(bin) == 0) {
                continue;
            }
            let top = |bin: usize| table.bin(bin)[..=part].iter().sum::<u64>();
            let shape = self.band(plot, &|bin| top(bin) - doubtful(bin), &top);
            hatch(&shape, shape.bounds(), &mut lines);
        }
        if !lines.is_empty() {
            Item::push(items, Shape::Path(lines.into()), self.doubt_style());
        }
    }

    /// What lies between two numbers of each bin.
    fn band(&self, plot: Rect, least: &dyn Fn(usize) -> u64, most: &dyn Fn(usize) -> u64) -> Lines {
        let mut rings = Lines::rings();
        for run in self.runs() {
            let mut ring = self.edge(plot, run.clone(), most);
            ring.extend(self.edge(plot, run, least).into_iter().rev());
            rings.push(&ring);
        }
        rings
    }

    /// The line along a number of each bin: at its end for a running total, which begins at 0; else at its middle,
    /// and level to the edges of the first and the last.
    fn edge(&self, plot: Rect, run: Range<usize>, count: &dyn Fn(usize) -> u64) -> Vec<[f32; 2]> {
        let step = plot.width() / self.data.bins.len() as f64;
        let at = |place: f64, count: u64| {
            let y = plot.y1 - plot.height() * count as f64 / self.end() as f64;
            [(plot.x0 + step * place) as f32, y as f32]
        };
        if self.mode() == Mode::Cumulative {
            let ends = run.map(|bin| at(bin as f64 + 1.0, count(bin)));
            return [at(0.0, 0)].into_iter().chain(ends).collect();
        }
        let (first, last) = (run.start, run.end - 1);
        let mut edge = vec![at(first as f64, count(first))];
        edge.extend(run.map(|bin| at(bin as f64 + 0.5, count(bin))));
        edge.push(at(last as f64 + 1.0, count(last)));
        edge
    }
}
