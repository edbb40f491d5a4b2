//! Draws layers on anything that draws like a canvas.

use kurbo::{Point, Rect};

use crate::scene::{Item, Layer, Lines, Shape, Style, Text};
use crate::theme::Color;

/// The few calls of a 2D canvas that are needed. Coordinates are CSS pixels: the implementation
/// scales by the device's pixel ratio.
pub trait Canvas2d {
    /// Makes everything transparent.
    fn clear(&mut self);
    /// Whether what follows is painted only where something is painted already, which keeps its
    /// opacity.
    fn only_over_painted(&mut self, only: bool);
    /// Colour of what is filled next.
    fn set_fill(&mut self, color: Color);
    /// Colour and width of what is stroked next.
    fn set_stroke(&mut self, color: Color, width: f64);
    /// Forgets the path so far.
    fn begin(&mut self);
    /// Adds lines to the path, all at once: a map has thousands of points.
    fn lines(&mut self, lines: &Lines);
    /// Adds a rectangle to the path.
    fn rect(&mut self, rect: Rect);
    /// Adds a whole circle.
    fn circle(&mut self, center: Point, radius: f64);
    /// Fills the path by the even-odd rule.
    fn fill(&mut self);
    /// Strokes the path.
    fn stroke(&mut self);
    /// Fills a rectangle, without touching the path.
    fn fill_rect(&mut self, rect: Rect);
    /// Draws a text in the fill colour.
    fn text(&mut self, text: &Text);
    /// Strokes along the letters of a text, and on both sides of them.
    #[cfg(feature = "formats")]
    fn halo(&mut self, text: &Text);
    /// Draws what follows inside a box only, until it is told otherwise.
    #[cfg(feature = "formats")]
    fn clip(&mut self, clip: Option<Rect>);
    /// Draws items that are nothing but [many dots](Shape::Dots).
    #[cfg(feature = "formats")]
    fn dots(&mut self, items: &[Item]);
}

/// Brings a layer's surface, on which `before` is drawn, up to date. Where only colours of tiles
/// changed, those are painted over themselves and true is returned: along their edges a trace of
/// the old colour stays until the layer is [drawn](draw) again.
pub fn update<C: Canvas2d>(before: &Layer, layer: &Layer, canvas: &mut C) -> bool {
    let pairs = || before.items.iter().zip(layer.items.iter());
    let recoloured = |(a, b): (&Item, &Item)| {
        let solid = |item: &Item| item.style.fill.is_some() && item.style.stroke.is_none();
        a.shape == b.shape && (a.style == b.style || solid(a) && solid(b))
    };
    let same = before.items.len() == layer.items.len();
    if !(layer.tiling && same && pairs().all(recoloured)) {
        draw(layer, canvas);
        return false;
    }
    canvas.only_over_painted(true);
    let mut pen = Pen::new(canvas);
    for (_, item) in pairs().filter(|(a, b)| a.style != b.style) {
        pen.item(item);
    }
    canvas.only_over_painted(false);
    true
}

/// Draws a layer on a surface of its own, from nothing.
pub fn draw<C: Canvas2d>(layer: &Layer, canvas: &mut C) {
    canvas.clear();
    #[cfg(feature = "formats")]
    if layer.clip.is_some() {
        canvas.clip(layer.clip);
    }
    let mut pen = Pen::new(canvas);
    #[cfg(not(feature = "formats"))]
    for item in layer.items.iter() {
        pen.item(item);
    }
    #[cfg(feature = "formats")]
    for run in layer.items.chunk_by(|a, b| is_dots(a) && is_dots(b)) {
        pen.run(run);
    }
    #[cfg(feature = "formats")]
    if layer.clip.is_some() {
        canvas.clip(None);
    }
}

/// Whether an item is drawn as pixels, together with its neighbours that are.
#[cfg(feature = "formats")]
fn is_dots(item: &Item) -> bool {
    matches!(item.shape, Shape::Dots(..))
}

/// Sets a style only when it changes: a style costs a canvas far more than a shape.
struct Pen<'a, C> {
    canvas: &'a mut C,
    fill: Option<Color>,
    stroke: Option<(Color, f64)>,
}

