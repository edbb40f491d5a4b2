//! What somebody may have meant who wrote a name that there is not.

/// The name among some that is written most like another one; none if all are too different.
pub(crate) fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = name.chars().count() / 3;
    let mut best: Option<(usize, &str)> = None;
    for known in among {
        let away = distance(name, known);
        if away <= most.max(1) && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, known));
        }
    }
    best.map(|(_, known)| known)
}

/// The one of some names that is written most like another one, however unlike; empty where there is none.
pub(crate) fn closest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> &'a str {
    among
        .min_by_key(|known| distance(name, known))
        .unwrap_or_default()
}

/// How many letters have to be put in, left out or changed to make a name of another one, whichever are
/// capitals (Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966).
fn distance(a: &str, b: &str) -> usize {
    let small =
        |text: &str| -> Vec<char> { text.chars().map(|c| c.to_ascii_lowercase()).collect() };
    let (a, b) = (small(a), small(b));
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let changed = last[j] + usize::from(from != to);
            row.push(changed.min(last[j + 1] + 1).min(row[j] + 1));
        }
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_slip_finds_the_one_that_was_meant_and_another_one_finds_none() {
        let known = || ["charge", "help", "outcome"].into_iter();
        assert_eq!(nearest("chrage", known()), Some("charge"));
        assert_eq!(nearest("Outcomes", known()), Some("outcome"));
        assert_eq!(nearest("HELP", known()), Some("help"));
        assert_eq!(nearest("verdict", known()), None);
        assert_eq!(nearest("", known()), None);
    }
}
