//! What a reader chose, as the end of an address: `window=2021-01/2021-06&country=IT,EL&facet.charge=smuggling`.
//!
//! The form is that of queries (WHATWG URL Standard, `application/x-www-form-urlencoded`), so that it can stand
//! beside parameters of others, which are passed over:
//!
//! | name | value |
//! |---|---|
//! | `window` | a date or an interval (EDTF), its last day included |
//! | `country` | unit codes or keys of own areas, with commas between |
//! | `facet.NAME` | values of a facet, with commas between; an empty one for cases that say nothing of it |
//! | `text` | what a value of a case must hold |
//!
//! An address can be made by anybody: what asks for something that there is not is passed over and told.

use super::{Event, State, update};
use crate::data::edtf::interval;
use crate::data::{Dataset, area, country, date};
use crate::locale::{Messages, fill};
use crate::query::Window;
use crate::scene::MarkKey;

/// Longer ones are nobody's that a figure has made.
const LONGEST: usize = 4_000;
/// What a page may put beside them: which part of a map is seen.
const BESIDE: usize = 100;

impl State {
    /// The state as the end of an address, without `#`; empty where nothing is chosen, and where it were longer than
    /// what is read: half of what was chosen would say something else.
    pub fn address(&self, areas: &[String]) -> String {
        let mut parts = Vec::new();
        if let Some(window) = self.window {
            parts.push(["window=", &interval(window.from, window.until - 1)].concat());
        }
        if !self.countries.is_empty() {
            let key = |&code: &[u8; 2]| {
                let code = MarkKey::Country(code).name();
                escaped(area::key(areas, &code).unwrap_or(&code))
            };
            let keys: Vec<String> = self.countries.iter().map(key).collect();
            parts.push(["country=", &keys.join(",")].concat());
        }
        for (facet, values) in &self.facets {
            let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
            parts.push(["facet.", &escaped(facet), "=", &values.join(",")].concat());
        }
        if !self.text.is_empty() {
            parts.push(["text=", &escaped(&self.text)].concat());
        }
        let address = parts.join("&");
        if address.len() > LONGEST - BESIDE {
            return String::new();
        }
        address
    }

    /// The state of an address, and what of it is passed over, in sentences. Parameters of other names are not
    /// looked at.
    pub fn of_address(address: &str, data: &Dataset, messages: &Messages) -> (Self, Vec<String>) {
        let mut state = Self::default();
        let mut problems = Vec::new();
        if address.len() > LONGEST {
            problems.push(messages.address_too_long().to_owned());
            return (state, problems);
        }
        for part in address.split('&') {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            let mut passed = |what: &str| {
                problems.push(fill(messages.address_unknown(), &[&plain(name), what]));
            };
            match name {
                "window" => match window(&plain(value)) {
                    Some(window) => state.window = Some(window),
                    None => passed(&plain(value)),
                },
                "country" => {
                    for key in value.split(',').map(plain) {
                        match unit(&key, data) {
                            Some(code) => add(&mut state.countries, code),
                            None => passed(&key),
                        }
                    }
                }
                "text" => state = update(&state, Event::Search(plain(value))),
                _ => {
                    let Some(name) = name.strip_prefix("facet.").map(plain) else {
                        continue;
                    };
                    let facets = &data.cases.facets;
                    let Some(facet) = facets.iter().find(|facet| facet.name == name) else {
                        passed(&plain(value));
                        continue;
                    };
                    let mut values = Vec::new();
                    for value in value.split(',').map(plain) {
                        match value.is_empty() || facet.values.contains(&value) {
                            true => add(&mut values, value),
                            false => passed(&value),
                        }
                    }
                    // Said twice, it is the last that counts.
                    state.facets.retain(|(known, _)| *known != name);
                    if !values.is_empty() {
                        let at = state.facets.partition_point(|(known, _)| *known < name);
                        state.facets.insert(at, (name, values));
                    }
                }
            }
        }
        (state, problems)
    }
}

/// Adds what is not there yet, in order.
fn add<T: Ord>(values: &mut Vec<T>, value: T) {
    if let Err(at) = values.binary_search(&value) {
        values.insert(at, value);
    }
}

/// The unit that a key names: of an own area of the cases, or a country that a case or the coverage has.
fn unit(key: &str, data: &Dataset) -> Option<[u8; 2]> {
    let areas = &data.cases.areas;
    if areas.is_empty() {
        let code = country::resolve(key.as_bytes())?;
        return is_of(code, data).then_some(code);
    }
    area::code(areas.iter().position(|area| area == key)?)
}

/// Whether a case has a country, or the file says that it was looked at.
fn is_of(code: [u8; 2], data: &Dataset) -> bool {
    let (cases, covered) = (&data.cases.countries, &data.info.coverage.countries);
    let mut known = cases.iter().chain(covered);
    known.any(|known| known.as_bytes() == code)
}

fn window(text: &str) -> Option<Window> {
    let date = date::parse(text.as_bytes()).ok()?;
    let until = date.last.checked_add(1)?;
    let window = Window {
        from: date.start,
        until,
    };
    (!date.doubt.is_open() && window.from < until).then_some(window)
}

