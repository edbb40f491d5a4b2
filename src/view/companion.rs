//! [`Companion`]: what a kind of figure has to answer that is neither a map nor a time chart.

use kurbo::{Point, Size};

use super::{Environment, Event, Options, Piece, State, Table};
use crate::chart::Week;
use crate::data::Dataset;
use crate::query::{Filter, Measure, Window};
use crate::scene::{Detail, MarkKey, Scene};

/// What a figure is asked about: the cases, what is chosen of them, and how it is to be drawn.
pub(super) struct Asked<'a> {
    /// The cases.
    pub(super) data: &'a Dataset,
    /// What readers chose.
    pub(super) state: &'a State,
    /// What the editor chose.
    pub(super) options: &'a Options,
    /// Which cases the figure is of, whatever a reader chooses.
    pub(super) all: Filter,
    /// What is counted.
    pub(super) measure: Measure,
    /// Whether numbers of people can be added.
    pub(super) adds_people: bool,
    /// In CSS pixels.
    pub(super) size: Size,
    /// Colours, words and formats.
    pub(super) env: &'a Environment<'a>,
}

impl Asked<'_> {
    /// Which cases a state chooses. A view that chooses by something is asked about a state without it:
    /// [`State::of_all_values`] and the like.
    pub(super) fn filter(&self, state: &State) -> Filter {
        let mut filter = state.filter(&self.data.cases);
        filter.facets.extend(self.all.facets.iter().cloned());
        filter
    }
}

/// A kind of figure. It may keep what changes rarely, until it is told to [`forget`](Self::forget).
pub(super) trait Companion {
    /// How high it is at the width of the size that it is asked with, in CSS pixels.
    fn height(&mut self, of: &Asked<'_>) -> f64;

    /// The scene at this moment; of two layers, the front one for what is in focus.
    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene;

    /// The same numbers as a table.
    fn table(&mut self, of: &Asked<'_>) -> Table;

    /// What a mark says; nothing if there is no such mark.
    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String;

    /// Whether a mark is chosen, which is no country.
    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool;

    /// What choosing a mark does to the state; nothing where it does nothing.
    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event>;

    /// Shows or hides what a mark stands for, if it is one that opens; says whether it is.
    fn unfold(&mut self, _key: MarkKey) -> bool {
        false
    }

    /// The sentence that it is, if it is one.
    fn sentence(&mut self, _of: &Asked<'_>) -> Vec<Piece> {
        Vec::new()
    }

    /// How far it has turned into what it can turn into, from 0 to 1.
    fn turned(&self, _options: &Options) -> f64 {
        0.0
    }

    /// Turns it this far.
    fn turn(&mut self, _part: f64) {}

    /// The facet whose published percentages are drawn, so that no note has to tell them.
    fn drawn_facet(&self, _of: &Asked<'_>) -> Option<usize> {
        None
    }

    /// What takes back all that is chosen in it.
    fn clearing(&self, options: &Options) -> Event;

    /// What is chosen in it, in words; empty where nothing is.
    fn chosen(&mut self, of: &Asked<'_>) -> String;

    /// Forgets what was derived from the data: more of it was read, or an option changed.
    fn forget(&mut self);

    // ---- what few kinds do ------------------------------------------------------------------------

    /// The height of all that it can be scrolled to, in CSS pixels.
    fn extent(&mut self, of: &Asked<'_>) -> f64 {
        of.size.height
    }

    /// Scrolls to a place, in CSS pixels from the top.
    fn scroll(&mut self, _to: f64) {}

    /// The mark so many steps from another one, or the first in sight from none, and how far it has to be scrolled
    /// so that it is in sight.
    fn beside(
        &mut self,
        _: &Asked<'_>,
        _key: Option<MarkKey>,
        _steps: i32,
    ) -> Option<(MarkKey, f64)> {
        None
    }

    /// Of marks that are scrolled, how many come before the first one in sight, and how many there are.
    fn sight(&mut self, _: &Asked<'_>) -> Option<(usize, usize)> {
        None
    }

    /// How a week is written.
    fn write_weeks(&mut self, _: Week) {}

    /// The bin of time at a place, or the nearest one.
    fn bin_at(&mut self, _: &Asked<'_>, _: Point) -> Option<usize> {
        None
    }

    /// The window from one edge of bins to another.
    fn window(&mut self, _: &Asked<'_>, _from: usize, _until: usize) -> Option<Window> {
        None
    }
}
