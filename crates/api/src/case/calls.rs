//! 电话记录 of a department, the newest first.

use axum::extract::State;
use daowei_app::case::{CallListed, CallPlace, CallQuery};
use daowei_ident::{CaseId, DepartmentId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery, exact};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// A call of a list. With whom and what was said is in the vault: see `revealTexts`.
#[derive(Serialize, ToSchema)]
pub(super) struct CallRow {
    /// The case.
    #[schema(format = Uuid)]
    case: String,
    /// The event's number in the case's timeline.
    sequence: i64,
    /// 办件编号
    number: String,
    /// When the call was.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// Who called whom.
    #[schema(value_type = words::CallWay)]
    way: String,
    /// About what.
    #[schema(value_type = words::CallTopic)]
    topic: String,
    /// What came of it.
    #[schema(value_type = words::CallOutcome)]
    outcome: String,
    /// Who recorded it.
    teller: String,
}

impl From<CallListed> for CallRow {
    fn from(listed: CallListed) -> Self {
        let row = listed.row;
        Self {
            case: row.case,
            sequence: row.sequence,
            number: row.number,
            at: Timestamp::from_microsecond(row.at).ok(),
            way: row.way,
            topic: row.topic,
            outcome: row.outcome,
            teller: listed.teller,
        }
    }
}

/// Which calls.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Of this department's cases; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// On this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// 电话记录列表 · Calls of a department's cases, the newest first
#[utoipa::path(
    get,
    path = "/calls",
    operation_id = "listCalls",
    tag = "case",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of calls.", body = Page<CallRow>))
)]
pub(super) async fn list_calls(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<CallRow>>, Failure> {
    let department = pairs.one("department")?;
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.read(place)?;
    let query = CallQuery { department, from, until, after, limit: page.limit };
    let found = api.app.calls(caller, query).await?;
    let last = found.rows.last().filter(|_| found.more).map(|listed| listed.row.place());
    let next = last.map(|last| Cursor::seal(&format!("{}/{}/{}", last.at, last.case, last.sequence)));
    Ok(Json(Page { rows: found.rows.into_iter().map(CallRow::from).collect(), next }))
}

/// The place that a cursor names.
fn place(text: &str) -> Option<CallPlace> {
    let mut parts = text.splitn(3, '/');
    let at = exact(parts.next()?)?;
    let case = exact::<CaseId>(parts.next()?)?.to_string();
    Some(CallPlace { at, case, sequence: exact(parts.next()?)? })
}
