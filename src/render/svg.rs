//! A scene as an SVG file: the fallback without script, print, and the tests' golden files.

use kurbo::Point;
#[cfg(feature = "formats")]
use kurbo::Vec2;

use crate::json::push_fixed;
#[cfg(feature = "formats")]
use crate::json::push_int;
#[cfg(feature = "formats")]
use crate::scene::Dots;
use crate::scene::{Align, Item, Layer, Lines, Scene, Shape, Style};
use crate::text::Weight;

/// Coordinates have this many decimals: 1/100 CSS pixel, and the same text on every machine.
const DECIMALS: u32 = 2;

/// The scene as a whole SVG document. Texts from data are text: markup in them is escaped.
pub fn svg(scene: &Scene) -> String {
    let mut out = Svg::default();
    out.document(scene, |out| out.sized(scene));
    out.text
}

/// The same with lines as a page needs them: to a tenth of a pixel, in less than half the bytes. `language` (BCP 47) is
/// that of its texts, or empty where they have that of what the picture stands in.
#[cfg(feature = "formats")]
pub fn picture(scene: &Scene, language: &str) -> String {
    let mut out = Svg::light();
    out.document(scene, |out| {
        if !language.is_empty() {
            out.attribute("lang", language);
        }
        out.sized(scene);
    });
    out.text
}

/// Such a picture as wide as there is room where it stands, and as high as that makes it.
#[cfg(feature = "formats")]
pub fn fluid(scene: &Scene) -> String {
    let mut out = Svg::light();
    out.document(scene, |out| out.attribute("width", "100%"));
    out.text
}

#[derive(Default)]
struct Svg {
    text: String,
    /// Whether lines are written with few bytes.
    #[cfg(feature = "formats")]
    light: bool,
}

impl Svg {
    #[cfg(feature = "formats")]
    fn light() -> Self {
        Self {
            light: true,
            ..Self::default()
        }
    }

    fn document(&mut self, scene: &Scene, size: impl Fn(&mut Self)) {
        self.open("svg");
        self.attribute("xmlns", "http://www.w3.org/2000/svg");
        size(self);
        self.text.push_str(" viewBox=\"0 0 ");
        self.pair(Point::new(scene.size.width, scene.size.height));
        self.text.push('"');
        // A picture without words of its own stands beside some: to a screen reader it is nothing.
        if scene.summary.is_empty() {
            self.attribute("aria-hidden", "true");
        } else {
            self.attribute("role", "img");
        }
        self.attribute("font-family", "Helvetica, Arial, sans-serif");
        self.text.push_str(">\n");
        if !scene.summary.is_empty() {
            self.element("title", &scene.summary);
        }
        for layer in &scene.layers {
            self.layer(layer);
        }
        self.text.push_str("</svg>\n");
    }

    fn sized(&mut self, scene: &Scene) {
        self.number("width", scene.size.width);
        self.number("height", scene.size.height);
    }

    fn open(&mut self, name: &str) {
        self.text.push('<');
        self.text.push_str(name);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        escape(&mut self.text, value);
        self.text.push('"');
    }

