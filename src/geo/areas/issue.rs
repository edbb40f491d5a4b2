//! What can be wrong with an editor's own areas.

use std::fmt;

/// Something wrong with an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaIssue {
    /// What.
    pub kind: AreaIssueKind,
    /// The area's number in the file, from 1; 0 for the file as a whole.
    pub number: usize,
    /// Its key, if it has one.
    pub key: String,
}

/// Kinds of things wrong with areas, and what is done about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AreaIssueKind {
    /// A ring does not end where it begins, but near it: closed.
    Closed,
    /// A ring does not end near where it begins: left out, with its holes if it has any.
    Open,
    /// A ring has fewer than three different points: left out.
    TooFewPoints,
    /// A ring crosses itself: drawn as it is.
    CrossesItself,
    /// A point lies off the Earth: its ring is left out.
    OffTheEarth,
    /// Longitudes stand where latitudes should: taken to be swapped in all of the file.
    Swapped,
    /// The area has no key: left out.
    NoKey,
    /// Another area has the key: both are drawn as one.
    DuplicateKey,
    /// The area has no polygon: a dot cannot be drawn for it either.
    NoPolygon,
}

impl fmt::Display for AreaIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.number > 0 {
            write!(f, "Area {}", self.number)?;
            if !self.key.is_empty() {
                write!(f, " ({})", self.key)?;
            }
            f.write_str(": ")?;
        }
        f.write_str(match self.kind {
            AreaIssueKind::Closed => "a ring did not end at its first point, and was closed.",
            AreaIssueKind::Open => {
                "a ring ends far from its first point, and is left out; repeat the first point at its end."
            }
            AreaIssueKind::TooFewPoints => {
                "a ring has fewer than three different points, and is left out."
            }
            AreaIssueKind::CrossesItself => {
                "a ring crosses itself, and is drawn as it is; parts of it may look cut out."
            }
            AreaIssueKind::OffTheEarth => {
                "a point lies off the Earth, and its ring is left out; expected longitude from -180 to 180, \
                 then latitude from -90 to 90, or metres of EPSG:3035."
            }
            AreaIssueKind::Swapped => {
                "Points have their latitude first, and were taken so; expected longitude, then latitude."
            }
            AreaIssueKind::NoKey => "it has no key, and is left out.",
            AreaIssueKind::DuplicateKey => "its key stands before, and both are drawn as one area.",
            AreaIssueKind::NoPolygon => "it has no polygon, and is left out.",
        })
    }
}
