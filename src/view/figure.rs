//! [`Figure`]: one map, time chart or companion of theirs over a dataset.

#[cfg(feature = "formats")]
mod cartogram;
#[cfg(feature = "formats")]
mod clusters;
#[cfg(feature = "formats")]
mod companions;
#[cfg(feature = "formats")]
mod density;
#[cfg(feature = "formats")]
mod inexact;
#[cfg(feature = "formats")]
mod labels;
mod map;
#[cfg(feature = "formats")]
mod marked;
mod motion;
#[cfg(feature = "formats")]
mod panels;
#[cfg(feature = "formats")]
mod patterns;
#[cfg(feature = "formats")]
mod periods;
#[cfg(feature = "formats")]
mod places;
#[cfg(feature = "formats")]
mod sound;
#[cfg(feature = "formats")]
mod still;
mod timeline;

use std::rc::Rc;

use kurbo::Size;

#[cfg(feature = "formats")]
pub(super) use companions::names;
pub use timeline::Brush;

use map::choropleth;

use super::coarse::coarse_note;
#[cfg(feature = "formats")]
use super::companion::Companion;
#[cfg(feature = "formats")]
use super::shares::{share_notes, withheld_note};
#[cfg(feature = "formats")]
use super::who::Who;
use super::words::{amount_words, timeline_table};
use super::{Event, Kind, Options, State, Table};
use crate::chart::TimelineData;
use crate::data::Dataset;
use crate::geo::{Basemap, Sight, Viewport};
use crate::locale::Locale;
#[cfg(feature = "formats")]
use crate::map::Insets;
use crate::map::MapLayout;
use crate::query::{Filter, Measure, Period, Stack, Tally};
use crate::scale::color::ColorScale;
use crate::scale::time::{Bins, Unit};
use crate::scene::{Detail, Layer, Mark, MarkKey, Scene};
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
    /// What draws, if it is neither a map nor a time chart.
    #[cfg(feature = "formats")]
    companion: Option<Box<dyn Companion>>,
    /// How high the companion was when the figure was fitted to it.
    #[cfg(feature = "formats")]
    own_height: f64,
    /// An editor's choices.
    options: Options,
    size: Size,
    /// Empty before the map has a size.
    layout: MapLayout,
    /// What the layout is of.
    laid: Option<(Sight, Viewport)>,
    /// What is drawn in boxes under the map.
    #[cfg(feature = "formats")]
    insets: Insets,
    /// Which part of the map the reader looks at.
    viewport: Viewport,
    /// From where to where the map is on its way.
    flight: (Viewport, Viewport),
    bins: Option<Bins>,
    stack: Option<Stack>,
    /// Of all that the map can show, with the highest number of a country.
    scale: Option<(ColorScale, u64)>,
    /// The highest bar of the time chart, and its rows over the bars.
    all: Option<(u64, Vec<Unit>)>,
    /// Numbers of the time chart, with what they were counted for.
    numbers: Option<(State, Rc<TimelineData>)>,
    /// Whole sums per country, with what they were counted for.
    sums: Option<(State, Rc<Vec<Tally>>)>,
    /// Who is counted, if the data tells kinds of people apart.
    #[cfg(feature = "formats")]
    who: Option<Option<Who>>,
    /// What it keeps of points.
    #[cfg(feature = "formats")]
    at_places: places::Kept,
    #[cfg(feature = "formats")]
    labels: labels::LabelParts,
    #[cfg(feature = "formats")]
    turning: cartogram::Turning,
    /// The times that the totals of all countries are published for.
    times: Option<Vec<Period>>,
    /// The layer that the next scene can take over: axes and bars, or the lines of a map.
    kept: Option<Layer>,
    /// Whether a time chart names its parts where they end.
    #[cfg(feature = "formats")]
    labelled: bool,
}

/// Width to height of a time chart, and the least and most height in CSS pixels.
const TIMELINE_ASPECT: f64 = 0.4;
const TIMELINE_HEIGHTS: (f64, f64) = (200.0, 320.0);

