//! National calendar days, as the yearly notices announce them.

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::{CalendarData, CalendarRow, RowKind, legal_date};
use daowei_domain::calendar::{Command, decide, missing};
use jiff::civil::Date;

use super::report::{Finding, Report};
use super::table::{Cells, Table};
use super::{Options, code};
use crate::App;
use crate::error::Result;
use crate::unit::{Caller, Unit};

/// The columns of a calendar.
pub(super) const NEEDED: &[&str] = &["date", "kind", "name"];
/// Characters of a holiday's name.
const LONGEST_NAME: usize = 40;

pub(super) fn import(app: &App, table: Table, options: &Options) -> Result<Report> {
    let (partial, dry_run) = (options.partial, options.dry_run);
    let document = options.document.trim().to_owned();
    let work = move |unit: &mut Unit<'_, '_>| -> Result<Report> {
        let (mut report, data) = plan(unit, &table);
        // What the rules refuse they refuse on trial too: a notice that is not named, a day that has passed.
        if let Some(data) = data.as_ref().filter(|_| partial || report.is_clean()) {
            let command = Command::Publish { data: data.clone(), document: document.clone() };
            if let Err(refusal) = decide(&unit.world.almanac, command, legal_date(unit.now)) {
                report.refused.push(Finding::refused(0, &refusal));
                report.accepted = 0;
                return Ok(report);
            }
        }
        report.settle(partial);
        if let Some(data) = data.filter(|_| !dry_run && (partial || report.is_clean())) {
            crate::calendar::change(unit, Command::Publish { data, document: document.clone() })?;
        }
        Ok(report)
    };
    if dry_run { app.read_blocking(Caller::Host, work) } else { app.write_blocking(Caller::Host, work) }
}

/// The report, and the data where any of it is new.
fn plan(unit: &Unit<'_, '_>, table: &Table) -> (Report, Option<CalendarData>) {
    let mut report = Report { rows: table.count, refused: table.refused.clone(), ..Report::default() };
    let others = table.others("date kind name");
    if !others.is_empty() {
        report.warnings.push(Finding::new(1, &code::COLUMN_UNKNOWN, &[("columns", &others.join(", "))]));
    }
    let mut rows: BTreeMap<Date, (u64, CalendarRow)> = BTreeMap::new();
    for cells in table.cells() {
        match row(&cells) {
            Err(finding) => report.refused.push(finding),
            Ok(row) if rows.contains_key(&row.date) => {
                let facts: [(&str, &dyn std::fmt::Display); 1] = [("date", &row.date)];
                report.refused.push(Finding::new(cells.line(), &code::CALENDAR_DATE_TWICE, &facts));
            }
            Ok(row) => {
                rows.insert(row.date, (cells.line(), row));
            }
        }
    }
    let known = &unit.world.almanac.national;
    let same: BTreeMap<Date, &CalendarRow> = known.rows.iter().map(|row| (row.date, row)).collect();
    for (date, (line, row)) in &rows {
        if same.get(date) == Some(&row) {
            report.warnings.push(Finding::new(*line, &code::ROW_UNCHANGED, &[]));
        }
    }
    let rows: Vec<CalendarRow> = rows.into_values().map(|(_, row)| row).collect();
    // A year is announced in full where all its holidays are named; others stay provisional.
    let years: BTreeSet<i16> = rows.iter().map(|row| row.date.year()).collect();
    let (covers, others): (BTreeSet<i16>, BTreeSet<i16>) =
        years.into_iter().partition(|year| missing(*year, &rows).is_empty());
    for year in others.difference(&known.covers) {
        report.warnings.push(Finding::new(0, &code::CALENDAR_YEAR, &[("year", year)]));
    }
    let mut data = CalendarData { version: known.version.clone(), covers, learned_at: None, rows };
    let amended = known.amended_by(&data);
    if (&amended.rows, &amended.covers) == (&known.rows, &known.covers) {
        return (report, None);
    }
    data.learned_at = Some(unit.now);
    (report, Some(data))
}

fn row(cells: &Cells<'_>) -> std::result::Result<CalendarRow, Finding> {
    let line = cells.line();
    let bad = |code: &'static code::Code, column: &str| {
        Finding::new(line, code, &[("written", &cells.get(column))])
    };
    let written = cells.get("date");
    let date: Option<Date> = written.parse().ok().filter(|date: &Date| date.to_string() == written);
    let date = date.filter(|date| (1950..=2199).contains(&date.year()));
    let date = date.ok_or_else(|| bad(&code::CALENDAR_DATE, "date"))?;
    let kind = match cells.get("kind") {
        "holiday" => RowKind::Holiday,
        "makeup_workday" => RowKind::MakeupWorkday,
        _ => return Err(bad(&code::CALENDAR_KIND, "kind")),
    };
    let name = cells.get("name");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Finding::new(line, &code::CALENDAR_NAME, &[]));
    }
    Ok(CalendarRow { date, kind, name: name.to_owned() })
}
