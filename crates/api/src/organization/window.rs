//! A window as it is shown.

use daowei_domain::organization::{WindowKind, window};
use daowei_ident::{DepartmentId, WindowId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::validity::Period;
use crate::words;

/// A window of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfWindow {
    /// The window.
    #[param(value_type = String, format = Uuid)]
    pub(super) window: WindowId,
}

/// 窗口
#[derive(Serialize, ToSchema)]
pub(super) struct Window {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: WindowId,
    /// Number on the plate.
    number: String,
    /// Kind.
    #[schema(value_type = words::WindowKind)]
    kind: WindowKind,
    /// Departments that it serves.
    #[schema(value_type = Vec<String>)]
    serves: Vec<DepartmentId>,
    /// Departments that it is to serve once a leader of each has agreed.
    #[schema(value_type = Vec<String>)]
    waiting: Vec<DepartmentId>,
    /// Where it stands.
    place: String,
    /// Division of the hall.
    division: String,
    /// When it is open for service.
    validity: Period,
}

impl From<window::Window> for Window {
    fn from(window: window::Window) -> Self {
        Self {
            id: window.id,
            waiting: window.waiting().collect(),
            number: window.number,
            kind: window.kind,
            serves: window.serves.into_iter().collect(),
            place: window.place,
            division: window.division.to_string(),
            validity: window.validity.into(),
        }
    }
}
