//! Cases at their places. How exact a place is decides how it is drawn: what stands for a region is never a
//! dot.

use std::f64::consts::PI;
use std::rc::Rc;

use kurbo::{Point, Vec2};

use super::{Look, MapLayout, Place, PointsData};
use crate::locale::{Locale, fill};
use crate::query::Tally;
use crate::scene::{Align, Dots, Item, MarkKey, Pattern, Shape, Style, Swatch, Text};
use crate::sort::{most_first, order};
use crate::text::Weight;
use crate::theme::Theme;

/// What is told of a place besides what is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What is counted there now.
    pub sum: Tally,
    /// The unit code of its country, if all of its cases have one.
    pub country: Option<String>,
}

/// Points at one size.
pub struct Points<'a> {
    /// Where they are.
    pub data: &'a PointsData,
    /// What is told of some of them, by their numbers.
    pub told: &'a dyn Fn(&[u32]) -> Vec<Told>,
    /// The map at this size.
    pub layout: &'a MapLayout,
    /// Whether numbers of people can be added.
    pub people: bool,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Words and formats.
    pub locale: Locale<'a>,
}

/// Radius of a case's dot, in CSS pixels.
const DOT: f64 = 3.0;
/// The radius of a spread of n dots is this times the root of n: they hardly touch.
const SPREAD: f64 = 3.6;
/// Of a place with more cases than this, one circle is drawn, of the area that their dots would take.
const SINGLE: u32 = 100;
/// And at most of this radius: beyond, it would hide a country.
const LARGEST: f64 = 48.0;
/// An area is drawn at least so large, and so much larger than a number in it, so that nobody takes it for
/// a dot.
const LEAST_AREA: f64 = 6.0;
/// As many places have words in the outline, those with most cases; a list has them all.
const OUTLINED: usize = 200;
/// More dots or circles than this in sight are drawn as pixels: a canvas would take longer than a hand that
/// moves the map has patience.
const MANY: usize = 2_000;
/// Of many circles, those of so many places have numbers, where most cases are.
const NUMBERED: usize = 200;

/// A place that one circle stands for, in sight or with words.
struct Circle<'a> {
    place: &'a Place,
    at: Point,
    radius: f64,
    words: Option<Rc<str>>,
}

