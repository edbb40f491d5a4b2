//! A scene with all that must stand with it drawn around: for files, where no page does it.

use std::rc::Rc;

use kurbo::{Point, Rect, Size, Vec2};

use super::Environment;
use crate::data::Info;
use crate::locale::fill;
use crate::scene::{Align, Item, Layer, Legend, Lines, Pattern, Scene, Shape, Style, Text};
#[cfg(feature = "formats")]
use crate::scene::{Corners, Swatch, speckle};
use crate::text::{Weight, wrap};
use crate::theme::Color;

/// Space around the whole figure, in CSS pixels.
pub const MARGIN: f64 = 16.0;
/// A side of a legend's swatch, in CSS pixels.
const SIDE: f64 = 13.0;

/// The scene with a title, the sentence that the figure is (if it is one), the legend, the notes, the caveat and the
/// source around it, on the theme's ground. Texts of the data are in the environment's language where it has them.
pub fn furnish(
    scene: &Scene,
    title: &str,
    sentence: &str,
    info: &Info,
    env: &Environment<'_>,
) -> Scene {
    let language = env.language;
    let width = scene.size.width + 2.0 * MARGIN;
    let mut page = Page {
        env,
        items: Vec::new(),
        width: scene.size.width,
        y: MARGIN,
    };
    page.paragraph(title, 18.0, Weight::Bold, env.theme.ink);
    page.paragraph(sentence, 22.0, Weight::Regular, env.theme.ink);
    page.paragraph(&scene.legend.title, 13.0, Weight::Regular, env.theme.muted);
    page.legend(scene);
    let shift = Vec2::new(MARGIN, page.y + 6.0);
    page.y = shift.y + scene.size.height + 8.0;
    for note in &scene.notes {
        page.paragraph(note, 12.0, Weight::Regular, env.theme.muted);
    }
    page.paragraph(
        info.note.get(language),
        12.0,
        Weight::Regular,
        env.theme.muted,
    );
    page.paragraph(
        info.caveat.get(language),
        12.0,
        Weight::Regular,
        env.theme.muted,
    );
    page.source(info, language);
    let height = page.y + MARGIN - 4.0;
    let mut layers = vec![ground(Size::new(width, height), env)];
    layers.extend(scene.layers.iter().map(|layer| moved(layer, shift)));
    if sticks_out(scene) {
        let frame = Rect::from_origin_size(shift.to_point(), scene.size);
        layers.push(margins(frame, Size::new(width, height), env.theme.ground));
    }
    layers.push(Layer::new("words", page.items));
    Scene {
        size: Size::new(width, height),
        plot: scene.plot + shift,
        layers,
        ..scene.clone()
    }
}

/// The scene alone on the theme's ground, for a page that has words of its own around it: also on a page of another
/// colour its texts can be read.
#[cfg(feature = "formats")]
pub fn grounded(scene: &Scene, env: &Environment<'_>) -> Scene {
    let mut layers = vec![ground(scene.size, env)];
    layers.extend(scene.layers.iter().cloned());
    Scene {
        layers,
        ..scene.clone()
    }
}

fn ground(size: Size, env: &Environment<'_>) -> Layer {
    let whole = Shape::Rect(Rect::from_origin_size(Point::ZERO, size));
    let style = Style::fill(env.theme.ground);
    Layer::new("ground", vec![Item::plain(whole, style)])
}

/// The swatches of a legend, each a picture of its own, for words that stand beside it.
#[cfg(feature = "formats")]
pub fn swatches(legend: &Legend, env: &Environment<'_>) -> Vec<Scene> {
    let size = Size::new(SIDE + 2.0, SIDE + 2.0);
    let side = Rect::from_origin_size((1.0, 1.0), (SIDE, SIDE));
    let picture = |index| {
        let mut page = Page {
            env,
            items: Vec::new(),
            width: size.width,
            y: 0.0,
        };
        page.swatch(legend, index, side);
        Scene {
            size,
            layers: vec![Layer::new("swatch", page.items)],
            ..Scene::default()
        }
    };
    (0..legend.swatches.len()).map(picture).collect()
}

