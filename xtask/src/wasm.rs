//! `cargo xtask wasm`: the library as wasm, with the glue that JavaScript calls it by.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walrus::{ConstExpr, DataKind, FunctionKind, Module, ir};
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

/// How much a call may weigh to be inlined. Built to be small, next to none is; with this, cases are read
/// an eighth faster for half a kilobyte of brotli, and more gains little.
const INLINE: &str = "-Cllvm-args=-inline-threshold=35";

/// Parts of the names of functions that are only called to panic.
const PANICS: [&str; 7] = [
    "::panicking::",
    "::option::expect_failed",
    "::option::unwrap_failed",
    "::result::unwrap_failed",
    "slice_index_fail",
    "slice_error_fail",
    "rust_begin_unwind",
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
    // In one folder, each build would undo the other, and both were compiled anew every time.
    let folder = match kind {
        Kind::Page => target().join("page"),
        Kind::Whole => target(),
    };
    build.arg("--target-dir").arg(&folder);
    if kind == Kind::Page {
        build.arg("--no-default-features");
    }
    let flags: Vec<String> = remapped_paths().chain([INLINE.to_owned()]).collect();
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    exec(&mut build)?;
    Ok(folder.join(WASM).join("release/caseplot.wasm"))
}

/// Flags that keep this machine's paths out of the wasm: it is the same wherever it is built.
fn remapped_paths() -> impl Iterator<Item = String> {
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
    crates.into_iter().chain([ours])
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
    let mut output = bindgen
        .input_path(compiled)
        .out_name("caseplot")
        .web(true)?
        .generate_output()
        .context("wasm-bindgen can't bind the library")?;
    silence_panics(output.wasm_mut());
    output
        .emit(out)
        .context("wasm-bindgen can't write the wasm")
}

/// Makes every function that is only called to panic trap at once. A panic ends in a trap anyway, and nobody
/// in a page reads its message: what would write it, and what it is written of, is then dead code (2.4 kB
/// of brotli in 69).
fn silence_panics(module: &mut Module) {
    let panics = |name: &str| PANICS.iter().any(|part| name.contains(part));
    let named = |id| module.funcs.get(id).name.as_deref().is_some_and(panics);
    let silenced = module.funcs.iter_local().filter(|&(id, _)| named(id));
    let silenced: Vec<_> = silenced
        .map(|(id, function)| (id, function.entry_block()))
        .collect();
    for (id, entry) in silenced {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let body = &mut function.block_mut(entry).instrs;
            body.clear();
            body.push((ir::Unreachable {}.into(), ir::InstrLocId::default()));
        }
    }
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in segments {
        let data = module.data.get_mut(id);
        if let DataKind::Active {
            offset: ConstExpr::Value(ir::Value::I32(base)),
            ..
        } = data.kind
        {
            forget_places(&mut data.value, base.cast_unsigned() as usize);
        }
    }
}

/// Takes the places in the sources, which panics would name, out of a segment of memory that begins at
/// `base`: each is the address and the length of a file's name, a line and a column.
fn forget_places(memory: &mut [u8], base: usize) {
    let word = |memory: &[u8], at: usize| {
        let bytes = memory.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    };
    let file = |memory: &[u8], at: usize| {
        let start = word(memory, at)?.checked_sub(base)?;
        let file = start..start.checked_add(word(memory, at + 4)?)?;
        let is_line = (1..100_000).contains(&word(memory, at + 8)?);
        let is_column = (1..1_000).contains(&word(memory, at + 12)?);
        let name = memory.get(file.clone())?;
        let is_name = name.ends_with(b".rs") && name.is_ascii();
        (is_line && is_column && is_name).then_some(file)
    };
    let places = (0..memory.len()).step_by(4);
    let places: Vec<_> = places
        .filter_map(|at| Some((at, file(memory, at)?)))
        .collect();
    for (at, file) in places {
        memory[at..at + 16].fill(0);
        memory[file].fill(0);
    }
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
    fn places_in_the_sources_are_forgotten_and_nothing_else() {
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        let file = |start: u32| words([1_000 + start, 8, 12, 5]);
        let others = [
            words([1_000, 8, 0, 5]),
            words([1_064, 8, 12, 5]),
            words([1, 2, 3, 4]),
        ];
        let segment = |file: &[u8], name: &[u8; 16]| [file, &others.concat(), name].concat();
        let mut memory = segment(&file(64), b"src/a.rskept.rs!");
        forget_places(&mut memory, 1_000);
        // The second of the others names the same file: it is a place too.
        let left = [others[0].clone(), vec![0; 16], others[2].clone()].concat();
        assert_eq!(memory, [&[0; 16], &left[..], &[0; 8], b"kept.rs!"].concat());
    }

    #[test]
    fn the_hash_is_fnv_1a_of_64_bits() {
        // Test vectors of draft-eastlake-fnv.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
