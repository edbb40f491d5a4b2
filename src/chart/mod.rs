//! Time charts and what stands beside them. The only place that knows plotters.

mod axis;
#[cfg(feature = "formats")]
mod breakdown;
#[cfg(feature = "formats")]
mod mirror;
mod recorder;
mod timeline;
#[cfg(feature = "formats")]
mod totals;
#[cfg(feature = "formats")]
mod units;
mod vague;

#[cfg(feature = "formats")]
pub use breakdown::{Bar, Breakdown};
pub use timeline::{Timeline, TimelineData};
#[cfg(feature = "formats")]
pub use units::{Group, Units};
