//! What is shown, in a sentence: "12 of 89 people, Italy, January to June 2021".

use super::who::Who;
use super::{Environment, State};
use crate::data::{AGGREGATE, Dataset};
use crate::locale::fill;
use crate::query::{Filter, Measure, Tally, by_country, rows, tally};
use crate::scene::MarkKey;

/// As many names stand in the sentence; the others are counted.
const NAMES: usize = 4;

/// What is counted of a file, and all of it.
#[derive(Debug, Clone)]
pub struct Counted {
    /// What is counted: people only where a number of them is known.
    pub measure: Measure,
    /// Who, where not everybody is.
    who: Option<Who>,
    /// Whether some of what is counted are published totals, which are never added.
    pub(super) totals: bool,
    all: Sum,
}

/// A number that the sentence tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub(super) sum: Tally,
    /// How many published totals: `sum` is without them.
    pub(super) totals: u64,
}

impl Counted {
    /// What an editor asks for, or else what the file says. `who` as the option of that name.
    pub fn of(data: &Dataset, measure: Option<Measure>, who: Option<&str>) -> Self {
        let mut measure = Measure::of(measure, &data.info);
        let totals = data.cases.has_totals();
        if totals {
            measure = Measure::Cases;
        }
        let mut of = Self {
            measure,
            who: Who::of(data, who, measure),
            totals,
            all: Sum {
                sum: Tally::NONE,
                totals: 0,
            },
        };
        of.all = of.sum(data, &of.filter(data, &State::default()));
        if of.all.sum.unknown == of.all.sum.cases {
            of.measure = Measure::Cases;
        }
        of
    }

    /// Which cases a state chooses of those that are counted.
    pub(super) fn filter(&self, data: &Dataset, state: &State) -> Filter {
        let mut filter = state.filter(&data.cases);
        filter.facets.extend(self.who.iter().flat_map(Who::facets));
        filter
    }

    /// Whether values of the facet that tells who is counted can be chosen.
    pub(super) fn is_by(&self, facet: usize) -> bool {
        let mut facets = self.who.iter().flat_map(Who::facets);
        facets.any(|(by, _)| by == facet)
    }

    fn sum(&self, data: &Dataset, filter: &Filter) -> Sum {
        let cases = &data.cases;
        let sum = match self.measure {
            _ if self.totals => {
                let rows = rows(cases, filter);
                let is_total = |&row: &u32| cases.flags.get(row as usize) & AGGREGATE != 0;
                let totals = rows.iter().filter(|row| is_total(row)).count();
                let single = rows.iter().filter(|row| !is_total(row));
                let single = single.map(|&row| row as usize);
                return Sum {
                    sum: crate::query::tally_rows(cases, single),
                    totals: totals as u64,
                };
            }
            _ if !cases.suppressed.is_uniform() => tally(cases, filter),
            Measure::People => tally(cases, filter),
            Measure::Cases => Tally {
                cases: by_country(cases, filter, Measure::Cases).iter().sum(),
                ..Tally::NONE
            },
        };
        Sum { sum, totals: 0 }
    }

    /// What is shown in a state, in a sentence without its full stop.
    pub fn words(&self, data: &Dataset, state: &State, env: &Environment<'_>) -> String {
        let conditions = conditions(data, state, env);
        if conditions.is_empty() {
            return self.all_words(data, env);
        }
        let chosen = self.sum(data, &self.filter(data, state));
        let mut words = self.part_words(data, chosen, env);
        for condition in conditions {
            words.push_str(", ");
            words.push_str(&condition);
        }
        words
    }

    /// All that there is.
    fn all_words(&self, data: &Dataset, env: &Environment<'_>) -> String {
        let messages = env.locale.messages;
        let Sum { sum, totals } = self.all;
        let only_one = match self.measure {
            Measure::People => sum.people_min == 1,
            Measure::Cases => sum.cases + totals < 2,
        };
        let words = match self.measure {
            Measure::People => sum.people_words(&env.locale),
            Measure::Cases if totals == 0 => sum.words(&env.locale, false),
            Measure::Cases => self.noun(sum.cases, totals, env),
        };
        let words = self.of_whom(data, words, env);
        if self.measure == Measure::People
            && (sum.people_max != Some(sum.people_min) || sum.unknown > 0)
        {
            fill(messages.in_all(), &[&words])
        } else if only_one {
            words
        } else {
            fill(messages.all_of(), &[&words])
        }
    }

