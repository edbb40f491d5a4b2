//! Dates by stage, as they are read.

use std::borrow::Cow;

use super::bytes::{list, string};
use super::draft::{Draft, Found, found, no_date};
use super::interner::Interner;
use super::parts::local;
use super::reader::Reader;
use super::scan::{Cursor, Scanned};
use crate::calendar::iso;
use crate::data::date::{Dated, parse};
use crate::data::{NO_DATE, Staged};
use crate::issue::IssueKind;
use crate::nearest::closest;

/// More stages than this can't be told apart: the field is noise then.
const MOST: usize = 32;

/// What cases have in common of their stages.
#[derive(Debug, Default)]
pub(super) struct Staging {
    names: Interner,
    /// The stages by their numbers, in the order in which cases name them.
    order: Vec<u16>,
    /// Rows with dates by stage, each with its record's number and byte.
    places: Vec<(u32, u32, u64)>,
}

impl Staging {
    /// The names so far, by their numbers.
    pub(super) fn names(&self) -> Vec<String> {
        (0..self.names.len() as u16)
            .map(|stage| string(self.names.text(stage)))
            .collect()
    }

    /// Learns the order of stages that a case has: one that is new comes behind the one that stands before it,
    /// or else before the one that stands behind it.
    fn meet(&mut self, stages: &[u16]) {
        for (at, stage) in stages.iter().enumerate() {
            if self.order.contains(stage) {
                continue;
            }
            let place = |other: &u16| self.order.iter().position(|known| known == other);
            let before = at.checked_sub(1).and_then(|at| place(stages.get(at)?));
            let behind = || stages.iter().skip(at + 1).find_map(place);
            let place = before.map(|before| before + 1).or_else(behind);
            self.order.insert(place.unwrap_or(self.order.len()), *stage);
        }
    }
}

impl<'a> Draft<'a> {
    /// Dates by stage, in an object.
    pub(super) fn stages(
        &mut self,
        staging: &mut Staging,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let start = cursor.at;
        if cursor.peek()? != b'{' {
            return match found(cursor)? {
                Found::Nothing => Ok(()),
                Found::Text(text) if text.trim_ascii().is_empty() => Ok(()),
                _ => self.wrong(IssueKind::BadDates, field, cursor.since(start)),
            };
        }
        cursor.members(|cursor, name| {
            let start = cursor.at;
            let value = found(cursor)?;
            self.stage(staging, &name.text(), field, &value, cursor.since(start));
            Ok(())
        })
    }

    /// The date of one stage.
    pub(super) fn stage(
        &mut self,
        staging: &mut Staging,
        name: &[u8],
        field: usize,
        value: &Found<'_>,
        written: &[u8],
    ) {
        let told = |text: &[u8]| Cow::Owned([name, b": ", text].concat());
        let date = match value {
            Found::Nothing => return,
            Found::Text(text) if text.trim_ascii().is_empty() => return,
            Found::Text(text) => parse(text).or_else(|no| local(text, false).ok_or(no)),
            _ => return self.flaw(IssueKind::WrongType, field, told(written)),
        };
        let text = match value {
            Found::Text(text) => text,
            _ => written,
        };
        let date = match date {
            Ok(date) => date,
            Err(no) => return self.flaw(no_date(no), field, told(text)),
        };
        if date.old {
            self.flaw(IssueKind::OldDate, field, told(text));
        }
        match staging.names.code(name, MOST) {
            None => self.flaw(IssueKind::TooManyStages, field, told(text)),
            // The first of two dates of one stage holds.
            Some(stage) if self.stages.iter().any(|(known, _)| *known == stage) => {}
            Some(stage) => self.stages.push((stage, date)),
        }
    }

    /// What happened first is when the case happened, unless the file says it otherwise.
    pub(super) fn settle_stages(&mut self) {
        let dates = self.stages.iter().map(|(_, date)| *date);
        let first = dates.min_by_key(|date| date.start);
        if let (Some(date), NO_DATE) = (first, self.start) {
            // What is old about it was told.
            let date = Dated { old: false, ..date };
            self.put_date(0, Cow::Borrowed(&[]), date);
        }
    }
}

