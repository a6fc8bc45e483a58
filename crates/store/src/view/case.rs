//! 办件 as lists show it.

use daowei_domain::case::{Case, Holder, PartyRole, Stage, due_at};
use daowei_domain::limits::State;
use daowei_domain::setting::Settings;

use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "case_row.insert",
    "INSERT INTO case_row (id, number, item, item_name, department, division, stage, step, received_on, due, clock,
     provisional, stopped, holder, owed, marks, applicant, channel, accepted_on, decided_on, outcome, revision, lapse_at,
     updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
     $22, $23, $24)",
);
/// What an act changes that leaves the case where it is in the lists. An index on a column that an UPDATE names is written anew,
/// whatever the value, and most are on the others.
const STEP: Statement = Statement::new(
    "case_row.step",
    "UPDATE case_row SET step = $1, clock = $2, provisional = $3, stopped = $4, holder = $5, marks = $6, accepted_on = $7,
     decided_on = $8, outcome = $9, revision = $10, lapse_at = $11, updated_at = $12
     WHERE id = $13 AND stage = $14 AND due = $15 AND owed = $16",
);
/// The same, and where the case stands in the lists.
const PROGRESS: Statement = Statement::new(
    "case_row.progress",
    "UPDATE case_row SET stage = $1, step = $2, due = $3, clock = $4, provisional = $5, stopped = $6, holder = $7,
     owed = $8, marks = $9, accepted_on = $10, decided_on = $11, outcome = $12, revision = $13, lapse_at = $14,
     updated_at = $15 WHERE id = $16",
);
/// What only a correction changes, or the way to another organ.
const DESCRIBE: Statement = Statement::new(
    "case_row.describe",
    "UPDATE case_row SET item = $1, item_name = $2, department = $3, division = $4, applicant = $5, channel = $6
     WHERE id = $7",
);

macro_rules! columns {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, number, item, item_name, department, division, stage, step, received_on, due, clock, provisional,
             stopped, holder, owed, marks, applicant, channel, accepted_on, decided_on, outcome, revision, lapse_at,
             updated_at FROM case_row ",
            $($rest)+
        )
    };
}

mod list;

pub(in crate::view) use list::SEARCHED;
pub(crate) use list::STATEMENTS as LISTS;
pub use list::{
    After, NAMED, Narrow, Order, Part, held_by, items_named, named, of_all, of_departments,
    open_of_departments,
};

const BY_ID: Statement = Statement::new("case_row.by_id", columns!("WHERE id = $1"));
const BY_NUMBER: Statement = Statement::new("case_row.by_number", columns!("WHERE number = $1"));
const LAPSING: Statement = Statement::new(
    "case_row.lapsing",
    "SELECT id FROM case_row WHERE lapse_at <= $1 ORDER BY lapse_at LIMIT $2",
);
/// Has cases of a stage looked at from an instant on that would be looked at later only.
const REMIND: Statement =
    Statement::new("case_row.remind", "UPDATE case_row SET lapse_at = $1 WHERE stage = $2 AND lapse_at > $3");
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("case_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const OWED: Statement = Statement::new(
    "case_row.of_owed",
    columns!("WHERE department = $1 AND owed = TRUE AND (due, id) > ($2, $3) ORDER BY due, id LIMIT $4"),
);
const OWED_COUNT: Statement = Statement::new(
    "case_row.owed_count",
    "SELECT COUNT(*) FROM case_row WHERE department = $1 AND owed = TRUE",
);
const COUNT: Statement = Statement::new(
    "case_row.count",
    "SELECT stage, COUNT(*) FROM case_row WHERE department = $1 GROUP BY stage ORDER BY stage",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[INSERT, STEP, PROGRESS, DESCRIBE, REMIND, BY_ID, BY_NUMBER, LAPSING, COUNT, OWED, OWED_COUNT];

/// The due date of a case on which no clock runs: after every real one.
pub const NO_DUE: &str = "9999-12-31";

/// A case as lists show it. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Item, where the list has one.
    pub item: Option<String>,
    /// The item's name on the day.
    pub item_name: String,
    /// Department.
    pub department: String,
    /// Division code of the day.
    pub division: String,
    /// Stage.
    pub stage: String,
    /// The step that waits.
    pub step: Option<String>,
    /// The day on which the papers came.
    pub received_on: String,
    /// When the leading clock ends; [`NO_DUE`] where none runs.
    pub due: String,
    /// The leading clock.
    pub clock: Option<String>,
    /// Whether that rests on days without a published calendar.
    pub provisional: bool,
    /// 特别程序（不计时限）
    pub stopped: bool,
    /// The person who holds it.
    pub holder: Option<String>,
    /// Whether a notice is owed.
    pub owed: bool,
    /// Marks, separated by spaces.
    pub marks: String,
    /// The applicant's name, where it is public.
    pub applicant: Option<String>,
    /// Channel.
    pub channel: String,
    /// 受理日
    pub accepted_on: Option<String>,
    /// 决定日
    pub decided_on: Option<String>,
    /// Grant or refuse.
    pub outcome: Option<String>,
    /// Revision: the number of events.
    pub revision: i64,
    /// When time alone may have something to say next, microseconds.
    pub lapse_at: Option<i64>,
    /// When it last changed, microseconds.
    pub updated_at: i64,
}

