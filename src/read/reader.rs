//! [`Reader`].

use super::draft::Draft;
use super::encoding::Decoder;
use super::facets::facets;
#[cfg(feature = "formats")]
use super::header::Value;
use super::header::{apply, value};
use super::others::holds_cases;
use super::passing::Passing;
use super::record::{Names, Shared};
use super::scan::{Cursor, Scanned, Stop};
#[cfg(feature = "formats")]
use super::suspicion::Suspicion;
use crate::calendar::Day;
use crate::data::{AGGREGATE, Dataset, NO_COUNTRY, NO_DATE, Sorter};
#[cfg(feature = "formats")]
use crate::data::{NO_VALUE, Suppressed};
use crate::error::{Error, Result};
use crate::issue::IssueKind;
use crate::sort::sort_few;

/// A record or a member of the header longer than this is not read: the rest of it would have to
/// be kept in memory.
const LONGEST: usize = 1 << 20;

/// Where in the file the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// In the object around the cases.
    Header,
    /// In the list of cases.
    Cases {
        in_header: bool,
    },
    /// Inside something that can't be read, passing over it by its brackets and quotes.
    Passing {
        in_header: bool,
        passing: Passing,
    },
    /// Behind the cases.
    End,
}

/// Reads cases from bytes that come in chunks.
///
/// ```
/// let mut reader = caseplot::read::Reader::new();
/// reader.feed(br#"[{"date": "2021-03", "country": "IT", "peop"#);
/// reader.feed(br#"le": {"min": 2}}]"#);
/// let data = reader.finish()?;
/// assert_eq!((data.cases.len(), data.cases.country_code(0)), (1, Some("IT")));
/// # Ok::<(), caseplot::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    pub(super) decoder: Decoder,
    pub(super) place: Place,
    /// What was not read yet: the beginning of a record or of a member of the header.
    pub(super) tail: Vec<u8>,
    /// Bytes before `tail`, in UTF-8.
    pub(super) offset: u64,
    expected: u64,
    /// How many cases there will be, as far as the first ones tell.
    room: usize,
    pub(super) shared: Shared,
    pub(super) data: Dataset,
    /// Records so far, good and bad.
    pub(super) records: u32,
    pub(super) seen_cases: bool,
    /// Whether the first record's names were learned.
    #[cfg(feature = "formats")]
    pub(super) met: bool,
    /// Whether the file is none of ours: see [`is_foreign`](Self::is_foreign).
    pub(super) foreign: bool,
    /// The time of the first record if it is a published total.
    time: Option<Option<(Day, u32)>>,
    /// Whether records follow each other without a list around them.
    pub(super) loose: bool,
    /// Whether no more bytes come.
    pub(super) ended: bool,
    pub(super) error: Option<Error>,
    /// What the header says as `base`.
    #[cfg(feature = "formats")]
    pub(super) base: Option<Value>,
    #[cfg(feature = "formats")]
    pub(super) suspicion: Suspicion,
    /// Whether it is kept where records stand.
    #[cfg(feature = "formats")]
    pub(super) keeps: bool,
    /// How many bytes of the file the record was written in, if it is none of JSON.
    #[cfg(feature = "formats")]
    pub(super) row: Option<u64>,
}

