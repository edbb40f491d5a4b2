//! Rule 11: proceedings that go on are told by country and month at most.

use super::finding::{Finding, Findings};
use super::identify::names::plain;
use super::keys::Key;
use super::policy::Policy;
use super::rules::{Rule, Severity};
use super::source::Source;

/// Words that mean that proceedings go on, alone or among others, in small letters, in the languages we ship.
const OPEN: [&str; 55] = [
    "pending",
    "ongoing",
    "awaiting trial",
    "under investigation",
    "on trial",
    "in progress",
    "laufend",
    "anhängig",
    "in corso",
    "pendente",
    "en cours",
    "pendant",
    "pendiente",
    "en curso",
    "em curso",
    "lopend",
    "hangende",
    "lopende",
    "w toku",
    "toczy się",
    "pågående",
    "pågår",
    "verserende",
    "igangværende",
    "vireillä",
    "kesken",
    "pooleli",
    "menetluses",
    "procesā",
    "nepabeigts",
    "nagrinėjama",
    "vyksta",
    "probíhá",
    "neukončeno",
    "prebieha",
    "v teku",
    "u tijeku",
    "u toku",
    "у току",
    "текущо",
    "висящо",
    "în curs",
    "pe rol",
    "folyamatban",
    "εκκρεμεί",
    "σε εξέλιξη",
    "в процессе",
    "рассматривается",
    "триває",
    "на розгляді",
    "devam ediyor",
    "derdest",
    "në proces",
    "għaddej",
    "ar siúl",
];
/// Words that mean it only if they are alone: somebody may be acquitted on appeal.
const ALONE: [&str; 5] = ["appeal", "open", "unknown", "offen", "abierto"];

/// Keeps ongoing proceedings from being told sharper than by country and month.
pub(super) fn hold(
    source: &Source,
    policy: &Policy,
    rows: &[usize],
    keys: &mut [Key],
    found: &mut Findings,
) {
    let field = source.named(&policy.outcome.field);
    if !source.knows(field) {
        let what = format!("no field “{field}” that tells what came of proceedings");
        let finding = Finding::stop(
            "ongoing",
            field,
            what,
            "",
            "If the cases are proceedings, name the field under outcome in the policy: those that go on are told by country and month then.",
        );
        return found.at_most(policy, Rule::Ongoing, Severity::Warn, finding);
    }
    let going: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|&row| is_open(source, policy, field, row))
        .collect();
    let sharp = going.iter().any(|&row| {
        keys.iter()
            .any(|key| least(key).is_some_and(|least| is_sharper(key, row, least)))
    });
    for key in keys {
        let Some(least) = least(key) else {
            continue;
        };
        for &row in &going {
            key.floor[row] = key.floor[row].max(least);
        }
    }
    if sharp {
        let finding = Finding::stop(
            "ongoing",
            field,
            "ongoing proceedings with a place or a day",
            "",
            "They are told by country and month at most.",
        );
        found.add(
            policy,
            Rule::Ongoing,
            finding.of_records(&source.numbers(&going)),
        );
    }
}

/// Whether something is told sharper than at a level.
fn is_sharper(key: &Key, row: usize, least: u8) -> bool {
    key.code(row, 0) != key.code(row, least)
}

/// The sharpest level that ongoing proceedings may have.
fn least(key: &Key) -> Option<u8> {
    match key.name.as_str() {
        "date" | "dates" => key.level("month"),
        "place" => key.level("country"),
        name if names_places(name) => key.level("none"),
        _ => None,
    }
}

/// Words in names of fields that tell a place within a country, in small letters without accents.
const PLACES: [&str; 48] = [
    "city",
    "town",
    "village",
    "municipality",
    "district",
    "county",
    "province",
    "region",
    "state",
    "place",
    "location",
    "site",
    "court",
    "prison",
    "port",
    "island",
    "stadt",
    "ort",
    "gemeinde",
    "kreis",
    "bundesland",
    "gericht",
    "ville",
    "commune",
    "departement",
    "tribunal",
    "lieu",
    "citta",
    "comune",
    "provincia",
    "regione",
    "tribunale",
    "luogo",
    "ciudad",
    "municipio",
    "lugar",
    "juzgado",
    "cidade",
    "stad",
    "rechtbank",
    "miasto",
    "wojewodztwo",
    "sad",
    "polis",
    "πολη",
    "град",
    "город",
    "суд",
];

/// Whether a field is called as those are that tell a place.
fn names_places(name: &str) -> bool {
    let plain = plain(name);
    plain.split(' ').any(|word| PLACES.contains(&word))
}

/// Whether nothing came of a case so far, as far as the file tells.
fn is_open(source: &Source, policy: &Policy, field: &str, row: usize) -> bool {
    let Some(facet) = source.data.cases.facet(field) else {
        let value = source.value(row, field).and_then(serde_json::Value::as_str);
        return value.is_none_or(|value| is_open_word(policy, value));
    };
    let code = facet
        .codes
        .get(row)
        .copied()
        .unwrap_or(crate::data::NO_VALUE);
    let mut values = facet.values_of(code).peekable();
    values.peek().is_none()
        || values.any(|value| {
            let text = facet.values.get(usize::from(value));
            text.is_some_and(|text| is_open_word(policy, text))
        })
}

fn is_open_word(policy: &Policy, value: &str) -> bool {
    let value = value.trim().to_lowercase();
    let words: Vec<&str> = value
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |open: &&str| {
        let open: Vec<&str> = open.split(' ').collect();
        words.windows(open.len()).any(|part| part == open)
    };
    words.is_empty()
        || ALONE.contains(&value.as_str())
        || policy.outcome.open.contains(&value)
        || OPEN.iter().any(has)
}
