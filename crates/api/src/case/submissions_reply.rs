//! 登记批复.

use axum::extract::State;
use daowei_domain::case::{Command, Outcome};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    /// What it says.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Its number.
    #[schema(min_length = 1, max_length = 100)]
    number: String,
    /// Its date.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 登记批复 · Record the reply to a submission
///
/// Our decision follows the reply.
#[utoipa::path(
    post,
    path = "/cases/{case}/submissions/reply",
    operation_id = "recordReply",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Reply,
    responses(Acted)
)]
pub(super) async fn record_reply(State(api): State<Api>, act: Act<Reply>) -> Result<Acted, Failure> {
    act.carry_out(&api, "recordReply", |body, texts| {
        let number = texts.take("number", "number", short("number", body.number, 100)?)?;
        Ok(Command::RecordReply { outcome: body.outcome, number, on: body.on })
    })
    .await
}
