//! Pages of cases: of departments, of a person, of what a search finds; by due date or by date of receipt, either way
//! round. Each order comes from an index.

use daowei_domain::case::Stage;

use super::CaseRow;
use crate::view::{item, legal_person};
use crate::{Param, Result, Statement, Tx, search};

/// Names that a search may find; more say too little to be looked through.
pub const NAMED: u32 = 256;
/// Items and names that a search goes through: to find those that have cases, and those that hold what is asked.
pub(in crate::view) const SEARCHED: u32 = 4_000;
/// Departments that one statement compares.
const TOGETHER: usize = 16;

/// In which order a list comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By due date, the nearest first; those without a clock last.
    #[default]
    Due,
    /// The other way round.
    DueBack,
    /// By the working date of receipt, the oldest first.
    Received,
    /// The newest first.
    ReceivedBack,
}

impl Order {
    /// What a row is ordered by, before its id.
    #[must_use]
    pub fn key(self, row: &CaseRow) -> &str {
        match self {
            Self::Due | Self::DueBack => &row.due,
            Self::Received | Self::ReceivedBack => &row.received_on,
        }
    }

    /// Where the list begins: before every date, or behind every date.
    #[must_use]
    pub fn beginning(self) -> After {
        let key = match self {
            Self::Due | Self::Received => "",
            Self::DueBack | Self::ReceivedBack => "9999-99-99",
        };
        After { key: key.to_owned(), id: String::new() }
    }

    /// Puts rows of several lists in their common order.
    pub fn arrange(self, rows: &mut [CaseRow]) {
        rows.sort_by_cached_key(|row| (self.key(row).to_owned(), row.id.clone()));
        if matches!(self, Self::DueBack | Self::ReceivedBack) {
            rows.reverse();
        }
    }

    /// Where the page behind a row begins.
    #[must_use]
    pub fn behind(self, row: &CaseRow) -> After {
        After { key: self.key(row).to_owned(), id: row.id.clone() }
    }
}

/// Where a page begins: behind this date and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The date that the list is ordered by.
    pub key: String,
    /// Case.
    pub id: String,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// In which order.
    pub order: Order,
    /// Behind this place.
    pub after: &'a After,
    /// Rows at most.
    pub limit: u32,
}

/// What cases of a person or of a search must be beside that.
#[derive(Debug, Clone, Copy)]
pub struct Narrow<'a> {
    /// In these stages.
    pub stages: &'a [Stage],
    /// Of these departments; of all where nothing is said.
    pub departments: Option<&'a [String]>,
    /// Held by this person.
    pub holder: Option<&'a str>,
}

/// One statement for each order.
type Ordered = [Statement; 4];

/// A list in its four orders: its condition, then the placeholders of the date and the id that it begins behind, and of the
/// number of rows.
macro_rules! ordered {
    ($name:literal, $condition:expr, $key:literal, $id:literal, $limit:literal) => {
        [
            ordered!(@ $name, "", $condition, "due", ">", "", $key, $id, $limit),
            ordered!(@ $name, "_due_back", $condition, "due", "<", " DESC", $key, $id, $limit),
            ordered!(@ $name, "_received", $condition, "received_on", ">", "", $key, $id, $limit),
            ordered!(@ $name, "_received_back", $condition, "received_on", "<", " DESC", $key, $id, $limit),
        ]
    };
    (@ $name:literal, $end:literal, $condition:expr, $by:literal, $side:literal, $way:literal, $key:literal, $id:literal,
     $limit:literal) => {
        Statement::new(
            concat!($name, $end),
            columns!(concat!(
                "WHERE ", $condition, " AND (", $by, ", id) ", $side, " (", $key, ", ", $id, ") ORDER BY ", $by, $way,
                ", id", $way, " LIMIT ", $limit
            )),
        )
    };
}

/// Cases of one key, in some of the fifteen stages, of some departments or all, of some holder or anybody.
macro_rules! keyed {
    ($name:literal, $column:literal) => {
        ordered!(
            $name,
            concat!(
                $column,
                " = $1 AND stage IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                 AND ($17 = '' OR department IN ($17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,
                 $31, $32)) AND ($33 = '' OR holder = $33)"
            ),
            "$34",
            "$35",
            "$36"
        )
    };
}

