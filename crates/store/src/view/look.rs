//! 查阅记录 as a list shows them: the newest first.

use daowei_domain::{Recorded, look};

use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "look_row.insert",
    "INSERT INTO look_row (stream, sequence, at, kind, person, department, responsible, case_id, cases, purpose,
     document, copy) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT stream, sequence, at, kind, person, department, responsible, case_id, cases, purpose, document, copy
             FROM look_row ",
            $rest
        )
    };
}

const ALL: Statement = Statement::new(
    "look_row.all",
    columns!(
        "WHERE at >= $1 AND (at, stream, sequence) < ($2, $3, $4) ORDER BY at DESC, stream DESC, sequence DESC LIMIT $5"
    ),
);
const OF_PERSON: Statement = Statement::new(
    "look_row.of_person",
    columns!(
        "WHERE person = $1 AND at >= $2 AND (at, stream, sequence) < ($3, $4, $5)
         ORDER BY at DESC, stream DESC, sequence DESC LIMIT $6"
    ),
);
const OF_CASE: Statement = Statement::new(
    "look_row.of_case",
    columns!(
        "WHERE case_id = $1 AND at >= $2 AND (at, stream, sequence) < ($3, $4, $5)
         ORDER BY at DESC, stream DESC, sequence DESC LIMIT $6"
    ),
);
/// The newest copies of a document: as many as a page shows, and no more.
const COPIES: Statement = Statement::new(
    "look_row.copies",
    columns!(
        "WHERE document = $1 AND copy > (SELECT MAX(last.copy) - 10 FROM look_row last WHERE last.document = $1)"
    ),
);
const COPIES_COUNT: Statement = Statement::new(
    "look_row.copies_count",
    "SELECT document, MAX(copy) FROM look_row WHERE document = $1 GROUP BY document",
);
/// Rows from one stream to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "look_row.between",
    columns!("WHERE (stream > $1 OR ($1 = '' AND stream = '')) AND stream <= $2 ORDER BY stream, sequence"),
);
/// For the rebuilding, too.
pub(super) const FORGET: Statement = Statement::new(
    "look_row.forget",
    "DELETE FROM look_row WHERE (stream > $1 OR ($1 = '' AND stream = '')) AND stream <= $2",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, ALL, OF_PERSON, OF_CASE, COPIES, COPIES_COUNT];

/// A look as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    /// Its stream.
    pub stream: String,
    /// Its number in the stream.
    pub sequence: i64,
    /// When, UTC microseconds.
    pub at: i64,
    /// Its kind, such as `look.revealed`.
    pub kind: String,
    /// Who looked.
    pub person: String,
    /// In a post of which department.
    pub department: String,
    /// For contract staff: who answers for it.
    pub responsible: Option<String>,
    /// Into which case, where it was one.
    pub case: Option<String>,
    /// How many cases it concerned.
    pub cases: i64,
    /// What for: a record of the vault.
    pub purpose: Option<String>,
    /// Which document was printed, or the sheet of which enquiry.
    pub document: Option<String>,
    /// The number of that copy.
    pub copy: Option<i64>,
}

impl LookRow {
    /// The row of a look; nothing where no person did it, which does not happen.
    #[must_use]
    pub fn of(stream: &str, sequence: i64, record: &Recorded<look::Event>) -> Option<Self> {
        let staff = record.by.staff()?;
        Some(Self {
            stream: stream.to_owned(),
            sequence,
            at: record.at.as_microsecond(),
            kind: record.event.kind().to_owned(),
            person: staff.person.to_string(),
            department: staff.department.to_string(),
            responsible: staff.responsible.map(|person| person.to_string()),
            case: record.event.case().map(|case| case.to_string()),
            cases: record.event.cases().into(),
            purpose: record.event.purpose().map(|purpose| purpose.id.to_string()),
            document: record.event.copy().map(|(printed, _)| printed),
            copy: record.event.copy().map(|(_, copy)| copy.into()),
        })
    }

    /// What names it among the rows.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.stream, self.sequence)
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            stream: row.string(0)?,
            sequence: row.int(1)?,
            at: row.int(2)?,
            kind: row.string(3)?,
            person: row.string(4)?,
            department: row.string(5)?,
            responsible: row.optional_text(6)?.map(str::to_owned),
            case: row.optional_text(7)?.map(str::to_owned),
            cases: row.int(8)?,
            purpose: row.optional_text(9)?.map(str::to_owned),
            document: row.optional_text(10)?.map(str::to_owned),
            copy: row.optional_int(11)?,
        })
    }
}

/// Whose looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    /// Everybody's.
    All,
    /// One person's.
    Person(&'a str),
    /// Those into one case.
    Case(&'a str),
}

/// Before which look a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// When, UTC microseconds.
    pub at: i64,
    /// Its stream; empty for whatever is earlier than the instant.
    pub stream: String,
    /// Its number there.
    pub sequence: i64,
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[LookRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 12]> = rows
        .iter()
        .map(|row| {
            [
                row.stream.as_str().into(),
                row.sequence.into(),
                row.at.into(),
                row.kind.as_str().into(),
                row.person.as_str().into(),
                row.department.as_str().into(),
                row.responsible.as_deref().into(),
                row.case.as_deref().into(),
                row.cases.into(),
                row.purpose.as_deref().into(),
                row.document.as_deref().into(),
                row.copy.into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Looks since an instant and before a place, the newest first.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, of: Of<'_>, since: i64, before: &Before, limit: u32) -> Result<Vec<LookRow>> {
    let (at, stream, sequence) = (before.at, before.stream.as_str(), before.sequence);
    match of {
        Of::All => tx.all(&ALL, params![since, at, stream, sequence, limit], LookRow::read),
        Of::Person(id) => tx.all(&OF_PERSON, params![id, since, at, stream, sequence, limit], LookRow::read),
        Of::Case(id) => tx.all(&OF_CASE, params![id, since, at, stream, sequence, limit], LookRow::read),
    }
}

/// The newest printed copies of these documents, ten of each at most, in no order.
///
/// # Errors
/// What befell the store.
pub fn copies<'a>(tx: &mut Tx<'_>, documents: impl IntoIterator<Item = &'a str>) -> Result<Vec<LookRow>> {
    let groups: Vec<[Param<'_>; 1]> = documents.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&COPIES, &groups, LookRow::read)
}

/// How many copies of these documents were printed, of those that were.
///
/// # Errors
/// What befell the store.
pub fn copies_count<'a>(
    tx: &mut Tx<'_>,
    documents: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, i64)>> {
    let groups: Vec<[Param<'_>; 1]> = documents.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&COPIES_COUNT, &groups, |row| Ok((row.string(0)?, row.int(1)?)))
}
