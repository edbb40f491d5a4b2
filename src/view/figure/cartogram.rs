//! How a [`Figure`]'s map turns into a cartogram, and back.

use super::super::coarse::tells_areas;
use super::super::numbers::showable;
use super::super::options::{Cartogram, Marks};
use super::{Environment, Figure};
use crate::data::{Dataset, Info};
use crate::geo::Basemap;
use crate::map::cartogram::{Dorling, Homes, Morph, Tile, grid, layout, rooms};
use crate::map::{ChoroplethData, MapLayout, Standing, UnitRooms, nested_circles};
use crate::query::by_country;
use crate::scene::{Detail, Pattern, Scene, Style, Swatch};

/// What is known of countries, by unit code.
type Standings = Vec<([u8; 2], Standing)>;

/// What a cartogram is made of.
#[derive(Default)]
pub(super) struct Turning {
    /// How far the map has turned, where somebody has turned it: from 0, the map, to 1, the cartogram.
    part: Option<f64>,
    /// The cartogram that was there before an editor chose a map: it can turn back.
    before: Option<Cartogram>,
    homes: Option<Homes>,
    /// Where squares lie: found once for the map.
    grid: Option<Vec<Tile>>,
    /// Where circles lie: found once for the data.
    dorling: Option<Dorling>,
    /// The map as it lies, while the figure's layout is a cartogram's.
    map: Option<MapLayout>,
    morph: Option<Morph>,
    /// Of the layout: how far it has turned, and what it was made for.
    of: Option<(f64, Standings)>,
    rooms: Vec<UnitRooms>,
}

impl Turning {
    /// The map was laid out anew, as a map.
    pub(super) fn forget_layout(&mut self) {
        self.map = None;
        self.morph = None;
        self.of = None;
    }

    /// The data is other data, or is counted otherwise.
    pub(super) fn forget_data(&mut self) {
        self.dorling = None;
        self.morph = None;
        self.of = None;
    }

    /// Takes over where the countries of a map are, once for a map.
    pub(super) fn find_homes(&mut self, map: &Basemap) {
        let same =
            |homes: &Homes| homes.frame == map.frame() && homes.units.len() == map.units().len();
        if !self.homes.as_ref().is_some_and(same) {
            self.homes = Some(Homes::of(map));
            self.grid = None;
            self.dorling = None;
        }
    }

    /// An editor has chosen other marks.
    pub(super) fn chosen_anew(&mut self, before: Marks) {
        self.part = None;
        self.before = before.cartogram;
        self.forget_data();
    }

    /// What room for texts the tiles have.
    pub(super) fn rooms(&self) -> &[UnitRooms] {
        &self.rooms
    }
}

impl Figure {
    /// The cartogram that the map can turn into, and whether a reader may turn it: an editor has named a map
    /// too.
    pub fn cartogram(&self) -> Option<(Cartogram, bool)> {
        let marks = self.options.marks;
        let alone = Marks {
            cartogram: marks.cartogram,
            ..Marks::NONE
        };
        Some((marks.cartogram?, marks != alone))
    }

    /// How far the map has turned into its cartogram, or the units of a total into bars, from 0 to 1.
    pub fn turned(&self) -> f64 {
        if let Some(companion) = &self.companion {
            return companion.turned(&self.options);
        }
        let only = self.cartogram().is_some_and(|(_, both)| !both);
        let part = self.turning.part.filter(|_| self.tiled_as().is_some());
        part.unwrap_or(if only { 1.0 } else { 0.0 })
    }

    /// The cartogram that the map turns into, or back from.
    fn tiled_as(&self) -> Option<Cartogram> {
        self.options.marks.cartogram.or(self.turning.before)
    }

    /// Turns the map this far into its cartogram, or the units of a total into bars, from 0 to 1; not at all
    /// where there are none.
    pub fn turn(&mut self, part: f64) {
        let part = part.clamp(0.0, 1.0);
        if let Some(companion) = &mut self.companion {
            return companion.turn(part);
        }
        self.turning.part = Some(part);
    }

    /// Draws with the marks of a map that has turned as far as it has: colours only, as nothing is where it
    /// was. Where a public file tells places by area, which are no points, areas are coloured too.
    pub(super) fn with_shown_marks<T>(
        &mut self,
        info: &Info,
        draw: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let part = self.turned();
        let asked = self.options.marks;
        if part > 0.0 {
            self.turning.part = Some(part);
            self.options.marks = Marks {
                cartogram: self.tiled_as(),
                ..Marks::default()
            };
        } else if asked.has_places() && tells_areas(info) {
            self.options.marks.choropleth = true;
        }
        let drawn = draw(self);
        self.options.marks = asked;
        drawn
    }

