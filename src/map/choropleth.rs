//! Countries coloured by how many cases they have.

use std::rc::Rc;

#[cfg(feature = "formats")]
use super::Rates;
use super::{MapLayout, UnitShape};
use crate::calendar::Day;
use crate::locale::{Locale, fill};
use crate::query::Measure;
#[cfg(feature = "formats")]
use crate::query::Tally;
use crate::scale::color::ColorScale;
use crate::scene::{Detail, Item, Layer, Legend, Lines, MarkKey, Scene, Shape, Style, Swatch};
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
        matches!(self, Self::Reported(_) | Self::Zero | Self::Unnumbered)
    }
}

/// As many counts for several countries are told one by one.
#[cfg(feature = "formats")]
const NOTED: usize = 3;

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
    fn tells_none(&self) -> bool {
        self.is_bare() && !self.has_symbols()
    }

    pub(super) fn color(&self, code: [u8; 2]) -> Option<Color> {
        let standing = self.standing(code);
        let plain = !matches!(standing, Standing::NotCovered | Standing::Zero);
        if self.is_bare() && (plain || self.tells_none() && standing == Standing::Zero) {
            return Some(self.theme.none);
        }
        match standing {
            #[cfg(not(feature = "formats"))]
            Standing::Reported(n) => self.class_color(self.data.scale.class(n)?),
            #[cfg(feature = "formats")]
            Standing::Reported(n) => self.shade(self.value(code, n)),
            Standing::Zero => Some(self.theme.ground),
            Standing::Unnumbered => Some(self.colors()[0]),
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
        matches!(
            self.standing(code),
            Standing::NotCovered | Standing::Unnumbered
        )
    }

    /// Lines between countries and along the coast, and the hatch of what was not looked at.
    /// They don't change while a filter does.
    fn lines(&self) -> Vec<Item> {
        let mut hatch = Lines::open();
        for unit in &self.layout.units {
            if self.is_hatched(unit.code) {
                crate::scene::hatch(&unit.shape, self.layout.size.to_rect(), &mut hatch);
            }
        }
        let line = |lines: &Rc<Lines>, style| Item::plain(Shape::Path(Rc::clone(lines)), style);
        let mut items = Vec::new();
        if !hatch.is_empty() {
            items.push(line(&Rc::new(hatch), Style::stroke(self.theme.hatch, 1.0)));
        }
        let settled_or_not = [&self.layout.borders, &self.layout.status];
        if self.data.has_coverage || self.has(Standing::Zero) {
            // A country that was not looked at has the ground's colour: its border must show.
            let style = Style::stroke(self.theme.hatch, 1.6);
            items.extend(settled_or_not.map(|lines| line(lines, style)));
        }
        let style = Style::stroke(self.theme.border, 0.9);
        items.extend(settled_or_not.map(|lines| line(lines, style)));
        if self.data.has_coverage {
            // Where looking ended.
            let looked = |code| self.standing(code) == Standing::NotCovered;
            let outer = self.layout.between(&|a, b| looked(a) != looked(b));
            let style = Style::stroke(self.theme.coast, 1.4);
            items.push(line(&Rc::new(outer), style));
        }
        let style = Style::stroke(self.theme.coast, 0.7);
        items.push(line(&self.layout.coast, style));
        items
    }

    /// A dot for a country whose shape is too small to be seen or hit, if it can be told anything
    /// of it.
    fn dots(&self, selected: &[[u8; 2]]) -> impl Iterator<Item = Item> {
        let dot = |unit: &UnitShape| {
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
            let shape = Shape::Circle(unit.dot?, if reported { 5.0 } else { 3.5 });
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

    /// What a unit says.
    pub fn words(&self, code: [u8; 2]) -> String {
        let messages = self.locale.messages;
        let what = match self.standing(code) {
            #[cfg(feature = "formats")]
            standing if standing.is_reported() => self.with_others(code),
            #[cfg(not(feature = "formats"))]
            standing if standing.is_reported() => (self.amount)(code),
            Standing::NoneReported => messages.none_reported.to_owned(),
            Standing::NotCovered => messages.not_covered.to_owned(),
            _ => messages.no_case.to_owned(),
        };
        fill(messages.mark, &[&self.name(code), &what])
    }

    /// What is counted for a country, alone and with others, and its rate.
    #[cfg(feature = "formats")]
    fn with_others(&self, code: [u8; 2]) -> String {
        let messages = self.locale.messages;
        let alone = !self.data.shared.only.contains(&code);
        let mut words: Vec<String> = alone.then(|| (self.amount)(code)).into_iter().collect();
        words.extend(self.rate_words(code));
        for (countries, sum) in &self.data.shared.counts {
            if countries.contains(&code) {
                let others = countries.iter().filter(|&&other| other != code);
                let others = self.names(others);
                words.push(fill(messages.with_others, &[&others, &self.together(sum)]));
            }
        }
        words.join("; ")
    }

    /// What is counted for several countries together.
    #[cfg(feature = "formats")]
    fn together(&self, sum: &Tally) -> String {
        match self.data.measure {
            Measure::Cases => self.measure(sum.cases),
            Measure::People => {
                let locale = &self.locale;
                locale.people(sum.people_min, sum.people_max, sum.unknown, sum.cases)
            }
        }
    }

    #[cfg(feature = "formats")]
    fn names<'c>(&self, codes: impl Iterator<Item = &'c [u8; 2]>) -> String {
        let names: Vec<String> = codes.map(|&code| self.name(code)).collect();
        names.join(", ")
    }

    fn name(&self, code: [u8; 2]) -> String {
        self.locale.formats.country(&MarkKey::Country(code).name())
    }

    fn reported(&self) -> impl Iterator<Item = ([u8; 2], u64)> + '_ {
        self.data
            .standing
            .iter()
            .filter_map(|&(code, standing)| match standing {
                Standing::Reported(n) => Some((code, n)),
                _ => None,
            })
    }

    fn measure(&self, n: u64) -> String {
        let messages = self.locale.messages;
        match self.data.measure {
            Measure::Cases => self.locale.count(&messages.cases, n),
            Measure::People => self.locale.count(&messages.people_at_least, n),
        }
    }

    fn summary(&self) -> String {
        let messages = self.locale.messages;
        #[cfg(feature = "formats")]
        let value = |&(code, n): &([u8; 2], u64)| self.value(code, n);
        #[cfg(not(feature = "formats"))]
        let value = |&(_, n): &([u8; 2], u64)| n;
        let Some((most, n)) = self.reported().max_by_key(value) else {
            return messages.map_empty.to_owned();
        };
        let total = self.measure(self.reported().map(|(_, n)| n).sum());
        let plural = &messages.countries;
        #[cfg(feature = "formats")]
        let plural = if self.data.areas {
            &messages.areas_of_cases
        } else {
            plural
        };
        let countries = self.locale.count(plural, self.reported().count() as u64);
        #[cfg(feature = "formats")]
        let amount = self.rate_words(most).unwrap_or_else(|| self.measure(n));
        #[cfg(not(feature = "formats"))]
        let amount = self.measure(n);
        let most = fill(messages.mark, &[&self.name(most), &amount]);
        fill(messages.map_summary, &[&total, &countries, &most])
    }

    /// What the colours count: "Cases by country".
    pub fn title(&self) -> String {
        #[cfg(feature = "formats")]
        if self.tells_none() {
            return self.locale.messages.each_at_its_place.to_owned();
        }
        let messages = self.locale.messages;
        let what = self.data.measure.name(messages);
        #[cfg(feature = "formats")]
        if self.data.areas {
            return fill(messages.by_area, &[&self.told(what)]);
        }
        #[cfg(feature = "formats")]
        let what = &*self.told(what);
        fill(messages.by_country, &[what])
    }

    fn legend(&self) -> Legend {
        let messages = self.locale.messages;
        let mut swatches = if self.is_bare() {
            Vec::new()
        } else {
            self.classes()
        };
        if self.has(Standing::Unnumbered) {
            swatches.push(Swatch {
                label: self.unnumbered().to_owned(),
                style: Style::fill(self.colors()[0]).with_stroke(self.theme.hatch, 1.0),
                hatched: true,
            });
        }
        let line = |color| Style::fill(color).with_stroke(self.theme.coast, 1.0);
        if self.has(Standing::Zero) && !self.tells_none() {
            swatches.push(Swatch {
                label: self.locale.formats.number(0),
                style: line(self.theme.ground),
                hatched: false,
            });
        }
        let none = line(self.theme.none);
        let label = if self.data.has_coverage {
            messages.none_reported
        } else {
            messages.no_case
        };
        let label = label.to_owned();
        // As a ground for circles, its colour says so only where there is none.
        #[cfg(feature = "formats")]
        let label = if self.is_bare() {
            fill(messages.without_circle, &[&label])
        } else {
            label
        };
        // As a ground for points, its colour says nothing.
        if !self.tells_none() {
            swatches.push(Swatch {
                label,
                style: none,
                hatched: false,
            });
        }
        if self.data.has_coverage {
            let style = Style::stroke(self.theme.coast, 1.0);
            let label = messages.not_covered.to_owned();
            swatches.push(Swatch {
                label,
                style,
                hatched: true,
            });
        }
        Legend::new(self.title(), swatches)
    }

    /// The classes of the scale.
    #[cfg(not(feature = "formats"))]
    fn classes(&self) -> Vec<Swatch> {
        let class = |class| Swatch {
            label: self.class_words(class),
            style: Style {
                fill: self.class_color(class),
                stroke: None,
            },
            hatched: false,
        };
        (0..self.data.scale.len()).map(class).collect()
    }

    /// A class of counts.
    pub(super) fn class_words(&self, class: usize) -> String {
        let messages = self.locale.messages;
        let number = |n| self.locale.formats.number(n);
        match self.data.scale.interval(class) {
            (first, Some(last)) if first == last => number(first),
            (first, Some(last)) => fill(messages.class, &[&number(first), &number(last)]),
            (first, None) => fill(messages.class_open, &[&number(first)]),
        }
    }

    fn has(&self, standing: Standing) -> bool {
        let mut codes = self.data.standing.iter().map(|&(code, _)| code);
        codes.any(|code| self.standing(code) == standing)
    }

    /// Whether lines depend on what is counted now: a country without a number is hatched, and one with none has
    /// the ground's colour, so that its border must show.
    pub fn lines_change(&self) -> bool {
        self.has(Standing::Unnumbered) || self.has(Standing::Zero)
    }

    /// What is said of countries whose colour stands for no number.
    fn unnumbered(&self) -> &'static str {
        let messages = self.locale.messages;
        #[cfg(feature = "formats")]
        if self.rates().is_some() {
            return messages.no_rate;
        } else if !self.data.shared.only.is_empty() {
            return messages.no_own_figure;
        }
        if self.data.totals {
            messages.named_only
        } else {
            messages.people_unknown
        }
    }

    fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (&messages.no_country, self.data.no_country),
            (&messages.outside, self.data.outside),
        ];
        let notes = counts
            .into_iter()
            .filter(|&(_, n)| n > 0)
            .map(|(plural, n)| self.locale.count(plural, n));
        // Points say themselves which of them are not here.
        let notes = notes.filter(|_| !self.tells_none());
        #[cfg(feature = "formats")]
        let one = |(first, last)| fill(messages.one_period, &[&self.locale.time(first, last)]);
        #[cfg(feature = "formats")]
        let notes = notes.chain(self.data.period.map(one));
        #[cfg(feature = "formats")]
        let notes = notes.chain(
            self.data
                .shared
                .counts
                .iter()
                .take(NOTED)
                .map(|(codes, sum)| {
                    let amount = self.together(sum);
                    fill(messages.in_none, &[&amount, &self.names(codes.iter())])
                }),
        );
        #[cfg(feature = "formats")]
        let more = self.data.shared.counts.len().saturating_sub(NOTED);
        #[cfg(feature = "formats")]
        let notes =
            notes.chain((more > 0).then(|| self.locale.count(&messages.more_in_none, more as u64)));
        let statuses = [
            (*b"XK", messages.status),
            (*b"XK", messages.status_of_kosovo),
            (*b"PS", messages.status_of_palestine),
        ];
        let shown = statuses
            .into_iter()
            .filter(|&(code, _)| self.layout.unit(code).is_some());
        notes
            .chain(shown.map(|(_, text)| text.to_owned()))
            .collect()
    }
}
