//! The project's own commands.
#![allow(unreachable_pub, reason = "a binary's modules are nobody else's API")]

mod basemap;

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("basemap") => basemap::run(),
        other => anyhow::bail!("there is no command {other:?}"),
    }
}
