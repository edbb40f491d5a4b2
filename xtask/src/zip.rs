//! Zip archives, as much of them as plugins need: files in folders, deflated.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The first of January 1980, where the format's time begins: the same files make the same bytes.
const DATE: u16 = 0x21;
/// The version of the format that knows folders and deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// An archive of files, by their names with `/` between folders.
///
/// # Errors
/// When it gets larger than the format's 4 GiB.
pub fn zip<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0_u16;
    for (name, bytes) in files {
        let start = size(archive.len())?;
        let entry = entry(name, bytes)?;
        archive.extend(b"PK\x03\x04");
        archive.extend(&entry.about);
        archive.extend(name.as_bytes());
        archive.extend(&entry.packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&entry.about);
        // No comment, first disk, and attributes that say nothing.
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
        count = count
            .checked_add(1)
            .context("a zip has 65,535 files at most")?;
    }
    let start = size(archive.len())?;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(size(directory.len())?.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    Ok(archive)
}

/// A file in the archive.
struct Entry {
    /// What both its own header and the directory say of it.
    about: Vec<u8>,
    packed: Vec<u8>,
}

fn entry(name: &str, bytes: &[u8]) -> Result<Entry> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    let packed = encoder.finish()?;
    let mut checksum = flate2::Crc::new();
    checksum.update(bytes);
    let mut about = Vec::new();
    for short in [VERSION, FLAGS, DEFLATED, 0, DATE] {
        about.extend(short.to_le_bytes());
    }
    about.extend(checksum.sum().to_le_bytes());
    about.extend(size(packed.len())?.to_le_bytes());
    about.extend(size(bytes.len())?.to_le_bytes());
    let length = u16::try_from(name.len()).context("a name in a zip has 65,535 bytes at most")?;
    about.extend(length.to_le_bytes());
    about.extend([0; 2]);
    Ok(Entry { about, packed })
}

fn size(length: usize) -> Result<u32> {
    u32::try_from(length).context("a zip has 4 GiB at most")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{exec, fresh_dir, on_path, read, write};
    use std::process::Command;

    #[test]
    fn an_archive_is_unpacked_by_another_program_to_the_very_files() {
        let long = "the same words again and again ".repeat(1000);
        let files = [
            ("caseplot/a.txt", b"a".as_slice()),
            ("caseplot/deep/é.txt", long.as_bytes()),
            ("caseplot/empty.txt", b""),
        ];
        let archive = zip(files).unwrap();
        assert!(archive.len() < long.len() / 10, "it is packed");
        assert_eq!(archive, zip(files).unwrap(), "it is the same each time");
        let Some(python) = on_path("python3") else {
            return;
        };
        let dir = std::env::temp_dir().join(format!("caseplot-zip-{}", std::process::id()));
        fresh_dir(&dir).unwrap();
        let path = dir.join("a.zip");
        write(&path, archive).unwrap();
        exec(
            Command::new(&python)
                .args(["-m", "zipfile", "-t"])
                .arg(&path),
        )
        .unwrap();
        exec(
            Command::new(&python)
                .args(["-m", "zipfile", "-e"])
                .arg(&path)
                .arg(&dir),
        )
        .unwrap();
        for (name, bytes) in files {
            assert_eq!(read(&dir.join(name)).unwrap(), bytes, "{name}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