/// Members of the header that only a whole build takes in.
#[cfg(not(feature = "formats"))]
const FOREIGN: [&[u8]; 3] = [b"fields", b"scale", b"annotations"];

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new() -> Self {
        Self {
            decoder: Decoder::default(),
            place: Place::Start,
            tail: Vec::new(),
            offset: 0,
            expected: 0,
            room: 0,
            shared: Shared::default(),
            data: Dataset::default(),
            records: 0,
            seen_cases: false,
            #[cfg(feature = "formats")]
            met: false,
            foreign: false,
            time: None,
            loose: false,
            ended: false,
            error: None,
            #[cfg(feature = "formats")]
            base: None,
            #[cfg(feature = "formats")]
            suspicion: Suspicion::default(),
            #[cfg(feature = "formats")]
            keeps: false,
            #[cfg(feature = "formats")]
            row: None,
        }
    }

    /// Tells how many bytes will come, so that memory can be taken in one piece. A wrong number
    /// does no harm.
    pub fn expect_bytes(&mut self, bytes: u64) {
        self.expected = bytes;
    }

    /// Says how names of countries are looked up: from small letters to a unit code.
    pub fn name_countries(&mut self, code: impl Fn(&str) -> Option<[u8; 2]> + 'static) {
        self.shared.names = Names(Some(Box::new(code)));
    }

    pub(super) fn begin(&mut self, loose: bool) {
        self.place = Place::Cases { in_header: false };
        self.seen_cases = true;
        self.loose = loose;
    }

    /// Whether the file is not written as ours are, so that only a reader with the feature `formats`
    /// can read it: a table, lines, features, other names of fields. Always false for such a reader.
    pub fn is_foreign(&self) -> bool {
        !crate::WHOLE && self.foreign
    }

    /// How many cases were read so far.
    pub fn cases_so_far(&self) -> usize {
        self.data.cases.len()
    }

    /// Reads the next bytes: every record that they complete.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.error.is_some() || self.place == Place::End {
            return;
        }
        if crate::WHOLE {
            let bytes = self.decoder.decode(bytes);
            self.read(&bytes);
        } else {
            let mark = self.place == Place::Start && bytes.starts_with(b"\xef\xbb\xbf");
            self.read(&bytes[if mark { 3 } else { 0 }..]);
        }
    }

    fn read(&mut self, bytes: &[u8]) {
        let rest = self.complete(bytes);
        if !rest.is_empty() {
            let read = self.read_all(rest);
            self.tail.extend_from_slice(&rest[read..]);
        }
        if self.tail.len() > LONGEST && self.error.is_none() {
            self.pass_over(IssueKind::TooLong);
            let rest = std::mem::take(&mut self.tail);
            self.read(&rest);
        }
        self.make_room();
    }

    /// Completes what the last bytes cut, with as few of the next ones as it takes; returns those
    /// that are not read yet. They are read where they stand, without being copied.
    fn complete<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let (mut rest, mut piece) = (bytes, 512);
        while !self.tail.is_empty() && !rest.is_empty() && self.error.is_none() {
            let (head, behind) = rest.split_at(rest.len().min(piece));
            let mut whole = std::mem::take(&mut self.tail);
            let kept = whole.len();
            whole.extend_from_slice(head);
            let read = self.read_all(&whole);
            if let Some(done) = read.checked_sub(kept) {
                return &rest[done..];
            }
            whole.drain(..read);
            self.tail = whole;
            rest = behind;
            piece *= 2;
        }
        rest
    }

    /// Reads on until the bytes end or break off; returns how many of them are done with.
    pub(super) fn read_all(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while self.error.is_none() {
            match self.step(bytes, at) {
                Ok(next) => at = next,
                Err(Stop::Cut) => break,
                Err(Stop::Bad) => self.unreadable(bytes, at),
            }
        }
        self.offset += at as u64;
        at
    }

    /// Reads one thing at a place and returns the place after it.
    fn step(&mut self, bytes: &[u8], at: usize) -> Scanned<usize> {
        let mut cursor = Cursor::new(bytes, at);
        match self.place {
            Place::Start => match cursor.peek()? {
                b'[' => {
                    self.begin(false);
                    cursor.at += 1;
                }
                #[cfg(feature = "formats")]
                b'{' if self.is_line(cursor)? => self.begin(true),
                b'{' => {
                    self.place = Place::Header;
                    cursor.at += 1;
                }
                _ => return Err(Stop::Bad),
            },
            Place::Header => self.header(&mut cursor)?,
            Place::Cases { in_header } => match cursor.peek()? {
                b']' => {
                    self.place = if in_header { Place::Header } else { Place::End };
                    cursor.at += 1;
                }
                b',' => cursor.at += 1,
                b'{' => {
                    let start = cursor.at;
                    #[cfg(feature = "formats")]
                    if !self.met && self.meet(cursor)? {
                        // Tags are no case.
                        cursor.skip()?;
                        return Ok(cursor.at);
                    }
                    let mut draft = self.shared.draft();
                    self.shared.record(&mut draft, &mut cursor)?;
                    #[cfg(feature = "formats")]
                    {
                        draft.written = cursor.at - start;
                    }
                    self.records += 1;
                    let byte = self.offset + start as u64;
                    self.add(&mut draft, byte);
                    if !draft.rare && !draft.flawed {
                        // Its lists are empty, and to ask each of them takes longer than to read a field.
                        std::mem::forget(draft);
                    }
                }
                _ if !crate::WHOLE => return Err(Stop::Bad),
                _ => {
                    let start = cursor.at;
                    cursor.skip()?;
                    self.records += 1;
                    let (case, byte) = (self.records, self.offset + start as u64);
                    let found = cursor.since(start);
                    self.data
                        .issues
                        .add(IssueKind::Malformed, "", case, byte, found);
                }
            },
            Place::Passing { .. } if crate::WHOLE => return self.pass(bytes, at),
            Place::Passing { .. } => return Err(Stop::Cut),
            Place::End => return Err(Stop::Cut),
        }
        Ok(cursor.at)
    }

    fn header(&mut self, cursor: &mut Cursor<'_>) -> Scanned<()> {
        match cursor.peek()? {
            b'}' => {
                self.place = Place::End;
                self.foreign |= !self.seen_cases;
                cursor.at += 1;
            }
            b',' => cursor.at += 1,
            _ => {
                let name = cursor.string()?.text();
                cursor.expect(b':')?;
                let list = cursor.peek()? == b'[';
                if list && !self.seen_cases && (&*name == b"cases" || holds_cases(*cursor, &name)?)
                {
                    cursor.at += 1;
                    self.seen_cases = true;
                    self.begin_list(&name);
                    self.place = Place::Cases { in_header: true };
                } else {
                    let value = value(cursor, 0)?;
                    apply(&mut self.data.info, &name, &value);
                    match &*name {
                        b"facets" => self.declare_facets(),
                        #[cfg(feature = "formats")]
                        b"fields" => self.say(&value),
                        #[cfg(feature = "formats")]
                        b"base" => self.base = Some(value),
                        #[cfg(feature = "formats")]
                        b"scale" => self.scale(&value),
                        #[cfg(feature = "formats")]
                        b"annotations" => self.annotate(&value),
                        #[cfg(not(feature = "formats"))]
                        name => self.foreign |= FOREIGN.contains(&name),
                        #[cfg(feature = "formats")]
                        _ => {}
                    }
                }
            }
        }
        Ok(())
    }

    fn declare_facets(&mut self) {
        for info in &self.data.info.facets {
            if let Some(column) = self.shared.declare(&info.name) {
                column.declared = true;
                for value in &info.values {
                    column.code(value.value.as_bytes());
                }
            }
        }
    }

    fn add(&mut self, draft: &mut Draft<'_>, byte: u64) {
        let case = self.records;
        self.foreign |= draft.flawed;
        // What is wrong is told by a whole build only: see `is_foreign`.
        let issues = draft.issues.iter().filter(|_| crate::WHOLE);
        for (kind, field, found) in issues {
            let field = self.shared.fields.name(*field);
            self.data.issues.add(*kind, &field, case, byte, found);
        }
        #[cfg(feature = "formats")]
        if draft.country == NO_COUNTRY && !draft.is_set() {
            draft.country = self.shared.constant_country();
        }
        if draft.start == NO_DATE && draft.country == NO_COUNTRY && !draft.is_set() {
            if !self.give_up() {
                self.data
                    .issues
                    .add(IssueKind::Nothing, "", case, byte, &[]);
            }
            self.shared.give_back(std::mem::take(&mut draft.facets));
            return;
        }
        if !crate::WHOLE {
            // Totals of one time are drawn as they stand; those of several are for the whole build.
            let time = draft.flags & AGGREGATE != 0;
            let time = time.then_some((draft.start, draft.span));
            self.foreign |= *self.time.get_or_insert(time) != time;
        }
        #[cfg(feature = "formats")]
        if let Some(base) = draft.base {
            self.base_of(draft.country, base, case, byte);
        }
        let cases = &mut self.data.cases;
        let (row, room) = (cases.start.len(), self.room);
        cases.start.push(draft.start);
        cases.span.push(draft.span, room);
        cases.country.push(draft.country);
        cases.people_min.push(draft.people_min, room);
        cases.people_more.push(draft.people_more, room);
        // NaN differs from itself: where there is no place, none is stored by its absence.
        cases.lat.push(draft.lat as f32, room);
        cases.lon.push(draft.lon as f32, room);
        if draft.rare {
            self.add_rare(row, draft);
        }
        #[cfg(feature = "formats")]
        {
            self.add_stages(row, draft, byte);
            self.keep(byte, draft.written);
        }
        for &(facet, code) in &draft.facets {
            self.shared.facets[usize::from(facet)].set(row, code, room);
        }
        self.shared.give_back(std::mem::take(&mut draft.facets));
    }

    /// Puts what few cases have into its columns.
    fn add_rare(&mut self, row: usize, draft: &Draft<'_>) {
        let cases = &mut self.data.cases;
        cases.flags.set(row, draft.flags);
        cases.weight.set(row, draft.weight);
        cases.without.set(row, draft.without);
        if !crate::WHOLE {
            return;
        }
        cases.people_best.set(row, draft.people_best);
        cases.precision.set(row, draft.precision);
        cases.radius_km.set(row, draft.radius_km as f32);
        #[cfg(feature = "formats")]
        self.add_lists(row, draft);
        #[cfg(feature = "formats")]
        if let Some(id) = draft.id {
            self.suspicion.id(id, draft.content());
        }
    }

    /// Puts what is kept in lists beside the columns there. A file with more different ones than there are
    /// codes is noise, of which no more is kept.
    #[cfg(feature = "formats")]
    fn add_lists(&mut self, row: usize, draft: &Draft<'_>) {
        let cases = &mut self.data.cases;
        let most = usize::from(NO_VALUE);
        if let Some(share) = draft.share.filter(|_| cases.shares.len() < most) {
            cases.share.set(row, cases.shares.len() as u16);
            cases.shares.push(share);
        }
        if draft.suppressed != Suppressed::default() {
            let index = self.withheld(draft.suppressed);
            self.data.cases.suppressed.set(row, index);
        }
        let cases = &mut self.data.cases;
        if draft.together.is_empty() {
            return;
        }
        let known = cases.sets.iter().position(|set| *set == draft.together);
        let set = known.or_else(|| {
            (cases.sets.len() < most).then(|| {
                cases.sets.push(draft.together.clone());
                cases.sets.len() - 1
            })
        });
        if let Some(set) = set {
            cases.set.set(row, set as u16);
        }
    }

    /// The index of what a record withholds. Of very many different ones only that they are withheld is kept.
    #[cfg(feature = "formats")]
    fn withheld(&mut self, suppressed: Suppressed) -> u16 {
        const MOST: usize = 256;
        let withheld = &mut self.data.cases.withheld;
        let kept = if withheld.len() < MOST {
            suppressed
        } else {
            suppressed.without_bounds()
        };
        let known = |known: &Suppressed| *known == suppressed;
        let at = withheld.iter().position(known);
        let at = at.or_else(|| withheld.iter().position(|known| *known == kept));
        at.unwrap_or_else(|| {
            withheld.push(kept);
            withheld.len() - 1
        }) as u16
    }

    /// Takes memory for all cases at once, as soon as the first ones tell how long a case is.
    fn make_room(&mut self) {
        let read = self.data.cases.len();
        if self.room > 0 || read < 500 || self.expected < self.offset {
            return;
        }
        let density = read as f64 / self.offset as f64;
        self.room = ((self.expected as f64 * density * 1.02) as usize).min(50_000_000) + 64;
        let more = self.room.saturating_sub(read);
        let cases = &mut self.data.cases;
        cases.start.reserve_exact(more);
        cases.country.reserve_exact(more);
        cases.span.reserve(more);
        cases.people_min.reserve(more);
        cases.people_more.reserve(more);
        cases.lat.reserve(more);
        cases.lon.reserve(more);
        for facet in &mut self.shared.facets {
            if !facet.codes.is_empty() {
                facet.codes.reserve_exact(more);
            }
        }
    }

    /// Makes the cases so far ready to be drawn, while others are still on their way. Takes some ms
    /// for a million of them.
    pub fn look(&mut self) {
        self.gather(false);
    }

    /// What there was at the last [look](Self::look).
    pub fn so_far(&self) -> &Dataset {
        &self.data
    }

    /// Brings what is derived from the columns up to date.
    fn gather(&mut self, last: bool) {
        let names = self.shared.fields.facet_names();
        #[cfg(feature = "publish")]
        {
            self.data.cases.records.meant = self.shared.fields.meant();
        }
        let rows = self.data.cases.len();
        let cases = &mut self.data.cases;
        cases.ordered = rows == 0;
        cases.countries = self.shared.units.clone();
        #[cfg(feature = "formats")]
        {
            cases.areas.clone_from(&self.shared.areas);
            // They are put into their order at the end.
            cases.stages.names = self.shared.stages.names();
        }
        cases.facets = facets(&mut self.shared.facets, names, &self.data.info, rows, last);
        self.order_facets();
    }

    /// What the header declares comes first.
    fn order_facets(&mut self) {
        let declared = &self.data.info.facets;
        let place = |name: &str| {
            declared
                .iter()
                .position(|info| info.name == name)
                .unwrap_or(usize::MAX)
        };
        sort_few(&mut self.data.cases.facets, |a, b| {
            place(&a.name) < place(&b.name)
        });
    }

    /// The cases, in the order of their days.
    ///
    /// # Errors
    /// If the bytes are no file of cases at all. Anything less is among the issues.
    pub fn finish(self) -> Result<Dataset> {
        let mut data = self.end()?;
        let mut sorter = Sorter::default();
        while !sorter.step(&mut data.cases) {}
        Ok(data)
    }

    /// The cases, in the order of the file.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn end(mut self) -> Result<Dataset> {
        if self.error.is_none() {
            if crate::WHOLE {
                let rest = self.decoder.flush();
                self.read(&rest);
            }
            // What waited for more bytes is read as far as it goes.
            self.ended = true;
            let tail = std::mem::take(&mut self.tail);
            self.read(&tail);
            self.check_end();
        }
        if self.is_foreign() {
            return Err(Error::Foreign);
        }
        match self.error {
            Some(error) => Err(error),
            None => {
                self.gather(true);
                // Kinds of people are told apart by a whole build only.
                if !crate::WHOLE && self.data.cases.facets.iter().any(|f| f.name == "who") {
                    return Err(Error::Foreign);
                }
                #[cfg(feature = "formats")]
                self.look_twice();
                Ok(self.data)
            }
        }
    }
}
