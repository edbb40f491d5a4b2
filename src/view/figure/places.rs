//! What a [`Figure`] draws at the points of cases.

use std::rc::Rc;

use kurbo::Vec2;

use super::super::State;
use super::super::furnish::moved;
use super::super::points::Places;
use super::{Environment, Figure, clusters, density};
use crate::data::Dataset;
use crate::geo::Fit;
use crate::locale::fill;
use crate::map::{MapLayout, Points, PointsData, Told};
use crate::query::{Filter, Measure};
use crate::scene::{Detail, Item, Layer, MarkKey, Scene, Shape};

/// What a figure keeps of points.
#[derive(Default)]
pub(super) struct Kept {
    /// Which cases share a point, and whether the cases were in order when that was found.
    places: Option<(bool, Rc<Places>)>,
    /// What is shown of them, with what it was counted for.
    shown: Option<(State, Rc<PointsData>)>,
    /// How that was drawn, and where the map lay.
    drawn: Option<(State, Fit, Layer)>,
    /// What is joined of them.
    pub(super) clusters: clusters::Kept,
    /// What is counted of them in hexagons.
    pub(super) density: density::Kept,
}

impl Kept {
    /// Forgets what was shown, and how: countries lie otherwise, or other marks are shown.
    pub(super) fn forget_shown(&mut self) {
        *self = Self {
            places: self.places.take(),
            ..Self::default()
        };
    }

    /// The layer that was drawn for a choice, as it lies now, if there is one that shows all that is to be
    /// seen.
    fn drawn(&self, choice: &State, layout: &MapLayout) -> Option<Layer> {
        let (then, fit, layer) = self.drawn.as_ref()?;
        let by = layout
            .moved_since(fit)
            .filter(|_| then.is_same_over_countries(choice))?;
        Some(match by == Vec2::ZERO {
            true => layer.clone(),
            false => moved(layer, by),
        })
    }
}

/// Which places are told of, and how: the numbers of places to what is told.
type Teller<'a> = dyn Fn(&[u32]) -> Vec<Told> + 'a;

impl Figure {
    /// The same with a layer of what lies at points, on the countries or their lines; empty where none of that was asked
    /// for.
    pub(super) fn with_points(
        &mut self,
        mut scene: Scene,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        if self.laid.is_none() || !self.options.marks.has_places() {
            scene.layers.insert(2, Layer::new("points", Vec::new()));
            return scene;
        }
        let words = detail == Detail::Words;
        let kept = self.at_places.drawn(state, &self.layout);
        let layer = match kept.filter(|_| !words) {
            Some(layer) => layer,
            None => {
                let layer = Layer::new("points", self.place_items(data, state, words, env));
                if let Some(fit) = self.layout.fit().filter(|_| !words) {
                    self.at_places.drawn = Some((state.clone(), fit, layer.clone()));
                }
                layer
            }
        };
        let marks = self.options.marks;
        // Hexagons are ground: coasts and borders are seen on them.
        let ground = marks.density && !marks.points && !marks.clusters;
        scene.layers.insert(if ground { 1 } else { 2 }, layer);
        let focused = focus.and_then(|key| self.place_in_focus(data, state, key, env));
        if let Some(focused) = focused
            && let Some(front) = scene.layers.last_mut()
        {
            front.append(vec![focused]);
        }
        if detail >= Detail::Furniture {
            self.tell_of_places(&mut scene, data, state, env);
        }
        if words {
            for more in self.more_places(data, state, env) {
                scene.summary.push(' ');
                scene.summary.push_str(&more);
            }
        }
        scene
    }

    fn place_items(
        &mut self,
        data: &Dataset,
        state: &State,
        words: bool,
        env: &Environment<'_>,
    ) -> Vec<Item> {
        let mut items = match self.options.marks.density {
            true => self.on_density(data, state, env, |density| density.items(words)),
            false => Vec::new(),
        };
        items.extend(self.on_points(data, state, env, |points| points.items(words)));
        if self.options.marks.clusters {
            items.extend(self.on_clusters(data, state, env, |clusters| clusters.items(words)));
        }
        items
    }

