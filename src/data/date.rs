//! Dates as EDTF (ISO 8601-2) writes them. A date is an interval of days.
//!
//! Read are level 0 (`2021-03-14`, `2021-03`, `2021`, `2021-03/2021-06`, a date-time: the day as
//! written) and of level 1 the qualifiers `?`, `~` and `%` at the end, and an unspecified day or
//! month (`2021-03-XX`, `2021-XX`). Source of the forms: Library of Congress, "Extended Date/Time
//! Format Specification", 4 February 2019.

use crate::calendar::{Day, civil, day_of};

/// A date as an interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Its first day.
    pub start: Day,
    /// Its last day.
    pub last: Day,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It has none of the forms.
    Form,
    /// It has a form, but no calendar has this day.
    Impossible,
}

/// Reads a date.
///
/// # Errors
/// If the text has none of the forms above, names a day that doesn't exist, or an interval that
/// ends before it begins.
pub fn parse(text: &[u8]) -> Result<Dated, NoDate> {
    let text = text.trim_ascii();
    // The form of most files, without looking further.
    if let &[a, b, c, d, b'-', e, f, b'-', g, h] = text
        && let (Some(year), Some(month), Some(day)) =
            (number(&[a, b, c, d]), number(&[e, f]), number(&[g, h]))
    {
        return single(year, month, day).map(|day| Dated {
            start: day,
            last: day,
        });
    }
    match text.iter().position(|&b| b == b'/') {
        None => one(text),
        Some(slash) => {
            let (first, last) = (one(&text[..slash])?, one(&text[slash + 1..])?);
            if last.last < first.start {
                return Err(NoDate::Impossible);
            }
            Ok(Dated {
                start: first.start,
                last: last.last,
            })
        }
    }
}

/// Year, month or day, as far as it is given.
fn one(text: &[u8]) -> Result<Dated, NoDate> {
    let text = match text {
        [before @ .., b'?' | b'~' | b'%'] => before,
        _ => text,
    };
    let text = date_part(text);
    let mut parts = text.split(|&b| b == b'-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(NoDate::Form);
    }
    let year = year
        .filter(|y| y.len() == 4)
        .and_then(number)
        .ok_or(NoDate::Form)?;
    let Some(month) = part(month)? else {
        if !matches!(day, None | Some(b"XX")) {
            return Err(NoDate::Form);
        }
        return Ok(Dated {
            start: day_of(year, 1, 1),
            last: day_of(year + 1, 1, 1) - 1,
        });
    };
    if !(1..=12).contains(&month) {
        return Err(NoDate::Impossible);
    }
    let Some(day) = part(day)? else {
        return Ok(Dated {
            start: day_of(year, month, 1),
            last: day_of(year, month + 1, 1) - 1,
        });
    };
    single(year, month, day).map(|day| Dated {
        start: day,
        last: day,
    })
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
        ] {
            assert_eq!(days(text), Err(NoDate::Form), "{text}");
        }
    }
}
