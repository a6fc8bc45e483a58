//! 更新专网办件.

use axum::extract::State;
use daowei_domain::foreign::AmendReason;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfForeignCase;
use super::view::{ForeignDone, ForeignProgress};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// How far a foreign case is by now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignAmendment {
    /// 更新原因. Where it progressed, nothing that stands is altered (`foreign.progress_alters`).
    #[schema(value_type = words::AmendReason)]
    reason: AmendReason,
    /// The whole of it.
    progress: ForeignProgress,
}

/// 更新办理情况 · Amend times and result of a foreign case
///
/// The whole progress as it is now; what stood before stays in the record.
#[utoipa::path(
    post,
    path = "/foreign-cases/{case}/amendments",
    operation_id = "amendForeignCase",
    tag = "foreign",
    params(OfForeignCase, Keyed),
    request_body = ForeignAmendment,
    responses((status = 200, description = "Amended.", body = ForeignDone))
)]
pub(super) async fn amend_foreign_case(
    State(api): State<Api>,
    act: Act<ForeignAmendment, OfForeignCase>,
) -> Result<Told<ForeignDone>, Failure> {
    let once = act.once(&api, "amendForeignCase");
    let amended = (act.body.progress.read()?, act.body.reason);
    Ok(Told::done(api.app.amend_foreign(act.caller, act.path.case, amended, once).await?))
}
