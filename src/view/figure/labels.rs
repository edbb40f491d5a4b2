//! What a [`Figure`] writes on the countries of its map.

use std::rc::Rc;

use super::super::options::Labels as Asked;
use super::{Environment, Figure, choropleth};
use crate::data::area;
use crate::geo::{Basemap, Sight};
use crate::map::{Choropleth, ChoroplethData, Labels, Line, Standing, UnitRooms, Wish};
use crate::scene::{Layer, MarkKey, Scene};
use crate::text::Weight;

/// What is written on a country, with the number that it was written with and whether it has cases.
type Written = ([u8; 2], Option<String>, bool, Rc<[Vec<Line>]>);

/// What labels are made of, kept while a map is moved.
#[derive(Default)]
pub(super) struct LabelParts {
    rooms: Vec<UnitRooms>,
    written: Vec<Written>,
}

impl LabelParts {
    /// Finds what room there is on a map, once for it.
    pub(super) fn find_rooms(&mut self, map: &Basemap) {
        if self.rooms.is_empty() {
            self.rooms = UnitRooms::of(map);
        }
    }

    /// Forgets what was written: numbers, language or size are others.
    pub(super) fn forget_words(&mut self) {
        self.written.clear();
    }

    /// Forgets what room there is: the map is another one.
    pub(super) fn forget_rooms(&mut self) {
        self.rooms.clear();
    }

    /// What a country's label says, if it has one.
    fn wish(
        &mut self,
        code: [u8; 2],
        asked: Asked,
        tiled: bool,
        figure: &Choropleth<'_>,
        env: &Environment<'_>,
    ) -> Option<Wish> {
        let standing = figure.standing(code);
        let reported = standing.is_reported();
        let value = figure.value_words(code).filter(|_| asked.value);
        let same = |(known, number, had, _): &&Written| {
            *known == code && *number == value && *had == reported
        };
        let forms = match self.written.iter().find(same) {
            Some((.., forms)) => Rc::clone(forms),
            None => {
                let mut names: Vec<String> = Vec::new();
                let own = tiled && area::number(code).is_some();
                names.extend((asked.names || own).then(|| name_of(code, env)));
                // A tile has a name at least for those who know the codes.
                names.extend((tiled && !own).then(|| MarkKey::Country(code).name()));
                let size = size(figure.layout.size.width, reported);
                let forms: Rc<[Vec<Line>]> = forms(&names, value.clone(), tiled, size, env).into();
                self.written.retain(|(known, ..)| *known != code);
                self.written
                    .push((code, value, reported, Rc::clone(&forms)));
                forms
            }
        };
        let rank = match standing {
            Standing::Reported(n) => n.saturating_add(1),
            Standing::Zero | Standing::Unnumbered | Standing::Suppressed => 1,
            _ => 0,
        };
        (!forms.is_empty()).then_some(Wish {
            code,
            forms,
            fill: figure.fill(code),
            reported,
            rank,
        })
    }
}

impl Figure {
    /// Makes ready to write on a map, if that is asked for.
    pub(super) fn label(&mut self, map: &Basemap, sight: &Sight) {
        let before = self.laid.map(|(sight, _)| sight);
        if before.is_none_or(|before| before.frame != sight.frame) {
            self.labels.forget_rooms();
        }
        if before.is_none_or(|before| before.size != sight.size) {
            self.labels.forget_words();
        }
        self.turning.find_homes(map);
        let Asked { names, value } = self.options.labels;
        if names || value {
            self.labels.find_rooms(map);
        }
    }

    /// The same with labels behind all that is in front, where they were asked for.
    pub(super) fn with_labels(
        &mut self,
        mut scene: Scene,
        numbers: &ChoroplethData,
        env: &Environment<'_>,
    ) -> Scene {
        let asked = self.options.labels;
        let part = self.turned();
        let tiled = part >= 1.0;
        // On its way, a country would carry its name through others.
        if !tiled && (part > 0.0 || !asked.names && !asked.value) {
            return scene;
        }
        let mut parts = std::mem::take(&mut self.labels);
        let figure = choropleth(numbers, &self.layout, env, &|_| String::new());
        let units = self.layout.units.iter().map(|unit| unit.code);
        let wishes = units.filter_map(|code| parts.wish(code, asked, tiled, &figure, env));
        let wishes: Vec<Wish> = wishes.collect();
        let labels = Labels {
            layout: &self.layout,
            rooms: if tiled {
                self.turning.rooms()
            } else {
                &parts.rooms
            },
            theme: env.theme,
        };
        let items = labels.items(wishes, &scene.layers);
        self.labels = parts;
        if let Some(front) = scene.layers.last_mut() {
            // Over marks, behind the outlines of what is chosen or in focus.
            let marks = front.items.iter().rposition(|item| item.key.is_some());
            let (behind, over) = front.items.split_at(marks.map_or(0, |last| last + 1));
            let items = [behind, &items, over].concat();
            *front = Layer::new(front.name, items);
        }
        scene
    }
}

