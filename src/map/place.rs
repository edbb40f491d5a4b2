//! Places where cases are, and how exact they are.

use kurbo::Point;

use crate::data::{Precision, UNKNOWN};

/// How a case is drawn where its point is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Look {
    /// The point is where it happened, or the town.
    Dot,
    /// How exact the point is, nobody says.
    Ring,
    /// It happened somewhere in an area, which is drawn as a circle of so many kilometres, of our choosing.
    Area(f32),
    /// It happened somewhere within so many kilometres, as the file says.
    Within(f32),
}

impl Look {
    /// The look of a point that stands for `precision`, or for a circle of `radius_km` where that is a
    /// number. A country's is of its own size, see [`MapLayout::radius_km`](super::MapLayout::radius_km), and at
    /// most this. How large a district, a region or a stretch of sea is, no file says: the circles of those
    /// are of our choosing, about as large as such places in Europe are.
    pub fn of(precision: Precision, radius_km: f32) -> Self {
        if radius_km > 0.0 {
            return Self::Within(radius_km);
        }
        match precision {
            Precision::Site | Precision::City => Self::Dot,
            Precision::Unknown => Self::Ring,
            Precision::Admin2 => Self::Area(25.0),
            Precision::Admin1 => Self::Area(75.0),
            Precision::Sea => Self::Area(100.0),
            Precision::Country | Precision::Route => Self::Area(250.0),
        }
    }

    /// The radius of the area that it stands for, in kilometres, if it stands for one.
    pub fn area_km(self) -> Option<f64> {
        match self {
            Self::Area(km) | Self::Within(km) => Some(km.into()),
            Self::Dot | Self::Ring => None,
        }
    }
}

/// The number of no place.
pub const NOWHERE: u32 = u32::MAX;

/// Cases that share a point. A map may have a million of these: what is told of one only when it is pointed
/// at is not here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Its number among all places of the data.
    pub index: u32,
    /// In metres of the map's plane: exact to half a metre.
    pub at: [f32; 2],
    /// How cases are drawn here.
    pub look: Look,
    /// How many cases are here now; at least 1.
    pub cases: u32,
}

impl Place {
    /// Where it is, in metres of the map's plane.
    pub fn point(&self) -> Point {
        Point::new(self.at[0].into(), self.at[1].into())
    }
}

/// What a layer of points shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointsData {
    /// Places on the map with a case now, by their numbers.
    pub places: Vec<Place>,
    /// Where people are counted, at least how many each has, or [`UNKNOWN`]; empty where cases are.
    pub people: Vec<u32>,
    /// Cases without a point.
    pub nowhere: u64,
    /// Cases whose point lies outside this map.
    pub outside: u64,
}

impl PointsData {
    /// What is counted at one of the places: cases, or at least how many people, if that is known.
    pub fn number(&self, place: usize) -> Option<u64> {
        match self.people.get(place) {
            Some(&people) => (people != UNKNOWN).then_some(people.into()),
            None => self.places.get(place).map(|place| place.cases.into()),
        }
    }

    /// A place by its number; none if it has no case now.
    pub fn place(&self, index: u32) -> Option<&Place> {
        self.places.get(self.position(index)?)
    }

    /// What is counted at a place, by its number.
    pub fn counted(&self, index: u32) -> Option<u64> {
        self.number(self.position(index)?)
    }

    fn position(&self, index: u32) -> Option<usize> {
        let by_index = |place: &Place| place.index;
        self.places.binary_search_by_key(&index, by_index).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_region_or_a_country_is_never_a_dot() {
        for precision in [
            Precision::Admin2,
            Precision::Admin1,
            Precision::Country,
            Precision::Sea,
            Precision::Route,
        ] {
            assert!(matches!(Look::of(precision, f32::NAN), Look::Area(km) if km > 0.0));
        }
        assert_eq!(Look::of(Precision::City, f32::NAN), Look::Dot);
        assert_eq!(Look::of(Precision::Unknown, f32::NAN), Look::Ring);
        assert_eq!(Look::of(Precision::Site, 3.0), Look::Within(3.0));
    }
}
