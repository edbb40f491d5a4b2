//! Cases near each other as one circle with their number, which opens as one comes closer.

use std::rc::Rc;

use kurbo::{Point, Vec2};

use super::points::place_words;
use super::{Look, MapLayout, Told};
use crate::locale::{Locale, fill};
use crate::query::Tally;
use crate::scene::{Align, Item, MarkKey, Pattern, Shape, Style, Swatch, Text};
use crate::sort::most_first;
use crate::text::{TextMeasure, Weight};
use crate::theme::Theme;

/// Circles lie at least so far apart where a scale begins, in CSS pixels: twice the largest radius and a
/// little.
pub const APART: f64 = 50.0;
/// Radius of the circle of the most cases that one has at a scale, in CSS pixels. The area of the others is
/// in proportion to it, as far as their numbers fit in.
const LARGEST: f64 = 24.0;
const LEAST: f64 = 10.0;
/// Size of a number, and the space around it, in CSS pixels.
const TEXT: f64 = 11.0;
const AROUND: f64 = 3.0;
/// As many circles have words in the outline, those with most cases.
const OUTLINED: usize = 200;
/// As many countries are named, those with most cases.
const NAMED: usize = 4;

/// What one circle stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// What names it: of a single place, that.
    pub key: MarkKey,
    /// In metres of the map's plane.
    pub at: Point,
    /// How many cases there are now, at least 1.
    pub cases: u64,
    /// What its number tells: cases, or at least how many people; none where no case gives a number.
    pub number: Option<u64>,
    /// At how many places.
    pub places: u32,
    /// If it is one place, how exact that is.
    pub single: Option<Look>,
    /// How many of the cases are somewhere in an area.
    pub vague: u64,
    /// Of how many of the cases it was not said how exact the place is.
    pub unsaid: u64,
    /// Whether it opens as one comes closer.
    pub opens: bool,
}

impl Cluster {
    /// Whether no case in it has an exact place.
    fn is_vague(&self) -> bool {
        self.vague + self.unsaid >= self.cases
    }
}

/// The circles of a scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClustersData {
    /// In the order of the places that name them.
    pub clusters: Vec<Cluster>,
    /// The highest number that one has at this scale when nothing is filtered: circles keep their size.
    pub most: u64,
    /// Whether numbers are of people.
    pub of_people: bool,
}

impl ClustersData {
    /// A circle by its mark.
    pub fn of(&self, key: MarkKey) -> Option<usize> {
        self.clusters.iter().position(|cluster| cluster.key == key)
    }
}

/// What is told of a circle besides what is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    /// What is counted in it.
    pub sum: Tally,
    /// The unit codes of the countries of its cases, where most of them are first.
    pub countries: Vec<String>,
}

/// Circles at one size.
pub struct Clusters<'a> {
    /// Which.
    pub data: &'a ClustersData,
    /// What is told of some of them, by their places in `data`, ascending.
    pub told: &'a dyn Fn(&[u32]) -> Vec<Gathering>,
    /// The map at this size.
    pub layout: &'a MapLayout,
    /// Whether numbers of people can be added.
    pub people: bool,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Words and formats.
    pub locale: Locale<'a>,
    /// Widths of texts.
    pub measure: &'a dyn TextMeasure,
}

