//! 证照 as lists show them.

use daowei_domain::license::License;

use super::case::identifier;
use super::order::{BEHIND_IDS, Order};
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "license_row.insert",
    "INSERT INTO license_row (id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until,
     state, number_order) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
const UPDATE: Statement = Statement::new(
    "license_row.update",
    "UPDATE license_row SET state = $1, holder = $2, holder_name = $3 WHERE id = $4",
);

macro_rules! columns {
    ($rest:expr) => {
        concat!(
            "SELECT id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until, state,
             number_order FROM license_row ",
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

/// A department's licenses onward and back by one column. Back, a list without a key begins at its last.
macro_rules! both_ways {
    ($name:literal, $by:literal) => {
        [
            both_ways!(@ $name, $by, ">", "$2", ""),
            both_ways!(@ concat!($name, "_back"), $by, "<",
                concat!("COALESCE($2, (SELECT MAX(", $by, ") FROM license_row WHERE department = $1))"), " DESC"),
        ]
    };
    (@ $name:expr, $by:literal, $side:literal, $key:expr, $way:literal) => {
        Statement::new(
            $name,
            columns!(concat!(
                "WHERE department = $1 AND (", $by, ", id) ", $side, " (", $key, ", $3) ORDER BY ", $by, $way, ", id", $way, " LIMIT $4"
            )),
        )
    };
}

/// One statement for each direction.
type BothWays = [Statement; 2];

const OF_DEPARTMENT: BothWays = both_ways!("license_row.of_department", "valid_from");
const BY_NUMBERS: BothWays = both_ways!("license_row.of_department_by_number", "number_order");
/// Those that end.
const BY_END: BothWays = both_ways!("license_row.of_department_by_end", "valid_until");
/// Those that do not.
const ENDLESS: BothWays = [
    Statement::new(
        "license_row.of_department_endless",
        columns!("WHERE department = $1 AND valid_until IS NULL AND id > $2 ORDER BY id LIMIT $3"),
    ),
    Statement::new(
        "license_row.of_department_endless_back",
        columns!("WHERE department = $1 AND valid_until IS NULL AND id < $2 ORDER BY id DESC LIMIT $3"),
    ),
];

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b] = OF_DEPARTMENT;
    let [c, d] = BY_NUMBERS;
    let [e, f] = BY_END;
    let [g, h] = ENDLESS;
    [INSERT, UPDATE, BY_ID, BY_NUMBER, OF_CASE, a, b, c, d, e, f, g, h]
};

/// By what licenses are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By their first day.
    #[default]
    From,
    /// By their last day, those without one last.
    Until,
    /// By number: organ, year, serial.
    Number,
}

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
    /// The number in the form in which numbers are ordered.
    pub number_order: String,
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
            number_order: format!(
                "{}〔{}〕{:05}",
                license.number.organ(),
                license.number.year(),
                license.number.serial()
            ),
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
            number_order: row.string(11)?,
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&LicenseRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 12]> = rows
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
                row.number_order.as_str().into(),
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

/// Which part of a department's licenses.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Whose.
    pub department: &'a str,
    /// In which order.
    pub order: Order<By>,
    /// Behind this row.
    pub after: Option<&'a LicenseRow>,
    /// Rows at most.
    pub limit: u32,
}

/// A page of a department's licenses.
///
/// # Errors
/// What befell the store.
pub fn of_department(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<LicenseRow>> {
    let (statement, key): (_, fn(&LicenseRow) -> &str) = match part.order.by {
        By::From => (&OF_DEPARTMENT, |row| &row.valid_from),
        By::Number => (&BY_NUMBERS, |row| &row.number_order),
        By::Until => return by_end(tx, part),
    };
    let [key, id] = part.order.place(part.after.map(|row| (key(row), row.id.as_str())));
    let asked = [part.department.into(), key, id, part.limit.into()];
    tx.all(part.order.either(statement), &asked, LicenseRow::read)
}

/// Those that end by their last day, then those that do not; the other way round where the list runs back.
fn by_end(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<LicenseRow>> {
    let order = part.order;
    let mut rows = Vec::new();
    for ending in [!order.back, order.back] {
        let left = part.limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let after = part.after.filter(|row| row.valid_until.is_some() == ending);
        // A place among the second is behind all of the first.
        if left == 0 || after.is_none() && part.after.is_some() && ending != order.back {
            continue;
        }
        rows.extend(if ending {
            let place = after.and_then(|row| Some((row.valid_until.as_deref()?, row.id.as_str())));
            let [day, id] = order.place(place);
            let asked = [part.department.into(), day, id, left.into()];
            tx.all(order.either(&BY_END), &asked, LicenseRow::read)?
        } else {
            let beginning = if order.back { BEHIND_IDS } else { "" };
            let id = after.map_or(beginning, |row| row.id.as_str());
            tx.all(order.either(&ENDLESS), params![part.department, id, left], LicenseRow::read)?
        });
    }
    Ok(rows)
}
