//! 更新专网办件.

use axum::extract::State;

use super::OfForeignCase;
use super::view::{ForeignDone, ForeignProgress};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 更新办理情况 · Amend times and result of a foreign case
///
/// The whole progress as it is now; what stood before stays in the record.
#[utoipa::path(
    post,
    path = "/foreign-cases/{case}/amendments",
    operation_id = "amendForeignCase",
    tag = "foreign",
    params(OfForeignCase, Keyed),
    request_body = ForeignProgress,
    responses((status = 200, description = "Amended.", body = ForeignDone))
)]
pub(super) async fn amend_foreign_case(
    State(api): State<Api>,
    act: Act<ForeignProgress, OfForeignCase>,
) -> Result<Told<ForeignDone>, Failure> {
    let once = act.once(&api, "amendForeignCase");
    let progress = act.body.read()?;
    Ok(Told::done(api.app.amend_foreign(act.caller, act.path.case, progress, once).await?))
}
