//! Percentages that are published without a count.

/// How much of a published total, in percent: it is told, and counts nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// This much.
    Exactly(f64),
    /// About this much.
    About(f64),
    /// From this much to that; an end that is not given is open.
    Between(Option<f64>, Option<f64>),
}
