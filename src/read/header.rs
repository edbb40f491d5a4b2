//! What a file says about itself, beside its cases.

use super::scan::{Cursor, Scalar, Scanned, Stop};
use crate::data::date::parse;
use crate::data::{Coverage, FacetInfo, Gap, Generalised, Info, Texts, ValueInfo, country};
use crate::theme::Color;

/// A value of the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    #[cfg(feature = "formats")]
    Number(f64),
    Other,
}

/// Deeper nesting is not read.
const DEPTH: u32 = 12;

/// The value at the cursor.
pub(super) fn value(cursor: &mut Cursor<'_>, depth: u32) -> Scanned<Value> {
    if depth > DEPTH {
        return Err(Stop::Bad);
    }
    match cursor.peek()? {
        b'{' => {
            let mut members = Vec::new();
            cursor.members(|cursor, name| {
                members.push((text(&name.text()), value(cursor, depth + 1)?));
                Ok(())
            })?;
            Ok(Value::Object(members))
        }
        b'[' => {
            let mut elements = Vec::new();
            cursor.elements(|cursor| {
                elements.push(value(cursor, depth + 1)?);
                Ok(())
            })?;
            Ok(Value::List(elements))
        }
        _ => Ok(match cursor.scalar()? {
            Scalar::Text(raw) => Value::Text(text(&raw.text())),
            #[cfg(feature = "formats")]
            Scalar::Number(n) => Value::Number(n),
            _ => Value::Other,
        }),
    }
}

/// A text as readers see it.
#[inline(always)]
fn shown(text: &str) -> String {
    #[cfg(feature = "formats")]
    let text = super::clean::clean(text);
    text.into()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Value {
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Self::Text(text)) => text,
            _ => "",
        }
    }

    pub(super) fn list(&self, name: &str) -> &[Value] {
        match self.get(name) {
            Some(Self::List(list)) => list,
            _ => &[],
        }
    }

    /// The text that it is, or nothing.
    pub(super) fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// A text, or one for each language.
    fn texts(&self) -> Texts {
        let mut texts = Texts::default();
        match self {
            Self::Text(text) => texts.add("", &shown(text)),
            Self::Object(members) => {
                for (language, value) in members {
                    if let Self::Text(text) = value {
                        texts.add(language, &shown(text));
                    }
                }
            }
            _ => {}
        }
        texts
    }

    pub(super) fn texts_of(&self, name: &str) -> Texts {
        self.get(name).map(Self::texts).unwrap_or_default()
    }

    /// As an issue shows what was found.
    #[cfg(feature = "formats")]
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(n) => {
                let mut out = String::new();
                crate::json::push_fixed(&mut out, *n, 6);
                out
            }
            Self::List(list) => {
                let list: Vec<String> = list.iter().map(Self::shown).collect();
                ["[", &list.join(", "), "]"].concat()
            }
            Self::Object(_) => "{…}".to_owned(),
            Self::Other => "…".to_owned(),
        }
    }
}

/// The names of members that say something of the file, beside its cases.
pub const NAMES: [&str; 15] = [
    "title",
    "caveat",
    "note",
    "source",
    "licence",
    "measure",
    "coverage",
    "facets",
    "generalised",
    "fields",
    "base",
    "scale",
    "stages",
    "annotations",
    "template",
];

/// Takes a member of the header into what is known of the file. Others than these are for other
/// programs and are passed over.
pub(super) fn apply(info: &mut Info, name: &[u8], value: &Value) {
    match name {
        b"title" => info.title = value.texts(),
        b"caveat" => info.caveat = value.texts(),
        b"note" => info.note = value.texts(),
        b"measure" => {
            if let Value::Text(text) = value {
                info.measure = Some(text.clone());
            }
        }
        b"source" => {
            info.source.name = match value {
                Value::Text(_) => value.texts(),
                _ => value.texts_of("name"),
            };
            info.source.url = value.text("url").to_owned();
            let licence = value.text("licence");
            if !licence.is_empty() {
                info.source.licence = licence.to_owned();
            }
        }
        b"licence" => {
            if let Value::Text(text) = value {
                info.source.licence = text.clone();
            }
        }
        b"coverage" => coverage(info, value),
        b"generalised" => {
            if let Some(Value::Object(fields)) = value.get("fields") {
                info.generalised = fields.iter().map(generalised).collect();
            }
        }
        #[cfg(feature = "formats")]
        b"template" => info.template = value.texts(),
        b"facets" => {
            if let Value::List(list) = value {
                info.facets = list.iter().map(facet).collect();
            }
        }
        #[cfg(feature = "formats")]
        b"stages" => {
            if let Value::List(list) = value {
                info.stages = list.iter().map(|stage| known(stage, "name")).collect();
            }
        }
        _ => {}
    }
}

fn coverage(info: &mut Info, value: &Value) {
    let date = |value: &Value, name| parse(value.text(name).as_bytes()).ok();
    let gap = |gap: &Value| {
        Some(Gap {
            from: date(gap, "from")?.start,
            to: date(gap, "to")?.last,
            countries: countries(gap),
        })
    };
    info.coverage = Coverage {
        from: date(value, "from").map(|date| date.start),
        to: date(value, "to").map(|date| date.last),
        countries: countries(value),
        gaps: value.list("gaps").iter().filter_map(gap).collect(),
    };
}

/// The unit codes of a list of countries.
fn countries(value: &Value) -> Vec<String> {
    let list = value.list("countries").iter();
    let codes = list.filter_map(|code| country::resolve(code.as_text().as_bytes()));
    codes
        .map(|code| code.map(char::from).iter().collect())
        .collect()
}

/// How exactly a field is told: an object with a member for each level.
fn generalised((field, levels): &(String, Value)) -> Generalised {
    Generalised::new(field.clone(), |level| levels.get(level).is_some())
}

fn facet(value: &Value) -> FacetInfo {
    let one = |value: &Value| known(value, "value");
    FacetInfo {
        name: match value {
            Value::Text(name) => name.clone(),
            _ => value.text("name").to_owned(),
        },
        label: value.texts_of("label"),
        separator: value.text("separator").to_owned(),
        values: value.list("values").iter().map(one).collect(),
    }
}

/// A value that the header describes: a text, or an object whose member `name` is the text.
fn known(value: &Value, name: &str) -> ValueInfo {
    match value {
        Value::Text(text) => ValueInfo {
            value: shown(text),
            ..ValueInfo::default()
        },
        _ => ValueInfo {
            value: shown(value.text(name)),
            label: value.texts_of("label"),
            color: Color::parse(value.text("color")),
        },
    }
}
