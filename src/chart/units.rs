//! A unit for each person or case: in a crowd, or in bars by what tells them apart.

use kurbo::{Point, Rect};

use super::mirror::mirrored;
use crate::scene::{Align, Item, Layer, Lines, MarkKey, Shape, Style, Text};
use crate::text::{TextMeasure, Weight, shorten};
use crate::theme::{Color, Theme};

/// Units that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they stand for.
    pub key: MarkKey,
    /// Their name; empty where there is one group only.
    pub label: String,
    /// Their number, as it stands beside the name.
    pub number: String,
    /// How many.
    pub units: usize,
    /// How many more there may be.
    pub more: usize,
    /// Whether there may be still more.
    pub open: bool,
    /// How many there are, with what may be more, whatever a reader chooses: so much room they have.
    pub most: usize,
    /// Their colour.
    pub color: Color,
    /// What a reader hears of them.
    pub words: String,
    /// Whether they are told apart as ones that are not chosen.
    pub dimmed: bool,
}

impl Group {
    /// How many places it takes.
    pub fn len(&self) -> usize {
        self.units + self.more + usize::from(self.open)
    }

    /// Whether it takes none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A crowd at one width.
pub struct Units<'a> {
    /// In their order.
    pub groups: &'a [Group],
    /// Whether a unit is a dot; else a small figure.
    pub dots: bool,
    /// How far they are from the crowd, 0, to the bars, 1.
    pub turned: f64,
    /// Width in CSS pixels.
    pub width: f64,
    /// Whether a reader reads from the right.
    pub rtl: bool,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
}

/// Height that a crowd should have, and the least and most height of a unit, in CSS pixels.
const HIGH: f64 = 240.0;
const UNIT: (f64, f64) = (7.0, 34.0);
/// Width of a figure to its height, with the room around it.
const SLIM: f64 = 0.56;
/// The line above a bar, and the room below it, in CSS pixels.
const HEADING: f64 = 22.0;
const BELOW: f64 = 10.0;
/// Height that all bars should have together at most, without their headings, in CSS pixels: units are smaller in
/// bars than in the crowd where it would be more.
const BARS: f64 = 360.0;
/// Room above all.
const TOP: f64 = 2.0;

/// A grid that units stand in: all of the crowd, or those of each bar.
#[derive(Clone, Copy)]
struct Grid {
    wide: f64,
    high: f64,
    columns: usize,
    /// How many units stand above each other in a bar.
    thick: usize,
}

/// Where units come from and go to, and how large one is on its way.
#[derive(Clone, Copy)]
struct Grids {
    crowd: Grid,
    bars: Grid,
    wide: f64,
    high: f64,
}

