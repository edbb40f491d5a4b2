//! Ranked bars of a facet's values, or of countries.

mod bars;
mod count;
mod published;

use std::rc::Rc;

use super::by::{By, OTHERS};
use super::companion::{Asked, Companion};
use super::lacking::lacking_facet;
use super::words::{facet_label, part_labels, stack_colors};
use super::{Event, Options, State, Table};
use crate::chart::{Bar, Breakdown as Chart};
use crate::locale::{fill, is_rtl};
use crate::query::Tally;
use crate::scene::{Detail, Legend, MarkKey, Pattern, Scene, Style, Swatch};
use count::{Counts, Lasting, Row};

/// As many bars are shown unless an editor says otherwise, and one more if that is the last one.
const ROWS: usize = 8;
/// Percentages of fewer than this change by ten or more with one more or less.
const FEW: u64 = 10;

/// What it keeps.
#[derive(Debug, Default)]
pub(super) struct Breakdown {
    lasting: Option<Rc<Lasting>>,
    /// What was drawn last, and for which choice.
    drawn: Option<(State, Rc<Drawn>)>,
    /// Whether a reader has opened the bars that are not shown at first.
    open: bool,
}

/// What is drawn, and what is not shown yet.
#[derive(Debug)]
struct Drawn {
    lasting: Rc<Lasting>,
    counts: Rc<Counts>,
    bars: Vec<Bar>,
    /// Whether bars have the words that a reader hears of them: a picture needs none.
    worded: bool,
}

impl Breakdown {
    /// The numbers of a state, and what doesn't change with it.
    fn counted(&mut self, of: &Asked<'_>, by: By<'_>) -> (Rc<Lasting>, Rc<Counts>) {
        if let Some((state, drawn)) = &self.drawn
            && state == of.state
        {
            return (Rc::clone(&drawn.lasting), Rc::clone(&drawn.counts));
        }
        let lasting = self
            .lasting
            .get_or_insert_with(|| Rc::new(Lasting::new(of, by)));
        let counts = Counts::new(of, by, lasting);
        (Rc::clone(lasting), Rc::new(counts))
    }

    /// The bars of a state, with their words if these are needed.
    fn drawn(&mut self, of: &Asked<'_>, worded: bool) -> Option<Rc<Drawn>> {
        if let Some((state, drawn)) = &self.drawn
            && state == of.state
            && drawn.worded >= worded
        {
            return Some(Rc::clone(drawn));
        }
        let by = By::of(of)?;
        let (lasting, counts) = self.counted(of, by);
        let drawn = Rc::new(Drawn {
            bars: self.bars(of, by, &lasting, &counts, worded),
            lasting,
            counts,
            worded,
        });
        self.drawn = Some((of.state.clone(), Rc::clone(&drawn)));
        Some(drawn)
    }

    /// The bars from the top: the first ones, the others if they are opened, what is not stated, and published
    /// percentages.
    fn bars(
        &self,
        of: &Asked<'_>,
        by: By<'_>,
        lasting: &Lasting,
        counts: &Counts,
        worded: bool,
    ) -> Vec<Bar> {
        let maker = bars::Maker::new(of, by, lasting, counts, worded);
        let (first, others) = counts.rows.split_at(shown(of.options, counts.rows.len()));
        let mut bars: Vec<Bar> = first.iter().map(|row| maker.bar(row)).collect();
        if !others.is_empty() {
            bars.push(maker.others(others.len(), counts.others, self.open));
            if self.open {
                bars.extend(others.iter().map(|row| maker.bar(row)));
            }
        }
        if let Some(none) = &counts.none {
            bars.push(Bar {
                apart: !bars.is_empty(),
                ..maker.bar(none)
            });
        }
        published::add(of, by, &maker, &mut bars);
        bars
    }

