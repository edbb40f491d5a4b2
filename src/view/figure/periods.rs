//! Periods compared: how many cases there were in a year of each. A period is as long as it was looked at: what was
//! not covered is neither counted nor divided by, and the words say how many of its days count.

use std::rc::Rc;

use super::super::companion::{Asked, Companion};
use super::super::numbers::gaps;
use super::super::words::{facet_label, part_labels, stack_colors};
use super::super::{Event, Kind, Options, State, Table};
use super::Figure;
use super::inexact::is_inexact;
use crate::calendar::Day;
use crate::chart::{Bar, Breakdown as Chart};
use crate::data::{AGGREGATE, Dataset};
use crate::locale::{fill, is_rtl};
use crate::query::{Filter, Measure, Period, Window, Withheld, by_bin, periods, rows, tally_parts};
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Legend, MarkKey, Scene};
use crate::sort::sort_few;
use crate::theme::Color;

/// Days of a year, on average.
const YEAR: f64 = 365.25;
/// Bars are as long as thousandths of a case a year.
const PARTS: f64 = 1_000.0;
/// Of fewer than this, one case more or less moves a number by ten percent or nearly.
const FEW: u64 = 10;

/// What it keeps.
#[derive(Default)]
pub(super) struct Periods {
    /// What the longest bar stands for, of all that a reader can choose.
    max: Option<u64>,
    /// The last bars, and the state that they are of.
    last: Option<(State, Rc<Counted>)>,
}

/// What was counted.
struct Counted {
    /// By part, then by period.
    rows: Vec<Row>,
    /// What the parts are parts of, if there are parts.
    by: Option<String>,
    /// How many cases may be of a period, but are dated less exactly, or not at all.
    vague: u64,
}

/// One bar: a period, or a part of one.
struct Row {
    key: MarkKey,
    /// The part and its colour in every figure, if there are parts.
    part: Option<(String, Color)>,
    /// First day, and the day after the last one.
    days: (Day, Day),
    /// How many of them were looked at.
    looked: i32,
    sum: u64,
    /// What is withheld beside it.
    withheld: Withheld,
}

impl Row {
    /// How many in a year of the days that were looked at; none if no day was.
    fn per_year(&self) -> Option<f64> {
        (self.looked > 0).then(|| self.sum as f64 * YEAR / f64::from(self.looked))
    }

    /// Whether numbers are withheld, and no other is more than 0.
    fn is_withheld(&self) -> bool {
        self.sum == 0 && self.withheld.numbers > 0
    }

    /// Whether nothing is known or withheld of it, as nobody looked.
    fn is_not_covered(&self) -> bool {
        self.looked == 0 && self.sum == 0 && self.withheld.numbers == 0
    }

    fn value(&self) -> u64 {
        self.per_year().map_or(0, |n| (n * PARTS) as u64)
    }
}

/// How many days between two were looked at. Where the file doesn't say from when or until when, it is from the
/// first case or until the last one.
fn looked_at(data: &Dataset, countries: &[[u8; 2]], (from, until): (Day, Day)) -> i32 {
    let coverage = &data.info.coverage;
    let extent = data.cases.extent();
    let mut whole = coverage.clone();
    whole.from = whole.from.or(extent.map(|(first, _)| first));
    whole.to = whole.to.or(extent.map(|(_, last)| last));
    let bins = Bins {
        unit: Unit::Year,
        edges: vec![from, until],
    };
    let mut gaps = gaps(&whole, countries, &bins);
    sort_few(&mut gaps, |a, b| a < b);
    // Gaps may overlap.
    let mut reached = from;
    let mut lost = 0;
    for (start, end) in gaps {
        lost += (end - start.max(reached)).max(0);
        reached = reached.max(end);
    }
    until - from - lost
}

/// Published totals, which stand for the cases of their times where a file has no single ones; none where it has, as
/// both would count the same people. Those that count what was under way are none: a case of years is in each of
/// them. Parts of totals are not told apart.
fn published(data: &Dataset, filter: &Filter, stacked: bool) -> Option<Vec<Period>> {
    let flags = &data.cases.flags;
    let single = (0..data.cases.len()).any(|row| flags.get(row) & AGGREGATE == 0);
    if single || data.cases.is_empty() {
        return None;
    }
    if stacked {
        return Some(Vec::new());
    }
    let mut totals = periods(&data.cases, filter);
    totals.retain(|total| total.new != Some(false));
    Some(totals)
}

