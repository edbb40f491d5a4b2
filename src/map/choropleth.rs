//! Countries coloured by how many cases they have.

use std::rc::Rc;

#[cfg(feature = "formats")]
use super::Rates;
use super::{MapLayout, UnitShape};
use crate::calendar::Day;
use crate::locale::Locale;
use crate::query::Measure;
#[cfg(feature = "formats")]
use crate::query::Tally;
use crate::scale::color::ColorScale;
use crate::scene::{
    Detail, Item, Layer, Legend, Lines, MarkKey, Scene, Shape, Style, hatch, hatching,
};
use crate::sort::sort_few;
use crate::theme::{Color, Theme};

/// What is known of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// This much of the measure, more than 0.
    Reported(u64),
    /// It has cases, of which all say that there were no people.
    Zero,
    /// It has cases, none of which gives a number of people.
    Unnumbered,
    /// All that is known of it is withheld to protect people.
    #[cfg(feature = "formats")]
    Suppressed,
    /// It was looked at, and no case is in what is shown.
    NoneReported,
    /// It was not looked at.
    NotCovered,
    /// No case is in what is shown; the data doesn't say whether it was looked at.
    NoCase,
}

impl Standing {
    /// Whether there are cases.
    pub fn is_reported(self) -> bool {
        #[cfg(feature = "formats")]
        if self == Self::Suppressed {
            return true;
        }
        matches!(self, Self::Reported(_) | Self::Zero | Self::Unnumbered)
    }
}

/// The numbers that a choropleth shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoroplethData {
    /// By unit code, for the units that are not [`Standing::NoCase`].
    pub standing: Vec<([u8; 2], Standing)>,
    /// What is counted.
    pub measure: Measure,
    /// Classes; made from all cases, so that they stay while the filter changes.
    pub scale: ColorScale,
    /// Whether the data says what was looked at.
    pub has_coverage: bool,
    /// Cases without a country.
    pub no_country: u64,
    /// Cases in countries that this map doesn't show.
    pub outside: u64,
    /// Whether it shows published totals of people.
    pub totals: bool,
    /// First and last day of the published totals that it shows, if there are others.
    pub period: Option<(Day, Day)>,
    /// What is counted for several countries together.
    #[cfg(feature = "formats")]
    pub shared: Shared,
    /// What the colours tell instead of the numbers themselves, if anything. A reported number without a rate
    /// has no colour of the scale.
    #[cfg(feature = "formats")]
    pub rates: Option<Rates>,
    /// Colours from few to many; where there are none, the theme's.
    #[cfg(feature = "formats")]
    pub palette: Vec<Color>,
    /// Whether units are an editor's own areas, not countries.
    #[cfg(feature = "formats")]
    pub areas: bool,
    /// The highest number of a country in all of the data.
    #[cfg(feature = "formats")]
    pub most: u64,
    /// Whether countries are a ground for other marks only, which the whole build draws.
    pub bare: bool,
    /// Whether their numbers are drawn as circles, by the whole build too.
    pub symbols: bool,
}

/// Counts for several countries together.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// Unit codes of the countries, and what is counted for them.
    pub counts: Vec<(Vec<[u8; 2]>, Tally)>,
    /// The countries that are in no other count: they are [`Standing::Unnumbered`].
    pub only: Vec<[u8; 2]>,
}

/// The radius of a dot is this part of the figure's shorter side, and within these limits, in CSS pixels.
const PER_DOT: f64 = 56.0;
const DOTS: (f64, f64) = (3.0, 5.0);

/// A choropleth at one size.
pub struct Choropleth<'a> {
    /// Its numbers.
    pub data: &'a ChoroplethData,
    /// Shapes at this size.
    pub layout: &'a MapLayout,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Words and formats.
    pub locale: Locale<'a>,
    /// A unit's cases and people in words.
    pub amount: &'a dyn Fn([u8; 2]) -> String,
}

