//! Draws a file of cases to SVG without a browser, or tells what was read.
//!
//! ```text
//! cargo run --release --example draw -- FILE.json --view map [--width 900] [--height 600]
//!     [--measure people] [--stack charge] [--bin month] [--theme dark] [--lang en] [-o out.svg]
//!     [--basemap world] [--borders crimea=RU] [--inset "MT CY RE"], and the other options of a figure
//! cargo run --release --example draw -- FILE.json --tally
//! cargo run --release --example draw -- FILE.json --case 17
//! ```
//!
//! FILE can be JSON in any of the forms that the elements read, CSV or TSV. `--fields` says which
//! field is what, as JSON, and `--preset` which known data set it is (acled, ucdp, iom,
//! press-freedom, uwazi, spreadsheet). `--case` prints all that one record says, by its number in the
//! file, as issues name it.

use std::collections::BTreeMap;
use std::process::ExitCode;

use caseplot::calendar::civil;
use caseplot::data::{Cases, Dataset, NO_DATE, PRECISIONS};
use caseplot::geo::{Basemap, insets, owners};
use caseplot::json::Writer;
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::map::Insets;
use caseplot::query::{Filter, Tally, tally, tally_rows};
use caseplot::read::{Reader, csv, details, in_utf8};
use caseplot::render::svg::svg;
use caseplot::scale::time::Unit;
use caseplot::scene::Detail;
use caseplot::text::TableMeasure;
use caseplot::theme::{DARK, LIGHT};
use caseplot::view::{Environment, Figure, Kind, Options, State, furnish};

const EUROPE: &[u8] = include_bytes!("../assets/europe.bin");
const FINER: &[u8] = include_bytes!("../assets/europe-fine.bin");
const WORLD: &[u8] = include_bytes!("../assets/world.bin");
const INSETS: &[u8] = include_bytes!("../assets/insets.bin");

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
    case: Option<u32>,
    fields: Option<String>,
    world: bool,
    borders: String,
    inset: String,
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
    let data = read(&arguments.file, arguments.fields.as_deref())?;
    let text = if arguments.tally {
        tally_json(&data)
    } else if let Some(number) = arguments.case {
        case_words(&arguments, &data, number)?
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
        case: None,
        fields: None,
        world: false,
        borders: String::new(),
        inset: String::new(),
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
            "basemap" if matches!(&*value, "europe" | "world") => {
                arguments.world = value == "world";
            }
            "basemap" => return Err("--basemap needs \"europe\" or \"world\"".into()),
            "borders" => arguments.borders = value,
            "inset" => arguments.inset = value,
            "fields" | "preset" => arguments.fields = Some(value),
            "case" => arguments.case = Some(value.parse()?),
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

fn read(file: &str, fields: Option<&str>) -> Result<Dataset, Failure> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let mut reader = Reader::new();
    reader.keep_records();
    reader.name_countries(NativeFormats::country_code);
    if let Some(fields) = fields {
        reader.map_fields(fields);
    }
    let named = |end| file.to_ascii_lowercase().ends_with(end);
    let read = if named(".csv") || named(".tsv") || csv::is_table(&bytes) {
        csv::read(&mut reader, &bytes)
    } else {
        reader.expect_bytes(bytes.len() as u64);
        bytes.chunks(1 << 16).for_each(|chunk| reader.feed(chunk));
        Ok(())
    };
    let data = read.and_then(|()| reader.finish());
    Ok(data.map_err(|error| format!("{file}: {error}"))?)
}

fn drawing(arguments: &Arguments, data: &Dataset) -> Result<String, Failure> {
    let owners = owners(&arguments.borders);
    let bytes = if arguments.world { WORLD } else { EUROPE };
    let basemap = Basemap::decode_with(bytes, &owners)?;
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
    if !arguments.inset.is_empty() {
        let finer = Basemap::decode_with(FINER, &owners)?;
        let (insets, unknown) =
            Insets::new(&arguments.inset, &finer.into(), insets::decode(INSETS)?);
        figure.set_insets(insets);
        if !unknown.is_empty() {
            eprintln!("--inset: no map has {}", unknown.join(", "));
        }
    }
    figure.resize(arguments.width, arguments.height, Some(&basemap));
    if !matches!(arguments.view, Kind::Map | Kind::Timeline) {
        // The height of all others follows from the data.
        let (width, height) = (arguments.width, arguments.height);
        figure.fit(data, &State::default(), width, height, &env);
    }
    let scene = figure.scene(data, &State::default(), None, Detail::Words, &env);
    for issue in data.issues.iter() {
        eprintln!("{}", issue.message());
    }
    Ok(svg(&furnish(&scene, &data.info, &env)))
}

