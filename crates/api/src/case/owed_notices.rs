//! 待发文书.

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::State;
use daowei_app::case::OwingQuery;
use daowei_ident::CaseId;

use super::owing::Whose;
use super::row::Row;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// 待发文书 · Cases of a department that still owe a document, by due date
#[utoipa::path(
    get,
    path = "/notices/owed",
    operation_id = "listOwedNotices",
    tag = "case",
    params(Whose, PageQuery),
    responses((status = 200, description = "A page of cases.", body = Page<Row>))
)]
pub(super) async fn list_owed_notices(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Row>>, Failure> {
    let query = asked::<CaseId>(&mut pairs)?;
    pairs.nothing_else()?;
    let found = api.app.owed_notices(caller, query).await?;
    let last = found.rows.last().filter(|_| found.more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.due, listed.row.id)));
    Ok(Json(Page { rows: found.rows.into_iter().map(Row::from).collect(), next }))
}

/// Whose queue, and behind which day and id.
pub(super) fn asked<T: FromStr + Display>(pairs: &mut Pairs) -> Result<OwingQuery, Failure> {
    let department = pairs.one("department")?;
    let page = pairs.page()?;
    Ok(OwingQuery { department, after: page.place::<T>()?.unwrap_or_default(), limit: page.limit })
}
