//! State is a value, and [`update`] is pure.

use crate::data::Cases;
#[cfg(feature = "formats")]
use crate::data::{Facet, NO_VALUE};
use crate::query::{Filter, Window};

/// Everything the readers of linked figures have chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The window of time, if one was brushed.
    pub window: Option<Window>,
    /// Unit codes of the chosen countries, sorted; empty where none was chosen.
    pub countries: Vec<[u8; 2]>,
    /// Of each facet that something was chosen of, by its name: the values, of which a case must have one;
    /// an empty one stands for cases that say nothing of it. Sorted, and none is without a value.
    #[cfg(feature = "formats")]
    pub facets: Vec<(String, Vec<String>)>,
    /// What a value of a case must hold; empty for no condition.
    #[cfg(feature = "formats")]
    pub text: String,
}

impl State {
    /// Whether a view of time shows the same of two states: a window dims what it shows, but filters nothing.
    pub fn is_same_over_time(&self, other: &Self) -> bool {
        self.countries == other.countries && self.is_same_of_facets(other)
    }

    /// Whether a view of countries shows the same of two states, whichever countries are chosen.
    pub fn is_same_over_countries(&self, other: &Self) -> bool {
        self.window == other.window && self.is_same_of_facets(other)
    }

    #[cfg(feature = "formats")]
    fn is_same_of_facets(&self, other: &Self) -> bool {
        (&self.facets, &self.text) == (&other.facets, &other.text)
    }

    #[cfg(not(feature = "formats"))]
    fn is_same_of_facets(&self, _: &Self) -> bool {
        true
    }

    /// What a view of time is drawn of, whichever window is chosen: it dims.
    #[cfg(feature = "formats")]
    pub fn of_all_times(&self) -> Self {
        Self {
            window: None,
            ..self.clone()
        }
    }

    /// What a view of countries is drawn of, whichever of them are chosen.
    #[cfg(feature = "formats")]
    pub fn of_all_countries(&self) -> Self {
        Self {
            countries: Vec::new(),
            ..self.clone()
        }
    }

    /// What a view of a facet is drawn of, whichever of its values are chosen.
    #[cfg(feature = "formats")]
    pub fn of_all_values(&self, facet: &str) -> Self {
        let mut all = self.clone();
        all.facets.retain(|(name, _)| name != facet);
        all
    }

    /// The chosen values of a facet.
    #[cfg(feature = "formats")]
    pub fn values(&self, facet: &str) -> &[String] {
        let chosen = self.facets.iter().find(|(name, _)| name == facet);
        chosen.map_or(&[], |(_, values)| values)
    }

    /// Takes back what is chosen of facets that the cases don't have: it would choose nothing, unsaid.
    #[cfg(feature = "formats")]
    pub fn drop_lacking(&mut self, cases: &Cases) {
        self.facets.retain(|(name, _)| cases.facet(name).is_some());
    }

    /// Which cases are chosen.
    pub fn filter(&self, cases: &Cases) -> Filter {
        let index = |code: &[u8; 2]| cases.countries.iter().position(|c| c.as_bytes() == code);
        let chosen = || {
            self.countries
                .iter()
                .filter_map(index)
                .map(|index| index as u16)
                .collect()
        };
        Filter {
            window: self.window,
            countries: (!self.countries.is_empty()).then(chosen),
            #[cfg(feature = "formats")]
            facets: self.conditions(&cases.facets),
            #[cfg(feature = "formats")]
            text: self.text.clone(),
            ..Filter::default()
        }
    }

    /// What is chosen of facets that there are, by their places and those of their values.
    #[cfg(feature = "formats")]
    fn conditions(&self, facets: &[Facet]) -> Vec<(usize, Vec<u16>)> {
        let place = |facet: &Facet, value: &String| {
            if value.is_empty() {
                return Some(NO_VALUE);
            }
            let place = facet.values.iter().position(|known| known == value)?;
            Some(place as u16)
        };
        let condition = |(name, values): &(String, Vec<String>)| {
            let at = facets.iter().position(|facet| facet.name == *name)?;
            let codes = values.iter().filter_map(|value| place(&facets[at], value));
            Some((at, codes.collect()))
        };
        self.facets.iter().filter_map(condition).collect()
    }
}

/// What a reader did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "formats"), derive(Copy))]
pub enum Event {
    /// Brushed a window of time.
    Brush(Window),
    /// Cleared the window.
    ClearWindow,
    /// Chose a country, or took a chosen one back.
    Toggle([u8; 2]),
    /// Took all countries back.
    ClearCountries,
    /// Chose a value of a facet (the facet's name, and the value; empty for none), or took a chosen one back.
    #[cfg(feature = "formats")]
    ToggleValue(String, String),
    /// Took all values of a facet back.
    #[cfg(feature = "formats")]
    ClearValues(String),
    /// Searched for a text; an empty one is no search.
    #[cfg(feature = "formats")]
    Search(String),
    /// Took everything back.
    #[cfg(feature = "formats")]
    Clear,
}

