//! What stands around a choropleth: the legend and the notes.

use super::{Choropleth, Standing};
use crate::locale::fill;
use crate::scene::{Legend, Pattern, Style, Swatch};

/// As many counts for several countries are told one by one.
#[cfg(feature = "formats")]
const NOTED: usize = 3;

impl Choropleth<'_> {
    pub(super) fn legend(&self) -> Legend {
        let messages = self.locale.messages;
        let mut swatches = if self.is_bare() {
            Vec::new()
        } else {
            self.classes()
        };
        if self.has(Standing::Unnumbered) && !self.tells_none() {
            swatches.push(Swatch {
                label: self.unnumbered().to_owned(),
                style: Style::fill(self.colors()[0]).with_stroke(self.theme.muted, 1.0),
                pattern: Pattern::Hatched,
            });
        }
        #[cfg(feature = "formats")]
        swatches.extend(self.suppressed_swatch());
        let line = |color| Style::fill(color).with_stroke(self.theme.coast, 1.0);
        if self.has(Standing::Zero) && !self.tells_none() {
            swatches.push(Swatch {
                label: self.locale.formats.number(0),
                style: line(self.theme.ground),
                pattern: Pattern::Plain,
            });
        }
        let none = line(self.theme.none);
        let label = if self.data.has_coverage {
            messages.none_reported()
        } else {
            messages.no_case()
        };
        let label = label.to_owned();
        // As a ground for circles, its colour says so only where there is none.
        #[cfg(feature = "formats")]
        let label = if self.is_bare() {
            fill(messages.without_circle(), &[&label])
        } else {
            label
        };
        // As a ground for points, its colour says nothing.
        if !self.tells_none() {
            swatches.push(Swatch {
                label,
                style: none,
                pattern: Pattern::Plain,
            });
        }
        if self.data.has_coverage {
            let style = Style::stroke(self.theme.coast, 1.0);
            let label = messages.not_covered().to_owned();
            swatches.push(Swatch {
                label,
                style,
                pattern: Pattern::Hatched,
            });
        }
        Legend::new(self.title(), swatches)
    }

    /// The classes of the scale.
    #[cfg(not(feature = "formats"))]
    fn classes(&self) -> Vec<Swatch> {
        let edge = Style::stroke(self.theme.coast, 1.0);
        let class = |class| Swatch {
            label: self.class_words(class),
            style: Style {
                fill: self.class_color(class),
                ..edge
            },
            pattern: Pattern::Plain,
        };
        (0..self.data.scale.len()).map(class).collect()
    }

    /// A class of counts.
    pub(super) fn class_words(&self, class: usize) -> String {
        let messages = self.locale.messages;
        let number = |n| self.locale.formats.number(n);
        match self.data.scale.interval(class) {
            (first, Some(last)) if first == last => number(first),
            (first, Some(last)) => fill(messages.class(), &[&number(first), &number(last)]),
            (first, None) => fill(messages.class_open(), &[&number(first)]),
        }
    }

    /// What is said of countries whose colour stands for no number.
    fn unnumbered(&self) -> &str {
        let messages = self.locale.messages;
        #[cfg(feature = "formats")]
        if self.rates().is_some() {
            return messages.no_rate();
        } else if !self.data.shared.only.is_empty() {
            return messages.no_own_figure();
        }
        if self.data.totals {
            messages.named_only()
        } else {
            messages.people_unknown()
        }
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let messages = self.locale.messages;
        let counts = [
            (messages.no_country(), self.data.no_country),
            (messages.outside(), self.data.outside),
        ];
        let notes = counts
            .into_iter()
            .filter(|&(_, n)| n > 0)
            .map(|(plural, n)| self.locale.count(plural, n));
        // Points say themselves which of them are not here.
        let notes = notes.filter(|_| !self.tells_none());
        #[cfg(feature = "formats")]
        let one = |(first, last)| fill(messages.one_period(), &[&self.locale.time(first, last)]);
        #[cfg(feature = "formats")]
        let notes = notes.chain(self.data.period.map(one));
        #[cfg(feature = "formats")]
        let notes = notes.chain(
            self.data
                .shared
                .counts
                .iter()
                .take(NOTED)
                .map(|(codes, sum)| {
                    let amount = self.together(sum);
                    fill(messages.in_none(), &[&amount, &self.names(codes.iter())])
                }),
        );
        #[cfg(feature = "formats")]
        let more = self.data.shared.counts.len().saturating_sub(NOTED);
        #[cfg(feature = "formats")]
        let notes = notes
            .chain((more > 0).then(|| self.locale.count(messages.more_in_none(), more as u64)));
        let shown = [*b"XK", *b"XK", *b"PS"]
            .into_iter()
            .zip(messages.statuses())
            .filter(|&(code, _)| self.layout.unit(code).is_some());
        notes
            .chain(shown.map(|(_, text)| text.to_owned()))
            .collect()
    }
}
