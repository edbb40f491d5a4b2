//! A [`Scene`](crate::scene::Scene) as pixels or as a file. Renderers decide nothing.

pub mod canvas;
pub mod svg;
