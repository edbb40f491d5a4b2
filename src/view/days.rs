//! A calendar of days: what a figure of it answers.

use std::rc::Rc;

use kurbo::{Point, Size};

use super::colors::palette;
use super::companion::{Asked, Companion};
use super::numbers::gaps;
use super::words::timeline_table;
use super::{Event, Options, State, Table};
use crate::calendar::{Day, civil, day_of};
use crate::chart::{Days as Chart, Timeline, TimelineData, Week};
use crate::data::{AGGREGATE, Cases, Coverage, NO_DATE};
use crate::query::{Filter, Window, by_bin, periods, rows, tally_rows};
use crate::scale::classes::Classing;
use crate::scale::color::ColorScale;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Layer, MarkKey, Scene};
use crate::theme::Color;

/// Of more years than this a time chart says more than a calendar.
const YEARS: i32 = 3;
/// Where a page says no other.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Which days are shown of all that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    from: Day,
    last: Day,
    /// Whether there are others.
    cut: bool,
}

/// Numbers of days, and how they become colours.
struct Kept {
    /// What is chosen, but for the window.
    state: State,
    shown: Shown,
    numbers: TimelineData,
    /// The sum over cases that are dated so inexactly that they begin or end outside of what is shown.
    beyond: u64,
    scale: ColorScale,
    palette: Vec<Color>,
}

/// What it keeps.
#[derive(Default)]
pub(super) struct Days {
    week: Option<Week>,
    /// The first and the last day of all cases.
    extent: Option<Option<(Day, Day)>>,
    kept: Option<Rc<Kept>>,
    /// The layer of days, and the size that it is of.
    days: Option<(Size, Layer)>,
}

impl Shown {
    /// All days, or where those are more than three years, as many of them as hold the end of a window: blocks of
    /// three years are counted back from the last day, so that choosing a day in one shows no other.
    fn of(extent: Option<(Day, Day)>, coverage: &Coverage, window: Option<Window>) -> Self {
        let (first, last) = coverage.with(extent);
        let back = |blocks: i32| {
            let date = civil(last.saturating_add(1));
            let year = date.year.saturating_sub(YEARS.saturating_mul(blocks));
            day_of(year, date.month.cast_signed(), date.day.cast_signed())
        };
        if back(1) <= first {
            return Self {
                from: first,
                last,
                cut: false,
            };
        }
        let wanted = window
            .map_or(last, |window| window.until - 1)
            .min(last)
            .max(first);
        let years = civil(last).year - civil(wanted).year;
        let near = (years / YEARS - 1).max(0);
        let holds = |blocks: &i32| back(blocks + 1) <= wanted;
        let blocks = (near..near + 3).find(holds).unwrap_or(near);
        Self {
            from: back(blocks + 1).max(first),
            last: back(blocks) - 1,
            cut: true,
        }
    }
}

/// The first and the last day of dates that are known to a month or closer; of all dates where none is. A year of which
/// no day is known is no reason to draw its days.
fn extent(cases: &Cases) -> Option<(Day, Day)> {
    let near = |&row: &usize| {
        cases.start[row] != NO_DATE && cases.span.get(row) < 31 && cases.is_closed(row)
    };
    let ends = (0..cases.len())
        .filter(near)
        .map(|row| (cases.start[row], cases.last_day(row)));
    let near = ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    near.or_else(|| cases.extent())
}

impl Days {
    fn kept(&mut self, of: &Asked<'_>) -> Rc<Kept> {
        let extent = *self.extent.get_or_insert_with(|| extent(&of.data.cases));
        let shown = Shown::of(extent, &of.data.info.coverage, of.state.window);
        if let Some(kept) = &self.kept
            && kept.shown == shown
            && kept.state.is_same_over_time(of.state)
        {
            return Rc::clone(kept);
        }
        self.days = None;
        let kept = Rc::new(Kept::new(of, shown));
        self.kept = Some(Rc::clone(&kept));
        kept
    }

    /// Asks the chart.
    fn chart<T>(&mut self, of: &Asked<'_>, question: impl FnOnce(&Chart<'_>) -> T) -> T {
        let kept = self.kept(of);
        let english = || Week {
            first: 0,
            names: WEEKDAYS.map(str::to_owned).to_vec(),
        };
        let coverage = &of.data.info.coverage;
        let chart = Chart {
            timeline: Timeline {
                data: &kept.numbers,
                size: of.size,
                theme: of.env.theme,
                measure: of.env.measure,
                locale: of.env.locale,
            },
            scale: &kept.scale,
            palette: if kept.palette.is_empty() {
                &of.env.theme.sequential
            } else {
                &kept.palette
            },
            week: self.week.get_or_insert_with(english),
            told: coverage.from.is_some() || coverage.to.is_some(),
            cut: kept.shown.cut,
            beyond: kept.beyond,
        };
        question(&chart)
    }

    fn window_of(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Window> {
        let (from, until) = self.chart(of, |chart| chart.timeline.days_of(key))?;
        Some(Window { from, until })
    }
}

