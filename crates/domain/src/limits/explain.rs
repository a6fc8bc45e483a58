//! Clocks that explain themselves: each day, counted or not, and why.

use daowei_calendar::{Calendar, ExplainedDay};

use super::clock::out_of_range;
use super::{Clock, Unit};
use crate::rule::Refusal;

impl Clock {
    /// Every day from the start to the end, with the reason for which it counts or does not: weekends and holidays by the
    /// calendar, days of a special procedure, days added by an extension.
    ///
    /// # Errors
    /// `limits.calendar.range`.
    pub fn explain(&self, calendar: &Calendar) -> Result<Vec<ExplainedDay>, Refusal> {
        let length = self.amount.saturating_add(self.deducted());
        let days = match self.unit {
            Unit::WorkingDays => calendar
                .explain_working_days(self.start, length.saturating_add(self.extended))
                .map(|e| e.days),
            Unit::CalendarDays => calendar.explain_calendar_days(self.start, length).map(|e| e.days),
            Unit::Months => calendar.explain_count(self.start, self.reckoning.due).map(|e| e.days),
            Unit::Hours | Unit::SameDay | Unit::Immediate => {
                calendar.explain_working_days(self.start, 0).map(|e| e.days)
            }
        }
        .map_err(out_of_range)?;
        let mut ordinal = 0;
        Ok(days
            .into_iter()
            .map(|day| match day.counted {
                None => day,
                Some(_) => self.numbered(day, &mut ordinal),
            })
            .collect())
    }

    /// A day that the calendar counts: numbered anew, unless a special procedure leaves it out.
    fn numbered(&self, day: ExplainedDay, ordinal: &mut u32) -> ExplainedDay {
        let left_out = self
            .deductions
            .iter()
            .find(|deduction| deduction.after < day.date && day.date <= deduction.until);
        if let Some(deduction) = left_out {
            let zh = format!("{}；特别程序（{}）不计时限", day.zh, deduction.ground.zh());
            let en = format!("{}; left out: special procedure", day.en);
            return ExplainedDay { counted: None, zh, en, ..day };
        }
        *ordinal = ordinal.saturating_add(1);
        let counted = Some(*ordinal);
        if self.unit == Unit::WorkingDays && *ordinal > self.amount {
            let zh = format!("{}；延长期限", day.zh);
            let en = format!("{}; added by the extension", day.en);
            return ExplainedDay { counted, zh, en, ..day };
        }
        ExplainedDay { counted, ..day }
    }
}
