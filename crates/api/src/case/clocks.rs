//! 时限说明, alone.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::clock::Clock;
use super::{OfCase, Seen};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::state::Api;

/// The clocks of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct Clocks {
    /// Each with its explanation.
    clocks: Vec<Clock>,
}

/// 时限说明 · The clocks of a case, day by day
///
/// Each day from the start to the end: counted or not, and why.
#[utoipa::path(
    get,
    path = "/cases/{case}/clocks",
    operation_id = "explainClocks",
    tag = "case",
    params(OfCase),
    responses(
        (status = 200, description = "OK", body = Clocks, headers(
            ("ETag" = String, description = "The revision of the case, for `If-Match`"),
        ))
    )
)]
pub(super) async fn explain_clocks(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
) -> Result<Seen<Clocks>, Failure> {
    let detail = api.app.case(caller, of.case).await?;
    let clocks = detail.clocks.into_iter().map(Clock::from).collect();
    Ok(Seen::at(detail.case.revision, Clocks { clocks }))
}
