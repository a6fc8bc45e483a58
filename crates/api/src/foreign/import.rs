//! 导入专网办件.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use daowei_app::import::{Finding, Options, Report};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::bytes;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// How to import.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct How {
    /// Only say what would happen.
    dry_run: Option<bool>,
    /// Take the good rows even where others are refused; else all rows or none.
    partial: Option<bool>,
}

/// A file as it is.
pub(super) struct Csv(Bytes);

impl<S: Send + Sync> FromRequest<S> for Csv {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        Ok(Self(bytes::called(request, "text/csv", "input.csv").await?))
    }
}

/// Something said about a line.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportFinding {
    /// The line of the file, the header being 1; 0 is the file as a whole.
    line: u64,
    /// A code of docs/import.md, or the id of the rule that refuses.
    code: &'static str,
    /// In Chinese.
    message: String,
    /// In English.
    message_en: String,
}

impl From<Finding> for ImportFinding {
    fn from(finding: Finding) -> Self {
        Self { line: finding.line, code: finding.code, message: finding.zh, message_en: finding.en }
    }
}

/// What an import comes to.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportReport {
    /// Rows in the file.
    rows: u64,
    /// Rows taken, those with warnings among them; none where one was refused and all or nothing was asked for.
    accepted: u64,
    /// Lines of rows that are new here; all others of those taken are named by a warning.
    registered: Vec<u64>,
    /// What to look at.
    warnings: Vec<ImportFinding>,
    /// What was not taken, and why.
    refused: Vec<ImportFinding>,
}

impl From<Report> for ImportReport {
    fn from(report: Report) -> Self {
        let told = |findings: Vec<Finding>| findings.into_iter().map(Into::into).collect();
        Self {
            rows: report.rows,
            accepted: report.accepted,
            registered: report.registered,
            warnings: told(report.warnings),
            refused: told(report.refused),
        }
    }
}

/// 导入专网办件 · Import a day's file of a system of the state or the province, and hold it against the desk
///
/// The file, its rows, codes and rules are those of `daowei import foreign` (docs/import.md), up to 256 KiB; a larger one goes by
/// the command line. Rows of an organ for which the caller may not import are refused. The same file again changes nothing.
#[utoipa::path(
    post,
    path = "/foreign-cases/imports",
    operation_id = "importForeignCases",
    tag = "foreign",
    params(How),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, description = "What it comes to, row by row.", body = ImportReport))
)]
pub(super) async fn import_foreign_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
    Csv(file): Csv,
) -> Result<Json<ImportReport>, Failure> {
    let said = |wish: Option<bool>| wish.unwrap_or_default();
    let (dry_run, partial) = (said(pairs.one("dry_run")?), said(pairs.one("partial")?));
    pairs.nothing_else()?;
    let options = Options { dry_run, partial, ..Options::default() };
    Ok(Json(api.app.import_foreign(caller, file.to_vec(), options).await?.into()))
}
