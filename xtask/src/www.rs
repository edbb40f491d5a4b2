//! `cargo xtask www`: the pages with the package beside them, as any site would serve them.

use std::path::PathBuf;

use anyhow::Result;

use crate::pkg;
use crate::project::{copy_dir, fresh_dir, root, say, target};

/// Builds the site and returns its folder, `target/www`.
///
/// # Errors
/// When the package can't be built or a file can't be copied.
pub fn build() -> Result<PathBuf> {
    let package = pkg::build()?;
    say("www: copying the pages");
    let site = target().join("www");
    fresh_dir(&site)?;
    copy_dir(&root().join("www"), &site)?;
    copy_dir(&package, &site.join("caseplot"))?;
    Ok(site)
}
