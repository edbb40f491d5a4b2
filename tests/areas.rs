//! Base maps of an editor's own areas, from GeoJSON and TopoJSON.
#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use caseplot::geo::areas::{AreaIssueKind, Drawn, Plan, Region, build};
use caseplot::geo::{ArcKind, Basemap, LonLat, Projection};
use caseplot::read::areas::regions;
use proptest::prelude::*;

fn plan() -> Plan {
    Plan {
        projection: Projection::LaeaEurope,
        grid: 100,
        frame: None,
        attribution: "© a source".to_owned(),
    }
}

fn drawn(json: &str) -> Drawn {
    build(&regions(json.as_bytes(), "id").unwrap(), &plan())
}

/// Reads and draws what may be no areas at all.
fn read(bytes: &[u8]) -> Option<Drawn> {
    Some(build(&regions(bytes, "id").ok()?, &plan()))
}

fn kinds(drawn: &Drawn) -> Vec<AreaIssueKind> {
    drawn.issues.iter().map(|issue| issue.kind).collect()
}

fn code_at(map: &Basemap, lon: f64, lat: f64) -> Option<&str> {
    let at = map.projection().forward(LonLat { lon, lat });
    Some(&map.units()[map.unit_at(at)?].code)
}

/// A feature of one ring.
fn feature(key: &str, ring: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"nested":{{"id":"no"}},"id":"{key}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

const WEST: &str = "[[20,40],[21,40],[21,41],[20,41],[20,40]]";
const EAST: &str = "[[21,40],[22,40],[22,41],[21,41],[21,40]]";

/// How many arcs of each kind there are: coasts, borders, lines that are none.
fn counted(map: &Basemap) -> [usize; 3] {
    [ArcKind::Coast, ArcKind::Border, ArcKind::Frame]
        .map(|kind| map.arcs().filter(|arc| arc.kind == kind).count())
}

#[test]
fn two_neighbours_of_geojson_share_a_border() {
    let drawn = drawn(&collection(&[feature("EL30", WEST), feature("EL41", EAST)]));
    assert!(drawn.issues.is_empty(), "{:?}", drawn.issues);
    assert_eq!(counted(&drawn.map), [2, 1, 0]);
    assert_eq!(code_at(&drawn.map, 20.5, 40.5), Some("EL30"));
    assert_eq!(code_at(&drawn.map, 21.5, 40.5), Some("EL41"));
    assert_eq!(code_at(&drawn.map, 22.5, 40.5), None);
    assert_eq!(drawn.map.attribution(), "© a source");
    for (index, unit) in drawn.map.units().iter().enumerate() {
        assert!(drawn.map.unit_holds(index, unit.label), "{unit:?}");
    }
}

#[test]
fn topojson_gives_the_same_map_as_geojson() {
    let topology = r#"{"type":"Topology","objects":{"lines":{"type":"LineString","arcs":[0]},"regions":{
        "type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[1,0]],"id":"EL30"},
        {"type":"MultiPolygon","arcs":[[[2,-1]]],"properties":{"id":"EL41"}}]}},
        "transform":{"scale":[0.5,0.5],"translate":[20,40]},
        "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]]}"#;
    let own = drawn(topology);
    let other = drawn(&collection(&[feature("EL30", WEST), feature("EL41", EAST)]));
    assert!(own.issues.is_empty(), "{:?}", own.issues);
    assert_eq!(own.map.units(), other.map.units());
    assert_eq!(counted(&own.map), counted(&other.map));
}

#[test]
fn metres_of_the_european_projection_and_swapped_degrees_are_found_out() {
    let projection = Projection::LaeaEurope;
    let metres: Vec<String> = [
        (20.0, 40.0),
        (21.0, 40.0),
        (21.0, 41.0),
        (20.0, 41.0),
        (20.0, 40.0),
    ]
    .map(|(lon, lat)| projection.forward(LonLat { lon, lat }))
    .iter()
    .map(|at| format!("[{:.2},{:.2}]", at.x, at.y))
    .collect();
    let metres = drawn(&collection(&[feature(
        "A",
        &format!("[{}]", metres.join(",")),
    )]));
    assert_eq!(metres.issues, []);
    assert_eq!(code_at(&metres.map, 20.5, 40.5), Some("A"));

    let swapped = feature("A", "[[40,20],[40,21],[41,21],[41,20],[40,20]]");
    let europe = Basemap::decode(include_bytes!("../assets/europe.bin")).unwrap();
    let over = Plan {
        frame: Some(europe.frame()),
        ..plan()
    };
    let swapped = build(
        &regions(collection(&[swapped]).as_bytes(), "id").unwrap(),
        &over,
    );
    assert_eq!(kinds(&swapped), [AreaIssueKind::Swapped]);
    assert_eq!(code_at(&swapped.map, 20.5, 40.5), Some("A"));
    assert!((swapped.map.frame().width() - europe.frame().width()).abs() < 200.0);
}

