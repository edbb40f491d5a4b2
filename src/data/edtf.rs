//! A date as it is written: the other way round than [`date::parse`](super::date::parse).

use super::date::Doubt;
use crate::calendar::{Day, civil, iso};
use crate::scale::time::Unit;

/// The days from one to another as EDTF (ISO 8601-2) writes them, as short as they are exact: `2021`, `2021-03`,
/// `2021-01/2021-06`, `2021-03-14`.
pub fn interval(first: Day, last: Day) -> String {
    let cut = match (
        Unit::Year.divides(first, last),
        Unit::Month.divides(first, last),
    ) {
        (true, _) => "-01-01".len(),
        (_, true) => "-01".len(),
        _ => 0,
    };
    // Years of more or fewer than four digits are written by whole days.
    let four = |day: Day| (1000..10_000).contains(&civil(day).year);
    let short = |day: Day| {
        let mut text = iso(day);
        if four(first) && four(last) {
            text.truncate(text.len() - cut);
        }
        text
    };
    let (from, until) = (short(first), short(last));
    match from == until {
        true => from,
        false => [&*from, "/", &until].concat(),
    }
}

/// The same with what is in doubt about it.
pub fn edtf(first: Day, last: Day, doubt: Doubt) -> String {
    let mark = match (
        doubt.0 & Doubt::UNCERTAIN != 0,
        doubt.0 & Doubt::APPROXIMATE != 0,
    ) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    let days = interval(first, last).replace('/', &[mark, "/"].concat());
    let date = [&*days, mark].concat();
    if doubt.0 & Doubt::OPEN_END != 0 {
        return [&*date, "/.."].concat();
    }
    if doubt.0 & Doubt::OPEN_START != 0 {
        return ["../", &*date].concat();
    }
    date
}

#[cfg(test)]
mod tests {
    use super::super::date::parse;
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same_date() {
        for text in [
            "2021",
            "2021-03",
            "2021-03-14",
            "2019/2021",
            "2021-01/2021-06",
            "2021-03-30/2021-04-02",
            "2021~",
            "2021-03?",
            "2021-01%/2021-06%",
            "2021-03/..",
            "../2021",
        ] {
            let date = parse(text.as_bytes()).unwrap();
            assert_eq!(edtf(date.start, date.last, date.doubt), text);
        }
        for text in ["-0044-03-15", "Y12021", "2021-02/2021-02-14", "202X"] {
            let date = parse(text.as_bytes()).unwrap();
            let written = edtf(date.start, date.last, date.doubt);
            let again = parse(written.as_bytes()).unwrap();
            assert_eq!((again.start, again.last), (date.start, date.last), "{text}");
        }
    }
}
