//! Columns, one value a case.

use super::Precision;
use super::date::Doubt;
use crate::calendar::Day;

/// In [`Cases::start`]: the case has no date.
pub const NO_DATE: Day = Day::MAX;
/// In [`Cases::country`]: the case has no country, or one that is not known.
pub const NO_COUNTRY: u16 = u16::MAX;
/// In [`Facet::codes`]: the case has no value of this facet.
pub const NO_VALUE: u16 = u16::MAX;
/// In [`Cases::people_min`]: how many people is not known.
pub const UNKNOWN: u32 = u32::MAX;
/// In [`Cases::people_more`]: there is no known upper end ("at least").
pub const OPEN: u32 = u32::MAX;

/// In [`Cases::flags`], above the bits of [`Doubt`](super::date::Doubt): a published total.
pub const AGGREGATE: u8 = 16;
/// In [`Cases::flags`]: it counts what began in its time.
pub const NEW: u8 = 32;
/// In [`Cases::flags`]: it counts what was going on in its time, whenever it began.
pub const ONGOING: u8 = 64;

/// In [`Cases::flags`]: it stands for several countries together.
pub const SET: u8 = 128;

/// A column that takes no memory while all its values are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<T> {
    values: Vec<T>,
    fill: T,
    len: usize,
}

impl<T: Copy + PartialEq> Column<T> {
    /// An empty column of values that are `fill` until told otherwise.
    pub const fn new(fill: T) -> Self {
        Self {
            values: Vec::new(),
            fill,
            len: 0,
        }
    }

    /// How many values.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether all values are the fill.
    pub fn is_uniform(&self) -> bool {
        self.values.is_empty()
    }

    /// A value; the fill past the end.
    #[inline(always)]
    pub fn get(&self, row: usize) -> T {
        self.values.get(row).copied().unwrap_or(self.fill)
    }

    /// Adds a value; `room` is how many there will be, if that is known.
    #[inline(always)]
    pub fn push(&mut self, value: T, room: usize) {
        if self.values.is_empty() {
            self.begin(value, room);
        } else {
            self.values.push(value);
        }
        self.len += 1;
    }

    /// Takes the first value that differs.
    fn begin(&mut self, value: T, room: usize) {
        if !same(value, self.fill) {
            self.values.reserve_exact(room.max(self.len + 1));
            self.values.resize(self.len, self.fill);
            self.values.push(value);
        }
    }

    /// Sets the value of a row behind all that were set or added; those in between are the fill.
    pub fn set(&mut self, row: usize, value: T) {
        if !same(value, self.fill) {
            self.values.resize(row, self.fill);
            self.values.push(value);
        }
        self.len = row + 1;
    }

    /// Puts the values into another order.
    pub(super) fn permute(&mut self, order: &[u32]) {
        if !self.values.is_empty() {
            self.values.resize(order.len(), self.fill);
        }
        permute(&mut self.values, order);
    }

    pub(crate) fn reserve(&mut self, more: usize) {
        if !self.values.is_empty() {
            self.values.reserve_exact(more);
        }
    }
}

/// Equal, or both not a number.
fn same<T: Copy + PartialEq>(a: T, b: T) -> bool {
    let undefined = |value: T| !PartialEq::eq(&value, &value);
    a == b || undefined(a) && undefined(b)
}

/// Puts values into another order; an empty list stays empty.
pub(super) fn permute<T: Copy>(values: &mut Vec<T>, order: &[u32]) {
    if !values.is_empty() {
        *values = order.iter().map(|&row| values[row as usize]).collect();
    }
}

/// A named attribute with few values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facet {
    /// The field's name.
    pub name: String,
    /// Its values, in the order of the header, then of first appearance.
    pub values: Vec<String>,
    /// The sets of values that cases have at once, as indices into `values`.
    pub sets: Vec<Vec<u16>>,
    /// Per case, an index into `values`, or behind those into `sets`, or [`NO_VALUE`].
    pub codes: Vec<u16>,
}

impl Facet {
    /// The values that a code stands for: one, several at once, or none.
    pub fn values_of(&self, code: u16) -> impl Iterator<Item = u16> + '_ {
        let one = (usize::from(code) < self.values.len()).then_some(code);
        let set = usize::from(code).checked_sub(self.values.len());
        let several = set.and_then(|set| self.sets.get(set));
        one.into_iter()
            .chain(several.into_iter().flatten().copied())
    }
}

