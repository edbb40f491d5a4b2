//! [`Dots`]: many circles that look alike, as one shape.

use std::cell::OnceCell;
use std::rc::Rc;

use kurbo::{Point, Rect};

use super::{Item, MarkKey, Shape, Style};

/// Circles of one radius, each a mark of its own: what a hundred thousand items would be, at a hundredth of
/// what they would cost. The later one lies over the earlier one.
#[derive(Debug, Clone, Default)]
pub struct Dots {
    radius: f64,
    centres: Vec<[f32; 2]>,
    /// By dot, the place that it stands for.
    places: Vec<u32>,
    /// Of the dots that have words, ascending: which, and the words.
    told: Vec<(u32, Rc<str>)>,
    /// Made when something is looked for.
    grid: OnceCell<Grid>,
}

impl PartialEq for Dots {
    fn eq(&self, other: &Self) -> bool {
        self.radius == other.radius
            && self.centres == other.centres
            && self.places == other.places
            && self.told == other.told
    }
}

impl Dots {
    /// No dots yet, of a radius in CSS pixels.
    pub fn new(radius: f64) -> Self {
        Self {
            radius,
            ..Self::default()
        }
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        self.centres.reserve_exact(more);
        self.places.reserve_exact(more);
    }

    /// Adds a dot for a place; `at` is its middle.
    pub fn push(&mut self, at: Point, place: u32) {
        self.centres.push([at.x as f32, at.y as f32]);
        self.places.push(place);
    }

    /// Gives words to the last dot. Those of a place that follow it belong to it.
    pub fn tell(&mut self, words: Rc<str>) {
        if let Some(last) = self.len().checked_sub(1) {
            self.told.push((last as u32, words));
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.centres.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.centres.is_empty()
    }

    /// Their radius, in CSS pixels.
    pub fn radius(&self) -> f64 {
        self.radius
    }

    /// Their middles, from back to front.
    pub fn centres(&self) -> &[[f32; 2]] {
        &self.centres
    }

    /// Each one's middle and mark, from back to front.
    pub fn marks(&self) -> impl Iterator<Item = (Point, MarkKey)> {
        let both = self.centres.iter().zip(&self.places);
        both.map(|(&at, &place)| (point(at), MarkKey::Place(place)))
    }

    /// The same as an item each.
    pub fn items(&self, style: Style) -> impl Iterator<Item = Item> {
        let mut told = self.told.iter().peekable();
        self.marks().zip(0_u32..).map(move |((at, key), dot)| {
            let words = told.next_if(|(of, _)| *of == dot);
            Item {
                words: words.map(|(_, words)| Rc::clone(words)),
                ..Item::mark(Shape::Circle(at, self.radius), style, key)
            }
        })
    }

    /// The marks that have words, with the box around all dots of the mark that follow each other.
    pub fn told(&self) -> impl Iterator<Item = (MarkKey, &str, Rect)> {
        self.told.iter().filter_map(|(first, words)| {
            let first = *first as usize;
            let place = *self.places.get(first)?;
            let same = self.places[first..].iter().take_while(|&&of| of == place);
            let mut bounds = self.bounds(first);
            for dot in first..first + same.count() {
                bounds = bounds.union(self.bounds(dot));
            }
            Some((MarkKey::Place(place), &**words, bounds))
        })
    }

    /// The box around a dot.
    fn bounds(&self, dot: usize) -> Rect {
        let at = point(self.centres[dot]);
        Rect::new(
            at.x - self.radius,
            at.y - self.radius,
            at.x + self.radius,
            at.y + self.radius,
        )
    }

    /// The dot whose box is nearest to a point, how far it is and its mark; none further than `reach`. Of
    /// several that are equally near, the one in front.
    pub fn nearest(&self, to: Point, reach: f64) -> Option<(f64, MarkKey)> {
        let mut best: Option<(f64, u32)> = None;
        self.around(to, reach + self.radius, &mut |dot, dx, dy| {
            let beside = |away: f64| (away - self.radius).max(0.0);
            let (dx, dy) = (beside(dx), beside(dy));
            let away = (dx * dx + dy * dy).sqrt();
            let nearer =
                best.is_none_or(|(least, front)| away < least || away == least && dot > front);
            if away <= reach && nearer {
                best = Some((away, dot));
            }
        });
        best.map(|(away, dot)| (away, MarkKey::Place(self.places[dot as usize])))
    }

    /// The mark of the front-most dot that a point lies in.
    pub fn at(&self, point: Point) -> Option<MarkKey> {
        let mut front = None;
        self.around(point, self.radius, &mut |dot, dx, dy| {
            if dx * dx + dy * dy <= self.radius * self.radius {
                front = front.max(Some(dot));
            }
        });
        front.map(|dot| MarkKey::Place(self.places[dot as usize]))
    }

    /// Calls `meet` with every dot whose middle may lie less than `reach` away on both axes, and how far it
    /// does.
    fn around(&self, at: Point, reach: f64, meet: &mut dyn FnMut(u32, f64, f64)) {
        let grid = self.grid.get_or_init(|| Grid::new(&self.centres));
        let (columns, rows) = (
            grid.columns(at.x - reach, at.x + reach),
            grid.rows(at.y - reach, at.y + reach),
        );
        for row in rows {
            for column in columns.clone() {
                for &dot in grid.cell(column, row) {
                    let from = point(self.centres[dot as usize]);
                    meet(dot, (from.x - at.x).abs(), (from.y - at.y).abs());
                }
            }
        }
    }
}

fn point([x, y]: [f32; 2]) -> Point {
    Point::new(x.into(), y.into())
}

/// Which dots lie in which square of a grid.
#[derive(Debug, Clone)]
struct Grid {
    origin: [f32; 2],
    /// Side of a square, in CSS pixels.
    side: f32,
    across: usize,
    down: usize,
    /// By square, where its dots end in `dots`; those of the one before end there.
    ends: Vec<u32>,
    dots: Vec<u32>,
}

impl Grid {
    /// A square holds about so much of a screen as a finger reaches.
    const SIDE: f32 = 16.0;
    /// And the grid has at most so many squares on a side, however far away dots lie.
    const MOST: f32 = 512.0;

