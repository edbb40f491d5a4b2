//! What the package's modules load: read from the minified modules themselves.

use std::path::Path;

use anyhow::{Result, bail};

use crate::project::read_text;

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
    let mut found = vec![entry.to_owned()];
    let mut next = 0;
    while let Some(name) = found.get(next).cloned() {
        next += 1;
        let path = package.join(&name);
        if !path.is_file() {
            bail!("{entry} loads {name}, which is not in the package");
        }
        if !name.ends_with(".js") {
            continue;
        }
        let Loads { modules, assets } = loads(&read_text(&path)?);
        for file in modules.into_iter().chain(assets) {
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
