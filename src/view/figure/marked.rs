//! The cases that a mark of a [`Figure`] stands for.

use super::super::{State, listed};
use super::Figure;
use crate::data::Dataset;
use crate::query::Filter;
use crate::scene::MarkKey;

impl Figure {
    /// The rows of the cases that a mark stands for, of a map of those that it counts: the latest first,
    /// undated ones last. None for a mark that is not there. All cases must lie in the order of their days.
    pub fn cases_of(&mut self, data: &Dataset, state: &State, key: MarkKey) -> Vec<u32> {
        let cases = &data.cases;
        let (filter, _) = self.filter(data, state);
        match key {
            MarkKey::Country(code) => {
                let here = |country: &String| country.as_bytes() == code;
                let index = cases.countries.iter().position(here);
                let countries = Some(index.map(|index| index as u16).into_iter().collect());
                listed(
                    cases,
                    &Filter {
                        countries,
                        ..filter
                    },
                )
            }
            MarkKey::Case(number) => {
                let row = (0..cases.len()).find(|&row| cases.number(row) == number);
                row.map(|row| row as u32).into_iter().collect()
            }
            _ => {
                let (places, of) = (self.places(data), self.places_of(data, state, key));
                let mut rows = listed(cases, &filter);
                rows.retain(|&row| {
                    let place = places.of_row(row as usize);
                    place.is_some_and(|place| of.binary_search(&place).is_ok())
                });
                rows
            }
        }
    }

    /// The places that a mark stands for, ascending; none for a mark of anything else.
    fn places_of(&mut self, data: &Dataset, state: &State, key: MarkKey) -> Vec<u32> {
        let mut of = match key {
            MarkKey::Place(index) => vec![index],
            MarkKey::Cluster(..) if self.options.marks.clusters => {
                self.places_of_cluster(data, state, key)
            }
            MarkKey::Hexagon(..) if self.options.marks.density => {
                self.places_of_hexagon(data, state, key)
            }
            _ => Vec::new(),
        };
        of.sort_unstable();
        of
    }
}
