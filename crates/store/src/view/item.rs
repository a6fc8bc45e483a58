//! 事项 as lists show them: the newest version of each.

use daowei_domain::catalog::{Content, DepartmentOf, Item};

use crate::{Param, Result, Row, Statement, Tx, params, search};

const INSERT: Statement = Statement::new(
    "item_row.insert",
    "INSERT INTO item_row (id, name, power, department, department_name, division, code, version, valid_from, valid_to,
     acceptable) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const DELETE: Statement = Statement::new("item_row.delete", "DELETE FROM item_row WHERE id = $1");

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, power, department, department_name, division, code, version, valid_from, valid_to, acceptable
             FROM item_row ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("item_row.by_id", columns!("WHERE id = $1"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("item_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const ALL: Statement = Statement::new(
    "item_row.all",
    columns!(
        "WHERE (name, id) > ($1, $2) AND ($3 = '' OR valid_from <= $3 AND COALESCE(valid_to, '9999-12-31') > $3)
         ORDER BY name, id LIMIT $4"
    ),
);
const OF_DEPARTMENT: Statement = Statement::new(
    "item_row.of_department",
    columns!(
        "WHERE department = $1 AND (name, id) > ($2, $3)
         AND ($4 = '' OR valid_from <= $4 AND COALESCE(valid_to, '9999-12-31') > $4) ORDER BY name, id LIMIT $5"
    ),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, DELETE, BY_ID, ALL, OF_DEPARTMENT];

/// The kind under which items are found.
const SEARCH: &str = "item";

/// An item as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Two-digit type (GB/T 39046 A.1).
    pub power: String,
    /// Department, where it is one of ours.
    pub department: Option<String>,
    /// Department as the source writes it, where it is none of ours.
    pub department_name: String,
    /// Division.
    pub division: String,
    /// Implementation code, else the first local code.
    pub code: String,
    /// Ordinal of the newest version.
    pub version: i64,
    /// Its first day.
    pub valid_from: String,
    /// The first day without it.
    pub valid_to: Option<String>,
    /// Whether it is founded and has a limit that can run.
    pub acceptable: bool,
}

impl ItemRow {
    /// The row of an item; nothing for one without a version.
    #[must_use]
    pub fn of(item: &Item) -> Option<Self> {
        let version = item.newest()?;
        let content = &version.content;
        let mut limits = content.statutory_limit.iter().chain(&content.promised_limit).peekable();
        let runs = limits.peek().is_some() && limits.all(daowei_domain::limits::Limit::is_readable);
        let (department, department_name) = match &content.department {
            DepartmentOf::Known(id) => (Some(id.to_string()), String::new()),
            DepartmentOf::AsWritten(name) => (None, name.clone()),
        };
        Some(Self {
            id: item.id.to_string(),
            name: content.name.clone(),
            power: content.power.code().to_owned(),
            acceptable: department.is_some() && runs && version.origin.document().is_some(),
            department,
            department_name,
            division: content.division.to_string(),
            code: code(content),
            version: i64::from(version.number),
            valid_from: version.validity.from.to_string(),
            valid_to: item
                .stopped
                .as_ref()
                .map(|stop| stop.on)
                .into_iter()
                .chain(version.validity.to)
                .min()
                .map(|day| day.to_string()),
        })
    }

    /// Whether its newest version holds on that day.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        // Days in this form compare as they stand.
        self.valid_from.as_str() <= day && self.valid_to.as_ref().is_none_or(|end| end.as_str() > day)
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            name: row.string(1)?,
            power: row.string(2)?,
            department: row.optional_text(3)?.map(str::to_owned),
            department_name: row.string(4)?,
            division: row.string(5)?,
            code: row.string(6)?,
            version: row.int(7)?,
            valid_from: row.string(8)?,
            valid_to: row.optional_text(9)?.map(str::to_owned),
            acceptable: row.bool(10)?,
        })
    }
}

/// The code that lists show.
pub(super) fn code(content: &Content) -> String {
    if content.implementation_code.is_empty() {
        content.local_codes.first().cloned().unwrap_or_default()
    } else {
        content.implementation_code.clone()
    }
}

/// Writes the row of an item and what it is found by.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, row: &ItemRow) -> Result<()> {
    tx.run(&DELETE, params![&row.id])?;
    tx.run(
        &INSERT,
        params![
            &row.id,
            &row.name,
            &row.power,
            row.department.as_deref(),
            &row.department_name,
            &row.division,
            &row.code,
            row.version,
            &row.valid_from,
            row.valid_to.as_deref(),
            row.acceptable
        ],
    )?;
    search::index(tx, SEARCH, &row.id, &found_by(&row.name, &row.code))
}

/// Takes a row away with what it is found by.
pub(super) fn remove(tx: &mut Tx<'_>, id: &str) -> Result<()> {
    tx.run(&DELETE, params![id])?;
    search::remove(tx, SEARCH, id)
}

/// One item.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<ItemRow>> {
    tx.one(&BY_ID, params![id], ItemRow::read)
}

/// Those of these items that are there, in no order.
///
/// # Errors
/// What befell the store.
pub fn by_ids<'a>(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = &'a str>) -> Result<Vec<ItemRow>> {
    let groups: Vec<[Param<'_>; 1]> = ids.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&BY_ID, &groups, ItemRow::read)
}

/// Items by name, behind that name and id; of one department, or of all; whose newest version holds on that day, or any.
///
/// # Errors
/// What befell the store.
pub fn list(
    tx: &mut Tx<'_>,
    department: Option<&str>,
    holding: Option<&str>,
    after: (&str, &str),
    limit: u32,
) -> Result<Vec<ItemRow>> {
    let ((name, id), day) = (after, holding.unwrap_or(""));
    match department {
        Some(department) => tx.all(&OF_DEPARTMENT, params![department, name, id, day, limit], ItemRow::read),
        None => tx.all(&ALL, params![name, id, day, limit], ItemRow::read),
    }
}

/// What an item is found by.
fn found_by(name: &str, code: &str) -> String {
    format!("{name} {code}")
}

/// Ids of items that hold a query, among the first `limit` that hold its tokens; and whether there were so many.
///
/// # Errors
/// What befell the store.
pub fn ids(tx: &mut Tx<'_>, query: &str, limit: u32) -> Result<(Vec<String>, bool)> {
    let ids = search::matches(tx, SEARCH, query, limit)?;
    let more = ids.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    if search::is_exact(query) || ids.is_empty() {
        return Ok((ids, more));
    }
    let rows = holding(tx, &ids, query)?;
    Ok((rows.into_iter().map(|row| row.id).collect(), more))
}

/// [`ids`], with their rows, by id.
///
/// # Errors
/// What befell the store.
pub fn find(tx: &mut Tx<'_>, query: &str, limit: u32) -> Result<(Vec<ItemRow>, bool)> {
    let ids = search::matches(tx, SEARCH, query, limit)?;
    let more = ids.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let mut rows = holding(tx, &ids, query)?;
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((rows, more))
}

fn holding(tx: &mut Tx<'_>, ids: &[String], query: &str) -> Result<Vec<ItemRow>> {
    let mut rows = by_ids(tx, ids.iter().map(String::as_str))?;
    rows.retain(|row| search::holds(&found_by(&row.name, &row.code), query));
    Ok(rows)
}
