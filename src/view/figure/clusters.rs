//! What a [`Figure`] joins that lies near each other.

use std::rc::Rc;

use kurbo::{Point, Rect, Size};

use super::super::State;
use super::super::points::Places;
use super::places::country;
use super::{Environment, Figure};
use crate::data::Dataset;
use crate::map::{APART, Cluster, Clusters, ClustersData, Gathering, Look, PointsData, Tree};
use crate::query::{Filter, count_groups};
use crate::scene::MarkKey;
use crate::sort::sort_few;

/// As many scales, each twice as close as the one before, have circles of their own: no base map shows more.
const LEVELS: usize = 7;
/// And the finest has at most so many circles across the whole map: they take memory.
const ACROSS: f64 = 1_000.0;

/// What a figure keeps of clusters.
#[derive(Default)]
pub(super) struct Kept {
    tree: Option<Rc<Tree>>,
    /// What is shown, with the choice and the scale that it was found for.
    shown: Option<(State, usize, Rc<Shown>)>,
}

/// The circles of a scale, and the single places that are drawn as places.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) circles: ClustersData,
    pub(super) single: Rc<PointsData>,
}

impl Figure {
    /// The scale at which the map is seen.
    pub(super) fn level(&self) -> usize {
        (self.layout.zoom().log2().max(0.0) as usize).min(LEVELS - 1)
    }

    /// Which places are one at each scale, found once for the data and the map.
    fn tree(&mut self, data: &Dataset, places: &Places) -> Rc<Tree> {
        if let Some(tree) = &self.at_places.clusters.tree {
            return Rc::clone(tree);
        }
        let all = self.all(data);
        let cases = places.counts(&data.cases, &all);
        let whole = APART / self.layout.whole_scale();
        let size = self.layout.size.width.max(self.layout.size.height);
        let apart: Vec<f64> = (0..LEVELS as i32)
            .map(|level| 2_f64.powi(level))
            .take_while(|zoom| size * zoom / APART < ACROSS)
            .map(|zoom| whole / zoom)
            .collect();
        let tree = Rc::new(Tree::new(places.points(), &cases, &apart));
        self.at_places.clusters.tree = Some(Rc::clone(&tree));
        tree
    }

    /// The circles of the scale at which the map is seen, counted once for it and a choice.
    pub(super) fn clusters(&mut self, data: &Dataset, state: &State) -> Rc<Shown> {
        let shown = self.points(data, state);
        if self.laid.is_none() || !self.options.marks.clusters {
            return Rc::default();
        }
        let level = self.level();
        if let Some((of, then, shown)) = &self.at_places.clusters.shown
            && *then == level
            && of.is_same_over_countries(state)
        {
            return Rc::clone(shown);
        }
        let places = self.places(data);
        let tree = self.tree(data, &places);
        let found = Rc::new(joined(&tree, level, self.layout.closest(), &shown));
        self.at_places.clusters.shown = Some((state.clone(), level, Rc::clone(&found)));
        found
    }

