//! 任命负责人.

use axum::extract::State;
use daowei_domain::organization::Leadership;
use daowei_domain::organization::department::Leader;
use daowei_ident::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::{Department, OfDepartment};
use super::validity::Period;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// A leader's time in charge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LeaderGiven {
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// As what.
    #[schema(value_type = words::Leadership)]
    leadership: Leadership,
    /// When.
    validity: Period,
}

/// 任命负责人 · Put a leader on record
#[utoipa::path(
    post,
    path = "/departments/{department}/leaders",
    operation_id = "appointLeader",
    tag = "organization",
    params(OfDepartment, Keyed),
    request_body = LeaderGiven,
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn appoint_leader(
    State(api): State<Api>,
    act: Act<LeaderGiven, OfDepartment>,
) -> Result<Told<Department>, Failure> {
    let once = act.once(&api, "appointLeader");
    let LeaderGiven { person, leadership, validity } = act.body;
    let leader = Leader { person, leadership, validity: validity.into() };
    Ok(Told::done(api.app.appoint_leader(act.caller, act.path.department, leader, once).await?))
}
