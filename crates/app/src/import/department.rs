//! Departments, row by row: entered once, with section and predecessors; a row that says something else afterwards is a
//! change of the organ, but for what stands in numbers that were given out.

use std::collections::BTreeMap;

use daowei_domain::authority::Act;
use daowei_domain::organization::department::{
    self, Changed, Command, Established, Event, Managed, SectionMode,
};
use daowei_domain::organization::{Department, Section, Validity};
use daowei_ident::{CreditCode, DepartmentId, DivisionCode, SectionId};
use jiff::civil::{Date, date};

use super::plan::{self, Plan, Work};
use super::report::{Finding, Report};
use super::table::{Cells, Table};
use super::{Options, code, key, place};
use crate::App;
use crate::aggregate::{self, Aggregate, Kept};
use crate::error::Result;
use crate::unit::Unit;

/// Columns without which a row says nothing.
pub(super) const NEEDED: &[&str] = &["row_id", "name", "jurisdiction"];
/// Where nothing says since when an organ exists: from the beginning.
const ALWAYS: Date = date(1949, 10, 1);
/// Characters of a short name: with the two of a series it must fit a document number.
const LONGEST_SHORT: usize = 9;

pub(super) fn import(app: &App, table: Table, options: &Options) -> Result<Report> {
    let source = options.source.clone();
    let plan = move |unit: &mut Unit<'_, '_>| Planner::new(unit, &source).plan(&table);
    plan::run(app, options, Act::ArrangeDepartment, plan, |_, _: &Department| Ok(()))
}

/// One organ as it will be.
struct Draft {
    line: u64,
    before: Kept<Department>,
    state: Department,
    events: Vec<Event>,
}

impl Draft {
    fn take(&mut self, events: Vec<Event>) {
        for event in &events {
            if let Some(after) = Department::after(Some(self.state.clone()), event) {
                self.state = after;
            }
        }
        self.events.extend(events);
    }
}

struct Planner<'p, 't, 'c> {
    unit: &'p mut Unit<'t, 'c>,
    source: &'p str,
    report: Report,
    drafts: BTreeMap<DepartmentId, Draft>,
    /// Unit codes and short names in use, and by whom.
    codes: BTreeMap<(DivisionCode, u16), (DepartmentId, String)>,
    short_names: BTreeMap<String, (DepartmentId, String)>,
}

impl<'p, 't, 'c> Planner<'p, 't, 'c> {
    fn new(unit: &'p mut Unit<'t, 'c>, source: &'p str) -> Self {
        let organs = || unit.world.facts.departments.values();
        let codes = organs().map(|d| ((d.division, d.unit), (d.id, d.name.clone()))).collect();
        let short_names = organs().map(|d| (d.short_name.clone(), (d.id, d.name.clone()))).collect();
        Self { unit, source, report: Report::default(), drafts: BTreeMap::new(), codes, short_names }
    }

    fn id(&self, row: &str) -> DepartmentId {
        key::id(self.source, "department", row, DepartmentId::from_parts)
    }

    fn plan(mut self, table: &Table) -> Result<Plan<Department>> {
        self.report.rows = table.count;
        self.report.refused.clone_from(&table.refused);
        let others = table.others(COLUMNS);
        if !others.is_empty() {
            self.warn(1, &code::COLUMN_UNKNOWN, &[("columns", &others.join(", "))]);
        }
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        let mut rows = Vec::new();
        for cells in table.cells() {
            let row = cells.get("row_id");
            if let Some(line) = seen.insert(row, cells.line()).filter(|_| !row.is_empty()) {
                let facts: [(&str, &dyn std::fmt::Display); 2] = [("row", &row), ("line", &line)];
                self.report.refused.push(Finding::new(cells.line(), &code::ROW_ID_TWICE, &facts));
                continue;
            }
            match self.draft(&cells)? {
                Ok(()) => rows.push(cells),
                Err(finding) => self.report.refused.push(finding),
            }
        }
        for cells in &rows {
            self.succeed(cells)?;
        }
        let drafts = std::mem::take(&mut self.drafts);
        for draft in drafts.values().filter(|draft| draft.line > 0 && draft.events.is_empty()) {
            self.warn(draft.line, &code::ROW_UNCHANGED, &[]);
        }
        let works = drafts.into_iter().map(|(id, draft)| Work {
            id: id.to_string(),
            before: draft.before,
            events: draft.events,
        });
        Ok(Plan { report: self.report, works: works.collect() })
    }

    fn warn(&mut self, line: u64, code: &'static code::Code, facts: &[(&str, &dyn std::fmt::Display)]) {
        self.report.warnings.push(Finding::new(line, code, facts));
    }

