//! From cases and a filter to numbers.

#[cfg(feature = "formats")]
mod broken;
mod filter;
mod periods;
#[cfg(feature = "formats")]
mod running;
mod stack;
mod tally;
#[cfg(feature = "formats")]
mod together;
#[cfg(feature = "formats")]
mod withheld;
mod words;

#[cfg(feature = "formats")]
pub use broken::{Broken, By, tally_parts};
pub use filter::{Filter, PlaceBox, Window};
pub use periods::{Period, periods};
pub use stack::{SLOTS, Stack};
pub use tally::{
    BinTable, Measure, Spans, Tally, by_bin, by_code, by_country, by_value, tally, tally_countries,
    tally_groups, tally_rows,
};
#[cfg(feature = "formats")]
pub use tally::{count_groups, people_groups, rows, tally_values};
#[cfg(feature = "formats")]
pub use together::{Together, together};
#[cfg(feature = "formats")]
pub use withheld::Withheld;
