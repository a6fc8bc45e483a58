//! 电话记录.

use axum::extract::State;
use daowei_app::{Error, Problem};
use daowei_domain::case::{CallGiven, CallOutcome, CallTopic, CallWay, Command};
use daowei_ident::{IdentError, Phone};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::bounds::short;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A call.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallRecord {
    /// Who called whom.
    #[schema(value_type = words::CallWay)]
    way: CallWay,
    /// When; now where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// 通话对象
    #[schema(min_length = 1, max_length = 200)]
    with: String,
    /// 电话号码
    #[schema(min_length = 1, max_length = 40)]
    phone: String,
    /// About what.
    #[schema(value_type = words::CallTopic)]
    topic: CallTopic,
    /// 通话内容
    #[schema(min_length = 1, max_length = 4000)]
    said: String,
    /// What came of it.
    #[schema(value_type = words::CallOutcome)]
    outcome: CallOutcome,
}

/// 电话记录 · Record a call
///
/// A fact beside the case: it replaces no written notice and moves no clock.
#[utoipa::path(
    post,
    path = "/cases/{case}/calls",
    operation_id = "recordCall",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = CallRecord,
    responses(Acted)
)]
pub(super) async fn record_call(State(api): State<Api>, act: Act<CallRecord>) -> Result<Acted, Failure> {
    let now = api.app.now();
    act.carry_out(&api, "record_call", |body, texts| {
        let wrong = |error: IdentError| Error::input("phone", Problem::Ident(error));
        let phone: Phone = body.phone.parse().map_err(wrong)?;
        Ok(Command::RecordCall(CallGiven {
            way: body.way,
            at: body.at.unwrap_or(now),
            with: texts.take("with", "callee", short("with", body.with, 200)?)?,
            phone: texts.take("phone", "phone", phone.reveal().to_owned())?,
            topic: body.topic,
            said: texts.take("said", "call", body.said)?,
            outcome: body.outcome,
        }))
    })
    .await
}
