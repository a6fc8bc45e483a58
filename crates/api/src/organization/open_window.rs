//! 开设窗口.

use axum::extract::State;
use daowei_app::organization::NewWindow;
use daowei_domain::organization::WindowKind;
use daowei_ident::{DepartmentId, DivisionCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::validity::Period;
use super::window::Window;
use crate::act::Act;
use crate::bounds::crowd;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// A window to be opened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WindowGiven {
    /// Number on the plate.
    #[schema(min_length = 1, max_length = 200)]
    number: String,
    /// Kind.
    #[schema(value_type = words::WindowKind)]
    kind: WindowKind,
    /// Departments that it serves.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 200)]
    serves: Vec<DepartmentId>,
    /// Where it stands.
    #[schema(min_length = 1, max_length = 200)]
    place: String,
    /// Division of the hall.
    #[schema(value_type = String)]
    division: DivisionCode,
    /// When it is open for service.
    validity: Period,
}

/// 开设窗口 · Open a window
///
/// It serves nobody before a leader of each department has agreed.
#[utoipa::path(
    post,
    path = "/windows",
    operation_id = "openWindow",
    tag = "organization",
    params(Keyed),
    request_body = WindowGiven,
    responses((status = 201, description = "The window.", body = Window))
)]
pub(super) async fn open_window(
    State(api): State<Api>,
    act: Act<WindowGiven>,
) -> Result<Told<Window>, Failure> {
    let once = act.once(&api, "openWindow");
    let body = act.body;
    crowd("serves", &body.serves, 200)?;
    let new = NewWindow {
        number: body.number,
        kind: body.kind,
        serves: body.serves.into_iter().collect(),
        place: body.place,
        division: body.division,
        validity: body.validity.into(),
    };
    Ok(Told::made(api.app.open_window(act.caller, new, once).await?))
}
