//! Sentences with words in braces: `{people} {people:person|people}, {from}–{to}`.

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A text.
    Text(String),
    /// The number that the sentence is about, which is drawn large: the first one of cases, people or percent.
    Number(String),
    /// Another number, or a time.
    Value(String),
    /// One of several texts, by a number: in the order of the plural's categories in the reader's language (Unicode
    /// CLDR: zero, one, two, few, many, other, as far as it has them); the last one for all that follow.
    Plural(u64, Vec<String>),
}

/// A sentence as text in English, for drawing without a browser: as a page shows it, which asks `Intl` for the forms of a
/// plural.
pub fn in_words(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Number(text) | Piece::Value(text) => text.clone(),
        Piece::Plural(count, forms) => {
            let form = if *count == 1 {
                forms.first()
            } else {
                forms.last()
            };
            form.cloned().unwrap_or_default()
        }
    };
    let mut words: String = pieces.iter().map(text).collect();
    // A sentence begins with a capital, also where its first word is filled in.
    if matches!(pieces.first(), Some(Piece::Text(_)))
        && let Some(first) = words.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    words
}

/// What stands for a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Word {
    /// What is before and after the number: "at least ".
    pub(super) around: (String, String),
    /// The number or time as it is written.
    pub(super) text: String,
    /// What decides the plural.
    pub(super) count: u64,
    /// Whether a sentence can be about it.
    pub(super) large: bool,
}

/// A template with its words filled, and what of it could not be.
pub(super) fn filled(
    template: &str,
    word: &dyn Fn(&str) -> Option<Word>,
) -> (Vec<Piece>, Vec<String>) {
    let (mut pieces, mut unknown) = (Vec::new(), Vec::new());
    let mut about = false;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        push_text(&mut pieces, before);
        let Some((inside, then)) = after.split_once('}') else {
            // A brace that nothing closes is one.
            push_text(&mut pieces, "{");
            rest = after;
            continue;
        };
        rest = then;
        let forms = inside
            .split_once(':')
            .filter(|(_, forms)| forms.contains('|'));
        let name = forms.map_or(inside, |(name, _)| name).trim_ascii();
        match (word(name), forms) {
            (None, _) => {
                push_text(&mut pieces, "…");
                unknown.push(inside.to_owned());
            }
            (Some(word), Some((_, forms))) => {
                let forms = forms.split('|').map(str::to_owned).collect();
                pieces.push(Piece::Plural(word.count, forms));
            }
            (Some(word), None) => {
                push_text(&mut pieces, &word.around.0);
                let large = word.large && !about;
                about |= large;
                if !word.text.is_empty() {
                    pieces.push(if large {
                        Piece::Number(word.text)
                    } else {
                        Piece::Value(word.text)
                    });
                }
                push_text(&mut pieces, &word.around.1);
            }
        }
    }
    push_text(&mut pieces, rest);
    (pieces, unknown)
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(name: &str) -> Option<Word> {
        let count = match name {
            "people" => 89,
            "countries" => 1,
            _ => return None,
        };
        Some(Word {
            around: ("at least ".to_owned(), String::new()),
            text: count.to_string(),
            count,
            large: name == "people",
        })
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn words_are_filled_and_the_first_number_is_the_large_one() {
        let (pieces, unknown) = filled("{people} {people:person|people}, {people}!", &word);
        let forms = vec!["person".to_owned(), "people".to_owned()];
        let expected = [
            text("at least "),
            Piece::Number("89".to_owned()),
            text(" "),
            Piece::Plural(89, forms),
            text(", at least "),
            Piece::Value("89".to_owned()),
            text("!"),
        ];
        assert_eq!(pieces, expected);
        assert!(unknown.is_empty());
    }

    #[test]
    fn an_unknown_word_is_told_and_the_rest_is_filled() {
        let (pieces, unknown) = filled("{peple} in {countries}", &word);
        let expected = [text("… in at least "), Piece::Value("1".to_owned())];
        assert_eq!(pieces, expected);
        assert_eq!(unknown, ["peple"]);
    }

    #[test]
    fn braces_that_are_not_closed_or_are_empty_break_nothing() {
        assert_eq!(filled("a { b", &word).0, [text("a { b")]);
        assert_eq!(filled("{}", &word).1, [""]);
        assert_eq!(filled("}{", &word).0, [text("}{")]);
        assert_eq!(filled("", &word).0, []);
        assert_eq!(filled("{{people}", &word).1, ["{people"]);
        assert_eq!(
            filled("{people:|}", &word).0,
            [Piece::Plural(89, vec![String::new(); 2])]
        );
    }
}
