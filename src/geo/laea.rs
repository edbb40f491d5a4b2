//! Lambert azimuthal equal-area projection of the ellipsoid.
//!
//! Coordinate operation method EPSG:9820; formulas of IOGP Publication 373-7-2 (Guidance Note
//! 7-2), "Lambert Azimuthal Equal Area". A sphere in its place would be off by up to 8.6 km in
//! Europe.

use kurbo::{Point, Vec2};

use super::authalic::{A, Authalic, cosine_of};
use super::projection::LonLat;

/// An ellipsoidal Lambert azimuthal equal-area projection around one point of the Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Laea {
    /// Longitude of the origin, in radians.
    lon0: f64,
    /// Coordinates of the origin, in metres.
    false_origin: Vec2,
    /// Sine and cosine of the origin's authalic latitude.
    sin_beta0: f64,
    cos_beta0: f64,
    /// `D` of the guidance note: makes the scale true at the origin.
    stretch: f64,
    sphere: Authalic,
}

impl Laea {
    /// ETRS89-extended / LAEA Europe, EPSG:3035: origin 52° N 10° E at (4 321 000, 3 210 000) m.
    #[must_use]
    pub fn europe() -> Self {
        Self::new(
            LonLat {
                lon: 10.0,
                lat: 52.0,
            },
            Vec2::new(4_321_000.0, 3_210_000.0),
        )
    }

    /// A projection of GRS 1980 that is true at `origin`, which gets the coordinates
    /// `false_origin` (metres). The origin must not be a pole.
    #[must_use]
    pub fn new(origin: LonLat, false_origin: Vec2) -> Self {
        let sphere = Authalic::grs80();
        let (sin0, cos0) = origin.lat.to_radians().sin_cos();
        let sin_beta0 = sphere.sin_of(sin0);
        let cos_beta0 = cosine_of(sin_beta0);
        let stretch =
            A * cos0 / ((1.0 - sphere.e2 * sin0 * sin0).sqrt() * sphere.radius * cos_beta0);
        Self {
            lon0: origin.lon.to_radians(),
            false_origin,
            sin_beta0,
            cos_beta0,
            stretch,
            sphere,
        }
    }

    /// Easting and northing in metres. Meaningful all over the Earth but at the origin's
    /// antipode, where the result is not finite.
    #[must_use]
    pub fn forward(&self, at: LonLat) -> Point {
        let sin_beta = self.sphere.sin_of(at.lat.to_radians().sin());
        let cos_beta = cosine_of(sin_beta);
        let (sin_lon, cos_lon) = (at.lon.to_radians() - self.lon0).sin_cos();
        let facing = 1.0 + self.sin_beta0 * sin_beta + self.cos_beta0 * cos_beta * cos_lon;
        let b = self.sphere.radius * (2.0 / facing).sqrt();
        let east = b * self.stretch * cos_beta * sin_lon;
        let north =
            b / self.stretch * (self.cos_beta0 * sin_beta - self.sin_beta0 * cos_beta * cos_lon);
        Point::new(east, north) + self.false_origin
    }

    /// Longitude and latitude in degrees of a point in metres, to about 1e-8 degrees; `None`
    /// where no place of the Earth is drawn.
    #[must_use]
    pub fn inverse(&self, at: Point) -> Option<LonLat> {
        let away = at - self.false_origin.to_point();
        let (x, y) = (away.x / self.stretch, away.y * self.stretch);
        let rho = (x * x + y * y).sqrt();
        // The guidance note's C is twice the angle whose sine this is.
        let half = rho / (2.0 * self.sphere.radius);
        if half.is_nan() || half > 1.0 {
            return None;
        }
        let (sin_c, cos_c) = (2.0 * half * cosine_of(half), 1.0 - 2.0 * half * half);
        // sin C / rho, whose limit at the origin is 1 / R.
        let per_metre = if rho > 0.0 {
            sin_c / rho
        } else {
            1.0 / self.sphere.radius
        };
        let sin_beta = (cos_c * self.sin_beta0 + y * per_metre * self.cos_beta0).clamp(-1.0, 1.0);
        let ahead = self.cos_beta0 * cos_c - y * per_metre * self.sin_beta0;
        let lon = self.lon0 + (x * per_metre).atan2(ahead);
        Some(LonLat {
            lon: lon.to_degrees(),
            lat: self.sphere.latitude_of(sin_beta).to_degrees(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_worked_example_of_the_guidance_note_comes_out() {
        // IOGP 373-7-2, method 9820: 50° N 5° E in EPSG:3035.
        let at = LonLat {
            lon: 5.0,
            lat: 50.0,
        };
        let point = Laea::europe().forward(at);
        assert!((point.x - 3_962_799.45).abs() < 0.01, "{point:?}");
        assert!((point.y - 2_999_718.85).abs() < 0.01, "{point:?}");
        let back = Laea::europe()
            .inverse(Point::new(3_962_799.45, 2_999_718.85))
            .unwrap();
        assert!(
            (back.lon - 5.0).abs() < 2e-7 && (back.lat - 50.0).abs() < 2e-7,
            "{back:?}"
        );
    }

    #[test]
    fn the_origin_maps_to_the_false_origin_and_back() {
        let origin = LonLat {
            lon: 10.0,
            lat: 52.0,
        };
        let point = Laea::europe().forward(origin);
        assert!(
            (point - Point::new(4_321_000.0, 3_210_000.0)).hypot() < 1e-6,
            "{point:?}"
        );
        let back = Laea::europe()
            .inverse(Point::new(4_321_000.0, 3_210_000.0))
            .unwrap();
        assert!(
            (back.lon - 10.0).abs() < 1e-8 && (back.lat - 52.0).abs() < 1e-8,
            "{back:?}"
        );
    }

    #[test]
    fn beyond_the_edge_of_the_world_there_is_no_place() {
        assert_eq!(Laea::europe().inverse(Point::new(4e7, 0.0)), None);
        assert_eq!(Laea::europe().inverse(Point::new(f64::NAN, 0.0)), None);
    }

    proptest! {
        #[test]
        fn a_place_comes_back_from_the_plane(lon in -60.0..90.0, lat in 5.0..89.0) {
            let laea = Laea::europe();
            let back = laea.inverse(laea.forward(LonLat { lon, lat })).unwrap();
            prop_assert!((back.lat - lat).abs() < 3e-8, "{back:?}");
            let of_arc = (lat.to_radians()).cos();
            prop_assert!((back.lon - lon).abs() * of_arc < 3e-8, "{back:?}");
        }

        #[test]
        fn areas_are_kept(lon in -25.0..45.0, lat in 30.0..72.0) {
            let laea = Laea::europe();
            let off = laea.sphere.area_off(LonLat { lon, lat }, |at| laea.forward(at));
            prop_assert!(off < 1e-5, "{off}");
        }
    }
}
