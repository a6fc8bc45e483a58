//! Windows.

use axum::extract::State;
use daowei_ident::DepartmentId;
use utoipa::IntoParams;

use super::window::Window;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which windows.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Serving this department.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
}

/// 窗口列表 · Windows
#[utoipa::path(
    get,
    path = "/windows",
    operation_id = "listWindows",
    tag = "organization",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of windows.", body = Page<Window>))
)]
pub(super) async fn list_windows(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Window>>, Failure> {
    let department = pairs.one("department")?;
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let found = api.app.windows(caller, department, page.behind()?, page.limit).await?;
    let rows = found.rows.into_iter().map(Window::from).collect();
    Ok(Json(Page { rows, next: found.next.as_deref().map(Cursor::seal) }))
}
