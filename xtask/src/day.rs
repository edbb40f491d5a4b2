//! Days as publishers write them, `YYYY-MM-DD`.

use anyhow::{Context, Result, bail, ensure};

/// Year, month and day, if there is such a day.
///
/// # Errors
/// When the text is no day.
pub fn parse(text: &str) -> Result<(u16, u8, u8)> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        bail!("expected YYYY-MM-DD");
    };
    ensure!(
        (year.len(), month.len(), day.len()) == (4, 2, 2),
        "expected YYYY-MM-DD"
    );
    let (year, month, day): (u16, u8, u8) = (year.parse()?, month.parse()?, day.parse()?);
    ensure!(
        (1..=12).contains(&month) && (1..=days(year, month)).contains(&day),
        "there is no such day"
    );
    Ok((year, month, day))
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => 31,
    }
}

/// The day after a day.
///
/// # Errors
/// When the text is no day.
pub fn after(text: &str) -> Result<String> {
    let (year, month, day) = parse(text)?;
    let (year, month, day) = if day < days(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    };
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

/// All days from one to another, as EDTF has them: a day, a whole month or year, or else both ends.
///
/// # Errors
/// When one of the texts is no day, or the end is before the beginning.
pub fn span(from: &str, to: &str) -> Result<String> {
    let first = parse(from).with_context(|| format!("`{from}` is no day"))?;
    let last = parse(to).with_context(|| format!("`{to}` is no day"))?;
    ensure!(first <= last, "`{to}` is before `{from}`");
    let (year, month, _) = first;
    Ok(if first == last {
        from.to_owned()
    } else if (first, last) == ((year, 1, 1), (year, 12, 31)) {
        format!("{year:04}")
    } else if (first, last) == ((year, month, 1), (year, month, days(year, month))) {
        format!("{year:04}-{month:02}")
    } else {
        format!("{from}/{to}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_month_or_year_is_written_as_such_and_other_days_by_both_ends() {
        for (from, to, edtf) in [
            ("2016-02-29", "2016-02-29", "2016-02-29"),
            ("2016-02-01", "2016-02-29", "2016-02"),
            ("2016-02-01", "2016-02-28", "2016-02-01/2016-02-28"),
            ("2015-01-01", "2015-12-31", "2015"),
            ("2015-01-01", "2016-12-31", "2015-01-01/2016-12-31"),
            ("2015-12-20", "2016-01-02", "2015-12-20/2016-01-02"),
        ] {
            assert_eq!(span(from, to).unwrap(), edtf);
        }
        assert!(span("2016-02-02", "2016-02-01").is_err());
        assert!(span("2015-02-29", "2015-03-01").is_err());
    }
}
