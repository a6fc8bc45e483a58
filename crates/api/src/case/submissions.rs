//! 上报.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;

/// To whom, and our opinion.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Submission {
    /// To whom.
    #[schema(min_length = 1, max_length = 200)]
    to: String,
    /// Our opinion.
    #[schema(min_length = 1, max_length = 4000)]
    opinion: String,
}

/// 上报 · Submit upward
///
/// For items that another level decides. The submission has a clock of its own.
#[utoipa::path(
    post,
    path = "/cases/{case}/submissions",
    operation_id = "submitUpward",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Submission,
    responses(Acted)
)]
pub(super) async fn submit_upward(State(api): State<Api>, act: Act<Submission>) -> Result<Acted, Failure> {
    act.carry_out(&api, "submitUpward", |body, texts| {
        let to = texts.take("to", "organ", short("to", body.to, 200)?)?;
        Ok(Command::SubmitUpward { to, opinion: texts.take("opinion", "opinion", body.opinion)? })
    })
    .await
}
