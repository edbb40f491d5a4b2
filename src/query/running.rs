//! Sums over the bins of a table: running totals and running means.

use std::ops::Range;

use super::BinTable;

impl BinTable {
    /// The same with the sums of all bins before added to each. What is dated less exactly than the bins is in
    /// none of them.
    #[must_use]
    pub fn running(mut self) -> Self {
        let parts = self.parts.max(1);
        for at in parts..self.sums.len() {
            self.sums[at] += self.sums[at - parts];
        }
        for at in parts..self.doubtful.len() {
            self.doubtful[at] += self.doubtful[at - parts];
        }
        for at in 1..self.more.len() {
            self.more[at] += self.more[at - 1];
            self.open[at] |= self.open[at - 1];
        }
        for at in 1..self.withheld.len() {
            let before = self.withheld[at - 1];
            self.withheld[at].join(&before);
        }
        self
    }

    /// The highest part of a bin, whatever may be more: that is not known of parts.
    pub fn max_part(&self) -> u64 {
        self.sums.iter().copied().max().unwrap_or(0)
    }

    /// The sum of a bin's parts.
    pub fn sum(&self, bin: usize) -> u64 {
        self.bin(bin).iter().sum()
    }

    /// The mean of the sums of some bins.
    pub fn mean(&self, bins: Range<usize>) -> f64 {
        let of = bins.len().max(1) as f64;
        bins.map(|bin| self.sum(bin)).sum::<u64>() as f64 / of
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(parts: usize, sums: &[u64]) -> BinTable {
        BinTable {
            parts,
            sums: sums.to_vec(),
            ..BinTable::default()
        }
    }

    #[test]
    fn a_running_total_never_falls_and_ends_at_the_sum_of_all() {
        let running = table(2, &[1, 0, 2, 5, 0, 0, 4, 1]).running();
        assert_eq!(running.sums, [1, 0, 3, 5, 3, 5, 7, 6]);
    }

    #[test]
    fn from_a_number_without_an_upper_end_on_a_running_total_has_none() {
        let ranged = BinTable {
            more: vec![2, 0, 1],
            open: vec![false, true, false],
            ..table(1, &[1, 1, 1])
        };
        let running = ranged.running();
        assert_eq!([0, 1, 2].map(|bin| running.more(bin)), [2, 0, 0]);
        assert_eq!(
            [0, 1, 2].map(|bin| running.is_open(bin)),
            [false, true, true]
        );
    }

    #[test]
    fn a_mean_is_of_all_parts_of_its_bins() {
        let table = table(2, &[1, 2, 3, 0, 9, 9]);
        assert_eq!(table.mean(0..2), 3.0);
        assert_eq!(table.max_part(), 9);
    }
}
