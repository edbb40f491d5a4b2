//! `cargo xtask plugin`: the plugin for WordPress, as an archive that its "Upload Plugin" takes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::project::{entries, extension, read, root, say, target, write};
use crate::zip::zip;

/// The plugin's own files; its folder's name is that of the plugin.
const PLUGIN: &str = "integrations/wordpress/caseplot";
/// The module that a page starts with.
const ENTRY: &str = "classic.js";
/// The module that the editor of WordPress starts with.
const PREVIEW: &str = "elements.js";
/// What says under which licences all that is in the archive is passed on.
const LEGAL: [&str; 4] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "SOURCE.md",
    "THIRD-PARTY.md",
];
/// What stands in the plugin's header where the crate's version goes.
const VERSION: &str = "Version: null";

/// Makes the archive of the plugin's own files and those of the package that a page can come to load; returns its path.
///
/// # Errors
/// When a file can't be read or written, or the plugin would not hold together.
pub fn build(package: &Path) -> Result<PathBuf> {
    say("plugin: packing the plugin for WordPress");
    let version = env!("CARGO_PKG_VERSION");
    let mut files = BTreeMap::new();
    collect(&root().join(PLUGIN), "caseplot", &mut files)?;
    let header = files
        .get_mut("caseplot/caseplot.php")
        .with_context(|| format!("{PLUGIN} has no caseplot.php"))?;
    *header = with_version(header, version)?;
    for file in needed(package)? {
        let name = format!("caseplot/package-{version}/{file}");
        files.insert(name, read(&package.join(&file))?);
    }
    let archive = target().join("pkg/caseplot-wordpress.zip");
    let all = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    write(&archive, zip(all)?)?;
    Ok(archive)
}

/// Reads a folder with all below it, by names with `/` between folders.
fn collect(dir: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for path in entries(dir)? {
        let below = path.file_name().unwrap_or_default().to_string_lossy();
        let below = format!("{name}/{below}");
        if path.is_dir() {
            collect(&path, &below, files)?;
        } else {
            files.insert(below, read(&path)?);
        }
    }
    Ok(())
}

fn with_version(header: &[u8], version: &str) -> Result<Vec<u8>> {
    let text = std::str::from_utf8(header)?;
    ensure!(
        text.matches(VERSION).count() == 1,
        "caseplot.php must hold `{VERSION}` once: it is filled from Cargo.toml"
    );
    Ok(text
        .replace(VERSION, &format!("Version: {version}"))
        .into_bytes())
}

/// The files of the package that a page can come to load, at once or later, and what says whose they are.
fn needed(package: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for path in entries(package)?.iter().filter(|path| path.is_file()) {
        names.insert(
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        );
    }
    let mut needed = BTreeSet::new();
    let mut open: Vec<_> = [ENTRY, PREVIEW]
        .into_iter()
        .chain(LEGAL)
        .map(str::to_owned)
        .collect();
    while let Some(name) = open.pop() {
        ensure!(
            names.contains(&name),
            "the package has no {name}, which the plugin needs"
        );
        if !needed.insert(name.clone()) || extension(Path::new(&name)) != "js" {
            continue;
        }
        let module = String::from_utf8(read(&package.join(&name))?)?;
        open.extend(
            names
                .iter()
                .filter(|other| is_named(&module, other))
                .cloned(),
        );
    }
    Ok(needed)
}

/// Whether a module names a file beside it: as a text of its own, with `./` before it or not.
fn is_named(module: &str, file: &str) -> bool {
    ['"', '\'', '`'].iter().any(|quote| {
        module.contains(&format!("{quote}{file}{quote}"))
            || module.contains(&format!("{quote}./{file}{quote}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fresh_dir;

    #[test]
    fn the_plugin_takes_what_its_pages_can_come_to_load_and_the_licences() {
        let dir = std::env::temp_dir().join(format!("caseplot-plugin-{}", std::process::id()));
        fresh_dir(&dir).unwrap();
        for (name, text) in [
            ("classic.js", "import(new URL('site.js',u))"),
            ("site.js", "import(\"./elements.js\")"),
            ("elements.js", "import\"./index.js\""),
            ("index.js", "new URL(`./a.wasm`,import.meta.url)"),
            ("a.wasm", "\0asm"),
            ("inline.js", "import\"./index.js\""),
            ("LICENSE-APACHE", ""),
            ("LICENSE-MIT", ""),
            ("SOURCE.md", ""),
            ("README.md", ""),
        ] {
            write(&dir.join(name), text).unwrap();
        }
        let without = needed(&dir).unwrap_err().to_string();
        assert!(without.contains("no THIRD-PARTY.md"), "{without}");
        write(&dir.join("THIRD-PARTY.md"), "").unwrap();
        let found: Vec<_> = needed(&dir).unwrap().into_iter().collect();
        let wanted = [
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "SOURCE.md",
            "THIRD-PARTY.md",
            "a.wasm",
            "classic.js",
            "elements.js",
            "index.js",
            "site.js",
        ];
        assert_eq!(found, wanted);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn the_version_is_filled_in_and_its_place_must_be_there() {
        assert_eq!(
            with_version(b" * Version: null\n", "1.2.3").unwrap(),
            b" * Version: 1.2.3\n"
        );
        assert!(with_version(b" * Version: 1.0.0\n", "1.2.3").is_err());
    }
}