    /// The organ itself and its section.
    fn draft(&mut self, cells: &Cells<'_>) -> Result<std::result::Result<(), Finding>> {
        let id = match cells.some("row_id") {
            Some(row) => self.id(row),
            None => return Ok(Err(Finding::new(cells.line(), &code::ROW_ID_MISSING, &[]))),
        };
        let before = aggregate::load::<Department>(self.unit, id)?;
        let noted = self.report.warnings.len();
        let entry = match self.entry(id, cells, before.state.as_ref()) {
            Ok(entry) => entry,
            Err(finding) => {
                // A refused row has nothing else to say.
                self.report.warnings.truncate(noted);
                return Ok(Err(finding));
            }
        };
        let line = cells.line();
        let events = match &before.state {
            Some(state) => match self.changed(line, state, entry) {
                Ok(events) => events,
                Err(finding) => return Ok(Err(finding)),
            },
            None => match department::establish(entry.clone(), self.unit.world.facts.departments.values()) {
                Ok(events) => events,
                Err(refusal) => return Ok(Err(Finding::refused(line, &refusal))),
            },
        };
        let state = events.iter().fold(before.state.clone(), Department::after);
        let Some(state) = state else { return Ok(Err(Finding::new(line, &code::ROW_ID_MISSING, &[]))) };
        self.codes.insert((state.division, state.unit), (id, state.name.clone()));
        self.short_names.insert(state.short_name.clone(), (id, state.name.clone()));
        let mut draft = Draft { line, before, state, events };
        if let Some(section) =
            section(self.source, cells).filter(|s| draft.state.sections.get(&s.id) != Some(s))
            && let Ok(events) = department::decide(&draft.state, Command::ArrangeSection(section))
        {
            draft.take(events);
        }
        self.drafts.insert(id, draft);
        Ok(Ok(()))
    }

    /// What a row that is on record changes.
    fn changed(
        &mut self,
        line: u64,
        known: &Department,
        entry: Established,
    ) -> std::result::Result<Vec<Event>, Finding> {
        let listed = |columns: &[&str]| columns.join(", ");
        let given_out = differing([
            ("code", known.unit != entry.unit),
            ("short_name", known.short_name != entry.short_name),
            ("division", known.division != entry.division),
        ]);
        if !given_out.is_empty() {
            return Err(Finding::new(line, &code::DEPARTMENT_DIFFERS, &[("columns", &listed(&given_out))]));
        }
        let columns = differing([
            ("name", known.name != entry.name),
            ("credit_code", known.credit_code != entry.credit_code),
            ("line", known.line != entry.line),
            ("managed", known.managed != entry.managed),
            ("review_organ", known.review_organ != entry.review_organ),
            ("court", known.court != entry.court),
            ("consult_phone", known.consult_phone != entry.consult_phone),
            ("complaint_phone", known.complaint_phone != entry.complaint_phone),
            ("valid_from", known.validity.from != entry.validity.from),
            ("valid_to", known.validity.to != entry.validity.to),
            ("predecessors", known.predecessors != entry.predecessors),
        ]);
        if columns.is_empty() {
            return Ok(Vec::new());
        }
        let changed = Changed {
            name: entry.name,
            credit_code: entry.credit_code,
            line: entry.line,
            managed: entry.managed,
            review_organ: entry.review_organ,
            court: entry.court,
            consult_phone: entry.consult_phone,
            complaint_phone: entry.complaint_phone,
            validity: entry.validity,
            predecessors: entry.predecessors,
            document: String::new(),
            source: entry.source,
        };
        let events = department::decide(known, Command::Change { changed, today: None });
        let events = events.map_err(|refusal| Finding::refused(line, &refusal))?;
        self.warn(line, &code::DEPARTMENT_CHANGED, &[("columns", &listed(&columns))]);
        Ok(events)
    }

