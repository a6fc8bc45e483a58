//! 更正事项.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::ItemId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, PaperGiven};
use crate::problem::Failure;
use crate::state::Api;

/// What was really applied for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RightItem {
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// What came in, by the lines of its list.
    #[serde(default)]
    #[schema(max_items = 200)]
    papers: Vec<PaperGiven>,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 更正事项 · Set the item that was really applied for
///
/// For a case received under another item, or as being on no list, until it is answered. The five working days count from the
/// receipt of the papers all the same; the case goes to the organ of its item.
#[utoipa::path(
    post,
    path = "/cases/{case}/item",
    operation_id = "setItem",
    tag = "case",
    params(OfCase, Keyed, Matched),
    request_body = RightItem,
    responses(Acted)
)]
pub(super) async fn set_item(State(api): State<Api>, act: Act<RightItem>) -> Result<Acted, Failure> {
    act.carry_out(&api, "setItem", |body, texts| {
        let papers = PaperGiven::all("papers", body.papers, texts)?;
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::SetItem { item: body.item, papers, reasons })
    })
    .await
}
