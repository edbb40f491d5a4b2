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
    let told = output(&mut cargo(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        WASM,
    ]))
    .context("`cargo metadata` can't tell what the wasm is made of")?;
    let told: Value = serde_json::from_str(&told).context("`cargo metadata` printed no JSON")?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for made in compiled(&told)? {
        let text = licence(&made.folder).with_context(|| {
            format!("{} {} has no text of its licence", made.name, made.version)
        })?;
        let entry = format!("{} {} ({})", made.name, made.version, made.licence);
        texts.entry(text).or_default().push(entry);
    }
    let mut page = String::from(
        "# What others wrote\n\n\
         What is inside this package besides caseplot itself, with its licences. Of those that a crate offers, the \
         one is chosen whose text stands here.\n\n\
         Both `.wasm` files hold parts of Rust’s standard library (MIT or Apache-2.0, the Rust project’s \
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
fn compiled(told: &Value) -> Result<BTreeSet<Crate>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, Value> = list(&told["packages"])
        .into_iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: BTreeMap<String, Value> = list(&told["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let runs_on_the_way = |package: &Value| {
        list(&package["targets"]).iter().any(|target| {
            list(&target["kind"])
                .iter()
                .any(|kind| kind == "proc-macro")
        })
    };
    let ours = packages
        .iter()
        .find(|(_, package)| package["name"] == "caseplot")
        .map(|(id, _)| id.clone())
        .context("`cargo metadata` knows no caseplot")?;
    let mut open = vec![ours.clone()];
    let mut seen = BTreeSet::from([ours.clone()]);
    while let Some(id) = open.pop() {
        for needed in list(&nodes.get(&id).unwrap_or(&Value::Null)["deps"]) {
            let normal = list(&needed["dep_kinds"])
                .iter()
                .any(|kind| kind["kind"].is_null());
            let id = text(&needed["pkg"]);
            if normal && !packages.get(&id).is_some_and(runs_on_the_way) && seen.insert(id.clone())
            {
                open.push(id);
            }
        }
    }
    seen.remove(&ours);
    ensure!(
        !seen.is_empty(),
        "`cargo metadata` tells no crate that caseplot is made of"
    );
    seen.iter()
        .map(|id| {
            let package = packages
                .get(id)
                .with_context(|| format!("`cargo metadata` knows no {id}"))?;
            let manifest = PathBuf::from(text(&package["manifest_path"]));
            Ok(Crate {
                name: text(&package["name"]),
                version: text(&package["version"]),
                licence: text(&package["license"]).replace('/', " OR "),
                folder: manifest.parent().map(Path::to_path_buf).unwrap_or_default(),
            })
        })
        .collect()
}

/// The text of a crate's licence: MIT's where it offers that.
fn licence(folder: &Path) -> Result<String> {
    let upper = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str())
            .map(str::to_uppercase)
            .unwrap_or_default()
    };
    let files = entries(folder)?;
    for begins in [
        "LICENSE-MIT",
        "LICENCE-MIT",
        "LICENSE",
        "LICENCE",
        "COPYING",
    ] {
        if let Some(found) = files.iter().find(|path| upper(path).starts_with(begins)) {
            return Ok(read_text(found)?.replace('\r', "").trim().to_owned());
        }
    }
    bail!("{} holds no file LICENSE", folder.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, kind: &str) -> Value {
        serde_json::json!({
            "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
            "manifest_path": format!("/crates/{name}/Cargo.toml"), "targets": [{ "kind": [kind] }],
        })
    }

    #[test]
    fn crates_that_are_compiled_in_are_told_and_those_that_only_help_to_build_are_not() {
        let told = serde_json::json!({
            "packages": [
                package("caseplot", "lib"), package("shape", "lib"), package("point", "lib"),
                package("derive", "proc-macro"), package("check", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": "caseplot", "deps": [
                    { "pkg": "shape", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "derive", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "check", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "shape", "deps": [{ "pkg": "point", "dep_kinds": [{ "kind": "build" }, { "kind": null }] }] },
                { "id": "point", "deps": [] },
            ] },
        });
        let found = compiled(&told).unwrap();
        let names: Vec<_> = found.iter().map(|made| made.name.as_str()).collect();
        assert_eq!(names, ["point", "shape"]);
        assert_eq!(found.first().unwrap().licence, "MIT OR Apache-2.0");
    }

    #[test]
    fn the_page_names_all_that_is_inside_with_whose_it_is() {
        let page = third_party().unwrap();
        for inside in [
            "## plotters-backend 0.3",
            "kurbo 0.",
            "wasm-bindgen 0.",
            "world-atlas",
            "Michael",
            "Permission is hereby granted",
        ] {
            assert!(page.contains(inside), "{inside}");
        }
        assert!(!page.contains("proptest") && !page.contains("unicode-ident"));
    }
}
