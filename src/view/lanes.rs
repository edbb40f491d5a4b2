//! A line for each case, through its dates by stage: what a figure of them answers.

mod order;
mod words;

use std::rc::Rc;

use super::companion::{Asked, Companion};
use super::{Event, Options, State, Table};
use crate::chart::{Lane, Lanes as Chart, LanesData};
use crate::locale::fill;
use crate::nearest::closest;
use crate::query::rows;
use crate::scene::{Detail, Layer, MarkKey, Scene};
use order::{By, chosen, lanes};
use words::{lane_label, lane_words, lanes_table};

/// A figure is no higher than this, in CSS pixels, unless an editor says so: all else is scrolled to.
const HEIGHT: f64 = 420.0;

/// What it keeps.
#[derive(Default)]
pub(super) struct Lanes {
    /// All that can be shown, and whether the cases lay in the order of their days then: their rows are others now
    /// if they do since.
    whole: Option<(bool, Rc<LanesData>)>,
    /// What is chosen of it, and by which state.
    chosen: Option<(State, Rc<LanesData>)>,
    /// The axis, and the size that it is of.
    axis: Option<(kurbo::Size, Layer)>,
    /// How far it is scrolled, in CSS pixels.
    offset: f64,
}

/// What an option names; none if the data has no facet of the name.
fn by(option: Option<&str>, of: &Asked<'_>) -> Option<By> {
    By::parse(option?, of.data)
}

/// By what cases are grouped, if they are.
fn group(of: &Asked<'_>) -> Option<By> {
    let asked = by(of.options.group_by.as_deref(), of);
    asked.filter(|by| matches!(by, By::Country | By::Facet(_)))
}

impl Lanes {
    fn whole(&mut self, of: &Asked<'_>) -> Rc<LanesData> {
        let ordered = of.data.cases.ordered;
        if let Some((known, whole)) = &self.whole
            && *known == ordered
        {
            return Rc::clone(whole);
        }
        self.forget();
        let sort = by(of.options.sort.as_deref(), of).unwrap_or(By::Date);
        let whole = Rc::new(lanes(of.data, &of.all, sort, group(of), of.env));
        self.whole = Some((ordered, Rc::clone(&whole)));
        whole
    }

    fn data(&mut self, of: &Asked<'_>) -> Rc<LanesData> {
        let whole = self.whole(of);
        if *of.state == State::default() {
            return whole;
        }
        if let Some((state, data)) = &self.chosen
            && state == of.state
        {
            return Rc::clone(data);
        }
        let cases = &of.data.cases;
        let rows = rows(cases, &of.filter(of.state));
        let data = Rc::new(chosen(&whole, cases, &rows));
        self.chosen = Some((of.state.clone(), Rc::clone(&data)));
        data
    }

    /// How far it can be scrolled.
    fn most(data: &LanesData, of: &Asked<'_>) -> f64 {
        (data.height(of.size.width, of.env.theme) - of.size.height).max(0.0)
    }

    /// Asks the chart.
    fn chart<T>(&mut self, of: &Asked<'_>, question: impl FnOnce(&Chart<'_>) -> T) -> T {
        let data = self.data(of);
        // Fewer cases may be chosen than when it was scrolled.
        self.offset = self.offset.min(Self::most(&data, of)).max(0.0);
        let cases = &of.data.cases;
        let group = group(of);
        let chart = Chart {
            data: &data,
            cases,
            size: of.size,
            offset: self.offset,
            theme: of.env.theme,
            measure: of.env.measure,
            locale: of.env.locale,
            label: &|row| lane_label(cases, row, group, of.env),
            words: &|row| lane_words(of.data, row, of.env),
        };
        question(&chart)
    }

    /// What of the options can't be.
    fn wrong(of: &Asked<'_>) -> Vec<String> {
        let options = [
            ("sort", &of.options.sort),
            ("group-by", &of.options.group_by),
        ];
        let mut wrong = Vec::new();
        for (name, value) in options {
            let Some(value) = value else { continue };
            let found = By::parse(value, of.data);
            if found.is_none()
                || name == "group-by" && matches!(found, Some(By::Date | By::Duration))
            {
                wrong.push(unknown(name, value, of));
            }
        }
        wrong
    }
}

/// What to say of an option that names no facet.
fn unknown(option: &str, value: &str, of: &Asked<'_>) -> String {
    let names = of.data.cases.facets.iter().map(|facet| facet.name.as_str());
    let nearest = closest(value, names.chain(["country"]));
    fill(
        of.env.locale.messages.no_such_facet(),
        &[option, value, nearest],
    )
}

