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
    #[inline(always)]
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

    /// The bytes from here on.
    #[cfg(feature = "formats")]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The bytes from a place to here.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes
            .get(start..self.at)
            .unwrap_or_default()
            .trim_ascii_start()
    }

    /// The byte at a place; 0, which stands nowhere in JSON, behind the last.
    #[inline(always)]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
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
    #[inline(always)]
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
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let mut len = 0;
        while let Some(word) = word(rest, len) {
            let ends =
                zeros(word ^ (u64::from(b'"') * ONES)) | zeros(word ^ (u64::from(b'\\') * ONES));
            if ends != 0 {
                len += ends.trailing_zeros() as usize / 8;
                break;
            }
            len += 8;
        }
        if rest.get(len) != Some(&b'"') {
            return self.long_string(rest, len);
        }
        self.at += len + 1;
        let bytes = &rest[..len];
        let escaped = false;
        Ok(Raw { bytes, escaped })
    }

    /// A string with escapes, or one that ends within the last bytes: `rest` is what follows its
    /// opening quote, of which `at` bytes are plain.
    fn long_string(&mut self, rest: &'a [u8], at: usize) -> Scanned<Raw<'a>> {
        let (mut escaped, mut behind) = (false, false);
        for (len, &b) in rest.iter().enumerate().skip(at) {
            if behind {
                behind = false;
            } else if b == b'\\' {
                (escaped, behind) = (true, true);
            } else if b == b'"' {
                self.at += len + 1;
                let bytes = &rest[..len];
                return Ok(Raw { bytes, escaped });
            }
        }
        Err(Stop::Cut)
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
    #[inline(always)]
    pub(super) fn pass_key(&mut self, key: &Key) -> bool {
        let (Some(a), Some(b)) = (word(self.bytes, self.at), word(self.bytes, self.at + 8)) else {
            return false;
        };
        let found = (a ^ key.words[0]) & key.masks[0] | (b ^ key.words[1]) & key.masks[1] == 0;
        if found {
            self.at += key.len;
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

    /// Passes a number of at most eight digits on each side of its point, which is nearly every count and
    /// coordinate, in one go; not a number if none stands here, without white space before it, or if the
    /// bytes end soon.
    pub(super) fn pass_plain_number(&mut self) -> f64 {
        const TEN: [u32; 9] = [
            1,
            10,
            100,
            1_000,
            10_000,
            100_000,
            1_000_000,
            10_000_000,
            100_000_000,
        ];
        let start = self.at + usize::from(self.byte(self.at) == b'-');
        let Some((before, mut end)) = digits(self.bytes, start) else {
            return f64::NAN;
        };
        let (mut mantissa, mut ten) = (before, 1);
        if self.byte(end) == b'.'
            && let Some((decimals, behind)) = digits(self.bytes, end + 1)
        {
            ten = TEN[(behind - end - 1).min(8)];
            mantissa = before * u64::from(ten) + decimals;
            end = behind;
        }
        // What ends with the bytes could go on in the next ones.
        if !matches!(self.byte(end), b',' | b'}' | b']' | b' ' | b'\n' | b'\r') {
            return f64::NAN;
        }
        let negative = start > self.at;
        self.at = end;
        let mut value = mantissa.cast_signed() as f64;
        if ten > 1 {
            value /= f64::from(ten);
        }
        if negative { -value } else { value }
    }

    /// A number. It must be followed by something, as it could go on in the next chunk.
    fn number(&mut self) -> Scanned<f64> {
        let value = self.pass_plain_number();
        if !value.is_nan() {
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
        if self.peek()? == b'"' {
            return self.string().map(drop);
        }
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

    /// Reads the object here: calls `act` with the name of each member, where its value stands.
    pub(super) fn members(
        &mut self,
        mut act: impl FnMut(&mut Self, Raw<'a>) -> Scanned<()>,
    ) -> Scanned<()> {
        self.expect(b'{')?;
        let mut more = self.peek()? != b'}';
        self.at += usize::from(!more);
        while more {
            let name = self.string()?;
            self.expect(b':')?;
            act(self, name)?;
            more = self.more(b'}')?;
        }
        Ok(())
    }

    /// Reads the list here: calls `act` where each element stands.
    pub(super) fn elements(
        &mut self,
        mut act: impl FnMut(&mut Self) -> Scanned<()>,
    ) -> Scanned<()> {
        self.expect(b'[')?;
        let mut more = self.peek()? != b']';
        self.at += usize::from(!more);
        while more {
            act(self)?;
            more = self.more(b']')?;
        }
        Ok(())
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

/// A member's name as it stands in most files, to be compared in two steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    words: [u64; 2],
    masks: [u64; 2],
    len: usize,
}

impl Key {
    /// The key of a name; none if the name is too long or has escapes where it is written.
    pub(super) fn new(name: &[u8]) -> Option<Self> {
        let mut key = Self {
            words: [0; 2],
            masks: [0; 2],
            len: name.len() + 3,
        };
        let written = [b"\"", name, b"\":"];
        for (at, &b) in written.iter().copied().flatten().enumerate() {
            let (half, shift) = (at / 8, 8 * (at % 8));
            *key.words.get_mut(half)? |= u64::from(b) << shift;
            *key.masks.get_mut(half)? |= 0xff << shift;
        }
        let plain = name.iter().all(|&b| b != b'"' && b != b'\\');
        plain.then_some(key)
    }
}

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The eight bytes from a place on as a number, the first one lowest.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at..)?
        .first_chunk()
        .map(|bytes| u64::from_le_bytes(*bytes))
}

/// One to eight digits at a place, and the place behind them; none if there is none, or if less than
/// eight bytes are there. All of them at once, as Johnny Lee and others do ("Faster integer parsing", by
/// Ivan Kuleshov, 2020): pairs, then fours, then eights are added.
#[inline(always)]
fn digits(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let values = word(bytes, at)? ^ (u64::from(b'0') * ONES);
    // The first byte over 9 gets its highest bit; what is carried lies above it.
    let others = (values.wrapping_add(0x76 * ONES) | values) & (ONES << 7);
    let len = others.trailing_zeros() / 8;
    if len == 0 {
        return None;
    }
    let pairs = (values << (64 - 8 * len)).wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000 << 32 | 1) >> 32;
    Some((eight, at + len as usize))
}

/// The highest bit of each byte that is 0, up to the first of them; bits above that mean nothing.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

/// Whether two texts are the same: faster than a call to compare memory, for short ones.
pub(super) fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while let (Some(x), Some(y)) = (word(a, at), word(b, at)) {
        if x != y {
            return false;
        }
        at += 8;
    }
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len()
}

/// A JSON number. Exact for up to 15 digits and 22 decimals, which is every count and coordinate;
/// within a few units in the last place beyond.
pub(super) fn number(text: &[u8]) -> Option<f64> {
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
