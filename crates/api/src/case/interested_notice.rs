//! 告知利害关系人.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// Whom the application concerns, and how.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InterestedNotice {
    /// The interested party; or the applicant, where what was granted is to be taken back.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// What of the matter concerns the party.
    #[schema(min_length = 1, max_length = 4000)]
    what: String,
}

/// 陈述申辩告知 · Tell an interested party of the application, and of the right to be heard
///
/// The notice names the period, the place and the telephone, and the hearing of art. 47; it is sealed and served like others. Nothing is
/// decided before the party was heard, waived or let the period pass (行政许可法 art. 36). The holder is told before what was granted is
/// taken back (art. 7).
#[utoipa::path(
    post,
    path = "/cases/{case}/interested-notice",
    operation_id = "informInterested",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = InterestedNotice,
    responses(Acted)
)]
pub(super) async fn inform_interested(
    State(api): State<Api>,
    act: Act<InterestedNotice>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "inform_interested", |body, texts| {
        Ok(Command::InformInterested { party: body.party, what: texts.take("what", "reason", body.what)? })
    })
    .await
}
