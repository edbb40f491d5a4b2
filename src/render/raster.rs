//! Draws many dots as pixels: a canvas takes a microsecond for a circle, and this a hundredth of it.
//!
//! From front to back, so that a pixel that is covered is never touched again: however many dots lie over
//! each other, each pixel is painted about once.

mod disc;
mod sheet;

use std::rc::Rc;

use kurbo::Vec2;

use crate::scene::{Item, Shape};
use sheet::Sheet;

/// Pixels of a surface, row by row, as `ImageData` has them: red, green, blue and opacity, not multiplied
/// with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// All of them.
    pub pixels: Vec<[u8; 4]>,
}

/// A surface that dots are seen on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    /// How many of its pixels a CSS pixel is.
    pub ratio: f64,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
}

/// Which pixels were drawn: those of a surface, and as many around it as a map is moved in a few frames.
/// While only that happens they are drawn once, and laid elsewhere.
#[derive(Debug, Clone)]
pub struct Drawn {
    items: Vec<Item>,
    surface: Surface,
    /// How many pixels there are on each side of the surface.
    around: [usize; 2],
}

impl Drawn {
    /// At most so many pixels are drawn on each side: they take memory.
    const MOST: usize = 256;

    /// Draws the dots among some items, and says which.
    pub fn new(items: &[Item], surface: Surface) -> (Self, Raster) {
        let around = [surface.width, surface.height].map(|side| (side / 4).min(Self::MOST));
        let [left, top] = around;
        let mut sheet = Sheet::new(surface.width + 2 * left, surface.height + 2 * top);
        for item in items.iter().rev() {
            if let Shape::Dots(dots, by) = &item.shape {
                let by = Vec2::new(left as f64, top as f64) + *by * surface.ratio;
                sheet.dots(dots, by, item.style, surface.ratio);
            }
        }
        let drawn = Self {
            items: items.to_vec(),
            surface,
            around,
        };
        (drawn, sheet.finish())
    }

    /// Where the upper left pixel must lie on a surface to show some items there; none if others are to be
    /// drawn. To half a pixel: a dot that is moved by less is not told from one that is not.
    pub fn place(&self, items: &[Item], surface: Surface) -> Option<Vec2> {
        let same = self.surface == surface && self.items.len() == items.len();
        let mut pairs = self.items.iter().zip(items).filter(|_| same);
        let (first, now) = pairs.clone().next()?;
        let by = moved(first, now)?;
        if !pairs.all(|(then, now)| moved(then, now) == Some(by)) {
            return None;
        }
        let px = (by * surface.ratio).round();
        let [left, top] = self.around.map(|side| side as f64);
        let near = px.x.abs() <= left && px.y.abs() <= top;
        near.then(|| px - Vec2::new(left, top))
    }
}

