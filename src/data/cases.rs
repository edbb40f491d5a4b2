//! Columns, one value a case.

use super::Day;

/// In [`Cases::start`]: the case has no date.
pub const NO_DATE: Day = Day::MAX;
/// In [`Cases::country`]: the case has no country, or one that is not known.
pub const NO_COUNTRY: u16 = u16::MAX;
/// In [`Facet::codes`]: the case has no value of this facet.
pub const NO_VALUE: u16 = u16::MAX;
/// In [`Cases::people_min`]: how many people is not known.
pub const UNKNOWN: u32 = u32::MAX;
/// In [`Cases::people_max`]: there is no known upper end ("at least").
pub const OPEN: u32 = u32::MAX;

/// A column that takes no memory while all its values are the same as `fill`.
#[derive(Debug, Clone)]
pub struct Column<T> {
    values: Vec<T>,
    fill: T,
    len: usize,
}

/// A named attribute with few values.
#[derive(Debug, Clone, Default)]
pub struct Facet {
    /// The field's name.
    pub name: String,
    /// Its values in the order of their first appearance, or of the header.
    pub values: Vec<String>,
    /// Per case, an index into `values`, or [`NO_VALUE`].
    pub codes: Vec<u16>,
}

/// Cases in order of their first day, undated ones last; all columns have the same length.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// First day of the date's interval, or [`NO_DATE`].
    pub start: Vec<Day>,
    /// Days from `start` to the last day of the interval: 0 for one day.
    pub span: Column<u32>,
    /// Index into `countries`, or [`NO_COUNTRY`].
    pub country: Vec<u16>,
    /// Unit codes (ISO A2, XK) of the countries that occur.
    pub countries: Vec<String>,
    /// At least this many people, or [`UNKNOWN`].
    pub people_min: Column<u32>,
    /// At most this many people, or [`OPEN`].
    pub people_max: Column<u32>,
    /// Latitude in degrees, NaN where there is none.
    pub lat: Column<f32>,
    /// Longitude in degrees, NaN where there is none.
    pub lon: Column<f32>,
    /// Facets, in the order of the header, then of first appearance.
    pub facets: Vec<Facet>,
}
