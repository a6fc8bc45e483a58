//! Items, row by row, from the columns of published catalogs.

use daowei_domain::authority::Act;
use daowei_domain::catalog::{
    CaseDuty, CaseKind, Content, DecisionLevel, DepartmentOf, Fees, Item, Origin, PowerType, Separation,
    Supports,
};
use daowei_domain::limits::{Length, Limit, Unit as LimitUnit};
use daowei_ident::DivisionCode;
use jiff::civil::Date;

use super::limit::{self, Written};
use super::listing::{self, Entry, Named, Organs};
use super::plan::{self, Plan};
use super::report::{Finding, Report};
use super::scheme::scheme;
use super::table::{Cells, Table};
use super::{Options, code, place};
use crate::App;
use crate::catalog::show;
use crate::error::Result;
use crate::unit::Unit;

/// Columns without which a row says nothing.
pub(super) const NEEDED: &[&str] = &["row_id", "name", "department", "type"];

/// Columns that are read.
const COLUMNS: &str = "row_id evidence_kind code name department jurisdiction level type case_class object basis \
    statutory_days statutory_unit statutory_start promised_days promised_unit charge quantity_limit \
    special_steps note inferred source_title source_url demo_department borrowed decision_level \
    founding effective_from list_status abolished_on demo_limit_amount demo_limit_unit \
    demo_limit_start demo_limit_basis separated_duties detailed demo_note topics";

pub(super) fn import(app: &App, table: Table, options: &Options) -> Result<Report> {
    let source = options.source.clone();
    let plan = move |unit: &mut Unit<'_, '_>| plan(unit, &source, &table);
    plan::run(app, options, Act::RecordItem, plan, |unit, item: &Item| show(unit.tx, item))
}

fn plan(unit: &mut Unit<'_, '_>, source: &str, table: &Table) -> Result<Plan<Item>> {
    let organs = Organs::load(unit)?;
    let mut report = Report { rows: table.count, refused: table.refused.clone(), ..Report::default() };
    let others = table.others(COLUMNS);
    if !others.is_empty() {
        report.warnings.push(Finding::new(1, &code::COLUMN_UNKNOWN, &[("columns", &others.join(", "))]));
    }
    let mut entries = Vec::new();
    for cells in table.cells() {
        if let Some(detailed) = cells.some("detailed") {
            report.warnings.push(Finding::new(
                cells.line(),
                &code::ITEM_DETAILED,
                &[("detailed", &detailed)],
            ));
            continue;
        }
        let reading =
            Reading { cells, organs: &organs, source, mapped: table.has("demo_department"), others: &others };
        match reading.entry() {
            Ok(entry) => entries.push(entry),
            Err(finding) => report.refused.push(finding),
        }
    }
    listing::plan(unit, source, &organs, report, entries)
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    cells: Cells<'a>,
    organs: &'a Organs,
    source: &'a str,
    mapped: bool,
    others: &'a [&'a str],
}

