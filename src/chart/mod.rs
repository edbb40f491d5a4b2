//! Time charts and what stands beside them. The only place that knows plotters.

mod axis;
#[cfg(feature = "formats")]
mod breakdown;
mod recorder;
mod timeline;
#[cfg(feature = "formats")]
mod totals;
mod vague;

#[cfg(feature = "formats")]
pub use breakdown::{Bar, Breakdown};
#[cfg(feature = "formats")]
pub use timeline::{Mode, Reference, Shown};
pub use timeline::{Timeline, TimelineData};
