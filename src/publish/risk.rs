//! How likely it is that somebody is found: before and after.

use std::collections::HashMap;

use super::keys::Key;

/// How many cases share what is told of them, and what follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Risk {
    /// The mean over all cases of 1/f, where f is how many cases share what is told of one by keys.
    pub mean: f64,
    /// The part of the cases that fewer share than is asked for.
    pub below_k: f64,
    /// The fewest cases that share anything.
    pub smallest: u64,
    /// How many different combinations there are.
    pub combinations: u64,
    /// How many cases.
    pub cases: u64,
}

/// How the risk is measured.
pub const FORMULA: &str = "mean over the cases of 1/f, f = how many cases of the file share the case's combination of keys (prosecutor risk: \
     the attacker knows that the person is in the file); and the share of cases with f < k";

/// Where that comes from.
pub const SOURCES: [&str; 2] = [
    "M. Templ, A. Kowarik, B. Meindl: Statistical Disclosure Control for Micro-Data Using the R Package sdcMicro. Journal of Statistical Software 67(4), 2015",
    "C. J. Skinner, M. J. Elliot: A Measure of Disclosure Risk for Microdata. Journal of the Royal Statistical Society B 64(4), 2002",
];

/// By case, its combination of what is told by keys.
pub(super) fn combinations(keys: &[Key], levels: &[Vec<u8>], rows: &[usize]) -> Vec<u32> {
    let mut known: HashMap<Vec<u32>, u32> = HashMap::new();
    let of = |row: usize| -> Vec<u32> {
        let both = keys.iter().zip(levels).filter(|(key, _)| key.protects);
        both.map(|(key, levels)| key.code(row, levels[row]))
            .collect()
    };
    let mut out = Vec::with_capacity(rows.len());
    for &row in rows {
        let next = known.len() as u32;
        out.push(*known.entry(of(row)).or_insert(next));
    }
    out
}

/// The risk of cases with these combinations, each of which needs as many to share it.
pub(super) fn risk(combinations: &[u32], needs: &[u32]) -> Risk {
    let most = combinations
        .iter()
        .max()
        .map_or(0, |&most| most as usize + 1);
    let mut sizes = vec![0_u64; most];
    for &one in combinations {
        sizes[one as usize] += 1;
    }
    let size = |one: &u32| sizes[*one as usize];
    let n = combinations.len() as f64;
    let mean = combinations
        .iter()
        .map(|one| 1.0 / size(one) as f64)
        .sum::<f64>();
    let below = combinations
        .iter()
        .zip(needs)
        .filter(|(one, need)| size(one) < u64::from(**need));
    let share = |sum: f64| if n > 0.0 { sum / n } else { 0.0 };
    Risk {
        mean: share(mean),
        below_k: share(below.count() as f64),
        smallest: sizes.iter().copied().min().unwrap_or(0),
        combinations: sizes.len() as u64,
        cases: combinations.len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_risk_is_the_mean_of_one_by_how_many_share_it() {
        // Three share one combination, one stands alone.
        let found = risk(&[0, 0, 0, 1], &[3; 4]);
        assert!((found.mean - (3.0 / 3.0 + 1.0) / 4.0).abs() < 1e-12);
        assert_eq!(
            (found.below_k, found.smallest, found.combinations),
            (0.25, 1, 2)
        );
        assert_eq!(risk(&[], &[]), Risk::default());
    }
}
