//! What the words of a template stand for.

use super::super::Asked;
use super::super::by::By;
use super::super::counted::Kinds;
use super::super::percent::percent;
use super::super::shares::share_words;
use super::template::Word;
use crate::calendar::Day;
use crate::data::{Cases, NO_DATE};
use crate::locale::{DateStyle, fill};
use crate::query::{Filter, Measure, Tally, periods, rows, tally, tally_countries, together};
use crate::scale::time::Unit;

/// What chooses the form of a noun after a number that is not said: "an unknown number of people".
const UNSAID: u64 = 5;

/// The words that a template can have.
pub(super) const WORDS: [&str; 7] = [
    "cases",
    "people",
    "countries",
    "from",
    "to",
    "time",
    "share",
];

/// What is counted of what is chosen.
pub(super) struct Numbers<'a> {
    of: &'a Asked<'a>,
    /// What readers chose, and that as far as it is counted.
    chosen: Filter,
    counted: Filter,
    pub(super) sum: Tally,
    countries: u64,
    pub(super) time: Option<(Day, Day)>,
    /// Whether they are published totals.
    pub(super) totals: bool,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(of: &'a Asked<'a>, kinds: &Kinds) -> Self {
        let cases = &of.data.cases;
        let chosen = of.filter(of.state);
        let (counted, time) = kinds.counted(chosen.clone());
        let whole = time.and_then(|(start, last)| {
            let of_time = periods(cases, &chosen).into_iter();
            of_time
                .map(|p| (p, p.sum))
                .find(|(p, _)| (p.start, p.last) == (start, last))
        });
        let window = of
            .state
            .window
            .map(|window| (window.from, window.until - 1));
        Self {
            of,
            sum: whole.map_or_else(|| tally(cases, &counted), |(_, sum)| sum),
            countries: countries(cases, &counted),
            time: time.or(window).or_else(|| extent(cases, &counted)),
            totals: kinds.are_totals(),
            chosen,
            counted,
        }
    }

    /// Whether the sentence can say in how many countries.
    pub(super) fn has_countries(&self) -> bool {
        self.countries > 0
    }

    pub(super) fn word(&self, name: &str) -> Option<Word> {
        if let Some((what, of)) = name.split_once(':') {
            let (facet, value) = of.split_once('=')?;
            return self.of_value(what.trim_ascii(), facet.trim_ascii(), value.trim_ascii());
        }
        let style = self.time.map(|(first, last)| style(first, last));
        let day = |day: Option<Day>| {
            let text = day
                .zip(style)
                .map(|(day, style)| self.of.env.locale.formats.date(day, style));
            // A time that is not known is not left out unsaid.
            let text = text.unwrap_or_else(|| self.of.env.locale.messages.no_date().to_owned());
            Word {
                text,
                ..Word::default()
            }
        };
        Some(match name {
            "cases" => self.cases(&self.sum),
            "people" => self.people(&self.sum),
            "countries" => self.number(self.countries, false),
            "from" => day(self.time.map(|(first, _)| first)),
            "to" => day(self.time.map(|(_, last)| last)),
            "time" => {
                let time = self
                    .time
                    .map(|(first, last)| self.of.env.locale.time(first, last));
                let text = time.unwrap_or_else(|| self.of.env.locale.messages.no_date().to_owned());
                Word {
                    text,
                    ..Word::default()
                }
            }
            _ => return None,
        })
    }

    fn number(&self, n: u64, large: bool) -> Word {
        Word {
            text: self.of.env.locale.formats.number(n),
            count: n,
            large,
            ..Word::default()
        }
    }

    fn cases(&self, sum: &Tally) -> Word {
        match self.withheld(sum, Measure::Cases) {
            Some(word) => word,
            None => self.number(sum.cases, true),
        }
    }

    /// What stands for a number of which a part is withheld, or all.
    fn withheld(&self, sum: &Tally, measure: Measure) -> Option<Word> {
        if sum.withheld(measure).numbers == 0 {
            return None;
        }
        let messages = self.of.env.locale.messages;
        let known = self.number(sum.value(measure), true);
        Some(match sum.is_withheld(measure) {
            true => Word {
                around: (messages.withheld_number().to_owned(), String::new()),
                text: String::new(),
                count: UNSAID,
                ..known
            },
            false => Word {
                around: around(messages.at_least()),
                ..known
            },
        })
    }

    /// People: at least so many, from one number to another, or not known.
    fn people(&self, sum: &Tally) -> Word {
        if let Some(word) = self
            .withheld(sum, Measure::People)
            .filter(|_| self.of.adds_people)
        {
            return word;
        }
        let messages = self.of.env.locale.messages;
        let least = self.number(sum.people_min, true);
        let unknown = sum.cases > 0 && sum.unknown == sum.cases;
        if unknown || !self.of.adds_people && sum.cases > 0 {
            let instead = match unknown {
                true => messages.unknown_number(),
                false => messages.kinds_not_added(),
            };
            return Word {
                around: (instead.to_owned(), String::new()),
                text: String::new(),
                count: UNSAID,
                ..least
            };
        }
        match sum.people_max {
            Some(most) if sum.unknown == 0 && most > sum.people_min => Word {
                text: [&*least.text, "–", &self.number(most, true).text].concat(),
                count: most,
                ..least
            },
            Some(_) if sum.unknown == 0 => least,
            _ => Word {
                around: around(messages.at_least()),
                ..least
            },
        }
    }

    /// What has a value of a facet: how many, or which part of those that say something of it.
    fn of_value(&self, what: &str, facet: &str, value: &str) -> Option<Word> {
        let (of, cases) = (self.of, &self.of.data.cases);
        let by = By::of_facet(of, facet)?;
        let By::Facet(at, _) = by else { return None };
        let index = cases.facets[at]
            .values
            .iter()
            .position(|known| known == value)?;
        let sums = by.query().tally(cases, &self.counted);
        let sum = sums.groups.get(index)?;
        let measure = match what {
            "cases" => return Some(self.cases(sum)),
            "people" => return Some(self.people(sum)),
            "share" => of.measure,
            _ => return None,
        };
        if let Some(word) = self.published(at, index as u16) {
            return Some(word);
        }
        let counts = if self.totals {
            Measure::People
        } else {
            measure
        };
        // Of a whole that is known only as at least so many, nothing is so many percent.
        let is_exact = sums.stated.is_exact(counts);
        let share = is_exact.then(|| percent(sum.value(counts), sums.stated.value(counts), of.env));
        let share = share.flatten();
        Some(Word {
            text: share.unwrap_or_else(|| "–".to_owned()),
            large: true,
            ..Word::default()
        })
    }

    /// The percentage of a value that is published without a count, among what is chosen. Of several, which are of
    /// other times, places or wholes, none is the one: how many they are is told, and notes tell each.
    fn published(&self, facet: usize, value: u16) -> Option<Word> {
        let (data, cases) = (self.of.data, &self.of.data.cases);
        if cases.share.is_uniform() {
            return None;
        }
        let facet = &cases.facets[facet];
        let says = |row: &u32| {
            facet
                .values_of(facet.codes[*row as usize])
                .any(|of| of == value)
        };
        let rows = rows(cases, &self.chosen).into_iter().filter(says);
        let env = self.of.env;
        let shares: Vec<String> = rows
            .filter_map(|row| share_words(data, row as usize, env))
            .collect();
        let text = shares.first()?.clone();
        if shares.len() == 1 {
            return Some(Word {
                text,
                large: true,
                ..Word::default()
            });
        }
        let count = env.locale.formats.number(shares.len() as u64);
        Some(Word {
            text: fill(env.locale.messages.several_shares(), &[&count]),
            ..Word::default()
        })
    }
}

