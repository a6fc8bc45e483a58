//! 导出文书清单.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use daowei_app::case::{DocumentExport, Period, SoughtDocuments};
use daowei_app::text::Texts;
use daowei_domain::Name;
use daowei_domain::case::DocumentKind;
use daowei_domain::look::Format;
use daowei_ident::DepartmentId;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::watermark::Listed;
use super::{LONGEST_PURPOSE, handed_over, sheet};
use crate::caller::Signed;
use crate::case::issued_documents::DocumentSort;
use crate::case::short;
use crate::json::Json;
use crate::language::reader;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which documents, in which form, and what for. The filters are those of `GET /documents`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::case) struct DocumentsExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department's cases; the caller's own where nothing is said.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Of this kind.
    #[schema(value_type = Option<words::DocumentKind>)]
    kind: Option<DocumentKind>,
    /// Words, or initials of their pinyin, two characters at least, of the item's name.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// Issued on this day or later.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// In which order.
    #[serde(default)]
    sort: DocumentSort,
}

/// 导出文书清单 · Take a list of documents away in a file
///
/// As `exportCases`: all that fit, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/documents/export",
    operation_id = "exportDocuments",
    tag = "case",
    request_body = DocumentsExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(in crate::case) async fn export_documents(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<DocumentsExport>,
) -> Result<impl IntoResponse, Failure> {
    let language = reader(&headers);
    let mut texts = Texts::new(&api.app);
    let words = body.q.as_deref().map(|words| texts.take("q", "search", short("q", words.to_owned(), 100)?));
    let words = words.transpose()?;
    let purpose = short("purpose", body.purpose.clone(), LONGEST_PURPOSE)?;
    let sought = SoughtDocuments::Issued {
        kind: body.kind,
        words: body.q,
        days: Period { from: body.from, until: body.until },
        back: body.sort == DocumentSort::IssuedBack,
        after: None,
    };
    let purpose = texts.take_line("purpose", "purpose", purpose)?;
    let export = DocumentExport { department: body.department, sought, words, format: body.format, purpose };
    let exported = api.app.export_documents(caller, export, texts).await?;
    let listed = Listed {
        file: "documents",
        title: Name::new("文书清单", "Documents"),
        of: Name::new("份", "documents"),
    };
    handed_over(exported, listed, &sheet::DOCUMENTS, (body.format, body.purpose), language).await
}
