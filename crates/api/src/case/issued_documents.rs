//! 文书清单.

use std::str::FromStr;

use axum::extract::State;
use daowei_app::case::{DocumentListed, DocumentQuery, Period, SoughtDocuments};
use daowei_domain::case::DocumentKind;
use daowei_ident::{DepartmentId, DocumentId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::{Pairs, field};
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// A document of a list, without its text.
#[derive(Serialize, ToSchema)]
pub(super) struct IssuedDocument {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Kind.
    #[schema(value_type = words::DocumentKind)]
    kind: String,
    /// 文号; a receipt bears the number of its case.
    number: Option<String>,
    /// The case.
    #[schema(format = Uuid)]
    case: String,
    /// 办件编号
    case_number: String,
    /// The case's item.
    item_name: String,
    /// Whose case it is.
    department_name: String,
    /// Date of issue.
    #[schema(format = Date)]
    issued_on: String,
    /// Who issued it; nothing where the law did.
    issuer_name: Option<String>,
    /// When it was served.
    #[schema(format = Date)]
    served_on: Option<String>,
    /// How.
    #[schema(value_type = Option<words::Service>)]
    service: Option<String>,
    /// 作废
    voided: bool,
    /// How many copies were printed.
    copies: u32,
}

impl From<DocumentListed> for IssuedDocument {
    fn from(listed: DocumentListed) -> Self {
        let row = listed.row;
        Self {
            id: row.id,
            kind: row.kind,
            number: row.number,
            case: row.case,
            case_number: listed.case_number,
            item_name: listed.item_name,
            department_name: listed.department,
            issued_on: row.issued_on,
            issuer_name: listed.issuer,
            served_on: row.served_on,
            service: row.service,
            voided: row.voided,
            copies: listed.copies,
        }
    }
}

/// The order of a list of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub(super) enum DocumentSort {
    /// By day of issue, the oldest first.
    #[serde(rename = "issued_on")]
    Issued,
    /// The latest first.
    #[default]
    #[serde(rename = "-issued_on")]
    IssuedBack,
}

impl FromStr for DocumentSort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "issued_on" => Ok(Self::Issued),
            "-issued_on" => Ok(Self::IssuedBack),
            _ => Err(()),
        }
    }
}

/// Which documents.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Of this department's cases; the caller's own where nothing is said.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Of this kind.
    #[param(value_type = Option<words::DocumentKind>)]
    kind: Option<DocumentKind>,
    /// Words, or initials of their pinyin, two characters at least, of the item's name.
    #[param(max_length = 100)]
    q: Option<String>,
    /// The exact number of the document, or of its case: of any department within scope, and with no other filter.
    #[param(max_length = 100)]
    number: Option<String>,
    /// Issued on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// In which order; the latest first where nothing is said.
    #[param(inline)]
    sort: Option<DocumentSort>,
}

/// 文书清单 · The documents of a department's cases, receipts among them
///
/// Who issued each and when, how it was served, and how often it was printed; without their texts.
#[utoipa::path(
    get,
    path = "/documents",
    operation_id = "listIssuedDocuments",
    tag = "case",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of documents.", body = Page<IssuedDocument>))
)]
pub(super) async fn list_issued_documents(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<IssuedDocument>>, Failure> {
    let page = pairs.page()?;
    let department = pairs.one("department")?;
    let kind = pairs.one::<String>("kind")?;
    let kind = kind.map(|text| serde_json::from_value(text.into())).transpose();
    let kind: Option<DocumentKind> = kind.map_err(|_| field("kind", "input.field.form"))?;
    let words = pairs.one("q")?;
    let days = Period { from: pairs.one("from")?, until: pairs.one("until")? };
    let back = pairs.one::<DocumentSort>("sort")?.unwrap_or_default() == DocumentSort::IssuedBack;
    let sought = match pairs.one("number")? {
        Some(number) => SoughtDocuments::Number(number),
        None => SoughtDocuments::Issued { kind, words, days, back, after: page.place::<DocumentId>()? },
    };
    pairs.nothing_else()?;
    let found = api.app.documents(caller, DocumentQuery { department, sought, limit: page.limit }).await?;
    let last = found.rows.last().filter(|_| found.more);
    let next = last.map(|last| Cursor::seal(&format!("{}/{}", last.row.issued_on, last.row.id)));
    Ok(Json(Page { rows: found.rows.into_iter().map(IssuedDocument::from).collect(), next }))
}
