//! Percentages that are published without a count.

use crate::json::Writer;

/// How much of a published total, in percent: it is told, and counts nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// This much.
    Exactly(f64),
    /// About this much.
    About(f64),
    /// From this much to that; an end that is not given is open.
    Between(Option<f64>, Option<f64>),
}

impl Share {
    /// Writes it as case JSON has it.
    pub(crate) fn write(self, out: &mut Writer) {
        let (about, min, max) = match self {
            Self::Exactly(n) => return out.fixed(n, 6),
            Self::About(n) => (Some(n), None, None),
            Self::Between(min, max) => (None, min, max),
        };
        out.object(|out| {
            for (name, n) in [("about", about), ("min", min), ("max", max)] {
                if let Some(n) = n {
                    out.key(name).fixed(n, 6);
                }
            }
        });
    }
}
