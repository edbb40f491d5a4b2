//! Python packages that tests use, in virtual environments of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::{exec, on_path, read, root, say, target, write};

/// Packages that go together.
pub struct Packages {
    /// What is installed, each in one version.
    requirements: &'static str,
    /// The environment's folder in the target directory.
    folder: &'static str,
    /// The variable that tells tests the Python to use: ours, or the one it names already.
    pub variable: &'static str,
}

/// What Rust's tests count a second time with.
pub const COUNTING: Packages = Packages {
    requirements: "tests/python/requirements.txt",
    folder: "python",
    variable: "CASEPLOT_PYTHON",
};

/// What sites clean their articles with, a whole CMS among it.
pub const SANITISERS: Packages = Packages {
    requirements: "tests/sanitisers/requirements.txt",
    folder: "sanitisers",
    variable: "CASEPLOT_SANITISERS",
};

impl Packages {
    /// The Python to test with, or none: for tests that say so then, and pass.
    pub fn find(&self) -> Option<PathBuf> {
        match self.install() {
            Ok(python) => Some(python),
            Err(error) => {
                say(format!(
                    "setup: going on without the Python packages of {}: {error:#}",
                    self.requirements
                ));
                None
            }
        }
    }

    /// The Python to test with.
    ///
    /// # Errors
    /// When the packages are missing and can't be installed.
    pub fn install(&self) -> Result<PathBuf> {
        if let Some(named) = std::env::var_os(self.variable) {
            return Ok(named.into());
        }
        environment(&target().join(self.folder), self.requirements)
    }
}

/// Makes the environment, if it isn't there yet; returns its Python.
fn environment(dir: &Path, file: &str) -> Result<PathBuf> {
    let requirements = root().join(file);
    let wanted = read(&requirements)?;
    let python = dir.join("bin/python");
    if is_current(dir, &wanted) {
        return Ok(python);
    }
    ensure!(
        on_path("python3").is_some(),
        "`python3` was not found (Debian: `apt-get install python3-venv`)"
    );
    say(format!("setup: installing the Python packages of {file}"));
    let mut venv = Command::new("python3");
    exec(venv.args(["-m", "venv", "--clear"]).arg(dir)).context(
        "Python can't make a virtual environment here (Debian: `apt-get install python3-venv`)",
    )?;
    let options = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ];
    exec(Command::new(&python).args(options).arg(requirements))?;
    write(&stamp(dir), wanted)?;
    Ok(python)
}

/// Whether an environment holds what is wanted, and its Python, a link, still leads somewhere.
fn is_current(dir: &Path, wanted: &[u8]) -> bool {
    dir.join("bin/python").is_file()
        && std::fs::read(stamp(dir)).is_ok_and(|installed| installed == wanted)
}

/// The copy of what was asked for when all of it had been installed.
fn stamp(dir: &Path) -> PathBuf {
    dir.join(".installed-requirements.txt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fresh_dir;

    #[test]
    fn an_environment_is_kept_while_it_is_whole_and_holds_what_is_wanted() {
        let dir = std::env::temp_dir().join(format!("caseplot-python-{}", std::process::id()));
        fresh_dir(&dir.join("bin")).unwrap();
        write(&stamp(&dir), "duckdb==1").unwrap();
        assert!(!is_current(&dir, b"duckdb==1"), "it has no Python");
        write(&dir.join("bin/python"), "").unwrap();
        assert!(is_current(&dir, b"duckdb==1"));
        assert!(!is_current(&dir, b"duckdb==2"), "it holds another version");
        fresh_dir(&dir).unwrap();
        write(&dir.join("python"), "").unwrap();
        assert!(!is_current(&dir, b"duckdb==1"), "it was left half made");
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
