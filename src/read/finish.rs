//! When all bytes are there: cases are put into the order of their days, a column at a time.

use super::interner::Interner;
use crate::data::{Cases, Facet, NO_VALUE, permute};
use crate::sort::order;

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

    fn finish(mut self, name: String, rows: usize) -> Option<Facet> {
        if self.dropped || self.codes.is_empty() {
            return None;
        }
        self.codes.resize(rows, NO_VALUE);
        let text = |code| String::from_utf8_lossy(self.values.text(code)).into_owned();
        let values = (0..self.values.len() as u16).map(text).collect();
        Some(Facet {
            name,
            values,
            codes: self.codes,
        })
    }
}

/// Facets in the order of their fields, without those that turned out to be none.
pub(super) fn facets(columns: Vec<FacetColumn>, names: Vec<String>, rows: usize) -> Vec<Facet> {
    let both = columns.into_iter().zip(names);
    both.filter_map(|(column, name)| column.finish(name, rows))
        .collect()
}

/// Sorts in steps, so that the page can breathe between two of them.
#[derive(Debug, Default)]
pub(super) struct Sorter {
    order: Vec<u32>,
    step: usize,
}

impl Sorter {
    /// Does the next step; true when all is done, however often it is asked then.
    pub(super) fn step(&mut self, cases: &mut Cases) -> bool {
        let step = self.step;
        self.step = step.saturating_add(1);
        match step {
            0 => {
                if cases.start.is_sorted() {
                    self.step = usize::MAX;
                    return true;
                }
                // An undated case has the last day there is.
                self.order = order(&cases.start);
            }
            usize::MAX => {
                self.step = usize::MAX;
                return true;
            }
            1 => permute(&mut cases.start, &self.order),
            2 => cases.span.permute(&self.order),
            3 => permute(&mut cases.country, &self.order),
            4 => cases.people_min.permute(&self.order),
            5 => cases.people_more.permute(&self.order),
            6 => cases.lat.permute(&self.order),
            7 => cases.lon.permute(&self.order),
            _ => {
                let Some(facet) = cases.facets.get_mut(step - 8) else {
                    self.order = Vec::new();
                    self.step = usize::MAX;
                    return true;
                };
                permute(&mut facet.codes, &self.order);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Reader;

    #[test]
    fn being_asked_again_when_all_is_done_changes_nothing() {
        for file in [
            r#"[{"date":"2021-01-01","a":"x"},{"date":"2021-01-02","a":"y"}]"#,
            r#"[{"date":"2021-01-02","a":"y"},{"date":"2021-01-01","a":"x"}]"#,
        ] {
            let mut reader = Reader::new();
            reader.feed(file.as_bytes());
            while !reader.finish_step() {}
            assert!(reader.finish_step() && reader.finish_step());
            let cases = reader.finish().unwrap().cases;
            assert_eq!((cases.len(), cases.facets[0].codes.len()), (2, 2), "{file}");
            assert!(cases.start[0] < cases.start[1]);
        }
    }
}
