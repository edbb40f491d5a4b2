//! The engines that pages are tested in beside each other, and what drives each: found, else installed.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::cargo::cargo;
use crate::project::{exec, on_path, output, say, target};
use crate::setup;

/// Names the engines to test in, with commas between; without it, all are.
const VARIABLE: &str = "CASEPLOT_ENGINES";

/// Those of a run of every step: Chromium has a step of its own, with these tests' behaviours and many more.
const OTHERS: &str = "firefox,webkit";

/// An engine, the programs that it is tested with, and Debian's package of each.
struct Engine {
    name: &'static str,
    programs: &'static [(&'static str, &'static str)],
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        programs: &[("chromedriver", "chromium-driver")],
    },
    Engine {
        name: "firefox",
        programs: &[("firefox-esr", "firefox-esr")],
    },
    Engine {
        name: "webkit",
        // It needs a screen; the last is what a screen of nobody's is opened with.
        programs: &[
            ("WebKitWebDriver", "webkit2gtk-driver"),
            ("xvfb-run", "xvfb"),
            ("xauth", "xauth"),
        ],
    },
];

/// Firefox's driver, which Debian doesn't have.
const GECKODRIVER: &str = "0.37.1";

/// Makes sure that the engines are there; returns the variables that tell tests which and where. Without a list of names
/// they are all, or in a run of every step (`whole`) those that have no other.
///
/// # Errors
/// When one is missing and can't be installed.
pub fn install(whole: bool) -> Result<Vec<(&'static str, PathBuf)>> {
    let default = if whole { OTHERS } else { "" };
    let named = std::env::var(VARIABLE).unwrap_or_else(|_| default.to_owned());
    let wanted = wanted(&named)?;
    let missing = || {
        wanted
            .iter()
            .flat_map(|engine| engine.programs)
            .filter(|(program, _)| on_path(program).is_none())
            .map(|&(_, package)| package)
            .collect::<Vec<_>>()
    };
    let packages = missing();
    if !packages.is_empty() && setup::can_install() {
        say(format!(
            "setup: installing Debian's {}",
            packages.join(", ")
        ));
        setup::install(&packages)?;
    }
    let packages = missing();
    ensure!(
        packages.is_empty(),
        "the tests of engines need more: as root on Debian 12, `apt-get install {}`; \
         or name the engines that you have, as {VARIABLE}=chromium",
        packages.join(" ")
    );
    let mut variables = vec![(VARIABLE, named.clone().into())];
    if wanted.iter().any(|engine| engine.name == "firefox") {
        variables.extend(on_path("firefox-esr").map(|path| ("FIREFOX", path)));
        variables.push(("GECKODRIVER", geckodriver()?));
    }
    Ok(variables)
}

/// The engines of a list of names, or all.
fn wanted(named: &str) -> Result<Vec<&'static Engine>> {
    if named.is_empty() {
        return Ok(ENGINES.iter().collect());
    }
    let of = |name: &str| {
        ENGINES
            .iter()
            .find(|engine| engine.name == name)
            .with_context(|| {
                let names: Vec<_> = ENGINES.iter().map(|engine| engine.name).collect();
                format!("{VARIABLE} names `{name}`: there are {}", names.join(", "))
            })
    };
    named.split(',').map(of).collect()
}

/// Firefox's driver: the one that `GECKODRIVER` names, else ours, built once.
fn geckodriver() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("GECKODRIVER") {
        return Ok(named.into());
    }
    let folder = target().join("engines");
    let program = folder.join("bin/geckodriver");
    let version = output(Command::new(&program).arg("--version"));
    if version.is_some_and(|words| words.split_whitespace().nth(1) == Some(GECKODRIVER)) {
        return Ok(program);
    }
    say(format!("setup: building geckodriver {GECKODRIVER}"));
    let mut install = cargo(&["install", "geckodriver", "--version", GECKODRIVER]);
    // Not optimised: it has next to nothing to do, and would take twice as long to build.
    install.args(["--debug", "--locked", "--quiet", "--root"]);
    exec(install.arg(&folder).env("CARGO_PROFILE_DEV_DEBUG", "false"))?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_named_or_all() {
        let names = |named| -> Option<Vec<&str>> {
            let found = wanted(named).ok()?;
            Some(found.iter().map(|engine| engine.name).collect())
        };
        assert_eq!(names("").unwrap().len(), ENGINES.len());
        assert_eq!(names("webkit,firefox").unwrap(), ["webkit", "firefox"]);
        assert_eq!(names("trident"), None);
    }
}
