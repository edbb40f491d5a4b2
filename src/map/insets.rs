//! Insets: small places drawn large, and places far away, in boxes under the map.

use std::rc::Rc;

use kurbo::{Point, Rect, Size, Vec2};

use super::Choropleth;
use super::shades::RING;
use crate::geo::insets::Inset;
use crate::geo::{ArcKind, Basemap, Fit, Projection, ScreenArcs, clip};
use crate::locale::Locale;
use crate::scene::{Align, Item, Lines, MarkKey, Shape, Style, Text, hatch, hatching, speckle};
use crate::text::{TextMeasure, Weight};

/// The places that an editor wants to be seen beside a map.
#[derive(Debug, Clone, Default)]
pub struct Insets(Vec<Place>);

#[derive(Debug, Clone)]
struct Place {
    /// An ISO 3166 code: of a unit, or of a part of one.
    name: String,
    map: Rc<Basemap>,
    /// What is shown, in metres of the map's plane.
    frame: Rect,
}

/// What is around a small place in its box, as a part of its size.
const AROUND: f64 = 0.3;
/// A box's sides and the space around it, in CSS pixels.
const BOX: Size = Size::new(96.0, 76.0);
const GAP: f64 = 8.0;
const PADDING: f64 = 3.0;
/// The size of a box's title, and the room for it.
const TEXT: f64 = 11.0;
const TITLE: f64 = 16.0;

impl Insets {
    /// The boxes of some codes, with spaces between them: units of `near`, or among `far`. Codes of neither come
    /// back.
    pub fn new(codes: &str, near: &Rc<Basemap>, far: Vec<Inset>) -> (Self, Vec<String>) {
        let far: Vec<(String, Rc<Basemap>)> = far
            .into_iter()
            .map(|inset| (inset.name, Rc::new(inset.map)))
            .collect();
        let mut places = Vec::new();
        let mut unknown = Vec::new();
        for code in codes.split_ascii_whitespace() {
            let code = code.to_ascii_uppercase();
            let unit = crate::data::country::resolve(code.as_bytes())
                .map(|unit| unit.map(char::from).iter().collect::<String>())
                .and_then(|unit| near.unit_index(&unit));
            if let Some((name, map)) = far.iter().find(|(name, _)| *name == code) {
                places.push(Place {
                    name: name.clone(),
                    map: Rc::clone(map),
                    frame: map.frame(),
                });
            } else if let Some(unit) = unit.and_then(|index| near.units().get(index)) {
                let side = unit
                    .bbox
                    .width()
                    .max(unit.bbox.height())
                    .max(near.grid() * 8.0);
                places.push(Place {
                    name: unit.code.clone(),
                    map: Rc::clone(near),
                    frame: unit.bbox.inflate(side * AROUND, side * AROUND),
                });
            } else {
                unknown.push(code);
            }
        }
        (Self(places), unknown)
    }

    /// How high the boxes are together under a map of this width, in CSS pixels; 0 where there are none.
    pub fn height(&self, width: f64) -> f64 {
        let rows = self.0.len().div_ceil(per_row(width));
        rows as f64 * (BOX.height + TITLE + GAP)
    }

    /// The boxes under a map of this size, with what lies in them.
    pub fn at(&self, map: Size) -> Vec<InsetShapes> {
        let columns = per_row(map.width);
        let place = |(index, place): (usize, &Place)| {
            let (column, row) = ((index % columns) as f64, (index / columns) as f64);
            let corner = Vec2::new(
                0.5 + column * (BOX.width + GAP),
                map.height + GAP + row * (BOX.height + TITLE + GAP),
            );
            place.shapes(Rect::from_origin_size(corner.to_point(), BOX))
        };
        self.0.iter().enumerate().map(place).collect()
    }
}

fn per_row(width: f64) -> usize {
    (((width + GAP - 1.0) / (BOX.width + GAP)) as usize).max(1)
}

/// A box with what lies in it, in CSS pixels of the figure.
#[derive(Debug, Clone)]
pub struct InsetShapes {
    /// What it shows: an ISO 3166 code, of a unit or a part of one.
    name: String,
    bounds: Rect,
    /// In which plane it is drawn, and how that lies in the figure.
    ground: (Projection, Fit),
    /// Unit codes and their shapes.
    units: Vec<([u8; 2], Rc<Lines>)>,
    borders: Rc<Lines>,
    coast: Rc<Lines>,
}

