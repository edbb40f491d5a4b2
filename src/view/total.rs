//! A number in a sentence, and a unit for each person or case.

mod numbers;
mod template;

use std::cell::Cell;
use std::rc::Rc;

use super::by::By;
use super::companion::{Asked, Companion};
use super::counted::Kinds;
use super::lacking::lacking_facet;
use super::words::{part_labels, stack_colors, stack_of, value_names};
use super::{Event, Options, State, Table, Units};
use crate::chart::{Group, Units as Crowd};
use crate::data::NO_VALUE;
use crate::locale::{fill, is_rtl};
use crate::nearest::nearest;
use crate::query::{Measure, Stack, Tally, tally_parts};
use crate::scene::{Detail, Legend, MarkKey, Pattern, Scene, Style, Swatch};
use numbers::{Numbers, WORDS};
use template::filled;
pub use template::{Piece, in_words};

/// What it keeps.
#[derive(Debug, Default)]
pub(super) struct Total {
    kinds: Option<Kinds>,
    /// How far its units have turned into bars, where somebody turns them.
    part: Option<f64>,
    /// The units that were counted last, and for which choice.
    counted: Option<(State, Rc<Counted>)>,
    /// The sentence that was told last, and for which choice.
    told: Option<(State, Rc<Told>)>,
}

/// More units than this can't be told apart: one stands for ten then, or for a hundred.
const UNITS: u64 = 2_500;

/// Groups that are no value of the facet: others together, several at once, all where there is no facet.
const OTHERS: MarkKey = MarkKey::Rest(0);
const SEVERAL: MarkKey = MarkKey::Rest(1);
const ALL: MarkKey = MarkKey::Rest(2);

/// The units with what one of them stands for.
#[derive(Debug)]
struct Counted {
    groups: Vec<Group>,
    /// Of each group, what is counted of it.
    sums: Vec<Tally>,
    stack: Option<Stack>,
    /// How many people or cases a unit stands for.
    per: u64,
    totals: bool,
}

/// A sentence.
#[derive(Debug)]
struct Told {
    pieces: Vec<Piece>,
    /// What is wrong with it.
    notes: Vec<String>,
    /// Whether it counts anything, and tells more than percentages.
    counts: bool,
}

impl Total {
    fn kinds(&mut self, of: &Asked<'_>) -> &Kinds {
        self.kinds.get_or_insert_with(|| Kinds::of(of.data))
    }

    fn told(&mut self, of: &Asked<'_>) -> Rc<Told> {
        if let Some((state, told)) = &self.told
            && state == of.state
        {
            return Rc::clone(told);
        }
        let told = Rc::new(self.tell(of));
        self.told = Some((of.state.clone(), Rc::clone(&told)));
        told
    }

    fn tell(&mut self, of: &Asked<'_>) -> Told {
        let kinds = self.kinds(of);
        let numbers = Numbers::new(of, kinds);
        let own = of.data.info.template.get(of.env.language);
        let own = Some(own).filter(|own| !own.is_empty());
        let template = match of.options.template.as_deref().or(own) {
            Some(template) => template.to_owned(),
            None => default(of, &numbers),
        };
        let counts = Cell::new(false);
        let word = |name: &str| {
            counts.set(counts.get() || !name.starts_with("share"));
            numbers.word(name)
        };
        let (pieces, unknown) = filled(&template, &word);
        Told {
            pieces,
            notes: unknown.iter().map(|word| unknown_word(word, of)).collect(),
            counts: counts.get(),
        }
    }

    /// What units are drawn of, if an editor wants units.
    fn counted(&mut self, of: &Asked<'_>) -> Option<Rc<Counted>> {
        of.options.units?;
        if let Some((state, counted)) = &self.counted
            && state == of.state
        {
            return Some(Rc::clone(counted));
        }
        let counted = Rc::new(self.count(of));
        self.counted = Some((of.state.clone(), Rc::clone(&counted)));
        Some(counted)
    }

