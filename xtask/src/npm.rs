//! npm packages, installed beside the `package.json` that asks for them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::{copy, exec, read, root, say, write};
use crate::setup;

/// What the package is built with.
pub const BUILD: &str = "xtask/npm";
/// What the browser tests use.
pub const BROWSER_TESTS: &str = "tests/browser";
/// What sites clean their articles with.
pub const SANITISERS: &str = "tests/sanitisers";
/// What caseplot is measured beside.
pub const BENCH: &str = "bench";
/// What the package is checked with.
pub const PACKAGE_TESTS: &str = "tests/package";
/// The tools that build pages with the package.
pub const BUNDLER_TESTS: &str = "tests/bundlers";

/// Installs what a folder's lock file names, if it isn't there yet; returns `node_modules`.
///
/// # Errors
/// When Node is missing or npm fails.
pub fn install(folder: &str) -> Result<PathBuf> {
    install_in(folder, &root().join(folder))
}

/// Installs what a folder's lock file names in another folder, such as one where projects are built.
///
/// # Errors
/// When Node is missing or npm fails.
pub fn install_in(folder: &str, dir: &Path) -> Result<PathBuf> {
    setup::node()?;
    if dir != root().join(folder) {
        fs::create_dir_all(dir).with_context(|| format!("{} can't be made", dir.display()))?;
        for name in ["package.json", "package-lock.json"] {
            copy(&root().join(folder).join(name), &dir.join(name))?;
        }
    }
    let modules = dir.join("node_modules");
    let lock = read(&dir.join("package-lock.json"))?;
    // The copy goes away with the folder it stands for.
    let stamp = modules.join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    say(format!("setup: installing npm packages of {folder}"));
    // Without install scripts: none is needed, and esbuild's would replace its portable launcher.
    let options = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    exec(Command::new("npm").current_dir(dir).args(options))?;
    write(&stamp, lock)?;
    Ok(modules)
}

/// A program of an installed package, run by Node.
pub fn program(modules: &Path, path: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(modules.join(path));
    command
}
