//! 咨询 as lists show them.

use daowei_domain::Recorded;
use daowei_domain::enquiry::{Enquiry, Event};

use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "enquiry_row.insert",
    "INSERT INTO enquiry_row (id, number, item, item_name, department, told_on, teller)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

macro_rules! columns {
    ($rest:literal) => {
        concat!("SELECT id, number, item, item_name, department, told_on, teller FROM enquiry_row ", $rest)
    };
}

const BY_NUMBER: Statement = Statement::new("enquiry_row.by_number", columns!("WHERE number = $1"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("enquiry_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const OF_DEPARTMENT: Statement = Statement::new(
    "enquiry_row.of_department",
    columns!(
        "WHERE department = $1 AND told_on >= $2 AND (told_on, id) < ($3, $4) ORDER BY told_on DESC, id DESC LIMIT $5"
    ),
);
const OF_ITEM: Statement = Statement::new(
    "enquiry_row.of_item",
    columns!(
        "WHERE item = $1 AND department = $2 AND told_on >= $3 AND (told_on, id) < ($4, $5)
         ORDER BY told_on DESC, id DESC LIMIT $6"
    ),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, BY_NUMBER, OF_DEPARTMENT, OF_ITEM];

/// An enquiry as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryRow {
    /// Id.
    pub id: String,
    /// 告知单编号
    pub number: String,
    /// Item.
    pub item: String,
    /// Its name in the version that was told.
    pub item_name: String,
    /// Department.
    pub department: String,
    /// The day of telling.
    pub told_on: String,
    /// Who told it.
    pub teller: Option<String>,
}

/// Which part of a list: those of a department, the newest first.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Department.
    pub department: &'a str,
    /// About this item only.
    pub item: Option<&'a str>,
    /// Told on this day or later.
    pub from: &'a str,
    /// Behind this day and id.
    pub after: (&'a str, &'a str),
    /// Rows at most.
    pub limit: u32,
}

impl EnquiryRow {
    /// The row of an enquiry, once its sheet was issued.
    #[must_use]
    pub fn of(records: &[Recorded<Event>]) -> Option<Self> {
        let enquiry = records.iter().fold(None, |state, record| Enquiry::apply(state, &record.event))?;
        let sheet = enquiry.sheet?;
        let teller = records.first().and_then(|record| record.by.staff());
        Some(Self {
            id: enquiry.id.to_string(),
            number: sheet.number.to_string(),
            item: enquiry.item.to_string(),
            item_name: enquiry.item_name,
            department: enquiry.department.to_string(),
            told_on: sheet.on.to_string(),
            teller: teller.map(|staff| staff.person.to_string()),
        })
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            number: row.string(1)?,
            item: row.string(2)?,
            item_name: row.string(3)?,
            department: row.string(4)?,
            told_on: row.string(5)?,
            teller: row.optional_text(6)?.map(str::to_owned),
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&EnquiryRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 7]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.number.as_str().into(),
                row.item.as_str().into(),
                row.item_name.as_str().into(),
                row.department.as_str().into(),
                row.told_on.as_str().into(),
                row.teller.as_deref().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// One enquiry by the number of its sheet.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<EnquiryRow>> {
    tx.one(&BY_NUMBER, params![number], EnquiryRow::read)
}

/// Enquiries of a department, the newest first.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<EnquiryRow>> {
    let Part { department, item, from, after: (day, id), limit } = part;
    match item {
        None => tx.all(&OF_DEPARTMENT, params![department, from, day, id, limit], EnquiryRow::read),
        Some(item) => tx.all(&OF_ITEM, params![item, department, from, day, id, limit], EnquiryRow::read),
    }
}
