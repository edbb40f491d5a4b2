//! Tables of text: CSV, TSV and what spreadsheets make of them.
//!
//! Each row is read as the JSON object that it stands for, by the same reader and the same rules.

use super::Reader;
use super::bytes::string;
use super::encoding::{Decoder, WESTERN, western_text};
use crate::data::Form;
use crate::error::{Error, Result};
use crate::json::Writer;

/// Separators that tables have.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads all rows of a table whose first row names the columns. The encoding (UTF-8, UTF-16 with a
/// mark, Windows-1252) and the separator (comma, semicolon, tab, bar) are found by themselves; cells
/// may be in quotes and hold line breaks.
///
/// # Errors
/// If the bytes hold no table: nothing with two columns.
pub fn read(reader: &mut Reader, bytes: &[u8]) -> Result<()> {
    let (text, encoding) = decoded(bytes);
    let separator = separator(&text).ok_or_else(|| Error::NotCases {
        byte: 0,
        found: "a text without columns".to_owned(),
        expected: "a table with a row of names, or case JSON".to_owned(),
    })?;
    let mut table = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = table
        .headers()
        .map(|names| names.iter().map(str::to_owned).collect())
        .unwrap_or_default();
    reader.keep_form(
        Form::Table {
            names: names.clone(),
            separator,
        },
        encoding,
    );
    let mut rows = table.into_records();
    while let Some(row) = rows.next() {
        let Ok(row) = row else {
            continue;
        };
        let byte = row.position().map_or(0, ::csv::Position::byte);
        let end = rows.reader().position().byte();
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut out = Writer::new();
        out.object(|out| {
            for (name, cell) in names.iter().zip(row.iter().chain(std::iter::repeat(""))) {
                out.key(name).string(cell);
            }
        });
        reader.row(&out.finish(), byte..end);
    }
    Ok(())
}

/// Whether bytes look like a table rather than JSON or a page.
pub fn is_table(bytes: &[u8]) -> bool {
    let (text, _) = decoded(bytes.get(..bytes.len().min(4_096)).unwrap_or_default());
    let start = text.trim_start();
    !start.starts_with(['{', '[', '<']) && separator(&text).is_some()
}

/// A text in UTF-8, UTF-16 with a mark, or else Windows-1252, and the encoding's label as
/// [`Records::encoding`](crate::data::Records::encoding) has it.
fn decoded(bytes: &[u8]) -> (String, &'static str) {
    let (text, label) = Decoder::all(bytes);
    match String::from_utf8(text) {
        Ok(text) => (text, label),
        // A head that is cut inside a character is UTF-8 all the same.
        Err(error) if error.utf8_error().error_len().is_none() => (string(error.as_bytes()), label),
        Err(error) => (western_text(error.as_bytes()), WESTERN),
    }
}

/// The separator that the first line has most of, outside of quotes.
fn separator(text: &str) -> Option<u8> {
    let mut counts = [0_u32; SEPARATORS.len()];
    let mut quoted = false;
    for b in text.trim_start().bytes() {
        match b {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = SEPARATORS.iter().position(|&known| known == b) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = (0..SEPARATORS.len()).rev().max_by_key(|&at| counts[at])?;
    (counts[most] > 0).then_some(SEPARATORS[most])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;

    fn dataset(bytes: &[u8]) -> Dataset {
        let mut reader = Reader::new();
        read(&mut reader, bytes).unwrap();
        reader.finish().unwrap()
    }

    #[test]
    fn separators_quotes_and_line_breaks_are_found() {
        for separator in [",", ";", "\t", "|"] {
            let table = ["date", "country", "people", "note"].join(separator)
                + "\r\n"
                + &["2021-03-14", "IT", "3", "\"a, b; c\n|\"\"d\"\"\""].join(separator)
                + "\r\n\r\n"
                + &["2021-04", "EL", "", ""].join(separator);
            let data = dataset(table.as_bytes());
            assert_eq!(data.cases.len(), 2, "{separator}");
            assert_eq!(
                (data.cases.people_min.get(0), data.cases.country_code(1)),
                (3, Some("GR"))
            );
        }
    }

    #[test]
    fn windows_1252_and_byte_order_marks_are_found() {
        let western = dataset(b"date,charge\n2021-03-14,Schl\xe4ge \x80\n");
        assert_eq!(western.cases.facets[0].values, ["Schläge €"]);
        let marked = dataset("\u{feff}date,charge\n2021-03-14,ä\n".as_bytes());
        assert_eq!(marked.cases.facets[0].values, ["ä"]);
        let wide: Vec<u8> = "\u{feff}date,charge\n2021-03-14,ä\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(dataset(&wide).cases.facets[0].values, ["ä"]);
    }

    #[test]
    fn json_and_pages_are_no_tables() {
        for (text, table) in [
            ("[1,2]", false),
            ("{\"a\":1}", false),
            ("<html>,", false),
            ("one", false),
            ("a,b\n1,2", true),
        ] {
            assert_eq!(is_table(text.as_bytes()), table, "{text}");
        }
    }

    #[test]
    fn an_issue_names_the_row_and_its_byte() {
        let data = dataset(b"date,country\n2021-03-14,IT\n2021-02-30,FR\n");
        let issue = data.issues.iter().next().unwrap();
        assert_eq!((issue.examples[0].case, issue.examples[0].byte), (2, 27));
    }
}
