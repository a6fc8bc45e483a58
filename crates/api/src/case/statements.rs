//! 听取陈述申辩.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// What an interested party said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementGiven {
    /// The interested party.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// What was said; or that nothing was, and how the party was asked.
    #[schema(min_length = 1, max_length = 4000)]
    statement: String,
}

/// 听取陈述申辩 · Record what an interested party said
///
/// After the notice was served on the party.
#[utoipa::path(
    post,
    path = "/cases/{case}/statements",
    operation_id = "recordStatement",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = StatementGiven,
    responses(Acted)
)]
pub(super) async fn record_statement(
    State(api): State<Api>,
    act: Act<StatementGiven>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "record_statement", |body, texts| {
        let statement = texts.take("statement", "opinion", body.statement)?;
        Ok(Command::RecordStatement { party: body.party, statement })
    })
    .await
}
