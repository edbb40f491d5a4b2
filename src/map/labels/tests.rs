use super::*;
use crate::theme::{DARK, LIGHT};

/// Every colour that a country can have.
fn fills(theme: &Theme) -> Vec<Color> {
    let mut fills = theme.sequential.to_vec();
    fills.extend([theme.none, theme.ground]);
    fills
}

#[test]
fn a_label_can_be_read_on_every_colour_a_country_has() {
    for theme in [&LIGHT, &DARK] {
        let labels = Labels {
            layout: &MapLayout::default(),
            rooms: &[],
            theme,
        };
        for below in fills(theme) {
            for strong in [true, false] {
                let ink = labels.ink(below, strong);
                assert!(ink.contrast(below) >= CONTRAST, "{ink:?} on {below:?}");
            }
        }
    }
}

#[test]
fn a_text_beside_a_point_has_its_edge_as_far_away_as_it_should() {
    let text = Size::new(30.0, 12.0);
    let [east, west, south, ..] =
        DIRECTIONS.map(|direction| placed(Point::new(15.0, 15.0), text, direction, 7.0));
    assert_eq!(east, Rect::new(22.0, 9.0, 52.0, 21.0));
    assert_eq!(west, Rect::new(-22.0, 9.0, 8.0, 21.0));
    assert_eq!(south, Rect::new(0.0, 22.0, 30.0, 34.0));
}

#[test]
fn a_line_to_a_country_ends_at_its_coast_or_at_its_circle() {
    let mut shape = Lines::rings();
    shape.push(&[[0.0, 0.0], [40.0, 0.0], [40.0, 40.0], [0.0, 40.0]]);
    let unit = UnitShape {
        code: *b"MT",
        bounds: shape.bounds(),
        shape: Rc::new(shape),
        label: Point::new(20.0, 20.0),
        dot: None,
    };
    let text = |x: f64| Rect::new(x, 15.0, x + 30.0, 25.0);
    let [from, to] = lead(text(60.0), &unit, unit.label, 0.0).unwrap();
    assert_eq!((from, to), (Point::new(58.0, 20.0), Point::new(39.0, 20.0)));
    let [_, to] = lead(text(60.0), &unit, unit.label, 10.0).unwrap();
    assert_eq!(to, Point::new(29.0, 20.0));
    assert_eq!(lead(text(45.0), &unit, unit.label, 0.0), None);
}

#[test]
fn a_number_stands_in_a_circle_that_is_large_enough_and_has_no_other_in_it() {
    let mut layout = MapLayout::default().with_units(Vec::new());
    layout.size = Size::new(100.0, 100.0);
    let circle = |code: &[u8; 2], radius| {
        let shape = Shape::Circle(Point::new(50.0, 50.0), radius);
        Item::mark(shape, Style::fill(LIGHT.none), MarkKey::Country(*code))
    };
    let fits = |items: Vec<Item>| {
        let layers = [Layer::new("front", items)];
        let mut taken = Taken::new(&layout);
        taken.add_marks(&layers);
        within(*b"IT", Size::new(15.0, 14.0), &discs(&layers), &taken).is_some()
    };
    assert!(!fits(vec![circle(b"IT", 8.0)]));
    assert!(fits(vec![circle(b"IT", 12.0)]));
    assert!(!fits(vec![circle(b"IT", 12.0), circle(b"SM", 3.0)]));
}

#[test]
fn no_line_to_a_country_crosses_the_dot_of_another() {
    let dot = |y| Disc {
        code: *b"VA",
        center: Point::new(10.0, y),
        radius: 5.0,
        color: LIGHT.none,
    };
    let line = [Point::ZERO, Point::new(20.0, 0.0)];
    assert!(crosses(line, [dot(4.0)].iter()));
    assert!(!crosses(line, [dot(6.0)].iter()));
}
