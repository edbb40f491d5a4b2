//! Says which unit of the base maps each place of a table falls in.
//!
//! ```text
//! cargo run --release --example locate -- places.csv
//! ```
//!
//! The table is CSV with a heading that names `place`, `lon` and `lat` (degrees); other columns are
//! ignored. Printed is a table of `place,unit`: the unit's code, or nothing at sea. Places in the frame of
//! the finer Europe are looked for there, others in the insets and then in the world. A place in the sea by a
//! coast counts for it: 2 km, or 10 km in the world, whose coasts are that much simpler. Lines that can't be read are told
//! with their number, and the others are printed all the same.

use std::process::ExitCode;

use caseplot::geo::{Basemap, LonLat, insets};

type Failure = Box<dyn std::error::Error>;

const EUROPE: &[u8] = include_bytes!("../assets/europe-fine.bin");
const INSETS: &[u8] = include_bytes!("../assets/insets.bin");
const WORLD: &[u8] = include_bytes!("../assets/world.bin");

/// Metres from a coast within which a place at sea counts for it.
const COAST: f64 = 2_000.0;
/// The same in the world.
const COAST_OF_WORLD: f64 = 10_000.0;
/// Metres around the label point of a unit that is too small to have a shape: the Vatican's radius.
const TINY: f64 = 500.0;

fn main() -> ExitCode {
    match run() {
        Ok(ExitCode::SUCCESS) => ExitCode::SUCCESS,
        Ok(code) => code,
        Err(error) => {
            eprintln!("locate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let mut files = std::env::args().skip(1);
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err("expected one file: locate -- places.csv".into());
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let (located, problems) = locate(&text)?;
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record(["place", "unit"])?;
    for (place, unit) in located {
        out.write_record([place, unit])?;
    }
    out.flush()?;
    for problem in &problems {
        eprintln!("{file}: {problem}");
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A place and the code of its unit, empty at sea.
pub(crate) type Located = (String, String);

/// The places of a table with their units, and what is wrong with the other lines.
///
/// # Errors
///
/// When the text is no table, or has not the columns.
pub(crate) fn locate(text: &str) -> Result<(Vec<Located>, Vec<String>), Failure> {
    let text = text.trim_start_matches('\u{feff}');
    let mut table = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headings = table.headers()?.clone();
    let column = |name: &str| {
        let found = headings
            .iter()
            .position(|heading| heading.eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let found = headings.iter().collect::<Vec<_>>().join(", ");
            format!(
                "line 1: no column is headed {name}: found {found}; expected place, lon and lat, \
                 with commas between them"
            )
        })
    };
    let (place, lon, lat) = (column("place")?, column("lon")?, column("lat")?);
    let maps = Maps::new()?;
    let (mut located, mut problems) = (Vec::new(), Vec::new());
    for row in table.records() {
        let row = row?;
        let at = degrees(&row, lon, "lon", 180.0)
            .and_then(|lon| Ok((lon, degrees(&row, lat, "lat", 90.0)?)));
        match at {
            Ok((lon, lat)) => {
                let place = row.get(place).unwrap_or_default().to_owned();
                located.push((place, maps.unit_of(LonLat { lon, lat }).to_owned()));
            }
            Err(problem) => {
                let line = row
                    .position()
                    .map_or(1, |start| line_at(text, start.byte()));
                problems.push(format!("line {line}: {problem}"));
            }
        }
    }
    Ok((located, problems))
}

/// The line, from 1, of a row that begins at a byte or after the empty lines there.
fn line_at(text: &str, byte: u64) -> usize {
    let (before, row) = text.split_at(byte as usize);
    let empty = row.len() - row.trim_start().len();
    before.lines().count() + row[..empty].matches('\n').count() + 1
}

/// A row's coordinate in degrees, or what is wrong with it.
fn degrees(row: &csv::StringRecord, column: usize, name: &str, most: f64) -> Result<f64, String> {
    let text = row.get(column).unwrap_or_default();
    let value: f64 = text.parse().map_err(|_| {
        format!("{name} is \"{text}\": expected degrees with a point, such as 26.55, and the line's columns as in line 1")
    })?;
    if value.abs() <= most {
        Ok(value)
    } else {
        Err(format!(
            "{name} is {text}: expected degrees from -{most} to {most}; lon is east, lat north, and metres \
             of a projection are not degrees"
        ))
    }
}

/// The maps that are looked in.
struct Maps {
    europe: Basemap,
    insets: Vec<Basemap>,
    world: Basemap,
}

impl Maps {
    fn new() -> Result<Self, Failure> {
        let insets = insets::decode(INSETS)?;
        Ok(Self {
            europe: Basemap::decode(EUROPE)?,
            insets: insets.into_iter().map(|inset| inset.map).collect(),
            world: Basemap::decode(WORLD)?,
        })
    }

    fn unit_of(&self, at: LonLat) -> &str {
        let within = |map: &Basemap| {
            let point = map.projection().forward(at);
            map.frame().contains(point).then_some(point)
        };
        if let Some(point) = within(&self.europe) {
            return unit_near(&self.europe, point, COAST).unwrap_or_default();
        }
        let inset = self
            .insets
            .iter()
            .find_map(|map| unit_near(map, within(map)?, COAST));
        let world = || {
            unit_near(
                &self.world,
                self.world.projection().forward(at),
                COAST_OF_WORLD,
            )
        };
        inset.or_else(world).unwrap_or_default()
    }
}

/// The code of the unit at a point or near it; none at sea.
fn unit_near(map: &Basemap, at: kurbo::Point, within: f64) -> Option<&str> {
    let tiny = map
        .units()
        .iter()
        .find(|unit| unit.bbox.is_zero_area() && unit.label.distance(at) <= TINY);
    let near = || map.unit_near(at, within).map(|unit| &map.units()[unit]);
    tiny.or_else(near).map(|unit| unit.code.as_str())
}
