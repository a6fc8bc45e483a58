//! Changes by day; those of an item.

use axum::extract::State;
use daowei_app::Days;
use daowei_app::change::ChangeQuery;
use daowei_domain::change::Stage;
use daowei_ident::{DepartmentId, ListChangeId};
use jiff::civil::Date;
use utoipa::IntoParams;

use super::view::ChangeRow;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::ChangeSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which changes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Those that this department proposed; where nothing is said, those of the whole division for its offices, and of one's own
    /// department for others.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// In that hand.
    #[param(value_type = Option<words::ChangeStage>)]
    stage: Option<Stage>,
    /// Proposed on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Proposed on this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// In which order; the newest first where nothing is said.
    #[param(value_type = Option<ChangeSort>)]
    sort: Option<ChangeSort>,
}

/// 清单调整列表 · Changes of a department, or of a division's lists
#[utoipa::path(
    get,
    path = "/list-changes",
    operation_id = "listChanges",
    tag = "change",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of changes.", body = Page<ChangeRow>))
)]
pub(super) async fn list_changes(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<ChangeRow>>, Failure> {
    let department = pairs.one("department")?;
    let stages = pairs.many("stage", |text| serde_json::from_value(text.into()).ok())?;
    if stages.len() > 1 {
        return Err(crate::query::field("stage", "input.field.twice"));
    }
    let stage = stages.into_iter().next();
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let back = pairs.one::<ChangeSort>("sort")?.is_none_or(|sort| sort.0.back);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place::<ListChangeId>()?;
    let query = ChangeQuery { department, stage, days: Days { from, until, back }, after, limit: page.limit };
    let (rows, more) = api.app.changes(caller, query).await?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.proposed_on, listed.row.id)));
    Ok(Json(Page { rows: rows.into_iter().map(ChangeRow::from).collect(), next }))
}
