//! Bytes, in chunks as they come off the network, to a [`Dataset`](crate::data::Dataset).
//!
//! Framing and decoding are one pass: a record is decoded straight into columns, and only an
//! unfinished one is kept until its rest arrives. Our own decoder, as a library's costs 12 kB
//! brotli in the embed, is slower, and loses the byte at which something is wrong.

#[cfg(feature = "formats")]
mod annotations;
#[cfg(feature = "formats")]
pub mod areas;
#[cfg(feature = "formats")]
mod base;
mod bytes;
#[cfg(feature = "formats")]
mod clean;
mod count;
#[cfg(feature = "formats")]
pub mod csv;
#[cfg(feature = "formats")]
mod details;
mod draft;
mod encoding;
mod facets;
mod fields;
#[cfg(feature = "formats")]
mod foreign;
mod header;
mod interner;
#[cfg(feature = "formats")]
mod keyed;
#[cfg(feature = "formats")]
mod mapping;
mod others;
#[cfg(feature = "formats")]
mod parts;
mod passing;
mod place;
mod reader;
mod record;
mod scan;
#[cfg(feature = "formats")]
mod share;
#[cfg(feature = "formats")]
mod stages;
#[cfg(feature = "formats")]
mod suppressed;
#[cfg(feature = "formats")]
mod suspicion;

#[cfg(feature = "formats")]
pub use annotations::annotations;
#[cfg(feature = "formats")]
pub use details::{Detail, details, in_utf8};
pub use fields::names as field_names;
pub use header::NAMES as HEADER_NAMES;
#[cfg(feature = "formats")]
pub use keyed::{OwnAreas, keyed};
pub use reader::Reader;
