//! Cases at their places. How exact a place is decides how it is drawn: what stands for a region is never a
//! dot.

use std::f64::consts::PI;

use kurbo::{Point, Vec2};

use super::MapLayout;
use crate::data::Precision;
use crate::locale::{Locale, fill};
use crate::query::Tally;
use crate::scene::{Align, Item, MarkKey, Shape, Style, Swatch, Text};
use crate::sort::order;
use crate::text::Weight;
use crate::theme::Theme;

/// How a case is drawn where its point is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Look {
    /// The point is where it happened, or the town.
    Dot,
    /// How exact the point is, nobody says.
    Ring,
    /// It happened somewhere in an area, which is drawn as a circle of so many kilometres.
    Area(f64),
}

impl Look {
    /// The look of a point that stands for `precision`, or for a circle of `radius_km` where that is a
    /// number. A country's is of its own size, see [`MapLayout::radius_km`](super::MapLayout::radius_km), and at
    /// most this. How large a district, a region or a stretch of sea is, no file says: the circles of those
    /// are of our choosing, about as large as such places in Europe are.
    pub fn of(precision: Precision, radius_km: f32) -> Self {
        if radius_km > 0.0 {
            return Self::Area(radius_km.into());
        }
        match precision {
            Precision::Site | Precision::City => Self::Dot,
            Precision::Unknown => Self::Ring,
            Precision::Admin2 => Self::Area(25.0),
            Precision::Admin1 => Self::Area(75.0),
            Precision::Sea => Self::Area(100.0),
            Precision::Country | Precision::Route => Self::Area(250.0),
        }
    }
}

/// Cases that share a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// In metres of the map's plane.
    pub at: Point,
    /// How they are drawn.
    pub look: Look,
    /// Within how many kilometres of the point they are, if that was said.
    pub within: Option<f64>,
    /// The unit code of their country, if all have one.
    pub country: Option<String>,
    /// What is counted there now.
    pub sum: Tally,
}

/// What a layer of points shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointsData {
    /// Places on the map, each with its number in all of the data.
    pub places: Vec<(u32, Place)>,
    /// Cases without a point.
    pub nowhere: u64,
    /// Cases whose point lies outside this map.
    pub outside: u64,
}

impl PointsData {
    /// A place by its number; none if it has no case now.
    pub fn place(&self, index: u32) -> Option<&Place> {
        let found = self.places.iter().find(|(known, _)| *known == index);
        found.map(|(_, place)| place)
    }
}

/// Points at one size.
pub struct Points<'a> {
    /// Their numbers.
    pub data: &'a PointsData,
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
const SINGLE: u64 = 100;
/// And at most of this radius: beyond, it would hide a country.
const LARGEST: f64 = 48.0;
/// An area is drawn at least so large, and so much larger than a number in it, so that nobody takes it for
/// a dot.
const LEAST_AREA: f64 = 6.0;
/// As many places have words in the outline, those with most cases; a list has them all.
const OUTLINED: usize = 200;

