//! The timeline of a case, alone.

use axum::extract::State;
use serde::{Deserialize, Serialize};

use super::OfCase;
use super::timeline::Entry;
use crate::caller::By;
use crate::path::Path;
use crate::answers::ReadProblems;
use crate::problem::Problem;
use crate::page::{Page, Paging, cursor};
use crate::query::Pairs;
use crate::state::Api;

/// Where a page begins.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    sequence: u64,
}

/// 办理轨迹 · Every event of a case
///
/// By whom, in which post, by what right.
#[utoipa::path(
    get,
    path = "/cases/{case}/audit-trail",
    operation_id = "get_audit_trail",
    tag = "cases",
    params(OfCase, Paging),
    responses((status = 200, description = "A page of the timeline", body = Page<Entry>), ReadProblems)
)]
pub(super) async fn get_audit_trail(
    State(api): State<Api>,
    By(caller): By,
    Path(of): Path<OfCase>,
    mut pairs: Pairs,
) -> Result<axum::Json<Page<Entry>>, Problem> {
    let paging = pairs.paging()?;
    let after = paging.after::<Place>()?.map_or(0, |place| place.sequence);
    let limit = usize::try_from(paging.limit()?).unwrap_or(usize::MAX);
    pairs.nothing_else()?;
    let detail = api.app.case(caller, of.case).await?;
    let mut rest = detail.timeline.into_iter().filter(|entry| entry.sequence > after).map(Entry::from);
    let rows: Vec<Entry> = rest.by_ref().take(limit).collect();
    let last = rows.last().filter(|_| rest.next().is_some());
    let next = last.map(|entry| cursor(&Place { sequence: entry.sequence }));
    Ok(axum::Json(Page { rows, next }))
}
