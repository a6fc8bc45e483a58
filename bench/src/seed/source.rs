//! Where a history takes what no two cases share: fresh random parts of ids, salted commitments, query codes, serials.

use std::collections::HashMap;

use daowei_crypto::{Suite, commit};
use daowei_domain::organization::Department;
use daowei_ident::{CaseNumber, DocumentNumber, UnitId};
use jiff::civil::Date;

use crate::error::{Result, words};

/// What an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A unit of work, and everything that it makes.
    Unit,
    /// A text that is brought along.
    Text,
    /// A party.
    Party,
}

/// Gives a case what it shares with no other.
pub(super) trait Source {
    /// The random part of the next ids of that kind.
    fn random(&mut self, kind: Kind) -> [u8; 10];
    /// The commitment to the next text.
    fn commitment(&mut self, plain: &[u8]) -> String;
    /// The query code.
    fn code(&mut self) -> String;
    /// The next number of a series.
    fn number(&mut self, series: &Series) -> Result<u32>;
}

/// A series of numbers: its counter, and how a number of it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Series {
    /// Case numbers of a department and day.
    Case { division: String, unit: u16, day: Date },
    /// Document numbers of an organ and year.
    Document { organ: String, year: u16 },
}

impl Series {
    /// Of cases received on a day.
    pub(super) fn cases(department: &Department, day: Date) -> Self {
        Self::Case { division: department.division.to_string(), unit: department.unit, day }
    }

    /// Of documents signed on a day.
    pub(super) fn documents(department: &Department, series: &str, signed: Date) -> Self {
        let organ = format!("{}{series}", department.short_name);
        Self::Document { organ, year: signed.year().unsigned_abs() }
    }

    /// The name of its counter.
    pub(super) fn counter(&self) -> String {
        match self {
            Self::Case { division, unit, day } => format!("case/{division}/{unit:03}/{day}"),
            Self::Document { organ, year } => format!("document/{organ}/{year}"),
        }
    }

    /// A case number.
    pub(super) fn case_number(&self, serial: u32) -> Result<CaseNumber> {
        let Self::Case { division, unit, day } = self else { return Err(words("no series of cases")) };
        let division = division.parse().map_err(|_| words("a division code"))?;
        let (month, date) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        let date = (i32::from(day.year()), month, date);
        CaseNumber::new(&division, *unit, date, serial).map_err(|error| words(error.en()))
    }

    /// A document number.
    pub(super) fn document_number(&self, serial: u32) -> Result<DocumentNumber> {
        let Self::Document { organ, year } = self else { return Err(words("no series of documents")) };
        DocumentNumber::new(organ, *year, serial).map_err(|error| words(error.en()))
    }

    /// A number as it is written.
    pub(super) fn written(&self, serial: u32) -> Result<String> {
        match self {
            Self::Case { .. } => Ok(self.case_number(serial)?.to_string()),
            Self::Document { .. } => Ok(self.document_number(serial)?.to_string()),
        }
    }
}

/// Serials given so far, by counter.
#[derive(Debug, Default)]
pub(super) struct Serials(HashMap<String, u32>);

impl Serials {
    /// The next one.
    pub(super) fn next(&mut self, series: &Series) -> u32 {
        let last = self.0.entry(series.counter()).or_default();
        *last += 1;
        *last
    }

    /// The counters, with what each has come to.
    pub(super) fn given(self) -> Vec<(String, i64)> {
        self.0.into_iter().map(|(name, serial)| (name, i64::from(serial))).collect()
    }

    /// What the next one will be.
    pub(super) fn peek(&self, series: &Series) -> u32 {
        self.0.get(&series.counter()).copied().unwrap_or(0) + 1
    }
}

/// Everything that distinguishes one case from another of its template.
#[derive(Debug, Clone, Default)]
pub(super) struct Fresh {
    pub(super) units: Vec<[u8; 10]>,
    pub(super) texts: Vec<[u8; 10]>,
    pub(super) parties: Vec<[u8; 10]>,
    pub(super) salts: Vec<[u8; 16]>,
    pub(super) commitments: Vec<String>,
    pub(super) numbers: Vec<String>,
    pub(super) code: String,
}

impl Fresh {
    fn list(&self, kind: Kind) -> &[[u8; 10]] {
        match kind {
            Kind::Unit => &self.units,
            Kind::Text => &self.texts,
            Kind::Party => &self.parties,
        }
    }

