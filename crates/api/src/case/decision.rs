//! 决定.

use axum::extract::State;
use daowei_domain::case::{Command, GroundGiven, MOST_GROUNDS, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, crowd, short};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// The outcome, why, and on what it rests.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Why, and by which rule.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
    /// On what it rests, chosen from what the item's version lists.
    #[serde(default)]
    #[schema(max_items = 20)]
    grounds: Vec<GroundChosen>,
}

/// A ground of the item's version.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum GroundChosen {
    /// 设定依据
    Basis {
        /// Its line, counted from one.
        #[schema(minimum = 1)]
        line: u16,
    },
    /// 许可条件
    Condition {
        /// Its line, counted from one.
        #[schema(minimum = 1)]
        line: u16,
    },
    /// 申请材料
    Paper {
        /// Its line of the list.
        #[schema(min_length = 1, max_length = 64)]
        paper: String,
    },
}

impl GroundChosen {
    fn take(self, place: usize) -> Result<GroundGiven, daowei_app::Error> {
        Ok(match self {
            GroundChosen::Basis { line } => GroundGiven::Basis(line.into()),
            GroundChosen::Condition { line } => GroundGiven::Condition(line.into()),
            GroundChosen::Paper { paper } => {
                GroundGiven::Paper(short(&format!("grounds[{place}].paper"), paper, 64)?)
            }
        })
    }
}

/// 决定 · Decide
///
/// Needs a letter with the power to decide for this item. A grant issues the license; a refusal tells the remedies. Starts the clock of delivery.
#[utoipa::path(
    post,
    path = "/cases/{case}/decision",
    operation_id = "decide",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Decision,
    responses(Acted)
)]
pub(super) async fn decide(State(api): State<Api>, act: Act<Decision>) -> Result<Acted, Failure> {
    act.carry_out(&api, "decide", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        crowd("grounds", &body.grounds, MOST_GROUNDS)?;
        let grounds = body.grounds.into_iter().zip(0..).map(|(ground, place)| ground.take(place));
        Ok(Command::Decide { outcome: body.outcome, reasons, grounds: grounds.collect::<Result<_, _>>()? })
    })
    .await
}
