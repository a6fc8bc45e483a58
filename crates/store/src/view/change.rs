//! 清单调整 as lists show them, and the items that each concerns.

use daowei_domain::change::{ListChange, Stage};
use daowei_ident::ItemId;

use super::case::identifier;
use super::order::Way;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "change_row.insert",
    "INSERT INTO change_row (id, department, division, kind, title, stage, proposed_on, due, effective, document)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
const DELETE: Statement = Statement::new("change_row.delete", "DELETE FROM change_row WHERE id = $1");
const ADD_ITEM: Statement =
    Statement::new("change_item.add", "INSERT INTO change_item (item, change, open) VALUES ($1, $2, $3)");
const FORGET_ITEMS: Statement =
    Statement::new("change_item.forget", "DELETE FROM change_item WHERE change = $1");
const FORGET: Statement =
    Statement::new("rebuild.forget_changes", "DELETE FROM change_row WHERE id > $1 AND id <= $2");
const FORGET_ITEMS_BETWEEN: Statement = Statement::new(
    "rebuild.forget_change_items",
    "DELETE FROM change_item WHERE change > $1 AND change <= $2",
);
const OPEN_OF: Statement = Statement::new(
    "change_item.open",
    "SELECT change FROM change_item WHERE item = $1 AND open ORDER BY change",
);

macro_rules! columns {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, department, division, kind, title, stage, proposed_on, due, effective, document FROM change_row AS r ",
            $($rest)+
        )
    };
}

const OF_ITEM: Statement = Statement::new(
    "change_row.of_item",
    columns!(
        "WHERE id IN (SELECT change FROM change_item WHERE item = $1) ORDER BY proposed_on DESC, id DESC LIMIT $2"
    ),
);
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("change_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
/// The items of changes from one id to another.
pub(super) const ITEMS_BETWEEN: Statement = Statement::new(
    "change_item.between",
    "SELECT change, item, open FROM change_item WHERE change > $1 AND change <= $2 ORDER BY change, item",
);

/// A list onward and back: whose it is, at which stage where that is asked for, behind which day and id.
macro_rules! both_ways {
    ($name:literal, $whose:literal) => {
        [
            both_ways!(@ $name, $whose, "", "$2", "$3", "$4", "$5", "<=", ">", ""),
            both_ways!(@ concat!($name, "_back"), $whose, "", "$2", "$3", "$4", "$5", ">=", "<", " DESC"),
        ]
    };
    ($name:literal, $whose:literal, staged) => {
        [
            both_ways!(@ $name, $whose, "AND stage = $2 ", "$3", "$4", "$5", "$6", "<=", ">", ""),
            both_ways!(@ concat!($name, "_back"), $whose, "AND stage = $2 ", "$3", "$4", "$5", "$6", ">=", "<", " DESC"),
        ]
    };
    (@ $name:expr, $whose:literal, $stage:literal, $bound:literal, $day:literal, $id:literal, $limit:literal, $end:literal,
     $side:literal, $way:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE ", $whose, " = $1 ", $stage, "AND proposed_on ", $end, " ", $bound, " AND (proposed_on, id) ", $side, " (",
                $day, ", ", $id, ") ORDER BY proposed_on", $way, ", id", $way, " LIMIT ", $limit
            ),
        )
    };
}

const OF_DEPARTMENT: [Statement; 2] = both_ways!("change_row.of_department", "department");
const OF_DEPARTMENT_AT: [Statement; 2] = both_ways!("change_row.of_department_at", "department", staged);
const OF_DIVISION: [Statement; 2] = both_ways!("change_row.of_division", "division");
const OF_DIVISION_AT: [Statement; 2] = both_ways!("change_row.of_division_at", "division", staged);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b] = OF_DEPARTMENT;
    let [c, d] = OF_DEPARTMENT_AT;
    let [e, f] = OF_DIVISION;
    let [g, h] = OF_DIVISION_AT;
    let lists = [a, b, c, d, e, f, g, h];
    let [a, b, c, d, e, f, g, h] = lists;
    [
        INSERT,
        DELETE,
        ADD_ITEM,
        FORGET_ITEMS,
        FORGET,
        FORGET_ITEMS_BETWEEN,
        OPEN_OF,
        OF_ITEM,
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
    ]
};

/// A change as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Id.
    pub id: String,
    /// The department that proposed it.
    pub department: String,
    /// The division whose lists it alters.
    pub division: String,
    /// Its kind.
    pub kind: String,
    /// What it is about: the names of the entries, as they are to be, or as they were.
    pub title: String,
    /// In whose hand it is.
    pub stage: String,
    /// The day of proposing.
    pub proposed_on: String,
    /// Until when that hand has time.
    pub due: Option<String>,
    /// The day from which it holds.
    pub effective: Option<String>,
    /// 批准文号
    pub document: Option<String>,
    /// The items that it concerns, in the order of their ids; those that lists do not show, either.
    pub items: Vec<String>,
}

