//! The layers of `src/`: who may use whom. Reads the sources and fails on a forbidden edge.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't read the sources has failed"
)]

mod paths;

use std::fs;
use std::path::{Path, PathBuf};

use paths::{Found, paths};

/// What lies under everything: used by all, using only each other.
const LEAVES: &[&str] = &[
    "calendar", "error", "issue", "json", "text", "locale", "theme", "scale", "geo", "sort",
    "distinct", "nearest",
];

/// Each other layer with the layers it may use besides the leaves, unless it may use fewer.
const LAYERS: &[(&str, &[&str])] = &[
    ("data", &[]),
    ("read", &["data"]),
    ("query", &["data"]),
    ("scene", &[]),
    ("chart", &["data", "query", "scene"]),
    ("map", &["data", "query", "scene"]),
    ("view", &["data", "read", "query", "scene", "chart", "map"]),
    ("render", &["scene"]),
    ("publish", &["data", "read"]),
    ("report", &["data", "scene", "view", "render", "publish"]),
    (
        "web",
        &[
            "data", "read", "query", "scene", "chart", "map", "view", "render", "publish", "report",
        ],
    ),
];

/// Layers that may not use every leaf, with the leaves they may use.
const FEWER_LEAVES: &[(&str, &[&str])] = &[("scene", &["text", "theme", "geo", "json", "sort"])];

/// Crates that belong to some layers only.
const CRATES: &[(&str, &[&str])] = &[
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("wasm_bindgen", &["web"]),
    ("wasm_bindgen_futures", &["web"]),
    ("web_sys", &["web"]),
    ("js_sys", &["web"]),
    ("serde_wasm_bindgen", &["web"]),
];

fn may_use(layer: &str, used: &str) -> bool {
    if layer == used {
        return true;
    }
    if LEAVES.contains(&used) {
        return FEWER_LEAVES
            .iter()
            .find(|(name, _)| *name == layer)
            .is_none_or(|(_, leaves)| leaves.contains(&used));
    }
    LAYERS
        .iter()
        .any(|(name, uses)| *name == layer && uses.contains(&used))
}

fn is_layer(name: &str) -> bool {
    LEAVES.contains(&name) || LAYERS.iter().any(|(layer, _)| *layer == name)
}

// ---- judging it ---------------------------------------------------------------------------------

/// The modules a file is, from `src/` down: `chart/axis.rs` is `["chart", "axis"]`.
fn module_of(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if names
        .last()
        .is_some_and(|name| name == "mod" || name == "lib")
    {
        names.pop();
    }
    names
}

/// What is wrong with a file, a line each.
fn faults(file: &Path, source: &str) -> Vec<String> {
    let module = module_of(file);
    // The crate's root ties the layers together: it may name them all, and no foreign crate.
    let layer = module.first().map(String::as_str);
    let mut out = Vec::new();
    if let Some(layer) = layer.filter(|layer| !is_layer(layer)) {
        out.push(format!(
            "{}: `{layer}` is no known layer: add it to LAYERS",
            file.display()
        ));
    }
    for found in paths(source) {
        let path = &found.segments;
        let place = format!("{}:{}", file.display(), found.line);
        if let Some(used) = layer_used(&module, &found)
            && let Some(layer) = layer
            && !may_use(layer, used)
        {
            out.push(format!(
                "{place}: `{layer}` may not use `{used}` ({})",
                path.join("::")
            ));
        }
        let owners = CRATES
            .iter()
            .find(|(name, _)| path.first().is_some_and(|first| first == name));
        if let Some((name, owners)) = owners
            && !layer.is_some_and(|layer| owners.contains(&layer))
        {
            out.push(format!(
                "{place}: `{name}` belongs to {} only",
                owners.join(", ")
            ));
        }
    }
    out
}

/// The layer a path leads to, if it leads to one: by `crate::`, or by enough `super::`s.
fn layer_used<'a>(module: &[String], found: &'a Found) -> Option<&'a str> {
    let path = &found.segments;
    let ups = path
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    let used = match path.first().map(String::as_str) {
        Some("crate" | "caseplot") => path.get(1),
        Some("super") if ups == module.len() + found.inline => path.get(ups),
        _ => None,
    };
    used.map(String::as_str).filter(|name| is_layer(name))
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

// ---- tests --------------------------------------------------------------------------------------

