//! Where days lie: in columns of weeks, and in as many bands of them as a width asks for.

use kurbo::{Point, Rect};

use crate::calendar::{Day, civil, day_of, weekday};
use crate::scale::time::Unit;
use crate::scene::Lines;

/// How a language writes a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its first day: 0 is Monday.
    pub first: i32,
    /// The short names of its days, from Monday.
    pub names: Vec<String>,
}

/// Height of what stands above a band of weeks, in CSS pixels: years and months.
pub(super) const HEAD: f64 = 32.0;
/// Height of the numbers below a band, and of the space between two.
const FOOT: f64 = 17.0;
const BETWEEN: f64 = 12.0;
/// Least and greatest side of a day. On a phone a day can't be as large as a finger: whoever points beside one is
/// heard all the same.
const LEAST: f64 = 10.0;
const MOST: f64 = 24.0;

/// Weeks beside each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    /// Its first day, and the day after its last.
    pub(super) from: Day,
    pub(super) until: Day,
    /// The first day of its first week, which may lie before it.
    week: Day,
    /// Where it begins, from the top.
    pub(super) y: f64,
}

impl Band {
    fn new(from: Day, until: Day, first: i32) -> Self {
        Self {
            from,
            until,
            week: week_of(from, first),
            y: 0.0,
        }
    }

    fn weeks(&self) -> i32 {
        (self.until - 1 - self.week).div_euclid(7) + 1
    }

    /// The first days of its months; of the first month its own first day.
    pub(super) fn months(&self) -> impl Iterator<Item = Day> {
        let (from, until) = (self.from, self.until);
        let next = |day: &Day| Some(Unit::Month.step(Unit::Month.floor(*day), 1));
        std::iter::successors(Some(from), next).take_while(move |day| *day < until)
    }
}

/// The first day of the week that a day lies in.
fn week_of(day: Day, first: i32) -> Day {
    day - (weekday(day) - first).rem_euclid(7)
}

/// All bands at a width.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) bands: Vec<Band>,
    /// Where the first week begins, from the left.
    pub(super) left: f64,
    /// The side of a day, with the gap to the next.
    pub(super) side: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Whether numbers stand below.
    counts: bool,
}

impl Layout {
    /// Days from one to before another, in as few bands as fit.
    pub(super) fn new(
        from: Day,
        until: Day,
        width: f64,
        first: i32,
        left: f64,
        counts: bool,
    ) -> Self {
        let until = until.max(from + 1);
        let room = (width - left - 1.0).max(LEAST);
        let fits = |bands: &Vec<Band>| room / most_weeks(bands) >= LEAST;
        let all = (1..).map(|parts| cut(from, until, first, parts));
        let all: Vec<Vec<Band>> = all.take(5).collect();
        let mut bands = all
            .iter()
            .find(|bands| fits(bands))
            .or(all.last())
            .cloned()
            .unwrap_or_default();
        let side = (room / most_weeks(&bands)).floor().clamp(1.0, MOST);
        let mut y = 0.0;
        for band in &mut bands {
            band.y = y;
            y += HEAD + 7.0 * side + BETWEEN + if counts { FOOT } else { 0.0 };
        }
        Self {
            bands,
            left,
            side,
            width,
            height: (y - BETWEEN + 2.0).ceil(),
            counts,
        }
    }

    fn band_of(&self, day: Day) -> Option<&Band> {
        self.bands
            .iter()
            .find(|band| band.from <= day && day < band.until)
    }

    fn corner(&self, band: &Band, day: Day) -> Point {
        let days = day - band.week;
        let (column, row) = (days.div_euclid(7), days.rem_euclid(7));
        Point::new(
            self.left + self.side * f64::from(column),
            band.y + HEAD + self.side * f64::from(row),
        )
    }

    /// The box of a day.
    pub(super) fn cell(&self, day: Day) -> Option<Rect> {
        let corner = self.corner(self.band_of(day)?, day);
        let gap = if self.side >= 14.0 { 1.0 } else { 0.5 };
        Some(Rect::new(
            corner.x + gap,
            corner.y + gap,
            corner.x + self.side - gap,
            corner.y + self.side - gap,
        ))
    }

    /// Where the name of a month begins: over the first week that is all its own, or over its first one.
    pub(super) fn month_x(&self, band: &Band, month: Day) -> f64 {
        let corner = self.corner(band, month);
        let whole = corner.y < band.y + HEAD + 0.5 || month == band.from;
        corner.x + if whole { 0.0 } else { self.side }
    }

    /// Appends the line before a day, between it and the days before it.
    pub(super) fn border(&self, band: &Band, day: Day, lines: &mut Lines) {
        if day < band.from || day > band.until {
            return;
        }
        let corner = self.corner(band, day);
        let (top, foot) = (band.y + HEAD, band.y + HEAD + 7.0 * self.side);
        let (x, y) = (corner.x, corner.y);
        let mut steps: Vec<[f32; 2]> = Vec::new();
        let mut go = |x: f64, y: f64| steps.push([x as f32, y as f32]);
        if y > top {
            // As far up as there are days before it, and down.
            let right = x + self.side;
            if day < band.until || right < self.right(band) + 0.5 {
                go(right, top);
                go(right, y);
            } else {
                go(right, y);
            }
            go(x, y);
        } else {
            go(x, top);
        }
        let before = x > self.left + 0.5 || day - 7 >= band.from;
        if before {
            go(x, foot);
        }
        lines.push(&steps);
    }