    /// The row as an organ; what it leaves blank is as it is on record.
    fn entry(
        &mut self,
        id: DepartmentId,
        cells: &Cells<'_>,
        known: Option<&Department>,
    ) -> std::result::Result<Established, Finding> {
        let line = cells.line();
        let bad = |column: &str| {
            let facts: [(&str, &dyn std::fmt::Display); 2] =
                [("column", &column), ("written", &cells.get(column))];
            Finding::new(line, &code::FIELD_VALUE, &facts)
        };
        let name = cells.some("official_name").or_else(|| cells.some("name"));
        let name = name.ok_or_else(|| Finding::new(line, &code::FIELD_EMPTY, &[("column", &"name")]))?;
        let division = self.division(cells).ok_or_else(|| bad("division"))?;
        let unit = self.code(id, division, cells, known).ok_or_else(|| bad("code"))?;
        let short_name = self.short_name(name, cells, known);
        let written = cells.some("short_name");
        self.free(id, line, (division, unit), written)?;
        let managed = match cells.get("managed") {
            "" => known.map_or(Managed::Municipal, |known| known.managed),
            "municipal" => Managed::Municipal,
            "vertical" => Managed::Vertical,
            "party" => Managed::Party,
            "utility" => Managed::Utility,
            _ => return Err(bad("managed")),
        };
        let credit_code = cells
            .some("credit_code")
            .map(str::parse::<CreditCode>)
            .transpose()
            .map_err(|_| bad("credit_code"))?
            .or_else(|| known?.credit_code.clone());
        let to: Option<Date> =
            cells.some("valid_to").map(str::parse).transpose().map_err(|_| bad("valid_to"))?;
        let to = to.map(Date::tomorrow).transpose().map_err(|_| bad("valid_to"))?;
        let to = to.or_else(|| known?.validity.to);
        let review_organ = cells.some("review_organ").or_else(|| known?.review_organ.as_deref());
        let court = cells.some("court").or_else(|| known?.court.as_deref());
        let consult_phone = cells.some("consult_phone").or_else(|| known?.consult_phone.as_deref());
        let complaint_phone = cells.some("complaint_phone").or_else(|| known?.complaint_phone.as_deref());
        let from = match (cells.some("valid_from"), known) {
            (Some(written), _) => written.parse().map_err(|_| bad("valid_from"))?,
            (None, Some(known)) => known.validity.from,
            (None, None) => {
                self.warn(line, &code::SINCE_UNKNOWN, &[("from", &ALWAYS)]);
                ALWAYS
            }
        };
        if review_organ.is_none() || court.is_none() {
            self.warn(line, &code::REMEDIES_MISSING, &[]);
        }
        if let Some(columns) = cells.some("inferred") {
            self.warn(line, &code::INFERRED, &[("columns", &columns)]);
        }
        let mut predecessors: Vec<DepartmentId> = predecessors(cells).map(|row| self.id(row)).collect();
        let line_of_work = match (cells.some("line"), known) {
            (Some(written), _) => written.to_owned(),
            (None, Some(known)) => known.line.clone(),
            (None, None) => field(cells.get("name")),
        };
        if let Some(known) = known.filter(|_| predecessors.is_empty()) {
            predecessors.clone_from(&known.predecessors);
        }
        Ok(Established {
            department: id,
            unit,
            name: name.to_owned(),
            short_name,
            credit_code,
            division,
            line: line_of_work,
            managed,
            review_organ: review_organ.map(str::to_owned),
            court: court.map(str::to_owned),
            consult_phone: consult_phone.map(str::to_owned),
            complaint_phone: complaint_phone.map(str::to_owned),
            validity: Validity { from, to },
            predecessors,
            source: serde_json::to_string(&cells.as_written()).unwrap_or_default(),
        })
    }

    fn division(&mut self, cells: &Cells<'_>) -> Option<DivisionCode> {
        if let Some(written) = cells.some("division") {
            return written.parse().ok();
        }
        let written = cells.get("jurisdiction");
        let (division, certain) = place::division(written)?;
        if !certain {
            let facts: [(&str, &dyn std::fmt::Display); 2] = [("written", &written), ("division", &division)];
            self.warn(cells.line(), &code::DIVISION_INFERRED, &facts);
        }
        Some(division)
    }

    /// The code of the row, of the record, or the next one that is free.
    fn code(
        &mut self,
        id: DepartmentId,
        division: DivisionCode,
        cells: &Cells<'_>,
        known: Option<&Department>,
    ) -> Option<u16> {
        if let Some(written) = cells.some("code") {
            return written.parse().ok().filter(|code| (1..=999).contains(code) && written.len() == 3);
        }
        if let Some(known) = known {
            return Some(known.unit);
        }
        let free = |code: &u16| {
            let held = self.codes.get(&(division, *code));
            held.is_none_or(|(holder, _)| *holder == id)
        };
        let code = (1..=999).find(free)?;
        self.warn(cells.line(), &code::CODE_ASSIGNED, &[("code", &format!("{code:03}"))]);
        Some(code)
    }

