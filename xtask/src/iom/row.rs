//! One incident: from the publisher's row of texts to what is written of it.

use std::fmt;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{cause, countries};
use crate::day;

/// What is written of an incident.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// `YYYY-MM-DD`, or empty.
    pub(super) date: String,
    /// ISO A2, where the publisher names one country.
    pub(super) country: Option<&'static str>,
    /// Degrees, times 100: the publisher calls most places approximate.
    pub(super) point: Option<(i32, i32)>,
    /// Dead and missing together, at least.
    pub(super) people: Option<u32>,
    pub(super) cause: &'static str,
    /// The publisher's name of the route, or empty.
    pub(super) route: String,
}

/// What was noticed in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    NoDate,
    NoCountry,
    NoPoint,
    NoNumber,
    Negative,
    NoRoute,
    MixedCause,
    Repeated,
}

impl Found {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NoDate => "without a date: written without one",
            Self::NoCountry => "without one country: written without one",
            Self::NoPoint => "without coordinates: written without them",
            Self::NoNumber => {
                "with neither a number of dead nor of missing: written as an unknown number, not as 0"
            }
            Self::Negative => {
                "with a negative number of missing (people counted as missing before and found \
                 dead): written with the publisher's net total"
            }
            Self::NoRoute => "without a route: written without one",
            Self::MixedCause => {
                "with no cause, or with causes of several kinds: `mixed-or-unknown`"
            }
            Self::Repeated => "like another one in all that is written: kept",
        }
    }
}

/// Reads one incident of the publisher's JSON.
///
/// # Errors
/// When it is no object of texts, or a text can't be understood.
pub(super) fn read(incident: &Value) -> Result<(Row, Vec<Found>)> {
    let text = |name: &str| match incident.get(name) {
        Some(Value::String(text)) => Ok(plain(text)),
        Some(other) => bail!("{name}: expected a text, found {other}"),
        None => bail!("{name}: the field is missing"),
    };
    let mut found = Vec::new();
    let mut note = |missing: bool, what| {
        if missing {
            found.push(what);
        }
    };
    let date = text("reported_date")?;
    if !date.is_empty() {
        day::parse(&date).with_context(|| format!("reported_date: `{date}` is no day"))?;
    }
    note(date.is_empty(), Found::NoDate);
    let country = countries::code(&text("country_of_incident")?)?;
    note(country.is_none(), Found::NoCountry);
    let point = point(&text("location_coodinates")?)?;
    note(point.is_none(), Found::NoPoint);
    let (people, negative) = people(
        &text("number_dead")?,
        &text("number_missing")?,
        &text("total_dead_and_missing")?,
    )?;
    note(people.is_none(), Found::NoNumber);
    note(negative, Found::Negative);
    let cause = cause::kind(&text("cause_death")?);
    note(cause == cause::MIXED_OR_UNKNOWN, Found::MixedCause);
    let route = text("migration_route")?;
    note(route.is_empty(), Found::NoRoute);
    let row = Row {
        date,
        country,
        point,
        people,
        cause,
        route,
    };
    Ok((row, found))
}

/// A text without the entities and line ends that the publisher's system leaves in it.
fn plain(text: &str) -> String {
    let text = text.replace("&#039;", "'").replace("&quot;", "\"");
    text.replace("&amp;", "&").trim().to_owned()
}

/// Dead and missing together; and whether one of them is negative.
///
/// The publisher's own total is held against its parts, and is 0 where both parts are empty:
/// that is an unknown number of people, not nobody.
fn people(dead: &str, missing: &str, total: &str) -> Result<(Option<u32>, bool)> {
    let (dead, missing, total) = (number(dead)?, number(missing)?, number(total)?);
    let sum = match (dead, missing) {
        (None, None) => return Ok((None, false)),
        (dead, missing) => dead.unwrap_or(0) + missing.unwrap_or(0),
    };
    ensure!(
        total == Some(sum),
        "total_dead_and_missing: expected the sum {sum}, found {total:?}"
    );
    let people = u32::try_from(sum).with_context(|| format!("{sum} people in all"))?;
    Ok((
        Some(people),
        dead.is_some_and(|n| n < 0) || missing.is_some_and(|n| n < 0),
    ))
}

/// A whole number; `1,022` is one thousand and twenty-two.
fn number(text: &str) -> Result<Option<i64>> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.replace(',', "");
    let number = digits
        .parse()
        .with_context(|| format!("`{text}` is no whole number"))?;
    Ok(Some(number))
}

/// `lat, lon` in degrees, as hundredths.
fn point(text: &str) -> Result<Option<(i32, i32)>> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || format!("location_coodinates: `{text}` is no `lat, lon`");
    let (lat, lon) = text.split_once(',').with_context(wrong)?;
    let degrees = |text: &str, most: f64| -> Result<i32> {
        let degrees: f64 = text.trim().parse().with_context(wrong)?;
        ensure!(degrees.abs() <= most, wrong());
        Ok((degrees * 100.0).round() as i32)
    };
    Ok(Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?)))
}

/// Hundredths of a degree as the shortest decimal.
struct Degrees(i32);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", f64::from(self.0) / 100.0)
    }
}

impl fmt::Display for Row {
    /// The case as one line of JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        if !self.date.is_empty() {
            write!(f, "\"date\":\"{}\",", self.date)?;
        }
        if let Some(country) = self.country {
            write!(f, "\"country\":\"{country}\",")?;
        }
        if let Some((lat, lon)) = self.point {
            write!(f, "\"lat\":{},\"lon\":{},", Degrees(lat), Degrees(lon))?;
        }
        if let Some(people) = self.people {
            write!(f, "\"people\":{{\"min\":{people}}},")?;
        }
        if !self.route.is_empty() {
            write!(f, "\"route\":{},", Value::from(self.route.as_str()))?;
        }
        write!(f, "\"cause\":\"{}\"}}", self.cause)
    }
}
