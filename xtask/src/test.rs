//! `cargo xtask test`: every test there is, and one line that sums them up.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::cargo::cargo;
use crate::project::{entries, exec, root, say, shown, target};
use crate::{engines, npm, pkg, plugin, python, serve, setup, size, www};

/// Tests counted by how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
}

impl Count {
    fn add(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

/// The steps of a whole run, in this order.
const STEPS: [&str; 9] = [
    "native",
    "wasm",
    "node",
    "browser",
    "engines",
    "sanitisers",
    "package",
    "bundlers",
    "size",
];
/// A step that is run when asked for: it installs whole content management systems.
const CMS: &str = "cms";

/// What some steps use beside a browser, by the variables that tell tests where it is.
type Tools = Vec<(&'static str, PathBuf)>;

/// What was asked for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// A step, or nothing for a whole run.
    step: &'a str,
    /// What names of tests, or of their files, must hold.
    name: &'a str,
}

impl Asked<'_> {
    fn wants(self, step: &str) -> bool {
        self.step == step || (self.step.is_empty() && STEPS.contains(&step))
    }

    fn wants_any(self, steps: &[&str]) -> bool {
        steps.iter().any(|step| self.wants(step))
    }
}

/// Runs the tests, or one step of them, or those of a name.
///
/// # Errors
/// When a test fails or can't be run.
pub fn run(args: &[String]) -> Result<()> {
    let (step, name) = match args {
        [] => ("", ""),
        [step] => (step.as_str(), ""),
        [step, name] => (step.as_str(), name.as_str()),
        _ => bail!("`test` takes a step and a name at most"),
    };
    ensure!(
        step.is_empty() || STEPS.contains(&step) || step == CMS,
        "there is no test step `{step}`: there are {} and {CMS}",
        STEPS.join(", ")
    );
    let asked = Asked { step, name };

    // What is missing is told before anything slow has run.
    setup::wasm_target()?;
    let browser = if asked.wants_any(&["browser", "engines", "sanitisers", "bundlers", CMS]) {
        Some(setup::browser()?)
    } else {
        None
    };
    let in_wasm = if asked.wants("wasm") {
        engines::wasm_tests()?
    } else {
        Vec::new()
    };
    let mut tools = Vec::new();
    if asked.wants("engines") {
        tools.extend(engines::install(asked.step.is_empty())?);
    }
    if asked.wants_any(&["sanitisers", CMS]) {
        tools.push((python::SANITISERS.variable, python::SANITISERS.install()?));
    }
    if asked.wants(CMS) {
        setup::wordpress()?;
    }

    let mut sum = Count::default();
    if asked.wants("native") {
        sum.add(native(name)?);
    }
    for (engine, mut command) in in_wasm {
        say(format!("test: the wasm in {engine}"));
        sum.add(counted(command.arg(name), cargo_count)?);
    }
    if !["native", "wasm"].contains(&step) {
        sum.add(of_package(asked, browser.as_deref(), tools)?);
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    ensure!(sum.failed == 0, "tests failed");
    Ok(())
}

/// The steps that need the package, which is built once for all of them.
fn of_package(asked: Asked<'_>, browser: Option<&Path>, tools: Tools) -> Result<Count> {
    let mut sum = Count::default();
    let package = pkg::build()?;
    if asked.wants_any(&["node", "browser", "engines", "sanitisers", CMS]) {
        let site = www::around(&package)?;
        if asked.wants("node") {
            sum.add(in_node(asked.name)?);
        }
        if let Some(browser) = browser {
            let pages = Pages::start(browser, tools, &site)?;
            sum.add(on_pages(asked, &package, &pages)?);
        }
    }
    if asked.wants_any(&["package", "bundlers"]) {
        let tarball = pkg::pack(&package)?;
        if asked.wants("package") {
            sum.add(packed(&tarball, asked.name)?);
        }
        if let Some(browser) = browser
            && asked.wants("bundlers")
        {
            sum.add(bundlers(browser, &tarball, asked.name)?);
        }
    }
    if asked.wants("size") {
        sum.add(weight(&package));
    }
    Ok(sum)
}

/// The steps that open pages.
fn on_pages(asked: Asked<'_>, package: &Path, pages: &Pages<'_>) -> Result<Count> {
    let mut sum = Count::default();
    if asked.wants("browser") {
        sum.add(pages.test(npm::BROWSER_TESTS, asked.name)?);
    }
    if asked.wants("engines") {
        sum.add(pages.test("tests/engines", asked.name)?);
    }
    if asked.wants("sanitisers") {
        npm::install(npm::SANITISERS)?;
        sum.add(pages.test(npm::SANITISERS, asked.name)?);
    }
    if asked.wants(CMS) {
        plugin::build(package)?;
        sum.add(pages.test("tests/cms", asked.name)?);
    }
    Ok(sum)
}

/// Cargo's tests: unit, golden, properties, architecture, examples in the docs.
fn native(name: &str) -> Result<Count> {
    let python = python::COUNTING.find();
    say("test: Rust");
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast"]);
    if let Some(python) = python {
        command.env(python::COUNTING.variable, python);
    }
    if !name.is_empty() {
        command.arg(name);
    }
    counted(&mut command, cargo_count)
}

/// What the package does without a browser.
fn in_node(name: &str) -> Result<Count> {
    setup::node()?;
    let files = test_files("tests/node", name)?;
    say("test: without a browser");
    counted(node_tests("").args(files), node_count)
}

/// The built site, served, and what its pages are tested with.
struct Pages<'a> {
    browser: &'a Path,
    tools: Tools,
    server: serve::Server,
}

impl<'a> Pages<'a> {
    fn start(browser: &'a Path, tools: Tools, site: &Path) -> Result<Self> {
        npm::install(npm::BROWSER_TESTS)?;
        let server = serve::Server::start(site, 0)?;
        Ok(Self {
            browser,
            tools,
            server,
        })
    }