fn name_of(code: [u8; 2], env: &Environment<'_>) -> String {
    env.locale.formats.country(&MarkKey::Country(code).name())
}

/// How large a text is on a figure of this width, in CSS pixels.
fn size(width: f64, reported: bool) -> f64 {
    let size: f64 = match width {
        ..480.0 => 11.0,
        480.0..900.0 => 12.0,
        _ => 13.0,
    };
    if reported {
        size
    } else {
        (size - 1.0).max(11.0)
    }
}

/// Names, of which each next one is shorter, and a number in as many ways as there are, the best first: a name
/// of several words in one line, then in two; where there is no room for both, the number alone, or the last
/// name if it is `named` at any rate.
fn forms(
    names: &[String],
    value: Option<String>,
    named: bool,
    size: f64,
    env: &Environment<'_>,
) -> Vec<Vec<Line>> {
    let line = |text: &str| Line::new(text.to_owned(), size, Weight::Regular, env.measure);
    let number = value.map(|text| Line::new(text, size, Weight::Bold, env.measure));
    let mut forms = Vec::new();
    for name in names {
        forms.push(vec![line(name)]);
        forms.extend(halves(name).map(|halves| halves.map(line).to_vec()));
    }
    if let Some(number) = number {
        let short = forms.last().filter(|_| named).cloned();
        for form in &mut forms {
            form.push(number.clone());
        }
        forms.push(short.unwrap_or_else(|| vec![number]));
    }
    forms
}

/// A name in two lines, as even as its words allow; none for one word.
fn halves(name: &str) -> Option<[&str; 2]> {
    let uneven = |at: &usize| (2 * at).abs_diff(name.len());
    let spaces = name.bytes().enumerate().filter(|&(_, byte)| byte == b' ');
    let middle = spaces.map(|(at, _)| at).min_by_key(uneven)?;
    Some([name.get(..middle)?, name.get(middle + 1..)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_words_is_parted_where_both_lines_are_most_alike() {
        assert_eq!(halves("United Kingdom"), Some(["United", "Kingdom"]));
        assert_eq!(
            halves("Bosnia and Herzegovina"),
            Some(["Bosnia and", "Herzegovina"])
        );
        assert_eq!(halves("Italy"), None);
    }

    #[test]
    fn where_there_is_no_room_for_all_a_country_has_its_number_and_a_tile_its_code() {
        let env = Environment {
            theme: &crate::theme::LIGHT,
            measure: &crate::text::TableMeasure,
            locale: crate::locale::Locale {
                messages: &crate::locale::EN,
                formats: &crate::locale::NativeFormats,
            },
            language: "en",
        };
        let told = |names: &[&str], value: Option<&str>, named| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            let forms = forms(&names, value.map(str::to_owned), named, 12.0, &env);
            let texts = |lines: &Vec<Line>| {
                let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                texts.join("/")
            };
            forms.iter().map(texts).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&["San Marino"], None, false),
            ["San Marino", "San/Marino"]
        );
        assert_eq!(told(&["Italy"], Some("17"), false), ["Italy/17", "17"]);
        assert_eq!(told(&[], Some("17"), false), ["17"]);
        assert_eq!(told(&["IT"], Some("17"), true), ["IT/17", "IT"]);
        assert_eq!(
            told(&["Italy", "IT"], Some("17"), true),
            ["Italy/17", "IT/17", "IT"]
        );
    }

    #[test]
    fn a_text_is_at_least_eleven_pixels_high() {
        for (width, reported, wanted) in [
            (360.0, true, 11.0),
            (360.0, false, 11.0),
            (640.0, true, 12.0),
            (1280.0, false, 12.0),
        ] {
            assert_eq!(size(width, reported), wanted);
        }
    }
}