    /// A part of all that there is.
    fn part_words(&self, data: &Dataset, chosen: Sum, env: &Environment<'_>) -> String {
        let (locale, messages) = (env.locale, env.locale.messages);
        let (all, part) = (&self.all.sum, &chosen.sum);
        if let Some(words) = self.withheld_words(part, env) {
            return self.of_whom(data, words, env);
        }
        if self.measure == Measure::Cases {
            let of =
                |n: u64, all: String| fill(messages.part_of(), &[&locale.formats.number(n), &all]);
            let cases = || of(part.cases, locale.count(messages.cases(), all.cases));
            let all_totals = self.all.totals;
            let totals = || {
                of(
                    chosen.totals,
                    locale.count(messages.published_totals(), all_totals),
                )
            };
            let words = match (all.cases, all_totals) {
                (_, 0) => cases(),
                (0, _) => totals(),
                _ => [cases(), totals()].join(", "),
            };
            return self.of_whom(data, words, env);
        }
        let of = locale.people(all.people_min, all.people_max, 0, all.cases);
        let of = self.of_whom(data, of, env);
        let words = fill(messages.part_of(), &[&people_number(part, env), &of]);
        if all.unknown == 0 {
            return words;
        }
        let number = |n| locale.formats.number(n);
        fill(
            &locale.formats.form(messages.and_unknown_of(), all.unknown),
            &[&words, &number(part.unknown), &number(all.unknown)],
        )
    }

    /// What is chosen of all where numbers are withheld: "5 people of 12 people, and 1 number withheld to protect
    /// people".
    fn withheld_words(&self, part: &Tally, env: &Environment<'_>) -> Option<String> {
        let all = &self.all.sum;
        if all.withheld(self.measure).numbers == 0 || self.all.totals > 0 {
            return None;
        }
        let words = |sum: &Tally| sum.measured(self.measure, &env.locale);
        Some(match part.is_withheld(self.measure) {
            true => words(part),
            false => fill(env.locale.messages.part_of(), &[&words(part), &words(all)]),
        })
    }

    /// So many cases, or published totals, or both.
    pub(super) fn noun(&self, cases: u64, totals: u64, env: &Environment<'_>) -> String {
        let (locale, messages) = (env.locale, env.locale.messages);
        let totals_words = || locale.count(messages.published_totals(), totals);
        match (cases, totals) {
            (_, 0) => locale.count(messages.cases(), cases),
            (0, _) => totals_words(),
            _ => [locale.count(messages.cases(), cases), totals_words()].join(", "),
        }
    }

    /// With who is counted, where somebody is not.
    fn of_whom(&self, data: &Dataset, words: String, env: &Environment<'_>) -> String {
        match self.who.as_ref().and_then(|who| who.counted(data, env)) {
            Some(whom) => fill(env.locale.messages.of_whom(), &[&words, &whom]),
            None => words,
        }
    }
}

/// A number of people without the word, as surely as it is known.
pub(super) fn people_number(sum: &Tally, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let least = env.locale.formats.number(sum.people_min);
    match sum.people_max {
        Some(max) if max == sum.people_min => least,
        Some(max) => fill(
            messages.from_to(),
            &[&least, &env.locale.formats.number(max)],
        ),
        None => fill(messages.at_least(), &[&least]),
    }
}

