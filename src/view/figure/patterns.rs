//! Patterns that tell the parts of a [`Figure`] apart without colour.

use super::super::words::stack_colors;
use super::super::{Kind, Options, Units};
use super::Figure;
use crate::chart::Mode;
use crate::data::Dataset;
use crate::scene::{Pattern, Scene, patterned, patterned_legend};
use crate::theme::{Color, Theme};

/// The colours of a figure's parts, with their patterns.
pub(super) type Patterns = Vec<(Color, Pattern)>;

/// Whether patterns tell the parts of a figure apart. Lines have marks of their own shapes; and a small figure of a
/// person stays whole: in stripes it would seem to be dressed as a prisoner.
fn has_areas(kind: Kind, options: &Options) -> bool {
    match kind {
        Kind::Timeline => options.mode != Mode::Line,
        Kind::Breakdown => true,
        Kind::Total => options.units == Some(Units::Dot),
        Kind::Map | Kind::Lanes | Kind::Calendar => false,
    }
}

impl Figure {
    /// The patterns of the parts, if an editor wants any. What has the same colour has the same pattern, in all figures
    /// that are stacked by the same facet.
    pub(super) fn patterns(&mut self, data: &Dataset, theme: &Theme) -> Patterns {
        if !self.options.patterns || !has_areas(self.kind, &self.options) {
            return Patterns::new();
        }
        let Some(stack) = self.stack(data) else {
            return Patterns::new();
        };
        let colors = stack_colors(data, theme, &stack).into_iter().enumerate();
        colors
            .map(|(part, color)| (color, Pattern::of_part(part, stack.is_rest(part))))
            .collect()
    }
}

/// Lays patterns over the marks of a scene, unless these have them, and its legend.
pub(super) fn lay(patterns: &[(Color, Pattern)], theme: &Theme, laid: bool, scene: &mut Scene) {
    if patterns.is_empty() {
        return;
    }
    if let Some(marks) = scene.layers.first_mut().filter(|_| !laid) {
        patterned(marks, patterns, theme);
    }
    patterned_legend(&mut scene.legend, patterns, theme);
}
