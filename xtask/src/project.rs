//! Where things stand, and how a command tells what it does.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The repository's root.
pub fn root() -> PathBuf {
    // Cargo sets the variable when it runs us; the built-in path serves a binary started by hand.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Cargo's target directory, where everything built lands.
pub fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(named)
}

/// Says in one line what is being done.
pub fn say(what: impl AsRef<str>) {
    println!("> {}", what.as_ref());
}

/// Runs a command to its end; it can't ask anything, as it gets no input.
///
/// # Errors
/// When it can't be started or doesn't succeed.
pub fn exec(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("`{shown}` can't be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// What a command prints, or nothing when it can't be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|o| o.status.success())?;
    String::from_utf8(output.stdout)
        .ok()
        .map(|text| text.trim().to_owned())
}

/// A command as one would type it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first program of that name on `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

/// Reads a file, naming it when it can't be read.
///
/// # Errors
/// When the file can't be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Reads a text file, naming it when it can't be read.
///
/// # Errors
/// When the file can't be read or isn't UTF-8.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Writes a file, naming it when it can't be written.
///
/// # Errors
/// When the file can't be written.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} can't be written", path.display()))
}

/// Makes an empty directory, removing what was there.
///
/// # Errors
/// When the file system refuses.
pub fn fresh_dir(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("{} can't be removed", path.display()))?;
    }
    fs::create_dir_all(path).with_context(|| format!("{} can't be made", path.display()))
}

/// Copies a directory with all below it.
///
/// # Errors
/// When the file system refuses.
pub fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} can't be made", to.display()))?;
    for path in entries(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_dir(&path, &target)?;
        } else {
            copy(&path, &target)?;
        }
    }
    Ok(())
}

/// Copies one file.
///
/// # Errors
/// When the file system refuses.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .with_context(|| format!("{} can't be copied", from.display()))
        .map(drop)
}

/// What a directory holds, sorted.
///
/// # Errors
/// When the directory can't be read.
pub fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = fs::read_dir(dir)
        .and_then(|list| {
            list.map(|entry| entry.map(|e| e.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .with_context(|| format!("{} can't be listed", dir.display()))?;
    found.sort();
    Ok(found)
}

/// A file's text with what Cargo.toml says in the one place that is kept for it.
///
/// # Errors
/// When the place is not there, or more than once.
pub fn filled(file: &str, text: &str, place: &str, value: &str) -> Result<String> {
    ensure!(
        text.matches(place).count() == 1,
        "{file} must hold `{place}` once: it is filled from Cargo.toml"
    );
    Ok(text.replace(place, value))
}

/// A file's extension, or nothing.
pub fn extension(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}
