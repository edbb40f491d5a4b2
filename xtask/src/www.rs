//! `cargo xtask www`: the pages with the package beside them, as any site would serve them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::pkg;
use crate::project::{
    copy_dir, entries, extension, fresh_dir, read_text, root, say, shown, target, write,
};

/// In a page, what prints the figure that stands in this comment's place, as one types it.
const DRAWN: &str = "<!-- npx caseplot draw ";

/// Builds the site and returns its folder, `target/www`.
///
/// # Errors
/// When the package can't be built or a file can't be copied.
pub fn build() -> Result<PathBuf> {
    around(&pkg::build()?)
}

/// The same of a package that is built.
///
/// # Errors
/// When a file can't be copied or a figure can't be drawn.
pub fn around(package: &Path) -> Result<PathBuf> {
    say("www: copying the pages");
    let site = target().join("www");
    fresh_dir(&site)?;
    copy_dir(&root().join("www"), &site)?;
    copy_dir(package, &site.join("caseplot"))?;
    for page in entries(&site)? {
        if extension(&page) == "html" {
            draw(&page, &site)?;
        }
    }
    Ok(site)
}

/// Puts figures into a page by the package's own command: none is kept in the repository, where it would grow old.
fn draw(page: &Path, site: &Path) -> Result<()> {
    let text = read_text(page)?;
    let mut parts = text.split(DRAWN);
    let mut drawn = parts.next().unwrap_or_default().to_owned();
    if drawn.len() == text.len() {
        return Ok(());
    }
    for part in parts {
        let named = || format!("{}: a `{DRAWN}` has no end", page.display());
        let (flags, rest) = part.split_once(" -->").with_context(named)?;
        drawn.push_str(&figure(flags, site)?);
        drawn.push_str(rest);
    }
    write(page, drawn)
}

/// What the command prints; flags have spaces between them and none in them.
fn figure(flags: &str, site: &Path) -> Result<String> {
    let mut command = Command::new("node");
    command
        .current_dir(site)
        .args(["caseplot/bin/caseplot.js", "draw"])
        .args(flags.split_whitespace())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    let named = shown(&command);
    let output = command
        .output()
        .with_context(|| format!("`{named}` can't be started"))?;
    ensure!(
        output.status.success(),
        "`{named}` failed ({})",
        output.status
    );
    Ok(String::from_utf8(output.stdout)?)
}