    /// An id: the instant, the random part, and how many were drawn from it before.
    pub(super) fn id(&self, kind: Kind, index: u8, millis: u64, count: u16) -> Option<String> {
        let mut random = *self.list(kind).get(usize::from(index))?;
        let [high, low] = count.to_be_bytes();
        let [.., ninth, tenth] = &mut random;
        *ninth = ninth.wrapping_add(high);
        *tenth = tenth.wrapping_add(low);
        Some(UnitId::from_parts(millis, random).to_string())
    }
}

/// Marks that are found again in everything that a history writes.
#[derive(Debug, Default)]
pub(super) struct Marks {
    drawn: [u8; 3],
    commitments: usize,
    /// The numbers drawn, with their series.
    pub(super) numbers: Vec<(Series, u32)>,
    serials: HashMap<String, u32>,
}

/// In the middle of every marked id.
pub(super) const MARK: &str = "-abec-ebecebec";
/// At the head of every marked commitment; its number follows in 12 digits.
pub(super) const COMMITMENT: &str = "c0ffee0ddba11c0ffee0ddba11c0ffee0ddba11c0ffee0ddba11";
/// The marked query code.
pub(super) const CODE: &str = "ZZYYXXWWVV";

impl Marks {
    /// Marks whose numbers are as long as those that come next.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// How many of each kind were drawn.
    pub(super) fn drawn(&self, kind: Kind) -> usize {
        let [units, texts, parties] = self.drawn;
        usize::from(match kind {
            Kind::Unit => units,
            Kind::Text => texts,
            Kind::Party => parties,
        })
    }

    /// How many texts were committed to.
    pub(super) fn commitments(&self) -> usize {
        self.commitments
    }
}

/// Marks, with serials that a register would give next.
pub(super) struct Marked<'a> {
    pub(super) marks: Marks,
    pub(super) serials: &'a Serials,
}

impl Source for Marked<'_> {
    fn random(&mut self, kind: Kind) -> [u8; 10] {
        let [units, texts, parties] = &mut self.marks.drawn;
        let (mark, drawn) = match kind {
            Kind::Unit => (0x0b, units),
            Kind::Text => (0x0c, texts),
            Kind::Party => (0x0d, parties),
        };
        let index = *drawn;
        *drawn += 1;
        [mark, index, 0xab, 0xec, 0xeb, 0xec, 0xeb, 0xec, 0, 0]
    }

    fn commitment(&mut self, _: &[u8]) -> String {
        let number = self.marks.commitments;
        self.marks.commitments += 1;
        format!("{COMMITMENT}{number:012x}")
    }

    fn code(&mut self) -> String {
        CODE.to_owned()
    }

    fn number(&mut self, series: &Series) -> Result<u32> {
        let serials = self.serials;
        let last = self.marks.serials.entry(series.counter()).or_insert_with(|| serials.peek(series) - 1);
        *last += 1;
        let serial = *last;
        self.marks.numbers.push((series.clone(), serial));
        Ok(serial)
    }
}

/// Gives what a [`Fresh`] holds, in the order in which a history asks: to compare.
#[cfg(test)]
pub(super) struct Given<'a> {
    pub(super) fresh: &'a Fresh,
    pub(super) suite: Suite,
    pub(super) serials: Vec<u32>,
    pub(super) at: [usize; 5],
}

#[cfg(test)]
impl Source for Given<'_> {
    fn random(&mut self, kind: Kind) -> [u8; 10] {
        let place = match kind {
            Kind::Unit => 0,
            Kind::Text => 1,
            Kind::Party => 2,
        };
        let random = self.fresh.list(kind)[self.at[place]];
        self.at[place] += 1;
        random
    }

    fn commitment(&mut self, plain: &[u8]) -> String {
        let salt = self.fresh.salts[self.at[3]];
        self.at[3] += 1;
        committed(self.suite, &salt, plain)
    }

    fn code(&mut self) -> String {
        self.fresh.code.clone()
    }

    fn number(&mut self, _: &Series) -> Result<u32> {
        let serial = self.serials[self.at[4]];
        self.at[4] += 1;
        Ok(serial)
    }
}

/// The commitment to a text, as an event carries it.
pub(super) fn committed(suite: Suite, salt: &[u8; 16], plain: &[u8]) -> String {
    commit(suite, salt, plain).to_string()
}
