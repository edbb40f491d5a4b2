//! Formats and text widths from the browser's `Intl` and canvas, through the package's own object.

use wasm_bindgen::prelude::*;

use crate::calendar::Day;
use crate::locale::{DateStyle, Formats, Messages};
use crate::text::{TextMeasure, Weight};

#[wasm_bindgen]
extern "C" {
    /// See `pkg-template/formats.js`.
    pub type JsFormats;

    /// The language's sentences, a line each in the order of `Messages`; empty for English.
    #[wasm_bindgen(method)]
    fn messages(this: &JsFormats) -> String;
    #[wasm_bindgen(method)]
    fn form(this: &JsFormats, message: &str, n: f64) -> String;
    #[wasm_bindgen(method)]
    fn number(this: &JsFormats, n: f64) -> String;
    #[cfg(feature = "formats")]
    #[wasm_bindgen(method)]
    fn percent(this: &JsFormats, n: f64) -> String;
    #[cfg(feature = "formats")]
    #[wasm_bindgen(method)]
    fn decimal(this: &JsFormats, n: f64) -> String;
    #[wasm_bindgen(method)]
    fn date(this: &JsFormats, day: Day, style: u8) -> String;
    #[wasm_bindgen(method)]
    fn days(this: &JsFormats, first: Day, last: Day, style: u8) -> String;
    #[wasm_bindgen(method)]
    fn country(this: &JsFormats, code: &str) -> String;
    #[wasm_bindgen(method)]
    fn width(this: &JsFormats, text: &str, size: f64, bold: bool) -> f64;
    #[wasm_bindgen(method)]
    pub fn font(this: &JsFormats, size: f64, bold: bool) -> String;
}

impl JsFormats {
    /// The sentences that go with them.
    pub fn sentences(&self) -> Messages {
        Messages::read(self.messages())
    }
}

impl Formats for JsFormats {
    fn form(&self, message: &str, n: u64) -> String {
        Self::form(self, message, n as f64)
    }

    fn number(&self, n: u64) -> String {
        Self::number(self, n as f64)
    }

    #[cfg(feature = "formats")]
    fn percent(&self, n: f64) -> String {
        Self::percent(self, n)
    }

    #[cfg(feature = "formats")]
    fn decimal(&self, n: f64) -> String {
        Self::decimal(self, n)
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        Self::date(self, day, style as u8)
    }

    fn days(&self, first: Day, last: Day, style: DateStyle) -> String {
        Self::days(self, first, last, style as u8)
    }

    fn country(&self, code: &str) -> String {
        Self::country(self, code)
    }
}

impl TextMeasure for JsFormats {
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        Self::width(self, text, size, weight == Weight::Bold)
    }
}
