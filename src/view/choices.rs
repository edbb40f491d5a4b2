//! [`Choices`]: the values that a reader can choose cases by, with how many there are of each.

use super::shown::{Counted, Sum, people_number};
use super::{Environment, State, telling};
use crate::data::{AGGREGATE, Dataset, Facet, NO_VALUE};
use crate::nearest::nearest;
use crate::query::{
    By, Filter, Measure, Tally, by_country, by_value, rows, tally_countries, tally_values,
};
use crate::sort::most_first;

/// What choosing by countries is called, where facets have their names.
const COUNTRY: &str = "country";
/// A facet of more values is offered only where an editor names it.
const FEW: usize = 30;
/// As many values are offered of one facet, at most.
const MOST: usize = 200;
/// As many fields that a search looks in are named.
const NAMED: usize = 6;

/// A facet, or the countries, and its values as they are put in order.
#[derive(Debug, Clone)]
struct List {
    by: By,
    /// Indices of values, as they are shown; behind the last one of the facet that of none.
    values: Vec<u16>,
    /// How many values there are beside these.
    left: usize,
}

/// What a reader can choose cases by. It keeps what doesn't change with what is chosen.
#[derive(Debug, Clone)]
pub struct Choices {
    counted: Counted,
    lists: Vec<List>,
    missing: Vec<Missing>,
}

/// A facet that was asked for, and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was asked for.
    pub name: String,
    /// What may have been meant; empty where nothing is like it.
    pub nearest: String,
    /// What there is.
    pub known: Vec<String>,
}

/// What can be chosen by a facet, or by countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenOf {
    /// The facet's name, or `country`.
    pub name: String,
    /// As readers see it.
    pub label: String,
    /// Whether it is by countries.
    pub countries: bool,
    /// The values.
    pub values: Vec<Choice>,
    /// How many other values there are, which are rarer.
    pub left: usize,
}

/// A value that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As the cases write it, or the unit code of a country; empty for cases that say nothing of the facet.
    pub value: String,
    /// As readers see it; empty in brief.
    pub label: String,
    /// How many there are, whatever else is chosen by this facet: "12", "12+".
    pub number: String,
    /// The same in words; empty in brief.
    pub words: String,
    /// Whether there is none.
    pub none: bool,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choices {
    /// By the facets of some names (with commas between them, or spaces where there is no comma; `country` for
    /// countries), or, where none is named, by those that tell cases apart.
    pub fn of(data: &Dataset, names: &str, measure: Option<Measure>, who: Option<&str>) -> Self {
        let counted = Counted::of(data, measure, who);
        let mut missing = Vec::new();
        let mut wanted = Vec::new();
        for name in split(data, names) {
            match by(data, name) {
                Some(by) if wanted.contains(&by) => {}
                Some(by) => wanted.push(by),
                None => missing.push(missing_facet(data, name)),
            }
        }
        if names.trim_ascii().is_empty() {
            wanted = usual(data, &counted);
        }
        let all = counted.filter(data, &State::default());
        let measure = counted.measure;
        let lists = wanted
            .into_iter()
            .map(|by| List::of(data, by, &all, measure));
        Self {
            lists: lists.collect(),
            counted,
            missing,
        }
    }

    /// Facets that were asked for, and are none.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// What is shown, as [`Counted::words`] tells it.
    pub fn shown(&self, data: &Dataset, state: &State, env: &Environment<'_>) -> String {
        self.counted.words(data, state, env)
    }

    /// What there is to choose, with the numbers of a state. A facet's own choice leaves its numbers as they are.
    /// In brief, values come without labels and words, which a hand that moves need not wait for.
    pub fn lists(
        &self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        brief: bool,
    ) -> Vec<ChosenOf> {
        let told = |list: &List| list.told(data, state, &self.counted, env, brief);
        self.lists.iter().map(told).collect()
    }
}

/// The labels of the fields that a search looks in, and how many more there are.
pub fn searched(data: &Dataset, language: &str) -> (Vec<String>, usize) {
    let facets = &data.cases.facets;
    let labels = facets.iter().take(NAMED);
    let labels = labels.map(|facet| data.info.facet_label(&facet.name, language).to_owned());
    (labels.collect(), facets.len().saturating_sub(NAMED))
}

