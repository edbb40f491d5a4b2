//! Draws many dots as pixels: a canvas takes a microsecond for a circle, and this a hundredth of it.
//!
//! From front to back, so that a pixel that is covered is never touched again: however many dots lie over
//! each other, each pixel is painted about once.

use std::rc::Rc;

use kurbo::{Point, Vec2};

use crate::scene::{Dots, Item, Shape, Style};
use crate::theme::Color;

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

/// A colour multiplied with its opacity: red in the lowest byte, opacity in the highest.
type Pixel = u32;

/// What was painted so far, which lies in front of what comes.
struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    /// A bit for each pixel, in words of a row and one more: whether it is covered.
    full: Vec<u64>,
    words: usize,
}

impl Sheet {
    fn new(width: usize, height: usize) -> Self {
        let words = width / 64 + 2;
        Self {
            width,
            height,
            pixels: vec![0; width * height],
            full: vec![0; words * height],
            words,
        }
    }

    fn dots(&mut self, dots: &Dots, by: Vec2, style: Style, ratio: f64) {
        let disc = Disc::new(dots.radius() * ratio, style, ratio);
        let half = disc.side as f32 / 2.0;
        let (steps, ratio) = ((1 << disc.fine) as f32, ratio as f32);
        let most = [self.width, self.height].map(|side| (side + disc.side) as f32);
        let [left, top] = [by.x, by.y].map(|by| by as f32 - half + disc.side as f32);
        // By the upper left corner of a box, whether all of the box is covered.
        let mut hidden = vec![false; self.width * self.height];
        for &[x, y] in dots.centres().iter().rev() {
            // The upper left corner of the disc's box, counted from one box outside the surface, so that it is
            // above 0 where any of the box can be seen.
            let (x, y) = (x * ratio + left, y * ratio + top);
            if !(x > 0.0 && y > 0.0 && x < most[0] && y < most[1]) {
                continue;
            }
            let (x, y) = ((x * steps + 0.5) as usize, (y * steps + 0.5) as usize);
            let part = (1 << disc.fine) - 1;
            let stamp = ((y & part) << disc.fine) | (x & part);
            let x = (x >> disc.fine).wrapping_sub(disc.side);
            let y = (y >> disc.fine).wrapping_sub(disc.side);
            let inside = |at: usize, room: usize| at < room && at + disc.side <= room;
            if inside(x, self.width) && inside(y, self.height) {
                if let Some(hidden) = hidden.get_mut(y * self.width + x)
                    && !*hidden
                {
                    *hidden = self.stamp(&disc, stamp, x, y);
                }
            } else {
                self.stamp_clipped(&disc, stamp, x, y);
            }
        }
    }

    /// Paints a disc all of which lies on the surface; whether nothing of its box can be seen any more.
    #[inline(always)]
    fn stamp(&mut self, disc: &Disc, stamp: usize, x: usize, y: usize) -> bool {
        let mut hidden = true;
        let (mut word, mut line) = (y * self.words + x / 64, y * self.width + x);
        let mut row = stamp * disc.side * disc.chunks;
        let mut from = stamp * disc.side * disc.side;
        let shift = x % 64;
        for _ in 0..disc.side {
            for chunk in 0..disc.chunks {
                let word = word + chunk;
                let [low, high] = [self.full[word], self.full[word + 1]];
                let full = low >> shift | high << 1 << (63 - shift);
                hidden &= disc.box_row & !full == 0 || disc.chunks > 1;
                let todo = disc.rows[row + chunk] & !full;
                if todo == 0 {
                    continue;
                }
                let covered =
                    self.paint(todo, line + 64 * chunk, &disc.pixels[from + 64 * chunk..]);
                self.full[word] |= covered << shift;
                self.full[word + 1] |= covered >> 1 >> (63 - shift);
            }
            word += self.words;
            line += self.width;
            row += disc.chunks;
            from += disc.side;
        }
        hidden && disc.chunks == 1
    }

    /// Paints the pixels that have a bit, from a place on; which of them are covered now.
    #[inline(always)]
    fn paint(&mut self, mut todo: u64, at: usize, from: &[Pixel]) -> u64 {
        let to = &mut self.pixels[at..];
        let mut covered = 0;
        while todo != 0 {
            let bit = todo.trailing_zeros() as usize;
            todo &= todo - 1;
            let (Some(to), Some(&from)) = (to.get_mut(bit), from.get(bit)) else {
                break;
            };
            *to = under(*to, from);
            covered |= u64::from(*to >= COVERED) << bit;
        }
        covered
    }

    /// Paints what of a disc lies on the surface.
    fn stamp_clipped(&mut self, disc: &Disc, stamp: usize, x: usize, y: usize) {
        for row in 0..disc.side {
            for column in 0..disc.side {
                let (x, y) = (x.wrapping_add(column), y.wrapping_add(row));
                if x < self.width && y < self.height {
                    let from = disc.pixels[(stamp * disc.side + row) * disc.side + column];
                    let to = &mut self.pixels[y * self.width + x];
                    *to = under(*to, from);
                }
            }
        }
    }

