//! What only the whole build can: other files than case JSON, and what is wrong in them.

use wasm_bindgen::prelude::*;

use super::figure::Figure;
use super::formats::JsFormats;
use super::{Cases, error};
use crate::json::Writer;
use crate::locale::{EN, Locale};
use crate::read::{csv, details};
use crate::scene::MarkKey;
use crate::theme::LIGHT;
use crate::view::{Environment, line, listed, telling};

#[wasm_bindgen]
extern "C" {
    /// See `pkg-template/countries.js`.
    pub type JsNames;

    #[wasm_bindgen(method, js_name = countryCode)]
    fn country_code(this: &JsNames, name: &str) -> String;

    /// See `pkg-template/issues.js`.
    pub type JsTexts;

    #[wasm_bindgen(method)]
    fn of(this: &JsTexts, code: &str) -> String;
}

#[wasm_bindgen]
impl Figure {
    /// The name of the mark that choosing a place chooses: its country; empty for any other mark.
    pub fn country_of(&mut self, cases: &Cases, key: &str) -> String {
        let key = MarkKey::parse(key);
        let found = key.and_then(|key| self.view.country_of(cases.data(), &cases.state, key));
        found.unwrap_or_default()
    }

    /// Whether a mark stands for several places, and opens when one flies to it.
    pub fn opens(&mut self, cases: &Cases, key: &str) -> bool {
        let key = MarkKey::parse(key);
        key.is_some_and(|key| self.view.opens(cases.data(), &cases.state, key))
    }

    /// The name of the mark that stands now for what another one stood for at another scale; empty where
    /// there is none.
    pub fn heir(&mut self, cases: &Cases, key: &str) -> String {
        let key = MarkKey::parse(key);
        let heir = key.and_then(|key| self.view.heir(cases.data(), &cases.state, key));
        heir.map_or_else(String::new, MarkKey::name)
    }
}

#[wasm_bindgen]
impl Cases {
    /// Says which fields are what, before the first bytes: JSON, or the name of a preset.
    pub fn map_fields(&mut self, fields: &str) {
        if let Some(reader) = &mut self.reader {
            reader.map_fields(fields);
        }
    }

    /// Reads a whole table of text, instead of bytes of JSON.
    pub fn table(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        match &mut self.reader {
            Some(reader) => csv::read(reader, bytes).map_err(|e| error(&e)),
            None => Ok(()),
        }
    }

    /// Says how names of countries are looked up.
    pub fn name_countries(&mut self, names: JsNames) {
        if let Some(reader) = &mut self.reader {
            reader.name_countries(move |name| names.country_code(name).as_bytes().try_into().ok());
        }
    }

    /// Keeps where each record stands, before the first bytes, so that it can be opened.
    pub fn keep_records(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.keep_records();
        }
    }

    /// The label of the file's encoding; empty for UTF-8. Places of records are those of its text in UTF-8,
    /// without a byte-order mark.
    pub fn encoding(&self) -> String {
        self.data.cases.records.encoding.to_owned()
    }

    /// At most `count` of the chosen cases, the latest first, from the one on that has `from` before it:
    /// `{chosen, lines: [{from, until, time, place, amount, facets: [[label, values]]}]}`, with the bytes
    /// of their records.
    pub fn list(&self, formats: &JsFormats, language: &str, from: usize, count: usize) -> String {
        let env = Environment {
            theme: &LIGHT,
            measure: formats,
            locale: Locale {
                messages: &EN,
                formats,
            },
            language,
        };
        let cases = &self.data.cases;
        let rows = listed(cases, &self.state.filter(cases));
        let facets = telling(&self.data);
        let mut out = Writer::new();
        out.object(|out| {
            out.key("chosen").int(rows.len() as u64);
            out.key("lines").array(|out| {
                for &row in rows.iter().skip(from).take(count) {
                    let row = row as usize;
                    let line = line(&self.data, row, &facets, &env);
                    let bytes = cases.records.range(row).unwrap_or_default();
                    out.object(|out| {
                        out.key("from").int(bytes.start);
                        out.key("until").int(bytes.end);
                        out.key("time").string(&line.time);
                        out.key("place").string(&line.place);
                        out.key("amount").string(&line.amount);
                        out.key("facets").array(|out| {
                            for (label, values) in &line.facets {
                                out.array(|out| {
                                    out.string(label);
                                    out.string(values);
                                });
                            }
                        });
                    });
                }
            });
        });
        out.finish()
    }

    /// What a record says: `[{name, texts}]`, with the labels of facets and of their values.
    pub fn details(&self, bytes: &[u8], language: &str) -> String {
        let (records, info) = (&self.data.cases.records, &self.data.info);
        let mut out = Writer::new();
        out.array(|out| {
            for detail in details(&records.form, bytes, language) {
                out.object(|out| {
                    let label = info.facet_label(&detail.name, language);
                    out.key("name").string(label);
                    out.key("texts").array(|out| {
                        for text in &detail.texts {
                            out.string(info.value_label(&detail.name, text, language));
                        }
                    });
                });
            }
        });
        out.finish()
    }

    /// What could not be read as it stands: `[{code, field, count, left_out, message, examples}]`.
    /// `texts` says, by an issue's code, what was expected and how to mend it.
    pub fn issues(&self, texts: &JsTexts) -> String {
        let mut out = Writer::new();
        out.array(|out| {
            for issue in self.data.issues.iter() {
                issue.write_json(out, &issue.message_with(&texts.of(issue.kind.code())));
            }
        });
        out.finish()
    }

    /// Whether there is any.
    pub fn has_issues(&self) -> bool {
        !self.data.issues.is_empty()
    }
}
