//! What only the whole build can: other files than case JSON, and what is wrong in them.

use kurbo::Vec2;
use wasm_bindgen::prelude::*;

use super::figure::Figure;
use super::formats::JsFormats;
use super::{Base, Cases, error};
use crate::chart::{STAGE_SHAPES, Tones, Week};
use crate::data::{Dataset, area};
use crate::geo::areas::Plan;
use crate::geo::{Basemap, Projection, Viewport, owners};
use crate::json::{Writer, push_fixed};
use crate::locale::{Locale, Messages};
use crate::map::Insets;
use crate::read::{self, csv, details};
use crate::scene::{Legend, MarkKey};
use crate::theme::LIGHT;
use crate::view::{
    Cartogram, Environment, Event, Order, Piece, State, coarse_note, export, line, listed_by,
    telling,
};

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
impl Base {
    /// From the bytes of a base-map file, with areas given to other units than the file does: `crimea=RU`, with
    /// spaces between several.
    pub fn with_borders(bytes: &[u8], borders: &str) -> Result<Base, JsError> {
        let map = Basemap::decode_with(bytes, &owners(borders)).map_err(|e| error(&e))?;
        Ok(Self(map.into()))
    }
}

/// An editor's own areas.
#[wasm_bindgen]
pub struct OwnAreas(Base, read::OwnAreas);

#[wasm_bindgen]
impl OwnAreas {
    /// From the bytes of GeoJSON or TopoJSON, for cases that are counted by these areas; in the plane of Europe or
    /// of the world.
    #[wasm_bindgen(constructor)]
    pub fn new(
        bytes: &[u8],
        key: &str,
        attribution: String,
        world: bool,
        cases: &Cases,
    ) -> Result<OwnAreas, JsError> {
        let (projection, grid) = if world {
            (Projection::EqualEarth, 1_000)
        } else {
            (Projection::LaeaEurope, 100)
        };
        let plan = Plan {
            projection,
            grid,
            frame: None,
            attribution,
        };
        let own = read::keyed(bytes, key, &plan, &cases.data().cases).map_err(|e| error(&e))?;
        Ok(Self(Base(own.map.clone().into()), own))
    }

    /// Their map.
    pub fn base(&self) -> Base {
        Base(self.0.0.clone())
    }

    /// `{names: {code: name}, problems: [text]}`
    pub fn told(&self) -> String {
        let mut out = Writer::new();
        out.object(|out| {
            out.key("names").object(|out| {
                for (code, name) in &self.1.names {
                    out.key(&MarkKey::Country(*code).name()).string(name);
                }
            });
            out.key("problems").array(|out| {
                for problem in &self.1.problems {
                    out.string(problem);
                }
            });
        });
        out.finish()
    }
}

#[wasm_bindgen]
impl Figure {
    /// Draws boxes under the map: of some codes with spaces between them, from a map of more detail and from the
    /// bytes of a file of insets. Those that neither has come back. It must be resized to be seen.
    pub fn set_insets(&mut self, codes: &str, near: &Base, far: &[u8]) -> Result<String, JsError> {
        let far = crate::geo::insets::decode(far).map_err(|e| error(&e))?;
        let (insets, unknown) = Insets::new(codes, &near.0, far);
        self.view.set_insets(insets);
        Ok(unknown.join(" "))
    }

    /// Shows of a map what the small build's figure showed: the first three numbers of its `viewport`.
    pub fn see(&mut self, zoom: f64, x: f64, y: f64) {
        self.view.see(Viewport::new(zoom, Vec2::new(x, y)));
    }

    /// At most `count` of the cases that a mark stands for, as [`Cases::list`] has them.
    pub fn list(&mut self, cases: &mut Cases, key: &str, from: usize, count: usize) -> String {
        while !cases.order_step() {}
        let rows = match MarkKey::parse(key) {
            Some(key) => self.view.cases_of(&cases.data, &cases.state, key),
            None => Vec::new(),
        };
        let env = bare(&self.formats, &self.messages, &self.language);
        lines(&cases.data, &rows, from, count, &env)
    }

