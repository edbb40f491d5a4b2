//! Languages that are read from the right.

/// Whether a reader of a language (BCP 47) reads from the right. A script that is named decides; else it is the
/// one that the language is commonly written in (Unicode CLDR, `characterOrder`).
pub fn is_rtl(language: &str) -> bool {
    const SCRIPTS: [&str; 8] = [
        "arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "aran",
    ];
    const LANGUAGES: [&str; 14] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    let is = |known: &&str, part: &str| known.eq_ignore_ascii_case(part);
    let mut parts = language.split(['-', '_']);
    let base = parts.next().unwrap_or_default();
    match parts.next().filter(|part| part.len() == 4) {
        Some(script) => SCRIPTS.iter().any(|known| is(known, script)),
        None => LANGUAGES.iter().any(|known| is(known, base)),
    }
}

/// Whether a text is read from the right: whether its first letter is of such a script. One without letters is not (Unicode
/// Standard Annex #9, rules P2 and P3; blocks of right-to-left scripts by `DerivedBidiClass.txt`).
pub fn has_rtl_start(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    matches!(
        first,
        Some(
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}',
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_says_from_where_a_text_is_read() {
        for text in ["إيطاليا", "12 شخصًا", "«فيكشن» Fiction", "ההומניטרי 2"]
        {
            assert!(has_rtl_start(text), "{text}");
        }
        for text in [
            "",
            "89+",
            "٨٩+",
            "2021 – 2022",
            "Italy إيطاليا",
            "Ελλάδα",
            "(Україна)",
        ] {
            assert!(!has_rtl_start(text), "{text}");
        }
    }

    #[test]
    fn a_script_that_is_named_decides_over_the_language() {
        let from_right = ["ar", "AR-eg", "he-IL", "fa", "az-Arab", "ur"];
        let from_left = ["", "en", "it-IT", "ar-Latn", "az", "arn", "uz-Cyrl"];
        assert!(from_right.into_iter().all(is_rtl));
        assert!(!from_left.into_iter().any(is_rtl));
    }
}
