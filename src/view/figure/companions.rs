//! What a [`Figure`] does that is neither a map nor a time chart: it asks its [`Companion`].

use kurbo::{Point, Size};

use super::super::breakdown::Breakdown;
use super::super::companion::{Asked, Companion};
use super::super::days::Days;
use super::super::lanes::Lanes;
use super::super::total::Total;
use super::super::{Kind, Options, Piece, State};
use super::panels::Panels;
use super::periods::Periods;
use super::{Environment, Figure};
use crate::chart::Week;
use crate::data::Dataset;
use crate::locale::Formats;
use crate::query::Window;
use crate::scene::{Detail, MarkKey, Scene};

/// What draws a kind of figure, if it is neither a map nor a time chart.
pub(super) fn of(kind: Kind, options: &Options) -> Option<Box<dyn Companion>> {
    match kind {
        Kind::Timeline if options.by.is_some() => Some(Box::<Panels>::default()),
        Kind::Timeline if !options.compare.is_empty() => Some(Box::<Periods>::default()),
        Kind::Map | Kind::Timeline => None,
        Kind::Breakdown => Some(Box::<Breakdown>::default()),
        Kind::Lanes => Some(Box::<Lanes>::default()),
        Kind::Calendar => Some(Box::<Days>::default()),
        Kind::Total => Some(Box::<Total>::default()),
    }
}

/// Height of a figure that an editor gives one, at least, in CSS pixels.
const LEAST: f64 = 40.0;

impl Figure {
    /// Asks the companion, if there is one.
    pub(super) fn ask<T>(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        question: impl FnOnce(&mut dyn Companion, &Asked<'_>) -> T,
    ) -> Option<T> {
        let mut companion = self.companion.take()?;
        let (all, measure) = (self.all(data), self.measure(data));
        let asked = Asked {
            data,
            state,
            all,
            measure,
            adds_people: self.adds_people(data),
            options: &self.options,
            size: self.size,
            env,
        };
        let answer = question(&mut *companion, &asked);
        self.companion = Some(companion);
        Some(answer)
    }

    pub(super) fn companion_scene(
        &mut self,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let scene = self.ask(data, state, env, |it, of| it.scene(of, focus, detail));
        scene.unwrap_or_default()
    }

    /// Fits a figure whose height follows from the data into a width, and a height where one is given, in CSS
    /// pixels; for any other it is [`resize`](Self::resize) that does.
    pub fn fit(
        &mut self,
        data: &Dataset,
        state: &State,
        width: f64,
        height: Option<f64>,
        env: &Environment<'_>,
    ) -> Size {
        self.resize(width, height, None);
        let own = self.ask(data, state, env, |it, of| it.height(of));
        if let Some(own) = own {
            self.own_height = own;
            self.size.height = height.map_or(own, |height| height.max(LEAST));
        }
        self.size
    }

    /// Whether a figure whose height follows from the data has to be fitted again.
    pub fn has_outgrown(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> bool {
        let own = self.ask(data, state, env, |it, of| it.height(of));
        own.is_some_and(|own| own != self.own_height)
    }

    /// Shows or hides what a mark stands for, if it is one that opens; says whether it is. It must be drawn to be
    /// seen.
    pub fn unfold(&mut self, key: MarkKey) -> bool {
        let companion = self.companion.as_mut();
        companion.is_some_and(|companion| companion.unfold(key))
    }

    /// The sentence that the figure is, if it is one.
    pub fn sentence(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Vec<Piece> {
        let sentence = self.ask(data, state, env, |it, of| it.sentence(of));
        sentence.unwrap_or_default()
    }

    /// What is chosen in the figure, in words; empty where nothing is. The window of a time chart has words of its
    /// own: see [`brush`](Self::brush).
    pub fn chosen_words(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> String {
        let own = self.ask(data, state, env, |it, of| it.chosen(of));
        own.unwrap_or_else(|| names(&state.countries, env.locale.formats))
    }

    /// The height of all that a figure can be scrolled to, in CSS pixels.
    pub fn extent(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> f64 {
        let own = self.ask(data, state, env, |it, of| it.extent(of));
        own.unwrap_or(self.size.height)
    }

    /// Scrolls a figure that has more than it shows to a place, in CSS pixels from the top.
    pub fn scroll(&mut self, to: f64) {
        if let Some(companion) = &mut self.companion {
            companion.scroll(to);
        }
    }

    /// Of a figure that is scrolled, the mark so many steps from another one, or the first in sight from none; and
    /// how far it has to be scrolled so that the mark is in sight.
    pub fn beside(
        &mut self,
        data: &Dataset,
        state: &State,
        key: Option<MarkKey>,
        steps: i32,
        env: &Environment<'_>,
    ) -> Option<(MarkKey, f64)> {
        self.ask(data, state, env, |it, of| it.beside(of, key, steps))
            .flatten()
    }

    /// Of a figure that is scrolled, how many marks come before the first one in sight, and how many there are.
    pub fn sight(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Option<(usize, usize)> {
        self.ask(data, state, env, |it, of| it.sight(of)).flatten()
    }

    /// Says how a calendar writes a week.
    pub fn write_weeks(&mut self, week: Week) {
        if let Some(companion) = &mut self.companion {
            companion.write_weeks(week);
        }
    }

    /// The bin of time at a place of a calendar, or the nearest one.
    pub fn bin_at(
        &mut self,
        data: &Dataset,
        state: &State,
        at: Point,
        env: &Environment<'_>,
    ) -> Option<usize> {
        self.ask(data, state, env, |it, of| it.bin_at(of, at))
            .flatten()
    }

    /// The window that two edges snap to, in bins of the figure's time.
    pub fn window_between(
        &mut self,
        data: &Dataset,
        state: &State,
        (from, until): (f64, f64),
        env: &Environment<'_>,
    ) -> Window {
        let (a, b) = (
            from.min(until).max(0.0) as usize,
            from.max(until).max(0.0) as usize,
        );
        let own = self.ask(data, state, env, |it, of| it.window(of, a, b));
        own.flatten()
            .unwrap_or_else(|| self.snap(data, from, until))
    }
}

/// Names of countries, with commas between them.
pub(in super::super) fn names(countries: &[[u8; 2]], formats: &dyn Formats) -> String {
    let name = |&code: &[u8; 2]| formats.country(&MarkKey::Country(code).name());
    countries.iter().map(name).collect::<Vec<_>>().join(", ")
}
