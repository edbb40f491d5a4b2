//! Problems with single cases: they are counted, shown and drawn around.

/// What is wrong with a field of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IssueKind {
    /// The file ends in the middle of a case.
    Truncated,
    /// The record can't be read as JSON, or is no object.
    Malformed,
    /// The field holds another type than it can (text for a number).
    WrongType,
    /// The text is no date caseplot knows.
    BadDate,
    /// The date names a day that no calendar has.
    ImpossibleDate,
    /// The country is no code caseplot knows.
    UnknownCountry,
    /// Latitude or longitude lies out of range.
    OutOfRange,
    /// Latitude and longitude seem to be swapped.
    Swapped,
    /// A negative or fractional number of people.
    BadCount,
    /// `min` is more than `max`.
    MinOverMax,
    /// The case has neither date nor country: it is left out.
    Nothing,
    /// The same id stands twice; both are kept.
    DuplicateId,
    /// A facet has more values than can be told apart; the rest are kept as "other".
    TooManyValues,
    /// Bytes that are not UTF-8 were replaced.
    NotUtf8,
}

/// One place where a problem was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Number of the case in the file, from 1; 0 where the header is meant.
    pub case: u32,
    /// Byte offset, from 0, of the case in the input.
    pub byte: u64,
    /// What was found, cut to 80 characters; text, never HTML.
    pub found: String,
}

/// All cases with the same problem in the same field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// The field's name as the file writes it; empty when the whole case is meant.
    pub field: String,
    /// How many cases have it.
    pub count: u32,
    /// How many of those were left out of the figure altogether.
    pub left_out: u32,
    /// The first few of them.
    pub examples: Vec<Example>,
}