#[test]
fn each_fault_is_told_and_the_rest_is_drawn() {
    let no_key = feature("x", WEST).replace("\"id\":\"x\"", "\"name\":\"x\"");
    let point = r#"{"type":"Feature","properties":{"id":7},"geometry":{"type":"Point","coordinates":[1,2]}}"#;
    let json = collection(&[
        feature("good", WEST),
        feature("closed", "[[22,40],[23,40],[23,41],[22,41]]"),
        feature(
            "open",
            "[[24,40],[24.1,40],[24.2,40],[24.3,40.1],[24.4,40.2],[24.5,40.3],[24.6,40.4],[24.7,40.5]]",
        ),
        feature("two", "[[26,40],[27,40],[26,40]]"),
        feature("bow", "[[28,40],[29,41.5],[29,40],[28,41],[28,40]]"),
        feature("off", "[[28,40],[29,140],[29,41],[28,40]]"),
        no_key,
        feature("good", EAST),
        point.to_owned(),
        r#"{"type":"Feature","properties":null,"geometry":null,"id":"none"}"#.to_owned(),
    ]);
    let drawn = drawn(&json);
    let found: Vec<(usize, AreaIssueKind)> =
        drawn.issues.iter().map(|i| (i.number, i.kind)).collect();
    assert_eq!(
        found,
        [
            (2, AreaIssueKind::Closed),
            (3, AreaIssueKind::Open),
            (4, AreaIssueKind::TooFewPoints),
            (5, AreaIssueKind::CrossesItself),
            (6, AreaIssueKind::OffTheEarth),
            (7, AreaIssueKind::NoKey),
            (8, AreaIssueKind::DuplicateKey),
            (9, AreaIssueKind::NoPolygon),
            (10, AreaIssueKind::NoPolygon),
        ]
    );
    assert_eq!(drawn.issues[7].key, "7");
    assert_eq!(
        drawn.issues[0].to_string(),
        "Area 2 (closed): a ring did not end at its first point, and was closed."
    );
    let codes: Vec<&str> = drawn
        .map
        .units()
        .iter()
        .map(|unit| unit.code.as_str())
        .collect();
    assert_eq!(codes, ["bow", "closed", "good"]);
    assert_eq!(code_at(&drawn.map, 20.5, 40.5), Some("good"));
    assert_eq!(code_at(&drawn.map, 21.5, 40.5), Some("good"));
    assert_eq!(code_at(&drawn.map, 22.5, 40.5), Some("closed"));
    assert_eq!(counted(&drawn.map)[2], 1, "the line within an area of two");
}

#[test]
fn an_area_too_small_for_the_grid_keeps_its_label_point() {
    let json = collection(&[feature(
        "A",
        "[[20,40],[20.0001,40],[20.0001,40.0001],[20,40]]",
    )]);
    let drawn = drawn(&json);
    assert_eq!(drawn.issues, []);
    let unit = &drawn.map.units()[0];
    let at = Projection::LaeaEurope.forward(LonLat {
        lon: 20.0,
        lat: 40.0,
    });
    assert!(
        unit.label.distance(at) < 50.0 && unit.bbox.is_zero_area(),
        "{unit:?}"
    );
    assert_eq!(drawn.map.rings(0).count(), 0);
}

#[test]
fn an_enclave_is_a_hole_of_the_area_around_it() {
    let outer = "[[20,40],[23,40],[23,43],[20,43],[20,40]]";
    let inner = "[[21,41],[22,41],[22,42],[21,42],[21,41]]";
    // The same points from another one on, the other way round.
    let enclave = "[[22,42],[22,41],[21,41],[21,42],[22,42]]";
    let drawn = drawn(&collection(&[
        feature("outer", &format!("{outer},{inner}")),
        feature("in", enclave),
    ]));
    assert_eq!(drawn.issues, []);
    assert_eq!(counted(&drawn.map), [1, 1, 0]);
    assert_eq!(code_at(&drawn.map, 21.5, 41.5), Some("in"));
    assert_eq!(code_at(&drawn.map, 20.5, 41.5), Some("outer"));
}

