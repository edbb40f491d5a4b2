//! The one grammar of options: attributes of an element, fields of `mount`'s object, flags of
//! `draw` have the same names and values.

use crate::error::{Error, Result};
use crate::query::Measure;
use crate::scale::time::Unit;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A choropleth by country.
    Map,
    /// A histogram over time.
    Timeline,
}

impl Kind {
    /// `map` or `timeline`.
    ///
    /// # Errors
    /// For any other name.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "map" => Ok(Self::Map),
            "timeline" => Ok(Self::Timeline),
            _ => Err(wrong("view", name, "\"map\" or \"timeline\"")),
        }
    }
}

/// What a map draws of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Countries are coloured.
    pub choropleth: bool,
    /// The number of each country is a circle. The build for readers' pages leaves this to the whole one.
    pub symbols: bool,
    /// Cases are drawn at their points, by the whole build too.
    pub points: bool,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            choropleth: true,
            symbols: false,
            points: false,
        }
    }
}

/// An editor's choices for one figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// `measure`: what is counted; where it is not given, what the file says, else cases.
    pub measure: Option<Measure>,
    /// `stack`: the facet by which bars are stacked.
    pub stack: Option<String>,
    /// `who`: the values of the facet `who` that are counted, with commas between them. Where it is not
    /// given, people of several kinds are not added.
    pub who: Option<String>,
    /// `marks`: whether a map colours countries, draws their numbers as circles, and shows each case at its
    /// point.
    pub marks: Marks,
    /// `bin`: the unit of a bin; where it is not given, it follows from the span.
    pub bin: Option<Unit>,
}

impl Options {
    /// Sets an option by name. An empty value sets what holds without the option.
    ///
    /// # Errors
    /// If there is no option of this name, or it can't have this value; then nothing changes.
    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let value = value.trim_ascii();
        match name {
            "measure" => {
                self.measure = match value {
                    "" => None,
                    "cases" => Some(Measure::Cases),
                    "people" => Some(Measure::People),
                    _ => return Err(wrong(name, value, "\"cases\" or \"people\"")),
                }
            }
            #[cfg(not(feature = "formats"))]
            "marks" => {}
            #[cfg(feature = "formats")]
            "marks" => {
                let mut marks = Marks {
                    choropleth: false,
                    symbols: false,
                    points: false,
                };
                for mark in value.split_ascii_whitespace() {
                    match mark {
                        "choropleth" => marks.choropleth = true,
                        "symbols" => marks.symbols = true,
                        "points" => marks.points = true,
                        _ => {
                            const EXPECTED: &str = "\"choropleth\", \"symbols\", \"points\", or several with spaces between";
                            return Err(wrong(name, value, EXPECTED));
                        }
                    }
                }
                self.marks = if value.is_empty() {
                    Marks::default()
                } else {
                    marks
                };
            }
            "stack" => self.stack = (!value.is_empty()).then(|| value.to_owned()),
            "who" => self.who = (!value.is_empty()).then(|| value.to_owned()),
            "bin" => {
                const EXPECTED: &str = "\"day\", \"week\", \"month\", \"quarter\" or \"year\"";
                self.bin = match value {
                    "" | "auto" => None,
                    _ => Some(Unit::parse(value).ok_or_else(|| wrong(name, value, EXPECTED))?),
                }
            }
            _ => return Err(wrong(name, value, "measure, marks, stack, who or bin")),
        }
        Ok(())
    }
}

fn wrong(name: &str, found: &str, expected: &'static str) -> Error {
    Error::Option {
        name: name.to_owned(),
        found: found.to_owned(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_set_by_name_and_cleared_by_nothing() {
        let mut options = Options::default();
        options.set("measure", "people").unwrap();
        options.set("bin", " quarter ").unwrap();
        options.set("stack", "charge").unwrap();
        assert_eq!(options.measure, Some(Measure::People));
        assert_eq!(options.bin, Some(Unit::Quarter));
        options.set("stack", "").unwrap();
        assert_eq!(options.stack, None);
    }

    #[test]
    fn a_wrong_value_is_named_and_changes_nothing() {
        let mut options = Options::default();
        let error = options.set("measure", "persons").unwrap_err();
        assert_eq!(
            error.to_string(),
            "measure=\"persons\": expected \"cases\" or \"people\"."
        );
        assert_eq!(options, Options::default());
        assert!(options.set("colour", "red").is_err());
    }
}
