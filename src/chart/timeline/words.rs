//! What a time chart says: of its bins, of its colours, of itself.

#[cfg(feature = "formats")]
use super::Mode;
use super::{Covered, Timeline, TimelineData};
use crate::calendar::Day;
use crate::locale::{DateStyle, fill};
use crate::query::Measure;
use crate::scale::time::Unit;
use crate::scene::{Legend, MarkKey, Pattern, Style, Swatch};

impl Timeline<'_> {
    /// The days of a bin in words.
    pub fn period(&self, bin: usize) -> String {
        let edges = &self.data.bins.edges;
        self.time(edges[bin], edges[bin + 1] - 1, self.data.bins.unit)
    }

    /// A unit of time in words.
    pub(in crate::chart) fn time(&self, first: Day, last: Day, unit: Unit) -> String {
        let formats = self.locale.formats;
        match unit {
            Unit::Day => formats.date(first, DateStyle::Day),
            Unit::Month => formats.date(first, DateStyle::Month),
            Unit::Year => formats.date(first, DateStyle::Year),
            Unit::Week => formats.days(first, last, DateStyle::Day),
            Unit::Quarter => formats.days(first, last, DateStyle::Month),
        }
    }

    pub(crate) fn days(&self, first: i32, last: i32) -> String {
        let style = match self.data.bins.unit {
            Unit::Day | Unit::Week => DateStyle::Day,
            Unit::Month | Unit::Quarter => DateStyle::Month,
            Unit::Year => DateStyle::Year,
        };
        self.locale.formats.days(first, last, style)
    }

    /// A sum in words, in the measure, with its upper end if that is known.
    pub(super) fn between(&self, n: u64, max: Option<u64>) -> String {
        match self.data.measure {
            Measure::Cases => self.amount(n),
            // None that is told, and no end: what is known is that there were some.
            Measure::People => {
                let unknown = n == 0 && max.is_none();
                self.locale.people(n, max, unknown.into(), 1)
            }
        }
    }

    /// A sum in words, in the measure.
    pub fn amount(&self, n: u64) -> String {
        let messages = self.locale.messages;
        match self.data.measure {
            Measure::Cases => self.locale.count(messages.cases(), n),
            Measure::People => self.locale.count(messages.people_at_least(), n),
        }
    }

    /// What a mark says.
    pub fn mark_words(&self, key: MarkKey) -> String {
        match key {
            MarkKey::Bin(bin) if (bin as usize) < self.data.bins.len() => self.words(bin as usize),
            MarkKey::Span(row, index) => self.span_words(row, index),
            #[cfg(feature = "formats")]
            MarkKey::Period(index) => {
                let period = self.data.periods.get(index as usize);
                period.map_or_else(String::new, |period| self.period_words(period))
            }
            _ => String::new(),
        }
    }

    /// What a bin says: "March 2021: 12 cases; facilitation 9, smuggling 3".
    pub fn words(&self, bin: usize) -> String {
        let messages = self.locale.messages;
        let parts = self.data.table.bin(bin);
        #[cfg(feature = "formats")]
        let time = self.bin_time(bin);
        #[cfg(not(feature = "formats"))]
        let time = self.period(bin);
        let words = fill(messages.mark(), &[&time, &self.sum_words(bin)]);
        let number = |n| self.part_number(bin, n);
        let words = self
            .locale
            .with_parts(words, &self.data.parts, parts, number);
        #[cfg(feature = "formats")]
        let words = self.beside_words(bin, words);
        words
    }

    /// The number of a part of a bin in words.
    #[cfg(not(feature = "formats"))]
    #[inline(always)]
    pub fn part_number(&self, _: usize, n: u64) -> String {
        self.locale.formats.number(n)
    }

    /// The sum of a bin, with its upper end as far as it is known, and whether its time was looked at.
    pub fn sum_words(&self, bin: usize) -> String {
        let messages = self.locale.messages;
        let table = &self.data.table;
        let sum = table.bin(bin).iter().sum();
        let known = (!table.is_open(bin)).then(|| sum + table.more(bin));
        let words = match self.covered(bin) {
            #[cfg(feature = "formats")]
            _ if self.mode() == Mode::Cumulative => self.running_words(bin, sum, known),
            Covered::Not if sum == 0 => messages.not_covered().to_owned(),
            Covered::Partly => fill(messages.partly(), &[&self.between(sum, known)]),
            _ => self.between(sum, known),
        };
        #[cfg(feature = "formats")]
        let words = self.and_withheld(words, sum, table.withheld(bin));
        #[cfg(feature = "formats")]
        {
            let doubtful = table.doubtful(bin).iter().sum();
            let words = if doubtful > 0 {
                let doubtful = self.locale.formats.number(doubtful);
                fill(messages.doubtful(), &[&words, &doubtful])
            } else {
                words
            };
            if self.is_of_few(bin) {
                return fill(messages.of_few(), &[&words]);
            }
            words
        }
        #[cfg(not(feature = "formats"))]
        words
    }

    /// What bars count, per unit: "Cases per month".
    pub fn title(&self) -> String {
        let messages = self.locale.messages;
        let what = self.data.measure.name(messages);
        let per = messages.per(self.data.bins.unit);
        #[cfg(feature = "formats")]
        let per = if self.is_single() {
            per
        } else {
            messages.per_period()
        };
        #[cfg(feature = "formats")]
        let per = match self.mode() {
            Mode::Cumulative if self.is_single() => messages.running(),
            _ => per,
        };
        fill(per, &[what])
    }

    /// The title, and what the parts of the bars are: "Cases per month, by Charge".
    fn subtitle(&self) -> String {
        let title = self.title();
        #[cfg(feature = "formats")]
        let title = match self.mode() {
            Mode::Share => fill(self.locale.messages.in_percent(), &[&title]),
            _ => title,
        };
        if self.data.stacked_by.is_empty() {
            return title;
        }
        fill(
            self.locale.messages.by_facet(),
            &[&title, &self.data.stacked_by],
        )
    }

    pub(super) fn legend(&self) -> Legend {
        let swatch = |(part, label): (usize, &String)| Swatch {
            label: label.clone(),
            style: Style::fill(self.part_color(part)),
            pattern: Pattern::Plain,
        };
        let mut swatches: Vec<Swatch> = self.data.parts.iter().enumerate().map(swatch).collect();
        let messages = self.locale.messages;
        let mut add = |wanted, label: &str, style, hatched| {
            if wanted {
                let label = label.to_owned();
                swatches.push(Swatch {
                    label,
                    style,
                    pattern: if hatched {
                        Pattern::Hatched
                    } else {
                        Pattern::Plain
                    },
                });
            }
        };
        let ranges = (0..self.data.bins.len()).any(|bin| self.data.table.more(bin) > 0);
        #[cfg(feature = "formats")]
        let ranges = ranges && self.draws_ranges();
        add(
            ranges,
            messages.range(),
            Style::fill(self.theme.range),
            false,
        );
        #[cfg(feature = "formats")]
        if let Some((label, style, hatched)) = self.doubt_legend() {
            add(true, label, style, hatched);
        }
        add(
            !self.data.rows.is_empty(),
            messages.vague(),
            self.span_style(),
            false,
        );
        let line = Style::stroke(self.theme.coast, 1.0);
        add(
            !self.data.gaps.is_empty(),
            messages.not_covered(),
            line,
            true,
        );
        Legend::new(self.subtitle(), swatches)
    }

    pub(super) fn summary(&self) -> String {
        let TimelineData { bins, table, .. } = self.data;
        let messages = self.locale.messages;
        let sum = |bin: usize| table.bin(bin).iter().sum::<u64>();
        let all = table.sums.iter().sum::<u64>() + self.vague();
        if all == 0 {
            return messages.timeline_empty().to_owned();
        }
        let span = self.days(bins.edges[0], bins.edges[bins.len()] - 1);
        let highest = (0..bins.len()).rev().max_by_key(|&bin| sum(bin));
        self.with_vague(match highest.filter(|&bin| sum(bin) > 0) {
            Some(highest) => {
                let peak = self.named(&self.period(highest), sum(highest));
                let total = self.amount(all);
                fill(messages.timeline_summary(), &[&span, &total, &peak])
            }
            // No bar is there to be the highest.
            None => fill("{0}.", &[&self.named(&span, all)]),
        })
    }

    /// What something is called, and its sum: "March 2021: 12 cases".
    fn named(&self, name: &str, n: u64) -> String {
        fill(self.locale.messages.mark(), &[name, &self.amount(n)])
    }

    /// The sum over cases that are in no bar, as they are dated less exactly, but over the bars.
    #[cfg_attr(not(feature = "formats"), inline(always))]
    fn vague(&self) -> u64 {
        self.data.table.unplaced() - self.data.table.wider
    }

    /// What the whole chart says, and how much is dated less exactly.
    #[cfg_attr(not(feature = "formats"), inline(always))]
    pub(super) fn with_vague(&self, summary: String) -> String {
        let messages = self.locale.messages;
        let vague = self.vague();
        if vague == 0 {
            return summary;
        }
        let vague = self.named(messages.vague(), vague);
        fill("{0} {1}.", &[&summary, &vague])
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (messages.wider(), self.data.table.wider),
            (messages.undated(), self.data.table.undated),
        ];
        let notes = counts
            .into_iter()
            .filter(|&(_, n)| n > 0)
            .map(|(plural, n)| self.locale.count(plural, n));
        #[cfg(feature = "formats")]
        let several = self.data.periods.len() > 1;
        #[cfg(feature = "formats")]
        let notes = notes.chain(several.then(|| messages.not_added().to_owned()));
        notes.collect()
    }
}
