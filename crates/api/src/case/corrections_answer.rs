//! 补正材料已交.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::DemandId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, PaperGiven, crowd};
use crate::problem::Failure;
use crate::state::Api;

/// What was handed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    /// Demands that are met by it.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    met: Vec<DemandId>,
    /// The papers that came.
    #[serde(default)]
    #[schema(max_items = 200)]
    papers: Vec<PaperGiven>,
}

/// 补正材料已交 · Record what was handed in for a correction
///
/// Once every demand is met, five new working days run to tell or to accept.
#[utoipa::path(
    post,
    path = "/cases/{case}/corrections/answer",
    operation_id = "handInCorrections",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Answer,
    responses(Acted)
)]
pub(super) async fn hand_in_corrections(State(api): State<Api>, act: Act<Answer>) -> Result<Acted, Failure> {
    act.carry_out(&api, "handInCorrections", |body, texts| {
        crowd("met", &body.met, 100)?;
        let papers = PaperGiven::all("papers", body.papers, texts)?;
        Ok(Command::HandInCorrections { met: body.met, papers })
    })
    .await
}
