//! 期限计算.

use axum::extract::State;
use daowei_app::{Error, Problem};
use daowei_calendar::{Calendar, CalendarError, MAX_LENGTH};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::case::ExplainedDay;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// What is computed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Span {
    /// Day 0, which is not counted.
    #[param(value_type = String, format = Date)]
    from: Date,
    /// How many.
    #[param(maximum = 10000)]
    length: u32,
    /// Of what: `working_days`, `calendar_days` or `months`.
    #[param(value_type = SpanUnit)]
    unit: SpanUnit,
}

/// Units that a deadline can be computed in.
#[derive(Clone, Copy, ToSchema)]
#[schema(rename_all = "snake_case")]
pub(super) enum SpanUnit {
    /// 工作日
    WorkingDays,
    /// 自然日; an end on a rest day rolls over (民法典 art. 203)
    CalendarDays,
    /// 月
    Months,
}

impl std::str::FromStr for SpanUnit {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "working_days" => Ok(Self::WorkingDays),
            "calendar_days" => Ok(Self::CalendarDays),
            "months" => Ok(Self::Months),
            _ => Err(()),
        }
    }
}

/// A deadline with its explanation.
#[derive(Serialize, ToSchema)]
pub(super) struct Deadline {
    /// The last day; it ends at 24:00 in Shanghai.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Whether it rests on days without a published calendar.
    provisional: bool,
    /// The calendar that was used.
    calendar: String,
    /// Day by day.
    explanation: Vec<ExplainedDay>,
}

fn compute(calendar: &Calendar, from: Date, length: u32, unit: SpanUnit) -> Result<Deadline, CalendarError> {
    let (due, days) = match unit {
        SpanUnit::WorkingDays => {
            let explained = calendar.explain_working_days(from, length)?;
            (explained.due, explained.days)
        }
        SpanUnit::CalendarDays => {
            let explained = calendar.explain_calendar_days(from, length)?;
            (explained.due, explained.days)
        }
        SpanUnit::Months => {
            let due = calendar.add_months(from, length)?;
            (due, calendar.explain_count(from, due.date)?.days)
        }
    };
    let explanation = days.into_iter().map(ExplainedDay::from).collect();
    let calendar = calendar.version().to_owned();
    Ok(Deadline { due: due.date, provisional: due.provisional, calendar, explanation })
}

/// 期限计算 · When a period ends, explained day by day
#[utoipa::path(
    get,
    path = "/deadline",
    operation_id = "computeDeadline",
    tag = "calendar",
    params(Span),
    responses((status = 200, description = "The deadline.", body = Deadline))
)]
pub(super) async fn compute_deadline(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Deadline>, Failure> {
    let (from, length, unit) = (pairs.needed("from")?, pairs.needed("length")?, pairs.needed("unit")?);
    pairs.nothing_else()?;
    if length > MAX_LENGTH {
        return Err(Error::input("length", Problem::Range).into());
    }
    let deadline = api
        .app
        .read(caller, move |unit_of_work| {
            compute(&unit_of_work.world.calendar, from, length, unit)
                .map_err(|_| Error::input("from", Problem::Range))
        })
        .await?;
    Ok(Json(deadline))
}
