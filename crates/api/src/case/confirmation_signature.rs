//! 签署送达地址确认书.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;

/// Who signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationSignature {
    /// The party itself; or, for the applicant, who acts for the applicant.
    #[schema(value_type = String, format = Uuid)]
    by: PartyId,
}

/// 签署送达地址确认书 · Record that a confirmation of service was signed
///
/// On paper, at the window. A signed confirmation of electronic service is the consent that electronic service needs.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/signature",
    operation_id = "signConfirmation",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = ConfirmationSignature,
    responses(Acted)
)]
pub(super) async fn sign_confirmation(
    State(api): State<Api>,
    act: Act<ConfirmationSignature, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "signConfirmation", move |body, _| {
        Ok(Command::SignConfirmation { document, by: body.by })
    })
    .await
}
