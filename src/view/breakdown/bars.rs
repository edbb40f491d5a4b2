//! Bars with their texts, from their numbers.

use super::super::Asked;
use super::super::by::{By, OTHERS};
use super::super::percent::percent;
use super::super::words::{amount_of, stack_colors};
use super::count::{Counts, Lasting, Row, end};
use crate::chart::Bar;
use crate::data::NO_VALUE;
use crate::locale::fill;
use crate::query::{Measure, Stack, Tally};
use crate::scene::MarkKey;
use crate::theme::Color;

/// A number of cases and people in words, as figures say it; of published totals, people only.
pub(super) fn amount(of: &Asked<'_>, counts: &Counts, sum: &Tally) -> String {
    amount_of(sum, counts.totals, of.adds_people, of.env)
}

/// What bars are as long as, in words: cases, or people.
pub(super) fn measured(of: &Asked<'_>, sum: &Tally) -> String {
    sum.measured(of.measure, &of.env.locale)
}

/// What makes bars.
pub(super) struct Maker<'a> {
    of: &'a Asked<'a>,
    by: By<'a>,
    lasting: &'a Lasting,
    counts: &'a Counts,
    /// Whether bars get words.
    worded: bool,
    /// What the axis ends at, and whether that is the whole.
    axis: (u64, bool),
    /// Colours of the stack's parts.
    parts: Vec<Color>,
    /// The colours that a time chart gives the values of the same facet.
    values: Option<(&'a Stack, Vec<Color>)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        of: &'a Asked<'a>,
        by: By<'a>,
        lasting: &'a Lasting,
        counts: &'a Counts,
        worded: bool,
    ) -> Self {
        let colors = |stack| stack_colors(of.data, of.env.theme, stack);
        Self {
            of,
            by,
            lasting,
            counts,
            worded,
            axis: counts.axis(of.measure),
            parts: lasting.stack.as_ref().map_or_else(Vec::new, colors),
            values: lasting.own.as_ref().map(|stack| (stack, colors(stack))),
        }
    }

    /// The colour of a bar that is not stacked.
    pub(super) fn color(&self, key: MarkKey) -> Color {
        let theme = self.of.env.theme;
        match (key, &self.values) {
            (MarkKey::Value(NO_VALUE) | OTHERS, _) => theme.part(0, true),
            (MarkKey::Value(value), Some((stack, colors))) => {
                let at = stack.values.iter().position(|&known| known == value);
                let own = at.and_then(|at| colors.get(at).copied());
                own.unwrap_or_else(|| theme.part(0, true))
            }
            _ => theme.part(0, false),
        }
    }

    fn long(&self, value: u64) -> f64 {
        value as f64 / self.axis.0.max(1) as f64
    }

    /// What a row is of all that say something; nothing for those that say nothing.
    fn share(&self, key: MarkKey, sum: &Tally) -> Option<String> {
        let says = key != MarkKey::Value(NO_VALUE);
        let known = sum.cases > 0 && (self.of.measure == Measure::Cases || sum.unknown < sum.cases);
        if !(says && known && self.counts.has_shares) {
            return None;
        }
        let measure = self.of.measure;
        percent(
            sum.value(measure),
            self.counts.stated.0.value(measure),
            self.of.env,
        )
    }

    /// Its number as it stands in a table, where what is withheld is told in words.
    fn cell(&self, sum: &Tally) -> String {
        let locale = &self.of.env.locale;
        match self.of.measure {
            measure if sum.withheld(measure).numbers == 0 => self.number(sum),
            Measure::Cases => sum.cases_cell(locale),
            Measure::People => sum.people_words(locale),
        }
    }

    /// Its number as it stands beside a bar.
    fn number(&self, sum: &Tally) -> String {
        let locale = &self.of.env.locale;
        let number = |n| locale.formats.number(n);
        if sum.is_withheld(self.of.measure) {
            return locale.messages.withheld_short().to_owned();
        }
        if sum.withheld(self.of.measure).numbers > 0 {
            return [&number(sum.value(self.of.measure)), "+"].concat();
        }
        if self.of.measure == Measure::Cases {
            return number(sum.cases);
        }
        if sum.cases > 0 && sum.unknown == sum.cases {
            let messages = locale.messages;
            let unknown = if self.counts.totals {
                messages.named_only()
            } else {
                messages.people_unknown()
            };
            return unknown.to_owned();
        }
        match sum.people_max {
            Some(most) if sum.unknown == 0 && most > sum.people_min => fill(
                locale.messages.class(),
                &[&number(sum.people_min), &number(most)],
            ),
            Some(_) if sum.unknown == 0 => number(sum.people_min),
            _ => [&number(sum.people_min), "+"].concat(),
        }
    }

    pub(super) fn cells(&self, row: &Row, percent: bool) -> Vec<String> {
        let mut cells = vec![row.label.clone(), self.cell(&row.now)];
        if percent {
            cells.push(self.share(row.key, &row.now).unwrap_or_default());
        }
        cells.extend(row.parts.iter().map(|&n| {
            match n == 0 && row.now.withheld(self.of.measure).numbers > 0 {
                // It may be of this part.
                true => String::new(),
                false => self.of.env.locale.formats.number(n),
            }
        }));
        cells
    }

    pub(super) fn bar(&self, row: &Row) -> Bar {
        let measure = self.of.measure;
        let value = row.now.value(measure);
        let parts: Vec<(Color, f64)> = match row.parts.is_empty() {
            true => vec![(self.color(row.key), self.long(value))],
            false => {
                let parts = self.parts.iter().copied().zip(&row.parts);
                parts.map(|(color, &n)| (color, self.long(n))).collect()
            }
        };
        let says = row.key != MarkKey::Value(NO_VALUE);
        let chosen = self.by.is_chosen(self.of, row.key);
        let number = self.number(&row.now);
        let share = self.share(row.key, &row.now);
        let messages = self.of.env.locale.messages;
        Bar {
            key: Some(row.key),
            words: match self.worded {
                true => self.words(row, share.as_deref()),
                false => String::new(),
            },
            label: row.label.clone(),
            parts,
            more: self.long(end(&row.now, measure) - value),
            all: if self.counts.filtered {
                self.long(end(&row.all, measure))
            } else {
                0.0
            },
            framed: self.axis.1 && says && !self.counts.filtered,
            number: match share {
                Some(share) => fill(messages.with_share(), &[&number, &share]),
                None => number,
            },
            dimmed: self.by.chooses(self.of.state) && !chosen,
            ..Bar::default()
        }
    }

    fn words(&self, row: &Row, share: Option<&str>) -> String {
        let messages = self.of.env.locale.messages;
        let (now, all) = (&row.now, &row.all);
        let mut amount = match now.is_empty() {
            true => messages.none_chosen().to_owned(),
            false => amount(self.of, self.counts, now),
        };
        if let Some(share) = share {
            amount = [&amount, ", ", share].concat();
        }
        if self.counts.filtered && now != all {
            let whole = self::amount(self.of, self.counts, all);
            amount = fill(messages.of_unfiltered(), &[&amount, &whole]);
        }
        fill(
            messages.mark(),
            &[&row.label, &self.with_parts(amount, &row.parts)],
        )
    }

    /// An amount, and of how much of what it consists.
    fn with_parts(&self, amount: String, parts: &[u64]) -> String {
        let Some(stack) = &self.lasting.stack else {
            return amount;
        };
        let env = self.of.env;
        let labels = super::super::words::part_labels(self.of.data, stack, env);
        let number = |n| env.locale.formats.number(n);
        env.locale.with_parts(amount, &labels, parts, number)
    }

    /// What stands for bars that are not shown before a reader opens it.
    pub(super) fn others(&self, count: usize, (now, all): (Tally, Tally), open: bool) -> Bar {
        let locale = self.of.env.locale;
        let messages = locale.messages;
        let label = fill(
            messages.others_of(),
            &[&locale.formats.number(count as u64)],
        );
        let row = Row {
            key: OTHERS,
            label,
            now,
            all,
            parts: Vec::new(),
        };
        let bar = self.bar(&row);
        // Together they may be longer than the axis, which is that of single ones; and what it stands for is
        // drawn below where it is opened.
        let is_long = self.axis.1 && !open;
        let does = if open {
            messages.folds()
        } else {
            messages.unfolds()
        };
        Bar {
            words: fill(does, &[&bar.words]),
            opened: Some(open),
            parts: if is_long { bar.parts } else { Vec::new() },
            number: if open { String::new() } else { bar.number },
            more: if is_long { bar.more } else { 0.0 },
            all: if is_long { bar.all } else { 0.0 },
            framed: bar.framed && is_long,
            dimmed: false,
            ..bar
        }
    }
}
