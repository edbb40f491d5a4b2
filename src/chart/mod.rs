//! Time charts. The only place that knows plotters.

mod axis;
mod recorder;
mod timeline;
#[cfg(feature = "formats")]
mod totals;
mod vague;

use timeline::Covered;

#[cfg(feature = "formats")]
pub use timeline::{Mode, Reference, Shown};
pub use timeline::{Timeline, TimelineData};
