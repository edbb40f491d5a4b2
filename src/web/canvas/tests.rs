//! What a browser's canvas makes of scenes: `cargo xtask test wasm` runs these in each engine.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use std::rc::Rc;

use kurbo::{Size, Vec2};
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::render::canvas::{draw, update};
use crate::scene::{Dots, Item, Layer, Shape, Style};
use crate::web::tests::{body, canvas, sheet};

const SIZE: Size = Size::new(100.0, 60.0);
const BLUE: Color = Color::rgb(0x00_40_c0);
const RED: Color = Color::rgb(0xd0_20_10);
const CLEAR: [u8; 4] = [0; 4];
const OF_BLUE: [u8; 4] = [0x00, 0x40, 0xc0, 255];
const OF_RED: [u8; 4] = [0xd0, 0x20, 0x10, 255];

/// A canvas and what is drawn on it.
struct Board {
    canvas: HtmlCanvasElement,
    sheet: JsSheet,
    ratio: f64,
    spare: Option<Spare>,
}

impl Board {
    fn new(ratio: f64) -> Self {
        let canvas = canvas();
        canvas.set_width((SIZE.width * ratio) as u32);
        canvas.set_height((SIZE.height * ratio) as u32);
        Self {
            sheet: sheet(&canvas),
            canvas,
            ratio,
            spare: None,
        }
    }

    fn of(items: Vec<Item>) -> Self {
        let mut board = Self::new(1.0);
        board.paint(|surface| draw(&Layer::new("test", items), surface));
        board
    }

