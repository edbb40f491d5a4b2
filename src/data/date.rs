//! Dates as EDTF (ISO 8601-2) writes them. A date is an interval of days.
//!
//! Read are levels 0 and 1 of the Library of Congress, "Extended Date/Time Format Specification",
//! 4 February 2019:
//!
//! | form | means |
//! |---|---|
//! | `2021-03-14`, `2021-03`, `2021` | the day, the whole month, the whole year |
//! | `2021-03-14T23:20:30Z` | the day as written, whatever the zone |
//! | `2021-03/2021-06` | from the first day of the one to the last day of the other |
//! | `2021-03/..`, `../2021`, `2021-03/`, `/2021` | no end, or no beginning, is known |
//! | `2021?`, `2021-03~`, `2021%` | uncertain, approximate, both: the same days |
//! | `202X`, `20XX`, `2021-XX`, `2021-03-XX` | the decade, the century, the year, the month |
//! | `2021-21` to `2021-24` | a season: its year, as no hemisphere is told |
//! | `Y12021`, `-0044` | years of more than four digits, and before the year 0 |
//!
//! Of the draft of 2012, `u` for `X`, `unknown` and `open` for an end, `?~` for `%` and `y` for `Y`
//! are read too, and marked. Our own parser: the crate `edtf-core`, which the tests compare it with,
//! costs the embed 12 kB brotli.

use crate::calendar::{Day, civil, day_of};

/// What is in doubt about a date: a set of the constants below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doubt(pub u8);

impl Doubt {
    /// It may be another date (`?`).
    pub const UNCERTAIN: u8 = 1;
    /// It is near this date (`~`).
    pub const APPROXIMATE: u8 = 2;
    /// Whether it may be another date than the one that is given.
    pub fn is_doubtful(self) -> bool {
        self.0 & (Self::UNCERTAIN | Self::APPROXIMATE) != 0
    }

    /// When it began is not known.
    pub const OPEN_START: u8 = 4;
    /// When it ended is not known, or it goes on.
    pub const OPEN_END: u8 = 8;

    /// Whether an end is open, so that it lies in no bin.
    pub const fn is_open(self) -> bool {
        self.0 & (Self::OPEN_START | Self::OPEN_END) != 0
    }
}

/// A date as an interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Its first day; where the beginning is open, the first that is known.
    pub start: Day,
    /// Its last day; where the end is open, the last that is known.
    pub last: Day,
    /// What is in doubt.
    pub doubt: Doubt,
    /// Whether it is written as the draft of 2012 had it.
    pub old: bool,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It has none of the forms.
    Form,
    /// It has a form, but no calendar has this day.
    Impossible,
    /// It seems to be of EDTF's level 2, which is not read.
    Level2,
}

impl Dated {
    /// One day.
    pub const fn day(day: Day) -> Self {
        Self::between(day, day)
    }

    /// All days from one to another.
    pub const fn between(start: Day, last: Day) -> Self {
        Self {
            start,
            last,
            doubt: Doubt(0),
            old: false,
        }
    }
}

/// Reads a date.
///
/// # Errors
/// If the text has none of the forms above, names a day that doesn't exist, or an interval that
/// ends before it begins.
pub fn parse(text: &[u8]) -> Result<Dated, NoDate> {
    let text = text.trim_ascii();
    // The form of most files, without looking further.
    if let &[a, b, c, d, b'-', e, f, b'-', g, h] = text {
        let two = |ten: u8, one: u8| {
            let (ten, one) = (ten.wrapping_sub(b'0'), one.wrapping_sub(b'0'));
            let number = i32::from(ten) * 10 + i32::from(one);
            if ten < 10 && one < 10 {
                number
            } else {
                -10_000
            }
        };
        let (year, month, day) = (two(a, b) * 100 + two(c, d), two(e, f), two(g, h));
        if year >= 0 && month >= 0 && day >= 0 {
            return single(year, month, day).map(Dated::day);
        }
    }
    if !crate::WHOLE {
        return interval(text);
    }
    let written = today(text);
    let date = interval(&written).map_err(|no| {
        let level2 = |b: &u8| b.is_ascii_digit() || b"-/.,XYEST~?%[]{}: ".contains(b);
        let sign = |b: &u8| b"XYES~?%[{".contains(b);
        if no == NoDate::Form && written.iter().all(level2) && written.iter().any(sign) {
            NoDate::Level2
        } else {
            no
        }
    })?;
    Ok(Dated {
        old: written != text,
        ..date
    })
}

