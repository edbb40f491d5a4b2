//! Makes a public file of cases from a private one: see docs/publish.md.
//!
//! ```text
//! cargo run --release --example publish -- private.json --policy policy.json --out public.json --report report.html
//!     [--report-json report.json] [--before published-last-time.json]…
//! ```
//!
//! Nothing is written while anything blocks, but the report. It leaves with 1 then, and with 2 if it was called wrongly.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use caseplot::data::Dataset;
use caseplot::geo::Basemap;
use caseplot::publish::{Report, Run, publish};
use caseplot::report::html;

type Failure = Box<dyn std::error::Error>;

const EUROPE: &[u8] = include_bytes!("../assets/europe.bin");
const WORLD: &[u8] = include_bytes!("../assets/world.bin");

/// What may stand behind the file.
const FLAGS: [&str; 5] = ["policy", "out", "report", "report-json", "before"];

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let Arguments {
        file,
        flags,
        before,
    } = arguments(std::env::args().skip(1))?;
    let needed = |name: &str| {
        flags
            .get(name)
            .ok_or_else(|| format!("--{name} is missing"))
    };
    let policy = read(needed("policy")?)?;
    let out = needed("out")?;
    let mut taken = apart(&file, &before, &flags)?;
    let private = read(&file)?;
    let before: Vec<Vec<u8>> = before
        .iter()
        .map(|file| read(file))
        .collect::<Result<_, _>>()?;
    let before: Vec<&[u8]> = before.iter().map(Vec::as_slice).collect();
    let done = publish(&private, &policy, &before, fresh()?);
    let (report, before, after) = match &done {
        Ok(published) => (
            &published.report,
            Some(&published.before),
            Some(&published.after),
        ),
        Err(refused) => (&refused.report, refused.before.as_ref(), None),
    };
    let more = done.as_ref().map_or(0, |published| published.more.len());
    let more: Vec<String> = (0..more).map(|at| numbered(out, at + 2)).collect();
    for name in &more {
        free(&mut taken, "--out", name)?;
    }
    write_reports(&flags, report, before, after)?;
    for message in report.messages() {
        eprintln!("{message}");
    }
    match done {
        Ok(published) => {
            std::fs::write(out, &published.file).map_err(|error| format!("{out}: {error}"))?;
            for (out, file) in more.iter().zip(&published.more) {
                std::fs::write(out, file).map_err(|error| format!("{out}: {error}"))?;
            }
            eprintln!("{}", published.report.outcome());
            Ok(ExitCode::SUCCESS)
        }
        Err(refused) => {
            eprintln!("{}", refused.report.outcome());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The name of a second or later file: `public.json` is `public-2.json`.
fn numbered(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        Some((start, end)) if !end.contains(['/', '\\']) => format!("{start}-{number}.{end}"),
        _ => format!("{name}-{number}"),
    }
}

/// What the command was called with.
struct Arguments {
    file: String,
    /// By their names.
    flags: BTreeMap<String, String>,
    /// The files that were published before: of tables there are several.
    before: Vec<String>,
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<Arguments, Failure> {
    let mut file = None;
    let mut flags = BTreeMap::new();
    let mut before = Vec::new();
    while let Some(argument) = given.next() {
        let Some(name) = argument.strip_prefix("--") else {
            if file.replace(argument).is_some() {
                return Err("expected one private file".into());
            }
            continue;
        };
        if !FLAGS.contains(&name) {
            return Err(format!("--{name}: expected one of --{}", FLAGS.join(", --")).into());
        }
        let value = given
            .next()
            .ok_or_else(|| format!("{argument} needs a value"))?;
        if name == "before" {
            before.push(value);
        } else {
            flags.insert(name.to_owned(), value);
        }
    }
    let file = file.ok_or(
        "name the private file: publish private.json --policy policy.json --out public.json",
    )?;
    Ok(Arguments {
        file,
        flags,
        before,
    })
}

/// Where files lie that are read or written, with why nothing else may be written there.
type Taken = BTreeMap<PathBuf, String>;

/// What is read must not be written over, nor what is written.
fn apart(
    file: &str,
    before: &[String],
    flags: &BTreeMap<String, String>,
) -> Result<Taken, Failure> {
    let read = [Some(file), flag(flags, "policy")].into_iter().flatten();
    let read = read.chain(before.iter().map(String::as_str));
    let mut taken: Taken = read
        .map(|file| (place(file), "this file is read".to_owned()))
        .collect();
    for name in ["out", "report", "report-json"] {
        if let Some(file) = flag(flags, name) {
            free(&mut taken, &format!("--{name}"), file)?;
        }
    }
    Ok(taken)
}

fn flag<'a>(flags: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    flags.get(name).map(String::as_str)
}

/// Fails if a file that is to be written is one that is read, or another one that is written.
fn free(taken: &mut Taken, flag: &str, file: &str) -> Result<(), Failure> {
    let place = place(file);
    if let Some(why) = taken.get(&place) {
        return Err(format!("{flag} {file}: {why}. Write to another one.").into());
    }
    taken.insert(place, format!("{flag} writes this file too"));
    Ok(())
}

/// Where a file really lies; one that there is not, where it is said to.
fn place(file: &str) -> PathBuf {
    let said = || std::path::absolute(file).unwrap_or_else(|_| file.into());
    std::fs::canonicalize(file).unwrap_or_else(|_| said())
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    Ok(std::fs::read(file).map_err(|error| format!("{file}: {error}"))?)
}

/// Today, and a number that nobody can guess: keys of the standard library's hash maps come from the operating system.
fn fresh() -> Result<Run, Failure> {
    let seed = std::hash::RandomState::new().build_hasher().finish();
    let days = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    Ok(Run {
        seed,
        today: i32::try_from(days)?,
    })
}

fn write_reports(
    flags: &BTreeMap<String, String>,
    report: &Report,
    before: Option<&Dataset>,
    after: Option<&Dataset>,
) -> Result<(), Failure> {
    if let Some(out) = flags.get("report-json") {
        std::fs::write(out, report.json()).map_err(|error| format!("{out}: {error}"))?;
    }
    if let Some(out) = flags.get("report") {
        let maps = [Basemap::decode(EUROPE)?, Basemap::decode(WORLD)?];
        let page = html(report, before, after, &maps);
        std::fs::write(out, page).map_err(|error| format!("{out}: {error}"))?;
    }
    Ok(())
}
