//! Which cases share a point, and what of them is shown.

use super::words::code_of;
use crate::data::{Cases, NO_COUNTRY, Precision};
use crate::distinct::{Distinct, hash};
use crate::map::{Look, MapLayout, NOWHERE, Place, PointsData};
use crate::query::{Filter, Measure, Tally, count_groups, people_groups, tally_groups};
use crate::sort::order;

/// The points of all cases, found once for the data and a map. Columns, as there may be a million.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// By row, the number of its place, or [`NOWHERE`].
    of_row: Vec<u32>,
    /// By place, the first of its rows, which has its point, its precision and its radius.
    first: Vec<u32>,
    /// By place, where it is in metres of the map's plane; no number off the map.
    at: Vec<[f32; 2]>,
    /// By place, an index into `Cases::countries`, or [`NO_COUNTRY`] where its cases have several or none.
    country: Vec<u16>,
}

/// What makes two cases be at one place: as bits, for numbers that are no numbers have to be equal too.
type Key = (u32, u32, Precision, u32);

fn key_of(cases: &Cases, row: usize) -> Key {
    let bits = |value: f32| value.to_bits();
    (
        bits(cases.lat.get(row)),
        bits(cases.lon.get(row)),
        cases.precision.get(row),
        bits(cases.radius_km.get(row)),
    )
}

fn hash_of((lat, lon, precision, radius): Key) -> u64 {
    let point = u64::from(lat) << 32 | u64::from(lon);
    hash(point, u64::from(radius) << 8 | precision as u64)
}

impl Places {
    pub(super) fn new(cases: &Cases, layout: &MapLayout) -> Self {
        let metres = layout.metres();
        let mut known = Distinct::default();
        let mut places = Self::default();
        places.of_row.reserve_exact(cases.len());
        for row in 0..cases.len() {
            let key = key_of(cases, row);
            let (lat, lon) = (f32::from_bits(key.0), f32::from_bits(key.1));
            if lat.is_nan() || lon.is_nan() {
                places.of_row.push(NOWHERE);
                continue;
            }
            let first = &places.first;
            let key_at = |place: u32| key_of(cases, first[place as usize] as usize);
            let place = known.number(
                hash_of(key),
                |place| key_at(place) == key,
                |place| hash_of(key_at(place)),
            ) as usize;
            let country = cases.country[row];
            if place == places.first.len() {
                let at = metres(lon.into(), lat.into());
                places.first.push(row as u32);
                places
                    .at
                    .push(at.map_or([f32::NAN; 2], |at| [at.x as f32, at.y as f32]));
                places.country.push(country);
            } else if places.country[place] != country {
                places.country[place] = NO_COUNTRY;
            }
            places.of_row.push(place as u32);
        }
        places.number_anew(cases);
        places
    }

    /// Numbers places in an order of their own, not in that of their rows, which changes: a mark keeps its key. By
    /// a hash of what makes them one place, in two passes of 32 bits.
    fn number_anew(&mut self, cases: &Cases) {
        let hashes: Vec<u64> = self
            .first
            .iter()
            .map(|&row| hash_of(key_of(cases, row as usize)))
            .collect();
        let half = |hash: u64, shift: u32| ((hash >> shift) as u32).cast_signed();
        let low: Vec<i32> = hashes.iter().map(|&hash| half(hash, 0)).collect();
        let by_low = order(&low);
        let high: Vec<i32> = by_low
            .iter()
            .map(|&place| half(hashes[place as usize], 32))
            .collect();
        let sorted: Vec<usize> = order(&high)
            .into_iter()
            .map(|at| by_low[at as usize] as usize)
            .collect();
        let mut numbers = vec![NOWHERE; sorted.len()];
        for (number, &before) in (0..).zip(&sorted) {
            numbers[before] = number;
        }
        for place in self.of_row.iter_mut().filter(|place| **place != NOWHERE) {
            *place = numbers[*place as usize];
        }
        self.first = sorted.iter().map(|&before| self.first[before]).collect();
        self.at = sorted.iter().map(|&before| self.at[before]).collect();
        self.country = sorted.iter().map(|&before| self.country[before]).collect();
    }

