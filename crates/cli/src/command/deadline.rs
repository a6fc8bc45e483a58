//! `daowei deadline`: the day on which a period ends, on the calendar that comes with the program.

use clap::{Args, ValueEnum};
use daowei_calendar::{Calendar, CalendarData, LocalOverlay, OpeningHours};
use jiff::civil::Date;
use serde_json::json;

use crate::lines;
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei deadline --from D --days N --unit U`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 起始日（不计入），如 2017-09-29 | The starting day, which is not counted
    #[arg(long, value_parser = date)]
    from: Date,
    /// 天数 | How many
    #[arg(long)]
    days: u32,
    /// 单位 | Of what
    #[arg(long, value_enum)]
    unit: UnitArgument,
    /// 逐日说明 | Say of each day why
    #[arg(long)]
    explain: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// What is counted.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum UnitArgument {
    /// 工作日（许可法第82条）
    WorkingDays,
    /// 自然日，末日为休息日的顺延（民法典第203条）
    CalendarDays,
}

/// Answers.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let calendar = calendar()?;
    let (from, days) = (arguments.from, arguments.days);
    let (due, explanation) = match (arguments.unit, arguments.explain) {
        (UnitArgument::WorkingDays, false) => (calendar.add_working_days(from, days), None),
        (UnitArgument::CalendarDays, false) => (calendar.add_calendar_days(from, days), None),
        (UnitArgument::WorkingDays, true) => explained(calendar.explain_working_days(from, days)),
        (UnitArgument::CalendarDays, true) => explained(calendar.explain_calendar_days(from, days)),
    };
    let due = due.map_err(refused)?;
    let explanation = explanation.unwrap_or_default();
    if arguments.json {
        let answer = json!({ "due": due.date, "provisional": due.provisional, "explanation": explanation });
        lines::json(&answer)?;
    } else {
        for day in explanation {
            let number = day.counted.map(|number| number.to_string()).unwrap_or_default();
            lines::line(format_args!("{} {number:>4}  {} | {}", day.date, day.zh, day.en))?;
        }
        let mark = if due.provisional { "（暂定 | provisional）" } else { "" };
        lines::line(format_args!("{}{mark}", due.date))?;
    }
    Ok(Verdict::Good)
}

type Explained = (
    Result<daowei_calendar::Due, daowei_calendar::CalendarError>,
    Option<Vec<daowei_calendar::ExplainedDay>>,
);

fn explained(found: Result<daowei_calendar::Explanation, daowei_calendar::CalendarError>) -> Explained {
    match found {
        Ok(explanation) => (Ok(explanation.due), Some(explanation.days)),
        Err(error) => (Err(error), None),
    }
}

/// A date as it is written in documents: `2017-09-29`, nothing else.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = if form { text.parse().ok() } else { None };
    date.ok_or_else(|| "不是日期（写作 2017-09-29）| not a date (written 2017-09-29)".to_owned())
}

/// The calendar that comes with the program.
pub(crate) fn calendar() -> Result<Calendar, Trouble> {
    Calendar::new(&CalendarData::national(), &LocalOverlay::default(), OpeningHours::default())
        .map_err(refused)
}

/// What the calendar cannot count.
pub(crate) fn refused(error: daowei_calendar::CalendarError) -> Trouble {
    Trouble::ruled(error.code(), error.zh(), error.en())
}
