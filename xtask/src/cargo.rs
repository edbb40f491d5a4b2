//! Cargo itself, as a command of ours.

use std::process::Command;

use crate::project;

/// Cargo in the repository's root, with these arguments.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project::root()).args(args);
    // What `cargo run` told us about xtask is no business of what we start.
    for name in [
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_PKG_NAME",
        "CARGO_PKG_VERSION",
    ] {
        command.env_remove(name);
    }
    command
}

/// The target of the library that browsers load.
pub const WASM: &str = "wasm32-unknown-unknown";
