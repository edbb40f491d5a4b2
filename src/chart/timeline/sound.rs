//! What a time chart is to the ear: a tone a bin, whose pitch is the number.
//!
//! What the eye is told beside the number, the ear is told too: see [`Known`]. All modes of a chart sound the same but
//! for a running total, which is heard as it runs.

use super::{Covered, Mode, Timeline};
use crate::locale::fill;
use crate::query::Measure;

/// What is known of a bin's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is this number, or one up to an end that is known.
    Whole,
    /// It is at least this: it has no known end, or a part of it is withheld, or of its time was not looked at.
    Least,
    /// There are cases, but all of their numbers are withheld, or nobody gave one.
    Not,
    /// Nobody looked.
    Gap,
}

/// What is heard of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// The number of the whole bar.
    pub number: u64,
    /// How much more it may be, where an end is known.
    pub more: u64,
    /// What is known of it.
    pub known: Known,
}

impl Tone {
    /// What is told by its sound, whatever its number is: a number, nothing, a number with an end, or what is not
    /// known.
    fn kind(&self) -> (Known, bool, bool) {
        (self.known, self.number == 0, self.more > 0)
    }
}

/// What is heard of a time chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tones {
    /// Of all bins.
    pub tones: Vec<Tone>,
    /// The bins that are chosen: the first, and the one after the last.
    pub chosen: (usize, usize),
    /// Their time, in words.
    pub time: String,
    /// The highest number of all bins, which has the highest tone: it stays while another time is chosen.
    pub top: u64,
    /// The highest of the chosen numbers and its time, in words, if any is known.
    pub highest: Option<String>,
    /// The lowest.
    pub lowest: Option<String>,
    /// A chosen bin of each kind but plain numbers, and what that is, in words.
    pub examples: Vec<(usize, String)>,
}

impl Timeline<'_> {
    /// What is heard of it. `unsaid` says of each bin whether a case of it has no number though its measure asks for
    /// one; `chosen` are the first of the chosen bins and the one after the last.
    pub fn tones(&self, unsaid: &[bool], chosen: (usize, usize)) -> Tones {
        let data = self.data;
        let bins = 0..data.bins.len();
        let tones: Vec<Tone> = bins.map(|bin| self.tone(bin, unsaid)).collect();
        let known = (chosen.0..chosen.1)
            .filter(|&bin| matches!(tones[bin].known, Known::Whole | Known::Least));
        let number = |&bin: &usize| tones[bin].number;
        // The first of several, as one hears them.
        let highest = known.clone().rev().max_by_key(number);
        let lowest = known.min_by_key(number);
        let words = |bin: usize| {
            let messages = self.locale.messages;
            fill(
                messages.mark(),
                &[&self.bin_time(bin), &self.heard(&tones, bin)],
            )
        };
        let mut examples: Vec<(usize, String)> = Vec::new();
        for bin in chosen.0..chosen.1 {
            let kind = tones[bin].kind();
            let plain = kind == (Known::Whole, false, false);
            if !plain
                && !examples
                    .iter()
                    .any(|&(known, _)| tones[known].kind() == kind)
            {
                examples.push((bin, self.heard(&tones, bin)));
            }
        }
        Tones {
            chosen,
            time: self.days(data.bins.edges[chosen.0], data.bins.edges[chosen.1] - 1),
            top: tones
                .iter()
                .map(|tone| tone.number + tone.more)
                .max()
                .unwrap_or(0),
            highest: highest.map(words),
            lowest: lowest.map(words),
            examples,
            tones,
        }
    }

    fn tone(&self, bin: usize, unsaid: &[bool]) -> Tone {
        let table = &self.data.table;
        let number = table.sum(bin);
        let withheld = table.withheld(bin).numbers > 0;
        let covered = self.covered(bin);
        let runs = self.mode() == Mode::Cumulative;
        let known = match covered {
            Covered::Not if number == 0 => Known::Gap,
            _ if number == 0 && (withheld || unsaid.get(bin) == Some(&true)) => Known::Not,
            _ if table.is_open(bin) || withheld || covered != Covered::Whole => Known::Least,
            _ if runs && self.lacks_before(bin) => Known::Least,
            _ => Known::Whole,
        };
        Tone {
            number,
            more: table.more(bin),
            known,
        }
    }

    /// What a bin's sound stands for, in words.
    fn heard(&self, tones: &[Tone], bin: usize) -> String {
        let messages = self.locale.messages;
        let Tone {
            number,
            more,
            known,
        } = tones[bin];
        match known {
            Known::Gap => messages.not_covered().to_owned(),
            Known::Not if self.data.table.withheld(bin).numbers > 0 => {
                messages.withheld().to_owned()
            }
            Known::Not => messages.people_unknown().to_owned(),
            Known::Least if self.data.measure == Measure::People => self.between(number, None),
            Known::Least => fill(messages.at_least(), &[&self.amount(number)]),
            Known::Whole => self.between(number, Some(number + more)),
        }
    }
}
