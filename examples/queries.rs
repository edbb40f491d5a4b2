//! Times what a page asks at each step of a reader's hand, over generated cases.
//!
//! ```text
//! cargo run --release --example queries [-- CASES]
//! ```
//!
//! Prints the median and the longest of 41 runs beside the limit: a moved window well under a
//! millisecond, anything else under 5 ms, at a million cases. It is the code of the embed, built for
//! this machine; a browser takes about twice as long. Two passes differ by a tenth.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use caseplot::calendar::day_of;
use caseplot::data::Dataset;
use caseplot::query::{Filter, Measure, PlaceBox, Window, by_bin, by_code, by_country, tally};
use caseplot::read::Reader;
use caseplot::scale::time::{Bins, Unit};

const COUNTRIES: [&str; 20] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "MT", "NL", "PL", "SE",
];

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args()
        .nth(1)
        .map_or(Ok(1_000_000), |n| n.parse())?;
    let data = generated(count)?;
    let cases = &data.cases;
    let day = |year, month| day_of(year, month, 1);
    let window = Window {
        from: day(2019, 3),
        until: day(2020, 9),
    };
    let bins = Bins::new(day(2015, 1), day(2024, 12), Unit::Month);
    let facet = cases.facets.iter().position(|facet| facet.name == "charge");
    let facet = facet.ok_or("the generated cases have no charge")?;

    let all = Filter::default();
    let moved = Filter {
        window: Some(window),
        ..Filter::default()
    };
    let chosen = Filter {
        countries: Some(vec![1, 3, 5, 7]),
        ..Filter::default()
    };
    let both = Filter {
        facets: vec![(facet, vec![0, 2])],
        ..chosen.clone()
    };
    let near = Filter {
        place: Some(PlaceBox {
            west: 5.0,
            south: 35.0,
            east: 25.0,
            north: 55.0,
        }),
        ..moved.clone()
    };
    let found = Filter {
        text: "Charge 3".to_owned(),
        ..chosen.clone()
    };
    let every = Filter {
        window: Some(window),
        ..both.clone()
    };

    println!("{count} cases; ms: median, longest, limit");
    let (cases_, people) = (Measure::Cases, Measure::People);
    time("moved window, by country", 1.0, || {
        by_country(cases, &moved, cases_)
    });
    time("moved window, by value", 1.0, || {
        by_code(cases, &moved, cases_, facet)
    });
    time("moved window, people by country", 5.0, || {
        by_country(cases, &moved, people)
    });
    time("window and place, by country", 5.0, || {
        by_country(cases, &near, cases_)
    });
    time("all, in bins", 5.0, || {
        by_bin(cases, &all, cases_, &bins, None)
    });
    time("countries, by value", 5.0, || {
        by_code(cases, &chosen, cases_, facet)
    });
    time("countries, in bins", 5.0, || {
        by_bin(cases, &chosen, cases_, &bins, None)
    });
    time("countries and facet, by country", 5.0, || {
        by_country(cases, &both, cases_)
    });
    time("countries and facet, people", 5.0, || {
        by_country(cases, &both, people)
    });
    time("countries and facet, in bins", 5.0, || {
        by_bin(cases, &both, cases_, &bins, None)
    });
    time("countries and facet, whole sum", 5.0, || {
        tally(cases, &both)
    });
    time("countries and text, by country", 5.0, || {
        by_country(cases, &found, cases_)
    });
    time("window, countries and facet", 5.0, || {
        by_country(cases, &every, cases_)
    });
    Ok(())
}

/// Cases of ten years, the same each time: half with a day, a third of them with "at least".
fn generated(count: u32) -> caseplot::Result<Dataset> {
    let mut reader = Reader::new();
    reader.feed(b"[");
    let mut state = 17_u32;
    let mut next = |below: u32| {
        // Numerical Recipes' generator: its high bits are random enough for a benchmark.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    for i in 0..count {
        let comma = if i == 0 { "" } else { "," };
        let (year, month) = (2015 + next(10), 1 + next(12));
        let day = match next(2) {
            0 => String::new(),
            _ => format!("-{:02}", 1 + next(28)),
        };
        let people = match next(3) {
            0 => format!("{{\"min\":{}}}", 1 + next(9)),
            _ => (1 + next(9)).to_string(),
        };
        let country = COUNTRIES[next(20) as usize];
        let (lat, lon) = (34 + next(30), next(40));
        let charge = next(6);
        reader.feed(
            format!(
                "{comma}{{\"date\":\"{year}-{month:02}{day}\",\"country\":\"{country}\",\"people\":{people},\
                 \"lat\":{lat}.5,\"lon\":{lon}.25,\"charge\":\"charge {charge}\"}}"
            )
            .as_bytes(),
        );
    }
    reader.feed(b"]");
    reader.finish()
}

fn time<T>(name: &str, limit: f64, query: impl Fn() -> T) {
    let mut runs: Vec<f64> = (0..41)
        .map(|_| {
            let began = Instant::now();
            black_box(query());
            began.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    let over = if runs[20] > limit { "  over" } else { "" };
    println!(
        "{name:34} {:7.2} {:7.2} {limit:5.0}{over}",
        runs[20], runs[40]
    );
}
