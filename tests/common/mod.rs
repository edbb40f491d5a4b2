//! What tests of figures have in common.

use caseplot::geo::Basemap;
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::text::TableMeasure;
use caseplot::theme::LIGHT;
use caseplot::view::Environment;

/// English on light ground, measured and formatted without a browser.
pub(crate) const ENV: Environment<'_> = Environment {
    theme: &LIGHT,
    measure: &TableMeasure,
    locale: Locale {
        messages: &EN,
        formats: &NativeFormats,
    },
    language: "en",
};

/// The base map that pages have unless they say otherwise.
#[allow(dead_code, reason = "charts have no map")]
pub(crate) fn europe() -> Basemap {
    Basemap::decode(include_bytes!("../../assets/europe.bin")).unwrap()
}
