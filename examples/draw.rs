//! Draws a file of cases to SVG with the crate alone: the same picture as `npx caseplot draw`, which has all options of
//! the elements, in every language.
//!
//! ```text
//! cargo run --release --example draw -- FILE --view map [--width 900] [--theme dark] [-o map.svg]
//! ```
//!
//! Options are those of the elements that need no browser: what a figure draws, `fields`, `heading`, `height`, `theme`,
//! `basemap`, `borders` and `inset`. It speaks English.

#[path = "shared/reading.rs"]
mod reading;

use std::collections::BTreeMap;
use std::process::ExitCode;

use caseplot::data::Dataset;
use caseplot::geo::{Basemap, insets, owners};
use caseplot::locale::{EN, Locale, NativeFormats};
use caseplot::map::Insets;
use caseplot::render::svg;
use caseplot::text::RoomyMeasure;
use caseplot::theme::{DARK, LIGHT};
use caseplot::view::{Environment, Figure, Kind, MARGIN, Options, State, furnish, in_words};

use reading::{Failure, read};

const EUROPE: &[u8] = include_bytes!("../assets/europe.bin");
const FINER: &[u8] = include_bytes!("../assets/europe-fine.bin");
const WORLD: &[u8] = include_bytes!("../assets/world.bin");
const INSETS: &[u8] = include_bytes!("../assets/insets.bin");

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
    let (file, mut flags) = arguments(std::env::args().skip(1))?;
    let data = read(&file, flags.remove("fields").as_deref())?;
    let out = flags.remove("o");
    let drawn = draw(&data, flags)?;
    for issue in data.issues.iter() {
        eprintln!("{}", issue.message());
    }
    match out {
        Some(out) => std::fs::write(out, drawn)?,
        None => print!("{drawn}"),
    }
    Ok(())
}

/// The file, and the flags by their names.
fn arguments(
    mut given: impl Iterator<Item = String>,
) -> Result<(String, BTreeMap<String, String>), Failure> {
    let mut file = None;
    let mut flags = BTreeMap::new();
    while let Some(argument) = given.next() {
        let name = argument.strip_prefix("--").or(argument.strip_prefix('-'));
        if let Some(name) = name {
            let value = given.next();
            let value = value.ok_or_else(|| format!("{argument} needs a value"))?;
            flags.insert(name.to_owned(), value);
        } else {
            file = Some(argument);
        }
    }
    let file = file.ok_or("name a file of cases, for example: draw cases.json --view map")?;
    Ok((file, flags))
}

fn draw(data: &Dataset, mut flags: BTreeMap<String, String>) -> Result<String, Failure> {
    let mut take = |name: &str| flags.remove(name);
    let kind = Kind::parse(&take("view").unwrap_or_else(|| "map".into()))?;
    let width = take("width").map_or(Ok(900.0), |width| width.parse())? - 2.0 * MARGIN;
    let height = take("height").map(|height| height.parse()).transpose()?;
    let dark = take("theme").is_some_and(|theme| theme == "dark");
    let world = take("basemap").is_some_and(|name| name == "world");
    let borders = take("borders").unwrap_or_default();
    let owners = owners(&borders);
    let inset = take("inset").unwrap_or_default();
    let heading = take("heading");
    let env = Environment {
        theme: if dark { &DARK } else { &LIGHT },
        measure: &RoomyMeasure,
        locale: Locale {
            messages: &EN,
            formats: &NativeFormats,
        },
        language: "en",
    };
    let mut options = Options::default();
    for (name, value) in &flags {
        options.set(name, value)?;
    }
    let mut figure = Figure::new(kind, options);
    if !inset.is_empty() {
        let finer = Basemap::decode_with(FINER, &owners)?;
        let (insets, unknown) = Insets::new(&inset, &finer.into(), insets::decode(INSETS)?);
        figure.set_insets(insets);
        if !unknown.is_empty() {
            return Err(format!("inset: no map has {}", unknown.join(", ")).into());
        }
    }
    let state = State::default();
    if kind == Kind::Map {
        let bytes = if world { WORLD } else { EUROPE };
        let basemap = Basemap::decode_with(bytes, &owners)?;
        figure.resize(width, height, Some(&basemap));
    } else {
        // Of some kinds the height follows from the data.
        figure.fit(data, &state, width, height, &env);
    }
    let sentence = in_words(&figure.sentence(data, &state, &env));
    let scene = figure.still(data, &state, &env);
    let title = heading.as_deref().unwrap_or(data.info.title.get("en"));
    let picture = furnish(&scene, title, &sentence, &data.info, &env);
    Ok(svg::picture(&picture, "en"))
}