const OF_DEPARTMENT: Ordered =
    ordered!("case_row.of_department", "department = $1 AND stage = $2", "$3", "$4", "$5");
/// The stages of [`Stage::OPEN`], as the partial indexes name them: otherwise no engine takes them.
const OPEN_OF_DEPARTMENT: Ordered = ordered!(
    "case_row.of_department_open",
    "department = $1 AND stage IN ('received', 'correction_requested', 'resubmitted', 'under_review',
     'awaiting_decision', 'submitted_upward', 'decided', 'sealed')",
    "$2",
    "$3",
    "$4"
);
const OF_ALL: Ordered = ordered!("case_row.of_all", "stage = $1", "$2", "$3", "$4");
const OF_HOLDER: Ordered = keyed!("case_row.of_holder", "holder");
const OF_ITEM: Ordered = keyed!("case_row.of_item", "item");
const OF_APPLICANT: Ordered = keyed!("case_row.of_applicant", "applicant");
/// Whether an item has a case at all.
const ITEM_KNOWN: Statement =
    Statement::new("case_row.item_known", "SELECT item FROM case_row WHERE item = $1 LIMIT 1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b, c, d] = OF_DEPARTMENT;
    let [e, f, g, h] = OPEN_OF_DEPARTMENT;
    let [i, j, k, l] = OF_ALL;
    let [m, n, o, p] = OF_HOLDER;
    let [q, r, s, t] = OF_ITEM;
    let [u, v, w, x] = OF_APPLICANT;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, ITEM_KNOWN]
};

impl Part<'_> {
    fn statement<'s>(&self, [due, due_back, received, received_back]: &'s Ordered) -> &'s Statement {
        match self.order {
            Order::Due => due,
            Order::DueBack => due_back,
            Order::Received => received,
            Order::ReceivedBack => received_back,
        }
    }

    /// The first rows of several lists, in their common order.
    fn first(&self, mut rows: Vec<CaseRow>) -> Vec<CaseRow> {
        self.order.arrange(&mut rows);
        // A case that is found by its item and by its applicant is one case.
        rows.dedup_by(|a, b| a.id == b.id);
        rows.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        rows
    }
}

