//! The name that somebody may have meant.

/// Of some names, the one that differs least from a name that is none of them, whatever its capitals from A to Z; none where
/// every one is quite another word.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_ascii_lowercase();
    // Half of its letters may be wrong, or it is no slip.
    let most = wanted.chars().count() / 2;
    let mut best = None;
    for known in names {
        let away = distance(&wanted, &known.to_ascii_lowercase());
        if away <= most && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, known));
        }
    }
    best.map(|(_, known)| known)
}

/// How many letters have to be put in, taken out or changed (Levenshtein, 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_name_and_another_word_finds_none() {
        let near = |name| nearest(name, ["charge", "outcome", "country"].into_iter());
        assert_eq!(near("Charges"), Some("charge"));
        assert_eq!(near("outcom"), Some("outcome"));
        assert_eq!(near("cuontry"), Some("country"));
        assert_eq!(near("weather"), None);
        assert_eq!(near(""), None);
    }

    #[test]
    fn a_distance_counts_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("ab", ""), 2);
    }
}
