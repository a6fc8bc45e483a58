//! 专网办件 out of a file of their system: registered, amended, confirmed; and told, what the desk registered by hand and the
//! file does not have. Names of applicants are not read: nothing here needs them (个人信息保护法 art. 6).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use daowei_calendar::{legal_date, local_time, start_of_day};
use daowei_domain::authority::Act;
use daowei_domain::catalog::{DepartmentOf, Item};
use daowei_domain::foreign::{self, Event, ForeignCase, ForeignResult, Origin, Progress, Register};
use daowei_domain::{Grant, Recorded, Refusal};
use daowei_ident::{DepartmentId, ForeignCaseId, ItemId};
use daowei_store::event::Head;
use daowei_store::view;
use daowei_store::view::foreign::ForeignRow;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::listing::{Named, Organs};
use super::report::{Finding, Report};
use super::table::{Cells, Table};
use super::{Options, code};
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::foreign::NOUN;
use crate::unit::{Caller, Unit};
use crate::{App, Order, stream, text, world};

/// Columns without which a row says nothing.
pub(super) const NEEDED: &[&str] = &["system", "number", "department", "item", "received_at"];
/// Columns that are read.
const COLUMNS: &str = "system number department item unlisted received_at accepted_at decided_at delivered_at \
    result document";
/// Items that are read at once.
const PAGE: u32 = 500;

type Told<T> = std::result::Result<T, Finding>;

pub(super) fn import(app: &App, table: Table, options: &Options) -> Result<Report> {
    let (options, dry_run) = (options.clone(), options.dry_run);
    let work = move |unit: &mut Unit<'_, '_>| carried_out(unit, &table, &options);
    if dry_run { app.read_blocking(Caller::Host, work) } else { app.write_blocking(Caller::Host, work) }
}

/// Plans, and writes what was planned where that is wanted.
pub(super) fn carried_out(unit: &mut Unit<'_, '_>, table: &Table, options: &Options) -> Result<Report> {
    let (mut report, works) = plan(unit, table)?;
    report.settle(options.partial);
    if !options.dry_run && (options.partial || report.is_clean()) {
        write(unit, works)?;
    }
    Ok(report)
}

/// By what right the cases of each organ are imported; asked once for each.
#[derive(Default)]
struct Rights(BTreeMap<DepartmentId, std::result::Result<Grant, Refusal>>);

impl Rights {
    fn of(
        &mut self,
        unit: &Unit<'_, '_>,
        department: DepartmentId,
    ) -> Result<std::result::Result<Grant, Refusal>> {
        let known = match self.0.entry(department) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => {
                place.insert(match grant(unit, Act::ImportForeignCases, Some(department)) {
                    Ok(grant) => Ok(grant),
                    Err(Error::Refused(refusal)) => Err(*refusal),
                    Err(other) => return Err(other),
                })
            }
        };
        Ok(known.clone())
    }
}

/// Of which case, what stands in its stream, where that ends, and what follows.
type Planned = (ForeignCaseId, Vec<Recorded<Event>>, Head, Vec<Event>);

/// What one row will write, behind what stands in its stream already.
struct Work {
    id: ForeignCaseId,
    records: Vec<Recorded<Event>>,
    head: Head,
    events: Vec<Event>,
    grant: Grant,
}

/// The items of organs, each by its name and by the code that lists show.
#[derive(Default)]
struct Lists(BTreeMap<DepartmentId, BTreeMap<String, Vec<ItemId>>>);