/// What stands before and after `{0}` in a message.
fn around(message: &str) -> (String, String) {
    let (before, after) = message.split_once("{0}").unwrap_or((message, ""));
    (before.to_owned(), after.to_owned())
}

/// How many countries have a case, alone or together with others.
fn countries(cases: &Cases, filter: &Filter) -> u64 {
    let sums = tally_countries(cases, filter);
    let mut has: Vec<bool> = sums.iter().map(|sum| !sum.is_empty()).collect();
    for set in together(cases, filter) {
        for country in set.countries {
            if let Some(has) = has.get_mut(usize::from(country)) {
                *has = true;
            }
        }
    }
    has.into_iter().filter(|&has| has).count() as u64
}

/// The first and the last day of what is counted.
fn extent(cases: &Cases, filter: &Filter) -> Option<(Day, Day)> {
    let rows = rows(cases, filter).into_iter().map(|row| row as usize);
    let dated = rows.filter(|&row| cases.start[row] != NO_DATE);
    let ends = dated.map(|row| (cases.start[row], cases.last_day(row)));
    ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}

/// How exactly the ends of a time are told: years of several, months of one.
fn style(first: Day, last: Day) -> DateStyle {
    let days = last - first;
    if days > 3 * 365 || Unit::Year.divides(first, last) && days > 366 {
        DateStyle::Year
    } else if Unit::Month.divides(first, last) || days > 92 {
        DateStyle::Month
    } else {
        DateStyle::Day
    }
}