/// A text with all bytes percent-encoded that mean something in an address, or may not be in one.
fn escaped(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    out
}

/// The text that was [`escaped`]; what is no code of a byte stays as it is.
fn plain(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        out.push(match (first, after) {
            (b'+', _) => b' ',
            (b'%', [a, b, after @ ..]) => match digit(*a).zip(digit(*b)) {
                Some((a, b)) => {
                    rest = after;
                    a << 4 | b
                }
                None => b'%',
            },
            _ => *first,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::locale::EN;
    use crate::read::Reader;

    fn data() -> Dataset {
        let mut reader = Reader::new();
        reader.feed(
            br#"[{"date": "2021-01", "country": "IT", "charge": "facilitation, or smuggling", "plea": "a&b=c"},
            {"date": "2021-06-04", "country": "EL", "charge": "\u00e9tat d'urgence"}]"#,
        );
        reader.finish().unwrap()
    }

    fn read(address: &str) -> (State, Vec<String>) {
        State::of_address(address, &data(), &EN)
    }

    fn said(address: &str) -> String {
        read(address).0.address(&[])
    }

    #[test]
    fn an_address_says_what_is_chosen_and_no_more_than_is_exact() {
        for address in [
            "",
            "window=2021",
            "window=2021-03",
            "window=2021-01/2021-06",
            "window=2021-01-05/2021-01-06",
            "window=2019/2021&country=GR,IT",
            "facet.charge=&facet.plea=a%26b%3Dc",
            "facet.charge=facilitation%2C+or+smuggling,%C3%A9tat+d%27urgence&text=100+%25",
        ] {
            assert_eq!(said(address), address);
            assert_eq!(read(address).1, Vec::<String>::new());
        }
    }

    #[test]
    fn what_there_is_not_is_passed_over_and_told() {
        let (state, problems) = read(
            "window=2021-13&country=IT,Atlantis&facet.charge=theft&facet.crime=x&utm_source=y&facet.plea=a%26b%3Dc",
        );
        assert_eq!(state.address(&[]), "country=IT&facet.plea=a%26b%3Dc");
        assert_eq!(problems.len(), 4);
        assert_eq!(
            problems[2],
            "The address asks for facet.charge=\"theft\", which these cases don't have: passed over."
        );
    }

    #[test]
    fn a_window_that_is_open_or_ends_before_it_begins_is_none() {
        for window in ["2021/..", "../2021", "2021-06/2021-01", "", "2021-02-30"] {
            let address = ["window=", window].concat();
            let (state, problems) = read(&address);
            assert_eq!((state, problems.len()), (State::default(), 1), "{window}");
        }
    }

    #[test]
    fn an_address_of_megabytes_is_not_read() {
        let (state, problems) = read(&["text=", &"a".repeat(LONGEST)].concat());
        assert_eq!((state, problems.len()), (State::default(), 1));
    }

    #[test]
    fn a_country_that_no_case_has_is_passed_over_unless_it_was_looked_at() {
        let (state, problems) = read("country=IT,JP");
        assert_eq!(state.countries, [*b"IT"]);
        assert_eq!(
            problems,
            ["The address asks for country=\"JP\", which these cases don't have: passed over."]
        );
        let mut data = data();
        data.info.coverage.countries = vec!["JP".to_owned()];
        let (state, problems) = State::of_address("country=JP", &data, &EN);
        assert_eq!((state.countries, problems.len()), (vec![*b"JP"], 0));
    }

    #[test]
    fn an_address_that_would_not_be_read_is_not_written() {
        let search = |length| {
            let text = "a".repeat(length);
            update(&State::default(), Event::Search(text))
        };
        assert_eq!(search(LONGEST).address(&[]), "");
        let state = search(LONGEST - BESIDE - 5);
        assert_eq!(read(&state.address(&[])), (state, Vec::new()));
    }

    #[test]
    fn a_blank_text_in_an_address_is_no_choice() {
        assert_eq!(read("text=+"), (State::default(), Vec::new()));
    }

    #[test]
    fn own_areas_are_named_by_their_keys() {
        let mut data = data();
        data.cases.areas = vec!["ITF".to_owned(), "ITG & co".to_owned()];
        let (state, problems) = State::of_address("country=ITG+%26+co", &data, &EN);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(state.countries, [area::code(1).unwrap()]);
        assert_eq!(state.address(&data.cases.areas), "country=ITG+%26+co");
    }

    proptest! {
        #[test]
        fn no_address_breaks_a_figure_and_each_says_the_same_when_it_is_said_again(
            address in "((window|country|facet\\.charge|facet\\.%|text|\\PC{0,3})[=&,]([0-9A-Z/%+.é-]{0,9}|\\PC{0,4})[&]?){0,6}"
        ) {
            let (state, _) = read(&address);
            let said = state.address(&[]);
            let (again, problems) = read(&said);
            prop_assert_eq!(problems, Vec::<String>::new());
            prop_assert_eq!(again, state);
        }
    }
}
