//! Where cases stand in their file.

use std::ops::Range;

use super::cases::permute;

/// How records are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Form {
    /// Each is an object of JSON.
    #[default]
    Json,
    /// Each is a row of a table.
    Table {
        /// The names of the columns.
        names: Vec<String>,
        /// What stands between cells.
        separator: u8,
    },
}

/// Where the record of each case stands in the file, so that what is in no column can be read when
/// somebody asks for it. Kept only if the reader of the file was told to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    /// How records are written.
    pub form: Form,
    /// The label of the file's encoding (WHATWG Encoding Standard); empty for UTF-8. The places are those
    /// of the text in UTF-8, without a byte-order mark.
    pub encoding: &'static str,
    /// The fields that mean something under a name of their own, with what they mean in case JSON: `Datum` the `date`.
    #[cfg(feature = "publish")]
    pub(crate) meant: Vec<(String, &'static str)>,
    numbers: Vec<u32>,
    starts: Vec<u64>,
    lengths: Vec<u32>,
}

impl Records {
    /// The bytes of a case's record; none if they are not kept.
    pub fn range(&self, row: usize) -> Option<Range<u64>> {
        let start = *self.starts.get(row)?;
        Some(start..start + u64::from(*self.lengths.get(row)?))
    }

    /// The number of a case's record in the file, from 1, as issues name it.
    pub fn number(&self, row: usize) -> Option<u32> {
        self.numbers.get(row).copied()
    }

    pub(crate) fn push(&mut self, number: u32, start: u64, length: usize) {
        self.numbers.push(number);
        self.starts.push(start);
        self.lengths.push(length as u32);
    }

    pub(super) fn permute(&mut self, order: &[u32]) {
        permute(&mut self.numbers, order);
        permute(&mut self.starts, order);
        permute(&mut self.lengths, order);
    }
}