/// Names as an editor writes them.
fn split<'a>(data: &Dataset, names: &'a str) -> Vec<&'a str> {
    let whole = names.trim_ascii();
    // A name may have spaces in it.
    if data.cases.facet(whole).is_some() {
        return vec![whole];
    }
    let comma = whole.contains(',');
    let names = whole.split(|c: char| {
        if comma {
            c == ','
        } else {
            c.is_ascii_whitespace()
        }
    });
    let names = names.map(str::trim_ascii);
    names.filter(|name| !name.is_empty()).collect()
}

fn by(data: &Dataset, name: &str) -> Option<By> {
    if name == COUNTRY {
        return Some(By::Countries);
    }
    let facets = &data.cases.facets;
    let at = facets.iter().position(|facet| facet.name == name)?;
    Some(By::Facet(at))
}

fn missing_facet(data: &Dataset, name: &str) -> Missing {
    let facets = || data.cases.facets.iter().map(|facet| facet.name.as_str());
    let known = || facets().chain([COUNTRY]);
    Missing {
        name: name.to_owned(),
        nearest: nearest(name, known()).unwrap_or_default().to_owned(),
        known: known().take(NAMED).map(str::to_owned).collect(),
    }
}

/// What tells cases apart: facets of few values, but more than one, and countries.
fn usual(data: &Dataset, counted: &Counted) -> Vec<By> {
    let facets = telling(data).into_iter();
    let few = facets.filter(|&at| {
        (2..=FEW).contains(&data.cases.facets[at].values.len()) && !counted.is_by(at)
    });
    let countries = (data.cases.countries.len() > 1).then_some(By::Countries);
    few.map(By::Facet).chain(countries).collect()
}

impl List {
    fn of(data: &Dataset, by: By, all: &Filter, measure: Measure) -> Self {
        let mut counts = match by {
            By::Countries => by_country(&data.cases, all, measure),
            By::Facet(at) => by_value(&data.cases, all, measure, at),
        };
        counts.pop();
        let count = counts.len();
        let mut values = match by {
            By::Countries => most_first(counts.into_iter()),
            By::Facet(at) => in_order(data, &data.cases.facets[at], &counts),
        };
        values.truncate(MOST);
        let left = count - values.len();
        if let By::Facet(at) = by
            && data.cases.facets[at].codes.contains(&NO_VALUE)
        {
            values.push(count as u32);
        }
        let values = values.into_iter().map(|value| value as u16).collect();
        Self { by, values, left }
    }

    fn told(
        &self,
        data: &Dataset,
        state: &State,
        counted: &Counted,
        env: &Environment<'_>,
        brief: bool,
    ) -> ChosenOf {
        let (cases, info, messages) = (&data.cases, &data.info, env.locale.messages);
        let sums = self.sums(data, state, counted);
        let choice = |&at: &u16| {
            let at = usize::from(at);
            let none = Sum {
                sum: Tally::NONE,
                totals: 0,
            };
            let sum = sums.get(at).unwrap_or(&none);
            let (value, label, chosen) = match self.by {
                By::Countries => {
                    let code = cases.countries[at].clone();
                    let chosen = state.countries.iter().any(|c| code.as_bytes() == c);
                    let label = match brief {
                        true => String::new(),
                        false => env.locale.formats.country(&code),
                    };
                    (code, label, chosen)
                }
                By::Facet(facet) => {
                    let facet = &cases.facets[facet];
                    let value = facet.values.get(at).cloned().unwrap_or_default();
                    let label = match facet.values.get(at) {
                        Some(value) => info.value_label(&facet.name, value, env.language),
                        None => messages.no_value(),
                    };
                    let chosen = state.values(&facet.name).contains(&value);
                    let label = label.to_owned();
                    (value, label, chosen)
                }
            };
            let number = match sum.totals {
                0 => amount(&sum.sum, counted.measure, env),
                totals => amount_of_totals(sum.sum.cases, totals, env),
            };
            let words = match sum.totals {
                _ if brief => String::new(),
                0 => amount_words(&sum.sum, counted.measure, env),
                totals => counted.noun(sum.sum.cases, totals, env),
            };
            Choice {
                value,
                label,
                number,
                words,
                none: sum.sum.is_empty() && sum.totals == 0,
                chosen,
            }
        };
        let values = self.values.iter().map(choice).collect();
        let (name, label) = self.names(data, env);
        ChosenOf {
            name,
            label,
            countries: self.by == By::Countries,
            values,
            left: self.left,
        }
    }

