//! The window of time on the chart, and the mark in focus.

use kurbo::{Point, Rect, Size};

use super::Timeline;
use crate::query::Window;
use crate::scene::{Item, MarkKey, Shape, Style};

impl Timeline<'_> {
    pub(super) fn brush(
        &self,
        plot: Rect,
        window: Option<Window>,
        focus: Option<MarkKey>,
    ) -> Vec<Item> {
        let mut items = Vec::new();
        if let Some((from, until)) = window.map(|window| self.edges(window)) {
            let veil = Style::fill(self.theme.veil);
            let step = plot.width() / self.data.bins.len() as f64;
            let (x0, x1) = (plot.x0 + step * from as f64, plot.x0 + step * until as f64);
            for rect in [
                Rect::new(plot.x0, plot.y0, x0, plot.y1),
                Rect::new(x1, plot.y0, plot.x1, plot.y1),
            ] {
                Item::push(&mut items, Shape::Rect(rect), veil);
            }
            let ink = Style::fill(self.theme.ink);
            let along = Rect::new(x0, plot.y1 - 1.0, x1, plot.y1 + 2.0);
            Item::push(&mut items, Shape::Rect(along), ink);
            for x in [x0, x1] {
                let edge = Rect::new(x - 0.75, plot.y0, x + 0.75, plot.y1 + 2.0);
                Item::push(&mut items, Shape::Rect(edge), ink);
                items.extend(self.handle(Point::new(x, plot.center().y)));
            }
        }
        if let Some(around) = focus.and_then(|key| self.mark_rect(plot, key)) {
            let around = around.inset(1.0);
            let halo = Style::stroke(self.theme.ground, 4.0);
            Item::push(&mut items, Shape::Rect(around), halo);
            Item::push(
                &mut items,
                Shape::Rect(around),
                Style::stroke(self.theme.ink, 2.0),
            );
        }
        items
    }

    /// A grip with two lines on it.
    fn handle(&self, at: Point) -> [Item; 3] {
        let grip = Rect::from_center_size(at, Size::new(10.0, 26.0));
        let line = |dx: f64| {
            let rect = Rect::from_center_size(Point::new(at.x + dx, at.y), Size::new(1.0, 12.0));
            Item::plain(Shape::Rect(rect), Style::fill(self.theme.ink))
        };
        let style = Style::fill(self.theme.ground).with_stroke(self.theme.ink, 1.5);
        [Item::plain(Shape::Rect(grip), style), line(-1.5), line(1.5)]
    }

    /// First and last edge of the window, in bins.
    pub fn edges(&self, window: Window) -> (usize, usize) {
        let edges = &self.data.bins.edges;
        let from = edges
            .partition_point(|&edge| edge < window.from)
            .min(self.data.bins.len());
        let until = edges
            .partition_point(|&edge| edge < window.until)
            .min(self.data.bins.len());
        (from, until.max(from))
    }
}
