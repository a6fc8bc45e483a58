//! 导出授权书清单.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use daowei_domain::Name;
use daowei_domain::look::Format;
use daowei_ident::{DepartmentId, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::case::export::watermark::Listed;
use crate::case::export::{handed_over, list_export, lists};
use crate::json::Json;
use crate::language::reader;
use crate::order::LetterSort;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which letters, in which form, and what for. The filters are those of `GET /letters`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LettersExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Held by this person.
    #[schema(value_type = Option<String>, format = Uuid)]
    holder: Option<PersonId>,
    /// Words in the number or the holder's name, or initials of that name's pinyin.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// In which order; as they were entered where nothing is said.
    sort: Option<LetterSort>,
}

/// 导出授权书清单 · Take a list of letters away in a file
///
/// As `exportCases`: all that fit in the order of the list, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/letters/export",
    operation_id = "exportLetters",
    tag = "authority",
    request_body = LettersExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_letters(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<LettersExport>,
) -> Result<impl IntoResponse, Failure> {
    let (mut wanted, texts) = list_export(&api, body.format, &body.purpose, body.q)?;
    (wanted.department, wanted.holder) = (body.department, body.holder);
    let exported = api
        .app
        .export_letters(caller, wanted, body.sort.map(|sort| sort.0).unwrap_or_default(), texts)
        .await?;
    let listed =
        Listed {
            file: "letters", title: Name::new("授权书清单", "Letters"), of: Name::new("份", "letters")
        };
    handed_over(exported, listed, &lists::LETTERS, (body.format, body.purpose), reader(&headers)).await
}
