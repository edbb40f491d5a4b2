//! Numbers of people at their levels: as they are, in steps, not told.

use super::keys::{Key, members};
use crate::data::{Cases, OPEN, UNKNOWN};
use crate::json::Writer;

/// The levels of a number of people.
pub(super) const LEVELS: [&str; 3] = ["number", "steps", "none"];

/// Where steps begin.
const STEPS: [u32; 12] = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000];

/// How many people the cases are about.
pub(super) fn people(cases: &Cases) -> Key {
    let mut key = Key::new("people", &LEVELS, cases.len(), |row, level| {
        members(|out| match level {
            0 => exact(cases, row, out),
            _ => steps(cases, row, out),
        })
    });
    key.weights = vec![0.7, 1.0, 1.0];
    key
}

/// The number as the file tells it.
fn exact(cases: &Cases, row: usize, out: &mut Writer) {
    if suppressed(cases, row, out) {
        return;
    }
    let min = cases.people_min.get(row);
    if min == UNKNOWN {
        return;
    }
    let (more, best) = (cases.people_more.get(row), cases.people_best.get(row));
    let out = out.key("people");
    if (more, best) == (0, OPEN) {
        return out.int(min.into());
    }
    out.object(|out| {
        out.key("min").int(min.into());
        if let Some(max) = cases.people_max(row) {
            out.key("max").int(max);
        }
        if best != OPEN {
            out.key("best").int(u64::from(min) + u64::from(best));
        }
    });
}

/// The step that the number lies in, or the steps from the least to the most.
fn steps(cases: &Cases, row: usize, out: &mut Writer) {
    if suppressed(cases, row, out) {
        return;
    }
    let min = cases.people_min.get(row);
    if min == UNKNOWN {
        return;
    }
    let begin = STEPS
        .iter()
        .rev()
        .find(|&&step| u64::from(step) <= u64::from(min));
    let begin = u64::from(begin.copied().unwrap_or(0));
    // Whoever has the last step has no known most.
    let end = cases.people_max(row).and_then(|max| {
        let next = STEPS.iter().find(|&&step| u64::from(step) > max);
        next.map(|&next| u64::from(next) - 1)
    });
    let out = out.key("people");
    if end == Some(begin) {
        return out.int(begin);
    }
    out.object(|out| {
        out.key("min").int(begin);
        if let Some(end) = end {
            out.key("max").int(end);
        }
    });
}

/// Writes that the number is withheld already, if it is.
fn suppressed(cases: &Cases, row: usize, out: &mut Writer) -> bool {
    let withheld = cases.suppressed_in(row).unwrap_or_default();
    let is = withheld.people.is_some();
    if is {
        let out = out.key("people");
        out.object(|out| out.key("suppressed").bool(true));
    }
    is
}
