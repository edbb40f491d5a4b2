//! x
use crate::data::Dataset;
use crate::geo::Basemap;
use crate::publish::Report;
/// x
pub fn html(_: &Report, _: Option<&Dataset>, _: Option<&Dataset>, _: &[Basemap]) -> String {
    String::new()
}
