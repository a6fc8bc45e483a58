//! 导出证照清单.

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
use crate::order::LicenseSort;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which licenses, in which form, and what for. The filters are those of `GET /licenses`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LicensesExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department; the caller's own where nothing is said.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Words of what they are called, of their item or of a holder with a public name, or initials of their pinyin, two characters
    /// at least.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// In which order; by first day where nothing is said.
    sort: Option<LicenseSort>,
}

/// 导出证照清单 · Take a list of licenses away in a file
///
/// As `exportCases`: all that fit in the order of the list, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/licenses/export",
    operation_id = "exportLicenses",
    tag = "license",
    request_body = LicensesExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_licenses(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<LicensesExport>,
) -> Result<impl IntoResponse, Failure> {
    let (mut wanted, texts) = list_export(&api, body.format, &body.purpose, body.q)?;
    wanted.department = body.department;
    let exported = api
        .app
        .export_licenses(caller, wanted, body.sort.map(|sort| sort.0).unwrap_or_default(), texts)
        .await?;
    let listed = Listed {
        file: "licenses",
        title: Name::new("证照清单", "Licenses"),
        of: Name::new("件", "licenses"),
    };
    handed_over(exported, listed, &lists::LICENSES, (body.format, body.purpose), reader(&headers)).await
}
