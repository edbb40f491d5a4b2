//! Words on countries, where there is room for them.

mod beside;
mod taken;

use std::rc::Rc;

use kurbo::{Point, Rect, Size};

use super::MapLayout;
use super::rooms::{Room, UnitRooms};
use crate::scene::{Align, Item, Layer, MarkKey, Shape, Style, Text};
use crate::sort::sort_few;
use crate::text::{TextMeasure, Weight};
use crate::theme::{Color, Theme};
use taken::Taken;

/// A line of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// In CSS pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// How wide it is, in CSS pixels.
    pub width: f64,
}

impl Line {
    /// A line of this text, measured.
    pub fn new(text: String, size: f64, weight: Weight, measure: &dyn TextMeasure) -> Self {
        let width = measure.width(&text, size, weight);
        Self {
            text,
            size,
            weight,
            width,
        }
    }

    /// From its top to that of the next.
    fn height(&self) -> f64 {
        self.size * 1.08
    }
}

/// What is written on a country, and how.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Unit code.
    pub code: [u8; 2],
    /// The same in other lines, the best first.
    pub forms: Rc<[Vec<Line>]>,
    /// The colour of the country; none where it is hollow.
    pub fill: Option<Color>,
    /// Whether it has cases. A country without any says its name in a lower voice, and nowhere but on
    /// itself.
    pub reported: bool,
    /// Which one takes the room where there is none for all: the highest.
    pub rank: u64,
}

/// Labels at one size.
pub struct Labels<'a> {
    /// Shapes at this size.
    pub layout: &'a MapLayout,
    /// What room countries have, ascending by code.
    pub rooms: &'a [UnitRooms],
    /// Colours.
    pub theme: &'a Theme,
}

/// Where a label is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    rect: Rect,
    on: Ground,
}

/// What a label lies on.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ground {
    Country,
    Sea,
    /// The circle of its country.
    Circle(Color),
}

/// The circle or dot of a country.
#[derive(Debug, Clone, Copy)]
struct Disc {
    code: [u8; 2],
    center: Point,
    radius: f64,
    color: Color,
}

/// Around a text, at each side, nothing else is written, and its country goes on, in CSS pixels.
const AROUND: Size = Size::new(1.0, 1.0);
/// Least contrast of a text with what is below (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;
/// Buttons that move the map stand in its upper right corner, and cover this much of it.
const BUTTONS: Size = Size::new(44.0, 148.0);

