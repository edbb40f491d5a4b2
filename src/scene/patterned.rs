//! Patterns over the colours of parts, so that these are told apart by readers who see no colours, and in print.
//!
//! Lines that rise to the right are no part's: they say that nobody looked, or that a date is in doubt, and lie over
//! parts too.

use kurbo::{Point, Rect};

use super::{Item, Layer, Legend, Lines, Pattern, Shape, Style};
use crate::sort::sort_few;
use crate::theme::{Color, Theme};

/// Shapes whose longer side is under this have no pattern, nor those whose shorter one is under the other, in CSS
/// pixels: no two patterns would look different on them.
const LONG: f64 = 6.0;
const SHORT: f64 = 2.5;
/// What is narrower across a line than this has none, in CSS pixels.
const ACROSS: f64 = 3.6;
/// Width of lines, in CSS pixels, and of dots, which are as long as wide.
const LINE: f64 = 1.2;
const DOT: f64 = 2.0;

/// Lines are told from the colour under them by this contrast (WCAG 2.2) at least; the themes' colours have 3.
const CONTRAST: f64 = 2.0;

/// Which way lines go.
#[derive(Debug, Clone, Copy)]
enum Way {
    Level,
    Upright,
    Falling,
}

/// Lines beside each other, whole or in pieces. They are counted from the origin, so that those of shapes beside each
/// other meet.
struct Ruling {
    way: Way,
    /// Pixels from one to the next, along the axis that they cross.
    step: f64,
    /// How long a piece is, and how far it is from where it begins to where the next one does. Those of every other
    /// line lie between those of its neighbours.
    pieces: Option<(f64, f64)>,
}

const fn whole(way: Way, step: f64) -> Ruling {
    Ruling {
        way,
        step,
        pieces: None,
    }
}

const fn pieces(way: Way, step: f64, long: f64, period: f64) -> Ruling {
    Ruling {
        way,
        step,
        pieces: Some((long, period)),
    }
}

const FALLING: &[Ruling] = &[whole(Way::Falling, 7.0)];
const DOTTED: &[Ruling] = &[pieces(Way::Level, 3.5, DOT, 7.0)];
const LEVEL: &[Ruling] = &[whole(Way::Level, 5.0)];
const UPRIGHT: &[Ruling] = &[whole(Way::Upright, 5.0)];
const CHECKED: &[Ruling] = &[whole(Way::Level, 6.0), whole(Way::Upright, 6.0)];
const DASHED: &[Ruling] = &[pieces(Way::Level, 4.0, 6.0, 10.0)];
const SPARSE: &[Ruling] = &[pieces(Way::Level, 5.5, DOT, 11.0)];

impl Pattern {
    /// Those of parts, in their order; the last one is that of what stands for all the rest.
    const PARTS: [Self; 8] = [
        Self::Plain,
        Self::Falling,
        Self::Dotted,
        Self::Level,
        Self::Upright,
        Self::Checked,
        Self::Dashed,
        Self::Sparse,
    ];

    /// The pattern of a part by its place among others, or of the one that stands for all the rest.
    pub fn of_part(part: usize, is_rest: bool) -> Self {
        let last = Self::PARTS.len() - 1;
        Self::PARTS[if is_rest { last } else { part % (last + 1) }]
    }

    /// What it is made of, and how wide its lines are; nothing if it is no pattern of parts.
    fn rulings(self) -> (&'static [Ruling], f64) {
        match self {
            Self::Falling => (FALLING, LINE),
            Self::Dotted => (DOTTED, DOT),
            Self::Level => (LEVEL, LINE),
            Self::Upright => (UPRIGHT, LINE),
            Self::Checked => (CHECKED, LINE),
            Self::Dashed => (DASHED, LINE),
            Self::Sparse => (SPARSE, DOT),
            _ => (&[], 0.0),
        }
    }

