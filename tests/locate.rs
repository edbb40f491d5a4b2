//! Places of the example `locate` fall in the unit that this project says they are in.
#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

#[allow(dead_code, reason = "the example's command line is not called")]
#[path = "../examples/locate.rs"]
mod example;

use example::locate;

#[test]
fn every_place_of_the_table_falls_in_its_unit() {
    let table = include_str!("places.csv");
    let (located, problems) = locate(table).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .collect::<Result<_, _>>()
        .unwrap();
    let wrong: Vec<String> = rows
        .iter()
        .zip(&located)
        .filter(|(row, (_, unit))| row[3] != unit[..])
        .map(|(row, (place, unit))| format!("{place}: {unit:?}, expected {:?}", &row[3]))
        .collect();
    assert_eq!((rows.len(), &wrong[..]), (located.len(), &[][..]));
}

#[test]
fn lines_that_cannot_be_read_are_told_with_their_number_and_the_others_located() {
    let table = "\u{feff}place,Lat,Lon\n\"Ħamrun, Malta\",35.88,14.49\nSwapped,120,24\nComma,\"35,9\",14.5\n\nShort,1\n";
    let (located, problems) = locate(table).unwrap();
    assert_eq!(located, [("Ħamrun, Malta".to_owned(), "MT".to_owned())]);
    let begin: Vec<&str> = problems.iter().map(|p| &p[..p.len().min(24)]).collect();
    assert_eq!(
        begin,
        [
            "line 3: lat is 120: expe",
            "line 4: lat is \"35,9\": e",
            "line 6: lon is \"\": expec"
        ]
    );
}

#[test]
fn a_table_without_the_columns_says_which_it_has() {
    let error = locate("name,longitude,latitude\nx,1,2\n").unwrap_err();
    let expected = "line 1: no column is headed place: found name, longitude, latitude; expected place, lon and lat, \
                    with commas between them";
    assert_eq!(error.to_string(), expected);
}
