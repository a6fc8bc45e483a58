//! 登记批复.

use axum::extract::State;
use daowei_app::Error;
use daowei_domain::case::{Command, Outcome, Recourse as Given};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
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

/// 对批复机关不服的救济 · who reviews what an organ above has decided, and which court hears it
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Recourse {
    /// 行政复议机关
    #[schema(min_length = 1, max_length = 200)]
    review_organ: String,
    /// Court of first instance.
    #[schema(min_length = 1, max_length = 200)]
    court: String,
}

impl Recourse {
    pub(super) fn read(self) -> Result<Given, Error> {
        Ok(Given {
            review_organ: short("recourse.review_organ", self.review_organ, 200)?,
            court: short("recourse.court", self.court, 200)?,
        })
    }
}

/// 登记批复 · Record the reply to a submission
///
/// Our decision follows the reply. One that refuses says where the applicant turns against it, unless its organ is on record here.
#[utoipa::path(
    post,
    path = "/cases/{case}/submissions/reply",
    operation_id = "recordReply",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Reply,
    responses(Acted)
)]
pub(super) async fn record_reply(State(api): State<Api>, act: Act<Reply>) -> Result<Acted, Failure> {
    act.carry_out(&api, "recordReply", |body, texts| {
        let number = texts.take("number", "number", short("number", body.number, 100)?)?;
        let recourse = body.recourse.map(Recourse::read).transpose()?;
        Ok(Command::RecordReply { outcome: body.outcome, number, on: body.on, recourse })
    })
    .await
}
