//! Who has the areas of a base map: what the file says, unless an editor says otherwise.

use super::basemap::Basemap;
use crate::error::Error;

/// A part of a unit that others hold or claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its code in the file, such as `UA/crimea`: the unit that has it by default, and its name.
    pub name: String,
    /// Code of the unit that has it on this map.
    pub owner: String,
}

impl Basemap {
    /// Reads a base map's bytes and gives areas to other units than the file does, as for `crimea` and
    /// `RU`. An area is named with or without the unit that has it by default (`UA/crimea`).
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode), and [`Error::Unknown`] for an area or a unit that the map has not.
    pub fn decode_with(bytes: &[u8], owners: &[(&str, &str)]) -> crate::Result<Self> {
        let mut map = Self::entries(bytes).map_err(Error::Basemap)?;
        for &(area, owner) in owners {
            map.give(area, owner)?;
        }
        map.sort_by_owner();
        map.finish();
        Ok(map)
    }

    /// Its areas, ascending by name.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Notes which entries are areas.
    pub(super) fn list_areas(&mut self) {
        let area = |code: &str| {
            Some(Area {
                name: code.to_owned(),
                owner: area_of(code)?.0.to_owned(),
            })
        };
        self.areas = self.units.iter().filter_map(|u| area(&u.code)).collect();
    }

    fn give(&mut self, area: &str, owner: &str) -> crate::Result<()> {
        let units = || self.units.iter().map(|unit| unit.code.as_str());
        if owner.contains('/') || !units().any(|code| code == owner) {
            let known = units().filter(|code| area_of(code).is_none());
            return Err(unknown("owner", owner, known));
        }
        let names =
            |name: &str| name == area || area_of(name).is_some_and(|(_, short)| short == area);
        let Some(found) = self.areas.iter_mut().find(|a| names(&a.name)) else {
            let known = self.areas.iter().map(|area| area.name.as_str());
            return Err(unknown("area", area, known));
        };
        owner.clone_into(&mut found.owner);
        Ok(())
    }

    /// Brings each area, with its polygons, behind the unit that has it.
    fn sort_by_owner(&mut self) {
        let mut owners = self.areas.iter().map(|area| &area.owner);
        for unit in &mut self.units {
            if let Some((_, name)) = area_of(&unit.code)
                && let Some(owner) = owners.next()
            {
                unit.code = format!("{owner}/{name}");
            }
        }
        crate::sort::sort_few(&mut self.units, |a, b| a.code < b.code);
        let mut polygons = Vec::with_capacity(self.polygons.len());
        for unit in &mut self.units {
            let first = polygons.len() as u32;
            let own = unit.polygons.start as usize..unit.polygons.end as usize;
            polygons.extend(self.polygons[own].iter().cloned());
            unit.polygons = first..polygons.len() as u32;
        }
        self.polygons = polygons;
    }
}

/// The areas and owners of a text such as `crimea=RU north=TR`, for [`Basemap::decode_with`].
#[must_use]
pub fn owners(text: &str) -> Vec<(&str, &str)> {
    let words = text.split_ascii_whitespace();
    words
        .map(|word| word.split_once('=').unwrap_or((word, "")))
        .collect()
}

/// Owner and name of an entry that is an area.
fn area_of(code: &str) -> Option<(&str, &str)> {
    code.split_once('/')
}

fn unknown<'a>(what: &'static str, found: &str, known: impl Iterator<Item = &'a str>) -> Error {
    Error::Unknown {
        what,
        found: found.to_owned(),
        known: known.collect::<Vec<_>>().join(", "),
    }
}
