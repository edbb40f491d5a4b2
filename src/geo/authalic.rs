//! The sphere that has an ellipsoid's area, for projections that keep areas.
//!
//! Formulas of IOGP Publication 373-7-2 (Guidance Note 7-2), "Lambert Azimuthal Equal Area".

#[cfg(test)]
use kurbo::Point;

#[cfg(test)]
use super::projection::LonLat;

/// Semi-major axis of GRS 1980, in metres (EPSG:7019).
pub(super) const A: f64 = 6_378_137.0;
/// Inverse flattening of GRS 1980 (EPSG:7019).
const INV_F: f64 = 298.257_222_101;

/// Authalic latitudes of an ellipsoid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Authalic {
    /// Squared eccentricity of the ellipsoid.
    pub(super) e2: f64,
    /// `q` of the guidance note at the pole.
    q_pole: f64,
    /// Radius of the sphere, in metres.
    pub(super) radius: f64,
}

impl Authalic {
    /// Of GRS 1980; WGS 84 differs from it by a tenth of a millimetre.
    pub(super) fn grs80() -> Self {
        let f = 1.0 / INV_F;
        let e2 = f * (2.0 - f);
        let q_pole = authalic_q(1.0, e2);
        Self {
            e2,
            q_pole,
            radius: A * (q_pole / 2.0).sqrt(),
        }
    }

    /// Sine of the authalic latitude, from that of the geodetic one.
    pub(super) fn sin_of(&self, sin: f64) -> f64 {
        authalic_q(sin, self.e2) / self.q_pole
    }

    /// Geodetic latitude of an authalic latitude given by its sine, in radians: the guidance
    /// note's series, its multiple angles written as products.
    pub(super) fn latitude_of(&self, sin_beta: f64) -> f64 {
        let cos_beta = cosine_of(sin_beta);
        let (sin2, cos2) = (2.0 * sin_beta * cos_beta, 1.0 - 2.0 * sin_beta * sin_beta);
        let (sin4, cos4) = (2.0 * sin2 * cos2, 1.0 - 2.0 * sin2 * sin2);
        let sin6 = sin4 * cos2 + cos4 * sin2;
        let (e2, e4, e6) = (self.e2, self.e2 * self.e2, self.e2 * self.e2 * self.e2);
        sin_beta.atan2(cos_beta)
            + (e2 / 3.0 + 31.0 * e4 / 180.0 + 517.0 * e6 / 5040.0) * sin2
            + (23.0 * e4 / 360.0 + 251.0 * e6 / 3780.0) * sin4
            + 761.0 * e6 / 45360.0 * sin6
    }
}

#[cfg(test)]
impl Authalic {
    /// How far a small quadrangle's area on the plane is off that on the ellipsoid, as a part of it. The latter
    /// is R_q² Δλ (sin β₂ - sin β₁).
    pub(super) fn area_off(&self, at: LonLat, forward: impl Fn(LonLat) -> Point) -> f64 {
        let step = 1e-3_f64;
        let corner = |dx, dy| {
            forward(LonLat {
                lon: at.lon + dx,
                lat: at.lat + dy,
            })
        };
        let (a, b) = (corner(0.0, 0.0), corner(step, 0.0));
        let (c, d) = (corner(step, step), corner(0.0, step));
        let on_plane = ((c - a).cross(d - b) / 2.0).abs();
        let sin = |lat: f64| self.sin_of(lat.to_radians().sin());
        let on_earth = self.radius.powi(2) * step.to_radians() * (sin(at.lat + step) - sin(at.lat));
        (on_plane / on_earth - 1.0).abs()
    }
}

/// `q` of the guidance note for the sine of a geodetic latitude.
fn authalic_q(sin: f64, e2: f64) -> f64 {
    let e = e2.sqrt();
    let ratio = (1.0 - e * sin) / (1.0 + e * sin);
    (1.0 - e2) * (sin / (1.0 - e2 * sin * sin) - ratio.ln() / (2.0 * e))
}

/// Cosine of an angle of a quarter turn at most, from its sine.
pub(super) fn cosine_of(sin: f64) -> f64 {
    (1.0 - sin * sin).max(0.0).sqrt()
}
