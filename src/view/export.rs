//! The chosen cases as a file, with what has to be known of them: what figures are made of, not all that the records
//! say.

mod header;

use super::{Environment, State};
use crate::data::date::Doubt;
use crate::data::edtf::edtf;
use crate::data::{
    AGGREGATE, Cases, Dataset, Facet, NEW, NO_DATE, ONGOING, OPEN, PRECISIONS, Share, UNKNOWN, area,
};
use crate::json::{Writer, push_fixed, push_int};
use crate::query::rows;

/// Decimals of a degree: about a metre, and more than a column holds of it.
const DEGREES: u32 = 5;

/// The chosen cases as case JSON, which can be read again: `{title, caveat, note, source, chosen, exported,
/// coverage, generalised, stages, facets, cases}`. `exported` is today's date.
pub fn json(data: &Dataset, state: &State, today: &str, env: &Environment<'_>) -> String {
    let (cases, info) = (&data.cases, &data.info);
    let mut out = Writer::new();
    out.object(|out| {
        let mut text = |name: &str, text: &str| {
            if !text.is_empty() {
                out.key(name).string(text);
            }
        };
        text("title", info.title.get(env.language));
        text("caveat", info.caveat.get(env.language));
        text("note", info.note.get(env.language));
        text("measure", info.measure.as_deref().unwrap_or_default());
        text("chosen", &state.address(&cases.areas));
        text("exported", today);
        out.key("source").object(|out| {
            out.key("name").string(info.source.name.get(env.language));
            out.key("url").string(&info.source.url);
            out.key("licence").string(&info.source.licence);
        });
        header::coverage(data, state, out);
        header::generalised(data, out);
        header::stages(data, env.language, out);
        facets(data, out, env.language);
        out.key("cases").array(|out| {
            for row in rows(cases, &state.filter(cases)) {
                out.object(|out| record(cases, row as usize, out));
            }
        });
    });
    out.finish()
}

/// The facets with their labels, in the order in which they are shown.
fn facets(data: &Dataset, out: &mut Writer, language: &str) {
    let info = &data.info;
    out.key("facets").array(|out| {
        for facet in &data.cases.facets {
            out.object(|out| {
                out.key("name").string(&facet.name);
                out.key("label")
                    .string(info.facet_label(&facet.name, language));
                out.key("values").array(|out| {
                    for value in &facet.values {
                        out.object(|out| {
                            out.key("value").string(value);
                            let label = info.value_label(&facet.name, value, language);
                            out.key("label").string(label);
                        });
                    }
                });
            });
        }
    });
}

fn date(cases: &Cases, row: usize) -> String {
    let first = cases.start[row];
    if first == NO_DATE {
        return String::new();
    }
    edtf(first, cases.last_day(row), Doubt(cases.flags.get(row)))
}

/// The dates of a case by stage.
fn dates(cases: &Cases, row: usize, out: &mut Writer) {
    let dates = cases.stages.of(row);
    if dates.is_empty() {
        return;
    }
    out.key("dates").object(|out| {
        for date in dates {
            if let Some(stage) = cases.stages.names.get(usize::from(date.stage)) {
                let text = edtf(date.start, date.last, date.doubt);
                out.key(stage).string(&text);
            }
        }
    });
}

/// The countries that a case is counted for, or its own area.
fn units(cases: &Cases, row: usize) -> Vec<&str> {
    let name = |code: &'_ str| area::key(&cases.areas, code).map(String::as_str);
    if let Some(code) = cases.country_code(row) {
        return vec![name(code).unwrap_or(code)];
    }
    let set = cases.sets.get(usize::from(cases.set.get(row)));
    let codes = set.into_iter().flatten();
    let codes = codes.filter_map(|&country| cases.countries.get(usize::from(country)));
    codes.map(|code| name(code).unwrap_or(code)).collect()
}

