//! 修改设置.

use axum::extract::State;
use daowei_domain::setting::{Command, Key};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::list::Settings;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// A value, and from when it holds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSetting {
    /// Which.
    #[schema(value_type = words::SettingKey)]
    key: Key,
    /// To what, within the bounds of the key.
    value: u32,
    /// From when.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The document that it rests on.
    #[schema(min_length = 1, max_length = 200)]
    document: String,
}

/// 修改设置 · Let a value hold from a day on
#[utoipa::path(
    post,
    path = "/settings",
    operation_id = "changeSetting",
    tag = "setting",
    params(Keyed),
    request_body = NewSetting,
    responses((status = 200, description = "The settings as they then stand.", body = Settings))
)]
pub(super) async fn change_setting(
    State(api): State<Api>,
    act: Act<NewSetting>,
) -> Result<Told<Settings>, Failure> {
    let once = act.once(&api, "changeSetting");
    let NewSetting { key, value, from, document } = act.body;
    let command = Command::Change { key, value, from, document };
    Ok(Told::done(api.app.change_setting(act.caller, command, once).await?))
}
