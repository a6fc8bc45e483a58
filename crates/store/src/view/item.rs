//! 事项 as lists show them: a row for each version, so that what is published for a later day leaves the one in force today in
//! its place; and the papers that items ask for.

use std::collections::BTreeSet;

use daowei_domain::catalog::{Content, DepartmentOf, Item, Version};

use super::order::{BEHIND_IDS, Order};
use crate::{Param, Result, Row, Statement, Tx, params, search};

const INSERT: Statement = Statement::new(
    "item_row.insert",
    "INSERT INTO item_row (id, name, power, department, department_name, division, code, version, valid_from, valid_to,
     acceptable, name_order, newest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
);
const DELETE: Statement = Statement::new("item_row.delete", "DELETE FROM item_row WHERE id = $1");

macro_rules! columns {
    ($rest:expr) => {
        concat!(
            "SELECT id, name, power, department, department_name, division, code, version, valid_from, valid_to, acceptable,
             name_order, newest FROM item_row ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("item_row.by_id", columns!("WHERE id = $1 AND newest"));
const OF_ITEM: Statement = Statement::new("item_row.of_item", columns!("WHERE id = $1"));
const FORGET_PAPERS: Statement =
    Statement::new("item_paper.forget", "DELETE FROM item_paper WHERE item = $1");
const ADD_PAPER: Statement =
    Statement::new("item_paper.add", "INSERT INTO item_paper (name, item) VALUES ($1, $2)");
/// Items that ask for a paper of that name.
const ASKING: Statement = Statement::new(
    "item_paper.asking",
    "SELECT p.name, r.name FROM item_paper AS p, item_row AS r WHERE p.name = $1 AND r.id = p.item AND r.newest ORDER BY r.id LIMIT $2",
);
/// Papers of items from one id to another, for the rebuilding.
pub(super) const PAPERS_BETWEEN: Statement = Statement::new(
    "item_paper.between",
    "SELECT item, name FROM item_paper WHERE item > $1 AND item <= $2 ORDER BY item, name",
);
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("item_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id, version"));

/// Of each item the version that holds on a day; where `all` is not empty, the newest of those of which none does, too.
macro_rules! shown {
    ($day:literal, $all:literal) => {
        concat!(
            "(valid_from <= ",
            $day,
            " AND COALESCE(valid_to, '9999-12-31') > ",
            $day,
            " OR ",
            $all,
            " <> '' AND newest
             AND NOT EXISTS (SELECT 1 FROM item_row AS t WHERE t.id = item_row.id AND t.valid_from <= ",
            $day,
            "
             AND COALESCE(t.valid_to, '9999-12-31') > ",
            $day,
            "))"
        )
    };
}

/// A list onward and back: its condition, what it is ordered by, the placeholders of the key and the id behind which it begins, of
/// the day and of whether all are meant, of the number of rows. Back, a list without a key begins at its last.
macro_rules! both_ways {
    ($name:literal, $condition:literal, $by:literal, $key:literal, $id:literal, $day:literal, $all:literal, $limit:literal) => {
        [
            both_ways!(@ $name, $condition, $by, ">", $key, "", $id, $day, $all, $limit),
            both_ways!(@ concat!($name, "_back"), $condition, $by, "<",
                concat!("COALESCE(", $key, ", (SELECT MAX(", $by, ") FROM item_row))"), " DESC", $id, $day, $all, $limit),
        ]
    };
    (@ $name:expr, $condition:literal, $by:literal, $side:literal, $key:expr, $way:literal, $id:literal, $day:literal,
     $all:literal, $limit:literal) => {
        Statement::new(
            $name,
            columns!(concat!(
                "WHERE ", $condition, "(", $by, ", id) ", $side, " (", $key, ", ", $id, ") AND ", shown!($day, $all),
                " ORDER BY ", $by, $way, ", id", $way, " LIMIT ", $limit
            )),
        )
    };
}

/// One statement for each direction.
type BothWays = [Statement; 2];

const ALL: BothWays = both_ways!("item_row.all", "", "name_order", "$1", "$2", "$3", "$4", "$5");
const ALL_BY_CODE: BothWays = both_ways!("item_row.all_by_code", "", "code", "$1", "$2", "$3", "$4", "$5");
const OF_DEPARTMENT: BothWays =
    both_ways!("item_row.of_department", "department = $1 AND ", "name_order", "$2", "$3", "$4", "$5", "$6");
const OF_DEPARTMENT_BY_CODE: BothWays = both_ways!(
    "item_row.of_department_by_code",
    "department = $1 AND ",
    "code",
    "$2",
    "$3",
    "$4",
    "$5",
    "$6"
);
/// Those whose department is none of ours.
const OF_OTHERS: BothWays =
    both_ways!("item_row.of_others", "department IS NULL AND ", "name_order", "$1", "$2", "$3", "$4", "$5");

macro_rules! by_department {
    ($name:literal, $side:literal, $way:literal) => {
        Statement::new(
            $name,
            columns!(concat!(
                "WHERE (department, name_order, id) ",
                $side,
                " ($1, $2, $3) AND ",
                shown!("$4", "$5"),
                " ORDER BY department",
                $way,
                ", name_order",
                $way,
                ", id",
                $way,
                " LIMIT $6"
            )),
        )
    };
}

/// Those of our departments, department by department.
const BY_DEPARTMENT: BothWays = [
    by_department!("item_row.by_department", ">", ""),
    by_department!("item_row.by_department_back", "<", " DESC"),
];

/// Names without their order: what a migration finds.
const UNSPELLED: Statement =
    Statement::new("migration.item_names", "SELECT id, name FROM item_row WHERE name_order = '' ORDER BY id");
const SPELL: Statement =
    Statement::new("migration.item_spell", "UPDATE item_row SET name_order = $1 WHERE id = $2");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b] = ALL;
    let [c, d] = ALL_BY_CODE;
    let [e, f] = OF_DEPARTMENT;
    let [g, h] = OF_DEPARTMENT_BY_CODE;
    let [i, j] = OF_OTHERS;
    let [k, l] = BY_DEPARTMENT;
    [
        INSERT,
        DELETE,
        BY_ID,
        OF_ITEM,
        FORGET_PAPERS,
        ADD_PAPER,
        ASKING,
        UNSPELLED,
        SPELL,
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
    ]
};

/// By what items are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By name, as it is spelled in pinyin.
    #[default]
    Name,
    /// By code.
    Code,
    /// By department, in the order in which they were established, those that are none of ours last; then by name.
    Department,
}

