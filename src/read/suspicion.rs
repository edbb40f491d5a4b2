//! What looks wrong only when many cases are seen together.

use crate::calendar::civil;
use crate::data::{Cases, Precision};
use crate::issue::{IssueKind, Issues};
use crate::sort::order;

/// What has to be remembered while reading.
#[derive(Debug, Default)]
pub(super) struct Suspicion {
    /// Hashes of ids, and of what the cases say.
    ids: Vec<i32>,
    contents: Vec<u32>,
}

/// More ids than this are not compared: it would hold the page up.
const IDS: usize = 200_000;
/// About as many cases are looked at.
const SAMPLE: usize = 50_000;
/// Fewer cases than this can have any pattern by chance.
const FEW: usize = 30;

impl Suspicion {
    /// Remembers a case's id.
    pub(super) fn id(&mut self, id: u32, content: u32) {
        if self.ids.len() < IDS {
            self.ids.push(id.cast_signed());
            self.contents.push(content);
        }
    }

    /// Looks at all cases.
    pub(super) fn look(&self, cases: &Cases, issues: &mut Issues) {
        let step = cases.len() / SAMPLE + 1;
        let rows = || (0..cases.len()).step_by(step);
        let mut tell = |kind, count: usize, found: &str| {
            if count > 0 {
                issues.add_many(kind, "", (count * step) as u32, found.as_bytes());
            }
        };
        let exact: Vec<(u32, u32)> = rows()
            .filter(|&row| cases.start[row] != crate::data::NO_DATE && cases.span.get(row) == 0)
            .map(|row| civil(cases.start[row]))
            .map(|date| (date.month, date.day))
            .collect();
        // A day of the month comes once in about thirty, a day of the year once in 365: far too often
        // is three times that, or ten times.
        for (name, month, day, usual, times) in [
            ("1 January", Some(1), 1, 365, 10),
            ("1 July", Some(7), 1, 365, 10),
            ("31 December", Some(12), 31, 365, 10),
            ("the 1st", None, 1, 30, 3),
            ("the 15th", None, 15, 30, 3),
        ] {
            let is = |&&(m, d): &&(u32, u32)| d == day && month.is_none_or(|month| m == month);
            let count = exact.iter().filter(is).count();
            if exact.len() >= FEW && count >= 5 && count * usual > times * exact.len() {
                tell(IssueKind::OneDay, count, name);
                break;
            }
        }
        let vague = |row: &usize| {
            cases.precision.get(*row) == Precision::Unknown && !cases.lat.get(*row).is_nan()
        };
        let places: Vec<[f32; 2]> = rows()
            .filter(vague)
            .map(|row| [cases.lat.get(row), cases.lon.get(row)])
            .collect();
        if places.len() >= FEW {
            let keys: Vec<i32> = places.iter().map(|&place| key(place)).collect();
            let shared: usize = runs(&keys, &order(&keys)).filter(|&run| run > 1).sum();
            tell(
                IssueKind::OnePlace,
                if shared * 3 > places.len() { shared } else { 0 },
                "",
            );
            let whole = places
                .iter()
                .filter(|p| p[0].fract() == 0.0 && p[1].fract() == 0.0);
            let whole = whole.count();
            tell(
                IssueKind::WholeDegrees,
                if whole * 50 > places.len() { whole } else { 0 },
                "",
            );
        }
        let repeated = self.repeated();
        if repeated > 0 {
            issues.add_many(IssueKind::RepeatedId, "id", repeated, b"");
        }
    }

    /// How many cases have the id of another one and differ from it.
    fn repeated(&self) -> u32 {
        let sorted = order(&self.ids);
        let id = |row: u32| self.ids[row as usize];
        let content = |row: u32| self.contents[row as usize];
        let pairs = sorted.windows(2);
        let differ =
            pairs.filter(|pair| id(pair[0]) == id(pair[1]) && content(pair[0]) != content(pair[1]));
        differ.count() as u32
    }
}

fn key([lat, lon]: [f32; 2]) -> i32 {
    (lat.to_bits() ^ lon.to_bits().rotate_left(13).wrapping_mul(0x9e37_79b9)).cast_signed()
}

/// How many equal keys stand together, in their order.
fn runs<'a>(keys: &'a [i32], order: &'a [u32]) -> impl Iterator<Item = usize> + 'a {
    let same = |a: &u32, b: &u32| keys[*a as usize] == keys[*b as usize];
    order.chunk_by(same).map(<[u32]>::len)
}