    /// What is drawn of it inside a ring, in a colour; nothing if it is no pattern of parts.
    pub fn inside(self, ring: &Lines, ink: Color) -> Option<Item> {
        let mut lines = Lines::open();
        for ring in ring.parts() {
            self.rule(ring, &mut lines);
        }
        self.item(lines, ink)
    }

    fn item(self, lines: Lines, ink: Color) -> Option<Item> {
        let style = Style::stroke(ink, self.rulings().1);
        (!lines.is_empty()).then(|| Item::plain(Shape::Path(lines.into()), style))
    }

    fn rule(self, ring: &[[f32; 2]], out: &mut Lines) {
        let (rulings, width) = self.rulings();
        for ruling in rulings {
            ruling.rule(ring, width, out);
        }
    }
}

impl Way {
    /// How far along its line a point lies, and how far across from the line through the origin.
    fn turned(self, [x, y]: [f32; 2]) -> (f64, f64) {
        let (x, y) = (f64::from(x), f64::from(y));
        match self {
            Self::Level => (x, y),
            Self::Upright => (y, x),
            Self::Falling => (x, y - x),
        }
    }

    fn back(self, along: f64, across: f64) -> Point {
        match self {
            Self::Level => Point::new(along, across),
            Self::Upright => Point::new(across, along),
            Self::Falling => Point::new(along, across + along),
        }
    }
}

impl Ruling {
    /// Appends the lines inside a ring. None is so near to where the ring ends that half of its width would be outside,
    /// and none is in a ring that it would take most of. Of one that lies between all lines, one goes through the middle.
    fn rule(&self, ring: &[[f32; 2]], width: f64, out: &mut Lines) {
        let corners: Vec<(f64, f64)> = ring.iter().map(|&at| self.way.turned(at)).collect();
        let across = corners.iter().map(|at| at.1);
        let (least, most) = across.fold((f64::MAX, f64::MIN), |(least, most), at| {
            (least.min(at), most.max(at))
        });
        if most - least < ACROSS {
            return;
        }
        let mut origin = 0.0;
        let mut first = ((least + width / 2.0) / self.step).ceil() as i64;
        let mut last = ((most - width / 2.0) / self.step).floor() as i64;
        if first > last {
            (first, last, origin) = (0, 0, least.midpoint(most));
        }
        let mut crossings = vec![Vec::new(); (last - first + 1) as usize];
        let mut before = corners.last().copied().unwrap_or_default();
        for &corner in &corners {
            let (low, high) = if before.1 < corner.1 {
                (before, corner)
            } else {
                (corner, before)
            };
            let from = (((low.1 - origin) / self.step).floor() as i64 + 1).max(first);
            let until = (((high.1 - origin) / self.step).floor() as i64).min(last);
            for index in from..=until {
                let across = index as f64 * self.step + origin;
                let part = (across - low.1) / (high.1 - low.1);
                let at = low.0 + (high.0 - low.0) * part;
                crossings[(index - first) as usize].push(at);
            }
            before = corner;
        }
        for (index, mut row) in (first..).zip(crossings) {
            sort_few(&mut row, |a, b| a < b);
            for pair in row.chunks_exact(2) {
                let across = index as f64 * self.step + origin;
                self.line(index, across, (pair[0], pair[1]), out);
            }
        }
    }

    /// Appends a line by its number and its place, from where to where it lies inside.
    fn line(&self, index: i64, across: f64, (from, until): (f64, f64), out: &mut Lines) {
        let mut push = |from: f64, until: f64| {
            if from < until {
                out.push_line(self.way.back(from, across), self.way.back(until, across));
            }
        };
        let Some((long, period)) = self.pieces else {
            return push(from, until);
        };
        let shift = if index % 2 == 0 { 0.0 } else { period / 2.0 };
        let first = ((from - shift - long) / period).ceil() as i64;
        let last = ((until - shift) / period).floor() as i64;
        for piece in first..=last {
            let at = piece as f64 * period + shift;
            push(at.max(from), (at + long).min(until));
        }
    }
}

