//! What the fields of a case are, by their names.

use super::scan::{Cursor, Key, same};

/// What a field of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Date,
    Country,
    Lat,
    Lon,
    People,
    /// Known, but neither drawn nor a facet: an id, a place in words, a link.
    Detail,
    /// Perhaps a facet: an index into the facets being read.
    Facet(u16),
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
    pub(super) fn index(&mut self, name: &[u8], facets: &mut u16) -> Option<usize> {
        let known = |field: &Field| same(&field.name, name);
        let index = if self.fields.get(self.next).is_some_and(known) {
            self.next
        } else if let Some(index) = self.fields.iter().position(known) {
            index
        } else if self.fields.len() < MOST {
            self.fields.push(Field {
                name: name.into(),
                key: Key::new(name),
                role: role(name, facets),
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

fn role(name: &[u8], facets: &mut u16) -> Role {
    match name {
        b"date" => Role::Date,
        b"country" => Role::Country,
        b"lat" => Role::Lat,
        b"lon" => Role::Lon,
        b"people" => Role::People,
        b"id" | b"place" | b"precision" | b"title" | b"note" | b"url" | b"source" | b"kind" => {
            Role::Detail
        }
        _ => {
            *facets += 1;
            Role::Facet(*facets - 1)
        }
    }
}
