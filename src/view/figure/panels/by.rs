//! [`By`] as what small charts are of.

use super::super::super::State;
use super::super::super::by::By;
use super::super::super::companion::Asked;
use crate::data::{NO_COUNTRY, NO_VALUE};
use crate::query::{Filter, Measure, Tally, tally_countries, tally_values};
use crate::scene::MarkKey;
use crate::sort::most_first;

impl<'a> By<'a> {
    /// What small charts are of; none where there is no facet of the name.
    pub(super) fn of_charts(of: &'a Asked<'_>) -> Option<Self> {
        match of.options.by.as_deref()? {
            "country" => Some(Self::Countries),
            name => Self::of_facet(of, name),
        }
    }

    /// Those of any single case or of any number that is withheld, the most first.
    pub(super) fn keys(self, of: &Asked<'_>) -> Vec<MarkKey> {
        let cases = &of.data.cases;
        let all = Filter {
            single: true,
            ..of.all.clone()
        };
        let (mut keys, sums): (Vec<MarkKey>, Vec<Tally>) = match self {
            Self::Countries => {
                let code = |code: &String| code.as_bytes().try_into().unwrap_or_default();
                let keys = cases.countries.iter().map(code).map(MarkKey::Country);
                (keys.collect(), tally_countries(cases, &all))
            }
            Self::Facet(at, _) => {
                let keys = (0..cases.facets[at].values.len() as u16).map(MarkKey::Value);
                (keys.collect(), tally_values(cases, &all, at))
            }
        };
        if matches!(self, Self::Facet(..)) {
            keys.push(MarkKey::Value(NO_VALUE));
        }
        let both = keys.into_iter().zip(sums);
        let mut some: Vec<(MarkKey, Tally)> = both.filter(|(_, sum)| !sum.is_empty()).collect();
        // Of those with as many people, those of the most cases come first.
        for measure in [Measure::Cases, of.measure] {
            let order = most_first(some.iter().map(|(_, sum)| sum.value(measure)));
            some = order.into_iter().map(|at| some[at as usize]).collect();
        }
        some.into_iter().map(|(key, _)| key).collect()
    }

    /// What a chart is called.
    pub(super) fn chart_label(self, of: &Asked<'_>, key: MarkKey) -> String {
        match key {
            MarkKey::Span(..) => of.env.locale.messages.others().to_owned(),
            _ => self.label(of, key),
        }
    }

    /// Which cases are of these, besides what is chosen otherwise, and the countries whose gaps are theirs.
    pub(super) fn only(
        self,
        of: &Asked<'_>,
        state: &State,
        keys: &[MarkKey],
    ) -> (Filter, Vec<[u8; 2]>) {
        let state = self.over_time(state);
        let mut filter = of.filter(&state);
        if let Self::Facet(at, _) = self {
            let value = |key: &MarkKey| match *key {
                MarkKey::Value(value) => Some(value),
                _ => None,
            };
            filter
                .facets
                .push((at, keys.iter().filter_map(value).collect()));
            return (filter, state.countries);
        }
        let code = |key: &MarkKey| match *key {
            MarkKey::Country(code) => Some(code),
            _ => None,
        };
        let codes: Vec<[u8; 2]> = keys.iter().filter_map(code).collect();
        let all = &of.data.cases.countries;
        let index = |code: &[u8; 2]| all.iter().position(|known| known.as_bytes() == code);
        let indices = codes.iter().filter_map(index).map(|index| index as u16);
        filter.countries = Some(indices.collect());
        (filter, codes)
    }

    /// Whether a case has no chart, as it is of several countries, or of none.
    pub(super) fn is_apart(self, of: &Asked<'_>, row: usize) -> bool {
        matches!(self, Self::Countries) && of.data.cases.country[row] == NO_COUNTRY
    }

    /// What is chosen, but for what is chosen here and the window, which dims.
    pub(super) fn over_time(self, state: &State) -> State {
        self.others(state).of_all_times()
    }
}
