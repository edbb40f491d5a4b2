//! What readers choose cases by, in words and numbers.

use wasm_bindgen::prelude::*;

use super::Cases;
use super::formats::JsFormats;
use super::whole::bare;
use crate::json::Writer;
use crate::query::Measure;
use crate::view::{self, ChosenOf, Counted, Event, searched, telling};

/// What readers can choose cases by; of the cases it was made for only.
#[wasm_bindgen]
pub struct Choices(view::Choices);

/// As an attribute says it.
fn measure(text: &str) -> Option<Measure> {
    match text {
        "people" => Some(Measure::People),
        "cases" => Some(Measure::Cases),
        _ => None,
    }
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[wasm_bindgen]
impl Choices {
    /// By facets of some names, or those that tell cases apart where none is named. Measure and `who` are empty
    /// where the page doesn't say.
    #[wasm_bindgen(constructor)]
    pub fn new(cases: &Cases, names: &str, counted: &str, who: &str) -> Choices {
        let choices = view::Choices::of(cases.data(), names, measure(counted), given(who));
        Self(choices)
    }

    /// Facets that were asked for and are none: `[{name, nearest, known: [name]}]`
    pub fn missing(&self) -> String {
        let mut out = Writer::new();
        out.array(|out| {
            for missing in self.0.missing() {
                out.object(|out| {
                    out.key("name").string(&missing.name);
                    out.key("nearest").string(&missing.nearest);
                    strings(out.key("known"), &missing.known);
                });
            }
        });
        out.finish()
    }

    /// What there is to choose, as it stands now: `{shown, facets: [{name, label, countries, left, values: [{value,
    /// label, number, words, none, chosen}]}]}`; in brief, values without labels and words, which a hand that moves
    /// need not wait for.
    pub fn told(&self, cases: &Cases, formats: &JsFormats, language: &str, brief: bool) -> String {
        let messages = formats.sentences();
        let (data, env) = (cases.data(), bare(formats, &messages, language));
        let mut out = Writer::new();
        out.object(|out| {
            let shown = self.0.shown(data, &cases.state, &env);
            out.key("shown").string(&shown);
            out.key("facets").array(|out| {
                for list in self.0.lists(data, &cases.state, &env, brief) {
                    write_list(out, cases, &list, brief);
                }
            });
        });
        out.finish()
    }
}

fn write_list(out: &mut Writer, cases: &Cases, list: &ChosenOf, brief: bool) {
    out.object(|out| {
        out.key("name").string(&list.name);
        out.key("label").string(&list.label);
        out.key("countries").bool(list.countries);
        out.key("left").int(list.left as u64);
        out.key("values").array(|out| {
            for choice in &list.values {
                out.object(|out| {
                    if !brief {
                        match list.countries {
                            true => out.key("value").string(&cases.key_of(&choice.value)),
                            false => out.key("value").string(&choice.value),
                        }
                        out.key("label").string(&choice.label);
                        out.key("words").string(&choice.words);
                    }
                    out.key("number").string(&choice.number);
                    out.key("none").bool(choice.none);
                    out.key("chosen").bool(choice.chosen);
                });
            }
        });
    });
}

fn strings(out: &mut Writer, texts: &[String]) {
    out.array(|out| texts.iter().for_each(|text| out.string(text)));
}

#[wasm_bindgen]
impl Cases {
    /// What is shown, in a sentence. Measure and `who` are empty where the page doesn't say.
    pub fn shown(&self, formats: &JsFormats, language: &str, counted: &str, who: &str) -> String {
        let counted = Counted::of(self.data(), measure(counted), given(who));
        counted.words(
            self.data(),
            &self.state,
            &bare(formats, &formats.sentences(), language),
        )
    }

    /// Chooses a country, or takes it back.
    pub fn toggle_country(&mut self, key: &str) {
        if let Some(code) = self.unit_of(key.as_bytes()) {
            self.apply(Event::Toggle(code));
        }
    }

    /// Takes all countries back.
    pub fn clear_countries(&mut self) {
        self.apply(Event::ClearCountries);
    }

    /// Takes everything back.
    pub fn clear(&mut self) {
        self.apply(Event::Clear);
    }

    /// The facets that tell cases apart, and where a search looks: `{facets: [{name, label}], searched: [label],
    /// more}`, with how many more fields that are.
    pub fn fields(&self, language: &str) -> String {
        let data = self.data();
        let mut out = Writer::new();
        out.object(|out| {
            out.key("facets").array(|out| {
                for at in telling(data) {
                    let name = &data.cases.facets[at].name;
                    out.object(|out| {
                        out.key("name").string(name);
                        out.key("label")
                            .string(data.info.facet_label(name, language));
                    });
                }
            });
            let (labels, more) = searched(data, language);
            strings(out.key("searched"), &labels);
            out.key("more").int(more as u64);
        });
        out.finish()
    }
}