/// The state after an event.
pub fn update(state: &State, event: Event) -> State {
    let mut next = state.clone();
    match event {
        Event::Brush(window) => next.window = (window.from < window.until).then_some(window),
        Event::ClearWindow => next.window = None,
        Event::Toggle(code) => match next.countries.binary_search(&code) {
            Ok(at) => drop(next.countries.remove(at)),
            Err(at) => next.countries.insert(at, code),
        },
        Event::ClearCountries => next.countries.clear(),
        #[cfg(feature = "formats")]
        Event::ToggleValue(facet, value) => toggle_value(&mut next.facets, facet, value),
        #[cfg(feature = "formats")]
        Event::ClearValues(facet) => next.facets.retain(|(name, _)| *name != facet),
        // A blank text is no search.
        #[cfg(feature = "formats")]
        Event::Search(text) if text.trim_ascii().is_empty() => next.text.clear(),
        #[cfg(feature = "formats")]
        Event::Search(text) => next.text = text,
        #[cfg(feature = "formats")]
        Event::Clear => next = State::default(),
    }
    next
}

#[cfg(feature = "formats")]
fn toggle_value(facets: &mut Vec<(String, Vec<String>)>, facet: String, value: String) {
    let at = match facets.binary_search_by(|(name, _)| name.cmp(&facet)) {
        Ok(at) => at,
        Err(at) => {
            facets.insert(at, (facet, Vec::new()));
            at
        }
    };
    let values = &mut facets[at].1;
    match values.binary_search(&value) {
        Ok(at) => drop(values.remove(at)),
        Err(at) => values.insert(at, value),
    }
    if values.is_empty() {
        facets.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choosing_a_country_twice_takes_it_back() {
        let one = update(&State::default(), Event::Toggle(*b"IT"));
        let two = update(&one, Event::Toggle(*b"FR"));
        assert_eq!(two.countries, [*b"FR", *b"IT"]);
        assert_eq!(update(&two, Event::Toggle(*b"FR")), one);
        assert_eq!(update(&two, Event::ClearCountries), State::default());
    }

    #[test]
    fn choosing_the_only_value_of_a_facet_twice_leaves_no_condition() {
        let choose = |state: &State, facet: &str, value: &str| {
            update(
                state,
                Event::ToggleValue(facet.to_owned(), value.to_owned()),
            )
        };
        let one = choose(&State::default(), "charge", "smuggling");
        let two = choose(&choose(&one, "charge", "aiding"), "act", "");
        assert_eq!(two.values("charge"), ["aiding", "smuggling"]);
        assert_eq!(two.facets[0].0, "act");
        assert_eq!(two.of_all_values("act"), choose(&one, "charge", "aiding"));
        assert_eq!(choose(&one, "charge", "smuggling"), State::default());
        assert_eq!(update(&two, Event::Clear), State::default());
    }

    #[test]
    fn a_case_without_a_value_can_be_chosen_as_such() {
        let file = br#"[{"date": "2021", "charge": "a"}, {"date": "2021", "charge": ["a", "b"]}, {"date": "2021"},
            {"date": "2021", "charge": "b"}]"#;
        let mut reader = crate::read::Reader::new();
        reader.feed(file);
        let data = reader.finish().unwrap();
        let count = |values: &[&str]| {
            let mut state = State::default();
            for value in values {
                state = update(
                    &state,
                    Event::ToggleValue("charge".to_owned(), (*value).to_owned()),
                );
            }
            crate::query::rows(&data.cases, &state.filter(&data.cases)).len()
        };
        assert_eq!(count(&["a"]), 2);
        assert_eq!(count(&["a", "b"]), 3);
        assert_eq!(count(&[""]), 1);
        assert_eq!(count(&["", "a"]), 3);
        assert_eq!(count(&["unheard of"]), 0);
    }

    #[test]
    fn what_is_chosen_of_a_facet_that_there_is_not_is_taken_back() {
        let mut reader = crate::read::Reader::new();
        reader.feed(br#"[{"date": "2021", "charge": "a"}]"#);
        let data = reader.finish().unwrap();
        let choose = |state: &State, facet: &str| {
            update(state, Event::ToggleValue(facet.to_owned(), "x".to_owned()))
        };
        let charge = choose(&State::default(), "charge");
        let mut both = choose(&charge, "crime");
        both.drop_lacking(&data.cases);
        assert_eq!(both, charge);
    }

    #[test]
    fn a_blank_text_is_no_search() {
        let search = |state: &State, text: &str| update(state, Event::Search(text.to_owned()));
        let boat = search(&State::default(), "a boat ");
        assert_eq!(boat.text, "a boat ");
        assert_eq!(search(&boat, " \t"), State::default());
    }

    #[test]
    fn an_empty_window_is_none() {
        let window = Window {
            from: 10,
            until: 40,
        };
        let brushed = update(&State::default(), Event::Brush(window));
        assert_eq!(brushed.window, Some(window));
        let empty = Event::Brush(Window {
            from: 10,
            until: 10,
        });
        assert_eq!(update(&brushed, empty).window, None);
        assert_eq!(update(&brushed, Event::ClearWindow), State::default());
    }
}
