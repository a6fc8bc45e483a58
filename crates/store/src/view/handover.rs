//! 交接班 as lists show them.

use daowei_domain::handover::Handover;

use super::case::identifier;
use super::order::Way;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "handover_row.insert",
    "INSERT INTO handover_row (id, department, giver, taker, proposed_on, cases, standing)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const UPDATE: Statement =
    Statement::new("handover_row.update", "UPDATE handover_row SET standing = $1 WHERE id = $2");

macro_rules! columns {
    ($($rest:tt)+) => {
        concat!("SELECT id, department, giver, taker, proposed_on, cases, standing FROM handover_row ", $($rest)+)
    };
}

/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("handover_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
macro_rules! of_department {
    ($name:literal, $end:literal, $side:literal, $way:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE department = $1 AND proposed_on ",
                $end,
                " $2 AND (proposed_on, id) ",
                $side,
                " ($3, $4) ORDER BY proposed_on",
                $way,
                ", id",
                $way,
                " LIMIT $5"
            ),
        )
    };
}
const OF_DEPARTMENT: [Statement; 2] = [
    of_department!("handover_row.of_department", "<=", ">", ""),
    of_department!("handover_row.of_department_back", ">=", "<", " DESC"),
];
const OPEN_OF_GIVER: Statement = Statement::new(
    "handover_row.of_giver",
    columns!("WHERE giver = $1 AND standing = 'proposed' ORDER BY id LIMIT $2"),
);
const OPEN_OF_TAKER: Statement = Statement::new(
    "handover_row.of_taker",
    columns!("WHERE taker = $1 AND standing = 'proposed' ORDER BY id LIMIT $2"),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b] = OF_DEPARTMENT;
    [INSERT, UPDATE, a, b, OPEN_OF_GIVER, OPEN_OF_TAKER]
};

/// A hand-over as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverRow {
    /// Id.
    pub id: String,
    /// Department.
    pub department: String,
    /// Who hands over.
    pub giver: String,
    /// Who takes over.
    pub taker: String,
    /// The day of proposing.
    pub proposed_on: String,
    /// How many cases.
    pub cases: i64,
    /// How it stands.
    pub standing: String,
}

impl HandoverRow {
    /// The row of a hand-over.
    #[must_use]
    pub fn of(handover: &Handover) -> Self {
        Self {
            id: handover.id.to_string(),
            department: handover.department.to_string(),
            giver: handover.giver.person.to_string(),
            taker: handover.taker.to_string(),
            proposed_on: handover.on.to_string(),
            cases: i64::try_from(handover.cases.len()).unwrap_or(i64::MAX),
            standing: identifier(&handover.standing),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            department: row.string(1)?,
            giver: row.string(2)?,
            taker: row.string(3)?,
            proposed_on: row.string(4)?,
            cases: row.int(5)?,
            standing: row.string(6)?,
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&HandoverRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 7]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.department.as_str().into(),
                row.giver.as_str().into(),
                row.taker.as_str().into(),
                row.proposed_on.as_str().into(),
                row.cases.into(),
                row.standing.as_str().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Writes how it stands over how it stood.
///
/// # Errors
/// What befell the store.
pub fn update(tx: &mut Tx<'_>, row: &HandoverRow) -> Result<()> {
    tx.run(&UPDATE, params![&row.standing, &row.id])?;
    Ok(())
}

/// Hand-overs of a department by day, behind that day and id.
///
/// # Errors
/// What befell the store.
pub fn of_department(
    tx: &mut Tx<'_>,
    department: &str,
    way: Way<'_>,
    (day, id): (&str, &str),
    limit: u32,
) -> Result<Vec<HandoverRow>> {
    let asked = params![department, way.bound, day, id, limit];
    tx.all(way.either(&OF_DEPARTMENT), asked, HandoverRow::read)
}

/// Those that wait for somebody's confirmation, or that somebody has proposed and that wait.
///
/// # Errors
/// What befell the store.
pub fn open_of(tx: &mut Tx<'_>, person: &str, limit: u32) -> Result<Vec<HandoverRow>> {
    let mut rows = tx.all(&OPEN_OF_TAKER, params![person, limit], HandoverRow::read)?;
    rows.extend(tx.all(&OPEN_OF_GIVER, params![person, limit], HandoverRow::read)?);
    Ok(rows)
}