impl<'a, C: Canvas2d> Pen<'a, C> {
    fn new(canvas: &'a mut C) -> Self {
        Self {
            canvas,
            fill: None,
            stroke: None,
        }
    }

    /// One item, or many dots and nothing else.
    #[cfg(feature = "formats")]
    fn run(&mut self, items: &[Item]) {
        match items {
            [item] if !is_dots(item) => self.item(item),
            dots => self.canvas.dots(dots),
        }
    }

    fn item(&mut self, item: &Item) {
        let style = item.style;
        match &item.shape {
            Shape::Rect(rect) if style.stroke.is_none() => {
                if self.fill(style) {
                    self.canvas.fill_rect(*rect);
                }
            }
            Shape::Text(text) => {
                #[cfg(feature = "formats")]
                if self.stroke(style) {
                    self.canvas.halo(text);
                }
                if self.fill(style) {
                    self.canvas.text(text);
                }
            }
            _ if style == Style::default() => {}
            shape => {
                self.canvas.begin();
                self.trace(shape);
                self.paint(style);
            }
        }
    }

    fn trace(&mut self, shape: &Shape) {
        match shape {
            Shape::Path(lines) => self.canvas.lines(lines),
            Shape::Rect(rect) => self.canvas.rect(*rect),
            Shape::Circle(center, radius) => self.canvas.circle(*center, *radius),
            Shape::Text(_) => {}
            #[cfg(feature = "formats")]
            Shape::Dots(..) => {}
        }
    }

    fn paint(&mut self, style: Style) {
        if self.fill(style) {
            self.canvas.fill();
        }
        if self.stroke(style) {
            self.canvas.stroke();
        }
    }

    fn stroke(&mut self, style: Style) -> bool {
        let Some(stroke) = style.stroke else {
            return false;
        };
        let pen = (stroke.color, stroke.width);
        if self.stroke.replace(pen) != Some(pen) {
            self.canvas.set_stroke(stroke.color, stroke.width);
        }
        true
    }