    /// How many there are, those off the map included.
    pub(super) fn len(&self) -> usize {
        self.first.len()
    }

    /// Where each is, in metres of the map's plane; no number off the map.
    pub(super) fn points(&self) -> &[[f32; 2]] {
        &self.at
    }

    /// The place of a row, if its case has one.
    pub(super) fn of_row(&self, row: usize) -> Option<u32> {
        self.of_row
            .get(row)
            .copied()
            .filter(|&place| place != NOWHERE)
    }

    /// How many cases each has.
    pub(super) fn counts(&self, cases: &Cases, filter: &Filter) -> Vec<u64> {
        let mut counts = count_groups(cases, filter, self.len(), |row| self.of_row[row] as usize);
        counts.pop();
        counts
    }

    /// At least how many people each has, or [`UNKNOWN`](crate::data::UNKNOWN).
    pub(super) fn people(&self, cases: &Cases, filter: &Filter) -> Vec<u32> {
        let mut people = people_groups(cases, filter, self.len(), |row| self.of_row[row] as usize);
        people.pop();
        people
    }

    /// What of them is shown on a map.
    pub(super) fn shown(
        &self,
        cases: &Cases,
        filter: &Filter,
        layout: &MapLayout,
        measure: Measure,
    ) -> PointsData {
        let mut counts = count_groups(cases, filter, self.len(), |row| self.of_row[row] as usize);
        let nowhere = counts.pop().unwrap_or(0);
        let people = match measure {
            Measure::Cases => Vec::new(),
            Measure::People => self.people(cases, filter),
        };
        let own: Vec<Option<f64>> = cases
            .countries
            .iter()
            .map(|code| layout.radius_km(code_of(code)?))
            .collect();
        let mut data = PointsData {
            nowhere,
            ..PointsData::default()
        };
        let here = counts.iter().filter(|&&count| count > 0).count();
        data.places.reserve_exact(here);
        let each = counts.into_iter().zip(0..).filter(|&(count, _)| count > 0);
        for (count, index) in each {
            let at = self.at[index as usize];
            if at[0].is_nan() {
                data.outside += count;
                continue;
            }
            data.people.extend(people.get(index as usize));
            data.places.push(Place {
                index,
                at,
                look: self.look(cases, index as usize, &own),
                cases: count.min(u32::MAX.into()) as u32,
            });
        }
        data
    }

    /// How cases at a place are drawn; `own` has the size of each country.
    fn look(&self, cases: &Cases, place: usize, own: &[Option<f64>]) -> Look {
        let row = self.first[place] as usize;
        let precision = cases.precision.get(row);
        let look = Look::of(precision, cases.radius_km.get(row));
        let own = own.get(usize::from(self.country[place])).copied();
        match (look, own.flatten()) {
            (Look::Area(most), Some(own)) if precision == Precision::Country => {
                Look::Area(most.min(own as f32))
            }
            _ => look,
        }
    }

    /// The index of the country of a place, if all of its cases have one.
    pub(super) fn country(&self, place: u32) -> Option<u16> {
        let country = *self.country.get(place as usize)?;
        (country != NO_COUNTRY).then_some(country)
    }

    /// Whole sums, by group: `group` gives that of a place, and none for any number from `groups` on.
    pub(super) fn sums(
        &self,
        cases: &Cases,
        filter: &Filter,
        groups: usize,
        group: impl Fn(u32) -> usize,
    ) -> Vec<Tally> {
        let mut sums = tally_groups(cases, filter, groups, |row| match self.of_row[row] {
            NOWHERE => groups,
            place => group(place),
        });
        sums.pop();
        sums
    }
}
