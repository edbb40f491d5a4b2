//! What a report says of levels and steps.

/// A level as an editor reads it.
pub(super) fn level(key: &str, level: &str) -> String {
    let words = match (key, level) {
        (_, "missing") => "not told in the private file",
        ("date" | "dates", "period") => "somewhere in the years of the file",
        ("place", "stated") => "as the private file states it",
        ("place", "city") => "town",
        ("people", "number") => "exact number",
        ("people", "steps") => "in steps",
        (_, "other") => "as “other”",
        (_, "value" | "text") => "as it is",
        (_, "none") => "not told",
        (_, level) => level,
    };
    words.to_owned()
}

/// A part in percent.
pub(super) fn percent(part: f64) -> String {
    let mut out = String::new();
    crate::json::push_fixed(&mut out, part * 100.0, 1);
    out.push_str(" %");
    out
}

/// A number with two decimals at most.
pub(super) fn decimal(n: f64) -> String {
    let mut out = String::new();
    crate::json::push_fixed(&mut out, n, 3);
    out
}
