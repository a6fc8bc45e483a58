//! `POST /accounts/{id}/end-sessions`

use axum::extract::State;
use daowei_app::account::EndReason;
use daowei_ident::{AccountId, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// Which sessions, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndSessions {
    /// One of them; all where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    session: Option<SessionId>,
    /// What whoever sat there is told.
    reason: Reason,
}

/// Why an administrator ends a session.
#[derive(Deserialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "snake_case")]
#[schema(as = EndReason)]
enum Reason {
    /// 人已离开，没有退出
    LeftOpen,
    /// 设备遗失、被盗或者移交他人
    DeviceLost,
    /// 疑似他人使用
    Suspected,
    /// 岗位变动或者离岗
    PostChanged,
    /// 系统维护
    Maintenance,
}

impl From<Reason> for EndReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::LeftOpen => Self::LeftOpen,
            Reason::DeviceLost => Self::DeviceLost,
            Reason::Suspected => Self::Suspected,
            Reason::PostChanged => Self::PostChanged,
            Reason::Maintenance => Self::Maintenance,
        }
    }
}

/// How many ended.
#[derive(Serialize, ToSchema)]
pub(super) struct EndedSessions {
    /// So many.
    ended: u64,
}

/// 结束账号的会话 End a session of an account, or all of them. Whoever sits there is told why, and may sign in again.
#[utoipa::path(post, path = "/accounts/{id}/end-sessions", operation_id = "endAccountSessions", tag = "account",
    params(("id" = String, Path, format = Uuid)), request_body = EndSessions,
    responses((status = 200, description = "They have ended.", body = EndedSessions)))]
pub(super) async fn end_account_sessions(
    State(api): State<Api>,
    signed: Signed,
    Id(id): Id<AccountId>,
    Json(asked): Json<EndSessions>,
) -> Result<Json<EndedSessions>, Failure> {
    let ended = api.app.end_account_sessions(signed.caller, id, asked.session, asked.reason.into()).await?;
    Ok(Json(EndedSessions { ended }))
}
