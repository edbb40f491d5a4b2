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

/// In a page, where what all pages begin with stands: the way to the text, and to the other pages.
const TOP: &str = "<!-- the top of every page -->";

/// In a page, where what all pages end with stands: the licence, and what the page does not do.
const FOOT: &str = "<!-- the foot of every page -->";
/// The same in a page that shows no map.
const MAPLESS_FOOT: &str = "<!-- the foot of every page, without a map -->";
/// What the latter does not say.
const MAP: &str = " Base map: Natural Earth, public domain.";

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
            fill(&page, &site)?;
        }
    }
    Ok(site)
}

/// Puts into a page what is not kept in it.
fn fill(page: &Path, site: &Path) -> Result<()> {
    let name = page.file_name().unwrap_or_default().to_string_lossy();
    let text = read_text(page)?;
    for (place, stands) in [
        (TOP, text.contains(TOP)),
        (FOOT, text.contains(FOOT) || text.contains(MAPLESS_FOOT)),
    ] {
        ensure!(stands, "{}: there is no `{place}`", page.display());
    }
    let foot = include_str!("www/foot.html").trim();
    let text = text
        .replace(TOP, top(&name).trim())
        .replace(FOOT, foot)
        .replace(MAPLESS_FOOT, &foot.replace(MAP, ""));
    write(page, with_figures(&text, page, site)?)
}

/// What a page begins with; where it is one that is named there, that says so.
fn top(name: &str) -> String {
    let link = format!("<li><a href=\"{name}\"");
    include_str!("www/top.html").replace(&link, &format!("{link} aria-current=\"page\""))
}

/// A page with its figures drawn by the package's own command: none is kept in the repository, where it would grow old.
fn with_figures(text: &str, page: &Path, site: &Path) -> Result<String> {
    let mut parts = text.split(DRAWN);
    let mut drawn = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let named = || format!("{}: a `{DRAWN}` has no end", page.display());
        let (flags, rest) = part.split_once(" -->").with_context(named)?;
        drawn.push_str(&figure(flags, site)?);
        drawn.push_str(rest);
    }
    Ok(drawn)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_where_among_the_pages_it_is() {
        let current = "<a href=\"maps.html\" aria-current=\"page\">Maps</a>";
        assert!(top("maps.html").contains(current));
        assert_eq!(top("maps.html").matches("aria-current").count(), 1);
        assert!(!top("lanes.html").contains("aria-current"));
    }
}
