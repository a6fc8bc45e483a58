//! 结束特别程序.

use axum::extract::State;
use daowei_domain::case::Command;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfPause};
use crate::problem::Failure;
use crate::state::Api;

/// When it ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PauseEnd {
    /// The last day of it.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Leave its days out of the count.
    deduct: bool,
}

/// 结束特别程序 · End a special procedure
///
/// The clocks that it stopped run again.
#[utoipa::path(
    post,
    path = "/cases/{case}/pauses/{pause}/end",
    operation_id = "endPause",
    tag = "case",
    params(OfPause, Matched, Keyed),
    request_body = PauseEnd,
    responses(Acted)
)]
pub(super) async fn end_pause(State(api): State<Api>, act: Act<PauseEnd, OfPause>) -> Result<Acted, Failure> {
    let pause = act.path.pause;
    act.carry_out(&api, "endPause", |body, _| {
        Ok(Command::EndPause { pause, on: body.on, deduct: body.deduct })
    })
    .await
}
