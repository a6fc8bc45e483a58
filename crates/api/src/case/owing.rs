//! 待发文书、待回证: how many.

use axum::extract::State;
use daowei_app::case::Owing as Counted;
use daowei_ident::DepartmentId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// Whose.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Whose {
    /// The department; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
}

/// How long the two queues are.
#[derive(Serialize, ToSchema)]
pub(super) struct Owing {
    /// 待发文书: cases that still owe a document.
    owed: i64,
    /// 待回证: documents that nobody was served with yet.
    unserved: i64,
}

impl From<Counted> for Owing {
    fn from(owing: Counted) -> Self {
        Self { owed: owing.owed, unserved: owing.unserved }
    }
}

/// 待发文书、待回证 · How many documents a department still has to issue and to serve
#[utoipa::path(
    get,
    path = "/notices",
    operation_id = "countNotices",
    tag = "case",
    params(Whose),
    responses((status = 200, description = "How many.", body = Owing))
)]
pub(super) async fn count_notices(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Owing>, Failure> {
    let department = pairs.one("department")?;
    pairs.nothing_else()?;
    Ok(Json(api.app.owing(caller, department).await?.into()))
}
