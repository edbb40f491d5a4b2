//! `cargo xtask pkg`: the npm package, from `pkg-template/`, the wasm and the base maps.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::project::{
    copy, copy_dir, entries, exec, extension, filled, fresh_dir, read, read_text, root, say,
    target, write,
};
use crate::wasm::{Built, KINDS, Kind};
use crate::{licences, npm, package_files, size, wasm};

/// Files of the template that go into the package as they are.
const COPIED: [&str; 3] = ["ts", "md", "html"];
/// What the figures load by themselves: hands once the first picture is there, lists and filters where there are
/// some, what only lanes or calendars need, other languages than English, the whole build and the words of issues
/// when a file needs them, what readers take along where they may, fields for a window of time when one opens them, and
/// why nothing can be drawn.
pub const LAZY: [&str; 16] = [
    "days.js",
    "faults.js",
    "filter.js",
    "interaction.js",
    "issues.js",
    "lanes.js",
    "languages.js",
    "list.js",
    "maps.js",
    "pieces.js",
    "play.js",
    "share.js",
    "sound.js",
    "upgrade.js",
    "whole.js",
    "window-fields.js",
];
/// What is no module that others take from: the classic script, the script of the page in an iframe, and what commands
/// have in common with pages.
const SCRIPTS: [&str; 4] = ["classic.js", "embed.js", "grammar.js", "snippets.js"];
/// The folder of the words of other languages, of which a page loads its own.
pub const LANGUAGES: &str = "lang";
/// Styles that a page of the package names.
const STYLES: [&str; 1] = ["embed.css"];
/// The module that holds everything, and the same as a classic script.
pub const SINGLE: [(&str, &str); 2] = [("inline.js", "esm"), ("single.js", "iife")];
/// What the single file holds, packed.
const HELD: [&str; 5] = [
    "caseplot-whole.wasm",
    "europe.bin",
    "europe-fine.bin",
    "insets.bin",
    "world.bin",
];
/// What stands in the template's `package.json` where the crate's version goes.
const VERSION: &str = "\"version\": null";

/// Builds the package and returns its folder, `target/pkg/caseplot`.
///
/// # Errors
/// When a step fails, or when the package would not hold together.
pub fn build() -> Result<PathBuf> {
    let built: Vec<(Kind, Built)> = KINDS
        .into_iter()
        .map(|kind| Ok((kind, wasm::build(kind)?)))
        .collect::<Result<_>>()?;
    let modules = npm::install(npm::BUILD)?;
    say("pkg: bundling the package");

    let stage = target().join("pkg/stage");
    fresh_dir(&stage)?;
    let template = root().join("pkg-template");
    copy_dir(&template, &stage)?;
    for (kind, Built { glue, .. }) in &built {
        copy(glue, &stage.join(kind.glue()))?;
    }
    let texts = "issues.en.json";
    copy(&root().join("src/locale").join(texts), &stage.join(texts))?;

    write_languages(&stage)?;

    let package = target().join("pkg/caseplot");
    fresh_dir(&package)?;
    minify_styles(&modules, &stage)?;
    bundle(&modules, &stage, &package)?;
    for (kind, Built { wasm, .. }) in &built {
        copy(wasm, &package.join(format!("{}.wasm", kind.name())))?;
    }
    copy_languages(&stage, &package)?;
    copy_documents(&template, &package)?;
    // The guide goes with the command that it is about.
    copy(&root().join("docs/publish.md"), &package.join("publish.md"))?;
    copy_assets(&package)?;
    for name in STYLES {
        copy(&stage.join(name), &package.join(name))?;
    }
    bundle_single(&modules, &stage, &package)?;
    copy_dir(&template.join("bin"), &package.join("bin"))?;
    write_manifest(&template, &package)?;
    write(&package.join("THIRD-PARTY.md"), licences::third_party()?)?;
    describe(&package)?;
    check_assets(&package)?;
    Ok(package)
}

/// Packs a built package as npm would publish it, and returns the tarball, `target/pkg/caseplot-VERSION.tgz`.
///
/// # Errors
/// When npm can't.
pub fn pack(package: &Path) -> Result<PathBuf> {
    let folder = target().join("pkg");
    let tarball = folder.join(format!("caseplot-{}.tgz", env!("CARGO_PKG_VERSION")));
    let options = ["pack", "--silent", "--pack-destination"];
    exec(
        Command::new("npm")
            .current_dir(package)
            .args(options)
            .arg(&folder),
    )?;
    ensure!(tarball.is_file(), "npm made no {}", tarball.display());
    say(format!("pkg: {}", tarball.display()));
    Ok(tarball)
}

/// Makes modules of the catalogues of `locales/`, in the folder of languages.
fn write_languages(stage: &Path) -> Result<()> {
    let program = root().join(npm::BUILD).join("languages.mjs");
    exec(
        Command::new("node")
            .arg(program)
            .arg(root().join("locales"))
            .arg(stage),
    )
}

/// The modules of languages; what the single file has of all of them stands in the stage alone.
fn copy_languages(stage: &Path, package: &Path) -> Result<()> {
    fresh_dir(&package.join(LANGUAGES))?;
    for path in entries(&stage.join(LANGUAGES))? {
        if extension(&path) == "js" {
            let name = path.file_name().unwrap_or_default();
            copy(&path, &package.join(LANGUAGES).join(name))?;
        }
    }
    Ok(())
}

/// What editors of HTML complete the elements by, made of their types.
fn describe(package: &Path) -> Result<()> {
    let program = root().join(npm::BUILD).join("describe.mjs");
    exec(Command::new("node").arg(program).arg(package))
}

fn esbuild(modules: &Path) -> Command {
    npm::program(modules, "esbuild/bin/esbuild")
}

