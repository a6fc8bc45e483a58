//! Items with papers, limits, procedures and steps (JSON); the ordinal of an entry stands for its line.

use std::io::Read;
use std::sync::Arc;

use daowei_domain::authority::Act;
use daowei_domain::case::DocumentKind;
use daowei_domain::catalog::{
    CaseKind, Content, CorrectionLapse, DecisionLevel, ExtensionRule, Item, Origin, Paper, PaperNeed,
    PowerType, Procedure, ProcedureGround,
};
use daowei_domain::limits::Limit;
use daowei_ident::DivisionCode;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::item::{add, blank, duty};
use super::limit::{self, Written};
use super::listing::{self, Entry, Named, Organs};
use super::plan::{self, Plan};
use super::report::{Finding, Report};
use super::table::LARGEST;
use super::{Options, code, noted};
use crate::App;
use crate::catalog::show;
use crate::error::Result;
use crate::unit::Unit;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    version: u32,
    items: Vec<Value>,
}

/// What the entries of a file are.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Values, as this program's own form has them.
    Values,
    /// Prose, as somebody noted it.
    Noted,
}

#[derive(Deserialize)]
struct Given {
    id: String,
    #[serde(default)]
    catalog_row: Option<String>,
    name: String,
    #[serde(rename = "type")]
    power: String,
    department: String,
    division: DivisionCode,
    #[serde(default)]
    department_as_written: String,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    basis: Vec<String>,
    decision_level: DecisionLevel,
    list_status: String,
    #[serde(default)]
    founding: Option<String>,
    #[serde(default)]
    own_approval: Option<String>,
    #[serde(default)]
    effective_from: Option<Date>,
    #[serde(default)]
    abolished_on: Option<Date>,
    #[serde(default)]
    statutory_limit: Option<GivenLimit>,
    #[serde(default)]
    promised_limit: Option<GivenLimit>,
    case_kind: CaseKind,
    #[serde(default)]
    conditions: Vec<String>,
    papers: Vec<GivenPaper>,
    #[serde(default)]
    situations: Vec<Situation>,
    #[serde(default)]
    special_procedures: Vec<GivenProcedure>,
    #[serde(default)]
    extension: Option<GivenExtension>,
    result: GivenResult,
    #[serde(default)]
    fees: GivenFees,
    #[serde(default)]
    quantity_limit: Option<Quantity>,
    #[serde(default)]
    steps: Vec<GivenStep>,
    #[serde(default)]
    correction_lapse: Option<GivenLapse>,
    #[serde(default)]
    separated_duties: Vec<(String, String)>,
    #[serde(default)]
    office_seal_documents: Vec<String>,
    #[serde(default)]
    consult_phone: Option<String>,
    #[serde(default)]
    complaint_phone: Option<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    hours: Option<Vec<Hours>>,
    #[serde(default)]
    refuse_grounds: Vec<String>,
    #[serde(default)]
    remarks: Vec<Remark>,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default)]
    inferred: Vec<String>,
}

#[derive(Deserialize)]
struct GivenLimit {
    amount: u32,
    unit: String,
    start: String,
    #[serde(default)]
    basis: Option<String>,
}

#[derive(Deserialize)]
struct GivenPaper {
    id: String,
    name: String,
    need: PaperNeed,
    #[serde(default)]
    condition: Option<String>,
    #[serde(default)]
    original: u8,
    #[serde(default)]
    copies: u8,
    #[serde(default)]
    verify_original: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    source_note: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Deserialize)]
struct Situation {
    name: String,
    #[serde(default)]
    papers: Vec<GivenPaper>,
}

#[derive(Deserialize)]
struct GivenProcedure {
    ground: ProcedureGround,
    #[serde(default)]
    law_basis: Option<String>,
    #[serde(default)]
    counted_in_promise: bool,
}

#[derive(Deserialize)]
struct GivenExtension {
    amount: u32,
    approver: String,
}

#[derive(Deserialize)]
struct GivenResult {
    #[serde(default)]
    license: Option<String>,
    #[serde(default)]
    validity: Option<Span>,
}

#[derive(Deserialize)]
struct Span {
    amount: u32,
    unit: String,
}

#[derive(Deserialize, Default)]
struct GivenFees {
    #[serde(default)]
    charged: bool,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Deserialize)]
struct Quantity {
    #[serde(default)]
    rule: Option<String>,
}

#[derive(Deserialize)]
struct GivenStep {
    name: String,
    #[serde(default)]
    role: Option<String>,
}