impl Figure {
    /// A figure without a size: nothing is drawn before [`resize`](Self::resize).
    pub fn new(kind: Kind, options: Options) -> Self {
        Self {
            kind,
            #[cfg(feature = "formats")]
            companion: companions::of(kind, &options),
            #[cfg(feature = "formats")]
            own_height: 0.0,
            options,
            size: Size::ZERO,
            layout: MapLayout::default(),
            laid: None,
            #[cfg(feature = "formats")]
            insets: Insets::default(),
            viewport: Viewport::default(),
            flight: Default::default(),
            bins: None,
            stack: None,
            scale: None,
            all: None,
            numbers: None,
            sums: None,
            #[cfg(feature = "formats")]
            who: None,
            #[cfg(feature = "formats")]
            at_places: places::Kept::default(),
            #[cfg(feature = "formats")]
            labels: Default::default(),
            #[cfg(feature = "formats")]
            turning: Default::default(),
            times: None,
            kept: None,
            #[cfg(feature = "formats")]
            labelled: false,
        }
    }

    /// What it draws.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether its summary says which time its cases are of.
    pub fn tells_time(&self) -> bool {
        match self.kind {
            #[cfg(feature = "formats")]
            Kind::Timeline => self.companion.is_none(),
            #[cfg(not(feature = "formats"))]
            Kind::Timeline => true,
            #[cfg(feature = "formats")]
            Kind::Lanes | Kind::Calendar => true,
            _ => false,
        }
    }

    /// In CSS pixels.
    #[cfg(feature = "formats")]
    pub fn size(&self) -> Size {
        self.size
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
        #[cfg(feature = "formats")]
        let before = self.options.marks;
        let set = self.options.set(name, value);
        #[cfg(not(feature = "formats"))]
        set?;
        #[cfg(feature = "formats")]
        if self.options.marks != before {
            self.turning.chosen_anew(before);
        }
        #[cfg(feature = "formats")]
        if self.kind == Kind::Timeline {
            self.companion = companions::of(self.kind, &self.options);
        }
        self.data_changed();
        #[cfg(feature = "formats")]
        set?;
        Ok(())
    }

    /// Fits the figure into a width, and a height where one is given, in CSS pixels.
    pub fn resize(&mut self, width: f64, height: Option<f64>, basemap: Option<&Basemap>) -> Size {
        self.kept = None;
        let width = width.clamp(160.0, 4_000.0);
        match self.kind {
            Kind::Map => {
                #[cfg(feature = "formats")]
                let under = self.insets.height(width);
                #[cfg(feature = "formats")]
                let height = height.map(|height| (height - under).max(120.0));
                if let Some(map) = basemap {
                    self.lay(map, MapLayout::sight(map, width, height));
                }
                self.size = self.layout.size;
                #[cfg(feature = "formats")]
                {
                    self.size.height += under;
                }
            }
            Kind::Timeline => {
                let (least, most) = TIMELINE_HEIGHTS;
                let own = (width * TIMELINE_ASPECT).max(least).min(most).round();
                self.size = Size::new(width, height.unwrap_or(own).max(120.0));
            }
            // Their height follows from the data: see `fit`.
            #[cfg(feature = "formats")]
            _ => self.size = Size::new(width, height.unwrap_or(self.size.height)),
        }
        self.size
    }

    /// Chooses what is drawn in boxes under the map; it must be resized to be seen.
    #[cfg(feature = "formats")]
    pub fn set_insets(&mut self, insets: Insets) {
        self.insets = insets;
        self.layout = MapLayout::default();
        self.laid = None;
        self.data_changed();
    }

