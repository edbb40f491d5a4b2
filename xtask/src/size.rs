//! `cargo xtask size`: what a reader loads before the first picture.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::package_files;
use crate::pkg;
use crate::project::{entries, read};
use crate::wasm::Kind;

/// The most that may be loaded before the first picture, in bytes after brotli.
const BUDGET: usize = 100_000;
/// Base maps that a page loads where it needs them, and the most each may weigh, in bytes after brotli.
const MAPS: [(&str, usize); 3] = [
    ("europe-fine.bin", 53_000),
    ("world.bin", 30_000),
    ("insets.bin", 3_500),
];
/// The module a page with figures names.
const ENTRY: &str = "elements.js";
/// The most that the words of a language may weigh, in each of its two files, in bytes after brotli.
const LANGUAGE: usize = 5_000;
/// What a site loads on every page, figures or none, and the most it may weigh, in bytes after brotli.
const SITE: (&str, usize) = ("site.js", 1_200);

/// One file's weight in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the package, prints the weights and their sum.
///
/// # Errors
/// When the sum is over the budget, or a base map over its own.
pub fn run() -> Result<()> {
    let package = pkg::build()?;
    print(&package)
}

/// Prints the weights of a built package.
///
/// # Errors
/// When the sum is over the budget, or a base map over its own.
pub fn print(package: &Path) -> Result<()> {
    let mut sum = Weight::default();
    println!(
        "{:<28}{:>10}{:>10}{:>10}",
        "before the first picture", "raw", "gzip -9", "brotli 11"
    );
    for name in package_files::closure(package, ENTRY)? {
        let weight = weigh(&read(&package.join(&name))?)?;
        row(&name, weight);
        sum = Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        };
    }
    row("sum", sum);
    println!("later, and only where it is needed");
    for name in pkg::LAZY.into_iter().chain(["caseplot-whole.wasm"]) {
        row(name, weigh(&read(&package.join(name))?)?);
    }
    let mut heavy = Vec::new();
    for (name, most) in MAPS.into_iter().chain([SITE]) {
        let weight = weigh(&read(&package.join(name))?)?;
        row(name, weight);
        if weight.brotli > most {
            heavy.push(too_heavy(name, weight.brotli, most));
        }
    }
    println!("in a language, which a page loads if it is its own");
    for path in entries(&package.join(pkg::LANGUAGES))? {
        let name = path.strip_prefix(package)?.display().to_string();
        let weight = weigh(&read(&path)?)?;
        row(&name, weight);
        if weight.brotli > LANGUAGE {
            heavy.push(too_heavy(&name, weight.brotli, LANGUAGE));
        }
    }
    println!("for editors alone");
    let editors = format!("{}.wasm", Kind::Publish.name());
    row(&editors, weigh(&read(&package.join(&editors))?)?);
    println!("instead of all that: everything in one file");
    for (name, _) in pkg::SINGLE {
        row(name, weigh(&read(&package.join(name))?)?);
    }
    ensure!(heavy.is_empty(), "{}", heavy.join("; "));
    let left = BUDGET.checked_sub(sum.brotli);
    ensure!(
        left.is_some(),
        "{} bytes are over the budget of {BUDGET} (brotli)",
        sum.brotli - BUDGET
    );
    println!(
        "{} bytes of the budget of {BUDGET} are left",
        left.unwrap_or_default()
    );
    Ok(())
}

fn row(name: &str, Weight { raw, gzip, brotli }: Weight) {
    println!("{name:<28}{raw:>10}{gzip:>10}{brotli:>10}");
}

fn too_heavy(name: &str, found: usize, most: usize) -> String {
    format!("{name} has {found} bytes of at most {most} (brotli)")
}

fn weigh(bytes: &[u8]) -> Result<Weight> {
    Ok(Weight {
        raw: bytes.len(),
        gzip: gzip(bytes)?.len(),
        brotli: brotli(bytes)?,
    })
}

/// Bytes as gzip packs them at its best.
///
/// # Errors
/// When the encoder fails.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// A file's length after brotli at its best, as servers that compress ahead send it.
///
/// # Errors
/// When the encoder fails.
pub fn brotli(mut bytes: &[u8]) -> Result<usize> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &params)?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_text_weighs_less_packed() {
        let text = b"case ".repeat(1000);
        let Weight { raw, gzip, brotli } = weigh(&text).unwrap();
        assert_eq!(raw, 5000);
        assert!(gzip < 100 && brotli < gzip, "{gzip} {brotli}");
    }
}