impl Points<'_> {
    /// The marks: areas behind, the largest first, then rings and dots. With words, some of those too that
    /// are out of sight, where a reader may want to go.
    pub fn items(&self, words: bool) -> Vec<Item> {
        let told = if words {
            self.words_of_most()
        } else {
            Vec::new()
        };
        let mut told = told.into_iter().peekable();
        let (mut circles, mut rings, mut dots) = (Vec::new(), Dots::new(DOT), Dots::new(DOT));
        for place in &self.data.places {
            let words = told
                .next_if(|(index, _)| *index == place.index)
                .map(|(_, words)| words);
            let (at, radius) = (self.layout.px(place.point()), self.circle(place));
            let reach = radius.unwrap_or_else(|| spread_radius(place.cases));
            if words.is_none() && !self.layout.nearly_sees(at, reach) {
                continue;
            }
            match (radius, place.look) {
                (Some(radius), _) => circles.push(Circle {
                    place,
                    at,
                    radius,
                    words,
                }),
                (None, Look::Ring) => spread_out(place, at, words, &mut rings),
                (None, _) => spread_out(place, at, words, &mut dots),
            }
        }
        let mut items = Vec::new();
        self.add_circles(&circles, &mut items);
        self.add_dots(rings, dots, &mut items);
        items
    }

    /// Rings and dots, as pixels where there are many of them.
    fn add_dots(&self, rings: Dots, dots: Dots, items: &mut Vec<Item>) {
        let many = rings.len() + dots.len() > MANY;
        for (dots, look) in [(rings, Look::Ring), (dots, Look::Dot)] {
            let style = self.style(look);
            if many {
                Item::push(items, Shape::Dots(Rc::new(dots), Vec2::ZERO), style);
            } else {
                items.extend(dots.items(style));
            }
        }
    }

    /// The marks once more in the boxes under the map, of what lies in one with all that is drawn of it.
    pub fn in_boxes(&self) -> Vec<Item> {
        let (mut circles, mut rings, mut dots) = (Vec::new(), Dots::new(DOT), Dots::new(DOT));
        for (inset, fit) in self.layout.boxes() {
            for place in &self.data.places {
                let at = fit.to_px(place.point());
                let radius = self.circle_at(place, fit.scale * 1e3);
                let reach = radius.unwrap_or_else(|| spread_radius(place.cases));
                if !inset.holds(at, reach) {
                    continue;
                }
                match (radius, place.look) {
                    (Some(radius), _) => circles.push(Circle {
                        place,
                        at,
                        radius,
                        words: None,
                    }),
                    (None, Look::Ring) => spread_out(place, at, None, &mut rings),
                    (None, _) => spread_out(place, at, None, &mut dots),
                }
            }
        }
        let mut items = Vec::new();
        self.add_circles(&circles, &mut items);
        self.add_dots(rings, dots, &mut items);
        items
    }

    /// The words of the places with most cases, by their numbers: readers hear of those.
    fn words_of_most(&self) -> Vec<(u32, Rc<str>)> {
        let places = &self.data.places;
        let mut most = most_first(places.iter().map(|place| place.cases.into()));
        most.truncate(OUTLINED);
        most.sort_unstable();
        let most: Vec<&Place> = most
            .into_iter()
            .filter_map(|at| places.get(at as usize))
            .collect();
        let indices: Vec<u32> = most.iter().map(|place| place.index).collect();
        let told = (self.told)(&indices);
        let both = most.into_iter().zip(told);
        both.map(|(place, told)| (place.index, self.place_words(place, &told).into()))
            .collect()
    }

    /// How many places have no words in the outline, in a sentence.
    pub fn more(&self) -> Option<String> {
        let more = self
            .data
            .places
            .len()
            .checked_sub(OUTLINED)
            .filter(|&more| more > 0)?;
        Some(
            self.locale
                .count(self.locale.messages.more_places(), more as u64),
        )
    }

    /// The radius of the one circle that stands for a place, if it is not drawn as single dots.
    fn circle(&self, place: &Place) -> Option<f64> {
        self.circle_at(place, self.layout.px_per_km())
    }

    /// The same where a kilometre is so many CSS pixels.
    fn circle_at(&self, place: &Place, px_per_km: f64) -> Option<f64> {
        match place.look.area_km() {
            Some(km) => {
                let number = if place.cases > 1 {
                    number_radius(place.cases)
                } else {
                    0.0
                };
                Some((km * px_per_km).max(LEAST_AREA + number))
            }
            None if place.cases > SINGLE => {
                Some((SPREAD * f64::from(place.cases).sqrt()).min(LARGEST))
            }
            None => None,
        }
    }

    /// The outline of the place in focus.
    pub fn focus(&self, index: u32) -> Option<Item> {
        let place = self.data.place(index)?;
        let style = Style::stroke(self.theme.ink, 2.0);
        let shape = Shape::Circle(self.layout.px(place.point()), self.reach(place) + 3.0);
        Some(Item::plain(shape, style))
    }

    /// How far from its point a place is drawn.
    fn reach(&self, place: &Place) -> f64 {
        let circle = self.circle(place);
        circle.unwrap_or_else(|| spread_radius(place.cases))
    }

    /// Circles with their numbers, the largest behind.
    fn add_circles(&self, circles: &[Circle<'_>], items: &mut Vec<Item>) {
        // In tenths of a pixel.
        let smaller: Vec<i32> = circles
            .iter()
            .map(|circle| -(circle.radius * 10.0) as i32)
            .collect();
        let circles: Vec<&Circle<'_>> = order(&smaller)
            .into_iter()
            .filter_map(|at| circles.get(at as usize))
            .collect();
        if circles.len() > MANY {
            return self.many_circles(&circles, items);
        }
        for circle in circles {
            let key = MarkKey::Place(circle.place.index);
            let shape = Shape::Circle(circle.at, circle.radius);
            let style = self.circle_style(circle.place.look);
            items.push(Item {
                words: circle.words.clone(),
                ..Item::mark(shape, style, key)
            });
            self.number(circle, items);
        }
    }

    /// Many circles, which have the largest first, as pixels of whole radii, and the numbers of those with
    /// most cases.
    fn many_circles(&self, circles: &[&Circle<'_>], items: &mut Vec<Item>) {
        let looks = |circle: &Circle<'_>| {
            let style = self.circle_style(circle.place.look);
            (circle.radius.round(), style)
        };
        for alike in circles.chunk_by(|a, b| looks(a) == looks(b)) {
            let Some((radius, style)) = alike.first().map(|first| looks(first)) else {
                continue;
            };
            let mut dots = Dots::new(radius);
            for circle in alike {
                dots.push(circle.at, circle.place.index);
                circle
                    .words
                    .iter()
                    .cloned()
                    .for_each(|words| dots.tell(words));
            }
            Item::push(items, Shape::Dots(Rc::new(dots), Vec2::ZERO), style);
        }
        let cases = circles.iter().map(|circle| circle.place.cases.into());
        let most = most_first(cases).into_iter().take(NUMBERED);
        most.filter_map(|at| circles.get(at as usize))
            .for_each(|circle| self.number(circle, items));
    }

    /// How many cases there are, or people where those are counted, if it is not one.
    fn number(&self, circle: &Circle<'_>, items: &mut Vec<Item>) {
        let counted = self.data.counted(circle.place.index);
        if counted.unwrap_or(circle.place.cases.into()) == 1 {
            return;
        }
        let text = counted.map(|n| self.locale.formats.number(n));
        // On its own ground: a number must be read on whatever country lies below.
        let ground = Style::fill(self.theme.ground.with_alpha(200));
        let digits = counted.unwrap_or(1).min(u32::MAX.into()) as u32;
        let shape = Shape::Circle(circle.at, number_radius(digits));
        items.push(Item::mark(
            shape,
            ground,
            MarkKey::Place(circle.place.index),
        ));
        let text = Text {
            at: circle.at + Vec2::new(0.0, 4.0),
            text: text.unwrap_or_else(|| "?".to_owned()),
            size: 11.0,
            weight: Weight::Bold,
            align: Align::Center,
        };
        items.push(Item::plain(Shape::Text(text), Style::fill(self.theme.ink)));
    }

    fn circle_style(&self, look: Look) -> Style {
        let accent = self.theme.over;
        match look {
            Look::Dot => Style::fill(accent.with_alpha(150)).with_stroke(accent, 1.0),
            look => self.style(look),
        }
    }

    fn style(&self, look: Look) -> Style {
        let accent = self.theme.over;
        match look {
            Look::Dot => Style::fill(accent).with_stroke(self.theme.ground, 0.8),
            Look::Ring => Style::fill(self.theme.ground.with_alpha(170)).with_stroke(accent, 1.5),
            Look::Area(_) | Look::Within(_) => {
                Style::fill(accent.with_alpha(40)).with_stroke(accent, 1.0)
            }
        }
    }

    /// What is drawn, as lines of a legend.
    pub fn swatches(&self) -> Vec<Swatch> {
        let messages = self.locale.messages;
        let looks = [
            (Look::Dot, messages.dots()),
            (Look::Ring, messages.rings()),
            (Look::Area(0.0), messages.areas()),
        ];
        let same = |a: Look, b: Look| match a {
            Look::Area(_) | Look::Within(_) => b.area_km().is_some(),
            exact => exact == b,
        };
        let drawn = |look| self.data.places.iter().any(|place| same(place.look, look));
        let looks = looks.into_iter().filter(|&(look, _)| drawn(look));
        looks
            .map(|(look, label)| Swatch {
                label: label.to_owned(),
                style: self.style(look),
                pattern: match look {
                    Look::Dot | Look::Ring => Pattern::Dot,
                    Look::Area(_) | Look::Within(_) => Pattern::Round,
                },
            })
            .collect()
    }

    /// What is not drawn.
    pub fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (messages.no_point(), self.data.nowhere),
            (messages.point_outside(), self.data.outside),
        ];
        let counts = counts.into_iter().filter(|&(_, n)| n > 0);
        counts
            .map(|(plural, n)| self.locale.count(plural, n))
            .collect()
    }

    /// What a place says, by its number; nothing if it has no case now.
    pub fn words(&self, index: u32) -> String {
        let place = self.data.place(index);
        let told = (self.told)(&[index]).into_iter().next();
        let both = place.zip(told);
        both.map_or_else(String::new, |(place, told)| self.place_words(place, &told))
    }

    fn place_words(&self, place: &Place, told: &Told) -> String {
        place_words(&self.locale, place.look, told, self.people)
    }
}