/// How many single cases may be of a period, but aren't known to be; each once, of however many periods it may be.
fn vague(of: &Asked<'_>, filter: Filter) -> u64 {
    let cases = &of.data.cases;
    let single = Filter {
        single: true,
        ..filter
    };
    let may_be = |row: usize| {
        let mut periods = of.options.compare.iter();
        periods.any(|&(first, last)| is_inexact(cases, row, &[first, last + 1]))
    };
    let rows = rows(cases, &single).into_iter().map(|row| row as usize);
    let vague = rows.filter(|&row| may_be(row));
    vague.map(|row| u64::from(cases.weight.get(row))).sum()
}

impl Periods {
    /// Counts the cases of each period and part.
    fn count(of: &Asked<'_>, state: &State) -> Counted {
        let Asked { data, options, .. } = of;
        let mut inner = Figure::new(Kind::Timeline, (*options).clone());
        let stack = inner.stack(data);
        let parts = stack.as_ref().map(|stack| {
            let labels = part_labels(data, stack, of.env).into_iter();
            labels
                .zip(stack_colors(data, of.env.theme, stack))
                .collect::<Vec<_>>()
        });
        let filter = of.filter(state);
        let mut rows = Vec::new();
        let periods = options.compare.len();
        let totals = published(data, &filter, stack.is_some());
        for (i, &(first, last)) in options.compare.iter().enumerate() {
            let days = (first, last + 1);
            let bins = Bins {
                unit: Unit::Year,
                edges: vec![days.0, days.1],
            };
            let table = by_bin(&data.cases, &filter, of.measure, &bins, stack.as_ref());
            let looked = looked_at(data, &state.countries, days);
            let published = totals.iter().flatten();
            let published = published
                .filter(|total| (total.start, total.last) == (first, last))
                .map(|total| vec![(total.sum.value(of.measure), total.sum.withheld(of.measure))])
                .next();
            // What no total was published of is not none.
            let looked = match (&totals, &published) {
                (Some(_), None) => 0,
                _ => looked,
            };
            let sums = published.unwrap_or_else(|| {
                let (from, until) = days;
                let within = Filter {
                    window: Some(Window { from, until }),
                    ..filter.clone()
                };
                let tallies = tally_parts(&data.cases, &within, stack.as_ref());
                let withheld = tallies.iter().map(|sum| sum.withheld(of.measure));
                table.bin(0).iter().copied().zip(withheld).collect()
            });
            rows.extend(
                sums.into_iter()
                    .enumerate()
                    .map(|(part, (sum, withheld))| Row {
                        key: MarkKey::Period((part * periods + i) as u32),
                        part: parts.as_ref().map(|parts| parts[part].clone()),
                        days,
                        looked,
                        sum,
                        withheld,
                    }),
            );
        }
        sort_few(&mut rows, |a, b| a.key < b.key);
        let by = stack.map(|stack| facet_label(data, &stack, of.env.language));
        let vague = vague(of, filter);
        Counted { rows, by, vague }
    }

    /// What is chosen, whatever the window: a view of time is not filtered by it.
    fn counted(&mut self, of: &Asked<'_>) -> Rc<Counted> {
        let state = of.state.of_all_times();
        match &self.last {
            Some((known, counted)) if *known == state => Rc::clone(counted),
            _ => {
                let counted = Rc::new(Self::count(of, &state));
                self.last = Some((state, Rc::clone(&counted)));
                counted
            }
        }
    }

    fn label(row: &Row, of: &Asked<'_>) -> String {
        let time = of.env.locale.time(row.days.0, row.days.1 - 1);
        match &row.part {
            Some((part, _)) => [part, ", ", &time].concat(),
            None => time,
        }
    }

