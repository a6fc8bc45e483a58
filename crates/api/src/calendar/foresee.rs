//! 预看重新计算.

use axum::extract::State;
use daowei_app::calendar::{ForeseenClock, Question};
use daowei_app::case::{After, Order};
use daowei_domain::limits::{ClockKind, Reckoning};
use daowei_ident::CaseId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::publish::CalendarGiven;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which calendar is tried, and where to go on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Foresight {
    /// What is to be published; the calendar in use where nothing is.
    #[serde(default)]
    trial: Option<CalendarGiven>,
    /// `next` of the answer before.
    #[serde(default)]
    #[schema(max_length = 512)]
    cursor: Option<String>,
    /// Open cases to look at; 20 where nothing is said.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What a calendar would make of limits that run.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeseenLimits {
    /// The calendar that was counted by.
    version: String,
    /// The limits that would move, and those that rest on days without a published calendar.
    rows: Vec<ForeseenLimit>,
    /// How many open cases were looked at.
    looked_at: usize,
    /// Where the next answer begins; nothing at the end.
    next: Option<String>,
}

/// A limit: nothing personal.
#[derive(Serialize, ToSchema)]
struct ForeseenLimit {
    /// The case.
    #[schema(value_type = String, format = Uuid)]
    case: CaseId,
    /// 办件编号
    number: String,
    /// The department's name.
    department: String,
    /// Which limit.
    #[schema(value_type = words::ClockKind)]
    clock: ClockKind,
    /// Whether it would move.
    moves: bool,
    /// As it was counted.
    now: CountedEnd,
    /// As it would be counted.
    then: CountedEnd,
}

/// The end of a limit, by a calendar.
#[derive(Serialize, ToSchema)]
struct CountedEnd {
    /// The last day; it ends at 24:00 in Shanghai.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Whether it rests on days without a published calendar.
    provisional: bool,
    /// The calendar.
    calendar: String,
}

impl From<Reckoning> for CountedEnd {
    fn from(reckoning: Reckoning) -> Self {
        Self { due: reckoning.due, provisional: reckoning.provisional, calendar: reckoning.calendar }
    }
}

impl From<ForeseenClock> for ForeseenLimit {
    fn from(foreseen: ForeseenClock) -> Self {
        let moves = foreseen.moves();
        let ForeseenClock { case, number, department, clock, now, then } = foreseen;
        Self { case, number, department, clock, moves, now: now.into(), then: then.into() }
    }
}

/// 预看重新计算 · What a calendar would make of the limits that run
///
/// Goes through the open cases within scope by due date, a stretch at a time, and writes nothing: the calendar in use shows what
/// is to be computed again, one that is to be published what it would move. Refused as its publication would be.
#[utoipa::path(
    post,
    path = "/calendar/foresight",
    operation_id = "foreseeRecomputation",
    tag = "calendar",
    request_body = Foresight,
    responses((status = 200, description = "A stretch of the open cases.", body = ForeseenLimits))
)]
pub(super) async fn foresee_recomputation(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(body): Json<Foresight>,
) -> Result<Json<ForeseenLimits>, Failure> {
    let trial = body.trial.map(CalendarGiven::take).transpose()?;
    let page = PageQuery { cursor: body.cursor, limit: body.limit }.cursor()?;
    let after = page.place::<CaseId>()?.map_or_else(|| Order::Due.beginning(), |(key, id)| After { key, id });
    let found = api.app.foresee_recomputation(caller, Question { trial, after, limit: page.limit }).await?;
    let next = found.next.map(|next| Cursor::seal(&format!("{}/{}", next.key, next.id)));
    let rows = found.clocks.into_iter().map(ForeseenLimit::from).collect();
    Ok(Json(ForeseenLimits { version: found.version, rows, looked_at: found.looked_at, next }))
}
