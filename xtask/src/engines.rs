//! The engines that pages and the wasm's own tests are run in beside each other, and what drives each: found, else
//! installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::cargo::{WASM, cargo};
use crate::project::{exec, on_path, output, say, target, write};
use crate::{lock, setup};

/// Names the engines to test in, with commas between; without it, all are.
const VARIABLE: &str = "CASEPLOT_ENGINES";

/// Those of a run of every step: Chromium has a step of its own, with these tests' behaviours and many more.
const OTHERS: &str = "firefox,webkit";

/// An engine, the programs that it is tested with, and Debian's package of each.
struct Engine {
    name: &'static str,
    programs: &'static [(&'static str, &'static str)],
    /// The variable by which the runner of Rust's tests is told of its driver, and where that is.
    driver: (&'static str, fn() -> Result<PathBuf>),
    /// What that asks the driver for.
    wanted: fn() -> Result<Value>,
    /// What the command begins with that starts it.
    before: &'static [&'static str],
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        programs: &[("chromedriver", "chromium-driver")],
        driver: ("CHROMEDRIVER", || found("chromedriver")),
        // As `tests/browser/harness.mjs` starts it.
        wanted: || {
            Ok(
                json!({ "goog:chromeOptions": { "binary": setup::browser()?, "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ] } }),
            )
        },
        before: &[],
    },
    Engine {
        name: "firefox",
        programs: &[("firefox-esr", "firefox-esr")],
        driver: ("GECKODRIVER", geckodriver),
        wanted: || {
            let binary = on_path("firefox-esr");
            Ok(json!({ "moz:firefoxOptions": { "binary": binary, "args": ["-headless"] } }))
        },
        before: &[],
    },
    Engine {
        name: "webkit",
        // It needs a screen; the last is what a screen of nobody's is opened with.
        programs: &[
            ("WebKitWebDriver", "webkit2gtk-driver"),
            ("xvfb-run", "xvfb"),
            ("xauth", "xauth"),
        ],
        driver: ("SAFARIDRIVER", || found("WebKitWebDriver")),
        wanted: || Ok(json!({})),
        before: &["xvfb-run", "--auto-servernum"],
    },
];

/// Firefox's driver, which Debian doesn't have.
const GECKODRIVER: &str = "0.37.1";

/// Makes sure that the engines are there; returns the variables that tell tests of pages which and where. Without a list of
/// names they are all, or in a run of every step (`whole`) those that have no other.
///
/// # Errors
/// When one is missing and can't be installed.
pub fn install(whole: bool) -> Result<Vec<(&'static str, PathBuf)>> {
    let default = if whole { OTHERS } else { "" };
    let named = std::env::var(VARIABLE).unwrap_or_else(|_| default.to_owned());
    let wanted = wanted(&named)?;
    installed(&wanted)?;
    let mut variables = vec![(VARIABLE, named.clone().into())];
    if wanted.iter().any(|engine| engine.name == "firefox") {
        variables.extend(on_path("firefox-esr").map(|path| ("FIREFOX", path)));
        variables.push(("GECKODRIVER", geckodriver()?));
    }
    Ok(variables)
}

/// The commands that run the wasm's own tests, one for each engine of the list of names, or of all; and the engine's name.
///
/// # Errors
/// When something is missing and can't be installed.
pub fn wasm_tests() -> Result<Vec<(&'static str, Command)>> {
    let engines = wanted(&std::env::var(VARIABLE).unwrap_or_default())?;
    installed(&engines)?;
    let runner = runner()?;
    let command = |engine: &Engine| {
        let (variable, driver) = engine.driver;
        let capabilities = target()
            .join("engines")
            .join(engine.name)
            .with_extension("json");
        write(&capabilities, (engine.wanted)()?.to_string())?;
        // The build that draws all there is: with what editors publish by, it would have no figures.
        let mut command = cargo(&["test", "--package=caseplot", "--lib", "--target", WASM]);
        command.args(["--no-default-features", "--features=formats"]);
        let mut with: Vec<&Path> = engine.before.iter().map(Path::new).collect();
        with.push(&runner);
        command
            .args(["--config", &format!("target.{WASM}.runner={}", json!(with))])
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
            // In seconds: a browser that starts for the first time, on a busy machine, takes its time.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
            .env(variable, driver()?);
        Ok((engine.name, command))
    };
    engines.into_iter().map(command).collect()
}

fn installed(engines: &[&Engine]) -> Result<()> {
    let missing = || {
        engines
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
    Ok(())
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

fn found(program: &str) -> Result<PathBuf> {
    on_path(program).with_context(|| format!("there is no {program}"))
}

/// Firefox's driver: the one that `GECKODRIVER` names, else ours.
fn geckodriver() -> Result<PathBuf> {
    match std::env::var_os("GECKODRIVER") {
        Some(named) => Ok(named.into()),
        None => built("geckodriver", "geckodriver", GECKODRIVER, &["--locked"]),
    }
}

/// What runs Rust's tests in a browser: of the version that the library is bound with.
fn runner() -> Result<PathBuf> {
    let program = "wasm-bindgen-test-runner";
    let version = lock::bindgen_version()?;
    // It needs no client of the web's own. Its lock file names versions that are not published.
    built(
        "wasm-bindgen-cli",
        program,
        &version,
        &["--no-default-features", "--bin", program],
    )
}

/// A program of a crate, built once.
fn built(package: &str, program: &str, version: &str, how: &[&str]) -> Result<PathBuf> {
    let folder = target().join("engines");
    let path = folder.join("bin").join(program);
    let found = output(Command::new(&path).arg("--version"));
    if found.is_some_and(|words| words.split_whitespace().nth(1) == Some(version)) {
        return Ok(path);
    }
    say(format!("setup: building {program} {version}"));
    // Not optimised: it has next to nothing to do, and would take twice as long to build.
    let mut install = cargo(&[
        "install",
        package,
        "--version",
        version,
        "--debug",
        "--quiet",
    ]);
    install.args(how).arg("--root").arg(&folder);
    exec(install.env("CARGO_PROFILE_DEV_DEBUG", "false"))?;
    Ok(path)
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
