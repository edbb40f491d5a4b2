//! Time: units of the calendar, bins and ticks.

use crate::calendar::{Day, civil, day_of, weekday};

/// A unit of the calendar that bins can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// Three months, from January.
    Quarter,
    /// A calendar year.
    Year,
}

/// All units, the finest first.
pub const UNITS: [Unit; 5] = [
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
];

impl Unit {
    /// Whether the days from one to another are whole units.
    pub fn divides(self, first: Day, last: Day) -> bool {
        self.floor(first) == first && self.floor(last + 1) == last + 1
    }

    /// The first day of the unit that holds `day`.
    pub fn floor(self, day: Day) -> Day {
        let date = civil(day);
        let month = date.month.cast_signed();
        match self {
            Self::Day => day,
            Self::Week => day - weekday(day),
            Self::Month => day_of(date.year, month, 1),
            Self::Quarter => day_of(date.year, month - (month - 1) % 3, 1),
            Self::Year => day_of(date.year, 1, 1),
        }
    }

    /// The first day of the unit `n` units after the one that begins at `first`.
    pub fn step(self, first: Day, n: i32) -> Day {
        let months = match self {
            Self::Day => return first + n,
            Self::Week => return first + 7 * n,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        let date = civil(first);
        day_of(date.year, date.month.cast_signed() + months * n, 1)
    }

    /// The unit's name in the options' grammar.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The unit of a [name](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        UNITS.into_iter().find(|unit| unit.name() == name)
    }

    /// Days of a unit, roughly.
    fn days(self) -> i32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 91,
            Self::Year => 365,
        }
    }
}

/// Bins of one unit that follow each other without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    /// Their unit.
    pub unit: Unit,
    /// First day of each bin, and the day after the last one: one more than there are bins.
    pub edges: Vec<Day>,
}

/// More bins than this are too thin to point at on a phone.
const MOST: i32 = 130;

/// More bins than this are never made, whatever unit an editor asks for.
const LIMIT: i32 = 20_000;

impl Bins {
    /// Bins of `unit` that hold all days from `first` to `last`. Where that would be more than
    /// 20,000, a coarser unit is taken.
    pub fn new(first: Day, last: Day, unit: Unit) -> Self {
        let last = last.max(first);
        let span = last.saturating_sub(first);
        let unit = UNITS
            .into_iter()
            .find(|&u| u >= unit && span / u.days() < LIMIT)
            .unwrap_or(Unit::Year);
        let mut edges = vec![unit.floor(first)];
        let mut edge = edges[0];
        while edge <= last && edges.len() <= LIMIT as usize {
            edge = unit.step(edge, 1);
            edges.push(edge);
        }
        Self { unit, edges }
    }

    /// The finest unit that makes no more bins than can be pointed at.
    pub fn unit_for(first: Day, last: Day) -> Unit {
        Self::unit_of(first, last, MOST)
    }

    /// The same for bins in which several bars stand beside each other.
    #[cfg(feature = "formats")]
    pub fn unit_for_groups(first: Day, last: Day, bars: usize) -> Unit {
        Self::unit_of(first, last, MOST / (bars.max(1) as i32))
    }

    fn unit_of(first: Day, last: Day, most: i32) -> Unit {
        let span = last.saturating_sub(first);
        UNITS
            .into_iter()
            .find(|u| span / u.days() < most)
            .unwrap_or(Unit::Year)
    }

    /// How many bins.
    pub fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// Whether there is no bin: never.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bin that holds `day`.
    pub fn index(&self, day: Day) -> Option<usize> {
        let after = self.edges.partition_point(|&edge| edge <= day);
        (after > 0 && after < self.edges.len()).then(|| after - 1)
    }

    /// The edge nearest to a place measured in bins from the left (fractions allowed).
    pub fn nearest_edge(&self, place: f64) -> usize {
        (place.max(0.0).round() as usize).min(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_begin_on_their_first_day() {
        let day = day_of(2021, 8, 18);
        let firsts = UNITS.map(|unit| unit.floor(day));
        let expected = [(8, 18), (8, 16), (8, 1), (7, 1), (1, 1)].map(|(m, d)| day_of(2021, m, d));
        assert_eq!(firsts, expected);
    }

    #[test]
    fn bins_hold_every_day_of_the_span_without_a_gap() {
        for unit in UNITS {
            let (first, last) = (day_of(2019, 12, 30), day_of(2021, 3, 14));
            let bins = Bins::new(first, last, unit);
            for day in first..=last {
                let bin = bins.index(day).expect("every day has a bin");
                assert!(bins.edges[bin] <= day && day < bins.edges[bin + 1]);
            }
            assert_eq!(bins.index(bins.edges[0] - 1), None);
            assert_eq!(bins.index(bins.edges[bins.len()]), None);
        }
    }

    #[test]
    fn a_short_span_has_days_and_a_long_one_years() {
        let units = [40, 400, 3_652, 9_000, 40_000].map(|days| Bins::unit_for(0, days));
        assert_eq!(
            units,
            [
                Unit::Day,
                Unit::Week,
                Unit::Month,
                Unit::Quarter,
                Unit::Year
            ]
        );
    }

    #[test]
    fn an_absurd_span_makes_no_absurd_number_of_bins() {
        let bins = Bins::new(day_of(-9_999, 1, 1), day_of(9_999, 1, 1), Unit::Day);
        assert!(bins.len() <= LIMIT as usize);
        assert_eq!(Bins::new(0, 0, Unit::Year).len(), 1);
    }
}
