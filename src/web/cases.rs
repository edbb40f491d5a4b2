//! Cases, as they are read, and what a reader chose of them.

use wasm_bindgen::prelude::*;

use super::error;
use crate::data::{Dataset, Sorter, Texts};
use crate::json::Writer;
use crate::query::{Measure, Window, by_country, by_value};
use crate::read::Reader;
use crate::scene::MarkKey;
use crate::view::{Event, State, update};

/// The cases of a source with the state of the figures that share it.
#[wasm_bindgen]
pub struct Cases {
    pub(super) reader: Option<Reader>,
    pub(super) data: Dataset,
    pub(super) state: State,
    sorter: Sorter,
}

#[wasm_bindgen]
impl Cases {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Cases {
        Self {
            reader: Some(Reader::new()),
            data: Dataset::default(),
            state: State::default(),
            sorter: Sorter::default(),
        }
    }

    /// How many bytes will come, if the server says so.
    pub fn expect_bytes(&mut self, bytes: f64) {
        if let Some(reader) = &mut self.reader {
            reader.expect_bytes(bytes as u64);
        }
    }

    /// Takes the next bytes of the file; true if it has to be read by a whole build.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        let Some(reader) = &mut self.reader else {
            return false;
        };
        reader.feed(bytes);
        reader.is_foreign()
    }

    /// Takes what was read so far, so that it can be drawn while others are on their way; returns how
    /// many cases that are.
    pub fn look(&mut self) -> usize {
        if let Some(reader) = &mut self.reader {
            reader.look();
        }
        self.len()
    }

    /// All bytes are there: the cases can be drawn, though they are in no order yet. True if they
    /// can't, as the file has to be read by a whole build.
    pub fn end(&mut self) -> Result<bool, JsError> {
        if let Some(reader) = self.reader.take() {
            match reader.end() {
                Ok(data) => self.data = data,
                Err(_) if !crate::WHOLE => return Ok(true),
                Err(e) => return Err(error(&e)),
            }
            #[cfg(feature = "formats")]
            self.drop_lacking();
        }
        Ok(false)
    }

    /// Does the next part of putting them into order; true when it is done. In between, nothing can
    /// be counted.
    pub fn order_step(&mut self) -> bool {
        // While they are read there is nothing to be put into order yet.
        self.reader.is_some() || self.sorter.step(&mut self.data.cases)
    }

    /// Whether there are published totals, which only the whole build draws over time.
    pub fn has_totals(&self) -> bool {
        self.data.cases.has_totals()
    }

    /// How many cases were read.
    pub fn len(&self) -> usize {
        self.reader
            .as_ref()
            .map_or(self.data.cases.len(), Reader::cases_so_far)
    }

    /// Chooses a window (two ISO dates, the second excluded; empty for none) and countries (codes
    /// with line breaks between them).
    pub fn select(&mut self, from: &str, until: &str, countries: &str) {
        #[cfg(feature = "formats")]
        self.apply(Event::Clear);
        self.apply(Event::ClearWindow);
        self.apply(Event::ClearCountries);
        if let (Ok(from), Ok(until)) = (
            crate::data::date::parse(from.as_bytes()),
            crate::data::date::parse(until.as_bytes()),
        ) {
            self.apply(Event::Brush(Window {
                from: from.start,
                until: until.start,
            }));
        }
        let codes = countries.as_bytes().split(|&b| b == b'\n');
        let codes: Vec<[u8; 2]> = codes.filter_map(|code| self.unit_of(code)).collect();
        for code in codes {
            self.apply(Event::Toggle(code));
        }
    }

    /// How many cases are chosen in each country, and in each of a facet's values: `{countries:
    /// {IT: 3}, values: {smuggling: 2}}`.
    pub fn tally(&self, facet: &str) -> String {
        let cases = &self.data().cases;
        let filter = self.state.filter(cases);
        let countries = by_country(cases, &filter, Measure::Cases);
        let mut out = Writer::new();
        out.object(|out| {
            let names: Vec<String> = cases
                .countries
                .iter()
                .map(|code| self.key_of(code))
                .collect();
            write_counts(out.key("countries"), names.iter().zip(countries));
            if let Some(index) = cases.facets.iter().position(|known| known.name == facet) {
                let values = by_value(cases, &filter, Measure::Cases, index);
                write_counts(
                    out.key("values"),
                    cases.facets[index].values.iter().zip(values),
                );
            }
        });
        out.finish()
    }

    /// What is chosen: `{window: {from, until} | null, countries: [code]}`; in the whole build with
    /// `facets: {name: [value]}` and `text` where something is chosen by them.
    pub fn selection(&self) -> String {
        let mut out = Writer::new();
        out.object(|out| {
            match self.state.window {
                None => out.key("window").null(),
                Some(window) => out.key("window").object(|out| {
                    out.key("from").string(&crate::calendar::iso(window.from));
                    out.key("until").string(&crate::calendar::iso(window.until));
                }),
            }
            out.key("countries").array(|out| {
                for &code in &self.state.countries {
                    out.string(&self.key_of(&MarkKey::Country(code).name()));
                }
            });
            #[cfg(feature = "formats")]
            self.write_facets(out);
        });
        out.finish()
    }

    /// What the file says of itself, in the first of its languages that the reader's begins with:
    /// `{title, caveat, note, source: {label, name, url, licence}}`.
    pub fn info(&self, language: &str) -> String {
        let info = &self.data().info;
        let text = |texts: &Texts| texts.get(language).to_owned();
        let mut out = Writer::new();
        out.object(|out| {
            out.key("title").string(&text(&info.title));
            out.key("caveat").string(&text(&info.caveat));
            out.key("note").string(&text(&info.note));
            out.key("source").object(|out| {
                out.key("name").string(&text(&info.source.name));
                out.key("url").string(&info.source.url);
                out.key("licence").string(&info.source.licence);
            });
        });
        out.finish()
    }

    /// `{text: language}`: what the file doesn't say in a language (BCP 47), and in which one it says it instead.
    pub fn foreign(&self, language: &str) -> String {
        let info = &self.data().info;
        let mut out = Writer::new();
        out.object(|out| {
            let mut tell = |texts: &Texts| {
                if let Some((known, text)) = texts.foreign(language) {
                    out.key(text).string(known);
                }
            };
            for facet in &info.facets {
                tell(&facet.label);
                facet.values.iter().for_each(|value| tell(&value.label));
            }
            for texts in [&info.title, &info.caveat, &info.note, &info.source.name] {
                tell(texts);
            }
        });
        out.finish()
    }

    /// The cases, or those that were read at the last look.
    pub(super) fn data(&self) -> &Dataset {
        self.reader.as_ref().map_or(&self.data, Reader::so_far)
    }

    /// What the page calls a unit: its code, or the key of an editor's own area.
    pub(super) fn key_of(&self, code: &str) -> String {
        #[cfg(feature = "formats")]
        if let Some(key) = crate::data::area::key(&self.data().cases.areas, code) {
            return key.clone();
        }
        code.to_owned()
    }

    /// The unit that the page calls so.
    pub(super) fn unit_of(&self, key: &[u8]) -> Option<[u8; 2]> {
        #[cfg(feature = "formats")]
        {
            let areas = &self.data().cases.areas;
            if let Some(number) = areas.iter().position(|area| area.as_bytes() == key) {
                return crate::data::area::code(number);
            }
        }
        crate::data::country::resolve(key)
    }

    pub(super) fn apply(&mut self, event: Event) {
        self.state = update(&self.state, event);
    }
}

/// An object of the counts that are not 0.
fn write_counts<'a>(out: &mut Writer, counts: impl Iterator<Item = (&'a String, u64)>) {
    out.object(|out| {
        for (name, count) in counts.filter(|&(_, count)| count > 0) {
            out.key(name).int(count);
        }
    });
}