    /// Fits a figure whose height follows from the cases into a width in CSS pixels, and returns its height.
    pub fn fit(&mut self, cases: &Cases, width: f64, height: Option<f64>) -> f64 {
        let scale = self.grow(width);
        let env = Environment {
            theme: &self.theme,
            ..bare(&self.formats, &self.messages, &self.language)
        };
        let size = self.view.fit(
            cases.data(),
            &cases.state,
            width / scale,
            height.map(|high| high / scale),
            &env,
        );
        size.height * scale
    }

    /// Whether it has to be fitted again, as it has another height now.
    pub fn outgrown(&mut self, cases: &Cases) -> bool {
        let env = Environment {
            theme: &self.theme,
            ..bare(&self.formats, &self.messages, &self.language)
        };
        self.view.has_outgrown(cases.data(), &cases.state, &env)
    }

    /// The sentence of a total: `[{text}, {number}, {value}, {count, forms: [text]}]`, each a piece of it.
    pub fn sentence(&mut self, cases: &Cases) -> String {
        let env = bare(&self.formats, &self.messages, &self.language);
        let pieces = self.view.sentence(cases.data(), &cases.state, &env);
        let mut out = Writer::new();
        out.array(|out| {
            for piece in &pieces {
                out.object(|out| match piece {
                    Piece::Text(text) => out.key("text").string(text),
                    Piece::Number(text) => out.key("number").string(text),
                    Piece::Value(text) => out.key("value").string(text),
                    Piece::Plural(count, forms) => {
                        out.key("count").int(*count);
                        out.key("forms")
                            .array(|out| forms.iter().for_each(|form| out.string(form)));
                    }
                });
            }
        });
        out.finish()
    }

    /// Shows or hides what a mark stands for, if it is one that opens; says whether it is. It must be drawn to be
    /// seen.
    pub fn unfold(&mut self, key: &str) -> bool {
        MarkKey::parse(key).is_some_and(|key| self.view.unfold(key))
    }

    /// What is chosen in it, in words; empty where nothing is.
    pub fn chosen(&mut self, cases: &Cases) -> String {
        let env = bare(&self.formats, &self.messages, &self.language);
        self.view.chosen_words(cases.data(), &cases.state, &env)
    }

    /// What is heard of a time chart: `{from, until, time, top, highest, lowest, examples: [{bin, words}], tones:
    /// [[number, more, known]]}`, the chosen bins from the first to the one after the last, their time and their
    /// highest and lowest numbers in words; of each bin, what is known of it: 0 its number, 1 that it is at least that,
    /// 2 that there is one, 3 nothing, as nobody looked. Empty where nothing can be heard.
    pub fn tones(&mut self, cases: &Cases) -> String {
        let env = bare(&self.formats, &self.messages, &self.language);
        match self.view.tones(cases.data(), &cases.state, &env) {
            Some(tones) => write_tones(&tones),
            None => String::new(),
        }
    }

    /// The height of all that a figure can be scrolled to, in CSS pixels.
    pub fn extent(&mut self, cases: &Cases) -> f64 {
        let env = bare(&self.formats, &self.messages, &self.language);
        self.view.extent(cases.data(), &cases.state, &env) * self.scale
    }

    /// Scrolls a figure to a place, in CSS pixels from the top; it must be drawn to be seen.
    pub fn scroll(&mut self, to: f64) {
        self.view.scroll(to / self.scale);
    }

    /// The name of the mark so many steps from another one, and how far it has to be scrolled so that it is in
    /// sight, with a space between; empty where there is none.
    pub fn beside(&mut self, cases: &Cases, key: &str, steps: i32) -> String {
        let env = bare(&self.formats, &self.messages, &self.language);
        let key = MarkKey::parse(key);
        let found = self
            .view
            .beside(cases.data(), &cases.state, key, steps, &env);
        let Some((key, offset)) = found else {
            return String::new();
        };
        let mut out = key.name();
        out.push(' ');
        push_fixed(&mut out, offset * self.scale, 1);
        out
    }

    /// Of a figure that is scrolled, how many marks come before the first one in sight, and how many there are; else
    /// nothing.
    pub fn sight(&mut self, cases: &Cases) -> Vec<u32> {
        let env = bare(&self.formats, &self.messages, &self.language);
        let sight = self.view.sight(cases.data(), &cases.state, &env);
        sight.map_or_else(Vec::new, |(before, all)| vec![before as u32, all as u32])
    }

