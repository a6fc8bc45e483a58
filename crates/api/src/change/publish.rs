//! 公布.

use axum::extract::State;
use daowei_app::change::Publishing;
use jiff::civil::Date;
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

/// From when it holds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangePublication {
    /// 生效日期: today or later.
    #[schema(value_type = String, format = Date)]
    effective: Date,
    /// 公布文号, where the government did not have to approve it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    document: Option<String>,
}

/// 公布清单调整 · Publish an approved change: the items say it from that day on
#[utoipa::path(
    post,
    path = "/list-changes/{change}/publication",
    operation_id = "publishChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangePublication,
    responses((status = 200, description = "Published.", body = ChangeDone))
)]
pub(super) async fn publish_change(
    State(api): State<Api>,
    act: Act<ChangePublication, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "publishChange");
    let document = act.body.document.map(|document| short("document", document, 200)).transpose()?;
    let publishing = Publishing { effective: act.body.effective, document };
    Ok(Told::done(api.app.publish_change(act.caller, act.path.change, publishing, once).await?))
}
