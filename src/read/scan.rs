//! A cursor over JSON text.

use std::borrow::Cow;

/// Why a value can't be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end before the value does.
    Cut,
    /// It is not JSON, at this place.
    Bad,
}

pub(super) type Scanned<T> = Result<T, Stop>;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

/// A value that is no list and no object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scalar<'a> {
    Text(Raw<'a>),
    Number(f64),
    Bool(bool),
    Null,
}

/// The inside of a string as it stands, with its escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Raw<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) escaped: bool,
}

/// Deeper nesting is not read.
const DEPTH: usize = 64;

impl<'a> Raw<'a> {
    /// With escapes resolved; a lone surrogate becomes U+FFFD.
    pub(super) fn text(self) -> Cow<'a, [u8]> {
        if self.escaped {
            Cow::Owned(unescape(self.bytes))
        } else {
            Cow::Borrowed(self.bytes)
        }
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The bytes from a place to here.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes
            .get(start..self.at)
            .unwrap_or_default()
            .trim_ascii_start()
    }

    /// The next byte that is no white space, not consumed.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Scanned<u8> {
        while let Some(&b) = self.bytes.get(self.at) {
            if !matches!(b, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(b);
            }
            self.at += 1;
        }
        Err(Stop::Cut)
    }

    /// Consumes this byte, after white space.
    pub(super) fn expect(&mut self, byte: u8) -> Scanned<()> {
        if self.peek()? != byte {
            return Err(Stop::Bad);
        }
        self.at += 1;
        Ok(())
    }

    /// After a member or an element: whether another one follows (a comma), or `close` ends it.
    #[inline(always)]
    pub(super) fn more(&mut self, close: u8) -> Scanned<bool> {
        match self.peek()? {
            b',' => {
                self.at += 1;
                Ok(true)
            }
            b if b == close => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(Stop::Bad),
        }
    }

    /// A string.
    pub(super) fn string(&mut self) -> Scanned<Raw<'a>> {
        self.expect(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            match self.bytes.get(self.at) {
                None => return Err(Stop::Cut),
                Some(b'"') => {
                    let bytes = &self.bytes[start..self.at];
                    self.at += 1;
                    return Ok(Raw { bytes, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// A string, number, true, false or null.
    pub(super) fn scalar(&mut self) -> Scanned<Scalar<'a>> {
        match self.peek()? {
            b'"' => self.string().map(Scalar::Text),
            b't' => self.word(b"true", Scalar::Bool(true)),
            b'f' => self.word(b"false", Scalar::Bool(false)),
            b'n' => self.word(b"null", Scalar::Null),
            _ => self.number().map(Scalar::Number),
        }
    }

    fn word(&mut self, word: &[u8], value: Scalar<'a>) -> Scanned<Scalar<'a>> {
        let rest = &self.bytes[self.at..];
        if rest.len() < word.len() {
            return Err(if word.starts_with(rest) {
                Stop::Cut
            } else {
                Stop::Bad
            });
        }
        if !rest.starts_with(word) {
            return Err(Stop::Bad);
        }
        self.at += word.len();
        Ok(value)
    }

    /// Passes a member's name and its colon if they stand here, written without white space or
    /// escapes: what most files look like.
    pub(super) fn pass_name(&mut self, name: &[u8]) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = match rest.get(..name.len() + 3) {
            Some([b'"', inner @ .., b'"', b':']) => same(inner, name),
            _ => false,
        };
        if found {
            self.at += name.len() + 3;
        }
        found
    }

    /// Passes `"2021-03-14"` if such a text stands here, and gives its inside.
    pub(super) fn pass_day(&mut self) -> Option<&'a [u8]> {
        match self.bytes.get(self.at..self.at + 12) {
            Some([b'"', day @ .., b'"']) if day[4] == b'-' && day[7] == b'-' => {
                self.at += 12;
                Some(day)
            }
            _ => None,
        }
    }

    /// Passes a number of at most nine digits on each side of its point, which is every count and
    /// coordinate, in one go.
    fn pass_plain_number(&mut self) -> Option<f64> {
        const TEN: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
        let bytes = self.bytes;
        let start = self.at + usize::from(bytes.get(self.at) == Some(&b'-'));
        let (mut at, mut mantissa, mut point) = (start, 0_u64, 0);
        let end = loop {
            match *bytes.get(at)? {
                digit @ b'0'..=b'9' => mantissa = mantissa * 10 + u64::from(digit - b'0'),
                b'.' if point == 0 && at > start => point = at + 1,
                b',' | b'}' | b']' | b' ' | b'\n' | b'\r' => break at,
                _ => return None,
            }
            at += 1;
        };
        let decimals = if point > 0 { end - point } else { 0 };
        if end == start || end - start > 16 || (point > 0 && decimals == 0) {
            return None;
        }
        let value = mantissa as f64 / *TEN.get(decimals)?;
        let negative = start > self.at;
        self.at = end;
        Some(if negative { -value } else { value })
    }

    /// A number. It must be followed by something, as it could go on in the next chunk.
    fn number(&mut self) -> Scanned<f64> {
        if let Some(value) = self.pass_plain_number() {
            return Ok(value);
        }
        let rest = &self.bytes[self.at..];
        let len = rest
            .iter()
            .position(|b| !matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .ok_or(Stop::Cut)?;
        let value = number(&rest[..len]).ok_or(Stop::Bad)?;
        self.at += len;
        Ok(value)
    }

    /// Passes over one value of any kind.
    pub(super) fn skip(&mut self) -> Scanned<()> {
        let mut closes = [0_u8; DEPTH];
        let mut depth = 0;
        loop {
            match self.peek()? {
                open @ (b'{' | b'[') => {
                    if depth == DEPTH {
                        return Err(Stop::Bad);
                    }
                    closes[depth] = open + 2;
                    depth += 1;
                    self.at += 1;
                    if self.peek()? == open + 2 {
                        depth -= 1;
                        self.at += 1;
                    } else {
                        self.key(open)?;
                        continue;
                    }
                }
                _ => drop(self.scalar()?),
            }
            loop {
                let Some(&close) = depth.checked_sub(1).and_then(|top| closes.get(top)) else {
                    return Ok(());
                };
                if self.more(close)? {
                    self.key(close - 2)?;
                    break;
                }
                depth -= 1;
            }
        }
    }

    /// In an object, the name of the next member and the colon.
    fn key(&mut self, open: u8) -> Scanned<()> {
        if open == b'{' {
            self.string()?;
            self.expect(b':')?;
        }
        Ok(())
    }
}

/// Whether two texts are the same: faster than a call to compare memory, for short ones.
#[inline(always)]
pub(super) fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// A JSON number. Exact for up to 15 digits and 22 decimals, which is every count and coordinate;
/// within a few units in the last place beyond.
fn number(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let (mut mantissa, mut exponent, mut seen) = (0_u64, 0_i32, false);
    let mut point = false;
    let mut rest = digits.iter();
    while let Some(&b) = rest.next() {
        match b {
            b'0'..=b'9' => {
                seen = true;
                if mantissa < 1 << 59 {
                    mantissa = mantissa * 10 + u64::from(b - b'0');
                    exponent -= i32::from(point);
                } else {
                    exponent += i32::from(!point);
                }
            }
            b'.' if !point && seen => point = true,
            b'e' | b'E' if seen => {
                exponent = exponent.saturating_add(power(rest.as_slice())?);
                break;
            }
            _ => return None,
        }
    }
    if !seen {
        return None;
    }
    let value = mantissa as f64;
    let value = match exponent {
        0 => value,
        -22..0 => value / ten(exponent.unsigned_abs()),
        1..=22 => value * ten(exponent.unsigned_abs()),
        _ if mantissa == 0 || exponent < -360 => 0.0,
        _ if exponent < 0 => value / ten(22) / ten((-exponent - 22).unsigned_abs()),
        _ => value * ten(exponent.unsigned_abs()),
    };
    Some(if negative { -value } else { value })
}

fn power(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, text),
    };
    let digit = |sum: i32, b: &u8| {
        b.is_ascii_digit()
            .then(|| sum.saturating_mul(10).saturating_add(i32::from(b - b'0')))
    };
    let value = digits
        .iter()
        .try_fold(0, digit)
        .filter(|_| !digits.is_empty())?;
    Some(sign * value.min(100_000))
}

fn ten(power: u32) -> f64 {
    (0..power.min(400)).fold(1.0, |value, _| value * 10.0)
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        if *first != b'\\' {
            out.push(*first);
            rest = tail;
            continue;
        }
        let Some((&kind, tail)) = tail.split_first() else {
            break;
        };
        rest = tail;
        match kind {
            b'n' => out.push(b'\n'),
            b't' => out.push(b'\t'),
            b'r' => out.push(b'\r'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'u' => {
                let mut code = unit(rest);
                rest = rest.get(4..).unwrap_or_default();
                if (0xd800..0xdc00).contains(&code)
                    && let [b'\\', b'u', low @ ..] = rest
                    && (0xdc00..0xe000).contains(&unit(low))
                {
                    code = 0x1_0000 + ((code - 0xd800) << 10) + (unit(low) - 0xdc00);
                    rest = low.get(4..).unwrap_or_default();
                }
                let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => out.push(other),
        }
    }
    out
}

fn unit(hex: &[u8]) -> u32 {
    let digits = hex.get(..4).unwrap_or_default();
    digits
        .iter()
        .try_fold(0, |sum, &b| {
            char::from(b).to_digit(16).map(|digit| sum << 4 | digit)
        })
        .filter(|_| digits.len() == 4)
        .unwrap_or(0xfffd)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for text in [
            "0",
            "-0.5",
            "45.6512",
            "13",
            "1e3",
            "1.5E-2",
            "-179.9999999",
            "1e-400",
        ] {
            assert_eq!(number(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for text in ["", "-", ".5", "1..2", "e5", "1e", "--1", "1-2"] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        let text = |s: &'static [u8]| String::from_utf8(unescape(s)).unwrap();
        assert_eq!(
            text(br#"a\"\\\/\n\u00e9\ud83d\ude00"#),
            "a\"\\/\n\u{e9}\u{1f600}"
        );
        assert_eq!(text(br"\ud83d x \u12"), "\u{fffd} x \u{fffd}");
    }

    #[test]
    fn a_value_that_nests_too_deeply_is_refused() {
        let deep = "[".repeat(100_000);
        assert_eq!(Cursor::new(deep.as_bytes(), 0).skip(), Err(Stop::Bad));
    }

    proptest! {
        #[test]
        fn a_skipped_value_ends_where_it_ends(value in json()) {
            let text = format!(" {value} ,");
            let mut cursor = Cursor::new(text.as_bytes(), 0);
            prop_assert_eq!(cursor.skip(), Ok(()));
            prop_assert_eq!(cursor.at, text.len() - 2);
        }

        #[test]
        fn a_cut_value_is_known_to_be_cut(value in json(), share in 0.0..1.0_f64) {
            let text = value.to_string();
            let cut = (text.len() as f64 * share) as usize;
            prop_assert_eq!(Cursor::new(&text.as_bytes()[..cut], 0).skip(), Err(Stop::Cut));
        }

        #[test]
        fn random_bytes_are_skipped_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Cursor::new(&bytes, 0).skip();
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            ".*".prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                proptest::collection::btree_map(".*", inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
        .prop_filter("a number or word may go on", |v| {
            v.is_array() || v.is_object() || v.is_string()
        })
    }
}
