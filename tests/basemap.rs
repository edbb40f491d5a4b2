//! The base maps that the package ships.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use std::collections::BTreeSet;

use caseplot::Error;
use caseplot::geo::encode::{Parts, encode};
use caseplot::geo::{ArcKind, Basemap, LonLat, Projection, ScreenArcs, Sight, Viewport, insets};
use kurbo::{Point, Rect, Size};
use proptest::prelude::*;

const EUROPE: &[u8] = include_bytes!("../assets/europe.bin");
const FINE: &[u8] = include_bytes!("../assets/europe-fine.bin");
const WORLD: &[u8] = include_bytes!("../assets/world.bin");
const INSETS: &[u8] = include_bytes!("../assets/insets.bin");

const MAPS: [(&str, &[u8]); 3] = [("europe", EUROPE), ("europe-fine", FINE), ("world", WORLD)];

fn europe() -> Basemap {
    Basemap::decode(EUROPE).unwrap()
}

fn point(map: &Basemap, lon: f64, lat: f64) -> Point {
    map.projection().forward(LonLat { lon, lat })
}

fn code_at(map: &Basemap, lon: f64, lat: f64) -> Option<&str> {
    let unit = map.unit_at(point(map, lon, lat))?;
    Some(&map.units()[unit].code)
}

/// The kinds of all arcs around a unit.
fn kinds(map: &Basemap, code: &str) -> Vec<ArcKind> {
    let unit = map.unit_index(code).unwrap();
    let arcs: Vec<_> = map.arcs().map(|arc| arc.kind).collect();
    let refs = map.rings(unit).flatten();
    refs.map(|at| arcs[at.arc()]).collect()
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
        let map = Basemap::decode(FINE).unwrap();
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
    let only = |code, kind| kinds(&map, code).iter().all(|&found| found == kind);
    assert!(only("CZ", ArcKind::Border));
    assert!(only("MT", ArcKind::Coast));
    assert!(kinds(&map, "RU").contains(&ArcKind::Frame));
}

#[test]
fn the_finer_europe_has_the_units_areas_and_frame_of_the_other() {
    let (map, fine) = (europe(), Basemap::decode(FINE).unwrap());
    let codes = |map: &Basemap| -> Vec<String> {
        map.units().iter().map(|unit| unit.code.clone()).collect()
    };
    assert_eq!(codes(&map), codes(&fine));
    assert_eq!(map.areas(), fine.areas());
    assert_eq!(map.frame(), fine.frame());
    assert_eq!((map.level(), fine.level()), ("europe/2500", "europe/1000"));
}

#[test]
fn the_finer_europe_holds_the_islands_that_cases_are_about() {
    let fine = Basemap::decode(FINE).unwrap();
    for (name, lon, lat, code) in [
        ("Kastellorizo", 29.585, 36.145, "GR"),
        ("Agathonisi", 26.97, 37.46, "GR"),
        ("Farmakonisi", 27.09, 37.285, "GR"),
        ("Leros", 26.85, 37.15, "GR"),
        ("Gavdos", 24.08, 34.84, "GR"),
        ("Heligoland", 7.893, 54.188, "DE"),
        ("Lampedusa", 12.6, 35.515, "IT"),
        ("Linosa", 12.867, 35.865, "IT"),
        ("Malta", 14.43, 35.88, "MT"),
        ("Gozo", 14.25, 36.045, "MT"),
    ] {
        assert_eq!(code_at(&fine, lon, lat), Some(code), "{name}");
    }
}

#[test]
fn a_file_encodes_to_itself() {
    for (name, bytes) in MAPS {
        assert!(encode(&Parts::decode(bytes).unwrap()) == bytes, "{name}");
    }
}

