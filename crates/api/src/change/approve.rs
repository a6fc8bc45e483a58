//! 批准.

use axum::extract::State;
use daowei_app::change::Said;
use daowei_app::text::Texts;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfChange;
use super::view::ChangeDone;
use crate::act::Act;
use crate::bounds::short;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// By which document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeApproval {
    /// 批准文号
    #[schema(min_length = 1, max_length = 200)]
    document: String,
}

/// 批准 · Record the government's approval
#[utoipa::path(
    post,
    path = "/list-changes/{change}/approval",
    operation_id = "approveChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeApproval,
    responses((status = 200, description = "Approved.", body = ChangeDone))
)]
pub(super) async fn approve_change(
    State(api): State<Api>,
    act: Act<ChangeApproval, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "approveChange");
    let texts = Texts::new(&api.app);
    let said = Said::Approve(short("document", act.body.document, 200)?);
    Ok(Told::done(api.app.act_on_change(act.caller, act.path.change, said, texts, once).await?))
}
