//! Small time charts beside each other, of countries or of the values of a facet: with the same axes, those of the
//! most cases first, and one for all others.
//!
//! Each is a time chart of its own, drawn as an editor wants it. What is dated less exactly than the bins has no row
//! of its own in so small a chart: a note says how many they are.

mod by;
mod grid;

use std::rc::Rc;

use kurbo::{Point, Rect, Vec2};

use grid::{Grid, TITLE};

use super::super::by::By;
use super::super::companion::{Asked, Companion};
use super::super::counted::Kinds;
use super::super::furnish::moved;
use super::super::{Event, Kind, Options, State, Table};
use super::inexact::is_inexact;
use super::{Figure, names};
use crate::calendar::Day;
use crate::chart::{Timeline, TimelineData};
use crate::locale::fill;
use crate::query::{Filter, rows};
use crate::scene::{Align, Detail, Item, Layer, Legend, MarkKey, Scene, Shape, Style, Text};
use crate::text::Weight;

/// As many charts, with that of all others.
const MOST: usize = 12;
/// Names a whole chart, where others name a bin of it.
const WHOLE: u32 = u32::MAX;

/// One chart.
#[derive(Clone)]
struct Panel {
    /// The country or the value; for all others, a key that can't be chosen.
    key: MarkKey,
    label: String,
    data: TimelineData,
}

/// What it keeps.
#[derive(Default)]
pub(super) struct Panels {
    inner: Option<Figure>,
    /// The charts of all cases, which settle the axes and the order.
    all: Option<Rc<Vec<Panel>>>,
    /// The last charts, and the state that they are of.
    last: Option<(State, Rc<Vec<Panel>>)>,
    /// What is in none of the charts, and of which state.
    left: Option<(State, Left)>,
    kinds: Option<Kinds>,
}

/// How many cases are in no chart.
#[derive(Debug, Clone, Copy, Default)]
struct Left {
    /// As they are dated less exactly, or not at all.
    inexact: u64,
    /// As they are of several countries, or of none.
    apart: u64,
}

impl Panels {
    /// Counts for each chart.
    fn count(&mut self, of: &Asked<'_>, by: By<'_>, state: &State) -> Vec<Panel> {
        let inner = self
            .inner
            .get_or_insert_with(|| Figure::new(Kind::Timeline, of.options.clone()));
        let mut keys = by.keys(of);
        let rest = if keys.len() > MOST {
            keys.split_off(MOST - 1)
        } else {
            Vec::new()
        };
        let others = MarkKey::Span(keys.len() as u8, WHOLE);
        let groups = keys.into_iter().map(|key| (key, vec![key]));
        let others = (!rest.is_empty()).then_some((others, rest));
        let panel = |(key, of_keys): (MarkKey, Vec<MarkKey>)| {
            let (filter, countries) = by.only(of, state, &of_keys);
            let mut data = inner.count_bins(of.data, filter, &countries, of.env);
            data.rows = Vec::new();
            // Totals of times have a chart of their own.
            data.periods = Vec::new();
            Panel {
                key,
                label: by.chart_label(of, key),
                data,
            }
        };
        groups.chain(others).map(panel).collect()
    }

    /// The charts of what is chosen, with one axis.
    fn panels(&mut self, of: &Asked<'_>) -> Rc<Vec<Panel>> {
        let Some(by) = By::of_charts(of) else {
            return Rc::default();
        };
        // Totals are of times of their own: in a chart of single cases they would be none.
        let kinds = self.kinds.get_or_insert_with(|| Kinds::of(of.data));
        if kinds.are_totals() {
            return Rc::default();
        }
        let state = by.over_time(of.state);
        if let Some((known, panels)) = &self.last
            && *known == state
        {
            return Rc::clone(panels);
        }
        let all = match &self.all {
            Some(all) => Rc::clone(all),
            None => {
                let mut all = self.count(of, by, &State::default());
                let mode = of.options.mode;
                let most = all.iter().map(|panel| mode.most_drawn(&panel.data.table));
                let most = most.max().unwrap_or(0);
                for panel in &mut all {
                    panel.data.max = panel.data.shown.most(most);
                }
                let all = Rc::new(all);
                self.all = Some(Rc::clone(&all));
                all
            }
        };
        let panels = if state == State::default() {
            all
        } else {
            let mut panels = self.count(of, by, &state);
            for panel in &mut panels {
                panel.data.max = all.first().map_or(0, |first| first.data.max);
            }
            Rc::new(panels)
        };
        self.last = Some((state, Rc::clone(&panels)));
        panels
    }
}