/// How exactly a case's point is known; nothing where there is none.
fn precision(cases: &Cases, row: usize) -> &'static str {
    if cases.lat.get(row).is_nan() {
        return "";
    }
    let here = cases.precision.get(row);
    let known = PRECISIONS.iter().find(|&&(_, known)| known == here);
    known.map_or("", |(name, _)| name)
}

fn kind(cases: &Cases, row: usize) -> (&'static str, &'static str) {
    let flags = cases.flags.get(row);
    let counted = match (flags & NEW != 0, flags & ONGOING != 0) {
        (true, _) => "new",
        (_, true) => "ongoing",
        _ => "",
    };
    let kind = if flags & AGGREGATE != 0 {
        "aggregate"
    } else {
        ""
    };
    (kind, counted)
}

fn values(facet: &Facet, row: usize) -> impl Iterator<Item = &str> {
    let codes = facet.codes.get(row).into_iter();
    let values = codes.flat_map(|&code| facet.values_of(code));
    values.filter_map(|value| facet.values.get(usize::from(value)).map(String::as_str))
}

fn record(cases: &Cases, row: usize, out: &mut Writer) {
    let mut text = |name: &str, text: &str| {
        if !text.is_empty() {
            out.key(name).string(text);
        }
    };
    text("date", &date(cases, row));
    let (kind, counted) = kind(cases, row);
    text("kind", kind);
    text("counted", counted);
    dates(cases, row, out);
    match &units(cases, row)[..] {
        [] => {}
        [one] => out.key("country").string(one),
        several => out
            .key("country")
            .array(|out| several.iter().for_each(|unit| out.string(unit))),
    }
    let (lat, lon) = (cases.lat.get(row), cases.lon.get(row));
    if !lat.is_nan() {
        out.key("lat").fixed(lat.into(), DEGREES);
        out.key("lon").fixed(lon.into(), DEGREES);
        out.key("precision").string(precision(cases, row));
        let radius = cases.radius_km.get(row);
        if !radius.is_nan() {
            out.key("radius_km").fixed(radius.into(), 1);
        }
    }
    people(cases, row, out);
    if cases.weight.get(row) > 1 {
        out.key("cases").int(cases.weight.get(row).into());
    }
    let withheld = cases.suppressed_in(row).unwrap_or_default();
    for (name, bounds) in [("people", withheld.people), ("cases", withheld.cases)] {
        if let Some(bounds) = bounds {
            bounds.write(out.key(name));
        }
    }
    if let Some(share) = share_of(cases, row) {
        share.write(out.key("percent"));
    }
    for facet in &cases.facets {
        let mut values = values(facet, row).peekable();
        if values.peek().is_some() {
            let out = out.key(&facet.name);
            out.array(|out| values.for_each(|value| out.string(value)));
        }
    }
}

fn people(cases: &Cases, row: usize, out: &mut Writer) {
    let (min, more) = (cases.people_min.get(row), cases.people_more.get(row));
    if min == UNKNOWN {
        return;
    }
    let (best, without) = (cases.people_best.get(row), cases.without.get(row));
    let out = out.key("people");
    if (more, best, without) == (0, OPEN, 0) {
        return out.int(min.into());
    }
    out.object(|out| {
        out.key("min").int(min.into());
        if let Some(max) = cases.people_max(row) {
            out.key("max").int(max);
        }
        if best != OPEN {
            out.key("best").int(u64::from(min) + u64::from(best));
        }
        if without > 0 {
            out.key("unknown").int(without.into());
        }
    });
}

/// The percentage that stands in place of a record's count, if one does.
fn share_of(cases: &Cases, row: usize) -> Option<Share> {
    cases.shares.get(usize::from(cases.share.get(row))).copied()
}

