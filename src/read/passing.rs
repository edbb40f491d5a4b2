//! What a [`Reader`] does where it can't read on, and [`Passing`], which finds the end of what can't be
//! read by its brackets and quotes.

use super::reader::{Place, Reader};
use super::scan::{Cursor, Scanned, Stop};
use crate::error::Error;
use crate::issue::IssueKind;

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
    const fn inside(open: u64) -> Self {
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
    fn ends(&mut self, b: u8) -> Option<usize> {
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

impl Reader {
    /// Something is not JSON: passes over a bad record, gives up where no case can follow.
    pub(super) fn unreadable(&mut self, bytes: &[u8], at: usize) {
        if self.give_up() {
            return;
        }
        let mut cursor = Cursor::new(bytes, at);
        let start = match cursor.peek() {
            Ok(_) => cursor.at,
            Err(_) => at,
        };
        let found = &bytes[start..];
        let byte = self.offset + start as u64;
        match self.place {
            Place::Cases { .. } => {
                self.records += 1;
                self.tell(IssueKind::Malformed, self.records, byte, found);
                self.pass_over_from(found);
            }
            _ if self.seen_cases => {
                self.tell(IssueKind::Malformed, 0, byte, found);
                self.place = Place::End;
            }
            _ => self.error = Some(not_cases(byte, found)),
        }
    }

    /// In a build that doesn't tell what is wrong: reads no further.
    pub(super) fn give_up(&mut self) -> bool {
        if !crate::WHOLE {
            self.foreign = true;
            self.place = Place::End;
        }
        !crate::WHOLE
    }

    fn pass_over_from(&mut self, found: &[u8]) {
        let in_header = self.place == Place::Cases { in_header: true };
        // What is no object is passed over as the inside of one.
        let open = if found.first() == Some(&b'{') {
            1
        } else {
            0b10
        };
        let passing = Passing::inside(open);
        self.place = Place::Passing { in_header, passing };
    }

    /// Gives up on what `tail` begins with.
    pub(super) fn pass_over(&mut self, kind: IssueKind) {
        if self.give_up() {
            return;
        }
        let start = self
            .tail
            .iter()
            .position(|b| !b.is_ascii_whitespace())
            .unwrap_or(0);
        let byte = self.offset + start as u64;
        match self.place {
            Place::Cases { .. } => {
                self.records += 1;
                let found = std::mem::take(&mut self.tail);
                self.tell(kind, self.records, byte, &found[start..]);
                self.pass_over_from(&found[start..]);
                self.tail = found;
            }
            _ => self.error = Some(not_cases(byte, &self.tail[start..])),
        }
    }

    /// Passes over a bad record to its end: the brace that closes it, the beginning of the next one
    /// where that is forgotten, or the end of the list.
    pub(super) fn pass(&mut self, bytes: &[u8], at: usize) -> Scanned<usize> {
        let Place::Passing {
            in_header,
            mut passing,
        } = self.place
        else {
            return Ok(at);
        };
        for (i, &b) in bytes.iter().enumerate().skip(at) {
            if let Some(length) = passing.ends(b) {
                self.place = Place::Cases { in_header };
                return Ok(i + length);
            }
        }
        self.place = Place::Passing { in_header, passing };
        if at == bytes.len() {
            Err(Stop::Cut)
        } else {
            Ok(bytes.len())
        }
    }

    /// Says what could not be read, with its beginning; `case` is 0 where it is none.
    fn tell(&mut self, kind: IssueKind, case: u32, byte: u64, found: &[u8]) {
        let shown = &found[..found.len().min(80)];
        self.data.issues.add(kind, "", case, byte, shown);
    }

    /// The bytes are at their end: whether the file is.
    pub(super) fn check_end(&mut self) {
        if self.error.is_some() {
            return;
        }
        let done = self.place == Place::End && self.seen_cases;
        if !done && self.give_up() {
            return;
        }
        let tail = std::mem::take(&mut self.tail);
        let byte = self.offset + tail.len() as u64;
        match self.place {
            Place::End if self.seen_cases => {}
            Place::Cases { .. } if self.loose && tail.trim_ascii().is_empty() => {}
            Place::Start => self.error = Some(not_cases(byte, &tail)),
            _ if self.seen_cases => {
                self.tell(IssueKind::Truncated, 0, byte, tail.trim_ascii_start());
            }
            _ => {
                self.error = Some(Error::NotCases {
                    byte,
                    found: "an object without \"cases\"".to_owned(),
                    expected: "a list of cases [{…}, {…}], or an object with \"cases\": [{…}, {…}]"
                        .to_owned(),
                });
            }
        }
    }
}

/// Why bytes are no file of cases at all.
fn not_cases(byte: u64, found: &[u8]) -> Error {
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
