//! Dots over the times of which all that is known is withheld to protect people.

use std::rc::Rc;

use kurbo::Rect;

use super::{Mode, Timeline};
use crate::scene::{Item, Lines, Shape, Style, speckle};

/// The pattern has a dot in each of its rows in a width of this, in CSS pixels.
const WIDTH: f64 = 7.5;
/// A dot reaches so far, in CSS pixels.
const EDGE: f64 = 1.5;

impl Timeline<'_> {
    /// Whether numbers of a bin are withheld, and no other is more than 0. A running total goes on with the others.
    pub(super) fn is_withheld(&self, bin: usize) -> bool {
        let table = &self.data.table;
        let all = table.sum(bin) == 0 && table.withheld(bin).numbers > 0;
        all && self.is_single() && self.mode() != Mode::Cumulative
    }

    /// Dots over the whole height, as that of a bar would tell a number.
    pub(super) fn speckles(&self, plot: Rect, items: &mut Vec<Item>) {
        let mut dots = Lines::rings();
        let withheld = (0..self.data.bins.len()).filter(|&bin| self.is_withheld(bin));
        let mut run: Option<Rect> = None;
        for column in withheld.map(|bin| self.column_rect(plot, bin)) {
            // Bins beside each other have one pattern.
            run = match run {
                Some(before) if column.x0 - before.x1 < 0.5 => Some(before.union(column)),
                before => {
                    speckle_run(before, plot, &mut dots);
                    Some(column)
                }
            };
        }
        speckle_run(run, plot, &mut dots);
        if !dots.is_empty() {
            let style = Style::fill(self.theme.muted);
            Item::push(items, Shape::Path(Rc::new(dots)), style);
        }
    }

    pub(super) fn withheld_style(&self) -> Style {
        Style::fill(self.theme.ground).with_stroke(self.theme.muted, 1.0)
    }
}

fn speckle_run(run: Option<Rect>, plot: Rect, dots: &mut Lines) {
    let Some(run) = run else { return };
    let more = (WIDTH - run.width()).max(-2.0 * EDGE) / 2.0;
    let seen = run.inflate(more, -EDGE).intersect(plot.inset(-EDGE));
    speckle(&Lines::boxed(seen), seen, dots);
}
