//! Texts as they can be shown: what a web page or a program left in them is mended.

use std::borrow::Cow;

use super::facets::SEVERAL;

/// What was left in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Characters as HTML writes them, such as `&quot;`.
    pub(super) entities: bool,
    /// Control characters that mean nothing in a text.
    pub(super) controls: bool,
}

/// Names of HTML for the characters from U+00A0 to U+00FF, in their order (HTML Living Standard, 13.5).
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg \
    plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute \
    Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve \
    Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc \
    atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute \
    ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const OTHERS: [(&str, char); 16] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("euro", '€'),
    ("bull", '•'),
];

/// What of a text has to be mended. `text` may be a value of JSON as it is written.
pub(super) fn left(text: &[u8]) -> Left {
    let mut left = Left::default();
    let mut escaped = false;
    for (at, &b) in text.iter().enumerate() {
        let rest = || text.get(at..).unwrap_or_default();
        if std::mem::take(&mut escaped) {
            continue;
        }
        match b {
            b'&' => left.entities |= entity(rest()).is_some(),
            b'\\' => {
                left.controls |= escaped_control(rest());
                escaped = true;
            }
            0xc2 => left.controls |= matches!(rest(), [_, 0x80..0xa0, ..]),
            b'\t' | b'\n' | b'\r' => {}
            b => left.controls |= b < 0x20 || b == 0x7f,
        }
    }
    left
}

/// Whether a text begins with a control character as JSON writes it.
fn escaped_control(text: &[u8]) -> bool {
    match text {
        [_, b'b' | b'f', ..] => true,
        [_, b'u', b'0', b'0', high, low, ..] => {
            let hex = |b: &u8| char::from(*b).to_digit(16);
            let code = hex(high).zip(hex(low)).map(|(high, low)| high << 4 | low);
            code.and_then(char::from_u32).is_some_and(is_stray)
        }
        _ => false,
    }
}

/// Whether a character can't be seen and is no white space.
fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The text with its entities resolved, once, and without stray control characters. Those from U+0080 to
/// U+009F come of Windows-1252 that was read as Latin-1, and become what they were. Marks that turn the
/// direction of what follows are taken out: they would turn the page's own words.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.chars().any(|c| c == '&' || is_stray(c) || turns(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((c, length)) = entity(rest.as_bytes()) {
            out.extend(mended(c).filter(|c| !turns(*c)));
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        out.extend(mended(c).filter(|c| !turns(*c)));
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// The texts of a list, each clean: see [`SEVERAL`](super::facets::SEVERAL).
pub(super) fn clean_list(texts: &[u8]) -> Vec<u8> {
    let texts = texts.split(|b| SEVERAL.contains(b));
    let cleaned = texts.map(|text| clean(&String::from_utf8_lossy(text)).into_owned());
    cleaned.collect::<Vec<_>>().join("\u{1f}").into_bytes()
}

fn mended(c: char) -> Option<char> {
    if !is_stray(c) {
        return Some(c);
    }
    u8::try_from(u32::from(c))
        .ok()
        .map(super::encoding::western)
        .filter(|c| !is_stray(*c))
}

/// The character that an entity at the beginning of a text stands for, and how long it is written.
fn entity(text: &[u8]) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.iter().take(LONGEST).position(|&b| b == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?;
    if text.first() != Some(&b'&') {
        return None;
    }
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }
        None => {
            let latin = LATIN
                .split_ascii_whitespace()
                .position(|known| known == name);
            let other = OTHERS.iter().find(|(known, _)| *known == name);
            latin
                .and_then(|at| char::from_u32(0xa0 + at as u32))
                .or(other.map(|&(_, c)| c))
        }
    };
    c.map(|c| (c, end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn entities_are_resolved_once() {
        assert_eq!(
            clean("&quot;A&quot; &amp; b&#39;s &#x2019;"),
            "\"A\" & b's ’"
        );
        assert_eq!(clean("&auml;&szlig;&yuml;&nbsp;&euro;"), "äßÿ\u{a0}€");
        assert_eq!(clean("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
        assert_eq!(clean("a & b; c &d; &;"), "a & b; c &d; &;");
        assert_eq!(clean("?a=1&copy=2"), "?a=1&copy=2");
    }

    #[test]
    fn stray_control_characters_become_what_they_were_or_go() {
        assert_eq!(clean("50 \u{80}, \u{96}\u{0}\u{8}a\nb"), "50 €, –a\nb");
        assert_eq!(clean("a\u{202e}b\u{2066}&#8238;&#x202e;"), "ab");
        assert_eq!(clean("&#128; &#0;"), "€ ");
    }

    #[test]
    fn what_has_to_be_mended_is_told_from_the_text_as_it_is_written() {
        let told = |text: &str| {
            let left = left(text.as_bytes());
            (left.entities, left.controls)
        };
        assert_eq!(told(r#""a &quot;b&quot;""#), (true, false));
        assert_eq!(told(r#""a\n\t é & b""#), (false, false));
        assert_eq!(told(r#""50 \u0080""#), (false, true));
        assert_eq!(told(r#""a\b""#), (false, true));
        assert_eq!(told(r#""C:\\bin\\foo\\u0001""#), (false, false));
        assert_eq!(told("\"50 \u{80}\""), (false, true));
        assert_eq!(told(r#""\u000a\u00e9""#), (false, false));
    }

    proptest! {
        #[test]
        fn a_clean_text_has_nothing_left_that_was_not_written_so_on_purpose(text in "[a-z&;#0-9\u{7f}-\u{a5}\u{0}-\u{20}]{0,24}") {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(is_stray), "{cleaned:?}");
            if left(text.as_bytes()) == Left::default() {
                prop_assert_eq!(&*cleaned, &text);
            }
        }
    }
}
