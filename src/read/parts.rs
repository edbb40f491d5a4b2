//! What a record tells in several fields: a date in parts, an interval in two, numbers of people that
//! are added.

use std::borrow::Cow;

use super::draft::{Draft, Found};
use super::fields::Role;
use super::mapping::Mapping;
use super::scan::number;
use crate::calendar::{Day, civil, day_of, weekday};
use crate::data::date::{Dated, Doubt, parse};
use crate::data::{Bounds, NO_DATE};
use crate::issue::IssueKind;

/// The parts of one record.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The field that a complaint names.
    field: usize,
    /// The date that [`Role::MonthFirst`] tells, and the end of the interval.
    from: Option<Dated>,
    to: Option<Dated>,
    /// A table of units with a code in it.
    step: Option<(u8, f64)>,
    /// Year, month and day.
    date: [Option<f64>; 3],
    inexact: bool,
    /// The least, the best and the greatest number of people.
    people: [Option<f64>; 3],
    counted: bool,
    /// Whether one of these is withheld, and what is public of it.
    withheld: Option<Bounds>,
}

impl Parts {
    /// Takes a part; what is wrong with it.
    pub(super) fn take(
        &mut self,
        role: Role,
        field: usize,
        value: &Found<'_>,
    ) -> Option<IssueKind> {
        if let Found::Text(text) = value
            && text.trim_ascii().is_empty()
        {
            self.counted |= matches!(role, Role::Bound(_));
            return None;
        }
        match (role, value) {
            (Role::DateTo | Role::MonthFirst, Found::Text(text)) => {
                let first = role == Role::MonthFirst;
                let date = parse(text).ok().or_else(|| local(text, first));
                let Some(date) = date else {
                    return Some(IssueKind::BadDate);
                };
                let part = if first { &mut self.from } else { &mut self.to };
                *part = Some(date);
            }
            (Role::Step(table), value) => self.step = value.number().map(|code| (table, code)),
            (Role::Part(part), value) => {
                let month = |text: &[u8]| month(text).map(f64::from);
                let number = match value {
                    Found::Text(text) if part == 1 => value.number().or_else(|| month(text)),
                    value => value.number(),
                };
                *self.date.get_mut(usize::from(part))? = number;
            }
            (Role::Inexact, value) => {
                let said = |text: &[u8]| matches!(text, b"true" | b"yes" | b"1");
                self.inexact = match value {
                    Found::Bool(yes) => *yes,
                    Found::Text(text) => said(text),
                    _ => false,
                };
            }
            (Role::Bound(bound), value) => {
                self.field = field;
                self.counted = true;
                let text: &[u8] = match value {
                    Found::Text(text) => text,
                    _ => b"",
                };
                if let Some(bounds) = super::suppressed::withheld(text) {
                    self.withheld = Some(bounds);
                    return None;
                }
                let (n, kind) = match (value, super::count::count(text)) {
                    (Found::Number(n), _) => (*n, None),
                    (_, super::count::Count::Between(n, _)) => (n, None),
                    (_, super::count::Count::Grouped(n)) => (n, Some(IssueKind::Separators)),
                    // What is below 0 takes from the other parts, as the publishers' own totals have it.
                    (value, _) => match value.number().filter(|n| *n < 0.0) {
                        Some(n) => (n, Some(IssueKind::Negative)),
                        None => return Some(IssueKind::BadCount),
                    },
                };
                *self.people.get_mut(usize::from(bound))?.get_or_insert(0.0) += n;
                return kind;
            }
            _ => return Some(IssueKind::WrongType),
        }
        None
    }

    /// Puts the parts together.
    pub(super) fn assemble(self, draft: &mut Draft<'_>, mapping: &Mapping) {
        if let Some(bounds) = self.withheld {
            // What is public of a part of a number is not public of all of it.
            let alone = self.people == [None; 3];
            draft.suppressed.people = Some(if alone { bounds } else { Bounds::default() });
        } else if self.counted
            && let Some(kind) = draft.count(self.people[0], self.people[1], self.people[2])
        {
            let mut found = String::new();
            for n in self.people.into_iter().flatten() {
                found.push_str(if found.is_empty() { "" } else { ", " });
                crate::json::push_fixed(&mut found, n, 0);
            }
            let found = Cow::Owned(found.into_bytes());
            draft.flaw(kind, self.field, found);
        }
        let nothing = || Cow::Borrowed(&[][..]);
        if let Some(date) = self.from.or_else(|| in_parts(self.date)) {
            draft.put_date(self.field, nothing(), date);
        }
        if draft.start == NO_DATE {
            return;
        }
        let (mut first, mut last) = (draft.start, draft.start.saturating_add_unsigned(draft.span));
        if let Some(to) = self.to.filter(|to| to.last >= first) {
            last = to.last;
        }
        if let Some(unit) = self
            .step
            .and_then(|(table, code)| mapping.step(table, code))
        {
            first = unit.floor(first);
            last = unit.step(unit.floor(last), 1) - 1;
        }
        draft.start = first;
        draft.span = last.abs_diff(first);
        if self.inexact {
            draft.flags |= Doubt::APPROXIMATE;
        }
    }
}