/// The kind under which items are found.
pub(super) const SEARCH: &str = "item";

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
    /// Ordinal of the version.
    pub version: i64,
    /// Whether it is the newest.
    pub newest: bool,
    /// Its first day.
    pub valid_from: String,
    /// The first day without it.
    pub valid_to: Option<String>,
    /// Whether it is founded and has a limit that can run.
    pub acceptable: bool,
    /// The name in the form in which names are ordered.
    pub name_order: String,
}

/// Characters of a name that are spelled: no index of a server holds more than some 2,700 bytes of a row.
const SPELLED: usize = 100;

/// A name in the form in which items are ordered by it: alike beyond its first hundred characters.
#[must_use]
pub fn name_order(name: &str) -> String {
    search::spelled(&name.chars().take(SPELLED).collect::<String>())
}

/// Writes the order of the names that are there without one.
pub(crate) fn spell(tx: &mut Tx<'_>) -> Result<()> {
    let names = tx.all(&UNSPELLED, &[], |row| Ok((row.string(0)?, name_order(row.text(1)?))))?;
    names.iter().try_for_each(|(id, order)| tx.run(&SPELL, params![order, id]).map(|_| ()))
}

impl ItemRow {
    /// The rows of an item, oldest version first.
    #[must_use]
    pub fn of(item: &Item) -> Vec<Self> {
        let newest = item.newest().map(|version| version.number);
        item.versions.iter().map(|version| Self::version(item, version, newest)).collect()
    }

    fn version(item: &Item, version: &Version, newest: Option<u32>) -> Self {
        let content = &version.content;
        let mut limits = content.statutory_limit.iter().chain(&content.promised_limit).peekable();
        let runs = limits.peek().is_some() && limits.all(daowei_domain::limits::Limit::is_readable);
        let (department, department_name) = match &content.department {
            DepartmentOf::Known(id) => (Some(id.to_string()), String::new()),
            DepartmentOf::AsWritten(name) => (None, name.clone()),
        };
        Self {
            id: item.id.to_string(),
            name_order: name_order(&content.name),
            name: content.name.clone(),
            power: content.power.code().to_owned(),
            acceptable: department.is_some() && runs && version.origin.document().is_some(),
            department,
            department_name,
            division: content.division.to_string(),
            code: code(content),
            version: i64::from(version.number),
            newest: newest == Some(version.number),
            valid_from: version.validity.from.to_string(),
            valid_to: item
                .stopped
                .as_ref()
                .map(|stop| stop.on)
                .into_iter()
                .chain(version.validity.to)
                .min()
                .map(|day| day.to_string()),
        }
    }

