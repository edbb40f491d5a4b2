//! What the other commands need of the machine: found, else fetched, else a clear word.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::cargo::{WASM, cargo};
use crate::project::{exec, on_path, output, say};

/// The lowest version of Node that everything here runs on.
const NODE: u32 = 20;

/// Names that Chromium and its kin go by.
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Debian's packages: a browser, and a font whose widths are the same everywhere.
const BROWSER_PACKAGES: [&str; 2] = ["chromium", "fonts-dejavu-core"];

/// Debian's packages of a whole WordPress (its server, a database, a theme), and a filter that sites of PHP use.
const WORDPRESS_PACKAGES: [&str; 9] = [
    "mariadb-server",
    "php-cli",
    "php-gd",
    "php-htmlpurifier",
    "php-mbstring",
    "php-mysql",
    "php-xml",
    "wordpress",
    "wordpress-theme-twentytwentythree",
];

/// What these put where, that the tests of WordPress use.
const WORDPRESS_FILES: [&str; 5] = [
    "/usr/bin/php",
    "/usr/sbin/mariadbd",
    "/usr/share/php/HTMLPurifier.php",
    "/usr/share/wordpress/wp-settings.php",
    "/usr/share/wordpress/wp-content/themes/twentytwentythree/theme.json",
];

/// Makes sure that Rust can compile for the browser.
///
/// # Errors
/// When the target is missing and can't be added.
pub fn wasm_target() -> Result<()> {
    let libraries =
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    say(format!("setup: adding Rust's target {WASM}"));
    exec(Command::new("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("Rust can't compile for {WASM} here: install Rust by rustup (https://rustup.rs), or add the target by hand")
    })
}

/// Makes sure that a component of the Rust toolchain is there, by a subcommand it brings.
///
/// # Errors
/// When it is missing and can't be added.
pub fn rust_component(name: &str, subcommand: &str) -> Result<()> {
    if output(&mut cargo(&[subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(format!("setup: adding Rust's component {name}"));
    exec(Command::new("rustup").args(["component", "add", name]))
}

/// Makes sure that a Node of use is there.
///
/// # Errors
/// When there is none, or an old one.
pub fn node() -> Result<()> {
    let wanted = format!(
        "Node {NODE} or newer is needed: https://nodejs.org, or Debian's `nodejs` and `npm`"
    );
    let Some(version) = output(Command::new("node").arg("--version")) else {
        bail!("`node` was not found. {wanted}");
    };
    ensure!(major(&version) >= Some(NODE), "Node is {version}. {wanted}");
    ensure!(on_path("npm").is_some(), "`npm` was not found. {wanted}");
    Ok(())
}

/// The major number of a version as Node says it, `v20.1.2`.
fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// A browser for the tests: the one `CHROMIUM` names, else one found, else Debian's.
///
/// # Errors
/// When there is none and it can't be installed.
pub fn browser() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "CHROMIUM is {}, which is no file",
            named.display()
        );
        return Ok(named);
    }
    if let Some(found) = browser_on_path() {
        return Ok(found);
    }
    if can_install() {
        say(format!(
            "setup: no browser found; installing Debian's {}",
            BROWSER_PACKAGES.join(", ")
        ));
        install(&BROWSER_PACKAGES)?;
        if let Some(found) = browser_on_path() {
            return Ok(found);
        }
    }
    bail!(
        "the browser tests need Chromium or Chrome: install one (Debian: `apt-get install {}`), \
         or set CHROMIUM to its path",
        BROWSER_PACKAGES.join(" ")
    )
}

fn browser_on_path() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| on_path(name))
}

/// Makes sure that WordPress is there, with all it runs on.
///
/// # Errors
/// When something of it is missing and can't be installed.
pub fn wordpress() -> Result<()> {
    let missing = || {
        WORDPRESS_FILES
            .iter()
            .find(|file| !Path::new(file).is_file())
    };
    if missing().is_some() && can_install() {
        say(format!(
            "setup: installing Debian's {}",
            WORDPRESS_PACKAGES.join(", ")
        ));
        install(&WORDPRESS_PACKAGES)?;
    }
    if let Some(file) = missing() {
        bail!(
            "the tests of WordPress need {file}, which is not there: as root on Debian 12, `apt-get install {}`",
            WORDPRESS_PACKAGES.join(" ")
        );
    }
    Ok(())
}

/// Whether Debian's packages can be installed here, by who we are.
pub fn can_install() -> bool {
    on_path("apt-get").is_some() && output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages of Debian.
///
/// # Errors
/// When apt fails.
pub fn install(packages: &[&str]) -> Result<()> {
    let apt = |args: &[&str]| {
        exec(
            Command::new("apt-get")
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args(args),
        )
    };
    apt(&["-qq", "update"])?;
    let mut install = vec!["-qq", "-y", "install", "--no-install-recommends"];
    install.extend(packages);
    apt(&install)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read_from_what_it_prints() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("nightly"), None);
    }
}
