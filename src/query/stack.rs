//! [`Stack`]: which values of a facet are told apart.

use crate::data::{Facet, NO_VALUE};
use crate::sort::sort_few;

/// As many values as a theme has colours: the most frequent ones, and one for all others.
pub const SLOTS: usize = 8;

/// The order in which the values of a facet are stacked and coloured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// Index of the facet in `Cases::facets`.
    pub facet: usize,
    /// Value codes with a colour of their own, from the bottom.
    pub values: Vec<u16>,
    /// Whether there is a part for cases that have several values at once; after `values`.
    pub several: bool,
    /// Whether there is a part for all other values; after `several`.
    pub others: bool,
    /// Whether there is an uppermost part for cases without a value; after `others`.
    pub none: bool,
}

impl Stack {
    /// The most frequent values first; values that are equally frequent in the order of the data.
    /// Values that the header declares keep its order where all of them have a colour.
    pub fn new(index: usize, facet: &Facet, declared: bool) -> Self {
        let mut counts = vec![0_u32; facet.values.len()];
        let (mut none, mut several) = (0_u32, false);
        for &code in &facet.codes {
            match counts.get_mut(usize::from(code)) {
                Some(count) => *count += 1,
                None if code == NO_VALUE => none += 1,
                None => several = true,
            }
        }
        let mut values: Vec<u16> = (0..facet.values.len())
            .filter(|&code| counts[code] > 0)
            .map(|code| code as u16)
            .collect();
        let room = SLOTS - usize::from(none > 0) - usize::from(several);
        let others = values.len() > room;
        if others || !declared {
            let count = |code: u16| counts[usize::from(code)];
            sort_few(&mut values, |&a, &b| count(a) > count(b));
        }
        if others {
            values.truncate(room - 1);
        }
        Self {
            facet: index,
            values,
            several,
            others,
            none: none > 0,
        }
    }

    /// How many parts a bar has.
    pub fn len(&self) -> usize {
        let rest = [self.several, self.others, self.none];
        self.values.len() + rest.map(usize::from).iter().sum::<usize>()
    }

    /// Whether a part, by its place, stands for what has no colour of its own.
    #[cfg(feature = "formats")]
    pub fn is_rest(&self, part: usize) -> bool {
        (self.others || self.none) && part + 1 == self.len()
    }

    /// Whether no case has a value and none is without.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sums of the parts, from the sums per code.
    pub fn fold(&self, facet: &Facet, sums: &[u64]) -> Vec<u64> {
        let mut parts = vec![0; self.len()];
        for (slot, sum) in self.slots(facet).into_iter().zip(sums) {
            if let Some(part) = parts.get_mut(usize::from(slot)) {
                *part += sum;
            }
        }
        parts
    }

    /// For each code of the facet, and at the end for none, the part it is in.
    pub(super) fn slots(&self, facet: &Facet) -> Vec<u8> {
        let several = self.values.len() as u8;
        let mut slots = vec![several + u8::from(self.several); facet.values.len()];
        for (slot, &code) in self.values.iter().enumerate() {
            slots[usize::from(code)] = slot as u8;
        }
        slots.resize(slots.len() + facet.sets.len(), several);
        slots.push((self.len().max(1) - 1) as u8);
        slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(codes: &[u16]) -> Facet {
        let most = codes
            .iter()
            .filter(|&&c| c != NO_VALUE)
            .max()
            .map_or(0, |&c| c + 1);
        Facet {
            name: "charge".into(),
            values: (0..most).map(|i| i.to_string()).collect(),
            codes: codes.to_vec(),
            sets: Vec::new(),
        }
    }

    #[test]
    fn the_most_frequent_value_comes_first_unless_the_header_says_otherwise() {
        let facet = facet(&[0, 1, 1, 2, 2, 2]);
        assert_eq!(Stack::new(0, &facet, false).values, [2, 1, 0]);
        assert_eq!(Stack::new(0, &facet, true).values, [0, 1, 2]);
    }

    #[test]
    fn what_has_no_colour_left_is_one_part() {
        let codes: Vec<u16> = (0..20).chain([NO_VALUE]).collect();
        let facet = facet(&codes);
        let stack = Stack::new(0, &facet, false);
        assert_eq!(
            (stack.values.len(), stack.others, stack.none),
            (6, true, true)
        );
        assert_eq!(stack.len(), SLOTS);
        let slots = stack.slots(&facet);
        assert_eq!((slots[0], slots[6], slots[19], slots[20]), (0, 6, 6, 7));
    }

    #[test]
    fn cases_without_a_value_are_a_part_of_their_own() {
        let facet = facet(&[0, NO_VALUE]);
        let stack = Stack::new(0, &facet, false);
        assert_eq!((stack.len(), stack.slots(&facet)), (2, vec![0, 1]));
    }

    #[test]
    fn cases_with_several_values_are_a_part_of_their_own_and_counted_once() {
        let mut facet = facet(&[0, 1, 1]);
        facet.sets.push(vec![0, 1]);
        facet.codes.extend([2, NO_VALUE]);
        let stack = Stack::new(0, &facet, true);
        assert_eq!((stack.len(), stack.slots(&facet)), (4, vec![0, 1, 2, 3]));
        assert_eq!(stack.fold(&facet, &[1, 2, 1, 1]), [1, 2, 1, 1]);
    }
}
