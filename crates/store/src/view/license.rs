//! 证照 as lists show them.

use daowei_domain::license::License;

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "license_row.insert",
    "INSERT INTO license_row (id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until,
     state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const UPDATE: Statement = Statement::new(
    "license_row.update",
    "UPDATE license_row SET state = $1, holder = $2, holder_name = $3 WHERE id = $4",
);

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until, state
             FROM license_row ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("license_row.by_id", columns!("WHERE id = $1"));
const BY_NUMBER: Statement = Statement::new("license_row.by_number", columns!("WHERE number = $1"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("license_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const OF_CASE: Statement = Statement::new("license_row.of_case", columns!("WHERE case_id = $1 ORDER BY id"));
const OF_DEPARTMENT: Statement = Statement::new(
    "license_row.of_department",
    columns!("WHERE department = $1 AND (valid_from, id) > ($2, $3) ORDER BY valid_from, id LIMIT $4"),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, UPDATE, BY_ID, BY_NUMBER, OF_CASE, OF_DEPARTMENT];

/// A license as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Case.
    pub case: String,
    /// Item.
    pub item: Option<String>,
    /// Department.
    pub department: String,
    /// The holder's record in the vault.
    pub holder: String,
    /// The holder's name, where it is public.
    pub holder_name: Option<String>,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_until: Option<String>,
    /// State.
    pub state: String,
}

impl LicenseRow {
    /// The row of a license.
    #[must_use]
    pub fn of(license: &License) -> Self {
        Self {
            id: license.id.to_string(),
            number: license.number.to_string(),
            name: license.name.clone(),
            case: license.case.to_string(),
            item: license.item.map(|item| item.to_string()),
            department: license.department.to_string(),
            holder: license.holder.record.id.to_string(),
            holder_name: license.holder.public_name.clone(),
            valid_from: license.valid_from.to_string(),
            valid_until: license.valid_until.map(|day| day.to_string()),
            state: identifier(&license.state),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            number: row.string(1)?,
            name: row.string(2)?,
            case: row.string(3)?,
            item: row.optional_text(4)?.map(str::to_owned),
            department: row.string(5)?,
            holder: row.string(6)?,
            holder_name: row.optional_text(7)?.map(str::to_owned),
            valid_from: row.string(8)?,
            valid_until: row.optional_text(9)?.map(str::to_owned),
            state: row.string(10)?,
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&LicenseRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 11]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.number.as_str().into(),
                row.name.as_str().into(),
                row.case.as_str().into(),
                row.item.as_deref().into(),
                row.department.as_str().into(),
                row.holder.as_str().into(),
                row.holder_name.as_deref().into(),
                row.valid_from.as_str().into(),
                row.valid_until.as_deref().into(),
                row.state.as_str().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Writes the row of a license: a new one, or its state and holder over the old ones.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, row: &LicenseRow, new: bool) -> Result<()> {
    if new {
        insert(tx, &[row])?;
    } else {
        tx.run(&UPDATE, params![&row.state, &row.holder, row.holder_name.as_deref(), &row.id])?;
    }
    Ok(())
}

/// One license.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<LicenseRow>> {
    tx.one(&BY_ID, params![id], LicenseRow::read)
}

/// One license by its number.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<LicenseRow>> {
    tx.one(&BY_NUMBER, params![number], LicenseRow::read)
}

/// Licenses of a case.
///
/// # Errors
/// What befell the store.
pub fn of_case(tx: &mut Tx<'_>, case: &str) -> Result<Vec<LicenseRow>> {
    tx.all(&OF_CASE, params![case], LicenseRow::read)
}

/// Licenses of a department, by their first day, behind that day and id.
///
/// # Errors
/// What befell the store.
pub fn of_department(
    tx: &mut Tx<'_>,
    department: &str,
    after: (&str, &str),
    limit: u32,
) -> Result<Vec<LicenseRow>> {
    let (day, id) = after;
    tx.all(&OF_DEPARTMENT, params![department, day, id, limit], LicenseRow::read)
}
