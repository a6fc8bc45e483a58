//! 打印、补打告知单: a copy is recorded and numbered before it leaves the printer.

use axum::extract::State;
use daowei_app::text::Texts;

use super::OfEnquiry;
use crate::caller::Signed;
use crate::case::{PrintRequest, PrintedCopy};
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 打印、补打告知单 · Record that a sheet is printed, and number the copy
///
/// As of a case's documents: every copy behind the first bears 补打 with the number and the time that are answered.
#[utoipa::path(
    post,
    path = "/enquiries/{enquiry}/prints",
    operation_id = "printEnquiry",
    tag = "enquiry",
    params(OfEnquiry),
    request_body = PrintRequest,
    responses((status = 200, description = "The copy", body = PrintedCopy))
)]
pub(super) async fn print_enquiry(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfEnquiry>,
    Json(body): Json<PrintRequest>,
) -> Result<Json<PrintedCopy>, Failure> {
    let mut texts = Texts::new(&api.app);
    let (sheet, purpose) = (body.sheet, body.purpose(&mut texts)?);
    Ok(Json(api.app.print_enquiry(caller, of.enquiry, sheet, purpose, texts).await?.into()))
}
