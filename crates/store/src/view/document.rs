//! 文书 of cases.

use daowei_domain::case::{Case, Document};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "document_row.insert",
    "INSERT INTO document_row (id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
const UPDATE: Statement = Statement::new(
    "document_row.update",
    "UPDATE document_row SET sealed = $1, served_on = $2, voided = $3 WHERE id = $4",
);
const OF_CASE: Statement = Statement::new(
    "document_row.of_case",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided FROM document_row
     WHERE case_id = $1 ORDER BY id",
);
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement = Statement::new(
    "document_row.between",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided FROM document_row
     WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, id",
);
const BY_NUMBER: Statement = Statement::new(
    "document_row.by_number",
    "SELECT id, case_id, kind, number, issued_on, text, seal_due, sealed, served_on, voided FROM document_row
     WHERE number = $1",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, UPDATE, OF_CASE, BY_NUMBER];

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
        match before.and_then(|case| case.documents.get(&document.id)) {
            Some(old) if old == document => {}
            Some(_) => {
                let row = DocumentRow::of(after, document);
                tx.run(
                    &UPDATE,
                    params![row.sealed.as_deref(), row.served_on.as_deref(), row.voided, &row.id],
                )?;
            }
            None => new.push(DocumentRow::of(after, document)),
        }
    }
    insert(tx, &new)
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[DocumentRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 10]> = rows
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
