//! The pixels of one dot.

use kurbo::Point;

use crate::scene::Style;
use crate::theme::Color;

/// A colour multiplied with its opacity: red in the lowest byte, opacity in the highest.
pub(super) type Pixel = u32;

/// A pixel with another one behind it.
#[inline(always)]
pub(super) fn under(front: Pixel, behind: Pixel) -> Pixel {
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
pub(super) struct Disc {
    /// Of its box, in pixels.
    pub(super) side: usize,
    /// How many bits tell its place within a pixel on an axis.
    pub(super) fine: usize,
    /// Bits of a row of the box, where that is one word.
    pub(super) box_row: u64,
    /// Words that a row of the box takes.
    pub(super) chunks: usize,
    /// By place, by row, by word: which pixels are not transparent.
    pub(super) rows: Vec<u64>,
    /// By place, by row, by column.
    pub(super) pixels: Vec<Pixel>,
}

impl Disc {
    /// A disc of a radius in pixels, of which `ratio` make a CSS pixel.
    pub(super) fn new(radius: f64, style: Style, ratio: f64) -> Self {
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