/// How far an item was moved, if nothing else happened to it.
fn moved(then: &Item, now: &Item) -> Option<Vec2> {
    match (&then.shape, &now.shape) {
        (Shape::Dots(a, before), Shape::Dots(b, after))
            if Rc::ptr_eq(a, b) && then.style == now.style =>
        {
            Some(*after - *before)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Point;
    use proptest::prelude::*;

    use super::*;
    use crate::scene::{Dots, Style};
    use crate::theme::Color;

    const ORANGE: Color = Color::rgb(0xc7_4a_0c);
    const WHITE: Color = Color::rgb(0xff_ff_ff);

    fn item(radius: f64, style: Style, centres: &[(f64, f64)]) -> Item {
        let mut dots = Dots::new(radius);
        for (&(x, y), place) in centres.iter().zip(0..) {
            dots.push(Point::new(x, y), place);
        }
        Item::plain(Shape::Dots(Rc::new(dots), Vec2::ZERO), style)
    }

    /// What is seen on a surface.
    fn raster(items: &[Item], ratio: f64, width: usize, height: usize) -> Raster {
        let (drawn, all) = Drawn::new(
            items,
            Surface {
                ratio,
                width,
                height,
            },
        );
        cut(&all, drawn.around, width, height)
    }

    /// A part of the pixels, from a corner on.
    fn cut(all: &Raster, [left, top]: [usize; 2], width: usize, height: usize) -> Raster {
        let row = |y: usize| &all.pixels[(top + y) * all.width + left..][..width];
        let pixels = (0..height).flat_map(row).copied().collect();
        Raster {
            width,
            height,
            pixels,
        }
    }

    #[test]
    fn a_moved_map_shows_the_pixels_that_were_drawn_and_the_same_ones_as_if_they_were_drawn_anew() {
        let surface = Surface {
            ratio: 2.0,
            width: 60,
            height: 40,
        };
        let centres = [(3.0, 4.0), (14.0, 9.0), (33.0, 9.5), (-6.0, 19.0)];
        let items = [item(3.0, Style::fill(ORANGE), &centres)];
        let (drawn, all) = Drawn::new(&items, surface);
        let elsewhere = |by: Vec2| match &items[0].shape {
            Shape::Dots(dots, _) => [Item::plain(
                Shape::Dots(Rc::clone(dots), by),
                items[0].style,
            )],
            _ => unreachable!(),
        };
        let by = Vec2::new(5.0, -3.5);
        let place = drawn.place(&elsewhere(by), surface);
        assert_eq!(place, Some(Vec2::new(10.0 - 15.0, -7.0 - 10.0)));
        let anew = raster(&elsewhere(by), 2.0, 60, 40);
        assert_eq!(cut(&all, [5, 17], 60, 40), anew);
        // Too far, and others.
        assert_eq!(drawn.place(&elsewhere(Vec2::new(8.0, 0.0)), surface), None);
        assert_eq!(
            drawn.place(&[item(3.0, Style::fill(ORANGE), &centres)], surface),
            None
        );
        assert_eq!(
            drawn.place(
                &items,
                Surface {
                    width: 61,
                    ..surface
                }
            ),
            None
        );
    }

    /// The same drawn one after the other, each pixel looked at in 256 places: what a canvas does with
    /// circles, without its errors.
    fn drawn(items: &[Item], ratio: f64, width: usize, height: usize) -> Vec<[f64; 4]> {
        let mut pixels = vec![[0.0; 4]; width * height];
        let mut over = |color: Color, covers: &dyn Fn(Point) -> bool| {
            for (index, pixel) in pixels.iter_mut().enumerate() {
                let (x, y) = ((index % width) as f64, (index / width) as f64);
                let mut part = 0.0;
                for look in 0..256 {
                    let (dx, dy) = (f64::from(look % 16) + 0.5, f64::from(look / 16) + 0.5);
                    let at = Point::new(x + dx / 16.0, y + dy / 16.0);
                    part += f64::from(u8::from(covers(at))) / 256.0;
                }
                let alpha = part * f64::from(color.alpha()) / 255.0;
                let [r, g, b] = color.channels();
                for (to, from) in pixel.iter_mut().zip([r, g, b, 255]) {
                    *to = *to * (1.0 - alpha) + f64::from(from) * alpha;
                }
            }
        };
        for item in items {
            let Shape::Dots(dots, _) = &item.shape else {
                continue;
            };
            for (at, _) in dots.marks() {
                let (at, radius) = ((at.to_vec2() * ratio).to_point(), dots.radius() * ratio);
                if let Some(fill) = item.style.fill {
                    over(fill, &|point| point.distance(at) <= radius);
                }
                if let Some(stroke) = item.style.stroke {
                    let half = stroke.width * ratio / 2.0;
                    over(stroke.color, &|point| {
                        (point.distance(at) - radius).abs() <= half
                    });
                }
            }
        }
        pixels
    }

    /// The largest and the mean difference of a channel, as both lie on a white ground.
    fn difference(items: &[Item], ratio: f64, width: usize, height: usize) -> (f64, f64) {
        let found = raster(items, ratio, width, height);
        let expected = drawn(items, ratio, width, height);
        let (mut most, mut sum) = (0.0_f64, 0.0);
        for (found, expected) in found.pixels.iter().zip(&expected) {
            let alpha = f64::from(found[3]) / 255.0;
            for channel in 0..3 {
                let found = f64::from(found[channel]) * alpha + 255.0 * (1.0 - alpha);
                let away = (found - (expected[channel] + 255.0 - expected[3])).abs();
                most = most.max(away);
                sum += away;
            }
        }
        (most, sum / (3 * found.pixels.len()) as f64)
    }

    #[test]
    fn a_dot_of_pixels_is_a_drawn_dot_to_within_the_softness_of_its_edge() {
        let solid = Style::fill(ORANGE).with_stroke(WHITE, 0.8);
        let glass = Style::fill(WHITE.with_alpha(170)).with_stroke(ORANGE, 1.5);
        let area = Style::fill(ORANGE.with_alpha(40)).with_stroke(ORANGE, 1.0);
        let apart = [
            (8.0, 8.0),
            (18.3, 8.7),
            (8.9, 19.1),
            (24.6, 21.45),
            (29.9, 3.2),
        ];
        let near = [
            (9.0, 9.0),
            (11.2, 10.4),
            (12.9, 9.3),
            (10.1, 13.8),
            (16.5, 12.0),
        ];
        for ratio in [1.0, 1.5, 2.0] {
            for (radius, style) in [(3.0, solid), (3.0, glass), (9.5, area)] {
                for centres in [apart, near] {
                    let items = [item(radius, style, &centres)];
                    let (most, mean) = difference(&items, ratio, 48, 40);
                    assert!(most < 60.0 && mean < 4.5, "{most} {mean} {ratio} {style:?}");
                }
            }
        }
    }

    #[test]
    fn what_comes_later_lies_in_front() {
        let below = item(6.0, Style::fill(ORANGE), &[(10.0, 10.0)]);
        let above = item(3.0, Style::fill(Color::rgb(0)), &[(10.0, 10.0)]);
        let at = |items: &[Item], x: usize| raster(items, 1.0, 20, 20).pixels[10 * 20 + x];
        let both = [below, above];
        assert_eq!(at(&both, 10), [0, 0, 0, 255]);
        assert_eq!(at(&both, 5), [0xc7, 0x4a, 0x0c, 255]);
        assert_eq!(at(&both, 1), [0, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn dots_may_lie_anywhere(
            centres in proptest::collection::vec((-200.0..300.0, -200.0..300.0), 0..40),
            radius in 0.5..90.0, ratio in 0.5..3.0,
        ) {
            let style = Style::fill(ORANGE.with_alpha(120)).with_stroke(WHITE, 1.0);
            let items = [item(radius, style, &centres)];
            let found = raster(&items, ratio, 70, 33);
            // A pixel is painted where a dot is, and nowhere else.
            for (index, pixel) in found.pixels.iter().enumerate() {
                let at = Point::new((index % 70) as f64 + 0.5, (index / 70) as f64 + 0.5);
                let nearest = centres.iter().map(|&(x, y)| at.distance(Point::new(x * ratio, y * ratio)));
                let away = nearest.fold(f64::MAX, f64::min) - radius * ratio;
                prop_assert!(pixel[3] == 0 || away < 0.5 * ratio + 1.5, "{away}");
                prop_assert!(pixel[3] > 0 || away > -1.5, "{away}");
            }
        }
    }

    #[test]
    fn centres_that_are_no_numbers_are_not_drawn() {
        let far = [(f64::NAN, 3.0), (f64::INFINITY, 3.0), (3.0, -1e30)];
        let items = [item(3.0, Style::fill(ORANGE), &far)];
        assert!(
            raster(&items, 1.0, 9, 9)
                .pixels
                .iter()
                .all(|pixel| pixel[3] == 0)
        );
    }
}
