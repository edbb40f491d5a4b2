//! [`Error`]: nothing can be drawn, and why.

use std::fmt;

/// Nothing can be drawn. Problems with single cases are not errors but
/// [issues](crate::issue): those are drawn around.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is not case JSON at all: what was found in its place, and how to mend it.
    NotCases {
        /// Byte offset, from 0, of the first byte that could not be read.
        byte: u64,
        /// What stands there, in words ("an HTML page").
        found: String,
        /// What was expected and how to mend it, in words.
        expected: String,
    },
    /// The file is not written as ours are, or not sound, and this build has not the feature `formats`.
    Foreign,
    /// A base map's bytes are cut short or not a base map.
    Basemap(&'static str),
    /// A base map has no such area, or no such unit to give one to.
    #[cfg(feature = "formats")]
    Unknown {
        /// What was looked for: `area` or `owner`.
        what: &'static str,
        /// The name found.
        found: String,
        /// The names there are, with commas between them.
        known: String,
    },
    /// An option of a figure has a value it can't have.
    Option {
        /// The option's name as the editor wrote it.
        name: String,
        /// The value found.
        found: String,
        /// The values it can have, in words.
        expected: &'static str,
    },
}

/// A result whose failure means that nothing can be drawn.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCases {
                byte,
                found,
                expected,
            } => {
                write!(f, "At byte {byte}: found {found}, expected {expected}.")
            }
            Self::Foreign => f.write_str("The file needs a build with the feature formats."),
            Self::Basemap(what) => write!(f, "The base map can't be read: {what}."),
            #[cfg(feature = "formats")]
            Self::Unknown { what, found, known } => {
                write!(
                    f,
                    "The base map has no {what} \"{found}\": expected one of {known}."
                )
            }
            Self::Option {
                name,
                found,
                expected,
            } => {
                write!(f, "{name}=\"{found}\": expected {expected}.")
            }
        }
    }
}

impl std::error::Error for Error {}