fn plan(unit: &mut Unit<'_, '_>, table: &Table) -> Result<(Report, Vec<Work>)> {
    let organs = Organs::load(unit)?;
    let mut report = Report { rows: table.count, refused: table.refused.clone(), ..Report::default() };
    let others = table.others(COLUMNS);
    if !others.is_empty() {
        report.warnings.push(Finding::new(1, &code::COLUMN_NOT_READ, &[("columns", &others.join(", "))]));
    }
    let (mut lists, mut rights, mut works) = (Lists::default(), Rights::default(), Vec::new());
    let mut lines: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut spans: BTreeMap<String, (Date, Date)> = BTreeMap::new();
    for cells in table.cells() {
        let read = named(&cells, &mut lines).and_then(|key| Ok((key, progress(&cells)?)));
        let ((system, number), progress) = match read {
            Ok(read) => read,
            Err(finding) => {
                report.refused.push(finding);
                continue;
            }
        };
        let day = legal_date(progress.received);
        let span = spans.entry(system.clone()).or_insert((day, day));
        *span = (span.0.min(day), span.1.max(day));
        let mut notes = Vec::new();
        let department = organ(&organs, &cells, &mut notes);
        let row = view::foreign::by_number(unit.tx, &system, &number)?;
        // Of the organ under which the case stands here, whatever the file says of it.
        let of = match &row {
            Some(row) => row.department.parse().ok(),
            None => department,
        };
        let Some(of) = of else {
            report.refused.push(bad(&cells, "department"));
            continue;
        };
        let grant = match rights.of(unit, of)? {
            Ok(grant) => grant,
            Err(refusal) => {
                report.refused.push(Finding::refused(cells.line(), &refusal));
                continue;
            }
        };
        let item = match department {
            Some(department) => lists.find(unit, department, cells.get("item"))?,
            None => None,
        };
        let work = match row {
            Some(row) => known(unit, &cells, &row, (department, item), progress, &mut notes)?,
            None => new(unit, &cells, (system, number), (of, item.as_deref()), progress),
        };
        match work {
            Ok((id, records, head, events)) => {
                report.warnings.append(&mut notes);
                if records.is_empty() {
                    report.registered.push(cells.line());
                }
                works.push(Work { id, records, head, events, grant });
            }
            Err(finding) => report.refused.push(finding),
        }
    }
    for (system, (from, until)) in spans {
        // All of them: a reconciliation that ends before its end is none.
        let days = (from.to_string(), until.to_string());
        let rows = view::foreign::unconfirmed(unit.tx, &system, (&days.0, &days.1), u32::MAX)?;
        for row in rows {
            let ForeignRow { number, received_on, department, .. } = row;
            let of = department.parse().map_err(|_| Error::NotFound { what: "department" })?;
            if rights.of(unit, of)?.is_err() {
                continue;
            }
            let facts: [(&str, &dyn std::fmt::Display); 3] =
                [("system", &system), ("number", &number), ("day", &received_on)];
            let missing = Finding::new(0, &code::FOREIGN_MISSING, &facts);
            if !lines.contains_key(&(system.clone(), number)) {
                report.warnings.push(missing);
            }
        }
    }
    Ok((report, works))
}

/// A number that is not known yet.
fn new(
    unit: &Unit<'_, '_>,
    cells: &Cells<'_>,
    (system, number): (String, String),
    (department, item): (DepartmentId, Option<&Item>),
    progress: Progress,
) -> Told<Planned> {
    let unlisted = match cells.get("unlisted") {
        "" | "no" | "否" => false,
        "yes" | "是" => true,
        _ => return Err(bad(cells, "unlisted")),
    };
    let item_name = cells.some("item").ok_or_else(|| empty(cells, "item"))?;
    let id = unit.ids.next(ForeignCaseId::from_parts);
    let command = Register {
        id,
        system,
        number,
        department,
        item_name: bounded(cells, "item", item_name.to_owned(), 200)?,
        unlisted,
        applicant: None,
        progress,
        origin: Origin::Import,
    };
    // On no list is what the list has not: who says so of an item that it has is mistaken.
    if unlisted && item.is_some() {
        return Err(bad(cells, "unlisted"));
    }
    let events = foreign::register(command, item, None, unit.now);
    let events = events.map_err(|refusal| Finding::refused(cells.line(), &refusal))?;
    Ok((id, Vec::new(), Head::NEW, events))
}