#[derive(Deserialize)]
struct GivenLapse {
    days: u32,
    basis: String,
}

#[derive(Deserialize)]
struct Hours {
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct Remark {
    text: String,
}

#[derive(Deserialize)]
struct Source {
    title: String,
}

/// Reads the file; entries are read one by one later.
pub(super) fn read(file: impl Read) -> std::result::Result<(Form, Vec<Value>), Finding> {
    let form = |detail: &dyn std::fmt::Display| Finding::new(0, &code::FILE_FORM, &[("detail", detail)]);
    let mut bytes = Vec::new();
    let read = file.take(LARGEST.saturating_add(1)).read_to_end(&mut bytes);
    let size = read.map_err(|error| Finding::new(0, &code::FILE_UNREADABLE, &[("detail", &error)]))?;
    if u64::try_from(size).unwrap_or(u64::MAX) > LARGEST {
        return Err(Finding::new(0, &code::FILE_TOO_LARGE, &[]));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Finding::new(0, &code::FILE_NOT_UTF8, &[]))?;
    let file: File =
        serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| form(&error))?;
    match file.format.as_deref() {
        Some("daowei-demo-items") if file.version == 1 => Ok((Form::Values, file.items)),
        None => Ok((Form::Noted, file.items)),
        Some(other) => Err(form(&format!("{other} {}", file.version))),
    }
}

pub(super) fn import(app: &App, (form, entries): (Form, Vec<Value>), options: &Options) -> Result<Report> {
    let source = options.source.clone();
    let entries = Arc::new(entries);
    let plan = move |unit: &mut Unit<'_, '_>| plan(unit, &source, form, &entries);
    plan::run(app, options, Act::RecordItem, plan, |unit, item: &Item| show(unit.tx, item))
}

fn plan(unit: &mut Unit<'_, '_>, source: &str, form: Form, values: &[Value]) -> Result<Plan<Item>> {
    let organs = Organs::load(unit)?;
    let rows = u64::try_from(values.len()).unwrap_or(u64::MAX);
    let mut report = Report { rows, ..Report::default() };
    let mut entries = Vec::new();
    for (line, value) in (1..).zip(values) {
        let read = match form {
            Form::Values => entry(line, value, &organs, source),
            Form::Noted => noted::entry(line, value, &organs, source),
        };
        match read {
            Ok(entry) => entries.push(entry),
            Err(finding) => report.refused.push(finding),
        }
    }
    listing::plan(unit, source, &organs, report, entries)
}

fn entry(line: u64, value: &Value, organs: &Organs, source: &str) -> std::result::Result<Entry, Finding> {
    let given = Given::deserialize(value)
        .map_err(|error| Finding::new(line, &code::ROW_FORM, &[("detail", &error)]))?;
    let mut notes = Vec::new();
    if !given.inferred.is_empty() {
        notes.push(Finding::new(line, &code::INFERRED, &[("columns", &given.inferred.join(", "))]));
    }
    let row = given.catalog_row.clone().filter(|row| !row.is_empty()).unwrap_or_else(|| given.id.clone());
    let founded = (given.list_status != "imported_only")
        .then(|| given.founding.clone().or_else(|| given.own_approval.clone()))
        .flatten();
    let origin = match founded {
        Some(document) => Origin::Founding { document },
        None => Origin::Import { source: given.id.clone() },
    };
    let (from, to) = (given.effective_from, given.abolished_on);
    let content = content(line, given, organs, source, &mut notes)?;
    Ok(Entry { line, row, origin, from, to, content, notes })
}

