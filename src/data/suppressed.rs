//! Numbers that are withheld to protect people.

use crate::json::Writer;

/// What of a record is withheld to protect people: statisticians call such numbers suppressed. A number that is
/// withheld is in no other column: nothing can add it, or tell it by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suppressed {
    /// How many people.
    pub people: Option<Bounds>,
    /// How many cases. The record has a weight of 0 then.
    pub cases: Option<Bounds>,
}

/// What is public of a number that is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// It is at least this.
    pub min: Option<u32>,
    /// It is at most this.
    pub max: Option<u32>,
}

impl Bounds {
    /// Writes as case JSON has it that a number is withheld, with what is public of it.
    pub(crate) fn write(self, out: &mut Writer) {
        out.object(|out| {
            out.key("suppressed").bool(true);
            for (name, n) in [("min", self.min), ("max", self.max)] {
                if let Some(n) = n {
                    out.key(name).int(n.into());
                }
            }
        });
    }
}

impl Suppressed {
    /// The same with nothing told of the numbers.
    pub(crate) fn without_bounds(self) -> Self {
        let none = |_: Bounds| Bounds::default();
        Self {
            people: self.people.map(none),
            cases: self.cases.map(none),
        }
    }
}
