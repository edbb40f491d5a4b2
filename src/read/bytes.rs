//! Texts as bytes: what the standard library does with `str` brings Unicode tables and searchers of 30 kB
//! brotli into the embed.

/// Where a text begins in another.
pub(super) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// What lies before and behind a text in another.
pub(super) fn split_once<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let start = find(text, at)?;
    Some((text.get(..start)?, text.get(start + at.len()..)?))
}

/// The parts of a text between a separator, without white space around them.
pub(super) fn split<'a>(text: &'a [u8], separator: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, behind) = match split_once(text, separator) {
            Some((part, behind)) => (part, Some(behind)),
            None => (text, None),
        };
        rest = behind;
        Some(part.trim_ascii())
    })
}

/// The same as text.
pub(super) fn string(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Appends texts with a comma between them.
#[cfg(feature = "formats")]
pub(super) fn list<'a>(out: &mut String, texts: impl Iterator<Item = &'a str>) {
    for (index, text) in texts.enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        out.push_str(text);
    }
}
