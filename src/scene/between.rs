//! [`Transition`]: what is drawn on the way from one scene to another.

use kurbo::{Point, Rect};

use super::{Item, Layer, MarkKey, Scene, Shape, Stroke, Style, Text};
use crate::theme::Color;

/// More items than these are drawn at once where they go: a frame has no time for them.
const MOST: usize = 3_000;

/// The way from one scene to another: items that stand for the same mark move and change colour, what comes and what
/// goes fades. What stands for no mark is at once as it will be.
#[derive(Debug, Clone)]
pub struct Transition {
    /// Of each layer that differs, its place, its name and the ways of its items, from back to front.
    layers: Vec<(usize, &'static str, Vec<Way>)>,
}

#[derive(Debug, Clone)]
enum Way {
    Stays(Item),
    Changes(Item, Item),
    Comes(Item),
    Goes(Item),
}

impl Transition {
    /// None where nothing has a way to go, or it can't be shown: another size, lines that are others, too many items.
    pub fn new(from: &Scene, to: &Scene) -> Option<Self> {
        if from.size != to.size || from.layers.len() != to.layers.len() {
            return None;
        }
        let mut layers = Vec::new();
        let mut moves = false;
        for (place, (a, b)) in from.layers.iter().zip(&to.layers).enumerate() {
            if a == b {
                continue;
            }
            // What is scrolled goes where the hand goes.
            if a.items.len() + b.items.len() > MOST || b.clip.is_some() {
                return None;
            }
            let ways = ways(&a.items, &b.items)?;
            moves |= ways.iter().any(|way| !matches!(way, Way::Stays(_)));
            layers.push((place, b.name, ways));
        }
        moves.then_some(Self { layers })
    }

