//! What an editor marks on time charts: of a file, or as a text of JSON.

use super::header::{Value, value};
use super::reader::Reader;
use super::scan::Cursor;
use crate::data::date::{Doubt, parse};
use crate::data::{Annotation, At};
use crate::issue::IssueKind;

/// What is wrong with one: the name of the member, and what was found there.
type Wrong = (&'static str, String);

/// Reads one.
fn annotation(value: &Value) -> Result<Annotation, Wrong> {
    let at = match (value.get("date"), value.get("value")) {
        (Some(date), None) => days(date).ok_or_else(|| ("date", date.shown()))?,
        (None, Some(number)) => number_of(number).ok_or_else(|| ("value", number.shown()))?,
        _ => return Err(("", value.shown())),
    };
    Ok(Annotation {
        at,
        label: value.texts_of("label"),
    })
}

fn days(date: &Value) -> Option<At> {
    let dated = parse(date.as_text().as_bytes()).ok()?;
    let closed = dated.doubt.0 & (Doubt::OPEN_START | Doubt::OPEN_END) == 0;
    closed.then_some(At::Days(dated.start, dated.last))
}

/// A number, or a list of two.
fn number_of(value: &Value) -> Option<At> {
    let number = |value: &Value| match value {
        &Value::Number(n) if n >= 0.0 && n.is_finite() => Some(n),
        _ => None,
    };
    match value {
        Value::List(ends) if ends.len() == 2 => {
            let (a, b) = (number(&ends[0])?, number(&ends[1])?);
            Some(At::Value(a.min(b), a.max(b)))
        }
        _ => number(value).map(|n| At::Value(n, n)),
    }
}

/// Those of a text of JSON: a list, or one. Those that can't be read come back as text.
///
/// # Errors
/// With what was found, if the text is no JSON.
pub fn annotations(text: &str) -> Result<(Vec<Annotation>, Vec<String>), String> {
    let mut json = text.trim_ascii().as_bytes().to_vec();
    // A number at the end ends there.
    json.push(b' ');
    let mut cursor = Cursor::new(&json, 0);
    let read = value(&mut cursor, 0);
    let rest = cursor.rest().trim_ascii();
    let list = match read {
        Ok(Value::List(list)) if rest.is_empty() => list,
        Ok(one @ Value::Object(_)) if rest.is_empty() => vec![one],
        _ => return Err(text.to_owned()),
    };
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (i, one) in list.iter().enumerate() {
        match annotation(one) {
            Ok(annotation) => good.push(annotation),
            Err((name, found)) => bad.push(place(i, name) + ": " + &found),
        }
    }
    Ok((good, bad))
}

/// Where one stands, counted from 1.
fn place(index: usize, name: &str) -> String {
    let mut place = "annotations ".to_owned();
    crate::json::push_int(&mut place, index as u64 + 1);
    if !name.is_empty() {
        place.push('.');
        place.push_str(name);
    }
    place
}

impl Reader {
    /// Takes what the header says as `annotations`.
    pub(super) fn annotate(&mut self, said: &Value) {
        let one = std::slice::from_ref(said);
        let list = match said {
            Value::List(list) => list,
            _ => one,
        };
        for (i, said) in list.iter().enumerate() {
            match annotation(said) {
                Ok(annotation) => self.data.info.annotations.push(annotation),
                Err((name, found)) => {
                    let (kind, field) = (IssueKind::BadAnnotation, place(i, name));
                    self.data.issues.add_many(kind, &field, 1, found.as_bytes());
                }
            }
        }
    }

    /// Tells which of them lie outside the time of the cases and of what was looked at: no chart shows them.
    pub(super) fn check_annotations(&mut self) {
        let data = &mut self.data;
        let coverage = &data.info.coverage;
        let Some((first, last)) = data.cases.extent() else {
            return;
        };
        let first = coverage.from.map_or(first, |from| first.min(from));
        let last = coverage.to.map_or(last, |to| last.max(to));
        for annotation in &data.info.annotations {
            let At::Days(from, to) = annotation.at else {
                continue;
            };
            if to < first || from > last {
                let label = annotation.label.get("en");
                let found = [&crate::calendar::iso(from), " ", label].concat();
                let (kind, field) = (IssueKind::AnnotationOutside, "annotations");
                data.issues
                    .add_many(kind, field, 1, found.trim_ascii_end().as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day_of;

    #[test]
    fn a_date_marks_its_days_and_a_value_itself() {
        let text = r#"[{"date":"2021-11-03","label":"a"},{"date":"2021-03/2021-06","label":{"en":"b","it":"c"}},
            {"value":10},{"value":[7,5]}]"#;
        let (good, bad) = annotations(text).unwrap();
        let at: Vec<At> = good.iter().map(|annotation| annotation.at).collect();
        let day = day_of(2021, 11, 3);
        let spring = At::Days(day_of(2021, 3, 1), day_of(2021, 6, 30));
        let expected = [
            At::Days(day, day),
            spring,
            At::Value(10.0, 10.0),
            At::Value(5.0, 7.0),
        ];
        assert_eq!((at, bad), (expected.to_vec(), Vec::new()));
        assert_eq!(good[1].label.get("it"), "c");
    }

    #[test]
    fn what_cannot_be_marked_is_named_and_the_others_hold() {
        let text = r#"[{"date":"2021-13"},{"value":-1},{"label":"nothing"},{"date":"2021","value":1},7,
            {"date":"2021-03/.."},{"date":"2021"}]"#;
        let (good, bad) = annotations(text).unwrap();
        assert_eq!(good.len(), 1);
        assert_eq!(
            bad,
            [
                "annotations 1.date: 2021-13",
                "annotations 2.value: -1",
                "annotations 3: {…}",
                "annotations 4: {…}",
                "annotations 5: 7",
                "annotations 6.date: 2021-03/.."
            ]
        );
        for text in ["", "[", "November 2021", "[] []", "7"] {
            assert!(annotations(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_file_tells_what_it_marks_in_vain() {
        let file = r#"{"annotations":[{"date":"2021-03","label":"in"},{"date":"1999-03","label":"long before"},
            {"date":"soon"}],"cases":[{"date":"2021"}]}"#;
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        assert_eq!(data.info.annotations.len(), 2);
        let told: Vec<String> = data
            .issues
            .iter()
            .map(crate::issue::Issue::message)
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].starts_with("annotations 3.date: found “soon”: "),
            "{told:?}"
        );
        assert!(told[1].contains("1999-03-01 long before"), "{told:?}");
    }
}
