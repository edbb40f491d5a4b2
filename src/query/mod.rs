//! From cases and a filter to numbers.

mod filter;
mod stack;
mod tally;

pub use filter::{Filter, Window};
pub use stack::{SLOTS, Stack};
pub use tally::{
    BinTable, Measure, Tally, by_bin, by_country, by_value, tally, tally_countries, tally_rows,
};
