//! How the examples read a file.

use caseplot::data::Dataset;
use caseplot::locale::NativeFormats;
use caseplot::read::{Reader, csv};

pub(crate) type Failure = Box<dyn std::error::Error>;

/// The cases of a file, whatever it is.
pub(crate) fn read(file: &str, fields: Option<&str>) -> Result<Dataset, Failure> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let mut reader = Reader::new();
    reader.keep_records();
    reader.name_countries(NativeFormats::country_code);
    if let Some(fields) = fields {
        reader.map_fields(fields);
    }
    let named = |end| file.to_ascii_lowercase().ends_with(end);
    let read = if named(".csv") || named(".tsv") || csv::is_table(&bytes) {
        csv::read(&mut reader, &bytes)
    } else {
        reader.expect_bytes(bytes.len() as u64);
        bytes.chunks(1 << 16).for_each(|chunk| reader.feed(chunk));
        Ok(())
    };
    let data = read.and_then(|()| reader.finish());
    Ok(data.map_err(|error| format!("{file}: {error}"))?)
}
