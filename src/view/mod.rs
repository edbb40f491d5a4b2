//! What the reader chose, and what is drawn of it.

mod figure;
mod furnish;
mod options;
mod state;
mod table;

pub use figure::{Brush, Environment, Figure};
pub use furnish::furnish;
pub use options::{Kind, Options};
pub use state::{Event, State, update};
pub use table::Table;
