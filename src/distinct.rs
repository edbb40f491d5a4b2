//! Numbers for distinct keys: an open-addressing table that holds nothing but the numbers, as the keys lie
//! in columns already.

/// Numbers keys from 0 in the order in which they are first met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Distinct {
    /// A number each, or [`FREE`]; a power of two of them, at most half in use.
    slots: Vec<u32>,
    len: u32,
}

const FREE: u32 = u32::MAX;
const LEAST: usize = 1 << 10;

impl Distinct {
    /// The number of the key that has this hash and that `is` says to be that of a number; a new one, the
    /// next, where it was not met yet. `hash_of` gives the hash of a number's key.
    pub(crate) fn number(
        &mut self,
        hash: u64,
        is: impl Fn(u32) -> bool,
        hash_of: impl Fn(u32) -> u64,
    ) -> u32 {
        if self.slots.len() <= 2 * self.len as usize {
            self.grow(hash_of);
        }
        let mut at = self.start(hash);
        loop {
            match self.slots[at] {
                FREE => break,
                known if is(known) => return known,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let number = self.len;
        self.slots[at] = number;
        self.len += 1;
        number
    }

    fn start(&self, hash: u64) -> usize {
        // The upper bits of a product depend on all bits of the key, the lower ones don't.
        (hash >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        let room = (2 * self.slots.len()).max(LEAST);
        self.slots.clear();
        self.slots.resize(room, FREE);
        for number in 0..self.len {
            let mut at = self.start(hash_of(number));
            while self.slots[at] != FREE {
                at = (at + 1) & (room - 1);
            }
            self.slots[at] = number;
        }
    }
}

/// A hash of two numbers (Fibonacci hashing: Knuth, "The Art of Computer Programming", 6.4).
pub(crate) fn hash(a: u64, b: u64) -> u64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = a.wrapping_mul(GOLDEN);
    ((mixed ^ mixed >> 29) ^ b).wrapping_mul(GOLDEN)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_have_the_numbers_that_a_map_would_give_them(keys in proptest::collection::vec(0..900_u64, 0..5_000)) {
            let mut known: BTreeMap<u64, u32> = BTreeMap::new();
            let mut order = Vec::new();
            let mut distinct = Distinct::default();
            for key in keys {
                let next = known.len() as u32;
                let expected = *known.entry(key).or_insert(next);
                let found = distinct.number(
                    hash(key, 7),
                    |number| order[number as usize] == key,
                    |number| hash(order[number as usize], 7),
                );
                if expected == next {
                    order.push(key);
                }
                prop_assert_eq!(found, expected);
            }
            prop_assert_eq!(order.len(), known.len());
        }
    }
}
