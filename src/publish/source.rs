//! A private file: what the reader makes of it, and beside that all that its records say.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use super::fields::is_language;
use super::finding::{Finding, counted};
use crate::data::{AGGREGATE, Dataset, Form, NO_VALUE};
use crate::issue::IssueKind;
use crate::locale::NativeFormats;
use crate::read::{Reader, csv, in_utf8};

/// A file as it was given.
#[derive(Debug)]
pub(super) struct Source {
    /// The cases as figures count them, in the order of the file.
    pub(super) data: Dataset,
    /// What the file says of itself.
    pub(super) header: Map<String, Value>,
    /// By case, all that its record says.
    pub(super) records: Vec<Map<String, Value>>,
    /// The names of all fields, in order of appearance.
    pub(super) columns: Vec<String>,
    /// How many records were read.
    pub(super) found: u64,
}

/// The names of case JSON whose fields are told with others, or make themselves.
pub(super) const TOLD: [&str; 12] = [
    "id",
    "date",
    "dates",
    "country",
    "place",
    "lat",
    "lon",
    "precision",
    "radius_km",
    "people",
    "cases",
    "percent",
];
/// The other names that mean something to case JSON.
const ALONE: [&str; 6] = ["kind", "counted", "title", "note", "url", "source"];

/// The names that mean something to case JSON.
fn ours() -> impl Iterator<Item = &'static str> {
    TOLD.into_iter().chain(ALONE)
}

/// Whether a name means something to case JSON.
pub(super) fn is_ours(name: &str) -> bool {
    ours().any(|ours| ours == name)
}

fn broken(place: String, found: String, mend: &str) -> Finding {
    Finding::stop(
        "file",
        place,
        found,
        "a whole file of cases, each of them readable",
        mend,
    )
}

