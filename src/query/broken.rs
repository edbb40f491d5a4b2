//! Sums by what tells cases apart: their countries, or the values of a facet.

use super::tally::amount;
use super::{Filter, Measure, Stack, Tally, tally, tally_groups};
use crate::data::{AGGREGATE, Cases, NO_COUNTRY, NO_VALUE};

/// What tells cases apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Their countries.
    Countries,
    /// A facet, by its index in `Cases::facets`.
    Facet(usize),
}

/// Sums of cases that are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// By country, then by set of countries; or by value of the facet. A case with several values counts for
    /// each of them.
    pub groups: Vec<Tally>,
    /// Cases that say nothing of it. A published total that doesn't is none of them: it is of all, or is told
    /// apart otherwise.
    pub none: Tally,
    /// Cases that say something, each counted once.
    pub stated: Tally,
}

impl By {
    /// How many there are: countries and their sets, or values.
    pub fn len(self, cases: &Cases) -> usize {
        match self {
            Self::Countries => cases.countries.len() + cases.sets.len(),
            Self::Facet(facet) => cases.facets.get(facet).map_or(0, |f| f.values.len()),
        }
    }

    /// Whether nothing is told apart.
    pub fn is_empty(self, cases: &Cases) -> bool {
        self.len(cases) == 0
    }

    /// The sets of values that cases have at once.
    fn sets(self, cases: &Cases) -> &[Vec<u16>] {
        match self {
            Self::Countries => &[],
            Self::Facet(facet) => cases.facets.get(facet).map_or(&[], |facet| &facet.sets),
        }
    }

    /// What rows count for, if that is in a column as it stands: without sets of countries, and without totals.
    fn column(self, cases: &Cases) -> Option<&[u16]> {
        match self {
            _ if !cases.flags.is_uniform() => None,
            Self::Countries => cases.set.is_uniform().then_some(&*cases.country),
            Self::Facet(facet) => cases.facets.get(facet).map(|facet| &*facet.codes),
        }
    }

    /// What a row counts for, sets of values behind the values; `none` if it says nothing, nothing if it is a
    /// total that doesn't.
    fn group(self, cases: &Cases, row: usize, none: usize) -> Option<usize> {
        let said = match self {
            Self::Countries => match (cases.country[row], cases.set.get(row)) {
                (NO_COUNTRY, NO_VALUE) => None,
                (NO_COUNTRY, set) => Some(cases.countries.len() + usize::from(set)),
                (country, _) => Some(usize::from(country)),
            },
            Self::Facet(facet) => {
                let code = cases.facets.get(facet).map(|facet| facet.codes[row]);
                code.filter(|&code| code != NO_VALUE).map(usize::from)
            }
        };
        let total = cases.flags.get(row) & AGGREGATE != 0;
        said.or((!total).then_some(none))
    }

    /// The sums over the cases that a filter holds for.
    pub fn tally(self, cases: &Cases, filter: &Filter) -> Broken {
        let (len, sets) = (self.len(cases), self.sets(cases));
        let none = len + sets.len();
        let mut sums = match self.column(cases) {
            Some(codes) => tally_groups(cases, filter, none, |row| codes[row].into()),
            None => {
                // Totals that say nothing of it are behind all others.
                let left_out = none + 1;
                let group = |row| self.group(cases, row, none).unwrap_or(left_out);
                tally_groups(cases, filter, left_out, group)
            }
        };
        let mut stated = Tally::NONE;
        sums[..none].iter().for_each(|sum| stated.join(sum));
        let none = sums[none];
        for (at, set) in sets.iter().enumerate() {
            let sum = sums[len + at];
            set.iter()
                .for_each(|&value| sums[usize::from(value)].join(&sum));
        }
        sums.truncate(len);
        Broken {
            groups: sums,
            none,
            stated,
        }
    }

    /// By group, and at the end for cases that say nothing, the sums of a stack's parts.
    pub fn parts(
        self,
        cases: &Cases,
        filter: &Filter,
        measure: Measure,
        stack: &Stack,
    ) -> Vec<Vec<u64>> {
        let (len, sets) = (self.len(cases), self.sets(cases));
        let none = len + sets.len();
        let mut sums = vec![vec![0; stack.len()]; none + 1];
        if let Some(facet) = cases.facets.get(stack.facet) {
            let slots = stack.slots(facet);
            filter.prepare(cases).each(|row| {
                let slot = slots[usize::from(facet.codes[row]).min(slots.len() - 1)];
                if let Some(group) = self.group(cases, row, none)
                    && let Some(sum) = sums[group.min(none)].get_mut(usize::from(slot))
                {
                    *sum += amount(cases, row, measure);
                }
            });
        }
        let last = sums.pop();
        for (at, set) in sets.iter().enumerate() {
            let several = sums[len + at].clone();
            for &value in set {
                let one = sums[usize::from(value)].iter_mut();
                one.zip(&several).for_each(|(sum, more)| *sum += more);
            }
        }
        sums.truncate(len);
        sums.extend(last);
        sums
    }
}

/// The sum of each part of a stack, in its order; of all cases where there is none.
pub fn tally_parts(cases: &Cases, filter: &Filter, stack: Option<&Stack>) -> Vec<Tally> {
    let of = stack.and_then(|stack| Some((stack, cases.facets.get(stack.facet)?)));
    let Some((stack, facet)) = of else {
        return vec![tally(cases, filter)];
    };
    let slots = stack.slots(facet);
    let slot = |row: usize| slots[usize::from(facet.codes[row]).min(slots.len() - 1)];
    let mut sums = tally_groups(cases, filter, stack.len(), |row| slot(row).into());
    sums.truncate(stack.len());
    sums
}