    fn finish(self) -> Raster {
        let plain = |pixel: Pixel| {
            let [r, g, b, alpha] = pixel.to_le_bytes();
            match alpha {
                0 | 255 => [r, g, b, alpha],
                _ => {
                    let of = |part: u8| {
                        let all = u32::from(alpha);
                        ((u32::from(part) * 255 + all / 2) / all).min(255) as u8
                    };
                    [of(r), of(g), of(b), alpha]
                }
            }
        };
        Raster {
            width: self.width,
            height: self.height,
            pixels: self.pixels.into_iter().map(plain).collect(),
        }
    }
}

/// From here on, nothing is seen of what lies behind.
const COVERED: Pixel = 0xfe << 24;

/// A pixel with another one behind it.
#[inline(always)]
fn under(front: Pixel, behind: Pixel) -> Pixel {
    if front == 0 {
        return behind;
    }
    // Two channels at once; x / 255 is (x + 128 + (x + 128) / 256) / 256.
    const EVEN: u32 = 0x00ff_00ff;
    let left = 255 - (front >> 24);
    let part = |two: u32| {
        let scaled = two * left + 0x0080_0080;
        (scaled + (scaled >> 8 & EVEN)) >> 8 & EVEN
    };
    front + (part(behind & EVEN) | part(behind >> 8 & EVEN) << 8)
}

/// The pixels of a disc, once for each place that its middle can have within a pixel.
struct Disc {
    /// Of its box, in pixels.
    side: usize,
    /// How many bits tell its place within a pixel on an axis.
    fine: usize,
    /// Bits of a row of the box, where that is one word.
    box_row: u64,
    /// Words that a row of the box takes.
    chunks: usize,
    /// By place, by row, by word: which pixels are not transparent.
    rows: Vec<u64>,
    /// By place, by row, by column.
    pixels: Vec<Pixel>,
}

impl Disc {
    /// A disc of a radius in pixels, of which `ratio` make a CSS pixel.
    fn new(radius: f64, style: Style, ratio: f64) -> Self {
        let line = style.stroke.map_or(0.0, |stroke| stroke.width * ratio);
        let reach = radius + line / 2.0;
        // A place within a pixel more, and what is half a pixel outside is touched.
        let side = (2.0 * reach).ceil() as usize + 2;
        // The larger it is, the less does its place within a pixel show.
        let fine = match side {
            0..=24 => 3,
            25..=40 => 2,
            41..=80 => 1,
            _ => 0,
        };
        let chunks = side.div_ceil(64);
        let mut disc = Self {
            side,
            fine,
            box_row: u64::MAX >> (64 - side.min(64)),
            chunks,
            rows: Vec::new(),
            pixels: Vec::new(),
        };
        let steps = 1 << fine;
        for place in 0..steps * steps {
            let within = |step: usize| side as f64 / 2.0 + step as f64 / steps as f64;
            let middle = Point::new(within(place % steps), within(place / steps));
            disc.draw(middle, radius, line, style);
        }
        disc
    }

    fn draw(&mut self, middle: Point, radius: f64, line: f64, style: Style) {
        for y in 0..self.side {
            let begin = self.pixels.len();
            for x in 0..self.side {
                let away = middle.distance(Point::new(x as f64 + 0.5, y as f64 + 0.5));
                // How much of a pixel lies within a radius, as if the edge were straight.
                let within = |radius: f64| match radius + 0.5 - away {
                    outside if outside < 0.0 => 0.0,
                    inside => inside.min(1.0),
                };
                let fill = style.fill.map(|color| (color, within(radius)));
                let stroke = style.stroke.map(|stroke| {
                    let ring = within(radius + line / 2.0) - within(radius - line / 2.0);
                    (stroke.color, ring)
                });
                let both = stroke.into_iter().chain(fill);
                let pixel = both.fold(0, |front, (color, part)| under(front, part_of(color, part)));
                self.pixels.push(pixel);
            }
            for chunk in self.pixels[begin..].chunks(64) {
                let bits = chunk.iter().zip(0..);
                self.rows
                    .push(bits.fold(0, |row, (&pixel, bit)| row | u64::from(pixel != 0) << bit));
            }
        }
    }
}

/// A part of a pixel in a colour.
fn part_of(color: Color, part: f64) -> Pixel {
    let alpha = f64::from(color.alpha()) * part;
    let [r, g, b] = color.channels();
    let of = |channel: u8| (f64::from(channel) * alpha / 255.0 + 0.5) as u8;
    u32::from_le_bytes([of(r), of(g), of(b), (alpha + 0.5) as u8])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
