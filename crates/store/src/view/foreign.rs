//! 专网办件 as lists show them.

use daowei_domain::Recorded;
use daowei_domain::foreign::{Event, ForeignCase, ForeignResult};

use crate::{Param, Result, Row, Statement, Tx, params};

/// The standing of a case that has no result yet.
pub const OPEN: &str = "open";

const INSERT: Statement = Statement::new(
    "foreign_row.insert",
    "INSERT INTO foreign_row
     (id, system, number, item, item_name, department, received_on, standing, document, confirmed, registrar)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const UPDATE: Statement = Statement::new(
    "foreign_row.update",
    "UPDATE foreign_row SET received_on = $1, standing = $2, document = $3, confirmed = $4 WHERE id = $5",
);

macro_rules! columns {
    ($($rest:expr),+) => {
        concat!(
            "SELECT id, system, number, item, item_name, department, received_on, standing, document, confirmed,
             registrar FROM foreign_row ",
            $($rest),+
        )
    };
}

const BY_NUMBER: Statement =
    Statement::new("foreign_row.by_number", columns!("WHERE system = $1 AND number = $2"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("foreign_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));

/// Each list begins with what its index begins with; what else is asked is held against the rows of that part.
macro_rules! list {
    ($name:literal, $first:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE ",
                $first,
                " = $1 AND department = $2 AND received_on >= $3 AND (received_on, id) < ($4, $5)
                 AND ($6 = '' OR system = $6) AND ($7 = '' OR item = $7) AND ($8 = '' OR standing = $8)
                 ORDER BY received_on DESC, id DESC LIMIT $9"
            ),
        )
    };
}

const OF_DEPARTMENT: Statement = list!("foreign_row.of_department", "department");
const OF_NUMBER: Statement = list!("foreign_row.of_number", "number");
const OF_SYSTEM: Statement = list!("foreign_row.of_system", "system");
const OF_ITEM: Statement = list!("foreign_row.of_item", "item");
const OF_STANDING: Statement = list!("foreign_row.of_standing", "standing");
const UNCONFIRMED: Statement = Statement::new(
    "foreign_row.unconfirmed",
    columns!(
        "WHERE system = $1 AND received_on >= $2 AND received_on <= $3 AND confirmed = FALSE
         ORDER BY received_on, id LIMIT $4"
    ),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[INSERT, UPDATE, BY_NUMBER, OF_DEPARTMENT, OF_NUMBER, OF_SYSTEM, OF_ITEM, OF_STANDING, UNCONFIRMED];

/// A foreign case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignRow {
    /// Id.
    pub id: String,
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// Item; nothing where it is on no list.
    pub item: Option<String>,
    /// Its name.
    pub item_name: String,
    /// Department.
    pub department: String,
    /// The day of receipt in Asia/Shanghai.
    pub received_on: String,
    /// [`OPEN`], or the result.
    pub standing: String,
    /// The number of the result's document.
    pub document: Option<String>,
    /// Whether a file of the system has named it.
    pub confirmed: bool,
    /// Who registered it; nothing for an import.
    pub registrar: Option<String>,
}

/// Which part of a list: those of a department, the newest first. An empty text asks for nothing.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Department.
    pub department: &'a str,
    /// Of this system.
    pub system: &'a str,
    /// With this number.
    pub number: &'a str,
    /// About this item.
    pub item: &'a str,
    /// [`OPEN`], or with this result.
    pub standing: &'a str,
    /// Received on this day or later.
    pub from: &'a str,
    /// Behind this day and id.
    pub after: (&'a str, &'a str),
    /// Rows at most.
    pub limit: u32,
}

impl ForeignRow {
    /// The row of a case.
    #[must_use]
    pub fn of(records: &[Recorded<Event>]) -> Option<Self> {
        let case = records.iter().fold(None, |state, record| ForeignCase::apply(state, &record.event))?;
        let registrar = records.first().and_then(|record| record.by.staff());
        Some(Self {
            id: case.id.to_string(),
            system: case.system,
            number: case.number,
            item: case.item.map(|item| item.to_string()),
            item_name: case.item_name,
            department: case.department.to_string(),
            received_on: daowei_calendar::legal_date(case.progress.received).to_string(),
            standing: case.progress.result.map_or(OPEN, ForeignResult::id).to_owned(),
            document: case.progress.document,
            confirmed: case.confirmed,
            registrar: registrar.map(|staff| staff.person.to_string()),
        })
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            system: row.string(1)?,
            number: row.string(2)?,
            item: row.optional_text(3)?.map(str::to_owned),
            item_name: row.string(4)?,
            department: row.string(5)?,
            received_on: row.string(6)?,
            standing: row.string(7)?,
            document: row.optional_text(8)?.map(str::to_owned),
            confirmed: row.bool(9)?,
            registrar: row.optional_text(10)?.map(str::to_owned),
        })
    }
}

/// Writes the row of a case as it has become.
///
/// # Errors
/// What befell the store.
pub fn update(tx: &mut Tx<'_>, row: &ForeignRow) -> Result<()> {
    let ForeignRow { id, received_on, standing, document, confirmed, .. } = row;
    tx.run(&UPDATE, params![received_on, standing, document.as_deref(), *confirmed, id])?;
    Ok(())
}

/// Writes the rows of new cases.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&ForeignRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 11]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.system.as_str().into(),
                row.number.as_str().into(),
                row.item.as_deref().into(),
                row.item_name.as_str().into(),
                row.department.as_str().into(),
                row.received_on.as_str().into(),
                row.standing.as_str().into(),
                row.document.as_deref().into(),
                row.confirmed.into(),
                row.registrar.as_deref().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// The case that bears that number of that system.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, system: &str, number: &str) -> Result<Option<ForeignRow>> {
    tx.one(&BY_NUMBER, params![system, number], ForeignRow::read)
}

/// Cases of a department, the newest first.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<ForeignRow>> {
    let Part { department, system, number, item, standing, from, after: (day, id), limit } = part;
    let (list, first) = match (number, item, system, standing) {
        ("", "", "", "") => (&OF_DEPARTMENT, department),
        ("", "", "", standing) => (&OF_STANDING, standing),
        ("", "", system, _) => (&OF_SYSTEM, system),
        ("", item, _, _) => (&OF_ITEM, item),
        (number, _, _, _) => (&OF_NUMBER, number),
    };
    tx.all(list, params![first, department, from, day, id, system, item, standing, limit], ForeignRow::read)
}

/// Cases of a system, received from one day to another, that no file of it has named, the oldest first.
///
/// # Errors
/// What befell the store.
pub fn unconfirmed(
    tx: &mut Tx<'_>,
    system: &str,
    (from, until): (&str, &str),
    limit: u32,
) -> Result<Vec<ForeignRow>> {
    tx.all(&UNCONFIRMED, params![system, from, until, limit], ForeignRow::read)
}