impl ChangeRow {
    /// The row of a change.
    #[must_use]
    pub fn of(change: &ListChange) -> Self {
        let plan = &change.proposal.plan;
        let mut items: Vec<String> = plan.bases().iter().map(|base| base.item.to_string()).collect();
        items.extend(change.outcomes.iter().map(|outcome| outcome.item.to_string()));
        items.sort();
        items.dedup();
        Self {
            id: change.id.to_string(),
            department: change.department.to_string(),
            division: change.division.to_string(),
            kind: identifier(&plan.kind()),
            title: change.proposal.title.clone(),
            stage: identifier(&change.stage),
            proposed_on: change.on.to_string(),
            due: change.hand.map(|hand| hand.due.to_string()),
            effective: change.effective.map(|day| day.to_string()),
            document: change.document.clone(),
            items,
        }
    }

    /// Whether somebody still has to do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.due.is_some()
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            department: row.string(1)?,
            division: row.string(2)?,
            kind: row.string(3)?,
            title: row.string(4)?,
            stage: row.string(5)?,
            proposed_on: row.string(6)?,
            due: row.optional_text(7)?.map(str::to_owned),
            effective: row.optional_text(8)?.map(str::to_owned),
            document: row.optional_text(9)?.map(str::to_owned),
            items: Vec::new(),
        })
    }
}

/// Which change, which item, and whether it is open.
pub(super) fn of_item(row: &Row<'_>) -> Result<(String, String, bool)> {
    Ok((row.string(0)?, row.string(1)?, row.bool(2)?))
}

/// Writes the rows of a change anew.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, row: &ChangeRow) -> Result<()> {
    tx.run(&DELETE, params![&row.id])?;
    tx.run(&FORGET_ITEMS, params![&row.id])?;
    insert(tx, row)
}

pub(super) fn insert(tx: &mut Tx<'_>, row: &ChangeRow) -> Result<()> {
    tx.run(
        &INSERT,
        params![
            &row.id,
            &row.department,
            &row.division,
            &row.kind,
            &row.title,
            &row.stage,
            &row.proposed_on,
            row.due.as_deref(),
            row.effective.as_deref(),
            row.document.as_deref()
        ],
    )?;
    let items: Vec<[Param<'_>; 3]> = row
        .items
        .iter()
        .map(|item| [item.as_str().into(), row.id.as_str().into(), row.is_open().into()])
        .collect();
    tx.run_many(&ADD_ITEM, &items)?;
    Ok(())
}

/// Takes the rows of changes away, from one id to another.
pub(super) fn forget(tx: &mut Tx<'_>, between: &[Param<'_>]) -> Result<()> {
    tx.run(&FORGET, between)?;
    tx.run(&FORGET_ITEMS_BETWEEN, between)?;
    Ok(())
}

/// The open changes of these items.
///
/// # Errors
/// What befell the store.
pub fn open_of(tx: &mut Tx<'_>, items: &[ItemId]) -> Result<Vec<String>> {
    let ids: Vec<String> = items.iter().map(ToString::to_string).collect();
    let groups: Vec<[Param<'_>; 1]> = ids.iter().map(|id| [id.as_str().into()]).collect();
    tx.all_many(&OPEN_OF, &groups, |row| row.string(0))
}

/// The changes of an item, the newest first.
///
/// # Errors
/// What befell the store.
pub fn of(tx: &mut Tx<'_>, item: &str, limit: u32) -> Result<Vec<ChangeRow>> {
    tx.all(&OF_ITEM, params![item, limit], ChangeRow::read)
}

/// Whose changes.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Those that a department proposed.
    Department(&'a str),
    /// Those of a division's lists.
    Division(&'a str),
}

/// Changes by the day of proposing, behind that day and id, at that stage where one is asked for.
///
/// # Errors
/// What befell the store.
pub fn list(
    tx: &mut Tx<'_>,
    whose: Whose<'_>,
    stage: Option<Stage>,
    way: Way<'_>,
    (day, id): (&str, &str),
    limit: u32,
) -> Result<Vec<ChangeRow>> {
    let (all, at, key) = match whose {
        Whose::Department(id) => (&OF_DEPARTMENT, &OF_DEPARTMENT_AT, id),
        Whose::Division(code) => (&OF_DIVISION, &OF_DIVISION_AT, code),
    };
    match stage.map(|stage| identifier(&stage)) {
        None => tx.all(way.either(all), params![key, way.bound, day, id, limit], ChangeRow::read),
        Some(stage) => {
            tx.all(way.either(at), params![key, &stage, way.bound, day, id, limit], ChangeRow::read)
        }
    }
}
