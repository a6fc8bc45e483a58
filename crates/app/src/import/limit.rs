//! Limits as sources write them: what can be read runs, what cannot is kept as written and never runs.

use daowei_domain::limits::{Length, Limit, StartRule, Unit};

use super::code;
use super::report::Finding;

/// The longest limit that is taken at its word, in whatever unit.
const LONGEST: u32 = 3_650;

/// A limit's cells.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) amount: &'a str,
    pub(super) unit: &'a str,
    pub(super) start: &'a str,
    pub(super) basis: &'a str,
}

/// Reads a limit; nothing where the cells are blank.
pub(super) fn read(line: u64, written: Written<'_>, notes: &mut Vec<Finding>) -> Option<Limit> {
    if written.amount.is_empty() && written.unit.is_empty() {
        return None;
    }
    Some(Limit {
        length: length(line, written, notes),
        start: start(line, written.start, notes),
        basis: written.basis.to_owned(),
    })
}

fn length(line: u64, written: Written<'_>, notes: &mut Vec<Finding>) -> Length {
    let whole = format!("{}{}", written.amount, written.unit);
    let unit = match written.unit {
        "工作日" | "working_days" => Some(Unit::WorkingDays),
        "日" | "天" | "自然日" | "calendar_days" => Some(Unit::CalendarDays),
        "月" | "个月" | "months" => Some(Unit::Months),
        "小时" | "hours" => Some(Unit::Hours),
        "当日" | "same_day" => Some(Unit::SameDay),
        "即时" | "immediate" => Some(Unit::Immediate),
        _ => None,
    };
    let bare = matches!(unit, Some(Unit::SameDay | Unit::Immediate));
    let amount = match written.amount.parse::<u32>() {
        Ok(_) if bare => Some(0),
        Ok(amount) if (1..=LONGEST).contains(&amount) => Some(amount),
        Err(_) if bare && written.amount.is_empty() => Some(0),
        _ => None,
    };
    match (amount, unit) {
        (Some(amount), Some(unit)) => {
            if matches!(written.unit, "日" | "天") {
                notes.push(Finding::new(line, &code::DAY_AS_CALENDAR, &[("written", &whole)]));
            }
            Length::Fixed { amount, unit }
        }
        _ => {
            notes.push(Finding::new(line, &code::LIMIT_AS_WRITTEN, &[("written", &whole)]));
            Length::AsWritten(whole)
        }
    }
}

/// Nothing said: acceptance, where the law's own limits begin (行政许可法 art. 42).
fn start(line: u64, written: &str, notes: &mut Vec<Finding>) -> StartRule {
    let opens = |words: &[&str]| words.iter().any(|word| written.starts_with(word));
    match written {
        "" | "受理" | "acceptance" => StartRule::Acceptance,
        "complete_receipt" | "提交符合规定资料" => StartRule::CompleteReceipt,
        "receipt" => StartRule::Receipt,
        _ if opens(&["收到全部", "收到完整"]) => StartRule::CompleteReceipt,
        // A notice that somebody else must pay by begins no time of ours.
        _ if opens(&["收到", "接到", "申请"]) && !written.contains("通知单") => StartRule::Receipt,
        _ => {
            notes.push(Finding::new(line, &code::START_AS_WRITTEN, &[("written", &written)]));
            StartRule::AsWritten(written.to_owned())
        }
    }
}

/// What is odd about a promise beside the law's limit.
pub(super) fn compare(
    line: u64,
    statutory: Option<&Limit>,
    promised: Option<&Limit>,
    instant: bool,
    notes: &mut Vec<Finding>,
) {
    if statutory.is_none() && promised.is_none() {
        notes.push(Finding::new(line, &code::LIMIT_BLANK, &[]));
    }
    let Some((promise, promised_unit)) = promised.and_then(fixed) else { return };
    let promise_text = text(promise, promised_unit);
    if instant && promise > 0 {
        notes.push(Finding::new(line, &code::PROMISE_INSTANT, &[("promised", &promise_text)]));
    }
    let Some((limit, limit_unit)) = statutory.and_then(fixed) else { return };
    let limit_text = text(limit, limit_unit);
    let facts: [(&str, &dyn std::fmt::Display); 2] =
        [("promised", &promise_text), ("statutory", &limit_text)];
    let code = if promised_unit == limit_unit && promise == limit {
        &code::PROMISE_EQUAL
    } else if promised_unit == limit_unit && promise > limit {
        &code::PROMISE_LONGER
    } else if days(limit, limit_unit) >= days(promise, promised_unit).saturating_mul(10)
        && days(limit, limit_unit) >= 10
    {
        &code::PROMISE_FAR_BELOW
    } else {
        return;
    };
    notes.push(Finding::new(line, code, &facts));
}

fn fixed(limit: &Limit) -> Option<(u32, Unit)> {
    match limit.length {
        Length::Fixed { amount, unit } => Some((amount, unit)),
        Length::AsWritten(_) => None,
    }
}

fn days(amount: u32, unit: Unit) -> u32 {
    match unit {
        Unit::WorkingDays | Unit::CalendarDays => amount,
        Unit::Months => amount.saturating_mul(30),
        Unit::Hours => amount.div_ceil(8),
        Unit::SameDay | Unit::Immediate => 0,
    }
}

fn text(amount: u32, unit: Unit) -> String {
    match unit {
        Unit::WorkingDays => format!("{amount}个工作日"),
        Unit::CalendarDays => format!("{amount}日"),
        Unit::Months => format!("{amount}个月"),
        Unit::Hours => format!("{amount}小时"),
        Unit::SameDay => "当日".to_owned(),
        Unit::Immediate => "即时".to_owned(),
    }
}