impl CaseRow {
    /// The row of a case. `at`: the instant of its last event, microseconds.
    #[must_use]
    pub fn of(case: &Case, settings: &Settings, at: i64) -> Self {
        let clock = case.leading_clock();
        let decision = case.decision();
        Self {
            id: case.id.to_string(),
            number: case.number.to_string(),
            item: case.item.map(|item| item.to_string()),
            item_name: case.item_name.clone(),
            department: case.department.to_string(),
            division: case.division.to_string(),
            stage: case.stage.id().to_owned(),
            step: case.chart.as_ref().and_then(|chart| chart.step.clone()),
            received_on: case.came_on().to_string(),
            due: due(case),
            clock: clock.map(|clock| clock.kind.id().to_owned()),
            provisional: clock.is_some_and(|clock| clock.reckoning.provisional),
            stopped: clock.is_some_and(|clock| matches!(clock.state, State::Stopped { .. })),
            holder: match case.holder {
                Holder::Office { person, .. } => person.map(|person| person.to_string()),
                Holder::Applicant | Holder::Nobody => None,
            },
            owed: !case.owed.is_empty(),
            marks: marks(case),
            applicant: public_name(case).map(str::to_owned),
            channel: identifier(&case.channel),
            accepted_on: case.acceptance.as_ref().map(|acceptance| acceptance.on.to_string()),
            decided_on: decision.map(|decision| decision.on.to_string()),
            outcome: decision.map(|decision| identifier(&decision.outcome)),
            revision: i64::try_from(case.revision).unwrap_or(i64::MAX),
            lapse_at: due_at(case, settings).map(jiff::Timestamp::as_microsecond),
            updated_at: at,
        }
    }

    /// Whether the case was of the same item, organ, applicant and channel.
    fn describes(&self, case: &Case) -> bool {
        self.item == case.item.map(|item| item.to_string())
            && self.item_name == case.item_name
            && self.department == case.department.to_string()
            && self.division == case.division.to_string()
            && self.applicant.as_deref() == public_name(case)
            && self.channel == identifier(&case.channel)
    }

    /// Whether the case had the same place in the lists.
    fn stays(&self, case: &Case) -> bool {
        self.stage == case.stage.id() && self.due == due(case) && self.owed != case.owed.is_empty()
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            number: row.string(1)?,
            item: row.optional_text(2)?.map(str::to_owned),
            item_name: row.string(3)?,
            department: row.string(4)?,
            division: row.string(5)?,
            stage: row.string(6)?,
            step: row.optional_text(7)?.map(str::to_owned),
            received_on: row.string(8)?,
            due: row.string(9)?,
            clock: row.optional_text(10)?.map(str::to_owned),
            provisional: row.bool(11)?,
            stopped: row.bool(12)?,
            holder: row.optional_text(13)?.map(str::to_owned),
            owed: row.bool(14)?,
            marks: row.string(15)?,
            applicant: row.optional_text(16)?.map(str::to_owned),
            channel: row.string(17)?,
            accepted_on: row.optional_text(18)?.map(str::to_owned),
            decided_on: row.optional_text(19)?.map(str::to_owned),
            outcome: row.optional_text(20)?.map(str::to_owned),
            revision: row.int(21)?,
            lapse_at: row.optional_int(22)?,
            updated_at: row.int(23)?,
        })
    }
}

/// The identifier that a unit enum has in JSON.
pub(crate) fn identifier(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

fn due(case: &Case) -> String {
    case.leading_clock().map_or_else(|| NO_DUE.to_owned(), |clock| clock.reckoning.due.to_string())
}

/// The applicant's name, where it is public.
fn public_name(case: &Case) -> Option<&str> {
    let applicant = case.parties.iter().find(|party| party.role == PartyRole::Applicant)?;
    applicant.public_name.as_deref()
}

fn marks(case: &Case) -> String {
    let marks: Vec<String> = case.at_a_glance().iter().map(identifier).collect();
    marks.join(" ")
}

/// Writes the row of a case: a new one, or over that of the case `before`.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, row: &CaseRow, before: Option<&Case>) -> Result<()> {
    match before {
        None => insert(tx, &[row]),
        Some(before) => {
            if !row.describes(before) {
                describe(tx, row)?;
            }
            // A row that somebody altered or took away is put right by the next act.
            let written = (row.stays(before) && step(tx, row)? > 0) || progress(tx, row)? > 0;
            if written { Ok(()) } else { insert(tx, &[row]) }
        }
    }
}