    fn count(&mut self, of: &Asked<'_>) -> Counted {
        let kinds = self.kinds(of);
        let totals = kinds.are_totals();
        let name = of.options.stack.as_deref();
        let stack = name.and_then(|name| stack_of(of.data, name));
        let others = match name {
            Some(name) => of.state.of_all_values(name),
            None => of.state.clone(),
        };
        let sums = |filter| tally_parts(&of.data.cases, &filter, stack.as_ref());
        let now = sums(kinds.counted(of.filter(&others)).0);
        let all = sums(kinds.counted(of.all.clone()).0);
        let per = per(all.iter().map(|sum| most(sum, of.measure)).sum());
        let maker = Maker {
            of,
            by: name.and_then(|name| By::of_facet(of, name)),
            per,
            totals,
        };
        let mut groups = Vec::new();
        match &stack {
            None => groups.push(maker.group(
                ALL,
                String::new(),
                of.env.theme.part(0, false),
                &now[0],
                &all[0],
            )),
            Some(stack) => {
                let keys = keys(stack);
                let labels = part_labels(of.data, stack, of.env);
                let colors = stack_colors(of.data, of.env.theme, stack);
                for (at, (key, label)) in keys.into_iter().zip(labels).enumerate() {
                    // Records that tell a percentage only are of no group.
                    if !all[at].is_empty() {
                        groups.push(maker.group(key, label, colors[at], &now[at], &all[at]));
                    }
                }
            }
        }
        Counted {
            groups,
            sums: now,
            stack,
            per,
            totals,
        }
    }

    fn crowd<'a>(&self, of: &'a Asked<'_>, groups: &'a [Group]) -> Crowd<'a> {
        Crowd {
            groups,
            dots: of.options.units == Some(Units::Dot),
            turned: self.turned(of.options),
            width: of.size.width,
            rtl: is_rtl(of.env.language),
            theme: of.env.theme,
            measure: of.env.measure,
        }
    }

    fn legend(of: &Asked<'_>, counted: &Counted) -> Legend {
        let messages = of.env.locale.messages;
        let measure = of.measure.name(messages);
        let Some(stack) = &counted.stack else {
            return Legend::new(measure.to_owned(), Vec::new());
        };
        let facet = super::words::facet_label(of.data, stack, of.env.language);
        let swatch = |group: &Group| Swatch {
            label: fill(messages.part(), &[&group.label, &group.number]),
            style: Style::fill(group.color),
            pattern: Pattern::Plain,
        };
        let swatches = counted.groups.iter().map(swatch).collect();
        Legend::new(fill(messages.by_facet(), &[measure, &facet]), swatches)
    }

    fn notes(of: &Asked<'_>, counted: &Counted) -> Vec<String> {
        let locale = of.env.locale;
        let messages = locale.messages;
        let (mut notes, groups) = (Vec::new(), &counted.groups);
        let unit = match of.measure {
            Measure::Cases => locale.count(messages.cases(), counted.per),
            Measure::People => locale.count(messages.people(), counted.per),
        };
        let one = match of.options.units {
            Some(Units::Dot) => messages.a_dot_is(),
            _ => messages.a_figure_is(),
        };
        notes.push(fill(one, &[&unit]));
        if groups.iter().any(|group| group.more > 0) {
            notes.push(messages.perhaps_more().to_owned());
        }
        if groups.iter().any(|group| group.open) {
            notes.push(messages.plus().to_owned());
        }
        notes.extend(lacking_facet(of.options.stack.as_deref(), of));
        notes
    }
}

/// How many one unit stands for: 1, 10, 100, and so on.
fn per(most: u64) -> u64 {
    let mut per = 1;
    while most / per > UNITS {
        per *= 10;
    }
    per
}

/// What a unit may be drawn for at most.
fn most(sum: &Tally, measure: Measure) -> u64 {
    match measure {
        Measure::Cases => sum.cases,
        Measure::People => sum.people_max.unwrap_or(sum.people_min).max(sum.people_min),
    }
}

/// The keys of a stack's parts, in their order.
fn keys(stack: &Stack) -> Vec<MarkKey> {
    let values = stack.values.iter().map(|&value| MarkKey::Value(value));
    let several = stack.several.then_some(SEVERAL);
    let others = stack.others.then_some(OTHERS);
    let none = stack.none.then_some(MarkKey::Value(NO_VALUE));
    values.chain(several).chain(others).chain(none).collect()
}

/// What makes groups.
struct Maker<'a> {
    of: &'a Asked<'a>,
    by: Option<By<'a>>,
    per: u64,
    totals: bool,
}

