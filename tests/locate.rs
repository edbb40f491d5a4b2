//! The example `locate`.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[allow(dead_code, reason = "its `main` is the example's")]
#[path = "../examples/locate.rs"]
mod example;

use example::locate;

#[test]
fn islands_enclaves_and_disputed_places_fall_in_their_units() {
    let (found, wrong) = locate(include_str!("places.csv")).unwrap();
    assert_eq!(wrong, [""; 0]);
    let mut table = csv::Reader::from_reader(include_str!("places.csv").as_bytes());
    let expected: Vec<String> = table
        .records()
        .map(|record| {
            let record = record.unwrap();
            format!("{},{}", &record[0], &record[3])
        })
        .collect();
    let mut table = csv::Reader::from_reader(found.as_bytes());
    let found: Vec<String> = table
        .records()
        .map(|record| record.unwrap().iter().collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(found, expected);
    assert!(found.len() > 30);
}

#[test]
fn columns_come_in_any_order_and_a_name_may_hold_a_comma() {
    let (found, _) =
        locate("\u{feff}LAT,note,Lon,place\n35.5,x,12.6,\"Lampedusa, port\"\n").unwrap();
    assert_eq!(found, "place,unit\n\"Lampedusa, port\",IT\n");
}

#[test]
fn a_line_that_cant_be_read_is_told_and_the_others_go_on() {
    let (found, wrong) =
        locate("place,lon,lat\nA,\"12,6\",35.5\nB,12.6\nC,200,10\nD,12.6,35.5\n").unwrap();
    assert_eq!(found, "place,unit\nD,IT\n");
    assert_eq!(
        wrong,
        [
            "line 2: lon is \"12,6\"; expected degrees from -180 to 180, with a point, such as 12.6",
            "line 3: lat is \"\"; expected degrees from -90 to 90, with a point, such as 12.6",
            "line 4: lon is \"200\"; expected degrees from -180 to 180, with a point, such as 12.6",
        ]
    );
}

#[test]
fn a_missing_column_is_named_beside_those_that_are_there() {
    let problem = locate("name;lon;lat\n").unwrap_err();
    assert_eq!(
        problem,
        "no column \"place\" (there are: name;lon;lat); the first line must name place, lon and lat"
    );
}
