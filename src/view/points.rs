//! Which cases share a point, and what of them is shown.

use std::collections::BTreeMap;

use kurbo::Point;

use super::words::code_of;
use crate::data::{Cases, Precision};
use crate::map::{Look, MapLayout, Place, PointsData};
use crate::query::{Filter, tally_groups};

/// The points of all cases, found once for the data and a map.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// By row, an index into `points`, or that of none.
    of_row: Vec<u32>,
    points: Vec<Spot>,
}

/// A point with what it stands for.
#[derive(Debug, Clone)]
struct Spot {
    /// In metres of the map's plane; none off the map.
    at: Option<Point>,
    look: Look,
    /// Whether it stands for its country, without a radius.
    is_country: bool,
    within: Option<f64>,
    /// Index into `Cases::countries`; of several, none.
    country: Option<u16>,
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    /// Those that are kept, with whether the cases were in order, or found anew: rows that were put into order
    /// are other rows.
    pub(super) fn kept<'a>(
        kept: &'a mut Option<(bool, Self)>,
        cases: &Cases,
        layout: &MapLayout,
    ) -> &'a Self {
        kept.take_if(|(ordered, _)| *ordered != cases.ordered);
        let found = || (cases.ordered, Self::new(cases, layout));
        &kept.get_or_insert_with(found).1
    }

    fn new(cases: &Cases, layout: &MapLayout) -> Self {
        let mut known: BTreeMap<(u32, u32, Precision, u32), u32> = BTreeMap::new();
        let mut places = Self::default();
        for row in 0..cases.len() {
            let (lat, lon) = (cases.lat.get(row), cases.lon.get(row));
            if lat.is_nan() || lon.is_nan() {
                places.of_row.push(NOWHERE);
                continue;
            }
            let (precision, radius) = (cases.precision.get(row), cases.radius_km.get(row));
            let key = (lat.to_bits(), lon.to_bits(), precision, radius.to_bits());
            let country = cases.country[row];
            let points = &mut places.points;
            let index = *known.entry(key).or_insert_with(|| {
                points.push(Spot {
                    at: layout.metres(lon.into(), lat.into()),
                    look: Look::of(precision, radius),
                    within: (radius > 0.0).then(|| radius.into()),
                    is_country: precision == Precision::Country && radius.is_nan(),
                    country: Some(country),
                });
                points.len() as u32 - 1
            });
            let spot = &mut points[index as usize];
            spot.country = spot.country.filter(|known| *known == country);
            places.of_row.push(index);
        }
        places.number_anew(known.into_values());
        places
    }

    /// Numbers places in another order than that of their rows, which changes: a mark keeps its key.
    fn number_anew(&mut self, order: impl Iterator<Item = u32>) {
        let order: Vec<u32> = order.collect();
        let mut numbers = vec![NOWHERE; order.len()];
        for (number, &before) in (0..).zip(&order) {
            numbers[before as usize] = number;
        }
        for index in self.of_row.iter_mut().filter(|index| **index != NOWHERE) {
            *index = numbers[*index as usize];
        }
        let spot = |&index: &u32| self.points[index as usize].clone();
        self.points = order.iter().map(spot).collect();
    }

    /// Whether the case of a row is at a place.
    pub(super) fn holds(&self, index: u32, row: u32) -> bool {
        self.of_row.get(row as usize) == Some(&index)
    }

    /// What of them is shown on a map.
    pub(super) fn shown(&self, cases: &Cases, filter: &Filter, layout: &MapLayout) -> PointsData {
        let sums = tally_groups(cases, filter, self.points.len(), |row| {
            self.of_row[row] as usize
        });
        let mut data = PointsData {
            nowhere: sums.last().map_or(0, |sum| sum.cases),
            ..PointsData::default()
        };
        let both = self.points.iter().zip(sums).zip(0..);
        for ((spot, sum), index) in both.filter(|((_, sum), _)| sum.cases > 0) {
            let Some(at) = spot.at else {
                data.outside += sum.cases;
                continue;
            };
            let country = spot
                .country
                .and_then(|at| cases.countries.get(usize::from(at)));
            let mut look = spot.look;
            if let (Look::Area(most), true, Some(code)) = (look, spot.is_country, country)
                && let Some(own) = code_of(code).and_then(|code| layout.radius_km(code))
            {
                look = Look::Area(most.min(own));
            }
            let place = Place {
                at,
                look,
                within: spot.within,
                country: country.cloned(),
                sum,
            };
            data.places.push((index, place));
        }
        data
    }
}
