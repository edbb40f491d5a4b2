//! The project's own commands: `cargo xtask help` lists them.
#![allow(unreachable_pub, reason = "a binary's modules are nobody else's API")]

mod arvig;
mod basemap;
mod bench;
mod cargo;
mod cases;
mod day;
mod engines;
mod fiction;
mod iom;
mod licences;
mod lint;
mod lock;
mod matrix;
mod neighbours;
mod npm;
mod package_files;
mod pkg;
mod plugin;
mod project;
mod python;
mod serve;
mod setup;
mod size;
mod test;
mod ucdp;
mod wasm;
mod www;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--port N]    set up, build everything, serve the pages on 127.0.0.1
  test [STEP] [TEXT] set up, run every test; STEP: native, wasm and engines (both in
                     Chromium, Firefox and WebKit, or those that CASEPLOT_ENGINES names,
                     with commas between), node, browser, sanitisers, package, bundlers
                     or size, or cms (Wagtail and WordPress, installed here: only when
                     asked for); TEXT: only test files (node, browser, engines,
                     sanitisers, cms) or tests of that name
  lint               formatting, clippy (native and wasm32), documentation
  wasm               build and optimise the wasm, into target/pkg/wasm
  pkg                build the npm package into target/pkg/caseplot, and its tarball beside it
  plugin             make WordPress's plugin, target/pkg/caseplot-wordpress.zip
  matrix             write docs/matrix.md: what caseplot was tried with by the last tests
  www                build the pages, into target/www
  serve [--port N]   serve target/www as it is (0: any free port)
  size               weigh what a reader loads before the first picture
  bench [OPTIONS]    measure caseplot and its peers: --only a,b --n 10000,1000000
                     --reps 5 --cpu 4 --shots --table; bench article: a page as a telephone
                     loads it, beside the same with other figures
  fiction            make www/data/fiction.json and fiction-stages.json anew
  iom [DIR]          make www/data/missing-migrants.json from the publisher's year files
  arvig [FILE]       make www/data/arvig.json from the authors' table
  ucdp [FILE]        make www/data/ucdp-myanmar-bangladesh.json from the publisher's table
  basemap            make the base maps in assets/ anew from npm world-atlas
  help               this text";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> anyhow::Result<()> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "demo" => {
            let port = serve::port(rest)?;
            www::build()?;
            serve::run(port)
        }
        "serve" => serve::run(serve::port(rest)?),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "lint" => alone(command, rest, lint::run),
        "wasm" => alone(command, rest, || {
            for kind in wasm::KINDS {
                wasm::build(kind)?;
            }
            Ok(())
        }),
        "pkg" => alone(command, rest, || pkg::pack(&pkg::build()?).map(drop)),
        "plugin" => alone(command, rest, || plugin::build(&pkg::build()?).map(drop)),
        "matrix" => alone(command, rest, matrix::run),
        "www" => alone(command, rest, || www::build().map(drop)),
        "fiction" => alone(command, rest, || {
            fiction::run(&project::root().join("www/data"))
        }),
        "iom" => iom::run(
            &input(rest, "iom-missing-migrants"),
            &project::root().join("www/data/missing-migrants.json"),
        ),
        "arvig" => cases::from_table(
            &input(rest, "arvig/arvig.csv"),
            &project::root().join("www/data/arvig.json"),
            arvig::convert,
        ),
        "ucdp" => cases::from_table(
            &input(rest, "ucdp-ged/ged191-bangladesh-myanmar.csv"),
            &project::root().join("www/data/ucdp-myanmar-bangladesh.json"),
            ucdp::convert,
        ),
        "basemap" => alone(command, rest, basemap::run),
        "size" => alone(command, rest, size::run),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => anyhow::bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

/// What a converter reads: its argument, or what lies in the data beside the repository.
fn input(rest: &[String], name: &str) -> PathBuf {
    let beside = || project::root().join("../shared/data").join(name);
    rest.first().map_or_else(beside, PathBuf::from)
}

/// Runs a command that takes no arguments.
fn alone(
    name: &str,
    args: &[String],
    work: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    anyhow::ensure!(
        args.is_empty(),
        "`{name}` takes no arguments, found `{}`",
        args.join(" ")
    );
    work()
}
