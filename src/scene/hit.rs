//! Hit test: which mark lies at a point.

use kurbo::{Point, Rect};

use super::{Item, Lines, MarkKey, Scene, Shape};
use crate::theme::Color;

/// A mark whose box is smaller than this on both sides, in CSS pixels, can be hit from beside.
/// It is the smallest target of WCAG 2.2, 2.5.8.
const SMALL: f64 = 24.0;

/// The mark at `point`, or near it.
///
/// Small marks come first and can be hit from `reach` CSS pixels away, the nearest of them first
/// (a small country lies inside or beside a large one); then the front-most mark around the point. What lies
/// under an opaque ground can't be seen, and so can't be hit.
pub fn hit(scene: &Scene, point: Point, reach: f64) -> Option<MarkKey> {
    let hides = |item: &&Item| {
        let ground = item.key.is_none() && matches!(item.shape, Shape::Rect(_));
        ground && item.style.fill.is_some_and(Color::is_opaque) && contains(item, point)
    };
    let marks = || {
        let layers = scene.layers.iter().rev();
        #[cfg(feature = "formats")]
        let layers = layers.filter(|layer| layer.clip.is_none_or(|clip| clip.contains(point)));
        layers
            .flat_map(|layer| layer.items.iter().rev())
            .take_while(|item| !hides(item))
    };
    let mut nearest = reach;
    let mut small = None;
    for item in marks() {
        #[cfg(feature = "formats")]
        if let Shape::Dots(dots, by) = &item.shape {
            let found = dots.nearest(point - *by, nearest);
            if let Some((away, key)) = found.filter(|_| 2.0 * dots.radius() < SMALL)
                && (away < nearest || small.is_none())
            {
                (nearest, small) = (away, Some(key));
            }
            continue;
        }
        let bounds = item.shape.bounds();
        if item.key.is_none() || bounds.width() >= SMALL || bounds.height() >= SMALL {
            continue;
        }
        let away = distance(bounds, point);
        // The boxes of hexagons lie over each other, they themselves don't.
        #[cfg(feature = "formats")]
        if away == 0.0 && matches!(item.key, Some(MarkKey::Hexagon(..))) && !contains(item, point) {
            continue;
        }
        if away < nearest || (small.is_none() && away <= nearest) {
            (nearest, small) = (away, item.key);
        }
    }
    small.or_else(|| {
        marks().find_map(|item| {
            #[cfg(feature = "formats")]
            if let Shape::Dots(dots, by) = &item.shape {
                return dots.at(point - *by);
            }
            item.key.filter(|_| contains(item, point))
        })
    })
}

fn distance(bounds: Rect, point: Point) -> f64 {
    let dx = (bounds.x0 - point.x).max(point.x - bounds.x1).max(0.0);
    let dy = (bounds.y0 - point.y).max(point.y - bounds.y1).max(0.0);
    // Not `hypot`: its care for huge numbers costs the embed more than all of this file.
    (dx * dx + dy * dy).sqrt()
}

fn contains(item: &Item, point: Point) -> bool {
    item.shape.bounds().contains(point)
        && match &item.shape {
            Shape::Path(lines) => encloses(lines, point),
            Shape::Rect(_) => true,
            Shape::Circle(center, radius) => (point - *center).hypot2() <= radius * radius,
            Shape::Text(_) => false,
            #[cfg(feature = "formats")]
            Shape::Dots(..) => false,
        }
}

/// The even-odd rule.
fn encloses(lines: &Lines, point: Point) -> bool {
    let mut odd = false;
    lines.each_piece(&mut |a, b| {
        if (a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        {
            odd = !odd;
        }
    });
    odd
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use kurbo::Size;

    use super::*;
    use crate::scene::{Layer, Legend, Style};

    fn path(rings: &[&[[f32; 2]]]) -> Shape {
        let mut lines = Lines::rings();
        for ring in rings {
            lines.push(ring);
        }
        Shape::Path(Rc::new(lines))
    }

    fn scene(shapes: Vec<(Shape, &[u8; 2])>) -> Scene {
        let items = shapes
            .into_iter()
            .map(|(shape, code)| Item::mark(shape, Style::default(), MarkKey::Country(*code)))
            .collect();
        Scene {
            size: Size::new(200.0, 200.0),
            plot: Rect::new(0.0, 0.0, 200.0, 200.0),
            layers: vec![Layer::new("land", items)],
            legend: Legend::default(),
            summary: String::new(),
            notes: Vec::new(),
        }
    }

    const SQUARE: &[[f32; 2]] = &[[10.0, 10.0], [110.0, 10.0], [110.0, 110.0], [10.0, 110.0]];
    const HOLE: &[[f32; 2]] = &[[40.0, 40.0], [80.0, 40.0], [80.0, 80.0], [40.0, 80.0]];

    #[test]
    fn a_point_in_a_hole_is_outside() {
        let scene = scene(vec![(path(&[SQUARE, HOLE]), b"IT")]);
        assert_eq!(
            hit(&scene, Point::new(20.0, 20.0), 8.0),
            Some(MarkKey::Country(*b"IT"))
        );
        assert_eq!(hit(&scene, Point::new(60.0, 60.0), 8.0), None);
        assert_eq!(hit(&scene, Point::new(150.0, 60.0), 8.0), None);
    }

    #[test]
    fn a_small_mark_wins_over_the_large_one_around_it() {
        let dot = Shape::Circle(Point::new(60.0, 60.0), 3.0);
        let scene = scene(vec![(dot, b"SM"), (path(&[SQUARE]), b"IT")]);
        assert_eq!(
            hit(&scene, Point::new(66.0, 60.0), 8.0),
            Some(MarkKey::Country(*b"SM"))
        );
        assert_eq!(
            hit(&scene, Point::new(90.0, 60.0), 8.0),
            Some(MarkKey::Country(*b"IT"))
        );
    }

    #[test]
    fn what_lies_under_an_opaque_ground_is_not_hit() {
        let mut scene = scene(vec![(path(&[SQUARE]), b"IT")]);
        let ground = |color| {
            let rect = Shape::Rect(Rect::new(0.0, 60.0, 200.0, 200.0));
            Layer::new("front", vec![Item::plain(rect, Style::fill(color))])
        };
        let italy = Some(MarkKey::Country(*b"IT"));
        scene.layers.push(ground(Color::rgba(0xff_ff_ff, 200)));
        assert_eq!(hit(&scene, Point::new(60.0, 80.0), 8.0), italy);
        scene.layers.push(ground(Color::rgb(0xff_ff_ff)));
        assert_eq!(hit(&scene, Point::new(60.0, 80.0), 8.0), None);
        assert_eq!(hit(&scene, Point::new(60.0, 40.0), 8.0), italy);
    }

    #[test]
    fn the_nearest_of_two_small_marks_is_hit() {
        let dot = |x| Shape::Circle(Point::new(x, 50.0), 3.0);
        let scene = scene(vec![(dot(50.0), b"SM"), (dot(64.0), b"VA")]);
        assert_eq!(
            hit(&scene, Point::new(55.0, 50.0), 12.0),
            Some(MarkKey::Country(*b"SM"))
        );
        assert_eq!(
            hit(&scene, Point::new(60.0, 50.0), 12.0),
            Some(MarkKey::Country(*b"VA"))
        );
    }
}
