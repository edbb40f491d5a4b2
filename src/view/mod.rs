//! What the reader chose, and what is drawn of it.

#[cfg(feature = "formats")]
mod address;
#[cfg(feature = "formats")]
mod breakdown;
#[cfg(feature = "formats")]
mod by;
#[cfg(feature = "formats")]
mod choices;
mod coarse;
#[cfg(feature = "formats")]
mod colors;
#[cfg(feature = "formats")]
mod companion;
#[cfg(feature = "formats")]
mod counted;
#[cfg(feature = "formats")]
mod days;
#[cfg(feature = "formats")]
pub mod export;
mod figure;
mod furnish;
#[cfg(feature = "formats")]
mod lacking;
#[cfg(feature = "formats")]
mod lanes;
#[cfg(feature = "formats")]
mod list;
mod numbers;
mod options;
#[cfg(feature = "formats")]
mod percent;
#[cfg(feature = "formats")]
mod points;
#[cfg(feature = "formats")]
mod rates;
#[cfg(feature = "formats")]
mod shares;
#[cfg(feature = "formats")]
mod shown;
mod state;
mod table;
#[cfg(feature = "formats")]
mod total;
#[cfg(feature = "formats")]
mod who;
mod words;

#[cfg(feature = "formats")]
pub use choices::{Choice, Choices, ChosenOf, Missing, searched};
pub use coarse::coarse_note;
#[cfg(feature = "formats")]
use companion::Asked;
pub use figure::{Brush, Environment, Figure};
pub use furnish::{MARGIN, furnish};
#[cfg(feature = "formats")]
pub use furnish::{grounded, swatches};
#[cfg(feature = "formats")]
pub use list::{Line, Order, line, listed, listed_by, telling};
pub use options::{Cartogram, Kind, Labels, Marks, Options};
#[cfg(feature = "formats")]
pub use options::{Rate, Sort, Units};
#[cfg(feature = "formats")]
pub use shown::Counted;
pub use state::{Event, State, update};
pub use table::Table;
#[cfg(feature = "formats")]
pub use total::{Piece, in_words};

/// What unit tests speak and draw with: English on light ground, without a browser.
#[cfg(test)]
const ENV: Environment<'static> = Environment {
    theme: &crate::theme::LIGHT,
    measure: &crate::text::TableMeasure,
    locale: crate::locale::Locale {
        messages: &crate::locale::EN,
        formats: &crate::locale::NativeFormats,
    },
    language: "en",
};
