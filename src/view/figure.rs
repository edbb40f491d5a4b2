//! [`Figure`]: one map or time chart over a dataset.

use std::rc::Rc;

use kurbo::Size;

#[cfg(feature = "formats")]
use super::numbers::shared;
use super::numbers::{gaps, map_filter};
#[cfg(feature = "formats")]
use super::points::Places;
#[cfg(feature = "formats")]
use super::shares::share_notes;
#[cfg(feature = "formats")]
use super::who::Who;
use super::words::{
    amount_words, code_of, facet_label, part_colors, part_labels, people_words, timeline_table,
};
use super::{Kind, Options, State, Table};
use crate::calendar::Day;
use crate::chart::{Timeline, TimelineData};
use crate::data::Dataset;
use crate::geo::Basemap;
use crate::locale::Locale;
use crate::map::{Choropleth, ChoroplethData, MapLayout, Standing};
#[cfg(feature = "formats")]
use crate::map::{Points, PointsData};
use crate::query::{
    Filter, Measure, Period, Stack, Tally, Window, by_bin, by_code, by_country, periods,
    tally_countries,
};
#[cfg(feature = "formats")]
use crate::query::{Together, together};
use crate::scale::color::ColorScale;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Layer, MarkKey, Scene};
use crate::sort::sort_few;
use crate::text::TextMeasure;
use crate::theme::Theme;

/// What a figure is drawn with. It comes in as an argument, so that drawing needs no browser.
#[derive(Clone, Copy)]
pub struct Environment<'a> {
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
    /// Words and formats.
    pub locale: Locale<'a>,
    /// The reader's language (BCP 47), for the texts of the data.
    pub language: &'a str,
}

/// One map or time chart. It keeps what changes rarely, so that a step of a brush only counts and
/// colours.
pub struct Figure {
    kind: Kind,
    /// An editor's choices.
    options: Options,
    size: Size,
    layout: Option<MapLayout>,
    bins: Option<Bins>,
    stack: Option<Stack>,
    scale: Option<ColorScale>,
    /// The highest bar of the time chart, and its rows over the bars.
    all: Option<(u64, Vec<Unit>)>,
    /// Numbers of the time chart, with the countries that they were counted for.
    numbers: Option<(Vec<[u8; 2]>, Rc<TimelineData>)>,
    /// Whole sums per country, with the window that they were counted for.
    sums: Option<(Option<Window>, Rc<Vec<Tally>>)>,
    /// Who is counted, if the data tells kinds of people apart.
    #[cfg(feature = "formats")]
    who: Option<Option<Who>>,
    /// Which cases share a point.
    #[cfg(feature = "formats")]
    places: Option<Places>,
    /// What is shown of them, and how, with the window that they were counted for.
    #[cfg(feature = "formats")]
    points: Option<(Option<Window>, Rc<PointsData>)>,
    #[cfg(feature = "formats")]
    drawn_points: Option<(Option<Window>, Layer)>,
    /// The times that the totals of all countries are published for.
    times: Option<Vec<Period>>,
    /// The layer that the next scene can take over: axes and bars, or the lines of a map.
    kept: Option<Layer>,
}

/// Width to height of a time chart, and the least and most height in CSS pixels.
const TIMELINE_ASPECT: f64 = 0.4;
const TIMELINE_HEIGHTS: (f64, f64) = (200.0, 320.0);

impl Figure {
    /// A figure without a size: nothing is drawn before [`resize`](Self::resize).
    pub fn new(kind: Kind, options: Options) -> Self {
        Self {
            kind,
            options,
            size: Size::ZERO,
            layout: None,
            bins: None,
            stack: None,
            scale: None,
            all: None,
            numbers: None,
            sums: None,
            #[cfg(feature = "formats")]
            who: None,
            #[cfg(feature = "formats")]
            places: None,
            #[cfg(feature = "formats")]
            points: None,
            #[cfg(feature = "formats")]
            drawn_points: None,
            times: None,
            kept: None,
        }
    }

    /// What it draws.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Changes an option.
    ///
    /// # Errors
    /// As [`Options::set`].
    pub fn set(&mut self, name: &str, value: &str) -> crate::Result<()> {
        self.options.set(name, value)?;
        self.data_changed();
        Ok(())
    }