    /// Whether that version holds on that day.
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
            name_order: row.string(11)?,
            newest: row.bool(12)?,
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

/// Writes the rows of an item anew, and what they are found by.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, id: &str, rows: &[ItemRow]) -> Result<()> {
    tx.run(&DELETE, params![id])?;
    let written: Vec<[Param<'_>; 13]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.name.as_str().into(),
                row.power.as_str().into(),
                row.department.as_deref().into(),
                row.department_name.as_str().into(),
                row.division.as_str().into(),
                row.code.as_str().into(),
                row.version.into(),
                row.valid_from.as_str().into(),
                row.valid_to.as_deref().into(),
                row.acceptable.into(),
                row.name_order.as_str().into(),
                row.newest.into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &written)?;
    search::index(tx, SEARCH, id, &found_by_all(rows))
}

/// What an item is found by.
pub(super) fn tokens(rows: &[ItemRow]) -> BTreeSet<String> {
    search::tokens(&found_by_all(rows))
}

/// The names of the papers that an item asks for, of its newest version; none where no document founds it.
#[must_use]
pub fn papers(item: &Item) -> BTreeSet<String> {
    let founded = item.newest().filter(|version| version.origin.document().is_some());
    let papers = founded.into_iter().flat_map(|version| &version.content.papers);
    papers.map(|paper| paper.name.clone()).filter(|name| !name.is_empty()).collect()
}

/// Writes anew what papers an item asks for.
///
/// # Errors
/// What befell the store.
pub fn save_papers(tx: &mut Tx<'_>, item: &str, papers: &BTreeSet<String>) -> Result<()> {
    tx.run(&FORGET_PAPERS, params![item])?;
    let rows: Vec<[Param<'_>; 2]> = papers.iter().map(|name| [name.as_str().into(), item.into()]).collect();
    tx.run_many(&ADD_PAPER, &rows)?;
    Ok(())
}

/// Papers of these names, each with the names of the items that ask for it, the first few.
///
/// # Errors
/// What befell the store.
pub fn asking<'a>(
    tx: &mut Tx<'_>,
    papers: impl IntoIterator<Item = &'a str>,
    limit: u32,
) -> Result<Vec<(String, String)>> {
    let groups: Vec<[Param<'_>; 2]> = papers.into_iter().map(|name| [name.into(), limit.into()]).collect();
    tx.all_many(&ASKING, &groups, |row| Ok((row.string(0)?, row.string(1)?)))
}

/// Takes a row away with what it is found by.
pub(super) fn remove(tx: &mut Tx<'_>, id: &str) -> Result<()> {
    tx.run(&DELETE, params![id])?;
    tx.run(&FORGET_PAPERS, params![id])?;
    search::remove(tx, SEARCH, id)
}

/// The newest version of an item.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<ItemRow>> {
    tx.one(&BY_ID, params![id], ItemRow::read)
}

/// The versions of an item, in no order.
///
/// # Errors
/// What befell the store.
pub fn versions(tx: &mut Tx<'_>, id: &str) -> Result<Vec<ItemRow>> {
    tx.all(&OF_ITEM, params![id], ItemRow::read)
}

/// The newest versions of those of these items that are there, in no order.
///
/// # Errors
/// What befell the store.
pub fn by_ids<'a>(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = &'a str>) -> Result<Vec<ItemRow>> {
    let groups: Vec<[Param<'_>; 1]> = ids.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&BY_ID, &groups, ItemRow::read)
}

/// Which part of the items.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Of one department, or of all.
    pub department: Option<&'a str>,
    /// As of that day.
    pub day: &'a str,
    /// Only those with a version that holds then; else the newest version of each of the others, too.
    pub in_force: bool,
    /// In which order.
    pub order: Order<By>,
    /// Behind this row.
    pub after: Option<&'a ItemRow>,
    /// Rows at most.
    pub limit: u32,
}

impl Part<'_> {
    /// What the statements ask for where all are meant.
    const fn all(&self) -> &'static str {
        if self.in_force { "" } else { "all" }
    }
}

