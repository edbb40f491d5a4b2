//! Bytes, in chunks as they come off the network, to a [`Dataset`](crate::data::Dataset).
//!
//! Framing and decoding are one pass: a record is decoded straight into columns, and only an
//! unfinished one is kept until its rest arrives. Our own decoder, as a library's costs 12 kB
//! brotli in the embed, is slower, and loses the byte at which something is wrong.

mod encoding;
mod facets;
mod fields;
mod header;
mod interner;
mod reader;
mod record;
mod scan;

pub use reader::Reader;