/// Cases of these departments in these stages.
///
/// # Errors
/// What befell the store.
pub fn of_departments(
    tx: &mut Tx<'_>,
    departments: &[String],
    stages: &[Stage],
    part: Part<'_>,
) -> Result<Vec<CaseRow>> {
    let groups: Vec<[Param<'_>; 5]> = departments
        .iter()
        .flat_map(|department| {
            stages.iter().map(|stage| {
                [
                    department.as_str().into(),
                    stage.id().into(),
                    part.after.key.as_str().into(),
                    part.after.id.as_str().into(),
                    part.limit.into(),
                ]
            })
        })
        .collect();
    Ok(part.first(tx.all_many(part.statement(&OF_DEPARTMENT), &groups, CaseRow::read)?))
}

/// Cases of these departments that wait for somebody ([`Stage::OPEN`]).
///
/// # Errors
/// What befell the store.
pub fn open_of_departments(tx: &mut Tx<'_>, departments: &[String], part: Part<'_>) -> Result<Vec<CaseRow>> {
    let groups: Vec<[Param<'_>; 4]> = departments
        .iter()
        .map(|department| {
            [
                department.as_str().into(),
                part.after.key.as_str().into(),
                part.after.id.as_str().into(),
                part.limit.into(),
            ]
        })
        .collect();
    Ok(part.first(tx.all_many(part.statement(&OPEN_OF_DEPARTMENT), &groups, CaseRow::read)?))
}

/// Cases of all departments in these stages.
///
/// # Errors
/// What befell the store.
pub fn of_all(tx: &mut Tx<'_>, stages: &[Stage], part: Part<'_>) -> Result<Vec<CaseRow>> {
    let groups: Vec<[Param<'_>; 4]> = stages
        .iter()
        .map(|stage| {
            [
                stage.id().into(),
                part.after.key.as_str().into(),
                part.after.id.as_str().into(),
                part.limit.into(),
            ]
        })
        .collect();
    Ok(part.first(tx.all_many(part.statement(&OF_ALL), &groups, CaseRow::read)?))
}

/// Cases that one person holds.
///
/// # Errors
/// What befell the store.
pub fn held_by(tx: &mut Tx<'_>, person: &str, narrow: Narrow<'_>, part: Part<'_>) -> Result<Vec<CaseRow>> {
    let groups = groups([person].into_iter(), narrow, part);
    Ok(part.first(tx.all_many(part.statement(&OF_HOLDER), &groups, CaseRow::read)?))
}

/// Cases whose item, or whose applicant with a public name, holds a query (see [`crate::search`]);
/// nothing where more than [`NAMED`] items or applicants do.
///
/// # Errors
/// What befell the store.
pub fn named(
    tx: &mut Tx<'_>,
    words: &str,
    narrow: Narrow<'_>,
    part: Part<'_>,
) -> Result<Option<Vec<CaseRow>>> {
    let most = usize::try_from(NAMED).unwrap_or(usize::MAX);
    let Some(items) = items_named(tx, words)? else { return Ok(None) };
    let limit = if search::is_exact(words) { NAMED.saturating_add(1) } else { SEARCHED };
    let (applicants, cut_off) = legal_person::find(tx, words, limit)?;
    if cut_off || applicants.len() > most {
        return Ok(None);
    }
    let by_item = groups(items.iter().map(String::as_str), narrow, part);
    let mut rows = tx.all_many(part.statement(&OF_ITEM), &by_item, CaseRow::read)?;
    let by_applicant = groups(applicants.iter().map(String::as_str), narrow, part);
    rows.extend(tx.all_many(part.statement(&OF_APPLICANT), &by_applicant, CaseRow::read)?);
    Ok(Some(part.first(rows)))
}

/// Items that have cases and hold a query; nothing where more than [`NAMED`] do.
///
/// # Errors
/// What befell the store.
pub fn items_named(tx: &mut Tx<'_>, words: &str) -> Result<Option<Vec<String>>> {
    let most = usize::try_from(NAMED).unwrap_or(usize::MAX);
    let (found, cut_off) = item::ids(tx, words, SEARCHED)?;
    let asked: Vec<[Param<'_>; 1]> = found.iter().map(|id| [id.as_str().into()]).collect();
    let items = tx.all_many(&ITEM_KNOWN, &asked, |row| row.string(0))?;
    let too_many = items.len() > most || cut_off;
    Ok((!too_many).then_some(items))
}

/// The values of [`keyed!`]: for each key, and for each handful of departments.
fn groups<'a>(
    keys: impl Iterator<Item = &'a str>,
    narrow: Narrow<'a>,
    part: Part<'a>,
) -> Vec<[Param<'a>; 36]> {
    let last_stage = narrow.stages.last().map_or("", |stage| stage.id());
    let stage = |at: usize| narrow.stages.get(at).map_or(last_stage, |stage| stage.id());
    // Nothing in particular is one handful, too.
    let handfuls: Vec<&[String]> = match narrow.departments {
        None => vec![&[]],
        Some(departments) => departments.chunks(TOGETHER).collect(),
    };
    keys.flat_map(|key| handfuls.iter().map(move |handful| (key, *handful)))
        .map(|(key, handful)| {
            let last = handful.last().map_or("", String::as_str);
            let mut cells = [Param::Text(""); 36];
            let values = std::iter::once(key)
                .chain((0..15).map(stage))
                .chain((0..TOGETHER).map(|at| handful.get(at).map_or(last, String::as_str)))
                .chain([narrow.holder.unwrap_or(""), part.after.key.as_str(), part.after.id.as_str()]);
            for (cell, value) in cells.iter_mut().zip(values) {
                *cell = Param::Text(value);
            }
            if let Some(limit) = cells.last_mut() {
                *limit = part.limit.into();
            }
            cells
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_stages_are_those_of_the_domain() {
        let named: Vec<String> = Stage::OPEN.iter().map(|stage| format!("'{}'", stage.id())).collect();
        let words = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let condition = format!("stage IN ({})", named.join(", "));
        for statement in OPEN_OF_DEPARTMENT {
            assert!(words(statement.sql).contains(&condition), "{}", statement.name);
        }
        assert!(words(include_str!("../../../migrations/0007_open_cases.sql")).contains(&condition));
        assert!(words(include_str!("../../../migrations/0009_lists.sql")).contains(&condition));
    }

    #[test]
    fn every_stage_has_a_place_in_the_statements() {
        assert_eq!(Stage::ALL.len(), 15);
    }
}
