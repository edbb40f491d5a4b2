//! Columns of facets, as they are read.

use super::bytes::{find, split, string};
use super::interner::Interner;
use crate::data::{Facet, Info, NO_VALUE};
use crate::sort::sort_few;

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
            let new = usize::from(code) == known;
            // What may be an entity is for the whole build to mend.
            let has = |part| find(text, part).is_some();
            let odd = || !crate::WHOLE && has(b"&") && has(b";");
            let not_utf8 = new && (odd() || std::str::from_utf8(text).is_err());
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
    fn facet(
        &self,
        name: String,
        mut codes: Vec<u16>,
        rows: usize,
        separator: &str,
    ) -> Option<Facet> {
        if self.dropped || codes.is_empty() {
            return None;
        }
        codes.resize(rows, NO_VALUE);
        let texts = (0..self.values.len() as u16).map(|code| self.values.text(code));
        #[cfg(feature = "formats")]
        let texts: Vec<Vec<u8>> = texts.map(super::clean::clean_list).collect();
        #[cfg(feature = "formats")]
        let texts = texts.iter().map(Vec::as_slice);
        let texts: Vec<&[u8]> = texts.collect();
        let separator = separator.as_bytes();
        let separator = if separator.is_empty() {
            separator_of(&texts)
        } else {
            separator
        };
        let mut facet = Facet {
            name,
            codes,
            ..Facet::default()
        };
        facet.split(&texts, separator);
        Some(facet)
    }
}

/// Stands between the values of a list.
pub(super) const SEVERAL: &[u8] = b"\x1f";

/// What separates several values in one text: one of the usual signs, if each part of each text that
/// has it is also a text of its own.
fn separator_of(texts: &[&[u8]]) -> &'static [u8] {
    const SIGNS: [&[u8]; 4] = [b" & ", b";", b"|", b" / "];
    if texts.iter().any(|text| find(text, SEVERAL).is_some()) {
        return SEVERAL;
    }
    let splits = |sign: &&&'static [u8]| {
        let mut several = texts
            .iter()
            .filter(|text| find(text, sign).is_some())
            .peekable();
        several.peek().is_some()
            && several.all(|text| split(text, sign).all(|part| texts.contains(&part)))
    };
    SIGNS.iter().find(splits).copied().unwrap_or(SEVERAL)
}

impl Facet {
    /// Makes values and sets of them from texts, of which the codes are indices.
    fn split(&mut self, texts: &[&[u8]], separator: &[u8]) {
        let mut found: Vec<Vec<u16>> = Vec::with_capacity(texts.len());
        for text in texts {
            let mut codes: Vec<u16> = Vec::new();
            for part in split(text, separator).filter(|part| !part.is_empty()) {
                let part = string(part);
                let known = self.values.iter().position(|known| *known == part);
                let code = known.unwrap_or_else(|| {
                    self.values.push(part);
                    self.values.len() - 1
                }) as u16;
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            sort_few(&mut codes, |a, b| a < b);
            found.push(codes);
        }
        let mut codes: Vec<u16> = Vec::with_capacity(found.len());
        for set in found {
            codes.push(match set.as_slice() {
                [] => NO_VALUE,
                &[one] => one,
                _ => {
                    let known = self.sets.iter().position(|known| *known == set);
                    let at = known.unwrap_or_else(|| {
                        self.sets.push(set);
                        self.sets.len() - 1
                    });
                    (self.values.len() + at) as u16
                }
            });
        }
        if codes.iter().zip(0..).all(|(&code, index)| code == index) {
            return;
        }
        for code in &mut self.codes {
            *code = codes.get(usize::from(*code)).copied().unwrap_or(NO_VALUE);
        }
    }
}

/// Facets in the order of their fields, without those that turned out to be none. `last` takes the
/// codes out of their columns: nothing can be read any more.
pub(super) fn facets(
    columns: &mut [FacetColumn],
    names: Vec<String>,
    info: &Info,
    rows: usize,
    last: bool,
) -> Vec<Facet> {
    let separator = |name: &str| {
        let declared = info.facets.iter().find(|facet| facet.name == name);
        declared.map_or("", |facet| facet.separator.as_str())
    };
    let both = columns.iter_mut().zip(names);
    both.filter_map(|(column, name)| {
        let codes = if last {
            std::mem::take(&mut column.codes)
        } else {
            column.codes.clone()
        };
        let separator = separator(&name);
        column.facet(name, codes, rows, separator)
    })
    .collect()
}
