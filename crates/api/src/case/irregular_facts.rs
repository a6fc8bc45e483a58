//! 记录不规范情形.

use axum::extract::State;
use daowei_domain::case::{Command, Irregular, IrregularKind};
use daowei_ident::PersonId;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What happened, where, by whom, when, and how that is known.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IrregularFact {
    /// What.
    #[schema(value_type = words::IrregularKind)]
    what: IrregularKind,
    /// Where.
    #[schema(min_length = 1, max_length = 200)]
    place: String,
    /// By whom.
    #[schema(min_length = 1, max_length = 4000)]
    person: String,
    /// Of a decision: who took it. He must have been entitled on that day, by a letter or as a leader of the department.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    decider: Option<PersonId>,
    /// Of a result that was handed out elsewhere: who took it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    recipient: Option<String>,
    /// When; of a result, since it has borne its seal.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Evidence.
    #[schema(min_length = 1, max_length = 4000)]
    evidence: String,
}

/// 记录不规范情形 · Record what happened late or elsewhere
///
/// A fact, never an act of ours. A decision taken elsewhere is recorded by the chief representative or a leader of the
/// department while the case is under review; it issues nothing and stops no clock, and the decision under number and
/// seal follows it.
#[utoipa::path(
    post,
    path = "/cases/{case}/irregular-facts",
    operation_id = "recordIrregularFact",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = IrregularFact,
    responses(Acted)
)]
pub(super) async fn record_irregular_fact(
    State(api): State<Api>,
    act: Act<IrregularFact>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "recordIrregularFact", |body, texts| {
        let place = texts.take("place", "place", short("place", body.place, 200)?)?;
        let person = texts.take("person", "person", body.person)?;
        let evidence = texts.take("evidence", "evidence", body.evidence)?;
        let recipient =
            body.recipient.map(|taker| texts.take("recipient", "proof", short("recipient", taker, 200)?));
        let recipient = recipient.transpose()?;
        let IrregularFact { what, decider, on, .. } = body;
        Ok(Command::RecordIrregular(Irregular { what, place, person, decider, recipient, on, evidence }))
    })
    .await
}