    /// Says how a calendar writes weeks: on which day they begin (0 is Monday), and the short names of the days from
    /// Monday with line breaks between them.
    pub fn write_weeks(&mut self, first: i32, names: &str) {
        let names = names.lines().map(str::to_owned).collect();
        self.view.write_weeks(Week { first, names });
    }

    /// The bin of time at a place of a calendar, or the nearest one, in CSS pixels.
    pub fn bin_at(&mut self, cases: &Cases, x: f64, y: f64) -> usize {
        let env = bare(&self.formats, &self.messages, &self.language);
        let at = self.inside(x, y);
        let found = self.view.bin_at(cases.data(), &cases.state, at, &env);
        found.unwrap_or(0)
    }

    /// What a map can turn into: "grid" or "dorling", with "both " before it where a reader may turn it; else
    /// empty.
    pub fn cartogram(&self) -> String {
        let Some((kind, both)) = self.view.cartogram() else {
            return String::new();
        };
        let both = if both { "both " } else { "" };
        let kind = match kind {
            Cartogram::Grid => "grid",
            Cartogram::Dorling => "dorling",
        };
        [both, kind].concat()
    }

    /// How far the map has turned into it, from 0 to 1.
    pub fn turned(&self) -> f64 {
        self.view.turned()
    }

    /// Turns it this far; it must be drawn to be seen.
    pub fn turn(&mut self, part: f64) {
        self.view.turn(part);
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

    /// What is chosen, as the end of an address.
    pub fn address(&self) -> String {
        self.state.address(&self.data.cases.areas)
    }

    /// Chooses what the end of an address says; what of it is passed over comes back, a sentence a line.
    pub fn choose_address(&mut self, formats: &JsFormats, address: &str) -> String {
        let (state, problems) = State::of_address(address, &self.data, &formats.sentences());
        self.state = state;
        problems.join("\n")
    }

    /// That details are given less exactly to protect people, and which, where the file says so.
    pub fn coarse(&self, formats: &JsFormats, language: &str) -> Option<String> {
        let messages = formats.sentences();
        coarse_note(&self.data.info, &bare(formats, &messages, language))
    }

    /// The chosen cases as case JSON, with the day of today as ISO 8601 has it.
    pub fn json(&self, formats: &JsFormats, language: &str, today: &str) -> String {
        export::json(
            &self.data,
            &self.state,
            today,
            &bare(formats, &formats.sentences(), language),
        )
    }

    /// The chosen cases as a table of text.
    pub fn csv(&self, formats: &JsFormats, language: &str, today: &str) -> String {
        export::csv(
            &self.data,
            &self.state,
            today,
            &bare(formats, &formats.sentences(), language),
        )
    }

    /// Chooses a value of a facet (empty: cases that say nothing of it), or takes it back.
    pub fn toggle_value(&mut self, facet: String, value: String) {
        self.apply(Event::ToggleValue(facet, value));
        self.drop_lacking();
    }

    /// Takes back what is chosen of facets that the cases don't have, once all of them are read.
    pub(super) fn drop_lacking(&mut self) {
        if self.reader.is_none() {
            self.state.drop_lacking(&self.data.cases);
        }
    }

    /// Takes all values of a facet back.
    pub fn clear_values(&mut self, facet: String) {
        self.apply(Event::ClearValues(facet));
    }

    /// Chooses cases of which a value holds a text; an empty one is no condition.
    pub fn search(&mut self, text: String) {
        self.apply(Event::Search(text));
    }

    /// What is chosen by facets and by a text, as far as something is.
    pub(super) fn write_facets(&self, out: &mut Writer) {
        if !self.state.facets.is_empty() {
            out.key("facets").object(|out| {
                for (facet, values) in &self.state.facets {
                    out.key(facet)
                        .array(|out| values.iter().for_each(|value| out.string(value)));
                }
            });
        }
        if !self.state.text.is_empty() {
            out.key("text").string(&self.state.text);
        }
    }

    /// Keys of an editor's own areas, as names until their map tells better ones: `{code: key}`; empty where
    /// countries are counted.
    pub fn area_names(&self) -> String {
        let areas = &self.data.cases.areas;
        if areas.is_empty() {
            return String::new();
        }
        let mut out = Writer::new();
        out.object(|out| {
            for (number, key) in areas.iter().enumerate() {
                if let Some(code) = area::code(number) {
                    out.key(&MarkKey::Country(code).name()).string(key);
                }
            }
        });
        out.finish()
    }

    /// Whether a country, or an editor's own area, is chosen.
    pub fn is_chosen(&self, key: &str) -> bool {
        match MarkKey::parse(key) {
            Some(MarkKey::Country(code)) => self.state.countries.contains(&code),
            _ => false,
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

    /// At most `count` of the chosen cases, in an order ([`Order::parse`]), from the one on that has `from` before
    /// it: `{chosen, lines: [{from, until, time, place, amount, facets: [[label, values]]}]}`, with the bytes
    /// of their records.
    pub fn list(
        &mut self,
        formats: &JsFormats,
        language: &str,
        order: &str,
        from: usize,
        count: usize,
    ) -> String {
        while !self.order_step() {}
        let messages = formats.sentences();
        let env = bare(formats, &messages, language);
        let order = Order::parse(order, &self.data).unwrap_or_default();
        let filter = self.state.filter(&self.data.cases);
        let rows = listed_by(&self.data, &filter, order, &env);
        lines(&self.data, &rows, from, count, &env)
    }

    /// Whether cases can be listed in an order.
    pub fn has_order(&self, order: &str) -> bool {
        Order::parse(order, self.data()).is_some()
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

/// What shapes swatches have: each `round`, or its corners as CSS has those of a polygon, or nothing if it is a square.
pub(super) fn write_shapes(out: &mut Writer, legend: &Legend) {
    out.key("shapes").array(|out| {
        for corners in &legend.shapes {
            let mut shape = String::new();
            for corner in *corners {
                shape.push_str(if shape.is_empty() { "" } else { "," });
                for (at, sign) in corner.iter().zip(["% ", "%"]) {
                    push_fixed(&mut shape, f64::from(50.0 + at * 45.0), 1);
                    shape.push_str(sign);
                }
            }
            let round = *corners == STAGE_SHAPES[0];
            out.string(if round { "round" } else { &shape });
        }
    });
}

fn write_tones(tones: &Tones) -> String {
    let mut out = Writer::new();
    out.object(|out| {
        out.key("from").int(tones.chosen.0 as u64);
        out.key("until").int(tones.chosen.1 as u64);
        out.key("time").string(&tones.time);
        out.key("top").int(tones.top);
        for (name, words) in [("highest", &tones.highest), ("lowest", &tones.lowest)] {
            out.key(name).string(words.as_deref().unwrap_or_default());
        }
        out.key("examples").array(|out| {
            for (bin, words) in &tones.examples {
                out.object(|out| {
                    out.key("bin").int(*bin as u64);
                    out.key("words").string(words);
                });
            }
        });
        out.key("tones").array(|out| {
            for tone in &tones.tones {
                out.array(|out| {
                    out.int(tone.number);
                    out.int(tone.more);
                    out.int(tone.known as u64);
                });
            }
        });
    });
    out.finish()
}

/// What words are made and sizes measured with.
pub(super) fn bare<'a>(
    formats: &'a JsFormats,
    messages: &'a Messages,
    language: &'a str,
) -> Environment<'a> {
    Environment {
        theme: &LIGHT,
        measure: formats,
        locale: Locale { messages, formats },
        language,
    }
}

fn lines(data: &Dataset, rows: &[u32], from: usize, count: usize, env: &Environment<'_>) -> String {
    let facets = telling(data);
    let mut out = Writer::new();
    out.object(|out| {
        out.key("chosen").int(rows.len() as u64);
        out.key("lines").array(|out| {
            for &row in rows.iter().skip(from).take(count) {
                let row = row as usize;
                let line = line(data, row, &facets, env);
                let bytes = data.cases.records.range(row).unwrap_or_default();
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