    fn paint<T>(&mut self, act: impl FnOnce(&mut Surface<'_>) -> T) -> T {
        act(&mut Surface {
            sheet: &self.sheet,
            context: self.sheet.context(),
            ratio: self.ratio,
            size: SIZE,
            font: &|size, _| format!("{size}px sans-serif"),
            wrote: None,
            spare: &mut self.spare,
        })
    }

    /// Red, green, blue and opacity of a box of device pixels, row by row.
    fn read(&self, x: f64, y: f64, width: u32, height: u32) -> Vec<u8> {
        let context = self.sheet.context();
        let image = context.get_image_data(x, y, width.into(), height.into());
        image.unwrap().data().0
    }

    fn pixels(&self) -> Vec<u8> {
        self.read(0.0, 0.0, self.canvas.width(), self.canvas.height())
    }

    /// The pixel at a place in CSS pixels.
    fn at(&self, x: f64, y: f64) -> [u8; 4] {
        let pixel = self.read((x * self.ratio).floor(), (y * self.ratio).floor(), 1, 1);
        pixel.try_into().unwrap()
    }

    /// The first and the last column, in CSS pixels, with something in it.
    fn inked(&self) -> (f64, f64) {
        let width = self.canvas.width() as usize;
        let painted = self
            .pixels()
            .chunks(4)
            .map(|pixel| pixel[3] > 40)
            .collect::<Vec<_>>();
        let has = |x: &usize| painted.iter().skip(*x).step_by(width).any(|&is| is);
        let first = (0..width).find(has).unwrap_or(width);
        let last = (0..width).rev().find(has).unwrap_or(0);
        (first as f64 / self.ratio, last as f64 / self.ratio)
    }
}

fn square(lo: f32, hi: f32) -> [[f32; 2]; 4] {
    [[lo, lo], [hi, lo], [hi, hi], [lo, hi]]
}

fn text(words: &str, align: Align) -> Item {
    let text = Text {
        at: Point::new(50.0, 40.0),
        align,
        text: words.to_owned(),
        size: 20.0,
        weight: Weight::Regular,
    };
    Item::plain(Shape::Text(text), Style::fill(BLUE))
}

#[test]
fn a_shape_with_a_hole_is_filled_around_it_however_many_dots_a_pixel_has() {
    let mut ring = Lines::rings();
    ring.push(&square(10.0, 50.0));
    ring.push(&square(20.0, 40.0));
    let layer = Layer::new(
        "test",
        vec![Item::plain(Shape::Path(Rc::new(ring)), Style::fill(BLUE))],
    );
    for ratio in [1.0, 1.5, 2.0, 3.0] {
        let mut board = Board::new(ratio);
        board.paint(|surface| draw(&layer, surface));
        assert_eq!(board.at(15.0, 30.0), OF_BLUE, "at {ratio}");
        assert_eq!(board.at(30.0, 30.0), CLEAR, "in the hole, at {ratio}");
        assert_eq!(board.at(55.0, 30.0), CLEAR, "beside it, at {ratio}");
    }
}

#[test]
fn rectangles_circles_and_lines_are_where_the_scene_has_them() {
    let mut line = Lines::open();
    line.push(&[[70.0, 0.0], [70.0, 60.0]]);
    let board = Board::of(vec![
        Item::plain(
            Shape::Rect(Rect::new(2.0, 2.0, 12.0, 12.0)),
            Style::fill(BLUE),
        ),
        Item::plain(
            Shape::Circle(Point::new(40.0, 30.0), 10.0),
            Style::fill(RED),
        ),
        Item::plain(Shape::Path(Rc::new(line)), Style::stroke(BLUE, 4.0)),
    ]);
    assert_eq!(board.at(7.0, 7.0), OF_BLUE);
    assert_eq!(board.at(13.0, 7.0), CLEAR);
    for (x, y) in [(40.0, 30.0), (32.0, 30.0), (40.0, 38.0)] {
        assert_eq!(board.at(x, y), OF_RED, "{x}, {y}");
    }
    assert_eq!(
        board.at(32.0, 22.0),
        CLEAR,
        "the corner of the circle's box"
    );
    for x in [68.0, 71.0] {
        assert_eq!(board.at(x, 30.0), OF_BLUE, "the line at {x}");
    }
    for x in [67.0, 72.0] {
        assert_eq!(board.at(x, 30.0), CLEAR, "beside the line at {x}");
    }
}

#[test]
fn a_colour_covers_as_much_as_its_opacity_says() {
    let rect = Shape::Rect(Rect::new(0.0, 0.0, 50.0, 50.0));
    let items =
        [RED, BLUE.with_alpha(51)].map(|color| Item::plain(rect.clone(), Style::fill(color)));
    let [red, _, blue, alpha] = Board::of(items.to_vec()).at(20.0, 20.0);
    assert_eq!(alpha, 255);
    assert!(
        red.abs_diff(166) < 3 && blue.abs_diff(51) < 3,
        "{red} {blue}"
    );
}

#[test]
fn a_tile_that_changes_its_colour_is_painted_over_itself_and_nowhere_else() {
    let tiles = |color| {
        let tile = |x0: f64, color| {
            Item::plain(
                Shape::Circle(Point::new(x0, 30.0), 20.0),
                Style::fill(color),
            )
        };
        Layer::tiling("test", vec![tile(25.0, color), tile(75.0, BLUE)])
    };
    let mut board = Board::new(2.0);
    board.paint(|surface| draw(&tiles(BLUE), surface));
    assert!(board.paint(|surface| update(&tiles(BLUE), &tiles(RED), surface)));
    assert_eq!(board.at(25.0, 30.0), OF_RED);
    assert_eq!(board.at(75.0, 30.0), OF_BLUE);
    assert_eq!(board.at(50.0, 5.0), CLEAR);
    // What follows is painted everywhere again.
    let rect = Item::plain(
        Shape::Rect(Rect::new(45.0, 0.0, 55.0, 10.0)),
        Style::fill(RED),
    );
    board.paint(|surface| draw(&Layer::new("test", vec![rect]), surface));
    assert_eq!(board.at(50.0, 5.0), OF_RED);
    assert_eq!(board.at(25.0, 30.0), CLEAR, "a layer is drawn from nothing");
}

#[test]
fn a_text_is_on_the_side_of_its_place_that_it_is_aligned_to() {
    let (first, last) = Board::of(vec![text("mm", Align::Left)]).inked();
    assert!(first > 48.0 && last > 65.0, "{first} to {last}");
    let (first, last) = Board::of(vec![text("mm", Align::Right)]).inked();
    assert!(first < 35.0 && last < 52.0, "{first} to {last}");
    let (first, last) = Board::of(vec![text("mm", Align::Center)]).inked();
    assert!((first + last - 100.0).abs() < 4.0, "{first} to {last}");
}

#[test]
fn a_plus_is_behind_its_number_on_a_page_that_is_read_from_the_right_too() {
    let shown = |direction: &str| {
        let mut board = Board::new(1.0);
        // A canvas has the direction of where it stands.
        body().append_child(&board.canvas).unwrap();
        board.canvas.set_attribute("dir", direction).unwrap();
        let layer = Layer::new("test", vec![text("89+", Align::Left)]);
        board.paint(|surface| draw(&layer, surface));
        let pixels = board.pixels();
        board.canvas.remove();
        pixels
    };
    let as_read_from_the_left = shown("ltr");
    assert!(as_read_from_the_left.iter().any(|&channel| channel > 0));
    assert!(as_read_from_the_left == shown("rtl"));
}

#[test]
fn what_is_in_a_box_ends_at_its_edges_and_what_follows_does_not() {
    let items = vec![Item::plain(
        Shape::Rect(Rect::new(0.0, 0.0, 100.0, 60.0)),
        Style::fill(BLUE),
    )];
    let mut board = Board::new(2.0);
    let boxed = Layer::clipped("test", items.clone(), Rect::new(20.0, 20.0, 40.0, 40.0));
    board.paint(|surface| draw(&boxed, surface));
    assert_eq!(board.at(30.0, 30.0), OF_BLUE);
    for (x, y) in [(19.0, 30.0), (41.0, 30.0), (30.0, 19.0), (30.0, 41.0)] {
        assert_eq!(board.at(x, y), CLEAR, "{x}, {y}");
    }
    board.paint(|surface| draw(&Layer::new("test", items), surface));
    assert_eq!(board.at(90.0, 50.0), OF_BLUE);
}

#[test]
fn very_many_dots_are_where_single_circles_would_be() {
    let centres = [(20.0, 20.0), (50.0, 30.0), (80.0, 45.0)];
    let mut dots = Dots::new(6.0);
    for (place, centre) in centres.into_iter().enumerate() {
        dots.push(centre.into(), place as u32);
    }
    let shape = Shape::Dots(Rc::new(dots), Vec2::ZERO);
    for ratio in [1.0, 2.0] {
        let mut board = Board::new(ratio);
        let layer = Layer::new("test", vec![Item::plain(shape.clone(), Style::fill(BLUE))]);
        board.paint(|surface| draw(&layer, surface));
        for (x, y) in centres {
            assert_eq!(board.at(x, y), OF_BLUE, "{x}, {y} at {ratio}");
            assert_eq!(board.at(x + 7.0, y), CLEAR, "beside {x}, {y} at {ratio}");
        }
    }
}
