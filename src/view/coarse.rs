//! What a file says was told less exactly than it is known, in words.

use super::Environment;
use crate::data::Info;
use crate::locale::fill;

/// How many of the levels have a word.
const WORDED: usize = 6;

/// That details are given less exactly to protect people, and which: nothing where the file says nothing of it.
pub fn coarse_note(info: &Info, env: &Environment<'_>) -> Option<String> {
    let messages = env.locale.messages;
    let mut fields = String::new();
    for one in info.generalised.iter().filter(|one| one.levels > 0) {
        let name = match one.field.as_str() {
            "date" | "dates" => messages.coarse_dates(),
            "place" => messages.coarse_places(),
            "people" => messages.coarse_people(),
            facet => info.facet_label(facet, env.language),
        };
        let mut levels = String::new();
        for at in (0..WORDED).filter(|&at| one.tells(at)) {
            join(&mut levels, messages.coarse_level(at));
        }
        match levels.is_empty() {
            true => join(&mut fields, name),
            false => join(
                &mut fields,
                &fill(messages.coarse_field(), &[name, &levels]),
            ),
        }
    }
    (!fields.is_empty()).then(|| fill(messages.coarse(), &[&fields]))
}

/// Whether some places are told by the areas that they lie in alone.
#[cfg(feature = "formats")]
pub(super) fn tells_areas(info: &Info) -> bool {
    let mut places = info.generalised.iter().filter(|one| one.field == "place");
    places.any(|one| {
        one.names()
            .any(|level| ["region", "country"].contains(&level))
    })
}

fn join(list: &mut String, one: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(one);
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;
    use crate::data::{FacetInfo, Generalised, Texts};
    use crate::view::ENV;

    fn note(fields: &[(&str, &[&str])]) -> Option<String> {
        let one = |(field, levels): &(&str, &[&str])| {
            Generalised::new((*field).to_owned(), |level| levels.contains(&level))
        };
        let mut label = Texts::default();
        label.add("en", "Charge");
        let charge = FacetInfo {
            name: "charge".to_owned(),
            label,
            ..FacetInfo::default()
        };
        let info = Info {
            generalised: fields.iter().map(one).collect(),
            facets: vec![charge],
            ..Info::default()
        };
        coarse_note(&info, &ENV)
    }

    #[test]
    fn what_is_told_less_exactly_is_said_field_by_field_with_its_levels_from_sharp_to_coarse() {
        let fields: &[(&str, &[&str])] = &[
            ("charge", &["other", "value"]),
            ("date", &["year", "day", "month", "none"]),
            ("people", &["steps"]),
            ("place", &["country", "district"]),
        ];
        assert_eq!(
            note(fields).unwrap(),
            "To protect people, details may be given less exactly than they are known: \
             Charge, dates (month, year), numbers of people, places (district, country)."
        );
    }

    #[test]
    fn nothing_is_said_of_a_field_that_is_told_as_it_is_known_nor_of_a_file_that_was_not_made_less_exact()
     {
        assert_eq!(note(&[("date", &["day"]), ("charge", &["value"])]), None);
        assert_eq!(note(&[]), None);
        let said = note(&[("date", &["day"]), ("who", &["none"])]).unwrap();
        assert!(said.ends_with(": who."), "{said}");
    }
}
