//! Scales: from a domain of the data to a range of the eye.

pub mod band;
pub mod color;
pub mod time;
