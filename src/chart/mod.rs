//! Time charts and what stands beside them. The only place that knows plotters.

mod axis;
#[cfg(feature = "formats")]
mod breakdown;
#[cfg(feature = "formats")]
mod days;
#[cfg(feature = "formats")]
mod lanes;
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
#[cfg(feature = "formats")]
pub use days::{Days, Week};
#[cfg(feature = "formats")]
pub(crate) use lanes::NO_STAGE;
#[cfg(feature = "formats")]
pub use lanes::{Lane, Lanes, LanesData, Occurs, STAGE_SHAPES, lane_dates};
#[cfg(feature = "formats")]
pub use timeline::{Known, Mode, Reference, Shown, Tone, Tones};
pub use timeline::{Timeline, TimelineData};
#[cfg(feature = "formats")]
pub use units::{Group, Units};
