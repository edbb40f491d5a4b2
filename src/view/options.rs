//! The one grammar of options: attributes of an element, fields of `mount`'s object, flags of
//! `draw` have the same names and values.

#[cfg(feature = "formats")]
use crate::calendar::Day;
#[cfg(feature = "formats")]
use crate::chart::Mode;
#[cfg(feature = "formats")]
use crate::data::Annotation;
#[cfg(feature = "formats")]
use crate::data::date::parse;
use crate::error::{Error, Result};
use crate::query::Measure;
#[cfg(feature = "formats")]
use crate::read::annotations;
#[cfg(feature = "formats")]
use crate::scale::classes::Classing;
use crate::scale::time::Unit;
#[cfg(feature = "formats")]
use crate::theme::Color;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A choropleth by country.
    Map,
    /// A histogram over time.
    Timeline,
    /// Ranked bars of a facet's values, or of countries.
    #[cfg(feature = "formats")]
    Breakdown,
    /// A number in a sentence, and a unit for each person or case.
    #[cfg(feature = "formats")]
    Total,
    /// A line for each case, through its dates by stage.
    #[cfg(feature = "formats")]
    Lanes,
    /// Days by weeks.
    #[cfg(feature = "formats")]
    Calendar,
}

impl Kind {
    /// `map`, `timeline`, and in the whole build `breakdown`, `total`, `lanes` and `calendar`.
    ///
    /// # Errors
    /// For any other name.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "map" => Ok(Self::Map),
            "timeline" => Ok(Self::Timeline),
            // What a page calls a time chart in which time is not brushed.
            #[cfg(feature = "formats")]
            "panels" => Ok(Self::Timeline),
            #[cfg(feature = "formats")]
            "breakdown" => Ok(Self::Breakdown),
            #[cfg(feature = "formats")]
            "total" => Ok(Self::Total),
            #[cfg(feature = "formats")]
            "lanes" => Ok(Self::Lanes),
            #[cfg(feature = "formats")]
            "calendar" => Ok(Self::Calendar),
            _ => Err(wrong("view", name, KINDS)),
        }
    }
}

#[cfg(feature = "formats")]
const KINDS: &str = "\"map\", \"timeline\", \"breakdown\", \"total\", \"lanes\" or \"calendar\"";
#[cfg(not(feature = "formats"))]
const KINDS: &str = "\"map\" or \"timeline\"";

/// What a map draws of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Countries are coloured.
    pub choropleth: bool,
    /// The number of each country is a circle. The build for readers' pages leaves this, and all that
    /// follows, to the whole one.
    pub symbols: bool,
    /// Cases are drawn at their points.
    pub points: bool,
    /// Cases that lie near each other on the screen are one number, which opens as one comes closer.
    pub clusters: bool,
    /// Cases are counted in hexagons of one area.
    pub density: bool,
    /// Countries are not where they are, but as large as each other, or as their numbers.
    pub cartogram: Option<Cartogram>,
}

impl Marks {
    /// Nothing is drawn but the countries' lines.
    pub const NONE: Self = Self {
        choropleth: false,
        symbols: false,
        points: false,
        clusters: false,
        density: false,
        cartogram: None,
    };
}

impl Marks {
    /// Whether anything is drawn at the points of cases.
    #[cfg(feature = "formats")]
    pub fn has_places(&self) -> bool {
        self.points || self.clusters || self.density
    }
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            choropleth: true,
            ..Self::NONE
        }
    }
}

/// How countries are drawn that are not where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cartogram {
    /// Each is a square of a grid.
    Grid,
    /// Each is a circle, whose area is its number (Dorling, "Area cartograms", 1996).
    Dorling,
}

/// What is written on a map's countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Labels {
    /// Their names, in the reader's language.
    pub names: bool,
    /// Their numbers.
    pub value: bool,
}

/// What the numbers of countries are divided by.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rate {
    /// So many of what the file gives as `base`.
    Base(u64),
    /// The cases that say something of a facet: the rate is the part of them that has a value.
    Share {
        /// The facet's name.
        facet: String,
        /// The value.
        value: String,
    },
}

/// What stands for a person or a case.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// A small figure.
    Person,
    /// A dot.
    Dot,
}

/// The order of bars.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The highest number first.
    #[default]
    Number,
    /// By name.
    Label,
    /// As the file has the values: for those that have an order of their own.
    File,
}

