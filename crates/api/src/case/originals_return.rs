//! 退还原件.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, crowd, short};
use crate::problem::Failure;
use crate::state::Api;

/// Originals that go back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginalsReturn {
    /// The lines of the item's list whose originals were taken.
    #[schema(min_items = 1, max_items = 200)]
    papers: Vec<String>,
    /// Who signs for them.
    #[schema(min_length = 1, max_length = 200)]
    recipient: String,
}

/// 退还原件 · Give originals back, against signature
#[utoipa::path(
    post,
    path = "/cases/{case}/originals-return",
    operation_id = "returnOriginals",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = OriginalsReturn,
    responses(Acted)
)]
pub(super) async fn return_originals(
    State(api): State<Api>,
    act: Act<OriginalsReturn>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "returnOriginals", |body, texts| {
        crowd("papers", &body.papers, 200)?;
        let papers = body.papers.into_iter().map(|paper| short("papers", paper, 64));
        let papers = papers.collect::<Result<_, _>>()?;
        let recipient = short("recipient", body.recipient, 200)?;
        Ok(Command::ReturnOriginals { papers, recipient: texts.take("recipient", "recipient", recipient)? })
    })
    .await
}
