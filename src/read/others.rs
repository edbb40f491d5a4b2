//! What the reader does with files that others have made; and, where it is built without that, how it
//! knows them.

use super::Reader;
use super::scan::{Cursor, Scanned};

#[cfg(feature = "formats")]
mod formats {
    use std::ops::Range;

    use super::super::bytes::{list, string};
    use super::super::header::{Value, value};
    use super::super::scan::Stop;
    use super::{Cursor, Reader, Scanned};
    use crate::data::{Dataset, Form};
    use crate::issue::IssueKind;
    use crate::nearest::closest;

    impl Reader {
        /// Says which fields are what, before the first bytes: JSON as `fields` in a file has it, or the
        /// name of a preset. What is wrong with it is among the issues.
        pub fn map_fields(&mut self, fields: &str) {
            let text = fields.trim_ascii();
            let mut json = text.as_bytes().to_vec();
            json.push(b' ');
            let said = match value(&mut Cursor::new(&json, 0), 0) {
                Ok(said) => said,
                Err(_) => Value::Text(text.to_owned()),
            };
            self.say(&said);
        }

        pub(in super::super) fn say(&mut self, fields: &Value) {
            for name in self.shared.mapping.say(fields) {
                let found = name.as_bytes();
                self.data
                    .issues
                    .add_many(IssueKind::BadFields, "fields", 1, found);
            }
        }

        /// Keeps where each record stands, so that it can be opened: see
        /// [`Records`](crate::data::Records).
        pub fn keep_records(&mut self) {
            self.keeps = true;
        }

        pub(in super::super) fn keep_form(&mut self, form: Form, encoding: &'static str) {
            let records = &mut self.data.cases.records;
            (records.form, records.encoding) = (form, encoding);
        }

        /// Reads one record that stands at some bytes of a file of another form.
        pub(in super::super) fn row(&mut self, record: &str, bytes: Range<u64>) {
            self.begin(true);
            self.offset = bytes.start;
            self.row = Some(bytes.end.abs_diff(bytes.start));
            self.read_all(record.as_bytes());
        }

        /// Keeps where the last case stands: `length` bytes of JSON from a byte on.
        pub(in super::super) fn keep(&mut self, byte: u64, length: usize) {
            if self.keeps {
                let length = self.row.map_or(length, |length| length as usize);
                self.data.cases.records.push(self.records, byte, length);
            }
        }

        /// Whether the object at the cursor is a record in a line of its own, with another one below.
        pub(in super::super) fn is_line(&self, mut cursor: Cursor<'_>) -> Scanned<bool> {
            /// The first line of a file of lines is shorter than this.
            const LINE: usize = 1 << 14;
            let rest = cursor.rest();
            match rest.iter().position(|&b| b == b'\n') {
                Some(end) => {
                    let start = cursor.at;
                    if cursor.skip() != Ok(()) || cursor.at - start > end {
                        return Ok(false);
                    }
                    match cursor.peek() {
                        Ok(next) => Ok(next == b'{'),
                        Err(_) => self.ended.then_some(false).ok_or(Stop::Cut),
                    }
                }
                None if rest.len() > LINE || self.ended => Ok(false),
                None => Err(Stop::Cut),
            }
        }

        pub(in super::super) fn meet(&mut self, cursor: Cursor<'_>) -> Scanned<bool> {
            let tags = self.shared.meet(cursor)?;
            self.met = true;
            let guess = self.shared.mapping.guess();
            if !guess.is_empty() {
                let found = guess.as_bytes();
                self.data.issues.add_many(IssueKind::Guessed, "", 1, found);
            }
            Ok(tags)
        }

        /// A list of cases begins, under a name.
        pub(in super::super) fn begin_list(&mut self, name: &[u8]) {
            self.shared.geojson = name == b"features";
        }

        /// Looks for what is wrong with all cases together.
        pub(in super::super) fn look_twice(&mut self) {
            if self.row.is_none() {
                self.data.cases.records.encoding = self.decoder.label();
            }
            let Dataset { cases, issues, .. } = &mut self.data;
            self.suspicion.look(cases, issues);
            self.check_fields();
            self.settle_base();
            self.check_annotations();
            self.settle_stages();
        }

        /// Fields that were named but that no case has.
        fn check_fields(&mut self) {
            let names = self.shared.fields.names();
            for missing in self.shared.mapping.missing(&names) {
                let mut found = String::from("not found; nearest: ");
                let missing = string(missing);
                found.push_str(closest(&missing, names.iter().map(String::as_str)));
                found.push_str("; all: ");
                list(&mut found, names.iter().map(String::as_str));
                let kind = IssueKind::UnknownField;
                self.data
                    .issues
                    .add_many(kind, &missing, 1, found.as_bytes());
            }
        }
    }
}

#[cfg(not(feature = "formats"))]
impl Reader {
    /// A list of cases begins, under a name.
    pub(super) fn begin_list(&mut self, name: &[u8]) {
        self.foreign |= name != b"cases";
    }
}

/// Whether a list in the header holds cases, though it has another name. To a small build, no other name than ours is
/// known: `annotations` is left to the whole one as any other is.
pub(super) fn holds_cases(mut cursor: Cursor<'_>, name: &[u8]) -> Scanned<bool> {
    cursor.at += 1;
    let ours = name == b"facets" || name == b"stages" || crate::WHOLE && name == b"annotations";
    Ok(!ours && cursor.peek()? == b'{')
}
