//! 登记授权委托.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::given::MandateInput;
use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// What somebody may do for the applicant from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MandateGiven {
    /// Whose: a party that acts for the applicant.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// The mandate; it holds today.
    mandate: MandateInput,
    /// Why the one on record ended, where it holds still by its days.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reasons: Option<String>,
}

/// 登记授权委托 · Record a mandate in the place of the one on record
///
/// Of an agent who is on record, before the decision. What stood before stays in the history; what was refused for it can be done from now
/// on. Where the one on record holds still, the reasons say why it ended (`case.party.mandate_holds`).
#[utoipa::path(
    post,
    path = "/cases/{case}/mandates",
    operation_id = "recordMandate",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = MandateGiven,
    responses(Acted)
)]
pub(super) async fn record_mandate(State(api): State<Api>, act: Act<MandateGiven>) -> Result<Acted, Failure> {
    act.carry_out(&api, "recordMandate", |body, texts| {
        let given = body.mandate.take("mandate.", texts)?;
        let reasons = body.reasons.filter(|words| !words.trim().is_empty());
        let reasons = reasons.map(|words| texts.take("reasons", "reason", words)).transpose()?;
        Ok(Command::RecordMandate { party: body.party, given, same: false, reasons })
    })
    .await
}
