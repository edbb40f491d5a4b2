//! What a case is, and how a million of them are held: in columns.

#[cfg(feature = "formats")]
mod annotation;
#[cfg(feature = "formats")]
pub mod area;
mod cases;
pub mod country;
pub mod date;
#[cfg(feature = "formats")]
pub mod edtf;
mod info;
mod order;
mod precision;
#[cfg(feature = "formats")]
mod records;
#[cfg(feature = "formats")]
mod share;
#[cfg(feature = "formats")]
mod stages;
#[cfg(feature = "formats")]
mod suppressed;

use cases::permute;

#[cfg(feature = "formats")]
pub use annotation::{Annotation, At};
pub use cases::{
    AGGREGATE, Cases, Column, Facet, NEW, NO_COUNTRY, NO_DATE, NO_VALUE, ONGOING, OPEN, SET,
    UNKNOWN,
};
#[cfg(feature = "formats")]
pub use info::{Base, ScaleInfo};
pub use info::{COARSE, Coverage, FacetInfo, Gap, Generalised, Info, SourceInfo, Texts, ValueInfo};
pub use order::Sorter;
pub use precision::{PRECISIONS, Precision};
#[cfg(feature = "formats")]
pub use records::{Form, Records};
#[cfg(feature = "formats")]
pub use share::Share;
#[cfg(feature = "formats")]
pub use stages::{Staged, Stages};
#[cfg(feature = "formats")]
pub use suppressed::{Bounds, Suppressed};

use crate::issue::Issues;

/// A text with another one put for each place of a part.
fn replaced(text: &[u8], part: &[u8], other: &[u8]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(text.len()), 0);
    while let Some(&b) = text.get(at) {
        if text.get(at..).is_some_and(|rest| rest.starts_with(part)) {
            out.extend_from_slice(other);
            at += part.len();
        } else {
            out.push(b);
            at += 1;
        }
    }
    out
}

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
