//! What an editor marks on a time chart.

use super::Texts;
use crate::calendar::Day;

/// A time or a number that is marked on time charts, with what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// What is marked.
    pub at: At,
    /// What it was; empty where nothing is said of it.
    pub label: Texts,
}

/// What an annotation marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// A time: first and last day.
    Days(Day, Day),
    /// A number, or all between two: the less and the more, at least 0.
    Value(f64, f64),
}