/// All that the record of a case says; `number` is its number in the file, as issues name it.
fn case_words(arguments: &Arguments, data: &Dataset, number: u32) -> Result<String, Failure> {
    let records = &data.cases.records;
    let mut rows = 0..data.cases.len();
    let row = rows
        .find(|&row| records.number(row) == Some(number))
        .ok_or_else(|| format!("{}: no case {number} was read", arguments.file))?;
    let bytes = std::fs::read(&arguments.file)?;
    let text = in_utf8(&bytes, records.encoding);
    let range = records.range(row).unwrap_or_default();
    let record = text.get(range.start as usize..range.end as usize);
    let record = record.unwrap_or_default();
    let mut out = String::new();
    for field in details(&records.form, record, &arguments.language) {
        let texts = field.texts.join("\n  ");
        out.push_str(&format!("{}: {texts}\n", field.name));
    }
    Ok(out)
}

/// What was read: `{cases, people, countries, months, dates, places, issues}`.
fn tally_json(data: &Dataset) -> String {
    let cases = &data.cases;
    let all = tally(cases, &Filter::default());
    let mut out = Writer::new();
    out.object(|out| {
        write_sum(out, &all);
        let country = |row| cases.country_code(row).map(str::to_owned);
        write_groups(out, "countries", cases, country);
        write_groups(out, "months", cases, |row| month(cases, row));
        write_groups(out, "dates", cases, |row| {
            Some(date_precision(cases, row).to_owned())
        });
        write_groups(out, "places", cases, |row| {
            Some(place_precision(cases, row).to_owned())
        });
        out.key("issues").array(|out| {
            for issue in data.issues.iter() {
                issue.write_json(out, &issue.message());
            }
        });
    });
    let mut text = out.finish();
    text.push('\n');
    text
}

/// A sum for each of the groups that cases are in.
fn write_groups(
    out: &mut Writer,
    name: &str,
    cases: &Cases,
    group: impl Fn(usize) -> Option<String>,
) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in 0..cases.len() {
        if let Some(group) = group(row) {
            groups.entry(group).or_default().push(row);
        }
    }
    out.key(name).object(|out| {
        for (name, rows) in &groups {
            let sum = tally_rows(cases, rows.iter().copied());
            out.key(name).object(|out| write_sum(out, &sum));
        }
    });
}

/// The month that the whole date lies in.
fn month(cases: &Cases, row: usize) -> Option<String> {
    let (first, last) = (cases.start[row], cases.last_day(row));
    if first == NO_DATE || !cases.is_closed(row) {
        return None;
    }
    let (a, b) = (civil(first), civil(last));
    ((a.year, a.month) == (b.year, b.month)).then(|| format!("{:04}-{:02}", a.year, a.month))
}

fn date_precision(cases: &Cases, row: usize) -> &'static str {
    let (first, last) = (cases.start[row], cases.last_day(row));
    let is = |unit: Unit| unit.floor(first) == first && unit.step(first, 1) - 1 == last;
    if first == NO_DATE {
        return "none";
    }
    match [Unit::Day, Unit::Month, Unit::Year]
        .into_iter()
        .find(|&unit| is(unit))
    {
        Some(unit) if cases.is_closed(row) => unit.name(),
        _ => "interval",
    }
}

fn place_precision(cases: &Cases, row: usize) -> &'static str {
    if cases.lat.get(row).is_nan() {
        return "none";
    }
    let precision = cases.precision.get(row);
    let known = PRECISIONS.iter().find(|(_, known)| *known == precision);
    known.map_or("unknown", |(name, _)| name)
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
