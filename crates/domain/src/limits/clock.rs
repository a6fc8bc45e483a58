//! One clock of one case.

use daowei_calendar::{Calendar, Due, end_of_day};
use daowei_ident::DocumentId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Length, Unit, rules};
use crate::catalog::ProcedureGround;
use crate::rule::Refusal;

/// Which clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// 告知时限: five working days from receipt (行政许可法 art. 32); nothing stops it.
    Notification,
    /// 承诺时限
    Promised,
    /// 法定时限
    Statutory,
    /// 上报时限: what the case waits for above
    Upward,
    /// 送达时限: ten working days from the decision (行政许可法 art. 44)
    Delivery,
}

impl ClockKind {
    /// Every kind.
    pub const ALL: [ClockKind; 5] = [
        ClockKind::Notification,
        ClockKind::Promised,
        ClockKind::Statutory,
        ClockKind::Upward,
        ClockKind::Delivery,
    ];

    /// The Chinese name, as screens print it.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            ClockKind::Notification => "一次性告知时限",
            ClockKind::Promised => "承诺时限",
            ClockKind::Statutory => "法定时限",
            ClockKind::Upward => "上报办理时限",
            ClockKind::Delivery => "颁发送达时限",
        }
    }

    /// The name in the API.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ClockKind::Notification => "notification",
            ClockKind::Promised => "promised",
            ClockKind::Statutory => "statutory",
            ClockKind::Upward => "upward",
            ClockKind::Delivery => "delivery",
        }
    }
}

/// Whether it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 计时中
    Running,
    /// 特别程序（不计时限） since that day
    Stopped {
        /// The day of stopping; it still counts.
        since: Date,
    },
    /// Ended by the act that it waited for.
    Ended {
        /// The legal date of that act.
        on: Date,
        /// Whether that was within the limit.
        in_time: bool,
    },
}

/// Days left out of the count by a special procedure whose notice was served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduction {
    /// The notice that it rests on: without it, nothing is left out.
    pub notice: DocumentId,
    /// Why.
    pub ground: ProcedureGround,
    /// The last day that still counts.
    pub after: Date,
    /// The last day that is left out.
    pub until: Date,
    /// How many days of the clock's unit that makes.
    pub days: u32,
}

/// When a clock ends and when it warns, by one version of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// Last legal day; it ends at 24:00 in Shanghai.
    pub due: Date,
    /// The instant of the end: midnight after [`Self::due`], or the hour for limits in hours.
    pub ends_at: Timestamp,
    /// The day on which it warns.
    pub warns_on: Date,
    /// Whether days were counted that no published calendar covers.
    pub provisional: bool,
    /// The calendar that was used.
    pub calendar: String,
}

/// One clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which.
    pub kind: ClockKind,
    /// Where the limit is written.
    pub basis: String,
    /// Day 0 (民法典 art. 201: the day of beginning is not counted).
    pub start: Date,
    /// The instant of the start, for limits in hours.
    pub started_at: Timestamp,
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
    /// Working days added by an extension in force.
    #[serde(default)]
    pub extended: u32,
    /// Days left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<Deduction>,
    /// When it ends, as computed and recorded.
    pub reckoning: Reckoning,
    /// Whether it runs.
    pub state: State,
    /// Whether the warning was given.
    #[serde(default)]
    pub warned: bool,
    /// Whether the overrun was marked.
    #[serde(default)]
    pub overrun: bool,
}

impl Clock {
    /// Starts a clock.
    ///
    /// # Errors
    /// `limits.unreadable` for what an import could not read, `limits.calendar.range` beyond the calendar's bounds.
    pub fn start(
        kind: ClockKind,
        basis: &str,
        length: &Length,
        start: Date,
        started_at: Timestamp,
        calendar: &Calendar,
        warning_days: u32,
    ) -> Result<Self, Refusal> {
        let (amount, unit) = match length {
            Length::Fixed { amount, unit } => (*amount, *unit),
            Length::AsWritten(written) => {
                return Err(Refusal::by(&rules::UNREADABLE).with("written", written));
            }
        };
        let span = Span { start, started_at, amount, unit, extended: 0, deducted: 0 };
        Ok(Self {
            kind,
            basis: basis.to_owned(),
            start,
            started_at,
            amount,
            unit,
            extended: 0,
            deductions: Vec::new(),
            reckoning: span.reckon(calendar, warning_days)?,
            state: State::Running,
            warned: false,
            overrun: false,
        })
    }

