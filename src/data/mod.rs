//! What a case is, and how a million of them are held: in columns.

mod cases;
mod info;

pub use cases::{Cases, Column, Facet, NO_COUNTRY, NO_DATE, NO_VALUE, OPEN, UNKNOWN};
pub use info::{Coverage, FacetInfo, Info, SourceInfo, Texts, ValueInfo};

use crate::issue::Issues;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
pub type Day = i32;

/// Cases as read from one source, with what the source says of them.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// What the file says about itself.
    pub info: Info,
    /// The cases, in columns.
    pub cases: Cases,
    /// What could not be read as it stands.
    pub issues: Issues,
}