    /// Fits the figure into a width, and a height where one is given, in CSS pixels.
    pub fn resize(&mut self, width: f64, height: Option<f64>, basemap: Option<&Basemap>) -> Size {
        self.kept = None;
        #[cfg(feature = "formats")]
        self.forget_points();
        let width = width.clamp(160.0, 4_000.0);
        match self.kind {
            Kind::Map => {
                let fits = self
                    .layout
                    .as_ref()
                    .is_some_and(|l| l.requested == (width, height));
                if let (false, Some(basemap)) = (fits, basemap) {
                    self.layout = Some(MapLayout::new(basemap, width, height));
                }
                self.size = self
                    .layout
                    .as_ref()
                    .map_or(Size::ZERO, |layout| layout.size);
            }
            Kind::Timeline => {
                let (least, most) = TIMELINE_HEIGHTS;
                let own = (width * TIMELINE_ASPECT).max(least).min(most).round();
                self.size = Size::new(width, height.unwrap_or(own).max(120.0));
            }
        }
        self.size
    }

    /// Forgets what was derived from the data: more of it was read, or an option changed.
    pub fn data_changed(&mut self) {
        self.bins = None;
        self.stack = None;
        self.scale = None;
        self.all = None;
        self.numbers = None;
        self.sums = None;
        #[cfg(feature = "formats")]
        {
            self.who = None;
            self.places = None;
            self.forget_points();
        }
        self.times = None;
        self.kept = None;
    }

    /// What is counted.
    pub fn measure(&self, data: &Dataset) -> Measure {
        self.options
            .measure
            .unwrap_or(match data.info.measure.as_deref() {
                Some("people") => Measure::People,
                _ => Measure::Cases,
            })
    }

    /// Who is counted, if the data tells kinds of people apart.
    #[cfg(feature = "formats")]
    fn who(&mut self, data: &Dataset) -> Option<&Who> {
        let measure = self.measure(data);
        let asked = self.options.who.as_deref();
        self.who
            .get_or_insert_with(|| Who::of(data, asked, measure))
            .as_ref()
    }

    /// The condition on facets that it comes to.
    fn facets(&mut self, data: &Dataset) -> Vec<(usize, Vec<u16>)> {
        #[cfg(feature = "formats")]
        if let Some(who) = self.who(data) {
            return who.facets();
        }
        let _ = data;
        Vec::new()
    }

    /// Whether numbers of people can be added.
    fn adds_people(&mut self, data: &Dataset) -> bool {
        #[cfg(feature = "formats")]
        if let Some(who) = self.who(data) {
            return !who.apart;
        }
        let _ = data;
        true
    }

    /// Which cases the figure is of, whatever a reader chooses.
    fn all(&mut self, data: &Dataset) -> Filter {
        Filter {
            facets: self.facets(data),
            ..Filter::default()
        }
    }

    /// Which cases are chosen.
    fn chosen(&mut self, data: &Dataset, state: &State) -> Filter {
        Filter {
            facets: self.facets(data),
            ..state.filter(&data.cases)
        }
    }

    /// The scene at this moment.
    pub fn scene(
        &mut self,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let mut scene = match self.kind {
            Kind::Map => self.map(data, state, focus, detail, env),
            Kind::Timeline => {
                let numbers = self.timeline_data(data, state, env);
                let bare = detail < Detail::Words;
                let kept = self.kept.as_ref().filter(|_| bare);
                let chart = self.timeline(&numbers, env);
                let scene = chart.scene(state.window, focus, detail, kept);
                if bare {
                    self.kept = scene.layers.first().cloned();
                }
                scene
            }
        };
        #[cfg(feature = "formats")]
        if detail >= Detail::Furniture
            && let Some(note) = self.who(data).and_then(|who| who.note(data, env))
        {
            scene.notes.push(note);
        }
        #[cfg(feature = "formats")]
        if detail >= Detail::Furniture {
            let filter = match self.kind {
                Kind::Map => self.filter(data, state).0,
                Kind::Timeline => Filter {
                    window: None,
                    ..self.chosen(data, state)
                },
            };
            scene.notes.extend(share_notes(data, &filter, env));
        }
        let left_out = data.issues.left_out();
        if crate::WHOLE && detail >= Detail::Furniture && left_out > 0 {
            scene
                .notes
                .push(env.locale.count(&env.locale.messages.left_out, left_out));
        }
        scene
    }

