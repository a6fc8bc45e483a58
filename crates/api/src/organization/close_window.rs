//! 关闭窗口.

use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::window::{OfWindow, Window};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// When a window closes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Closure {
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 关闭窗口 · Close a window for good
#[utoipa::path(
    post,
    path = "/windows/{window}/closure",
    operation_id = "closeWindow",
    tag = "organization",
    params(OfWindow, Keyed),
    request_body = Closure,
    responses((status = 200, description = "The window.", body = Window))
)]
pub(super) async fn close_window(
    State(api): State<Api>,
    act: Act<Closure, OfWindow>,
) -> Result<Told<Window>, Failure> {
    let once = act.once(&api, "closeWindow");
    Ok(Told::done(api.app.close_window(act.caller, act.path.window, act.body.on, once).await?))
}