/// The colour of lines over that of a part: that of the ground, as if they were cut out, unless an editor's colour is
/// too much like it.
fn ink(part: Color, theme: &Theme) -> Color {
    if part.contrast(theme.border) < CONTRAST {
        theme.ink
    } else {
        theme.border
    }
}

/// Lays the patterns of parts over what is filled with their colours. Shapes that follow each other have their patterns
/// together, so that a chart of many bars has few items more.
pub fn patterned(layer: &mut Layer, parts: &[(Color, Pattern)], theme: &Theme) {
    let mut items = Vec::with_capacity(layer.items.len() + parts.len());
    let mut over = vec![Lines::open(); parts.len()];
    let lay = |over: &mut [Lines], items: &mut Vec<Item>| {
        for (lines, &(color, pattern)) in over.iter_mut().zip(parts) {
            items.extend(pattern.item(std::mem::take(lines), ink(color, theme)));
        }
    };
    for item in layer.items.iter() {
        match part_of(item.style, parts) {
            Some(part) => fill(&item.shape, parts[part].1, &mut over[part]),
            None => lay(&mut over, &mut items),
        }
        items.push(item.clone());
    }
    lay(&mut over, &mut items);
    layer.items = items.into();
}

/// Gives the swatches of parts their patterns.
pub fn patterned_legend(legend: &mut Legend, parts: &[(Color, Pattern)], theme: &Theme) {
    for swatch in &mut legend.swatches {
        let plain = swatch.pattern == Pattern::Plain && swatch.style.stroke.is_none();
        if let Some(part) = part_of(swatch.style, parts).filter(|_| plain)
            && let (color, pattern) = parts[part]
            && pattern != Pattern::Plain
        {
            swatch.pattern = pattern;
            swatch.style = swatch.style.with_stroke(ink(color, theme), 1.0);
        }
    }
}

/// The first part with the colour that something is filled with, if there is one; also where it is dimmed.
fn part_of(style: Style, parts: &[(Color, Pattern)]) -> Option<usize> {
    let fill = style.fill?.with_alpha(255);
    parts.iter().position(|(color, _)| *color == fill)
}

