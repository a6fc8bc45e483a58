//! 导出办件清单.

mod csv;
pub(super) mod documents;
pub(crate) mod lists;
pub(crate) mod sheet;
pub(crate) mod watermark;
mod words;
mod xlsx;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use daowei_app::Error;
use daowei_app::case::{Export, Exported, Query};
use daowei_app::export::ListExport;
use daowei_app::text::Texts;
use daowei_calendar::legal_date;
use daowei_domain::case::Stage;
use daowei_domain::look::Format;
use daowei_domain::{Language, Name};
use daowei_ident::DepartmentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::sort::Sort;
use super::{crowd, short};
use crate::caller::Signed;
use crate::json::Json;
use crate::language::reader;
use crate::problem::Failure;
use crate::state::Api;
use crate::words as described;
use sheet::Column;
use watermark::{Listed, Watermark};

/// What a file says of itself in one line leaves room for so much.
pub(crate) const LONGEST_PURPOSE: usize = 200;

/// Which cases, in which form, and what for. The filters are those of `GET /cases`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseExport {
    /// In which form.
    #[schema(value_type = described::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// States; the open ones where nothing is said.
    #[schema(value_type = Vec<described::Stage>, required = false, max_items = 15)]
    #[serde(default)]
    stage: Vec<Stage>,
    /// One department.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Only those that the caller holds.
    #[serde(default)]
    mine: bool,
    /// Words, or initials of their pinyin, two characters at least.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// In which order.
    #[serde(default)]
    sort: Sort,
}

/// 导出办件清单 · Take a list of cases away in a file
///
/// All cases that fit, ten thousand at most (409 `case.export.too_many` beyond that), with what the list shows of them: nothing
/// personal. Who exported what and why is recorded before the file leaves, and stands in its first line. Words and headings are
/// in the reader's language. A text that a spreadsheet might take for a formula begins with an apostrophe in CSV, and is kept as text
/// in XLSX. Spreadsheets round the long numbers of a CSV file: whoever works on in one takes XLSX.
#[utoipa::path(
    post,
    path = "/cases/export",
    operation_id = "exportCases",
    tag = "case",
    request_body = CaseExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<CaseExport>,
) -> Result<impl IntoResponse, Failure> {
    crowd("stage", &body.stage, Stage::ALL.len())?;
    let language = reader(&headers);
    let mut texts = Texts::new(&api.app);
    let words = body.q.as_deref().map(|words| texts.take("q", "search", short("q", words.to_owned(), 100)?));
    let purpose = short("purpose", body.purpose.clone(), LONGEST_PURPOSE)?;
    let export = Export {
        query: Query {
            stages: body.stage,
            department: body.department,
            mine: body.mine,
            words: body.q,
            order: body.sort.into(),
            ..Query::default()
        },
        words: words.transpose()?,
        format: body.format,
        purpose: texts.take_line("purpose", "purpose", purpose)?,
    };
    let exported = api.app.export_cases(caller, export, texts).await?;
    let listed =
        Listed { file: "cases", title: Name::new("办件清单", "Cases"), of: Name::new("件", "cases") };
    handed_over(exported, listed, &sheet::CASES, (body.format, body.purpose), language).await
}

/// What somebody wants of a list of items, people, letters or licenses, not narrowed yet.
pub(crate) fn list_export(
    api: &Api,
    format: Format,
    purpose: &str,
    q: Option<String>,
) -> Result<(ListExport, Texts), Error> {
    let mut texts = Texts::new(&api.app);
    let purpose = short("purpose", purpose.to_owned(), LONGEST_PURPOSE)?;
    let purpose = texts.take_line("purpose", "purpose", purpose)?;
    let words = q.map(|words| texts.take_line("q", "search", short("q", words, 100)?)).transpose()?;
    let wanted = ListExport { format, purpose, department: None, holder: None, words, in_force: false };
    Ok((wanted, texts))
}

/// The file in its form, under its name. It takes the turn of the one who exports along, and so the next one waits until this
/// one is written.
pub(crate) async fn handed_over<T: Send + 'static>(
    exported: Exported<T>,
    listed: Listed,
    columns: &'static [Column<T>],
    (format, purpose): (Format, String),
    language: Language,
) -> Result<([(HeaderName, HeaderValue); 2], Vec<u8>), Failure> {
    let day = legal_date(exported.at);
    let write = move || {
        let watermark = Watermark::of(&exported, listed, &purpose, language);
        match format {
            Format::Csv => csv::file(&watermark, columns, &exported.rows, language),
            Format::Xlsx => xlsx::file(&watermark, columns, &exported.rows, language),
        }
    };
    let written = tokio::task::spawn_blocking(write).await.map_err(|_| unwritten())?;
    let (kind, end) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let disposition = format!("attachment; filename=\"{}-{day}.{end}\"", listed.file);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| unwritten())?),
    ];
    Ok((headers, written.ok_or_else(unwritten)?))
}

/// Neither form has a way to fail in memory.
fn unwritten() -> Failure {
    Failure::Request(axum::http::StatusCode::INTERNAL_SERVER_ERROR, "internal")
}