impl Reading<'_> {
    fn line(&self) -> u64 {
        self.cells.line()
    }

    fn bad(&self, column: &str) -> Finding {
        let facts: [(&str, &dyn std::fmt::Display); 2] =
            [("column", &column), ("written", &self.cells.get(column))];
        Finding::new(self.line(), &code::FIELD_VALUE, &facts)
    }

    fn entry(&self) -> std::result::Result<Entry, Finding> {
        let (cells, line) = (self.cells, self.line());
        let row = cells.some("row_id").ok_or_else(|| Finding::new(line, &code::ROW_ID_MISSING, &[]))?;
        let mut notes = Vec::new();
        if let Some(columns) = cells.some("inferred") {
            notes.push(Finding::new(line, &code::INFERRED, &[("columns", &columns)]));
        }
        let from: Option<Date> = cells
            .some("effective_from")
            .map(str::parse)
            .transpose()
            .map_err(|_| self.bad("effective_from"))?;
        let to: Option<Date> =
            cells.some("abolished_on").map(str::parse).transpose().map_err(|_| self.bad("abolished_on"))?;
        let content = self.content(&mut notes)?;
        let founding =
            cells.some("founding").map(|document| Origin::Founding { document: document.to_owned() });
        let origin = match cells.get("list_status") {
            "in_force" | "abolished" | "" => founding,
            "imported_only" => None,
            "forgotten" => Some(self.by_statute(&content)?),
            _ => return Err(self.bad("list_status")),
        };
        let origin = origin.unwrap_or_else(|| Origin::Import {
            source: format!("{row} {}", cells.get("source_title")).trim().to_owned(),
        });
        Ok(Entry { line, row: row.to_owned(), origin, from, to, content, notes })
    }

    /// 清单遗漏: a license that the law itself founds by an article; it is accepted with an alert (practice.md §1.2).
    fn by_statute(&self, content: &Content) -> std::result::Result<Origin, Finding> {
        let citation = content
            .basis
            .first()
            .filter(|basis| content.is_license() && basis.contains('第') && basis.contains('条'));
        let citation = citation.ok_or_else(|| self.bad("list_status"))?;
        Ok(Origin::Statute { citation: citation.clone() })
    }

    fn content(&self, notes: &mut Vec<Finding>) -> std::result::Result<Content, Finding> {
        let cells = self.cells;
        let named = Named {
            row: self.mapped.then(|| cells.get("demo_department")),
            written: cells.get("department"),
        };
        let department = self.organs.find(self.source, self.line(), named, notes);
        let division = self.organs.division(&department).or_else(|| self.division(notes));
        let division = division.ok_or_else(|| self.bad("jurisdiction"))?;
        let mut content = blank(cells.get("name"), self.power(notes), department, division);
        content.decision_level = match cells.get("decision_level") {
            "this_organ" | "" => DecisionLevel::ThisOrgan,
            "municipal_government" => DecisionLevel::MunicipalGovernment,
            "superior_organ" => DecisionLevel::SuperiorOrgan,
            "collective" => DecisionLevel::Collective,
            _ => return Err(self.bad("decision_level")),
        };
        self.codes(&mut content, notes);
        self.limits(&mut content, notes);
        content.basis = cells.some("basis").map(str::to_owned).into_iter().collect();
        content.exercise_level = self.level(&mut content, notes);
        content.objects = list(cells.get("object"), &['/', '、', '；']);
        content.topics = list(cells.get("topics"), &[';', '；']);
        content.quantity_limit = cells.get("quantity_limit").to_owned();
        content.fees = fees(cells.get("charge"));
        content.inferred = list(cells.get("inferred"), &['；']);
        content.separated = self.separated(&mut content, notes);
        self.note(&mut content);
        Ok(content)
    }

    fn power(&self, notes: &mut Vec<Finding>) -> PowerType {
        let written = self.cells.get("type");
        let bare = written.split(['(', '（']).next().unwrap_or_default();
        PowerType::read(bare).unwrap_or_else(|| {
            notes.push(Finding::new(self.line(), &code::TYPE_AS_WRITTEN, &[("written", &written)]));
            PowerType::Other
        })
    }

    fn division(&self, notes: &mut Vec<Finding>) -> Option<DivisionCode> {
        let written = self.cells.get("jurisdiction");
        let (division, certain) = place::division(written)?;
        if !certain {
            let facts: [(&str, &dyn std::fmt::Display); 2] = [("written", &written), ("division", &division)];
            notes.push(Finding::new(self.line(), &code::DIVISION_INFERRED, &facts));
        }
        Some(division)
    }

    fn codes(&self, content: &mut Content, notes: &mut Vec<Finding>) {
        let Some(written) = self.cells.some("code") else { return };
        match scheme(written) {
            Some("basic") => content.basic_code = written.to_owned(),
            Some(scheme) => content.local_codes = vec![format!("{scheme}:{written}")],
            None => {
                notes.push(Finding::new(self.line(), &code::CODE_SCHEME, &[("written", &written)]));
                content.local_codes = vec![format!("unknown:{written}")];
            }
        }
    }

    fn limits(&self, content: &mut Content, notes: &mut Vec<Finding>) {
        let (cells, line) = (self.cells, self.line());
        let amount = cells.get("statutory_days");
        let start = cells.get("statutory_start");
        let statutory = if amount.is_empty() {
            Written {
                amount: cells.get("demo_limit_amount"),
                unit: cells.get("demo_limit_unit"),
                start: cells.get("demo_limit_start"),
                basis: cells.get("demo_limit_basis"),
            }
        } else {
            Written { amount, unit: cells.get("statutory_unit"), start, basis: cells.get("basis") }
        };
        content.statutory_limit = limit::read(line, statutory, notes);
        // A promise runs from where the law's limit runs.
        let said = notes.len();
        let start = if amount.is_empty() { statutory.start } else { start };
        let promised = Written {
            amount: cells.get("promised_days"),
            unit: cells.get("promised_unit"),
            start,
            basis: "",
        };
        content.promised_limit = limit::read(line, promised, notes);
        // An unreadable start was said once already.
        if content.statutory_limit.is_some() {
            let kept = notes.split_off(said);
            notes.extend(kept.into_iter().filter(|note| note.code != code::START_AS_WRITTEN.id));
        }
        content.case_kind = match cells.get("case_class") {
            "即办件" => CaseKind::Instant,
            "承诺件" => CaseKind::Promised,
            _ if at_once(content) => CaseKind::Instant,
            _ => CaseKind::Promised,
        };
    }

    fn level(&self, content: &mut Content, notes: &mut Vec<Finding>) -> Option<u8> {
        let written = self.cells.get("level");
        match written {
            "国家级" => Some(1),
            "省级" => Some(2),
            "市级" => Some(3),
            "县级" | "区县级" => Some(4),
            "镇级" | "乡级" | "乡镇级" => Some(5),
            "村级" => Some(6),
            "" => None,
            other => {
                notes.push(Finding::new(self.line(), &code::LEVEL_AS_WRITTEN, &[("written", &other)]));
                content.authority_division = other.to_owned();
                None
            }
        }
    }

    fn separated(&self, content: &mut Content, notes: &mut Vec<Finding>) -> Vec<Separation> {
        let mut separated = Vec::new();
        for pair in list(self.cells.get("separated_duties"), &[';']) {
            match pair.split_once('+').and_then(|(one, other)| Some((duty(one)?, duty(other)?))) {
                Some(pair) => separated.push(pair),
                None => {
                    notes.push(Finding::new(self.line(), &code::DUTY_AS_WRITTEN, &[("written", &pair)]));
                    add(&mut content.note, "分离岗位", &pair);
                }
            }
        }
        separated
    }

    /// What has no place of its own is kept as written.
    fn note(&self, content: &mut Content) {
        let cells = self.cells;
        for (title, column) in [
            ("备注", "note"),
            ("特别环节", "special_steps"),
            ("演示说明", "demo_note"),
            ("来源", "source_title"),
            ("网址", "source_url"),
        ] {
            add(&mut content.note, title, cells.get(column));
        }
        if matches!(&content.department, DepartmentOf::Known(_)) {
            add(&mut content.note, "来源所写部门", cells.get("department"));
        }
        if cells.get("borrowed") == "yes" {
            add(&mut content.note, "借自", cells.get("jurisdiction"));
        }
        for column in self.others {
            add(&mut content.note, column, cells.get(column));
        }
    }
}

