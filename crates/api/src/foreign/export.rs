//! 导出专网办件清单.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use daowei_app::foreign::{ForeignExport, ForeignQuery};
use daowei_app::text::Texts;
use daowei_app::{Error, Problem};
use daowei_domain::Name;
use daowei_domain::look::Format;
use daowei_ident::{DepartmentId, ItemId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::list::{sought, standing};
use super::view::ForeignStanding;
use crate::bounds::short;
use crate::caller::Signed;
use crate::case::export::watermark::Listed;
use crate::case::export::{LONGEST_PURPOSE, handed_over, sheet};
use crate::json::Json;
use crate::language::reader;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which foreign cases, in which form, and what for. The filters are those of `GET /foreign-cases`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignCasesExport {
    /// In which form.
    #[schema(value_type = words::ExportFormat)]
    format: Format,
    /// What the list is needed for; at least four characters. It is recorded, and stands in the file.
    #[schema(min_length = 4, max_length = 200)]
    purpose: String,
    /// Of this department; the caller's own where nothing is said.
    #[schema(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Of this system.
    #[schema(max_length = 40)]
    system: Option<String>,
    /// With this number there.
    #[schema(max_length = 64)]
    number: Option<String>,
    /// About this item.
    #[schema(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// Open, or with this result.
    #[schema(value_type = Option<ForeignStanding>)]
    standing: Option<String>,
    /// Received on this day or later.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// 导出专网办件清单 · Take a list of foreign cases away in a file
///
/// As `exportCases`: all that fit, ten thousand at most (409 `case.export.too_many`), with what the list shows of them; recorded
/// before the file leaves, and said in its first line.
#[utoipa::path(
    post,
    path = "/foreign-cases/export",
    operation_id = "exportForeignCases",
    tag = "foreign",
    request_body = ForeignCasesExport,
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )))
)]
pub(super) async fn export_foreign_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
    Json(body): Json<ForeignCasesExport>,
) -> Result<impl IntoResponse, Failure> {
    let unknown = || Error::input("standing", Problem::Unknown);
    let standing = body.standing.as_deref().map(|text| standing(text).ok_or_else(unknown)).transpose()?;
    let query = ForeignQuery {
        department: body.department,
        system: sought("system", body.system, 40)?,
        number: sought("number", body.number, 64)?,
        item: body.item,
        standing,
        from: body.from,
        until: body.until,
        after: None,
        limit: 0,
    };
    let purpose = short("purpose", body.purpose.clone(), LONGEST_PURPOSE)?;
    let mut texts = Texts::new(&api.app);
    let export = ForeignExport {
        query,
        format: body.format,
        purpose: texts.take_line("purpose", "purpose", purpose)?,
    };
    let exported = api.app.export_foreign(caller, export, texts).await?;
    let title = Name::new("专网办件清单", "Foreign cases");
    let listed = Listed { file: "foreign-cases", title, of: Name::new("件", "cases") };
    handed_over(exported, listed, &sheet::FOREIGN, (body.format, body.purpose), reader(&headers)).await
}