/// The chosen cases as a table (RFC 4180, UTF-8): a row a record, with the source, its licence and the day of the
/// export in each, as tables are cut and joined. Several values of a facet have a bar between them.
pub fn csv(data: &Dataset, state: &State, today: &str, env: &Environment<'_>) -> String {
    let (cases, info) = (&data.cases, &data.info);
    let unit = if cases.areas.is_empty() {
        "country"
    } else {
        "area"
    };
    let mut out = String::new();
    let fixed = ["date", unit, "lat", "lon", "precision", "radius_km"];
    let counts = [
        "people_min",
        "people_max",
        "cases",
        "percent",
        "kind",
        "counted",
    ];
    let facets = cases.facets.iter().map(|facet| facet.name.as_str());
    let names = fixed.into_iter().chain(counts).chain(facets);
    line(&mut out, names.chain(["source", "licence", "exported"]));
    let source = [info.source.name.get(env.language), &info.source.url].join(" ");
    for row in rows(cases, &state.filter(cases)) {
        let row = row as usize;
        let units = units(cases, row).join("|");
        let (kind, counted) = kind(cases, row);
        let cells = [
            date(cases, row),
            units,
            decimal(cases.lat.get(row), DEGREES),
            decimal(cases.lon.get(row), DEGREES),
            precision(cases, row).to_owned(),
            decimal(cases.radius_km.get(row), 1),
            people_min(cases, row),
            whole(cases.people_max(row)),
            weight(cases, row),
            share(cases, row),
            kind.to_owned(),
            counted.to_owned(),
        ];
        let of_facets = cases.facets.iter().map(|facet| {
            let values: Vec<&str> = values(facet, row).collect();
            values.join("|")
        });
        let last = [
            source.trim().to_owned(),
            info.source.licence.clone(),
            today.to_owned(),
        ];
        let cells: Vec<String> = cells.into_iter().chain(of_facets).chain(last).collect();
        line(&mut out, cells.iter().map(String::as_str));
    }
    out
}

/// Eurostat's flag of what is confidential, where a number is withheld.
const WITHHELD: &str = "c";

/// How many cases a record stands for; nothing for a percentage, which counts nothing.
fn weight(cases: &Cases, row: usize) -> String {
    let withheld = cases.suppressed_in(row).unwrap_or_default();
    match withheld.cases {
        Some(_) => WITHHELD.to_owned(),
        None if share_of(cases, row).is_some() => String::new(),
        None => whole(Some(cases.weight.get(row).into())),
    }
}

/// A percentage as tables write it: `88`, `~88`, `50..60`, `50..`.
fn share(cases: &Cases, row: usize) -> String {
    let mut out = String::new();
    let end = |n: Option<f64>, out: &mut String| {
        if let Some(n) = n {
            push_fixed(out, n, 6);
        }
    };
    match share_of(cases, row) {
        None => {}
        Some(Share::Exactly(n)) => end(Some(n), &mut out),
        Some(Share::About(n)) => {
            out.push('~');
            end(Some(n), &mut out);
        }
        Some(Share::Between(min, max)) => {
            end(min, &mut out);
            out.push_str("..");
            end(max, &mut out);
        }
    }
    out
}

/// At least so many people.
fn people_min(cases: &Cases, row: usize) -> String {
    let withheld = cases.suppressed_in(row).unwrap_or_default();
    match (withheld.people, cases.people_min.get(row)) {
        (Some(_), _) => WITHHELD.to_owned(),
        (None, UNKNOWN) => String::new(),
        (None, min) => whole(Some(min.into())),
    }
}

fn whole(n: Option<u64>) -> String {
    let mut out = String::new();
    if let Some(n) = n {
        push_int(&mut out, n);
    }
    out
}

fn decimal(n: f32, decimals: u32) -> String {
    let mut out = String::new();
    if !n.is_nan() {
        push_fixed(&mut out, n.into(), decimals);
    }
    out
}

/// A line of cells. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
/// Injection"): whose file it was can't be known.
fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        let is_number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
        let quoted = formula || cell.contains([',', '"', '\n', '\r']);
        if quoted {
            out.push('"');
        }
        if formula {
            out.push('\'');
        }
        for c in cell.chars() {
            if c == '"' {
                out.push('"');
            }
            out.push(c);
        }
        if quoted {
            out.push('"');
        }
    }
    out.push_str("\r\n");
}
