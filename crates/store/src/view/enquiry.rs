//! 咨询 as lists show them.

use daowei_domain::Recorded;
use daowei_domain::enquiry::{Enquiry, Event};

use super::order::Way;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "enquiry_row.insert",
    "INSERT INTO enquiry_row (id, number, item, item_name, department, told_on, teller)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

macro_rules! columns {
    ($($rest:tt)+) => {
        concat!("SELECT id, number, item, item_name, department, told_on, teller FROM enquiry_row ", $($rest)+)
    };
}

const BY_NUMBER: Statement = Statement::new("enquiry_row.by_number", columns!("WHERE number = $1"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("enquiry_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
/// Onward from a day, or back from one: up to the other end of the days that are asked for.
macro_rules! both_ways {
    ($name:literal, $narrow:literal, $bound:literal, $day:literal, $id:literal, $limit:literal) => {
        [
            both_ways!(@ $name, $narrow, "<=", $bound, ">", $day, $id, "", $limit),
            both_ways!(@ concat!($name, "_back"), $narrow, ">=", $bound, "<", $day, $id, " DESC", $limit),
        ]
    };
    (@ $name:expr, $narrow:literal, $end:literal, $bound:literal, $side:literal, $day:literal, $id:literal, $way:literal,
     $limit:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE ", $narrow, " AND told_on ", $end, " ", $bound, " AND (told_on, id) ", $side, " (", $day, ", ", $id,
                ") ORDER BY told_on", $way, ", id", $way, " LIMIT ", $limit
            ),
        )
    };
}
const OF_DEPARTMENT: [Statement; 2] =
    both_ways!("enquiry_row.of_department", "department = $1", "$2", "$3", "$4", "$5");
const OF_ITEM: [Statement; 2] =
    both_ways!("enquiry_row.of_item", "item = $1 AND department = $2", "$3", "$4", "$5", "$6");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b] = OF_DEPARTMENT;
    let [c, d] = OF_ITEM;
    [INSERT, BY_NUMBER, a, b, c, d]
};

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

/// Which part of a list: those of a department, by the day of telling.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Department.
    pub department: &'a str,
    /// About this item only.
    pub item: Option<&'a str>,
    /// Which way, and up to which day.
    pub way: Way<'a>,
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

/// Enquiries of a department.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<EnquiryRow>> {
    let Part { department, item, way, after: (day, id), limit } = part;
    match item {
        None => {
            let asked = params![department, way.bound, day, id, limit];
            tx.all(way.either(&OF_DEPARTMENT), asked, EnquiryRow::read)
        }
        Some(item) => {
            let asked = params![item, department, way.bound, day, id, limit];
            tx.all(way.either(&OF_ITEM), asked, EnquiryRow::read)
        }
    }
}
