//! UTF-8 and UTF-16, with or without a byte-order mark, to UTF-8.

use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { big: bool },
}

/// Decodes a stream whose encoding its first bytes tell.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    encoding: Option<Encoding>,
    /// Bytes that wait: for the first four to be there, or for the second half of a unit.
    waiting: Vec<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl Decoder {
    /// The next bytes as UTF-8. Bytes that are no UTF-8 pass: they are replaced where a text is
    /// taken out.
    pub(super) fn decode<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match self.encoding {
            Some(Encoding::Utf8) => Cow::Borrowed(bytes),
            Some(Encoding::Utf16 { big }) => {
                let mut all = std::mem::take(&mut self.waiting);
                all.extend_from_slice(bytes);
                Cow::Owned(self.utf16(&all, big))
            }
            None if self.waiting.is_empty() && bytes.len() >= 4 => {
                let (encoding, mark) = detect(bytes);
                self.encoding = Some(encoding);
                self.decode(&bytes[mark..])
            }
            None => {
                self.waiting.extend_from_slice(bytes);
                if self.waiting.len() < 4 {
                    return Cow::Borrowed(&[]);
                }
                self.flush()
            }
        }
    }

    /// All bytes of a file at once, and their encoding's [label](Self::label).
    #[cfg(feature = "formats")]
    pub(super) fn all(bytes: &[u8]) -> (Vec<u8>, &'static str) {
        let mut decoder = Self::default();
        let mut text = decoder.decode(bytes).into_owned();
        text.extend_from_slice(&decoder.flush());
        (text, decoder.label())
    }

    /// The label of the encoding (WHATWG Encoding Standard); empty for UTF-8.
    #[cfg(feature = "formats")]
    pub(super) fn label(&self) -> &'static str {
        match self.encoding {
            Some(Encoding::Utf16 { big: true }) => "utf-16be",
            Some(Encoding::Utf16 { big: false }) => "utf-16le",
            _ => "",
        }
    }

    /// What still waits when no more bytes come.
    pub(super) fn flush<'a>(&mut self) -> Cow<'a, [u8]> {
        let waiting = std::mem::take(&mut self.waiting);
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, 0),
            None => detect(&waiting),
        };
        self.encoding = Some(encoding);
        Cow::Owned(self.decode(&waiting[mark..]).into_owned())
    }

    fn utf16(&mut self, bytes: &[u8], big: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let pairs = bytes.chunks_exact(2);
        self.waiting = pairs.remainder().to_vec();
        let units = pairs.map(|pair| {
            let pair = [pair[0], pair[1]];
            if big {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            }
        });
        for decoded in char::decode_utf16(self.high.take().into_iter().chain(units)) {
            let c = match decoded {
                Ok(c) => c,
                // Its other half may come with the next bytes; if not, it is replaced there.
                Err(lone) if lone.unpaired_surrogate() < 0xdc00 => {
                    if let Some(earlier) = self.high.replace(lone.unpaired_surrogate()) {
                        debug_assert!(earlier < 0xdc00, "only first halves wait");
                        out.extend_from_slice("\u{fffd}".as_bytes());
                    }
                    continue;
                }
                Err(_) => char::REPLACEMENT_CHARACTER,
            };
            if self.high.take().is_some() {
                out.extend_from_slice("\u{fffd}".as_bytes());
            }
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        out
    }
}

/// The encoding and the length of its mark. JSON begins with an ASCII character, so that in UTF-16
/// one byte of the first two is 0.
fn detect(bytes: &[u8]) -> (Encoding, usize) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16 { big: false }, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16 { big: true }, 2),
        [0, b, ..] if *b != 0 => (Encoding::Utf16 { big: true }, 0),
        [b, 0, ..] if *b != 0 => (Encoding::Utf16 { big: false }, 0),
        _ => (Encoding::Utf8, 0),
    }
}

/// The label of Windows-1252.
#[cfg(feature = "formats")]
pub(super) const WESTERN: &str = "windows-1252";

/// A character of Windows-1252 (WHATWG Encoding Standard, index windows-1252).
#[cfg(feature = "formats")]
pub(super) fn western(b: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let place = usize::from(b).wrapping_sub(0x80);
    FROM_80.get(place).copied().unwrap_or(char::from(b))
}

/// A text of Windows-1252.
#[cfg(feature = "formats")]
pub(super) fn western_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| western(b)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8], size: usize) -> Vec<u8> {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        for chunk in bytes.chunks(size) {
            out.extend_from_slice(&decoder.decode(chunk));
        }
        out.extend_from_slice(&decoder.flush());
        out
    }

    proptest! {
        #[test]
        fn a_text_is_the_same_in_every_encoding_and_chunking(text in "\\[[a-z{ ].{0,40}", size in 1_usize..9) {
            let units = || text.encode_utf16();
            let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
            let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
            for bytes in [
                text.as_bytes().to_vec(),
                marked(b"\xef\xbb\xbf", text.as_bytes()),
                marked(b"\xff\xfe", &little),
                marked(b"\xfe\xff", &big),
                little.clone(),
                big.clone(),
            ] {
                prop_assert_eq!(decoded(&bytes, size), text.as_bytes().to_vec());
            }
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..60), size in 1_usize..9) {
            let _ = decoded(&bytes, size);
        }
    }
}
