//! A year of the calendar.

use axum::extract::State;
use daowei_calendar::{Day, DayReason};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfYear {
    /// The year, 2000 to 2099.
    #[param(minimum = 2000, maximum = 2099)]
    year: i16,
}

/// A year of the calendar in use.
#[derive(Serialize, ToSchema)]
pub(super) struct CalendarYear {
    /// The year.
    year: i16,
    /// The calendar's version.
    version: String,
    /// Whether the year was announced in full; its days are provisional otherwise.
    published: bool,
    /// Its days.
    days: Vec<CalendarDay>,
}

/// A day.
#[derive(Serialize, ToSchema)]
struct CalendarDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Whether it is a working day.
    working: bool,
    /// What makes it one or none.
    kind: CalendarDayKind,
    /// The occasion, where it has one.
    name: Option<String>,
    /// The document of the government that decreed it, where one did.
    authority: Option<String>,
    /// Whether no published calendar covers it.
    provisional: bool,
    /// Why, in Chinese.
    zh: String,
    /// Why, in English.
    en: String,
}

/// What makes a day a working day or none.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum CalendarDayKind {
    /// 工作日
    Weekday,
    /// 周末
    Weekend,
    /// 放假
    Holiday,
    /// 调休上班
    Makeup,
    /// 本地休息
    LocalRestDay,
    /// 本地上班
    LocalWorkday,
}

impl From<&Day> for CalendarDay {
    fn from(day: &Day) -> Self {
        let (kind, name, authority) = match &day.reason {
            DayReason::Weekday => (CalendarDayKind::Weekday, None, None),
            DayReason::Weekend => (CalendarDayKind::Weekend, None, None),
            DayReason::Holiday { name } => (CalendarDayKind::Holiday, Some(name), None),
            DayReason::Makeup { name } => (CalendarDayKind::Makeup, Some(name), None),
            DayReason::LocalRestDay { name, authority } => {
                (CalendarDayKind::LocalRestDay, Some(name), Some(authority))
            }
            DayReason::LocalWorkday { name, authority } => {
                (CalendarDayKind::LocalWorkday, Some(name), Some(authority))
            }
        };
        Self {
            date: day.date,
            working: day.working,
            kind,
            name: name.cloned(),
            authority: authority.cloned(),
            provisional: day.provisional,
            zh: day.zh(),
            en: day.en(),
        }
    }
}

/// 年历 · A year of the calendar, day by day
#[utoipa::path(
    get,
    path = "/calendar/{year}",
    operation_id = "getCalendarYear",
    tag = "calendar",
    params(OfYear),
    responses((status = 200, description = "The year.", body = CalendarYear))
)]
pub(super) async fn get_calendar_year(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(OfYear { year }): Ids<OfYear>,
) -> Result<Json<CalendarYear>, Failure> {
    let found = api.app.calendar_year(caller, year).await?;
    let days = found.days.iter().map(CalendarDay::from).collect();
    Ok(Json(CalendarYear { year, version: found.version, published: found.published, days }))
}
