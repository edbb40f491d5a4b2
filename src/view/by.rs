//! What bars and groups are told apart by.

use super::words::country_names;
use super::{Asked, Event, State};
use crate::data::NO_VALUE;
use crate::locale::fill;
use crate::query;
use crate::scene::MarkKey;

/// What stands for the bars that are not shown.
pub(super) const OTHERS: MarkKey = MarkKey::Rest(0);
/// From this number on, sets of countries.
const SETS: u16 = 1;

/// Countries, or the values of a facet: its index and its name.
#[derive(Debug, Clone, Copy)]
pub(super) enum By<'a> {
    Countries,
    Facet(usize, &'a str),
}

impl<'a> By<'a> {
    /// Countries where no facet is asked for; none where there is no facet of this name.
    pub(super) fn of(of: &'a Asked<'_>) -> Option<Self> {
        let Some(name) = of.options.facet.as_deref() else {
            return Some(Self::Countries);
        };
        Self::of_facet(of, name)
    }

    /// The values of a facet; none where there is no facet of this name.
    pub(super) fn of_facet(of: &Asked<'_>, name: &'a str) -> Option<Self> {
        let facets = &of.data.cases.facets;
        let at = facets.iter().position(|facet| facet.name == name)?;
        Some(Self::Facet(at, name))
    }

    pub(super) fn query(self) -> query::By {
        match self {
            Self::Countries => query::By::Countries,
            Self::Facet(at, _) => query::By::Facet(at),
        }
    }

    /// What is chosen, but for what is chosen by these bars.
    pub(super) fn others(self, state: &State) -> State {
        match self {
            Self::Countries => state.of_all_countries(),
            Self::Facet(_, name) => state.of_all_values(name),
        }
    }

    /// The key of a group, by its number among them.
    pub(super) fn key(self, of: &Asked<'_>, group: usize) -> MarkKey {
        match self {
            Self::Facet(..) => MarkKey::Value(group as u16),
            Self::Countries => {
                let countries = &of.data.cases.countries;
                match countries.get(group) {
                    Some(code) => MarkKey::Country(code.as_bytes().try_into().unwrap_or_default()),
                    None => MarkKey::Rest(SETS + (group - countries.len()) as u16),
                }
            }
        }
    }

    /// What a group is called in the reader's language.
    pub(super) fn label(self, of: &Asked<'_>, key: MarkKey) -> String {
        let env = of.env;
        match (self, key) {
            (_, MarkKey::Value(NO_VALUE)) => env.locale.messages.no_value().to_owned(),
            (Self::Facet(at, name), MarkKey::Value(value)) => {
                let value = of.data.cases.facets[at].values.get(usize::from(value));
                let value = value.map_or("", String::as_str);
                of.data
                    .info
                    .value_label(name, value, env.language)
                    .to_owned()
            }
            (_, MarkKey::Rest(set)) => {
                let set = of.data.cases.sets.get(usize::from(set.max(SETS) - SETS));
                let names = set.map(|set| country_names(&of.data.cases, set, env));
                fill(
                    env.locale.messages.together(),
                    &[&names.unwrap_or_default()],
                )
            }
            _ => env.locale.formats.country(&key.name()),
        }
    }

    /// What they are the groups of: "Charge", "Country".
    pub(super) fn name(self, of: &'a Asked<'_>) -> &'a str {
        match self {
            Self::Countries => of.env.locale.messages.country(),
            Self::Facet(_, name) => of.data.info.facet_label(name, of.env.language),
        }
    }

    /// The value that a key stands for; empty for none.
    fn value(self, of: &Asked<'_>, value: u16) -> String {
        match self {
            Self::Countries => String::new(),
            Self::Facet(at, _) => {
                let values = &of.data.cases.facets[at].values;
                values.get(usize::from(value)).cloned().unwrap_or_default()
            }
        }
    }

    pub(super) fn is_chosen(self, of: &Asked<'_>, key: MarkKey) -> bool {
        match (self, key) {
            (_, MarkKey::Country(code)) => of.state.countries.contains(&code),
            (Self::Facet(_, name), MarkKey::Value(value)) => {
                of.state.values(name).contains(&self.value(of, value))
            }
            _ => false,
        }
    }

    /// Whether anything is chosen by these bars.
    pub(super) fn chooses(self, state: &State) -> bool {
        match self {
            Self::Countries => !state.countries.is_empty(),
            Self::Facet(_, name) => !state.values(name).is_empty(),
        }
    }

    /// What choosing a bar does.
    pub(super) fn choose(self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        match (self, key) {
            (Self::Facet(_, name), MarkKey::Value(value)) => {
                Some(Event::ToggleValue(name.to_owned(), self.value(of, value)))
            }
            (Self::Countries, MarkKey::Country(code)) => Some(Event::Toggle(code)),
            _ => None,
        }
    }
}