/// Cases; all columns have the same length.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases {
    /// Whether they lie in order of their first day, undated ones last. It makes counting a window
    /// faster, and changes no count.
    pub ordered: bool,
    /// First day of the date's interval, or [`NO_DATE`].
    pub start: Vec<Day>,
    /// Days from `start` to the last day of the interval: 0 for one day.
    pub span: Column<u32>,
    /// Index into `countries`, or [`NO_COUNTRY`].
    pub country: Vec<u16>,
    /// Unit codes (ISO A2, XK) of the countries that occur.
    pub countries: Vec<String>,
    /// Where cases are counted by an editor's own areas instead, the keys of those, as the file writes them:
    /// the n-th has the unit code [`area::code`](super::area::code)`(n)`.
    #[cfg(feature = "formats")]
    pub areas: Vec<String>,
    /// At least this many people, or [`UNKNOWN`]: nobody knows, or the number is withheld.
    pub people_min: Column<u32>,
    /// How many more there may be: 0 where the number is exact, or [`OPEN`].
    pub people_more: Column<u32>,
    /// Latitude in degrees, NaN where there is none.
    pub lat: Column<f32>,
    /// Longitude in degrees, NaN where there is none.
    pub lon: Column<f32>,
    /// What is in doubt about the date, and what kind of record it is.
    pub flags: Column<u8>,
    /// How many cases the record stands for; 0 if it tells a percentage only, or the number is withheld.
    pub weight: Column<u32>,
    /// Of those, how many give no number of people though others do.
    pub without: Column<u32>,
    /// The best estimate of the number of people less the least, or [`OPEN`] where none is given.
    pub people_best: Column<u32>,
    /// What the point stands for.
    pub precision: Column<Precision>,
    /// How far from the point the place may be, in kilometres; NaN where it is not told.
    pub radius_km: Column<f32>,
    /// Dates by stage, where the file tells several.
    #[cfg(feature = "formats")]
    pub stages: super::Stages,
    /// The sets of countries that records stand for together, as sorted indices into `countries`.
    #[cfg(feature = "formats")]
    pub sets: Vec<Vec<u16>>,
    /// Index into `sets`, or [`NO_VALUE`]: most records stand for one country.
    #[cfg(feature = "formats")]
    pub set: Column<u16>,
    /// Percentages that are published without a count.
    #[cfg(feature = "formats")]
    pub shares: Vec<super::Share>,
    /// Index into `shares`, or [`NO_VALUE`]. A record with one has a weight of 0.
    #[cfg(feature = "formats")]
    pub share: Column<u16>,
    /// What records withhold to protect people, each different one once.
    #[cfg(feature = "formats")]
    pub withheld: Vec<super::Suppressed>,
    /// Index into `withheld`, or [`NO_VALUE`].
    #[cfg(feature = "formats")]
    pub suppressed: Column<u16>,
    /// Facets, in the order of the header, then of first appearance.
    pub facets: Vec<Facet>,
    /// Where the records stand in the file.
    #[cfg(feature = "formats")]
    pub records: super::Records,
}

impl Default for Cases {
    fn default() -> Self {
        Self {
            ordered: true,
            start: Vec::new(),
            span: Column::new(0),
            country: Vec::new(),
            countries: Vec::new(),
            #[cfg(feature = "formats")]
            areas: Vec::new(),
            people_min: Column::new(UNKNOWN),
            people_more: Column::new(0),
            lat: Column::new(f32::NAN),
            lon: Column::new(f32::NAN),
            flags: Column::new(0),
            weight: Column::new(1),
            without: Column::new(0),
            people_best: Column::new(OPEN),
            precision: Column::new(Precision::Unknown),
            radius_km: Column::new(f32::NAN),
            #[cfg(feature = "formats")]
            stages: super::Stages::default(),
            #[cfg(feature = "formats")]
            sets: Vec::new(),
            #[cfg(feature = "formats")]
            set: Column::new(NO_VALUE),
            #[cfg(feature = "formats")]
            shares: Vec::new(),
            #[cfg(feature = "formats")]
            share: Column::new(NO_VALUE),
            #[cfg(feature = "formats")]
            withheld: Vec::new(),
            #[cfg(feature = "formats")]
            suppressed: Column::new(NO_VALUE),
            facets: Vec::new(),
            #[cfg(feature = "formats")]
            records: super::Records::default(),
        }
    }
}

