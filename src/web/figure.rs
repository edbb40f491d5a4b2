//! A figure on canvases.

use kurbo::{Point, Vec2};
use wasm_bindgen::prelude::*;

use super::canvas::{JsSheet, Surface};
use super::formats::JsFormats;
use super::{Base, Cases, error};
use crate::geo::Basemap;
use crate::json::Writer;
use crate::locale::{Locale, Messages};
use crate::render::canvas;
use crate::scene::{Detail, Layer, MarkKey, Scene, hit, outline};
use crate::theme::{Color, DARK, LIGHT, Theme};
use crate::view::{self, Environment, Event, Kind, Options};

/// The narrowest width, in CSS pixels, for which a figure is laid out so that its texts can be larger.
const NARROWEST: f64 = 240.0;

/// A map or a time chart.
#[wasm_bindgen]
pub struct Figure {
    pub(super) view: view::Figure,
    pub(super) formats: JsFormats,
    pub(super) messages: Messages,
    pub(super) language: String,
    pub(super) theme: Theme,
    /// How many times as large as usual texts are asked for.
    text: f64,
    /// How many times as large as it is laid out the figure is shown: all of it grows, as with a browser's zoom, so that
    /// nothing lies over anything else.
    pub(super) scale: f64,
    pub(super) sheets: Vec<JsSheet>,
    pub(super) drawn: Option<Scene>,
    /// The way to it that the figure is on.
    #[cfg(feature = "formats")]
    pub(super) way: Option<super::transition::Way>,
    /// Whether something was painted over and has traces of its old colour.
    rough: bool,
    /// Dots that were drawn last.
    #[cfg(feature = "formats")]
    spare: Option<super::canvas::Spare>,
}

/// What a figure is drawn with. It borrows fields only, so that the view itself can change.
macro_rules! environment {
    ($figure:ident) => {
        Environment {
            theme: &$figure.theme,
            measure: &$figure.formats,
            locale: Locale {
                messages: &$figure.messages,
                formats: &$figure.formats,
            },
            language: &$figure.language,
        }
    };
}
#[cfg(feature = "formats")]
pub(super) use environment;

