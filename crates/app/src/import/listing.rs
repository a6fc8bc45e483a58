//! Items from whichever form, held against the organs and the items on record.

use std::collections::BTreeMap;
use std::sync::Arc;

use daowei_domain::Recorded;
use daowei_domain::catalog::{self, Command, Content, DepartmentOf, Item, Origin};
use daowei_domain::organization::{Department, Validity, department};
use daowei_ident::{DepartmentId, DivisionCode, ItemId};
use daowei_store::event;
use jiff::civil::Date;

use super::plan::{Plan, Work};
use super::report::{Finding, Report};
use super::{code, key, limit};
use crate::aggregate::{self, Kept};
use crate::error::Result;
use crate::unit::Unit;
use crate::{stream, text, world::World};

/// One item as a source gives it.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) row: String,
    pub(super) origin: Origin,
    /// First day; today where the source says nothing.
    pub(super) from: Option<Date>,
    /// The first day without it.
    pub(super) to: Option<Date>,
    pub(super) content: Content,
    pub(super) notes: Vec<Finding>,
}

/// How an item names its organ.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// The organ's row id, where the source has such a column; empty: reviewed and unmatched.
    pub(super) row: Option<&'a str>,
    /// What the source calls it.
    pub(super) written: &'a str,
}

/// The organs by every name that sources call them.
pub(super) struct Organs {
    world: Arc<World>,
    names: BTreeMap<String, Vec<DepartmentId>>,
    today: Date,
}

