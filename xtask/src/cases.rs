//! Files of cases for the pages, and the tables that others publish.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// A row of a table: its cells by the names of their columns.
pub type Row = BTreeMap<String, String>;

/// Writes what `convert` makes of the table in `input` to `output`, and prints what it says of it.
///
/// # Errors
/// When the table can't be read or converted, or `output` can't be written.
pub fn from_table(
    input: &Path,
    output: &Path,
    convert: impl FnOnce(&[Row]) -> Result<(String, String)>,
) -> Result<()> {
    let table =
        fs::read_to_string(input).with_context(|| format!("{} can't be read", input.display()))?;
    let rows = rows(&table).with_context(|| input.display().to_string())?;
    let (text, words) = convert(&rows).with_context(|| input.display().to_string())?;
    fs::write(output, &text).with_context(|| format!("{} can't be written", output.display()))?;
    println!("{words}");
    println!("wrote {} ({} bytes)", output.display(), text.len());
    Ok(())
}

/// The rows of a table in CSV.
///
/// # Errors
/// When it is none.
pub fn rows(table: &str) -> Result<Vec<Row>> {
    let mut table = csv::Reader::from_reader(table.as_bytes());
    Ok(table.deserialize().collect::<Result<_, _>>()?)
}

/// What `line` makes of each row.
///
/// # Errors
/// The first error, with the number of its row.
pub fn lines(rows: &[Row], mut line: impl FnMut(&Row) -> Result<String>) -> Result<Vec<String>> {
    let lines = rows.iter().enumerate();
    lines
        .map(|(index, row)| line(row).with_context(|| format!("row {}", index + 1)))
        .collect()
}

/// A cell of a row.
///
/// # Errors
/// When the table has no such column.
pub fn cell<'a>(row: &'a Row, name: &str) -> Result<&'a str> {
    let cell = row
        .get(name)
        .with_context(|| format!("there is no column `{name}`"))?;
    Ok(cell.trim())
}

/// A point's members of a case, in hundredths of a degree, from the columns `latitude` and `longitude`.
///
/// # Errors
/// When a cell is no number of degrees.
pub fn point(row: &Row) -> Result<String> {
    let degrees = |name: &str, most: f64| -> Result<f64> {
        let text = cell(row, name)?;
        let degrees: f64 = text.parse().with_context(|| format!("{name}: `{text}`"))?;
        ensure!(degrees.abs() <= most, "{name}: `{text}` is off the globe");
        Ok((degrees * 100.0).round() / 100.0)
    };
    let (lat, lon) = (degrees("latitude", 90.0)?, degrees("longitude", 180.0)?);
    Ok(format!("\"lat\":{lat},\"lon\":{lon}"))
}

/// The text of a file: what it says about itself, then a line a case.
pub fn file(header: &[(&str, Value)], lines: &[String]) -> String {
    let mut text = String::from("{\n");
    for (name, value) in header {
        text.push_str(&format!("{}: {value},\n", Value::from(*name)));
    }
    text.push_str("\"cases\": [\n");
    text.push_str(&lines.join(",\n"));
    text.push_str("\n]}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_known_by_its_columns_and_a_fault_by_its_row() {
        let table = "latitude,longitude,text\n52.516,13.0,\"a\nb\"\n91,0,c\n";
        let rows = rows(table).unwrap();
        assert_eq!(cell(&rows[0], "text").unwrap(), "a\nb");
        assert_eq!(point(&rows[0]).unwrap(), "\"lat\":52.52,\"lon\":13");
        let error = lines(&rows, point).unwrap_err();
        assert_eq!(
            format!("{error:#}"),
            "row 2: latitude: `91` is off the globe"
        );
        assert!(cell(&rows[0], "date").is_err());
    }
}
