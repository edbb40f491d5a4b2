//! [`Passing`]: finds the end of what can't be read, by its brackets and quotes.

use crate::error::Error;

/// What is known while something is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passing {
    /// What is open, the innermost last: a 0 for an object, a 1 for a list, behind a leading 1.
    open: u64,
    /// How many more are open inside those, which have no room there.
    deeper: u32,
    quoted: bool,
    escaped: bool,
    /// Whether the last thing was a comma.
    comma: bool,
}

impl Passing {
    /// Inside what is open: see [`open`](Self::open).
    pub(super) const fn inside(open: u64) -> Self {
        Self {
            open,
            deeper: 0,
            quoted: false,
            escaped: false,
            comma: false,
        }
    }

    /// Passes a byte. If what is passed over ends with it or before it: how many bytes of it
    /// belong to what ended.
    pub(super) fn ends(&mut self, b: u8) -> Option<usize> {
        if self.quoted {
            // A line feed can't stand in a string: a forgotten quote ends at the line's end.
            self.quoted = self.escaped || !matches!(b, b'"' | b'\n');
            self.escaped = !self.escaped && b == b'\\';
            return None;
        }
        let comma = self.comma;
        self.comma = b == b',' || comma && b <= b' ';
        match b {
            b'"' => self.quoted = true,
            // In an object a name follows a comma: a brace begins the next record.
            b'{' if comma && self.open & 1 == 0 => return Some(0),
            b'{' | b'[' if self.open < 1 << 62 => {
                self.open = self.open << 1 | u64::from(b == b'[');
            }
            b'{' | b'[' => self.deeper += 1,
            b'}' | b']' if self.deeper > 0 => self.deeper -= 1,
            b'}' => {
                // It closes the innermost object, and lists in it that were left open.
                self.open >>= self.open.trailing_ones() + 1;
                return (self.open <= 1).then_some(1);
            }
            b']' if self.open & 1 == 1 => self.open >>= 1,
            // The list of cases itself.
            b']' => return Some(0),
            _ => {}
        }
        None
    }
}

/// Why bytes are no file of cases at all.
pub(super) fn not_cases(byte: u64, found: &[u8]) -> Error {
    let head = found.trim_ascii_start();
    let lower: Vec<u8> = head.iter().take(15).map(u8::to_ascii_lowercase).collect();
    let (found, expected) = if head.is_empty() {
        (
            "nothing: the file is empty".to_owned(),
            "a list of cases [{…}, {…}]",
        )
    } else if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        (
            "an HTML page".to_owned(),
            "case JSON. Check the address in src: a page that says \"not found\" or \"log in\" is \
             a common reason",
        )
    } else if head[0] == b'<' {
        (
            "markup (XML or HTML)".to_owned(),
            "case JSON: a list of cases [{…}, {…}]",
        )
    } else {
        let shown: String = String::from_utf8_lossy(&head[..head.len().min(40)])
            .chars()
            .filter(|c| !c.is_control())
            .take(20)
            .collect();
        (
            format!("“{shown}”"),
            "case JSON: a list of cases [{…}, {…}], or an object with \"cases\"",
        )
    };
    Error::NotCases {
        byte,
        found,
        expected: expected.to_owned(),
    }
}