/// A page of items.
///
/// # Errors
/// What befell the store.
pub fn list(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<ItemRow>> {
    let order = part.order;
    let place = |key: fn(&ItemRow) -> &str| order.place(part.after.map(|row| (key(row), row.id.as_str())));
    let (day, all) = (Param::from(part.day), Param::from(part.all()));
    let read = ItemRow::read;
    match (part.department, order.by) {
        (None, By::Department) => by_department(tx, part),
        (None, By::Name | By::Code) => {
            let [key, id] = place(order.by.key());
            let statement = if order.by == By::Code { &ALL_BY_CODE } else { &ALL };
            tx.all(order.either(statement), &[key, id, day, all, part.limit.into()], read)
        }
        (Some(department), by) => {
            let [key, id] = place(by.key());
            let statement = if by == By::Code { &OF_DEPARTMENT_BY_CODE } else { &OF_DEPARTMENT };
            tx.all(order.either(statement), &[department.into(), key, id, day, all, part.limit.into()], read)
        }
    }
}

/// What an item is found by: the words of all its versions.
fn found_by_all(rows: &[ItemRow]) -> String {
    let texts: BTreeSet<String> = rows.iter().map(|row| found_by(&row.name, &row.code)).collect();
    texts.into_iter().collect::<Vec<_>>().join(" ")
}

/// What a version is found by.
fn found_by(name: &str, code: &str) -> String {
    format!("{name} {code}")
}

impl By {
    /// What rows of one department, or those of all by one key, are ordered by.
    const fn key(self) -> fn(&ItemRow) -> &str {
        match self {
            Self::Code => |row| &row.code,
            Self::Name | Self::Department => |row| &row.name_order,
        }
    }
}

/// Puts rows of a search in an order.
pub fn arrange(order: Order<By>, rows: &mut [ItemRow]) {
    let grouped = order.by == By::Department;
    let key = order.by.key();
    rows.sort_by(|one, other| {
        let group =
            |row: &ItemRow| (grouped && row.department.is_none(), row.department.clone().filter(|_| grouped));
        let by_group = group(one).cmp(&group(other));
        let found = by_group.then_with(|| (key(one), &one.id).cmp(&(key(other), &other.id)));
        if order.back { found.reverse() } else { found }
    });
}

/// Department by department; what is of none of ours comes last, or first where the list runs back.
fn by_department(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<ItemRow>> {
    let order = part.order;
    let (day, all) = (part.day, part.all());
    let mut rows = Vec::new();
    for ours in [!order.back, order.back] {
        let left = part.limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        // A place among those of others is behind all of ours, and the other way round.
        let after = part.after.filter(|row| row.department.is_some() == ours);
        if left == 0 || after.is_none() && part.after.is_some() && ours != order.back {
            continue;
        }
        rows.extend(if ours {
            let end = if order.back { BEHIND_IDS } else { "" };
            let place = after.map_or((end, "", ""), |row| {
                (row.department.as_deref().unwrap_or_default(), row.name_order.as_str(), row.id.as_str())
            });
            tx.all(
                order.either(&BY_DEPARTMENT),
                params![place.0, place.1, place.2, day, all, left],
                ItemRow::read,
            )?
        } else {
            let [name, id] = order.place(after.map(|row| (row.name_order.as_str(), row.id.as_str())));
            tx.all(order.either(&OF_OTHERS), &[name, id, day.into(), all.into(), left.into()], ItemRow::read)?
        });
    }
    Ok(rows)
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
    let found = named(&versions_of(tx, &ids)?, query);
    Ok((ids.into_iter().filter(|id| found.contains(id)).collect(), more))
}

/// [`ids`], each with its row as of that day, by id: the version that holds then, else the newest.
///
/// # Errors
/// What befell the store.
pub fn find(tx: &mut Tx<'_>, query: &str, day: &str, limit: u32) -> Result<(Vec<ItemRow>, bool)> {
    let ids = search::matches(tx, SEARCH, query, limit)?;
    let more = ids.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let rows = versions_of(tx, &ids)?;
    let found = named(&rows, query);
    let shown = rows.iter().filter(|row| found.contains(&row.id)).filter(|row| is_shown(row, &rows, day));
    let mut shown: Vec<ItemRow> = shown.cloned().collect();
    shown.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((shown, more))
}

/// Whether a list as of that day shows this version of an item: the one that holds, else the newest.
#[must_use]
pub fn is_shown(row: &ItemRow, versions: &[ItemRow], day: &str) -> bool {
    let held = || versions.iter().any(|other| other.id == row.id && other.holds_on(day));
    row.holds_on(day) || row.newest && !held()
}

fn versions_of(tx: &mut Tx<'_>, ids: &[String]) -> Result<Vec<ItemRow>> {
    let groups: Vec<[Param<'_>; 1]> = ids.iter().map(|id| [id.as_str().into()]).collect();
    tx.all_many(&OF_ITEM, &groups, ItemRow::read)
}

/// The items one of whose versions holds a query.
fn named(rows: &[ItemRow], query: &str) -> BTreeSet<String> {
    let holds = |row: &&ItemRow| search::holds(&found_by(&row.name, &row.code), query);
    rows.iter().filter(holds).map(|row| row.id.clone()).collect()
}
