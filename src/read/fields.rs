//! What the fields of a case are, by their names.

use super::scan::{Cursor, Key, same};

/// What a field of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Date,
    /// A date whose month is written before its day.
    #[cfg(feature = "formats")]
    MonthFirst,
    /// The end of an interval that [`Date`](Self::Date) begins.
    #[cfg(feature = "formats")]
    DateTo,
    /// A code for the unit that the date is exact to, by its table.
    #[cfg(feature = "formats")]
    Step(u8),
    /// Year, month or day.
    #[cfg(feature = "formats")]
    Part(u8),
    /// Whether the date is not exact.
    #[cfg(feature = "formats")]
    Inexact,
    /// Dates by stage, in an object.
    Stages,
    /// The date of one stage, by its place in `fields`.
    #[cfg(feature = "formats")]
    Stage(u8),
    Country,
    /// Latitude and longitude in one text.
    #[cfg(feature = "formats")]
    Point,
    Lat,
    Lon,
    People,
    /// The least, best or greatest number of people; several fields of one kind are added.
    #[cfg(feature = "formats")]
    Bound(u8),
    /// How many cases the record stands for.
    Cases,
    /// A percentage instead of a count.
    Percent,
    /// What the case's country is counted per.
    #[cfg(feature = "formats")]
    Base,
    /// What the point stands for: a name, or a code by its table.
    Precision(u8),
    Radius,
    Kind,
    Counted,
    Id,
    /// A feature's point, and the object that holds its fields.
    #[cfg(feature = "formats")]
    Geometry,
    #[cfg(feature = "formats")]
    Properties,
    /// Known, but neither drawn nor a facet: a place in words, a link.
    Detail,
    /// Perhaps a facet: an index into the facets being read.
    Facet(u16),
}

#[cfg(feature = "formats")]
impl Role {
    /// Its name in the options' grammar.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Date | Self::MonthFirst => "date",
            Self::Stages | Self::Stage(_) => "dates",
            Self::DateTo => "date to",
            Self::Step(_) => "date precision",
            Self::Part(0) => "year",
            Self::Part(1) => "month",
            Self::Part(_) => "day",
            Self::Inexact => "date inexact",
            Self::Country => "country",
            Self::Point => "point",
            Self::Lat => "lat",
            Self::Lon => "lon",
            Self::People => "people",
            Self::Bound(0) => "people min",
            Self::Bound(1) => "people best",
            Self::Bound(_) => "people max",
            Self::Cases => "cases",
            Self::Base => "base",
            Self::Precision(_) => "precision",
            _ => "details",
        }
    }
}

#[derive(Debug)]
struct Field {
    name: Box<[u8]>,
    key: Option<Key>,
    role: Role,
}

/// The names that stand for something, in the file's order as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Fields {
    fields: Vec<Field>,
    /// Where the name after the last one found is: records have their fields in the same order.
    next: usize,
}

/// More different names are not looked at: it is noise, not a file of cases.
const MOST: usize = 400;

impl Fields {
    /// Passes the name that comes next if this record is like the last one: the field's index.
    #[inline(always)]
    pub(super) fn pass_next(&mut self, cursor: &mut Cursor<'_>) -> Option<usize> {
        let key = self.fields.get(self.next)?.key.as_ref()?;
        let passed = cursor.pass_key(key);
        self.next += usize::from(passed);
        passed.then(|| self.next - 1)
    }

    /// The field of a name, by its index; none if there are too many. `facets` counts the facets.
    pub(super) fn index(
        &mut self,
        name: &[u8],
        role: impl Fn(&[u8]) -> Option<Role>,
        facets: &mut u16,
    ) -> Option<usize> {
        let known = |field: &Field| same(&field.name, name);
        let index = if self.fields.get(self.next).is_some_and(known) {
            self.next
        } else if let Some(index) = self.fields.iter().position(known) {
            index
        } else if self.fields.len() < MOST {
            self.fields.push(Field {
                name: name.into(),
                key: Key::new(name),
                role: match role(name) {
                    Some(Role::Facet(_)) | None => {
                        *facets += 1;
                        Role::Facet(*facets - 1)
                    }
                    Some(role) => role,
                },
            });
            self.fields.len() - 1
        } else {
            return None;
        };
        self.next = index + 1;
        Some(index)
    }

    #[inline(always)]
    pub(super) fn role(&self, index: usize) -> Role {
        self.fields
            .get(index)
            .map_or(Role::Detail, |field| field.role)
    }

    pub(super) fn name(&self, index: usize) -> String {
        String::from_utf8_lossy(&self.fields[index].name).into_owned()
    }

    /// The first field of a role.
    pub(super) fn of_role(&self, is: impl Fn(Role) -> bool) -> Option<usize> {
        self.fields.iter().position(|field| is(field.role))
    }

    /// All names so far.
    #[cfg(feature = "formats")]
    pub(super) fn names(&self) -> Vec<String> {
        (0..self.fields.len())
            .map(|index| self.name(index))
            .collect()
    }

    /// The names that are not ours and mean something of ours, with what.
    #[cfg(feature = "publish")]
    pub(super) fn meant(&self) -> Vec<(String, &'static str)> {
        let fields = self
            .fields
            .iter()
            .filter(|field| canonical(&field.name).is_none());
        let meant = fields.filter_map(|field| {
            let means = match field.role {
                Role::Facet(_) | Role::Detail | Role::Geometry | Role::Properties | Role::Base => {
                    return None;
                }
                Role::Point => "lat",
                Role::Radius => "radius_km",
                Role::Part(_) => "date",
                role => role.name().split(' ').next().unwrap_or_default(),
            };
            Some((String::from_utf8_lossy(&field.name).into_owned(), means))
        });
        meant.collect()
    }

    /// The names of the facets, by their index.
    pub(super) fn facet_names(&self) -> Vec<String> {
        let facets = (0..self.fields.len()).filter(|&i| matches!(self.role(i), Role::Facet(_)));
        facets.map(|index| self.name(index)).collect()
    }

    /// The next record begins.
    #[inline(always)]
    pub(super) fn rewind(&mut self) {
        self.next = 0;
    }
}

/// What our own names mean. What the figures of a page don't show, they pass over.
const OURS: [(&[u8], Role); 18] = [
    (b"date", Role::Date),
    (b"dates", Role::Stages),
    (b"country", Role::Country),
    (b"lat", Role::Lat),
    (b"lon", Role::Lon),
    (b"people", Role::People),
    (b"cases", Role::Cases),
    (b"percent", Role::Percent),
    (b"precision", shown(Role::Precision(u8::MAX))),
    (b"radius_km", shown(Role::Radius)),
    (b"kind", Role::Kind),
    (b"counted", shown(Role::Counted)),
    (b"id", shown(Role::Id)),
    (b"place", Role::Detail),
    (b"title", Role::Detail),
    (b"note", Role::Detail),
    (b"url", Role::Detail),
    (b"source", Role::Detail),
];

/// The names of fields that mean something to us. Any other name is a facet's or a detail's.
pub fn names() -> impl Iterator<Item = &'static str> {
    OURS.iter()
        .filter_map(|(name, _)| std::str::from_utf8(name).ok())
}

const fn shown(role: Role) -> Role {
    if crate::WHOLE { role } else { Role::Detail }
}

/// The role of one of our own names.
pub(super) fn canonical(name: &[u8]) -> Option<Role> {
    let ours = OURS.iter().find(|(known, _)| same(known, name));
    ours.map(|&(_, role)| role)
}