impl Units<'_> {
    /// The layers where there are no units to draw.
    pub fn nothing() -> Vec<Layer> {
        vec![
            Layer::new("units", Vec::new()),
            Layer::new("focus", Vec::new()),
        ]
    }

    fn most(&self) -> usize {
        self.groups
            .iter()
            .map(|group| group.most.max(group.len()))
            .sum()
    }

    /// The grid of units so high.
    fn grid(&self, high: f64) -> Grid {
        let wide = high * if self.dots { 1.0 } else { SLIM };
        let columns = ((self.width / wide) as usize).max(1);
        let longest = self.groups.iter().map(|group| group.most.max(group.len()));
        let thick = longest.max().unwrap_or(0).div_ceil(columns).max(2);
        Grid {
            wide,
            high,
            columns,
            thick,
        }
    }

    fn grids(&self) -> Grids {
        let slim = if self.dots { 1.0 } else { SLIM };
        let room = self.width * HIGH / (slim * self.most().max(1) as f64);
        let largest = if self.dots { UNIT.1 / 2.0 } else { UNIT.1 };
        let crowd = self.grid(room.sqrt().max(UNIT.0).min(largest));
        let mut bars = crowd;
        let all = |bars: Grid| bars.high * (bars.thick * self.groups.len()) as f64;
        while all(bars) > BARS && bars.high > UNIT.0 {
            bars = self.grid((bars.high - 0.5).max(UNIT.0));
        }
        let turned = |crowd: f64, bars: f64| crowd + (bars - crowd) * self.turned;
        Grids {
            crowd,
            bars,
            wide: turned(crowd.wide, bars.wide),
            high: turned(crowd.high, bars.high),
        }
    }

    /// In CSS pixels.
    pub fn height(&self) -> f64 {
        let Grids { crowd, bars, .. } = self.grids();
        let rows = self.most().div_ceil(crowd.columns);
        let crowd = TOP + crowd.high * rows as f64 + 2.0;
        let bar = HEADING + bars.high * bars.thick as f64 + BELOW;
        let bars = TOP + bar * self.groups.len() as f64;
        (crowd + (bars - crowd) * self.turned).round()
    }

    /// Where bars begin.
    fn bar_top(bars: Grid, group: usize) -> f64 {
        let bar = HEADING + bars.high * bars.thick as f64 + BELOW;
        TOP + bar * group as f64 + HEADING
    }

    /// The middle of a unit, by its number among all and in its group.
    fn place(&self, grids: Grids, among: usize, group: usize, at: usize) -> Point {
        let Grids { crowd, bars, .. } = grids;
        let middle = |grid: Grid, column: usize, row: usize, top: f64| {
            Point::new(
                grid.wide * (column as f64 + 0.5),
                top + grid.high * (row as f64 + 0.5),
            )
        };
        let top = Self::bar_top(bars, group);
        let from = middle(crowd, among % crowd.columns, among / crowd.columns, TOP);
        let to = middle(bars, at / bars.thick, at % bars.thick, top);
        from.lerp(to, self.turned)
    }

    /// Units, their headings, and what is in focus.
    pub fn layers(&self, focus: Option<MarkKey>, words: bool) -> Vec<Layer> {
        let grids = self.grids();
        let (mut items, mut focused) = (Vec::new(), Vec::new());
        let mut first = 0;
        for (index, group) in self.groups.iter().enumerate() {
            self.group(grids, index, group, first, &mut items);
            let region = self.region(grids, index, group, first);
            first += group.len();
            let Some(region) = region else { continue };
            if focus == Some(group.key) {
                let ink = Style::stroke(self.theme.ink, 2.0);
                Item::push(&mut focused, region.clone(), ink);
            }
            let mut mark = Item::mark(region, Style::default(), group.key);
            mark.words = words.then(|| group.words.as_str().into());
            items.push(mark);
        }
        if self.rtl {
            items = mirrored(items, self.width);
            focused = mirrored(focused, self.width);
        }
        vec![Layer::new("units", items), Layer::new("focus", focused)]
    }

    fn group(
        &self,
        grids: Grids,
        index: usize,
        group: &Group,
        first: usize,
        items: &mut Vec<Item>,
    ) {
        let color = match group.dimmed {
            true => group.color.with_alpha(72),
            false => group.color,
        };
        let (known, maybe) = (Style::fill(color), Style::stroke(color, 1.0));
        let mut push = |lines: &mut Lines, style| {
            let lines = std::mem::replace(lines, Lines::rings());
            if !lines.is_empty() {
                Item::push(items, Shape::Path(lines.into()), style);
            }
        };
        // On their way they come over each other, and two in one path would make a hole.
        let apart = self.turned > 0.0 && self.turned < 1.0;
        let mut lines = Lines::rings();
        for at in 0..group.units + group.more {
            let middle = self.place(grids, first + at, index, at);
            let is_known = at < group.units;
            // A line around it takes room too.
            self.unit(grids, middle, if is_known { 1.0 } else { 0.88 }, &mut lines);
            if apart || at + 1 == group.units {
                push(&mut lines, if is_known { known } else { maybe });
            }
        }
        push(&mut lines, maybe);
        if group.open {
            let at = group.len() - 1;
            let middle = self.place(grids, first + at, index, at);
            let long = (grids.wide.min(grids.high) * 0.36).max(2.5);
            let mut plus = Lines::open();
            plus.push_line(middle - (long, 0.0), middle + (long, 0.0));
            plus.push_line(middle - (0.0, long), middle + (0.0, long));
            Item::push(items, Shape::Path(plus.into()), Style::stroke(color, 2.0));
        }
        if self.turned > 0.0 && !group.label.is_empty() {
            self.heading(grids.bars, index, group, items);
        }
    }

    /// The name and the number above a bar, which come with the bars.
    fn heading(&self, bars: Grid, index: usize, group: &Group, items: &mut Vec<Item>) {
        let fade = |color: Color| color.with_alpha((255.0 * self.turned) as u8);
        let size = self.theme.text_size + 1.0;
        let y = Self::bar_top(bars, index) - 7.0;
        let width = |text: &str| self.measure.width(text, size, Weight::Regular);
        let number = self.measure.width(&group.number, size, Weight::Bold);
        let label = shorten(&group.label, self.width - number - 8.0, &width);
        let texts = [
            (0.0, &label, Weight::Regular),
            (width(&label) + 6.0, &group.number, Weight::Bold),
        ];
        for (x, text, weight) in texts {
            let text = Text {
                at: Point::new(x, y),
                align: Align::Left,
                text: text.clone(),
                size,
                weight,
            };
            Item::push(items, Shape::Text(text), Style::fill(fade(self.theme.ink)));
        }
    }

    /// Adds a dot or a figure of which a part, up to 1, of the room is taken.
    fn unit(&self, grids: Grids, middle: Point, of: f64, lines: &mut Lines) {
        let at = |x: f64, y: f64| [(middle.x + x) as f32, (middle.y + y) as f32];
        if self.dots {
            let radius = grids.high * 0.4 * of;
            let ring = ROUND.map(|(x, y)| at(radius * x, radius * y));
            return lines.push(&ring);
        }
        let high = grids.high * 0.92 * of;
        let head = ROUND.map(|(x, y)| at(high * 0.13 * x, high * (0.13 * y - 0.37)));
        lines.push(&head);
        lines.push(&BODY.map(|(x, y)| at(high * x, high * y)));
    }

    /// Where a group can be pointed at: all rows that it stands in, or its bar; none if it stands nowhere.
    fn region(&self, grids: Grids, index: usize, group: &Group, first: usize) -> Option<Shape> {
        if self.turned >= 0.5 {
            let bars = grids.bars;
            let top = Self::bar_top(bars, index);
            let bottom = top + bars.high * bars.thick as f64 + BELOW / 2.0;
            let long = bars.wide * group.len().div_ceil(bars.thick) as f64;
            let wide = long.max(self.width * 0.5).min(self.width);
            return Some(Shape::Rect(Rect::new(
                0.0,
                top - HEADING + 2.0,
                wide,
                bottom,
            )));
        }
        let grid = grids.crowd;
        let last = first + group.len().checked_sub(1)?;
        let cell = |n: usize| {
            let (column, row) = (n % grid.columns, n / grid.columns);
            (grid.wide * column as f64, TOP + grid.high * row as f64)
        };
        let ((x0, y0), (x1, y1)) = (cell(first), cell(last));
        let (x1, right) = (x1 + grid.wide, grid.wide * grid.columns as f64);
        let corners: Vec<(f64, f64)> = if y0 == y1 {
            vec![
                (x0, y0),
                (x1, y0),
                (x1, y0 + grid.high),
                (x0, y0 + grid.high),
            ]
        } else {
            let (below, end) = (y0 + grid.high, y1 + grid.high);
            vec![
                (x0, y0),
                (right, y0),
                (right, y1),
                (x1, y1),
                (x1, end),
                (0.0, end),
                (0.0, below),
                (x0, below),
            ]
        };
        let corners: Vec<[f32; 2]> = corners.iter().map(|&(x, y)| [x as f32, y as f32]).collect();
        let mut ring = Lines::rings();
        ring.push(&corners);
        Some(Shape::Path(ring.into()))
    }
}

