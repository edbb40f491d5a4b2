//! What the fields of a case are, by their names.

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

/// The names that stand for something, in the file's order as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Fields {
    names: Vec<(Box<[u8]>, Role)>,
    /// Where the name after the last one found is: records have their fields in the same order.
    next: usize,
}

/// More different names are not looked at: it is noise, not a file of cases.
const MOST: usize = 400;

impl Fields {
    /// The name that comes next if this record is like the last one, with its index.
    pub(super) fn expected(&self) -> Option<(&[u8], usize)> {
        let (name, _) = self.names.get(self.next)?;
        Some((name, self.next))
    }

    /// The expected name came.
    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    /// The field of a name, by its index; none if there are too many. `facets` counts the facets.
    pub(super) fn index(&mut self, name: &[u8], facets: &mut u16) -> Option<usize> {
        if self
            .names
            .get(self.next)
            .is_some_and(|(known, _)| **known == *name)
        {
            self.next += 1;
            return Some(self.next - 1);
        }
        let found = self.names.iter().position(|(known, _)| **known == *name);
        let index = match found {
            Some(index) => index,
            None if self.names.len() < MOST => {
                self.names.push((name.into(), role(name, facets)));
                self.names.len() - 1
            }
            None => return None,
        };
        self.next = index + 1;
        Some(index)
    }

    #[inline(always)]
    pub(super) fn role(&self, index: usize) -> Role {
        self.names[index].1
    }

    pub(super) fn name(&self, index: usize) -> String {
        String::from_utf8_lossy(&self.names[index].0).into_owned()
    }

    /// The names of the facets, by their index.
    pub(super) fn facet_names(&self) -> Vec<String> {
        let facets = (0..self.names.len()).filter(|&i| matches!(self.role(i), Role::Facet(_)));
        facets.map(|index| self.name(index)).collect()
    }

    /// The next record begins.
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