/// Appends a pattern inside each ring of a shape that is large enough. Parts have no holes: each ring is one of its own.
fn fill(shape: &Shape, pattern: Pattern, out: &mut Lines) {
    let bounds = |ring: &[[f32; 2]]| {
        let points = ring.iter().map(|&[x, y]| Point::new(x.into(), y.into()));
        let first = Point::new(ring[0][0].into(), ring[0][1].into());
        points.fold(Rect::from_points(first, first), |all, at| all.union_pt(at))
    };
    let is_large = |of: Rect| {
        let (a, b) = (of.width(), of.height());
        a.max(b) >= LONG && a.min(b) >= SHORT
    };
    match shape {
        Shape::Rect(rect) if is_large(*rect) => {
            let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|at| at as f32);
            pattern.rule(&[[x0, y0], [x1, y0], [x1, y1], [x0, y1]], out);
        }
        Shape::Path(lines) if lines.are_closed() => {
            for ring in lines.parts().filter(|ring| is_large(bounds(ring))) {
                pattern.rule(ring, out);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Swatch;
    use crate::theme::LIGHT;

    /// A star with as many points, whose corners look like chance and are the same on every machine.
    fn star(corners: usize, seed: u32) -> Vec<[f32; 2]> {
        let mut seed = seed;
        let mut chance = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 16) / 65_536.0
        };
        let middle = Point::new(300.0 * chance() - 100.0, 300.0 * chance() - 100.0);
        let corner = |at: usize| {
            let angle = std::f64::consts::TAU * at as f64 / corners as f64;
            let far = 10.0 + 90.0 * chance();
            [
                (middle.x + far * angle.cos()) as f32,
                (middle.y + far * angle.sin()) as f32,
            ]
        };
        (0..corners).map(corner).collect()
    }

    /// How often a ray to the right crosses a ring.
    fn is_inside(ring: &[[f32; 2]], at: Point) -> bool {
        let mut lines = Lines::rings();
        lines.push(ring);
        let mut inside = false;
        lines.each_piece(&mut |a, b| {
            if (a.y > at.y) != (b.y > at.y) {
                let x = a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y);
                inside ^= x > at.x;
            }
        });
        inside
    }

    /// How far a point is from the nearest side of a ring.
    fn beside(ring: &[[f32; 2]], at: Point) -> f64 {
        let mut lines = Lines::rings();
        lines.push(ring);
        let mut least = f64::MAX;
        lines.each_piece(&mut |a, b| {
            let side = kurbo::Line::new(a, b);
            let nearest = kurbo::ParamCurveNearest::nearest(&side, at, 1e-9);
            least = least.min(nearest.distance_sq.sqrt());
        });
        least
    }

    fn lines_of(item: &Item) -> Lines {
        match &item.shape {
            Shape::Path(lines) => (**lines).clone(),
            other => panic!("{other:?} is no pattern"),
        }
    }

    #[test]
    fn lines_lie_inside_their_shape_whatever_it_is() {
        for seed in 0..40 {
            let ring = star(3 + seed as usize % 9, seed);
            let mut shape = Lines::rings();
            shape.push(&ring);
            for pattern in Pattern::PARTS {
                let Some(item) = pattern.inside(&shape, LIGHT.ground) else {
                    continue;
                };
                lines_of(&item).each_piece(&mut |from, to| {
                    for part in [0.0, 0.2, 0.5, 0.8, 1.0] {
                        let at = from.lerp(to, part);
                        let near = is_inside(&ring, at) || beside(&ring, at) < 1e-3;
                        assert!(near, "{pattern:?}, star {seed}: {at:?}");
                    }
                });
            }
        }
    }

    #[test]
    fn nothing_of_a_line_along_a_bar_is_beside_it() {
        for at in 0..60 {
            let x = f64::from(at) * 0.37;
            let bar = Rect::new(x, x, x + 19.0, x + 31.0);
            for pattern in [Pattern::Level, Pattern::Upright, Pattern::Checked] {
                let item = pattern.inside(&Lines::boxed(bar), LIGHT.ground).unwrap();
                let half = item.style.stroke.unwrap().width / 2.0;
                let inner = bar.inset(1e-3);
                lines_of(&item).each_piece(&mut |from, to| {
                    let line = Rect::from_points(from, to);
                    let wide = match (line.width() > 0.0, line.height() > 0.0) {
                        (true, false) => line.inflate(0.0, half),
                        (false, true) => line.inflate(half, 0.0),
                        _ => return,
                    };
                    assert!(
                        inner.union(wide) == inner,
                        "{pattern:?}: {wide:?} in {bar:?}"
                    );
                });
            }
        }
    }

    #[test]
    fn no_two_parts_have_the_same_pattern_and_none_that_of_something_else() {
        let bar = Lines::boxed(Rect::new(0.0, 0.0, 60.0, 60.0));
        let drawn = Pattern::PARTS.map(|pattern| pattern.inside(&bar, LIGHT.ground));
        for (at, item) in drawn.iter().enumerate() {
            assert_eq!(item.is_none(), at == 0);
            assert!(!drawn[..at].contains(item), "{at}");
            let mut rises = false;
            item.iter().for_each(|item| {
                lines_of(item).each_piece(&mut |a, b| rises |= (b.x - a.x) * (b.y - a.y) < 0.0);
            });
            assert!(!rises, "{at}");
        }
        assert_eq!(Pattern::of_part(2, true), Pattern::of_part(7, false));
    }

    #[test]
    fn marks_and_their_swatches_have_the_same_pattern_also_where_they_are_dimmed() {
        let parts: Vec<(Color, Pattern)> =
            LIGHT.categorical.into_iter().zip(Pattern::PARTS).collect();
        for (color, pattern) in parts.clone() {
            let bar = Rect::new(3.0, 4.0, 40.0, 50.0);
            let items = [color, color.with_alpha(72), LIGHT.range].map(Style::fill);
            let items = items.map(|style| Item::plain(Shape::Rect(bar), style));
            for (item, is_part) in items.into_iter().zip([true, true, false]) {
                let mut layer = Layer::new("bars", vec![item.clone()]);
                patterned(&mut layer, &parts, &LIGHT);
                let over = pattern.inside(&Lines::boxed(bar), LIGHT.ground);
                let over = over.filter(|_| is_part);
                assert_eq!(
                    layer.items[..],
                    [Some(item), over].into_iter().flatten().collect::<Vec<_>>()
                );
            }
            let swatch = |style| Swatch {
                label: String::new(),
                style,
                pattern: Pattern::Plain,
            };
            let swatches = vec![swatch(Style::fill(color)), swatch(Style::fill(LIGHT.ink))];
            let mut legend = Legend::new(String::new(), swatches);
            patterned_legend(&mut legend, &parts, &LIGHT);
            let found: Vec<Pattern> = legend
                .swatches
                .iter()
                .map(|swatch| swatch.pattern)
                .collect();
            assert_eq!(found, [pattern, Pattern::Plain]);
        }
    }

    #[test]
    fn bars_that_follow_each_other_have_one_item_more_for_each_colour() {
        let parts: Vec<(Color, Pattern)> =
            LIGHT.categorical.into_iter().zip(Pattern::PARTS).collect();
        let bar = |at: usize| {
            let x = at as f64 * 10.0;
            let rect = Rect::new(x, 0.0, x + 9.0, 40.0);
            Item::plain(Shape::Rect(rect), Style::fill(LIGHT.categorical[at % 3]))
        };
        let mut layer = Layer::new("bars", (0..30).map(bar).collect());
        patterned(&mut layer, &parts, &LIGHT);
        assert_eq!(layer.items.len(), 30 + 2);
    }

    #[test]
    fn on_a_colour_like_the_ground_lines_are_dark() {
        let pale = Color::rgb(0xff_e8_c0);
        for (color, ink) in [(pale, LIGHT.ink), (LIGHT.categorical[7], LIGHT.border)] {
            let bar = Shape::Rect(Rect::new(0.0, 0.0, 20.0, 20.0));
            let mut layer = Layer::new("bars", vec![Item::plain(bar, Style::fill(color))]);
            patterned(&mut layer, &[(color, Pattern::Level)], &LIGHT);
            assert_eq!(layer.items[1].style, Style::stroke(ink, LINE));
        }
    }

    #[test]
    fn what_is_too_small_for_a_pattern_stays_as_it_is() {
        let parts = [(LIGHT.ink, Pattern::Falling)];
        let bar = |wide, high| Shape::Rect(Rect::new(0.0, 0.0, wide, high));
        for (shape, items) in [(bar(20.0, 2.0), 1), (bar(5.0, 5.0), 1), (bar(3.0, 20.0), 2)] {
            let mut layer = Layer::new("bars", vec![Item::plain(shape, Style::fill(LIGHT.ink))]);
            patterned(&mut layer, &parts, &LIGHT);
            assert_eq!(layer.items.len(), items);
        }
        // A line along it would hide it.
        let thin = Lines::boxed(Rect::new(9.0, 0.0, 12.0, 30.0));
        assert_eq!(Pattern::Upright.inside(&thin, LIGHT.ground), None);
    }

    #[test]
    fn what_lies_between_all_lines_has_one_through_its_middle() {
        for pattern in [
            Pattern::Level,
            Pattern::Dotted,
            Pattern::Dashed,
            Pattern::Sparse,
        ] {
            for at in 0..40 {
                let y = f64::from(at) * 0.21;
                let bar = Lines::boxed(Rect::new(0.0, y, 50.0, y + 3.7));
                let item = pattern.inside(&bar, LIGHT.ground).unwrap();
                assert!(!lines_of(&item).is_empty(), "{pattern:?} from {y}");
            }
        }
    }
}
