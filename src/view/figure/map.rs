//! What a [`Figure`] does as a map.

use std::rc::Rc;

#[cfg(feature = "formats")]
use super::super::colors::{palette, scale};
use super::super::numbers::map_filter;
#[cfg(feature = "formats")]
use super::super::numbers::shared;
#[cfg(feature = "formats")]
use super::super::rates::Divisor;
#[cfg(feature = "formats")]
use super::super::words::country_names;
use super::super::words::{amount_words, code_of};
use super::super::{State, Table};
#[cfg(feature = "formats")]
use super::places::lower_dots;
use super::{Environment, Figure};
use crate::calendar::Day;
use crate::data::Dataset;
use crate::map::{Choropleth, ChoroplethData, MapLayout, Standing};
#[cfg(feature = "formats")]
use crate::map::{Rates, Symbols, credit};
#[cfg(feature = "formats")]
use crate::query::together;
use crate::query::{Filter, Measure, Tally, by_country, periods, tally_countries};
#[cfg(not(feature = "formats"))]
use crate::scale::color::ColorScale;
#[cfg(feature = "formats")]
use crate::scene::Item;
use crate::scene::{Detail, MarkKey, Scene};
use crate::sort::sort_few;

impl Figure {
    pub(super) fn map(
        &mut self,
        data: &Dataset,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let numbers = self.choropleth_data(data, state, env.language);
        #[cfg(feature = "formats")]
        self.arrange(&numbers, data);
        let sums = self.sums(data, state, detail == Detail::Words);
        let people = self.adds_people(data);
        let amount = |code| amount_words(data, &sums, code, numbers.totals, people, env);
        let figure = choropleth(&numbers, &self.layout, env, &amount);
        let steady = !figure.lines_change();
        let kept = self.kept.as_ref().filter(|_| steady);
        let scene = figure.scene(&state.countries, focus, detail, kept);
        self.kept = scene.layers.get(1).filter(|_| steady).cloned();
        #[cfg(feature = "formats")]
        let scene = if self.options.marks.has_places() {
            lower_dots(scene)
        } else {
            scene
        };
        #[cfg(feature = "formats")]
        let scene = self.with_symbols(scene, &numbers, detail, env);
        #[cfg(feature = "formats")]
        let scene = self.with_points(scene, data, state, focus, detail, env);
        #[cfg(feature = "formats")]
        let scene = self.with_scale(scene, &numbers, detail, env);
        #[cfg(feature = "formats")]
        let scene = self.with_labels(scene, &numbers, env);
        #[cfg(feature = "formats")]
        let scene = {
            let points = self.points_in_boxes(data, state, env);
            let figure = choropleth(&numbers, &self.layout, env, &amount);
            let scene = self.with_insets(scene, &figure, state, focus, detail, env);
            in_front(scene, points)
        };
        scene
    }

    /// The same with whom to credit on the map, and boxes under it, where there are any.
    #[cfg(feature = "formats")]
    fn with_insets(
        &self,
        mut scene: Scene,
        figure: &Choropleth<'_>,
        state: &State,
        focus: Option<MarkKey>,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        let mut items = credit(&self.layout, env.theme, env.measure);
        if !self.layout.insets.is_empty() {
            scene.size = self.size;
            let words = detail == Detail::Words;
            items.extend(figure.insets(&state.countries, focus, words, env.measure));
            if figure.data.symbols {
                items.extend(symbols(figure.data, &self.layout, env).in_insets());
            }
            if self.options.labels.value {
                items.extend(figure.inset_values(env.measure));
            }
        }
        if let Some(front) = scene.layers.last_mut() {
            front.append(items);
        }
        scene
    }

    /// The same with a circle for each country under the front layer's marks, where they were asked for.
    #[cfg(feature = "formats")]
    fn with_symbols(
        &self,
        mut scene: Scene,
        numbers: &ChoroplethData,
        detail: Detail,
        env: &Environment<'_>,
    ) -> Scene {
        if !numbers.symbols {
            return scene;
        }
        let symbols = symbols(numbers, &self.layout, env);
        if let Some(front) = scene.layers.last_mut() {
            front.prepend(symbols.items());
        }
        if detail >= Detail::Furniture {
            scene.legend.swatches.insert(0, symbols.swatch());
        }
        scene
    }

    /// Whole sums per country, counted once for a choice; empty if they are not wanted.
    pub(super) fn sums(&mut self, data: &Dataset, state: &State, wanted: bool) -> Rc<Vec<Tally>> {
        if !wanted {
            return Rc::default();
        }
        if let Some((of, sums)) = &self.sums
            && of.is_same_over_countries(state)
        {
            return Rc::clone(sums);
        }
        let (filter, _) = self.filter(data, state);
        let sums = Rc::new(tally_countries(&data.cases, &filter));
        self.sums = Some((state.clone(), Rc::clone(&sums)));
        sums
    }

