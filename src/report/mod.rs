//! The report of a publishing run as a page that stands alone: no script, no request, and pictures of the cases before
//! and after, drawn as figures draw them.

mod page;
mod pictures;
mod words;

use crate::data::Dataset;
use crate::geo::Basemap;
use crate::publish::Report;

/// The report as a page. `before` and `after` are the private and the public cases, as far as there are any; of the maps,
/// the first that has all their countries is drawn.
pub fn html(
    report: &Report,
    before: Option<&Dataset>,
    after: Option<&Dataset>,
    maps: &[Basemap],
) -> String {
    let pictures = pictures::pictures(before, after, maps);
    page::page(report, &pictures)
}
