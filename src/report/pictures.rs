//! A map and a time chart, before and after.

use crate::data::Dataset;
use crate::geo::Basemap;
use crate::locale::{EN, Locale, NativeFormats};
use crate::render::svg::fluid;
use crate::text::RoomyMeasure;
use crate::theme::{DARK, LIGHT, Theme};
use crate::view::{Environment, Figure, Kind, Options, State, furnish};

/// A picture on light and on dark ground.
pub(super) struct Picture {
    pub(super) heading: &'static str,
    pub(super) light: String,
    pub(super) dark: String,
}

/// Width of a picture, in CSS pixels.
const WIDTH: f64 = 560.0;

/// The pictures of the cases before and after, as far as there are any.
pub(super) fn pictures(
    before: Option<&Dataset>,
    after: Option<&Dataset>,
    maps: &[Basemap],
) -> Vec<Picture> {
    let map = before.and_then(|data| fitting(data, maps));
    let mut out = Vec::new();
    for (kind, headings) in [
        (Kind::Map, ["The map before", "The map after"]),
        (
            Kind::Timeline,
            ["The time chart before", "The time chart after"],
        ),
    ] {
        for (data, heading) in [before, after].into_iter().zip(headings) {
            let Some(data) = data else {
                continue;
            };
            let draw = |theme| draw(data, kind, map, theme);
            if let (Some(light), Some(dark)) = (draw(&LIGHT), draw(&DARK)) {
                out.push(Picture {
                    heading,
                    light,
                    dark,
                });
            }
        }
    }
    out
}

/// The first map that has all countries of the cases, or the last.
fn fitting<'a>(data: &Dataset, maps: &'a [Basemap]) -> Option<&'a Basemap> {
    let has_all = |map: &&Basemap| {
        let mut codes = data.cases.countries.iter();
        codes.all(|code| map.unit_index(code).is_some())
    };
    maps.iter().find(has_all).or(maps.last())
}

fn draw(
    data: &Dataset,
    kind: Kind,
    map: Option<&Basemap>,
    theme: &'static Theme,
) -> Option<String> {
    let env = Environment {
        theme,
        measure: &RoomyMeasure,
        locale: Locale {
            messages: &EN,
            formats: &NativeFormats,
        },
        language: "en",
    };
    let state = State::default();
    let mut figure = Figure::new(kind, Options::default());
    if kind == Kind::Map {
        figure.resize(WIDTH, None, Some(map?));
    } else {
        figure.fit(data, &state, WIDTH, None, &env);
    }
    let scene = figure.still(data, &state, &env);
    // The page has the words that stand with every figure.
    let info = crate::data::Info::default();
    Some(fluid(&furnish(&scene, "", "", &info, &env)))
}
