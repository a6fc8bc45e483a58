//! The foreign cases of a department.

use axum::extract::State;
use daowei_app::Error;
use daowei_app::foreign::ForeignQuery;
use daowei_domain::foreign::ForeignResult;
use daowei_ident::{DepartmentId, ForeignCaseId, ItemId};
use jiff::civil::Date;
use utoipa::IntoParams;

use super::view::{ForeignRow, ForeignStanding};
use crate::bounds::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which foreign cases.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// The department; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Of this system.
    system: Option<String>,
    /// With this number there.
    number: Option<String>,
    /// About this item.
    #[param(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// Open, or with this result.
    #[param(inline)]
    standing: Option<ForeignStanding>,
    /// Received on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Received on this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// 专网办件列表 · The foreign cases of a department, the newest first
#[utoipa::path(
    get,
    path = "/foreign-cases",
    operation_id = "listForeignCases",
    tag = "foreign",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of foreign cases.", body = Page<ForeignRow>))
)]
pub(super) async fn list_foreign_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<ForeignRow>>, Failure> {
    let (department, item) = (pairs.one("department")?, pairs.one("item")?);
    let (system, number) = (pairs.one("system")?, pairs.one("number")?);
    let (system, number) = (sought("system", system, 40)?, sought("number", number, 64)?);
    let standing = pairs.many("standing", standing)?;
    if standing.len() > 1 {
        return Err(crate::query::field("standing", "input.field.twice"));
    }
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place::<ForeignCaseId>()?;
    let standing = standing.into_iter().next();
    let query =
        ForeignQuery { department, system, number, item, standing, from, until, after, limit: page.limit };
    let (rows, more) = api.app.foreign_cases(caller, query).await?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.received_on, listed.row.id)));
    Ok(Json(Page { rows: rows.into_iter().map(ForeignRow::from).collect(), next }))
}

/// A name or number that is looked for, in the form in which it is kept.
pub(super) fn sought(name: &str, text: Option<String>, longest: usize) -> Result<Option<String>, Error> {
    text.map(|text| short(name, daowei_app::foreign::name(&text), longest)).transpose()
}

/// Open, or with which result.
pub(super) fn standing(text: &str) -> Option<Option<ForeignResult>> {
    match text {
        "open" => Some(None),
        _ => ForeignResult::ALL.into_iter().find(|result| result.id() == text).map(Some),
    }
}
