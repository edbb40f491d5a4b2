//! The marks of a lane: a shape for each stage, a bar where the day is not known, an arrow where an end is open.

use kurbo::{Point, Rect};

use super::{Lanes, NO_STAGE};
use crate::data::Staged;
use crate::data::date::Doubt;
use crate::locale::fill;
use crate::scene::{Corners, Item, Legend, Lines, Pattern, Shape, Style, Swatch, dash};
use crate::theme::Color;

/// A circle, as far as it can be told from one at its size.
const CIRCLE: Corners = &[
    [0.9, 0.0],
    [0.83, 0.34],
    [0.64, 0.64],
    [0.34, 0.83],
    [0.0, 0.9],
    [-0.34, 0.83],
    [-0.64, 0.64],
    [-0.83, 0.34],
    [-0.9, 0.0],
    [-0.83, -0.34],
    [-0.64, -0.64],
    [-0.34, -0.83],
    [0.0, -0.9],
    [0.34, -0.83],
    [0.64, -0.64],
    [0.83, -0.34],
];

/// An arrow to the right.
const ARROW: Corners = &[[-0.6, -0.8], [0.8, 0.0], [-0.6, 0.8]];

/// The shapes of stages, in their order; the last one is that of all others. Their areas are about equal.
pub const STAGE_SHAPES: [Corners; 8] = [
    CIRCLE,
    &[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
    &[[0.0, -1.1], [1.1, 0.0], [0.0, 1.1], [-1.1, 0.0]],
    &[[0.0, -1.0], [1.05, 0.8], [-1.05, 0.8]],
    &[[0.0, 1.0], [1.05, -0.8], [-1.05, -0.8]],
    &[
        [-0.35, -1.0],
        [0.35, -1.0],
        [0.35, -0.35],
        [1.0, -0.35],
        [1.0, 0.35],
        [0.35, 0.35],
        [0.35, 1.0],
        [-0.35, 1.0],
        [-0.35, 0.35],
        [-1.0, 0.35],
        [-1.0, -0.35],
        [-0.35, -0.35],
    ],
    &[
        [-0.5, -0.9],
        [0.5, -0.9],
        [1.0, 0.0],
        [0.5, 0.9],
        [-0.5, 0.9],
        [-1.0, 0.0],
    ],
    &[
        [0.0, -0.45],
        [0.6, -1.0],
        [1.0, -0.6],
        [0.45, 0.0],
        [1.0, 0.6],
        [0.6, 1.0],
        [0.0, 0.45],
        [-0.6, 1.0],
        [-1.0, 0.6],
        [-0.45, 0.0],
        [-1.0, -0.6],
        [-0.6, -1.0],
    ],
];

/// Half the height of a mark, in CSS pixels.
const RADIUS: f64 = 5.5;
/// Half the height of a bar.
const BAR: f64 = 4.0;
/// How far the dashes of an open end go.
const OPEN: f64 = 12.0;

/// Where a date lies in a lane.
struct Span<'a> {
    date: &'a Staged,
    x0: f64,
    x1: f64,
}

impl Span<'_> {
    fn middle(&self) -> f64 {
        f64::midpoint(self.x0, self.x1)
    }

    /// Whether it is wide enough to be a bar with its mark in it.
    fn is_bar(&self) -> bool {
        self.x1 - self.x0 > 2.0 * RADIUS + 3.0
    }

    /// Where what is drawn of it ends, to both sides.
    fn ends(&self) -> (f64, f64) {
        if self.is_bar() {
            (self.x0, self.x1)
        } else {
            (self.middle() - RADIUS, self.middle() + RADIUS)
        }
    }

    /// Whether its day is known for certain.
    fn is_exact(&self) -> bool {
        self.date.start == self.date.last && self.date.doubt == Doubt(0)
    }
}

