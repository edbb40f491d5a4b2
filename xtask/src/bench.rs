//! `cargo xtask bench`: caseplot and its peers on the same work, in one run.

use std::process::Command;

use anyhow::Result;

use crate::project::{exec, root, say};
use crate::{npm, pkg, setup};

/// Builds the package and runs `bench/run.mjs` with the arguments given.
///
/// # Errors
/// When something can't be set up or a measurement can't be made.
pub fn run(args: &[String]) -> Result<()> {
    let browser = setup::browser()?;
    let package = pkg::build()?;
    npm::install(npm::BENCH)?;
    say("bench: measuring (a run of everything takes about fifteen minutes)");
    exec(
        Command::new("node")
            .current_dir(root().join("bench"))
            .arg("run.mjs")
            .args(args)
            .env("CHROMIUM", browser)
            .env("CASEPLOT_PACKAGE", package),
    )
}