#[wasm_bindgen]
impl Figure {
    /// `kind` is "map" or "timeline"; `language` is that of the formats.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, formats: JsFormats, language: String) -> Result<Figure, JsError> {
        let kind = Kind::parse(kind).map_err(|e| error(&e))?;
        Ok(Self {
            view: view::Figure::new(kind, Options::default()),
            messages: formats.sentences(),
            formats,
            language,
            theme: LIGHT,
            text: 1.0,
            scale: 1.0,
            sheets: Vec::new(),
            drawn: None,
            #[cfg(feature = "formats")]
            way: None,
            rough: false,
            #[cfg(feature = "formats")]
            spare: None,
        })
    }

    /// Adds the canvas of the next layer, from back to front.
    pub fn sheet(&mut self, sheet: JsSheet) {
        self.sheets.push(sheet);
    }

    /// Sets an option by name.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), JsError> {
        self.view.set(name, value).map_err(|e| error(&e))
    }

    /// Changes language.
    pub fn speak(&mut self, formats: JsFormats, language: String) {
        self.messages = formats.sentences();
        self.formats = formats;
        self.language = language;
        self.data_changed();
    }

    /// Changes theme: that for light or for dark pages, with the page's own colours (`0xrrggbb`) of texts, of secondary
    /// texts and of what the figure stands on. Numbers above the highest colour leave the theme's. Texts are `text` times
    /// as large as usual, as far as there is room; it must be resized for that.
    pub fn set_theme(&mut self, dark: bool, ink: u32, muted: u32, ground: u32, text: f64) {
        self.text = text;
        self.theme = if dark { DARK } else { LIGHT };
        let set = |token: &mut Color, rgb: u32| {
            if rgb <= 0xff_ff_ff {
                *token = Color::rgb(rgb);
            }
        };
        set(&mut self.theme.ink, ink);
        set(&mut self.theme.muted, muted);
        set(&mut self.theme.ground, ground);
        self.theme.draw_lines();
        self.data_changed();
    }

    /// More or other cases are there: nothing derived from them holds.
    pub fn data_changed(&mut self) {
        self.view.data_changed();
    }

    /// The canvases were emptied: all layers are drawn the next time.
    pub fn forget(&mut self) {
        self.drawn = None;
        #[cfg(feature = "formats")]
        {
            self.way = None;
        }
    }

    /// Fits a map into a width in CSS pixels and returns its height.
    pub fn resize_map(&mut self, width: f64, height: Option<f64>, base: &Base) -> f64 {
        self.resized(width, height, Some(&base.0))
    }

    /// Fits a time chart into a width in CSS pixels and returns its height.
    pub fn resize(&mut self, width: f64, height: Option<f64>) -> f64 {
        self.resized(width, height, None)
    }

    /// What is seen of a map: how many times as large as all of it, its middle in metres from the map's, and how
    /// large it can be seen.
    pub fn viewport(&self) -> Vec<f64> {
        let viewport = self.view.viewport();
        let Vec2 { x, y } = viewport.away();
        vec![viewport.zoom(), x, y, self.view.closest()]
    }

    /// Moves a map by pixels and makes it larger about a pixel; it must be resized to be seen.
    pub fn move_map(&mut self, dx: f64, dy: f64, factor: f64, x: f64, y: f64) {
        let by = Vec2::new(dx, dy) / self.scale;
        self.view.move_map(by, factor, self.inside(x, y));
    }

    /// Makes ready to fly to a mark, or to the whole map where there is none of this name; with `near`, without
    /// zooming, if it is out of sight. Says whether that is elsewhere.
    pub fn aim(&mut self, cases: &Cases, key: &str, near: bool) -> bool {
        let key = MarkKey::parse(key);
        self.view.aim(key, near, &cases.state, cases.data())
    }

    /// Goes part of the way, from 0 to 1, to what was aimed at; it must be resized to be seen.
    pub fn fly(&mut self, t: f64) {
        self.view.fly(t);
    }

    /// Draws the layers that differ from what is on their canvases.
    /// `focus` is the name of the mark that is pointed at, or empty.
    pub fn draw(&mut self, cases: &Cases, ratio: f64, focus: &str) {
        let scene = self.scene(cases, MarkKey::parse(focus), Detail::Picture);
        let before = self.drawn.take().filter(|before| before.size == scene.size);
        #[cfg(feature = "formats")]
        let before = before.filter(|_| !self.arrive());
        for (i, layer) in scene.layers.iter().enumerate() {
            let before = before.as_ref().and_then(|before| before.layers.get(i));
            self.draw_layer(i, layer, before, scene.size, ratio);
        }
        self.drawn = Some(scene);
    }

    /// Draws anew what was only painted over.
    pub fn refine(&mut self, ratio: f64) {
        if !std::mem::take(&mut self.rough) {
            return;
        }
        let Some(scene) = self.drawn.take() else {
            return;
        };
        for (i, layer) in scene
            .layers
            .iter()
            .enumerate()
            .filter(|(_, layer)| layer.tiling)
        {
            self.draw_layer(i, layer, None, scene.size, ratio);
        }
        self.drawn = Some(scene);
    }

    /// The name of the mark at a place in CSS pixels, or up to `reach` from it.
    pub fn hit(&self, x: f64, y: f64, reach: f64) -> Option<String> {
        let at = self.inside(x, y);
        hit(self.drawn.as_ref()?, at, reach / self.scale).map(MarkKey::name)
    }

    /// What a mark says.
    pub fn words(&mut self, cases: &Cases, key: &str) -> String {
        let Some(key) = MarkKey::parse(key) else {
            return String::new();
        };
        self.view
            .words(cases.data(), &cases.state, key, &environment!(self))
    }

    /// `{label, more: [text], marks: [{key, words, group, selected, x, y, w, h}]}`: the whole in words; what has to be said
    /// with that, which is the time that its cases are of (where the words don't say it, as those of time charts do) and the
    /// notes, but for those that are the same whatever is shown; and each mark; `group` is empty for those that are in none.
    pub fn outline(&mut self, cases: &Cases) -> String {
        let scene = self.scene(cases, None, Detail::Words);
        let env = environment!(self);
        let mut out = Writer::new();
        out.object(|out| {
            out.key("label").string(&scene.summary);
            out.key("more").array(|out| {
                if !self.view.tells_time() {
                    let window = cases.state.window.map(|of| (of.from, of.until - 1));
                    let time = window.or_else(|| cases.data().cases.extent());
                    let time = time.map(|(first, last)| env.locale.time(first, last));
                    out.string(&time.unwrap_or_default());
                }
                for note in &scene.notes {
                    if !env.locale.messages.statuses().contains(&note.as_str()) {
                        out.string(note);
                    }
                }
            });
            out.key("marks").array(|out| {
                for mark in outline(&scene) {
                    let selected = self
                        .view
                        .selected(cases.data(), &cases.state, mark.key, &env);
                    let group = self
                        .view
                        .group(cases.data(), &cases.state, &mark, &scene, &env);
                    out.object(|out| {
                        out.key("key").string(&mark.key.name());
                        out.key("words").string(&mark.words);
                        out.key("group").string(&group);
                        out.key("selected").bool(selected);
                        for (name, value) in [
                            ("x", mark.bounds.x0),
                            ("y", mark.bounds.y0),
                            ("w", mark.bounds.width()),
                            ("h", mark.bounds.height()),
                        ] {
                            out.key(name).fixed(value * self.scale, 1);
                        }
                    });
                }
            });
        });
        out.finish()
    }

    /// `{title, swatches: [{label, fill, stroke, pattern}], notes: [text]}`; in the whole build with `shapes`
    pub fn legend(&mut self, cases: &Cases) -> String {
        let scene = self.scene(cases, None, Detail::Furniture);
        let mut out = Writer::new();
        out.object(|out| {
            out.key("title").string(&scene.legend.title);
            out.key("swatches").array(|out| {
                for swatch in &scene.legend.swatches {
                    out.object(|out| {
                        out.key("label").string(&swatch.label);
                        if let Some(fill) = swatch.style.fill {
                            out.key("fill").string(&fill.css());
                        }
                        if let Some(stroke) = swatch.style.stroke {
                            out.key("stroke").string(&stroke.color.css());
                        }
                        out.key("pattern").string(swatch.pattern.name());
                    });
                }
            });
            #[cfg(feature = "formats")]
            super::whole::write_shapes(out, &scene.legend);
            out.key("notes").array(|out| {
                for note in &scene.notes {
                    out.string(note);
                }
            });
        });
        out.finish()
    }

    /// The sums of the legend's parts over what is chosen, in its order; empty for a map.
    pub fn totals(&mut self, cases: &Cases) -> Vec<f64> {
        let totals = self.view.totals(cases.data(), &cases.state);
        totals.into_iter().map(|n| n as f64).collect()
    }

    /// `{columns: [text], rows: [[text]]}`
    pub fn table(&mut self, cases: &Cases) -> String {
        let env = environment!(self);
        let table = self.view.table(cases.data(), &cases.state, &env);
        let mut out = Writer::new();
        let line = |out: &mut Writer, cells: &[String]| {
            out.array(|out| cells.iter().for_each(|cell| out.string(cell)));
        };
        out.object(|out| {
            line(out.key("columns"), &table.columns);
            out.key("rows")
                .array(|out| table.rows.iter().for_each(|row| line(out, row)));
        });
        out.finish()
    }

    /// Where the brush is: `{from, until, len}` in bins, the window, its first and its
    /// last day in words, and the plot's box in CSS pixels.
    pub fn brush(&mut self, cases: &Cases) -> String {
        let env = environment!(self);
        let brush = self.view.brush(cases.data(), &cases.state, &env);
        let mut out = Writer::new();
        out.object(|out| {
            out.key("from").int(brush.from as u64);
            out.key("until").int(brush.until as u64);
            out.key("len").int(brush.len as u64);
            out.key("words").string(&brush.words);
            out.key("first").string(&brush.first);
            out.key("last").string(&brush.last);
            for (name, value) in [
                ("x0", brush.plot.x0),
                ("x1", brush.plot.x1),
                ("y0", brush.plot.y0),
                ("y1", brush.plot.y1),
            ] {
                out.key(name).fixed(value * self.scale, 2);
            }
        });
        out.finish()
    }

    /// Sets the window to the edges of bins nearest to two places, in bins from the left.
    pub fn brush_to(&mut self, cases: &mut Cases, from: f64, until: f64) {
        #[cfg(not(feature = "formats"))]
        let window = self.view.snap(cases.data(), from, until);
        #[cfg(feature = "formats")]
        let window = {
            let env = environment!(self);
            let (data, state) = (cases.data(), &cases.state);
            self.view.window_between(data, state, (from, until), &env)
        };
        cases.apply(Event::Brush(window));
    }

    /// Chooses a mark, or takes it back; says whether that chose something.
    pub fn choose(&mut self, cases: &mut Cases, key: &str) -> bool {
        let env = environment!(self);
        let event = MarkKey::parse(key)
            .and_then(|key| self.view.choose(cases.data(), &cases.state, key, &env));
        let any = event.is_some();
        if let Some(event) = event {
            cases.apply(event);
        }
        any
    }

    /// Takes back what is chosen in it.
    pub fn clear(&self, cases: &mut Cases) {
        cases.apply(self.view.clearing());
    }

    pub(super) fn draw_layer(
        &mut self,
        index: usize,
        layer: &Layer,
        before: Option<&Layer>,
        size: kurbo::Size,
        ratio: f64,
    ) {
        let Some(sheet) = self.sheets.get(index) else {
            return;
        };
        // A new canvas is empty, and takes no memory before something is drawn on it.
        if before.map_or(layer.items.is_empty(), |before| before == layer) {
            return;
        }
        let font = |size, bold| self.formats.font(size, bold);
        let mut surface = Surface {
            sheet,
            context: sheet.context(),
            ratio: ratio * self.scale,
            size,
            font: &font,
            #[cfg(feature = "formats")]
            wrote: None,
            #[cfg(feature = "formats")]
            spare: &mut self.spare,
        };
        match before {
            Some(before) => self.rough |= canvas::update(before, layer, &mut surface),
            None => canvas::draw(layer, &mut surface),
        }
    }

    /// How much all has to grow in a width in CSS pixels, from now on.
    pub(super) fn grow(&mut self, width: f64) -> f64 {
        self.scale = self.text.min(width / NARROWEST).max(1.0);
        self.scale
    }

    fn resized(&mut self, width: f64, height: Option<f64>, base: Option<&Basemap>) -> f64 {
        let scale = self.grow(width);
        let height = height.map(|height| height / scale);
        self.view.resize(width / scale, height, base).height * scale
    }

    /// Where a place in CSS pixels is in what is laid out.
    pub(super) fn inside(&self, x: f64, y: f64) -> Point {
        Point::new(x / self.scale, y / self.scale)
    }

    pub(super) fn scene(&mut self, cases: &Cases, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let env = environment!(self);
        self.view
            .scene(cases.data(), &cases.state, focus, detail, &env)
    }
}
