//! Hand-overs by day.

use axum::extract::State;
use daowei_app::Days;
use daowei_app::handover::HandoverQuery;
use daowei_ident::{DepartmentId, HandoverId};
use jiff::civil::Date;
use utoipa::IntoParams;

use super::view::HandoverRow;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::HandoverSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which hand-overs.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Only those that wait for the caller, or that the caller has proposed and that wait.
    mine: Option<bool>,
    /// The department; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Proposed on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Proposed on this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// In which order; the newest first where nothing is said.
    #[param(value_type = Option<HandoverSort>)]
    sort: Option<HandoverSort>,
}

/// 交接班列表 · Hand-overs of a department
#[utoipa::path(
    get,
    path = "/handovers",
    operation_id = "listHandovers",
    tag = "handover",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of hand-overs.", body = Page<HandoverRow>))
)]
pub(super) async fn list_handovers(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<HandoverRow>>, Failure> {
    let mine = pairs.one("mine")?.unwrap_or(false);
    let department = pairs.one("department")?;
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let back = pairs.one::<HandoverSort>("sort")?.is_none_or(|sort| sort.0.back);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place::<HandoverId>()?;
    let query =
        HandoverQuery { mine, department, days: Days { from, until, back }, after, limit: page.limit };
    let (rows, more) = api.app.handovers(caller, query).await?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.proposed_on, listed.row.id)));
    Ok(Json(Page { rows: rows.into_iter().map(HandoverRow::from).collect(), next }))
}
