//! `cargo xtask basemap`: makes the base maps in `assets/` anew from Natural Earth.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What is made, each a file in `assets/`; `xtask/basemap/maps.mjs` says in what detail.
const MAPS: [&str; 4] = ["europe", "europe-fine", "world", "insets"];

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
    for name in MAPS {
        let topology = made.join(format!("{name}.json"));
        println!("> {name}: simplifying");
        exec(
            Command::new("node")
                .current_dir(&tool)
                .args(["make.mjs", name])
                .arg(&topology),
        )?;
        println!("> {name}: encoding");
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
                .arg(root.join(format!("assets/{name}.bin"))),
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
