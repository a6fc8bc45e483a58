//! Windows: listed, opened, serving, closed.

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::organization::NewWindow;
use daowei_domain::organization::WindowKind;
use daowei_ident::{DepartmentId, DivisionCode};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::validity::Period;
use super::window::{OfWindow, Window};
use crate::bounds::crowd;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which windows.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Serving this department.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
}

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

/// The departments that a window serves from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Served {
    /// All of them.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 200)]
    serves: Vec<DepartmentId>,
}

/// When a window closes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Closure {
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 窗口列表 · Windows
#[utoipa::path(
    get,
    path = "/windows",
    operation_id = "listWindows",
    tag = "organization",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of windows.", body = Page<Window>))
)]
pub(super) async fn list_windows(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Window>>, Failure> {
    let department = pairs.one("department")?;
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let found = api.app.windows(caller, department, page.behind()?, page.limit).await?;
    let rows = found.rows.into_iter().map(Window::from).collect();
    Ok(Json(Page { rows, next: found.next.as_deref().map(Cursor::seal) }))
}

/// 开设窗口 · Open a window
#[utoipa::path(
    post,
    path = "/windows",
    operation_id = "openWindow",
    tag = "organization",
    request_body = WindowGiven,
    responses((status = 201, description = "The window.", body = Window))
)]
pub(super) async fn open_window(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(body): Json<WindowGiven>,
) -> Result<(StatusCode, Json<Window>), Failure> {
    crowd("serves", &body.serves, 200)?;
    let new = NewWindow {
        number: body.number,
        kind: body.kind,
        serves: body.serves.into_iter().collect(),
        place: body.place,
        division: body.division,
        validity: body.validity.into(),
    };
    Ok((StatusCode::CREATED, Json(api.app.open_window(caller, new).await?.into())))
}

/// 窗口服务部门 · Have a window serve these departments
#[utoipa::path(
    post,
    path = "/windows/{window}/departments",
    operation_id = "serveDepartments",
    tag = "organization",
    params(OfWindow),
    request_body = Served,
    responses((status = 200, description = "The window.", body = Window))
)]
pub(super) async fn serve_departments(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfWindow>,
    Json(body): Json<Served>,
) -> Result<Json<Window>, Failure> {
    crowd("serves", &body.serves, 200)?;
    let serves = body.serves.into_iter().collect();
    Ok(Json(api.app.window_serves(caller, of.window, serves).await?.into()))
}

/// 关闭窗口 · Close a window for good
#[utoipa::path(
    post,
    path = "/windows/{window}/closure",
    operation_id = "closeWindow",
    tag = "organization",
    params(OfWindow),
    request_body = Closure,
    responses((status = 200, description = "The window.", body = Window))
)]
pub(super) async fn close_window(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfWindow>,
    Json(body): Json<Closure>,
) -> Result<Json<Window>, Failure> {
    Ok(Json(api.app.close_window(caller, of.window, body.on).await?.into()))
}