/// What is said of a place of a look, with numbers of people if they can be added.
pub(super) fn place_words(locale: &Locale<'_>, look: Look, told: &Told, people: bool) -> String {
    let (messages, sum) = (locale.messages, &told.sum);
    let mut what = sum.words(locale, people);
    if let Some(code) = &told.country {
        what = fill(messages.mark(), &[&locale.formats.country(code), &what]);
    }
    match look {
        Look::Within(km) => {
            let km = locale.formats.number(f64::from(km).ceil() as u64);
            fill(messages.within(), &[&what, &km])
        }
        Look::Dot => fill(messages.dot(), &[&what]),
        Look::Ring => fill(messages.ring(), &[&what]),
        Look::Area(_) => fill(messages.area(), &[&what]),
    }
}

/// How large a ground the number of some cases needs: the room of its digits and of what parts them.
fn number_radius(cases: u32) -> f64 {
    let digits = f64::from(cases.max(1).ilog10());
    8.0 + 3.0 * (digits + (digits / 3.0).floor())
}

/// Adds the dots of a place, one a case, around a pixel.
fn spread_out(place: &Place, at: Point, words: Option<Rc<str>>, dots: &mut Dots) {
    dots.push(at, place.index);
    words.into_iter().for_each(|words| dots.tell(words));
    for n in 1..place.cases {
        dots.push(at + spread(n), place.index);
    }
}

/// How far from its point the dots of so many cases are drawn.
fn spread_radius(cases: u32) -> f64 {
    spread(cases.saturating_sub(1)).hypot() + DOT
}

/// Where the n-th of several dots lies, from the first: as the seeds of a sunflower, each turned by the
/// golden angle (Vogel, "A better way to construct the sunflower head", 1979). Nothing is random: a case
/// is always in the same place.
fn spread(n: u32) -> Vec2 {
    let golden = PI * (3.0 - 5.0_f64.sqrt());
    if n == 0 {
        // The first lies on the point itself, and the others leave it a little room.
        return Vec2::ZERO;
    }
    let n = f64::from(n);
    Vec2::from_angle(golden * n) * (SPREAD * (n + 0.7).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_one_place_hardly_touch() {
        let all: Vec<Vec2> = (0..SINGLE).map(spread).collect();
        for (i, a) in all.iter().enumerate() {
            for b in &all[..i] {
                assert!((*a - *b).hypot() > 1.5 * DOT, "{a:?} {b:?}");
            }
        }
    }
}
