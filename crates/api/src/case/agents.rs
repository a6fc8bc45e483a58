//! 增加代理人.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::given::PartyInput;
use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// Somebody who acts for the applicant from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgentGiven {
    /// Who, as agent or representative, with a mandate that holds today.
    agent: PartyInput,
}

/// 增加代理人 · Record an agent who is not a party of the case yet, with his mandate
///
/// Before the decision. Whoever is a party already gets another mandate by `recordMandate` (`case.party.agent_known`). A case has as many
/// parties as a receipt takes (`case.party.too_many`).
#[utoipa::path(
    post,
    path = "/cases/{case}/agents",
    operation_id = "addAgent",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = AgentGiven,
    responses(Acted)
)]
pub(super) async fn add_agent(State(api): State<Api>, act: Act<AgentGiven>) -> Result<Acted, Failure> {
    let id = PartyId::from_parts(api.app.now().as_millisecond().unsigned_abs(), api.app.random());
    act.carry_out(&api, "addAgent", move |body, texts| {
        Ok(Command::AddAgent { agent: body.agent.take("agent", id, texts)?, known: false })
    })
    .await
}
