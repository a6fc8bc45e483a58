//! 重新作出决定.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_domain::case::{
    Command, InstrumentGiven as Given, InstrumentKind, Outcome, ReplyGiven as GivenReply,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::grounds::{GroundChosen, chosen};
use super::submissions_reply::Recourse;
use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// The instrument, the outcome, why, and the grounds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Redecision {
    /// What it rests on.
    instrument: InstrumentGiven,
    /// Where the item is decided above: the reply to this second decision.
    #[serde(default)]
    reply: Option<ReplyGiven>,
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
    /// On what it rests, chosen from what the item's version lists.
    #[serde(default)]
    #[schema(max_items = 20)]
    grounds: Vec<GroundChosen>,
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

/// 批复 on a second decision
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplyGiven {
    /// What it says.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Its number.
    #[schema(min_length = 1, max_length = 100)]
    number: String,
    /// Its date.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Where one turns against it: if it refuses, and its organ is none of ours.
    #[serde(default)]
    recourse: Option<Recourse>,
}

impl ReplyGiven {
    fn take(self, texts: &mut Texts) -> Result<GivenReply, daowei_app::Error> {
        let number = short("reply.number", self.number, 100)?;
        let number = texts.take("reply.number", "number", number)?;
        let recourse = self.recourse.map(Recourse::read).transpose()?;
        Ok(GivenReply { outcome: self.outcome, number, on: self.on, recourse })
    }
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
/// A second decision needs an instrument: a decision on reconsideration, a judgment, an order from above, or our own correction (行政许可法 art. 69), issued after the first and used once. It takes the place of the first; refusing what was granted revokes it, under the office seal.
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
        let reply = body.reply.map(|reply| reply.take(texts)).transpose()?;
        let instrument = body.instrument.take(texts)?;
        let grounds = chosen(body.grounds)?;
        Ok(Command::Redecide { instrument, reply, outcome: body.outcome, reasons, grounds })
    })
    .await
}
