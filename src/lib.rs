//! caseplot draws cases as linked maps and time charts.

pub mod error;
pub mod geo;
