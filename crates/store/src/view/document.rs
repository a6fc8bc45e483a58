//! 文书 of cases.

use daowei_domain::case::{Case, Document, DocumentKind};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "document_row.insert",
    "INSERT INTO document_row (id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing,
     department, item, issuer, service) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
);
const UPDATE: Statement = Statement::new(
    "document_row.update",
    "UPDATE document_row SET sealed = $1, served_on = $2, voided = $3, owing = $4, service = $5 WHERE id = $6",
);
/// What only the right item changes, or the way to another organ.
const MOVE: Statement =
    Statement::new("document_row.move", "UPDATE document_row SET department = $1, item = $2 WHERE id = $3");

macro_rules! columns {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing, department, item,
             issuer, service FROM document_row ",
            $($rest)+
        )
    };
}

const OF_CASE: Statement = Statement::new("document_row.of_case", columns!("WHERE case_id = $1 ORDER BY id"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "document_row.between",
    columns!("WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, id"),
);
const BY_NUMBER: Statement = Statement::new("document_row.by_number", columns!("WHERE number = $1"));

/// Documents of a department, of one kind, in a period, behind a place.
macro_rules! of_department {
    ($name:literal, $side:literal, $way:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE department = $1 AND kind = $2 AND issued_on >= $3 AND issued_on <= $4 AND (issued_on, id) ",
                $side, " ($5, $6) ORDER BY issued_on", $way, ", id", $way, " LIMIT $7"
            ),
        )
    };
}
/// The same of one item, of any of the kinds.
macro_rules! of_item {
    ($name:literal, $side:literal, $way:literal) => {
        Statement::new(
            $name,
            columns!(
                "WHERE item = $1 AND department = $2 AND ($3 = '' OR kind = $3) AND issued_on >= $4 AND issued_on <= $5
                 AND (issued_on, id) ", $side, " ($6, $7) ORDER BY issued_on", $way, ", id", $way, " LIMIT $8"
            ),
        )
    };
}
const OF_DEPARTMENT: Statement = of_department!("document_row.of_department", ">", "");
const OF_DEPARTMENT_BACK: Statement = of_department!("document_row.of_department_back", "<", " DESC");
const OF_ITEM: Statement = of_item!("document_row.of_item", ">", "");
const OF_ITEM_BACK: Statement = of_item!("document_row.of_item_back", "<", " DESC");

const UNSERVED: Statement = Statement::new(
    "document_row.unserved",
    "SELECT d.id, d.case_id, d.kind, d.number, d.issued_on, d.text, d.seal_due, d.sealed, d.served_on, d.voided, d.owing,
     d.department, d.item, d.issuer, d.service, c.number, c.item_name
     FROM document_row d JOIN case_row c ON c.id = d.case_id
     WHERE d.owing = $1 AND (d.issued_on, d.id) > ($2, $3) ORDER BY d.issued_on, d.id LIMIT $4",
);
const UNSERVED_COUNT: Statement =
    Statement::new("document_row.unserved_count", "SELECT COUNT(*) FROM document_row WHERE owing = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[
    INSERT,
    UPDATE,
    MOVE,
    OF_CASE,
    BY_NUMBER,
    OF_DEPARTMENT,
    OF_DEPARTMENT_BACK,
    OF_ITEM,
    OF_ITEM_BACK,
    UNSERVED,
    UNSERVED_COUNT,
];

/// A document as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Id.
    pub id: String,
    /// Case.
    pub case: String,
    /// Kind.
    pub kind: String,
    /// Number.
    pub number: Option<String>,
    /// Date of issue.
    pub issued_on: String,
    /// The text in the vault.
    pub text: String,
    /// Seal that is due.
    pub seal_due: Option<String>,
    /// Seal that it bears.
    pub sealed: Option<String>,
    /// When it was served.
    pub served_on: Option<String>,
    /// 作废
    pub voided: bool,
    /// The organ that still owes its service.
    pub owing: Option<String>,
    /// Whose case it is.
    pub department: String,
    /// The item of the case.
    pub item: Option<String>,
    /// Whose act issued it.
    pub issuer: Option<String>,
    /// How it was served.
    pub service: Option<String>,
}

/// A document that nobody was served with yet, and its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unserved {
    /// The document.
    pub document: DocumentRow,
    /// 办件编号
    pub case_number: String,
    /// The case's item.
    pub item_name: String,
}

impl DocumentRow {
    /// The row of a document of a case.
    #[must_use]
    pub fn of(case: &Case, document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            case: case.id.to_string(),
            kind: identifier(&document.kind),
            number: document.number.as_ref().map(ToString::to_string),
            issued_on: document.on.to_string(),
            text: document.text.id.to_string(),
            seal_due: document.seal_due.as_ref().map(identifier),
            sealed: document.sealed.as_ref().map(identifier),
            served_on: document.served.map(|(day, _)| day.to_string()),
            voided: document.voided,
            owing: case.owes_service(document).then(|| case.department.to_string()),
            department: case.department.to_string(),
            item: case.item.map(|item| item.to_string()),
            issuer: document.by.map(|person| person.to_string()),
            service: document.served.map(|(_, service)| identifier(&service)),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            case: row.string(1)?,
            kind: row.string(2)?,
            number: row.optional_text(3)?.map(str::to_owned),
            issued_on: row.string(4)?,
            text: row.string(5)?,
            seal_due: row.optional_text(6)?.map(str::to_owned),
            sealed: row.optional_text(7)?.map(str::to_owned),
            served_on: row.optional_text(8)?.map(str::to_owned),
            voided: row.bool(9)?,
            owing: row.optional_text(10)?.map(str::to_owned),
            department: row.string(11)?,
            item: row.optional_text(12)?.map(str::to_owned),
            issuer: row.optional_text(13)?.map(str::to_owned),
            service: row.optional_text(14)?.map(str::to_owned),
        })
    }
}