#[test]
fn every_layer_uses_only_the_layers_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 3, "only {} files found in src/", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            faults(
                file.strip_prefix(&src).unwrap(),
                &fs::read_to_string(file).unwrap(),
            )
        })
        .collect();
    assert!(found.is_empty(), "forbidden edges:\n{}", found.join("\n"));
}

fn fault_count(file: &str, source: &str) -> usize {
    let found = faults(Path::new(file), source);
    println!("{found:?}");
    found.len()
}

#[test]
fn a_forbidden_use_is_caught_however_it_is_written() {
    for source in [
        "use crate::map::Layout;",
        "pub(crate) use crate::map;",
        "use crate::{data::Day, map::{self, Layout}};",
        "use crate::{\n    data,\n    query as q, map as m,\n};",
        "fn f() -> crate::map::Layout { todo!() }",
        "use super::super::map::Layout;",
        "mod tests { use super::super::super::map; }",
        "mod tests {} use super::super::map;",
        "use caseplot::map::Layout;",
        "fn f() { Vec::<crate::map::Layout>::new(); }",
        "fn f(x: &<crate::map::Layout as Clone>::Owned) {}",
        "use std::fmt; mod a { mod b {} use super::super::super::map; }",
        "/* a /* nested */ comment */ use crate::map::Layout;",
        "const QUOTE: char = '\"'; use crate::map::Layout; const OTHER: char = '\"';",
        "const RAW: &str = r#\"a \" b\"#; use crate::map::Layout;",
    ] {
        assert!(fault_count("chart/axis.rs", source) > 0, "{source}");
    }
}

#[test]
fn what_only_looks_like_a_use_is_let_pass() {
    for source in [
        "// use crate::map::Layout;",
        "/// See [`crate::map::Layout`].",
        "const TEXT: &str = \"crate::map::Layout\";",
        "const RAW: &str = r#\"use \" crate::map::Layout\"#;",
        "use super::map;",
        "mod tests { use super::super::map; }",
        "mod tests { fn f() { if true {} } } use super::map;",
        "fn f<'a>(list: &'a [u8]) { list.iter().map(|x| x); }",
        "use crate::query::map;",
    ] {
        assert_eq!(fault_count("chart/axis.rs", source), 0, "{source}");
    }
}

#[test]
fn the_edges_of_the_design_are_forbidden_and_allowed() {
    for (layer, used, allowed) in [
        ("chart", "map", false),
        ("map", "chart", false),
        ("scene", "chart", false),
        ("scene", "data", false),
        ("scene", "theme", true),
        ("scene", "locale", false),
        ("render", "scene", true),
        ("render", "view", false),
        ("render", "data", false),
        ("data", "read", false),
        ("read", "data", true),
        ("read", "query", false),
        ("query", "read", false),
        ("geo", "data", false),
        ("geo", "error", true),
        ("view", "chart", true),
        ("view", "render", false),
        ("view", "web", false),
        ("publish", "view", false),
        ("report", "publish", true),
        ("publish", "report", false),
        ("web", "view", true),
    ] {
        assert_eq!(may_use(layer, used), allowed, "{layer} -> {used}");
    }
}

#[test]
fn the_browser_is_known_to_web_alone_and_plotters_to_chart() {
    let bindgen = "use wasm_bindgen::prelude::*;";
    assert_eq!(fault_count("view/state.rs", bindgen), 1);
    assert_eq!(fault_count("web/mod.rs", bindgen), 0);
    assert_eq!(fault_count("lib.rs", "use web_sys::Window;"), 1);
    assert_eq!(
        fault_count("map/mod.rs", "use {js_sys::Array, std::fmt};"),
        1
    );
    assert_eq!(
        fault_count("scale/band.rs", "fn f(x: plotters::style::RGBColor) {}"),
        1
    );
    assert_eq!(
        fault_count("chart/recorder.rs", "use plotters::prelude::*;"),
        0
    );
    assert_eq!(
        fault_count("view/mod.rs", "use crate::chart::plotters::X;"),
        0
    );
}

#[test]
fn a_module_that_no_layer_names_is_caught() {
    assert_eq!(fault_count("helpers/mod.rs", ""), 1);
    assert_eq!(
        fault_count("lib.rs", "pub mod chart; pub use crate::web::start;"),
        0
    );
}

#[test]
fn a_fault_says_where_it_stands() {
    let found = faults(
        Path::new("render/svg.rs"),
        "//! Draws.\n\nuse crate::view::State;\n",
    );
    assert_eq!(
        found,
        ["render/svg.rs:3: `render` may not use `view` (crate::view::State)"]
    );
}
