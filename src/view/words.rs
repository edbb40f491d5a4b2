//! What a figure says of its data: labels, amounts, and the time chart's table.

use super::{Environment, Table};
use crate::chart::Timeline;
#[cfg(feature = "formats")]
use crate::data::Cases;
use crate::data::Dataset;
#[cfg(feature = "formats")]
use crate::query::Period;
use crate::query::{Stack, Tally};
use crate::theme::Color;
#[cfg(feature = "formats")]
use crate::theme::Theme;

/// A unit code of two letters.
pub(super) fn code_of(code: &str) -> Option<[u8; 2]> {
    code.as_bytes().try_into().ok()
}

/// A country's cases, and people if numbers of them can be added, in words.
pub(super) fn amount_words(
    data: &Dataset,
    sums: &[Tally],
    code: [u8; 2],
    totals: bool,
    people: bool,
    env: &Environment<'_>,
) -> String {
    let index = data
        .cases
        .countries
        .iter()
        .position(|c| c.as_bytes() == code);
    let sum = index.and_then(|i| sums.get(i)).unwrap_or(&Tally::NONE);
    amount_of(sum, totals, people, env)
}

/// Cases, and people if numbers of them can be added, in words; of published totals, people.
pub(super) fn amount_of(sum: &Tally, totals: bool, people: bool, env: &Environment<'_>) -> String {
    // A published total of people is not one case.
    if totals {
        return if sum.unknown == sum.cases && sum.cases > 0 {
            env.locale.messages.named_only().to_owned()
        } else {
            sum.people_words(&env.locale)
        };
    }
    sum.words(&env.locale, people)
}

/// The names of several countries, by their indices.
#[cfg(feature = "formats")]
pub(super) fn country_names(cases: &Cases, countries: &[u16], env: &Environment<'_>) -> String {
    let codes = countries
        .iter()
        .filter_map(|&country| cases.countries.get(usize::from(country)));
    let names: Vec<String> = codes.map(|code| env.locale.formats.country(code)).collect();
    names.join(", ")
}

/// The chosen values of a facet by their names, with commas between them.
#[cfg(feature = "formats")]
pub(super) fn value_names(of: &super::Asked<'_>, facet: &str) -> String {
    let env = of.env;
    let label = |value: &String| match value.is_empty() {
        true => env.locale.messages.no_value().to_owned(),
        false => of
            .data
            .info
            .value_label(facet, value, env.language)
            .to_owned(),
    };
    let labels: Vec<String> = of.state.values(facet).iter().map(label).collect();
    labels.join(", ")
}

/// The order in which the values of a facet are stacked and coloured in every figure, if there is one of this
/// name.
pub(super) fn stack_of(data: &Dataset, name: &str) -> Option<Stack> {
    let facets = &data.cases.facets;
    let index = facets.iter().position(|facet| facet.name == name)?;
    let known = &data.info.facets;
    let declared = known.iter().any(|f| f.name == name && !f.values.is_empty());
    Some(Stack::new(index, &facets[index], declared))
}

pub(super) fn facet_label(data: &Dataset, stack: &Stack, language: &str) -> String {
    let name = &data.cases.facets[stack.facet].name;
    data.info.facet_label(name, language).to_owned()
}

pub(super) fn part_colors(data: &Dataset, stack: &Stack) -> Vec<Option<Color>> {
    let facet = &data.cases.facets[stack.facet];
    let known = data
        .info
        .facets
        .iter()
        .find(|known| known.name == facet.name);
    let color = |&code: &u16| {
        let value = &facet.values[usize::from(code)];
        known?
            .values
            .iter()
            .find(|known| known.value == *value)?
            .color
    };
    stack.values.iter().map(color).collect()
}

/// The colours of a stack's parts, as a time chart has them.
#[cfg(feature = "formats")]
pub(super) fn stack_colors(data: &Dataset, theme: &Theme, stack: &Stack) -> Vec<Color> {
    let own = part_colors(data, stack);
    let color = |part: usize| {
        let own = own.get(part).copied().flatten();
        own.unwrap_or_else(|| theme.part(part, stack.is_rest(part)))
    };
    (0..stack.len()).map(color).collect()
}

pub(super) fn part_labels(data: &Dataset, stack: &Stack, env: &Environment<'_>) -> Vec<String> {
    let facet = &data.cases.facets[stack.facet];
    let label = |&code: &u16| {
        data.info
            .value_label(&facet.name, &facet.values[usize::from(code)], env.language)
            .to_owned()
    };
    let mut labels: Vec<String> = stack.values.iter().map(label).collect();
    let messages = env.locale.messages;
    if stack.several {
        labels.push(messages.several().to_owned());
    }
    if stack.others {
        labels.push(messages.others().to_owned());
    }
    if stack.none {
        labels.push(messages.no_value().to_owned());
    }
    labels
}

pub(super) fn timeline_table(timeline: &Timeline<'_>) -> Table {
    let numbers = timeline.data;
    let messages = timeline.locale.messages;
    let mut columns = vec![messages.period().to_owned(), timeline.title()];
    #[cfg(feature = "formats")]
    if !timeline.is_single() {
        let row = |period: &Period| timeline.period_cells(period);
        let rows = numbers.periods.iter().map(row).collect();
        return Table { columns, rows };
    }
    columns.extend(numbers.parts.iter().cloned());
    #[cfg(feature = "formats")]
    columns.extend(timeline.mean_title());
    let row = |bin: usize| {
        #[cfg(feature = "formats")]
        let time = timeline.bin_time(bin);
        #[cfg(not(feature = "formats"))]
        let time = timeline.period(bin);
        let mut cells = vec![time, timeline.sum_words(bin)];
        let number = |&n: &u64| timeline.part_number(bin, n);
        if !numbers.parts.is_empty() {
            cells.extend(numbers.table.bin(bin).iter().map(number));
        }
        #[cfg(feature = "formats")]
        if timeline.mean_title().is_some() {
            cells.push(timeline.mean_number(bin));
        }
        cells
    };
    let mut rows: Vec<Vec<String>> = (0..numbers.bins.len()).map(row).collect();
    // Cases that are dated less exactly have one number only: their parts are not told apart.
    for mut cells in timeline.span_cells() {
        cells.resize(columns.len(), String::new());
        rows.push(cells);
    }
    Table { columns, rows }
}