impl Organs {
    pub(super) fn load(unit: &mut Unit<'_, '_>) -> Result<Self> {
        let mut names: BTreeMap<String, Vec<DepartmentId>> = BTreeMap::new();
        let mut know = |name: &str, id| {
            let ids = names.entry(text::normal(name)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        };
        for (_, stored) in event::of_noun(unit.tx, unit.inner.keys.evidence(), "department")? {
            let record: Recorded<department::Event> = stream::read(&stored)?;
            if let department::Event::Established(e) = record.event {
                know(&e.name, e.department);
                // An imported entry keeps its row: the name there is the one that lists use.
                let row: BTreeMap<String, String> = serde_json::from_str(&e.source).unwrap_or_default();
                if let Some(name) = row.get("name") {
                    know(name, e.department);
                }
            }
        }
        let today = daowei_calendar::legal_date(unit.now);
        Ok(Self { world: unit.world.clone(), names, today })
    }

    /// The organ that is meant, or the name as written.
    pub(super) fn find(
        &self,
        source: &str,
        line: u64,
        named: Named<'_>,
        notes: &mut Vec<Finding>,
    ) -> DepartmentOf {
        let departments = &self.world.facts.departments;
        let found = match named.row {
            Some("") => None,
            Some(row) => departments.get(&key::id(source, "department", row, DepartmentId::from_parts)),
            None => match self.names.get(&text::normal(named.written)).map(Vec::as_slice) {
                Some([only]) => departments.get(only),
                _ => None,
            },
        };
        let today = found.map(|organ| self.now(organ));
        match (found, today) {
            (Some(organ), Some(Some(current))) => {
                if organ.id != current.id {
                    let facts: [(&str, &dyn std::fmt::Display); 2] =
                        [("old", &organ.name), ("new", &current.name)];
                    notes.push(Finding::new(line, &code::DEPARTMENT_SUCCEEDED, &facts));
                }
                DepartmentOf::Known(current.id)
            }
            _ => {
                notes.push(Finding::new(line, &code::DEPARTMENT_UNKNOWN, &[("written", &named.written)]));
                DepartmentOf::AsWritten(named.written.to_owned())
            }
        }
    }

    /// Who has these functions today; nobody where they were split: then somebody must choose.
    fn now<'a>(&'a self, organ: &'a Department) -> Option<&'a Department> {
        let departments = &self.world.facts.departments;
        let mut current = organ;
        // A chain of successions is not longer than there are organs.
        for _ in 0..departments.len() {
            if current.validity.to.is_none_or(|end| self.today < end) {
                return Some(current);
            }
            let follows = |next: &&Department| {
                next.predecessors.contains(&current.id) || current.successors.contains(&next.id)
            };
            let mut followers = departments.values().filter(follows);
            match (followers.next(), followers.next()) {
                (Some(next), None) => current = next,
                _ => return None,
            }
        }
        None
    }

    /// The division of an organ.
    pub(super) fn division(&self, organ: &DepartmentOf) -> Option<DivisionCode> {
        match organ {
            DepartmentOf::Known(id) => self.world.facts.departments.get(id).map(|organ| organ.division),
            DepartmentOf::AsWritten(_) => None,
        }
    }

    /// The name of an organ.
    fn name(&self, organ: &DepartmentOf) -> String {
        match organ {
            DepartmentOf::Known(id) => {
                self.world.facts.departments.get(id).map_or_else(String::new, |organ| organ.name.clone())
            }
            DepartmentOf::AsWritten(name) => name.clone(),
        }
    }
}

/// Plans the entries: new items, further versions, rows that say nothing new.
pub(super) fn plan(
    unit: &mut Unit<'_, '_>,
    source: &str,
    organs: &Organs,
    mut report: Report,
    entries: Vec<Entry>,
) -> Result<Plan<Item>> {
    let mut works = Vec::new();
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    let mut names: BTreeMap<(String, DivisionCode), (u64, String)> = BTreeMap::new();
    for entry in entries {
        let line = entry.line;
        if let Some(first) = rows.get(&entry.row) {
            let facts: [(&str, &dyn std::fmt::Display); 2] = [("row", &entry.row), ("line", first)];
            report.refused.push(Finding::new(line, &code::ROW_ID_TWICE, &facts));
            continue;
        }
        rows.insert(entry.row.clone(), line);
        let mut notes = entry.notes.clone();
        let content = &entry.content;
        let instant = content.case_kind == catalog::CaseKind::Instant;
        let (statutory, promised) = (content.statutory_limit.as_ref(), content.promised_limit.as_ref());
        limit::compare(line, statutory, promised, instant, &mut notes);
        let place = (text::normal(&content.name), content.division);
        match names.get(&place) {
            Some((first, department)) => {
                let facts: [(&str, &dyn std::fmt::Display); 2] =
                    [("line", first), ("department", department)];
                notes.push(Finding::new(line, &code::ITEM_LISTED_TWICE, &facts));
            }
            None => {
                names.insert(place, (line, organs.name(&content.department)));
            }
        }
        match work(unit, source, organs.today, entry)? {
            Ok(work) => {
                if work.events.is_empty() {
                    notes.push(Finding::new(line, &code::ROW_UNCHANGED, &[]));
                }
                report.warnings.append(&mut notes);
                works.push(work);
            }
            Err(finding) => report.refused.push(finding),
        }
    }
    Ok(Plan { report, works })
}

fn work(
    unit: &mut Unit<'_, '_>,
    source: &str,
    today: Date,
    entry: Entry,
) -> Result<std::result::Result<Work<Item>, Finding>> {
    let id = key::id(source, "item", &entry.row, ItemId::from_parts);
    let before: Kept<Item> = aggregate::load(unit, id)?;
    let validity = Validity { from: entry.from.unwrap_or(today), to: entry.to };
    let content = Box::new(entry.content);
    let decided = match &before.state {
        None => catalog::enter(id, entry.origin, validity, content),
        Some(item) => match item.newest() {
            Some(last)
                if last.content == *content
                    && last.origin == entry.origin
                    && entry.from.is_none_or(|from| from == last.validity.from)
                    && entry.to.is_none_or(|to| Some(to) == last.validity.to) =>
            {
                Ok(Vec::new())
            }
            _ => catalog::decide(item, Command::RecordVersion { origin: entry.origin, validity, content }),
        },
    };
    Ok(match decided {
        Ok(events) => Ok(Work { id: id.to_string(), before, events }),
        Err(refusal) => Err(Finding::refused(entry.line, &refusal)),
    })
}
