//! Which country of the base map each place lies in.
//!
//! ```sh
//! cargo run --release --example locate -- places.csv
//! ```
//!
//! `places.csv` has the columns `place`, `lon` and `lat` (degrees, WGS 84), in any order, and any others. For
//! each line `place,unit` is printed; `unit` is the code of the country that holds it, or of the nearest one
//! within [`COAST`] metres, and empty at sea or off the map. A line that can't be read is told, with what would
//! mend it, and the others go on.

use std::io::Write;
use std::process::ExitCode;

use caseplot::geo::{Basemap, LonLat};

/// A place on a coast may lie as far from the map's own line, in metres.
const COAST: f64 = 2_000.0;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path] = &args[..] else {
        eprintln!("usage: locate places.csv (columns place, lon, lat)");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path} can't be read: {error}");
            return ExitCode::from(2);
        }
    };
    match locate(&text) {
        Ok((lines, wrong)) => {
            for problem in &wrong {
                eprintln!("{path}, {problem}");
            }
            // Whoever closes the pipe early has read enough.
            let _ = std::io::stdout().write_all(lines.as_bytes());
            ExitCode::from(u8::from(!wrong.is_empty()))
        }
        Err(problem) => {
            eprintln!("{path}: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The lines `place,unit`, the first of them the columns' names, and what is wrong with single lines.
///
/// # Errors
/// When a column is missing, or the package's base map can't be read.
pub(crate) fn locate(text: &str) -> Result<(String, Vec<String>), String> {
    let map = Basemap::decode(include_bytes!("../assets/europe-fine.bin"))
        .map_err(|error| error.to_string())?;
    let mut table = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = table.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| {
        let found = header
            .iter()
            .position(|title| title.eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let titles: Vec<&str> = header.iter().collect();
            format!(
                "no column \"{name}\" (there are: {}); the first line must name place, lon and lat",
                titles.join(", ")
            )
        })
    };
    let (place, lon, lat) = (column("place")?, column("lon")?, column("lat")?);
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut wrong = Vec::new();
    let write = |out: &mut csv::Writer<Vec<u8>>, cells: [&str; 2]| {
        out.write_record(cells).map_err(|error| error.to_string())
    };
    write(&mut out, ["place", "unit"])?;
    for record in table.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let degrees = |column: usize, name: &str, most: f64| {
            let text = record.get(column).unwrap_or_default();
            let value = text.parse::<f64>().ok().filter(|value| value.abs() <= most);
            value.ok_or_else(|| {
                format!("line {line}: {name} is \"{text}\"; expected degrees from -{most} to {most}, with a point, such as 12.6")
            })
        };
        let unit = degrees(lon, "lon", 180.0).and_then(|lon| {
            let lat = degrees(lat, "lat", 90.0)?;
            let at = map.projection().forward(LonLat { lon, lat });
            let unit = map
                .unit_near(at, COAST)
                .and_then(|unit| map.units().get(unit));
            Ok(unit.map_or("", |unit| unit.code.as_str()))
        });
        match unit {
            Ok(unit) => write(&mut out, [record.get(place).unwrap_or_default(), unit])?,
            Err(problem) => wrong.push(problem),
        }
    }
    let bytes = out.into_inner().map_err(|error| error.to_string())?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), wrong))
}
