//! Equal Earth projection of the ellipsoid.
//!
//! B. Šavrič, T. Patterson, B. Jenny: "The Equal Earth map projection", International Journal of
//! Geographical Information Science 33 (2019), published in 2018, doi 10.1080/13658816.2018.1504949; on an
//! ellipsoid by way of its authalic latitudes. A sphere in its place would be off by up to 20 km.

use kurbo::Point;

use super::authalic::Authalic;
use super::projection::LonLat;

/// An Equal Earth projection around a meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualEarth {
    /// Longitude of the central meridian, in degrees.
    lon0: f64,
    sphere: Authalic,
}

/// Coefficients of the polynomial, by powers 1, 3, 7 and 9 of the parametric latitude.
const POLYNOMIAL: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Half of the square root of three: the sine of the parametric latitude at the pole.
const AT_POLE: f64 = 0.866_025_403_784_438_6;

impl EqualEarth {
    /// Central meridian 11° E, so that the map's edge runs through the Bering Strait and cuts no
    /// continent.
    #[must_use]
    pub fn world() -> Self {
        Self::new(11.0)
    }

    /// A projection of GRS 1980 with the central meridian `lon0` in degrees; 0 is EPSG:8857.
    #[must_use]
    pub fn new(lon0: f64) -> Self {
        Self {
            lon0,
            sphere: Authalic::grs80(),
        }
    }

    /// Metres to the east of the central meridian and to the north of the equator.
    #[must_use]
    pub fn forward(&self, at: LonLat) -> Point {
        let sin_beta = self.sphere.sin_of(at.lat.to_radians().sin());
        let theta = (AT_POLE * sin_beta).asin();
        let (north, slope) = polynomial(theta);
        let east = turned(at.lon - self.lon0).to_radians() * theta.cos() / (AT_POLE * slope);
        Point::new(east * self.sphere.radius, north * self.sphere.radius)
    }

    /// Longitude and latitude in degrees of a point in metres, to about 1e-8 degrees; `None` where no
    /// place of the Earth is drawn.
    #[must_use]
    pub fn inverse(&self, at: Point) -> Option<LonLat> {
        let (x, y) = (at.x / self.sphere.radius, at.y / self.sphere.radius);
        let mut theta = y;
        // The polynomial is close to a straight line: six steps are two more than the pole needs.
        for _ in 0..6 {
            let (north, slope) = polynomial(theta);
            theta -= (north - y) / slope;
        }
        let sin_beta = theta.sin() / AT_POLE;
        let lon = (x * AT_POLE * polynomial(theta).1 / theta.cos()).to_degrees();
        let drawn = theta.abs() < 1.1 && sin_beta.abs() < 1.0 + 1e-9 && lon.abs() < 180.0 + 1e-7;
        drawn.then(|| LonLat {
            lon: turned(lon + self.lon0),
            lat: self
                .sphere
                .latitude_of(sin_beta.clamp(-1.0, 1.0))
                .to_degrees(),
        })
    }
}

/// The polynomial of the parametric latitude, and its slope.
fn polynomial(theta: f64) -> (f64, f64) {
    let [a1, a2, a3, a4] = POLYNOMIAL;
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    (
        theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2)),
        a1 + 3.0 * a2 * t2 + t6 * (7.0 * a3 + 9.0 * a4 * t2),
    )
}

/// An angle in degrees, brought to the half turn on either side of 0.
fn turned(degrees: f64) -> f64 {
    if degrees > 180.0 {
        degrees - 360.0
    } else if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extent_is_that_of_epsg_8857() {
        let earth = EqualEarth::new(0.0);
        let east = earth.forward(LonLat {
            lon: 180.0,
            lat: 0.0,
        });
        let north = earth.forward(LonLat {
            lon: 0.0,
            lat: 90.0,
        });
        assert!((east.x - 17_243_959.0).abs() < 1.0, "{east:?}");
        assert!((north.y - 8_392_928.0).abs() < 1.0, "{north:?}");
        assert_eq!((east.y, north.x), (0.0, 0.0));
    }

    #[test]
    fn beyond_the_edge_of_the_world_there_is_no_place() {
        let earth = EqualEarth::world();
        for (x, y) in [
            (1.8e7, 0.0),
            (0.0, 8.4e6),
            (1.2e7, 8.3e6),
            (4e7, 4e7),
            (f64::NAN, 0.0),
            (0.0, f64::INFINITY),
        ] {
            assert_eq!(earth.inverse(Point::new(x, y)), None, "{x} {y}");
        }
    }

    #[test]
    fn the_map_is_not_cut_between_siberia_and_its_eastern_end() {
        let earth = EqualEarth::world();
        let x = |lon| earth.forward(LonLat { lon, lat: 66.0 }).x;
        assert!(x(170.0) < x(180.0) && x(180.0) < x(-170.0));
        assert!(x(-168.0) < x(-160.0));
        assert!((x(180.0) - x(-180.0)).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn a_place_comes_back_from_the_plane(lon in -180.0..180.0, lat in -89.0..89.0) {
            let earth = EqualEarth::world();
            let back = earth.inverse(earth.forward(LonLat { lon, lat })).unwrap();
            prop_assert!((back.lat - lat).abs() < 3e-8, "{back:?}");
            prop_assert!((back.lon - lon).abs() < 3e-8, "{back:?}");
        }

        #[test]
        fn areas_are_kept(lon in -160.0..170.0, lat in -88.0..88.0) {
            let earth = EqualEarth::world();
            let off = earth.sphere.area_off(LonLat { lon, lat }, |at| earth.forward(at));
            prop_assert!(off < 1e-5, "{off}");
        }
    }
}