    fn map(
        &mut self,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let numbers = self.choropleth_data(data, state);
        let sums = self.sums(data, state, detail == Detail::Words);
        let people = self.adds_people(data);
        let amount = |code| amount_words(data, &sums, code, numbers.totals, people, env);
        let none = MapLayout::default();
        let layout = self.layout.as_ref().unwrap_or(&none);
        let figure = choropleth(&numbers, layout, env, &amount);
        let scene = figure.scene(&state.countries, focus, detail, self.kept.as_ref());
        self.kept = scene.layers.get(1).cloned();
        #[cfg(feature = "formats")]
        let scene = self.with_points(scene, data, state, detail, env);
        scene
    }

    /// The same with a layer of points under the front one; empty where no points were asked for.
    #[cfg(feature = "formats")]
    fn with_points(
        &mut self,
        mut scene: Scene,
        data: &Dataset,
        state: &State,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let numbers = self.points(data, state);
        let points = points_at(&numbers, env);
        let words = detail == Detail::Words;
        let kept = self.drawn_points.take().filter(|_| !words);
        let layer = match kept {
            Some((window, layer)) if window == state.window => layer,
            _ => Layer::new("points", points.items(words)),
        };
        self.drawn_points = (!words).then(|| (state.window, layer.clone()));
        scene.layers.insert(2, layer);
        if detail >= Detail::Furniture {
            scene.legend.swatches.extend(points.swatches());
            scene.notes.extend(points.notes());
        }
        scene
    }

    /// What is shown of points, counted once for a window.
    #[cfg(feature = "formats")]
    fn points(&mut self, data: &Dataset, state: &State) -> Rc<PointsData> {
        if !self.options.marks.points {
            return Rc::default();
        }
        if let Some((window, points)) = &self.points
            && *window == state.window
        {
            return Rc::clone(points);
        }
        let (filter, _) = self.filter(data, state);
        let places = self.places.get_or_insert_with(|| Places::new(&data.cases));
        let none = MapLayout::default();
        let layout = self.layout.as_ref().unwrap_or(&none);
        let points = Rc::new(places.shown(&data.cases, &filter, layout));
        self.points = Some((state.window, Rc::clone(&points)));
        points
    }

    #[cfg(feature = "formats")]
    fn forget_points(&mut self) {
        self.points = None;
        self.drawn_points = None;
    }

    /// Whole sums per country, counted once for a window; empty if they are not wanted.
    fn sums(&mut self, data: &Dataset, state: &State, wanted: bool) -> Rc<Vec<Tally>> {
        if !wanted {
            return Rc::default();
        }
        if let Some((window, sums)) = &self.sums
            && *window == state.window
        {
            return Rc::clone(sums);
        }
        let (filter, _) = self.filter(data, state);
        let sums = Rc::new(tally_countries(&data.cases, &filter));
        self.sums = Some((state.window, Rc::clone(&sums)));
        sums
    }

    /// What the map counts, and the time of the totals among it; their times are found once for the
    /// data.
    fn filter(&mut self, data: &Dataset, state: &State) -> (Filter, Option<(Day, Day)>) {
        let chosen = self.chosen(data, state);
        if !crate::WHOLE {
            return map_filter(chosen, &[]);
        }
        let all = self.all(data);
        let times = self.times.get_or_insert_with(|| periods(&data.cases, &all));
        map_filter(chosen, times)
    }

