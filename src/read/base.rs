//! What countries are counted per, and how their colours are chosen, as a file says it.

use super::header::Value;
use super::reader::Reader;
use crate::data::{Base, ScaleInfo, area, country};
use crate::issue::IssueKind;
use crate::scale::classes::{Classing, PARTS};
use crate::theme::Color;

impl Reader {
    /// Takes what the header said as `base`: `{name, countries: {IT: 59030133}}`. At the end, as `fields` may follow,
    /// which say whether countries are counted. What it says holds before what a column does.
    pub(super) fn settle_base(&mut self) {
        let Some(value) = self.base.take() else {
            return self.check_base();
        };
        self.read_base(&value);
        self.check_base();
    }

    fn read_base(&mut self, value: &Value) {
        let mut base = Base {
            name: value.texts_of("name"),
            of: Vec::new(),
        };
        let Some(Value::Object(countries)) = value.get("countries") else {
            return self.bad_base("", "base.countries");
        };
        for (name, number) in countries {
            let code = if self.shared.mapping.areas {
                self.shared.area(name.as_bytes())
            } else {
                country::resolve(name.as_bytes())
            };
            match (code, number) {
                (Some(code), &Value::Number(n)) if n > 0.0 => {
                    let code = code.map(char::from).iter().collect();
                    base.of.push((code, n));
                }
                (None, _) => self.bad_base(name, "base.countries"),
                _ => self.bad_base(&number.shown(), &["base.countries.", name].concat()),
            }
        }
        let said = |code: &str| base.of.iter().any(|(known, _)| known == code);
        let of_column = std::mem::take(&mut self.data.info.base.of);
        let rest: Vec<(String, f64)> = of_column
            .into_iter()
            .filter(|(code, _)| !said(code))
            .collect();
        base.of.extend(rest);
        self.data.info.base = base;
    }

    /// What the file calls a unit.
    fn written(&self, code: &str) -> String {
        let key = area::key(&self.shared.areas, code);
        key.map_or(code, |key| key).to_owned()
    }

    fn bad_base(&mut self, found: &str, field: &str) {
        let (kind, found) = (IssueKind::BadBase, found.as_bytes());
        self.data.issues.add_many(kind, field, 1, found);
    }

    /// `scale`: `{classes, colors}`.
    pub(super) fn scale(&mut self, value: &Value) {
        let colors = value.list("colors");
        let parsed: Option<Vec<Color>> = colors.iter().map(|c| Color::parse(c.as_text())).collect();
        let classes = match value.get("classes") {
            None => Some(None),
            Some(Value::List(list)) => breaks(list).map(Some),
            Some(name) => Classing::parse(name.as_text()).map(Some),
        };
        let info = &mut self.data.info.scale;
        *info = ScaleInfo {
            classes: classes.clone().flatten(),
            colors: parsed.clone().filter(|c| c.len() != 1).unwrap_or_default(),
        };
        for (name, good) in [
            ("classes", classes.is_some()),
            ("colors", parsed.is_some_and(|colors| colors.len() != 1)),
        ] {
            if !good {
                let found = value.get(name).map(Value::shown).unwrap_or_default();
                let (kind, field) = (IssueKind::BadScale, ["scale.", name].concat());
                self.data.issues.add_many(kind, &field, 1, found.as_bytes());
            }
        }
    }

    /// Takes what a case says of its country's base.
    pub(super) fn base_of(&mut self, unit: u16, number: f64, case: u32, byte: u64) {
        let Some(code) = self.shared.units.get(usize::from(unit)) else {
            return;
        };
        let of = &mut self.data.info.base.of;
        match of.iter().find(|(known, _)| known == code) {
            None => of.push((code.clone(), number)),
            Some(&(_, known)) if known == number => {}
            Some(_) => {
                let found = self.written(code);
                let found = found.as_bytes();
                let issues = &mut self.data.issues;
                issues.add(IssueKind::BaseDiffers, "base", case, byte, found);
            }
        }
    }