/// A circle of radius 1 as twelve corners: a unit is small.
const ROUND: [(f64, f64); 12] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
];

/// The body of a figure of height 1 about its middle: shoulders, arms, legs.
const BODY: [(f64, f64); 12] = [
    (-0.10, -0.20),
    (0.10, -0.20),
    (0.18, -0.17),
    (0.22, -0.09),
    (0.22, 0.17),
    (0.14, 0.19),
    (0.13, 0.50),
    (-0.13, 0.50),
    (-0.14, 0.19),
    (-0.22, 0.17),
    (-0.22, -0.09),
    (-0.18, -0.17),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TableMeasure;
    use crate::theme::LIGHT;

    fn group(value: u16, units: usize) -> Group {
        Group {
            key: MarkKey::Value(value),
            label: "entry".to_owned(),
            number: units.to_string(),
            units,
            more: 0,
            open: false,
            most: 40,
            color: LIGHT.ink,
            words: String::new(),
            dimmed: false,
        }
    }

    fn crowd(groups: &[Group], turned: f64) -> Units<'_> {
        Units {
            groups,
            dots: false,
            turned,
            width: 640.0,
            rtl: false,
            theme: &LIGHT,
            measure: &TableMeasure,
        }
    }

    #[test]
    fn units_and_height_stay_as_they_are_when_fewer_are_chosen() {
        let (all, few) = ([group(0, 40), group(1, 40)], [group(0, 12), group(1, 40)]);
        let (all, few) = (crowd(&all, 0.0), crowd(&few, 0.0));
        assert_eq!(all.height(), few.height());
        let of = |units: &Units<'_>| units.place(units.grids(), 7, 0, 7);
        assert_eq!(of(&all), of(&few));
    }

    #[test]
    fn bars_of_many_units_in_a_narrow_figure_are_not_much_higher_than_the_crowd() {
        let group = |value, units| Group {
            most: units,
            ..group(value, units)
        };
        let groups = [
            group(0, 517),
            group(1, 91),
            group(2, 85),
            group(3, 51),
            group(4, 40),
        ];
        let narrow = |turned| Units {
            width: 328.0,
            ..crowd(&groups, turned)
        };
        let headings = 5.0 * (HEADING + BELOW);
        assert!(narrow(1.0).height() <= BARS + headings + TOP + 1.0);
        assert!(narrow(0.0).height() > 200.0);
    }

    #[test]
    fn every_unit_is_within_the_figure_wherever_it_is_on_its_way() {
        let groups = [group(0, 40), group(1, 3)];
        for turned in [0.0, 0.3, 1.0] {
            let units = crowd(&groups, turned);
            for item in units.layers(None, false)[0].items.iter() {
                let bounds = item.shape.bounds();
                assert!(
                    bounds.x0 >= 0.0 && bounds.x1 <= 640.0,
                    "{turned}: {bounds:?}"
                );
                // What is half way is in a figure as high as that.
                assert!(bounds.y0 >= 0.0, "{turned}: {bounds:?}");
                if turned == 0.0 || turned == 1.0 {
                    assert!(bounds.y1 <= units.height() + 1.0, "{turned}: {bounds:?}");
                }
            }
        }
    }

    #[test]
    fn a_group_without_a_unit_has_no_mark_in_a_crowd_and_one_in_bars() {
        let groups = [group(0, 5), group(1, 0)];
        let marks = |turned| {
            let layers = crowd(&groups, turned).layers(None, true);
            layers[0]
                .items
                .iter()
                .filter(|item| item.key.is_some())
                .count()
        };
        assert_eq!((marks(0.0), marks(1.0)), (1, 2));
    }
}
