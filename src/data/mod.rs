//! What a case is, and how a million of them are held: in columns.

mod cases;
pub mod country;
pub mod date;
mod info;
mod order;
mod precision;

use cases::permute;

pub use cases::{
    AGGREGATE, Cases, Column, Facet, NEW, NO_COUNTRY, NO_DATE, NO_VALUE, ONGOING, OPEN, Stage,
    UNKNOWN,
};
pub use info::{Coverage, FacetInfo, Gap, Info, SourceInfo, Texts, ValueInfo};
pub use order::Sorter;
pub use precision::{PRECISIONS, Precision};

use crate::issue::Issues;

/// Cases as read from one source, with what the source says of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dataset {
    /// What the file says about itself.
    pub info: Info,
    /// The cases, in columns.
    pub cases: Cases,
    /// What could not be read as it stands.
    pub issues: Issues,
}
