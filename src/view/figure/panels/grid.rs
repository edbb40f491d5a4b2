//! [`Grid`]: where small charts lie.

use kurbo::{Rect, Size};

/// As many beside each other at most.
const COLUMNS: usize = 4;
/// Least width of one, its height and that of its title, and the space between two, in CSS pixels.
const LEAST: f64 = 146.0;
const HEIGHT: f64 = 128.0;
pub(super) const TITLE: f64 = 20.0;
const GAP: f64 = 14.0;

/// Where charts lie.
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) size: Size,
}

impl Grid {
    pub(super) fn of(width: f64, panels: usize) -> Self {
        let fit = ((width + GAP) / (LEAST + GAP)) as usize;
        let columns = fit.clamp(1, COLUMNS).min(panels.max(1));
        let between = GAP * (columns - 1) as f64;
        Self {
            columns,
            size: Size::new(((width - between) / columns as f64).floor(), HEIGHT),
        }
    }

    /// The box of a chart with its title.
    pub(super) fn place(&self, index: usize) -> Rect {
        let (column, row) = (index % self.columns, index / self.columns);
        let x = (self.size.width + GAP) * column as f64;
        let y = (self.size.height + TITLE + GAP) * row as f64;
        Rect::new(x, y, x + self.size.width, y + TITLE + self.size.height)
    }

    pub(super) fn height(&self, panels: usize) -> f64 {
        let rows = panels.div_ceil(self.columns).max(1) as f64;
        rows * (self.size.height + TITLE + GAP) - GAP + 4.0
    }
}
