//! 当场更正.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;

/// What was put right, by whom, on which paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PutRight {
    /// What was put right.
    #[schema(min_length = 1, max_length = 4000)]
    what: String,
    /// The party who did it: the applicant, or who acts for the applicant.
    #[schema(value_type = String, format = Uuid)]
    by: PartyId,
    /// The line of the item's list, where it is not the application itself.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 64)]
    paper: Option<String>,
}

/// 当场更正 · Record what the applicant put right on the spot
///
/// 行政许可法 art. 32(1)③: what can be put right on the spot is put right there and then, by the applicant himself.
#[utoipa::path(
    post,
    path = "/cases/{case}/on-the-spot-corrections",
    operation_id = "putRightOnTheSpot",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = PutRight,
    responses(Acted)
)]
pub(super) async fn put_right(State(api): State<Api>, act: Act<PutRight>) -> Result<Acted, Failure> {
    act.carry_out(&api, "putRightOnTheSpot", |body, texts| {
        let what = texts.take("what", "put_right", body.what)?;
        let paper = body.paper.map(|paper| short("paper", paper, 64)).transpose()?;
        Ok(Command::PutRight { what, by: body.by, paper })
    })
    .await
}
