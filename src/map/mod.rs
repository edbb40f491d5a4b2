//! Maps.

mod choropleth;
mod layout;

pub use choropleth::{Choropleth, ChoroplethData, Standing};
pub use layout::{MapLayout, UnitShape};
