//! What the build for editors is called by: a public file from a private one. It holds the base maps that its report
//! draws, so that nothing but the wasm has to be found.

use wasm_bindgen::prelude::*;

use super::error;
use crate::calendar::Day;
use crate::geo::Basemap;
use crate::publish::{self, Finding, Run};
use crate::report::html;

const EUROPE: &[u8] = include_bytes!("../../assets/europe.bin");
const WORLD: &[u8] = include_bytes!("../../assets/world.bin");

/// What came of a run.
#[wasm_bindgen]
pub struct Publishing {
    files: Vec<String>,
    page: String,
    json: String,
    messages: Vec<String>,
    outcome: String,
}

#[wasm_bindgen]
impl Publishing {
    /// Publishes a file as a policy has it. `before` are the files published before, `seed` is a number that nobody can
    /// guess, `today` the days since 1970.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "lists come by value only")]
    pub fn new(
        private: &[u8],
        policy: &[u8],
        before: Vec<String>,
        seed: u64,
        today: Day,
    ) -> Result<Publishing, JsError> {
        let run = Run { seed, today };
        let last: Vec<&[u8]> = before.iter().map(String::as_bytes).collect();
        let done = publish::publish(private, policy, &last, run);
        let (report, before, after) = match &done {
            Ok(done) => (&done.report, Some(&done.before), Some(&done.after)),
            Err(refused) => (&refused.report, refused.before.as_ref(), None),
        };
        let map = |bytes| Basemap::decode(bytes).map_err(|e| error(&e));
        let page = html(report, before, after, &[map(EUROPE)?, map(WORLD)?]);
        let json = report.json();
        let (messages, outcome) = (report.messages().collect(), report.outcome());
        let files = done.map(|done| [vec![done.file], done.more].concat());
        Ok(Self {
            files: files.unwrap_or_default(),
            page,
            json,
            messages,
            outcome,
        })
    }

    /// The public files; none while anything is in the way.
    pub fn files(&self) -> Vec<String> {
        self.files.clone()
    }

    /// The report as a page.
    pub fn page(&self) -> String {
        self.page.clone()
    }

    /// The report as JSON.
    pub fn json(&self) -> String {
        self.json.clone()
    }

    /// What was found, a line each.
    pub fn messages(&self) -> Vec<String> {
        self.messages.clone()
    }

    /// What came of it, in a sentence.
    pub fn outcome(&self) -> String {
        self.outcome.clone()
    }

    /// What a private file holds, as JSON.
    pub fn survey(private: &[u8]) -> Result<String, JsError> {
        let survey = publish::survey(private).map_err(|wrong| {
            let said: Vec<String> = wrong.iter().map(Finding::message).collect();
            JsError::new(&said.join("\n"))
        })?;
        Ok(survey.json())
    }
}
