//! 更正.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_app::{Error, Problem as Wrong};
use daowei_domain::case::{Command, Correction, Datum, PartyCorrection};
use daowei_ident::{DocumentId, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, PartyInput, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What is put right: a document, one datum of a party's record, or a datum of the case; just one of the three.
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
    /// The datum of the case that is wrong. A day that a limit runs from is none.
    #[serde(default)]
    #[schema(value_type = Option<words::Datum>)]
    datum: Option<Datum>,
    /// What it is about, such as 申请人联系电话.
    #[schema(min_length = 1, max_length = 200)]
    subject: String,
    /// What it says: as it stands on record, or within what somebody wrote in the document, as the deeds before have it and with
    /// some words around; 无 for what was not on record.
    #[schema(min_length = 1, max_length = 4000)]
    old: String,
    /// What it should say. Of a document a few characters change, and no negation, outcome or finding.
    #[schema(min_length = 1, max_length = 4000)]
    new: String,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

impl ClericalCorrection {
    fn target(&self, texts: &mut Texts) -> Result<Correction, Error> {
        match (self.document, self.party, &self.record, self.datum) {
            (Some(document), None, None, None) => {
                Ok(Correction::Document { document, written: Vec::new(), slips: Vec::new() })
            }
            (None, Some(party), Some(input), None) => {
                let becomes = input.record("record")?;
                let given = texts.party(party, input.role(), &becomes)?;
                Ok(Correction::Party(Box::new(PartyCorrection { given, was: None, first: None, becomes })))
            }
            (None, None, None, Some(datum)) => Ok(Correction::Datum { datum, says: None }),
            (None, Some(_), None, None) => Err(Error::input("record", Wrong::Empty)),
            (None, None, Some(_), _) => Err(Error::input("party", Wrong::Empty)),
            (None, None, None, None) => Err(Error::input("document", Wrong::Empty)),
            (None, ..) => Err(Error::input("datum", Wrong::Unknown)),
            (Some(_), ..) => Err(Error::input("party", Wrong::Unknown)),
        }
    }

    /// Under which kind the new words lie in the vault: a datum's own, where it stands there.
    fn kind(&self) -> &'static str {
        match self.datum {
            Some(Datum::Matter) => "matter",
            Some(Datum::ReplyNumber) => "number",
            Some(Datum::File) => "file",
            Some(Datum::Channel | Datum::ReplyDate) | None => "new",
        }
    }
}

/// 更正 · Put a clerical error right
///
/// Of a document, of a party's record or of a datum of the case, after archiving too: old and new stay readable, with the
/// reason and who did it. Old is what stands on record, and nobody becomes somebody else by it. Issues a deed; a license
/// follows its holder's corrected record.
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
        let (target, kind) = (body.target(texts)?, body.kind());
        let subject = texts.take("subject", "subject", short("subject", body.subject, 200)?)?;
        let old = texts.take("old", "old", body.old)?;
        let new = texts.take("new", kind, body.new)?;
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Correct { target, subject, old, new, reasons })
    })
    .await
}
