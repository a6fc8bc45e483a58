//! 启动特别程序.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_domain::catalog::ProcedureGround;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which procedure, since when, and how long it takes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pause {
    /// Which procedure.
    #[schema(value_type = words::ProcedureGround)]
    ground: ProcedureGround,
    /// How long it takes, in working days: no more is left out of the count than the notice told.
    #[schema(minimum = 1, maximum = 10000)]
    needed_days: u32,
    /// Since when: today or an earlier day.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 启动特别程序 · Start a special procedure
///
/// Issues the notice of how long it takes (行政许可法 art. 45). What is left out of the count depends on the service of that notice and on the law of the item.
#[utoipa::path(
    post,
    path = "/cases/{case}/pauses",
    operation_id = "startPause",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Pause,
    responses(Acted)
)]
pub(super) async fn start_pause(State(api): State<Api>, act: Act<Pause>) -> Result<Acted, Failure> {
    act.carry_out(&api, "startPause", |body, _| {
        let Pause { ground, needed_days, on } = body;
        Ok(Command::StartPause { ground, needed_days, on })
    })
    .await
}