impl Lanes<'_> {
    /// Where a day begins, from left to right.
    fn x_of(&self, day: i32) -> f64 {
        let (days, edges) = (self.days(), &self.data.bins.edges);
        let last = edges.len().saturating_sub(2);
        let bin = edges
            .partition_point(|&edge| edge <= day)
            .saturating_sub(1)
            .min(last);
        let (Some(&from), Some(&to)) = (edges.get(bin), edges.get(bin + 1)) else {
            return days.x0;
        };
        let share = f64::from(day.saturating_sub(from)) / f64::from(to - from);
        let step = days.width() / self.data.bins.len() as f64;
        days.x0 + step * (bin as f64 + share.clamp(0.0, 1.0))
    }

    /// The line of a case, at a height.
    pub(super) fn line(&self, dates: &[Staged], y: f64, items: &mut Vec<Item>) {
        let spans: Vec<Span<'_>> = dates.iter().map(|date| self.span(date)).collect();
        let least = spans.iter().map(Span::middle).fold(f64::MAX, f64::min);
        let most = spans.iter().map(Span::middle).fold(f64::MIN, f64::max);
        if least < most {
            let thread = Rect::new(least, y - 0.75, most, y + 0.75);
            Item::push(items, Shape::Rect(thread), Style::fill(self.theme.coast));
        }
        for span in &spans {
            self.bar(span, y, items);
            self.open_ends(span, y, items);
        }
        for (span, away) in spans.iter().zip(dodged(&spans)) {
            self.mark(span, y + away, items);
        }
    }

    fn span<'s>(&self, date: &'s Staged) -> Span<'s> {
        Span {
            date,
            x0: self.x_of(date.start),
            x1: self.x_of(date.last.saturating_add(1)),
        }
    }

    /// From the first possible day to the last one.
    fn bar(&self, span: &Span<'_>, y: f64, items: &mut Vec<Item>) {
        if !span.is_bar() {
            return;
        }
        let rect = Rect::new(span.x0, y - BAR, span.x1, y + BAR);
        // What lies below shows through no bar: the thread would look like a part of it.
        Item::push(items, Shape::Rect(rect), Style::fill(self.theme.ground));
        let style = bar_style(self.color(span.date.stage));
        Item::push(items, Shape::Rect(rect.inset(-0.5)), style);
    }

    fn mark(&self, span: &Span<'_>, y: f64, items: &mut Vec<Item>) {
        let color = self.color(span.date.stage);
        let style = mark_style(color, self.theme.ground, span.is_exact());
        let middle = Point::new(span.middle(), y);
        let (shape, radius) = match span.date.stage {
            NO_STAGE => (CIRCLE, RADIUS * 0.8),
            stage => (shape(stage), RADIUS),
        };
        let radius = if span.is_exact() {
            radius
        } else {
            radius - 0.75
        };
        let ring = Lines::around(shape, middle, radius);
        Item::push(items, Shape::Path(ring.into()), style);
    }

    /// Dashes that end in an arrow, where no end or no beginning is known.
    fn open_ends(&self, span: &Span<'_>, y: f64, items: &mut Vec<Item>) {
        let color = self.color(span.date.stage);
        let (left, right) = span.ends();
        for (bit, from, way) in [
            (Doubt::OPEN_END, right, 1.0),
            (Doubt::OPEN_START, left, -1.0),
        ] {
            if span.date.doubt.0 & bit == 0 {
                continue;
            }
            let tip = Point::new(from + way * OPEN, y);
            let mut lines = Lines::open();
            let all = Rect::new(tip.x.min(from), y - 1.0, tip.x.max(from), y + 1.0);
            dash(&[Point::new(from, y), tip], all, &mut lines);
            let stroke = Style::stroke(color, 1.5);
            Item::push(items, Shape::Path(lines.into()), stroke);
            let head: Vec<[f32; 2]> = ARROW.iter().map(|&[x, y]| [x * way as f32, y]).collect();
            let ring = Lines::around(&head, tip, 4.0);
            Item::push(items, Shape::Path(ring.into()), Style::fill(color));
        }
    }

    fn color(&self, stage: u16) -> Color {
        let said = self.data.stages.get(usize::from(stage));
        let colors = &self.theme.categorical;
        match said {
            None => self.theme.muted,
            Some((_, Some(color))) => *color,
            Some(_) => colors[usize::from(stage).min(colors.len() - 1)],
        }
    }

    /// What shapes and bars stand for, as far as they occur.
    pub(super) fn legend(&self) -> Legend {
        let messages = self.locale.messages;
        let data = self.data;
        let (ground, muted) = (self.theme.ground, self.theme.muted);
        let mut legend = Legend::default();
        let mut add = |wanted: bool, label: &str, style, corners: Corners| {
            if wanted {
                let swatch = Swatch {
                    label: label.to_owned(),
                    style,
                    pattern: Pattern::Plain,
                };
                legend.swatches.push(swatch);
                legend.shapes.push(corners);
            }
        };
        for (stage, ((label, _), &occurs)) in
            data.stages.iter().zip(&data.occurs.stages).enumerate()
        {
            let color = self.color(stage as u16);
            add(occurs, label, Style::fill(color), shape(stage as u16));
        }
        let Occurring {
            alone,
            inexact,
            vague,
            open,
        } = self.occurring();
        add(alone, messages.lane_alone(), Style::fill(muted), CIRCLE);
        add(
            inexact,
            messages.lane_inexact(),
            mark_style(muted, ground, false),
            CIRCLE,
        );
        add(vague, messages.lane_between(), bar_style(muted), &[]);
        add(open, messages.lane_open(), Style::fill(muted), ARROW);
        legend.title = if data.stages.is_empty() {
            messages.lanes_by_date().to_owned()
        } else {
            messages.lanes_title().to_owned()
        };
        if !data.grouped_by.is_empty() {
            legend.title = fill(messages.by_facet(), &[&legend.title, &data.grouped_by]);
        }
        legend
    }

    fn occurring(&self) -> Occurring {
        let occurs = &self.data.occurs;
        Occurring {
            alone: occurs.alone,
            inexact: occurs.vague || occurs.doubt || occurs.open,
            vague: occurs.vague,
            open: occurs.open,
        }
    }
}

/// How far above or below the line each mark stands: two that would hide each other stand beside it.
fn dodged(spans: &[Span<'_>]) -> Vec<f64> {
    const NEAR: f64 = 7.0;
    const AWAY: f64 = 4.5;
    let mut away = vec![0.0; spans.len()];
    for at in 1..spans.len() {
        let (one, other) = (&spans[at - 1], &spans[at]);
        let hides = (one.middle() - other.middle()).abs() < NEAR;
        if hides && !one.is_bar() && !other.is_bar() {
            if away[at - 1] == 0.0 {
                away[at - 1] = -AWAY;
            }
            away[at] = -away[at - 1];
        }
    }
    away
}

/// What the legend has besides stages.
struct Occurring {
    alone: bool,
    inexact: bool,
    vague: bool,
    open: bool,
}

fn shape(stage: u16) -> Corners {
    let last = STAGE_SHAPES.len() - 1;
    STAGE_SHAPES[usize::from(stage).min(last)]
}

fn bar_style(color: Color) -> Style {
    Style::fill(color.with_alpha(60)).with_stroke(color, 1.0)
}

/// A mark is filled where the day is known, and hollow where it is not: no colour tells it.
fn mark_style(color: Color, ground: Color, exact: bool) -> Style {
    if exact {
        Style::fill(color).with_stroke(ground, 1.0)
    } else {
        Style::fill(ground).with_stroke(color, 1.75)
    }
}