    fn choropleth_data(&mut self, data: &Dataset, state: &State) -> ChoroplethData {
        let measure = self.measure(data);
        let (filter, period) = self.filter(data, state);
        let base = self.all(data);
        let sums = by_country(&data.cases, &filter, measure);
        let times = self.times.as_deref().unwrap_or_default();
        let scale = self.scale.get_or_insert_with(|| {
            let most = |filter: &Filter| {
                let all = by_country(&data.cases, filter, measure);
                all[..all.len() - 1].iter().copied().max().unwrap_or(0)
            };
            let of = |period: &Period| {
                most(&Filter {
                    period: Some((period.start, period.last)),
                    ..base.clone()
                })
            };
            let published = times.iter().filter(|_| crate::WHOLE).map(of).max();
            ColorScale::new(published.unwrap_or_else(|| most(&base)))
        });
        let drawn = |code: [u8; 2]| {
            self.layout
                .as_ref()
                .is_some_and(|l| l.units.iter().any(|u| u.code == code))
        };
        let totals = data.cases.has_totals();
        let coverage = &data.info.coverage.countries;
        let mut standing = Vec::new();
        let mut outside = 0;
        // What is left out is told in cases, whatever the colours count.
        let counted =
            (measure != Measure::Cases).then(|| by_country(&data.cases, &filter, Measure::Cases));
        let unplaced = counted.as_ref().unwrap_or(&sums);
        for ((code, &sum), &cases) in data.cases.countries.iter().zip(&sums).zip(unplaced) {
            let Some(code) = code_of(code) else { continue };
            if !drawn(code) {
                outside += cases;
            } else if sum > 0 {
                standing.push((code, Standing::Reported(sum)));
            } else if cases > 0 {
                standing.push((code, Standing::Unnumbered));
            }
        }
        #[cfg(feature = "formats")]
        let shared = shared(&data.cases, &filter, &mut standing);
        #[cfg(feature = "formats")]
        let placed: u64 = shared.counts.iter().map(|(_, sum)| sum.cases).sum();
        #[cfg(not(feature = "formats"))]
        let placed = 0;
        if !coverage.is_empty() {
            let looked_at: Vec<[u8; 2]> =
                coverage.iter().filter_map(|code| code_of(code)).collect();
            for unit in self.layout.iter().flat_map(|layout| &layout.units) {
                if !standing.iter().any(|&(code, _)| code == unit.code) {
                    let covered = looked_at.contains(&unit.code)
                        || data
                            .cases
                            .countries
                            .iter()
                            .any(|c| code_of(c) == Some(unit.code));
                    let none = if covered {
                        Standing::NoneReported
                    } else {
                        Standing::NotCovered
                    };
                    standing.push((unit.code, none));
                }
            }
        }
        ChoroplethData {
            standing,
            measure,
            scale: scale.clone(),
            has_coverage: !coverage.is_empty(),
            // A published total of all countries has none of its own.
            no_country: unplaced
                .last()
                .filter(|_| !totals)
                .map_or(0, |all| all - placed),
            outside,
            totals: totals && measure == Measure::People,
            period: period.filter(|_| times.len() > 1),
            #[cfg(feature = "formats")]
            shared,
            #[cfg(feature = "formats")]
            bare: !self.options.marks.choropleth,
        }
    }

    /// A time chart of these numbers at the figure's size.
    fn timeline<'a>(&self, numbers: &'a TimelineData, env: &Environment<'a>) -> Timeline<'a> {
        Timeline {
            data: numbers,
            size: self.size,
            theme: env.theme,
            measure: env.measure,
            locale: env.locale,
        }
    }

