//! `daowei workdays`: how many days an interval has; the start is not counted, the end is.

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::deadline::{calendar, date, refused};
use crate::lines;
use crate::trouble::{Done, Verdict};

/// `daowei workdays --from D --to D`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 起始日（不计入）| The start, which is not counted
    #[arg(long, value_parser = date)]
    from: Date,
    /// 截止日（计入）| The end, which is counted
    #[arg(long, value_parser = date)]
    to: Date,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Answers.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let calendar = calendar()?;
    let working = calendar.count_working_days(arguments.from, arguments.to).map_err(refused)?;
    let all = calendar.count_calendar_days(arguments.from, arguments.to).map_err(refused)?;
    if arguments.json {
        // The two counts alone where both are sure: scripts rely on it.
        let mut answer = json!({ "working_days": working.days, "calendar_days": all.days });
        if working.provisional
            && let Some(answer) = answer.as_object_mut()
        {
            answer.insert("provisional".to_owned(), true.into());
        }
        lines::json(&answer)?;
    } else {
        let mark = if working.provisional { "（暂定 | provisional）" } else { "" };
        lines::line(format_args!("工作日 {} 自然日 {}{mark}", working.days, all.days))?;
    }
    Ok(Verdict::Good)
}
