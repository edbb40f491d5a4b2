//! Percentages that are published without a count, as bars of their own.

use super::super::Asked;
use super::super::by::By;
use super::super::list::{facets, place, time};
use super::super::shares::{NOTED, share_words};
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
    fn words(&self, of: &Asked<'_>) -> String {
        fill(
            of.env.locale.messages.share_of(),
            &[&self.label, &self.under, &self.share],
        )
    }

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
pub(super) fn shares<'a>(of: &'a Asked<'_>, by: By<'a>) -> impl Iterator<Item = Published> {
    let cases = &of.data.cases;
    let (at, chosen) = match by {
        By::Facet(at, _) if !cases.share.is_uniform() => {
            (at, rows(cases, &of.filter(&by.others(of.state))))
        }
        _ => (0, Vec::new()),
    };
    let published = move |row: u32| published(of, at, row as usize);
    chosen.into_iter().filter_map(published)
}

/// The percentage of a row, if it has one that says something of a facet.
fn published(of: &Asked<'_>, at: usize, row: usize) -> Option<Published> {
    let cases = &of.data.cases;
    let facet = &cases.facets[at];
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
}

/// A sentence for each of those that have no bar, as far as they are few.
pub(super) fn undrawn_notes(of: &Asked<'_>, by: By<'_>) -> Vec<String> {
    let messages = of.env.locale.messages;
    let rest = shares(of, by).skip(DRAWN).take(NOTED + 1);
    let mut notes: Vec<String> = rest.map(|share| share.words(of)).collect();
    if notes.len() > NOTED {
        notes.truncate(NOTED);
        notes.push(messages.more_shares().to_owned());
    }
    notes
}

/// Adds their bars below the others.
pub(super) fn add(of: &Asked<'_>, by: By<'_>, maker: &Maker<'_>, bars: &mut Vec<Bar>) {
    let messages = of.env.locale.messages;
    let counted = !bars.is_empty();
    for (index, share) in shares(of, by).take(DRAWN).enumerate() {
        let first = counted && index == 0;
        let (long, more) = share.long();
        bars.push(Bar {
            key: Some(MarkKey::Share(index as u16)),
            words: share.words(of),
            label: share.label.clone(),
            under: share.under.clone(),
            parts: vec![(maker.color(MarkKey::Value(share.value)), long)],
            more,
            framed: true,
            number: share.share.clone(),
            apart: first,
            heading: if first {
                messages.published_shares().to_owned()
            } else {
                String::new()
            },
            ..Bar::default()
        });
    }
}
