//! [`Projection`]: which plane a base map is drawn on.

use kurbo::Point;

use super::equal_earth::EqualEarth;
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
    /// [Equal Earth](EqualEarth::world) around 11° E.
    EqualEarth,
    /// Lambert azimuthal equal-area around a point of its own, which gets the coordinates 0, 0: an
    /// [inset](super::insets)'s.
    #[cfg(feature = "formats")]
    Local {
        /// Longitude of the origin, in hundredths of a degree.
        lon: i32,
        /// Latitude of the origin, in hundredths of a degree; no pole.
        lat: i32,
    },
}

impl Projection {
    /// The number of [`Local`](Self::Local) in base-map files.
    #[cfg(feature = "formats")]
    pub(super) const LOCAL: u8 = 3;

    /// A local projection around a point in hundredths of a degree; `None` for a pole, or off the Earth.
    #[cfg(feature = "formats")]
    #[must_use]
    pub fn local(lon: i32, lat: i32) -> Option<Self> {
        let on_earth = (-18_000..=18_000).contains(&lon) && (-8_999..=8_999).contains(&lat);
        on_earth.then_some(Self::Local { lon, lat })
    }

    /// The projection that base-map files call `id`; `None` for a number this version does not
    /// know, or that needs an origin.
    #[must_use]
    pub fn from_id(id: u8) -> Option<Self> {
        match id {
            1 => Some(Self::LaeaEurope),
            2 => Some(Self::EqualEarth),
            _ => None,
        }
    }

    /// The number of this projection in base-map files.
    #[must_use]
    pub fn id(&self) -> u8 {
        match self {
            Self::LaeaEurope => 1,
            Self::EqualEarth => 2,
            #[cfg(feature = "formats")]
            Self::Local { .. } => Self::LOCAL,
        }
    }

    /// Where a place is drawn, in metres. Places that the projection cannot draw (a handful of
    /// points far from the map) give a point that is not finite.
    #[must_use]
    pub fn forward(&self, at: LonLat) -> Point {
        match self {
            Self::LaeaEurope => Laea::europe().forward(at),
            Self::EqualEarth => EqualEarth::world().forward(at),
            #[cfg(feature = "formats")]
            Self::Local { lon, lat } => around(*lon, *lat).forward(at),
        }
    }

    /// The same for very many places: what depends on the projection alone is worked out once.
    #[cfg(feature = "formats")]
    #[must_use]
    pub fn forwards(&self) -> Box<dyn Fn(LonLat) -> Point> {
        let laea = |laea: Laea| Box::new(move |at| laea.forward(at));
        match self {
            Self::LaeaEurope => laea(Laea::europe()),
            Self::EqualEarth => {
                let world = EqualEarth::world();
                Box::new(move |at| world.forward(at))
            }
            Self::Local { lon, lat } => laea(around(*lon, *lat)),
        }
    }

    /// Which place is drawn at a point in metres; `None` off the edge of the world.
    #[must_use]
    pub fn inverse(&self, at: Point) -> Option<LonLat> {
        match self {
            Self::LaeaEurope => Laea::europe().inverse(at),
            Self::EqualEarth => EqualEarth::world().inverse(at),
            #[cfg(feature = "formats")]
            Self::Local { lon, lat } => around(*lon, *lat).inverse(at),
        }
    }
}

/// The local projection around a point in hundredths of a degree.
#[cfg(feature = "formats")]
fn around(lon: i32, lat: i32) -> Laea {
    let [lon, lat] = [lon, lat].map(|hundredths| f64::from(hundredths) / 100.0);
    Laea::new(LonLat { lon, lat }, kurbo::Vec2::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_places_are_drawn_where_each_one_is() {
        let local = Projection::local(-6_100, 1_600);
        for projection in [Projection::LaeaEurope, Projection::EqualEarth]
            .into_iter()
            .chain(local)
        {
            let forward = projection.forwards();
            for (lon, lat) in [(12.5, 41.9), (-61.0, 16.2), (170.0, -40.0)] {
                let at = LonLat { lon, lat };
                assert_eq!(forward(at), projection.forward(at));
            }
        }
    }

    #[test]
    fn every_known_number_names_the_projection_that_has_it() {
        for id in 0..=u8::MAX {
            if let Some(projection) = Projection::from_id(id) {
                assert_eq!(projection.id(), id);
            }
        }
        assert!(Projection::from_id(1).is_some());
        assert!(Projection::from_id(2).is_some());
        assert!(Projection::from_id(0).is_none());
    }
}
