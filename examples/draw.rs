//! Draws a file of cases to SVG without a browser, or tells what was read.
//!
//! ```text
//! cargo run --release --example draw -- FILE.json --view map [--width 900] [--height 600]
//!     [--measure people] [--stack charge] [--bin month] [--theme dark] [--lang en] [-o out.svg]
//! cargo run --release --example draw -- FILE.json --tally
//! ```

use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::ExitCode;

use caseplot::calendar::civil;
use caseplot::data::{Dataset, NO_DATE};
use caseplot::geo::Basemap;
use caseplot::json::Writer;
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::query::{Filter, Tally, tally, tally_rows};
use caseplot::read::Reader;
use caseplot::render::svg::svg;
use caseplot::scene::Detail;
use caseplot::text::TableMeasure;
use caseplot::theme::{DARK, LIGHT};
use caseplot::view::{Environment, Figure, Kind, Options, State, furnish};

const EUROPE: &[u8] = include_bytes!("../assets/europe.bin");

type Failure = Box<dyn std::error::Error>;

struct Arguments {
    file: String,
    view: Kind,
    width: f64,
    height: Option<f64>,
    dark: bool,
    language: String,
    out: Option<String>,
    tally: bool,
    options: Options,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("draw: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let arguments = arguments(std::env::args().skip(1))?;
    let data = read(&arguments.file)?;
    let text = if arguments.tally {
        tally_json(&data)
    } else {
        drawing(&arguments, &data)?
    };
    match &arguments.out {
        Some(out) => std::fs::write(out, text)?,
        None => print!("{text}"),
    }
    Ok(())
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<Arguments, Failure> {
    let mut arguments = Arguments {
        file: String::new(),
        view: Kind::Map,
        width: 900.0,
        height: None,
        dark: false,
        language: "en".to_owned(),
        out: None,
        tally: false,
        options: Options::default(),
    };
    while let Some(flag) = given.next() {
        let Some(name) = flag
            .strip_prefix('-')
            .map(|name| name.trim_start_matches('-'))
        else {
            arguments.file = flag;
            continue;
        };
        if name == "tally" {
            arguments.tally = true;
            continue;
        }
        let value = given
            .next()
            .ok_or_else(|| format!("{flag} needs a value"))?;
        match name {
            "view" => arguments.view = Kind::parse(&value)?,
            "width" => arguments.width = value.parse()?,
            "height" => arguments.height = Some(value.parse()?),
            "theme" => arguments.dark = value == "dark",
            "lang" => arguments.language = value,
            "o" | "out" => arguments.out = Some(value),
            _ => arguments.options.set(name, &value)?,
        }
    }
    if arguments.file.is_empty() {
        return Err(
            "name a file of cases, for example: draw cases.json --view map -o out.svg".into(),
        );
    }
    Ok(arguments)
}

fn read(file: &str) -> Result<Dataset, Failure> {
    let mut input = std::fs::File::open(file).map_err(|error| format!("{file}: {error}"))?;
    let mut reader = Reader::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match input.read(&mut chunk)? {
            0 => break,
            n => reader.feed(&chunk[..n]),
        }
    }
    Ok(reader
        .finish()
        .map_err(|error| format!("{file}: {error}"))?)
}

fn drawing(arguments: &Arguments, data: &Dataset) -> Result<String, Failure> {
    let basemap = Basemap::decode(EUROPE)?;
    let env = Environment {
        theme: if arguments.dark { &DARK } else { &LIGHT },
        measure: &TableMeasure,
        locale: Locale {
            messages: &EN,
            formats: &NativeFormats,
        },
        language: &arguments.language,
    };
    let mut figure = Figure::new(arguments.view, arguments.options.clone());
    figure.resize(arguments.width, arguments.height, Some(&basemap));
    let scene = figure.scene(data, &State::default(), None, Detail::Words, &env);
    for issue in data.issues.iter() {
        eprintln!("{}", issue.message());
    }
    Ok(svg(&furnish(&scene, &data.info, &env)))
}

/// What was read: `{cases, people, countries, months, issues}`.
fn tally_json(data: &Dataset) -> String {
    let cases = &data.cases;
    let mut months: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in 0..cases.len() {
        let (first, last) = (cases.start[row], cases.last_day(row));
        if first == NO_DATE {
            continue;
        }
        let (a, b) = (civil(first), civil(last));
        if (a.year, a.month) == (b.year, b.month) {
            months
                .entry(format!("{:04}-{:02}", a.year, a.month))
                .or_default()
                .push(row);
        }
    }
    let all = tally(cases, &Filter::default());
    let mut out = Writer::new();
    out.object(|out| {
        write_sum(out, &all);
        out.key("countries").object(|out| {
            let mut codes: Vec<(usize, &String)> = cases.countries.iter().enumerate().collect();
            codes.sort_by_key(|&(_, code)| code);
            for (index, code) in codes {
                let countries = Some(vec![index as u16]);
                let sum = tally(
                    cases,
                    &Filter {
                        window: None,
                        countries,
                    },
                );
                out.key(code).object(|out| write_sum(out, &sum));
            }
        });
        out.key("months").object(|out| {
            for (month, rows) in &months {
                out.key(month)
                    .object(|out| write_sum(out, &tally_rows(cases, rows.iter().copied())));
            }
        });
        out.key("issues").array(|out| {
            for issue in data.issues.iter() {
                issue.write_json(out);
            }
        });
    });
    let mut text = out.finish();
    text.push('\n');
    text
}

fn write_sum(out: &mut Writer, sum: &Tally) {
    out.key("cases").int(sum.cases);
    out.key("people").object(|out| {
        out.key("min").int(sum.people_min);
        match sum.people_max {
            Some(max) => out.key("max").int(max),
            None => out.key("max").null(),
        }
        out.key("unknown").int(sum.unknown);
    });
}
