//! Where the parts of a time chart lie: the plot, and what is written beside and above it.

use kurbo::Rect;

use super::Timeline;
use super::direct::Direct;
use super::references::Placed;

/// Where things lie.
pub(super) struct Layout {
    pub(super) plot: Rect,
    /// The labels of parts at the right end; none where they stand in the legend.
    pub(super) direct: Vec<Direct>,
    /// The labels of what is marked.
    pub(super) placed: Placed,
}

impl Timeline<'_> {
    pub(super) fn layout(&self) -> Layout {
        let beside = self.direct_room();
        if beside > 0.0 {
            let layout = self.layout_beside(beside);
            if let Some(direct) = self.direct(layout.plot) {
                return Layout { direct, ..layout };
            }
        }
        self.layout_beside(0.0)
    }

    fn layout_beside(&self, beside: f64) -> Layout {
        let placed = self.place_references(self.plot_beside(beside, 0.0));
        Layout {
            plot: self.plot_beside(beside, placed.height),
            direct: Vec::new(),
            placed,
        }
    }

    /// Whether the parts are named where they end, so that no legend is needed for them.
    pub fn is_labelled(&self) -> bool {
        !self.layout().direct.is_empty()
    }
}