    fn names(&self, data: &Dataset, env: &Environment<'_>) -> (String, String) {
        match self.by {
            By::Countries => {
                let messages = env.locale.messages;
                let label = match data.cases.areas.is_empty() {
                    true => messages.country(),
                    false => messages.area_of_cases(),
                };
                (COUNTRY.to_owned(), label.to_owned())
            }
            By::Facet(at) => {
                let name = &data.cases.facets[at].name;
                let label = data.info.facet_label(name, env.language);
                (name.clone(), label.to_owned())
            }
        }
    }

    /// The sums of all values, and at the end of none, over what is chosen by anything else.
    fn sums(&self, data: &Dataset, state: &State, counted: &Counted) -> Vec<Sum> {
        let cases = &data.cases;
        let others = match self.by {
            By::Countries => state.of_all_countries(),
            By::Facet(at) => state.of_all_values(&cases.facets[at].name),
        };
        let filter = counted.filter(data, &others);
        let totals = match counted.totals {
            true => self.totals(data, &filter),
            false => Vec::new(),
        };
        let filter = Filter {
            single: counted.totals,
            ..filter
        };
        let sums = self.tallies(data, &filter, counted.measure).into_iter();
        let sum = |(at, sum)| Sum {
            sum,
            totals: totals.get(at).copied().unwrap_or(0),
        };
        sums.enumerate().map(sum).collect()
    }

    /// How many published totals there are of each value, and at the end of none.
    fn totals(&self, data: &Dataset, filter: &Filter) -> Vec<u64> {
        let cases = &data.cases;
        let values = match self.by {
            By::Countries => cases.countries.len(),
            By::Facet(at) => cases.facets[at].values.len(),
        };
        let mut totals = vec![0; values + 1];
        let rows = rows(cases, filter).into_iter().map(|row| row as usize);
        for row in rows.filter(|&row| cases.flags.get(row) & AGGREGATE != 0) {
            match self.by {
                By::Countries => totals[usize::from(cases.country[row]).min(values)] += 1,
                By::Facet(at) => {
                    let facet = &cases.facets[at];
                    match facet.codes[row] {
                        NO_VALUE => totals[values] += 1,
                        code => facet
                            .values_of(code)
                            .for_each(|value| totals[usize::from(value)] += 1),
                    }
                }
            }
        }
        totals
    }

    fn tallies(&self, data: &Dataset, filter: &Filter, measure: Measure) -> Vec<Tally> {
        let cases = &data.cases;
        let count = |cases: u64| Tally {
            cases,
            ..Tally::NONE
        };
        match (self.by, measure) {
            (By::Countries, Measure::People) => tally_countries(cases, filter),
            (By::Facet(at), Measure::People) => tally_values(cases, filter, at),
            // Much faster than whole sums.
            (By::Countries, _) => by_country(cases, filter, measure)
                .into_iter()
                .map(count)
                .collect(),
            (By::Facet(at), _) => by_value(cases, filter, measure, at)
                .into_iter()
                .map(count)
                .collect(),
        }
    }
}

/// The values of a facet as they are shown: in the order that the file declares, the others by their numbers, the
/// highest first.
pub(super) fn in_order(data: &Dataset, facet: &Facet, counts: &[u64]) -> Vec<u32> {
    let known = data
        .info
        .facets
        .iter()
        .find(|known| known.name == facet.name);
    let declared = known.map_or(0, |known| {
        let is_known = |value: &&String| known.values.iter().any(|known| known.value == **value);
        facet.values.iter().take_while(is_known).count()
    });
    let others = most_first(counts.iter().skip(declared).copied());
    let others = others.into_iter().map(|at| at + declared as u32);
    (0..declared as u32).chain(others).collect()
}

/// Single cases and published totals, which are never added, as short as it can be.
fn amount_of_totals(cases: u64, totals: u64, env: &Environment<'_>) -> String {
    let number = |n| env.locale.formats.number(n);
    match cases {
        0 => number(totals),
        _ => [number(cases), number(totals)].join(" + "),
    }
}