/// Whether something is drawn beyond a scene's edges, as what a map shows in part is: on a page it is the canvas that
/// ends there.
fn sticks_out(scene: &Scene) -> bool {
    let room = Rect::from_origin_size(Point::ZERO, scene.size).inset(1.0);
    let items = scene.layers.iter().flat_map(|layer| layer.items.iter());
    items
        .map(|item| item.shape.bounds())
        .any(|bounds| bounds.union(room) != room)
}

/// Covers all that is beside a frame.
fn margins(frame: Rect, page: Size, ground: Color) -> Layer {
    let sides = [
        Rect::new(0.0, 0.0, page.width, frame.y0),
        Rect::new(0.0, frame.y1, page.width, page.height),
        Rect::new(0.0, frame.y0, frame.x0, frame.y1),
        Rect::new(frame.x1, frame.y0, page.width, frame.y1),
    ];
    let side = |side| Item::plain(Shape::Rect(side), Style::fill(ground));
    Layer::new("margins", sides.map(side).to_vec())
}

struct Page<'a> {
    env: &'a Environment<'a>,
    items: Vec<Item>,
    width: f64,
    /// Where the next thing begins.
    y: f64,
}

impl Page<'_> {
    fn text(&mut self, x: f64, y: f64, text: String, size: f64, weight: Weight, color: Color) {
        let at = Point::new(x, y);
        let text = Text {
            at,
            align: Align::Left,
            text,
            size,
            weight,
        };
        self.items
            .push(Item::plain(Shape::Text(text), Style::fill(color)));
    }

    /// Text in as many lines as it needs.
    fn paragraph(&mut self, text: &str, size: f64, weight: Weight, color: Color) {
        let measure = self.env.measure;
        let width = |text: &str| measure.width(text, size, weight);
        for line in wrap(text, self.width, &width) {
            self.line(line, size, weight, color);
        }
    }

    fn line(&mut self, line: String, size: f64, weight: Weight, color: Color) {
        self.y += size * 1.4;
        self.text(MARGIN, self.y - size * 0.3, line, size, weight, color);
    }

    fn legend(&mut self, scene: &Scene) {
        const SIZE: f64 = 12.0;
        let swatches = &scene.legend.swatches;
        if swatches.is_empty() {
            return;
        }
        self.y += 6.0;
        let mut x = MARGIN;
        for (index, swatch) in swatches.iter().enumerate() {
            let label = self.env.measure.width(&swatch.label, SIZE, Weight::Regular);
            let needed = SIDE + 5.0 + label + 14.0;
            if x > MARGIN && x + needed > MARGIN + self.width {
                x = MARGIN;
                self.y += 20.0;
            }
            let side = Rect::new(x, self.y, x + SIDE, self.y + SIDE);
            self.swatch(&scene.legend, index, side);
            let ink = self.env.theme.ink;
            self.text(
                x + SIDE + 5.0,
                self.y + 11.0,
                swatch.label.clone(),
                SIZE,
                Weight::Regular,
                ink,
            );
            x += needed;
        }
        self.y += 18.0;
    }

    /// What marks of a line of the legend look like.
    fn swatch(&mut self, legend: &Legend, index: usize, side: Rect) {
        let Some(swatch) = legend.swatches.get(index) else {
            return;
        };
        #[cfg(feature = "formats")]
        let shape = shape(swatch, legend.shapes.get(index), side);
        #[cfg(not(feature = "formats"))]
        let shape = Shape::Rect(side);
        self.items.push(Item::plain(shape, swatch.style));
        #[cfg(feature = "formats")]
        if swatch.pattern == Pattern::Speckled {
            self.speckle(side, swatch.style);
        }
        #[cfg(feature = "formats")]
        self.part(side, swatch);
        if swatch.pattern == Pattern::Hatched {
            let mut lines = Lines::open();
            for (a, b) in [
                ((0.0, 6.5), (6.5, 0.0)),
                ((0.0, SIDE), (SIDE, 0.0)),
                ((6.5, SIDE), (SIDE, 6.5)),
            ] {
                let corner = side.origin().to_vec2();
                lines.push_line(Point::from(a) + corner, Point::from(b) + corner);
            }
            // As on a page: its lines have the colour of its edge.
            let edge = swatch.style.stroke.map(|stroke| stroke.color);
            let style = Style::stroke(edge.unwrap_or(self.env.theme.muted), 1.0);
            self.items
                .push(Item::plain(Shape::Path(Rc::new(lines)), style));
        }
    }

    /// Dots over a swatch, in the colour of its edge.
    #[cfg(feature = "formats")]
    fn speckle(&mut self, side: Rect, style: Style) {
        let mut dots = Lines::rings();
        speckle(&Lines::boxed(side), side.inset(-2.0), &mut dots);
        let edge = style
            .stroke
            .map_or(self.env.theme.muted, |stroke| stroke.color);
        Item::push(
            &mut self.items,
            Shape::Path(Rc::new(dots)),
            Style::fill(edge),
        );
    }

    /// The pattern of a part over its swatch, in the colour of its edge. All swatches have it from the same place on.
    #[cfg(feature = "formats")]
    fn part(&mut self, side: Rect, swatch: &Swatch) {
        let Some(edge) = swatch.style.stroke else {
            return;
        };
        let corner = side.origin().to_vec2();
        let ring = Lines::boxed(side - corner);
        if let Some(item) = swatch.pattern.inside(&ring, edge.color) {
            let over = Layer::new("pattern", vec![item]);
            self.items
                .extend(moved(&over, corner).items.iter().cloned());
        }
    }

    fn source(&mut self, info: &Info, language: &str) {
        let messages = self.env.locale.messages;
        let muted = self.env.theme.muted;
        let name = info.source.name.get(language);
        for (sentence, what) in [
            (messages.source(), name),
            (messages.licence(), &info.source.licence),
        ] {
            if !what.is_empty() {
                self.paragraph(&fill(sentence, &[what]), 12.0, Weight::Regular, muted);
            }
        }
    }
}

