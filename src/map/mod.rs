//! Maps.

mod choropleth;
mod hatch;
mod layout;

pub use choropleth::{Choropleth, ChoroplethData, Standing};
pub use layout::{MapLayout, UnitShape};
