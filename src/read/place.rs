//! Where a case was: its country, or several, and its point.

use std::borrow::Cow;

#[cfg(feature = "formats")]
use super::bytes::{find, split};
use super::draft::Draft;
use super::fields::Role;
use super::record::{Shared, texts};
use super::scan::{Cursor, Scalar, Scanned};
#[cfg(feature = "formats")]
use crate::data::SET;
#[cfg(feature = "formats")]
use crate::data::area;
use crate::data::{NO_COUNTRY, country};
use crate::issue::IssueKind;
#[cfg(feature = "formats")]
use crate::sort::sort_few;

impl Shared {
    pub(super) fn country<'a>(
        &mut self,
        draft: &mut Draft<'a>,
        field: usize,
        cursor: &mut Cursor<'a>,
    ) -> Scanned<()> {
        let first = cursor.peek()?;
        let start = cursor.at;
        #[cfg(feature = "formats")]
        if draft.is_set() {
            // Where two fields name the country, the last one counts.
            draft.flags &= !SET;
            draft.together.clear();
        }
        if first == b'"' {
            let text = cursor.string()?.text();
            #[cfg(feature = "formats")]
            if self.several(draft, &text) {
                return Ok(());
            }
            draft.country = self.unit(draft, field, text);
            return Ok(());
        }
        if first != b'[' {
            return match cursor.scalar()? {
                Scalar::Number(_) => {
                    let digits = Cow::Borrowed(cursor.since(start));
                    draft.country = self.unit(draft, field, digits);
                    Ok(())
                }
                Scalar::Null => Ok(()),
                _ => draft.wrong(IssueKind::WrongType, field, &[]),
            };
        }
        let texts = texts(cursor)?;
        match texts.as_slice() {
            [] => {}
            [one] => draft.country = self.unit(draft, field, one.text()),
            // Sets of countries are for the whole build to show.
            #[cfg(not(feature = "formats"))]
            _ => draft.flawed = true,
            #[cfg(feature = "formats")]
            several => {
                let mut units = Vec::new();
                let texts = several.iter().map(|text| text.text());
                for text in texts.filter(|text| !text.trim_ascii().is_empty()) {
                    units.push(self.unit(draft, field, text));
                }
                together(draft, units);
            }
        }
        Ok(())
    }

    /// Takes a text that names several countries, each of them known. False if it is none.
    #[cfg(feature = "formats")]
    fn several<'a>(&mut self, draft: &mut Draft<'a>, text: &[u8]) -> bool {
        const BETWEEN: [&[u8]; 6] = [b";", b"|", b",", b"/", b" and ", b" & "];
        let joined = BETWEEN.iter().any(|sign| find(text, sign).is_some());
        if self.mapping.areas || !joined || self.known(text).is_some() {
            return false;
        }
        let units = BETWEEN.iter().find_map(|sign| {
            let parts = split(text, sign).filter(|part| !part.is_empty());
            let units: Option<Vec<u16>> = parts.map(|part| self.known(part)).collect();
            units.filter(|units| units.len() > 1)
        });
        let several = units.is_some();
        together(draft, units.unwrap_or_default());
        several
    }

    /// The unit of a country as the file writes it, if it is known.
    #[cfg(feature = "formats")]
    fn known(&mut self, text: &[u8]) -> Option<u16> {
        let unit = self.resolve(text)?;
        Some(self.unit_index(unit))
    }

    /// The country of all cases, where no field tells it.
    #[cfg(feature = "formats")]
    pub(super) fn constant_country(&mut self) -> u16 {
        let Some(text) = &self.mapping.country else {
            return NO_COUNTRY;
        };
        let unit = country::resolve(text.as_bytes());
        unit.map_or(NO_COUNTRY, |unit| self.unit_index(unit))
    }

    fn unit<'a>(&mut self, draft: &mut Draft<'a>, field: usize, text: Cow<'a, [u8]>) -> u16 {
        let known = self.written.len();
        let Some(code) = self.written.code(&text, super::interner::MOST) else {
            return NO_COUNTRY;
        };
        if usize::from(code) == known {
            #[cfg(feature = "formats")]
            let unit = if self.mapping.areas {
                self.area(&text)
            } else {
                self.resolve(&text)
            };
            #[cfg(not(feature = "formats"))]
            let unit = self.resolve(&text);
            let index = unit.map_or(NO_COUNTRY, |unit| self.unit_index(unit));
            self.unit_of.push(index);
        }
        let unit = self.unit_of[usize::from(code)];
        if unit == NO_COUNTRY && !text.trim_ascii().is_empty() {
            #[cfg(feature = "formats")]
            if self.mapping.areas {
                draft.flaw(IssueKind::TooManyValues, field, text);
                return unit;
            }
            draft.flaw(IssueKind::UnknownCountry, field, text);
        }
        unit
    }

    /// The unit code of an area's key; none for an empty one, or if there are too many.
    #[cfg(feature = "formats")]
    pub(super) fn area(&mut self, key: &[u8]) -> Option<[u8; 2]> {
        let key = String::from_utf8_lossy(key.trim_ascii());
        if key.is_empty() {
            return None;
        }
        let known = self.areas.iter().position(|known| *known == key);
        let code = area::code(known.unwrap_or(self.areas.len()))?;
        if known.is_none() {
            self.areas.push(key.into_owned());
        }
        Some(code)
    }

    /// The unit code of a country's code or name.
    fn resolve(&self, text: &[u8]) -> Option<[u8; 2]> {
        country::resolve(text).or_else(|| {
            if !crate::WHOLE {
                return None;
            }
            let name = country::plain_name(text);
            let look_up = || self.names.0.as_ref()?(std::str::from_utf8(&name).ok()?);
            #[cfg(feature = "formats")]
            let look_up = || country::spelling(&name).or_else(look_up);
            look_up()
        })
    }

    fn unit_index(&mut self, unit: [u8; 2]) -> u16 {
        let known = self.units.iter().position(|known| known.as_bytes() == unit);
        known.unwrap_or_else(|| {
            self.units.push(unit.map(char::from).iter().collect());
            self.units.len() - 1
        }) as u16
    }

    pub(super) fn check_place(&mut self, draft: &mut Draft<'_>) {
        let (lat, lon) = (draft.lat, draft.lon);
        if lat.is_nan() && lon.is_nan() {
            return;
        }
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            return;
        }
        let swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
        let kind = if swapped {
            IssueKind::Swapped
        } else {
            IssueKind::OutOfRange
        };
        (draft.lat, draft.lon) = (f64::NAN, f64::NAN);
        draft.flawed = true;
        if !crate::WHOLE {
            return;
        }
        let place = |role| match role {
            #[cfg(feature = "formats")]
            Role::Point => true,
            role => role == Role::Lat,
        };
        let Some(field) = self.fields.of_role(place) else {
            return;
        };
        let mut found = String::new();
        for (value, separator) in [(lat, ", "), (lon, "")] {
            if value.is_nan() {
                found.push('?');
            } else {
                crate::json::push_fixed(&mut found, value, 5);
            }
            found.push_str(separator);
        }
        draft.flaw(kind, field, Cow::Owned(found.into_bytes()));
    }
}

/// A record stands for these countries together, of which some may not be known.
#[cfg(feature = "formats")]
fn together(draft: &mut Draft<'_>, mut units: Vec<u16>) {
    sort_few(&mut units, |a, b| a < b);
    units.dedup();
    match units.as_slice() {
        [] => return,
        [one] => {
            draft.country = *one;
            return;
        }
        _ => units.retain(|&unit| unit != NO_COUNTRY),
    }
    if units.len() < 2 {
        // Which the others are, nobody knows.
        units.clear();
    }
    draft.flags |= SET;
    draft.rare = true;
    draft.together = units;
}
