//! A running mean over the bins. It is that of a bin and of those before it, so that it knows nothing of what
//! comes: where the last bins stand does not change what it was before. There is none where one of them was not
//! looked at in whole, or where a number of one is withheld.

use kurbo::Rect;

use super::{Covered, Mode, Timeline};
use crate::locale::fill;
use crate::scene::{Item, Lines, Shape, Style};

impl Timeline<'_> {
    /// Whether a mean of the sums can be drawn on the axis that there is.
    pub(super) fn has_mean(&self) -> bool {
        let plain = self.data.parts.is_empty();
        self.data.shown.mean > 1
            && self.is_single()
            && match self.mode() {
                Mode::Bars | Mode::Area => true,
                Mode::Line => plain,
                Mode::Grouped | Mode::Cumulative | Mode::Share => false,
            }
    }

    /// The mean of a bin and of those before it.
    fn mean(&self, bin: usize) -> Option<f64> {
        let first = (bin + 1).checked_sub(self.data.shown.mean)?;
        let is_whole =
            |bin| self.covered(bin) == Covered::Whole && self.data.table.withheld(bin).numbers == 0;
        let whole = (first..=bin).all(is_whole);
        (self.has_mean() && whole).then(|| self.data.table.mean(first..bin + 1))
    }

    pub(super) fn mean_line(&self, plot: Rect, items: &mut Vec<Item>) {
        let mut lines = Lines::open();
        let mut run: Vec<[f32; 2]> = Vec::new();
        for bin in 0..self.data.bins.len() {
            match self.mean(bin) {
                Some(mean) => {
                    let at = self.over_middle(plot, bin, mean);
                    run.push([at.x as f32, at.y as f32]);
                }
                None => lines.push(&std::mem::take(&mut run)),
            }
        }
        lines.push(&run);
        if !lines.is_empty() {
            let shape = Shape::Path(lines.into());
            let halo = Style::stroke(self.theme.ground, 4.0);
            Item::push(items, shape.clone(), halo);
            Item::push(items, shape, Style::stroke(self.theme.ink, 2.0));
        }
    }

    /// How long the time is that a mean is of: "3 months".
    pub(super) fn mean_span(&self) -> String {
        let units = self.locale.messages.units(self.data.bins.unit);
        self.locale.count(units, self.data.shown.mean as u64)
    }

    /// What the line of the mean is.
    pub(super) fn mean_legend(&self) -> String {
        fill(self.locale.messages.mean_line(), &[&self.mean_span()])
    }

    /// What the mean is called: "Mean of 3 months".
    pub fn mean_title(&self) -> Option<String> {
        let title = || fill(self.locale.messages.mean_title(), &[&self.mean_span()]);
        self.has_mean().then(title)
    }

    /// The mean up to a bin as a number; empty where there is none.
    pub fn mean_number(&self, bin: usize) -> String {
        let mean = self.mean(bin);
        mean.map_or_else(String::new, |mean| self.locale.formats.decimal(mean))
    }
}
