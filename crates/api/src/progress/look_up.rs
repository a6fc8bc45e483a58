//! 查询办理进度.

use axum::Extension;
use axum::extract::State;
use daowei_app::Error;
use daowei_domain::case::{Outcome, Stage};
use daowei_domain::limits::ClockKind;
use daowei_ident::{CaseNumber, QueryCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::envelope::ClientAddress;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What the receipt says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressAsked {
    /// 办件编号, 21 digits.
    #[schema(max_length = 40)]
    number: String,
    /// 查询码
    #[schema(max_length = 64, format = Password)]
    query_code: String,
}

/// How a case goes: no personal data.
#[derive(Serialize, ToSchema)]
pub(super) struct Progress {
    /// 办件编号
    number: String,
    /// Item.
    item_name: String,
    /// Department.
    department: String,
    /// State.
    #[schema(value_type = words::Stage)]
    stage: Stage,
    /// 状态名称
    stage_name: &'static str,
    /// The day on which the papers came.
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// The leading clock: of which limit `due` and `remaining` speak.
    #[schema(value_type = Option<words::ClockKind>)]
    clock: Option<ClockKind>,
    /// 时限名称
    clock_name: Option<&'static str>,
    /// When the leading clock ends.
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
    /// Whether that rests on days without a published calendar.
    provisional: bool,
    /// 特别程序（不计时限）
    stopped: bool,
    /// Working days until the leading clock ends, less than nothing once it has; nothing where none runs.
    remaining: Option<i64>,
    /// Granted or not, once the decision bears its seal.
    #[schema(value_type = Option<words::Outcome>)]
    outcome: Option<Outcome>,
    /// 办理结果
    outcome_name: Option<&'static str>,
}

/// 查询办理进度 · How a case goes, by its number and query code
///
/// Without an account. A wrong number and a wrong code give the same answer. In the body, so that no log has the code.
#[utoipa::path(
    post,
    path = "/progress",
    operation_id = "lookUpProgress",
    tag = "progress",
    security(()),
    request_body = ProgressAsked,
    responses((status = 200, description = "How it goes.", body = Progress))
)]
pub(super) async fn look_up_progress(
    State(api): State<Api>,
    address: Option<Extension<ClientAddress>>,
    Json(asked): Json<ProgressAsked>,
) -> Result<Json<Progress>, Failure> {
    let missing = || Error::NotFound { what: "case" };
    let number: CaseNumber = asked.number.trim().parse().map_err(|_| missing())?;
    let code: QueryCode = asked.query_code.parse().map_err(|_| missing())?;
    let address = address.map(|Extension(ClientAddress(address))| address);
    let progress = api.app.progress_at(address, number, code.reveal().to_owned()).await?;
    Ok(Json(Progress {
        number: progress.number,
        item_name: progress.item_name,
        department: progress.department,
        stage: progress.stage,
        stage_name: progress.stage.zh(),
        received_on: progress.received_on,
        clock: progress.clock,
        clock_name: progress.clock.map(ClockKind::zh),
        due: progress.due,
        provisional: progress.provisional,
        stopped: progress.stopped,
        remaining: progress.remaining,
        outcome: progress.outcome,
        outcome_name: progress.outcome.map(|outcome| match outcome {
            Outcome::Grant => "已准予",
            Outcome::Refuse => "不予",
        }),
    }))
}
