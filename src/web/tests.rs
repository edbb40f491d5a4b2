//! What pages get from the exported classes: `cargo xtask test wasm` runs these in each engine.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlCanvasElement, HtmlElement};

use super::canvas::JsSheet;
use super::figure::Figure;
use super::formats::JsFormats;
use super::{Base, Cases};
use crate::theme::{Color, LIGHT};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/pkg-template/sheet.js")]
extern "C" {
    #[wasm_bindgen(extends = JsSheet)]
    type Sheet;
    #[wasm_bindgen(constructor)]
    fn new(canvas: &HtmlCanvasElement) -> Sheet;
}

/// The package's own, over a canvas.
pub(super) fn sheet(canvas: &HtmlCanvasElement) -> JsSheet {
    Sheet::new(canvas).into()
}

#[wasm_bindgen(inline_js = "
    export class Plain {
        messages() { return ''; }
        form(text, n) { return text.split('|')[+(n !== 1)] ?? text; }
        number(n) { return String(n); }
        percent(n) { return `${n}%`; }
        decimal(n) { return String(n); }
        date(day) { return String(day); }
        days(first, last) { return `${first} to ${last}`; }
        country(code) { return code; }
        width(text, size) { return text.length * size * 0.6; }
        font(size) { return `${size}px sans-serif`; }
    }
")]
extern "C" {
    /// Formats without the browser's: what is drawn is the point here, not what is said.
    #[wasm_bindgen(extends = JsFormats)]
    type Plain;
    #[wasm_bindgen(constructor)]
    fn new() -> Plain;
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

pub(super) fn body() -> HtmlElement {
    document().body().unwrap()
}

pub(super) fn canvas() -> HtmlCanvasElement {
    let canvas = document().create_element("canvas").unwrap();
    canvas.unchecked_into()
}

/// Fiction: Italy has most, France some.
const CASES: &[u8] = br#"{"title": "Fiction", "cases": [
    {"date": "2021-01", "country": "IT"}, {"date": "2021-02", "country": "IT"},
    {"date": "2021-02", "country": "FR"}, {"date": "2021-03"}
]}"#;

fn read(pieces: &[&[u8]]) -> Cases {
    let mut cases = Cases::new();
    for piece in pieces {
        cases.feed(piece);
    }
    assert!(!cases.end().unwrap());
    while !cases.order_step() {}
    cases
}

#[test]
fn what_is_drawn_of_a_country_is_where_a_pointer_finds_it() {
    let cases = read(&[CASES]);
    let formats: JsFormats = Plain::new().into();
    let mut figure = Figure::new("map", formats, "en".into()).unwrap();
    let base = Base::new(include_bytes!("../../assets/europe.bin")).unwrap();
    // So wide that the countries beside are no small ones, which are found in a box around them.
    let (width, ratio) = (1000.0, 2.0);
    let height = figure.resize_map(width, None, &base);
    let canvases: Vec<HtmlCanvasElement> = (0..4).map(|_| canvas()).collect();
    for canvas in &canvases {
        canvas.set_width((width * ratio) as u32);
        canvas.set_height((height * ratio) as u32);
        figure.sheet(sheet(canvas));
    }
    figure.draw(&cases, ratio, "");

    let context = canvases[0].get_context("2d").unwrap().unwrap();
    let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
    let (w, h) = (canvases[0].width(), canvases[0].height());
    let image = context
        .get_image_data(0.0, 0.0, w.into(), h.into())
        .unwrap();
    let pixels = image.data().0;
    let [few, .., most] = LIGHT.sequential.map(Color::css);
    let mut found = Vec::new();
    for (at, pixel) in pixels.chunks(4).enumerate().step_by(7) {
        let color = format!("#{:02x}{:02x}{:02x}", pixel[0], pixel[1], pixel[2]);
        if pixel[3] == 255 && (color == few || color == most) {
            let (x, y) = (
                f64::from(at as u32 % w) / ratio,
                f64::from(at as u32 / w) / ratio,
            );
            found.push((color == most, figure.hit(x, y, 0.0).unwrap_or_default()));
        }
    }
    for (is_most, code) in [(true, "IT"), (false, "FR")] {
        let of: Vec<_> = found.iter().filter(|(most, _)| *most == is_most).collect();
        assert!(of.len() > 50, "{code} is drawn");
        let off = of.iter().filter(|(_, hit)| hit != code).count();
        assert!(
            off * 50 < of.len(),
            "{off} of {} pixels are not {code}'s",
            of.len()
        );
    }
}

#[test]
fn cases_that_come_in_pieces_are_those_that_come_at_once() {
    let whole = read(&[CASES]).tally("");
    assert!(whole.contains("\"IT\":2"), "{whole}");
    for at in [1, 7, 40, CASES.len() - 1] {
        let (first, rest) = CASES.split_at(at);
        assert_eq!(read(&[first, rest]).tally(""), whole, "parted at {at}");
    }
}

#[test]
fn what_can_not_be_read_is_told_in_words_and_what_comes_after_it_works() {
    let words = |error: JsError| {
        let error: js_sys::Error = JsValue::from(error).unchecked_into();
        String::from(error.message())
    };
    let error = Base::new(b"<!doctype html>").err().map(words).unwrap();
    assert!(error.len() > 20, "{error}");
    let formats: JsFormats = Plain::new().into();
    let error = Figure::new("pie", formats, "en".into())
        .err()
        .map(words)
        .unwrap();
    assert!(error.contains("pie") && error.contains("map"), "{error}");
    let mut broken = Cases::new();
    broken.feed(b"<!doctype html><p>not found");
    let error = broken.end().err().map(words).unwrap();
    assert!(error.len() > 20, "{error}");
    assert_eq!(read(&[CASES]).len(), 4);
}
