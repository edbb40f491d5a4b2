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

/// How a disc looks, in pixels.
pub(super) struct Looks {
    radius: f64,
    /// Width of the line around it.
    line: f64,
    style: Style,
    /// The pixels of its middle.
    inside: Pixel,
}

impl Looks {
    /// Of a radius in CSS pixels, each of which is `ratio` pixels.
    pub(super) fn new(radius: f64, style: Style, ratio: f64) -> Self {
        let line = style.stroke.map_or(0.0, |stroke| stroke.width);
        Self {
            radius: radius * ratio,
            line: line * ratio,
            style,
            inside: style.fill.map_or(0, |color| part_of(color, 1.0)),
        }
    }

    /// How far from its middle a pixel's middle may lie that it touches.
    pub(super) fn reach(&self) -> f64 {
        self.radius + self.line / 2.0 + 0.5
    }

    /// A pixel that lies so far from the middle.
    pub(super) fn pixel(&self, away: f64) -> Pixel {
        if away <= self.radius - self.line / 2.0 - 0.5 {
            return self.inside;
        }
        // How much of a pixel lies within a radius, as if the edge were straight.
        let within = |radius: f64| match radius + 0.5 - away {
            outside if outside < 0.0 => 0.0,
            inside => inside.min(1.0),
        };
        let (inner, outer) = (self.radius - self.line / 2.0, self.radius + self.line / 2.0);
        let fill = self.style.fill.map(|color| (color, within(self.radius)));
        let stroke = self
            .style
            .stroke
            .map(|stroke| (stroke.color, within(outer) - within(inner)));
        let both = stroke.into_iter().chain(fill);
        both.fold(0, |front, (color, part)| under(front, part_of(color, part)))
    }
}

/// The pixels of a small disc, once for each place that its middle can have within a pixel.
pub(super) struct Disc {
    /// Of its box, in pixels; at most [`Disc::LARGEST`].
    pub(super) side: usize,
    /// How many bits tell its place within a pixel on an axis.
    pub(super) fine: usize,
    /// Bits of a row of the box.
    pub(super) box_row: u64,
    /// By place, by row: which pixels are not transparent.
    pub(super) rows: Vec<u64>,
    /// By place, by row, by column.
    pub(super) pixels: Vec<Pixel>,
}

impl Disc {
    /// A row is one word.
    const LARGEST: usize = 64;

    /// None if it is not small.
    pub(super) fn new(looks: &Looks) -> Option<Self> {
        // A place within a pixel more than it touches.
        let side = (2.0 * looks.reach()).ceil() as usize + 1;
        if side > Self::LARGEST {
            return None;
        }
        // The larger it is, the less does its place within a pixel show.
        let fine = match side {
            0..=24 => 3,
            25..=40 => 2,
            _ => 1,
        };
        let mut disc = Self {
            side,
            fine,
            box_row: u64::MAX >> (Self::LARGEST - side),
            rows: Vec::new(),
            pixels: Vec::new(),
        };
        let steps = 1 << fine;
        for place in 0..steps * steps {
            let within = |step: usize| side as f64 / 2.0 + step as f64 / steps as f64;
            disc.draw(
                Point::new(within(place % steps), within(place / steps)),
                looks,
            );
        }
        Some(disc)
    }

    fn draw(&mut self, middle: Point, looks: &Looks) {
        for y in 0..self.side {
            let mut row = 0;
            for x in 0..self.side {
                let at = Point::new(x as f64 + 0.5, y as f64 + 0.5);
                let pixel = looks.pixel(middle.distance(at));
                row |= u64::from(pixel != 0) << x;
                self.pixels.push(pixel);
            }
            self.rows.push(row);
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
