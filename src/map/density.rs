//! Cases, or people, counted in hexagons of one area, as the plane of the map keeps areas.

use std::rc::Rc;

use kurbo::{Point, Vec2};

use super::{Look, MapLayout, PointsData};
use crate::distinct::{Distinct, hash};
use crate::locale::{Locale, fill};
use crate::query::{Measure, Tally};
use crate::scale::color::ColorScale;
use crate::scene::{Item, Lines, MarkKey, Pattern, Shape, Style, Swatch};
use crate::sort::most_first;
use crate::theme::{Color, Theme};

/// How wide a hexagon is where a scale begins, in CSS pixels, from side to side.
pub const ACROSS: f64 = 18.0;
/// As many hexagons have words in the outline, those with most cases.
const OUTLINED: usize = 200;

/// The hexagons of a plane: rows that are shifted by half of one each, with a corner up. A hexagon is named by
/// its place in its row and its row (axial coordinates).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// From side to side, in metres.
    pub across: f64,
}

impl Grid {
    /// From the middle to a corner.
    fn radius(&self) -> f64 {
        self.across / 3_f64.sqrt()
    }

    /// The hexagon that a point lies in.
    pub fn hexagon(&self, at: Point) -> [i32; 2] {
        let row = at.y / (1.5 * self.radius());
        let column = at.x / self.across - row / 2.0;
        // The nearest middle is one of those next to it in cube coordinates, whose sum is 0: what is rounded most
        // follows from the others.
        let third = -column - row;
        let (mut q, mut r, s) = (column.round(), row.round(), third.round());
        let off = [(q - column).abs(), (r - row).abs(), (s - third).abs()];
        if off[0] > off[1] && off[0] > off[2] {
            q = -r - s;
        } else if off[1] > off[2] {
            r = -q - s;
        }
        [q as i32, r as i32]
    }

    /// The middle of a hexagon.
    pub fn middle(&self, [q, r]: [i32; 2]) -> Point {
        let (q, r) = (f64::from(q), f64::from(r));
        Point::new(self.across * (q + r / 2.0), 1.5 * self.radius() * r)
    }
}

/// A hexagon's two numbers as one, as a mark has it.
fn packed([q, r]: [i32; 2]) -> u32 {
    let half = |number: i32| u32::from((number as i16).cast_unsigned());
    half(q) << 16 | half(r)
}

/// A hexagon with cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hexagon {
    /// What names it.
    pub key: MarkKey,
    /// Its middle, in metres of the map's plane.
    pub at: Point,
    /// How many cases there are now, at least 1.
    pub cases: u64,
    /// What its colour tells: cases, or at least how many people; none where no case gives a number.
    pub number: Option<u64>,
}

/// What a layer of hexagons shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DensityData {
    /// In the order in which places come to lie in them.
    pub hexagons: Vec<Hexagon>,
    /// From side to side, in metres.
    pub across: f64,
    /// By place of [`PointsData`], its hexagon; none if it is known less exactly.
    pub by_place: Vec<Option<u32>>,
    /// Cases that are somewhere in an area that is wider than a hexagon.
    pub vague: u64,
    /// Cases of which it was not said how exact the place is.
    pub unsaid: u64,
}

impl DensityData {
    /// Counts places in hexagons of a scale. What is known less exactly than a hexagon is wide is in none: no
    /// hexagon is known to have it.
    pub fn new(points: &PointsData, level: u8, across: f64) -> Self {
        let grid = Grid { across };
        let mut known = Distinct::default();
        let mut data = Self {
            across,
            ..Self::default()
        };
        data.by_place.reserve_exact(points.places.len());
        for (at, place) in points.places.iter().enumerate() {
            let cases = u64::from(place.cases);
            let exact = match place.look {
                Look::Dot => true,
                Look::Ring => false,
                Look::Area(km) | Look::Within(km) => f64::from(km) * 2_000.0 <= across,
            };
            if !exact {
                match place.look {
                    Look::Ring => data.unsaid += cases,
                    _ => data.vague += cases,
                }
                data.by_place.push(None);
                continue;
            }
            let hexagon = grid.hexagon(place.point());
            let name = packed(hexagon);
            let key = MarkKey::Hexagon(level, name);
            let hexagons = &mut data.hexagons;
            let hash_of = |key: MarkKey| match key {
                MarkKey::Hexagon(_, name) => hash(name.into(), 0),
                _ => 0,
            };
            let number = known.number(
                hash_of(key),
                |number| hexagons[number as usize].key == key,
                |number| hash_of(hexagons[number as usize].key),
            );
            if number as usize == hexagons.len() {
                hexagons.push(Hexagon {
                    key,
                    at: grid.middle(hexagon),
                    cases: 0,
                    number: None,
                });
            }
            let hexagon = &mut hexagons[number as usize];
            hexagon.cases += cases;
            let counted = points.number(at);
            hexagon.number =
                counted.map_or(hexagon.number, |n| Some(hexagon.number.unwrap_or(0) + n));
            data.by_place.push(Some(number));
        }
        data
    }

