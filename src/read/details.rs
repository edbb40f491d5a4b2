//! One record once more, as it is written: all that it says, for a reader who opens it.

use super::bytes::string;
use super::clean::clean;
use super::encoding::{Decoder, WESTERN, western_text};
use super::scan::{Cursor, Scalar, Scanned, Stop};
use crate::data::{Form, Texts};

/// A field of a record, as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The field's name in the file.
    pub name: String,
    /// What stands there: one text, or those of a list. Entities and stray control characters are mended.
    pub texts: Vec<String>,
}

/// Deeper nesting is not shown.
const DEPTH: u32 = 12;

/// What a record says, field by field, in its order. Empty fields are left out; of a text in several
/// languages the reader's comes. `bytes` are those that [`Records`](crate::data::Records) names, in UTF-8;
/// what can't be read of them is left out.
pub fn details(form: &Form, bytes: &[u8], language: &str) -> Vec<Detail> {
    let mut found = Vec::new();
    match form {
        Form::Json => {
            let mut cursor = Cursor::new(bytes, 0);
            // What is cut shows what stands before.
            let _ = members(&mut cursor, language, &mut found);
        }
        Form::Table { names, separator } => {
            let table = ::csv::ReaderBuilder::new()
                .delimiter(*separator)
                .flexible(true)
                .has_headers(false)
                .from_reader(bytes)
                .into_records()
                .next();
            let cells = table.and_then(Result::ok).unwrap_or_default();
            for (name, cell) in names.iter().zip(cells.iter()) {
                push(&mut found, name, split(cell));
            }
        }
    }
    found
}

/// A file's bytes as UTF-8 without a mark, which is what [`Records`](crate::data::Records) counts in.
/// `encoding` is [`Records::encoding`](crate::data::Records::encoding).
pub fn in_utf8(bytes: &[u8], encoding: &str) -> Vec<u8> {
    let (text, _) = Decoder::all(bytes);
    if encoding == WESTERN {
        return western_text(&text).into_bytes();
    }
    text
}

fn push(found: &mut Vec<Detail>, name: &str, texts: Vec<String>) {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if !texts.is_empty() {
        let name = clean(name).into_owned();
        found.push(Detail { name, texts });
    }
}

fn members(cursor: &mut Cursor<'_>, language: &str, found: &mut Vec<Detail>) -> Scanned<()> {
    cursor.members(|cursor, name| {
        let name = string(&name.text());
        // A feature's fields are its properties (RFC 7946, 3.2).
        if name == "properties" && cursor.peek()? == b'{' {
            return members(cursor, language, found);
        }
        let texts = texts(cursor, language, 0)?;
        push(found, &name, texts);
        Ok(())
    })
}

/// The texts of the value at the cursor.
fn texts(cursor: &mut Cursor<'_>, language: &str, depth: u32) -> Scanned<Vec<String>> {
    if depth > DEPTH {
        return Err(Stop::Bad);
    }
    match cursor.peek()? {
        b'{' => {
            let mut all: Vec<(String, String)> = Vec::new();
            let mut only_texts = true;
            cursor.members(|cursor, name| {
                let name = string(&name.text());
                only_texts &= cursor.peek()? == b'"';
                all.push((name, texts(cursor, language, depth + 1)?.join(", ")));
                Ok(())
            })?;
            let base = language.split('-').next().unwrap_or_default();
            let known = |name: &str| name == base || name == "en" || name == language;
            let languages = all.iter().all(|(name, _)| is_language(name))
                && all.iter().any(|(name, _)| known(name));
            if only_texts && languages {
                let mut texts = Texts::default();
                for (language, text) in &all {
                    texts.add(language, text);
                }
                return Ok(split(texts.get(language)));
            }
            let said = all.iter().filter(|(_, text)| !text.is_empty());
            let said: Vec<String> = said.map(|(name, text)| format!("{name}: {text}")).collect();
            Ok(vec![clean(&said.join(", ")).into_owned()])
        }
        b'[' => {
            let mut found = Vec::new();
            cursor.elements(|cursor| {
                let element = texts(cursor, language, depth + 1)?;
                found.push(element.join(", "));
                Ok(())
            })?;
            Ok(found)
        }
        _ => {
            let start = cursor.at;
            Ok(match cursor.scalar()? {
                Scalar::Text(raw) => split(&string(&raw.text())),
                Scalar::Number(_) => vec![string(cursor.since(start))],
                Scalar::Bool(yes) => vec![String::from(if yes { "yes" } else { "no" })],
                Scalar::Null => Vec::new(),
            })
        }
    }
}

