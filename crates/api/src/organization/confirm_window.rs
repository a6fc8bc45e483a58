//! 同意窗口服务本部门.

use axum::extract::State;
use daowei_ident::{DepartmentId, WindowId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::window::Window;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// A window and a department of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfService {
    /// The window.
    #[param(value_type = String, format = Uuid)]
    window: WindowId,
    /// The department that it is to serve.
    #[param(value_type = String, format = Uuid)]
    department: DepartmentId,
}

/// 同意窗口服务本部门 · Agree that a window serves one's department
///
/// A legal act of a leader of that department: it is served from now on.
#[utoipa::path(
    post,
    path = "/windows/{window}/departments/{department}/confirmation",
    operation_id = "confirmWindow",
    tag = "organization",
    params(OfService, Keyed),
    responses((status = 200, description = "The window.", body = Window))
)]
pub(super) async fn confirm_window(
    State(api): State<Api>,
    act: Act<Nothing, OfService>,
) -> Result<Told<Window>, Failure> {
    let once = act.once(&api, "confirmWindow");
    let of = (act.path.window, act.path.department);
    Ok(Told::done(api.app.confirm_window(act.caller, of, once).await?))
}