impl Place {
    fn shapes(&self, bounds: Rect) -> InsetShapes {
        let fit = Fit::new(self.frame, bounds.inset(-PADDING));
        let arcs = ScreenArcs::new(&self.map, &fit, 0.35, bounds);
        let (mut borders, mut coast) = (Lines::open(), Lines::open());
        for (index, arc) in self.map.arcs().enumerate() {
            let lines = match arc.kind {
                ArcKind::Border | ArcKind::Status => &mut borders,
                ArcKind::Coast => &mut coast,
                ArcKind::Frame => continue,
            };
            clip::line(arcs.arc(index), bounds, &mut |part| lines.push(part));
        }
        let shape = |(index, unit): (usize, &crate::geo::Unit)| {
            let mut shape = Lines::rings();
            for ring in self.map.rings(index) {
                let points: Vec<[f32; 2]> = arcs.ring(ring).collect();
                shape.push(&clip::ring(&points, bounds));
            }
            let code = unit.code.as_bytes().try_into().ok()?;
            (!shape.is_empty()).then(|| (code, Rc::new(shape)))
        };
        InsetShapes {
            name: self.name.clone(),
            bounds,
            ground: (*self.map.projection(), fit),
            units: self
                .map
                .units()
                .iter()
                .enumerate()
                .filter_map(shape)
                .collect(),
            borders: Rc::new(borders),
            coast: Rc::new(coast),
        }
    }
}

impl InsetShapes {
    /// Whether a unit is in the box.
    pub fn shows(&self, code: [u8; 2]) -> bool {
        self.units.iter().any(|&(known, _)| known == code)
    }

    /// The middle of each unit in the box.
    pub(super) fn middles(&self) -> impl Iterator<Item = ([u8; 2], Point)> + '_ {
        let units = self.units.iter();
        units.map(|(code, shape)| (*code, shape.bounds().center()))
    }

    /// How a plane lies in the box, if it is drawn in it.
    pub(super) fn fit(&self, plane: &Projection) -> Option<Fit> {
        let (own, fit) = self.ground;
        (own == *plane).then_some(fit)
    }

    /// Whether a circle lies in the box, all of it.
    pub(super) fn holds(&self, center: Point, radius: f64) -> bool {
        self.bounds.inflate(-radius, -radius).contains(center)
    }

    fn title(&self, locale: &Locale<'_>) -> String {
        let messages = locale.messages;
        match &*self.name {
            "ES-CN" => messages.canary_islands().to_owned(),
            "PT-20" => messages.azores().to_owned(),
            "PT-30" => messages.madeira().to_owned(),
            code => locale.formats.country(code),
        }
    }
}

/// The state that an outermost region belongs to: its cases are often counted there.
fn state_of(code: [u8; 2]) -> Option<[u8; 2]> {
    let french = [*b"GF", *b"GP", *b"MF", *b"MQ", *b"RE", *b"YT"];
    french.contains(&code).then_some(*b"FR")
}

