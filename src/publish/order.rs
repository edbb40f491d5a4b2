//! Rule 10: a new order and new ids, which tell nothing of the old ones.

/// Numbers that look random: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Puts a list into a random order (Fisher and Yates, as Durstenfeld has it, 1964).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = (self.next() % (end as u64 + 1)) as usize;
            list.swap(end, other);
        }
    }
}

/// Cases by what their date is written as, those of one date in random order.
pub(super) fn order(rows: &mut [usize], date: impl Fn(usize) -> String, seed: u64) {
    Random::new(seed).shuffle(rows);
    rows.sort_by_cached_key(|&row| date(row));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_one_date_come_in_an_order_that_the_seed_alone_decides() {
        let run = |seed| {
            let mut rows: Vec<usize> = (0..40).collect();
            order(
                &mut rows,
                |row| if row < 20 { "2022" } else { "2021" }.to_owned(),
                seed,
            );
            rows
        };
        let first = run(1);
        assert!(first[..20].iter().all(|&row| row >= 20), "{first:?}");
        assert_eq!(first, run(1));
        assert_ne!(first, run(2));
        assert!(!first[..20].is_sorted());
    }
}