impl Source {
    /// Reads a file of cases: case JSON, lines of JSON, features or a table.
    ///
    /// # Errors
    /// Where it can't be judged.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        let data = dataset(bytes).map_err(|error| {
            let mend = "Check that this is the file of cases that you mean.";
            vec![broken("file".to_owned(), lower(&error.to_string()), mend)]
        })?;
        let text = in_utf8(bytes, data.cases.records.encoding);
        let is_table = matches!(data.cases.records.form, Form::Table { .. });
        let header = if is_table { Map::new() } else { header(&text)? };
        refuse_broken(&data)?;
        if !data.cases.areas.is_empty() {
            return Err(vec![Finding::stop(
                "file",
                "fields, area",
                "cases that are counted by areas of your own",
                "cases by country",
                "Publishing knows countries only: give each case its country, and the area as a facet.",
            )]);
        }
        let records = records(&data, &text)?;
        let mut source = Self {
            found: data.cases.len() as u64 + data.issues.left_out(),
            columns: columns(&records),
            data,
            header,
            records,
        };
        source.refuse_published()?;
        source.refuse_duplicates()?;
        source.data.cases.ordered = false;
        Ok(source)
    }

    /// How many cases.
    pub(super) fn len(&self) -> usize {
        self.data.cases.len()
    }

    /// The number of a case's record in the file, from 1.
    pub(super) fn number(&self, row: usize) -> u32 {
        self.data.cases.number(row)
    }

    /// The numbers of some cases' records.
    pub(super) fn numbers(&self, rows: &[usize]) -> Vec<u32> {
        rows.iter().map(|&row| self.number(row)).collect()
    }

    /// Whether a record counts others: a published total, a percentage, several cases at once.
    pub(super) fn is_total(&self, row: usize) -> bool {
        let cases = &self.data.cases;
        let withheld = cases.suppressed_in(row).unwrap_or_default();
        cases.flags.get(row) & AGGREGATE != 0
            || cases.weight.get(row) != 1
            || withheld.cases.is_some()
    }

    /// What a record says in a field.
    pub(super) fn value(&self, row: usize, field: &str) -> Option<&Value> {
        self.records.get(row)?.get(field)
    }

    /// All texts and numbers that a record has in a field, as texts.
    pub(super) fn texts(&self, row: usize, field: &str) -> Vec<Cow<'_, str>> {
        self.value(row, field).map(texts).unwrap_or_default()
    }

    /// The records, by their numbers, of which `told` has said the same of an earlier one by what they have in a field; and
    /// how many different things it has said. Where it says nothing, nothing is the same.
    pub(super) fn again(
        &self,
        field: &str,
        told: impl Fn(&[Cow<'_, str>]) -> String,
    ) -> (Vec<u32>, usize) {
        let mut seen = HashSet::new();
        let mut again = Vec::new();
        for row in 0..self.len() {
            let told = told(&self.texts(row, field));
            if !told.is_empty() && !seen.insert(told) {
                again.push(self.number(row));
            }
        }
        (again, seen.len())
    }

    /// Whether a case has a value in a field, whichever letters are capitals: a spreadsheet's `Who` is `who`.
    pub(super) fn has_value(&self, row: usize, field: &str, value: &str) -> bool {
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        let facets = self.data.cases.facets.iter();
        let mut facets = facets.filter(|facet| same(&facet.name, field));
        let in_facet = facets.any(|facet| {
            let code = facet.codes.get(row).copied().unwrap_or(NO_VALUE);
            let texts = facet
                .values_of(code)
                .filter_map(|one| facet.values.get(usize::from(one)));
            texts.into_iter().any(|text| same(text, value))
        });
        let members = self.records.get(row).into_iter().flatten();
        let mut members = members.filter(|(name, _)| same(name, field));
        in_facet || members.any(|(_, own)| texts(own).iter().any(|text| same(text, value)))
    }

    /// Whether any record says anything in a field.
    pub(super) fn says(&self, field: &str) -> bool {
        (0..self.len()).any(|row| self.texts(row, field).iter().any(|text| !text.is_empty()))
    }

    /// Whether any case has something of a field: of case JSON, by the name it has there, or of the file.
    pub(super) fn knows(&self, field: &str) -> bool {
        let cases = &self.data.cases;
        let any = |has: &dyn Fn(usize) -> bool| (0..cases.len()).any(has);
        match field {
            "id" => true,
            "date" => any(&|row| cases.start[row] != crate::data::NO_DATE),
            "dates" => !cases.stages.is_empty(),
            "country" => !cases.countries.is_empty(),
            "lat" | "lon" | "precision" => any(&|row| !cases.lat.get(row).is_nan()),
            "radius_km" => any(&|row| !cases.radius_km.get(row).is_nan()),
            "people" => !cases.people_min.is_uniform() || !cases.suppressed.is_uniform(),
            "cases" | "kind" | "counted" | "percent" => true,
            name => cases.facet(name).is_some() || self.columns.iter().any(|known| known == name),
        }
    }

    /// The field that a name means: its own, or else the one that is called so in other capitals.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> &'a str {
        let same = |known: &&String| known.to_lowercase() == name.to_lowercase();
        let other = || self.columns.iter().find(same).map(String::as_str);
        Some(name)
            .filter(|name| self.knows(name))
            .or_else(other)
            .unwrap_or(name)
    }

    /// All names that a policy may list.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = ours().filter(|name| self.knows(name)).collect();
        names.extend(self.columns.iter().map(String::as_str));
        names
    }

    /// What a column of another name is in case JSON, if it is read as that.
    pub(super) fn meaning(&self, column: &str) -> Option<&'static str> {
        let meant = self.data.cases.records.meant.iter();
        let mut meant = meant.filter(|(name, _)| name == column && !is_ours(name));
        meant.next().map(|&(_, means)| means)
    }

    /// A file that was published is no private one: it would be coarsened again, and what it says of itself lost.
    fn refuse_published(&self) -> Result<(), Vec<Finding>> {
        if !self.header.contains_key("generalised") {
            return Ok(());
        }
        Err(vec![Finding::stop(
            "file",
            "file, generalised",
            "a file that was made public already",
            "the private file",
            "Take the private file. To compare with what was published before, give that as the version before.",
        )])
    }

    /// Of two records with one id nobody knows whether they are one case or two, and so how many share anything.
    fn refuse_duplicates(&self) -> Result<(), Vec<Finding>> {
        let mut found = Vec::new();
        for name in self.columns.iter().filter(|name| is_id(name)) {
            // The number 7 and the text “7” are one id.
            let (twice, _) = self.again(name, |texts| texts.concat().trim().to_owned());
            if !twice.is_empty() {
                let finding = Finding::stop(
                    "file",
                    name,
                    "ids that an earlier record has already",
                    "an id of its own for each case",
                    "Join records that are one case, and give the others ids of their own: counted twice, one case would hide itself. If each record is a person, call the column something else.",
                );
                found.push(finding.of_records(&twice));
            }
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// Whether a column is called as those are that give each case an id.
fn is_id(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    ["id", "caseid", "recordid", "uid", "uuid", "guid"].contains(&plain.as_str())
}

fn lower(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}

fn dataset(bytes: &[u8]) -> crate::Result<Dataset> {
    let mut reader = Reader::new();
    reader.keep_records();
    reader.name_countries(NativeFormats::country_code);
    if csv::is_table(bytes) {
        csv::read(&mut reader, bytes)?;
    } else {
        reader.expect_bytes(bytes.len() as u64);
        reader.feed(bytes);
    }
    reader.end()
}

/// The members of the object around the cases, if there is one.
fn header(text: &[u8]) -> Result<Map<String, Value>, Vec<Finding>> {
    let whole: Result<Value, _> = serde_json::from_slice(text);
    let error = match whole {
        Ok(Value::Object(members)) => return Ok(members),
        Ok(_) => return Ok(Map::new()),
        Err(error) => error,
    };
    // One record a line.
    let mut lines = serde_json::Deserializer::from_slice(text).into_iter::<Map<String, Value>>();
    if lines.all(|line| line.is_ok()) {
        return Ok(Map::new());
    }
    let place = format!("file, line {}, column {}", error.line(), error.column());
    Err(vec![broken(
        place,
        "something that is no JSON".to_owned(),
        "Mend it there: what is cut or garbled can't be judged.",
    )])
}

/// Records that could not be read at all may be anything.
fn refuse_broken(data: &Dataset) -> Result<(), Vec<Finding>> {
    let unread = [
        IssueKind::Malformed,
        IssueKind::Truncated,
        IssueKind::TooLong,
    ];
    let mut found = Vec::new();
    for issue in data.issues.iter().filter(|one| unread.contains(&one.kind)) {
        let what = counted(
            issue.count.into(),
            "record that can't be read",
            "records that can't be read",
        );
        let mut finding = broken("file".to_owned(), what, "Mend or remove them.");
        finding.records = issue.examples.iter().map(|one| one.case).collect();
        found.push(finding);
    }
    if data.cases.is_empty() {
        found.push(broken(
            "file".to_owned(),
            "no case".to_owned(),
            "Take the file that holds the cases.",
        ));
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// All that the records of the cases say.
fn records(data: &Dataset, text: &[u8]) -> Result<Vec<Map<String, Value>>, Vec<Finding>> {
    let cases = &data.cases;
    let form = &cases.records.form;
    let mut twice = Vec::new();
    let record = |row: usize| {
        let range = cases.records.range(row)?;
        let (start, end) = (
            usize::try_from(range.start).ok()?,
            usize::try_from(range.end).ok()?,
        );
        let (members, is_twice) = parsed(form, text.get(start..end)?)?;
        if is_twice {
            twice.push(cases.number(row));
        }
        Some(members)
    };
    let all: Option<Vec<_>> = (0..cases.len()).map(record).collect();
    let all = all.ok_or_else(|| {
        vec![broken(
            "file".to_owned(),
            "records that can't be found again in it".to_owned(),
            "Save the file as UTF-8 and as case JSON.",
        )]
    })?;
    if let Form::Table { names, .. } = form
        && let Some(name) = doubled(names)
    {
        let found = format!("two columns that are called {name}");
        return Err(vec![broken("file".to_owned(), found, TWICE)]);
    }
    if twice.is_empty() {
        return Ok(all);
    }
    let found = "a name of a field twice".to_owned();
    Err(vec![
        broken("file".to_owned(), found, TWICE).of_records(&twice),
    ])
}

/// What one reader takes of two fields of one name, another one leaves.
const TWICE: &str =
    "Rename or remove one of them: what is published of the one can't be judged by the other.";

/// A name that two columns have.
fn doubled(names: &[String]) -> Option<&str> {
    let mut seen = HashSet::new();
    let mut filled = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty());
    filled.find(|name| !seen.insert(*name))
}

/// A record, and whether it has two fields of one name that say different things.
fn parsed(form: &Form, bytes: &[u8]) -> Option<(Map<String, Value>, bool)> {
    match form {
        Form::Json => {
            let mut members: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
            let mut twice = written_names(bytes)
                != members.values().map(names_in).sum::<usize>() + members.len();
            // A feature's fields are its properties (RFC 7946, 3.2).
            if let Some(Value::Object(inner)) = members.remove("properties") {
                // Features have an id and a type of their own.
                let mut fields = inner
                    .iter()
                    .filter(|(name, _)| !["id", "type"].contains(&name.as_str()));
                twice |=
                    fields.any(|(name, value)| members.get(name).is_some_and(|own| own != value));
                members.extend(inner);
            }
            Some((members, twice))
        }
        Form::Table { names, separator } => {
            let mut table = ::csv::ReaderBuilder::new()
                .delimiter(*separator)
                .flexible(true)
                .has_headers(false)
                .from_reader(bytes);
            let row = table.records().next()?.ok()?;
            let cells = names.iter().cloned().zip(row.iter());
            let members = cells.map(|(name, cell)| (name, Value::from(cell)));
            Some((members.collect(), false))
        }
    }
}

/// How many names of members an object of JSON has as it is written, those of objects in it with them.
pub(super) fn written_names(bytes: &[u8]) -> usize {
    let (mut names, mut quoted, mut escaped) = (0, false, false);
    for &b in bytes {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b':' if !quoted => names += 1,
            _ => {}
        }
    }
    names
}

/// How many names of members a value has.
pub(super) fn names_in(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(names_in).sum(),
        Value::Object(members) => members.len() + members.values().map(names_in).sum::<usize>(),
        _ => 0,
    }
}

fn columns(records: &[Map<String, Value>]) -> Vec<String> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    let mut out = Vec::new();
    for name in records.iter().flat_map(Map::keys) {
        if seen.insert(name, ()).is_none() {
            out.push(name.clone());
        }
    }
    out
}

/// All texts and numbers in a value, as texts, with the names of members that are no languages.
pub(super) fn texts(value: &Value) -> Vec<Cow<'_, str>> {
    let mut out = Vec::new();
    leaves(value, &mut out);
    out
}

fn leaves<'a>(value: &'a Value, out: &mut Vec<Cow<'a, str>>) {
    match value {
        Value::String(text) => out.push(text.as_str().into()),
        Value::Number(number) => out.push(number.to_string().into()),
        Value::Array(list) => list.iter().for_each(|one| leaves(one, out)),
        Value::Object(members) => {
            members.values().for_each(|one| leaves(one, out));
            let names = members.keys().filter(|name| !is_language(name));
            out.extend(names.map(|name| Cow::from(name.as_str())));
        }
        Value::Null | Value::Bool(_) => {}
    }
}
