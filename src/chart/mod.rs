//! Time charts. The only place that knows plotters.

mod axis;
mod recorder;
mod timeline;

pub use timeline::{Timeline, TimelineData};
