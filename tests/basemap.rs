//! The base maps that the package ships.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::geo::{ArcKind, Basemap, LonLat, ScreenArcs, Sight, Viewport};
use kurbo::{Point, Rect, Size};
use proptest::prelude::*;

fn europe() -> Basemap {
    Basemap::decode(include_bytes!("../assets/europe.bin")).unwrap()
}

fn fine() -> Basemap {
    Basemap::decode(include_bytes!("../assets/europe-fine.bin")).unwrap()
}

/// Places and the unit each must fall in, or lie within 3 km of: islands that cases are about, what
/// Natural Earth assigns otherwise, and countries smaller than the map's grid.
const PLACES: &[(&str, f64, f64, &str)] = &[
    ("Lesbos", 26.3, 39.2, "GR"),
    ("Samos", 26.8, 37.75, "GR"),
    ("Chios", 26.1, 38.38, "GR"),
    ("Kos", 27.05, 36.8, "GR"),
    ("Leros", 26.85, 37.14, "GR"),
    ("Crete", 24.8, 35.2, "GR"),
    ("Lampedusa", 12.6, 35.51, "IT"),
    ("Linosa", 12.865, 35.865, "IT"),
    ("Pantelleria", 12.0, 36.78, "IT"),
    ("Malta", 14.43, 35.88, "MT"),
    ("Gozo", 14.25, 36.05, "MT"),
    ("Ceuta", -5.33, 35.89, "ES"),
    ("Melilla", -2.94, 35.29, "ES"),
    ("Gibraltar", -5.345, 36.13, "GI"),
    ("Monaco", 7.42, 43.74, "MC"),
    ("San Marino", 12.46, 43.94, "SM"),
    ("Vatican", 12.453, 41.903, "VA"),
    ("Andorra", 1.55, 42.55, "AD"),
    ("Vaduz", 9.52, 47.14, "LI"),
    ("Luxembourg", 6.13, 49.61, "LU"),
    ("Simferopol, Crimea", 34.1, 44.95, "UA"),
    ("Pristina", 21.16, 42.66, "XK"),
    ("Northern Nicosia", 33.36, 35.25, "CY"),
    ("Limassol", 33.04, 34.7, "CY"),
    ("East Jerusalem", 35.25, 31.79, "PS"),
    ("Gaza", 34.45, 31.5, "PS"),
    ("Quneitra, Golan", 35.82, 33.12, "SY"),
    ("Calais", 1.86, 50.94, "FR"),
    ("Białowieża", 23.85, 52.7, "PL"),
    ("Kaliningrad", 20.5, 54.7, "RU"),
];

#[test]
fn every_place_falls_in_its_country() {
    let map = europe();
    assert_eq!(map.level(), "europe/2500");
    for &(name, lon, lat, code) in PLACES {
        let at = map.projection().forward(LonLat { lon, lat });
        let unit = map
            .unit_index(code)
            .unwrap_or_else(|| panic!("{code} is missing"));
        let near = map.unit_holds(unit, at) || map.unit_near(at, 3_000.0) == Some(unit);
        let tiny = map.units()[unit].label.distance(at) < 8_000.0;
        assert!(near || tiny, "{name} should be in {code}");
    }
}

/// Islands and borders that only the finer map has, or has right to less than a kilometre.
const NEAR: &[(&str, f64, f64, &str)] = &[
    ("Gavdos", 24.08, 34.84, "GR"),
    ("Leros, Lakki", 26.85, 37.13, "GR"),
    ("Symi", 27.83, 36.59, "GR"),
    ("Lampedusa town", 12.605, 35.505, "IT"),
    ("Ceuta", -5.345, 35.885, "ES"),
    ("Melilla", -2.95, 35.29, "ES"),
    ("Idomeni", 22.51, 41.12, "GR"),
    ("Gevgelija", 22.50, 41.145, "MK"),
    ("Ventimiglia", 7.6, 43.79, "IT"),
    ("Menton", 7.49, 43.78, "FR"),
    ("Bihać", 15.87, 44.81, "BA"),
    ("Edirne", 26.56, 41.68, "TR"),
    ("Orestiada", 26.53, 41.5, "GR"),
];

