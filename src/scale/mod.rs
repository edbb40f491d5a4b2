//! Scales: from a domain of the data to a range of the eye.

pub mod band;
#[cfg(feature = "formats")]
pub mod classes;
pub mod color;
pub mod time;
