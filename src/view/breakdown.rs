//! Ranked bars of a facet's values, or of countries.

use super::companion::{Asked, Companion};
use super::figure::names;
use super::{Event, Options, State, Table};
use crate::chart::{Bar, Breakdown as Chart};
use crate::data::NO_VALUE;
use crate::locale::fill;
use crate::query::{Filter, Tally, tally_countries, tally_values};
use crate::scene::{Detail, Legend, MarkKey, Scene};
use crate::sort::most_first;

/// What it keeps.
#[derive(Debug, Default)]
pub(super) struct Breakdown {
    /// What the longest bar stands for, of all that a reader can choose.
    max: Option<u64>,
}

/// What bars are told apart by.
enum By<'a> {
    Countries,
    Facet(usize, &'a str),
}

impl<'a> By<'a> {
    /// By countries where no facet is asked for; none where there is no facet of this name.
    fn of(of: &'a Asked<'_>) -> Option<Self> {
        let Some(name) = of.options.facet.as_deref() else {
            return Some(Self::Countries);
        };
        let facets = &of.data.cases.facets;
        let at = facets.iter().position(|facet| facet.name == name)?;
        Some(Self::Facet(at, name))
    }

    /// What is chosen, but for what is chosen by these bars.
    fn others(&self, state: &State) -> State {
        match self {
            Self::Countries => State {
                countries: Vec::new(),
                ..state.clone()
            },
            Self::Facet(_, name) => state.of_all_values(name),
        }
    }

    /// The sums of the bars, unordered, and their keys.
    fn sums(&self, of: &Asked<'_>, filter: &Filter) -> Vec<(MarkKey, Tally)> {
        let cases = &of.data.cases;
        match self {
            Self::Countries => {
                let sums = tally_countries(cases, filter);
                let codes = cases
                    .countries
                    .iter()
                    .map(|code| code.as_bytes().try_into());
                let keys = codes.map(|code| MarkKey::Country(code.unwrap_or_default()));
                keys.zip(sums).collect()
            }
            Self::Facet(at, _) => {
                let mut sums = tally_values(cases, filter, *at);
                let none = sums.pop().unwrap_or(Tally::NONE);
                let keys = (0..NO_VALUE).map(MarkKey::Value);
                let none = [(MarkKey::Value(NO_VALUE), none)];
                keys.zip(sums).chain(none).collect()
            }
        }
    }

    fn label(&self, of: &Asked<'_>, key: MarkKey) -> String {
        match (self, key) {
            (Self::Facet(at, name), MarkKey::Value(value)) => {
                let facet = &of.data.cases.facets[*at];
                match facet.values.get(usize::from(value)) {
                    Some(value) => {
                        let language = of.env.language;
                        of.data.info.value_label(name, value, language).to_owned()
                    }
                    None => of.env.locale.messages.no_value.to_owned(),
                }
            }
            _ => of.env.locale.formats.country(&key.name()),
        }
    }

    fn is_chosen(&self, of: &Asked<'_>, key: MarkKey) -> bool {
        match (self, key) {
            (_, MarkKey::Country(code)) => of.state.countries.contains(&code),
            (Self::Facet(at, name), MarkKey::Value(value)) => {
                let value = of.data.cases.facets[*at].values.get(usize::from(value));
                let value = value.map_or("", String::as_str);
                of.state.values(name).iter().any(|chosen| chosen == value)
            }
            _ => false,
        }
    }

    fn chooses(&self, state: &State) -> bool {
        match self {
            Self::Countries => !state.countries.is_empty(),
            Self::Facet(_, name) => !state.values(name).is_empty(),
        }
    }
}

impl Breakdown {
    /// The bars, the longest first.
    fn bars(&mut self, of: &Asked<'_>) -> Vec<Bar> {
        let Some(by) = By::of(of) else {
            return Vec::new();
        };
        self.max.get_or_insert_with(|| {
            let all = by.sums(of, &of.all);
            let values = all.iter().map(|(_, sum)| sum.value(of.measure));
            values.max().unwrap_or(0)
        });
        let filter = of.filter(&by.others(of.state));
        let sums = by.sums(of, &filter);
        let any = by.chooses(of.state);
        let order = most_first(sums.iter().map(|(_, sum)| sum.value(of.measure)));
        let sums = order.into_iter().map(|at| sums[at as usize]);
        let some = sums.filter(|(_, sum)| sum.cases > 0);
        some.map(|(key, sum)| {
            let label = by.label(of, key);
            let amount = sum.words(&of.env.locale, of.adds_people);
            Bar {
                key,
                words: fill(of.env.locale.messages.mark, &[&label, &amount]),
                label,
                value: sum.value(of.measure),
                number: of.env.locale.formats.number(sum.value(of.measure)),
                dimmed: any && !by.is_chosen(of, key),
            }
        })
        .collect()
    }

    fn chart<'a>(&self, of: &'a Asked<'_>, bars: &'a [Bar]) -> Chart<'a> {
        Chart {
            bars,
            max: self.max.unwrap_or(0),
            width: of.size.width,
            theme: of.env.theme,
            measure: of.env.measure,
        }
    }
}

impl Companion for Breakdown {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        let bars = self.bars(of);
        self.chart(of, &bars).height()
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let bars = self.bars(of);
        let chart = self.chart(of, &bars);
        let messages = of.env.locale.messages;
        let title = of.measure.name(messages).to_owned();
        let summary = bars.iter().map(|bar| bar.words.as_str());
        Scene {
            size: of.size,
            plot: chart.plot(),
            layers: chart.layers(focus, detail == Detail::Words),
            summary: summary.collect::<Vec<_>>().join("; "),
            legend: Legend::new(title, Vec::new()),
            notes: Vec::new(),
        }
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        let messages = of.env.locale.messages;
        let facet = of.options.facet.as_deref();
        let first = facet.map_or(messages.country, |name| {
            of.data.info.facet_label(name, of.env.language)
        });
        let columns = vec![first.to_owned(), of.measure.name(messages).to_owned()];
        let rows = self
            .bars(of)
            .into_iter()
            .map(|bar| vec![bar.label, bar.number]);
        Table {
            rows: rows.collect(),
            columns,
        }
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let bars = self.bars(of);
        let bar = bars.into_iter().find(|bar| bar.key == key);
        bar.map_or_else(String::new, |bar| bar.words)
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        By::of(of).is_some_and(|by| by.is_chosen(of, key))
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        match (By::of(of), key) {
            (Some(By::Facet(at, name)), MarkKey::Value(value)) => {
                let value = of.data.cases.facets[at].values.get(usize::from(value));
                let value = value.cloned().unwrap_or_default();
                Some(Event::ToggleValue(name.to_owned(), value))
            }
            (Some(By::Countries), MarkKey::Country(code)) => Some(Event::Toggle(code)),
            _ => None,
        }
    }

    fn clearing(&self, options: &Options) -> Event {
        match &options.facet {
            Some(name) => Event::ClearValues(name.clone()),
            None => Event::ClearCountries,
        }
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        match By::of(of) {
            Some(By::Countries) => names(&of.state.countries, of.env.locale.formats),
            Some(By::Facet(_, name)) => {
                let label = |value: &String| match value.is_empty() {
                    true => of.env.locale.messages.no_value.to_owned(),
                    false => of
                        .data
                        .info
                        .value_label(name, value, of.env.language)
                        .to_owned(),
                };
                let labels: Vec<String> = of.state.values(name).iter().map(label).collect();
                labels.join(", ")
            }
            None => String::new(),
        }
    }

    fn forget(&mut self) {
        self.max = None;
    }
}
