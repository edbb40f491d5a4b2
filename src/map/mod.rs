//! Maps.

mod choropleth;
#[cfg(feature = "formats")]
mod clusters;
#[cfg(feature = "formats")]
mod density;
mod layout;
#[cfg(feature = "formats")]
mod place;
#[cfg(feature = "formats")]
mod points;
#[cfg(feature = "formats")]
mod symbols;
#[cfg(feature = "formats")]
mod tree;

#[cfg(feature = "formats")]
pub use choropleth::Shared;
pub use choropleth::{Choropleth, ChoroplethData, Standing};
#[cfg(feature = "formats")]
pub use clusters::{APART, Cluster, Clusters, ClustersData, Gathering};
#[cfg(feature = "formats")]
pub use density::{ACROSS, Density, DensityData, Grid, Hexagon};
pub use layout::{MapLayout, UnitShape};
#[cfg(feature = "formats")]
pub use place::{Look, NOWHERE, Place, PointsData};
#[cfg(feature = "formats")]
pub use points::{Points, Told};
#[cfg(feature = "formats")]
pub use symbols::Symbols;
#[cfg(feature = "formats")]
pub use tree::{Level, Node, Tree};
