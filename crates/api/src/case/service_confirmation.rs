//! 送达地址确认.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, ServiceInput};
use crate::problem::Failure;
use crate::state::Api;

/// What a party confirms.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceConfirmation {
    /// Whom documents are to reach: the applicant or an interested party.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// How and where.
    service: ServiceInput,
    /// Why it takes the place of what was confirmed before; needed where something was.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reasons: Option<String>,
}

/// 送达地址确认 · Record how documents are to reach a party from now on
///
/// Takes the place of what the party confirmed before; both stay on record. Mail, an agent and electronic service owe a 送达地址确认书,
/// which the party signs (`signConfirmation`); electronic service is refused until it is signed.
#[utoipa::path(
    post,
    path = "/cases/{case}/service-confirmations",
    operation_id = "confirmService",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = ServiceConfirmation,
    responses(Acted)
)]
pub(super) async fn confirm_service(
    State(api): State<Api>,
    act: Act<ServiceConfirmation>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "confirmService", |body, texts| {
        let reasons = body.reasons.filter(|words| !words.trim().is_empty());
        let reasons = reasons.map(|words| texts.take("reasons", "reason", words)).transpose()?;
        Ok(Command::ConfirmService(body.service.take(body.party, reasons, texts)?))
    })
    .await
}