/// Writes what changed between two states of a case: new documents, and those sealed, served or voided since.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, before: Option<&Case>, after: &Case) -> Result<()> {
    let mut new = Vec::new();
    for document in after.documents.values() {
        let row = DocumentRow::of(after, document);
        let old = before.and_then(|case| Some(DocumentRow::of(case, case.documents.get(&document.id)?)));
        match old {
            Some(old) if old == row => {}
            Some(old) => {
                let (sealed, served_on) = (row.sealed.as_deref(), row.served_on.as_deref());
                let (owing, service) = (row.owing.as_deref(), row.service.as_deref());
                tx.run(&UPDATE, params![sealed, served_on, row.voided, owing, service, &row.id])?;
                if (&old.department, &old.item) != (&row.department, &row.item) {
                    tx.run(&MOVE, params![&row.department, row.item.as_deref(), &row.id])?;
                }
            }
            None => new.push(row),
        }
    }
    insert(tx, &new)
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[DocumentRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 15]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.case.as_str().into(),
                row.kind.as_str().into(),
                row.number.as_deref().into(),
                row.issued_on.as_str().into(),
                row.text.as_str().into(),
                row.seal_due.as_deref().into(),
                row.sealed.as_deref().into(),
                row.served_on.as_deref().into(),
                row.voided.into(),
                row.owing.as_deref().into(),
                row.department.as_str().into(),
                row.item.as_deref().into(),
                row.issuer.as_deref().into(),
                row.service.as_deref().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Documents of a case, in the order of issue.
///
/// # Errors
/// What befell the store.
pub fn of_case(tx: &mut Tx<'_>, case: &str) -> Result<Vec<DocumentRow>> {
    tx.all(&OF_CASE, params![case], DocumentRow::read)
}

/// One document by its number.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<DocumentRow>> {
    tx.one(&BY_NUMBER, params![number], DocumentRow::read)
}

/// Documents whose service a department owes, the oldest first, behind that day and id.
///
/// # Errors
/// What befell the store.
pub fn unserved(tx: &mut Tx<'_>, department: &str, after: (&str, &str), limit: u32) -> Result<Vec<Unserved>> {
    let (day, id) = after;
    tx.all(&UNSERVED, params![department, day, id, limit], |row| {
        Ok(Unserved {
            document: DocumentRow::read(row)?,
            case_number: row.string(15)?,
            item_name: row.string(16)?,
        })
    })
}

/// How many those are.
///
/// # Errors
/// What befell the store.
pub fn count_unserved(tx: &mut Tx<'_>, department: &str) -> Result<i64> {
    Ok(tx.one(&UNSERVED_COUNT, params![department], |row| row.int(0))?.unwrap_or(0))
}

/// Which part of the documents of a department.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Whose.
    pub department: &'a str,
    /// Issued on this day or later, and on that day or before.
    pub days: (&'a str, &'a str),
    /// The latest first.
    pub back: bool,
    /// Behind this day and id.
    pub after: (&'a str, &'a str),
    /// Rows at most.
    pub limit: u32,
}

impl Part<'_> {
    /// The first rows of several lists, in their common order.
    fn first(&self, mut rows: Vec<DocumentRow>) -> Vec<DocumentRow> {
        rows.sort_unstable_by(|one, other| (&one.issued_on, &one.id).cmp(&(&other.issued_on, &other.id)));
        if self.back {
            rows.reverse();
        }
        rows.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        rows
    }
}

/// Documents of a department of these kinds.
///
/// # Errors
/// What befell the store.
pub fn of_department(tx: &mut Tx<'_>, kinds: &[DocumentKind], part: Part<'_>) -> Result<Vec<DocumentRow>> {
    let kinds: Vec<String> = kinds.iter().map(identifier).collect();
    let groups: Vec<[Param<'_>; 7]> = kinds
        .iter()
        .map(|kind| {
            let ((from, until), (day, id)) = (part.days, part.after);
            [
                part.department.into(),
                kind.as_str().into(),
                from.into(),
                until.into(),
                day.into(),
                id.into(),
                part.limit.into(),
            ]
        })
        .collect();
    let statement = if part.back { &OF_DEPARTMENT_BACK } else { &OF_DEPARTMENT };
    Ok(part.first(tx.all_many(statement, &groups, DocumentRow::read)?))
}

/// Documents of a department's cases of these items, of that kind or of any.
///
/// # Errors
/// What befell the store.
pub fn of_items(
    tx: &mut Tx<'_>,
    items: &[String],
    kind: Option<DocumentKind>,
    part: Part<'_>,
) -> Result<Vec<DocumentRow>> {
    let kind = kind.as_ref().map(identifier).unwrap_or_default();
    let groups: Vec<[Param<'_>; 8]> = items
        .iter()
        .map(|item| {
            let ((from, until), (day, id)) = (part.days, part.after);
            [
                item.as_str().into(),
                part.department.into(),
                kind.as_str().into(),
                from.into(),
                until.into(),
                day.into(),
                id.into(),
                part.limit.into(),
            ]
        })
        .collect();
    let statement = if part.back { &OF_ITEM_BACK } else { &OF_ITEM };
    Ok(part.first(tx.all_many(statement, &groups, DocumentRow::read)?))
}