/// What is chosen, a condition each: countries, time, facets, text.
fn conditions(data: &Dataset, state: &State, env: &Environment<'_>) -> Vec<String> {
    let messages = env.locale.messages;
    let mut out = Vec::new();
    if !state.countries.is_empty() {
        let name = |&code: &[u8; 2]| env.locale.formats.country(&MarkKey::Country(code).name());
        out.push(either(state.countries.iter().map(name).collect(), env));
    }
    if let Some(window) = state.window {
        out.push(env.locale.time(window.from, window.until - 1));
    }
    for (facet, values) in &state.facets {
        if data.cases.facet(facet).is_none() {
            continue;
        }
        let label = data.info.facet_label(facet, env.language);
        let value = |value: &String| match value.is_empty() {
            true => messages.no_value().to_owned(),
            false => data.info.value_label(facet, value, env.language).to_owned(),
        };
        let values = either(values.iter().map(value).collect(), env);
        out.push(fill(messages.mark(), &[label, &values]));
    }
    let text = state.text.trim_ascii();
    if !text.is_empty() {
        out.push(fill(messages.containing(), &[text]));
    }
    out
}

/// "Italy, Malta or Spain"; of many, the first few and how many more.
fn either(mut names: Vec<String>, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    if names.len() > NAMES + 1 {
        let more = env.locale.formats.number((names.len() - NAMES) as u64);
        names.truncate(NAMES);
        return fill(messages.or_more(), &[&names.join(", "), &more]);
    }
    match (names.pop(), names.join(", ")) {
        (Some(last), before) if before.is_empty() => last,
        (Some(last), before) => fill(messages.either(), &[&before, &last]),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENV;
    use super::*;
    use crate::read::Reader;
    use crate::view::{Event, update};

    const FILE: &str = r#"{"facets": [{"name": "charge", "label": "Charge", "values": [
            {"value": "s", "label": "smuggling"}, {"value": "f", "label": "facilitation"}]}],
        "cases": [
        {"date": "2021-01-14", "country": "IT", "people": 12, "charge": "f", "by": "boat"},
        {"date": "2021-03", "country": "IT", "people": 7, "charge": "s"},
        {"date": "2022-03-04", "country": "FR", "people": 70, "charge": ["f", "s"], "by": "Boat"}]}"#;

    fn told(file: &str, measure: Measure, events: &[Event]) -> String {
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        let state = events.iter().cloned();
        let state = state.fold(State::default(), |state, event| update(&state, event));
        Counted::of(&data, Some(measure), None).words(&data, &state, &ENV)
    }

    fn window(from: &str, until: &str) -> Event {
        let day = |text: &str| crate::data::date::parse(text.as_bytes()).unwrap().start;
        Event::Brush(crate::query::Window {
            from: day(from),
            until: day(until),
        })
    }

    fn value(facet: &str, value: &str) -> Event {
        Event::ToggleValue(facet.to_owned(), value.to_owned())
    }

    #[test]
    fn people_a_country_and_whole_months_are_told_exactly() {
        let events = [Event::Toggle(*b"IT"), window("2021-01-01", "2021-07-01")];
        let words = told(FILE, Measure::People, &events);
        assert_eq!(words, "19 of 89 people, Italy, January 2021 – June 2021");
        let words = told(FILE, Measure::People, &[window("2021-01-01", "2022-01-01")]);
        assert_eq!(words, "19 of 89 people, 2021");
        let words = told(FILE, Measure::Cases, &[window("2021-01-14", "2021-01-15")]);
        assert_eq!(words, "1 of 3 cases, 14 January 2021");
    }

    #[test]
    fn where_nothing_is_chosen_all_are_told() {
        assert_eq!(told(FILE, Measure::People, &[]), "All 89 people");
        assert_eq!(told(FILE, Measure::Cases, &[]), "All 3 cases");
        assert_eq!(
            told(r#"[{"date": "2021", "people": 1}]"#, Measure::People, &[]),
            "1 person"
        );
        assert_eq!(told(r#"[{"date": "2021"}]"#, Measure::Cases, &[]), "1 case");
        assert_eq!(
            told(FILE, Measure::Cases, &[Event::Search(" ".to_owned())]),
            "All 3 cases"
        );
    }

    #[test]
    fn values_and_a_text_are_told_by_their_labels() {
        let events = [
            value("charge", "s"),
            value("charge", "f"),
            Event::Search(" boat ".to_owned()),
        ];
        let words = told(FILE, Measure::Cases, &events);
        assert_eq!(
            words,
            "2 of 3 cases, Charge: facilitation or smuggling, containing “boat”"
        );
        let words = told(FILE, Measure::Cases, &[value("by", "")]);
        assert_eq!(words, "1 of 3 cases, by: not stated");
    }

    #[test]
    fn a_facet_of_another_file_is_no_condition() {
        assert_eq!(
            told(FILE, Measure::Cases, &[value("weather", "rain")]),
            "All 3 cases"
        );
    }

    #[test]
    fn of_many_names_the_first_are_told_and_the_others_counted() {
        let codes = [b"AT", b"BE", b"DE", b"FR", b"IT", b"MT"];
        let events = codes.map(|code| Event::Toggle(*code));
        let words = told(FILE, Measure::Cases, &events);
        assert_eq!(
            words,
            "3 of 3 cases, Austria, Belgium, Germany, France or 2 more"
        );
        let words = told(FILE, Measure::Cases, &events[..3]);
        assert_eq!(words, "0 of 3 cases, Austria, Belgium or Germany");
    }

    #[test]
    fn what_is_not_known_of_a_number_is_told_with_it() {
        let file = FILE.replace("\"people\": 12", "\"people\": {\"min\": 12}");
        assert_eq!(
            told(&file, Measure::People, &[]),
            "All cases: at least 89 people"
        );
        let italy = [Event::Toggle(*b"IT")];
        let words = told(&file, Measure::People, &italy);
        assert_eq!(words, "at least 19 of at least 89 people, Italy");
        let words = told(&file, Measure::People, &[Event::Toggle(*b"FR")]);
        assert_eq!(words, "70 of at least 89 people, France");
        let file = FILE.replace("\"people\": 12,", "");
        let words = told(&file, Measure::People, &italy);
        assert_eq!(
            words,
            "7 of 77 people, and 1 of 1 case with unknown number, Italy"
        );
        let words = told(&file, Measure::People, &[]);
        assert_eq!(
            words,
            "All cases: 77 people, and 1 case with unknown number"
        );
        let file = FILE.replace("\"people\": 12", "\"people\": {\"min\": 10, \"max\": 12}");
        let words = told(&file, Measure::People, &italy);
        assert_eq!(words, "17 to 19 of 87 to 89 people, Italy");
        let none = r#"[{"date": "2021"}, {"date": "2022"}]"#;
        assert_eq!(told(none, Measure::People, &[]), "All 2 cases");
    }

    #[test]
    fn published_totals_are_counted_and_never_added() {
        let file = r#"[{"kind": "aggregate", "date": "2021", "country": "IT", "people": 5},
            {"kind": "aggregate", "date": "2022", "country": "IT", "people": 6},
            {"kind": "aggregate", "date": "2022", "country": "FR", "people": 6}]"#;
        assert_eq!(told(file, Measure::People, &[]), "All 3 published totals");
        let words = told(file, Measure::People, &[Event::Toggle(*b"IT")]);
        assert_eq!(words, "2 of 3 published totals, Italy");
        let mixed = file.replacen("\"kind\": \"aggregate\", ", "", 1);
        let words = told(&mixed, Measure::People, &[Event::Toggle(*b"IT")]);
        assert_eq!(words, "1 of 1 case, 1 of 2 published totals, Italy");
    }

    #[test]
    fn people_of_one_kind_are_told_as_such() {
        let file = r#"[{"date": "2023", "country": "IT", "people": 117, "who": "defender"},
            {"date": "2023", "country": "IT", "people": 76, "who": "migrant"}]"#;
        assert_eq!(
            told(file, Measure::People, &[]),
            "All 117 people (defender)"
        );
        let words = told(file, Measure::People, &[Event::Toggle(*b"FR")]);
        assert_eq!(words, "0 of 117 people (defender), France");
        assert_eq!(told(file, Measure::Cases, &[]), "All 2 cases");
    }
}
