//! What records of other files have that ours don't: points in one field, seconds since 1970, features.

use std::borrow::Cow;

use super::bytes::split_once;
use super::clean::left;
use super::draft::{Draft, Found, degrees, found};
use super::fields::Role;
use super::scan::Cursor;
use crate::calendar::Day;
use crate::data::date::Dated;
use crate::issue::IssueKind;

impl<'a> Draft<'a> {
    /// Takes a field of a role that only other files have; what is wrong with it.
    pub(super) fn foreign(
        &mut self,
        role: Role,
        field: usize,
        value: &Found<'_>,
        written: &[u8],
    ) -> Option<IssueKind> {
        match role {
            Role::Point => return self.point(value, written),
            Role::Geometry => {
                self.geometry(written);
            }
            Role::Properties => {}
            role => return self.parts.get_or_insert_default().take(role, field, value),
        }
        None
    }

    /// Takes seconds since 1970, or an object of two of them. False if it is neither.
    pub(super) fn seconds(&mut self, field: usize, value: &Found<'_>, written: &[u8]) -> bool {
        let end = |name: &[u8]| member(written, &[name]).and_then(epoch);
        let date = match value {
            Found::Number(seconds) => epoch(*seconds).map(Dated::day),
            _ => end(b"from")
                .zip(end(b"to"))
                .map(|(from, to)| Dated::between(from.min(to), from.max(to))),
        };
        if let Some(date) = date {
            self.put_date(field, Cow::Borrowed(&[]), date);
        }
        date.is_some()
    }

    /// `"45.65, 13.77"`, or an object or a list of one with `lat` and `lon`.
    fn point(&mut self, value: &Found<'_>, written: &[u8]) -> Option<IssueKind> {
        let (lat, lon) = match value {
            Found::Text(text) if text.trim_ascii().is_empty() => return None,
            Found::Text(text) => {
                let pair = split_once(text, b";").or_else(|| split_once(text, b","));
                let (lat, lon) = pair.unwrap_or_default();
                (degrees(lat), degrees(lon))
            }
            _ => (
                member(written, &[b"lat"]),
                member(written, &[b"lon", b"lng"]),
            ),
        };
        let (Some(lat), Some(lon)) = (lat, lon) else {
            return Some(IssueKind::WrongType);
        };
        (self.lat, self.lon) = (lat, lon);
        None
    }

    /// A point of GeoJSON (RFC 7946, 3.1.2): longitude first.
    fn geometry(&mut self, written: &[u8]) -> Option<()> {
        let (_, behind) = split_once(written, b"\"coordinates\"")?;
        let mut cursor = Cursor::new(behind, 0);
        cursor.expect(b':').ok()?;
        cursor.expect(b'[').ok()?;
        let lon = found(&mut cursor).ok()?.number()?;
        cursor.more(b']').ok()?;
        (self.lat, self.lon) = (found(&mut cursor).ok()?.number()?, lon);
        None
    }

    /// Notes what was left in a text that is shown.
    pub(super) fn look(&mut self, field: usize, text: &'a [u8]) {
        let left = left(text);
        if left.entities {
            self.flaw(IssueKind::Entities, field, Cow::Borrowed(text));
        }
        if left.controls {
            self.flaw(IssueKind::ControlCharacters, field, Cow::Borrowed(text));
        }
    }

    /// A hash of what is drawn of it, to tell whether two with one id are the same.
    pub(super) fn content(&self) -> u32 {
        let place = self.lat.to_bits() ^ self.lon.to_bits().rotate_left(17);
        let numbers = [
            self.start.cast_unsigned(),
            self.people_min,
            self.country.into(),
            place as u32,
            (place >> 32) as u32,
        ];
        numbers.iter().fold(0, |hash: u32, &n| {
            (hash.rotate_left(5) ^ n).wrapping_mul(0x9e37_79b9)
        })
    }
}

/// The day of seconds or milliseconds since 1970 (UTC), as some exports have them; none for a number
/// that may be a year, or a date without its signs.
fn epoch(seconds: f64) -> Option<Day> {
    let seconds = if seconds.abs() > 1e11 {
        seconds / 1e3
    } else {
        seconds
    };
    (seconds.abs() >= 1e8).then_some((seconds / 86_400.0).floor() as Day)
}

/// The number of a member of the object that a text is or begins with.
fn member(text: &[u8], names: &[&[u8]]) -> Option<f64> {
    let mut cursor = Cursor::new(text, text.iter().position(|&b| b == b'{')? + 1);
    loop {
        let name = cursor.string().ok()?;
        cursor.expect(b':').ok()?;
        let value = found(&mut cursor).ok()?;
        if names.contains(&name.bytes) {
            return value.number();
        }
        if !cursor.more(b'}').ok()? {
            return None;
        }
    }
}
