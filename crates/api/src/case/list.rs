//! 办件列表.

use axum::extract::State;
use daowei_app::case::{After, Query as Asked};
use daowei_domain::case::Stage;
use daowei_ident::DepartmentId;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::row::Row;
use crate::caller::By;
use crate::answers::ReadProblems;
use crate::problem::Problem;
use crate::page::{Page, Paging, cursor};
use crate::query::Pairs;
use crate::state::Api;
use crate::words;

/// Which cases.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one, since one of them repeats")]
pub(super) struct Filters {
    /// States, repeated for several; the open ones where nothing is said.
    #[param(value_type = Vec<words::Stage>)]
    stage: Option<Vec<Stage>>,
    /// One department; all that the caller may see where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Only those that the caller holds.
    mine: Option<bool>,
}

/// Where a page begins.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    due: String,
    id: String,
}

/// 办件列表 · Cases by due date, within one's scope
///
/// Natural persons are not named.
#[utoipa::path(
    get,
    path = "/cases",
    operation_id = "list_cases",
    tag = "cases",
    params(Filters, Paging),
    responses((status = 200, description = "A page of cases", body = Page<Row>), ReadProblems)
)]
pub(super) async fn list_cases(
    State(api): State<Api>,
    By(caller): By,
    mut pairs: Pairs,
) -> Result<axum::Json<Page<Row>>, Problem> {
    let paging = pairs.paging()?;
    let after = match paging.after::<Place>()? {
        Some(place) => After { due: place.due, id: place.id },
        None => After::beginning(),
    };
    let asked = Asked {
        stages: pairs.many("stage", |text| Stage::ALL.into_iter().find(|stage| stage.id() == text))?,
        department: pairs.one("department")?,
        mine: pairs.one("mine")?.unwrap_or(false),
        after,
        limit: paging.limit()?,
    };
    pairs.nothing_else()?;
    let page = api.app.cases(caller, asked).await?;
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|row| cursor(&Place { due: row.due.clone(), id: row.id.clone() }));
    Ok(axum::Json(Page { rows: page.rows.into_iter().map(Row::from).collect(), next }))
}
