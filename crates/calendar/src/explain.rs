//! Explanations: each day of a period, counted or not, and why, for a person to check.

use crate::{Calendar, CalendarError, Count, Due, periods::forwards};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One day of an explained period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: Date,
    /// Its number within the period; none for the starting day, days skipped and days rolled over.
    pub counted: Option<u32>,
    /// Why, in Chinese.
    pub zh: String,
    /// Why, in English.
    pub en: String,
    /// Whether no published calendar covers the day.
    pub provisional: bool,
}

/// How a due date came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The starting day and every day up to the due date.
    pub days: Vec<ExplainedDay>,
    /// The result, the same as without explanation.
    pub due: Due,
    /// The versions of the calendar data.
    pub calendar_version: String,
}

/// How many days an interval has, and which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountExplanation {
    /// The starting day and every day up to the end.
    pub days: Vec<ExplainedDay>,
    /// The result, the same as without explanation.
    pub count: Count,
    /// The versions of the calendar data.
    pub calendar_version: String,
}

impl Calendar {
    /// [`Calendar::add_working_days`], explained.
    ///
    /// # Errors
    /// As there.
    pub fn explain_working_days(&self, from: Date, n: u32) -> Result<Explanation, CalendarError> {
        let due = self.add_working_days(from, n)?;
        Ok(self.explanation(self.working_day_list(from, due.date), due))
    }

    /// [`Calendar::add_calendar_days`], explained, with the days over which an ending rest day rolls.
    ///
    /// # Errors
    /// As there.
    pub fn explain_calendar_days(&self, from: Date, n: u32) -> Result<Explanation, CalendarError> {
        let due = self.add_calendar_days(from, n)?;
        let mut days = vec![self.start(from)];
        for (number, date) in days_after(from, due.date) {
            days.push(if number <= n {
                self.calendar_day(date, number, number == n)
            } else {
                self.rolled(date)
            });
        }
        Ok(self.explanation(days, due))
    }

    /// [`Calendar::count_working_days`], explained.
    ///
    /// # Errors
    /// As there.
    pub fn explain_count(&self, from: Date, to: Date) -> Result<CountExplanation, CalendarError> {
        forwards(from, to)?;
        let count = self.count_working_days(from, to)?;
        let days = self.working_day_list(from, to);
        Ok(CountExplanation { days, count, calendar_version: self.version().to_owned() })
    }

    fn explanation(&self, days: Vec<ExplainedDay>, due: Due) -> Explanation {
        Explanation { days, due, calendar_version: self.version().to_owned() }
    }

    fn working_day_list(&self, from: Date, to: Date) -> Vec<ExplainedDay> {
        let mut number = 0;
        let rest = days_after(from, to).map(|(_, date)| {
            let day = self.day(date);
            number += u32::from(day.working);
            let counted = day.working.then_some(number);
            self.explained(date, counted, ("", ""))
        });
        std::iter::once(self.start(from)).chain(rest).collect()
    }

    fn start(&self, date: Date) -> ExplainedDay {
        self.explained(
            date,
            None,
            ("；始日不计入（民法典第201条）", "; the starting day is not counted (Civil Code art. 201)"),
        )
    }

    fn calendar_day(&self, date: Date, number: u32, last: bool) -> ExplainedDay {
        let note = if last && !self.is_working(date) {
            (
                "；末日为休息日，顺延至下一工作日（民法典第203条）",
                "; the last day is a rest day and moves to the next working day (Civil Code art. 203)",
            )
        } else {
            ("", "")
        };
        self.explained(date, Some(number), note)
    }

    fn rolled(&self, date: Date) -> ExplainedDay {
        let note = if self.is_working(date) {
            ("；顺延后的末日", "; the last day after moving")
        } else {
            ("；继续顺延", "; moves on")
        };
        self.explained(date, None, note)
    }

    fn explained(&self, date: Date, counted: Option<u32>, note: (&str, &str)) -> ExplainedDay {
        let day = self.day(date);
        let (zh, en) = (day.zh() + note.0, day.en() + note.1);
        ExplainedDay { date, counted, zh, en, provisional: day.provisional }
    }
}

/// The days after `from` up to `to`, numbered from 1.
fn days_after(from: Date, to: Date) -> impl Iterator<Item = (u32, Date)> {
    let days = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
    (1..).zip(days.take_while(move |day| *day <= to))
}