    fn right(&self, band: &Band) -> f64 {
        self.left + self.side * f64::from(band.weeks())
    }

    /// The box below a month, for the number of what is dated to it.
    pub(super) fn below(&self, month: Day) -> Option<Rect> {
        let after = Unit::Month.step(month, 1);
        let band = self
            .bands
            .iter()
            .find(|band| month < band.until && band.from < after)?;
        let first = self.corner(band, month.max(band.from)).x;
        let last = self.corner(band, after.min(band.until) - 1).x + self.side;
        let y = band.y + HEAD + 7.0 * self.side + 3.0;
        // Months share a week: each box leaves that to the next month.
        let shared = weekday(after) != weekday(band.week) && after < band.until;
        let last = if shared { last - self.side } else { last };
        self.counts.then(|| {
            Rect::new(
                first + 1.0,
                y,
                last.max(first + self.side) - 1.0,
                y + FOOT - 3.0,
            )
        })
    }

    /// The day at a place, or the nearest one to it.
    pub(super) fn day_at(&self, at: Point) -> Day {
        let lower = |band: &&Band| band.y <= at.y;
        let Some(band) = self.bands.iter().rev().find(lower).or(self.bands.first()) else {
            return 0;
        };
        let column = ((at.x - self.left) / self.side).floor().max(0.0) as i32;
        let row = ((at.y - band.y - HEAD) / self.side).floor().clamp(0.0, 6.0) as i32;
        let column = column.min(band.weeks() - 1);
        (band.week + 7 * column + row)
            .max(band.from)
            .min(band.until - 1)
    }
}

fn most_weeks(bands: &[Band]) -> f64 {
    f64::from(bands.iter().map(Band::weeks).max().unwrap_or(1))
}

/// Days in bands: one; or of more than a year, whole years, half ones, quarters, months; or of less, as many parts of
/// about as many months.
fn cut(from: Day, until: Day, first: i32, parts: i32) -> Vec<Band> {
    let month = |day: Day| {
        let date = civil(day);
        12 * date.year + date.month.cast_signed() - 1
    };
    let (begin, all) = (month(from), month(until - 1) - month(from) + 1);
    let (begin, months) = match parts {
        1 => return vec![Band::new(from, until, first)],
        _ if all <= 13 => (begin, (all + parts - 1) / parts),
        2 => (0, 12),
        3 => (0, 6),
        4 => (0, 3),
        _ => (0, 1),
    };
    let mut bands = Vec::new();
    let mut at = from;
    while at < until {
        let next = begin + ((month(at) - begin).div_euclid(months) + 1) * months;
        let next = day_of(next.div_euclid(12), next.rem_euclid(12) + 1, 1);
        bands.push(Band::new(at, next.min(until), first));
        at = next;
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(width: f64) -> Layout {
        Layout::new(
            day_of(2021, 1, 1),
            day_of(2022, 1, 1),
            width,
            0,
            30.0,
            false,
        )
    }

    #[test]
    fn a_year_is_one_band_where_it_fits_and_two_halves_on_a_phone() {
        let bands = [1_000.0, 600.0, 330.0, 180.0].map(|width| year(width).bands.len());
        assert_eq!(bands, [1, 1, 2, 4]);
        assert!(
            [1_000.0, 600.0, 330.0, 180.0]
                .iter()
                .all(|&width| year(width).side >= LEAST)
        );
    }

    #[test]
    fn every_day_has_a_place_of_its_own_that_finds_it_again() {
        for first in [0, 5, 6] {
            for width in [330.0, 900.0] {
                let (from, until) = (day_of(2019, 11, 20), day_of(2021, 2, 3));
                let layout = Layout::new(from, until, width, first, 30.0, true);
                let mut last: Option<Rect> = None;
                for day in from..until {
                    let cell = layout.cell(day).unwrap();
                    assert!(cell.x1 <= width && cell.y1 <= layout.height, "{cell:?}");
                    assert_eq!(layout.day_at(cell.center()), day);
                    assert!(last.is_none_or(|last| !last.overlaps(cell)));
                    last = Some(cell);
                }
                assert_eq!(layout.cell(until), None);
            }
        }
    }

    #[test]
    fn a_week_begins_with_the_day_that_the_language_says() {
        let monday = day_of(2021, 3, 1);
        for first in 0..7 {
            let layout = Layout::new(monday, monday + 60, 900.0, first, 30.0, false);
            let top = layout.cell(monday + first).unwrap().y0;
            assert!((0..60).all(|day| layout.cell(monday + day).unwrap().y0 >= top));
        }
    }

    #[test]
    fn who_points_beside_the_days_means_the_nearest() {
        let layout = year(1_000.0);
        assert_eq!(layout.day_at(Point::new(-50.0, -50.0)), day_of(2021, 1, 1));
        assert_eq!(layout.day_at(Point::new(9e3, 9e3)), day_of(2021, 12, 31));
    }

    #[test]
    fn boxes_below_months_do_not_overlap() {
        for width in [330.0, 700.0] {
            let layout = Layout::new(day_of(2021, 1, 1), day_of(2022, 1, 1), width, 0, 30.0, true);
            let boxes: Vec<Rect> = (1..=12)
                .map(|month| layout.below(day_of(2021, month, 1)).unwrap())
                .collect();
            for pair in boxes.windows(2) {
                assert!(!pair[0].overlaps(pair[1]), "{pair:?}");
            }
        }
    }
}
