//! `cargo xtask wasm`: the library as wasm, with the glue that JavaScript calls it by.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use walrus::{ConstExpr, DataKind, FunctionKind, Module, ir};
use wasm_bindgen_cli_support::Bindgen;

use crate::cargo::{WASM, cargo};
use crate::project::{exec, fresh_dir, read, read_text, root, say, target, write};
use crate::{lock, neighbours, npm, setup};

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

/// What only panics of the standard library say. Texts of our own that say the same would be lost too.
const SAID: [&str; 17] = [
    "slice index starts at ",
    " but ends at ",
    "index out of bounds: the len is ",
    " but the index is ",
    "range start index ",
    "range end index ",
    " out of range for slice of length ",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "insertion index (is ",
    "removal index (is ",
    ") should be <= len (is ",
    ") should be < len (is ",
    "a Display implementation returned an error unexpectedly",
    "window size must be non-zero",
    "called `Result::unwrap()` on an `Err` value",
    "Tried to shrink to a larger capacity",
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
    /// The ES module that makes instances of it: each call of what it exports gives other classes.
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
        "{:016x} bindgen {version}, short names but memory, no words of panics {}",
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
    let names = bind(&compiled, &out)?;
    let glue = renamed(&read_text(&out.join("caseplot.js"))?, &names);
    write(&built.glue, factory(&glue)?)?;
    fs::remove_file(out.join("caseplot.js"))?;
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
            format!(
                "binaryen {:016x} {}, functions by likeness",
                hash(&lock),
                OPTIMISE.join(" ")
            )
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
    build.arg("--no-default-features");
    if kind == Kind::Whole {
        // Without what only editors use: publishing.
        build.args(["--features", "formats"]);
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

fn bind(compiled: &Path, out: &Path) -> Result<Names> {
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
    let names = shorten(output.wasm_mut());
    output
        .emit(out)
        .context("wasm-bindgen can't write the wasm")?;
    Ok(names)
}

/// The short names that the two sides of the glue know each other by, by their long ones.
#[derive(Debug, Default)]
struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

/// Gives what the wasm takes and gives short names. The long ones hold hashes, which nothing packs: 1.3 kB of brotli in
/// the wasm and its glue.
fn shorten(module: &mut Module) -> Names {
    let mut names = Names::default();
    for import in module.imports.iter_mut() {
        let next = short(names.imports.len());
        if import.module.starts_with("./") {
            let module = names.imports.entry(import.module.clone()).or_insert(next);
            import.module.clone_from(module);
        }
        let next = short(names.imports.len());
        let name = names.imports.entry(import.name.clone()).or_insert(next);
        import.name.clone_from(name);
    }
    // Whoever looks how much memory an instance has looks for it by its name.
    for export in module
        .exports
        .iter_mut()
        .filter(|export| export.name != "memory")
    {
        let next = short(names.exports.len());
        let name = names.exports.entry(export.name.clone()).or_insert(next);
        export.name.clone_from(name);
    }
    names
}

/// The nth of the shortest names that JavaScript takes as one: `a` to `z`, then `a0` to `z0`, and so on.
fn short(n: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(n % 26).unwrap_or_default());
    match n / 26 {
        0 => letter.to_string(),
        more => format!("{letter}{}", more - 1),
    }
}

/// The glue with the short names: those of exports stand after `wasm.` in it, those of imports are keys.
fn renamed(glue: &str, names: &Names) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_name) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_name(c)).unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        out.push_str(before);
        let short = if out.ends_with("wasm.") && !out.ends_with("_wasm.") {
            names.exports.get(name)
        } else if after.starts_with(": function") {
            names.imports.get(name)
        } else {
            None
        };
        out.push_str(short.map_or(name, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    let modules = names
        .imports
        .iter()
        .filter(|(long, _)| long.starts_with("./"));
    modules.fold(out, |glue, (long, short)| {
        glue.replace(&format!("\"{long}\""), &format!("\"{short}\""))
    })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Makes a function of the glue, which is an ES module with one instance for as long as the page lives. After a panic an
/// instance is lost, with all that its classes hold; the next call gives classes that have nothing to do with it. How the
/// wasm is loaded is ours (pkg-template/engine.js): what the glue has for it, for every kind of argument, is left out.
///
/// # Errors
/// When the glue looks other than that of the pinned wasm-bindgen.
fn factory(glue: &str) -> Result<String> {
    let other =
        || anyhow!("wasm-bindgen's glue is not as it was: see `factory` in xtask/src/wasm.rs");
    let (body, rest) = glue
        .split_once("\nasync function __wbg_load(")
        .ok_or_else(other)?;
    let ends = rest.ends_with("\nexport { initSync, __wbg_init as default };\n");
    let is_ours = |line: &&str| !line.starts_with("if (Symbol.dispose) ");
    let mut names = vec!["imports: __wbg_get_imports", "begin: __wbg_finalize_init"];
    let mut lines = Vec::new();
    for line in body.lines().filter(is_ours) {
        let class = line.strip_prefix("export ").unwrap_or(line);
        if class != line {
            names.push(
                class
                    .strip_prefix("class ")
                    .and_then(|class| class.split(' ').next())
                    .ok_or_else(other)?,
            );
        }
        lines.push(class);
    }
    ensure!(
        ends && names.len() > 2 && !body.contains("\nimport "),
        other()
    );
    Ok(format!(
        "export default () => {{\n{}\nreturn {{ {} }};\n}};\n",
        lines.join("\n"),
        names.join(", ")
    ))
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
            forget_texts(&mut data.value);
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

/// Takes the texts of panics out of a segment of memory (0.2 kB of brotli in 73).
fn forget_texts(memory: &mut [u8]) {
    for text in SAID {
        let mut from = 0;
        while let Some(at) = find(&memory[from..], text.as_bytes()) {
            memory[from + at..][..text.len()].fill(0);
            from += at + text.len();
        }
    }
}

fn find(within: &[u8], text: &[u8]) -> Option<usize> {
    within.windows(text.len()).position(|bytes| bytes == text)
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
    write(wasm, neighbours::sorted(&read(wasm)?)?)?;
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
    fn what_panics_say_is_forgotten_wherever_it_stands() {
        let mut memory = b"range end index |at least| but ends at range end index !".to_vec();
        forget_texts(&mut memory);
        let left = [&[0; 16][..], b"|at least|", &[0; 13], &[0; 16], b"!"].concat();
        assert_eq!(memory, left);
    }

    #[test]
    fn both_sides_of_the_glue_are_given_the_same_short_names() {
        let pairs = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(long, short)| ((*long).to_owned(), (*short).to_owned()))
                .collect()
        };
        let names = Names {
            imports: pairs(&[("./x_bg.js", "a"), ("__wbg_arc_1f", "b")]),
            exports: pairs(&[("memory", "a"), ("cases_end", "b")]),
        };
        let glue = "return { \"./x_bg.js\": import0 };\n__wbg_arc_1f: function(arg0) { arg0.memory; }\nwasm.cases_end(wasm.memory.buffer); cases_end();";
        assert_eq!(
            renamed(glue, &names),
            "return { \"a\": import0 };\nb: function(arg0) { arg0.memory; }\nwasm.b(wasm.a.buffer); cases_end();"
        );
        assert_eq!([0, 25, 26, 51, 52].map(short), ["a", "z", "a0", "z0", "a1"]);
    }

    #[test]
    fn the_glue_becomes_a_function_that_gives_its_classes_and_what_an_instance_needs() {
        let glue = "/* a */\nexport class Base {\n}\nif (Symbol.dispose) Base.prototype[Symbol.dispose] = Base.prototype.free;\nlet wasm;\n\
            async function __wbg_load() {\n}\n\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(
            factory(glue).unwrap(),
            "export default () => {\n/* a */\nclass Base {\n}\nlet wasm;\n\
            return { imports: __wbg_get_imports, begin: __wbg_finalize_init, Base };\n};\n"
        );
        assert!(factory(&glue.replace("let wasm", "import x from 'y';\nlet wasm")).is_err());
        assert!(factory(&glue.replace("let wasm", "export function f() {}\nlet wasm")).is_err());
        assert!(factory("export class Base {}").is_err());
    }

    #[test]
    fn the_hash_is_fnv_1a_of_64_bits() {
        // Test vectors of draft-eastlake-fnv.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