    /// Lays a map out, unless it lies as it should.
    fn lay(&mut self, map: &Basemap, sight: Sight) {
        self.viewport = self.viewport.held(&sight);
        let wanted = Some((sight, self.viewport));
        #[cfg(feature = "formats")]
        self.label(map, &sight);
        if self.laid == wanted {
            return;
        }
        // What is on the map depends on its shape, not on the part that is seen.
        #[cfg(feature = "formats")]
        if self.layout.size != sight.size {
            self.at_places = places::Kept::default();
        }
        #[cfg(feature = "formats")]
        let insets = if self.layout.size == sight.size {
            Rc::clone(&self.layout.insets)
        } else {
            Rc::new(self.insets.at(sight.size))
        };
        self.layout = MapLayout::new(map, &sight, &self.viewport);
        #[cfg(feature = "formats")]
        {
            self.layout.insets = insets;
            self.turning.forget_layout();
        }
        self.laid = wanted;
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
            self.at_places = places::Kept::default();
            self.labels.forget_words();
            self.turning.forget_data();
            if let Some(companion) = &mut self.companion {
                companion.forget();
            }
        }
        self.times = None;
        self.kept = None;
    }

    /// What is counted.
    pub fn measure(&self, data: &Dataset) -> Measure {
        Measure::of(self.options.measure, &data.info)
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
        let mut chosen = state.filter(&data.cases);
        chosen.facets.extend(self.facets(data));
        chosen
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
        #[cfg(feature = "formats")]
        let patterns = self.patterns(data, env.theme);
        let mut scene = match self.kind {
            #[cfg(feature = "formats")]
            _ if self.companion.is_some() => {
                let mut scene = self.companion_scene(data, state, focus, detail, env);
                patterns::lay(&patterns, env.theme, false, &mut scene);
                scene
            }
            #[cfg(feature = "formats")]
            Kind::Map => {
                self.with_shown_marks(&data.info, |it| it.map(data, state, focus, detail, env))
            }
            #[cfg(not(feature = "formats"))]
            Kind::Map => self.map(data, state, focus, detail, env),
            _ => {
                let numbers = self.timeline_data(data, state, env);
                let bare = detail < Detail::Words;
                let kept = self.kept.as_ref().filter(|_| bare);
                let chart = self.timeline(&numbers, env);
                let scene = chart.scene(state.window, focus, detail, kept);
                #[cfg(feature = "formats")]
                let scene = {
                    let mut scene = scene;
                    patterns::lay(&patterns, env.theme, kept.is_some(), &mut scene);
                    scene
                };
                #[cfg(feature = "formats")]
                if detail >= Detail::Furniture {
                    self.labelled = chart.is_labelled();
                }
                if bare {
                    self.kept = scene.layers.first().cloned();
                }
                scene
            }
        };
        if detail >= Detail::Furniture {
            #[cfg(feature = "formats")]
            self.note(&mut scene.notes, data, state, env);
            scene.notes.extend(coarse_note(&data.info, env));
        }
        scene
    }

    /// Adds what has to be said of any figure: who is counted, percentages, what is left out.
    #[cfg(feature = "formats")]
    fn note(
        &mut self,
        notes: &mut Vec<String>,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) {
        let map = self.kind == Kind::Map;
        let measure = self.measure(data);
        let lacking = map.then(|| self.lacking_rate(data, env)).flatten();
        notes.extend(lacking);
        let messages = env.locale.messages;
        let asked = self.options.who.is_some();
        notes.extend(match self.who(data) {
            Some(who) => who.note(data, env),
            None => asked.then(|| messages.who_unsaid().to_owned()),
        });
        let filter = match self.kind {
            Kind::Map => self.filter(data, state).0,
            Kind::Timeline => Filter {
                window: None,
                ..self.chosen(data, state)
            },
            _ => self.chosen(data, state),
        };
        notes.extend(withheld_note(data, &filter, measure, env));
        let drawn = self.ask(data, state, env, |it, of| it.drawn_facet(of));
        notes.extend(share_notes(data, &filter, drawn.flatten(), env));
        let left_out = data.issues.left_out();
        if left_out > 0 {
            notes.push(env.locale.count(messages.left_out(), left_out));
        }
    }

    /// The same numbers as a table.
    pub fn table(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Table {
        #[cfg(feature = "formats")]
        if let Some(table) = self.ask(data, state, env, |it, of| it.table(of)) {
            return table;
        }
        match self.kind {
            Kind::Map => self.map_table(data, state, env),
            _ => {
                let numbers = self.timeline_data(data, state, env);
                timeline_table(&self.timeline(&numbers, env))
            }
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
        #[cfg(feature = "formats")]
        if let Some(selected) = self.ask(data, state, env, |it, of| it.selected(of, key)) {
            return selected;
        }
        let Some(window) = state.window else {
            return false;
        };
        let of = self.window_of(data, state, key, env);
        of.is_some_and(|of| window.from <= of.from && of.until <= window.until)
    }

    /// The unit code of the country that a mark is in, if it is a place in one.
    #[cfg(feature = "formats")]
    pub fn country_of(&mut self, data: &Dataset, state: &State, key: MarkKey) -> Option<String> {
        let MarkKey::Place(index) = key else {
            return self.country_of_cluster(data, state, key);
        };
        self.points(data, state).place(index)?;
        self.country_of_place(data, index)
    }

    /// What a mark of a scene of this figure is with others in: a bin in its year, a day in its month, a country in its
    /// class of the legend. Empty where it is with no others.
    pub fn group(
        &mut self,
        data: &Dataset,
        state: &State,
        mark: &Mark,
        scene: &Scene,
        env: &Environment<'_>,
    ) -> String {
        let (unit, of) = match self.kind {
            Kind::Map => {
                let swatches = &scene.legend.swatches;
                let class = swatches.iter().find(|it| it.style.fill == mark.fill);
                return class.map_or_else(String::new, |class| class.label.clone());
            }
            #[cfg(feature = "formats")]
            Kind::Calendar => {
                let MarkKey::Bin(day) = mark.key else {
                    return String::new();
                };
                let day = day as usize;
                let of = self.ask(data, state, env, |it, of| it.window(of, day, day + 1));
                (Unit::Month, of.flatten())
            }
            #[cfg(feature = "formats")]
            _ if self.companion.is_some() => return String::new(),
            _ => (Unit::Year, self.window_of(data, state, mark.key, env)),
        };
        let Some(of) = of else {
            return String::new();
        };
        let first = unit.floor(of.from);
        env.locale.time(first, unit.step(first, 1) - 1)
    }

    /// What a mark says; nothing if there is no such mark.
    pub fn words(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> String {
        #[cfg(feature = "formats")]
        if let Some(words) = self.ask(data, state, env, |it, of| it.words(of, key)) {
            return words;
        }
        match (self.kind, key) {
            (Kind::Map, MarkKey::Country(code)) => {
                let numbers = self.choropleth_data(data, state, env.language);
                let sums = self.sums(data, state, true);
                let people = self.adds_people(data);
                let amount = |code| amount_words(data, &sums, code, numbers.totals, people, env);
                choropleth(&numbers, &self.layout, env, &amount).words(code)
            }
            #[cfg(feature = "formats")]
            (Kind::Map, key) => self.place_words(data, state, key, env),
            #[cfg(not(feature = "formats"))]
            (Kind::Map, _) => String::new(),
            (_, key) => {
                let numbers = self.timeline_data(data, state, env);
                self.timeline(&numbers, env).mark_words(key)
            }
        }
    }

    /// What choosing a mark does to the state: a country is chosen or taken back, a time of a time chart is the
    /// window. Nothing where it does nothing.
    pub fn choose(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> Option<Event> {
        #[cfg(feature = "formats")]
        if let Some(event) = self.ask(data, state, env, |it, of| it.choose(of, key)) {
            return event;
        }
        if self.kind == Kind::Timeline {
            let window = self.window_of(data, state, key, env);
            return window.map(Event::Brush);
        }
        #[cfg(feature = "formats")]
        let key = match self.country_of(data, state, key) {
            Some(code) => MarkKey::parse(&code).unwrap_or(key),
            None => key,
        };
        match key {
            MarkKey::Country(code) => Some(Event::Toggle(code)),
            _ => None,
        }
    }

    /// What takes back all that is chosen in the figure.
    pub fn clearing(&self) -> Event {
        #[cfg(feature = "formats")]
        if let Some(companion) = &self.companion {
            return companion.clearing(&self.options);
        }
        match self.kind {
            Kind::Map => Event::ClearCountries,
            _ => Event::ClearWindow,
        }
    }
}
