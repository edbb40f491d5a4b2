//! What the package's modules load: read from the minified modules themselves.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::pkg::LANGUAGES;
use crate::project::{entries, extension, read_text};

/// The files one module loads, as it names them (`chunk.js`).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Loads {
    /// Modules imported at once.
    pub modules: Vec<String>,
    /// Files named by `new URL("./…", import.meta.url)`.
    pub assets: Vec<String>,
}

/// What a minified ES module loads as soon as it runs; `import()` is left out, as it comes later.
pub fn loads(module: &str) -> Loads {
    let mut loads = Loads::default();
    for start in ["from\"./", "import\"./"] {
        loads.modules.extend(quoted_after(module, start));
    }
    for start in quoted_after(module, "new URL(\"./") {
        if module.contains(&format!("new URL(\"./{start}\",import.meta.url)")) {
            loads.assets.push(start);
        }
    }
    loads
}

/// Each text between `start` and the next quotation mark.
fn quoted_after(text: &str, start: &str) -> Vec<String> {
    text.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Every file that a module of a package loads before its first picture, itself first, each once.
///
/// # Errors
/// When a file named is missing.
pub fn closure(package: &Path, entry: &str) -> Result<Vec<String>> {
    follow(package, vec![entry.to_owned()], |module| {
        let Loads { modules, assets } = loads(module);
        modules.into_iter().chain(assets).collect()
    })
}

/// Every file of a package that those named can come to load, at once or later, and these themselves, in order.
///
/// # Errors
/// When a file named is missing.
pub fn reachable(package: &Path, starts: &[&str]) -> Result<BTreeSet<String>> {
    let mut files = entries(package)?;
    let languages = package.join(LANGUAGES);
    if languages.is_dir() {
        files.extend(entries(&languages)?);
    }
    let names: Vec<String> = files
        .iter()
        .filter(|path| path.is_file())
        .filter_map(|path| Some(path.strip_prefix(package).ok()?.to_str()?.to_owned()))
        .collect();
    let starts = starts.iter().map(|&start| start.to_owned()).collect();
    let found = follow(package, starts, |module| {
        let named = names.iter().filter(|name| is_named(module, name));
        named.cloned().collect()
    })?;
    Ok(found.into_iter().collect())
}

/// Whether a module names a file beside it: as a text of its own, with `./` before it or not.
fn is_named(module: &str, file: &str) -> bool {
    ['"', '\'', '`'].iter().any(|quote| {
        module.contains(&format!("{quote}{file}{quote}"))
            || module.contains(&format!("{quote}./{file}{quote}"))
    })
}

/// The files that are there to begin with, and those that their modules name, each once.
fn follow(
    package: &Path,
    mut found: Vec<String>,
    named: impl Fn(&str) -> Vec<String>,
) -> Result<Vec<String>> {
    let mut next = 0;
    while let Some(name) = found.get(next).cloned() {
        next += 1;
        let path = package.join(&name);
        ensure!(
            path.is_file(),
            "the package has no {name}, which other files of it load or stand for"
        );
        if extension(&path) != "js" {
            continue;
        }
        for file in named(&read_text(&path)?) {
            if !found.contains(&file) {
                found.push(file);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_named_assets_are_found_in_a_minified_module() {
        let module = r#"import{a as b}from"./chunk-X.js";import"./side.js";export{c}from"./d.js";var u=new URL("./caseplot.wasm",import.meta.url);"#;
        assert_eq!(
            loads(module),
            Loads {
                modules: vec!["chunk-X.js".into(), "d.js".into(), "side.js".into()],
                assets: vec!["caseplot.wasm".into()],
            }
        );
    }

    #[test]
    fn what_is_imported_later_or_from_elsewhere_is_not_counted() {
        let module =
            r#"import("./later.js");import x from"other";new URL("./page.html",location.href)"#;
        assert_eq!(loads(module), Loads::default());
    }
}
