//! Writes JSON, without a library: the embed only needs a few values written.

use std::fmt::Write as _;

/// Appends a whole number.
pub fn push_int(out: &mut String, n: u64) {
    // Formatting of integers is in the wasm anyway, that of floats is not: see `push_fixed`.
    let _ = write!(out, "{n}");
}

/// Appends a number with at most `decimals` decimals (at most 9), without trailing zeros; 0 where
/// it is not finite. Halves are rounded away from 0. The same text on every machine, and a tenth
/// of the code that formatting of floats in general needs.
pub fn push_fixed(out: &mut String, value: f64, decimals: u32) {
    let scale = 10_i64.pow(decimals.min(9));
    let scaled = (value * scale as f64).round();
    let fixed = if scaled.is_finite() { scaled as i64 } else { 0 };
    if fixed < 0 {
        out.push('-');
    }
    let (fixed, scale) = (fixed.unsigned_abs(), scale.unsigned_abs());
    push_int(out, fixed / scale);
    let mut rest = fixed % scale;
    if rest == 0 {
        return;
    }
    out.push('.');
    let mut digit = scale / 10;
    while rest > 0 {
        out.push(char::from(b'0' + (rest / digit) as u8));
        rest %= digit;
        digit /= 10;
    }
}

/// Appends a string in quotes.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writes one JSON value; commas come by themselves.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.out
    }

    fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    /// An object, whose members `members` writes.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.separate();
        self.out.push('{');
        members(self);
        self.out.push('}');
    }

    /// An array, whose elements `elements` writes.
    pub fn array(&mut self, elements: impl FnOnce(&mut Self)) {
        self.separate();
        self.out.push('[');
        elements(self);
        self.out.push(']');
    }

    /// A member's name; its value follows.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.separate();
        push_string(&mut self.out, name);
        self.out.push(':');
        self
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.separate();
        push_string(&mut self.out, text);
    }

    /// A whole number.
    pub fn int(&mut self, n: u64) {
        self.separate();
        push_int(&mut self.out, n);
    }

    /// A number with at most `decimals` decimals.
    pub fn fixed(&mut self, value: f64, decimals: u32) {
        self.separate();
        push_fixed(&mut self.out, value, decimals);
    }

    /// True or false.
    pub fn bool(&mut self, value: bool) {
        self.separate();
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Null.
    pub fn null(&mut self) {
        self.separate();
        self.out.push_str("null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(value: f64, decimals: u32) -> String {
        let mut out = String::new();
        push_fixed(&mut out, value, decimals);
        out
    }

    #[test]
    fn a_number_has_no_more_decimals_than_asked_and_no_trailing_zeros() {
        let written = [0.0, -0.001, 1.005, 12.5, -7.12345, 100.0].map(|v| fixed(v, 2));
        assert_eq!(written, ["0", "0", "1", "12.5", "-7.12", "100"]);
        assert_eq!(fixed(45.650_000_1, 7), "45.6500001");
        assert_eq!(fixed(f64::NAN, 2), "0");
    }

    #[test]
    fn what_is_written_is_what_serde_json_reads() {
        let mut out = Writer::new();
        out.object(|out| {
            out.key("a").array(|out| {
                out.int(1);
                out.fixed(-0.5, 3);
                out.null();
                out.bool(true);
            });
            out.key("b\"\u{1}").string("<\\\n\u{202e}ü>");
            out.key("c").object(|_| {});
        });
        let read: serde_json::Value = serde_json::from_str(&out.finish()).unwrap();
        let expected = serde_json::json!({
            "a": [1, -0.5, null, true], "b\"\u{1}": "<\\\n\u{202e}ü>", "c": {}
        });
        assert_eq!(read, expected);
    }
}