fn describe(tx: &mut Tx<'_>, row: &CaseRow) -> Result<u64> {
    let (item, applicant) = (row.item.as_deref(), row.applicant.as_deref());
    let (department, division) = (&row.department, &row.division);
    tx.run(&DESCRIBE, params![item, &row.item_name, department, division, applicant, &row.channel, &row.id])
}

fn step(tx: &mut Tx<'_>, row: &CaseRow) -> Result<u64> {
    tx.run(
        &STEP,
        params![
            row.step.as_deref(),
            row.clock.as_deref(),
            row.provisional,
            row.stopped,
            row.holder.as_deref(),
            &row.marks,
            row.accepted_on.as_deref(),
            row.decided_on.as_deref(),
            row.outcome.as_deref(),
            row.revision,
            row.lapse_at,
            row.updated_at,
            &row.id,
            &row.stage,
            &row.due,
            row.owed
        ],
    )
}

fn progress(tx: &mut Tx<'_>, row: &CaseRow) -> Result<u64> {
    tx.run(
        &PROGRESS,
        params![
            &row.stage,
            row.step.as_deref(),
            &row.due,
            row.clock.as_deref(),
            row.provisional,
            row.stopped,
            row.holder.as_deref(),
            row.owed,
            &row.marks,
            row.accepted_on.as_deref(),
            row.decided_on.as_deref(),
            row.outcome.as_deref(),
            row.revision,
            row.lapse_at,
            row.updated_at,
            &row.id
        ],
    )
}

/// Writes over all of a row but what distinguishes the case.
#[cfg(test)]
pub(crate) fn update(tx: &mut Tx<'_>, row: &CaseRow) -> Result<()> {
    describe(tx, row)?;
    progress(tx, row)?;
    Ok(())
}

/// Has the worker look at the cases of a stage from `at` on, microseconds, where it would do so later only: what a setting says of
/// them holds from then on.
///
/// # Errors
/// What befell the store.
pub fn remind(tx: &mut Tx<'_>, stage: Stage, at: i64) -> Result<u64> {
    tx.run(&REMIND, params![at, stage.id(), at])
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&CaseRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 24]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.number.as_str().into(),
                row.item.as_deref().into(),
                row.item_name.as_str().into(),
                row.department.as_str().into(),
                row.division.as_str().into(),
                row.stage.as_str().into(),
                row.step.as_deref().into(),
                row.received_on.as_str().into(),
                row.due.as_str().into(),
                row.clock.as_deref().into(),
                row.provisional.into(),
                row.stopped.into(),
                row.holder.as_deref().into(),
                row.owed.into(),
                row.marks.as_str().into(),
                row.applicant.as_deref().into(),
                row.channel.as_str().into(),
                row.accepted_on.as_deref().into(),
                row.decided_on.as_deref().into(),
                row.outcome.as_deref().into(),
                row.revision.into(),
                row.lapse_at.into(),
                row.updated_at.into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// One case.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<CaseRow>> {
    tx.one(&BY_ID, params![id], CaseRow::read)
}

/// Those of these cases that are there, in no order.
///
/// # Errors
/// What befell the store.
pub fn by_ids<'a>(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = &'a str>) -> Result<Vec<CaseRow>> {
    let groups: Vec<[Param<'_>; 1]> = ids.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&BY_ID, &groups, CaseRow::read)
}

/// One case by its number.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<CaseRow>> {
    tx.one(&BY_NUMBER, params![number], CaseRow::read)
}

/// Cases on which time alone may have something to say at that instant, microseconds.
///
/// # Errors
/// What befell the store.
pub fn lapsing(tx: &mut Tx<'_>, now: i64, limit: u32) -> Result<Vec<String>> {
    tx.all(&LAPSING, params![now, limit], |row| row.string(0))
}

/// How many cases a department has in each stage.
///
/// # Errors
/// What befell the store.
pub fn count(tx: &mut Tx<'_>, department: &str) -> Result<Vec<(String, i64)>> {
    tx.all(&COUNT, params![department], |row| Ok((row.string(0)?, row.int(1)?)))
}

/// Cases of a department that still owe a document, by due date, behind that date and id.
///
/// # Errors
/// What befell the store.
pub fn owed(tx: &mut Tx<'_>, department: &str, after: (&str, &str), limit: u32) -> Result<Vec<CaseRow>> {
    let (due, id) = after;
    tx.all(&OWED, params![department, due, id, limit], CaseRow::read)
}

/// How many those are.
///
/// # Errors
/// What befell the store.
pub fn count_owed(tx: &mut Tx<'_>, department: &str) -> Result<i64> {
    Ok(tx.one(&OWED_COUNT, params![department], |row| row.int(0))?.unwrap_or(0))
}