    /// Runs the test files of a folder, in real browsers.
    fn test(&self, folder: &str, name: &str) -> Result<Count> {
        let files = test_files(folder, name)?;
        say(format!("test: {folder}"));
        let mut command = node_tests("");
        command
            .args(files)
            .env("CHROMIUM", self.browser)
            .env("CASEPLOT_ORIGIN", self.server.address())
            .env("CASEPLOT_SHOTS", target().join("shots"))
            .envs(self.tools.iter().map(|(name, path)| (name, path)));
        counted(&mut command, node_count)
    }
}

/// The package as it is published: the tarball, and the crate.
fn packed(tarball: &Path, name: &str) -> Result<Count> {
    npm::install(npm::PACKAGE_TESTS)?;
    say("test: the npm package");
    let mut command = node_tests(name);
    command
        .arg(root().join(npm::PACKAGE_TESTS).join("package.test.mjs"))
        .env("CASEPLOT_TARBALL", tarball);
    let mut sum = counted(&mut command, node_count)?;
    if !name.is_empty() {
        return Ok(sum);
    }
    say("test: the crate");
    // As `cargo publish --dry-run` does, but for the question to the registry which versions there are.
    let crate_ = exec(&mut cargo(&[
        "package",
        "--package=caseplot",
        "--locked",
        "--offline",
        "--allow-dirty",
        "--quiet",
    ]));
    sum.add(one(crate_.context("the crate can't be published")));
    Ok(sum)
}

/// Projects of other tools that use the package, built and opened.
fn bundlers(browser: &Path, tarball: &Path, name: &str) -> Result<Count> {
    // The harness is that of the browser tests.
    npm::install(npm::BROWSER_TESTS)?;
    let folder = target().join("bundlers");
    npm::install_in(npm::BUNDLER_TESTS, &folder)?;
    say("test: pages that other tools build");
    let mut command = node_tests(name);
    command
        .arg(root().join(npm::BUNDLER_TESTS).join("bundlers.test.mjs"))
        .env("CHROMIUM", browser)
        .env("CASEPLOT_BUNDLERS", folder)
        .env("CASEPLOT_TARBALL", tarball);
    counted(&mut command, node_count)
}

/// Node's own runner of tests: those of a name, or all; which files follows.
fn node_tests(name: &str) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(root())
        .args(["--test", "--test-reporter=spec"]);
    if !name.is_empty() {
        command.arg(format!("--test-name-pattern={name}"));
    }
    command
}

