//! What a [`Figure`] does that is neither a map nor a time chart: it asks its [`Companion`].

use kurbo::Size;

use super::super::breakdown::Breakdown;
use super::super::companion::{Asked, Companion};
use super::super::total::Total;
use super::super::{Kind, Piece, State};
use super::{Environment, Figure};
use crate::data::Dataset;
use crate::locale::Formats;
use crate::scene::{Detail, MarkKey, Scene};

/// What draws a kind of figure, if it is neither a map nor a time chart.
pub(super) fn of(kind: Kind) -> Option<Box<dyn Companion>> {
    match kind {
        Kind::Map | Kind::Timeline => None,
        Kind::Breakdown => Some(Box::<Breakdown>::default()),
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
}

/// Names of countries, with commas between them.
pub(in super::super) fn names(countries: &[[u8; 2]], formats: &dyn Formats) -> String {
    let name = |&code: &[u8; 2]| formats.country(&MarkKey::Country(code).name());
    countries.iter().map(name).collect::<Vec<_>>().join(", ")
}
