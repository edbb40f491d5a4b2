//! Time charts. The only place that knows plotters.

mod axis;
mod recorder;
mod timeline;
#[cfg(feature = "formats")]
mod totals;
mod vague;

pub use timeline::{Timeline, TimelineData};
