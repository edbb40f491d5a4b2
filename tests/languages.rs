//! Every language says all that English says, with the same values in it. That each sentence has the
//! forms that its language asks for is tested where there are its plural rules: in `tests/node`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use caseplot::locale::{EN, Messages};
use serde_json::{Map, Value};

type Group = Map<String, Value>;

/// The 24 official languages of the EU but English, and others that are spoken where cases are.
const LANGUAGES: &str =
    "ar bg cs da de el es et fa fi fr ga hr hu it lt lv mt nb nl pl pt ro ru sk sl sq sr sv tr uk";

fn text(tag: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{tag}.json"));
    fs::read_to_string(path).unwrap()
}

fn catalogue(tag: &str) -> [Group; 2] {
    let text = text(tag);
    let all: Value = serde_json::from_str(&text).unwrap();
    ["figure", "whole"].map(|group| all[group].as_object().cloned().unwrap_or_default())
}

/// What is filled in: `{0}`, `{people}`.
fn holes(text: &str) -> BTreeSet<&str> {
    let holes = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    holes
        .map(|hole| hole.split(':').next().unwrap_or(hole))
        .collect()
}

/// The templates of a total: they hold forms of words inside, where others are forms themselves.
const TEMPLATES: [&str; 4] = [
    "total_people",
    "total_cases",
    "total_countries",
    "total_time",
];

#[test]
fn every_language_has_a_catalogue() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap());
    let tags: BTreeSet<String> = files
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .collect();
    assert_eq!(tags, LANGUAGES.split(' ').map(str::to_owned).collect());
}

#[test]
fn every_language_has_every_sentence_in_the_order_of_the_english_ones() {
    // The wasm is given lines without names.
    let (small, whole) = Messages::NAMES.split_at(Messages::SMALL);
    for tag in LANGUAGES.split(' ') {
        let text = text(tag);
        for (group, names) in catalogue(tag).iter().zip([small, whole]) {
            let mut found: Vec<&str> = group.keys().map(String::as_str).collect();
            let at = |name: &&str| text.find(&format!("\n    \"{name}\": "));
            found.sort_by_key(at);
            assert_eq!(found, names, "{tag}");
            for (name, text) in group {
                let text = text.as_str().unwrap_or_default();
                assert!(
                    !text.trim().is_empty() && !text.contains('\n'),
                    "{tag}: {name}"
                );
            }
        }
    }
}

#[test]
fn every_sentence_of_every_language_has_the_values_of_the_english_one() {
    for tag in LANGUAGES.split(' ') {
        let [small, whole] = catalogue(tag);
        for (name, english) in EN.named() {
            let text = small
                .get(name)
                .or(whole.get(name))
                .and_then(Value::as_str)
                .unwrap_or_default();
            let wanted = holes(english);
            if TEMPLATES.contains(&name) {
                assert_eq!(holes(text), wanted, "{tag}: {name}");
                continue;
            }
            assert_eq!(
                english.contains('|'),
                text.contains('|'),
                "{tag}: {name} has forms, or has not"
            );
            let forms: Vec<BTreeSet<&str>> = text.split('|').map(holes).collect();
            // Of a form that stands for one number the number may be left out.
            assert_eq!(forms.last(), Some(&wanted), "{tag}: {name}");
            assert!(
                forms.iter().all(|form| form.is_subset(&wanted)),
                "{tag}: {name}"
            );
        }
    }
}