    fn chart<'a>(of: &'a Asked<'_>, bars: &'a [Bar]) -> Chart<'a> {
        Chart {
            bars,
            width: of.size.width,
            rtl: is_rtl(of.env.language),
            theme: of.env.theme,
            measure: of.env.measure,
        }
    }

    fn notes(&mut self, of: &Asked<'_>, by: By<'_>, drawn: &Drawn) -> Vec<String> {
        let Drawn { counts, bars, .. } = drawn;
        let locale = of.env.locale;
        let messages = locale.messages;
        let mut notes = Vec::new();
        notes.extend(lacking_facet(of.options.stack.as_deref(), of));
        notes.extend(of.options.bar_order().1);
        let some = !counts.rows.is_empty();
        if let Some((first, last)) = counts.time.filter(|_| some) {
            notes.push(fill(messages.one_period(), &[&locale.time(first, last)]));
        }
        let (stated, none) = (&counts.stated.0, counts.none.as_ref().map(|none| none.now));
        let base = stated.value(of.measure);
        if counts.has_shares && base > 0 {
            let amount = |sum: &Tally| bars::measured(of, sum);
            let none = none.filter(|none| !none.is_empty());
            notes.push(match none {
                Some(none) => fill(
                    messages.shares_without(),
                    &[&amount(stated), &amount(&none)],
                ),
                None => fill(messages.shares_are(), &[&amount(stated)]),
            });
            if counts.several {
                notes.push(messages.shares_several().to_owned());
            }
            if base < FEW {
                notes.push(messages.few_for_shares().to_owned());
            }
        }
        let plus = bars.iter().any(|bar| bar.number.contains('+'));
        notes.extend(plus.then(|| messages.plus().to_owned()));
        notes.extend(published::undrawn_notes(of, by));
        notes.extend(
            matches!(by, By::Countries)
                .then_some(())
                .and_then(|()| named_only(of, counts)),
        );
        notes
    }

    fn legend(of: &Asked<'_>, by: By<'_>, drawn: &Drawn) -> Legend {
        let Drawn {
            lasting,
            counts,
            bars,
            ..
        } = drawn;
        let messages = of.env.locale.messages;
        let measure = of.measure.name(messages);
        let swatch = |label: &str, style| Swatch {
            label: label.to_owned(),
            style,
            pattern: Pattern::Plain,
        };
        let mut swatches = Vec::new();
        let mut by_what = by.name(of).to_owned();
        if let Some(stack) = &lasting.stack {
            let colors = stack_colors(of.data, of.env.theme, stack);
            let labels = part_labels(of.data, stack, of.env);
            let parts = labels.iter().zip(colors);
            swatches.extend(parts.map(|(label, color)| swatch(label, Style::fill(color))));
            by_what = [
                &by_what,
                ", ",
                &facet_label(of.data, stack, of.env.language),
            ]
            .concat();
        }
        if bars.iter().any(|bar| bar.more > 0.0) {
            swatches.push(swatch(messages.range(), Style::fill(of.env.theme.range)));
        }
        if counts.filtered {
            let outline = Style::stroke(of.env.theme.coast, 1.0);
            swatches.push(swatch(messages.unfiltered(), outline));
        }
        let title = match counts.rows.is_empty() && counts.none.is_none() && !bars.is_empty() {
            true => fill(messages.published_in_percent(), &[&by_what]),
            false => fill(messages.by_facet(), &[measure, &by_what]),
        };
        Legend::new(title, swatches)
    }
}

/// How many of the rows are shown before the others are opened.
fn shown(options: &Options, rows: usize) -> usize {
    let most = options.rows.unwrap_or(ROWS);
    if rows <= most.saturating_add(1) {
        rows
    } else {
        most
    }
}

/// A note if published totals name countries without a figure.
fn named_only(of: &Asked<'_>, counts: &Counts) -> Option<String> {
    let unknown = |row: &&Row| row.now.cases > 0 && row.now.unknown == row.now.cases;
    let any = counts.totals && counts.rows.iter().any(|row| unknown(&row));
    any.then(|| of.env.locale.messages.named_is_not_none().to_owned())
}

