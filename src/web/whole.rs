//! What only the whole build can: other files than case JSON, and what is wrong in them.

use wasm_bindgen::prelude::*;

use super::{Cases, error};
use crate::json::Writer;
use crate::read::csv;

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
