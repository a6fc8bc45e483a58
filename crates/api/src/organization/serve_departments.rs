//! 窗口服务部门.

use axum::extract::State;
use daowei_ident::DepartmentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::window::{OfWindow, Window};
use crate::act::Act;
use crate::bounds::crowd;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// The departments that a window is to serve.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Served {
    /// All of them.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 200)]
    serves: Vec<DepartmentId>,
}

/// 窗口服务部门 · Have a window serve these departments
///
/// Those that it served and is to serve no more are gone at once; the others wait until a leader of each has agreed, for whoever
/// sits at the window sees what they have.
#[utoipa::path(
    post,
    path = "/windows/{window}/departments",
    operation_id = "serveDepartments",
    tag = "organization",
    params(OfWindow, Keyed),
    request_body = Served,
    responses((status = 200, description = "The window.", body = Window))
)]
pub(super) async fn serve_departments(
    State(api): State<Api>,
    act: Act<Served, OfWindow>,
) -> Result<Told<Window>, Failure> {
    let once = act.once(&api, "serveDepartments");
    crowd("serves", &act.body.serves, 200)?;
    let serves = act.body.serves.into_iter().collect();
    Ok(Told::done(api.app.window_serves(act.caller, act.path.window, serves, once).await?))
}
