//! Tallies against plain counts, on random cases.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::data::date::Doubt;
use caseplot::data::{AGGREGATE, Cases, Facet, NO_COUNTRY, NO_DATE, NO_VALUE, OPEN, UNKNOWN};
use caseplot::query::{
    By, Filter, Measure, PlaceBox, Stack, Tally, Window, by_bin, by_code, by_country, by_value,
    periods, tally, tally_countries, tally_rows,
};
use caseplot::scale::time::{Bins, Unit};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Plain {
    start: i32,
    span: u32,
    flags: u8,
    country: u16,
    min: u32,
    more: u32,
    weight: u32,
    values: Vec<u16>,
    lat: f32,
    lon: f32,
}

fn plain() -> impl Strategy<Value = Plain> {
    let date = prop_oneof![
        4 => (18_000..19_500, Just(0)),
        2 => (18_000..19_500, 1..400_u32),
        1 => (Just(NO_DATE), Just(0)),
    ];
    let flags = prop_oneof![6 => Just(0), 1 => Just(Doubt::OPEN_END), 1 => Just(Doubt::APPROXIMATE), 1 => Just(AGGREGATE)];
    let country = prop_oneof![5 => 0..3_u16, 1 => Just(NO_COUNTRY)];
    let people = prop_oneof![
        (0..20_u32, Just(0)),
        (0..20_u32, 0..5_u32),
        (0..20_u32, Just(OPEN)),
        (Just(UNKNOWN), Just(0)),
    ];
    let weight = prop_oneof![4 => Just(1), 1 => 2..9_u32];
    let values = prop_oneof![
        4 => (0..12_u16).prop_map(|value| vec![value]),
        1 => Just(vec![]),
        1 => Just(vec![1, 4]),
        1 => Just(vec![0, 1, 7]),
    ];
    let place = (-80.0..80.0_f32, -170.0..170.0_f32);
    (date, flags, country, people, weight, values, place).prop_map(
        |((start, span), flags, country, (min, more), weight, values, (lat, lon))| Plain {
            start,
            span,
            flags,
            country,
            min,
            more,
            weight,
            values,
            lat,
            lon,
        },
    )
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
    let mut facet = Facet {
        name: "charge".into(),
        values: (0..12).map(|i| format!("v{i}")).collect(),
        sets: vec![vec![1, 4], vec![0, 1, 7]],
        codes: Vec::new(),
    };
    for case in &plain {
        cases.start.push(case.start);
        cases.span.push(case.span, 0);
        cases.flags.push(case.flags, 0);
        cases.country.push(case.country);
        cases.people_min.push(case.min, 0);
        cases.people_more.push(case.more, 0);
        cases.weight.push(case.weight, 0);
        cases.lat.push(case.lat, 0);
        cases.lon.push(case.lon, 0);
        facet.codes.push(match case.values.as_slice() {
            [] => NO_VALUE,
            &[one] => one,
            set => 12 + facet.sets.iter().position(|known| known == set).unwrap() as u16,
        });
    }
    cases.facets.push(facet);
    (cases, plain)
}

fn inside(case: &Plain, from: i32, until: i32) -> bool {
    let closed = case.flags & Doubt::OPEN_END == 0;
    case.start != NO_DATE && closed && case.start >= from && case.start + (case.span as i32) < until
}

fn holds(case: &Plain, filter: &Filter) -> bool {
    filter.window.is_none_or(|w| inside(case, w.from, w.until))
        && filter
            .countries
            .as_ref()
            .is_none_or(|set| set.contains(&case.country))
        && filter
            .facets
            .iter()
            .all(|(_, values)| case.values.iter().any(|value| values.contains(value)))
        && (filter.text.is_empty()
            || case
                .values
                .iter()
                .any(|value| format!("v{value}").contains(filter.text.to_lowercase().trim())))
        && filter.place.is_none_or(|b| {
            (b.south..=b.north).contains(&case.lat) && (b.west..=b.east).contains(&case.lon)
        })
}

