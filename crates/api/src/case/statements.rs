//! 听取陈述申辩.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_app::{Error, Problem};
use daowei_domain::case::{Command, StatementGiven, StatementKind};
use daowei_ident::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What a party said, or that it waived the right, or kept silent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementRecord {
    /// The applicant, or whom the application concerns.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// How the right was used; `stated` where nothing is said. `silent` only after the period of the notice.
    #[serde(default)]
    #[schema(value_type = Option<words::StatementKind>)]
    outcome: StatementKind,
    /// `stated`: what was said, however short; `waived`: the form that the party has signed; nothing for `silent`.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    statement: Option<String>,
}

impl StatementRecord {
    fn given(self, texts: &mut Texts) -> Result<StatementGiven, Error> {
        let statement = self.statement.map(|words| texts.take("statement", "opinion", words)).transpose()?;
        match (self.outcome, statement) {
            (StatementKind::Stated, Some(words)) => Ok(StatementGiven::Stated(words)),
            (StatementKind::Waived, Some(form)) => Ok(StatementGiven::Waived(form)),
            (StatementKind::Silent, None) => Ok(StatementGiven::Silent),
            (StatementKind::Silent, Some(_)) => Err(Error::input("statement", Problem::Unknown)),
            (StatementKind::Stated | StatementKind::Waived, None) => {
                Err(Error::input("statement", Problem::Empty))
            }
        }
    }
}

/// 听取陈述申辩 · Record what a party said
///
/// Of whom the application concerns, and of the holder of what is to be taken back, after the notice was served; the applicant may
/// state at any time. Who says nothing is recorded as silent when the period of the notice is over, or as having waived on a signed
/// form (行政许可法 arts. 7, 36).
#[utoipa::path(
    post,
    path = "/cases/{case}/statements",
    operation_id = "recordStatement",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = StatementRecord,
    responses(Acted)
)]
pub(super) async fn record_statement(
    State(api): State<Api>,
    act: Act<StatementRecord>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "record_statement", |body, texts| {
        let party = body.party;
        Ok(Command::RecordStatement { party, given: body.given(texts)? })
    })
    .await
}
