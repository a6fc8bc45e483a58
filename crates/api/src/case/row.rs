//! A case as lists show it.

use daowei_app::case::CaseListed;
use daowei_domain::Name;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A name in both languages.
#[derive(Serialize, ToSchema)]
pub(crate) struct Named {
    /// In Chinese.
    zh: &'static str,
    /// In English.
    en: &'static str,
}

impl From<Name> for Named {
    fn from(name: Name) -> Self {
        Self { zh: name.zh, en: name.en }
    }
}

/// A case as lists show it: nothing personal.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseRow)]
pub(crate) struct Row {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// 办件编号
    number: String,
    /// Item, where the list has one.
    #[schema(format = Uuid)]
    item: Option<String>,
    /// The item's name on the day.
    item_name: String,
    /// Department.
    #[schema(format = Uuid)]
    department: String,
    /// Its name.
    department_name: String,
    /// Division code of the day.
    division: String,
    /// State.
    #[schema(value_type = words::Stage)]
    stage: String,
    /// The step of review that waits.
    step: Option<String>,
    /// What it is called.
    step_name: Option<Named>,
    /// The day on which the papers came; the page of the case has the one from which periods are counted.
    #[schema(format = Date)]
    received_on: String,
    /// When the leading clock ends; nothing where none runs.
    #[schema(format = Date)]
    due: Option<String>,
    /// Working days until then, less than nothing once it has passed; nothing where no clock runs.
    remaining: Option<i64>,
    /// The leading clock.
    #[schema(value_type = Option<words::ClockKind>)]
    clock: Option<String>,
    /// Whether that rests on days without a published calendar.
    provisional: bool,
    /// 特别程序（不计时限）
    stopped: bool,
    /// The person who holds it.
    #[schema(format = Uuid)]
    holder: Option<String>,
    /// That person's name.
    holder_name: Option<String>,
    /// Whether a notice is owed.
    owed: bool,
    /// Marks.
    #[schema(value_type = Vec<words::Mark>)]
    marks: Vec<String>,
    /// The applicant's name, where it is a legal person's.
    applicant: Option<String>,
    /// How it came.
    #[schema(value_type = words::Channel)]
    channel: String,
    /// 受理日
    #[schema(format = Date)]
    accepted_on: Option<String>,
    /// 决定日
    #[schema(format = Date)]
    decided_on: Option<String>,
    /// Grant or refuse.
    #[schema(value_type = Option<words::Outcome>)]
    outcome: Option<String>,
    /// Revision.
    revision: i64,
}

impl From<CaseListed> for Row {
    fn from(listed: CaseListed) -> Self {
        let CaseListed { row, department, holder, step, remaining } = listed;
        Self {
            id: row.id,
            number: row.number,
            item: row.item,
            item_name: row.item_name,
            department: row.department,
            department_name: department,
            division: row.division,
            stage: row.stage,
            step: row.step,
            step_name: step.map(Named::from),
            received_on: row.received_on,
            due: Some(row.due).filter(|due| due != daowei_app::case::NO_DUE),
            remaining,
            clock: row.clock,
            provisional: row.provisional,
            stopped: row.stopped,
            holder: row.holder,
            holder_name: holder,
            owed: row.owed,
            marks: row.marks.split_ascii_whitespace().map(str::to_owned).collect(),
            applicant: row.applicant,
            channel: row.channel,
            accepted_on: row.accepted_on,
            decided_on: row.decided_on,
            outcome: row.outcome,
            revision: row.revision,
        }
    }
}