impl Choropleth<'_> {
    /// The whole figure. `lines` is that layer of an earlier scene of the same data and layout, which
    /// no filter changes unless [they say so](Self::lines_change).
    pub fn scene(
        &self,
        selected: &[[u8; 2]],
        focus: Option<MarkKey>,
        detail: Detail,
        lines: Option<&Layer>,
    ) -> Scene {
        let size = self.layout.size;
        let furniture = detail >= Detail::Furniture;
        let words = detail == Detail::Words;
        Scene {
            size,
            plot: size.to_rect(),
            layers: vec![
                Layer::tiling("land", self.land(words)),
                lines
                    .cloned()
                    .unwrap_or_else(|| Layer::new("lines", self.lines())),
                Layer::new("front", self.front(selected, focus)),
            ],
            legend: if furniture {
                self.legend()
            } else {
                Legend::default()
            },
            summary: if words { self.summary() } else { String::new() },
            notes: if furniture { self.notes() } else { Vec::new() },
        }
    }

    /// What is known of a unit.
    pub fn standing(&self, code: [u8; 2]) -> Standing {
        let known = self.data.standing.iter().find(|(known, _)| *known == code);
        let standing = known.map_or(Standing::NoCase, |&(_, standing)| standing);
        #[cfg(feature = "formats")]
        if matches!(standing, Standing::Reported(_)) && self.lacks_rate(code) {
            return Standing::Unnumbered;
        }
        standing
    }

    /// The colour of a unit; none where it is hollow.
    #[cfg(feature = "formats")]
    pub fn fill(&self, code: [u8; 2]) -> Option<Color> {
        self.color(code)
    }

    pub(super) fn is_bare(&self) -> bool {
        crate::WHOLE && self.data.bare
    }

    fn has_symbols(&self) -> bool {
        crate::WHOLE && self.data.symbols
    }

    /// Whether neither a colour nor a circle tells the number of a country.
    pub(super) fn tells_none(&self) -> bool {
        self.is_bare() && !self.has_symbols()
    }

    pub(super) fn color(&self, code: [u8; 2]) -> Option<Color> {
        let standing = self.standing(code);
        let told = match standing {
            Standing::NotCovered => true,
            Standing::Zero | Standing::Unnumbered => !self.tells_none(),
            _ => false,
        };
        if self.is_bare() && !told {
            return Some(self.theme.none);
        }
        match standing {
            #[cfg(not(feature = "formats"))]
            Standing::Reported(n) => self.class_color(self.data.scale.class(n)?),
            #[cfg(feature = "formats")]
            Standing::Reported(n) => self.shade(self.value(code, n)),
            Standing::Zero => Some(self.theme.ground),
            Standing::Unnumbered => Some(self.colors()[0]),
            #[cfg(feature = "formats")]
            Standing::Suppressed => Some(self.theme.none),
            Standing::NoneReported | Standing::NoCase => Some(self.theme.none),
            Standing::NotCovered => None,
        }
    }

    /// The colour of a class, of the scale's.
    pub(super) fn class_color(&self, class: usize) -> Option<Color> {
        let colors = self.colors();
        let index = self.data.scale.color_index(class, colors.len());
        colors.get(index).copied()
    }

    /// Colours from few to many.
    pub(super) fn colors(&self) -> &[Color] {
        #[cfg(feature = "formats")]
        if !self.data.palette.is_empty() {
            return &self.data.palette;
        }
        &self.theme.sequential
    }

    fn land(&self, words: bool) -> Vec<Item> {
        let unit = |unit: &UnitShape| {
            let style = Style {
                fill: self.color(unit.code),
                stroke: None,
            };
            let shape = Shape::Path(Rc::clone(&unit.shape));
            let mut item = Item::mark(shape, style, MarkKey::Country(unit.code));
            item.words = words.then(|| self.words(unit.code).into());
            item
        };
        let mut units: Vec<&UnitShape> = self.layout.units.iter().collect();
        if words {
            // The order in which they are read: countries with most first.
            let weight = |unit: &UnitShape| match self.standing(unit.code) {
                Standing::Reported(n) => n.saturating_add(3),
                Standing::Zero | Standing::Unnumbered => 3,
                #[cfg(feature = "formats")]
                Standing::Suppressed => 3,
                Standing::NoneReported => 2,
                Standing::NoCase => 1,
                Standing::NotCovered => 0,
            };
            sort_few(&mut units, |a, b| weight(a) > weight(b));
        }
        units.into_iter().map(unit).collect()
    }

    /// Whether it was not looked at, or its colour stands for no number.
    pub(super) fn is_hatched(&self, code: [u8; 2]) -> bool {
        match self.standing(code) {
            Standing::NotCovered => true,
            Standing::Unnumbered => !self.tells_none(),
            _ => false,
        }
    }

    /// Lines between countries and along the coast, and the hatch of what was not looked at.
    /// They don't change while a filter does.
    fn lines(&self) -> Vec<Item> {
        let mut hatched = Lines::open();
        for unit in &self.layout.units {
            if self.is_hatched(unit.code) {
                hatch(&unit.shape, self.layout.size.to_rect(), &mut hatched);
            }
        }
        #[cfg(feature = "formats")]
        let dots = self.speckles();
        let line = |lines: &Rc<Lines>, style| Item::plain(Shape::Path(Rc::clone(lines)), style);
        let mut items = Vec::new();
        if !hatched.is_empty() {
            items.push(line(&Rc::new(hatched), hatching(self.theme)));
        }
        #[cfg(feature = "formats")]
        items.extend(dots);
        for style in self.border_styles() {
            let settled_or_not = [&self.layout.borders, &self.layout.status];
            items.extend(settled_or_not.map(|lines| line(lines, style)));
        }
        if self.data.has_coverage {
            // Where looking ended.
            let looked = |code| self.standing(code) == Standing::NotCovered;
            let outer = self.layout.between(&|a, b| looked(a) != looked(b));
            let style = Style::stroke(self.theme.muted, 1.25);
            items.push(line(&Rc::new(outer), style));
        }
        let style = Style::stroke(self.theme.coast, 0.7);
        items.push(line(&self.layout.coast, style));
        items
    }

    /// How a line between two countries is drawn: in one colour within another, so that it is told from light countries
    /// and from dark ones (WCAG 2.2, 1.4.11).
    pub(super) fn border_styles(&self) -> [Style; 2] {
        let theme = self.theme;
        [
            Style::stroke(theme.ground, 1.8),
            Style::stroke(theme.muted, 0.75),
        ]
    }

    /// A dot for a country whose shape is too small to be seen or hit, if it can be told anything
    /// of it.
    fn dots(&self, selected: &[[u8; 2]]) -> impl Iterator<Item = Item> {
        // On a small map of the world they would lie over each other.
        let side = self.layout.size.width.min(self.layout.size.height);
        let largest = (side / PER_DOT).max(DOTS.0).min(DOTS.1);
        let dot = move |unit: &UnitShape| {
            let standing = self.standing(unit.code);
            let reported = standing.is_reported();
            if matches!(standing, Standing::Reported(_)) && self.has_symbols() {
                return None;
            }
            let told = reported || standing == Standing::NoneReported;
            let told = told && !self.tells_none();
            if !told && !selected.contains(&unit.code) {
                return None;
            }
            let radius = if reported { largest } else { largest * 0.7 };
            let shape = Shape::Circle(unit.dot?, radius);
            let fill = self.color(unit.code).unwrap_or(self.theme.ground);
            let style = Style::fill(fill).with_stroke(self.theme.ink, 1.0);
            Some(Item::mark(shape, style, MarkKey::Country(unit.code)))
        };
        self.layout.units.iter().filter_map(dot)
    }

    /// Dots, and outlines of the selected countries and of the one in focus.
    fn front(&self, selected: &[[u8; 2]], focus: Option<MarkKey>) -> Vec<Item> {
        let mut items: Vec<Item> = self.dots(selected).collect();
        #[cfg(feature = "formats")]
        self.rings(&mut items);
        #[cfg(feature = "formats")]
        self.speckle_dots(&mut items);
        for unit in &self.layout.units {
            let focused = focus == Some(MarkKey::Country(unit.code));
            let chosen = selected.contains(&unit.code);
            if !focused && !chosen {
                continue;
            }
            let shape = match unit.dot {
                Some(dot) => Shape::Circle(dot, 7.0),
                None => Shape::Path(Rc::clone(&unit.shape)),
            };
            let width = if focused { 2.5 } else { 1.75 };
            let halo = Style::stroke(self.theme.ground, width + 2.0);
            Item::push(&mut items, shape.clone(), halo);
            Item::push(&mut items, shape, Style::stroke(self.theme.ink, width));
        }
        items
    }
}
