//! Proportional symbols: a circle for each country whose area is its number.

use kurbo::{Point, Vec2};

use super::{ChoroplethData, InsetShapes, MapLayout, Standing};
use crate::locale::Locale;
use crate::scene::{Align, Item, MarkKey, Pattern, Shape, Style, Swatch, Text};
use crate::sort::sort_few;
use crate::text::{TextMeasure, Weight};
use crate::theme::Theme;

/// Circles at one size.
pub struct Symbols<'a> {
    /// The numbers.
    pub data: &'a ChoroplethData,
    /// The map at this size.
    pub layout: &'a MapLayout,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Words and formats.
    pub locale: Locale<'a>,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
}

/// The largest circle's radius is this part of the figure's shorter side, and within these limits, in CSS
/// pixels.
const LARGEST: f64 = 0.06;
const LARGEST_LIMITS: (f64, f64) = (14.0, 40.0);
/// A smaller circle can't be seen: only here a circle is larger than its number.
const LEAST: f64 = 1.5;
/// The legend's largest circle has at most this part of the shorter side as its radius, and at most this many
/// CSS pixels.
const WIDEST: f64 = 0.09;
const WIDEST_LIMIT: f64 = 56.0;
/// A legend whose smallest number has a larger part of the shorter side as its radius is none.
const FILLING: f64 = 0.15;
/// How opaque a circle is: circles behind it show through, and it is told from the ground (WCAG 2.2, 1.4.11).
const CIRCLE: u8 = 200;
/// Space around the legend, and its text, in CSS pixels.
const MARGIN: f64 = 10.0;
const TEXT: f64 = 11.0;

impl Symbols<'_> {
    /// The radius of a number's circle, in CSS pixels. The largest stands for the most that any country has
    /// when nothing is filtered, so that circles keep their size when a reader filters or zooms.
    fn radius(&self, n: u64) -> f64 {
        let side = self.layout.size.width.min(self.layout.size.height);
        let largest = (side * LARGEST).max(LARGEST_LIMITS.0).min(LARGEST_LIMITS.1);
        let part = n as f64 / self.data.most as f64;
        (largest * part.sqrt()).max(LEAST)
    }

    /// The marks, the largest behind, and the legend over them in a corner.
    pub fn items(&self) -> Vec<Item> {
        let mut circles: Vec<(u64, [u8; 2], Point)> = Vec::new();
        for &(code, standing) in &self.data.standing {
            if let (Standing::Reported(n), Some(unit)) = (standing, self.layout.unit(code)) {
                circles.push((n, code, unit.label));
            }
        }
        sort_few(&mut circles, |a, b| a.0 > b.0);
        let mut items = Vec::new();
        for (n, code, at) in circles {
            let radius = self.radius(n);
            if self.layout.sees(at, radius) {
                let shape = Shape::Circle(at, radius);
                items.push(Item::mark(shape, self.style(), MarkKey::Country(code)));
            }
        }
        let radius = |n| self.radius(n);
        let most = self.data.most;
        let side = self.layout.size.min_side();
        let legend = nested_circles(&radius, most, side, self.theme, self.locale, self.measure);
        items.extend(legend);
        items
    }

    /// The marks of what is in a box under the map only.
    pub fn in_insets(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for (code, at) in self.layout.insets.iter().flat_map(InsetShapes::middles) {
            let known = self.data.standing.iter().find(|(known, _)| *known == code);
            if let (Some(&(_, Standing::Reported(n))), None) = (known, self.layout.unit(code)) {
                let shape = Shape::Circle(at, self.radius(n));
                items.push(Item::mark(shape, self.style(), MarkKey::Country(code)));
            }
        }
        items
    }

    fn style(&self) -> Style {
        let accent = self.theme.over;
        Style::fill(accent.with_alpha(CIRCLE)).with_stroke(self.theme.ground, 1.0)
    }

    /// What a circle says, as a line of the legend.
    pub fn swatch(&self) -> Swatch {
        Swatch {
            label: self.locale.messages.circles().to_owned(),
            style: self.style(),
            pattern: Pattern::Round,
        }
    }
}

