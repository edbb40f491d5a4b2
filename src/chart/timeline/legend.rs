//! What the whole build's time charts say around their marks.

use super::layout::Layout;
use super::lines::sign;
use super::{Mode, Timeline};
use crate::locale::fill;
use crate::query::Withheld;
use crate::scene::{Legend, Pattern, Style, Swatch};

impl Timeline<'_> {
    /// The legend, without what is named in the plot.
    pub(super) fn whole_legend(&self, layout: &Layout) -> Legend {
        let mut legend = self.legend();
        let parts = self.data.parts.len();
        if self.mode() == Mode::Line {
            for (part, swatch) in legend.swatches.iter_mut().take(parts).enumerate() {
                swatch.label = [sign(part), " ", &swatch.label].concat();
            }
        }
        if !layout.direct.is_empty() {
            legend.swatches.drain(..parts);
        }
        let messages = self.locale.messages;
        let few = (0..self.data.bins.len()).any(|bin| self.is_of_few(bin));
        let withheld = (0..self.data.bins.len()).any(|bin| self.is_withheld(bin));
        let mut add = |wanted, label: &str, style, pattern| {
            if wanted {
                legend.swatches.push(Swatch {
                    label: label.to_owned(),
                    style,
                    pattern,
                });
            }
        };
        let dotted = self.withheld_style();
        add(withheld, messages.withheld(), dotted, Pattern::Speckled);
        let ring = self.ring_style();
        add(few, messages.shares_of_few(), ring, Pattern::Dot);
        let ink = Style::fill(self.theme.ink);
        add(self.has_mean(), &self.mean_legend(), ink, Pattern::Plain);
        legend
    }

    /// What must stand with the figure, with what an editor asked for and can't be drawn.
    pub(super) fn whole_notes(&self, layout: &Layout) -> Vec<String> {
        let messages = self.locale.messages;
        let shown = &self.data.shown;
        let mut notes = self.notes();
        let single = self.is_single();
        let mut say = |wanted, note: &str| {
            if wanted && single {
                notes.push(note.to_owned());
            }
        };
        let no_parts = self.data.parts.is_empty();
        say(no_parts && shown.mode == Mode::Share, messages.no_parts());
        say(shown.mean > 1 && !self.has_mean(), messages.no_mean());
        notes.extend(self.reference_notes(layout));
        notes
    }

    /// A summary of a running total, and what is marked.
    pub(super) fn whole_summary(&self) -> String {
        let summary = if self.mode() == Mode::Cumulative {
            self.running_summary()
        } else {
            self.summary()
        };
        let marked = self.marked_words();
        if marked.is_empty() {
            return summary;
        }
        [&summary, " ", &marked].concat()
    }

    /// The sum over all bins.
    pub fn sum_of_all(&self) -> u64 {
        let len = self.data.bins.len();
        match self.mode() {
            Mode::Cumulative => self.data.table.sum(len - 1),
            _ => (0..len).map(|bin| self.data.table.sum(bin)).sum(),
        }
    }

    /// What is withheld beside the sum over all bins.
    pub fn withheld_of_all(&self) -> Withheld {
        let table = &self.data.table;
        let len = self.data.bins.len();
        let mut all = Withheld::NONE;
        match self.mode() {
            Mode::Cumulative => all.join(&table.withheld(len - 1)),
            _ => (0..len).for_each(|bin| all.join(&table.withheld(bin))),
        }
        let spans = table.spans.iter().flat_map(|spans| &spans.withheld);
        spans.for_each(|(_, withheld)| all.join(withheld));
        all
    }

    /// The highest bin in words: "March 2021: 12 cases"; nothing of a running total, which only rises, and of none.
    pub fn highest(&self) -> Option<String> {
        let sum = |bin: usize| self.data.table.sum(bin);
        let bins = (0..self.data.bins.len()).rev();
        let highest = bins
            .max_by_key(|&bin| sum(bin))
            .filter(|&bin| sum(bin) > 0)?;
        let words = [&*self.period(highest), &*self.amount(sum(highest))];
        (self.mode() != Mode::Cumulative).then(|| fill(self.locale.messages.mark(), &words))
    }

    /// How many of the notes, the first ones, tell what is in no bin.
    pub fn counted_notes(&self) -> usize {
        self.notes().len()
    }

    fn running_summary(&self) -> String {
        let bins = &self.data.bins;
        let last = bins.len() - 1;
        let total = self.data.table.sum(last);
        if total == 0 {
            return self.locale.messages.timeline_empty().to_owned();
        }
        let span = self.days(bins.edges[0], bins.edges[bins.len()] - 1);
        self.with_vague(fill(
            self.locale.messages.running_summary(),
            &[&span, &self.sum_words(last)],
        ))
    }

    /// What a bin says beside its numbers: the mean up to it, and what is marked in its time.
    pub(super) fn beside_words(&self, bin: usize, words: String) -> String {
        let messages = self.locale.messages;
        let mut words = words;
        let mean = self.mean_number(bin);
        if !mean.is_empty() {
            words = fill(messages.mean_words(), &[&words, &self.mean_span(), &mean]);
        }
        for label in self.marked_in(bin) {
            words = fill(messages.marked_here(), &[&words, label]);
        }
        words
    }

    /// The time of a bin in words, or the end of it where what was until then is counted.
    pub fn bin_time(&self, bin: usize) -> String {
        let time = self.period(bin);
        if self.mode() == Mode::Cumulative && self.is_single() {
            return fill(self.locale.messages.by_the_end(), &[&time]);
        }
        time
    }

    /// What there was until the end of a bin, and whether all of that time was looked at.
    pub(super) fn running_words(&self, bin: usize, sum: u64, known: Option<u64>) -> String {
        let words = self.between(sum, known);
        if self.lacks_before(bin) {
            return fill(self.locale.messages.without_gaps(), &[&words]);
        }
        words
    }

    /// How what has an approximate or uncertain date is drawn: its name, its looks and whether it is hatched.
    pub(super) fn doubt_legend(&self) -> Option<(&str, Style, bool)> {
        let messages = self.locale.messages;
        let table = &self.data.table;
        let doubtful = |bin| table.doubtful(bin).iter().any(|&n| n > 0);
        if !(0..self.data.bins.len()).any(doubtful) {
            return None;
        }
        let color = match self.data.parts.len() {
            0 => self.part_color(0),
            _ => self.theme.muted,
        };
        match self.mode() {
            Mode::Cumulative => None,
            Mode::Line => {
                let hollow = Style::fill(self.theme.ground).with_stroke(color, 1.5);
                Some((messages.hollow(), hollow, false))
            }
            _ => {
                let hatched = Style::fill(color).with_stroke(self.theme.ground, 1.0);
                Some((messages.doubt(), hatched, true))
            }
        }
    }

    /// Whether a time before the end of a bin was not looked at.
    pub(super) fn lacks_before(&self, bin: usize) -> bool {
        let until = self.data.bins.edges[bin + 1];
        self.data.gaps.iter().any(|&(from, _)| from < until)
    }
}
