//! The licenses of a department.

use axum::extract::State;
use daowei_ident::DepartmentId;
use utoipa::IntoParams;

use super::view::License;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which licenses.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// The department; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
}

/// 证照列表 · The licenses of a department, by their first day
#[utoipa::path(
    get,
    path = "/licenses",
    operation_id = "listLicenses",
    tag = "license",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of licenses.", body = Page<License>))
)]
pub(super) async fn list_licenses(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<License>>, Failure> {
    let department = pairs.one("department")?;
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place().unwrap_or_default();
    let found = api.app.licenses(caller, department, after, page.limit).await?;
    let last = found.rows.last().filter(|_| found.more);
    let next = last.map(|view| Cursor::seal(&format!("{}/{}", view.row.valid_from, view.row.id)));
    Ok(Json(Page { rows: found.rows.into_iter().map(License::from).collect(), next }))
}