impl Companion for Breakdown {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        let drawn = self.drawn(of, false);
        let bars = drawn.as_ref().map_or(&[][..], |drawn| &drawn.bars);
        Self::chart(of, bars).height()
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let messages = of.env.locale.messages;
        let words = detail == Detail::Words;
        let (Some(by), Some(drawn)) = (By::of(of), self.drawn(of, words)) else {
            let lacking = lacking_facet(of.options.facet.as_deref(), of);
            let chart = Self::chart(of, &[]);
            return Scene {
                size: of.size,
                layers: chart.layers(None, false),
                summary: lacking.clone().unwrap_or_default(),
                notes: lacking.into_iter().collect(),
                ..Scene::default()
            };
        };
        let chart = Self::chart(of, &drawn.bars);
        let mut scene = Scene {
            size: of.size,
            plot: chart.plot(),
            layers: chart.layers(focus, words),
            ..Scene::default()
        };
        if detail >= Detail::Furniture {
            scene.notes = self.notes(of, by, &drawn);
            scene.legend = Self::legend(of, by, &drawn);
        }
        if words {
            let mut sum = drawn.counts.stated.0;
            sum.join(
                &drawn
                    .counts
                    .none
                    .as_ref()
                    .map_or(Tally::NONE, |none| none.now),
            );
            let first = drawn.bars.iter().find(|bar| bar.opened.is_none());
            let first = first.map_or("", |bar| bar.words.as_str());
            let amount = bars::amount(of, &drawn.counts, &sum);
            scene.summary = match (first, sum.is_empty()) {
                ("", _) => messages.bars_empty().to_owned(),
                (_, true) => fill(messages.bars_of_shares(), &[by.name(of), first]),
                _ => fill(messages.bars_summary(), &[by.name(of), &amount, first]),
            };
        }
        scene
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        let messages = of.env.locale.messages;
        let Some(by) = By::of(of) else {
            return Table::default();
        };
        let (lasting, counts) = self.counted(of, by);
        let maker = bars::Maker::new(of, by, &lasting, &counts, false);
        let mut columns = vec![by.name(of).to_owned(), of.measure.name(messages).to_owned()];
        let shares: Vec<_> = published::shares(of, by).collect();
        let percent = counts.has_shares || !shares.is_empty();
        columns.extend(percent.then(|| messages.part_of_all().to_owned()));
        if let Some(stack) = &lasting.stack {
            columns.extend(part_labels(of.data, stack, of.env));
        }
        let rows = counts.rows.iter().chain(&counts.none);
        let mut rows: Vec<Vec<String>> = rows.map(|row| maker.cells(row, percent)).collect();
        for share in shares {
            let mut cells = share.cells();
            cells.resize(columns.len(), String::new());
            rows.push(cells);
        }
        Table { columns, rows }
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let drawn = self.drawn(of, true);
        let bars = drawn.as_ref().map_or(&[][..], |drawn| &drawn.bars);
        let bar = bars.iter().find(|bar| bar.key == Some(key));
        bar.map_or_else(String::new, |bar| bar.words.clone())
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        By::of(of).is_some_and(|by| by.is_chosen(of, key))
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        By::of(of)?.choose(of, key)
    }

    fn unfold(&mut self, key: MarkKey) -> bool {
        let unfolds = key == OTHERS;
        self.open ^= unfolds;
        self.drawn = None;
        unfolds
    }

    fn clearing(&self, options: &Options) -> Event {
        match &options.facet {
            Some(name) => Event::ClearValues(name.clone()),
            None => Event::ClearCountries,
        }
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        match By::of(of) {
            Some(By::Countries) => super::figure::names(&of.state.countries, of.env.locale.formats),
            Some(By::Facet(_, name)) => super::words::value_names(of, name),
            None => String::new(),
        }
    }

    fn drawn_facet(&self, of: &Asked<'_>) -> Option<usize> {
        match By::of(of)? {
            By::Countries => None,
            By::Facet(at, _) => Some(at),
        }
    }

    fn forget(&mut self) {
        self.lasting = None;
        self.drawn = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_many_rows_an_editor_asks_for_there_are_no_more_than_there_are() {
        let shown_of = |most: usize, rows| {
            let options = Options {
                rows: Some(most),
                ..Options::default()
            };
            shown(&options, rows)
        };
        assert_eq!(shown_of(usize::MAX, 12), 12);
        assert_eq!(shown_of(usize::MAX, 0), 0);
        assert_eq!(shown_of(11, 12), 12);
        assert_eq!(shown_of(10, 12), 10);
    }
}
