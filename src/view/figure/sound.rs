//! What a [`Figure`] gives to the ear.

use super::super::State;
use super::inexact::is_inexact;
use super::{Environment, Figure};
use crate::chart::Tones;
use crate::data::{Dataset, UNKNOWN};
use crate::query::{Filter, Measure, rows};

impl Figure {
    /// What is heard of a time chart. Nothing where single cases are not drawn: published totals are each of a time of
    /// its own, and overlap.
    pub fn tones(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Option<Tones> {
        if self.companion.is_some() {
            return None;
        }
        let brush = self.brush(data, state, env);
        let unsaid = self.unsaid(data, state);
        let numbers = self.timeline_data(data, state, env);
        let chart = self.timeline(&numbers, env);
        let chosen = (brush.from, brush.until);
        (chart.is_single() && chosen.0 < chosen.1).then(|| chart.tones(&unsaid, chosen))
    }

    /// Of each bin, whether a case of it gives no number of people; empty where people are not counted.
    fn unsaid(&mut self, data: &Dataset, state: &State) -> Vec<bool> {
        if self.measure(data) != Measure::People {
            return Vec::new();
        }
        let edges = self.bins(data).edges;
        let filter = Filter {
            window: None,
            ..self.chosen(data, state)
        };
        let cases = &data.cases;
        let mut unsaid = vec![false; edges.len() - 1];
        for row in rows(cases, &filter) {
            let row = row as usize;
            if cases.people_min.get(row) != UNKNOWN || is_inexact(cases, row, &edges) {
                continue;
            }
            let after = edges.partition_point(|&edge| edge <= cases.start[row]);
            if let Some(bin) = after.checked_sub(1).and_then(|bin| unsaid.get_mut(bin)) {
                *bin = true;
            }
        }
        unsaid
    }
}
