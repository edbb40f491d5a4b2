//! Columns of facets, as they are read.

use super::interner::Interner;
use crate::data::{Facet, NO_VALUE};

/// A field with more different values than this is a detail, not a facet.
const FEW: usize = 256;
/// Of a facet that the header declares, this many values are kept.
const MANY: usize = 1_000;
/// What all other values are called.
const REST: &str = "other";

/// A facet as it is read.
#[derive(Debug, Default)]
pub(super) struct FacetColumn {
    pub(super) values: Interner,
    pub(super) codes: Vec<u16>,
    pub(super) declared: bool,
    pub(super) dropped: bool,
    /// The code of the values that are not kept.
    rest: Option<u16>,
}

/// A value's code and what has to be said of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub(super) code: u16,
    pub(super) rest: bool,
    pub(super) not_utf8: bool,
}

impl FacetColumn {
    /// The code of a value; none if the field turns out to be no facet.
    pub(super) fn code(&mut self, text: &[u8]) -> Option<Code> {
        let known = self.values.len();
        let most = if self.declared { MANY } else { FEW };
        if let Some(code) = self.values.code(text, most) {
            let not_utf8 = usize::from(code) == known && std::str::from_utf8(text).is_err();
            return Some(Code {
                code,
                rest: false,
                not_utf8,
            });
        }
        if self.declared {
            let rest = self
                .rest
                .or_else(|| self.values.code(REST.as_bytes(), MANY + 1));
            self.rest = rest;
            return rest.map(|code| Code {
                code,
                rest: true,
                not_utf8: false,
            });
        }
        self.dropped = true;
        self.codes = Vec::new();
        None
    }

    pub(super) fn set(&mut self, row: usize, code: u16, room: usize) {
        if self.dropped {
            return;
        }
        if self.codes.is_empty() {
            self.codes.reserve_exact(room.max(row + 1));
        }
        // The first of two values of the same name in one record counts.
        if self.codes.len() <= row {
            self.codes.resize(row, NO_VALUE);
            self.codes.push(code);
        }
    }

    /// The facet with these codes, which are taken out or copied from the column.
    fn facet(&self, name: String, mut codes: Vec<u16>, rows: usize) -> Option<Facet> {
        if self.dropped || codes.is_empty() {
            return None;
        }
        codes.resize(rows, NO_VALUE);
        let text = |code| String::from_utf8_lossy(self.values.text(code)).into_owned();
        let values = (0..self.values.len() as u16).map(text).collect();
        Some(Facet {
            name,
            values,
            codes,
        })
    }
}

/// Facets in the order of their fields, without those that turned out to be none. `last` takes the
/// codes out of their columns: nothing can be read any more.
pub(super) fn facets(
    columns: &mut [FacetColumn],
    names: Vec<String>,
    rows: usize,
    last: bool,
) -> Vec<Facet> {
    let both = columns.iter_mut().zip(names);
    both.filter_map(|(column, name)| {
        let codes = if last {
            std::mem::take(&mut column.codes)
        } else {
            column.codes.clone()
        };
        column.facet(name, codes, rows)
    })
    .collect()
}
