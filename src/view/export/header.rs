//! What a written file says of all its cases: what was looked at, how exactly it is told, and the stages that cases go through.

use super::super::State;
use crate::calendar::{Day, iso};
use crate::data::{Cases, Coverage, Dataset, area};
use crate::json::Writer;

/// What was looked at, as far as the file tells it and cases of it can be among the chosen ones: what was not chosen
/// would read as none reported.
pub(super) fn coverage(data: &Dataset, state: &State, out: &mut Writer) {
    let coverage = &data.info.coverage;
    if *coverage == Coverage::default() {
        return;
    }
    let window = state.window;
    let from = window.map(|window| window.from);
    let to = window.map(|window| window.until - 1);
    let from = from.into_iter().chain(coverage.from).max();
    let to = to.into_iter().chain(coverage.to).min();
    out.key("coverage").object(|out| {
        day("from", from, out);
        day("to", to, out);
        countries(&data.cases, &looked_at(coverage, state), out);
        if coverage.gaps.is_empty() {
            return;
        }
        out.key("gaps").array(|out| {
            for gap in &coverage.gaps {
                out.object(|out| {
                    day("from", Some(gap.from), out);
                    day("to", Some(gap.to), out);
                    countries(&data.cases, &gap.countries, out);
                });
            }
        });
    });
}

/// How exactly fields are told, where they were made less exact: what is exported is no sharper.
pub(super) fn generalised(data: &Dataset, out: &mut Writer) {
    let fields = &data.info.generalised;
    if fields.is_empty() {
        return;
    }
    out.key("generalised").object(|out| {
        out.key("fields").object(|out| {
            for one in fields {
                out.key(&one.field).object(|out| {
                    one.names().for_each(|level| out.key(level).bool(true));
                });
            }
        });
    });
}

/// The countries of a coverage that are chosen. Where none of them is, all: a list of none would be of any.
fn looked_at(coverage: &Coverage, state: &State) -> Vec<String> {
    let chosen = |code: &String| state.countries.iter().any(|one| code.as_bytes() == one);
    let codes = state.countries.iter();
    let codes = codes.map(|code| code.iter().copied().map(char::from).collect::<String>());
    match &coverage.countries[..] {
        [] => codes.collect(),
        all if all.iter().any(chosen) => all.iter().filter(|code| chosen(code)).cloned().collect(),
        all => all.to_vec(),
    }
}

fn day(name: &str, day: Option<Day>, out: &mut Writer) {
    if let Some(day) = day {
        out.key(name).string(&iso(day));
    }
}

fn countries(cases: &Cases, codes: &[String], out: &mut Writer) {
    if codes.is_empty() {
        return;
    }
    out.key("countries").array(|out| {
        for code in codes {
            out.string(area::key(&cases.areas, code).unwrap_or(code));
        }
    });
}

/// The stages with their labels, in their order, if any case has dates by stage.
pub(super) fn stages(data: &Dataset, language: &str, out: &mut Writer) {
    let stages = &data.cases.stages;
    if stages.is_empty() {
        return;
    }
    out.key("stages").array(|out| {
        for name in &stages.names {
            let mut known = data.info.stages.iter();
            let known = known.find(|known| known.value == *name);
            let label = known.map_or("", |known| known.label.get(language));
            out.object(|out| {
                out.key("name").string(name);
                if !label.is_empty() {
                    out.key("label").string(label);
                }
            });
        }
    });
}