/// A number that is known: times and result become those of the file, organ and item stay as they were registered.
fn known(
    unit: &mut Unit<'_, '_>,
    cells: &Cells<'_>,
    row: &ForeignRow,
    (department, item): (Option<DepartmentId>, Option<Arc<Item>>),
    progress: Progress,
    notes: &mut Vec<Finding>,
) -> Result<Told<Planned>> {
    let missing = Error::NotFound { what: "foreign case" };
    let loaded = stream::load::<Event>(unit.inner, unit.tx, &stream::name(NOUN, &row.id))?;
    let case = loaded.records.iter().fold(None, |state, record| ForeignCase::apply(state, &record.event));
    let case = case.ok_or(missing)?;
    let written = cells.get("item");
    let of_list = case.item.is_some_and(|id| item.is_some_and(|item| item.id == id));
    let same_item = of_list || text::normal(written) == text::normal(&case.item_name);
    let differs = [("department", department == Some(case.department)), ("item", same_item)];
    let differs: Vec<&str> =
        differs.into_iter().filter(|(_, same)| !same).map(|(column, _)| column).collect();
    if !differs.is_empty() {
        notes.push(Finding::new(cells.line(), &code::FOREIGN_DIFFERS, &[("columns", &differs.join(", "))]));
    }
    let events = if case.progress == progress {
        let events = foreign::confirm(&case);
        let code = if events.is_empty() { &code::ROW_UNCHANGED } else { &code::FOREIGN_CONFIRMED };
        notes.push(Finding::new(cells.line(), code, &[]));
        Ok(events)
    } else {
        let differences = differences(&case.progress, &progress);
        notes.push(Finding::new(cells.line(), &code::FOREIGN_AMENDED, &[("differences", &differences)]));
        foreign::amend(&case, progress, None, unit.now)
    };
    Ok(match events {
        Ok(events) => Ok((case.id, loaded.records, loaded.head, events)),
        Err(refusal) => Err(Finding::refused(cells.line(), &refusal)),
    })
}

fn write(unit: &mut Unit<'_, '_>, works: Vec<Work>) -> Result<()> {
    let mut rows = Vec::new();
    for Work { id, mut records, head, events, grant } in
        works.into_iter().filter(|work| !work.events.is_empty())
    {
        let new: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
        stream::append(unit.inner, unit.tx, &stream::name(NOUN, id), head, &new, Event::kind)?;
        let is_new = records.is_empty();
        records.extend(new);
        let row = ForeignRow::of(&records).ok_or(Error::NotFound { what: "foreign case" })?;
        if is_new {
            rows.push(row);
        } else {
            view::foreign::update(unit.tx, &row)?;
        }
    }
    Ok(view::foreign::insert(unit.tx, &rows.iter().collect::<Vec<_>>())?)
}

/// System and number, each number once.
fn named(cells: &Cells<'_>, lines: &mut BTreeMap<(String, String), u64>) -> Told<(String, String)> {
    let name = |column: &'static str, longest| {
        let name = bounded(cells, column, crate::foreign::name(cells.get(column)), longest)?;
        if name.is_empty() { Err(empty(cells, column)) } else { Ok(name) }
    };
    let key = (name("system", 40)?, name("number", 64)?);
    if let Some(first) = lines.get(&key) {
        let facts: [(&str, &dyn std::fmt::Display); 2] = [("number", &key.1), ("line", first)];
        return Err(Finding::new(cells.line(), &code::FOREIGN_TWICE, &facts));
    }
    lines.insert(key.clone(), cells.line());
    Ok(key)
}

fn organ(organs: &Organs, cells: &Cells<'_>, notes: &mut Vec<Finding>) -> Option<DepartmentId> {
    let mut said = Vec::new();
    let named = Named { row: None, written: cells.get("department") };
    match organs.find("", cells.line(), named, &mut said) {
        DepartmentOf::Known(department) => {
            notes.append(&mut said);
            Some(department)
        }
        DepartmentOf::AsWritten(_) => None,
    }
}