    fn amount(row: &Row, of: &Asked<'_>) -> String {
        let (locale, messages) = (of.env.locale, of.env.locale.messages);
        if row.is_not_covered() {
            return messages.not_covered().to_owned();
        }
        let amount = match of.measure {
            Measure::Cases => locale.count(messages.cases(), row.sum),
            Measure::People => locale.count(messages.people_at_least(), row.sum),
        };
        let known = (!row.is_withheld()).then_some(amount);
        row.withheld.beside(known, &locale)
    }

    /// The number of a year, with whether it is of few.
    fn per_year(row: &Row, of: &Asked<'_>) -> String {
        let (formats, messages) = (of.env.locale.formats, of.env.locale.messages);
        match row.per_year() {
            _ if row.is_withheld() => messages.withheld_short().to_owned(),
            Some(n) if row.withheld.numbers > 0 => {
                let least = fill(messages.at_least(), &[&formats.decimal(n)]);
                fill(messages.a_year(), &[&least])
            }
            Some(n) => fill(messages.a_year(), &[&formats.decimal(n)]),
            None => messages.not_covered().to_owned(),
        }
    }

    fn words(row: &Row, of: &Asked<'_>) -> String {
        let (locale, messages) = (of.env.locale, of.env.locale.messages);
        let number = |n: i32| locale.formats.number(u64::from(n.max(0).unsigned_abs()));
        let all = row.days.1 - row.days.0;
        let year = Self::per_year(row, of);
        if row.is_not_covered() {
            return fill(messages.mark(), &[&Self::label(row, of), &year]);
        }
        let amount = Self::amount(row, of);
        let amount = match row.sum > 0 && row.sum < FEW {
            true => fill(messages.of_few(), &[&amount]),
            false => amount,
        };
        let days = fill(messages.days_looked(), &[&number(row.looked), &number(all)]);
        let what = of.env.locale.apart([year, amount, days]);
        fill(messages.mark(), &[&Self::label(row, of), &what])
    }

    fn bars(&mut self, of: &Asked<'_>) -> Vec<Bar> {
        let most = |rows: &[Row]| rows.iter().map(Row::value).max().unwrap_or(0);
        let max = *self
            .max
            .get_or_insert_with(|| most(&Self::count(of, &State::default()).rows));
        let counted = self.counted(of);
        // A country's own gaps can make its year longer than that of all.
        let max = max.max(most(&counted.rows)).max(1) as f64;
        let chosen = of.state.window;
        let periods = of.options.compare.len().max(1);
        let bar = |(at, row): (usize, &Row)| {
            let first = at % periods == 0;
            let (heading, color) = match &row.part {
                Some((part, color)) if first => (part.clone(), *color),
                Some((_, color)) => (String::new(), *color),
                None => (String::new(), of.env.theme.categorical[0]),
            };
            Bar {
                key: Some(row.key),
                label: of.env.locale.time(row.days.0, row.days.1 - 1),
                apart: !heading.is_empty() && at > 0,
                heading,
                parts: vec![(color, row.value() as f64 / max)],
                number: Self::per_year(row, of),
                words: Self::words(row, of),
                dimmed: chosen.is_some_and(|window| !within(window, row.days)),
                ..Bar::default()
            }
        };
        counted.rows.iter().enumerate().map(bar).collect()
    }

    fn chart<'a>(of: &'a Asked<'_>, bars: &'a [Bar]) -> Chart<'a> {
        Chart {
            bars,
            width: of.size.width,
            rtl: is_rtl(of.env.language),
            theme: of.env.theme,
            measure: of.env.measure,
        }
    }

    fn days_of(of: &Asked<'_>, key: MarkKey) -> Option<(Day, Day)> {
        let MarkKey::Period(index) = key else {
            return None;
        };
        let compare = &of.options.compare;
        let &(first, last) = compare.get(index as usize % compare.len().max(1))?;
        Some((first, last + 1))
    }
}

/// Whether all of a time is chosen.
fn within(window: Window, (from, until): (Day, Day)) -> bool {
    window.from <= from && until <= window.until
}