impl Maker<'_> {
    /// As many units as a number comes to: one at least for what is something.
    fn units(&self, n: u64) -> usize {
        let rounded = (n + self.per / 2) / self.per;
        rounded.max(n.min(1)) as usize
    }

    fn group(
        &self,
        key: MarkKey,
        label: String,
        color: crate::theme::Color,
        now: &Tally,
        all: &Tally,
    ) -> Group {
        let (of, measure) = (self.of, self.of.measure);
        let messages = of.env.locale.messages;
        let (least, end) = (now.value(measure), most(now, measure));
        let is_open = |sum: &Tally| {
            let withheld = sum.withheld(measure).numbers > 0;
            let unknown = sum.people_max.is_none() || sum.unknown > 0;
            withheld || measure == Measure::People && unknown
        };
        let number = of.env.locale.formats.number(least);
        let open = is_open(now);
        let amount = match self.totals {
            true => now.people_words(&of.env.locale),
            false => now.words(&of.env.locale, of.adds_people),
        };
        let by = self.by.filter(|by| by.chooses(of.state));
        Group {
            key,
            number: match open {
                _ if now.is_withheld(measure) => messages.withheld_short().to_owned(),
                true => [&*number, "+"].concat(),
                false => number,
            },
            units: self.units(least),
            more: self.units(end - least),
            open,
            most: self.units(all.value(measure))
                + self.units(most(all, measure) - all.value(measure))
                + usize::from(is_open(all)),
            color,
            words: match label.is_empty() {
                true => amount,
                false => fill(messages.mark(), &[&label, &amount]),
            },
            label,
            dimmed: by.is_some_and(|by| !by.is_chosen(of, key)),
        }
    }
}

/// The sentence where an editor gives none: how many, in how many countries, when.
fn default(of: &Asked<'_>, numbers: &Numbers<'_>) -> String {
    let messages = of.env.locale.messages;
    let number = match of.measure {
        Measure::People => messages.total_people(),
        Measure::Cases if numbers.totals => messages.total_people(),
        Measure::Cases => messages.total_cases(),
    };
    let countries = if numbers.has_countries() {
        messages.total_countries()
    } else {
        ""
    };
    let time = if numbers.time.is_some() {
        messages.total_time()
    } else {
        ""
    };
    [number, countries, time].concat()
}

/// What is said of a word that can't be filled.
fn unknown_word(word: &str, of: &Asked<'_>) -> String {
    let messages = of.env.locale.messages;
    let shown = ["{", word, "}"].concat();
    let mut sentences = vec![fill(messages.unknown_word(), &[&shown])];
    let (name, rest) = word.split_once(':').unwrap_or((word, ""));
    let facet = rest.split_once('=').map(|(facet, _)| facet.trim_ascii());
    match (WORDS.contains(&name.trim_ascii()), facet) {
        // The word is one, so the facet or its value isn't.
        (true, Some(facet)) => match lacking_facet(Some(facet), of) {
            Some(lacking) => sentences.push(lacking),
            None => sentences.extend(values(facet, of)),
        },
        _ => {
            if let Some(meant) = nearest(name.trim_ascii(), WORDS.into_iter()) {
                sentences.push(fill(messages.meant(), &[meant]));
            }
            let words = [&WORDS[..6].join(", "), ", share:facet=value"].concat();
            sentences.push(fill(messages.words_are(), &[&words]));
        }
    }
    sentences.join(" ")
}

/// The values of a facet, as far as they are few.
fn values(facet: &str, of: &Asked<'_>) -> Option<String> {
    const TOLD: usize = 12;
    let facet = of.data.cases.facet(facet)?;
    let values: Vec<&str> = facet.values.iter().take(TOLD).map(String::as_str).collect();
    Some(fill(
        of.env.locale.messages.facets_are(),
        &[&values.join(", ")],
    ))
}

impl Companion for Total {
    fn height(&mut self, of: &Asked<'_>) -> f64 {
        let counted = self.counted(of);
        counted.map_or(0.0, |counted| self.crowd(of, &counted.groups).height())
    }