/// Content that says nothing yet but what every item has.
pub(super) fn blank(
    name: &str,
    power: PowerType,
    department: DepartmentOf,
    division: DivisionCode,
) -> Content {
    Content {
        name: name.to_owned(),
        power,
        department,
        division,
        basic_code: String::new(),
        implementation_code: String::new(),
        local_codes: Vec::new(),
        basis: Vec::new(),
        exercise_level: None,
        authority_division: String::new(),
        exercise_content: String::new(),
        organ_nature: None,
        statutory_limit: None,
        promised_limit: None,
        conditions: Vec::new(),
        flow: Vec::new(),
        joint_departments: Vec::new(),
        handling_body: String::new(),
        intermediary: String::new(),
        quantity_limit: String::new(),
        result_name: String::new(),
        result_months: None,
        fees: Fees::default(),
        range: String::new(),
        objects: Vec::new(),
        topics: Vec::new(),
        supports: Supports::default(),
        online_address: String::new(),
        place: String::new(),
        hours: String::new(),
        consult_phone: String::new(),
        complaint_phone: String::new(),
        questions: Vec::new(),
        case_kind: CaseKind::Promised,
        decision_level: DecisionLevel::ThisOrgan,
        papers: Vec::new(),
        procedures: Vec::new(),
        extension: None,
        correction_lapse: None,
        separated: Vec::new(),
        office_seal: Vec::new(),
        visits: None,
        inferred: Vec::new(),
        note: String::new(),
    }
}

/// Adds a titled line to a note.
pub(super) fn add(note: &mut String, title: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(title);
    note.push('：');
    note.push_str(text);
}

/// A duty of a case by its id.
pub(super) fn duty(id: &str) -> Option<CaseDuty> {
    match id.trim() {
        "accept" => Some(CaseDuty::Accept),
        "examine" => Some(CaseDuty::Examine),
        "decide" => Some(CaseDuty::Decide),
        "seal" => Some(CaseDuty::Seal),
        _ => None,
    }
}

pub(super) fn list(text: &str, separators: &[char]) -> Vec<String> {
    text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether every limit of the item ends at once.
fn at_once(content: &Content) -> bool {
    let limits: Vec<&Limit> = content.statutory_limit.iter().chain(&content.promised_limit).collect();
    let ends = |limit: &&Limit| {
        matches!(limit.length, Length::Fixed { unit: LimitUnit::Immediate | LimitUnit::SameDay, .. })
    };
    !limits.is_empty() && limits.iter().all(ends)
}

pub(super) fn fees(written: &str) -> Fees {
    let free = written.is_empty() || written.starts_with(['不', '否', '无', '免']);
    Fees { charged: !free, basis: written.to_owned() }
}
