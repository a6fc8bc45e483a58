//! 补充材料.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, PaperGiven};
use crate::problem::Failure;
use crate::state::Api;

/// Papers that came later.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Papers {
    /// The papers; a line of the list that is named again is written over, after acceptance only by more than it was.
    #[schema(min_items = 1, max_items = 200)]
    papers: Vec<PaperGiven>,
}

/// 补充材料 · Record papers that came later
///
/// Keeps the list of papers while the case is taken in or reviewed. Also what was promised to follow.
#[utoipa::path(
    post,
    path = "/cases/{case}/papers",
    operation_id = "recordPapers",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Papers,
    responses(Acted)
)]
pub(super) async fn record_papers(State(api): State<Api>, act: Act<Papers>) -> Result<Acted, Failure> {
    act.carry_out(&api, "recordPapers", |body, texts| {
        Ok(Command::RecordPapers(PaperGiven::all("papers", body.papers, texts)?))
    })
    .await
}