    fn fill(&mut self, style: Style) -> bool {
        let Some(color) = style.fill else {
            return false;
        };
        if self.fill.replace(color) != Some(color) {
            self.canvas.set_fill(color);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use kurbo::Vec2;

    use super::*;

    /// Writes down the calls it gets.
    #[derive(Default)]
    struct Recorder(Vec<&'static str>);

    impl Canvas2d for Recorder {
        fn clear(&mut self) {
            self.0.push("clear");
        }
        fn only_over_painted(&mut self, only: bool) {
            self.0.push(if only { "only_over" } else { "anywhere" });
        }
        fn set_fill(&mut self, _: Color) {
            self.0.push("set_fill");
        }
        fn set_stroke(&mut self, _: Color, _: f64) {
            self.0.push("set_stroke");
        }
        fn begin(&mut self) {
            self.0.push("begin");
        }
        fn lines(&mut self, _: &Lines) {
            self.0.push("lines");
        }
        fn rect(&mut self, _: Rect) {
            self.0.push("rect");
        }
        fn circle(&mut self, _: Point, _: f64) {
            self.0.push("circle");
        }
        fn fill(&mut self) {
            self.0.push("fill");
        }
        fn stroke(&mut self) {
            self.0.push("stroke");
        }
        fn fill_rect(&mut self, _: Rect) {
            self.0.push("fill_rect");
        }
        fn text(&mut self, _: &Text) {
            self.0.push("text");
        }
        fn clip(&mut self, clip: Option<Rect>) {
            self.0.push(if clip.is_some() { "clip" } else { "unclip" });
        }
        fn halo(&mut self, _: &Text) {
            self.0.push("halo");
        }
        fn dots(&mut self, _: &[Item]) {
            self.0.push("dots");
        }
    }

    fn calls(items: Vec<Item>) -> Vec<&'static str> {
        let mut recorder = Recorder::default();
        draw(&Layer::new("test", items), &mut recorder);
        recorder.0
    }

    const INK: Color = Color::rgb(0);

    #[test]
    fn items_of_one_colour_set_it_once() {
        let bar = |x| {
            Item::plain(
                Shape::Rect(Rect::new(x, 0.0, x + 1.0, 1.0)),
                Style::fill(INK),
            )
        };
        assert_eq!(
            calls(vec![bar(0.0), bar(2.0)]),
            ["clear", "set_fill", "fill_rect", "fill_rect"]
        );
    }

    #[test]
    fn dots_that_follow_each_other_are_drawn_at_once_between_what_lies_below_and_above() {
        let dots = || Item::plain(Shape::Dots(Rc::default(), Vec2::ZERO), Style::fill(INK));
        let rect = || Item::plain(Shape::Rect(Rect::ZERO), Style::fill(INK));
        assert_eq!(
            calls(vec![rect(), dots(), dots(), rect(), dots()]),
            [
                "clear",
                "set_fill",
                "fill_rect",
                "dots",
                "fill_rect",
                "dots"
            ]
        );
    }

    #[test]
    fn of_a_clipped_layer_only_a_part_is_drawn_and_the_next_one_is_whole_again() {
        let rect = Item::plain(Shape::Rect(Rect::ZERO), Style::fill(INK));
        let mut recorder = Recorder::default();
        let seen = Rect::new(0.0, 0.0, 9.0, 9.0);
        draw(&Layer::clipped("lanes", vec![rect], seen), &mut recorder);
        let expected = ["clear", "clip", "set_fill", "fill_rect", "unclip"];
        assert_eq!(recorder.0, expected);
    }

    #[test]
    fn an_item_without_looks_is_not_drawn() {
        let unseen = Item::plain(Shape::Rect(Rect::ZERO), Style::default());
        let circle = Item::plain(Shape::Circle(Point::ZERO, 3.0), Style::default());
        assert_eq!(calls(vec![unseen, circle]), ["clear"]);
    }

    #[test]
    fn a_tile_that_changes_colour_is_painted_over_itself_and_the_others_are_not() {
        let tile = |x: f64, color| {
            let rect = Rect::new(x, 0.0, x + 1.0, 1.0);
            Item::plain(Shape::Rect(rect), Style::fill(color))
        };
        let red = Color::rgb(0xff_00_00);
        let before = Layer::tiling("land", vec![tile(0.0, INK), tile(1.0, INK)]);
        let mut recorder = Recorder::default();
        let after = Layer::tiling("land", vec![tile(0.0, INK), tile(1.0, red)]);
        assert!(update(&before, &after, &mut recorder));
        assert_eq!(
            recorder.0,
            ["only_over", "set_fill", "fill_rect", "anywhere"]
        );
        recorder.0.clear();
        let moved = Layer::tiling("land", vec![tile(0.0, INK), tile(2.0, red)]);
        assert!(!update(&before, &moved, &mut recorder));
        assert_eq!(recorder.0.first(), Some(&"clear"));
    }

    #[test]
    fn the_halo_of_a_text_lies_behind_it() {
        let text = Text {
            at: Point::ZERO,
            align: crate::scene::Align::Center,
            text: "Malta".into(),
            size: 12.0,
            weight: crate::text::Weight::Regular,
        };
        let style = Style::fill(INK).with_stroke(INK, 3.0);
        let item = Item::plain(Shape::Text(text), style);
        assert_eq!(
            calls(vec![item]),
            ["clear", "set_stroke", "halo", "set_fill", "text"]
        );
    }

    #[test]
    fn a_path_is_filled_before_it_is_stroked() {
        let mut lines = Lines::rings();
        lines.push(&[[0.0, 0.0], [1.0, 0.0]]);
        let style = Style::fill(INK).with_stroke(INK, 1.0);
        let item = Item::plain(Shape::Path(Rc::new(lines)), style);
        assert_eq!(
            calls(vec![item]),
            [
                "clear",
                "begin",
                "lines",
                "set_fill",
                "fill",
                "set_stroke",
                "stroke"
            ]
        );
    }
}
