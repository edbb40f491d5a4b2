//! A [`Scene`](crate::scene::Scene) as pixels or as a file. Renderers decide nothing.

pub mod canvas;
#[cfg(feature = "formats")]
pub mod raster;
pub mod svg;