    /// Countries with cases that have no base while others have one.
    fn check_base(&mut self) {
        let of = &self.data.info.base.of;
        if of.is_empty() {
            return;
        }
        let lacks = |code: &&String| !of.iter().any(|(known, _)| known == *code);
        let lacking: Vec<String> = self
            .shared
            .units
            .iter()
            .filter(lacks)
            .map(|code| self.written(code))
            .collect();
        if !lacking.is_empty() {
            let found = lacking.join(", ");
            let issues = &mut self.data.issues;
            issues.add_many(IssueKind::NoBase, "base", 1, found.as_bytes());
        }
    }
}

fn breaks(list: &[Value]) -> Option<Classing> {
    let part = |value: &Value| match value {
        Value::Number(n) if *n >= 0.0 && *n < 1e12 => Some((n * PARTS as f64).round() as u64),
        _ => None,
    };
    Classing::breaks(list.iter().map(part).collect::<Option<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;

    fn read(file: &str) -> (Dataset, Vec<String>) {
        let mut reader = Reader::new();
        reader.feed(file.as_bytes());
        let data = reader.finish().unwrap();
        let messages = data
            .issues
            .iter()
            .map(crate::issue::Issue::message)
            .collect();
        (data, messages)
    }

    #[test]
    fn a_base_without_a_number_over_0_is_told_and_the_others_hold() {
        let (data, messages) = read(
            r#"{"base":{"name":"inhabitants","countries":{"IT":59030133,"EL":0,"FRA":"many","XX":7}},
                "cases":[{"date":"2021","country":"IT"},{"date":"2021","country":"GR"}]}"#,
        );
        assert_eq!(data.info.base.of, [("IT".to_owned(), 59_030_133.0)]);
        assert_eq!(data.info.base.name.get("en"), "inhabitants");
        let found: Vec<&str> = messages
            .iter()
            .map(|m| m.split(": ").next().unwrap())
            .collect();
        assert_eq!(
            found,
            [
                "base.countries.EL",
                "base.countries.FRA",
                "base.countries",
                "base"
            ]
        );
        assert!(messages[3].contains("“GR”"), "{}", messages[3]);
    }

    #[test]
    fn a_column_gives_each_country_its_base_once() {
        let file = "date,country,inhabitants\n2021,IT,59030133\n2021,IT,59030133\n2022,IT,58850717\n2021,FR,0\n2021,MT,520971\n";
        let mut reader = Reader::new();
        reader.map_fields(r#"{"base":"inhabitants"}"#);
        crate::read::csv::read(&mut reader, file.as_bytes()).unwrap();
        let data = reader.finish().unwrap();
        assert_eq!(
            data.info.base.of,
            [
                ("IT".to_owned(), 59_030_133.0),
                ("MT".to_owned(), 520_971.0)
            ]
        );
        let codes: Vec<&str> = data.issues.iter().map(|issue| issue.kind.code()).collect();
        assert_eq!(codes, ["base-differs", "bad-base", "no-base"]);
    }

    #[test]
    fn breaks_out_of_order_are_told_and_leave_the_round_ones() {
        let (data, messages) = read(
            r##"{"scale":{"classes":[5,20,10],"colors":["#ffffff","#ff0000"]},"cases":[{"date":"2021"}]}"##,
        );
        assert_eq!(data.info.scale.classes, None);
        assert_eq!(data.info.scale.colors.len(), 2);
        assert!(
            messages[0].starts_with("scale.classes: found “[5, 20, 10]”: "),
            "{messages:?}"
        );
        let (data, messages) =
            read(r##"{"scale":{"classes":"jenks","colors":["red"]},"cases":[{"date":"2021"}]}"##);
        assert_eq!(data.info.scale.classes, Some(Classing::Jenks));
        assert!(messages[0].starts_with("scale.colors: "), "{messages:?}");
    }
}