    /// When it would end with one more deduction or extension, or by another calendar.
    ///
    /// # Errors
    /// `limits.calendar.range`.
    pub fn reckon(
        &self,
        further_deduction: u32,
        extended: u32,
        calendar: &Calendar,
        warning_days: u32,
    ) -> Result<Reckoning, Refusal> {
        let span = Span {
            start: self.start,
            started_at: self.started_at,
            amount: self.amount,
            unit: self.unit,
            extended,
            deducted: self.deducted().saturating_add(further_deduction),
        };
        span.reckon(calendar, warning_days)
    }

    /// When it would end without what rests on that notice.
    ///
    /// # Errors
    /// `limits.calendar.range`.
    pub fn without(
        &self,
        notice: DocumentId,
        calendar: &Calendar,
        warning_days: u32,
    ) -> Result<Reckoning, Refusal> {
        let mut without = self.clone();
        without.deductions.retain(|deduction| deduction.notice != notice);
        without.reckon(0, self.extended, calendar, warning_days)
    }

    /// Days left out so far.
    #[must_use]
    pub fn deducted(&self) -> u32 {
        self.deductions.iter().map(|deduction| deduction.days).fold(0, u32::saturating_add)
    }

    /// How many days of this clock's unit lie after `after`, up to and with `until`.
    ///
    /// # Errors
    /// `limits.calendar.range`.
    pub fn days_between(&self, after: Date, until: Date, calendar: &Calendar) -> Result<u32, Refusal> {
        if until <= after {
            return Ok(0);
        }
        match self.unit {
            Unit::WorkingDays => calendar.count_working_days(after, until),
            Unit::CalendarDays | Unit::Months => calendar.count_calendar_days(after, until),
            Unit::Hours | Unit::SameDay | Unit::Immediate => return Ok(0),
        }
        .map(|count| count.days)
        .map_err(out_of_range)
    }

    /// Whether it runs: neither stopped nor ended.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    /// Whether a special procedure has stopped it.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self.state, State::Stopped { .. })
    }

    /// Whether the act that it waited for has come.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self.state, State::Ended { .. })
    }

    /// Whether the end has passed at that instant.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.reckoning.ends_at
    }
}

/// The measure of a clock, before any calendar is asked.
struct Span {
    start: Date,
    started_at: Timestamp,
    amount: u32,
    unit: Unit,
    extended: u32,
    deducted: u32,
}

impl Span {
    fn reckon(&self, calendar: &Calendar, warning_days: u32) -> Result<Reckoning, Refusal> {
        let due = self.due(calendar)?;
        let ends_at = match self.unit {
            Unit::Hours => calendar.add_opening_hours(self.started_at, self.amount).map_err(out_of_range)?.at,
            _ => end_of_day(due.date),
        };
        let warns_on = calendar
            .subtract_working_days(due.date, warning_days)
            .map_err(out_of_range)?
            .date
            .max(self.start);
        Ok(Reckoning {
            due: due.date,
            ends_at,
            warns_on,
            provisional: due.provisional,
            calendar: calendar.version().to_owned(),
        })
    }

    fn due(&self, calendar: &Calendar) -> Result<Due, Refusal> {
        let more = self.deducted;
        let base = match self.unit {
            Unit::WorkingDays => {
                let days = self.amount.saturating_add(more).saturating_add(self.extended);
                return calendar.add_working_days(self.start, days).map_err(out_of_range);
            }
            Unit::CalendarDays => calendar.add_calendar_days(self.start, self.amount.saturating_add(more)),
            Unit::Months if more == 0 => calendar.add_months(self.start, self.amount),
            Unit::Months => calendar
                .add_months(self.start, self.amount)
                .and_then(|due| calendar.add_calendar_days(due.date, more)),
            Unit::Hours => calendar
                .add_opening_hours(self.started_at, self.amount)
                .map(|due| Due { date: daowei_calendar::legal_date(due.at), provisional: due.provisional }),
            Unit::SameDay | Unit::Immediate => calendar.add_working_days(self.start, 0),
        }
        .map_err(out_of_range)?;
        if self.extended == 0 {
            return Ok(base);
        }
        let extended = calendar.add_working_days(base.date, self.extended).map_err(out_of_range)?;
        Ok(Due { provisional: base.provisional || extended.provisional, ..extended })
    }
}

pub(super) fn out_of_range(error: impl std::fmt::Display) -> Refusal {
    Refusal::by(&rules::CALENDAR_RANGE).with("detail", error)
}
