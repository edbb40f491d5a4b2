//! `THIRD-PARTY.md`: what is inside the package that others wrote, with the texts of its licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::cargo::{WASM, cargo};
use crate::project::{entries, output, read_text, root};

/// A crate that is compiled into the wasm.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
}

/// The text of `THIRD-PARTY.md`.
///
/// # Errors
/// When Cargo can't tell what the wasm is made of, or a crate has no text of its licence.
pub fn third_party() -> Result<String> {
    let told = |args: &[&str]| {
        output(&mut cargo(args)).with_context(|| {
            format!(
                "`cargo {}` can't tell what the wasm is made of",
                args.join(" ")
            )
        })
    };
    let tree = told(&[
        "tree",
        "--locked",
        "--package=caseplot",
        // What the build for editors has: no other has more.
        "--no-default-features",
        "--features=publish",
        "--target",
        WASM,
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ])?;
    let metadata = told(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        WASM,
    ])?;
    let metadata: Value =
        serde_json::from_str(&metadata).context("`cargo metadata` printed no JSON")?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for made in compiled(&tree, &metadata["packages"])? {
        let entry = format!("{} {} ({})", made.name, made.version, made.licence);
        texts.entry(licence(&made)?).or_default().push(entry);
    }
    let mut page = String::from(
        "# What others wrote\n\n\
         What is inside this package besides caseplot itself, with its licences. Of those that a crate offers, the \
         one is chosen whose text stands here.\n\n\
         All `.wasm` files hold parts of Rust’s standard library (MIT or Apache-2.0, the Rust project’s \
         contributors; the texts are those of `LICENSE-MIT` and `LICENSE-APACHE`), and of the crates below. The \
         JavaScript that calls them was made by wasm-bindgen.\n",
    );
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (text, crates) in texts {
        section(&mut page, &crates.join(", "), &text);
    }
    section(&mut page, "Base maps (`*.bin`)", &maps()?);
    Ok(page)
}

fn section(page: &mut String, title: &str, text: &str) {
    // Writing into a String can't fail.
    let _ = write!(page, "\n## {title}\n\n```text\n{text}\n```\n");
}

/// What `assets/SOURCE.md` says of where the maps come from.
fn maps() -> Result<String> {
    let source = read_text(&root().join("assets/SOURCE.md"))?;
    let cell = |name: &str| {
        source
            .lines()
            .find_map(|line| {
                line.strip_prefix(&format!("| {name} | "))?
                    .strip_suffix(" |")
            })
            .with_context(|| format!("assets/SOURCE.md has no row `{name}`"))
    };
    let permission = source
        .split("\n\n")
        .find(|part| part.starts_with("Permission to use"))
        .context("assets/SOURCE.md has no permission of world-atlas")?;
    Ok(format!(
        "{}\n{}\n\n{permission}",
        cell("source")?,
        cell("licence of the source")?
    ))
}

/// The crates that the library is compiled of for the web, without those that only run on the way.
fn compiled(tree: &str, packages: &Value) -> Result<BTreeSet<Crate>> {
    let mut found = BTreeSet::new();
    for line in tree.lines() {
        // `csv 1.4.0`, with a mark behind it where it was told before.
        let mut words = line.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            continue;
        };
        let version = version.trim_start_matches('v');
        if name == "caseplot" {
            continue;
        }
        let package = packages
            .as_array()
            .into_iter()
            .flatten()
            .find(|package| package["name"] == name && package["version"] == version)
            .with_context(|| format!("`cargo metadata` knows no {name} {version}"))?;
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        found.insert(Crate {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: text("license").replace('/', " OR "),
            folder: Path::new(text("manifest_path"))
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
        });
    }
    ensure!(
        !found.is_empty(),
        "`cargo tree` tells no crate that caseplot is made of"
    );
    Ok(found)
}

/// The text of a crate's licence: MIT's where it offers that, with all that has to stand beside it.
fn licence(made: &Crate) -> Result<String> {
    let upper = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str())
            .map(str::to_uppercase)
            .unwrap_or_default()
    };
    let files = entries(&made.folder)?;
    let begins = |start: &str| files.iter().find(|path| upper(path).starts_with(start));
    let Some(chosen) = ["LICENSE-MIT", "LICENSE", "LICENCE", "COPYING"]
        .into_iter()
        .find_map(begins)
    else {
        bail!(
            "{} {} has no text of its licence in {}",
            made.name,
            made.version,
            made.folder.display()
        );
    };
    let mut texts = vec![chosen];
    if made.licence.contains(" AND Unicode") {
        texts.extend(begins("LICENSE-UNICODE"));
    }
    let read = |path: &PathBuf| Ok(read_text(path)?.replace('\r', "").trim().to_owned());
    Ok(texts
        .into_iter()
        .map(read)
        .collect::<Result<Vec<_>>>()?
        .join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_that_are_compiled_in_are_told_once_with_where_they_lie() {
        let package = |name: &str| {
            serde_json::json!({
                "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
                "manifest_path": format!("/crates/{name}/Cargo.toml"),
            })
        };
        let packages = serde_json::json!([package("shape"), package("check"), package("point")]);
        let tree = "caseplot v0.1.0 (/here)\nshape v1.0.0\npoint v1.0.0\npoint v1.0.0 (*)\n";
        let found = compiled(tree, &packages).unwrap();
        let names: Vec<_> = found.iter().map(|made| made.name.as_str()).collect();
        assert_eq!(names, ["point", "shape"]);
        let point = found.first().unwrap();
        assert_eq!(point.licence, "MIT OR Apache-2.0");
        assert_eq!(point.folder, Path::new("/crates/point"));
        assert!(compiled("line v2.0.0", &packages).is_err());
    }

    #[test]
    fn the_page_names_all_that_is_inside_with_whose_it_is() {
        let page = third_party().unwrap();
        for inside in [
            "## plotters 0.3",
            "kurbo 0.",
            "wasm-bindgen 0.",
            "world-atlas",
            "Michael Bostock",
            "Permission is hereby granted",
            "UNICODE LICENSE V3",
        ] {
            assert!(page.contains(inside), "{inside}");
        }
        assert!(!page.contains("proptest") && !page.contains("syn "));
    }
}