#[test]
fn the_finer_map_has_the_same_countries_and_each_place_within_a_kilometre() {
    let (map, coarse) = (fine(), europe());
    assert_eq!(map.level(), "europe/1000");
    assert_eq!(map.frame(), coarse.frame());
    let codes = |map: &Basemap| -> Vec<String> {
        map.units().iter().map(|unit| unit.code.clone()).collect()
    };
    assert_eq!(codes(&map), codes(&coarse));
    for &(name, lon, lat, code) in PLACES.iter().chain(NEAR) {
        let at = map.projection().forward(LonLat { lon, lat });
        let unit = map.unit_index(code).unwrap();
        let tiny = map.units()[unit].label.distance(at) < 1_500.0;
        let found = map.unit_near(at, 1_000.0);
        let found = found.map(|unit| map.units()[unit].code.as_str());
        assert!(found == Some(code) || tiny, "{name}: {found:?}, not {code}");
    }
}

/// Whether a unit's rings on the screen hold a pixel, by the even-odd rule.
fn holds(map: &Basemap, arcs: &ScreenArcs, unit: usize, at: Point) -> bool {
    let mut odd = false;
    for ring in map.rings(unit) {
        let points: Vec<[f32; 2]> = arcs.ring(ring).collect();
        for (i, a) in points.iter().enumerate() {
            let b = points[(i + 1) % points.len()];
            let [x0, y0, x1, y1] = [a[0], a[1], b[0], b[1]].map(f64::from);
            if (y0 > at.y) != (y1 > at.y) && at.x < (x1 - x0) * (at.y - y0) / (y1 - y0) + x0 {
                odd = !odd;
            }
        }
    }
    odd
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn what_is_left_out_beyond_the_figure_changes_nothing_in_it(
        x in 0.0..600.0, y in 0.0..540.0, factor in 1.0..30.0,
        places in prop::collection::vec((0.0..600.0, 0.0..540.0), 12),
    ) {
        let map = fine();
        let sight = Sight { frame: map.frame(), size: Size::new(600.0, 540.0), closest: 125.0 };
        let fit = Viewport::default().zoomed(factor, Point::new(x, y), &sight).fit(&sight);
        let seen = sight.size.to_rect().inflate(8.0, 8.0);
        let all = ScreenArcs::new(&map, &fit, 0.35, Rect::new(-1e9, -1e9, 1e9, 1e9));
        let some = ScreenArcs::new(&map, &fit, 0.35, seen);
        prop_assert!(some.point_count() <= all.point_count());
        for (x, y) in places {
            let at = Point::new(x, y);
            for unit in 0..map.units().len() {
                // Within a pixel of a line both may be right: which points thinning keeps depends on the
                // one that was kept before.
                let near = [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)];
                let sure = near.iter().all(|&by| {
                    holds(&map, &all, unit, at + kurbo::Vec2::from(by)) == holds(&map, &all, unit, at)
                });
                if sure {
                    prop_assert_eq!(holds(&map, &some, unit, at), holds(&map, &all, unit, at), "{:?}", at);
                }
            }
        }
    }
}

#[test]
fn the_sea_is_nobodys() {
    let map = europe();
    for (name, lon, lat) in [
        ("Norwegian Sea", 5.0, 70.0),
        ("Barents Sea", 32.0, 72.0),
        ("Strait of Sicily", 12.5, 36.3),
        ("Aegean", 25.0, 38.6),
        ("Central Mediterranean", 18.0, 34.5),
    ] {
        let at = map.projection().forward(LonLat { lon, lat });
        assert_eq!(map.unit_at(at), None, "{name}");
    }
}

#[test]
fn all_members_of_the_union_and_their_neighbours_are_there() {
    let map = europe();
    let codes = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK \
                 AL BA BY CH DZ EG GB GE IL IS JO LB LI LY MA MD ME MK NO PS RS RU SY TN TR UA XK";
    for code in codes.split_whitespace() {
        assert!(map.unit_index(code).is_some(), "{code}");
    }
}

#[test]
fn neighbours_share_their_border_and_the_frame_is_no_coast() {
    let map = europe();
    let kinds = |code: &str| {
        let unit = map.unit_index(code).unwrap();
        let arcs: Vec<_> = map.arcs().map(|arc| arc.kind).collect();
        map.rings(unit)
            .flatten()
            .map(|at| arcs[at.arc()])
            .collect::<Vec<_>>()
    };
    assert!(kinds("CZ").iter().all(|&kind| kind == ArcKind::Border));
    assert!(kinds("MT").iter().all(|&kind| kind == ArcKind::Coast));
    assert!(kinds("RU").contains(&ArcKind::Frame));
}