    /// Calls `act` with the circles as they are now, and the single places.
    pub(super) fn on_clusters<T>(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        act: impl FnOnce(&Clusters<'_>) -> T,
    ) -> T {
        let shown = self.clusters(data, state);
        let places = self.places(data);
        let tree = self.tree(data, &places);
        let (filter, _) = self.filter(data, state);
        let people = self.adds_people(data);
        let level = self.level();
        let told = |of: &[u32]| gathered(data, &places, &tree, level, &filter, &shown.circles, of);
        act(&Clusters {
            data: &shown.circles,
            told: &told,
            layout: &self.layout,
            people,
            theme: env.theme,
            locale: env.locale,
            measure: env.measure,
        })
    }

    /// What part of the plane to fly to, so that a mark that stands for several places opens; none for any
    /// other.
    pub(super) fn opening(&mut self, key: MarkKey, state: &State, data: &Dataset) -> Option<Rect> {
        let MarkKey::Cluster(level, lead) = key else {
            return None;
        };
        let (places, shown) = (self.places(data), self.points(data, state));
        let tree = self.tree(data, &places);
        let level = usize::from(level).min(LEVELS - 1);
        let members = members(&tree, level, lead, &shown);
        let opens = opens_at(&tree, level, &members)?;
        let closest = self.layout.closest();
        let least = 2_f64.powi(opens as i32) * 1.01;
        if least > closest {
            return None;
        }
        let first = members.first()?.1;
        let around = members
            .iter()
            .fold(Rect::from_points(first, first), |all, &(_, at)| {
                all.union_pt(at)
            });
        // What fills the figure at a zoom; close enough that it opens, and no closer than helps.
        let seen = |zoom: f64| self.layout.size / (self.layout.whole_scale() * zoom) * 0.75;
        let (most, few) = (seen(least), seen(least * 1.5));
        let side = |own: f64, few: f64, most: f64| own.max(few).min(most);
        let size = Size::new(
            side(around.width(), few.width, most.width),
            side(around.height(), few.height, most.height),
        );
        Some(Rect::from_center_size(around.center(), size))
    }

    /// Whether a mark stands for several places, and opens when one flies to it.
    pub fn opens(&mut self, data: &Dataset, state: &State, key: MarkKey) -> bool {
        self.opening(key, state, data).is_some()
    }

    /// The mark that stands now for what another one stood for before the map was seen at another scale.
    pub fn heir(&mut self, data: &Dataset, state: &State, key: MarkKey) -> Option<MarkKey> {
        let (MarkKey::Cluster(_, place) | MarkKey::Place(place)) = key else {
            return None;
        };
        if !self.options.marks.clusters {
            return None;
        }
        let shown = self.clusters(data, state);
        let places = self.places(data);
        let tree = self.tree(data, &places);
        let lead = lead(&tree, self.level(), place)?;
        let names = |cluster: &&Cluster| match cluster.key {
            MarkKey::Cluster(_, of) => of == lead,
            MarkKey::Place(of) => of == place,
            _ => false,
        };
        let found = shown.circles.clusters.iter().find(names);
        found.map_or(Some(MarkKey::Place(place)), |cluster| Some(cluster.key))
    }

    /// The places that a circle stands for.
    pub(super) fn places_of_cluster(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
    ) -> Vec<u32> {
        let MarkKey::Cluster(level, lead) = key else {
            return Vec::new();
        };
        let (places, shown) = (self.places(data), self.points(data, state));
        let tree = self.tree(data, &places);
        let members = members(&tree, usize::from(level), lead, &shown);
        members.into_iter().map(|(place, _)| place).collect()
    }

    /// The one country of a mark that does not open, if all of its cases are in one.
    pub(super) fn country_of_cluster(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
    ) -> Option<String> {
        let places = self.places(data);
        let members = self.places_of_cluster(data, state, key);
        let mut countries = members.iter().map(|&place| country(data, &places, place));
        let first = countries.next()??;
        countries
            .all(|other| other.as_ref() == Some(&first))
            .then_some(first)
    }
}

/// The place that names what a place is in at a scale.
fn lead(tree: &Tree, level: usize, place: u32) -> Option<u32> {
    let node = tree.node(level, place)?;
    tree.level(level)
        .nodes
        .get(node as usize)
        .map(|node| node.lead)
}

/// The places with cases that are in what a place names at a scale, by their numbers, and where they are.
fn members(tree: &Tree, level: usize, lead: u32, shown: &PointsData) -> Vec<(u32, Point)> {
    let level = level.min(LEVELS - 1);
    let node = tree.node(level, lead);
    let here = shown.places.iter();
    here.filter(|place| node.is_some() && tree.node(level, place.index) == node)
        .map(|place| (place.index, place.point()))
        .collect()
}

/// The first scale that is closer than `level` and at which some places are no longer one.
fn opens_at(tree: &Tree, level: usize, members: &[(u32, Point)]) -> Option<usize> {
    let (first, rest) = members.split_first()?;
    (level + 1..LEVELS).find(|&level| {
        let node = tree.node(level, first.0);
        rest.iter()
            .any(|&(place, _)| tree.node(level, place) != node)
    })
}

/// What is joined of the places that are shown, at a scale of a map that can be zoomed so far.
fn joined(tree: &Tree, level: usize, closest: f64, shown: &PointsData) -> Shown {
    let nodes = &tree.level(level).nodes;
    let most = tree.level(level).most();
    let deepest = (closest.log2().max(0.0) as usize).min(LEVELS - 1);
    let mut first = vec![None; nodes.len()];
    let start = nodes.iter().map(|node| Cluster {
        key: MarkKey::Cluster(level as u8, node.lead),
        at: Point::new(node.at[0], node.at[1]),
        cases: 0,
        places: 0,
        single: None,
        vague: 0,
        unsaid: 0,
        opens: false,
    });
    let mut clusters: Vec<Cluster> = start.collect();
    for (place, at) in shown.places.iter().zip(0_u32..) {
        let Some(node) = tree.node(level, place.index) else {
            continue;
        };
        let cluster = &mut clusters[node as usize];
        let cases = u64::from(place.cases);
        cluster.cases += cases;
        cluster.places += 1;
        match place.look {
            Look::Dot => {}
            Look::Ring => cluster.unsaid += cases,
            Look::Area(_) | Look::Within(_) => cluster.vague += cases,
        }
        let closest = tree.node(deepest, place.index);
        let (_, of) = first[node as usize].get_or_insert((at, closest));
        cluster.opens |= *of != closest;
    }
    let mut single = PointsData {
        places: Vec::new(),
        ..*shown
    };
    let mut circles = Vec::new();
    for (cluster, first) in clusters.into_iter().zip(first) {
        let Some(place) = first.and_then(|(at, _)| shown.places.get(at as usize)) else {
            continue;
        };
        if cluster.places > 1 {
            circles.push(cluster);
        } else if place.cases == 1 || place.look.area_km().is_some() {
            single.places.push(*place);
        } else {
            circles.push(Cluster {
                key: MarkKey::Place(place.index),
                at: place.point(),
                single: Some(place.look),
                ..cluster
            });
        }
    }
    single.places.sort_unstable_by_key(|place| place.index);
    Shown {
        circles: ClustersData {
            clusters: circles,
            most,
        },
        single: Rc::new(single),
    }
}

/// What is told of some circles, by their places in the data, ascending.
fn gathered(
    data: &Dataset,
    places: &Places,
    tree: &Tree,
    level: usize,
    filter: &Filter,
    circles: &ClustersData,
    of: &[u32],
) -> Vec<Gathering> {
    let groups = of.len();
    let nodes = &tree.level(level).nodes;
    let mut group_of = vec![groups; nodes.len()];
    for (&index, group) in of.iter().zip(0..) {
        let key = circles.clusters.get(index as usize).map(|of| of.key);
        let Some(MarkKey::Cluster(_, lead) | MarkKey::Place(lead)) = key else {
            continue;
        };
        if let Some(slot) = tree
            .node(level, lead)
            .and_then(|node| group_of.get_mut(node as usize))
        {
            *slot = group;
        }
    }
    let group = |place: u32| {
        tree.node(level, place)
            .map_or(groups, |node| group_of[node as usize])
    };
    let sums = places.sums(&data.cases, filter, groups, group);
    // By group, and within it by country, and at the end for none.
    let columns = data.cases.countries.len() + 1;
    let counts = count_groups(&data.cases, filter, groups * columns, |row| {
        let group = places.of_row(row).map_or(groups, group);
        group * columns + usize::from(data.cases.country[row]).min(columns - 1)
    });
    let told = sums.into_iter().zip(counts.chunks(columns));
    told.map(|(sum, counts)| {
        let named = counts.iter().zip(&data.cases.countries);
        let mut countries: Vec<(u64, &String)> = named
            .filter(|(count, _)| **count > 0)
            .map(|(&count, code)| (count, code))
            .collect();
        sort_few(&mut countries, |a, b| a.0 > b.0);
        Gathering {
            sum,
            countries: countries
                .into_iter()
                .map(|(_, code)| code.clone())
                .collect(),
        }
    })
    .collect()
}
