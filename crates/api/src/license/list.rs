//! The licenses of a department.

use axum::extract::State;
use daowei_app::license::LicenseQuery;
use daowei_ident::DepartmentId;
use utoipa::IntoParams;

use super::view::License;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::LicenseSort;
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
    /// Words of what they are called, of their item or of a holder with a public name, or initials of their pinyin; two characters
    /// at least. A holder without a public name is not found by words.
    #[param(max_length = 100)]
    q: Option<String>,
    /// In which order; by first day, the earliest first, where nothing is said.
    #[param(value_type = Option<LicenseSort>)]
    sort: Option<LicenseSort>,
}

/// 证照列表 · The licenses of a department
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
    let words = pairs.one::<String>("q")?;
    let order = pairs.one::<LicenseSort>("sort")?.map(|sort| sort.0).unwrap_or_default();
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let query = LicenseQuery { department, words, order, after: page.behind()?, limit: page.limit };
    let found = api.app.licenses(caller, query).await?;
    let next = found.rows.last().filter(|_| found.more).map(|view| Cursor::seal(&view.row.id));
    Ok(Json(Page { rows: found.rows.into_iter().map(License::from).collect(), next }))
}