fn filter() -> impl Strategy<Value = Filter> {
    let window = proptest::option::of((17_900..19_600, 0..900).prop_map(|(from, days)| Window {
        from,
        until: from + days,
    }));
    let countries = proptest::option::of(proptest::collection::vec(0..3_u16, 0..3));
    let facets =
        proptest::collection::vec((Just(0), proptest::collection::vec(0..12_u16, 0..6)), 0..2);
    let place =
        proptest::option::of(
            (-80.0..0.0_f32, 0.0..80.0_f32).prop_map(|(south, north)| PlaceBox {
                west: -90.0,
                south,
                east: 90.0,
                north,
            }),
        );
    let text = prop_oneof![6 => Just(""), 1 => Just(" V1"), 1 => Just("10"), 1 => Just("no such")];
    (window, countries, facets, place, text).prop_map(|(window, countries, facets, place, text)| {
        Filter {
            window,
            countries,
            facets,
            place,
            text: text.to_owned(),
            ..Filter::default()
        }
    })
}

fn amount(case: &Plain, measure: Measure) -> u64 {
    match measure {
        Measure::Cases => case.weight.into(),
        Measure::People if case.min == UNKNOWN => 0,
        Measure::People => case.min.into(),
    }
}

proptest! {
    #[test]
    fn every_tally_is_a_plain_count(
        plain in proptest::collection::vec(plain(), 0..60),
        filter in filter(),
        people in any::<bool>(),
        ordered in any::<bool>(),
        exact in any::<bool>(),
        // Rows are looked at in blocks: some inputs have several.
        times in prop_oneof![9 => Just(1), 1 => 20..60_usize],
    ) {
        let plain = plain.into_iter().map(|case| match exact {
            true => Plain { more: 0, weight: 1, flags: 0, ..case },
            false => case,
        });
        let plain: Vec<Plain> = plain.collect();
        let (cases, plain) = columns(std::iter::repeat_n(plain, times).flatten().collect(), ordered);
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
        for value in 0..12 {
            prop_assert_eq!(values[usize::from(value)], sum(&|case| case.values.contains(&value)));
        }
        prop_assert_eq!(values[12], sum(&|case| case.values.is_empty()));
        let codes = by_code(&cases, &filter, measure, 0);
        prop_assert_eq!(codes.iter().sum::<u64>(), sum(&|_| true), "nobody is counted twice");
        let facet = &cases.facets[0];
        let stack = Stack::new(0, facet, false);
        prop_assert_eq!(stack.fold(facet, &codes).iter().sum::<u64>(), if stack.is_empty() { 0 } else { sum(&|_| true) });
        let all = tally(&cases, &filter);
        let weights = |keep: &dyn Fn(&Plain) -> bool| {
            chosen.iter().filter(|case| keep(case)).map(|case| u64::from(case.weight)).sum::<u64>()
        };
        prop_assert_eq!(all.cases, weights(&|_| true));
        prop_assert_eq!(all.unknown, weights(&|case| case.min == UNKNOWN));
        let open = chosen.iter().any(|case| case.min != UNKNOWN && case.more == OPEN);
        prop_assert_eq!(all.people_max.is_none(), open);
        let sums = tally_countries(&cases, &filter);
        prop_assert_eq!(sums[1].cases, weights(&|case| case.country == 1));
        // Whole sums by whatever tells cases apart, row by row. A total that doesn't say is in none of them.
        let whole = |keep: &dyn Fn(&Plain) -> bool| {
            let rows = plain.iter().enumerate().filter(|(_, case)| holds(case, &filter) && keep(case));
            tally_rows(&cases, rows.map(|(row, _)| row))
        };
        let single = |case: &Plain| case.flags != AGGREGATE;
        prop_assert_eq!(all, whole(&|_| true));
        let by_countries = By::Countries.tally(&cases, &filter);
        for country in 0..3_u16 {
            prop_assert_eq!(by_countries.groups[usize::from(country)], whole(&|case| case.country == country));
        }
        prop_assert_eq!(by_countries.none, whole(&|case| case.country == NO_COUNTRY && single(case)));
        prop_assert_eq!(by_countries.stated, whole(&|case| case.country != NO_COUNTRY));
        let by_values = By::Facet(0).tally(&cases, &filter);
        for value in 0..12_u16 {
            prop_assert_eq!(by_values.groups[usize::from(value)], whole(&|case| case.values.contains(&value)));
        }
        prop_assert_eq!(by_values.none, whole(&|case| case.values.is_empty() && single(case)));
        prop_assert_eq!(by_values.stated, whole(&|case| !case.values.is_empty()));
        prop_assert_eq!(By::Facet(9).tally(&cases, &filter).stated, Tally::NONE);
    }

    #[test]
    fn a_case_is_in_a_bin_only_if_its_whole_date_is_and_none_is_lost(
        plain in proptest::collection::vec(plain(), 0..60),
        countries in proptest::option::of(proptest::collection::vec(0..3_u16, 0..3)),
        unit in prop_oneof![Just(Unit::Day), Just(Unit::Week), Just(Unit::Month), Just(Unit::Quarter), Just(Unit::Year)],
        people in any::<bool>(),
        ordered in any::<bool>(),
    ) {
        let (cases, plain) = columns(plain, ordered);
        let measure = if people { Measure::People } else { Measure::Cases };
        let filter = Filter { countries, ..Filter::default() };
        let bins = Bins::new(18_000, 19_900, unit);
        let stack = Stack::new(0, &cases.facets[0], false);
        let table = by_bin(&cases, &filter, measure, &bins, Some(&stack));
        let single = |case: &&Plain| case.flags != AGGREGATE && holds(case, &filter);
        let chosen: Vec<&Plain> = plain.iter().filter(single).collect();
        let sum = |keep: &dyn Fn(&Plain) -> bool, of: &dyn Fn(&Plain) -> u64| {
            chosen.iter().filter(|case| keep(case)).map(|case| of(case)).sum::<u64>()
        };
        let counted = |case: &Plain| amount(case, measure);
        let endless = |case: &Plain| case.min == UNKNOWN || case.more == OPEN;
        let more = |case: &Plain| if endless(case) { 0 } else { case.more.into() };
        for bin in 0..bins.len() {
            let within = |case: &Plain| inside(case, bins.edges[bin], bins.edges[bin + 1]);
            prop_assert_eq!(table.bin(bin).iter().sum::<u64>(), sum(&within, &counted));
            let doubtful = |case: &Plain| within(case) && case.flags == Doubt::APPROXIMATE;
            prop_assert_eq!(table.doubtful(bin).iter().sum::<u64>(), sum(&doubtful, &counted));
            if people {
                let open = chosen.iter().any(|case| within(case) && endless(case));
                prop_assert_eq!(table.is_open(bin), open);
                prop_assert_eq!(table.more(bin), if open { 0 } else { sum(&within, &more) });
            }
        }
        for spans in &table.spans {
            prop_assert!(spans.unit > unit);
            for &(first, amount) in &spans.sums {
                let whole = |case: &Plain, unit: Unit| inside(case, unit.floor(case.start), unit.step(unit.floor(case.start), 1));
                let here = |case: &Plain| {
                    let finest = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year].into_iter().filter(|u| *u == unit || *u > unit && *u > Unit::Week).find(|&unit| case.start != NO_DATE && whole(case, unit));
                    finest == Some(spans.unit) && spans.unit.floor(case.start) == first
                };
                prop_assert_eq!(amount, sum(&here, &counted), "{:?} {}", spans.unit, first);
            }
        }
        if !people {
            let drawn: u64 = table.sums.iter().sum();
            prop_assert_eq!(drawn + table.unplaced() + table.undated, sum(&|_| true, &counted));
        }
    }

    #[test]
    fn totals_of_different_times_are_never_added(plain in proptest::collection::vec(plain(), 0..60)) {
        let (cases, plain) = columns(plain, false);
        for period in periods(&cases, &Filter::default()) {
            let of = |case: &&Plain| {
                case.flags == AGGREGATE && (case.start, case.start + case.span as i32) == (period.start, period.last)
            };
            let all: Vec<&Plain> = plain.iter().filter(of).collect();
            let whole = all.iter().any(|case| case.country == NO_COUNTRY);
            let cases = all.iter().filter(|case| !whole || case.country == NO_COUNTRY);
            prop_assert_eq!(period.sum.cases, cases.map(|case| u64::from(case.weight)).sum::<u64>());
        }
    }
}
