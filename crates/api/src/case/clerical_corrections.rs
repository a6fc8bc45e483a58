//! 更正.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_app::{Error, Problem as Wrong};
use daowei_domain::case::{Command, Correction};
use daowei_ident::{DocumentId, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, PartyInput, short};
use crate::problem::Failure;
use crate::state::Api;

/// What is put right: a document, a party's record, or else the datum that the subject names.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClericalCorrection {
    /// The document that is wrong.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    document: Option<DocumentId>,
    /// The party whose record is wrong.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    party: Option<PartyId>,
    /// The party's record as it should be.
    #[serde(default)]
    record: Option<PartyInput>,
    /// What it is about, such as 申请人联系电话.
    #[schema(min_length = 1, max_length = 200)]
    subject: String,
    /// What it says.
    #[schema(min_length = 1, max_length = 4000)]
    old: String,
    /// What it should say.
    #[schema(min_length = 1, max_length = 4000)]
    new: String,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

impl ClericalCorrection {
    fn target(&self, texts: &mut Texts) -> Result<Correction, Error> {
        match (self.document, self.party, &self.record) {
            (Some(document), None, None) => Ok(Correction::Document(document)),
            (None, Some(party), Some(record)) => Ok(Correction::Party(record.take("record", party, texts)?)),
            (None, Some(_), None) => Err(Error::input("record", Wrong::Empty)),
            (None, None, None) => Ok(Correction::Datum),
            (None, None, Some(_)) => Err(Error::input("party", Wrong::Empty)),
            (Some(_), ..) => Err(Error::input("party", Wrong::Unknown)),
        }
    }
}

/// 更正 · Put a clerical error right
///
/// Of a document, of a party's record or of another datum, after archiving too: old and new stay readable, with the
/// reason and who did it. Issues a deed.
#[utoipa::path(
    post,
    path = "/cases/{case}/clerical-corrections",
    operation_id = "correctClerically",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = ClericalCorrection,
    responses(Acted)
)]
pub(super) async fn correct_clerically(
    State(api): State<Api>,
    act: Act<ClericalCorrection>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "correctClerically", |body, texts| {
        let target = body.target(texts)?;
        let subject = texts.take("subject", "subject", short("subject", body.subject, 200)?)?;
        let old = texts.take("old", "old", body.old)?;
        let new = texts.take("new", "new", body.new)?;
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Correct { target, subject, old, new, reasons })
    })
    .await
}