/// The weight of what a reader loads is a test as any other.
fn weight(package: &Path) -> Count {
    say("test: size");
    one(size::print(package).context("size"))
}

/// What either holds or doesn't, counted as one test.
fn one(result: Result<()>) -> Count {
    let failed = u32::from(result.is_err());
    if let Err(error) = result {
        println!("{error:#}");
    }
    Count {
        passed: 1 - failed,
        failed,
    }
}

/// The tests of a folder whose file name holds a text. Named one by one, as Node's versions differ in
/// what they make of a folder.
fn test_files(folder: &str, name: &str) -> Result<Vec<PathBuf>> {
    let all = entries(&root().join(folder))?;
    let named = |path: &PathBuf| {
        path.file_name()
            .and_then(|file| file.to_str())
            .is_some_and(|file| file.ends_with(".test.mjs") && file.contains(name))
    };
    let files: Vec<PathBuf> = all.into_iter().filter(named).collect();
    ensure!(
        !files.is_empty(),
        "no file of {folder} has `{name}` in its name"
    );
    Ok(files)
}

/// Runs a test command, passing on what it prints, and adds up the lines that count tests. A run
/// that fails without a failed test (it doesn't compile, say) counts as one.
fn counted(command: &mut Command, count: fn(&str) -> Option<Count>) -> Result<Count> {
    let name = shown(command);
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{name}` can't be started"))?;
    let mut sum = Count::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            sum.add(count(&line).unwrap_or_default());
        }
    }
    let status = child.wait()?;
    if !status.success() && sum.failed == 0 {
        println!("`{name}` failed ({status})");
        sum.failed = 1;
    }
    // A whole run has a limit: whoever goes over it wants to know by what.
    say(format!("test: took {} s", begun.elapsed().as_secs()));
    Ok(sum)
}

/// `test result: ok. 5 passed; 0 failed; …`
fn cargo_count(line: &str) -> Option<Count> {
    let (_, result) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |what: &str| {
        result
            .split(';')
            .find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
    };
    Some(Count {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

/// `ℹ pass 5`, `ℹ fail 1`, `ℹ cancelled 1`, each on a line of its own.
fn node_count(line: &str) -> Option<Count> {
    let mut words = line.strip_prefix('ℹ')?.split_whitespace();
    let (what, number) = (words.next()?, words.next()?.parse().ok()?);
    match what {
        "pass" => Some(Count {
            passed: number,
            failed: 0,
        }),
        "fail" | "cancelled" => Some(Count {
            passed: 0,
            failed: number,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_summaries_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            cargo_count(line),
            Some(Count {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(cargo_count("test reading ... ok"), None);
    }

    #[test]
    fn nodes_summaries_are_counted_and_cancelled_tests_have_failed() {
        assert_eq!(
            node_count("ℹ pass 7"),
            Some(Count {
                passed: 7,
                failed: 0
            })
        );
        assert_eq!(
            node_count("ℹ cancelled 2"),
            Some(Count {
                passed: 0,
                failed: 2
            })
        );
        assert_eq!(node_count("ℹ duration_ms 1200.5"), None);
        assert_eq!(node_count("ℹ tests 7"), None);
    }

    #[test]
    fn a_run_that_fails_without_a_failed_test_counts_as_one() {
        let count = counted(Command::new("cargo").arg("no-such-subcommand"), cargo_count).unwrap();
        assert_eq!(
            count,
            Count {
                passed: 0,
                failed: 1
            }
        );
    }
}
