//! Few texts that come back often, as small numbers.

use super::scan::{same, word};

/// Gives each different text a number, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// Each text with its hash.
    texts: Vec<(u32, Box<[u8]>)>,
    /// Open addressing: one more than an index into `texts`, or 0. Its length is a power of two.
    table: Vec<u16>,
    last: u16,
}

/// No more texts than this.
pub(super) const MOST: usize = 60_000;

impl Interner {
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn text(&self, code: u16) -> &[u8] {
        self.texts
            .get(usize::from(code))
            .map_or(&[], |(_, text)| text)
    }

    /// The number of a text; none if it is new and there are `most` already.
    pub(super) fn code(&mut self, text: &[u8], most: usize) -> Option<u16> {
        if self
            .texts
            .get(usize::from(self.last))
            .is_some_and(|(_, last)| same(last, text))
        {
            return Some(self.last);
        }
        if self.texts.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = hash(text);
        let mut at = hash as usize & (self.table.len() - 1);
        while let Some(code) = self.table[at].checked_sub(1) {
            let (known, stored) = &self.texts[usize::from(code)];
            if *known == hash && same(stored, text) {
                self.last = code;
                return Some(code);
            }
            at = (at + 1) & (self.table.len() - 1);
        }
        if self.texts.len() >= most.min(MOST) {
            return None;
        }
        let code = self.texts.len() as u16;
        self.table[at] = code + 1;
        self.texts.push((hash, text.into()));
        self.last = code;
        Some(code)
    }

    fn grow(&mut self) {
        let len = (self.table.len() * 2).max(32);
        self.table = vec![0; len];
        for (code, &(hash, _)) in self.texts.iter().enumerate() {
            let mut at = hash as usize & (len - 1);
            while self.table[at] != 0 {
                at = (at + 1) & (len - 1);
            }
            self.table[at] = code as u16 + 1;
        }
    }
}

/// `FxHash`, as the Rust compiler uses it: eight bytes a step. Its upper half, which is mixed best.
pub(super) fn hash(text: &[u8]) -> u32 {
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (mut hash, mut at) = (text.len() as u64, 0);
    while let Some(word) = word(text, at) {
        hash = mix(hash, word);
        at += 8;
    }
    let mut rest = 0;
    while at < text.len() {
        rest = rest << 8 | u64::from(text[at]);
        at += 1;
    }
    (mix(hash, rest) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut interner = Interner::default();
        let texts: Vec<String> = (0..5_000).map(|i| format!("value {i}")).collect();
        for _ in 0..2 {
            for (i, text) in texts.iter().enumerate() {
                assert_eq!(interner.code(text.as_bytes(), MOST), Some(i as u16));
            }
        }
        assert_eq!(
            (interner.len(), interner.text(17)),
            (5_000, &b"value 17"[..])
        );
    }

    #[test]
    fn a_full_interner_knows_what_it_knew_and_takes_nothing_new() {
        let mut interner = Interner::default();
        assert_eq!(interner.code(b"a", 1), Some(0));
        assert_eq!(interner.code(b"b", 1), None);
        assert_eq!(interner.code(b"a", 1), Some(0));
    }
}
