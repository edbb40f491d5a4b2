//! `cargo xtask basemap`: makes the base maps in `assets/` anew from Natural Earth.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A base map to make.
struct Map {
    /// Its file in `assets/`, without the ending.
    name: &'static str,
    /// How much detail is kept: the interval of the simplification, in metres.
    interval: u32,
    /// Metres a step of the grid.
    grid: u32,
    /// Islands smaller than this many square kilometres are left out; in the north, those ten times larger.
    least_island: u32,
}

/// What is made. A grid of more than a third of the interval shows as jagged lines.
const MAPS: [Map; 2] = [
    Map {
        name: "europe",
        interval: 2500,
        grid: 750,
        least_island: 10,
    },
    Map {
        name: "europe-fine",
        interval: 1000,
        grid: 250,
        least_island: 4,
    },
];

/// Installs what is missing, simplifies and encodes every map, and writes them to `assets/`.
///
/// # Errors
/// When Node, npm or cargo is missing, a package can't be fetched, or the source has changed so
/// that a repair no longer finds what it repairs.
pub fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent folder")?;
    let tool = root.join("xtask/basemap");
    if !tool.join("node_modules/world-atlas").exists()
        || !tool.join("node_modules/mapshaper").exists()
    {
        println!("> installing mapshaper and world-atlas");
        exec(Command::new("npm").current_dir(&tool).args([
            // Not `ci`, which in npm 11 refuses the optional packages of other systems that the
            // lock file rightly leaves out; the versions are those of the lock file all the same.
            "install",
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]))?;
    }
    let made: PathBuf = root.join("target/basemap");
    std::fs::create_dir_all(&made)?;
    for Map {
        name,
        interval,
        grid,
        least_island,
    } in MAPS
    {
        let topology = made.join(format!("{name}.json"));
        let asset = root.join(format!("assets/{name}.bin"));
        println!("> {name}: simplifying to {interval} m");
        exec(
            Command::new("node")
                .current_dir(&tool)
                .arg("make.mjs")
                .arg(&topology)
                .arg(interval.to_string())
                .arg(least_island.to_string()),
        )?;
        println!("> {name}: encoding on a grid of {grid} m");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut encode = Command::new(cargo);
        encode.current_dir(root).args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "caseplot-basemap",
            "--",
        ]);
        exec(
            encode
                .arg(&topology)
                .arg(grid.to_string())
                .arg(format!("europe/{interval}"))
                .arg(asset),
        )?;
    }
    Ok(())
}

/// Runs a command to its end.
fn exec(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{:?} can't be started", command.get_program()))?;
    ensure!(status.success(), "{command:?} failed ({status})");
    Ok(())
}
