//! `cargo xtask wasm`: the library as wasm, with the glue that JavaScript calls it by.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::cargo::{WASM, cargo};
use crate::project::{exec, fresh_dir, read, root, say, target, write};
use crate::{lock, npm, setup};

/// How binaryen optimises: for what brotli makes of it, with the features rustc's wasm uses by default.
/// Nothing lies in the lowest kilobyte of memory: it is the far end of the stack. What rustc left apart
/// packs better apart (2 kB in 72), though it takes more bytes unpacked.
const OPTIMISE: [&str; 14] = [
    "-Oz",
    "--strip-target-features",
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=1",
    "--flexible-inline-max-function-size=1",
    "--skip-pass=local-cse",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The builds that the package ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What readers load: it reads sound case JSON.
    Page,
    /// It reads whatever the field writes, and tells what is wrong with it. Loaded when a page meets
    /// such a file.
    Whole,
}

impl Kind {
    /// The name of the wasm in the package, without its ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "caseplot",
            Self::Whole => "caseplot-whole",
        }
    }
}

/// What a build gives.
pub struct Built {
    /// The optimised wasm.
    pub wasm: PathBuf,
    /// The ES module that loads it: `init(urlOrBytes)` and what the library exports.
    pub glue: PathBuf,
}

/// Builds, binds and optimises; what is already there is left alone.
///
/// # Errors
/// When a step fails; a missing optimiser is only told.
pub fn build(kind: Kind) -> Result<Built> {
    let version = lock::bindgen_version()?;
    setup::wasm_target()?;
    let optimiser = optimiser();
    let compiled = compile(kind)?;

    let out = target().join("pkg/wasm").join(kind.name());
    let built = Built {
        wasm: out.join("caseplot.wasm"),
        glue: out.join("glue.js"),
    };
    let stamp = out.join("stamp");
    let key = format!(
        "{:016x} bindgen {version} {}",
        hash(&read(&compiled)?),
        optimiser_key(&optimiser)
    );
    if fs::read_to_string(&stamp).is_ok_and(|made| made == key) && built.wasm.is_file() {
        say(format!("wasm: {} is up to date", kind.name()));
        return Ok(built);
    }

    say(format!(
        "wasm: binding for JavaScript (wasm-bindgen {version})"
    ));
    fresh_dir(&out)?;
    bind(&compiled, &out)?;
    fs::rename(out.join("caseplot.js"), &built.glue)?;
    let bound = out.join("caseplot_bg.wasm");
    match optimiser {
        Ok(modules) => optimise(&modules, &bound, &built.wasm)?,
        Err(error) => {
            say(format!(
                "wasm: shipped without the last optimisation: {error:#}"
            ));
            fs::copy(&bound, &built.wasm)?;
        }
    }
    fs::remove_file(&bound)?;
    write(&stamp, key)?;
    Ok(built)
}

/// The folder of npm packages that binaryen is in.
fn optimiser() -> Result<PathBuf> {
    npm::install(npm::BUILD)
}

fn optimiser_key(optimiser: &Result<PathBuf>) -> String {
    match optimiser {
        Ok(modules) => {
            let lock = fs::read(modules.join(".installed-lock.json")).unwrap_or_default();
            format!("binaryen {:016x} {}", hash(&lock), OPTIMISE.join(" "))
        }
        Err(_) => "no binaryen".to_owned(),
    }
}

fn compile(kind: Kind) -> Result<PathBuf> {
    say(format!("wasm: compiling {} for {WASM}", kind.name()));
    let mut build = cargo(&[
        "build",
        "--release",
        "--package",
        "caseplot",
        "--lib",
        "--target",
        WASM,
    ]);
    if kind == Kind::Page {
        build.arg("--no-default-features");
    }
    build.env("CARGO_ENCODED_RUSTFLAGS", remapped_paths().join("\u{1f}"));
    exec(&mut build)?;
    Ok(target().join(WASM).join("release/caseplot.wasm"))
}

/// Flags that keep this machine's paths out of the wasm: it is the same wherever it is built.
fn remapped_paths() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let crates = home.map(|home| {
        format!(
            "--remap-path-prefix={}=crates",
            home.join("registry/src").display()
        )
    });
    let ours = format!("--remap-path-prefix={}=caseplot", root().display());
    crates.into_iter().chain([ours]).collect()
}

fn bind(compiled: &Path, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    // The package names the wasm's address itself, once: bundlers copy every file they see named.
    bindgen.omit_default_module_path(true);
    // Types are written by hand: the glue's need newer libraries than editors have.
    bindgen.typescript(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .input_path(compiled)
        .out_name("caseplot")
        .web(true)?
        .generate(out)
        .context("wasm-bindgen can't bind the library")
}

fn optimise(modules: &Path, bound: &Path, wasm: &Path) -> Result<()> {
    say("wasm: optimising (binaryen)");
    exec(
        npm::program(modules, "binaryen/bin/wasm-opt")
            .args(OPTIMISE)
            .arg(bound)
            .arg("-o")
            .arg(wasm),
    )?;
    say(format!(
        "wasm: {} bytes, {} before optimising",
        fs::metadata(wasm)?.len(),
        fs::metadata(bound)?.len()
    ));
    Ok(())
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): enough to see that a file has changed.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a_of_64_bits() {
        // Test vectors of draft-eastlake-fnv.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