/// The date that year, month and day tell, as far as they do.
fn in_parts([year, month, day]: [Option<f64>; 3]) -> Option<Dated> {
    let year = year.filter(|year| (1.0..=9_999.0).contains(year))? as i32;
    let Some(month) = month else {
        return Some(Dated::between(
            day_of(year, 1, 1),
            day_of(year + 1, 1, 1) - 1,
        ));
    };
    let month = month as i32;
    let Some(day) = day else {
        let month = (1..=12).contains(&month).then_some(month)?;
        return Some(Dated::between(
            day_of(year, month, 1),
            day_of(year, month + 1, 1) - 1,
        ));
    };
    valid(year, month, day as i32).map(Dated::day)
}

/// The day of a date that a calendar has.
fn valid(year: i32, month: i32, day: i32) -> Option<Day> {
    let found = (1..=12)
        .contains(&month)
        .then(|| day_of(year, month, day))?;
    let date = civil(found);
    (date.day == day.unsigned_abs() && date.month == month.unsigned_abs()).then_some(found)
}

/// 1 to 12 for the English name of a month, or its first three letters.
fn month(name: &[u8]) -> Option<i32> {
    const MONTHS: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = name.trim_ascii().to_ascii_lowercase();
    let at = MONTHS.chunks(3).position(|month| name.starts_with(month))?;
    Some(at as i32 + 1)
}

/// A date as it is written in many a spreadsheet: `14/03/2021`, `14.3.2021`, `Fri, 01/02/2026 - 12:00`.
/// With slashes, day and month are told apart by a weekday, by a number over 12, or by `month_first`;
/// where nothing tells, it is no date.
pub(super) fn local(text: &[u8], month_first: bool) -> Option<Dated> {
    const DAYS: &[u8] = b"montuewedthufrisatsun";
    let text = text.trim_ascii();
    let mut numbers = text
        .split(|b| !b.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let (a, b, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if a.len() > 2 || b.len() > 2 || year.len() != 4 {
        return None;
    }
    let [a, b, year] = [a, b, year].map(|digits| number(digits).unwrap_or(0.0) as i32);
    let (day_first, month_then) = (valid(year, b, a), valid(year, a, b));
    let named = |day: &Day| {
        let name = DAYS.chunks(3).nth(weekday(*day) as usize);
        let first = text.get(..3).unwrap_or_default();
        name.is_some_and(|name| first.eq_ignore_ascii_case(name))
    };
    let by_name = month_then.filter(named).or_else(|| day_first.filter(named));
    let found = match (day_first, month_then) {
        _ if by_name.is_some() => by_name?,
        (Some(day), None) | (None, Some(day)) => day,
        (Some(day), Some(other)) if day == other => day,
        (_, Some(day)) if month_first => day,
        (Some(day), _) if text.contains(&b'.') => day,
        _ => return None,
    };
    Some(Dated::day(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str, month_first: bool) -> Option<String> {
        local(text.as_bytes(), month_first).map(|date| crate::calendar::iso(date.start))
    }

    #[test]
    fn day_and_month_are_told_apart_or_it_is_no_date() {
        for (text, expected) in [
            ("Fri, 01/02/2026 - 12:00", Some("2026-01-02")),
            ("Sun, 01/02/2026 - 12:00", Some("2026-02-01")),
            ("14/03/2021", Some("2021-03-14")),
            ("03/14/2021", Some("2021-03-14")),
            ("14.3.2021", Some("2021-03-14")),
            ("4.3.2021", Some("2021-03-04")),
            ("05/05/2021", Some("2021-05-05")),
            ("04/03/2021", None),
            ("31/31/2021", None),
            ("04/01/93", None),
        ] {
            assert_eq!(iso(text, false).as_deref(), expected, "{text}");
        }
        assert_eq!(iso("04/03/2021", true).as_deref(), Some("2021-04-03"));
    }

    #[test]
    fn a_date_in_parts_is_as_exact_as_its_parts() {
        let days = |parts| in_parts(parts).map(|date| date.last - date.start);
        assert_eq!(days([Some(2021.0), None, None]), Some(364));
        assert_eq!(days([Some(2021.0), Some(3.0), None]), Some(30));
        assert_eq!(days([Some(2021.0), Some(3.0), Some(14.0)]), Some(0));
        assert_eq!(days([Some(2021.0), None, Some(14.0)]), Some(364));
        assert_eq!(days([Some(2021.0), Some(2.0), Some(30.0)]), None);
        assert_eq!(month(b"September"), Some(9));
        assert_eq!(month(b"Unknown"), None);
    }
}
