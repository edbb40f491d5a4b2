//! Maps.

#[cfg(feature = "formats")]
pub mod cartogram;
mod choropleth;
#[cfg(feature = "formats")]
mod clusters;
#[cfg(feature = "formats")]
mod credit;
#[cfg(feature = "formats")]
mod density;
#[cfg(feature = "formats")]
mod insets;
#[cfg(feature = "formats")]
mod labels;
mod layout;
mod legend;
#[cfg(feature = "formats")]
mod place;
#[cfg(feature = "formats")]
mod points;
#[cfg(feature = "formats")]
mod rates;
#[cfg(feature = "formats")]
mod rooms;
#[cfg(feature = "formats")]
mod shades;
#[cfg(feature = "formats")]
mod suppressed;
#[cfg(feature = "formats")]
mod symbols;
#[cfg(feature = "formats")]
mod tree;
mod words;

#[cfg(feature = "formats")]
pub use choropleth::Shared;
pub use choropleth::{Choropleth, ChoroplethData, Standing};
#[cfg(feature = "formats")]
pub use clusters::{APART, Cluster, Clusters, ClustersData, Gathering};
#[cfg(feature = "formats")]
pub use credit::credit;
#[cfg(feature = "formats")]
pub use density::{ACROSS, Density, DensityData, Grid, Hexagon};
#[cfg(feature = "formats")]
pub use insets::{InsetShapes, Insets};
#[cfg(feature = "formats")]
pub use labels::{Labels, Line, Wish};
pub use layout::{MapLayout, UnitShape};
#[cfg(feature = "formats")]
pub use place::{Look, NOWHERE, Place, PointsData};
#[cfg(feature = "formats")]
pub use points::{Points, Told};
#[cfg(feature = "formats")]
pub use rates::{Per, Rated, Rates};
#[cfg(feature = "formats")]
pub use rooms::{Room, UnitRooms};
#[cfg(feature = "formats")]
pub use symbols::{Symbols, nested_circles};
#[cfg(feature = "formats")]
pub use tree::{Level, Node, Tree};
