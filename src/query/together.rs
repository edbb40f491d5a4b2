//! Counts that stand for several countries together.

use super::{Filter, Tally, tally_groups};
use crate::data::Cases;

/// What is counted for a set of countries, and for none of them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Indices into `Cases::countries`, sorted; empty if none of them is known.
    pub countries: Vec<u16>,
    /// The sum.
    pub sum: Tally,
}

/// The sums of the sets of countries that occur, in the order of `Cases::sets`.
pub fn together(cases: &Cases, filter: &Filter) -> Vec<Together> {
    if cases.set.is_uniform() {
        return Vec::new();
    }
    let sums = tally_groups(cases, filter, cases.sets.len(), |row| {
        cases.set.get(row).into()
    });
    let both = cases.sets.iter().zip(sums);
    both.filter(|(_, sum)| !sum.is_empty())
        .map(|(countries, sum)| Together {
            countries: countries.clone(),
            sum,
        })
        .collect()
}
