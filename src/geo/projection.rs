//! [`Projection`]: which plane a base map is drawn on.

use kurbo::Point;

use super::laea::Laea;

/// A place on the Earth, in degrees; east and north are positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
}

/// A projection from the Earth to a plane in metres, y to the north, with its inverse.
///
/// An enum rather than a trait: base-map files name their projection by a number, and only those
/// a reader may meet are in the embed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Projection {
    /// ETRS89-extended / LAEA Europe, EPSG:3035.
    LaeaEurope,
}

impl Projection {
    /// The projection that base-map files call `id`; `None` for a number this version does not
    /// know.
    #[must_use]
    pub fn from_id(id: u8) -> Option<Self> {
        match id {
            1 => Some(Self::LaeaEurope),
            _ => None,
        }
    }

    /// The number of this projection in base-map files.
    #[must_use]
    pub fn id(&self) -> u8 {
        match self {
            Self::LaeaEurope => 1,
        }
    }

    /// Where a place is drawn, in metres. Places that the projection cannot draw (a handful of
    /// points far from the map) give a point that is not finite.
    #[must_use]
    pub fn forward(&self, at: LonLat) -> Point {
        match self {
            Self::LaeaEurope => Laea::europe().forward(at),
        }
    }

    /// Which place is drawn at a point in metres; `None` off the edge of the world.
    #[must_use]
    pub fn inverse(&self, at: Point) -> Option<LonLat> {
        match self {
            Self::LaeaEurope => Laea::europe().inverse(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_number_names_the_projection_that_has_it() {
        for id in 0..=u8::MAX {
            if let Some(projection) = Projection::from_id(id) {
                assert_eq!(projection.id(), id);
            }
        }
        assert!(Projection::from_id(1).is_some());
        assert!(Projection::from_id(0).is_none());
    }
}
