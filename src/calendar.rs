//! Days, months and years of the proleptic Gregorian calendar.
//!
//! The conversions are those of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
//! (2013), `days_from_civil` and `civil_from_days`: years are counted from 1 March, so that the
//! leap day is a year's last, and in eras of 400 years, which all have 146,097 days.

/// A day, counted from 1970-01-01; earlier days are negative.
pub type Day = i32;

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Astronomical year: 0 is 1 BCE.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// The day of a date. `month` may lie outside 1 to 12: 13 is January of the next year, 0 December
/// of the last.
pub fn day_of(year: i32, month: i32, day: i32) -> Day {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day.
pub fn civil(day: Day) -> Civil {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    Civil {
        year: year_of_era + era * 400 + i32::from(month <= 2),
        month: month.unsigned_abs(),
        day: (day_of_year - (153 * shifted + 2) / 5 + 1).unsigned_abs(),
    }
}

/// The day of the week: 0 is Monday.
pub fn weekday(day: Day) -> i32 {
    (day + 3).rem_euclid(7)
}

/// A day as ISO 8601 writes it: `2021-03-14`.
pub fn iso(day: Day) -> String {
    let Civil { year, month, day } = civil(day);
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_have_their_dates() {
        assert_eq!(day_of(1970, 1, 1), 0);
        assert_eq!(day_of(2000, 2, 29), 11_016);
        assert_eq!(day_of(2021, 13, 1), day_of(2022, 1, 1));
        assert_eq!(day_of(2021, 0, 1), day_of(2020, 12, 1));
        assert_eq!(
            civil(18_700),
            Civil {
                year: 2021,
                month: 3,
                day: 14
            }
        );
    }

    #[test]
    fn every_day_of_eight_centuries_survives_the_round_trip() {
        let (first, last) = (day_of(1600, 1, 1), day_of(2400, 12, 31));
        for day in first..=last {
            let Civil {
                year,
                month,
                day: d,
            } = civil(day);
            assert_eq!(day_of(year, month.cast_signed(), d.cast_signed()), day);
        }
    }

    #[test]
    fn a_day_is_written_as_iso_8601_has_it() {
        let written =
            [(2021, 3, 4), (33, 12, 31), (-44, 3, 15)].map(|(y, m, d)| iso(day_of(y, m, d)));
        assert_eq!(written, ["2021-03-04", "0033-12-31", "-0044-03-15"]);
    }

    #[test]
    fn the_fourteenth_of_march_2021_was_a_sunday() {
        assert_eq!(weekday(day_of(2021, 3, 14)), 6);
        assert_eq!(weekday(day_of(1969, 12, 29)), 0);
    }
}
