//! 打印、补打: a copy of a document is recorded and numbered before it leaves the printer.

use axum::extract::State;
use daowei_app::Error;
use daowei_app::case::{Print, Printed};
use daowei_app::text::Texts;
use daowei_domain::Text;
use daowei_domain::look::Sheet;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfDocument;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What is printed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintRequest {
    /// On what.
    #[schema(value_type = words::Sheet)]
    pub(crate) sheet: Sheet,
    /// What for, where there is something to say, such as a lost receipt.
    #[serde(default)]
    #[schema(max_length = 4000)]
    purpose: Option<String>,
}

impl PrintRequest {
    /// What for, where somebody said.
    pub(crate) fn purpose(self, texts: &mut Texts) -> Result<Option<Text>, Error> {
        let purpose = self.purpose.filter(|purpose| !purpose.trim().is_empty());
        purpose.map(|purpose| texts.take("purpose", "purpose", purpose)).transpose()
    }
}

/// A printed copy.
#[derive(Serialize, ToSchema)]
pub(crate) struct PrintedCopy {
    /// Its number, from 1. Whatever is behind the first is a reprint and says so on the paper: 补打, its number, the time.
    #[schema(minimum = 1)]
    copy: u32,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// By whom.
    person_name: String,
    /// For contract staff: who answers for it.
    responsible_name: Option<String>,
}

impl From<Printed> for PrintedCopy {
    fn from(printed: Printed) -> Self {
        Self {
            copy: printed.copy,
            at: printed.at,
            person_name: printed.person,
            responsible_name: printed.responsible,
        }
    }
}

/// 打印、补打 · Record that a document is printed, and number the copy
///
/// Asked before a paper leaves the printer: every copy behind the first bears 补打 with the number and the time that are answered.
/// Whoever may see the document in clear (`revealDocument`) may print it.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/prints",
    operation_id = "printDocument",
    tag = "case",
    params(OfDocument),
    request_body = PrintRequest,
    responses((status = 200, description = "The copy", body = PrintedCopy))
)]
pub(super) async fn print_document(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfDocument>,
    Json(body): Json<PrintRequest>,
) -> Result<Json<PrintedCopy>, Failure> {
    let mut texts = Texts::new(&api.app);
    let (sheet, purpose) = (body.sheet, body.purpose(&mut texts)?);
    let print = Print { case: of.case, document: of.document, sheet, purpose };
    Ok(Json(api.app.print_document(caller, print, texts).await?.into()))
}
