//! Departments.

use axum::extract::State;

use super::department::Department;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::rows::Page;
use crate::state::Api;

/// 机构列表 · Departments, today's and those of old
#[utoipa::path(
    get,
    path = "/departments",
    operation_id = "listDepartments",
    tag = "organization",
    params(PageQuery),
    responses((status = 200, description = "A page of departments.", body = Page<Department>))
)]
pub(super) async fn list_departments(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    page: Cursor,
) -> Result<Json<Page<Department>>, Failure> {
    let found = api.app.departments(caller, page.behind()?, page.limit).await?;
    let rows = found.rows.into_iter().map(Department::from).collect();
    Ok(Json(Page { rows, next: found.next.as_deref().map(Cursor::seal) }))
}