/// Whether a name is a language's tag (BCP 47): two or three small letters, and what follows a hyphen.
fn is_language(name: &str) -> bool {
    let first = name.split('-').next().unwrap_or_default();
    matches!(first.len(), 2..=3) && first.bytes().all(|b| b.is_ascii_lowercase())
}

/// A text as it can be shown; one of several links, with commas or spaces between them, becomes several.
fn split(text: &str) -> Vec<String> {
    let text = clean(text);
    let bytes = text.trim_ascii().as_bytes();
    let between = |b: &u8| matches!(b, b',' | b';') || b.is_ascii_whitespace();
    let begins = |at: &usize| {
        let here = bytes
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(b"http"));
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        here && before.is_none_or(between)
    };
    let starts: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    if starts.first() != Some(&0) {
        return vec![string(bytes)];
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let parts = starts.iter().zip(ends);
    let trimmed = |(&from, to): (&usize, usize)| {
        let part = bytes.get(from..to).unwrap_or_default();
        let last = part.iter().rposition(|b| !between(b));
        Some(string(part.get(..=last?)?))
    };
    parts.filter_map(trimmed).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(form: &Form, bytes: &[u8]) -> Vec<String> {
        let details = details(form, bytes, "de-AT").into_iter();
        details
            .map(|Detail { name, texts }| format!("{name} = {}", texts.join(" | ")))
            .collect()
    }

    #[test]
    fn a_record_shows_every_field_that_says_something() {
        let record = br#"{"id": 17, "people": {"min": 2, "max": null}, "help": ["food", "shelter"],
            "note": {"en": "A &amp; B", "de": "A &amp; B, wirklich"}, "place": "", "open": true, "who": {"age": 34, "sex": "f"},
            "url": "https://a.example/?x=1,2, https://b.example/;http://c.example", "none": null}"#;
        assert_eq!(
            shown(&Form::Json, record),
            [
                "id = 17",
                "people = min: 2",
                "help = food | shelter",
                "note = A & B, wirklich",
                "open = yes",
                "who = age: 34, sex: f",
                "url = https://a.example/?x=1,2 | https://b.example/ | http://c.example",
            ]
        );
    }

    #[test]
    fn a_feature_shows_its_properties() {
        let record =
            br#"{"type": "Feature", "geometry": {"type": "Point", "coordinates": [13.77, 45.65]},
            "properties": {"date": "2021-03"}}"#;
        let all = [
            "type = Feature",
            "geometry = type: Point, coordinates: 13.77, 45.65",
            "date = 2021-03",
        ];
        assert_eq!(shown(&Form::Json, record), all);
    }

    #[test]
    fn a_row_of_a_table_shows_its_cells() {
        let form = Form::Table {
            names: ["date", "note", "url"].map(str::to_owned).to_vec(),
            separator: b';',
        };
        let row = "2021-03-14;\"a; \"\"b\"\"\nc\";\r\n".as_bytes();
        assert_eq!(
            shown(&form, row),
            ["date = 2021-03-14", "note = a; \"b\"\nc"]
        );
    }

    #[test]
    fn what_is_cut_shows_what_stands_before() {
        assert_eq!(shown(&Form::Json, br#"{"a": "b", "c": "d"#), ["a = b"]);
        assert!(shown(&Form::Json, b"").is_empty());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..80), text in "[\\[{\":,&;a-zhtp#]{0,60}") {
            let table = Form::Table { names: vec![String::from("a"); 3], separator: b',' };
            for form in [Form::Json, table] {
                let _ = details(&form, &bytes, "en");
                let _ = details(&form, text.as_bytes(), "en");
            }
        }
    }
}
