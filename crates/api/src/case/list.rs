//! 办件列表.

use axum::extract::State;
use daowei_app::case::{After, Query as Asked};
use daowei_domain::case::Stage;
use daowei_ident::{CaseId, DepartmentId};
use utoipa::IntoParams;

use super::row::Row;
use super::sort::Sort;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which cases.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one, since one of them repeats")]
pub(super) struct Filters {
    /// States, repeated for several; the open ones where nothing is said.
    #[param(value_type = Vec<words::Stage>, required = false)]
    stage: Option<Vec<Stage>>,
    /// One department; all that the caller may see where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Only those that the caller holds.
    mine: Option<bool>,
    /// Words, or initials of their pinyin, two characters at least, of the item's name or code, or of the applicant's name
    /// where it is a legal person's.
    #[param(max_length = 100)]
    q: Option<String>,
    /// In which order; by due date, the nearest first, where nothing is said.
    #[param(inline)]
    sort: Option<Sort>,
}

/// 办件列表 · Cases within one's scope
///
/// Natural persons are not named, nor found by `q`. Without `stage` the open ones; with `mine` or `q` those of every state.
#[utoipa::path(
    get,
    path = "/cases",
    operation_id = "listCases",
    tag = "case",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of cases", body = Page<Row>))
)]
pub(super) async fn list_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Row>>, Failure> {
    let page = pairs.page()?;
    let after = page.place::<CaseId>()?.map(|(key, id)| After { key, id });
    let sort: Option<Sort> = pairs.one("sort")?;
    let order = sort.unwrap_or_default().into();
    let asked = Asked {
        stages: pairs.many("stage", |text| Stage::ALL.into_iter().find(|stage| stage.id() == text))?,
        department: pairs.one("department")?,
        mine: pairs.one("mine")?.unwrap_or(false),
        words: pairs.one("q")?,
        order,
        after,
        limit: page.limit,
    };
    pairs.nothing_else()?;
    let page = api.app.cases(caller, asked).await?;
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|last| Cursor::seal(&format!("{}/{}", order.key(&last.row), last.row.id)));
    Ok(Json(Page { rows: page.rows.into_iter().map(Row::from).collect(), next }))
}
