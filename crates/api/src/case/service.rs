//! 送达.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, OfDocument, Serving};
use crate::problem::Failure;
use crate::state::Api;

/// 送达 · Record the service of a notice
///
/// The result itself is delivered, not served.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/service",
    operation_id = "serveDocument",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = Serving,
    responses(Acted)
)]
pub(super) async fn serve_document(
    State(api): State<Api>,
    act: Act<Serving, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "serveDocument", |body, texts| {
        Ok(Command::Serve { document, given: body.take(texts)? })
    })
    .await
}
