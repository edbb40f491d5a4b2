//! How the numbers of countries become colours, as an editor or the file says it.

use super::Options;
use super::numbers::showable;
use super::rates::Divisor;
use crate::data::Dataset;
use crate::query::{Filter, Measure, Period, by_country};
use crate::scale::classes::{Classing, PARTS};
use crate::scale::color::ColorScale;
use crate::theme::Color;

/// The scale of all that a map can show, whatever a reader chooses, and the highest number of a country.
/// `times` are those that totals are published for: what is shown is of one of them then. Classes that depend
/// on each number, not on the highest one, are made of countries that are `here`, on the map.
pub(super) fn scale(
    data: &Dataset,
    base: &Filter,
    times: &[Period],
    measure: Measure,
    options: &Options,
    divisor: Option<&Divisor>,
    here: &dyn Fn(&str) -> bool,
) -> (ColorScale, u64) {
    let filters = showable(base, times);
    let countries = data.cases.countries.len();
    let counts = |filter: &Filter| {
        let mut counts = by_country(&data.cases, filter, measure);
        counts.truncate(countries);
        counts
    };
    let counts: Vec<u64> = filters.iter().flat_map(counts).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let said = options.classes.as_ref();
    let said = said.or(data.info.scale.classes.as_ref());
    let all = matches!(said, None | Some(Classing::Round));
    let here: Vec<bool> = data
        .cases
        .countries
        .iter()
        .map(|code| all || here(code))
        .collect();
    let on_map = here.iter().copied().cycle();
    let scale = match divisor {
        None => {
            let counts = counts.into_iter().zip(on_map).filter(|&(_, here)| here);
            let counts = counts.map(|(count, _)| count).collect();
            said.unwrap_or(&Classing::Round).scale(counts, 1)
        }
        Some(divisor) => {
            let rates = filters
                .iter()
                .flat_map(|filter| divisor.rates(data, filter, measure));
            let rates = rates.zip(on_map).filter(|&(_, here)| here);
            let parts: Vec<u64> = rates.filter_map(|(rate, _)| Some(rate?.parts)).collect();
            match (said, divisor) {
                // A part has an end: 100 percent.
                (None | Some(Classing::Equal), Divisor::Share { .. }) => {
                    Classing::Equal.scale(vec![100 * PARTS], PARTS)
                }
                (said, _) => said.unwrap_or(&Classing::Round).scale(parts, PARTS),
            }
        }
    };
    (scale, most)
}

/// Colours from few to many; none where the theme's hold.
pub(super) fn palette(data: &Dataset, options: &Options) -> Vec<Color> {
    let colors = match &options.colors[..] {
        [] => &data.info.scale.colors,
        _ => &options.colors,
    };
    colors.clone()
}