    /// The layers that differ, by their places, after a part of the time, from 0 to 1.
    pub fn at(&self, t: f64) -> impl Iterator<Item = (usize, Layer)> {
        // Begins and ends slowly.
        let t = t.clamp(0.0, 1.0);
        let t = t * t * (3.0 - 2.0 * t);
        self.layers.iter().map(move |(place, name, ways)| {
            let items = ways.iter().map(|way| way.at(t)).collect();
            (*place, Layer::new(name, items))
        })
    }
}

fn key(item: &Item) -> Option<MarkKey> {
    item.follows.or(item.key)
}

/// What becomes of each item; none if a mark's lines are others.
fn ways(from: &[Item], to: &[Item]) -> Option<Vec<Way>> {
    let mut used = vec![false; from.len()];
    // Marks are mostly in the same order: the search goes on where it ended.
    let mut next = 0;
    let mut ways = Vec::with_capacity(to.len());
    for item in to {
        let Some(wanted) = key(item) else {
            ways.push(Way::Stays(item.clone()));
            continue;
        };
        let order = (next..from.len()).chain(0..next);
        let mut same = order.filter(|&at| {
            // What is seen of a mark in parts is told apart by its colours.
            let part = item.follows.is_none() || from[at].style.fill == item.style.fill;
            !used[at]
                && part
                && key(&from[at]) == Some(wanted)
                && alike(&from[at].shape, &item.shape)
        });
        let Some(at) = same.next() else {
            ways.push(Way::Comes(item.clone()));
            continue;
        };
        used[at] = true;
        next = at + 1;
        let before = &from[at];
        if let (Shape::Path(_), Shape::Path(_)) = (&before.shape, &item.shape)
            && before.shape != item.shape
        {
            return None;
        }
        ways.push(
            match before.shape == item.shape && before.style == item.style {
                true => Way::Stays(item.clone()),
                false => Way::Changes(before.clone(), item.clone()),
            },
        );
    }
    let gone = from.iter().zip(used);
    let gone = gone.filter(|(item, used)| !used && key(item).is_some() && is_seen(item));
    ways.extend(gone.map(|(item, _)| Way::Goes(item.clone())));
    Some(ways)
}

fn is_seen(item: &Item) -> bool {
    item.style != Style::default()
}

fn alike(a: &Shape, b: &Shape) -> bool {
    match (a, b) {
        (Shape::Text(a), Shape::Text(b)) => a.align == b.align,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

impl Way {
    fn at(&self, t: f64) -> Item {
        match self {
            Self::Stays(item) => item.clone(),
            Self::Changes(a, b) => Item {
                shape: shape(&a.shape, &b.shape, t),
                style: style(a.style, b.style, t),
                ..b.clone()
            },
            Self::Comes(item) => faded(item, t),
            Self::Goes(item) => faded(item, 1.0 - t),
        }
    }
}

fn number(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

fn shape(a: &Shape, b: &Shape, t: f64) -> Shape {
    match (a, b) {
        (Shape::Rect(a), Shape::Rect(b)) => Shape::Rect(Rect::new(
            number(a.x0, b.x0, t),
            number(a.y0, b.y0, t),
            number(a.x1, b.x1, t),
            number(a.y1, b.y1, t),
        )),
        (Shape::Circle(a, r), Shape::Circle(b, s)) => {
            Shape::Circle(a.lerp(*b, t), number(*r, *s, t))
        }
        (Shape::Text(a), Shape::Text(b)) => Shape::Text(Text {
            at: Point::lerp(a.at, b.at, t),
            ..b.clone()
        }),
        _ => b.clone(),
    }
}

fn style(a: Style, b: Style, t: f64) -> Style {
    let stroke = match (a.stroke, b.stroke) {
        (Some(a), Some(b)) => Some(Stroke {
            color: color(a.color, b.color, t),
            width: number(a.width, b.width, t),
        }),
        (_, stroke) => stroke,
    };
    let fill = match (a.fill, b.fill) {
        (Some(a), Some(b)) => Some(color(a, b, t)),
        (_, fill) => fill,
    };
    Style { fill, stroke }
}

fn color(a: Color, b: Color, t: f64) -> Color {
    let alpha = number(a.alpha().into(), b.alpha().into(), t);
    a.mix(b, t).with_alpha(alpha as u8)
}

fn faded(item: &Item, part: f64) -> Item {
    let fade = |color: Color| color.with_alpha((f64::from(color.alpha()) * part) as u8);
    Item {
        style: Style {
            fill: item.style.fill.map(fade),
            stroke: item.style.stroke.map(|stroke| Stroke {
                color: fade(stroke.color),
                ..stroke
            }),
        },
        ..item.clone()
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Size;

    use super::*;

    const RED: Color = Color::rgb(0xff_00_00);
    const BLUE: Color = Color::rgb(0x00_00_ff);

    fn bar(key: u32, height: f64, color: Color) -> Item {
        let x = f64::from(key) * 10.0;
        let rect = Rect::new(x, 100.0 - height, x + 8.0, 100.0);
        Item::mark(Shape::Rect(rect), Style::fill(color), MarkKey::Bin(key))
    }

    fn scene(items: Vec<Item>) -> Scene {
        Scene {
            size: Size::new(100.0, 100.0),
            layers: vec![Layer::new("bars", items)],
            ..Scene::default()
        }
    }

    fn at(from: &Scene, to: &Scene, t: f64) -> Vec<Item> {
        let way = Transition::new(from, to).unwrap();
        let (_, layer) = way.at(t).next().unwrap();
        layer.items.to_vec()
    }

    #[test]
    fn a_mark_is_half_way_in_place_and_colour_after_half_of_the_time() {
        let (from, to) = (
            scene(vec![bar(0, 20.0, RED), bar(1, 5.0, RED)]),
            scene(vec![bar(1, 5.0, RED), bar(0, 40.0, BLUE)]),
        );
        let items = at(&from, &to, 0.5);
        assert_eq!(items[0], bar(1, 5.0, RED));
        assert_eq!(items[1].shape, bar(0, 30.0, RED).shape);
        assert_eq!(items[1].style.fill, Some(RED.mix(BLUE, 0.5)));
        assert_eq!(at(&from, &to, 1.0), to.layers[0].items[..]);
    }

    #[test]
    fn what_comes_fades_in_and_what_goes_fades_out_over_it() {
        let (from, to) = (
            scene(vec![bar(0, 20.0, RED)]),
            scene(vec![bar(1, 20.0, BLUE)]),
        );
        let alphas = |t| -> Vec<u8> {
            let items = at(&from, &to, t);
            items
                .iter()
                .map(|item| item.style.fill.unwrap().alpha())
                .collect()
        };
        assert_eq!(alphas(0.0), [0, 255]);
        assert_eq!(alphas(0.5), [127, 127]);
        assert_eq!(alphas(1.0), [255, 0]);
    }

    #[test]
    fn an_item_that_follows_a_mark_moves_with_it_though_it_can_not_be_hit() {
        let label = |x: f64| {
            let rect = Rect::new(x, 0.0, x + 1.0, 1.0);
            Item::plain(Shape::Rect(rect), Style::fill(RED)).following(MarkKey::Bin(3))
        };
        let items = at(&scene(vec![label(0.0)]), &scene(vec![label(10.0)]), 0.5);
        assert_eq!(items[0].shape, label(5.0).shape);
        assert_eq!(items[0].key, None);
    }

    #[test]
    fn what_is_scrolled_is_at_once_where_it_goes() {
        let clipped = |height| {
            let seen = Rect::new(0.0, 10.0, 100.0, 100.0);
            Scene {
                layers: vec![Layer::clipped("bars", vec![bar(0, height, RED)], seen)],
                ..scene(Vec::new())
            }
        };
        assert!(Transition::new(&clipped(20.0), &clipped(40.0)).is_none());
    }

    #[test]
    fn nothing_moves_where_no_mark_changes_or_the_size_does() {
        let one = scene(vec![bar(0, 20.0, RED)]);
        assert!(Transition::new(&one, &one).is_none());
        let mut plain = bar(1, 9.0, BLUE);
        plain.key = None;
        assert!(Transition::new(&one, &scene(vec![bar(0, 20.0, RED), plain])).is_none());
        let other = Scene {
            size: Size::new(50.0, 100.0),
            ..scene(vec![bar(0, 30.0, RED)])
        };
        assert!(Transition::new(&one, &other).is_none());
    }
}
