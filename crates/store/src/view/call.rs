//! 电话记录 of cases, as the list of a department shows them.

use daowei_domain::Recorded;
use daowei_domain::case::{Case, Event};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "call_row.insert",
    "INSERT INTO call_row (case_id, sequence, number, department, at, way, topic, outcome, teller)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT case_id, sequence, number, department, at, way, topic, outcome, teller FROM call_row ",
            $rest
        )
    };
}

/// Rows from one case to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "call_row.between",
    columns!("WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, sequence"),
);
const OF_DEPARTMENT: Statement = Statement::new(
    "call_row.of_department",
    columns!(
        "WHERE department = $1 AND at >= $2 AND (at, case_id, sequence) < ($3, $4, $5)
         ORDER BY at DESC, case_id DESC, sequence DESC LIMIT $6"
    ),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, OF_DEPARTMENT];

/// A call as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Case.
    pub case: String,
    /// The event's number in the case's stream.
    pub sequence: i64,
    /// 办件编号
    pub number: String,
    /// The department whose case it was then.
    pub department: String,
    /// When the call was, in microseconds.
    pub at: i64,
    /// Who called whom.
    pub way: String,
    /// About what.
    pub topic: String,
    /// What came of it.
    pub outcome: String,
    /// Who recorded it.
    pub teller: Option<String>,
}

/// A place in a list of calls: the instant, the case, the event's number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When the call was, in microseconds.
    pub at: i64,
    /// Case.
    pub case: String,
    /// The event's number in the case's stream.
    pub sequence: i64,
}

impl CallRow {
    /// The rows that these events ask for, behind a state and its last sequence.
    #[must_use]
    pub fn of(before: Option<&Case>, sequence: i64, records: &[Recorded<Event>]) -> Vec<Self> {
        if !records.iter().any(|record| matches!(record.event, Event::Telephoned(_))) {
            return Vec::new();
        }
        let mut state = before.cloned();
        let mut rows = Vec::new();
        for (sequence, record) in (sequence.saturating_add(1)..).zip(records) {
            state = Case::apply(state, record);
            let (Event::Telephoned(call), Some(case)) = (&record.event, &state) else { continue };
            rows.push(Self {
                case: case.id.to_string(),
                sequence,
                number: case.number.to_string(),
                department: case.department.to_string(),
                at: call.call_at.as_microsecond(),
                way: identifier(&call.way),
                topic: identifier(&call.topic),
                outcome: identifier(&call.outcome),
                teller: record.by.staff().map(|staff| staff.person.to_string()),
            });
        }
        rows
    }

    /// Where it stands in a list.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { at: self.at, case: self.case.clone(), sequence: self.sequence }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            case: row.string(0)?,
            sequence: row.int(1)?,
            number: row.string(2)?,
            department: row.string(3)?,
            at: row.int(4)?,
            way: row.string(5)?,
            topic: row.string(6)?,
            outcome: row.string(7)?,
            teller: row.optional_text(8)?.map(str::to_owned),
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[CallRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 9]> = rows
        .iter()
        .map(|row| {
            [
                row.case.as_str().into(),
                row.sequence.into(),
                row.number.as_str().into(),
                row.department.as_str().into(),
                row.at.into(),
                row.way.as_str().into(),
                row.topic.as_str().into(),
                row.outcome.as_str().into(),
                row.teller.as_deref().into(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        tx.run_many(&INSERT, &rows)?;
    }
    Ok(())
}

/// Calls of a department's cases from an instant on, the newest first, behind a place.
///
/// # Errors
/// What befell the store.
pub fn of_department(
    tx: &mut Tx<'_>,
    department: &str,
    from: i64,
    after: &Place,
    limit: u32,
) -> Result<Vec<CallRow>> {
    let Place { at, case, sequence } = after;
    tx.all(&OF_DEPARTMENT, params![department, from, *at, case, *sequence, limit], CallRow::read)
}
