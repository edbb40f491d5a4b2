//! What the colours of countries tell where an editor chose more than round classes of counts.

use kurbo::Point;

use super::{Choropleth, Rates, Standing};
use crate::locale::fill;
use crate::scene::{Item, Pattern, Shape, Style, Swatch};
use crate::theme::Color;

/// Radius of the ring that marks a rate of few, and where others are near, the least one, in CSS pixels.
pub(super) const RING: f64 = 3.5;
const LEAST_RING: f64 = 1.25;

impl Choropleth<'_> {
    /// The rates that the colours tell, if they do.
    pub(super) fn rates(&self) -> Option<&Rates> {
        self.data.rates.as_ref().filter(|_| !self.is_bare())
    }

    /// What the colours tell, of what is measured.
    pub(super) fn told(&self, measured: &str) -> String {
        match self.rates() {
            Some(rates) => rates.title(measured, &self.locale),
            None => measured.to_owned(),
        }
    }

    /// Whether the colours tell rates, and this unit has none.
    pub(super) fn lacks_rate(&self, code: [u8; 2]) -> bool {
        self.rates().is_some_and(|rates| rates.get(code).is_none())
    }

    /// What the colour of a unit tells whose number is `n`, in parts of the scale.
    pub(super) fn value(&self, code: [u8; 2], n: u64) -> u64 {
        let rate = self.rates().and_then(|rates| rates.get(code));
        rate.map_or(n, |rate| rate.parts)
    }

    /// A unit's number as short as it can be said, or its rate, if that is what the colours tell; nothing where
    /// there is none.
    pub fn value_words(&self, code: [u8; 2]) -> Option<String> {
        match self.standing(code) {
            Standing::Reported(n) => Some(self.written(self.value(code, n))),
            Standing::Zero => Some(self.written(0)),
            _ => None,
        }
    }

    /// A unit's rate in words, if the colours tell rates.
    pub(super) fn rate_words(&self, code: [u8; 2]) -> Option<String> {
        let rates = self.rates()?;
        Some(rates.words(rates.get(code)?, &self.locale))
    }

    /// The colour of a value. One of the palette's where there are as many as there are classes, else mixed of
    /// two of them.
    pub(super) fn shade(&self, value: u64) -> Option<Color> {
        let (scale, colors) = (&self.data.scale, self.colors());
        let class = scale.class(value)?;
        if !scale.is_smooth() && scale.len() <= colors.len() {
            return self.class_color(class);
        }
        let at = scale.position(value)? * (colors.len() - 1) as f64;
        let below = (at as usize).min(colors.len().checked_sub(2)?);
        Some(colors[below].mix(colors[below + 1], at - below as f64))
    }

    /// The classes of the scale; of one without classes, some of its values.
    pub(super) fn classes(&self) -> Vec<Swatch> {
        let scale = &self.data.scale;
        let values: Vec<u64> = if scale.is_smooth() {
            samples(scale.max(), scale.unit())
        } else {
            (0..scale.len())
                .map(|class| scale.interval(class).0)
                .collect()
        };
        let edge = Style::stroke(self.theme.coast, 1.0);
        let swatch = |(index, &value): (usize, &u64)| Swatch {
            label: if scale.is_smooth() {
                self.written(value)
            } else if scale.unit() > 1 {
                self.interval(index)
            } else {
                self.class_words(index)
            },
            style: Style {
                fill: self.shade(value),
                ..edge
            },
            pattern: Pattern::Plain,
        };
        let mut swatches: Vec<Swatch> = values.iter().enumerate().map(swatch).collect();
        if self.rates().is_some_and(Rates::has_tiny) {
            swatches.push(Swatch {
                label: self.locale.messages.tiny_base().to_owned(),
                style: Style::stroke(self.theme.ink, 1.5),
                pattern: Pattern::Dot,
            });
        }
        swatches
    }

    /// A class of values with decimals, which no gap parts from the next one.
    fn interval(&self, class: usize) -> String {
        let messages = self.locale.messages;
        let scale = &self.data.scale;
        let begin = self.written(scale.interval(class).0);
        let next = (class + 1 < scale.len()).then(|| self.written(scale.interval(class + 1).0));
        match next {
            Some(next) if class == 0 => fill(messages.class_under(), &[&next]),
            Some(next) => fill(messages.class_to_under(), &[&begin, &next]),
            None => fill(messages.class_open(), &[&begin]),
        }
    }

    fn written(&self, value: u64) -> String {
        match self.rates() {
            Some(rates) => rates.number(value, &self.locale),
            None => self.locale.formats.number(value),
        }
    }

    /// Rings in countries whose rate is of few.
    pub(super) fn rings(&self, items: &mut Vec<Item>) {
        if !self.rates().is_some_and(Rates::has_tiny) {
            return;
        }
        let units = self.layout.units.iter();
        let of_few = units.filter(|unit| self.is_of_few(unit.code));
        let places: Vec<Point> = of_few.map(|unit| unit.dot.unwrap_or(unit.label)).collect();
        for (index, &at) in places.iter().enumerate() {
            if self.layout.sees(at, RING) {
                self.push_ring(items, at, ring_among(&places, index));
            }
        }
    }

    /// Whether the colour of a unit tells a rate of few.
    pub(super) fn is_of_few(&self, code: [u8; 2]) -> bool {
        let rate = self.rates().and_then(|rates| rates.get(code));
        let reported = matches!(self.standing(code), Standing::Reported(_));
        reported && rate.is_some_and(|rate| rate.tiny)
    }

    /// A ring of at most the radius [`RING`].
    pub(super) fn push_ring(&self, items: &mut Vec<Item>, at: Point, radius: f64) {
        let ring = Shape::Circle(at, radius);
        let width = (radius / 2.0).clamp(0.9, 1.5);
        let halo = Style::stroke(self.theme.ground, width + 2.0);
        Item::push(items, ring.clone(), halo);
        Item::push(items, ring, Style::stroke(self.theme.ink, width));
    }
}

/// The radius of a ring that leaves room for the nearest other one, as far as it can be.
fn ring_among(places: &[Point], index: usize) -> f64 {
    let at = places[index];
    let others = places.iter().enumerate();
    let nearest = others
        .filter(|&(other, _)| other != index)
        .map(|(_, &other)| at.distance_squared(other))
        .fold(f64::INFINITY, f64::min);
    (nearest.sqrt() / 2.0 - 1.0).clamp(LEAST_RING, RING)
}

/// Values of a scale without classes that its legend shows: from one to the highest, in even steps.
fn samples(max: u64, unit: u64) -> Vec<u64> {
    const SAMPLES: u64 = 5;
    let mut samples: Vec<u64> = (0..SAMPLES)
        .map(|step| max / (SAMPLES - 1) * step + max % (SAMPLES - 1) * step / (SAMPLES - 1))
        .map(|value| value.max(u64::from(unit == 1)))
        .collect();
    samples.dedup();
    samples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_near_each_other_are_smaller_and_do_not_touch() {
        let places = [(0.0, 0.0), (6.0, 0.0), (100.0, 0.0), (100.5, 0.0)].map(Point::from);
        let radius = |index| ring_among(&places, index);
        assert!(radius(0) + radius(1) < 6.0);
        assert_eq!(radius(2), LEAST_RING);
        assert_eq!(ring_among(&places[..1], 0), RING);
    }
}