/// Styles are imported as text, which esbuild leaves as it is: they are minified before.
fn minify_styles(modules: &Path, stage: &Path) -> Result<()> {
    for path in entries(stage)? {
        if path.is_dir() {
            minify_styles(modules, &path)?;
        } else if extension(&path) == "css" {
            let out = format!("--outfile={}", path.display());
            exec(
                esbuild(modules)
                    .arg(&path)
                    .args(["--minify", "--allow-overwrite", "--log-level=warning"])
                    .arg(out),
            )?;
        }
    }
    Ok(())
}

/// Bundles the modules that `package.json` exports.
fn bundle(modules: &Path, stage: &Path, package: &Path) -> Result<()> {
    let mut entries = exported_modules(&read_text(&stage.join("package.json"))?);
    ensure!(
        !entries.is_empty(),
        "pkg-template/package.json exports no module (\"./name.js\")"
    );
    entries.retain(|name| !SINGLE.iter().any(|(single, _)| name.ends_with(single)));
    entries.push("./core.js".to_owned());
    let others = LAZY.into_iter().chain(SCRIPTS);
    entries.extend(others.map(|name| format!("./{name}")));
    let mut command = bundler(modules, stage);
    command
        .args(&entries)
        .arg(format!("--outdir={}", package.display()))
        // What entries have in common stands apart: a page that has several loads it once.
        .args(["--external:./core.js", "--external:./elements.js"])
        // What works without a browser reads files by Node.
        .arg("--external:node:*")
        .arg(format!("--external:./{LANGUAGES}/*"))
        .arg("--format=esm");
    command.args(LAZY.map(|name| format!("--external:./{name}")));
    exec(&mut command)
}

fn bundler(modules: &Path, stage: &Path) -> Command {
    let mut command = esbuild(modules);
    command.current_dir(stage).args([
        "--bundle",
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--loader:.css=text",
        "--loader:.svg=text",
        "--log-level=warning",
    ]);
    command
}

/// Bundles everything into one file, in two forms. In a stage of its own the modules of `single` stand in for those that
/// ask for files.
fn bundle_single(modules: &Path, stage: &Path, package: &Path) -> Result<()> {
    let single = target().join("pkg/stage-single");
    fresh_dir(&single)?;
    copy_dir(stage, &single)?;
    copy_dir(&stage.join("single"), &single)?;
    for name in HELD {
        let packed = size::gzip(&read(&package.join(name))?)?;
        write(&single.join(format!("{name}.gz")), packed)?;
    }
    for (name, format) in SINGLE {
        let mut command = bundler(modules, &single);
        command
            .arg("./inline.js")
            .arg(format!("--outfile={}", package.join(name).display()))
            .arg(format!("--format={format}"))
            .arg("--loader:.gz=base64");
        exec(&mut command)?;
    }
    Ok(())
}

/// The modules a manifest names (`"./index.js"`), each once.
fn exported_modules(manifest: &str) -> Vec<String> {
    let exports = manifest.split("\"exports\"").nth(1).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for name in exports
        .split('"')
        .filter(|text| text.starts_with("./") && text.ends_with(".js"))
    {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

fn copy_documents(template: &Path, package: &Path) -> Result<()> {
    for path in entries(template)?.iter().chain(&entries(&root())?) {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let from_template = path.starts_with(template) && COPIED.contains(&extension(path));
        let schema = name.ends_with(".schema.json");
        if from_template || schema || name.starts_with("LICENSE") {
            copy(path, &package.join(name))?;
        }
    }
    Ok(())
}

/// The base maps, with the page that says where they come from.
fn copy_assets(package: &Path) -> Result<()> {
    let assets = root().join("assets");
    if !assets.is_dir() {
        return Ok(());
    }
    for path in entries(&assets)? {
        if matches!(extension(&path), "bin" | "md") {
            copy(&path, &package.join(path.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

fn write_manifest(template: &Path, package: &Path) -> Result<()> {
    let manifest = with_version(
        &read_text(&template.join("package.json"))?,
        env!("CARGO_PKG_VERSION"),
    )?;
    write(&package.join("package.json"), manifest)
}

fn with_version(manifest: &str, version: &str) -> Result<String> {
    let version = format!("\"version\": \"{version}\"");
    filled("pkg-template/package.json", manifest, VERSION, &version)
}

/// Bundlers copy each file they see named: each must be named once, or a page would hold it twice.
fn check_assets(package: &Path) -> Result<()> {
    let files = entries(package)?;
    let mut named = Vec::new();
    for path in files.iter().filter(|path| extension(path) == "js") {
        named.extend(package_files::loads(&read_text(path)?).assets);
    }
    for path in files
        .iter()
        .filter(|path| matches!(extension(path), "wasm" | "bin"))
    {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let times = named.iter().filter(|other| *other == name).count();
        ensure!(
            times == 1,
            "the package's modules name {name} {times} times; \
             `new URL(\"./{name}\", import.meta.url)` must stand in them once"
        );
    }
    for name in &named {
        ensure!(
            package.join(name).is_file(),
            "the package's modules name {name}, which is not in it"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_exported_module_is_an_entry_once() {
        let manifest = r#"{"main": "./old.js", "exports": {
            ".": {"types": "./index.d.ts", "default": "./index.js"},
            "./index.js": "./index.js", "./elements": "./elements.js"}}"#;
        assert_eq!(exported_modules(manifest), ["./index.js", "./elements.js"]);
    }

    #[test]
    fn the_version_is_filled_in_and_its_place_must_be_there() {
        assert_eq!(
            with_version("{\"version\": null}", "1.2.3").unwrap(),
            "{\"version\": \"1.2.3\"}"
        );
        assert!(with_version("{\"version\": \"0.1.0\"}", "1.2.3").is_err());
    }
}