    /// The highest number that one has.
    pub fn most(&self) -> u64 {
        let numbers = self.hexagons.iter().filter_map(|hexagon| hexagon.number);
        numbers.max().unwrap_or(0)
    }

    /// A hexagon by its mark.
    pub fn of(&self, key: MarkKey) -> Option<usize> {
        self.hexagons.iter().position(|hexagon| hexagon.key == key)
    }
}

/// Hexagons at one size.
pub struct Density<'a> {
    /// Which.
    pub data: &'a DensityData,
    /// Classes; made from all cases, so that they stay while the filter changes.
    pub scale: &'a ColorScale,
    /// Whether countries have colours too.
    pub over_colors: bool,
    /// Whole sums of some of them, by their places in `data`, ascending.
    pub sums: &'a dyn Fn(&[u32]) -> Vec<Tally>,
    /// The map at this size.
    pub layout: &'a MapLayout,
    /// What is counted.
    pub measure: Measure,
    /// Whether numbers of people can be added.
    pub people: bool,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Words and formats.
    pub locale: Locale<'a>,
}

impl Density<'_> {
    /// The marks, the fewest first, as they are drawn in order of their colours. With words, some of those too
    /// that are out of sight.
    pub fn items(&self, words: bool) -> Vec<Item> {
        let told = if words {
            self.words_of_most()
        } else {
            Vec::new()
        };
        let numbers = self.data.hexagons.iter();
        let most_first = most_first(numbers.map(|hexagon| hexagon.number.unwrap_or(0)));
        let mut items = Vec::new();
        for index in most_first.into_iter().rev() {
            let Some(hexagon) = self.data.hexagons.get(index as usize) else {
                continue;
            };
            let said = told.binary_search_by_key(&index, |(of, _)| *of);
            let words = said.ok().and_then(|at| told.get(at));
            let at = self.layout.px(hexagon.at);
            if words.is_some() || self.layout.nearly_sees(at, self.radius()) {
                items.push(Item {
                    words: words.map(|(_, words)| Rc::clone(words)),
                    ..Item::mark(self.shape(at), self.style(hexagon.number), hexagon.key)
                });
            }
        }
        items
    }

    /// From the middle to a corner, in CSS pixels.
    fn radius(&self) -> f64 {
        let grid = Grid {
            across: self.data.across,
        };
        grid.radius() * self.layout.px_per_km() / 1e3
    }

    fn shape(&self, at: Point) -> Shape {
        const CORNERS: usize = 6;
        let corner = |index: usize| {
            let angle = std::f64::consts::TAU * (index as f64 + 0.5) / CORNERS as f64;
            let corner = at + Vec2::from_angle(angle) * self.radius();
            [corner.x as f32, corner.y as f32]
        };
        let mut lines = Lines::rings();
        lines.push(&std::array::from_fn::<_, CORNERS, _>(corner));
        Shape::Path(Rc::new(lines))
    }

    /// A hexagon of no number, or of none that is known, is hollow.
    fn style(&self, number: Option<u64>) -> Style {
        let class = number.and_then(|number| self.scale.class(number));
        let hollow = || Style::fill(self.theme.ground).with_stroke(self.theme.ink, 1.0);
        class.map_or_else(hollow, |class| self.class_style(class))
    }

    fn class_style(&self, class: usize) -> Style {
        let colors: &[Color; 5] = if self.over_colors {
            &self.theme.warm
        } else {
            &self.theme.sequential
        };
        let color = colors[self.scale.color_index(class, colors.len())];
        Style::fill(color).with_stroke(self.theme.muted, 0.5)
    }

    fn most_first(&self) -> Vec<u32> {
        most_first(self.data.hexagons.iter().map(|hexagon| hexagon.cases))
    }

    /// The words of those with most cases, by their places in the data.
    fn words_of_most(&self) -> Vec<(u32, Rc<str>)> {
        let mut most = self.most_first();
        most.truncate(OUTLINED);
        most.sort_unstable();
        let sums = (self.sums)(&most);
        let all = most.into_iter().zip(sums);
        all.map(|(index, sum)| (index, self.sum_words(&sum).into()))
            .collect()
    }

    /// The outline of the hexagon in focus.
    pub fn focus(&self, key: MarkKey) -> Option<Item> {
        let hexagon = self.data.hexagons.get(self.data.of(key)?)?;
        let shape = self.shape(self.layout.px(hexagon.at));
        Some(Item::plain(shape, Style::stroke(self.theme.ink, 2.0)))
    }

    /// What a hexagon says; nothing if there is none of this name.
    pub fn words(&self, key: MarkKey) -> String {
        let Some(index) = self.data.of(key) else {
            return String::new();
        };
        let sum = (self.sums)(&[index as u32]).into_iter().next();
        sum.map_or_else(String::new, |sum| self.sum_words(&sum))
    }

    fn sum_words(&self, sum: &Tally) -> String {
        let what = sum.words(&self.locale, self.people);
        fill(self.locale.messages.hexagon(), &[&what, &self.width()])
    }

    /// How wide a hexagon is, in two digits: more would say that a place is known so exactly.
    fn width(&self) -> String {
        let km = self.data.across / 1e3;
        let mut unit = 1.0;
        while km >= 100.0 * unit {
            unit *= 10.0;
        }
        let km = ((km / unit).round() * unit).max(1.0);
        self.locale.formats.number(km as u64)
    }

    /// What the colours count: "Cases in hexagons, about 60 km wide".
    pub fn title(&self) -> String {
        let messages = self.locale.messages;
        let counted = self.measure.name(messages);
        fill(messages.in_hexagons(), &[counted, &self.width()])
    }

    /// The classes, as lines of a legend.
    pub fn swatches(&self) -> Vec<Swatch> {
        let messages = self.locale.messages;
        let number = |n| self.locale.formats.number(n);
        let class = |class| {
            let label = match self.scale.interval(class) {
                (first, Some(last)) if first == last => number(first),
                (first, Some(last)) => fill(messages.class(), &[&number(first), &number(last)]),
                (first, None) => fill(messages.class_open(), &[&number(first)]),
            };
            Swatch {
                label: match self.over_colors {
                    true => fill(messages.in_a_hexagon(), &[&label]),
                    false => label,
                },
                style: self.class_style(class),
                pattern: Pattern::Plain,
            }
        };
        let hollow = self.data.hexagons.iter();
        let none = hollow.filter(|hexagon| hexagon.number.is_none_or(|n| n == 0));
        let none = (none.count() > 0).then(|| Swatch {
            label: messages.hollow_hexagon().to_owned(),
            style: self.style(None),
            pattern: Pattern::Plain,
        });
        (0..self.scale.len()).map(class).chain(none).collect()
    }

    /// How wide hexagons are, where the title doesn't say it, and what is in none.
    pub fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let width = self.width();
        let wide = self.over_colors.then(|| match self.measure {
            Measure::Cases => fill(messages.hexagons_are(), &[&width]),
            Measure::People => fill(messages.hexagons_are_people(), &[&width]),
        });
        let counts = [
            (messages.too_vague(), self.data.vague),
            (messages.unsaid(), self.data.unsaid),
        ];
        let left = counts.into_iter().filter(|&(_, n)| n > 0);
        wide.into_iter()
            .chain(left.map(|(plural, n)| self.locale.count(plural, n)))
            .collect()
    }

    /// How many hexagons have no words in the outline, in a sentence.
    pub fn more(&self) -> Option<String> {
        let more = self.data.hexagons.len().checked_sub(OUTLINED);
        let more = more.filter(|&more| more > 0)?;
        let messages = self.locale.messages;
        Some(self.locale.count(messages.more_hexagons(), more as u64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::map::Place;

    proptest! {
        #[test]
        fn a_point_lies_in_the_hexagon_whose_middle_is_nearest(x in -9e6..9e6, y in -9e6..9e6, across in 900.0..9e5) {
            let grid = Grid { across };
            let at = Point::new(x, y);
            let [q, r] = grid.hexagon(at);
            let own = grid.middle([q, r]).distance(at);
            prop_assert!(own <= grid.radius() * 1.000_001);
            for [dq, dr] in [[1, 0], [-1, 0], [0, 1], [0, -1], [1, -1], [-1, 1]] {
                let next = grid.middle([q + dq, r + dr]);
                prop_assert!(own <= next.distance(at) * 1.000_001);
                let apart = next.distance(grid.middle([q, r]));
                prop_assert!((apart / across - 1.0).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn what_is_known_less_exactly_than_a_hexagon_is_wide_is_in_none() {
        let looks = [
            (Look::Dot, 1),
            (Look::Ring, 2),
            (Look::Within(5.0), 4),
            (Look::Within(5.1), 8),
            (Look::Area(75.0), 16),
        ];
        let place = |((look, cases), index)| Place {
            index,
            at: [300.0, 400.0],
            look,
            cases,
        };
        let points = PointsData {
            places: looks.into_iter().zip(0..).map(place).collect(),
            ..PointsData::default()
        };
        let data = DensityData::new(&points, 3, 10_000.0);
        assert_eq!(data.hexagons.len(), 1);
        assert_eq!(
            (data.hexagons[0].cases, data.unsaid, data.vague),
            (5, 2, 24)
        );
        assert_eq!(data.by_place, [Some(0), None, Some(0), None, None]);
    }
}
