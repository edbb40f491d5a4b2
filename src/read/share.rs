//! Percentages without a count.

use super::draft::{Draft, Found, degrees, found};
use super::scan::{Cursor, Scanned};
use crate::data::{AGGREGATE, Share, Suppressed, UNKNOWN};
use crate::issue::IssueKind;

impl<'a> Draft<'a> {
    /// `88`, `{about}`, `{min}`, `{max}` or `{min, max}`. The record is no case then: it counts nothing.
    pub(super) fn percent(&mut self, field: usize, cursor: &mut Cursor<'a>) -> Scanned<()> {
        let first = cursor.peek()?;
        let start = cursor.at;
        let (mut exactly, mut about, mut min, mut max) = (None, None, None, None);
        if first == b'{' {
            cursor.members(|cursor, name| {
                let value = found(cursor)?.number();
                match name.bytes {
                    b"about" => about = value,
                    b"min" => min = value,
                    b"max" => max = value,
                    _ => {}
                }
                Ok(())
            })?;
        } else {
            match found(cursor)? {
                Found::Nothing => return Ok(()),
                Found::Text(text) if text.trim_ascii().is_empty() => return Ok(()),
                #[cfg(feature = "formats")]
                Found::Text(text) if text.trim_ascii().starts_with(b"~") => {
                    about = percent(&text.trim_ascii()[1..]);
                }
                #[cfg(feature = "formats")]
                Found::Text(text) if text.windows(2).any(|two| two == b"..") => {
                    (min, max) = ends(&text);
                }
                Found::Text(text) => {
                    let text = text.trim_ascii();
                    exactly = degrees(text.strip_suffix(b"%").unwrap_or(text));
                }
                value => exactly = value.number(),
            }
        }
        let good = |n: &f64| (0.0..=100.0).contains(n);
        let share = match (exactly, about, min, max) {
            (Some(n), ..) => Some(Share::Exactly(n)).filter(|_| good(&n)),
            (_, Some(n), ..) => Some(Share::About(n)).filter(|_| good(&n)),
            (_, _, None, None) => None,
            (_, _, min, max) => {
                let ends = min.unwrap_or(0.0) <= max.unwrap_or(100.0);
                let both = min.iter().chain(&max).all(good);
                (ends && both).then_some(Share::Between(min, max))
            }
        };
        if share.is_none() {
            return self.wrong(IssueKind::BadPercent, field, cursor.since(start));
        }
        self.share = share;
        Ok(())
    }

    /// A percentage stands for itself where no number of people or cases is given, and is a detail beside one,
    /// or beside one that is withheld: a part of a total must not tell it.
    pub(super) fn settle_share(&mut self) {
        let withheld = self.suppressed != Suppressed::default();
        if self.people_min != UNKNOWN || self.weight != 1 || withheld {
            self.share = None;
        }
        if self.share.is_some() {
            self.weight = 0;
            self.flags |= AGGREGATE;
        }
    }
}

/// A percentage in a table: `88`, `88%`.
#[cfg(feature = "formats")]
fn percent(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    degrees(text.strip_suffix(b"%").unwrap_or(text))
}

/// From one percentage to another, either of which may be left out: `50..60`, `50..`.
#[cfg(feature = "formats")]
fn ends(text: &[u8]) -> (Option<f64>, Option<f64>) {
    let at = text.windows(2).position(|two| two == b"..");
    let (min, max) = text.split_at(at.unwrap_or(text.len()));
    let [min, max] = [min, max.get(2..).unwrap_or_default()].map(|text| {
        let is_empty = text.trim_ascii().is_empty();
        (percent(text), is_empty)
    });
    // One that is no number spoils the other.
    let good = (min.0.is_some() || min.1) && (max.0.is_some() || max.1);
    if good { (min.0, max.0) } else { (None, None) }
}