/// What the draft of 2012 wrote otherwise, as it is written today.
fn today(text: &[u8]) -> Vec<u8> {
    const SIGNS: [(&[u8], &[u8]); 5] = [
        (b"unknown", b""),
        (b"open", b".."),
        (b"?~", b"%"),
        (b"u", b"X"),
        (b"y", b"Y"),
    ];
    let mut text = text.to_vec();
    for (old, new) in SIGNS {
        text = super::replaced(&text, old, new);
    }
    text
}

fn interval(text: &[u8]) -> Result<Dated, NoDate> {
    let Some(slash) = text.iter().position(|&b| b == b'/') else {
        return one(text);
    };
    let end = |text: &[u8]| match text {
        b"" | b".." => Ok(None),
        text => one(text).map(Some),
    };
    let mut date = match (end(&text[..slash])?, end(&text[slash + 1..])?) {
        (Some(first), Some(last)) => Dated {
            last: last.last,
            doubt: Doubt(first.doubt.0 | last.doubt.0),
            ..first
        },
        (Some(mut date), None) => {
            date.doubt.0 |= Doubt::OPEN_END;
            date
        }
        (None, Some(mut date)) => {
            date.doubt.0 |= Doubt::OPEN_START;
            date
        }
        (None, None) => return Err(NoDate::Form),
    };
    date.old = false;
    if date.last < date.start {
        return Err(NoDate::Impossible);
    }
    Ok(date)
}

