//! What the reader chose, and what is drawn of it.

#[cfg(feature = "formats")]
mod breakdown;
#[cfg(feature = "formats")]
mod choices;
#[cfg(feature = "formats")]
mod colors;
#[cfg(feature = "formats")]
mod companion;
mod figure;
mod furnish;
#[cfg(feature = "formats")]
mod list;
mod numbers;
mod options;
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
mod who;
mod words;

#[cfg(feature = "formats")]
pub use choices::{Choice, Choices, ChosenOf, Missing, searched};
pub use figure::{Brush, Environment, Figure};
pub use furnish::furnish;
#[cfg(feature = "formats")]
pub use list::{Line, Order, line, listed, listed_by, telling};
#[cfg(feature = "formats")]
pub use options::Rate;
pub use options::{Cartogram, Kind, Labels, Marks, Options};
#[cfg(feature = "formats")]
pub use shown::Counted;
pub use state::{Event, State, update};
pub use table::Table;