/// The row of a case that has a line, and its place among all lines and headings.
fn find(of: &Asked<'_>, data: &LanesData, key: MarkKey) -> Option<(usize, usize)> {
    data.lanes
        .iter()
        .enumerate()
        .find_map(|(index, lane)| match *lane {
            Lane::Case(row) if key == MarkKey::Case(of.data.cases.number(row as usize)) => {
                Some((index, row as usize))
            }
            _ => None,
        })
}

impl Companion for Lanes {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        // It does not become lower when fewer are chosen: what stands below would jump.
        self.whole(of)
            .whole_rows(of.size.width, HEIGHT, of.env.theme)
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let kept = self.axis.take();
        let axis = kept
            .filter(|(size, _)| *size == of.size)
            .map(|(_, axis)| axis);
        let mut scene = self.chart(of, |chart| chart.scene(focus, detail, axis.as_ref()));
        self.axis = scene.layers.first().map(|axis| (of.size, axis.clone()));
        if detail >= Detail::Furniture {
            scene.notes.extend(Self::wrong(of));
        }
        scene
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        lanes_table(of.data, &self.data(of), of.env)
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let found = find(of, &self.data(of), key);
        found.map_or_else(String::new, |(_, row)| lane_words(of.data, row, of.env))
    }

    fn selected(&mut self, _: &Asked<'_>, _: MarkKey) -> bool {
        false
    }

    fn choose(&mut self, _: &Asked<'_>, _: MarkKey) -> Option<Event> {
        // What a reader wants of one case is all that is known of it, not that all figures show its time only.
        None
    }

    fn clearing(&self, _: &Options) -> Event {
        Event::Clear
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        if *of.state == State::default() {
            return String::new();
        }
        let number = |n| of.env.locale.formats.number(n);
        let (chosen, all) = (self.data(of).cases, self.whole(of).cases);
        let messages = of.env.locale.messages;
        fill(
            messages.so_many_of(),
            &[&number(chosen), &of.env.locale.count(messages.cases(), all)],
        )
    }

    fn forget(&mut self) {
        (self.whole, self.chosen, self.axis) = (None, None, None);
    }

    fn extent(&mut self, of: &Asked<'_>) -> f64 {
        let data = self.data(of);
        of.size.height + Self::most(&data, of)
    }

    fn scroll(&mut self, to: f64) {
        self.offset = to;
    }

    fn sight(&mut self, of: &Asked<'_>) -> Option<(usize, usize)> {
        let first = self.chart(of, |chart| chart.in_sight().start);
        let data = self.data(of);
        let cases = |lanes: &[Lane]| {
            lanes
                .iter()
                .filter(|lane| matches!(lane, Lane::Case(_)))
                .count()
        };
        Some((cases(data.lanes.get(..first)?), cases(&data.lanes)))
    }

    fn beside(
        &mut self,
        of: &Asked<'_>,
        key: Option<MarkKey>,
        steps: i32,
    ) -> Option<(MarkKey, f64)> {
        let data = self.data(of);
        let at = key
            .and_then(|key| find(of, &data, key))
            .map(|(index, _)| index);
        let row = data.row_height(of.size.width);
        let from = at.unwrap_or_else(|| (self.offset / row).ceil() as usize);
        let last = data.lanes.len().checked_sub(1)?;
        let to = from
            .saturating_add_signed(if at.is_some() { steps as isize } else { 0 })
            .min(last);
        let case = |index: &usize| matches!(data.lanes.get(*index), Some(Lane::Case(_)));
        // Headings are passed over, in the direction of the step.
        let (ahead, back) = ((to..=last).find(case), (0..=to).rev().find(case));
        let to = if steps < 0 {
            back.or(ahead)
        } else {
            ahead.or(back)
        }?;
        let Some(&Lane::Case(row)) = data.lanes.get(to) else {
            return None;
        };
        // The heading above the first case of a group is wanted in sight too.
        let first = to.saturating_sub(usize::from(to > 0 && !case(&(to - 1))));
        let offset = data.reveal(
            first,
            data.reveal(to, self.offset, of.size, of.env.theme),
            of.size,
            of.env.theme,
        );
        Some((MarkKey::Case(of.data.cases.number(row as usize)), offset))
    }
}