    /// The numbers of the time chart, which follow the chosen countries but not the window.
    fn timeline_data(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Rc<TimelineData> {
        if let Some((countries, numbers)) = &self.numbers
            && *countries == state.countries
        {
            return Rc::clone(numbers);
        }
        let numbers = Rc::new(self.count_bins(data, state, env));
        self.numbers = Some((state.countries.clone(), Rc::clone(&numbers)));
        self.kept = None;
        numbers
    }

    fn count_bins(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> TimelineData {
        let measure = self.measure(data);
        let bins = self.bins(data);
        let stack = self.stack(data);
        let base = self.all(data);
        let filter = Filter {
            window: None,
            ..self.chosen(data, state)
        };
        let table = by_bin(&data.cases, &filter, measure, &bins, stack.as_ref());
        let (max, rows) = self
            .all
            .get_or_insert_with(|| {
                let whole;
                let all = if filter == base {
                    &table
                } else {
                    whole = by_bin(&data.cases, &base, measure, &bins, None);
                    &whole
                };
                (
                    all.max(),
                    all.spans.iter().map(|spans| spans.unit).collect(),
                )
            })
            .clone();
        let gaps = gaps(&data.info.coverage, &state.countries, &bins);
        // Single cases and totals would count the same people twice.
        let single = table.sums.iter().any(|&sum| sum > 0) || table.unplaced() > 0;
        let periods = if single {
            Vec::new()
        } else {
            periods(&data.cases, &filter)
        };
        let name = stack
            .as_ref()
            .map(|stack| facet_label(data, stack, env.language));
        TimelineData {
            bins,
            table,
            parts: stack
                .as_ref()
                .map_or_else(Vec::new, |stack| part_labels(data, stack, env)),
            colors: stack
                .as_ref()
                .map_or_else(Vec::new, |stack| part_colors(data, stack)),
            last_is_rest: stack.is_some_and(|stack| stack.others || stack.none),
            stacked_by: name.unwrap_or_default(),
            measure,
            max: periods
                .iter()
                .map(|p| p.sum.value(measure))
                .max()
                .unwrap_or(0)
                .max(max),
            rows,
            gaps,
            periods,
        }
    }

    /// The sums of the stack's parts, in its order, over the cases that are chosen now; empty for
    /// a figure without a stack.
    pub fn totals(&mut self, data: &Dataset, state: &State) -> Vec<u64> {
        let measure = self.measure(data);
        let Some(stack) = self.stack(data) else {
            return Vec::new();
        };
        let filter = self.chosen(data, state);
        let sums = by_code(&data.cases, &filter, measure, stack.facet);
        data.cases
            .facets
            .get(stack.facet)
            .map_or_else(Vec::new, |facet| stack.fold(facet, &sums))
    }

    fn stack(&mut self, data: &Dataset) -> Option<Stack> {
        let name = self.options.stack.as_deref()?;
        if self.stack.is_none() {
            let index = data
                .cases
                .facets
                .iter()
                .position(|facet| facet.name == name)?;
            let declared = data
                .info
                .facets
                .iter()
                .any(|f| f.name == name && !f.values.is_empty());
            self.stack = Some(Stack::new(index, &data.cases.facets[index], declared));
        }
        self.stack.clone()
    }

    /// Bins over all cases and over the time that was looked at, of a unit that most dates fit in.
    fn bins(&mut self, data: &Dataset) -> Bins {
        if let Some(bins) = &self.bins {
            return bins.clone();
        }
        let cases = &data.cases;
        let coverage = &data.info.coverage;
        let extent = cases.extent();
        let first = extent
            .map(|(first, _)| first)
            .into_iter()
            .chain(coverage.from)
            .min();
        let last = extent
            .map(|(_, last)| last)
            .into_iter()
            .chain(coverage.to)
            .max();
        let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
        let base = self.all(data);
        let unit = self.options.bin.unwrap_or_else(|| {
            let unit = Bins::unit_for(first, last);
            if cases.span.is_uniform() {
                return unit;
            }
            let coarser = crate::scale::time::UNITS.into_iter().filter(|&u| u >= unit);
            let fits = |unit| {
                let bins = Bins::new(first, last, unit);
                let table = by_bin(cases, &base, Measure::Cases, &bins, None);
                let placed: u64 = table.sums.iter().sum();
                table.unplaced() * 9 <= placed
            };
            coarser.into_iter().find(|&unit| fits(unit)).unwrap_or(unit)
        });
        self.bins.insert(Bins::new(first, last, unit)).clone()
    }

    /// The time of a mark of a time chart.
    pub fn window_of(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> Option<Window> {
        let numbers = self.timeline_data(data, state, env);
        let (from, until) = self.timeline(&numbers, env).days_of(key)?;
        Some(Window { from, until })
    }

    /// The same numbers as a table.
    pub fn table(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Table {
        match self.kind {
            Kind::Map => self.map_table(data, state, env),
            Kind::Timeline => {
                let numbers = self.timeline_data(data, state, env);
                timeline_table(&self.timeline(&numbers, env))
            }
        }
    }

    fn map_table(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Table {
        let messages = env.locale.messages;
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        let measure = self.measure(data);
        let sums = self.sums(data, state, true);
        for (code, sum) in data.cases.countries.iter().zip(sums.iter()) {
            if sum.cases > 0 {
                let cells = vec![
                    env.locale.formats.country(code),
                    env.locale.formats.number(sum.cases),
                    people_words(sum, env),
                ];
                rows.push((sum.value(measure), cells));
            }
        }
        #[cfg(feature = "formats")]
        rows.extend(self.shared_rows(data, state, env));
        sort_few(&mut rows, |a, b| a.0 > b.0);
        let mut columns = [
            messages.country,
            messages.measure_cases,
            messages.measure_people,
        ]
        .map(str::to_owned)
        .to_vec();
        let mut rows: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells).collect();
        if !self.adds_people(data) {
            columns.pop();
            rows.iter_mut().for_each(|cells| drop(cells.pop()));
        }
        Table { columns, rows }
    }

    /// The table's rows for several countries together, each with its value.
    #[cfg(feature = "formats")]
    fn shared_rows(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Vec<(u64, Vec<String>)> {
        let (filter, _) = self.filter(data, state);
        let measure = self.measure(data);
        let names = |set: &Together| {
            let codes = set
                .countries
                .iter()
                .filter_map(|&country| data.cases.countries.get(usize::from(country)));
            codes
                .map(|code| env.locale.formats.country(code))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let row = |set: Together| {
            let cells = vec![
                names(&set),
                env.locale.formats.number(set.sum.cases),
                people_words(&set.sum, env),
            ];
            (set.sum.value(measure), cells)
        };
        together(&data.cases, &filter)
            .into_iter()
            .map(row)
            .collect()
    }

    /// The window that edges `from` and `until` (in bins, fractions allowed) snap to; at least one
    /// bin wide.
    pub fn snap(&mut self, data: &Dataset, from: f64, until: f64) -> Window {
        let bins = self.bins(data);
        let (a, b) = (
            bins.nearest_edge(from.min(until)),
            bins.nearest_edge(from.max(until)),
        );
        let (a, b) = if a == b {
            let bin = (from.min(until).max(0.0) as usize).min(bins.len() - 1);
            (bin, bin + 1)
        } else {
            (a, b)
        };
        Window {
            from: bins.edges[a],
            until: bins.edges[b],
        }
    }

    /// Where the brush is.
    pub fn brush(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Brush {
        let numbers = self.timeline_data(data, state, env);
        let timeline = self.timeline(&numbers, env);
        let bins = &numbers.bins;
        let (from, until) = state.window.map_or((0, bins.len()), |w| timeline.edges(w));
        Brush {
            from,
            until,
            len: bins.len(),
            words: state
                .window
                .map_or_else(String::new, |w| timeline.days(w.from, w.until - 1)),
            first: timeline.period(from.min(bins.len() - 1)),
            last: timeline.period(until.max(1) - 1),
            plot: timeline.plot(),
        }
    }

    /// Whether a mark is chosen.
    pub fn selected(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> bool {
        if let MarkKey::Country(code) = key {
            return state.countries.contains(&code);
        }
        let Some(window) = state.window else {
            return false;
        };
        let of = self.window_of(data, state, key, env);
        of.is_some_and(|of| window.from <= of.from && of.until <= window.until)
    }

    /// What a mark says; nothing if there is no such mark.
    pub fn words(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> String {
        match (self.kind, key) {
            (Kind::Map, MarkKey::Country(code)) => {
                let numbers = self.choropleth_data(data, state);
                let sums = self.sums(data, state, true);
                let people = self.adds_people(data);
                let amount = |code| amount_words(data, &sums, code, numbers.totals, people, env);
                let none = MapLayout::default();
                let layout = self.layout.as_ref().unwrap_or(&none);
                choropleth(&numbers, layout, env, &amount).words(code)
            }
            (Kind::Timeline, key) => {
                let numbers = self.timeline_data(data, state, env);
                self.timeline(&numbers, env).mark_words(key)
            }
            #[cfg(feature = "formats")]
            (Kind::Map, MarkKey::Place(index)) => {
                let points = self.points(data, state);
                points_at(&points, env).words(index)
            }
            (Kind::Map, _) => String::new(),
        }
    }
}

#[cfg(feature = "formats")]
fn points_at<'a>(data: &'a PointsData, env: &Environment<'a>) -> Points<'a> {
    Points {
        data,
        theme: env.theme,
        locale: env.locale,
    }
}

fn choropleth<'a>(
    data: &'a ChoroplethData,
    layout: &'a MapLayout,
    env: &Environment<'a>,
    amount: &'a dyn Fn([u8; 2]) -> String,
) -> Choropleth<'a> {
    Choropleth {
        data,
        layout,
        theme: env.theme,
        locale: env.locale,
        amount,
    }
}

/// Where the brush is.
#[derive(Debug, Clone, PartialEq)]
pub struct Brush {
    /// Its first edge, in bins; 0 where nothing is brushed.
    pub from: usize,
    /// Its last edge, in bins; `len` where nothing is brushed.
    pub until: usize,
    /// How many bins there are.
    pub len: usize,
    /// The window in words; empty where nothing is brushed.
    pub words: String,
    /// Its first bin in words.
    pub first: String,
    /// Its last bin in words.
    pub last: String,
    /// Where the bars lie, in CSS pixels.
    pub plot: kurbo::Rect,
}