impl Companion for Periods {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        let bars = self.bars(of);
        Self::chart(of, &bars).height()
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let bars = self.bars(of);
        let chart = Self::chart(of, &bars);
        let messages = of.env.locale.messages;
        let counted = self.counted(of);
        let title = fill(messages.in_a_year(), &[of.measure.name(messages)]);
        let title = match &counted.by {
            Some(by) => fill(messages.by_facet(), &[&title, by]),
            None => title,
        };
        let mut notes = vec![messages.years_looked().to_owned()];
        if counted.vague > 0 {
            let note = of.env.locale.count(messages.in_no_period(), counted.vague);
            notes.push(note);
        }
        let summary = bars.iter().map(|bar| bar.words.as_str());
        Scene {
            size: of.size,
            plot: chart.plot(),
            layers: chart.layers(focus, detail == Detail::Words),
            summary: summary.collect::<Vec<_>>().join(". "),
            legend: Legend::new(title, Vec::new()),
            notes,
        }
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        let messages = of.env.locale.messages;
        let number = |n: i32| {
            of.env
                .locale
                .formats
                .number(u64::from(n.max(0).unsigned_abs()))
        };
        let counted = self.counted(of);
        let cells = |row: &Row| {
            vec![
                Self::label(row, of),
                Self::per_year(row, of),
                Self::amount(row, of),
                number(row.looked),
                number(row.days.1 - row.days.0),
            ]
        };
        let measure = of.measure.name(messages);
        Table {
            columns: vec![
                messages.period().to_owned(),
                fill(messages.in_a_year(), &[measure]),
                measure.to_owned(),
                messages.days_covered().to_owned(),
                messages.days().to_owned(),
            ],
            rows: counted.rows.iter().map(cells).collect(),
        }
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let bars = self.bars(of);
        let bar = bars.into_iter().find(|bar| bar.key == Some(key));
        bar.map_or_else(String::new, |bar| bar.words)
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        let days = Self::days_of(of, key);
        let chosen = of.state.window.zip(days);
        chosen.is_some_and(|(window, days)| within(window, days))
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        let (from, until) = Self::days_of(of, key)?;
        let window = Window { from, until };
        // The only one that is chosen is taken back.
        match of.state.window == Some(window) {
            true => Some(Event::ClearWindow),
            false => Some(Event::Brush(window)),
        }
    }

    fn clearing(&self, _: &Options) -> Event {
        Event::ClearWindow
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        let window = of.state.window;
        window.map_or_else(String::new, |window| {
            of.env.locale.time(window.from, window.until - 1)
        })
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day_of;
    use crate::read::Reader;

    fn read(coverage: &str) -> Dataset {
        let file = format!(
            r#"{{"coverage":{coverage},"cases":[{{"date":"2015-01-01"}},{{"date":"2022-06-30"}}]}}"#
        );
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        reader.finish().unwrap()
    }

    #[test]
    fn days_that_nobody_looked_at_are_not_counted_twice_where_gaps_overlap() {
        let year = (day_of(2021, 1, 1), day_of(2022, 1, 1));
        let gaps = r#"{"from":"2015","to":"2021-11","gaps":[{"from":"2021-02","to":"2021-03"},{"from":"2021-03","to":"2021-04"}]}"#;
        // February to April, and December.
        assert_eq!(looked_at(&read(gaps), &[], year), 365 - 28 - 31 - 30 - 31);
        assert_eq!(looked_at(&read("{}"), &[], year), 365);
    }

    #[test]
    fn totals_of_what_was_under_way_are_not_made_numbers_of_a_year() {
        let file = r#"[{"kind":"aggregate","counted":"new","date":"2015/2019","people":171},
            {"kind":"aggregate","counted":"ongoing","date":"2021","people":89}]"#;
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        let totals = published(&data, &Filter::default(), false).unwrap();
        let sums: Vec<u64> = totals.iter().map(|total| total.sum.people_min).collect();
        assert_eq!(sums, [171]);
    }

    #[test]
    fn without_coverage_time_ends_with_the_last_case() {
        let years = (day_of(2021, 1, 1), day_of(2023, 1, 1));
        assert_eq!(looked_at(&read("{}"), &[], years), 365 + 181);
    }
}