/// A number as short as it can be without saying more than is known.
fn amount(sum: &Tally, measure: Measure, env: &Environment<'_>) -> String {
    let number = |n| env.locale.formats.number(n);
    if sum.withheld(measure).numbers > 0 {
        return match sum.is_withheld(measure) {
            true => env.locale.messages.withheld_short().to_owned(),
            false => [&number(sum.value(measure)), "+"].concat(),
        };
    }
    if measure == Measure::Cases || sum.cases == 0 {
        return number(sum.cases);
    }
    match sum.people_max {
        _ if sum.unknown == sum.cases => "?".to_owned(),
        Some(_) if sum.unknown == 0 => people_number(sum, env),
        _ => [&number(sum.people_min), "+"].concat(),
    }
}

/// The same in words.
fn amount_words(sum: &Tally, measure: Measure, env: &Environment<'_>) -> String {
    let locale = &env.locale;
    match measure {
        Measure::People if sum.cases == 0 && sum.withheld(measure).numbers == 0 => {
            locale.count(locale.messages.cases(), 0)
        }
        _ => sum.measured(measure, locale),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENV;
    use super::*;
    use crate::read::Reader;
    use crate::view::{Event, update};

    const FILE: &str = r#"{"facets": [{"name": "charge", "label": "Charge", "values": [
            {"value": "s", "label": "smuggling"}, "never", {"value": "f", "label": "facilitation"}]}],
        "cases": [
        {"date": "2021-01-14", "country": "IT", "people": 12, "charge": "f", "by": "sea"},
        {"date": "2021-03", "country": "IT", "people": {"min": 7}, "charge": "s", "by": "land"},
        {"date": "2022-03-04", "country": "FR", "charge": ["f", "s"], "by": "land"},
        {"date": "2022-03-05", "country": "FR", "people": 3, "charge": "odd", "by": "land"},
        {"date": "2022-03-06", "country": "FR", "people": 5}]}"#;

    fn data(file: &str) -> Dataset {
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        reader.finish().unwrap()
    }

    /// A line for each facet: "Charge: smuggling 2, facilitation 2".
    fn told(names: &str, measure: Measure, events: &[Event]) -> Vec<String> {
        let data = data(FILE);
        let state = events.iter().cloned();
        let state = state.fold(State::default(), |state, event| update(&state, event));
        let choices = Choices::of(&data, names, Some(measure), None);
        let value = |choice: &Choice| {
            let mark = if choice.chosen { "*" } else { "" };
            format!("{mark}{} {}", choice.label, choice.number)
        };
        let line = |list: ChosenOf| {
            let values: Vec<String> = list.values.iter().map(value).collect();
            format!("{}: {}", list.label, values.join(", "))
        };
        choices
            .lists(&data, &state, &ENV, false)
            .into_iter()
            .map(line)
            .collect()
    }

    fn value(facet: &str, value: &str) -> Event {
        Event::ToggleValue(facet.to_owned(), value.to_owned())
    }

    #[test]
    fn facets_that_tell_cases_apart_and_countries_are_offered_unasked() {
        let lines = told("", Measure::Cases, &[]);
        assert_eq!(
            lines,
            [
                "Charge: smuggling 2, never 0, facilitation 2, odd 1, not stated 1",
                "by: land 3, sea 1, not stated 1",
                "Country: France 3, Italy 2",
            ]
        );
    }

    #[test]
    fn a_facet_does_not_filter_its_own_numbers_but_all_others() {
        let chosen = [value("charge", "s"), Event::Toggle(*b"IT")];
        let lines = told("", Measure::Cases, &chosen);
        assert_eq!(
            lines,
            [
                "Charge: *smuggling 1, never 0, facilitation 1, odd 0, not stated 0",
                "by: land 1, sea 0, not stated 0",
                "Country: France 1, *Italy 1",
            ]
        );
    }

    #[test]
    fn not_stated_can_be_chosen() {
        let lines = told("by", Measure::Cases, &[value("by", "")]);
        assert_eq!(lines, ["by: land 3, sea 1, *not stated 1"]);
        let lines = told("country", Measure::Cases, &[value("by", "")]);
        assert_eq!(lines, ["Country: France 1, Italy 0"]);
    }

    #[test]
    fn numbers_of_people_say_how_surely_they_are_known() {
        let lines = told("charge,country", Measure::People, &[]);
        assert_eq!(
            lines,
            [
                "Charge: smuggling 7+, never 0, facilitation 12+, odd 3, not stated 5",
                "Country: Italy 19+, France 8+",
            ]
        );
        let lines = told(
            "charge",
            Measure::People,
            &[value("by", "land"), Event::Toggle(*b"FR")],
        );
        assert_eq!(
            lines,
            ["Charge: smuggling ?, never 0, facilitation ?, odd 3, not stated 0"]
        );
    }

    #[test]
    fn facets_come_as_they_are_named_and_each_once() {
        let firsts: Vec<String> = told("country by country", Measure::Cases, &[])
            .into_iter()
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect();
        assert_eq!(firsts, ["Country", "by"]);
    }

    #[test]
    fn a_name_with_spaces_is_a_name() {
        let data = data(&FILE.replace("\"by\"", "\"way in\""));
        let names = |names| {
            let choices = Choices::of(&data, names, None, None);
            let lists = choices.lists(&data, &State::default(), &ENV, false);
            let names: Vec<String> = lists.into_iter().map(|list| list.name).collect();
            (names.join("|"), choices.missing().len())
        };
        assert_eq!(names(" way in "), ("way in".to_owned(), 0));
        assert_eq!(names("way in, charge"), ("way in|charge".to_owned(), 0));
        assert_eq!(names("way charge"), ("charge".to_owned(), 1));
    }

    #[test]
    fn a_facet_that_does_not_exist_is_told_with_the_nearest_one() {
        let data = data(FILE);
        let choices = Choices::of(&data, "charges weather country", None, None);
        let missing = |name: &str, nearest: &str| Missing {
            name: name.to_owned(),
            nearest: nearest.to_owned(),
            known: ["charge", "by", "country"].map(str::to_owned).to_vec(),
        };
        assert_eq!(
            choices.missing(),
            [missing("charges", "charge"), missing("weather", "")]
        );
        assert_eq!(
            choices.lists(&data, &State::default(), &ENV, false).len(),
            1
        );
    }

    #[test]
    fn of_a_facet_with_very_many_values_the_most_frequent_are_offered() {
        let cases: Vec<String> = (0..600)
            .map(|at| format!(r#"{{"date": "2021", "name": "n{}"}}"#, at % 250))
            .collect();
        let data = data(&format!("[{}]", cases.join(",")));
        assert!(Choices::of(&data, "", None, None).lists.is_empty());
        let choices = Choices::of(&data, "name", None, None);
        let lists = choices.lists(&data, &State::default(), &ENV, false);
        assert_eq!((lists[0].values.len(), lists[0].left), (MOST, 50));
    }

    #[test]
    fn published_totals_are_told_as_such_and_not_as_cases() {
        let total = |country: &str| {
            format!(
                r#"{{"kind": "aggregate", "date": "2021", "country": "{country}", "people": 5, "by": ["sea", "land"]}}"#
            )
        };
        let [italy, france] = [total("IT"), total("FR")];
        let told = |file: &str| {
            let data = data(file);
            let choices = Choices::of(&data, "country by", None, None);
            let lists = choices.lists(&data, &State::default(), &ENV, false);
            let values = lists.into_iter().flat_map(|list| list.values);
            let values = values.map(|value| [value.label, value.number, value.words].join(": "));
            values.collect::<Vec<String>>()
        };
        assert_eq!(
            told(&format!("[{italy},{italy},{france}]")),
            [
                "Italy: 2: 2 published totals",
                "France: 1: 1 published total",
                "sea: 3: 3 published totals",
                "land: 3: 3 published totals",
            ]
        );
        let case = r#"{"date": "2021", "country": "IT"}"#;
        assert_eq!(
            told(&format!("[{italy},{case},{case}]")),
            [
                "Italy: 2 + 1: 2 cases, 1 published total",
                "sea: 1: 1 published total",
                "land: 1: 1 published total",
                "not stated: 2: 2 cases",
            ]
        );
    }

    #[test]
    fn a_search_says_where_it_looks() {
        let data = data(FILE);
        assert_eq!(
            searched(&data, "en"),
            (vec!["Charge".to_owned(), "by".to_owned()], 0)
        );
    }
}
