//! What a file says about itself.

#[cfg(feature = "formats")]
use super::Annotation;
use crate::calendar::Day;
#[cfg(feature = "formats")]
use crate::scale::classes::Classing;
use crate::theme::Color;

/// A text in one or several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// Adds the text of a language; an empty language means "any".
    pub fn add(&mut self, language: &str, text: &str) {
        self.0.push((language.to_owned(), text.to_owned()));
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text for a reader of `language` (BCP 47): of exactly this language, of its first part
    /// (`pt` for `pt-BR`), without a language, in English, or else the first there is. Empty if
    /// there is none.
    pub fn get(&self, language: &str) -> &str {
        self.found(language).map_or("", |(_, text)| text)
    }

    /// The text for a reader of `language` after the language that it is in, where that is known and another one.
    pub fn foreign(&self, language: &str) -> Option<&(String, String)> {
        let is_own =
            |known: &str| known.is_empty() || base(known).eq_ignore_ascii_case(base(language));
        self.found(language).filter(|(known, _)| !is_own(known))
    }

    fn found(&self, language: &str) -> Option<&(String, String)> {
        [language, base(language), "", "en"]
            .iter()
            .find_map(|wanted| {
                self.0
                    .iter()
                    .find(|(known, _)| known.eq_ignore_ascii_case(wanted))
            })
            .or(self.0.first())
    }
}

/// A language without a region or script.
fn base(tag: &str) -> &str {
    let end = tag.bytes().position(|b| b == b'-').unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

/// Who published the cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceInfo {
    /// The publisher's or the study's name.
    pub name: Texts,
    /// Where it can be read.
    pub url: String,
    /// Under which licence it may be used.
    pub licence: String,
}

/// What was looked at: where no case is, none was reported. Outside, nobody looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Unit codes of the countries; empty where the file doesn't say.
    pub countries: Vec<String>,
    /// Times in between when nobody looked: first and last day, and the countries that it holds for,
    /// or none for all.
    pub gaps: Vec<Gap>,
}

impl Coverage {
    /// The first and the last day of cases and of the time that was looked at; day 0 where there is neither.
    pub fn with(&self, cases: Option<(Day, Day)>) -> (Day, Day) {
        let first = cases.map(|(first, _)| first);
        let last = cases.map(|(_, last)| last);
        let first = first.into_iter().chain(self.from).min();
        let last = last.into_iter().chain(self.to).max();
        (first.unwrap_or(0), last.unwrap_or(0))
    }
}

/// A time when nobody looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gap {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Unit codes of the countries; empty for all of them.
    pub countries: Vec<String>,
}

/// What the file says of a value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValueInfo {
    /// As the cases write it.
    pub value: String,
    /// As readers see it.
    pub label: Texts,
    /// Its colour, if the file gives one.
    pub color: Option<Color>,
}

/// What the file says of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetInfo {
    /// The field's name.
    pub name: String,
    /// As readers see it.
    pub label: Texts,
    /// What separates several values in one text; empty where it is not said.
    pub separator: String,
    /// Its values, in the order in which they are shown.
    pub values: Vec<ValueInfo>,
}

/// Levels that tell less than is known, as files name them: those of dates and places from the sharpest on, which have
/// a word, then the others.
pub const COARSE: [&str; 10] = [
    "month", "year", "city", "district", "region", "country", "period", "steps", "other", "none",
];

/// A field that is told less exactly than it is known, to protect people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Generalised {
    /// Its name: `date`, `dates`, `place`, `people` or a facet's.
    pub field: String,
    /// A bit for each of [`COARSE`] at which cases are told, the lowest for the first; 0 if all are told as they are
    /// known.
    pub levels: u16,
}

impl Generalised {
    /// A field that is told at the levels of [`COARSE`] for which `is` holds.
    pub fn new(field: String, is: impl Fn(&str) -> bool) -> Self {
        let bit = |at: usize| u16::from(is(COARSE[at])) << at;
        Self {
            field,
            levels: (0..COARSE.len()).map(bit).sum(),
        }
    }

