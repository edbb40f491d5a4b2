//! `cargo xtask plugin`: the plugin for WordPress, as an archive that its "Upload Plugin" takes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::package_files::reachable;
use crate::project::{entries, filled, read, root, say, target, write};

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
    write(&archive, zipped(all)?)?;
    Ok(archive)
}

/// An archive of files, by their names with `/` between folders: of the same files the same bytes, as no time is in it.
fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
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
    let header = std::str::from_utf8(header)?;
    let version = format!("Version: {version}");
    Ok(filled("caseplot.php", header, VERSION, &version)?.into_bytes())
}

/// The files of the package that a page can come to load, at once or later, and what says whose they are.
fn needed(package: &Path) -> Result<BTreeSet<String>> {
    reachable(package, &[&[ENTRY, PREVIEW], &LEGAL[..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    use crate::project::{exec, fresh_dir, on_path};

    #[test]
    fn the_plugin_takes_what_its_pages_can_come_to_load_and_the_licences() {
        let dir = std::env::temp_dir().join(format!("caseplot-plugin-{}", std::process::id()));
        fresh_dir(&dir.join("lang")).unwrap();
        for (name, text) in [
            ("classic.js", "import(new URL('site.js',u))"),
            ("site.js", "import(\"./elements.js\")"),
            ("elements.js", "import\"./index.js\""),
            (
                "index.js",
                "new URL(`./a.wasm`,import.meta.url);import(\"./lang/de.js\")",
            ),
            ("lang/de.js", "export default {}"),
            ("lang/nobody.js", ""),
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
            "lang/de.js",
            "site.js",
        ];
        assert_eq!(found, wanted);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn an_archive_is_unpacked_by_another_program_to_the_very_files() {
        let long = "the same words again and again ".repeat(1000);
        let files = [
            ("caseplot/a.txt", b"a".as_slice()),
            ("caseplot/deep/é.txt", long.as_bytes()),
            ("caseplot/empty.txt", b""),
        ];
        let archive = zipped(files).unwrap();
        assert!(archive.len() < long.len() / 10, "it is packed");
        assert_eq!(archive, zipped(files).unwrap(), "it is the same each time");
        let Some(python) = on_path("python3") else {
            return;
        };
        let dir = std::env::temp_dir().join(format!("caseplot-zip-{}", std::process::id()));
        fresh_dir(&dir).unwrap();
        let path = dir.join("a.zip");
        write(&path, archive).unwrap();
        exec(
            Command::new(&python)
                .args(["-m", "zipfile", "-t"])
                .arg(&path),
        )
        .unwrap();
        exec(
            Command::new(&python)
                .args(["-m", "zipfile", "-e"])
                .arg(&path)
                .arg(&dir),
        )
        .unwrap();
        for (name, bytes) in files {
            assert_eq!(read(&dir.join(name)).unwrap(), bytes, "{name}");
        }
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
