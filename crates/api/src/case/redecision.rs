//! 重新作出决定.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_domain::case::{Command, InstrumentGiven as Given, InstrumentKind, Outcome};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What it rests on, the outcome, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Redecision {
    /// What it rests on.
    instrument: InstrumentGiven,
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// The instrument that a second decision rests on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InstrumentGiven {
    /// Of what kind.
    #[schema(value_type = words::InstrumentKind)]
    kind: InstrumentKind,
    /// Who issued it.
    #[schema(min_length = 1, max_length = 200)]
    organ: String,
    /// Its number.
    #[schema(min_length = 1, max_length = 100)]
    number: String,
    /// Its date.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl InstrumentGiven {
    fn take(self, texts: &mut Texts) -> Result<Given, daowei_app::Error> {
        let organ = short("instrument.organ", self.organ, 200)?;
        let number = short("instrument.number", self.number, 100)?;
        Ok(Given {
            kind: self.kind,
            organ: texts.take("instrument.organ", "organ", organ)?,
            number: texts.take("instrument.number", "number", number)?,
            on: self.on,
        })
    }
}

/// 重新作出决定 · Decide again by an instrument
///
/// A second decision needs an instrument: a decision on reconsideration, a judgment, or our own correction (行政许可法 art. 69). It takes the place of the first.
#[utoipa::path(
    post,
    path = "/cases/{case}/redecision",
    operation_id = "redecide",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Redecision,
    responses(Acted)
)]
pub(super) async fn redecide(State(api): State<Api>, act: Act<Redecision>) -> Result<Acted, Failure> {
    act.carry_out(&api, "redecide", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Redecide { instrument: body.instrument.take(texts)?, outcome: body.outcome, reasons })
    })
    .await
}
