//! 发布日历.

use axum::extract::State;
use daowei_app::calendar::Standing;
use daowei_app::{Error, Problem};
use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};
use daowei_domain::calendar::Command;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::act::Act;
use crate::bounds::crowd;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// National days or local ones, never both.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarGiven {
    /// National days, as a notice announced them.
    #[serde(default)]
    national: Option<NationalGiven>,
    /// The days that this place decreed: all that hold from now on.
    #[serde(default)]
    local: Option<LocalGiven>,
}

/// A yearly notice.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NationalGiven {
    /// The notice.
    #[schema(min_length = 1, max_length = 200)]
    document: String,
    /// The years that it announces in full: each names its seven holidays.
    covers: Vec<i16>,
    /// The announced days.
    #[schema(max_items = 1000)]
    days: Vec<DayGiven>,
}

/// An announced day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DayGiven {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Off or worked.
    #[schema(value_type = words::DayKind)]
    kind: RowKind,
    /// The holiday.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
}

/// Local decrees.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LocalGiven {
    /// The decreed days.
    #[schema(max_items = 1000)]
    days: Vec<LocalDayGiven>,
}

/// A decreed day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LocalDayGiven {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Off or worked.
    #[schema(value_type = words::LocalDayKind)]
    kind: LocalKind,
    /// The occasion.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// The document of the government that decreed it, with its number, as 资府发〔2026〕9号. A hall that shuts its door moves no limit.
    #[schema(min_length = 1, max_length = 200)]
    authority: String,
}

/// The calendar as it then stands.
#[derive(Serialize, ToSchema)]
pub(super) struct CalendarVersion {
    /// National version.
    national: String,
    /// Local version; empty where nothing was decreed.
    local: String,
    /// The years announced in full.
    covers: Vec<i16>,
}

impl From<Standing> for CalendarVersion {
    fn from(standing: Standing) -> Self {
        let Standing { national, local, covers } = standing;
        Self { national, local, covers: covers.into_iter().collect() }
    }
}

fn bounded(field: &str, text: &str, longest: usize) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::input(field, Problem::Empty));
    }
    daowei_app::text::one_line(field, text, longest)
}

impl CalendarGiven {
    /// The command that it comes to.
    pub(super) fn take(self) -> Result<Command, Error> {
        match (self.national, self.local) {
            (Some(national), None) => national.take(),
            (None, Some(local)) => local.take(),
            _ => Err(Error::input("national", Problem::Empty)),
        }
    }
}

impl NationalGiven {
    fn take(self) -> Result<Command, Error> {
        bounded("national.document", &self.document, 200)?;
        crowd("national.covers", &self.covers, 200)?;
        crowd("national.days", &self.days, 1_000)?;
        let row = |day: DayGiven| {
            bounded("national.days.name", &day.name, 40)?;
            Ok(CalendarRow { date: day.date, kind: day.kind, name: day.name })
        };
        let rows = self.days.into_iter().map(row).collect::<Result<_, Error>>()?;
        let covers = self.covers.into_iter().collect();
        let data = CalendarData { version: String::new(), covers, learned_at: None, rows };
        Ok(Command::Publish { data, document: self.document })
    }
}

impl LocalGiven {
    fn take(self) -> Result<Command, Error> {
        crowd("local.days", &self.days, 1_000)?;
        let row = |day: LocalDayGiven| {
            bounded("local.days.name", &day.name, 40)?;
            bounded("local.days.authority", &day.authority, 200)?;
            Ok(LocalRow { date: day.date, kind: day.kind, name: day.name, authority: day.authority })
        };
        let rows = self.days.into_iter().map(row).collect::<Result<_, Error>>()?;
        Ok(Command::DecreeLocal(LocalOverlay { version: String::new(), rows }))
    }
}

/// 发布日历 · Publish national days, or decree local ones
///
/// The version of the answer names the content: other days have another version, the same days the same. Days that have
/// passed stay as they are, but for those of a year that no notice covered yet. Clocks that run are computed again by an act
/// of their own, case by case, and of somebody else: the system administrator publishes, the manager of the center or the
/// legal office lets the clocks be computed.
#[utoipa::path(
    post,
    path = "/calendar",
    operation_id = "publishCalendar",
    tag = "calendar",
    params(Keyed),
    request_body = CalendarGiven,
    responses((status = 200, description = "The calendar as it then stands.", body = CalendarVersion))
)]
pub(super) async fn publish_calendar(
    State(api): State<Api>,
    act: Act<CalendarGiven>,
) -> Result<Told<CalendarVersion>, Failure> {
    let once = act.once(&api, "publishCalendar");
    let command = act.body.take()?;
    Ok(Told::done(api.app.change_calendar(act.caller, command, once).await?))
}
