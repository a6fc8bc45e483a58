//! 时限: each clock with its day-by-day explanation.

use daowei_app::case::ClockDetail;
use daowei_domain::catalog::ProcedureGround;
use daowei_domain::limits::{ClockKind, Deduction, State, Unit};
use daowei_ident::DocumentId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// One clock of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct Clock {
    /// Which.
    #[schema(value_type = words::ClockKind)]
    kind: ClockKind,
    /// 名称
    name: &'static str,
    /// Where the limit is written.
    basis: String,
    /// Day 0, which is not counted (民法典 art. 201).
    #[schema(value_type = String, format = Date)]
    start: Date,
    /// How many.
    amount: u32,
    /// Of what.
    #[schema(value_type = words::TimeUnit)]
    unit: Unit,
    /// Working days added by an extension in force.
    extended: u32,
    /// Days left out by special procedures.
    deductions: Vec<DeductionBody>,
    /// Last legal day; it ends at 24:00 in Shanghai.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// The instant of the end.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// The day on which it warns.
    #[schema(value_type = String, format = Date)]
    warns_on: Date,
    /// Whether days were counted that no published calendar covers.
    provisional: bool,
    /// The calendar that was used.
    calendar: String,
    /// Whether it runs.
    state: ClockState,
    /// The day since which a special procedure has stopped it.
    #[schema(value_type = Option<String>, format = Date)]
    stopped_since: Option<Date>,
    /// The legal date of the act that ended it.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Date>,
    /// Whether that act came within the limit.
    in_time: Option<bool>,
    /// Working days left; nothing once it ended.
    remaining: Option<u32>,
    /// Working days over the limit.
    over: u32,
    /// Day by day, from day 0 to the end.
    days: Vec<ExplainedDay>,
}

/// Whether a clock runs.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClockState {
    /// 计时中
    Running,
    /// 特别程序（不计时限）
    Stopped,
    /// Ended by the act that it waited for.
    Ended,
}

/// Days left out of the count.
#[derive(Serialize, ToSchema)]
#[schema(as = Deduction)]
pub(super) struct DeductionBody {
    /// The served notice that it rests on.
    #[schema(value_type = String, format = Uuid)]
    notice: DocumentId,
    /// Why.
    #[schema(value_type = words::ProcedureGround)]
    ground: ProcedureGround,
    /// The last day that still counts.
    #[schema(value_type = String, format = Date)]
    after: Date,
    /// The last day that is left out.
    #[schema(value_type = String, format = Date)]
    until: Date,
    /// How many days of the clock's unit that makes.
    days: u32,
}

/// One day of an explained period.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExplainedDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Its number within the period; none for day 0, days skipped and days rolled over.
    counted: Option<u32>,
    /// Why, in Chinese.
    zh: String,
    /// Why, in English.
    en: String,
    /// Whether no published calendar covers the day.
    provisional: bool,
}

impl From<daowei_calendar::ExplainedDay> for ExplainedDay {
    fn from(day: daowei_calendar::ExplainedDay) -> Self {
        Self { date: day.date, counted: day.counted, zh: day.zh, en: day.en, provisional: day.provisional }
    }
}

impl From<Deduction> for DeductionBody {
    fn from(deduction: Deduction) -> Self {
        let Deduction { notice, ground, after, until, days } = deduction;
        Self { notice, ground, after, until, days }
    }
}

impl From<ClockDetail> for Clock {
    fn from(detail: ClockDetail) -> Self {
        let clock = detail.clock;
        let (state, stopped_since, ended) = match clock.state {
            State::Running => (ClockState::Running, None, None),
            State::Stopped { since } => (ClockState::Stopped, Some(since), None),
            State::Ended { on, in_time } => (ClockState::Ended, None, Some((on, in_time))),
        };
        Self {
            kind: clock.kind,
            name: clock.kind.zh(),
            basis: clock.basis,
            start: clock.start,
            amount: clock.amount,
            unit: clock.unit,
            extended: clock.extended,
            deductions: clock.deductions.into_iter().map(DeductionBody::from).collect(),
            due: clock.reckoning.due,
            ends_at: clock.reckoning.ends_at,
            warns_on: clock.reckoning.warns_on,
            provisional: clock.reckoning.provisional,
            calendar: clock.reckoning.calendar,
            state,
            stopped_since,
            ended_on: ended.map(|(on, _)| on),
            in_time: ended.map(|(_, in_time)| in_time),
            remaining: detail.remaining,
            over: detail.over,
            days: detail.days.into_iter().map(ExplainedDay::from).collect(),
        }
    }
}