    /// Brings the layout to how far the map has turned.
    pub(super) fn arrange(&mut self, numbers: &ChoroplethData, data: &Dataset) {
        let part = self.turned();
        let of = Some((part, numbers.standing.clone())).filter(|_| part > 0.0);
        let lies_as_map = self.turning.map.is_none();
        if self.laid.is_none() || self.turning.of == of && lies_as_map == of.is_none() {
            return;
        }
        // Tiles are written on otherwise than countries.
        if self.turning.of.as_ref().map_or(0.0, |(before, _)| *before) != part {
            self.labels.forget_words();
        }
        self.turning.of = of;
        self.kept = None;
        self.at_places.forget_shown();
        let map = match self.turning.map.take() {
            Some(map) => map,
            None => std::mem::take(&mut self.layout),
        };
        if part <= 0.0 {
            self.turning.morph = None;
            self.layout = map;
            return;
        }
        let tiles = self.tiles(numbers, data);
        self.layout = if part < 1.0 {
            let morph = self.turning.morph.take();
            let morph = morph.unwrap_or_else(|| Morph::new(&map, &layout(&tiles, &map)));
            self.turning.morph.insert(morph).at(part)
        } else {
            self.turning.morph = None;
            layout(&tiles, &map)
        };
        self.turning.rooms = rooms(&tiles);
        self.turning.map = Some(map);
    }

    fn tiles(&mut self, numbers: &ChoroplethData, data: &Dataset) -> Vec<Tile> {
        let Some(kind) = self.tiled_as() else {
            return Vec::new();
        };
        if kind == Cartogram::Grid {
            let Turning {
                grid: known, homes, ..
            } = &mut self.turning;
            let find = || homes.as_ref().map(grid).unwrap_or_default();
            return known.get_or_insert_with(find).clone();
        }
        if self.turning.dorling.is_none() {
            let most = self.most(data);
            let of = |code| number(&most, code);
            let homes = self.turning.homes.as_ref();
            self.turning.dorling = homes.map(|homes| Dorling::new(homes, &of));
        }
        let now: Vec<([u8; 2], u64)> = reported(numbers).collect();
        let dorling = self.turning.dorling.as_ref();
        dorling.map_or_else(Vec::new, |dorling| {
            dorling.tiles(&|code| number(&now, code))
        })
    }

    /// The most that each country has, whatever a reader chooses.
    fn most(&mut self, data: &Dataset) -> Vec<([u8; 2], u64)> {
        let measure = self.measure(data);
        let base = self.all(data);
        let times = self.times.as_deref().unwrap_or_default();
        let filters = showable(&base, times);
        let sums = filters
            .iter()
            .map(|filter| by_country(&data.cases, filter, measure));
        let sums: Vec<Vec<u64>> = sums.collect();
        let codes = data.cases.countries.iter().enumerate();
        let most = codes.filter_map(|(index, code)| {
            let numbers = sums.iter().filter_map(|sums| sums.get(index));
            Some((super::super::words::code_of(code)?, numbers.copied().max()?))
        });
        most.collect()
    }

    /// The same with what a cartogram says of itself.
    pub(super) fn with_scale(
        &self,
        mut scene: Scene,
        numbers: &ChoroplethData,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let Some(kind) = self.tiled_as().filter(|_| self.turned() >= 1.0) else {
            return scene;
        };
        let messages = env.locale.messages;
        let furniture = detail >= Detail::Furniture;
        if kind == Cartogram::Grid {
            if furniture {
                scene.notes.insert(0, messages.as_squares().to_owned());
            }
            return scene;
        }
        if let Some(dorling) = &self.turning.dorling
            && let Some(front) = scene.layers.last_mut()
        {
            let scale = self.layout.px_per_km() / 1e3;
            let radius = |n| dorling.radius(n) * scale;
            front.prepend(nested_circles(
                &radius,
                numbers.most,
                self.layout.size.min_side(),
                env.theme,
                env.locale,
                env.measure,
            ));
        }
        if furniture {
            scene.notes.insert(0, messages.as_circles().to_owned());
            let swatch = Swatch {
                label: messages.circles().to_owned(),
                style: Style::stroke(env.theme.ink, 1.0),
                pattern: Pattern::Round,
            };
            scene.legend.swatches.insert(0, swatch);
        }
        scene
    }
}

fn reported(numbers: &ChoroplethData) -> impl Iterator<Item = ([u8; 2], u64)> + '_ {
    numbers
        .standing
        .iter()
        .filter_map(|&(code, standing)| match standing {
            Standing::Reported(n) => Some((code, n)),
            _ => None,
        })
}

fn number(numbers: &[([u8; 2], u64)], code: [u8; 2]) -> u64 {
    let found = numbers.iter().find(|(known, _)| *known == code);
    found.map_or(0, |&(_, n)| n)
}