#[test]
fn what_is_no_collection_is_an_error_that_says_where() {
    let error = |text: &str| regions(text.as_bytes(), "id").unwrap_err().to_string();
    let expected = "expected a GeoJSON FeatureCollection or a TopoJSON topology of polygons.";
    assert_eq!(
        error("<html>"),
        format!("At byte 0: found \"<html>\", {expected}")
    );
    assert_eq!(
        error("{}"),
        format!("At byte 0: found \"{{}}\", {expected}")
    );
    assert_eq!(
        error("{\"features\": [{}"),
        format!("At byte 16: found the end, {expected}")
    );
    assert_eq!(
        error(r#"{"features":[{"geometry":{"type":"Polygon","coordinates":[[["a",1]]]}}]}"#),
        format!("At byte 63: found \",1]]]}}}}]}}\", {expected}")
    );
}

/// Squares of a grid with holes in it, each with the key of its place.
fn squares() -> impl Strategy<Value = (usize, usize, Vec<bool>, Vec<u8>)> {
    (1..6_usize, 1..6_usize).prop_flat_map(|(columns, rows)| {
        let count = columns * rows;
        (
            Just(columns),
            Just(rows),
            prop::collection::vec(prop::bool::weighted(0.8), count),
            prop::collection::vec(0..8_u8, count),
        )
    })
}

proptest! {
    #[test]
    fn a_grid_of_squares_comes_back((columns, rows, there, turns) in squares()) {
        const SIDE: f64 = 10_000.0;
        let origin = [4_000_000.0, 3_000_000.0];
        let mut regions = Vec::new();
        for i in 0..columns * rows {
            if !there[i] {
                continue;
            }
            let (x, y) = (origin[0] + SIDE * (i % columns) as f64, origin[1] + SIDE * (i / columns) as f64);
            let mut ring = vec![[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE]];
            ring.rotate_left(usize::from(turns[i] % 4));
            if turns[i] >= 4 {
                ring.reverse();
            }
            ring.push(ring[0]);
            regions.push(Region { key: Some(format!("R{i:02}")), name: String::new(), polygons: vec![vec![ring]] });
        }
        let Drawn { map, issues } = build(&regions, &plan());
        prop_assert!(issues.is_empty());
        prop_assert_eq!(map.units().len(), regions.len());
        let filled = |column: isize, row: isize| {
            let inside = (0..columns as isize).contains(&column) && (0..rows as isize).contains(&row);
            inside && there[row as usize * columns + column as usize]
        };
        let (mut borders, mut coasts) = (0, 0);
        for (row, column) in (-1..=rows as isize).flat_map(|row| (-1..=columns as isize).map(move |c| (row, c))) {
            for (beside_column, beside_row) in [(column + 1, row), (column, row + 1)] {
                match (filled(column, row), filled(beside_column, beside_row)) {
                    (true, true) => borders += 1,
                    (true, false) | (false, true) => coasts += 1,
                    (false, false) => {}
                }
            }
        }
        let length = |kind: ArcKind| -> f64 {
            let arcs = map.arcs().filter(|arc| arc.kind == kind);
            arcs.map(|arc| {
                let points: Vec<_> = arc.points().collect();
                points.windows(2).map(|side| side[0].distance(side[1])).sum::<f64>()
            }).sum()
        };
        prop_assert_eq!(length(ArcKind::Border), SIDE * f64::from(borders));
        prop_assert_eq!(length(ArcKind::Coast), SIDE * f64::from(coasts));
        for (unit, at) in map.units().iter().enumerate() {
            prop_assert_eq!(map.unit_at(at.label), Some(unit));
            prop_assert_eq!(at.bbox.area(), SIDE * SIDE);
        }
    }

    #[test]
    fn random_rings_never_panic(rings in prop::collection::vec(
        prop::collection::vec((-400..400_i32, -200..200_i32), 0..9), 0..9
    ), grid in 0..1_000_000_u32, far in any::<bool>()) {
        let scale = if far { 1e305 } else { 0.5 };
        let point = |&(x, y): &(i32, i32)| [f64::from(x) * scale, f64::from(y) * scale];
        let polygons = vec![rings.iter().map(|ring| ring.iter().map(point).collect()).collect()];
        let regions = [Region { key: Some("A".to_owned()), name: String::new(), polygons }];
        for projection in [Projection::LaeaEurope, Projection::EqualEarth] {
            let plan = Plan { projection, grid, ..plan() };
            let map = build(&regions, &plan).map;
            let _ = map.unit_near(map.frame().center(), 1e5);
        }
    }

    #[test]
    fn random_and_spoilt_files_never_panic(
        noise in "[\\[\\]{}:,\"a-c0-9.eE+-]{0,60}", at in 0..400_usize, spoilt in any::<[u8; 2]>()
    ) {
        let _ = read(noise.as_bytes());
        let _ = read(format!("{{\"features\":[{{\"geometry\":{noise}}}]}}").as_bytes());
        let _ = read(format!("{{\"objects\":{{\"a\":{noise}}},\"arcs\":[{noise}]}}").as_bytes());
        let mut bytes = collection(&[feature("A", WEST), feature("B", EAST)]).into_bytes();
        let at = at.min(bytes.len() - 2);
        bytes[at..at + 2].copy_from_slice(&spoilt);
        let _ = read(&bytes);
    }
}