    /// The short name of the row, of the record, or the first characters of the name.
    fn short_name(&mut self, name: &str, cells: &Cells<'_>, known: Option<&Department>) -> String {
        if let Some(written) = cells.some("short_name") {
            return written.to_owned();
        }
        if let Some(known) = known {
            return known.short_name.clone();
        }
        // Numbers are written with Chinese characters only.
        let han = |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}');
        let short: String = name.chars().filter(han).take(LONGEST_SHORT).collect();
        self.warn(cells.line(), &code::SHORT_NAME_ASSIGNED, &[("short_name", &short)]);
        short
    }

    /// Codes and written short names belong to one organ each; an assigned short name may be shared until it is set right.
    fn free(
        &self,
        id: DepartmentId,
        line: u64,
        code: (DivisionCode, u16),
        short_name: Option<&str>,
    ) -> std::result::Result<(), Finding> {
        if let Some((_, other)) = self.codes.get(&code).filter(|(holder, _)| *holder != id) {
            let number = format!("{:03}", code.1);
            let facts: [(&str, &dyn std::fmt::Display); 2] = [("code", &number), ("other", other)];
            return Err(Finding::new(line, &code::DEPARTMENT_CODE_TAKEN, &facts));
        }
        let taken = short_name.and_then(|name| self.short_names.get(name).map(|holder| (name, holder)));
        if let Some((short_name, (_, other))) = taken.filter(|(_, (holder, _))| *holder != id) {
            let facts: [(&str, &dyn std::fmt::Display); 2] = [("short_name", &short_name), ("other", other)];
            return Err(Finding::new(line, &code::DEPARTMENT_SHORT_TAKEN, &facts));
        }
        Ok(())
    }

    /// The organs that this one follows end on their last day, else on its first; where functions were split, all
    /// successors stand on their record, from the same day on.
    fn succeed(&mut self, cells: &Cells<'_>) -> Result<()> {
        let by = self.id(cells.get("row_id"));
        let Some(first_day) = self.drafts.get(&by).map(|draft| draft.state.validity.from) else {
            return Ok(());
        };
        for row in predecessors(cells) {
            let old = self.id(row);
            if !self.drafts.contains_key(&old) {
                let before = aggregate::load::<Department>(self.unit, old)?;
                let Some(state) = before.state.clone() else {
                    self.warn(cells.line(), &code::PREDECESSOR_UNKNOWN, &[("row", &row)]);
                    continue;
                };
                self.drafts.insert(old, Draft { line: 0, before, state, events: Vec::new() });
            }
            let held =
                self.drafts.get(&old).map(|draft| (draft.state.successors.clone(), draft.state.validity.to));
            let (successors, ended) = held.unwrap_or_default();
            if successors.contains(&by) {
                continue;
            }
            if let Some(first) = successors.first() {
                let first = self.name(*first);
                let facts: [(&str, &dyn std::fmt::Display); 2] = [("row", &row), ("first", &first)];
                self.warn(cells.line(), &code::DEPARTMENT_SPLIT, &facts);
            }
            self.end(old, by, ended.unwrap_or(first_day), cells.line());
        }
        Ok(())
    }

    fn name(&self, id: DepartmentId) -> String {
        let drafted = self.drafts.get(&id).map(|draft| &draft.state);
        let organ = drafted.or_else(|| self.unit.world.facts.departments.get(&id));
        organ.map_or_else(String::new, |organ| organ.name.clone())
    }

    fn end(&mut self, old: DepartmentId, by: DepartmentId, on: Date, line: u64) {
        let Some(draft) = self.drafts.get_mut(&old) else { return };
        match department::decide(
            &draft.state,
            Command::Succeed { by, on, document: String::new(), recorder: None, today: None },
        ) {
            Ok(events) => draft.take(events),
            Err(refusal) => self.report.refused.push(Finding::refused(line, &refusal)),
        }
    }
}

/// Columns that are read; what others say stays in the entry's source.
const COLUMNS: &str = "row_id jurisdiction name status role period items_total items_licence items_other_power \
    items_confirm items_payment items_public_service items_award_adjudication approval_section \
    evidence source_title source_url division official_name code short_name credit_code line \
    managed parent valid_from valid_to predecessors review_organ court consult_phone complaint_phone \
    section_mode section_name inferred demo_note";

fn predecessors<'a>(cells: &Cells<'a>) -> impl Iterator<Item = &'a str> {
    cells.get("predecessors").split(';').map(str::trim).filter(|row| !row.is_empty())
}

/// The line of work, the same word at city and county: the name without the level that opens it.
fn field(name: &str) -> String {
    name.strip_prefix(['市', '区', '县', '省']).unwrap_or(name).to_owned()
}

fn section(source: &str, cells: &Cells<'_>) -> Option<Section> {
    let mode = match cells.get("section_mode") {
        "standalone" => SectionMode::Standalone,
        "plaque" => SectionMode::Plaque,
        _ => return None,
    };
    let id = key::id(source, "section", cells.get("row_id"), SectionId::from_parts);
    Some(Section { id, name: cells.some("section_name")?.to_owned(), mode, document: None })
}

/// The columns on which record and row disagree.
fn differing<const N: usize>(columns: [(&'static str, bool); N]) -> Vec<&'static str> {
    columns.into_iter().filter_map(|(column, differs)| differs.then_some(column)).collect()
}
