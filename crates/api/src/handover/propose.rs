//! 提出交接.

use axum::extract::State;
use daowei_app::handover::Proposal;
use daowei_app::text::Texts;
use daowei_domain::handover::Counted;
use daowei_ident::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{HandoverDone, StockCounted};
use crate::act::Act;
use crate::bounds::crowd;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// What is handed over beside one's cases, to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandoverGiven {
    /// 接班人
    #[schema(value_type = String, format = Uuid)]
    taker: PersonId,
    /// Seals and stock.
    #[serde(default)]
    #[schema(max_items = 20)]
    stock: Vec<StockCounted>,
    /// 交接说明: each case will say it as the reason of its changing hands.
    #[schema(min_length = 1, max_length = 4000)]
    remarks: String,
}

/// 提出交接 · Hand over all cases that one holds in the department of one's post
///
/// What goes over is found by the server: the cases with what each waits for, and the originals held with them. Nothing changes
/// hands before the taker confirms.
#[utoipa::path(
    post,
    path = "/handovers",
    operation_id = "proposeHandover",
    tag = "handover",
    params(Keyed),
    request_body = HandoverGiven,
    responses((status = 201, description = "Proposed.", body = HandoverDone))
)]
pub(super) async fn propose_handover(
    State(api): State<Api>,
    act: Act<HandoverGiven>,
) -> Result<Told<HandoverDone>, Failure> {
    let once = act.once(&api, "proposeHandover");
    let body = act.body;
    crowd("stock", &body.stock, 20)?;
    let counted = |counted: StockCounted| Counted { stock: counted.stock, count: counted.count };
    let stock = body.stock.into_iter().map(counted).collect();
    let mut texts = Texts::new(&api.app);
    let remarks = texts.take("remarks", "remarks", body.remarks)?;
    let proposal = Proposal { taker: body.taker, stock, remarks };
    Ok(Told::made(api.app.propose_handover(act.caller, proposal, texts, once).await?))
}
