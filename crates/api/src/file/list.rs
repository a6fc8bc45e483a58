//! `GET /files`

use axum::extract::State;

use super::sent::SentFile;
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::rows::Page;
use crate::state::Api;

/// 待附文件 · One's own files that no case has, the oldest first
#[utoipa::path(get, path = "/files", operation_id = "listFiles", tag = "file", params(PageQuery),
    responses((status = 200, description = "A page of files.", body = Page<SentFile>)))]
pub(super) async fn list_files(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    page: Cursor,
) -> Result<Json<Page<SentFile>>, Failure> {
    let (files, more) = api.app.sent_files(caller, page.behind()?, page.limit).await?;
    let rows: Vec<SentFile> = files.into_iter().map(SentFile::from).collect();
    let next = rows.last().filter(|_| more).map(|last| Cursor::seal(&last.id.to_string()));
    Ok(Json(Page { rows, next }))
}
