//! 审核同意.

use std::collections::BTreeSet;

use axum::extract::State;
use daowei_app::change::Said;
use daowei_app::text::Texts;
use daowei_domain::change::{Office, Signal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfChange;
use super::view::ChangeDone;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// An opinion that agrees.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOpinion {
    /// Whose opinion it is: neither office gives the other's.
    #[schema(value_type = words::ChangeOffice)]
    office: Office,
    /// 审核意见
    #[schema(min_length = 1, max_length = 4000)]
    words: String,
    /// Signs of an approval in disguise that the office finds not to be one; each that is shown has to be named.
    #[serde(default)]
    #[schema(value_type = Vec<words::ChangeSignal>)]
    cleared: BTreeSet<Signal>,
}

/// 审核同意 · Agree, as one of the two offices
#[utoipa::path(
    post,
    path = "/list-changes/{change}/opinions",
    operation_id = "agreeToChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeOpinion,
    responses((status = 200, description = "On record; the next hand has it.", body = ChangeDone))
)]
pub(super) async fn agree_to_change(
    State(api): State<Api>,
    act: Act<ChangeOpinion, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "agreeToChange");
    let mut texts = Texts::new(&api.app);
    let words = texts.take("words", "opinion", act.body.words)?;
    let said = Said::Agree(act.body.office, words, act.body.cleared);
    Ok(Told::done(api.app.act_on_change(act.caller, act.path.change, said, texts, once).await?))
}
