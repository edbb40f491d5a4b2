//! Percentages that are published without a count, as bars of their own.

use super::super::Asked;
use super::super::by::By;
use super::super::list::{facets, place, time};
use super::super::shares::share_words;
use super::bars::Maker;
use crate::chart::Bar;
use crate::data::Share;
use crate::locale::fill;
use crate::query::rows;
use crate::scene::MarkKey;

/// As many are drawn; more are noted.
pub(super) const DRAWN: usize = 12;

/// A percentage that says of a facet what it is a part of.
pub(super) struct Published {
    /// The values' names.
    label: String,
    /// Of which time, and where.
    under: String,
    /// As it is written.
    share: String,
    /// The first of the values.
    value: u16,
    of: Share,
}

impl Published {
    /// As a row of a table.
    pub(super) fn cells(&self) -> Vec<String> {
        let of = [&self.label, " (", &self.under, ")"].concat();
        vec![of, String::new(), self.share.clone()]
    }

    /// How long a bar is, and how much longer it may be.
    fn long(&self) -> (f64, f64) {
        let part = |n: f64| (n / 100.0).clamp(0.0, 1.0);
        match self.of {
            Share::Exactly(n) | Share::About(n) => (part(n), 0.0),
            Share::Between(min, max) => {
                let (min, max) = (part(min.unwrap_or(0.0)), part(max.unwrap_or(100.0)));
                (min, (max - min).max(0.0))
            }
        }
    }
}

/// The percentages of a facet among what is chosen elsewhere, in the order of the file.
pub(super) fn shares(of: &Asked<'_>, by: By<'_>) -> Vec<Published> {
    let cases = &of.data.cases;
    let By::Facet(at, _) = by else {
        return Vec::new();
    };
    if cases.share.is_uniform() {
        return Vec::new();
    }
    let facet = &cases.facets[at];
    let published = |row: u32| {
        let row = row as usize;
        let share = *cases.shares.get(usize::from(cases.share.get(row)))?;
        let value = facet.values_of(facet.codes[row]).next()?;
        let (_, label) = facets(of.data, row, &[at], of.env.language).pop()?;
        let where_ = Some(place(cases, row, of.env)).filter(|place| !place.is_empty());
        let under = where_.into_iter().chain([time(cases, row, of.env)]);
        Some(Published {
            label,
            under: under.collect::<Vec<_>>().join(", "),
            share: share_words(of.data, row, of.env)?,
            value,
            of: share,
        })
    };
    let chosen = rows(cases, &of.filter(&by.others(of.state)));
    chosen.into_iter().filter_map(published).collect()
}

/// Adds their bars below the others.
pub(super) fn add(of: &Asked<'_>, by: By<'_>, maker: &Maker<'_>, bars: &mut Vec<Bar>) {
    let messages = of.env.locale.messages;
    let counted = !bars.is_empty();
    for (index, share) in shares(of, by).iter().take(DRAWN).enumerate() {
        let first = counted && index == 0;
        let (long, more) = share.long();
        bars.push(Bar {
            key: Some(MarkKey::Share(index as u16)),
            words: fill(
                messages.share_of,
                &[&share.label, &share.under, &share.share],
            ),
            label: share.label.clone(),
            under: share.under.clone(),
            parts: vec![(maker.color(MarkKey::Value(share.value)), long)],
            more,
            framed: true,
            number: share.share.clone(),
            apart: first,
            heading: if first {
                messages.published_shares.to_owned()
            } else {
                String::new()
            },
            ..Bar::default()
        });
    }
}