    fn scene(&mut self, of: &Asked<'_>, focus: Option<MarkKey>, detail: Detail) -> Scene {
        let mut scene = Scene {
            size: of.size,
            ..Scene::default()
        };
        let counted = self.counted(of);
        match &counted {
            Some(counted) => {
                let crowd = self.crowd(of, &counted.groups);
                scene.layers = crowd.layers(focus, detail == Detail::Words);
            }
            None => scene.layers = Crowd::nothing(),
        }
        if detail < Detail::Furniture {
            return scene;
        }
        let kinds = self.kinds(of);
        let (_, time) = kinds.counted(of.filter(of.state));
        let time = time.filter(|_| kinds.have_several_times());
        let locale = of.env.locale;
        let note = |(first, last)| fill(locale.messages.one_period(), &[&locale.time(first, last)]);
        let told = self.told(of);
        scene
            .notes
            .extend(time.filter(|_| told.counts || counted.is_some()).map(note));
        scene.notes.extend(told.notes.iter().cloned());
        if let Some(counted) = &counted {
            scene.notes.extend(Self::notes(of, counted));
            scene.legend = Self::legend(of, counted);
            let mut sum = Tally::NONE;
            counted.sums.iter().for_each(|of| sum.join(of));
            let amount = match counted.totals {
                true => sum.people_words(&of.env.locale),
                false => sum.words(&of.env.locale, of.adds_people),
            };
            let title = &scene.legend.title;
            scene.summary = fill(locale.messages.units_summary(), &[title, &amount]);
        }
        scene
    }

    fn table(&mut self, of: &Asked<'_>) -> Table {
        let messages = of.env.locale.messages;
        let measure = of.measure.name(messages).to_owned();
        if let Some(counted) = self.counted(of)
            && let Some(stack) = &counted.stack
        {
            let facet = super::words::facet_label(of.data, stack, of.env.language);
            let cells = |group: &Group| vec![group.label.clone(), group.number.clone()];
            return Table {
                columns: vec![facet, measure],
                rows: counted.groups.iter().map(cells).collect(),
            };
        }
        let numbers = Numbers::new(of, self.kinds(of));
        let locale = of.env.locale;
        let mut rows = Vec::new();
        if !numbers.totals {
            let cases = numbers.sum.cases_cell(&locale);
            rows.push(vec![messages.measure_cases().to_owned(), cases]);
        }
        if of.adds_people {
            let name = messages.measure_people().to_owned();
            rows.push(vec![name, numbers.sum.people_words(&of.env.locale)]);
        }
        let time = numbers.time.map(|(first, last)| locale.time(first, last));
        rows.extend(time.map(|time| vec![messages.period().to_owned(), time]));
        Table {
            columns: vec![messages.total().to_owned(), messages.number().to_owned()],
            rows,
        }
    }

    fn words(&mut self, of: &Asked<'_>, key: MarkKey) -> String {
        let counted = self.counted(of);
        let mut groups = counted.iter().flat_map(|counted| &counted.groups);
        let group = groups.find(|group| group.key == key);
        group.map_or_else(String::new, |group| group.words.clone())
    }

    fn selected(&mut self, of: &Asked<'_>, key: MarkKey) -> bool {
        by(of).is_some_and(|by| by.is_chosen(of, key))
    }

    fn choose(&mut self, of: &Asked<'_>, key: MarkKey) -> Option<Event> {
        by(of)?.choose(of, key)
    }

    fn clearing(&self, options: &Options) -> Event {
        Event::ClearValues(options.stack.clone().unwrap_or_default())
    }

    fn chosen(&mut self, of: &Asked<'_>) -> String {
        let stack = of
            .options
            .stack
            .as_deref()
            .filter(|_| of.options.units.is_some());
        stack.map_or_else(String::new, |facet| value_names(of, facet))
    }

    fn sentence(&mut self, of: &Asked<'_>) -> Vec<Piece> {
        self.told(of).pieces.clone()
    }

    fn turned(&self, options: &Options) -> f64 {
        let goal = if options.in_bars { 1.0 } else { 0.0 };
        let turns = options.units.is_some() && options.stack.is_some();
        self.part.filter(|_| turns).unwrap_or(goal)
    }

    fn turn(&mut self, part: f64) {
        self.part = Some(part);
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The facet that units are coloured and chosen by.
fn by<'a>(of: &'a Asked<'_>) -> Option<By<'a>> {
    By::of_facet(of, of.options.stack.as_deref()?)
}
