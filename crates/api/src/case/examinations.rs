//! 审查.

use axum::extract::State;
use daowei_domain::case::{Command, Verdict};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// An opinion on the step that waits.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Examination {
    /// The step that waits, as the brief names it.
    #[schema(min_length = 1, max_length = 64)]
    step: String,
    /// How it comes out.
    #[schema(value_type = words::Verdict)]
    verdict: Verdict,
    /// The explicit opinion.
    #[schema(min_length = 1, max_length = 4000)]
    opinion: String,
}

/// 审查 · Complete a step of review
///
/// The step must be the one that waits; a bare name is no opinion.
#[utoipa::path(
    post,
    path = "/cases/{case}/examinations",
    operation_id = "examine",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Examination,
    responses(Acted)
)]
pub(super) async fn examine(State(api): State<Api>, act: Act<Examination>) -> Result<Acted, Failure> {
    act.carry_out(&api, "examine", |body, texts| {
        let step = short("step", body.step, 64)?;
        let opinion = texts.take("opinion", "opinion", body.opinion)?;
        Ok(Command::Examine { step, verdict: body.verdict, opinion })
    })
    .await
}