    /// What the map counts, and the time of the totals among it; their times are found once for the
    /// data.
    pub(super) fn filter(&mut self, data: &Dataset, state: &State) -> (Filter, Option<(Day, Day)>) {
        let chosen = self.chosen(data, state);
        if !crate::WHOLE {
            return map_filter(chosen, &[]);
        }
        let all = self.all(data);
        let times = self.times.get_or_insert_with(|| periods(&data.cases, &all));
        map_filter(chosen, times)
    }

    /// What the numbers are divided by, if they are.
    #[cfg(feature = "formats")]
    fn divisor(&self, data: &Dataset) -> Option<Divisor> {
        Divisor::of(self.options.rate.as_ref()?, data)
    }

    /// The rates that the map shows, if it does.
    #[cfg(feature = "formats")]
    fn rates(&mut self, data: &Dataset, state: &State, language: &str) -> Option<Rates> {
        let divisor = self.divisor(data)?;
        let (filter, _) = self.filter(data, state);
        Some(divisor.shown(data, &filter, self.measure(data), language))
    }

    /// What has to be said where the data has nothing to divide by.
    #[cfg(feature = "formats")]
    pub(super) fn lacking_rate(&self, data: &Dataset, env: &Environment<'_>) -> Option<String> {
        let rate = self.options.rate.as_ref()?;
        let lacking = self.divisor(data).is_none();
        lacking.then(|| Divisor::lacking(rate, env))
    }

    pub(super) fn choropleth_data(
        &mut self,
        data: &Dataset,
        state: &State,
        language: &str,
    ) -> ChoroplethData {
        #[cfg(not(feature = "formats"))]
        let _ = language;
        let measure = self.measure(data);
        let (filter, period) = self.filter(data, state);
        let base = self.all(data);
        let sums = by_country(&data.cases, &filter, measure);
        // What is left out is told in cases, whatever the colours count.
        let counted =
            (measure != Measure::Cases).then(|| by_country(&data.cases, &filter, Measure::Cases));
        let unplaced = counted.as_ref().unwrap_or(&sums);
        // Whether those without a number are of none is counted once a window, and only where there are any.
        let unsure = sums
            .iter()
            .zip(unplaced)
            .any(|(&sum, &cases)| sum == 0 && cases > 0);
        #[cfg(feature = "formats")]
        let unsure = unsure || !data.cases.suppressed.is_uniform();
        let tallies = self.sums(data, state, unsure);
        let times = self.times.as_deref().unwrap_or_default();
        #[cfg(feature = "formats")]
        let divisor = self.divisor(data);
        #[cfg(feature = "formats")]
        let (options, layout) = (&self.options, &self.layout);
        #[cfg(feature = "formats")]
        let here = |code: &str| code_of(code).is_some_and(|code| layout.shows(code));
        let colors = self.scale.get_or_insert_with(|| {
            #[cfg(feature = "formats")]
            return scale(
                data,
                &base,
                times,
                measure,
                options,
                divisor.as_ref(),
                &here,
            );
            #[cfg(not(feature = "formats"))]
            {
                let all = by_country(&data.cases, &base, measure);
                let most = all[..all.len() - 1].iter().copied().max().unwrap_or(0);
                (ColorScale::new(most), most)
            }
        });
        let totals = data.cases.has_totals();
        let coverage = &data.info.coverage.countries;
        // It tells countries, not areas.
        #[cfg(feature = "formats")]
        let coverage = if data.cases.areas.is_empty() {
            coverage
        } else {
            &Vec::new()
        };
        let mut standing = Vec::new();
        let mut outside = 0;
        let both = data.cases.countries.iter().zip(&sums).zip(unplaced);
        for (index, ((code, &sum), &cases)) in both.enumerate() {
            let Some(code) = code_of(code) else { continue };
            if !self.layout.shows(code) {
                outside += cases;
            } else if sum > 0 {
                standing.push((code, Standing::Reported(sum)));
            } else if is_withheld(&tallies, index, measure) {
                #[cfg(feature = "formats")]
                standing.push((code, Standing::Suppressed));
            } else if cases > 0 {
                let none = |sum: &Tally| sum.people_max == Some(0) && sum.unknown == 0;
                let is_none = tallies.get(index).is_some_and(none);
                let known = if is_none {
                    Standing::Zero
                } else {
                    Standing::Unnumbered
                };
                standing.push((code, known));
            }
        }
        #[cfg(feature = "formats")]
        let shared = shared(&data.cases, &filter, &mut standing);
        #[cfg(feature = "formats")]
        let placed: u64 = shared.counts.iter().map(|(_, sum)| sum.cases).sum();
        #[cfg(not(feature = "formats"))]
        let placed = 0;
        if !coverage.is_empty() {
            let looked_at: Vec<[u8; 2]> =
                coverage.iter().filter_map(|code| code_of(code)).collect();
            for unit in &self.layout.units {
                if !standing.iter().any(|&(code, _)| code == unit.code) {
                    let covered = looked_at.contains(&unit.code)
                        || data
                            .cases
                            .countries
                            .iter()
                            .any(|c| code_of(c) == Some(unit.code));
                    let none = if covered {
                        Standing::NoneReported
                    } else {
                        Standing::NotCovered
                    };
                    standing.push((unit.code, none));
                }
            }
        }
        ChoroplethData {
            standing,
            measure,
            scale: colors.0.clone(),
            has_coverage: !coverage.is_empty(),
            // A published total of all countries has none of its own.
            no_country: unplaced
                .last()
                .filter(|_| !totals)
                .map_or(0, |all| all.saturating_sub(placed)),
            outside,
            totals: totals && measure == Measure::People,
            period: period.filter(|_| times.len() > 1),
            #[cfg(feature = "formats")]
            shared,
            #[cfg(feature = "formats")]
            rates: divisor.map(|divisor| divisor.shown(data, &filter, measure, language)),
            #[cfg(feature = "formats")]
            palette: palette(data, &self.options),
            #[cfg(feature = "formats")]
            areas: !data.cases.areas.is_empty(),
            #[cfg(feature = "formats")]
            most: colors.1.max(1),
            bare: !self.options.marks.choropleth,
            symbols: self.options.marks.symbols,
        }
    }

