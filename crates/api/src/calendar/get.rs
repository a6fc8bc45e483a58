//! The calendar in use.

use axum::extract::State;
use daowei_calendar::{LocalKind, LocalRow};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::publish::CalendarVersion;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// The calendar in use, and where it comes from.
#[derive(Serialize, ToSchema)]
pub(super) struct CalendarInUse {
    /// Its versions.
    version: CalendarVersion,
    /// The days that this place decreed: all of them, as a new decree has to name them.
    local: Vec<LocalDay>,
    /// What was published or decreed here, the newest first, at most a hundred. The days before came with the program.
    publications: Vec<Publication>,
}

/// A decreed day.
#[derive(Serialize, ToSchema)]
struct LocalDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Off or worked.
    #[schema(value_type = words::LocalDayKind)]
    kind: LocalKind,
    /// The occasion.
    name: String,
    /// The document of the government.
    authority: String,
}

/// A notice or a decree, as it was entered.
#[derive(Serialize, ToSchema)]
struct Publication {
    /// When it was entered.
    #[schema(format = DateTime)]
    at: String,
    /// The name of whoever entered it; nothing where the host did.
    by: Option<String>,
    /// The version that it made.
    version: String,
    /// The notice; nothing for local decrees, whose days name theirs.
    document: Option<String>,
    /// The years that it announced in full.
    covers: Vec<i16>,
    /// How many days it names.
    days: usize,
}

impl From<LocalRow> for LocalDay {
    fn from(row: LocalRow) -> Self {
        Self { date: row.date, kind: row.kind, name: row.name, authority: row.authority }
    }
}

/// 在用日历 · The calendar in use, and where it comes from
#[utoipa::path(
    get,
    path = "/calendar",
    operation_id = "getCalendar",
    tag = "calendar",
    responses((status = 200, description = "The calendar.", body = CalendarInUse))
)]
pub(super) async fn get_calendar(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<CalendarInUse>, Failure> {
    let found = api.app.calendar(caller).await?;
    let publication = |one: daowei_app::calendar::Publication| Publication {
        at: one.at.to_string(),
        by: one.by,
        version: one.version,
        document: one.document,
        covers: one.covers.into_iter().collect(),
        days: one.days,
    };
    Ok(Json(CalendarInUse {
        version: found.standing.into(),
        local: found.local.into_iter().map(LocalDay::from).collect(),
        publications: found.publications.into_iter().map(publication).collect(),
    }))
}
