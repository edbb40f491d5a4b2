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