    pub(super) fn map_table(
        &mut self,
        data: &Dataset,
        state: &State,
        env: &Environment<'_>,
    ) -> Table {
        let messages = env.locale.messages;
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        let measure = self.measure(data);
        let people = self.adds_people(data);
        let country = messages.country();
        #[cfg(feature = "formats")]
        let country = if data.cases.areas.is_empty() {
            country
        } else {
            messages.area_of_cases()
        };
        let mut columns = vec![country.to_owned(), messages.measure_cases().to_owned()];
        if people {
            columns.push(messages.measure_people().to_owned());
        }
        let mut add = |name: String, sum: &Tally| {
            #[cfg(feature = "formats")]
            let cases = sum.cases_cell(&env.locale);
            #[cfg(not(feature = "formats"))]
            let cases = env.locale.formats.number(sum.cases);
            let mut cells = vec![name, cases];
            if people {
                cells.push(sum.people_words(&env.locale));
            }
            rows.push((sum.value(measure), cells));
        };
        let sums = self.sums(data, state, true);
        for (code, sum) in data.cases.countries.iter().zip(sums.iter()) {
            if !sum.is_empty() {
                add(env.locale.formats.country(code), sum);
            }
        }
        #[cfg(feature = "formats")]
        for set in together(&data.cases, &self.filter(data, state).0) {
            add(country_names(&data.cases, &set.countries, env), &set.sum);
        }
        #[cfg(feature = "formats")]
        if let Some(rates) = self.rates(data, state, env.language) {
            columns.push(rates.title(measure.name(messages), &env.locale));
            let with_cases = data.cases.countries.iter().zip(sums.iter());
            let codes = with_cases.filter(|(_, sum)| !sum.is_empty());
            for ((code, _), (_, cells)) in codes.zip(&mut rows) {
                let rate = code_of(code).and_then(|code| rates.get(code));
                cells.push(rate.map_or_else(String::new, |rate| rates.cell(rate, &env.locale)));
            }
            let width = columns.len();
            rows.iter_mut()
                .for_each(|(_, cells)| cells.resize(width, String::new()));
        }
        sort_few(&mut rows, |a, b| a.0 > b.0);
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        Table { columns, rows }
    }
}

/// The same with items over all others.
#[cfg(feature = "formats")]
fn in_front(mut scene: Scene, items: Vec<Item>) -> Scene {
    if let Some(front) = scene.layers.last_mut() {
        front.append(items);
    }
    scene
}

/// Whether all that is known of a country is withheld.
#[cfg(feature = "formats")]
fn is_withheld(sums: &[Tally], country: usize, measure: Measure) -> bool {
    sums.get(country)
        .is_some_and(|sum| sum.is_withheld(measure))
}

#[cfg(not(feature = "formats"))]
fn is_withheld(_: &[Tally], _: usize, _: Measure) -> bool {
    false
}

#[cfg(feature = "formats")]
fn symbols<'a>(
    data: &'a ChoroplethData,
    layout: &'a MapLayout,
    env: &Environment<'a>,
) -> Symbols<'a> {
    Symbols {
        data,
        layout,
        theme: env.theme,
        locale: env.locale,
        measure: env.measure,
    }
}

pub(super) fn choropleth<'a>(
    data: &'a ChoroplethData,
    layout: &'a MapLayout,
    env: &Environment<'a>,
    amount: &'a dyn Fn([u8; 2]) -> String,
) -> Choropleth<'a> {
    Choropleth {
        data,
        layout,
        theme: env.theme,
        locale: env.locale,
        amount,
    }
}
