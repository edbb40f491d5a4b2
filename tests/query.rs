//! Tallies against plain counts, on random cases.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::data::{Cases, Facet, NO_COUNTRY, NO_DATE, NO_VALUE, OPEN, UNKNOWN};
use caseplot::query::{
    Filter, Measure, Stack, Window, by_bin, by_country, by_value, tally, tally_countries,
};
use caseplot::scale::time::{Bins, Unit};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Plain {
    start: i32,
    span: u32,
    country: u16,
    min: u32,
    more: u32,
    value: u16,
}

fn plain() -> impl Strategy<Value = Plain> {
    let date = prop_oneof![
        4 => (18_000..19_500, Just(0)),
        2 => (18_000..19_500, 1..400_u32),
        1 => (Just(NO_DATE), Just(0)),
    ];
    let country = prop_oneof![5 => 0..3_u16, 1 => Just(NO_COUNTRY)];
    let people = prop_oneof![
        (0..20_u32, Just(0)),
        (0..20_u32, 0..5_u32),
        (0..20_u32, Just(OPEN)),
        (Just(UNKNOWN), Just(0)),
    ];
    let value = prop_oneof![4 => 0..12_u16, 1 => Just(NO_VALUE)];
    (date, country, people, value).prop_map(|((start, span), country, (min, more), value)| Plain {
        start,
        span,
        country,
        min,
        more,
        value,
    })
}

/// Cases in order of their days, or as they come.
fn columns(mut plain: Vec<Plain>, ordered: bool) -> (Cases, Vec<Plain>) {
    if ordered {
        plain.sort_by_key(|case| case.start);
    }
    let mut cases = Cases {
        ordered,
        countries: vec!["IT".into(), "FR".into(), "GR".into()],
        ..Cases::default()
    };
    let values = (0..12).map(|i| format!("v{i}")).collect();
    let mut facet = Facet {
        name: "charge".into(),
        values,
        codes: Vec::new(),
    };
    for case in &plain {
        cases.start.push(case.start);
        cases.span.push(case.span, 0);
        cases.country.push(case.country);
        cases.people_min.push(case.min, 0);
        cases.people_more.push(case.more, 0);
        facet.codes.push(case.value);
    }
    cases.facets.push(facet);
    (cases, plain)
}

fn holds(case: &Plain, filter: &Filter) -> bool {
    let inside = |w: Window| {
        case.start != NO_DATE && case.start >= w.from && case.start + (case.span as i32) < w.until
    };
    filter.window.is_none_or(inside)
        && filter
            .countries
            .as_ref()
            .is_none_or(|set| set.contains(&case.country))
}

fn filter() -> impl Strategy<Value = Filter> {
    let window = proptest::option::of((17_900..19_600, 0..900).prop_map(|(from, days)| Window {
        from,
        until: from + days,
    }));
    let countries = proptest::option::of(proptest::collection::vec(0..3_u16, 0..3));
    (window, countries).prop_map(|(window, countries)| Filter { window, countries })
}

fn amount(case: &Plain, measure: Measure) -> u64 {
    match measure {
        Measure::Cases => 1,
        Measure::People => {
            if case.min == UNKNOWN {
                0
            } else {
                case.min.into()
            }
        }
    }
}

proptest! {
    #[test]
    fn every_tally_is_a_plain_count(
        plain in proptest::collection::vec(plain(), 0..60),
        filter in filter(),
        people in any::<bool>(),
        ordered in any::<bool>(),
    ) {
        let (cases, plain) = columns(plain, ordered);
        let measure = if people { Measure::People } else { Measure::Cases };
        let chosen: Vec<&Plain> = plain.iter().filter(|case| holds(case, &filter)).collect();
        let sum = |keep: &dyn Fn(&Plain) -> bool| {
            chosen.iter().filter(|case| keep(case)).map(|case| amount(case, measure)).sum::<u64>()
        };
        let countries = by_country(&cases, &filter, measure);
        for country in 0..3 {
            prop_assert_eq!(countries[usize::from(country)], sum(&|case| case.country == country));
        }
        prop_assert_eq!(countries[3], sum(&|case| case.country == NO_COUNTRY));
        let values = by_value(&cases, &filter, measure, 0);
        prop_assert_eq!(values[3], sum(&|case| case.value == 3));
        prop_assert_eq!(values.iter().sum::<u64>(), sum(&|_| true));
        let stack = Stack::new(0, &cases.facets[0], false);
        prop_assert_eq!(stack.fold(&values).iter().sum::<u64>(), if stack.is_empty() { 0 } else { sum(&|_| true) });
        let all = tally(&cases, &filter);
        prop_assert_eq!(all.cases, chosen.len() as u64);
        prop_assert_eq!(all.unknown, chosen.iter().filter(|case| case.min == UNKNOWN).count() as u64);
        let open = chosen.iter().any(|case| case.min != UNKNOWN && case.more == OPEN);
        prop_assert_eq!(all.people_max.is_none(), open);
        let sums = tally_countries(&cases, &filter);
        prop_assert_eq!(sums[1].cases, chosen.iter().filter(|case| case.country == 1).count() as u64);
    }

    #[test]
    fn a_case_is_in_a_bin_only_if_its_whole_date_is_and_none_is_lost(
        plain in proptest::collection::vec(plain(), 0..60),
        countries in proptest::option::of(proptest::collection::vec(0..3_u16, 0..3)),
        unit in prop_oneof![Just(Unit::Day), Just(Unit::Week), Just(Unit::Month), Just(Unit::Quarter), Just(Unit::Year)],
        ordered in any::<bool>(),
    ) {
        let (cases, plain) = columns(plain, ordered);
        let filter = Filter { window: None, countries };
        let bins = Bins::new(18_000, 19_900, unit);
        let stack = Stack::new(0, &cases.facets[0], false);
        let table = by_bin(&cases, &filter, Measure::Cases, &bins, Some(&stack));
        let chosen: Vec<&Plain> = plain.iter().filter(|case| holds(case, &filter)).collect();
        for bin in 0..bins.len() {
            let inside = |case: &&&Plain| {
                case.start != NO_DATE
                    && case.start >= bins.edges[bin]
                    && case.start + (case.span as i32) < bins.edges[bin + 1]
            };
            prop_assert_eq!(table.bin(bin).iter().sum::<u64>(), chosen.iter().filter(inside).count() as u64);
        }
        let drawn: u64 = table.sums.iter().sum();
        prop_assert_eq!(drawn + table.wider + table.undated, chosen.len() as u64);
    }
}