impl Kept {
    fn new(of: &Asked<'_>, shown: Shown) -> Self {
        let (data, cases) = (of.data, &of.data.cases);
        let bins = Bins::new(shown.from, shown.last, Unit::Day);
        let timeless = |filter: Filter| Filter {
            window: None,
            ..filter
        };
        let filter = timeless(of.filter(of.state));
        let table = by_bin(cases, &filter, of.measure, &bins, None);
        let all = by_bin(cases, &timeless(of.all.clone()), of.measure, &bins, None);
        let outside = |row: &u32| {
            let row = *row as usize;
            let start = cases.start[row];
            let single = cases.flags.get(row) & AGGREGATE == 0;
            single && start != NO_DATE && (start < shown.from || start > shown.last)
        };
        let beyond = rows(cases, &filter).into_iter().filter(outside);
        let beyond = tally_rows(cases, beyond.map(|row| row as usize)).value(of.measure);
        let said = of
            .options
            .classes
            .as_ref()
            .or(data.info.scale.classes.as_ref());
        let scale = said.unwrap_or(&Classing::Round).scale(all.sums.clone(), 1);
        let single = table.sums.iter().any(|&sum| sum > 0) || table.unplaced() > 0;
        let rows = all.spans.iter().map(|spans| spans.unit).collect();
        let numbers = TimelineData {
            gaps: gaps(&data.info.coverage, &of.state.countries, &bins),
            periods: if single {
                Vec::new()
            } else {
                periods(cases, &filter)
            },
            max: all.max(),
            bins,
            table,
            parts: Vec::new(),
            colors: Vec::new(),
            last_is_rest: false,
            stacked_by: String::new(),
            measure: of.measure,
            rows,
            shown: crate::chart::Shown::default(),
        };
        Self {
            state: of.state.clone(),
            shown,
            numbers,
            beyond: if shown.cut { 0 } else { beyond },
            scale,
            palette: palette(data, of.options),
        }
    }
}

impl Companion for Days {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        self.chart(of, |chart| chart.height(of.size.width))
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        self.kept(of);
        let bare = detail < Detail::Words;
        let kept = self
            .days
            .take()
            .filter(|(size, _)| bare && *size == of.size);
        let kept = kept.map(|(_, days)| days);
        let window = of.state.window;
        let scene = self.chart(of, |chart| {
            chart.scene(window, focus, detail, kept.as_ref())
        });
        if bare {
            self.days = scene.layers.first().map(|days| (of.size, days.clone()));
        }
        scene
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        self.chart(of, |chart| timeline_table(&chart.timeline))
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        self.chart(of, |chart| chart.timeline.mark_words(key))
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        let mark = self.window_of(of, key);
        let chosen = of.state.window.zip(mark);
        chosen.is_some_and(|(window, mark)| window.from <= mark.from && mark.until <= window.until)
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        let window = self.window_of(of, key)?;
        // On the only chosen one, all are shown again.
        Some(if of.state.window == Some(window) {
            Event::ClearWindow
        } else {
            Event::Brush(window)
        })
    }

    fn clearing(&self, _: &Options) -> Event {
        Event::ClearWindow
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        let Some(window) = of.state.window else {
            return String::new();
        };
        self.chart(of, |chart| {
            chart.timeline.days(window.from, window.until - 1)
        })
    }

    fn forget(&mut self) {
        (self.kept, self.days, self.extent) = (None, None, None);
    }

    fn write_weeks(&mut self, week: Week) {
        self.week = Some(week);
        self.days = None;
    }

    fn bin_at(&mut self, of: &Asked<'_>, at: Point) -> Option<usize> {
        Some(self.chart(of, |chart| chart.bin_at(at)))
    }

    fn window(&mut self, of: &Asked<'_>, from: usize, until: usize) -> Option<Window> {
        let kept = self.kept(of);
        let edges = &kept.numbers.bins.edges;
        let edge = |at: usize| edges.get(at.min(edges.len() - 1)).copied();
        Some(Window {
            from: edge(from)?,
            until: edge(until)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(file: &str, window: Option<(Day, Day)>) -> (String, String, bool) {
        let mut reader = crate::read::Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        let window = window.map(|(from, until)| Window { from, until });
        let Shown { from, last, cut } = Shown::of(extent(&data.cases), &data.info.coverage, window);
        (crate::calendar::iso(from), crate::calendar::iso(last), cut)
    }

    const LONG: &str = r#"[{"date":"2010-05-03"},{"date":"2020-02-29"}]"#;

    #[test]
    fn up_to_three_years_are_shown_whole_and_of_more_the_last_three() {
        let short = r#"[{"date":"2019-05-03"},{"date":"2021-04-01"}]"#;
        assert_eq!(
            shown(short, None),
            ("2019-05-03".into(), "2021-04-01".into(), false)
        );
        assert_eq!(
            shown(LONG, None),
            ("2017-03-01".into(), "2020-02-29".into(), true)
        );
    }

    #[test]
    fn a_window_elsewhere_shows_the_three_years_that_it_ends_in_whichever_of_their_days_it_is() {
        let block = |day| shown(LONG, Some((day, day + 1)));
        let expected = ("2014-03-01".to_owned(), "2017-02-28".to_owned(), true);
        for day in [day_of(2014, 3, 1), day_of(2015, 7, 9), day_of(2017, 2, 28)] {
            assert_eq!(block(day), expected);
        }
        assert_eq!(block(day_of(2010, 6, 1)).0, "2010-05-03");
        assert_eq!(block(day_of(1900, 1, 1)).0, "2010-05-03");
        assert_eq!(block(day_of(2100, 1, 1)).0, "2017-03-01");
    }

    #[test]
    fn no_date_and_absurd_dates_make_no_calendar_fail() {
        assert_eq!(
            shown(r#"[{"country":"IT"}]"#, None),
            ("1970-01-01".into(), "1970-01-01".into(), false)
        );
        let absurd = r#"[{"date":"-9999"},{"date":"Y99999"}]"#;
        assert!(shown(absurd, Some((day_of(3, 1, 1), day_of(4, 1, 1)))).2);
    }
}
