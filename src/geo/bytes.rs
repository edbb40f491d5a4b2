//! Variable-length integers, as base-map files hold them.

/// Why bytes are no base map, in words. Small, as every byte read could fail:
/// [`Basemap::decode`](super::Basemap::decode) makes the library's error of it.
pub(super) type Flaw = &'static str;

/// What is wrong, in words. The small build reads none but the package's own files, which are whole or were damaged on
/// their way.
pub(super) const fn flaw(what: Flaw) -> Flaw {
    if cfg!(feature = "formats") {
        what
    } else {
        "it is damaged"
    }
}

type Result<T> = std::result::Result<T, Flaw>;

/// Reads a base map's bytes front to back.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes have not been read.
    pub(super) fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(CUT_SHORT)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        let (&byte, rest) = self.rest.split_first().ok_or(CUT_SHORT)?;
        self.rest = rest;
        Ok(byte)
    }

    /// An unsigned LEB128 number of at most 32 bits.
    pub(super) fn varint(&mut self) -> Result<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(flaw("a number in it is too large"))
    }

    /// A signed number, stored so that small ones of either sign are short (zigzag).
    pub(super) fn zigzag(&mut self) -> Result<i32> {
        let folded = self.varint()?;
        Ok((folded >> 1).cast_signed() ^ -((folded & 1).cast_signed()))
    }

    /// A count of things that take at least one byte each: more than there are bytes left is a
    /// mistake, found before anything is set aside for them.
    pub(super) fn count(&mut self) -> Result<usize> {
        let count = self.varint()? as usize;
        if count > self.remaining() {
            Err(CUT_SHORT)
        } else {
            Ok(count)
        }
    }

    /// A text with its length before it.
    pub(super) fn text(&mut self) -> Result<&'a str> {
        let length = self.count()?;
        text_of(self.take(length)?)
    }
}

/// Bytes as text.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|_| flaw("a text in it is not UTF-8"))
}

/// What a file that ends too early gets.
pub(super) const CUT_SHORT: Flaw = flaw("it is cut short");

/// Appends an unsigned LEB128 number.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a signed number as [`Reader::zigzag`] reads it.
pub(super) fn put_zigzag(out: &mut Vec<u8>, value: i32) {
    put_varint(out, ((value << 1) ^ (value >> 31)).cast_unsigned());
}

/// Appends a text with its length before it.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_of_more_than_32_bits_is_refused() {
        assert!(
            Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x1f])
                .varint()
                .is_err()
        );
        assert!(
            Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x8f, 0])
                .varint()
                .is_err()
        );
        assert_eq!(
            Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x0f]).varint(),
            Ok(u32::MAX)
        );
    }

    #[test]
    fn a_count_of_more_things_than_bytes_is_refused() {
        assert_eq!(Reader::new(&[3, 0, 0]).count(), Err(CUT_SHORT));
        assert_eq!(Reader::new(&[2, 0, 0]).count(), Ok(2));
    }

    proptest! {
        #[test]
        fn numbers_come_back_as_they_were_put(unsigned: u32, signed: i32, text in ".{0,40}") {
            let mut out = Vec::new();
            put_varint(&mut out, unsigned);
            put_zigzag(&mut out, signed);
            put_text(&mut out, &text);
            let mut reader = Reader::new(&out);
            prop_assert_eq!(reader.varint().unwrap(), unsigned);
            prop_assert_eq!(reader.zigzag().unwrap(), signed);
            prop_assert_eq!(reader.text().unwrap(), text);
            prop_assert_eq!(reader.remaining(), 0);
        }
    }
}
