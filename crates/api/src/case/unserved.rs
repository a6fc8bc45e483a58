//! 待回证.

use axum::extract::State;
use daowei_app::case::ToServe;
use daowei_ident::DocumentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::owed_notices::asked;
use super::owing::Whose;
use crate::authority::{ActName, name_of};
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// A document that nobody was served with yet.
#[derive(Serialize, ToSchema)]
pub(super) struct UnservedDocument {
    /// The document.
    #[schema(format = Uuid)]
    id: String,
    /// Kind.
    #[schema(value_type = words::DocumentKind)]
    kind: String,
    /// 文号
    number: Option<String>,
    /// Date of issue.
    #[schema(format = Date)]
    issued_on: String,
    /// The case.
    #[schema(format = Uuid)]
    case: String,
    /// 办件编号
    case_number: String,
    /// The case's item.
    item_name: String,
    /// What is done next with it: sealed, or else served or delivered.
    #[schema(value_type = ActName)]
    next_act: String,
}

impl From<ToServe> for UnservedDocument {
    fn from(waiting: ToServe) -> Self {
        let document = waiting.row.document;
        Self {
            id: document.id,
            kind: document.kind,
            number: document.number,
            issued_on: document.issued_on,
            case: document.case,
            case_number: waiting.row.case_number,
            item_name: waiting.row.item_name,
            next_act: name_of(waiting.next),
        }
    }
}

/// 待回证 · Documents of a department that nobody was served with yet, the oldest first
#[utoipa::path(
    get,
    path = "/notices/unserved",
    operation_id = "listUnservedDocuments",
    tag = "case",
    params(Whose, PageQuery),
    responses((status = 200, description = "A page of documents.", body = Page<UnservedDocument>))
)]
pub(super) async fn list_unserved_documents(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<UnservedDocument>>, Failure> {
    let query = asked::<DocumentId>(&mut pairs)?;
    pairs.nothing_else()?;
    let found = api.app.unserved_documents(caller, query).await?;
    let last = found.rows.last().filter(|_| found.more).map(|waiting| &waiting.row.document);
    let next = last.map(|last| Cursor::seal(&format!("{}/{}", last.issued_on, last.id)));
    Ok(Json(Page { rows: found.rows.into_iter().map(UnservedDocument::from).collect(), next }))
}
