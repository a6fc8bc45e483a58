//! 转办.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// To whom, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Assignment {
    /// To whom.
    #[schema(value_type = String, format = Uuid)]
    to: PersonId,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 转办 · Assign a case to somebody else
///
/// By the chief representative or a leader of the department.
#[utoipa::path(
    post,
    path = "/cases/{case}/assignment",
    operation_id = "reassign",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Assignment,
    responses(Acted)
)]
pub(super) async fn reassign(State(api): State<Api>, act: Act<Assignment>) -> Result<Acted, Failure> {
    act.carry_out(&api, "reassign", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Reassign { to: body.to, reasons })
    })
    .await
}
