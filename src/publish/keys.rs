//! Keys: the fields by which somebody may be found, at each of their levels from sharp to nothing.

use std::collections::HashMap;

use crate::json::Writer;

/// A field of the public file, or several that tell one thing, at all its levels.
///
/// What a case has at a level is kept as the very text that is written for it: two cases share a value if and only
/// if nobody can tell them apart by what is written.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Its name in reports.
    pub(super) name: String,
    /// The names of its levels, the sharpest first.
    pub(super) levels: Vec<&'static str>,
    /// By level and case, an index into `texts`.
    pub(super) codes: Vec<Vec<u32>>,
    /// Members of a record as they are written; the first is empty.
    pub(super) texts: Vec<String>,
    /// By level and index into `texts`, the binary logarithm of how many cases have it.
    pub(super) bits: Vec<Vec<f64>>,
    /// By case, the sharpest level that it may have.
    pub(super) floor: Vec<u8>,
    /// Whether somebody may be found by it.
    pub(super) protects: bool,
    /// How much it matters to keep each level.
    pub(super) weights: Vec<f64>,
}

/// Gathers the values of a key.
pub(super) struct Gather {
    known: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Gather {
    pub(super) fn new() -> Self {
        Self {
            known: HashMap::from([(String::new(), 0)]),
            texts: vec![String::new()],
        }
    }

    /// The index of a text.
    pub(super) fn code(&mut self, text: String) -> u32 {
        if let Some(&code) = self.known.get(&text) {
            return code;
        }
        let code = self.texts.len() as u32;
        self.texts.push(text.clone());
        self.known.insert(text, code);
        code
    }
}

/// Members of an object as they are written, without the braces.
pub(super) fn members(write: impl FnOnce(&mut Writer)) -> String {
    let mut out = Writer::new();
    out.object(write);
    let text = out.finish();
    text.get(1..text.len() - 1).unwrap_or_default().to_owned()
}

impl Key {
    /// A key of which `text` tells what is written for a case at a level; nothing is at the last one.
    pub(super) fn new(
        name: &str,
        levels: &[&'static str],
        rows: usize,
        mut text: impl FnMut(usize, usize) -> String,
    ) -> Self {
        let mut gather = Gather::new();
        let mut codes: Vec<Vec<u32>> = Vec::with_capacity(levels.len());
        for level in 0..levels.len() - 1 {
            codes.push((0..rows).map(|row| gather.code(text(row, level))).collect());
        }
        codes.push(vec![0; rows]);
        Self {
            name: name.to_owned(),
            levels: levels.to_vec(),
            bits: Vec::new(),
            texts: gather.texts,
            codes,
            floor: vec![0; rows],
            protects: true,
            weights: vec![1.0; levels.len()],
        }
    }

    /// The level that says nothing.
    pub(super) fn last(&self) -> u8 {
        (self.levels.len() - 1) as u8
    }

    /// The level of a name.
    pub(super) fn level(&self, name: &str) -> Option<u8> {
        let at = self.levels.iter().position(|known| *known == name);
        at.map(|at| at as u8)
    }

    /// The index of what a case has at a level.
    pub(super) fn code(&self, row: usize, level: u8) -> u32 {
        let codes = self.codes.get(usize::from(level));
        codes.and_then(|codes| codes.get(row)).copied().unwrap_or(0)
    }

    /// What is written for a case at a level.
    pub(super) fn text(&self, row: usize, level: u8) -> &str {
        let code = self.code(row, level) as usize;
        self.texts.get(code).map_or("", String::as_str)
    }

    /// Counts how many of some cases have each value.
    pub(super) fn count(&mut self, rows: &[usize]) {
        let count = |codes: &Vec<u32>| {
            let mut counts = vec![0_u32; self.texts.len()];
            for &row in rows {
                counts[codes[row] as usize] += 1;
            }
            counts.iter().map(|&n| f64::from(n.max(1)).log2()).collect()
        };
        self.bits = self.codes.iter().map(count).collect();
    }

    /// How many bits of what a case told are lost at a level: the binary logarithm of how many times as many cases
    /// have the value that is left.
    pub(super) fn loss(&self, row: usize, level: u8) -> f64 {
        let bits = |level: u8| {
            let code = self.code(row, level) as usize;
            let bits = self.bits.get(usize::from(level));
            bits.and_then(|bits| bits.get(code)).copied().unwrap_or(0.0)
        };
        (bits(level) - bits(0)).max(0.0)
    }

    /// What is won if a case has a level in place of the next coarser one. One bit for the level itself: a value that
    /// all cases have tells readers something too.
    pub(super) fn gain(&self, row: usize, level: u8) -> f64 {
        let weight = self.weights.get(usize::from(level)).copied();
        let bits = self.loss(row, level + 1) - self.loss(row, level);
        weight.unwrap_or(1.0) * (1.0 + bits.max(0.0))
    }
}