/// What a swatch looks like.
#[cfg(feature = "formats")]
fn shape(swatch: &Swatch, corners: Option<&Corners>, side: Rect) -> Shape {
    let round = |of: f64| Shape::Circle(side.center(), side.width() / 2.0 * of);
    match corners {
        _ if swatch.pattern == Pattern::Round => round(1.0),
        _ if swatch.pattern == Pattern::Dot => round(0.6),
        None | Some(&[]) => Shape::Rect(side),
        Some(corners) => {
            let middle = side.center();
            Shape::Path(Rc::new(Lines::around(corners, middle, side.width() / 2.0)))
        }
    }
}

/// The same elsewhere.
pub(super) fn moved(layer: &Layer, by: Vec2) -> Layer {
    let item = |item: &Item| {
        let shape = match &item.shape {
            Shape::Path(lines) => Shape::Path(Rc::new(lines.moved(by))),
            Shape::Rect(rect) => Shape::Rect(*rect + by),
            Shape::Circle(center, radius) => Shape::Circle(*center + by, *radius),
            Shape::Text(text) => Shape::Text(Text {
                at: text.at + by,
                ..text.clone()
            }),
            #[cfg(feature = "formats")]
            Shape::Dots(dots, before) => Shape::Dots(Rc::clone(dots), *before + by),
        };
        Item {
            shape,
            ..item.clone()
        }
    };
    let items = layer.items.iter().map(item).collect();
    #[cfg(feature = "formats")]
    if let Some(clip) = layer.clip {
        return Layer::clipped(layer.name, items, clip + by);
    }
    Layer::new(layer.name, items)
}