    fn number(&mut self, name: &str, value: f64) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        push_fixed(&mut self.text, value, DECIMALS);
        self.text.push('"');
    }

    fn pair(&mut self, at: Point) {
        push_fixed(&mut self.text, at.x, DECIMALS);
        self.text.push(' ');
        push_fixed(&mut self.text, at.y, DECIMALS);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.open(name);
        self.text.push('>');
        escape(&mut self.text, text);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn layer(&mut self, layer: &Layer) {
        self.open("g");
        self.attribute("data-layer", layer.name);
        self.text.push_str(">\n");
        #[cfg(feature = "formats")]
        if let Some(clip) = layer.clip {
            self.clip(clip);
        }
        for item in layer.items.iter() {
            self.item(item);
        }
        #[cfg(feature = "formats")]
        if layer.clip.is_some() {
            self.text.push_str("</svg>\n");
        }
        self.text.push_str("</g>\n");
    }

    /// What follows is seen inside a box only: an inner picture ends at its edges, and needs no name as a path
    /// to clip by does.
    #[cfg(feature = "formats")]
    fn clip(&mut self, clip: kurbo::Rect) {
        self.open("svg");
        self.number("x", clip.x0);
        self.number("y", clip.y0);
        self.number("width", clip.width());
        self.number("height", clip.height());
        self.text.push_str(" viewBox=\"");
        self.pair(clip.origin());
        self.text.push(' ');
        self.pair(Point::new(clip.width(), clip.height()));
        self.text.push_str("\">\n");
    }

    fn item(&mut self, item: &Item) {
        let name = match &item.shape {
            Shape::Path(lines) => {
                self.open("path");
                self.path(lines);
                "path"
            }
            Shape::Rect(rect) => {
                self.open("rect");
                self.number("x", rect.x0);
                self.number("y", rect.y0);
                self.number("width", rect.width());
                self.number("height", rect.height());
                "rect"
            }
            Shape::Circle(center, radius) => {
                self.open("circle");
                self.number("cx", center.x);
                self.number("cy", center.y);
                self.number("r", *radius);
                "circle"
            }
            Shape::Text(text) => {
                self.open("text");
                self.number("x", text.at.x);
                self.number("y", text.at.y);
                self.number("font-size", text.size);
                if text.weight == Weight::Bold {
                    self.attribute("font-weight", "600");
                }
                match text.align {
                    Align::Left => {}
                    Align::Center => self.attribute("text-anchor", "middle"),
                    Align::Right => self.attribute("text-anchor", "end"),
                }
                "text"
            }
            #[cfg(feature = "formats")]
            Shape::Dots(dots, by) => return self.dots(dots, *by, item.style),
        };
        self.style(item.style);
        if name == "text" && item.style.stroke.is_some() {
            self.attribute("paint-order", "stroke");
        }
        if let Some(key) = item.key {
            self.attribute("data-mark", &key.name());
        }
        self.content(item, name);
    }

    /// A circle each, in a group that has their looks.
    #[cfg(feature = "formats")]
    fn dots(&mut self, dots: &Dots, by: Vec2, style: Style) {
        self.open("g");
        self.style(style);
        self.text.push_str(">\n");
        for (at, key) in dots.marks() {
            self.open("circle");
            self.number("cx", at.x + by.x);
            self.number("cy", at.y + by.y);
            self.number("r", dots.radius());
            self.attribute("data-mark", &key.name());
            self.text.push_str("/>\n");
        }
        self.text.push_str("</g>\n");
    }

    fn content(&mut self, item: &Item, name: &str) {
        let text = match &item.shape {
            Shape::Text(text) => Some(&text.text),
            _ => None,
        };
        if text.is_none() && item.words.is_none() {
            self.text.push_str("/>\n");
            return;
        }
        self.text.push('>');
        if let Some(text) = text {
            escape(&mut self.text, text);
        }
        if let Some(words) = &item.words {
            self.text.push_str("<title>");
            escape(&mut self.text, words);
            self.text.push_str("</title>");
        }
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn path(&mut self, lines: &Lines) {
        #[cfg(feature = "formats")]
        if self.light {
            return light_path(lines, &mut self.text);
        }
        self.text.push_str(" fill-rule=\"evenodd\" d=\"");
        for part in lines.parts() {
            for (i, &[x, y]) in part.iter().enumerate() {
                self.text.push(if i == 0 { 'M' } else { 'L' });
                self.pair(Point::new(x.into(), y.into()));
            }
            if lines.are_closed() {
                self.text.push('Z');
            }
        }
        self.text.push('"');
    }

    fn style(&mut self, style: Style) {
        match style.fill {
            Some(color) => self.attribute("fill", &color.css()),
            None => self.attribute("fill", "none"),
        }
        if let Some(stroke) = style.stroke {
            self.attribute("stroke", &stroke.color.css());
            self.number("stroke-width", stroke.width);
            self.attribute("stroke-linejoin", "round");
        }
        if style.fill.is_none() && style.stroke.is_none() {
            self.attribute("pointer-events", "all");
        }
    }
}

/// A line of a light picture has no corners nearer to each other than this, in tenths of a pixel: a coast has many.
#[cfg(feature = "formats")]
const LEAST: i64 = 5;

/// The attributes of a path: whole tenths of a pixel, each point from the one before.
#[cfg(feature = "formats")]
fn light_path(lines: &Lines, out: &mut String) {
    out.push_str(" fill-rule=\"evenodd\" d=\"");
    let closed = lines.are_closed();
    for part in lines.parts() {
        let begun = out.len();
        let mut corners = 0;
        let mut last = (0, 0);
        for (i, &point) in part.iter().enumerate() {
            let [x, y] = point.map(|at| (f64::from(at) * 10.0).round() as i64);
            let (dx, dy) = (x - last.0, y - last.1);
            let ends = i + 1 == part.len() && !closed;
            if i > 0 && dx.abs().max(dy.abs()) < LEAST && !ends {
                continue;
            }
            match i {
                0 => {
                    out.push('M');
                    tenths(out, x, false);
                    tenths(out, y, true);
                    out.push('l');
                }
                _ => {
                    tenths(out, dx, corners > 1);
                    tenths(out, dy, true);
                }
            }
            corners += 1;
            last = (x, y);
        }
        // What is smaller than that is not seen.
        if closed && corners < 3 {
            out.truncate(begun);
        } else if closed {
            out.push('z');
        }
    }
    out.push('"');
}

/// A number of tenths; `follows`: after another one, from which a sign is enough to tell it.
#[cfg(feature = "formats")]
fn tenths(out: &mut String, n: i64, follows: bool) {
    if n < 0 {
        out.push('-');
    } else if follows {
        out.push(' ');
    }
    let (whole, tenth) = (n.unsigned_abs() / 10, n.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        push_int(out, whole);
    }
    if tenth > 0 {
        out.push('.');
        push_int(out, tenth);
    }
}

/// Escapes markup and leaves out what XML can't hold.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use kurbo::{Rect, Size};

    use super::*;
    use crate::scene::{Legend, MarkKey, Text};
    use crate::theme::Color;

    fn scene(items: Vec<Item>) -> Scene {
        Scene {
            size: Size::new(20.0, 10.0),
            plot: Rect::ZERO,
            layers: vec![Layer::new("test", items)],
            legend: Legend::default(),
            summary: "One & all".into(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn markup_in_texts_is_text() {
        let text = Text {
            at: Point::new(1.0, 2.0),
            align: Align::Right,
            text: "<script>\"&\u{1}</script>".into(),
            size: 12.0,
            weight: Weight::Bold,
        };
        let style = Style::fill(Color::rgb(0));
        let drawn = svg(&scene(vec![Item::plain(Shape::Text(text), style)]));
        assert!(
            drawn.contains("&lt;script&gt;&quot;&amp;&lt;/script&gt;</text>"),
            "{drawn}"
        );
        assert!(drawn.contains("<title>One &amp; all</title>"));
    }

    #[test]
    fn a_mark_has_its_name_and_its_words() {
        let shape = Shape::Circle(Point::new(1.005, -0.5), 3.0);
        let mut mark = Item::mark(shape, Style::default(), MarkKey::Country(*b"MT"));
        mark.words = Some("Malta: 3 cases".into());
        let drawn = svg(&scene(vec![mark]));
        assert!(
            drawn.contains("data-mark=\"MT\"><title>Malta: 3 cases</title></circle>"),
            "{drawn}"
        );
    }

    fn path(points: &[[f32; 2]], closed: bool) -> String {
        let mut lines = if closed {
            Lines::rings()
        } else {
            Lines::open()
        };
        lines.push(points);
        let style = Style::stroke(Color::rgb(0), 1.0);
        let item = Item::plain(Shape::Path(std::rc::Rc::new(lines)), style);
        let drawn = picture(&scene(vec![item]), "");
        let path = drawn.split(" d=\"").nth(1).unwrap_or_default();
        path.split('"').next().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_light_line_is_written_from_point_to_point_and_ends_where_it_ends() {
        let points = [
            [10.04, 0.3],
            [10.06, 0.4],
            [9.5, 2.0],
            [12.0, 2.0],
            [12.1, 2.0],
        ];
        assert_eq!(path(&points, false), "M10 .3l-.5 1.7 2.5 0 .1 0");
    }

    #[test]
    fn a_light_ring_that_nobody_could_see_is_left_out() {
        let island = [[5.0, 5.0], [5.2, 5.0], [5.2, 5.2]];
        assert_eq!(path(&island, true), "");
        let square = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        assert_eq!(path(&square, true), "M0 0l1 0 0 1-1 0z");
    }
}
