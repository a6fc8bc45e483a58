//! The timeline of a case, alone.

use axum::extract::State;

use super::OfCase;
use super::timeline::Entry;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// 办理轨迹 · Every event of a case
///
/// By whom, in which post, by what right.
#[utoipa::path(
    get,
    path = "/cases/{case}/audit-trail",
    operation_id = "getAuditTrail",
    tag = "case",
    params(OfCase, PageQuery),
    responses((status = 200, description = "A page of the timeline", body = Page<Entry>))
)]
pub(super) async fn get_audit_trail(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
    mut pairs: Pairs,
) -> Result<Json<Page<Entry>>, Failure> {
    let page = pairs.page()?;
    let after: u64 = page.behind()?.unwrap_or(0);
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    pairs.nothing_else()?;
    let detail = api.app.case(caller, of.case).await?;
    let mut rest = detail.timeline.into_iter().filter(|entry| entry.sequence > after).map(Entry::from);
    let rows: Vec<Entry> = rest.by_ref().take(limit).collect();
    let last = rows.last().filter(|_| rest.next().is_some());
    let next = last.map(|entry| Cursor::seal(&entry.sequence.to_string()));
    Ok(Json(Page { rows, next }))
}
