//! Dots on a surface, from front to back.

use kurbo::Vec2;

use super::Raster;
use super::disc::{Disc, Looks, Pixel, under};
use crate::scene::{Dots, Style};

/// What was painted so far, which lies in front of what comes.
pub(super) struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    /// A bit for each pixel, in words of a row and one more: whether it is covered.
    full: Vec<u64>,
    words: usize,
}

impl Sheet {
    pub(super) fn new(width: usize, height: usize) -> Self {
        let words = width / 64 + 2;
        Self {
            width,
            height,
            pixels: vec![0; width * height],
            full: vec![0; words * height],
            words,
        }
    }

    pub(super) fn dots(&mut self, dots: &Dots, by: Vec2, style: Style, ratio: f64) {
        let looks = Looks::new(dots.radius(), style, ratio);
        match Disc::new(&looks) {
            Some(disc) => self.small(&disc, dots, by, ratio),
            None => {
                for &[x, y] in dots.centres().iter().rev() {
                    self.large(
                        &looks,
                        f64::from(x) * ratio + by.x,
                        f64::from(y) * ratio + by.y,
                    );
                }
            }
        }
    }

    /// Paints a disc of any size.
    fn large(&mut self, looks: &Looks, x: f64, y: f64) {
        let reach = looks.reach();
        let part = |from: f64, to: f64, most: usize| {
            (from as usize).min(most)..(to.ceil() as usize).min(most)
        };
        for row in part(y - reach, y + reach, self.height) {
            let dy = row as f64 + 0.5 - y;
            let half = (reach * reach - dy * dy).max(0.0).sqrt();
            let mut columns = part(x - half, x + half, self.width);
            while let Some(column) = columns.next() {
                let word = row * self.words + column / 64;
                if self.full[word] == u64::MAX {
                    columns.start = (column / 64 + 1) * 64;
                    continue;
                }
                let to = &mut self.pixels[row * self.width + column];
                if *to < COVERED {
                    let dx = column as f64 + 0.5 - x;
                    *to = under(*to, looks.pixel((dx * dx + dy * dy).sqrt()));
                    self.full[word] |= u64::from(*to >= COVERED) << (column % 64);
                }
            }
        }
    }

    /// Paints small discs, whose pixels are known.
    fn small(&mut self, disc: &Disc, dots: &Dots, by: Vec2, ratio: f64) {
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
                    *hidden = self.stamp(disc, stamp, x, y);
                }
            } else {
                self.stamp_clipped(disc, stamp, x, y);
            }
        }
    }

    /// Paints a disc all of which lies on the surface; whether nothing of its box can be seen any more.
    #[inline(always)]
    fn stamp(&mut self, disc: &Disc, stamp: usize, x: usize, y: usize) -> bool {
        let mut hidden = true;
        let (mut word, mut line) = (y * self.words + x / 64, y * self.width + x);
        let rows = &disc.rows[stamp * disc.side..][..disc.side];
        let mut from = stamp * disc.side * disc.side;
        let shift = x % 64;
        for &row in rows {
            let [low, high] = [self.full[word], self.full[word + 1]];
            let full = low >> shift | high << 1 << (63 - shift);
            hidden &= disc.box_row & !full == 0;
            let todo = row & !full;
            if todo != 0 {
                let covered = self.paint(todo, line, &disc.pixels[from..]);
                self.full[word] |= covered << shift;
                self.full[word + 1] |= covered >> 1 >> (63 - shift);
            }
            word += self.words;
            line += self.width;
            from += disc.side;
        }
        hidden
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

    pub(super) fn finish(self) -> Raster {
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
