//! `cargo xtask lint`: formatting, clippy for both targets, documentation; nothing may warn.

use anyhow::Result;

use crate::cargo::{WASM, cargo};
use crate::project::{exec, say};
use crate::setup;

/// Runs every check, stopping at the first that fails.
///
/// # Errors
/// When a check fails.
pub fn run() -> Result<()> {
    setup::rust_component("rustfmt", "fmt")?;
    setup::rust_component("clippy", "clippy")?;
    setup::wasm_target()?;
    say("lint: formatting");
    exec(&mut cargo(&["fmt", "--all", "--check"]))?;
    say("lint: clippy, native");
    exec(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    say(format!("lint: clippy, {WASM}"));
    let library = ["--package", "caseplot", "--lib", "--target", WASM];
    // The build for editors, and the two that readers load.
    let whole = ["--no-default-features", "--features=formats"];
    // Its tests are of the whole one.
    let tests = [&whole[..], &["--profile=test"]].concat();
    for build in [&[][..], &whole, &tests, &["--no-default-features"]] {
        let mut clippy = cargo(&["clippy"]);
        exec(
            clippy
                .args(library)
                .args(build)
                .args(["--", "-D", "warnings"]),
        )?;
    }
    say("lint: documentation");
    let doc = |args: &[&str]| {
        exec(
            cargo(&["doc", "--no-deps"])
                .args(args)
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    };
    doc(&["--workspace"])?;
    doc(&library)
}
