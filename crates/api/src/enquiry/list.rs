//! The enquiries of a department by day.

use axum::extract::State;
use daowei_app::Days;
use daowei_app::enquiry::EnquiryQuery;
use daowei_ident::{DepartmentId, EnquiryId, ItemId};
use jiff::civil::Date;
use utoipa::IntoParams;

use super::view::EnquiryRow;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::EnquirySort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which enquiries.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// The department; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// About this item.
    #[param(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// Told on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Told on this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// In which order; the newest first where nothing is said.
    #[param(value_type = Option<EnquirySort>)]
    sort: Option<EnquirySort>,
}

/// 咨询列表 · The enquiries of a department
#[utoipa::path(
    get,
    path = "/enquiries",
    operation_id = "listEnquiries",
    tag = "enquiry",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of enquiries.", body = Page<EnquiryRow>))
)]
pub(super) async fn list_enquiries(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<EnquiryRow>>, Failure> {
    let department = pairs.one("department")?;
    let item = pairs.one("item")?;
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let back = pairs.one::<EnquirySort>("sort")?.is_none_or(|sort| sort.0.back);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place::<EnquiryId>()?;
    let query = EnquiryQuery { department, item, days: Days { from, until, back }, after, limit: page.limit };
    let (rows, more) = api.app.enquiries(caller, query).await?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.told_on, listed.row.id)));
    Ok(Json(Page { rows: rows.into_iter().map(EnquiryRow::from).collect(), next }))
}