/// A legend in a corner: circles of round numbers up to `most` in each other, each with its number beside its
/// top; nothing where the circle of 1 would fill the figure. `radius` is that of a number, `side` the shorter one of the figure's, in CSS pixels.
pub fn nested_circles(
    radius: &dyn Fn(u64) -> f64,
    most: u64,
    side: f64,
    theme: &Theme,
    locale: Locale<'_>,
    measure: &dyn TextMeasure,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut round = most_round(most);
    // Of a map that was made larger, the circles are larger too.
    let widest = (side * WIDEST).max(LARGEST_LIMITS.0).min(WIDEST_LIMIT);
    while round > 1 && radius(round) > widest {
        round = most_round(round - 1);
    }
    if radius(round) > side * FILLING {
        // Come so near, even the circle of 1 is no legend any more.
        return items;
    }
    let mut numbers = vec![round, most_round(round / 4), most_round(round / 20)];
    numbers.retain(|&n| n > 0);
    numbers.dedup();
    let largest = radius(round);
    let bottom = Point::new(MARGIN + largest, MARGIN + TEXT / 2.0 + 2.0 * largest);
    let labels: Vec<String> = numbers.iter().map(|&n| locale.formats.number(n)).collect();
    let widest = labels.iter().fold(0.0, |most: f64, label| {
        most.max(measure.width(label, TEXT, Weight::Regular))
    });
    let text_x = bottom.x + largest + 8.0;
    let ground = kurbo::Rect::new(
        MARGIN - 4.0,
        MARGIN - 4.0,
        text_x + widest + 4.0,
        bottom.y + 5.0,
    );
    let style = Style::fill(theme.ground.with_alpha(200));
    Item::push(&mut items, Shape::Rect(ground), style);
    let line = Style::default().with_stroke(theme.ink, 1.0);
    let mut above = f64::NEG_INFINITY;
    for (&n, text) in numbers.iter().zip(labels) {
        let radius = radius(n);
        let center = bottom - Vec2::new(0.0, radius);
        Item::push(&mut items, Shape::Circle(center, radius), line);
        let top = center.y - radius;
        let y = top.max(above + TEXT + 1.0);
        above = y;
        let text = Text {
            at: Point::new(text_x, y + 4.0),
            align: Align::Left,
            text,
            size: TEXT,
            weight: Weight::Regular,
        };
        Item::push(&mut items, Shape::Text(text), Style::fill(theme.ink));
    }
    items
}

/// The largest of 1, 2, 5, 10, 20, 50 … that is at most `n`; 0 for 0.
fn most_round(n: u64) -> u64 {
    let mut power: u64 = 1;
    while power <= n / 10 {
        power *= 10;
    }
    let round = [5, 2, 1].map(|digit| power.checked_mul(digit));
    let fits = round.into_iter().flatten().find(|&round| round <= n);
    fits.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_told_from_the_ground_and_from_a_country_without_one() {
        for theme in [crate::theme::LIGHT, crate::theme::DARK] {
            for below in [theme.ground, theme.none] {
                let seen = below.mix(theme.over, f64::from(CIRCLE) / 255.0);
                assert!(
                    seen.contrast(below) >= 3.0,
                    "{} on {}",
                    seen.css(),
                    below.css()
                );
            }
        }
    }

    #[test]
    fn a_legend_that_would_fill_the_figure_is_left_out() {
        let locale = Locale {
            messages: &crate::locale::EN,
            formats: &crate::locale::NativeFormats,
        };
        let legend = |unit: f64| {
            let radius = |n: u64| unit * (n as f64).sqrt();
            let measure = &crate::text::TableMeasure;
            nested_circles(&radius, 60, 400.0, &crate::theme::LIGHT, locale, measure)
        };
        assert!(legend(5.0).len() > 4 && legend(50.0).len() > 2);
        assert!(legend(200.0).is_empty());
    }

    #[test]
    fn round_numbers_are_the_largest_that_fit() {
        let round = [0, 1, 3, 7, 10, 49, 50, 99, 100, 8_999].map(most_round);
        assert_eq!(round, [0, 1, 2, 5, 10, 20, 50, 50, 100, 5_000]);
        assert_eq!(most_round(u64::MAX), 10_000_000_000_000_000_000);
    }
}
