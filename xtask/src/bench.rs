//! `cargo xtask bench`: caseplot and its peers on the same work, in one run.

use std::process::Command;

use anyhow::Result;

use crate::project::{exec, root, say};
use crate::{npm, setup, www};

/// Builds the pages and runs `bench/run.mjs` with the arguments given, or `bench/article.mjs` where the first is `article`.
///
/// # Errors
/// When something can't be set up or a measurement can't be made.
pub fn run(args: &[String]) -> Result<()> {
    let browser = setup::browser()?;
    let site = www::build()?;
    npm::install(npm::BENCH)?;
    let (script, args) = match args.split_first() {
        Some((first, rest)) if first == "article" => ("article.mjs", rest),
        _ => ("run.mjs", args),
    };
    say("bench: measuring (a run of everything takes about fifteen minutes)");
    exec(
        Command::new("node")
            .current_dir(root().join("bench"))
            .arg(script)
            .args(args)
            .env("CHROMIUM", browser)
            .env("CASEPLOT_PACKAGE", site.join("caseplot"))
            .env("CASEPLOT_SITE", site),
    )
}
