//! 延长办理期限.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// By how much, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Extension {
    /// Working days.
    #[schema(minimum = 1, maximum = 10000)]
    days: u32,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
    /// By the government, not by the organ (art. 42(2)).
    #[serde(default)]
    by_government: bool,
}

/// 延长办理期限 · Extend the limit
///
/// Once, before the limit ends, by whom the law of the item names (行政许可法 art. 42); it takes effect when its notice is served in time.
#[utoipa::path(
    post,
    path = "/cases/{case}/extension",
    operation_id = "extend",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Extension,
    responses(Acted)
)]
pub(super) async fn extend(State(api): State<Api>, act: Act<Extension>) -> Result<Acted, Failure> {
    act.carry_out(&api, "extend", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Extend { days: body.days, reasons, by_government: body.by_government })
    })
    .await
}
