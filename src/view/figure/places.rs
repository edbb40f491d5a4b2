//! What a [`Figure`] draws at the points of cases.

use std::rc::Rc;

use kurbo::Vec2;

use super::super::State;
use super::super::furnish::moved;
use super::super::points::Places;
use super::{Environment, Figure};
use crate::data::Dataset;
use crate::geo::Fit;
use crate::map::{MapLayout, Points, PointsData, Told};
use crate::query::{Filter, Window};
use crate::scene::{Detail, Layer, MarkKey, Scene};

/// What a figure keeps of points.
#[derive(Default)]
pub(super) struct Kept {
    /// Which cases share a point, and whether the cases were in order when that was found.
    places: Option<(bool, Rc<Places>)>,
    /// What is shown of them, with the window that it was counted for.
    shown: Option<(Option<Window>, Rc<PointsData>)>,
    /// How that was drawn, and where the map lay.
    drawn: Option<(Option<Window>, Fit, Layer)>,
}

impl Kept {
    /// The layer that was drawn for a window, as it lies now, if there is one that shows all that is to be
    /// seen.
    fn drawn(&self, window: Option<Window>, layout: &MapLayout) -> Option<Layer> {
        let (then, fit, layer) = self.drawn.as_ref()?;
        let by = layout.moved_since(fit).filter(|_| *then == window)?;
        Some(match by == Vec2::ZERO {
            true => layer.clone(),
            false => moved(layer, by),
        })
    }
}

/// Which places are told of, and how: the numbers of places to what is told.
type Teller<'a> = dyn Fn(&[u32]) -> Vec<Told> + 'a;

impl Figure {
    /// The same with a layer of points under the front one; empty where no points were asked for.
    pub(super) fn with_points(
        &mut self,
        mut scene: Scene,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        if self.laid.is_none() || !self.options.marks.points {
            scene.layers.insert(2, Layer::new("points", Vec::new()));
            return scene;
        }
        let words = detail == Detail::Words;
        let kept = self.at_places.drawn(state.window, &self.layout);
        let kept = kept.filter(|_| !words);
        let anew = kept.is_none() && !words;
        let (layer, focused) = self.on_points(data, state, env, |points| {
            if detail >= Detail::Furniture {
                scene.legend.swatches.extend(points.swatches());
                scene.notes.extend(points.notes());
            }
            if let Some(more) = points.more().filter(|_| words) {
                scene.summary.push(' ');
                scene.summary.push_str(&more);
            }
            let focused = match focus {
                Some(MarkKey::Place(index)) => points.focus(index),
                _ => None,
            };
            let drawn = || Layer::new("points", points.items(words));
            (kept.unwrap_or_else(drawn), focused)
        });
        if anew {
            let drawn = self.layout.fit();
            self.at_places.drawn = drawn.map(|fit| (state.window, fit, layer.clone()));
        }
        scene.layers.insert(2, layer);
        if let Some(focused) = focused
            && let Some(front) = scene.layers.last_mut()
        {
            let items = front.items.iter().cloned().chain([focused]);
            *front = Layer::new(front.name, items.collect());
        }
        scene
    }

    /// What a place says.
    pub(super) fn place_words(
        &mut self,
        data: &Dataset,
        state: &State,
        index: u32,
        env: &Environment<'_>,
    ) -> String {
        self.on_points(data, state, env, |points| points.words(index))
    }

    /// Calls `act` with the points as they are now.
    fn on_points<T>(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        act: impl FnOnce(&Points<'_>) -> T,
    ) -> T {
        let shown = self.points(data, state);
        let places = self.places(data);
        let (filter, _) = self.filter(data, state);
        let people = self.adds_people(data);
        let told: &Teller<'_> = &|of| told(data, &places, &filter, of);
        act(&Points {
            data: &shown,
            told,
            layout: &self.layout,
            people,
            theme: env.theme,
            locale: env.locale,
        })
    }

    /// What is shown of points, counted once for a window.
    pub(super) fn points(&mut self, data: &Dataset, state: &State) -> Rc<PointsData> {
        if self.laid.is_none() || !self.options.marks.points {
            return Rc::default();
        }
        let places = self.places(data);
        if let Some((window, shown)) = &self.at_places.shown
            && *window == state.window
        {
            return Rc::clone(shown);
        }
        let (filter, _) = self.filter(data, state);
        let shown = Rc::new(places.shown(&data.cases, &filter, &self.layout));
        self.at_places.shown = Some((state.window, Rc::clone(&shown)));
        shown
    }

    /// The unit code of the country of a place, if all of its cases have one.
    pub(super) fn country_of_place(&mut self, data: &Dataset, index: u32) -> Option<String> {
        let places = self.places(data);
        country(data, &places, index)
    }

    /// All places, found once for the data and the map.
    fn places(&mut self, data: &Dataset) -> Rc<Places> {
        // Rows that were put into order are other rows.
        let ordered = data.cases.ordered;
        if self
            .at_places
            .places
            .as_ref()
            .is_some_and(|(then, _)| *then != ordered)
        {
            self.at_places = Kept::default();
        }
        let found = || (ordered, Rc::new(Places::new(&data.cases, &self.layout)));
        let (_, places) = self.at_places.places.get_or_insert_with(found);
        Rc::clone(places)
    }
}

fn country(data: &Dataset, places: &Places, index: u32) -> Option<String> {
    let country = places.country(index)?;
    data.cases.countries.get(usize::from(country)).cloned()
}

/// What is told of some places, by their numbers in ascending order: counted in one pass, whatever their
/// number.
fn told(data: &Dataset, places: &Places, filter: &Filter, of: &[u32]) -> Vec<Told> {
    let group = |place: u32| of.binary_search(&place).unwrap_or(of.len());
    let sums = places.sums(&data.cases, filter, of.len(), group);
    let both = sums.into_iter().zip(of);
    both.map(|(sum, &place)| Told {
        sum,
        country: country(data, places, place),
    })
    .collect()
}