#[cfg(feature = "formats")]
impl Options {
    /// The order of a breakdown's bars, and what is wrong with it as it is asked for: lanes have other orders.
    pub(super) fn bar_order(&self) -> (Sort, Option<String>) {
        let sort = match self.sort.as_deref() {
            None | Some("number") => Sort::Number,
            Some("label") => Sort::Label,
            Some("file") => Sort::File,
            Some(other) => {
                let error = wrong("sort", other, "\"number\", \"label\" or \"file\"");
                return (Sort::Number, Some(error.to_string()));
            }
        };
        (sort, None)
    }
}

/// An editor's choices for one figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// `measure`: what is counted; where it is not given, what the file says, else cases.
    pub measure: Option<Measure>,
    /// `stack`: the facet by which bars are stacked.
    pub stack: Option<String>,
    /// `who`: the values of the facet `who` that are counted, with commas between them. Where it is not
    /// given, people of several kinds are not added.
    pub who: Option<String>,
    /// `marks`: what a map draws of cases.
    pub marks: Marks,
    /// `labels`: what a map writes on its countries.
    pub labels: Labels,
    /// `rate`: what the numbers of countries are divided by, if they are.
    #[cfg(feature = "formats")]
    pub rate: Option<Rate>,
    /// `classes`: how numbers are put into classes; where it is not given, what the file says.
    #[cfg(feature = "formats")]
    pub classes: Option<Classing>,
    /// `colors`: from few to many; where none are given, what the file says, else the theme's.
    #[cfg(feature = "formats")]
    pub colors: Vec<Color>,
    /// `facet`: what a breakdown tells apart: the name of a facet; where it is not given, countries.
    #[cfg(feature = "formats")]
    pub facet: Option<String>,
    /// `sort`: in which order the bars of a breakdown come (`number`, `label`, `file`), or lanes (`date`, `duration`,
    /// `country`, or a facet); where it is not given, by number and by date.
    #[cfg(feature = "formats")]
    pub sort: Option<String>,
    /// `group-by`: what lanes are grouped by: `country`, or a facet; where it is not given, they are not.
    #[cfg(feature = "formats")]
    pub group_by: Option<String>,
    /// `rows`: how many bars a breakdown shows before a reader opens the others.
    #[cfg(feature = "formats")]
    pub rows: Option<usize>,
    /// `template`: the sentence of a total; where it is not given, what the file says, else one of ours.
    #[cfg(feature = "formats")]
    pub template: Option<String>,
    /// `units`: what a total draws for each person or case, if anything.
    #[cfg(feature = "formats")]
    pub units: Option<Units>,
    /// `arrange`: whether the units of a total stand in bars, by what they are stacked by.
    #[cfg(feature = "formats")]
    pub in_bars: bool,
    /// `bin`: the unit of a bin; where it is not given, it follows from the span.
    pub bin: Option<Unit>,
    /// `mode`: what a time chart draws of its numbers.
    #[cfg(feature = "formats")]
    pub mode: Mode,
    /// `mean`: of how many bins a running mean is; under 2 where there is none.
    #[cfg(feature = "formats")]
    pub mean: usize,
    /// `compare`: the periods that are compared: first and last day.
    #[cfg(feature = "formats")]
    pub compare: Vec<(Day, Day)>,
    /// `by`: what a time chart is parted into small ones by: `country`, or the name of a facet.
    #[cfg(feature = "formats")]
    pub by: Option<String>,
    /// `patterns`: whether parts are told apart by patterns too.
    #[cfg(feature = "formats")]
    pub patterns: bool,
    /// `annotations`: what is marked beside what the file says.
    #[cfg(feature = "formats")]
    pub annotations: Vec<Annotation>,
}