impl Cases {
    /// How many cases.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Whether the date has a beginning and an end.
    pub fn is_closed(&self, row: usize) -> bool {
        !Doubt(self.flags.get(row)).is_open()
    }

    /// Whether any of them is a published total.
    pub fn has_totals(&self) -> bool {
        !self.flags.is_uniform() && (0..self.len()).any(|row| self.is_total(row))
    }

    /// Whether a record is a published total, and not only a percentage.
    fn is_total(&self, row: usize) -> bool {
        #[cfg(feature = "formats")]
        if self.weight.get(row) == 0 && self.suppressed_in(row).is_none() {
            return false;
        }
        self.flags.get(row) & AGGREGATE != 0
    }

    /// What a record withholds to protect people, if anything.
    #[cfg(feature = "formats")]
    pub fn suppressed_in(&self, row: usize) -> Option<super::Suppressed> {
        let index = usize::from(self.suppressed.get(row));
        self.withheld.get(index).copied()
    }

    /// Whether all cases are single ones with a whole date each.
    pub(crate) fn is_plain(&self) -> bool {
        self.span.is_uniform() && self.flags.is_uniform() && self.weight.is_uniform()
    }

    /// Whether each record is one case, of which the number of people is exact, or not known at all.
    #[cfg(feature = "formats")]
    pub(crate) fn is_exact(&self) -> bool {
        let people = [&self.people_more, &self.people_best, &self.without];
        let one = self.weight.is_uniform() && self.suppressed.is_uniform();
        one && people.iter().all(|column| column.is_uniform())
    }

    /// Last day of a case's date, or [`NO_DATE`].
    pub fn last_day(&self, row: usize) -> Day {
        self.start[row].saturating_add_unsigned(self.span.get(row))
    }

    /// The first and the last day of all dates; none if no case has a date.
    pub fn extent(&self) -> Option<(Day, Day)> {
        let dated = self
            .start
            .iter()
            .zip(0..)
            .filter(|&(&start, _)| start != NO_DATE);
        let ends = dated.map(|(&start, row)| (start, self.last_day(row)));
        ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// At most this many people; none if there is no known upper end.
    pub fn people_max(&self, row: usize) -> Option<u64> {
        let (min, more) = (self.people_min.get(row), self.people_more.get(row));
        (min != UNKNOWN && more != OPEN).then(|| u64::from(min) + u64::from(more))
    }

    /// Unit code of a case's country.
    pub fn country_code(&self, row: usize) -> Option<&str> {
        self.countries
            .get(usize::from(self.country[row]))
            .map(String::as_str)
    }

    /// The number of a case's record in the file, from 1, which stays when cases are put into another order; its
    /// place among the cases where that is not kept.
    #[cfg(feature = "formats")]
    pub fn number(&self, row: usize) -> u32 {
        self.records.number(row).unwrap_or(row as u32 + 1)
    }

    /// A facet by its field's name.
    pub fn facet(&self, name: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_takes_memory_only_from_the_first_value_that_differs() {
        let mut column = Column::new(7);
        column.push(7, 0);
        column.push(7, 0);
        assert!(column.is_uniform());
        column.push(8, 0);
        assert!(!column.is_uniform());
        assert_eq!(
            (0..4).map(|i| column.get(i)).collect::<Vec<_>>(),
            [7, 7, 8, 7]
        );
        assert_eq!(column.len(), 3);
    }

    #[test]
    fn a_value_may_be_set_far_behind_the_last_one() {
        let mut column = Column::new(7);
        column.set(2, 8);
        column.set(4, 7);
        column.set(5, 9);
        let values: Vec<i32> = (0..7).map(|row| column.get(row)).collect();
        assert_eq!(values, [7, 7, 8, 7, 7, 9, 7]);
        column.permute(&[6, 5, 4, 3, 2, 1, 0]);
        assert_eq!((column.get(1), column.get(4)), (9, 8));
    }

    #[test]
    fn a_permuted_column_has_the_values_of_the_rows_named() {
        let mut column = Column::new(0);
        for value in [5, 6, 7] {
            column.push(value, 3);
        }
        column.permute(&[2, 0, 1]);
        assert_eq!((0..3).map(|i| column.get(i)).collect::<Vec<_>>(), [7, 5, 6]);
    }
}