impl Panels {
    /// Counts what is in none of the charts, each case once.
    fn left(&mut self, of: &Asked<'_>, by: By<'_>, edges: &[Day]) -> Left {
        let state = by.over_time(of.state);
        if let Some((known, left)) = &self.left
            && *known == state
        {
            return *left;
        }
        let cases = &of.data.cases;
        let filter = Filter {
            single: true,
            ..of.filter(&state)
        };
        let mut left = Left::default();
        for row in rows(cases, &filter).into_iter().map(|row| row as usize) {
            let weight = u64::from(cases.weight.get(row));
            if by.is_apart(of, row) {
                left.apart += weight;
            } else if is_inexact(cases, row, edges) {
                left.inexact += weight;
            }
        }
        self.left = Some((state, left));
        left
    }
}

fn chart<'a>(of: &Asked<'a>, panel: &'a Panel, grid: &Grid) -> Timeline<'a> {
    Timeline {
        data: &panel.data,
        size: grid.size,
        theme: of.env.theme,
        measure: of.env.measure,
        locale: of.env.locale,
    }
}

/// What a chart says as a whole: its sum, and when there were most.
fn panel_words(panel: &Panel, chart: &Timeline<'_>, of: &Asked<'_>) -> String {
    let messages = of.env.locale.messages;
    let withheld = chart.withheld_of_all();
    let sum = chart.sum_of_all();
    let none = sum == 0 && withheld.numbers > 0;
    let sum = withheld.beside((!none).then(|| chart.amount(sum)), &of.env.locale);
    let words = match chart.highest() {
        Some(highest) => fill(messages.highest(), &[&sum, &highest]),
        None => sum,
    };
    fill(messages.mark(), &[&panel.label, &words])
}

/// The sum of a chart beside its title: "12+" where numbers are withheld.
fn short_sum(chart: &Timeline<'_>, of: &Asked<'_>) -> String {
    let sum = chart.sum_of_all();
    let number = of.env.locale.formats.number(sum);
    match (sum, chart.withheld_of_all().numbers) {
        (_, 0) => number,
        (0, _) => of.env.locale.messages.withheld_short().to_owned(),
        _ => [&number, "+"].concat(),
    }
}

/// A title, as far as there is room for it: the name, and the number at the right.
fn title(panel: &Panel, chart: &Timeline<'_>, of: &Asked<'_>, place: Rect, items: &mut Vec<Item>) {
    let (theme, measure) = (of.env.theme, of.env.measure);
    let size = theme.text_size;
    let number = short_sum(chart, of);
    let room = place.width() - measure.width(&number, size, Weight::Regular) - 20.0;
    let width = |text: &str| measure.width(text, size, Weight::Bold);
    let mut label = panel.label.clone();
    if width(&label) > room {
        while !label.is_empty() && width(&[&label, "…"].concat()) > room {
            label.pop();
        }
        label = [label.trim_end(), "…"].concat();
    }
    let y = place.y0 + size;
    let texts = [
        (place.x0, Align::Left, label, Weight::Bold, theme.ink),
        (
            place.x1 - 12.0,
            Align::Right,
            number,
            Weight::Regular,
            theme.muted,
        ),
    ];
    for (x, align, text, weight, color) in texts {
        let text = Text {
            at: Point::new(x, y),
            align,
            text,
            size,
            weight,
        };
        Item::push(items, Shape::Text(text), Style::fill(color));
    }
}