    /// Whether cases are told at a level, by its place in [`COARSE`].
    pub fn tells(&self, level: usize) -> bool {
        self.levels >> level & 1 > 0
    }

    /// The names of the levels at which cases are told.
    #[cfg(feature = "formats")]
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        (0..COARSE.len())
            .filter(|&at| self.tells(at))
            .map(|at| COARSE[at])
    }
}

/// What countries are counted per.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Base {
    /// What it is: inhabitants.
    pub name: Texts,
    /// Unit codes, each with how much of it there is: over 0.
    pub of: Vec<(String, f64)>,
}

/// How the numbers of countries become colours.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleInfo {
    /// The classes, if the file says so.
    pub classes: Option<Classing>,
    /// From few to many: none, or at least two.
    pub colors: Vec<Color>,
}

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Info {
    /// What the figures are about.
    pub title: Texts,
    /// What has to be known to read them right; stands with every figure.
    pub caveat: Texts,
    /// Anything else that has to stand with every figure.
    pub note: Texts,
    /// Where the cases come from.
    pub source: SourceInfo,
    /// What was looked at.
    pub coverage: Coverage,
    /// What bars and colours count unless an editor says otherwise: `people` or `cases`.
    pub measure: Option<String>,
    /// Facets with their labels.
    pub facets: Vec<FacetInfo>,
    /// What is told less exactly than it is known, to protect people.
    pub generalised: Vec<Generalised>,
    /// The stages that cases go through, in their order, with their labels and colours.
    #[cfg(feature = "formats")]
    pub stages: Vec<ValueInfo>,
    /// What countries are counted per.
    #[cfg(feature = "formats")]
    pub base: Base,
    /// How their numbers become colours.
    #[cfg(feature = "formats")]
    pub scale: ScaleInfo,
    /// What is marked on time charts.
    #[cfg(feature = "formats")]
    pub annotations: Vec<Annotation>,
    /// The sentence of a total.
    #[cfg(feature = "formats")]
    pub template: Texts,
}

impl Info {
    /// The label of a facet, or its name.
    pub fn facet_label<'a>(&'a self, name: &'a str, language: &str) -> &'a str {
        let facet = self.facets.iter().find(|facet| facet.name == name);
        facet
            .map(|facet| facet.label.get(language))
            .filter(|l| !l.is_empty())
            .unwrap_or(name)
    }

    /// The label of a facet's value, or the value.
    pub fn value_label<'a>(&'a self, facet: &str, value: &'a str, language: &str) -> &'a str {
        let facet = self.facets.iter().find(|known| known.name == facet);
        facet
            .and_then(|facet| facet.values.iter().find(|known| known.value == value))
            .map(|known| known.label.get(language))
            .filter(|label| !label.is_empty())
            .unwrap_or(value)
    }

    /// The label of a stage, or its name.
    #[cfg(feature = "formats")]
    pub fn stage_label<'a>(&'a self, name: &'a str, language: &str) -> &'a str {
        let stage = self.stages.iter().find(|known| known.value == name);
        stage
            .map(|stage| stage.label.get(language))
            .filter(|label| !label.is_empty())
            .unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_nearest_language_there_is() {
        let mut texts = Texts::default();
        texts.add("it", "Persone");
        texts.add("en", "People");
        let read = ["it", "it-CH", "IT", "fr", "en-GB"].map(|language| texts.get(language));
        assert_eq!(read, ["Persone", "Persone", "Persone", "People", "People"]);
        assert_eq!(Texts::default().get("en"), "");
    }

    #[test]
    fn a_value_without_a_label_is_its_own_label() {
        let info = Info::default();
        assert_eq!(info.value_label("charge", "smuggling", "en"), "smuggling");
        assert_eq!(info.facet_label("charge", "en"), "charge");
    }
}
