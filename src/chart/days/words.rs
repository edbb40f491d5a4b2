//! What a calendar says beside its days.

use super::Days;
use crate::chart::timeline::Covered;
use crate::locale::fill;
use crate::scale::time::Unit;
use crate::scene::{Legend, Pattern, Style, Swatch};

impl Days<'_> {
    pub(super) fn legend(&self) -> Legend {
        let (messages, theme) = (self.timeline.locale.messages, self.timeline.theme);
        let mut swatches = self.classes();
        let mut add = |wanted, label: &str, style, pattern| {
            if wanted {
                let label = label.to_owned();
                swatches.push(Swatch {
                    label,
                    style,
                    pattern,
                });
            }
        };
        let covered = |bin| self.timeline.covered(bin) != Covered::Not;
        let is_empty = |bin| self.sum(bin) == 0 && covered(bin) && !self.is_withheld(bin);
        let empty = (0..self.bins()).any(is_empty);
        let none = if self.told {
            messages.none_reported()
        } else {
            messages.no_case()
        };
        add(empty, none, Style::fill(theme.none), Pattern::Plain);
        let months = self.month_counts();
        let mut months = months.iter();
        let withheld = (0..self.bins()).any(|bin| self.is_withheld(bin))
            || months.any(|&(_, month, sum)| self.is_month_withheld(month, sum));
        let ground = Style::fill(theme.none).with_stroke(theme.muted, 1.0);
        add(withheld, messages.withheld(), ground, Pattern::Speckled);
        let gaps = !self.timeline.data.gaps.is_empty();
        add(
            gaps,
            messages.not_covered(),
            Style::stroke(theme.coast, 1.0),
            Pattern::Hatched,
        );
        let table = &self.timeline.data.table;
        let doubt = (0..self.bins()).any(|bin| table.doubtful(bin).iter().any(|&n| n > 0));
        let middle = self.palette.get(self.palette.len() / 2).copied();
        let style = Style::fill(middle.unwrap_or(theme.muted)).with_stroke(theme.ground, 1.0);
        add(doubt, messages.doubt(), style, Pattern::Hatched);
        let below = Style::fill(theme.none).with_stroke(theme.coast, 1.0);
        add(
            !self.month_counts().is_empty(),
            messages.in_the_month(),
            below,
            Pattern::Plain,
        );
        Legend::new(self.timeline.title(), swatches)
    }

    fn classes(&self) -> Vec<Swatch> {
        let number = |n| self.timeline.locale.formats.number(n);
        let messages = self.timeline.locale.messages;
        let edge = Style::stroke(self.timeline.theme.coast, 1.0);
        if self.scale.is_smooth() {
            let ends = [1, self.scale.max()];
            let swatch = |n| Swatch {
                label: number(n),
                style: Style {
                    fill: self.color(n),
                    ..edge
                },
                pattern: Pattern::Plain,
            };
            return ends.into_iter().map(swatch).collect();
        }
        let class = |class| {
            let label = match self.scale.interval(class) {
                (first, Some(last)) if first == last => number(first),
                (first, Some(last)) => fill(messages.class(), &[&number(first), &number(last)]),
                (first, None) => fill(messages.class_open(), &[&number(first)]),
            };
            let style = Style {
                fill: self.color(self.scale.interval(class).0),
                ..edge
            };
            Swatch {
                label,
                style,
                pattern: Pattern::Plain,
            }
        };
        (0..self.scale.len()).map(class).collect()
    }

    pub(super) fn summary(&self) -> String {
        let messages = self.timeline.locale.messages;
        let highest = (0..self.bins()).rev().max_by_key(|&bin| self.sum(bin));
        let withheld = self.timeline.withheld_of_all();
        let Some(highest) = highest.filter(|&bin| self.sum(bin) > 0) else {
            return match withheld.numbers {
                0 => messages.days_empty().to_owned(),
                _ => fill(
                    messages.days_withheld(),
                    &[&withheld.beside(None, &self.timeline.locale)],
                ),
            };
        };
        let total = (0..self.bins()).map(|bin| self.sum(bin)).sum();
        let total = withheld.beside(Some(self.timeline.amount(total)), &self.timeline.locale);
        let peak = [
            self.timeline.period(highest),
            self.timeline.amount(self.sum(highest)),
        ];
        let peak = fill(messages.mark(), &[&peak[0], &peak[1]]);
        let span = self.timeline.days(self.day(0), self.day(self.bins()) - 1);
        fill(messages.days_summary(), &[&span, &total, &peak])
    }

    /// What stands on no day.
    pub(super) fn notes(&self) -> Vec<String> {
        let (messages, locale) = (self.timeline.locale.messages, &self.timeline.locale);
        let table = &self.timeline.data.table;
        let (mut months, mut wider) = (0, self.beyond);
        for spans in &table.spans {
            let sum: u64 = spans.sums.iter().map(|&(_, sum)| sum).sum();
            let to = if spans.unit == Unit::Month {
                &mut months
            } else {
                &mut wider
            };
            *to += sum;
        }
        let mut notes = Vec::new();
        for (n, words) in [
            (months, messages.days_of_month()),
            (wider, messages.days_of_year()),
        ] {
            if n > 0 {
                notes.push(fill(words, &[&self.timeline.amount(n)]));
            }
        }
        for (n, plural) in [
            (table.wider, messages.days_wider()),
            (table.undated, messages.undated()),
        ] {
            if n > 0 {
                notes.push(locale.count(plural, n));
            }
        }
        if !self.timeline.is_single() {
            notes.push(messages.days_totals().to_owned());
        }
        if self.cut {
            let span = self.timeline.days(self.day(0), self.day(self.bins()) - 1);
            notes.push(fill(messages.days_cut(), &[&span]));
        }
        notes
    }
}