impl Clusters<'_> {
    /// The marks, the largest behind. With words, some of those too that are out of sight.
    pub fn items(&self, words: bool) -> Vec<Item> {
        let clusters = &self.data.clusters;
        let told = if words {
            self.words_of_most()
        } else {
            Vec::new()
        };
        let mut items = Vec::new();
        for index in self.largest_first() {
            let Some(cluster) = clusters.get(index as usize) else {
                continue;
            };
            let said = told.binary_search_by_key(&index, |(of, _)| *of);
            let words = said.ok().and_then(|at| told.get(at));
            let at = self.layout.px(cluster.at);
            if words.is_some() || self.layout.nearly_sees(at, LARGEST) {
                let words = words.map(|(_, words)| Rc::clone(words));
                self.circle(cluster, at, words, &mut items);
            }
        }
        items
    }

    fn largest_first(&self) -> Vec<u32> {
        let numbers = self.data.clusters.iter();
        most_first(numbers.map(|cluster| cluster.number.unwrap_or(0)))
    }

    fn most_first(&self) -> Vec<u32> {
        most_first(self.data.clusters.iter().map(|cluster| cluster.cases))
    }

    /// The words of those with most cases, by their places in the data.
    fn words_of_most(&self) -> Vec<(u32, Rc<str>)> {
        let mut most = self.most_first();
        most.truncate(OUTLINED);
        most.sort_unstable();
        let told = (self.told)(&most);
        let all = most.into_iter().zip(told);
        let said = all.filter_map(|(index, told)| {
            let cluster = self.data.clusters.get(index as usize)?;
            Some((index, self.cluster_words(cluster, &told).into()))
        });
        said.collect()
    }

    fn circle(&self, cluster: &Cluster, at: Point, words: Option<Rc<str>>, items: &mut Vec<Item>) {
        let (text, radius, size) = self.number(cluster);
        let (style, ink) = self.style(cluster.is_vague());
        items.push(Item {
            words,
            ..Item::mark(Shape::Circle(at, radius), style, cluster.key)
        });
        let text = Text {
            at: at + Vec2::new(0.0, size * 0.36),
            align: Align::Center,
            text,
            size,
            weight: Weight::Bold,
        };
        Item::push(items, Shape::Text(text), Style::fill(ink));
    }

    /// The number of a circle, the radius of the circle and the size of the text.
    fn number(&self, cluster: &Cluster) -> (String, f64, f64) {
        let known = cluster.number.map(|n| self.locale.formats.number(n));
        let text = known.unwrap_or_else(|| "?".to_owned());
        let half = self.measure.width(&text, TEXT, Weight::Bold) / 2.0;
        // The corners of the text lie on a circle of this radius.
        let needed = (half * half + TEXT * TEXT / 8.0).sqrt() + AROUND;
        let part = cluster.number.unwrap_or(0) as f64 / self.data.most.max(1) as f64;
        let own = LARGEST * part.sqrt();
        let radius = own.max(LEAST).max(needed).min(LARGEST);
        let size = TEXT * ((radius - AROUND) / (needed - AROUND)).min(1.0);
        (text, radius, size)
    }

    /// Of a circle, and of the number in it. One that stands for no exact place looks like an area.
    fn style(&self, vague: bool) -> (Style, crate::theme::Color) {
        let (accent, ground) = (self.theme.over, self.theme.ground);
        if vague {
            let style = Style::fill(ground.with_alpha(220)).with_stroke(accent, 1.5);
            (style, self.theme.ink)
        } else {
            (Style::fill(accent).with_stroke(ground, 1.0), ground)
        }
    }

    /// The outline of the circle in focus.
    pub fn focus(&self, key: MarkKey) -> Option<Item> {
        let cluster = self.data.clusters.get(self.data.of(key)?)?;
        let (_, radius, _) = self.number(cluster);
        let shape = Shape::Circle(self.layout.px(cluster.at), radius + 3.0);
        Some(Item::plain(shape, Style::stroke(self.theme.ink, 2.0)))
    }

    /// What is drawn, as lines of a legend.
    pub fn swatches(&self) -> Vec<Swatch> {
        let messages = self.locale.messages;
        let kinds = match self.data.of_people {
            true => [
                (false, messages.clusters_people()),
                (true, messages.clusters_people_vague()),
            ],
            false => [
                (false, messages.clusters()),
                (true, messages.clusters_vague()),
            ],
        };
        let drawn = kinds.into_iter().filter(|(vague, _)| {
            let mut clusters = self.data.clusters.iter();
            clusters.any(|cluster| cluster.is_vague() == *vague)
        });
        drawn
            .map(|(vague, label)| Swatch {
                label: label.to_owned(),
                style: self.style(vague).0,
                pattern: Pattern::Round,
            })
            .collect()
    }

    /// How many circles have no words in the outline, in a sentence.
    pub fn more(&self) -> Option<String> {
        let more = self.data.clusters.len().checked_sub(OUTLINED);
        let more = more.filter(|&more| more > 0)?;
        let messages = self.locale.messages;
        Some(self.locale.count(messages.more_clusters(), more as u64))
    }

    /// What a circle says; nothing if there is none of this name.
    pub fn words(&self, key: MarkKey) -> String {
        let Some(index) = self.data.of(key) else {
            return String::new();
        };
        let told = (self.told)(&[index as u32]).into_iter().next();
        let both = self.data.clusters.get(index).zip(told);
        both.map_or_else(String::new, |(cluster, told)| {
            self.cluster_words(cluster, &told)
        })
    }

    fn cluster_words(&self, cluster: &Cluster, told: &Gathering) -> String {
        let (locale, messages) = (&self.locale, self.locale.messages);
        if let Some(look) = cluster.single {
            let country = told.countries.first().filter(|_| told.countries.len() == 1);
            let told = Told {
                sum: told.sum,
                country: country.cloned(),
            };
            return place_words(locale, look, &told, self.people);
        }
        let mut what = told.sum.words(locale, self.people);
        let places = locale.count(messages.places(), cluster.places.into());
        what = fill(messages.at_places(), &[&what, &places]);
        if !told.countries.is_empty() {
            what = fill(messages.mark(), &[&what, &self.names(&told.countries)]);
        }
        let number = |n| locale.formats.number(n);
        for (sentence, n) in [
            (messages.some_in_areas(), cluster.vague),
            (messages.some_unsaid(), cluster.unsaid),
        ] {
            if n > 0 {
                what = fill(sentence, &[&what, &number(n)]);
            }
        }
        if cluster.opens {
            what = fill(messages.opens(), &[&what]);
        }
        what
    }

    fn names(&self, countries: &[String]) -> String {
        let named = countries.iter().take(NAMED);
        let names: Vec<String> = named
            .map(|code| self.locale.formats.country(code))
            .collect();
        let names = names.join(", ");
        match countries.len().saturating_sub(NAMED) {
            0 => names,
            more => {
                let more = self
                    .locale
                    .count(self.locale.messages.countries(), more as u64);
                fill(self.locale.messages.and_more(), &[&names, &more])
            }
        }
    }
}