fn content(
    line: u64,
    given: Given,
    organs: &Organs,
    source: &str,
    notes: &mut Vec<Finding>,
) -> std::result::Result<Content, Finding> {
    let bad = |column: &str, written: &str| {
        Finding::new(line, &code::FIELD_VALUE, &[("column", &column), ("written", &written)])
    };
    let power = PowerType::read(&given.power).ok_or_else(|| bad("type", &given.power))?;
    let named = Named { row: Some(&given.department), written: &given.department_as_written };
    let department = organs.find(source, line, named, notes);
    let mut content = blank(&given.name, power, department, given.division);
    content.objects = given.object;
    content.topics = given.topics;
    content.basis = given.basis;
    content.decision_level = given.decision_level;
    content.case_kind = given.case_kind;
    content.conditions = given.conditions;
    content.statutory_limit = given.statutory_limit.and_then(|limit| read_limit(line, &limit, notes));
    content.promised_limit = given.promised_limit.and_then(|limit| read_limit(line, &limit, notes));
    content.papers = papers(given.papers, given.situations);
    content.procedures = given
        .special_procedures
        .into_iter()
        .map(|procedure| Procedure {
            ground: procedure.ground,
            basis: procedure.law_basis,
            outside_promise: !procedure.counted_in_promise,
        })
        .collect();
    content.extension = match given.extension {
        None => None,
        Some(rule) => Some(match rule.approver.as_str() {
            "organ_head" => ExtensionRule::OrganHead { most: rule.amount },
            "government_head" => ExtensionRule::GovernmentHead { most: rule.amount },
            other => return Err(bad("extension", other)),
        }),
    };
    content.result_name = given.result.license.unwrap_or_default();
    content.result_months = match given.result.validity {
        None => None,
        Some(span) => Some(match span.unit.as_str() {
            "years" => span.amount.saturating_mul(12),
            "months" => span.amount,
            other => return Err(bad("validity", other)),
        }),
    };
    content.fees.charged = given.fees.charged;
    content.fees.basis = given.fees.note.unwrap_or_default();
    content.quantity_limit = given.quantity_limit.and_then(|quantity| quantity.rule).unwrap_or_default();
    content.flow = given
        .steps
        .into_iter()
        .map(|step| step.role.map_or_else(|| step.name.clone(), |role| format!("{}（{role}）", step.name)))
        .collect();
    content.correction_lapse =
        given.correction_lapse.map(|lapse| CorrectionLapse { days: lapse.days, basis: lapse.basis });
    content.consult_phone = given.consult_phone.unwrap_or_default();
    content.complaint_phone = given.complaint_phone.unwrap_or_default();
    content.place = given.place.unwrap_or_default();
    let hours = given.hours.unwrap_or_default();
    let hours: Vec<String> = hours.into_iter().map(|hours| format!("{}—{}", hours.from, hours.to)).collect();
    content.hours = hours.join("，");
    content.inferred = given.inferred;
    for (one, other) in given.separated_duties {
        if let (Some(one), Some(other)) = (duty(&one), duty(&other)) {
            content.separated.push((one, other));
        } else {
            let pair = format!("{one}+{other}");
            notes.push(Finding::new(line, &code::DUTY_AS_WRITTEN, &[("written", &pair)]));
            add(&mut content.note, "分离岗位", &pair);
        }
    }
    for document in given.office_seal_documents {
        match document.as_str() {
            "report_to_superior" => content.office_seal.push(DocumentKind::UpwardReport),
            "revocation_decision" => content.office_seal.push(DocumentKind::RevocationDecision),
            other => {
                notes.push(Finding::new(line, &code::DOCUMENT_AS_WRITTEN, &[("written", &other)]));
                add(&mut content.note, "须用公章", other);
            }
        }
    }
    add(&mut content.note, "不予许可情形", &given.refuse_grounds.join("；"));
    for remark in given.remarks {
        add(&mut content.note, "备注", &remark.text);
    }
    for source in given.sources {
        add(&mut content.note, "来源", &source.title);
    }
    Ok(content)
}

fn read_limit(line: u64, limit: &GivenLimit, notes: &mut Vec<Finding>) -> Option<Limit> {
    let amount = limit.amount.to_string();
    let basis = limit.basis.as_deref().unwrap_or_default();
    limit::read(line, Written { amount: &amount, unit: &limit.unit, start: &limit.start, basis }, notes)
}

/// The papers of every application, then those of a situation, which only that situation asks for.
fn papers(always: Vec<GivenPaper>, situations: Vec<Situation>) -> Vec<Paper> {
    let mut papers: Vec<Paper> = always.into_iter().map(|paper| read_paper(paper, None)).collect();
    for situation in situations {
        papers.extend(situation.papers.into_iter().map(|paper| read_paper(paper, Some(&situation.name))));
    }
    papers
}

fn read_paper(paper: GivenPaper, situation: Option<&str>) -> Paper {
    let mut note = String::new();
    add(&mut note, "情形", situation.unwrap_or_default());
    add(&mut note, "条件", paper.condition.as_deref().unwrap_or_default());
    add(&mut note, "说明", paper.note.as_deref().unwrap_or_default());
    add(&mut note, "核验", if paper.verify_original { "复印件与原件核对后退还原件" } else { "" });
    Paper {
        id: paper.id,
        name: paper.name,
        need: situation.map_or(paper.need, |_| PaperNeed::Conditional),
        originals: paper.original,
        copies: paper.copies,
        shared: paper.source == "shared",
        issuer: paper.source_note.unwrap_or_default(),
        note,
    }
}
