//! Dates at their levels: the day, the month, the year, the years that all cases lie in.

use super::keys::{Key, members};
use super::policy::Policy;
use super::required::member;
use super::source::Source;
use crate::calendar::{Day, civil, day_of};
use crate::data::date::{Doubt, parse};
use crate::data::edtf::edtf;
use crate::data::{Cases, NO_DATE};

/// The levels of a date.
pub(super) const LEVELS: [&str; 5] = ["day", "month", "year", "period", "none"];
/// How much it matters to keep each of them.
const WEIGHTS: [f64; 5] = [0.5, 1.0, 4.0, 8.0, 1.0];

/// The level that is the same for all cases.
const PERIOD: usize = 3;

/// The years that all cases lie in, and what was looked at as the public file says it. A year at one end in which fewer
/// cases are than have to share anything would tell of them: its decade stands for it, as far as it is over.
pub(super) fn period(source: &Source, policy: &Policy, today: Day) -> Option<String> {
    let cases = &source.data.cases;
    let coverage = member(source, policy, "coverage");
    let stated = |name: &str| {
        let date = parse(coverage.as_ref()?.get(name)?.as_str()?.as_bytes()).ok()?;
        Some((civil(date.start).year, civil(date.last).year))
    };
    let rows = (0..cases.len()).filter(|&row| cases.start[row] != NO_DATE);
    let ends = rows.map(|row| {
        (
            civil(cases.start[row]).year,
            civil(cases.last_day(row)).year,
        )
    });
    let (starts, lasts): (Vec<i32>, Vec<i32>) = ends.unzip();
    let is_shared = |years: &[i32], year: i32| {
        let cases = years.iter().filter(|own| **own == year).count();
        u32::try_from(cases).unwrap_or(u32::MAX) >= policy.k
    };
    let decade = |year: i32| year - year.rem_euclid(10);
    let mut first = *starts.iter().min()?;
    match stated("from") {
        Some((from, _)) if from <= first => first = from,
        _ if is_shared(&starts, first) => {}
        _ => first = decade(first),
    }
    let mut last = *lasts.iter().max()?;
    match stated("to") {
        Some((_, to)) if to >= last => last = to,
        _ if is_shared(&lasts, last) => {}
        _ => last = (decade(last) + 9).min(civil(today).year).max(last),
    }
    Some(edtf(day_of(first, 1, 1), day_of(last, 12, 31), Doubt(0)))
}

/// The date of cases. `period` is that of all of them, as it is written.
pub(super) fn date(cases: &Cases, period: &str) -> Key {
    let mut key = Key::new("date", &LEVELS, cases.len(), |row, level| {
        let start = cases.start[row];
        if start == NO_DATE {
            return String::new();
        }
        let doubt = Doubt(cases.flags.get(row));
        if level == PERIOD && !doubt.is_open() {
            return members(|out| out.key("date").string(period));
        }
        let text = written(start, cases.last_day(row), doubt, level);
        members(|out| out.key("date").string(&text))
    });
    key.weights = WEIGHTS.to_vec();
    key
}

/// The dates of cases by stage, all at one level.
pub(super) fn dates(cases: &Cases) -> Key {
    let mut key = Key::new("dates", &LEVELS, cases.len(), |row, level| {
        let dates = cases.stages.of(row);
        if dates.is_empty() {
            return String::new();
        }
        members(|out| {
            out.key("dates").object(|out| {
                for date in dates {
                    if let Some(stage) = cases.stages.names.get(usize::from(date.stage)) {
                        let text = written(date.start, date.last, date.doubt, level);
                        out.key(stage).string(&text);
                    }
                }
            });
        })
    });
    key.weights = WEIGHTS.to_vec();
    key
}

/// A date as EDTF at a level: whole months, or whole years. What is in doubt about a day is not told of its year.
pub(super) fn written(first: Day, last: Day, doubt: Doubt, level: usize) -> String {
    let (from, to) = (civil(first), civil(last));
    let months = [from.month, to.month].map(u32::cast_signed);
    match level {
        0 => edtf(first, last, doubt),
        1 => edtf(
            day_of(from.year, months[0], 1),
            day_of(to.year, months[1] + 1, 1) - 1,
            doubt,
        ),
        _ => {
            let open = doubt.0 & (Doubt::OPEN_START | Doubt::OPEN_END);
            edtf(
                day_of(from.year, 1, 1),
                day_of(to.year, 12, 31),
                Doubt(open),
            )
        }
    }
}
