//! State is a value, and [`update`] is pure.

use crate::data::Cases;
use crate::query::{Filter, Window};

/// Everything the readers of linked figures have chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The window of time, if one was brushed.
    pub window: Option<Window>,
    /// Unit codes of the chosen countries, sorted; empty where none was chosen.
    pub countries: Vec<[u8; 2]>,
}

impl State {
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
            ..Filter::default()
        }
    }
}

/// What a reader did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Brushed a window of time.
    Brush(Window),
    /// Cleared the window.
    ClearWindow,
    /// Chose a country, or took a chosen one back.
    Toggle([u8; 2]),
    /// Took all countries back.
    ClearCountries,
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
    }
    next
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
