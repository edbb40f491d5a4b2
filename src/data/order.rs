//! Puts cases into the order of their days.

use super::{Cases, permute};
use crate::sort::order;

/// Sorts in steps, so that the page can breathe between two of them. Between the first and the last
/// step the columns don't fit together.
#[derive(Debug, Default)]
pub struct Sorter {
    order: Vec<u32>,
    step: usize,
}

impl Sorter {
    /// Does the next step; true when all is done, however often it is asked then. A step takes some
    /// ms for a million cases.
    pub fn step(&mut self, cases: &mut Cases) -> bool {
        let step = self.step;
        self.step = step.saturating_add(1);
        match step {
            _ if cases.ordered => return true,
            0 => {
                // An undated case has the last day there is.
                cases.ordered = cases.start.is_sorted();
                if !cases.ordered {
                    self.order = order(&cases.start);
                }
            }
            1 => permute(&mut cases.start, &self.order),
            2 => cases.span.permute(&self.order),
            3 => permute(&mut cases.country, &self.order),
            4 => cases.people_min.permute(&self.order),
            5 => cases.people_more.permute(&self.order),
            6 => cases.lat.permute(&self.order),
            7 => cases.lon.permute(&self.order),
            8 => {
                let order = &self.order;
                cases.flags.permute(order);
                cases.weight.permute(order);
                cases.without.permute(order);
                if !crate::WHOLE {
                    return false;
                }
                cases.people_best.permute(order);
                cases.precision.permute(order);
                cases.radius_km.permute(order);
                #[cfg(feature = "formats")]
                {
                    cases.records.permute(order);
                    cases.set.permute(order);
                    cases.share.permute(order);
                    cases.suppressed.permute(order);
                    cases.stages.permute(order);
                }
            }
            _ => match cases.facets.get_mut(step - 9) {
                Some(facet) => permute(&mut facet.codes, &self.order),
                None => {
                    self.order = Vec::new();
                    cases.ordered = true;
                }
            },
        }
        cases.ordered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Facet;

    #[test]
    fn being_asked_again_when_all_is_done_changes_nothing() {
        for days in [[4, 7], [7, 4]] {
            let mut cases = Cases {
                ordered: false,
                start: days.to_vec(),
                country: vec![0, 1],
                facets: vec![Facet {
                    codes: vec![0, 1],
                    ..Facet::default()
                }],
                ..Cases::default()
            };
            let mut sorter = Sorter::default();
            while !sorter.step(&mut cases) {}
            assert!(sorter.step(&mut cases) && sorter.step(&mut cases));
            assert_eq!(cases.start, [4, 7]);
            let rows = if days[0] == 4 { [0, 1] } else { [1, 0] };
            assert_eq!(
                (&cases.country[..], &cases.facets[0].codes[..]),
                (&rows[..], &rows[..])
            );
        }
    }
}
