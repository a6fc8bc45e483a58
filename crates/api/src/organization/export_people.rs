//! 导出人员清单.

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
use crate::order::PersonSort;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which people, in which form, and what for. The filters are those of `GET /people`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Words in the name or the staff number, or initials of the name's pinyin.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// In which order; as they were registered where nothing is said.
    sort: Option<PersonSort>,
}

/// 导出人员清单 · Take a list of people away in a file
///
/// As `exportCases`: all that fit in the order of the list, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/people/export",
    operation_id = "exportPeople",
    tag = "organization",
    request_body = PeopleExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_people(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<PeopleExport>,
) -> Result<impl IntoResponse, Failure> {
    let (mut wanted, texts) = list_export(&api, body.format, &body.purpose, body.q)?;
    wanted.department = body.department;
    let exported = api
        .app
        .export_people(caller, wanted, body.sort.map(|sort| sort.0).unwrap_or_default(), texts)
        .await?;
    let listed =
        Listed { file: "people", title: Name::new("人员清单", "People"), of: Name::new("人", "people") };
    handed_over(exported, listed, &lists::PEOPLE, (body.format, body.purpose), reader(&headers)).await
}
