//! Parts of a whole in percent, as readers see them.

use super::Environment;
use crate::locale::fill;

/// A part of a whole, as exactly as it tells something: 88 %, 0.3 %. What is not all is never 100 %, and what
/// is something never 0 %. Nothing where there is no whole.
pub(super) fn percent(part: u64, whole: u64, env: &Environment<'_>) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let percent = 100.0 * part as f64 / whole as f64;
    let written = |n| env.locale.formats.percent(n);
    Some(if part == 0 || part == whole {
        written(percent)
    } else if percent < 0.1 {
        fill(env.locale.messages.class_under(), &[&written(0.1)])
    } else if (1.0..99.0).contains(&percent) {
        written(percent.round())
    } else {
        written(((percent * 10.0).round() / 10.0).min(if part < whole { 99.9 } else { f64::MAX }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::ENV;
    use super::*;

    #[test]
    fn nearly_all_is_not_all_and_hardly_any_is_not_none() {
        let of = |part, whole| percent(part, whole, &ENV).unwrap();
        assert_eq!(of(78, 89), "88 %");
        assert_eq!(of(9_999, 10_000), "99.9 %");
        assert_eq!(of(1, 10_000), "under 0.1 %");
        assert_eq!(of(3, 1_000), "0.3 %");
        assert_eq!((of(0, 5), of(5, 5)), ("0 %".to_owned(), "100 %".to_owned()));
        assert_eq!(percent(0, 0, &ENV), None);
    }
}
