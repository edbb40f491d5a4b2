//! A scene as an SVG file: the fallback without script, print, and the tests' golden files.

use kurbo::Point;
#[cfg(feature = "formats")]
use kurbo::Vec2;

use crate::json::push_fixed;
#[cfg(feature = "formats")]
use crate::scene::Dots;
use crate::scene::{Align, Item, Layer, Lines, Scene, Shape, Style};
use crate::text::Weight;

/// Coordinates have this many decimals: 1/100 CSS pixel, and the same text on every machine.
const DECIMALS: u32 = 2;

/// The scene as a whole SVG document. Texts from data are text: markup in them is escaped.
pub fn svg(scene: &Scene) -> String {
    document(scene, |out| {
        out.number("width", scene.size.width);
        out.number("height", scene.size.height);
    })
}

/// The same, as wide as there is room where it stands, and as high as that makes it.
#[cfg(feature = "formats")]
pub fn fluid(scene: &Scene) -> String {
    document(scene, |out| out.attribute("width", "100%"))
}

fn document(scene: &Scene, size: impl Fn(&mut Svg)) -> String {
    let mut out = Svg(String::new());
    out.open("svg");
    out.attribute("xmlns", "http://www.w3.org/2000/svg");
    size(&mut out);
    out.0.push_str(" viewBox=\"0 0 ");
    out.pair(Point::new(scene.size.width, scene.size.height));
    out.0.push('"');
    // A picture without words of its own stands beside some: to a screen reader it is nothing.
    if scene.summary.is_empty() {
        out.attribute("aria-hidden", "true");
    } else {
        out.attribute("role", "img");
    }
    out.attribute("font-family", "Helvetica, Arial, sans-serif");
    out.0.push_str(">\n");
    if !scene.summary.is_empty() {
        out.element("title", &scene.summary);
    }
    for layer in &scene.layers {
        out.layer(layer);
    }
    out.0.push_str("</svg>\n");
    out.0
}

struct Svg(String);

impl Svg {
    fn open(&mut self, name: &str) {
        self.0.push('<');
        self.0.push_str(name);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(&mut self.0, value);
        self.0.push('"');
    }

    fn number(&mut self, name: &str, value: f64) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        push_fixed(&mut self.0, value, DECIMALS);
        self.0.push('"');
    }

    fn pair(&mut self, at: Point) {
        push_fixed(&mut self.0, at.x, DECIMALS);
        self.0.push(' ');
        push_fixed(&mut self.0, at.y, DECIMALS);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.open(name);
        self.0.push('>');
        escape(&mut self.0, text);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
    }

    fn layer(&mut self, layer: &Layer) {
        self.open("g");
        self.attribute("data-layer", layer.name);
        self.0.push_str(">\n");
        #[cfg(feature = "formats")]
        if let Some(clip) = layer.clip {
            self.clip(clip);
        }
        for item in layer.items.iter() {
            self.item(item);
        }
        #[cfg(feature = "formats")]
        if layer.clip.is_some() {
            self.0.push_str("</svg>\n");
        }
        self.0.push_str("</g>\n");
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
        self.0.push_str(" viewBox=\"");
        self.pair(clip.origin());
        self.0.push(' ');
        self.pair(Point::new(clip.width(), clip.height()));
        self.0.push_str("\">\n");
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
        self.0.push_str(">\n");
        for (at, key) in dots.marks() {
            self.open("circle");
            self.number("cx", at.x + by.x);
            self.number("cy", at.y + by.y);
            self.number("r", dots.radius());
            self.attribute("data-mark", &key.name());
            self.0.push_str("/>\n");
        }
        self.0.push_str("</g>\n");
    }

    fn content(&mut self, item: &Item, name: &str) {
        let text = match &item.shape {
            Shape::Text(text) => Some(&text.text),
            _ => None,
        };
        if text.is_none() && item.words.is_none() {
            self.0.push_str("/>\n");
            return;
        }
        self.0.push('>');
        if let Some(text) = text {
            escape(&mut self.0, text);
        }
        if let Some(words) = &item.words {
            self.0.push_str("<title>");
            escape(&mut self.0, words);
            self.0.push_str("</title>");
        }
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
    }

    fn path(&mut self, lines: &Lines) {
        self.0.push_str(" fill-rule=\"evenodd\" d=\"");
        for part in lines.parts() {
            for (i, &[x, y]) in part.iter().enumerate() {
                self.0.push(if i == 0 { 'M' } else { 'L' });
                self.pair(Point::new(x.into(), y.into()));
            }
            if lines.are_closed() {
                self.0.push('Z');
            }
        }
        self.0.push('"');
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
}
