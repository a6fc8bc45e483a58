//! 送达.

use axum::extract::State;
use daowei_domain::case::{Command, Service};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// How and when it was served.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Serving {
    /// How.
    #[schema(value_type = words::Service)]
    service: Service,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// 送达回证: who received it, and how that is proved.
    #[schema(min_length = 1, max_length = 4000)]
    proof: String,
}

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
        let proof = texts.take("proof", "proof", body.proof)?;
        Ok(Command::Serve { document, service: body.service, on: body.on, proof })
    })
    .await
}
