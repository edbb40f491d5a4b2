//! Places on paper: projections, base maps, and which country a point lies in.
//!
//! Geometry is stored projected and on a grid (see [`basemap`] for the format), so nothing is
//! projected or clipped while a page is read; only the cases' own points go through
//! [`Projection::forward`].

#[cfg(feature = "formats")]
pub mod areas;
mod authalic;
pub mod basemap;
mod bytes;
#[cfg(feature = "formats")]
pub mod clip;
mod decode;
pub mod encode;
pub mod equal_earth;
#[cfg(feature = "formats")]
pub mod insets;
pub mod laea;
#[cfg(feature = "formats")]
mod ownership;
mod pick;
pub mod projection;
pub mod screen;
pub mod transform;
pub mod viewport;

pub use basemap::{Arc, ArcKind, ArcRef, Basemap, Unit};
pub use equal_earth::EqualEarth;
pub use laea::Laea;
#[cfg(feature = "formats")]
pub use ownership::{Area, owners};
pub use projection::{LonLat, Projection};
pub use screen::ScreenArcs;
pub use transform::Fit;
pub use viewport::{Sight, Viewport};
