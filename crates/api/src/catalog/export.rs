//! 导出事项清单.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use daowei_domain::Name;
use daowei_domain::look::Format;
use daowei_ident::DepartmentId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::case::export::watermark::Listed;
use crate::case::export::{handed_over, list_export, lists};
use crate::json::Json;
use crate::language::reader;
use crate::order::ItemSort;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which items, in which form, and what for. The filters are those of `GET /items`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemsExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Words, or initials of their pinyin, two characters at least.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// Only those whose newest version is in force today.
    #[serde(default)]
    in_force: bool,
    /// In which order; by name where nothing is said, and a search as it was found.
    sort: Option<ItemSort>,
}

/// 导出事项清单 · Take a list of items away in a file
///
/// As `exportCases`: all that fit in the order of the list, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/items/export",
    operation_id = "exportItems",
    tag = "catalog",
    request_body = ItemsExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_items(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<ItemsExport>,
) -> Result<impl IntoResponse, Failure> {
    let (mut wanted, texts) = list_export(&api, body.format, &body.purpose, body.q)?;
    (wanted.department, wanted.in_force) = (body.department, body.in_force);
    let exported = api.app.export_items(caller, wanted, body.sort.map(|sort| sort.0), texts).await?;
    let listed =
        Listed { file: "items", title: Name::new("事项清单", "Items"), of: Name::new("项", "items") };
    handed_over(exported, listed, &lists::ITEMS, (body.format, body.purpose), reader(&headers)).await
}
