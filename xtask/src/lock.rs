//! One version of wasm-bindgen: the library's and the tool's must be the same.

use anyhow::{Context, Result, ensure};

use crate::project::{read_text, root};

const LIBRARY: &str = "wasm-bindgen";
const TOOL: &str = "wasm-bindgen-cli-support";

/// The version of wasm-bindgen in the lock file.
///
/// # Errors
/// When the library's version and the tool's differ: the tool could not read what the library wrote.
pub fn bindgen_version() -> Result<String> {
    agreed(&read_text(&root().join("Cargo.lock"))?)
}

fn agreed(lock: &str) -> Result<String> {
    let library = version(lock, LIBRARY)?;
    let tool = version(lock, TOOL)?;
    ensure!(
        library == tool,
        "Cargo.lock holds {LIBRARY} {library} and {TOOL} {tool}, which must be one version: \
         run `cargo update -p {TOOL} --precise {library}`"
    );
    Ok(library.to_owned())
}

fn version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let mut lines = lock.lines();
    lines
        .find(|line| value(line, "name") == Some(package))
        .and_then(|_| lines.next())
        .and_then(|line| value(line, "version"))
        .with_context(|| format!("Cargo.lock holds no {package}"))
}

/// The text of a line `key = "text"`.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?
        .strip_prefix(" = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(library: &str, tool: &str) -> String {
        format!(
            "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{library}\"\n\n\
             [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
        )
    }

    #[test]
    fn the_lock_file_of_this_repository_holds_one_version_of_wasm_bindgen() {
        bindgen_version().unwrap();
    }

    #[test]
    fn equal_versions_are_agreed_on() {
        assert_eq!(agreed(&lock("0.2.130", "0.2.130")).unwrap(), "0.2.130");
    }

    #[test]
    fn differing_versions_are_refused_with_the_command_that_mends_them() {
        let error = agreed(&lock("0.2.130", "0.2.131")).unwrap_err().to_string();
        assert!(
            error.contains("cargo update -p wasm-bindgen-cli-support --precise 0.2.130"),
            "{error}"
        );
    }

    #[test]
    fn a_lock_file_without_wasm_bindgen_is_refused() {
        assert!(agreed("").is_err());
    }
}