impl Labels<'_> {
    /// The labels that have room, and lines to those that stand beside their country. They cover no mark of
    /// these layers.
    pub fn items(&self, mut wishes: Vec<Wish>, layers: &[Layer]) -> Vec<Item> {
        let seen = self.layout.size.to_rect();
        wishes.retain(|wish| {
            let unit = self.layout.unit(wish.code);
            unit.is_some_and(|unit| unit.bounds.inflate(1.0, 1.0).overlaps(seen))
        });
        let room = |wish: Wish| {
            let area = self.rooms_of(wish.code).map_or(0.0, UnitRooms::area);
            (wish.rank, area, wish)
        };
        let mut wishes: Vec<(u64, f64, Wish)> = wishes.into_iter().map(room).collect();
        sort_few(&mut wishes, |a, b| (a.0, a.1) > (b.0, b.1));
        let mut taken = Taken::new(self.layout);
        taken.add_marks(layers);
        let corner = Point::new(self.layout.size.width - BUTTONS.width, 0.0);
        taken.take(Rect::from_origin_size(corner, BUTTONS));
        let discs = discs(layers);
        let mut items = Vec::new();
        // First those that are where they always are, so that the others don't push them about.
        let wishes = wishes.into_iter().map(|(.., wish)| wish);
        let homeless = wishes.filter(|wish| {
            let home = self.home(wish, &discs, &taken);
            if let Some((form, spot)) = home {
                self.write(wish, form, spot, &mut taken, &mut items);
            }
            home.is_none()
        });
        let homeless: Vec<Wish> = homeless.collect();
        for wish in &homeless {
            let found = self
                .elsewhere(wish, &taken)
                .map(|(form, spot)| (form, spot, None))
                .or_else(|| self.beside(wish, &discs, &taken));
            if let Some((form, spot, lead)) = found {
                if let Some(lead) = lead {
                    self.lead(lead, &mut items);
                }
                self.write(wish, form, spot, &mut taken, &mut items);
            }
        }
        items
    }

    fn rooms_of(&self, code: [u8; 2]) -> Option<&UnitRooms> {
        let at = self.rooms.binary_search_by(|unit| unit.code.cmp(&code));
        self.rooms.get(at.ok()?)
    }

    /// CSS pixels a metre.
    fn scale(&self) -> f64 {
        self.layout.px_per_km() / 1e3
    }

    /// Where a label stands at this zoom, whatever part of the map is seen: in the circle of its country, or in
    /// the room that is largest for it.
    fn home(&self, wish: &Wish, discs: &[Disc], taken: &Taken) -> Option<(usize, Spot)> {
        let unit = self.rooms_of(wish.code)?;
        for (form, lines) in wish.forms.iter().enumerate() {
            let size = size_of(lines);
            if let Some(spot) = within(wish.code, size, discs, taken) {
                return Some((form, spot));
            }
            let mut rooms: Vec<(f64, &Room)> = unit
                .rooms
                .iter()
                .map(|room| (self.slack(room, size), room))
                .filter(|&(slack, _)| slack >= 1.0)
                .collect();
            sort_few(&mut rooms, |a, b| a.0 > b.0);
            let rects = rooms
                .into_iter()
                .map(|(_, room)| Rect::from_center_size(self.layout.px(room.center), size));
            if let Some(rect) = rects.into_iter().find(|&rect| taken.is_free(rect)) {
                let on = Ground::Country;
                return Some((form, Spot { rect, on }));
            }
        }
        None
    }

    /// How many times as large as a text a room is.
    fn slack(&self, room: &Room, text: Size) -> f64 {
        let (room, needed) = (room.size * self.scale(), text + AROUND * 2.0);
        (room.width / needed.width).min(room.height / needed.height)
    }

    /// Where else on its country it fits, of what is seen of that: the nearest place to its home.
    fn elsewhere(&self, wish: &Wish, taken: &Taken) -> Option<(usize, Spot)> {
        let unit = self.rooms_of(wish.code)?;
        let side = unit.cells.side * self.scale();
        if side <= 0.0 {
            return None;
        }
        let home = self.layout.px(unit.rooms.first()?.center);
        let near = held(home, self.layout.size.to_rect());
        let seen = self.layout.seen();
        for (form, lines) in wish.forms.iter().enumerate() {
            let size = size_of(lines);
            let needed = size + AROUND * 2.0;
            if !unit.rooms.iter().any(|room| self.slack(room, size) >= 1.0) {
                continue;
            }
            let cells = |length: f64| (length / side).ceil() as usize;
            let mut nearest: Option<(f64, Rect)> = None;
            for room in unit
                .cells
                .inside(cells(needed.width), cells(needed.height), seen)
            {
                let rect = Rect::from_center_size(self.layout.px(room.center()), size);
                let away = (rect.center() - near).hypot2();
                if nearest.is_none_or(|(known, _)| away < known) && taken.is_free(rect) {
                    nearest = Some((away, rect));
                }
            }
            if let Some((_, rect)) = nearest {
                let on = Ground::Country;
                return Some((form, Spot { rect, on }));
            }
        }
        None
    }

    fn write(
        &self,
        wish: &Wish,
        form: usize,
        spot: Spot,
        taken: &mut Taken,
        items: &mut Vec<Item>,
    ) {
        taken.take(spot.rect.inflate(AROUND.width, AROUND.height));
        let below = match spot.on {
            Ground::Country => wish.fill.unwrap_or(self.theme.ground),
            Ground::Sea => self.theme.ground,
            Ground::Circle(color) => color.over(wish.fill.unwrap_or(self.theme.ground)),
        };
        let style = Style::fill(self.ink(below, wish.reported)).with_stroke(below, 3.0);
        let mut top = spot.rect.y0;
        for line in wish.forms.get(form).into_iter().flatten() {
            let middle = top + line.height() / 2.0;
            top += line.height();
            let text = Text {
                at: Point::new(spot.rect.center().x, middle + line.size * 0.35),
                align: Align::Center,
                text: line.text.clone(),
                size: line.size,
                weight: line.weight,
            };
            Item::push(items, Shape::Text(text), style);
        }
    }

    /// The colour of a text on another one.
    fn ink(&self, below: Color, strong: bool) -> Color {
        let theme = self.theme;
        let low = Some(theme.muted).filter(|muted| !strong && muted.contrast(below) >= CONTRAST);
        low.unwrap_or_else(|| {
            let light = theme.ground.contrast(below) > theme.ink.contrast(below);
            if light { theme.ground } else { theme.ink }
        })
    }
}

/// The point of a rectangle that is nearest to another one.
fn held(at: Point, rect: Rect) -> Point {
    Point::new(
        at.x.min(rect.x1).max(rect.x0),
        at.y.min(rect.y1).max(rect.y0),
    )
}

fn size_of(lines: &[Line]) -> Size {
    let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    Size::new(width, lines.iter().map(Line::height).sum())
}

/// The dots and circles of countries.
fn discs(layers: &[Layer]) -> Vec<Disc> {
    let items = layers.iter().flat_map(|layer| layer.items.iter());
    let disc = |item: &Item| match (&item.shape, item.key, item.style.fill) {
        (&Shape::Circle(center, radius), Some(MarkKey::Country(code)), Some(color)) => Some(Disc {
            code,
            center,
            radius,
            color,
        }),
        _ => None,
    };
    items.filter_map(disc).collect()
}

/// A label in the circle of its country, if it has room there and no other mark is in the way.
fn within(code: [u8; 2], size: Size, discs: &[Disc], taken: &Taken) -> Option<Spot> {
    let disc = discs.iter().find(|disc| disc.code == code)?;
    let needed = (size + AROUND).to_vec2().hypot2();
    let rect = Rect::from_center_size(disc.center, size);
    let fits = needed < 4.0 * disc.radius * disc.radius && taken.is_free_for(code, rect);
    fits.then_some(Spot {
        rect,
        on: Ground::Circle(disc.color),
    })
}

#[cfg(test)]
mod tests;
