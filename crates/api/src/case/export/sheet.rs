//! The columns of a list in a file.

use daowei_app::case::{CaseListed, DocumentListed, NO_DUE};
use daowei_app::foreign::ForeignListed;
use daowei_domain::case::Stage;
use daowei_domain::foreign::ForeignResult;
use daowei_domain::{Language, Name};

use super::words;

/// What stands in one cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// A number, never less than nothing.
    Number(u32),
    /// Nothing.
    Empty,
}

/// A column: its heading, its width in characters, and what stands in it.
pub(crate) struct Column<T> {
    pub(super) heading: Name,
    pub(super) width: u8,
    pub(super) cell: fn(&T, Language) -> Cell,
}

/// In a language.
pub(super) fn said(name: Name, language: Language) -> &'static str {
    match language {
        Language::Chinese => name.zh,
        Language::English => name.en,
    }
}

pub(super) fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

pub(super) fn maybe(words: Option<&str>) -> Cell {
    words.map_or(Cell::Empty, text)
}

pub(super) fn yes(said_so: bool, language: Language) -> Cell {
    if said_so { text(said(Name::new("是", "yes"), language)) } else { Cell::Empty }
}

/// Where no is told, too: in a column that is looked through for it.
pub(super) fn either(said_so: bool, language: Language) -> Cell {
    if said_so { yes(true, language) } else { text(said(Name::new("否", "no"), language)) }
}

pub(super) const fn column<T>(
    zh: &'static str,
    en: &'static str,
    width: u8,
    cell: fn(&T, Language) -> Cell,
) -> Column<T> {
    Column { heading: Name::new(zh, en), width, cell }
}

/// Days over a limit have a column of their own: no number is below nothing, which a spreadsheet might compute with.
pub(super) const CASES: [Column<CaseListed>; 19] = [
    column("办件编号", "Case number", 24, |case, _| text(&case.row.number)),
    column("事项", "Item", 36, |case, _| text(&case.row.item_name)),
    column("部门", "Department", 24, |case, _| text(&case.department)),
    column("申请人", "Applicant", 28, |case, language| match &case.row.applicant {
        Some(name) => text(name),
        None => text(said(Name::new("自然人", "natural person"), language)),
    }),
    column("状态", "State", 14, |case, language| {
        let stage = Stage::ALL.into_iter().find(|stage| stage.id() == case.row.stage);
        stage.map_or(Cell::Empty, |stage| text(said(stage.name(), language)))
    }),
    column("审查环节", "Step of review", 14, |case, language| {
        case.step.map_or(Cell::Empty, |step| text(said(step, language)))
    }),
    column("承办人", "Held by", 12, |case, _| maybe(case.holder.as_deref())),
    column("收件日期", "Received on", 12, |case, _| text(&case.row.received_on)),
    column("受理日期", "Accepted on", 12, |case, _| maybe(case.row.accepted_on.as_deref())),
    column("决定日期", "Decided on", 12, |case, _| maybe(case.row.decided_on.as_deref())),
    column("决定结果", "Outcome", 10, |case, language| {
        words::outcome(case.row.outcome.as_deref(), language)
    }),
    column("到期日", "Due on", 12, |case, _| maybe(Some(&*case.row.due).filter(|due| *due != NO_DUE))),
    column("剩余工作日", "Working days left", 12, |case, _| days(case.remaining)),
    column("超期工作日", "Working days over", 12, |case, _| {
        days(case.remaining.filter(|days| *days < 0).map(i64::wrapping_neg))
    }),
    column("时限", "Clock", 16, |case, language| words::clock(case.row.clock.as_deref(), language)),
    column("特别程序", "Special procedure", 10, |case, language| yes(case.row.stopped, language)),
    column("日期暂定", "Provisional", 10, |case, language| yes(case.row.provisional, language)),
    column("申请方式", "Channel", 10, |case, language| words::channel(&case.row.channel, language)),
    column("标记", "Marks", 30, |case, language| words::marks(&case.row, language)),
];

/// Those of a list of documents.
pub(super) const DOCUMENTS: [Column<DocumentListed>; 11] = [
    column("出具日期", "Issued on", 12, |document, _| text(&document.row.issued_on)),
    column("文书种类", "Kind", 24, |document, language| words::document(&document.row.kind, language)),
    column("文号", "Number", 26, |document, _| maybe(document.row.number.as_deref())),
    column("办件编号", "Case number", 24, |document, _| text(&document.case_number)),
    column("事项", "Item", 36, |document, _| text(&document.item_name)),
    column("部门", "Department", 24, |document, _| text(&document.department)),
    column("出具人", "Issued by", 12, |document, _| maybe(document.issuer.as_deref())),
    column("送达日期", "Served on", 12, |document, _| maybe(document.row.served_on.as_deref())),
    column("送达方式", "How", 12, |document, language| {
        words::service(document.row.service.as_deref(), language)
    }),
    column("作废", "Void", 8, |document, language| yes(document.row.voided, language)),
    column("打印份数", "Copies printed", 10, |document, _| Cell::Number(document.copies)),
];

/// Those of a list of foreign cases.
pub(crate) const FOREIGN: [Column<ForeignListed>; 10] = [
    column("系统", "System", 24, |case, _| text(&case.row.system)),
    column("系统办件编号", "Number there", 26, |case, _| text(&case.row.number)),
    column("事项", "Item", 36, |case, _| text(&case.row.item_name)),
    column("清单外事项", "On no list", 10, |case, language| yes(case.row.item.is_none(), language)),
    column("部门", "Department", 24, |case, _| text(&case.department)),
    column("收件日期", "Received on", 12, |case, _| text(&case.row.received_on)),
    column("办理结果", "Result", 12, |case, language| {
        let result = ForeignResult::ALL.into_iter().find(|result| result.id() == case.row.standing);
        match language {
            Language::Chinese => text(result.map_or("办理中", ForeignResult::zh)),
            Language::English => text(result.map_or("open", ForeignResult::en)),
        }
    }),
    column("结果文书编号", "Number of the document", 26, |case, _| maybe(case.row.document.as_deref())),
    column("已对账", "Reconciled", 10, |case, language| yes(case.row.confirmed, language)),
    column("登记人", "Registered by", 12, |case, _| text(&case.registrar)),
];

fn days(days: Option<i64>) -> Cell {
    days.and_then(|days| u32::try_from(days).ok()).map_or(Cell::Empty, Cell::Number)
}
