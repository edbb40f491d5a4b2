//! Published totals in a time chart: each as long as its time, over each other where they overlap.

use kurbo::{Point, Rect};

use super::timeline::Timeline;
use crate::locale::fill;
use crate::query::Period;
use crate::scene::{Align, Item, MarkKey, Shape, Style};
use crate::text::Weight;

impl Timeline<'_> {
    /// A published total as a row of a table.
    pub fn period_cells(&self, period: &Period) -> Vec<String> {
        let time = self.locale.time(period.start, period.last);
        vec![time, self.total(period)]
    }

    /// The box of a published total: as long as its time.
    pub(super) fn period_rect(&self, plot: Rect, index: usize) -> Option<Rect> {
        let period = self.data.periods.get(index)?;
        let end = self.end() as f64;
        let value = period.sum.value(self.data.measure) as f64;
        let (x0, x1) = (
            self.x_of(plot, period.start),
            self.x_of(plot, period.last + 1),
        );
        let y = plot.y1 - plot.height() * value / end;
        Some(Rect::new(x0 + 1.0, y, x1 - 1.0, plot.y1))
    }

    /// Published totals, over each other where their times overlap.
    pub(super) fn periods(&self, plot: Rect, words: bool, items: &mut Vec<Item>) {
        let mut numbers = Vec::new();
        for (index, period) in self.data.periods.iter().enumerate() {
            let Some(rect) = self.period_rect(plot, index) else {
                continue;
            };
            let color = self.theme.categorical[0];
            let style = Style::fill(color.with_alpha(96)).with_stroke(color, 1.5);
            let mut item = Item::mark(Shape::Rect(rect), style, MarkKey::Period(index as u32));
            item.words = words.then(|| self.period_words(period).into());
            items.push(item);
            let number = match period.sum.is_withheld(self.data.measure) {
                true => self.locale.messages.withheld_short().to_owned(),
                false => self
                    .locale
                    .formats
                    .number(period.sum.value(self.data.measure)),
            };
            let at = Point::new(rect.center().x, (rect.y0 - 4.0).max(12.0));
            self.text(at, Align::Center, number, Weight::Bold, &mut numbers);
        }
        items.append(&mut numbers);
    }

    /// What a published total says: "January 2021 – March 2022: at least 89 people (under way in this
    /// time)".
    pub(super) fn period_words(&self, period: &Period) -> String {
        let time = self.locale.time(period.start, period.last);
        fill(self.locale.messages.mark(), &[&time, &self.total(period)])
    }

    fn total(&self, period: &Period) -> String {
        let messages = self.locale.messages;
        let sum = &period.sum;
        let what = sum.measured(self.data.measure, &self.locale);
        match period.new {
            Some(true) => fill(messages.counts_new(), &[&what]),
            Some(false) => fill(messages.counts_ongoing(), &[&what]),
            None => what,
        }
    }
}