/// A chart's own marks as those of all charts: a bin has the number of its chart with it.
fn keyed(index: usize, layer: &Layer) -> Vec<Item> {
    let item = |item: &Item| Item {
        key: match item.key {
            Some(MarkKey::Bin(bin)) => Some(MarkKey::Span(index as u8, bin)),
            key => key,
        },
        ..item.clone()
    };
    layer.items.iter().map(item).collect()
}

impl Companion for Panels {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        let panels = self.panels(of).len();
        Grid::of(of.size.width, panels).height(panels)
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let messages = of.env.locale.messages;
        let panels = self.panels(of);
        let Some(by) = By::of_charts(of) else {
            return nothing(of);
        };
        let grid = Grid::of(of.size.width, panels.len());
        let any = by.chooses(of.state);
        let (mut items, mut front) = (Vec::new(), Vec::new());
        let (mut legend, mut notes) = (Legend::default(), Vec::new());
        let mut told = Vec::new();
        for (index, panel) in panels.iter().enumerate() {
            let begun = items.len();
            let (chart, place) = (chart(of, panel, &grid), grid.place(index));
            let mut mark = Item::mark(Shape::Rect(place), Style::default(), panel.key);
            if detail == Detail::Words {
                let words = panel_words(panel, &chart, of);
                told.push(words.clone());
                mark.words = Some(words.into());
            }
            items.push(mark);
            title(panel, &chart, of, place, &mut items);
            let at = Vec2::new(place.x0, place.y0 + TITLE);
            let bin = match focus {
                Some(MarkKey::Span(of, bin)) if usize::from(of) == index => Some(MarkKey::Bin(bin)),
                _ => None,
            };
            let scene = chart.scene(None, bin, detail.min(Detail::Furniture), None);
            items.extend(keyed(index, &moved(&scene.layers[0], at)));
            front.extend(veils(of, &chart, at));
            if any && !by.is_chosen(of, panel.key) {
                let veil = Style::fill(of.env.theme.veil);
                Item::push(&mut front, Shape::Rect(place), veil);
                // What is written can be read, whatever is chosen.
                let texts = items[begun..].iter();
                front.extend(
                    texts
                        .filter(|it| matches!(it.shape, Shape::Text(_)))
                        .cloned(),
                );
            }
            front.extend(moved(&scene.layers[1], at).items.iter().cloned());
            if focus == Some(panel.key) {
                let ink = Style::stroke(of.env.theme.ink, 2.0);
                Item::push(&mut front, Shape::Rect(place.inset(1.0)), ink);
            }
            for swatch in scene.legend.swatches {
                if !legend.swatches.contains(&swatch) {
                    legend.swatches.push(swatch);
                }
            }
            legend.title = scene.legend.title;
            // How many have no date is said once, below.
            let of_one = scene.notes.into_iter().skip(chart.counted_notes());
            for note in of_one {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        legend.title = fill(messages.by_facet(), &[&legend.title, by.name(of)]);
        let edges = panels
            .first()
            .map_or(&[][..], |panel| &panel.data.bins.edges);
        let left = self.left(of, by, edges);
        for (message, n) in [
            (messages.in_no_small_chart(), left.inexact),
            (messages.in_no_countrys_chart(), left.apart),
        ] {
            if n > 0 {
                notes.push(of.env.locale.count(message, n));
            }
        }
        if of.data.cases.has_totals() {
            notes.push(messages.totals_in_no_chart().to_owned());
        }
        if let By::Facet(at, _) = by
            && !of.data.cases.facets[at].sets.is_empty()
        {
            notes.push(messages.in_several().to_owned());
        }
        let plus = panels.iter().any(|panel| {
            let chart = chart(of, panel, &grid);
            chart.sum_of_all() > 0 && chart.withheld_of_all().numbers > 0
        });
        notes.extend(plus.then(|| messages.plus().to_owned()));
        let number = of.env.locale.formats.number(panels.len() as u64);
        let told = of.env.locale.apart(told);
        let summary = match (panels.is_empty(), notes.first()) {
            (true, Some(note)) => note.clone(),
            _ => fill(messages.panels_summary(), &[&number, by.name(of), &told]),
        };
        Scene {
            size: of.size,
            plot: Rect::from_origin_size(Point::ORIGIN, of.size),
            layers: vec![Layer::new("charts", items), Layer::new("front", front)],
            legend,
            summary,
            notes,
        }
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        let panels = self.panels(of);
        let grid = Grid::of(of.size.width, panels.len());
        let mut columns = vec![of.env.locale.messages.period().to_owned()];
        columns.extend(panels.iter().map(|panel| panel.label.clone()));
        let charts: Vec<Timeline<'_>> = panels.iter().map(|p| chart(of, p, &grid)).collect();
        let bins = charts.first().map_or(0, |chart| chart.data.bins.len());
        let row = |bin: usize| {
            let first = charts.first().map(|chart| chart.bin_time(bin));
            let sums = charts.iter().map(|chart| chart.sum_words(bin));
            first.into_iter().chain(sums).collect()
        };
        Table {
            columns,
            rows: (0..bins).map(row).collect(),
        }
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let panels = self.panels(of);
        let grid = Grid::of(of.size.width, panels.len());
        if let Some(panel) = panels.iter().find(|panel| panel.key == key) {
            return panel_words(panel, &chart(of, panel, &grid), of);
        }
        let MarkKey::Span(index, bin) = key else {
            return String::new();
        };
        let panel = panels.get(usize::from(index));
        panel.map_or_else(String::new, |panel| {
            let words = chart(of, panel, &grid).mark_words(MarkKey::Bin(bin));
            [&panel.label, ", ", &words].concat()
        })
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        By::of_charts(of).is_some_and(|by| by.is_chosen(of, key))
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        let by = By::of_charts(of)?;
        // A bin chooses its chart, as the whole of it does.
        let key = match key {
            MarkKey::Span(index, _) => self.panels(of).get(usize::from(index))?.key,
            key => key,
        };
        by.choose(of, key)
    }

    fn clearing(&self, options: &Options) -> Event {
        match options.by.as_deref() {
            Some(name) if name != "country" => Event::ClearValues(name.to_owned()),
            _ => Event::ClearCountries,
        }
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        match By::of_charts(of) {
            Some(By::Countries) => names(&of.state.countries, of.env.locale.formats),
            Some(by) => {
                let panels = self.panels(of);
                let chosen = panels.iter().filter(|panel| by.is_chosen(of, panel.key));
                let labels: Vec<&str> = chosen.map(|panel| &*panel.label).collect();
                labels.join(", ")
            }
            None => String::new(),
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

/// What dims the time outside of the window.
fn veils(of: &Asked<'_>, chart: &Timeline<'_>, at: Vec2) -> Vec<Item> {
    let Some(window) = of.state.window else {
        return Vec::new();
    };
    let plot = chart.plot() + at;
    let step = plot.width() / chart.data.bins.len() as f64;
    let (from, until) = chart.edges(window);
    let (x0, x1) = (plot.x0 + step * from as f64, plot.x0 + step * until as f64);
    let veil = |x0, x1| {
        let rect = Rect::new(x0, plot.y0, x1, plot.y1);
        Item::plain(Shape::Rect(rect), Style::fill(of.env.theme.veil))
    };
    vec![veil(plot.x0, x0), veil(x1, plot.x1)]
}

/// A figure by a facet that there isn't, with the names of those that there are.
fn nothing(of: &Asked<'_>) -> Scene {
    let facets = of.data.cases.facets.iter().map(|facet| &*facet.name);
    let known: Vec<&str> = std::iter::once("country").chain(facets).collect();
    let name = of.options.by.as_deref().unwrap_or_default();
    let note = fill(
        of.env.locale.messages.no_facet(),
        &[name, &known.join(", ")],
    );
    Scene {
        size: of.size,
        layers: vec![
            Layer::new("charts", Vec::new()),
            Layer::new("front", Vec::new()),
        ],
        summary: note.clone(),
        notes: vec![note],
        ..Scene::default()
    }
}
