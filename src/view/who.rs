//! Who is counted: people of different kinds are not added unasked.

use super::Environment;
use crate::data::Dataset;
use crate::locale::fill;
use crate::query::{Filter, Measure, by_value};

/// The facet that says who is counted.
const NAME: &str = "who";
/// Its values, if the file declares none. Any others may be names or roles: then it is a facet like
/// others.
const KINDS: [&str; 3] = ["defender", "migrant", "organisation"];

/// What a figure makes of cases with people of several kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    facet: usize,
    /// The values whose cases are counted.
    counted: Vec<u16>,
    /// The other values that cases have.
    others: Vec<u16>,
    /// Whether all cases are counted, and numbers of people are not added.
    pub(super) apart: bool,
}

impl Who {
    /// `asked` names the kinds that an editor wants to be counted, and added if they are several. Unasked,
    /// the first kind is counted in people, and in cases all of them. None where the file has one kind
    /// only, or doesn't tell them apart.
    pub(super) fn of(data: &Dataset, asked: Option<&str>, measure: Measure) -> Option<Self> {
        let facet = data.cases.facets.iter().position(|f| f.name == NAME)?;
        let values = &data.cases.facets[facet].values;
        let declared = data.info.facets.iter().any(|f| f.name == NAME);
        let counts = by_value(&data.cases, &Filter::default(), Measure::Cases, facet);
        let used: Vec<u16> = (0..values.len() as u16)
            .filter(|&value| counts[usize::from(value)] > 0)
            .collect();
        let name = |value: u16| values[usize::from(value)].as_str();
        let kinds = declared || used.iter().all(|&value| KINDS.contains(&name(value)));
        let counted: Vec<u16> = match asked {
            Some(asked) => {
                let wanted = |value: u16| asked.split(',').any(|kind| kind.trim() == name(value));
                used.iter()
                    .copied()
                    .filter(|&value| wanted(value))
                    .collect()
            }
            None if !kinds || used.len() < 2 => return None,
            None if measure == Measure::People => used[..1].to_vec(),
            None => used.clone(),
        };
        let others = used
            .into_iter()
            .filter(|value| !counted.contains(value))
            .collect();
        Some(Self {
            facet,
            counted,
            others,
            apart: asked.is_none() && measure == Measure::Cases,
        })
    }

    /// The condition on facets that it comes to.
    pub(super) fn facets(&self) -> Vec<(usize, Vec<u16>)> {
        if self.apart {
            return Vec::new();
        }
        vec![(self.facet, self.counted.clone())]
    }

    /// Who is counted, in words; none where everybody is.
    pub(super) fn counted(&self, data: &Dataset, env: &Environment<'_>) -> Option<String> {
        let some = !self.apart && !self.others.is_empty();
        some.then(|| self.labels(&self.counted, data, env))
    }

    fn labels(&self, values: &[u16], data: &Dataset, env: &Environment<'_>) -> String {
        let facet = &data.cases.facets[self.facet];
        let label = |&value: &u16| {
            let value = &facet.values[usize::from(value)];
            data.info.value_label(NAME, value, env.language)
        };
        match values {
            [] => "–".to_owned(),
            _ => values.iter().map(label).collect::<Vec<_>>().join(", "),
        }
    }

    /// What a reader must know of it, if anything.
    pub(super) fn note(&self, data: &Dataset, env: &Environment<'_>) -> Option<String> {
        let labels = |values| self.labels(values, data, env);
        let (counted, others) = (labels(&self.counted), labels(&self.others));
        let messages = env.locale.messages;
        if self.apart {
            Some(fill(messages.who_apart(), &[&counted]))
        } else if self.others.is_empty() {
            None
        } else {
            Some(fill(messages.who_only(), &[&counted, &others]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENV;

    use crate::geo::Basemap;
    use crate::read::Reader;
    use crate::scene::{Detail, MarkKey};
    use crate::view::{Figure, Kind, Options, State};

    const MIXED: &str = r#"[
        {"date": "2023", "country": "IT", "people": 117, "who": "defender"},
        {"date": "2023", "country": "IT", "people": 76, "who": "migrant"},
        {"date": "2023", "country": "FR", "people": 4, "who": "migrant"}]"#;

    /// What Italy says, and what the figure notes.
    fn told(file: &str, options: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        let mut figure = Figure::new(Kind::Map, Options::default());
        for (name, value) in options {
            figure.set(name, value).unwrap();
        }
        let europe = Basemap::decode(include_bytes!("../../assets/europe.bin")).unwrap();
        figure.resize(600.0, None, Some(&europe));
        let state = State::default();
        let words = figure.words(&data, &state, MarkKey::Country(*b"IT"), &ENV);
        let scene = figure.scene(&data, &state, None, Detail::Furniture, &ENV);
        (words, scene.notes[..].to_vec())
    }

    #[test]
    fn people_of_several_kinds_are_not_added_unasked() {
        let (words, notes) = told(MIXED, &[("measure", "people")]);
        assert_eq!(words, "Italy: 1 case, 117 people");
        assert!(notes.contains(&"Counted: defender. Not counted: migrant.".to_owned()));
        let (words, notes) = told(MIXED, &[]);
        assert_eq!(words, "Italy: 2 cases");
        let apart = "Numbers of people are not added up: the data counts defender, migrant.";
        assert!(notes.contains(&apart.to_owned()));
    }

    #[test]
    fn an_editor_can_ask_for_one_kind_or_for_their_sum() {
        let (words, notes) = told(MIXED, &[("measure", "people"), ("who", "migrant")]);
        assert_eq!(words, "Italy: 1 case, 76 people");
        assert!(notes.contains(&"Counted: migrant. Not counted: defender.".to_owned()));
        let (words, notes) = told(MIXED, &[("who", "defender, migrant")]);
        assert_eq!(words, "Italy: 2 cases, 193 people");
        assert!(!notes.iter().any(|note| note.contains("ounted")));
    }

    #[test]
    fn a_kind_that_no_case_has_counts_nothing_and_says_what_there_is() {
        let (words, notes) = told(MIXED, &[("who", "lawyer")]);
        assert_eq!(words, "Italy: no case in the data");
        assert!(notes.contains(&"Counted: –. Not counted: defender, migrant.".to_owned()));
    }

    #[test]
    fn to_ask_for_a_kind_where_none_is_told_changes_nothing_and_is_said() {
        let silent = MIXED.replace("\"who\"", "\"role\"");
        let (words, notes) = told(&silent, &[("who", "defender")]);
        assert_eq!(words, "Italy: 2 cases, 193 people");
        assert!(
            notes
                .iter()
                .any(|note| note.starts_with("The data doesn't say who"))
        );
    }

    #[test]
    fn one_kind_is_added_as_ever_and_names_are_no_kinds() {
        let one = MIXED.replace("migrant", "defender");
        assert_eq!(
            told(&one, &[("measure", "people")]).0,
            "Italy: 2 cases, 193 people"
        );
        let names = MIXED.replace("migrant", "somebody else");
        assert_eq!(told(&names, &[]).0, "Italy: 2 cases, 193 people");
    }

    #[test]
    fn published_totals_of_several_kinds_are_not_added_either() {
        let totals = MIXED.replace(r#"{"date""#, r#"{"kind": "aggregate", "date""#);
        let (words, _) = told(&totals, &[("measure", "people")]);
        assert_eq!(words, "Italy: 117 people");
        let (words, _) = told(&totals, &[("measure", "people"), ("who", "migrant")]);
        assert_eq!(words, "Italy: 76 people");
    }
}