    /// What is drawn of points in boxes under the map.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method of one lifetime is not general enough"
    )]
    pub(super) fn points_in_boxes(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Vec<Item> {
        if self.layout.insets.is_empty() || !self.options.marks.points {
            return Vec::new();
        }
        self.on_points(data, state, env, |points| points.in_boxes())
    }

    fn place_in_focus(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> Option<Item> {
        let circle = match self.options.marks.clusters {
            true => self.on_clusters(data, state, env, |clusters| clusters.focus(key)),
            false => None,
        };
        match (circle, key) {
            (None, MarkKey::Place(index)) => {
                self.on_points(data, state, env, |points| points.focus(index))
            }
            (None, MarkKey::Hexagon(..)) if self.options.marks.density => {
                self.on_density(data, state, env, |density| density.focus(key))
            }
            (circle, _) => circle,
        }
    }

    /// Legend and notes.
    fn tell_of_places(
        &mut self,
        scene: &mut Scene,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) {
        let marks = self.options.marks;
        if marks.density {
            self.on_density(data, state, env, |density| {
                let swatches = &mut scene.legend.swatches;
                if marks.choropleth || marks.symbols {
                    swatches.extend(density.swatches());
                } else {
                    // What countries say comes after what the figure is about.
                    swatches.splice(0..0, density.swatches());
                    scene.legend.title = density.title();
                }
                scene.notes.extend(density.notes());
            });
        }
        if marks.clusters {
            if !marks.density && !marks.choropleth && !marks.symbols {
                let messages = env.locale.messages;
                let counted = self.joined_measure(data).name(messages);
                scene.legend.title = fill(messages.clusters_title(), &[counted]);
            }
            self.on_clusters(data, state, env, |clusters| {
                scene.legend.swatches.extend(clusters.swatches());
            });
        }
        self.on_points(data, state, env, |points| {
            scene.legend.swatches.extend(points.swatches());
            scene.notes.extend(points.notes());
        });
    }

    /// Of how many marks the outline does not tell.
    fn more_places(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Vec<String> {
        let mut more = Vec::new();
        self.on_points(data, state, env, |points| more.extend(points.more()));
        if self.options.marks.clusters {
            self.on_clusters(data, state, env, |clusters| more.extend(clusters.more()));
        }
        if self.options.marks.density {
            self.on_density(data, state, env, |density| more.extend(density.more()));
        }
        more
    }

    /// What a mark at points says.
    pub(super) fn place_words(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
        env: &Environment<'_>,
    ) -> String {
        let circle = match self.options.marks.clusters {
            true => self.on_clusters(data, state, env, |clusters| clusters.words(key)),
            false => String::new(),
        };
        match key {
            MarkKey::Place(index) if circle.is_empty() => {
                self.on_points(data, state, env, |points| points.words(index))
            }
            MarkKey::Hexagon(..) if self.options.marks.density => {
                self.on_density(data, state, env, |density| density.words(key))
            }
            _ => circle,
        }
    }

    /// Calls `act` with the points as they are now.
    fn on_points<T>(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        act: impl FnOnce(&Points<'_>) -> T,
    ) -> T {
        let shown = self.single_places(data, state);
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

    /// The places that are drawn one by one.
    fn single_places(&mut self, data: &Dataset, state: &State) -> Rc<PointsData> {
        match self.options.marks {
            marks if marks.points => self.points(data, state),
            marks if marks.clusters => Rc::clone(&self.clusters(data, state).single),
            _ => {
                let shown = self.points(data, state);
                Rc::new(PointsData {
                    places: Vec::new(),
                    people: Vec::new(),
                    ..*shown
                })
            }
        }
    }

    /// What is shown of points, counted once for a choice.
    pub(super) fn points(&mut self, data: &Dataset, state: &State) -> Rc<PointsData> {
        if self.laid.is_none() || !self.options.marks.has_places() {
            return Rc::default();
        }
        let places = self.places(data);
        if let Some((of, shown)) = &self.at_places.shown
            && of.is_same_over_countries(state)
        {
            return Rc::clone(shown);
        }
        let (filter, _) = self.filter(data, state);
        let shown = Rc::new(places.shown(
            &data.cases,
            &filter,
            &self.layout,
            self.joined_measure(data),
        ));
        self.at_places.shown = Some((state.clone(), Rc::clone(&shown)));
        shown
    }

    /// What circles and hexagons count. Where each case is drawn at its place, that is cases.
    pub(super) fn joined_measure(&self, data: &Dataset) -> Measure {
        match self.options.marks.points {
            true => Measure::Cases,
            false => self.measure(data),
        }
    }

    /// The unit code of the country of a place, if all of its cases have one.
    pub(super) fn country_of_place(&mut self, data: &Dataset, index: u32) -> Option<String> {
        let places = self.places(data);
        country(data, &places, index)
    }

    /// All places, found once for the data and the map.
    pub(super) fn places(&mut self, data: &Dataset) -> Rc<Places> {
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

/// Puts the dots of small countries behind what lies at points: numbers must be read.
pub(super) fn lower_dots(mut scene: Scene) -> Scene {
    let [.., lines, front] = &mut scene.layers[..] else {
        return scene;
    };
    let is_dot = |item: &&Item| item.key.is_some() && matches!(item.shape, Shape::Circle(..));
    let dots: Vec<Item> = front.items.iter().filter(is_dot).cloned().collect();
    if dots.is_empty() {
        return scene;
    }
    let others = front.items.iter().filter(|item| !is_dot(item));
    *front = Layer::new(front.name, others.cloned().collect());
    lines.append(dots);
    scene
}

/// The unit code of the country of a place, if all of its cases have one.
pub(super) fn country(data: &Dataset, places: &Places, index: u32) -> Option<String> {
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
