//! [`By`]: what small charts are of.

use super::super::super::companion::Asked;
use super::super::super::{Event, State, update};
use crate::data::NO_VALUE;
use crate::query::{Tally, by_country, by_value, tally_countries, tally_values};
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

    /// Those of any case or of any number that is withheld, the most first.
    pub(super) fn keys(self, of: &Asked<'_>) -> Vec<MarkKey> {
        let cases = &of.data.cases;
        let (mut keys, sums): (Vec<MarkKey>, Vec<u64>) = match self {
            Self::Countries => {
                let code = |code: &String| code.as_bytes().try_into().unwrap_or_default();
                let keys = cases.countries.iter().map(code).map(MarkKey::Country);
                (keys.collect(), by_country(cases, &of.all, of.measure))
            }
            Self::Facet(at, _) => {
                let keys = (0..cases.facets[at].values.len() as u16).map(MarkKey::Value);
                let sums = by_value(cases, &of.all, of.measure, at);
                (keys.collect(), sums)
            }
        };
        if matches!(self, Self::Facet(..)) {
            keys.push(MarkKey::Value(NO_VALUE));
        }
        let sums = sums.into_iter().take(keys.len());
        let withheld = self.withheld(of);
        let is_withheld = |at: usize| {
            withheld
                .get(at)
                .is_some_and(|sum| sum.is_withheld(of.measure))
        };
        let all = keys.into_iter().zip(sums).enumerate();
        let some = all.filter(|&(at, (_, n))| n > 0 || is_withheld(at));
        let some: Vec<(MarkKey, u64)> = some.map(|(_, some)| some).collect();
        let order = most_first(some.iter().map(|&(_, n)| n));
        order.into_iter().map(|at| some[at as usize].0).collect()
    }

    /// Sums that tell what is withheld, in the order of the keys; none where nothing is.
    fn withheld(self, of: &Asked<'_>) -> Vec<Tally> {
        let cases = &of.data.cases;
        match self {
            _ if cases.suppressed.is_uniform() => Vec::new(),
            Self::Countries => tally_countries(cases, &of.all),
            Self::Facet(at, _) => tally_values(cases, &of.all, at),
        }
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

    /// The state in which only cases of these are chosen, besides what is chosen otherwise.
    pub(super) fn only(self, of: &Asked<'_>, state: &State, keys: &[MarkKey]) -> State {
        let mut only = self.others(state);
        for &key in keys {
            only = match (self, key) {
                (Self::Countries, MarkKey::Country(code)) => update(&only, Event::Toggle(code)),
                (Self::Facet(_, name), _) => {
                    let value = self.value(of, key);
                    update(&only, Event::ToggleValue(name.to_owned(), value))
                }
                _ => only,
            };
        }
        only
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
