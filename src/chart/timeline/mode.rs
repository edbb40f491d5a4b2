//! [`Mode`]: what is drawn of the numbers.
//!
//! What is not known exactly stays so in each of them:
//!
//! | | bars | grouped | area | line | cumulative | share |
//! |---|---|---|---|---|---|---|
//! | a number with an upper end | lighter up to it | in words: it is known of the sum only | lighter up to it | lighter up to it, in words where there are parts | lighter up to the sum of the ends, until a number has none | in words |
//! | a date in doubt | hatched | hatched | hatched | a hollow mark | in words: most are counted by the end of either | hatched |
//! | a time nobody looked at | hatched, no bar | hatched, no bar | the area ends | the line breaks | hatched over the area, which does not rise | hatched, no bar |
//! | a number that is withheld | in words; dots, and no bar, where no other is known | as in bars | as in bars: the area ends | as in bars: the line breaks | in words: it rises by the others | as in bars |
//! | a bin without a case | no bar | no bar | 0 | 0 | as before | no bar: nothing has no parts |
//!
//! What is dated less exactly than the bins stands over them, and is in none: neither in a running total nor in a
//! mean nor in a share. There is no mean of bins of which one has a number that is withheld.

use super::layout::Layout;
use super::{Reference, Timeline};
use crate::data::At;
use crate::query::BinTable;
use crate::scene::Item;

/// How numbers are drawn over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// A bar a bin, its parts on each other.
    #[default]
    Bars,
    /// A bar a part, beside each other.
    Grouped,
    /// An area a part, on each other.
    Area,
    /// A line a part.
    Line,
    /// An area a part of what there was until the end of each bin.
    Cumulative,
    /// A bar a bin, all of the same height: the parts of a hundred.
    Share,
}

const NAMES: [(&str, Mode); 6] = [
    ("bars", Mode::Bars),
    ("grouped", Mode::Grouped),
    ("area", Mode::Area),
    ("line", Mode::Line),
    ("cumulative", Mode::Cumulative),
    ("share", Mode::Share),
];

impl Mode {
    /// The names that [`parse`](Self::parse) knows.
    pub const EXPECTED: &str =
        "\"bars\", \"grouped\", \"area\", \"line\", \"cumulative\" or \"share\"";

    /// The mode of a name in the options' grammar.
    pub fn parse(name: &str) -> Option<Self> {
        let mut known = NAMES.into_iter();
        known
            .find(|(known, _)| *known == name)
            .map(|(_, mode)| mode)
    }

    /// What is drawn of a table.
    pub fn table(self, table: BinTable) -> BinTable {
        match self {
            Self::Cumulative => table.running(),
            _ => table,
        }
    }

    /// The highest number that is drawn of a table.
    pub fn most(self, table: &BinTable) -> u64 {
        self.most_drawn(&self.table(table.clone()))
    }

    /// The same of a table as it is drawn.
    pub fn most_drawn(self, drawn: &BinTable) -> u64 {
        match self {
            Self::Grouped | Self::Line if drawn.parts > 1 => drawn.max_part(),
            _ => drawn.max(),
        }
    }

    /// Whether each part is drawn from the axis, so that it is the highest part that needs room.
    pub const fn sets_apart(self) -> bool {
        matches!(self, Self::Grouped | Self::Line)
    }
}

/// A number over this that an editor marks is a slip, and the axis does not reach for it.
const HIGHEST: f64 = 1e9;

/// How the numbers of a time chart are shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// As bars, or otherwise.
    pub mode: Mode,
    /// Of how many bins the running mean is; under 2 where none is drawn.
    pub mean: usize,
    /// What is marked.
    pub references: Vec<Reference>,
}

impl Shown {
    /// The highest number that the axis needs room for, if that of the cases is `most`.
    pub fn most(&self, most: u64) -> u64 {
        let values = self.references.iter().map(|reference| match reference.at {
            At::Value(_, to) if to < HIGHEST => to.ceil() as u64,
            _ => 0,
        });
        values.fold(most, u64::max)
    }
}

impl Timeline<'_> {
    /// What is drawn: there is no share of parts where there is none, and no bar beside another; published totals are
    /// bars of their times.
    pub(in crate::chart) fn mode(&self) -> Mode {
        match self.data.shown.mode {
            _ if !self.is_single() => Mode::Bars,
            Mode::Share | Mode::Grouped if self.data.parts.is_empty() => Mode::Bars,
            mode => mode,
        }
    }

    /// What stands for the numbers.
    pub(super) fn marks(&self, layout: &Layout, items: &mut Vec<Item>) {
        let plot = layout.plot;
        match self.mode() {
            Mode::Bars => self.bars(plot, items),
            Mode::Grouped => self.grouped(plot, items),
            Mode::Share => self.shares(plot, items),
            Mode::Line => self.lines(plot, items),
            Mode::Area | Mode::Cumulative => self.areas(plot, items),
        }
        self.speckles(plot, items);
        self.mean_line(plot, items);
        self.direct_labels(layout, items);
    }

    /// Whether upper ends of numbers are drawn.
    pub(super) fn draws_ranges(&self) -> bool {
        match self.mode() {
            Mode::Bars | Mode::Area | Mode::Cumulative => true,
            Mode::Line => self.data.parts.is_empty(),
            Mode::Grouped | Mode::Share => false,
        }
    }
}
