//! What a [`Figure`] counts in hexagons.

use std::rc::Rc;

use kurbo::{Point, Rect};

use super::super::State;
use super::{Environment, Figure};
use crate::data::Dataset;
use crate::map::{ACROSS, Density, DensityData};
use crate::scale::color::ColorScale;
use crate::scene::MarkKey;

/// What a figure keeps of hexagons.
#[derive(Default)]
pub(super) struct Kept {
    /// Classes, with the scale of the map that they are for.
    scale: Option<(usize, ColorScale)>,
    /// What is shown, with the choice and the scale that it was counted for.
    shown: Option<(State, usize, Rc<DensityData>)>,
}

impl Figure {
    /// How wide a hexagon is at the scale at which the map is seen, in metres.
    fn across(&self) -> f64 {
        ACROSS / self.layout.whole_scale() / 2_f64.powi(self.level() as i32)
    }

    /// What is counted in hexagons, once for a choice and a scale.
    fn hexagons(&mut self, data: &Dataset, state: &State) -> Rc<DensityData> {
        let shown = self.points(data, state);
        let level = self.level();
        if let Some((of, then, hexagons)) = &self.at_places.density.shown
            && *then == level
            && of.is_same_over_countries(state)
        {
            return Rc::clone(hexagons);
        }
        let hexagons = Rc::new(DensityData::new(&shown, level as u8, self.across()));
        self.at_places.density.shown = Some((state.clone(), level, Rc::clone(&hexagons)));
        hexagons
    }

    /// The classes at the scale at which the map is seen, made of all cases.
    fn density_scale(&mut self, data: &Dataset) -> ColorScale {
        let level = self.level();
        if let Some((then, scale)) = &self.at_places.density.scale
            && *then == level
        {
            return scale.clone();
        }
        let places = self.places(data);
        let all = places.shown(&data.cases, &self.all(data), &self.layout);
        let scale = ColorScale::new(DensityData::new(&all, level as u8, self.across()).most());
        self.at_places.density.scale = Some((level, scale.clone()));
        scale
    }

    /// Calls `act` with the hexagons as they are now.
    pub(super) fn on_density<T>(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
        act: impl FnOnce(&Density<'_>) -> T,
    ) -> T {
        let (shown, hexagons) = (self.points(data, state), self.hexagons(data, state));
        let (places, scale) = (self.places(data), self.density_scale(data));
        let (filter, _) = self.filter(data, state);
        let people = self.adds_people(data);
        let sums = |of: &[u32]| {
            let mut group_of = vec![of.len(); places.len()];
            for (place, hexagon) in shown.places.iter().zip(&hexagons.by_place) {
                if let Some(group) = hexagon.and_then(|hexagon| of.binary_search(&hexagon).ok()) {
                    group_of[place.index as usize] = group;
                }
            }
            let group = |place: u32| group_of[place as usize];
            places.sums(&data.cases, &filter, of.len(), group)
        };
        act(&Density {
            data: &hexagons,
            scale: &scale,
            over_colors: self.options.marks.choropleth,
            sums: &sums,
            layout: &self.layout,
            people,
            theme: env.theme,
            locale: env.locale,
        })
    }

    /// The places that are counted in a hexagon.
    pub(super) fn places_of_hexagon(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
    ) -> Vec<u32> {
        let (shown, hexagons) = (self.points(data, state), self.hexagons(data, state));
        let here = hexagons.of(key).map(|index| index as u32);
        let both = shown.places.iter().zip(&hexagons.by_place);
        both.filter(|(_, of)| here.is_some() && **of == here)
            .map(|(place, _)| place.index)
            .collect()
    }

    /// The box around a hexagon and its middle, in CSS pixels.
    pub(super) fn hexagon_bounds(
        &mut self,
        data: &Dataset,
        state: &State,
        key: MarkKey,
    ) -> Option<(Rect, Point)> {
        let hexagons = self.hexagons(data, state);
        let hexagon = hexagons.hexagons.get(hexagons.of(key)?)?;
        let at = self.layout.px(hexagon.at);
        let across = hexagons.across * self.layout.px_per_km() / 1e3;
        Some((Rect::from_center_size(at, (across, across)), at))
    }
}