    fn new(centres: &[[f32; 2]]) -> Self {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for at in centres {
            for axis in 0..2 {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        let span = [0, 1].map(|axis| (high[axis] - low[axis]).max(0.0));
        let side = Self::SIDE.max(span[0].max(span[1]) / Self::MOST);
        let count = |span: f32| (span / side) as usize + 1;
        let (across, down) = (count(span[0]), count(span[1]));
        let mut grid = Self {
            origin: low,
            side,
            across,
            down,
            ends: vec![0; across * down + 1],
            dots: vec![0; centres.len()],
        };
        // A counting sort: how many in each square, where each begins, and then each dot to its place.
        for &at in centres {
            let square = grid.square(at);
            grid.ends[square + 1] += 1;
        }
        for square in 1..grid.ends.len() {
            grid.ends[square] += grid.ends[square - 1];
        }
        let mut next = grid.ends.clone();
        for (&at, dot) in centres.iter().zip(0..) {
            let place = &mut next[grid.square(at)];
            grid.dots[*place as usize] = dot;
            *place += 1;
        }
        grid
    }

    fn square(&self, [x, y]: [f32; 2]) -> usize {
        let part = |away: f32, most: usize| ((away / self.side) as usize).min(most - 1);
        part(y - self.origin[1], self.down) * self.across + part(x - self.origin[0], self.across)
    }

    fn columns(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        self.part(from, to, self.origin[0], self.across)
    }

    fn rows(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        self.part(from, to, self.origin[1], self.down)
    }

    fn part(&self, from: f64, to: f64, origin: f32, most: usize) -> std::ops::Range<usize> {
        let at = |px: f64| (px - f64::from(origin)) / f64::from(self.side);
        // What lies before the grid is 0, as casts go to the nearest number that there is.
        let end = if at(to) < 0.0 { 0 } else { at(to) as usize + 1 };
        (at(from) as usize).min(most)..end.min(most)
    }

    fn cell(&self, column: usize, row: usize) -> &[u32] {
        let square = row * self.across + column;
        let (from, to) = (self.ends[square], self.ends[square + 1]);
        &self.dots[from as usize..to as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dots(radius: f64, centres: &[(f64, f64)]) -> Dots {
        let mut dots = Dots::new(radius);
        for (&(x, y), place) in centres.iter().zip(0..) {
            dots.push(Point::new(x, y), place);
        }
        dots
    }

    proptest! {
        #[test]
        fn the_grid_finds_what_looking_at_every_dot_finds(
            centres in proptest::collection::vec((-500..2_000_i32, -300..900_i32), 0..300),
            x in -700..2_200_i32, y in -400..1_000_i32, radius in 1..40_i32, reach in 0..60_i32,
        ) {
            let centres: Vec<(f64, f64)> = centres.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let (to, radius, reach) = (Point::new(x.into(), y.into()), f64::from(radius), f64::from(reach));
            let dots = dots(radius, &centres);
            let mut best: Option<(f64, u32)> = None;
            let mut inside = None;
            for (&(x, y), place) in centres.iter().zip(0..) {
                let beside = |away: f64| (away.abs() - radius).max(0.0);
                let away = beside(x - to.x).hypot(beside(y - to.y));
                if away <= reach && best.is_none_or(|(least, _)| away <= least) {
                    best = Some((away, place));
                }
                if (x - to.x).hypot(y - to.y) <= radius {
                    inside = Some(MarkKey::Place(place));
                }
            }
            let found = dots.nearest(to, reach);
            prop_assert_eq!(found.map(|(_, key)| key), best.map(|(_, place)| MarkKey::Place(place)));
            prop_assert_eq!(dots.at(to), inside);
        }
    }

    #[test]
    fn words_stand_for_all_dots_of_a_place_that_follow() {
        let mut dots = Dots::new(2.0);
        dots.push(Point::new(0.0, 0.0), 4);
        dots.push(Point::new(10.0, 0.0), 7);
        dots.tell("seven".into());
        dots.push(Point::new(14.0, 0.0), 7);
        dots.push(Point::new(90.0, 0.0), 9);
        let told: Vec<_> = dots.told().collect();
        let around = Rect::new(8.0, -2.0, 16.0, 2.0);
        assert_eq!(told, [(MarkKey::Place(7), "seven", around)]);
    }
}
