//! 文书 of cases.

use daowei_domain::case::{Case, Document};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "document_row.insert",
    "INSERT INTO document_row (id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const UPDATE: Statement = Statement::new(
    "document_row.update",
    "UPDATE document_row SET sealed = $1, served_on = $2, voided = $3, owing = $4 WHERE id = $5",
);
const OF_CASE: Statement = Statement::new(
    "document_row.of_case",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing FROM document_row
     WHERE case_id = $1 ORDER BY id",
);
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "document_row.between",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing FROM document_row
     WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, id",
);
const BY_NUMBER: Statement = Statement::new(
    "document_row.by_number",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided, owing FROM document_row
     WHERE number = $1",
);

const UNSERVED: Statement = Statement::new(
    "document_row.unserved",
    "SELECT d.id, d.case_id, d.kind, d.number, d.issued_on, d.text, d.seal_due, d.sealed, d.served_on, d.voided, d.owing,
     c.number, c.item_name FROM document_row d JOIN case_row c ON c.id = d.case_id
     WHERE d.owing = $1 AND (d.issued_on, d.id) > ($2, $3) ORDER BY d.issued_on, d.id LIMIT $4",
);
const UNSERVED_COUNT: Statement =
    Statement::new("document_row.unserved_count", "SELECT COUNT(*) FROM document_row WHERE owing = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, UPDATE, OF_CASE, BY_NUMBER, UNSERVED, UNSERVED_COUNT];

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
            Some(_) => {
                let (sealed, served_on) = (row.sealed.as_deref(), row.served_on.as_deref());
                tx.run(&UPDATE, params![sealed, served_on, row.voided, row.owing.as_deref(), &row.id])?;
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
    let rows: Vec<[Param<'_>; 11]> = rows
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
            case_number: row.string(11)?,
            item_name: row.string(12)?,
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