impl Reader {
    /// Puts a case's dates by stage into its columns.
    pub(super) fn add_stages(&mut self, row: usize, draft: &Draft<'_>, byte: u64) {
        if draft.stages.is_empty() {
            return;
        }
        let stages: Vec<u16> = draft.stages.iter().map(|(stage, _)| *stage).collect();
        self.shared.stages.meet(&stages);
        self.shared
            .stages
            .places
            .push((row as u32, self.records, byte));
        let staged = draft.stages.iter().map(|(stage, date)| Staged {
            stage: *stage,
            doubt: date.doubt,
            start: date.start,
            last: date.last,
        });
        self.data.cases.stages.set(row, staged);
    }

    /// Puts stages into their order, and tells what doesn't fit: at the end, as the header may follow the cases.
    pub(super) fn settle_stages(&mut self) {
        if self.data.cases.stages.is_empty() {
            return;
        }
        let names = self.shared.stages.names();
        let declared: Vec<String> = self
            .data
            .info
            .stages
            .iter()
            .map(|s| s.value.clone())
            .collect();
        let number = |name: &String| names.iter().position(|known| known == name);
        let said = declared.iter().chain(self.shared.mapping.stages());
        let met = self
            .shared
            .stages
            .order
            .iter()
            .map(|&stage| usize::from(stage));
        let mut order: Vec<usize> = Vec::new();
        for stage in said.filter_map(number).chain(met) {
            if !order.contains(&stage) {
                order.push(stage);
            }
        }
        let mut numbers = vec![0; names.len()];
        for (rank, &stage) in order.iter().enumerate() {
            if let Some(number) = numbers.get_mut(stage) {
                *number = rank as u16;
            }
        }
        let ordered = order.iter().filter_map(|&stage| names.get(stage).cloned());
        self.data.cases.stages.renumber(ordered.collect(), &numbers);
        self.check_stages(&declared);
    }

    /// Tells stages that the header doesn't know, and cases whose stages are not in order.
    fn check_stages(&mut self, declared: &[String]) {
        let stages = &self.data.cases.stages;
        let known = |date: &Staged| {
            let name = stages.names.get(usize::from(date.stage));
            name.is_some_and(|name| declared.is_empty() || declared.contains(name))
        };
        let name = |date: &Staged| {
            let name = stages.names.get(usize::from(date.stage));
            name.map_or("", String::as_str)
        };
        let mut told: Vec<(IssueKind, u32, u64, String)> = Vec::new();
        for &(row, case, byte) in &self.shared.stages.places {
            let dates = stages.of(row as usize);
            for date in dates.iter().filter(|date| !known(date)) {
                told.push((
                    IssueKind::UnknownStage,
                    case,
                    byte,
                    unknown(name(date), declared),
                ));
            }
            let later = |at: usize| dates.get(at + 1..).unwrap_or_default();
            let pairs = dates.iter().enumerate().filter(|(_, date)| known(date));
            let mut wrong = pairs.filter_map(|(at, early)| {
                let late = later(at)
                    .iter()
                    .find(|late| known(late) && late.is_before(early))?;
                Some((early, late))
            });
            if let Some((early, late)) = wrong.next() {
                let found = [
                    name(late),
                    " (",
                    &iso(late.last),
                    ") before ",
                    name(early),
                    " (",
                    &iso(early.start),
                    ")",
                ];
                told.push((IssueKind::StageOrder, case, byte, found.concat()));
            }
        }
        for (kind, case, byte, found) in told {
            self.data
                .issues
                .add(kind, "dates", case, byte, found.as_bytes());
        }
    }
}

/// A stage that is not declared, with what may be meant.
fn unknown(name: &str, declared: &[String]) -> String {
    let nearest = closest(name, declared.iter().map(String::as_str));
    let mut found = [name, "; nearest: ", nearest, "; all: "].concat();
    list(&mut found, declared.iter().map(String::as_str));
    found
}