impl Options {
    /// Sets an option by name. An empty value sets what holds without the option.
    ///
    /// # Errors
    /// If there is no option of this name, or it can't have this value; then nothing changes, but that of
    /// several annotations those hold that are good.
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
            #[cfg(feature = "formats")]
            "marks" => {
                let mut marks = Marks::NONE;
                for mark in value.split_ascii_whitespace() {
                    match mark {
                        "choropleth" => marks.choropleth = true,
                        "symbols" => marks.symbols = true,
                        "points" => marks.points = true,
                        "clusters" => marks.clusters = true,
                        "density" => marks.density = true,
                        "grid" => marks.cartogram = Some(Cartogram::Grid),
                        "dorling" => marks.cartogram = Some(Cartogram::Dorling),
                        _ => {
                            const EXPECTED: &str = "\"choropleth\", \"symbols\", \"points\", \"clusters\", \"density\", \"grid\", \"dorling\", or several with spaces between";
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
            #[cfg(feature = "formats")]
            "labels" => {
                let mut labels = Labels::default();
                for label in value.split_ascii_whitespace() {
                    match label {
                        "names" => labels.names = true,
                        "value" => labels.value = true,
                        _ => return Err(wrong(name, value, "\"names\", \"value\", or both")),
                    }
                }
                self.labels = labels;
            }
            #[cfg(feature = "formats")]
            "rate" => self.rate = rate(value)?,
            #[cfg(feature = "formats")]
            "classes" => {
                self.classes = match value {
                    "" => None,
                    _ => Some(
                        Classing::parse(value)
                            .ok_or_else(|| wrong(name, value, Classing::EXPECTED))?,
                    ),
                }
            }
            #[cfg(feature = "formats")]
            "colors" => {
                const EXPECTED: &str =
                    "two or more colours such as \"#c6dcee #0b396b\", from few to many";
                let colors = value.split_ascii_whitespace().map(Color::parse);
                self.colors = colors
                    .collect::<Option<Vec<Color>>>()
                    .filter(|colors| colors.len() != 1)
                    .ok_or_else(|| wrong(name, value, EXPECTED))?;
            }
            "stack" => self.stack = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "facet" => self.facet = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "sort" => self.sort = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "group-by" => self.group_by = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "rows" => {
                self.rows =
                    match value {
                        "" => None,
                        _ => {
                            let rows = value.parse().ok().filter(|&rows| rows > 0);
                            Some(rows.ok_or_else(|| {
                                wrong(name, value, "a number of bars such as \"8\"")
                            })?)
                        }
                    }
            }
            #[cfg(feature = "formats")]
            "template" => self.template = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "units" => {
                self.units = match value {
                    "" => None,
                    "person" => Some(Units::Person),
                    "dot" => Some(Units::Dot),
                    _ => return Err(wrong(name, value, "\"person\" or \"dot\"")),
                }
            }
            #[cfg(feature = "formats")]
            "arrange" => {
                self.in_bars = match value {
                    "" | "crowd" => false,
                    "bars" => true,
                    _ => return Err(wrong(name, value, "\"crowd\" or \"bars\"")),
                }
            }
            "who" => self.who = (!value.is_empty()).then(|| value.to_owned()),
            "bin" => {
                const EXPECTED: &str = "\"day\", \"week\", \"month\", \"quarter\" or \"year\"";
                self.bin = match value {
                    "" | "auto" => None,
                    _ => Some(Unit::parse(value).ok_or_else(|| wrong(name, value, EXPECTED))?),
                }
            }
            #[cfg(feature = "formats")]
            "mode" => {
                self.mode = match value {
                    "" => Mode::default(),
                    _ => Mode::parse(value).ok_or_else(|| wrong(name, value, Mode::EXPECTED))?,
                }
            }
            #[cfg(feature = "formats")]
            "mean" => {
                const EXPECTED: &str = "a number of bins from 2 to 99";
                self.mean = match value {
                    "" => 0,
                    _ => value
                        .parse()
                        .ok()
                        .filter(|n| (2..100).contains(n))
                        .ok_or_else(|| wrong(name, value, EXPECTED))?,
                }
            }
            #[cfg(feature = "formats")]
            "annotations" => self.annotate(value)?,
            #[cfg(feature = "formats")]
            "compare" => {
                const EXPECTED: &str =
                    "two or more times with spaces between, such as \"2015/2019 2021/2022\"";
                let days = |text: &str| {
                    let date = parse(text.as_bytes()).ok()?;
                    (!date.doubt.is_open()).then_some((date.start, date.last))
                };
                let periods = value.split_ascii_whitespace().map(days);
                self.compare = periods
                    .collect::<Option<Vec<(Day, Day)>>>()
                    .filter(|periods| periods.len() != 1)
                    .ok_or_else(|| wrong(name, value, EXPECTED))?;
            }
            #[cfg(feature = "formats")]
            "by" => self.by = (!value.is_empty()).then(|| value.to_owned()),
            #[cfg(feature = "formats")]
            "patterns" => {
                self.patterns = match value {
                    "" | "false" => false,
                    "true" => true,
                    _ => return Err(wrong(name, value, "\"true\" or \"false\"")),
                }
            }
            // What is left to the whole build waits for it.
            #[cfg(not(feature = "formats"))]
            _ => {}
            #[cfg(feature = "formats")]
            _ => return Err(wrong(name, value, EVERY)),
        }
        Ok(())
    }
}

#[cfg(feature = "formats")]
const EVERY: &str = "measure, marks, labels, rate, classes, colors, stack, facet, sort, group-by, rows, template, units, arrange, who, bin, mode, mean, annotations, compare, by or patterns";

#[cfg(feature = "formats")]
impl Options {
    /// Takes what is marked. Those that can be hold, also where another is wrong.
    fn annotate(&mut self, value: &str) -> Result<()> {
        const NAME: &str = "annotations";
        const EXPECTED: &str = "a list in JSON of such as {\"date\": \"2021-11\", \"label\": \"what happened\"} and {\"value\": 10, \"label\": \"what it is\"}";
        if value.is_empty() {
            self.annotations.clear();
            return Ok(());
        }
        let read = annotations(value);
        let (good, bad) = read.map_err(|found| wrong(NAME, &found, EXPECTED))?;
        self.annotations = good;
        match &bad[..] {
            [] => Ok(()),
            bad => Err(wrong(NAME, &bad.join("; "), EXPECTED)),
        }
    }
}

#[cfg(feature = "formats")]
fn rate(value: &str) -> Result<Option<Rate>> {
    const EXPECTED: &str = "a number such as \"1000000\", or a facet and one of its values such as \"outcome=acquitted\"";
    if value.is_empty() {
        return Ok(None);
    }
    let rate = match value.split_once('=') {
        Some((facet, of)) if !facet.is_empty() && !of.is_empty() => Some(Rate::Share {
            facet: facet.trim_ascii().to_owned(),
            value: of.trim_ascii().to_owned(),
        }),
        Some(_) => None,
        None => value.parse().ok().filter(|&n| n > 0).map(Rate::Base),
    };
    rate.map(Some).ok_or_else(|| wrong("rate", value, EXPECTED))
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
    fn a_rate_is_per_a_number_or_of_a_facets_value() {
        let mut options = Options::default();
        options.set("rate", "1000000").unwrap();
        assert_eq!(options.rate, Some(Rate::Base(1_000_000)));
        options.set("rate", "outcome=not guilty").unwrap();
        let (facet, value) = ("outcome".to_owned(), "not guilty".to_owned());
        assert_eq!(options.rate, Some(Rate::Share { facet, value }));
        for wrong in ["0", "-5", "million", "outcome=", "=x"] {
            assert!(options.set("rate", wrong).is_err(), "{wrong}");
        }
        options.set("rate", "").unwrap();
        assert_eq!(options.rate, None);
    }

    #[test]
    fn breaks_out_of_order_leave_the_classes_as_they_were() {
        let mut options = Options::default();
        options.set("classes", "5 20").unwrap();
        let error = options.set("classes", "20 5").unwrap_err().to_string();
        assert!(error.contains("ascending"), "{error}");
        assert_eq!(options.classes, Classing::parse("5 20"));
        assert!(options.set("colors", "#ff0000").is_err());
        options.set("colors", "#ffffff #ff0000").unwrap();
        assert_eq!(options.colors.len(), 2);
    }

    #[test]
    fn what_bars_and_units_can_not_be_is_said_and_changes_nothing() {
        let mut options = Options::default();
        for (name, value) in [
            ("rows", "0"),
            ("rows", "-3"),
            ("rows", "all"),
            ("units", "people"),
            ("arrange", "rows"),
            ("patterns", "dots"),
        ] {
            let error = options.set(name, value).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("{name}=\"{value}\": expected ")),
                "{error}"
            );
        }
        assert_eq!(options, Options::default());
        options.set("rows", "12").unwrap();
        options.set("sort", "file").unwrap();
        assert_eq!(
            (options.rows, options.bar_order()),
            (Some(12), (Sort::File, None))
        );
    }

    #[test]
    fn bars_in_an_order_of_lanes_are_in_that_of_their_numbers_and_it_is_said() {
        let mut options = Options::default();
        options.set("sort", "duration").unwrap();
        let (order, said) = options.bar_order();
        assert_eq!(order, Sort::Number);
        let expected = "sort=\"duration\": expected \"number\", \"label\" or \"file\".";
        assert_eq!(said.as_deref(), Some(expected));
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
