//! The numbers of a figure as a table.

/// A real table of what is drawn: as many cells in a row as there are columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Headings; the first column names the row.
    pub columns: Vec<String>,
    /// Rows, in the order in which they are read.
    pub rows: Vec<Vec<String>>,
}