/// The names of the areas in the table of `assets/SOURCE.md`, with their owners and the maps they are on.
fn documented() -> Vec<(String, String, Vec<String>)> {
    let cells = |row: &str| -> Vec<String> {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let text = include_str!("../assets/SOURCE.md");
    let section = text.split("## Areas").nth(1).unwrap();
    let rows = section.lines().map(cells).filter(|row| row.len() == 5);
    rows.filter(|row| row[0].starts_with('`'))
        .map(|row| {
            let owner = row[3].rsplit(['(', ')']).nth(1).unwrap().to_owned();
            let maps = row[4].split(", ").map(str::to_owned).collect();
            (row[0].trim_matches('`').to_owned(), owner, maps)
        })
        .collect()
}

#[test]
fn the_areas_of_the_files_are_those_that_the_source_page_lists() {
    let documented = documented();
    assert!(documented.len() > 3, "{documented:?}");
    for (name, bytes) in MAPS {
        let map = Basemap::decode(bytes).unwrap();
        let found: Vec<(String, String)> = map
            .areas()
            .iter()
            .map(|area| (area.name.clone(), area.owner.clone()))
            .collect();
        let listed: Vec<(String, String)> = documented
            .iter()
            .filter(|(_, _, maps)| maps.iter().any(|map| map == name))
            .map(|(area, owner, _)| (area.clone(), owner.clone()))
            .collect();
        assert_eq!(found, listed, "{name}");
    }
}

#[test]
fn no_two_areas_have_the_same_short_name() {
    let documented = documented();
    let short: BTreeSet<&str> = documented
        .iter()
        .map(|(name, ..)| name.split('/').nth(1).unwrap())
        .collect();
    assert_eq!(short.len(), documented.len());
}

#[test]
fn unsettled_lines_are_status_lines_and_areas_are_parts_of_their_owner() {
    for (name, bytes) in MAPS {
        let map = Basemap::decode(bytes).unwrap();
        for code in ["UA", "CY", "SY", "EH", "IL", "PS", "RS", "XK"] {
            assert!(
                kinds(&map, code).contains(&ArcKind::Status),
                "{name}: {code}"
            );
        }
        for code in ["MT", "CZ", "PL", "LB"] {
            assert!(
                !kinds(&map, code).contains(&ArcKind::Status),
                "{name}: {code}"
            );
        }
        assert!(
            map.units().iter().all(|unit| unit.code.len() == 2),
            "{name}"
        );
        assert_eq!(code_at(&map, 34.1, 45.1), Some("UA"), "{name}");
    }
}

#[test]
fn an_editor_gives_an_area_to_another_unit() {
    let (lon, lat) = (34.1, 45.1);
    for area in ["crimea", "UA/crimea"] {
        let map = Basemap::decode_with(EUROPE, &[(area, "RU"), ("golan", "IL")]).unwrap();
        assert_eq!(code_at(&map, lon, lat), Some("RU"));
        assert_eq!(code_at(&map, 35.82, 33.12), Some("IL"));
        assert_eq!(code_at(&map, 33.4, 35.25), Some("CY"));
        assert_eq!(code_at(&map, 30.5, 50.4), Some("UA"));
        assert!(!kinds(&map, "UA").contains(&ArcKind::Status));
        let crimea = map.areas().iter().find(|area| area.name == "UA/crimea");
        assert_eq!(crimea.unwrap().owner, "RU");
        assert_eq!(map.units().len(), europe().units().len());
        assert_eq!(map.point_count(), europe().point_count());
    }
    assert_eq!(Basemap::decode_with(EUROPE, &[]).unwrap(), europe());
}

#[test]
fn an_unknown_area_or_owner_is_told_with_the_known_ones() {
    let error = Basemap::decode_with(EUROPE, &[("krim", "RU")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The base map has no area \"krim\": expected one of CY/north, EH/west-of-berm, SY/golan, UA/crimea."
    );
    let error = Basemap::decode_with(EUROPE, &[("crimea", "Russia")]).unwrap_err();
    assert!(
        matches!(&error, Error::Unknown { what: "owner", known, .. } if known.starts_with("AD, AL, ")),
        "{error}"
    );
    assert!(Basemap::decode_with(EUROPE, &[("crimea", "CY/north")]).is_err());
}

#[test]
fn the_world_has_every_country_and_no_edge_through_land() {
    let map = Basemap::decode(WORLD).unwrap();
    assert_eq!(*map.projection(), Projection::EqualEarth);
    let codes = "AD AE AF AG AI AL AM AO AR AS AT AU AW AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW \
                 BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
                 ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID \
                 IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU \
                 LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO \
                 NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
                 SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ \
                 VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";
    let found: Vec<&str> = map.units().iter().map(|unit| unit.code.as_str()).collect();
    assert_eq!(found, codes.split_whitespace().collect::<Vec<_>>());
    assert!(map.arcs().all(|arc| arc.kind != ArcKind::Frame));
}

#[test]
fn places_all_over_the_world_fall_in_their_country() {
    let map = Basemap::decode(WORLD).unwrap();
    for (name, lon, lat, code) in [
        ("Anadyr, Chukotka", 177.5, 65.0, "RU"),
        ("Uelen, Chukotka", -171.0, 66.3, "RU"),
        ("Nome, Alaska", -165.0, 65.0, "US"),
        ("Vanua Levu, Fiji", 179.2, -16.6, "FJ"),
        ("Taipei", 121.5, 25.0, "TW"),
        ("Laayoune", -12.9, 26.8, "EH"),
        ("Hargeisa", 44.06, 9.56, "SO"),
        ("Agadez", 8.0, 17.0, "NE"),
        ("Gran Canaria", -15.6, 27.95, "ES"),
        ("Martinique", -61.0, 14.65, "MQ"),
        ("Ushuaia", -67.5, -54.6, "AR"),
        ("Kabul", 69.2, 34.5, "AF"),
        ("Dhaka", 90.4, 23.8, "BD"),
        ("Toronto", -79.5, 43.8, "CA"),
        ("Maseru", 28.0, -29.5, "LS"),
    ] {
        assert_eq!(code_at(&map, lon, lat), Some(code), "{name}");
    }
    assert_eq!(code_at(&map, -140.0, 30.0), None, "Pacific");
    // An island of five kilometres, far from the centre, where a projection that differs shows.
    let nauru = map.unit_index("NR").unwrap();
    let away = map.units()[nauru]
        .label
        .distance(point(&map, 166.93, -0.53));
    assert!(away < 5_000.0, "{away}");
}

#[test]
fn each_inset_shows_its_islands_around_its_own_origin() {
    let insets = insets::decode(INSETS).unwrap();
    let names: Vec<&str> = insets.iter().map(|inset| inset.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "ES-CN", "GF", "GP", "MF", "MQ", "PT-20", "PT-30", "RE", "YT"
        ]
    );
    for (name, lon, lat, code) in [
        ("ES-CN", -15.6, 27.95, "ES"),
        ("GF", -53.0, 4.0, "GF"),
        ("GP", -61.7, 16.1, "GP"),
        ("MF", -63.05, 18.08, "MF"),
        ("MQ", -61.0, 14.65, "MQ"),
        ("PT-20", -25.5, 37.8, "PT"),
        ("PT-30", -17.0, 32.75, "PT"),
        ("RE", 55.5, -21.1, "RE"),
        ("YT", 45.15, -12.8, "YT"),
    ] {
        let inset = insets.iter().find(|inset| inset.name == name).unwrap();
        assert_eq!(code_at(&inset.map, lon, lat), Some(code), "{name}");
        let back = inset
            .map
            .projection()
            .inverse(point(&inset.map, lon, lat))
            .unwrap();
        assert!(
            (back.lon - lon).abs() < 1e-7 && (back.lat - lat).abs() < 1e-7,
            "{name}"
        );
    }
}

#[test]
fn insets_cut_short_are_an_error() {
    for length in 0..INSETS.len() {
        assert!(insets::decode(&INSETS[..length]).is_err(), "{length}");
    }
}

proptest! {
    #[test]
    fn spoilt_bytes_are_an_error_or_a_map_and_never_a_panic(
        at in 0..4096_usize, spoilt in any::<[u8; 3]>(), far in any::<bool>()
    ) {
        for bytes in [INSETS, WORLD] {
            let mut bytes = bytes.to_vec();
            let at = if far { at * bytes.len() / 4096 } else { at.min(bytes.len() - 3) };
            for (byte, spoilt) in bytes[at..].iter_mut().zip(spoilt) {
                *byte = spoilt;
            }
            let _ = insets::decode(&bytes);
            let _ = Basemap::decode_with(&bytes, &[("somaliland", "ET")]);
        }
    }
}
