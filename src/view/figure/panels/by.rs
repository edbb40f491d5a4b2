//! [`By`]: what small charts are of.

use super::super::super::State;
use super::super::super::companion::Asked;
use crate::data::{NO_COUNTRY, NO_VALUE};
use crate::query::{Filter, Measure, Tally, tally_countries, tally_values};
use crate::scene::MarkKey;
use crate::sort::most_first;

/// What charts are of.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    Countries,
    Facet(usize, &'a str),
}

impl<'a> By<'a> {
    /// None where there is no facet of this name.
    pub(super) fn of(of: &'a Asked<'_>) -> Option<Self> {
        let name = of.options.by.as_deref()?;
        if name == "country" {
            return Some(Self::Countries);
        }
        let facets = &of.data.cases.facets;
        let at = facets.iter().position(|facet| facet.name == name)?;
        Some(Self::Facet(at, name))
    }

    pub(super) fn label(self, of: &'a Asked<'_>) -> &'a str {
        match self {
            Self::Countries => of.env.locale.messages.country,
            Self::Facet(_, name) => of.data.info.facet_label(name, of.env.language),
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

    pub(super) fn value(self, of: &Asked<'_>, key: MarkKey) -> String {
        match (self, key) {
            (Self::Facet(at, _), MarkKey::Value(value)) => {
                let value = of.data.cases.facets[at].values.get(usize::from(value));
                value.cloned().unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    pub(super) fn name(self, of: &Asked<'_>, key: MarkKey) -> String {
        let messages = of.env.locale.messages;
        match (self, key) {
            (_, MarkKey::Span(..)) => messages.others.to_owned(),
            (Self::Facet(_, name), _) => {
                let value = self.value(of, key);
                match value.is_empty() {
                    true => messages.no_value.to_owned(),
                    false => of
                        .data
                        .info
                        .value_label(name, &value, of.env.language)
                        .to_owned(),
                }
            }
            _ => of.env.locale.formats.country(&key.name()),
        }
    }

    /// Which cases are of these, besides what is chosen otherwise, and the countries whose gaps are theirs.
    pub(super) fn only(
        self,
        of: &Asked<'_>,
        state: &State,
        keys: &[MarkKey],
    ) -> (Filter, Vec<[u8; 2]>) {
        let state = self.others(state);
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
    pub(super) fn others(self, state: &State) -> State {
        let state = State {
            window: None,
            ..state.clone()
        };
        match self {
            Self::Countries => State {
                countries: Vec::new(),
                ..state
            },
            Self::Facet(_, name) => state.of_all_values(name),
        }
    }

    pub(super) fn is_chosen(self, of: &Asked<'_>, key: MarkKey) -> bool {
        match (self, key) {
            (_, MarkKey::Country(code)) => of.state.countries.contains(&code),
            (Self::Facet(_, name), MarkKey::Value(_)) => {
                of.state.values(name).contains(&self.value(of, key))
            }
            _ => false,
        }
    }

    pub(super) fn chooses(self, state: &State) -> bool {
        match self {
            Self::Countries => !state.countries.is_empty(),
            Self::Facet(_, name) => !state.values(name).is_empty(),
        }
    }
}
