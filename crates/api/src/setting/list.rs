//! The settings.

use axum::extract::State;
use daowei_domain::setting::{History, Key};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// The settings: what holds today, and everything that was ever set.
#[derive(Serialize, ToSchema)]
pub(super) struct Settings {
    /// Each key, with its value of today and its bounds.
    settings: Vec<Setting>,
    /// Changes, in the order of recording.
    changes: Vec<Change>,
}

/// One setting.
#[derive(Serialize, ToSchema)]
struct Setting {
    /// Which.
    #[schema(value_type = words::SettingKey)]
    key: Key,
    /// 名称
    name: &'static str,
    /// Its value today.
    value: u32,
    /// The smallest value that may be set.
    least: u32,
    /// The largest.
    most: u32,
}

/// A change.
#[derive(Serialize, ToSchema)]
#[schema(as = SettingChange)]
struct Change {
    /// Which.
    #[schema(value_type = words::SettingKey)]
    key: Key,
    /// To what.
    value: u32,
    /// From when.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The document that it rests on.
    document: String,
}

impl From<(History, Date)> for Settings {
    /// As of that day.
    fn from((history, today): (History, Date)) -> Self {
        let values = history.on(today);
        let setting = |key: Key| {
            let (least, most) = key.bounds();
            Setting { key, name: key.zh(), value: values.get(key), least, most }
        };
        let settings = Key::ALL.into_iter().map(setting).collect();
        let changes = history.changes.into_iter().map(|change| Change {
            key: change.key,
            value: change.value,
            from: change.from,
            document: change.document,
        });
        Self { settings, changes: changes.collect() }
    }
}

/// 系统设置 · The settings, with their history
#[utoipa::path(
    get,
    path = "/settings",
    operation_id = "listSettings",
    tag = "setting",
    responses((status = 200, description = "The settings.", body = Settings))
)]
pub(super) async fn list_settings(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<Settings>, Failure> {
    let history = api.app.settings(caller).await?;
    Ok(Json((history, daowei_calendar::legal_date(api.app.now())).into()))
}