/// Year, month or day, as far as it is given.
fn one(text: &[u8]) -> Result<Dated, NoDate> {
    // Only a whole build draws these as what they are: to another, the file is foreign.
    let (text, doubt) = match text {
        _ if !crate::WHOLE => (text, 0),
        [before @ .., b'?'] => (before, Doubt::UNCERTAIN),
        [before @ .., b'~'] => (before, Doubt::APPROXIMATE),
        [before @ .., b'%'] => (before, Doubt::UNCERTAIN | Doubt::APPROXIMATE),
        _ => (text, 0),
    };
    let days = |start, last| {
        Ok(Dated {
            doubt: Doubt(doubt),
            ..Dated::between(start, last)
        })
    };
    let (negative, text) = match date_part(text) {
        [b'Y', b'-', rest @ ..] => (true, rest),
        [b'Y', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut parts = text.split(|&b| b == b'-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let year = year.filter(|year| (4..=6).contains(&year.len()) && parts.next().is_none());
    let (digits, unknown) = unspecified(year.ok_or(NoDate::Form)?);
    let first = number(digits).ok_or(NoDate::Form)? * 10_i32.pow(unknown);
    let length = 10_i32.pow(unknown);
    let year = if negative { 1 - first - length } else { first };
    let month = part(month)?;
    if unknown > 0 && month.is_some() {
        return Err(NoDate::Form);
    }
    let Some(month @ 1..=12) = month else {
        // A season, or none: no day can follow it.
        return match (month, part(day)?) {
            (None | Some(21..=24), None) => {
                days(day_of(year, 1, 1), day_of(year + length, 1, 1) - 1)
            }
            (None, Some(_)) => Err(NoDate::Form),
            _ => Err(NoDate::Impossible),
        };
    };
    match part(day)? {
        None => days(day_of(year, month, 1), day_of(year, month + 1, 1) - 1),
        Some(day) => single(year, month, day).and_then(|day| days(day, day)),
    }
}

/// The digits of a year and how many behind them are an `X`; none of them but the first may be.
fn unspecified(year: &[u8]) -> (&[u8], u32) {
    let digits = year.len() - year.iter().rev().take_while(|&&b| b == b'X').count();
    if digits == 0 || year.len() > 4 {
        return (year, 0);
    }
    (&year[..digits], (year.len() - digits) as u32)
}

/// A date-time without its time: the calendar day as written, whatever the zone.
fn date_part(text: &[u8]) -> &[u8] {
    match text {
        [date @ .., _, _, _, _, _] if date.len() > 5 => {
            let cut = text.iter().position(|&b| matches!(b, b'T' | b't' | b' '));
            cut.filter(|&at| at == 10).map_or(text, |at| &text[..at])
        }
        _ => text,
    }
}

fn part(text: Option<&[u8]>) -> Result<Option<i32>, NoDate> {
    match text {
        None | Some(b"XX") => Ok(None),
        Some(text) if text.len() == 2 => number(text).map(Some).ok_or(NoDate::Form),
        Some(_) => Err(NoDate::Form),
    }
}

fn single(year: i32, month: i32, day: i32) -> Result<Day, NoDate> {
    let found = day_of(year, month, day);
    if (1..=12).contains(&month) && (1..=28).contains(&day) {
        return Ok(found);
    }
    let date = civil(found);
    let same = (date.year, date.month.cast_signed(), date.day.cast_signed()) == (year, month, day);
    if same {
        Ok(found)
    } else {
        Err(NoDate::Impossible)
    }
}

#[inline(always)]
fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0_i32, |sum, &b| {
        b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(text: &str) -> Result<(Day, Day), NoDate> {
        parse(text.as_bytes()).map(|date| (date.start, date.last))
    }

    #[test]
    fn a_partial_date_is_the_interval_it_names() {
        let day = day_of(2021, 3, 14);
        assert_eq!(days("2021-03-14"), Ok((day, day)));
        assert_eq!(
            days("2021-03"),
            Ok((day_of(2021, 3, 1), day_of(2021, 3, 31)))
        );
        assert_eq!(
            days("2020-02"),
            Ok((day_of(2020, 2, 1), day_of(2020, 2, 29)))
        );
        assert_eq!(days("2021"), Ok((day_of(2021, 1, 1), day_of(2021, 12, 31))));
        assert_eq!(
            days("2021-12/2022-01"),
            Ok((day_of(2021, 12, 1), day_of(2022, 1, 31)))
        );
        assert_eq!(days("2021-03-XX"), days("2021-03"));
        assert_eq!(days("2021-XX-XX"), days("2021"));
    }

    #[test]
    fn a_qualifier_does_not_change_the_days() {
        for text in ["2021-03~", "2021-03?", "2021-03%"] {
            assert_eq!(days(text), days("2021-03"));
        }
    }

    #[test]
    fn a_date_time_is_the_day_as_written() {
        let day = day_of(2021, 3, 14);
        for text in [
            "2021-03-14T23:20:30Z",
            "2021-03-14T00:10:00+02:00",
            "2021-03-14 23:59",
        ] {
            assert_eq!(days(text), Ok((day, day)), "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_impossible() {
        for text in [
            "2021-02-30",
            "2021-13",
            "2021-00-10",
            "2021-04-31",
            "2021-06/2021-03",
            "2021-25",
            "2021-22-01",
        ] {
            assert_eq!(days(text), Err(NoDate::Impossible), "{text}");
        }
    }

    #[test]
    fn other_forms_are_no_dates() {
        for text in [
            "",
            "March 2021",
            "14/03/2021",
            "20210314",
            "2021-3",
            "21",
            "2021-",
            "-",
            "é",
            "/",
            "../..",
            "July",
            "unknown",
        ] {
            assert_eq!(days(text), Err(NoDate::Form), "{text}");
        }
    }

    #[test]
    fn an_open_end_keeps_what_is_known_and_says_so() {
        for (text, known, doubt) in [
            ("2021-03/..", "2021-03", Doubt::OPEN_END),
            ("2021-03/", "2021-03", Doubt::OPEN_END),
            ("../2021", "2021", Doubt::OPEN_START),
            (
                "/2021-03~",
                "2021-03",
                Doubt::OPEN_START | Doubt::APPROXIMATE,
            ),
        ] {
            let date = parse(text.as_bytes()).unwrap();
            assert_eq!(Ok((date.start, date.last)), days(known), "{text}");
            assert_eq!(date.doubt, Doubt(doubt), "{text}");
        }
    }

    #[test]
    fn an_unspecified_digit_is_every_year_it_can_be() {
        assert_eq!(days("202X"), days("2020/2029"));
        assert_eq!(days("19XX"), days("1900/1999"));
        assert_eq!(days("2021-22"), days("2021"));
        assert_eq!(days("-0043/-0001"), days("-0043-01/-0001-12"));
        assert_eq!(days("Y12021").unwrap().0, day_of(12_021, 1, 1));
    }

    #[test]
    fn what_the_draft_of_2012_wrote_is_read_and_marked() {
        for (old, new) in [
            ("201u", "201X"),
            ("2004-uu", "2004-XX"),
            ("2004-06/unknown", "2004-06/"),
            ("2004-06/open", "2004-06/.."),
            ("2004-06?~", "2004-06%"),
            ("y12004", "Y12004"),
        ] {
            let (old, new) = (
                parse(old.as_bytes()).unwrap(),
                parse(new.as_bytes()).unwrap(),
            );
            assert!(old.old && !new.old);
            assert_eq!(Dated { old: false, ..old }, new);
        }
    }

    #[test]
    fn level_2_is_told_from_what_is_no_date_at_all() {
        for text in [
            "{1960,1961-12}",
            "2004-06~-11",
            "156X-12-25",
            "Y-17E7",
            "1950S2",
            "[..1984]",
            "2021-XX-12",
        ] {
            assert_eq!(parse(text.as_bytes()), Err(NoDate::Level2), "{text}");
        }
    }

    /// What the crate `edtf-core` makes of a text, where it is of level 0 or 1 and in our range.
    fn reference(text: &str) -> Option<(Option<Day>, Option<Day>)> {
        use edtf_core::{Bound, Edtf};
        let edtf = Edtf::parse(text).ok().filter(|edtf| edtf.level() < 2)?;
        let bounds = edtf.bounds();
        let day = |bound| match bound {
            Bound::Date(date) => Some(day_of(date.year as i32, date.month.into(), date.day.into())),
            _ => None,
        };
        Some((day(bounds.earliest), day(bounds.latest)))
    }

    fn date_text() -> impl Strategy<Value = String> {
        let year = prop_oneof![
            (0..10_000).prop_map(|y| format!("{y:04}")),
            (1..10_000).prop_map(|y| format!("-{y:04}")),
            (0..1_000).prop_map(|y| format!("{y:03}X")),
            (0..100).prop_map(|y| format!("{y:02}XX")),
            (10_000..100_000).prop_map(|y| format!("Y{y}")),
        ];
        let month =
            prop_oneof![4 => (0..14).prop_map(|m| format!("{m:02}")), 1 => Just("XX".to_owned())];
        let day =
            prop_oneof![4 => (0..33).prop_map(|d| format!("{d:02}")), 1 => Just("XX".to_owned())];
        let date = (
            year,
            proptest::option::of((month, proptest::option::of(day))),
        )
            .prop_map(|(year, rest)| match rest {
                None => year,
                Some((month, None)) => format!("{year}-{month}"),
                Some((month, Some(day))) => format!("{year}-{month}-{day}"),
            });
        let marked = (
            date,
            prop_oneof![3 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")],
        )
            .prop_map(|(date, mark)| format!("{date}{mark}"));
        let end =
            prop_oneof![6 => marked.clone(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
        prop_oneof![2 => marked, 1 => (end.clone(), end).prop_map(|(a, b)| format!("{a}/{b}"))]
    }

    proptest! {
        #[test]
        fn what_another_parser_reads_has_the_same_days(text in date_text()) {
            if let (Some((start, last)), Ok(date)) = (reference(&text), parse(text.as_bytes())) {
                let open = |bit| date.doubt.0 & bit != 0;
                prop_assert_eq!(start, (!open(Doubt::OPEN_START)).then_some(date.start), "{}", text);
                prop_assert_eq!(last, (!open(Doubt::OPEN_END)).then_some(date.last), "{}", text);
            }
        }

        #[test]
        fn what_another_parser_reads_is_read(text in date_text()) {
            if let Some((start, last)) = reference(&text) && (start.is_some() || last.is_some()) {
                prop_assert!(parse(text.as_bytes()).is_ok(), "{}", text);
            }
        }

        #[test]
        fn no_text_makes_it_fail(text in proptest::collection::vec(any::<u8>(), 0..20), near in "[-/.XYuy0-9?~%]{0,14}") {
            let _ = (parse(&text), parse(near.as_bytes()));
        }
    }
}