impl Points<'_> {
    /// The marks: areas behind, the largest first, then dots and rings. With words, those too that are out of
    /// sight, where a reader may want to go.
    pub fn items(&self, words: bool) -> Vec<Item> {
        // In tenths of a pixel; single dots all lie in front.
        let smaller = |(_, place): &(u32, Place)| match self.circle(place) {
            Some(radius) => -(radius * 10.0) as i32,
            None => 0,
        };
        let mut items = Vec::new();
        for (index, place) in self.ordered(smaller) {
            if !words
                && !self
                    .layout
                    .sees(self.layout.px(place.at), self.reach(place))
            {
                continue;
            }
            self.place(MarkKey::Place(*index), place, &mut items);
        }
        if words {
            self.add_words(&mut items);
        }
        items
    }

    /// What readers hear of first is where most cases are.
    fn add_words(&self, items: &mut [Item]) {
        let fewer = |(_, place): &(u32, Place)| -(place.sum.cases.min(1 << 30) as i32);
        for (index, place) in self.ordered(fewer).take(OUTLINED) {
            let key = Some(MarkKey::Place(*index));
            if let Some(item) = items.iter_mut().find(|item| item.key == key) {
                item.words = Some(self.place_words(place).into());
            }
        }
    }

    fn ordered(&self, key: impl Fn(&(u32, Place)) -> i32) -> impl Iterator<Item = &(u32, Place)> {
        let places = &self.data.places;
        let keys: Vec<i32> = places.iter().map(key).collect();
        order(&keys)
            .into_iter()
            .filter_map(|at| places.get(at as usize))
    }

    /// The radius of the one circle that stands for a place, if it is not drawn as single dots.
    fn circle(&self, place: &Place) -> Option<f64> {
        let cases = place.sum.cases;
        match place.look {
            Look::Area(km) => {
                let number = if cases > 1 { self.label(place).1 } else { 0.0 };
                Some((km * self.layout.px_per_km()).max(LEAST_AREA + number))
            }
            _ if cases > SINGLE => Some((SPREAD * (cases as f64).sqrt()).min(LARGEST)),
            _ => None,
        }
    }

    /// How many cases there are, and how large a ground that needs.
    fn label(&self, place: &Place) -> (String, f64) {
        let number = self.locale.formats.number(place.sum.cases);
        let radius = 5.0 + 3.0 * number.len() as f64;
        (number, radius)
    }

    /// The outline of the place in focus.
    pub fn focus(&self, index: u32) -> Option<Item> {
        let place = self.data.place(index)?;
        let style = Style::stroke(self.theme.ink, 2.0);
        let shape = Shape::Circle(self.layout.px(place.at), self.reach(place) + 3.0);
        Some(Item::plain(shape, style))
    }

    /// How far from its point a place is drawn.
    fn reach(&self, place: &Place) -> f64 {
        self.circle(place).unwrap_or_else(|| {
            let last = place.sum.cases.saturating_sub(1);
            spread(last).hypot() + DOT
        })
    }

    fn place(&self, key: MarkKey, place: &Place, items: &mut Vec<Item>) {
        let accent = self.theme.categorical[1];
        let cases = place.sum.cases;
        let center = self.layout.px(place.at);
        let circle = |at, radius, style| Item::mark(Shape::Circle(at, radius), style, key);
        let Some(radius) = self.circle(place) else {
            for n in 0..cases {
                items.push(circle(center + spread(n), DOT, self.style(place.look)));
            }
            return;
        };
        let style = match place.look {
            Look::Dot => Style::fill(accent.with_alpha(150)).with_stroke(accent, 1.0),
            look => self.style(look),
        };
        items.push(circle(center, radius, style));
        if cases > 1 {
            // On its own ground: a number must be read on whatever country lies below.
            let (text, radius) = self.label(place);
            let ground = Style::fill(self.theme.ground.with_alpha(200));
            items.push(circle(center, radius, ground));
            let text = Text {
                at: center + Vec2::new(0.0, 4.0),
                text,
                size: 11.0,
                weight: Weight::Bold,
                align: Align::Center,
            };
            items.push(Item::plain(Shape::Text(text), Style::fill(self.theme.ink)));
        }
    }

    fn style(&self, look: Look) -> Style {
        let accent = self.theme.categorical[1];
        match look {
            Look::Dot => Style::fill(accent).with_stroke(self.theme.ground, 0.8),
            Look::Ring => Style::fill(self.theme.ground.with_alpha(170)).with_stroke(accent, 1.5),
            Look::Area(_) => Style::fill(accent.with_alpha(40)).with_stroke(accent, 1.0),
        }
    }

    /// What is drawn, as lines of a legend.
    pub fn swatches(&self) -> Vec<Swatch> {
        let messages = self.locale.messages;
        let looks = [
            (Look::Dot, messages.dots),
            (Look::Ring, messages.rings),
            (Look::Area(0.0), messages.areas),
        ];
        let same = |a: Look, b: Look| std::mem::discriminant(&a) == std::mem::discriminant(&b);
        let drawn = |look| {
            self.data
                .places
                .iter()
                .any(|(_, place)| same(place.look, look))
        };
        let looks = looks.into_iter().filter(|&(look, _)| drawn(look));
        looks
            .map(|(look, label)| Swatch {
                label: label.to_owned(),
                style: self.style(look),
                hatched: false,
            })
            .collect()
    }

    /// What is not drawn.
    pub fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (&messages.no_point, self.data.nowhere),
            (&messages.point_outside, self.data.outside),
        ];
        let counts = counts.into_iter().filter(|&(_, n)| n > 0);
        counts
            .map(|(plural, n)| self.locale.count(plural, n))
            .collect()
    }

    /// What a place says, by its number; nothing if it has no case now.
    pub fn words(&self, index: u32) -> String {
        let place = self.data.place(index);
        place.map_or_else(String::new, |place| self.place_words(place))
    }

    fn place_words(&self, place: &Place) -> String {
        let (locale, messages) = (&self.locale, self.locale.messages);
        let sum = &place.sum;
        let mut what = locale.count(&messages.cases, sum.cases);
        if self.people && sum.unknown < sum.cases {
            what.push_str(", ");
            what.push_str(&locale.people(sum.people_min, sum.people_max, sum.unknown, sum.cases));
        }
        if let Some(code) = &place.country {
            what = fill(messages.mark, &[&locale.formats.country(code), &what]);
        }
        match (place.look, place.within) {
            (_, Some(km)) => {
                let km = locale.formats.number(km.ceil() as u64);
                fill(messages.within, &[&what, &km])
            }
            (Look::Dot, _) => fill(messages.dot, &[&what]),
            (Look::Ring, _) => fill(messages.ring, &[&what]),
            (Look::Area(_), _) => fill(messages.area, &[&what]),
        }
    }
}

/// Where the n-th of several dots lies, from the first: as the seeds of a sunflower, each turned by the
/// golden angle (Vogel, "A better way to construct the sunflower head", 1979). Nothing is random: a case
/// is always in the same place.
fn spread(n: u64) -> Vec2 {
    let golden = PI * (3.0 - 5.0_f64.sqrt());
    let n = n as f64;
    // The first lies on the point itself, and the others leave it a little room.
    let away = if n > 0.0 { (n + 0.7).sqrt() } else { 0.0 };
    Vec2::from_angle(golden * n) * (SPREAD * away)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_region_or_a_country_is_never_a_dot() {
        for precision in [
            Precision::Admin2,
            Precision::Admin1,
            Precision::Country,
            Precision::Sea,
            Precision::Route,
        ] {
            assert!(matches!(Look::of(precision, f32::NAN), Look::Area(km) if km > 0.0));
        }
        assert_eq!(Look::of(Precision::City, f32::NAN), Look::Dot);
        assert_eq!(Look::of(Precision::Unknown, f32::NAN), Look::Ring);
        assert_eq!(Look::of(Precision::Site, 3.0), Look::Area(3.0));
    }

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