fn progress(cells: &Cells<'_>) -> Told<Progress> {
    let result = cells.some("result").map(|written| {
        let said = |result: &ForeignResult| result.id() == written || result.zh() == written;
        ForeignResult::ALL.into_iter().find(said).ok_or_else(|| bad(cells, "result"))
    });
    let document = cells.some("document").map(|text| bounded(cells, "document", text.to_owned(), 100));
    Ok(Progress {
        received: time(cells, "received_at")?.ok_or_else(|| empty(cells, "received_at"))?,
        accepted: time(cells, "accepted_at")?,
        decided: time(cells, "decided_at")?,
        delivered: time(cells, "delivered_at")?,
        result: result.transpose()?,
        document: document.transpose()?,
    })
}

/// A time by the clock on the wall, `2026-03-02 09:30` with or without seconds. A bare day is none: it would become midnight.
fn time(cells: &Cells<'_>, column: &'static str) -> Told<Option<Timestamp>> {
    let Some(written) = cells.some(column) else { return Ok(None) };
    let read = || {
        let time: DateTime = written.parse().ok().filter(|_| written.contains(':'))?;
        start_of_day(time.date()).checked_add(time.time().duration_since(Time::midnight())).ok()
    };
    read().map(Some).ok_or_else(|| bad(cells, column))
}

fn bounded(cells: &Cells<'_>, column: &'static str, text: String, longest: usize) -> Told<String> {
    let fits = text.chars().count() <= longest && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(bad(cells, column)) }
}

fn empty(cells: &Cells<'_>, column: &'static str) -> Finding {
    Finding::new(cells.line(), &code::FIELD_EMPTY, &[("column", &column)])
}

fn bad(cells: &Cells<'_>, column: &'static str) -> Finding {
    let facts: [(&str, &dyn std::fmt::Display); 2] = [("column", &column), ("written", &cells.get(column))];
    Finding::new(cells.line(), &code::FIELD_VALUE, &facts)
}

/// What became different, by the names of the columns.
fn differences(before: &Progress, after: &Progress) -> String {
    let none = || "—".to_owned();
    let time = |time: Option<Timestamp>| time.map_or_else(none, |time| local_time(time).to_string());
    let facts = |progress: &Progress| {
        [
            ("received_at", time(Some(progress.received))),
            ("accepted_at", time(progress.accepted)),
            ("decided_at", time(progress.decided)),
            ("delivered_at", time(progress.delivered)),
            ("result", progress.result.map_or_else(none, |result| result.zh().to_owned())),
            ("document", progress.document.clone().unwrap_or_else(none)),
        ]
    };
    let pairs = facts(before).into_iter().zip(facts(after)).filter(|(before, after)| before != after);
    let told: Vec<String> =
        pairs.map(|((column, before), (_, after))| format!("{column} {before} → {after}")).collect();
    told.join("; ")
}

impl Lists {
    /// The one item of that organ that bears this code or exactly this name; nothing is guessed.
    fn find(
        &mut self,
        unit: &mut Unit<'_, '_>,
        department: DepartmentId,
        written: &str,
    ) -> Result<Option<Arc<Item>>> {
        let items = match self.0.entry(department) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => place.insert(read(unit, department)?),
        };
        let ids = items.get(&text::normal(written));
        let Some([only]) = ids.map(Vec::as_slice) else { return Ok(None) };
        let world = unit.world.clone();
        world::item(unit.inner, unit.tx, &world, *only)
    }
}

fn read(unit: &mut Unit<'_, '_>, department: DepartmentId) -> Result<BTreeMap<String, Vec<ItemId>>> {
    let department = department.to_string();
    let today = daowei_calendar::legal_date(unit.now).to_string();
    let mut items: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    let mut after = None;
    loop {
        let part = view::item::Part {
            department: Some(&department),
            day: &today,
            in_force: false,
            order: Order::default(),
            after: after.as_ref(),
            limit: PAGE,
        };
        let mut rows = view::item::list(unit.tx, part)?;
        for row in &rows {
            let Ok(id) = row.id.parse::<ItemId>() else { continue };
            for name in [&row.name, &row.code].into_iter().filter(|name| !name.is_empty()) {
                let ids = items.entry(text::normal(name)).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        if rows.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
            return Ok(items);
        }
        after = rows.pop();
    }
}
