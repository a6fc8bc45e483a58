//! 转出的办件: of each person and case the last time that he passed it on.

use std::collections::{BTreeMap, BTreeSet};

use daowei_domain::Recorded;
use daowei_domain::case::{Case, Event, SentOn};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "sent_row.insert",
    "INSERT INTO sent_row (case_id, person, at, way, recipient, step) VALUES ($1, $2, $3, $4, $5, $6)",
);
const UPDATE: Statement = Statement::new(
    "sent_row.update",
    "UPDATE sent_row SET at = $1, way = $2, recipient = $3, step = $4 WHERE case_id = $5 AND person = $6",
);
const OF_PERSON: Statement = Statement::new(
    "sent_row.of_person",
    "SELECT case_id, person, at, way, recipient, step FROM sent_row
     WHERE person = $1 AND at >= $2 AND (at, case_id) < ($3, $4) ORDER BY at DESC, case_id DESC LIMIT $5",
);
const COUNT: Statement = Statement::new(
    "sent_row.count",
    "SELECT COUNT(*) FROM sent_row WHERE person = $1 AND at >= $2 AND at < $3",
);
/// Rows from one case to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "sent_row.between",
    "SELECT case_id, person, at, way, recipient, step FROM sent_row
     WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, person",
);
/// For the rebuilding, too.
pub(super) const FORGET: Statement =
    Statement::new("sent_row.forget", "DELETE FROM sent_row WHERE case_id > $1 AND case_id <= $2");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, UPDATE, OF_PERSON, COUNT];

/// A case that somebody passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// Case.
    pub case: String,
    /// Who passed it on.
    pub person: String,
    /// When, UTC microseconds.
    pub at: i64,
    /// How.
    pub way: String,
    /// To whom, where it went to a person.
    pub to: Option<String>,
    /// To which step of review, where it went to one.
    pub step: Option<String>,
}

impl SentRow {
    /// The rows that these events ask for, behind a state: of each person the last.
    #[must_use]
    pub fn of(before: Option<&Case>, records: &[Recorded<Event>]) -> Vec<Self> {
        let mut state = before.cloned();
        let mut rows = BTreeMap::new();
        for record in records {
            state = Case::apply(state, record);
            let Some((case, sent)) = state.as_ref().and_then(|case| Some((case, SentOn::of(case, record)?)))
            else {
                continue;
            };
            let row = Self {
                case: case.id.to_string(),
                person: sent.by.to_string(),
                at: sent.at.as_microsecond(),
                way: identifier(&sent.way),
                to: sent.to.map(|person| person.to_string()),
                step: sent.step,
            };
            rows.insert(sent.by, row);
        }
        rows.into_values().collect()
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            case: row.string(0)?,
            person: row.string(1)?,
            at: row.int(2)?,
            way: row.string(3)?,
            to: row.optional_text(4)?.map(str::to_owned),
            step: row.optional_text(5)?.map(str::to_owned),
        })
    }
}

/// Writes rows in the place of earlier ones of the same case and person; of whom there are some, the case tells.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, before: Option<&Case>, rows: &[SentRow]) -> Result<()> {
    let senders: BTreeSet<String> =
        before.iter().flat_map(|case| &case.senders).map(ToString::to_string).collect();
    let (earlier, new): (Vec<_>, Vec<_>) =
        rows.iter().cloned().partition(|row| senders.contains(&row.person));
    insert(tx, &new)?;
    for row in &earlier {
        let (to, step) = (row.to.as_deref(), row.step.as_deref());
        if tx.run(&UPDATE, params![row.at, &row.way, to, step, &row.case, &row.person])? == 0 {
            insert(tx, std::slice::from_ref(row))?;
        }
    }
    Ok(())
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[SentRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 6]> = rows
        .iter()
        .map(|row| {
            [
                row.case.as_str().into(),
                row.person.as_str().into(),
                row.at.into(),
                row.way.as_str().into(),
                row.to.as_deref().into(),
                row.step.as_deref().into(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        tx.run_many(&INSERT, &rows)?;
    }
    Ok(())
}

/// What a person passed on from an instant on and before another and its case, the last first.
///
/// # Errors
/// What befell the store.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: &str,
    from: i64,
    before: (i64, &str),
    limit: u32,
) -> Result<Vec<SentRow>> {
    let (at, case) = before;
    tx.all(&OF_PERSON, params![person, from, at, case, limit], SentRow::read)
}

/// How many cases a person passed on from an instant on and before another.
///
/// # Errors
/// What befell the store.
pub fn count(tx: &mut Tx<'_>, person: &str, from: i64, until: i64) -> Result<i64> {
    Ok(tx.one(&COUNT, params![person, from, until], |row| row.int(0))?.unwrap_or(0))
}