impl Choropleth<'_> {
    /// The boxes with their places in colours, on a ground that hides what of the map lies there.
    pub fn insets(
        &self,
        selected: &[[u8; 2]],
        focus: Option<MarkKey>,
        words: bool,
        measure: &dyn TextMeasure,
    ) -> Vec<Item> {
        let mut items = Vec::new();
        let size = self.layout.size;
        let bottom = self
            .layout
            .insets
            .iter()
            .fold(size.height, |bottom, inset| {
                bottom.max(inset.bounds.y1 + TITLE)
            });
        let ground = Rect::new(0.0, size.height, size.width, bottom);
        Item::push(
            &mut items,
            Shape::Rect(ground),
            Style::fill(self.theme.ground),
        );
        for inset in self.layout.insets.iter() {
            self.inset(inset, selected, focus, words, &mut items);
            self.inset_title(inset, measure, &mut items);
        }
        items
    }

    fn inset(
        &self,
        inset: &InsetShapes,
        selected: &[[u8; 2]],
        focus: Option<MarkKey>,
        words: bool,
        items: &mut Vec<Item>,
    ) {
        let path = |lines: &Rc<Lines>| Shape::Path(Rc::clone(lines));
        let mut outlined = Vec::new();
        for (code, shape) in &inset.units {
            let code = self.told_of(*code);
            let color = self.color(code);
            let style = Style {
                fill: color,
                stroke: None,
            };
            let mut item = Item::mark(path(shape), style, MarkKey::Country(code));
            // Of what is on the map, the words are there.
            let unsaid = words && self.layout.unit(code).is_none();
            item.words = unsaid.then(|| self.words(code).into());
            items.push(item);
            if self.is_hatched(code) {
                let mut hatched = Lines::open();
                hatch(shape, inset.bounds, &mut hatched);
                Item::push(items, Shape::Path(Rc::new(hatched)), hatching(self.theme));
            }
            if self.is_speckled(code) {
                let mut dots = Lines::rings();
                speckle(shape, inset.bounds, &mut dots);
                items.extend(self.speckle_item(dots));
            }
            if focus == Some(MarkKey::Country(code)) {
                outlined.push((shape, 2.5));
            } else if selected.contains(&code) {
                outlined.push((shape, 1.75));
            }
        }
        let stroke = |color, width| Style::stroke(color, width);
        for style in self.border_styles() {
            Item::push(items, path(&inset.borders), style);
        }
        Item::push(items, path(&inset.coast), stroke(self.theme.coast, 0.7));
        for (shape, width) in outlined {
            Item::push(items, path(shape), stroke(self.theme.ground, width + 2.0));
            Item::push(items, path(shape), stroke(self.theme.ink, width));
        }
        for (code, at) in inset.middles() {
            if self.is_of_few(self.told_of(code)) {
                self.push_ring(items, at, RING);
            }
        }
        Item::push(
            items,
            Shape::Rect(inset.bounds),
            stroke(self.theme.coast, 1.0),
        );
    }

    /// The numbers of what is in boxes, where there is room for them: their names are under the boxes.
    pub fn inset_values(&self, measure: &dyn TextMeasure) -> Vec<Item> {
        let mut items = Vec::new();
        let units = self.layout.insets.iter().flat_map(|inset| &inset.units);
        for (code, shape) in units {
            let code = self.told_of(*code);
            let Some(text) = self.value_words(code) else {
                continue;
            };
            let bounds = shape.bounds();
            let width = measure.width(&text, TEXT, Weight::Bold);
            if width > bounds.width() || TEXT > bounds.height() {
                continue;
            }
            // Under the ring of a rate of few.
            let down = if self.is_of_few(code) { 1.4 } else { 0.35 };
            let below = self.fill(code).unwrap_or(self.theme.ground);
            let light = self.theme.ground.contrast(below) > self.theme.ink.contrast(below);
            let ink = if light {
                self.theme.ground
            } else {
                self.theme.ink
            };
            let text = Text {
                at: bounds.center() + Vec2::new(0.0, TEXT * down),
                align: Align::Center,
                text,
                size: TEXT,
                weight: Weight::Bold,
            };
            let style = Style::fill(ink).with_stroke(below, 3.0);
            Item::push(&mut items, Shape::Text(text), style);
        }
        items
    }

    /// The title under a box, as much of it as fits.
    fn inset_title(&self, inset: &InsetShapes, measure: &dyn TextMeasure, items: &mut Vec<Item>) {
        let mut text = inset.title(&self.locale);
        let fits = |text: &str| measure.width(text, TEXT, Weight::Regular) <= BOX.width + GAP / 2.0;
        if !fits(&text) {
            while !text.is_empty() && !fits(&[&text, "…"].concat()) {
                text.pop();
            }
            text.push('…');
        }
        let text = Text {
            at: Point::new(inset.bounds.center().x, inset.bounds.y1 + TEXT + 2.0),
            align: Align::Center,
            text,
            size: TEXT,
            weight: Weight::Regular,
        };
        Item::push(items, Shape::Text(text), Style::fill(self.theme.ink));
    }

    /// Whose numbers are told in a unit's shape: its own, or, where it has none, those of its state.
    fn told_of(&self, code: [u8; 2]) -> [u8; 2] {
        let counted = self.data.standing.iter().any(|&(known, _)| known == code);
        match state_of(code) {
            Some(state) if !counted => state,
            _ => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insets(codes: &str) -> (Insets, Vec<String>) {
        let near = Basemap::decode(include_bytes!("../../assets/europe-fine.bin")).unwrap();
        let far = crate::geo::insets::decode(include_bytes!("../../assets/insets.bin")).unwrap();
        Insets::new(codes, &Rc::new(near), far)
    }

    #[test]
    fn a_code_that_no_map_has_is_told_and_the_others_are_drawn() {
        let (insets, unknown) = insets("MT XX el es-cn Atlantis");
        assert_eq!(unknown, ["XX", "ATLANTIS"]);
        let names: Vec<&str> = insets.0.iter().map(|place| &*place.name).collect();
        assert_eq!(names, ["MT", "GR", "ES-CN"]);
    }

    #[test]
    fn boxes_lie_under_the_map_in_rows_and_nothing_leaves_its_box() {
        let (insets, _) = insets("MT CY LU RE GP YT PT-20");
        let map = Size::new(340.0, 300.0);
        let shapes = insets.at(map);
        assert_eq!(shapes.len(), 7);
        for (index, inset) in shapes.iter().enumerate() {
            assert!(!inset.units.is_empty(), "{}", inset.name);
            assert!(inset.bounds.y0 >= map.height && inset.bounds.x1 <= map.width);
            assert!(inset.bounds.y1 + TITLE <= map.height + insets.height(map.width));
            for (_, shape) in &inset.units {
                let around = inset.bounds.inflate(1e-3, 1e-3);
                assert!(around.union(shape.bounds()) == around, "{}", inset.name);
            }
            for other in &shapes[..index] {
                assert!(!other.bounds.overlaps(inset.bounds));
            }
        }
    }

    #[test]
    fn malta_is_as_wide_as_most_of_its_box() {
        let (insets, _) = insets("MT");
        let shapes = insets.at(Size::new(600.0, 500.0));
        let (_, malta) = &shapes[0].units[0];
        assert!(
            malta.bounds().width() > BOX.width * 0.3,
            "{:?}",
            malta.bounds()
        );
        assert_eq!(Insets::default().height(600.0), 0.0);
    }
}
